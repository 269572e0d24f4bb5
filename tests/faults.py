"""What a hub holds, to compare; ways to kill what works on it; and a clock that is wrong."""

from __future__ import annotations

import contextlib
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from datetime import datetime, timedelta, tzinfo
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from conftest import RunInstall
from servers import SETTINGS, Database, Server
from v1_hub import cli
from v1_hub.failure import Failure

INTERRUPTED = 130
ROOT = Path(__file__).resolve().parent.parent

Contents = dict[str, list[tuple[object, ...]]]


class Ahead(datetime):
    """The clock of a client that is a year ahead of the server."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> Ahead:
        return super().now(tz) + timedelta(days=366)


# --- what a hub holds ----------------------------------------------------------------------------
def shape_of(hub: Database) -> dict[str, str]:
    """Every table and view of the untouched hub, with its columns."""
    return dict(
        hub.query(
            """
            SELECT quote_ident(c.relname), string_agg('t.' || quote_ident(a.attname), ', '
                ORDER BY a.attnum)
            FROM pg_class AS c
            INNER JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v', 'm')
            AND NOT a.attisdropped
            GROUP BY c.relname
            """
        )
    )


def contents(hub: Database, shape: dict[str, str]) -> Contents:
    """The rows behind every name, as the applications see them."""
    hashed = "SELECT count(*), sum(hashtextextended(ROW({})::text, 0)) FROM public.{} AS t"
    with hub.connect() as conn:
        return {
            name: conn.execute(hashed.format(columns, name).encode()).fetchall()
            for name, columns in shape.items()
        }


def assert_it_works(hub: Database, shape: dict[str, str], before: Contents) -> None:
    """All rows are there, and every retired name can be written."""
    assert contents(hub, shape) == before
    with hub.connect(autocommit=False) as conn:
        for statement in (
            "INSERT INTO v1_hub_proxy_usage (proxy_id, response_time_ms) VALUES (1, 5)",
            "UPDATE v1_hub_daily_work_tracking SET completed_count = completed_count + 1",
            "UPDATE v1_hub_work_results SET total_requests = 4711 WHERE id < 5",
            "DELETE FROM v1_hub_proxy_heartbeat",
            "INSERT INTO v1_hub_work_slots_history (id, work_slot_id, operation) "
            "VALUES (2000000, 1, 'x')",
        ):
            assert conn.execute(statement.encode()).rowcount > 0
        changed = "SELECT count(*) FROM v1_hub_work_results WHERE total_requests = 4711 AND id < 5"
        row = conn.execute(changed.encode()).fetchone()
        assert row is not None
        assert row[0] > 0
        conn.rollback()


def dump(database: Database) -> list[str]:
    """The database as pg_dump tells it, rows sorted, without what is kept aside of a rollback.

    Sequences are left out: those a write used up, and after a crash any is up to 32 numbers on.
    """
    told = subprocess.run(
        [
            database.server.program("pg_dump"),
            "-N",
            "v1_hub_retired",
            "-d",
            database.url("postgres"),
        ],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    noise = ("\\", "--", "SELECT pg_catalog.setval")
    return sorted(line for line in told.splitlines() if not line.startswith(noise))


def state_of(hub: Database, run_install: RunInstall) -> str:
    return str(json.loads(run_install(hub, "status", "--json").out)["state"])


# --- killing -------------------------------------------------------------------------------------
def start(database: Database, command: str) -> subprocess.Popen[str]:
    """The command, as soon as it is connected: from then on there is something to interrupt."""
    process = subprocess.Popen(
        [sys.executable, "install.py", command, "--yes", "--database-url", database.url()],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    with database.connect("postgres") as conn:
        while process.poll() is None:
            if conn.execute(AT_WORK).fetchone() != (0,):
                break
            time.sleep(0.01)
    return process


def interrupt(hub: Database, command: str, module: ModuleType, function: str) -> str:
    """Run a command that is interrupted where it comes to a function; what it told."""

    def stop(*_: Any) -> None:
        raise KeyboardInterrupt

    told = io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(told), redirect_stderr(told):
        patch.setattr(module, function, stop)
        assert cli.main([command, "--database-url", hub.url()]) == INTERRUPTED
    return told.getvalue()


def slow_down(hub: Database, seconds: float) -> None:
    """Each view that is made takes so long, until the event trigger be_slow is dropped."""
    hub.query(
        f"""
        CREATE FUNCTION be_slow() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN
        PERFORM pg_sleep({seconds}); END';
        CREATE EVENT TRIGGER be_slow ON ddl_command_end WHEN TAG IN ('CREATE VIEW')
        EXECUTE FUNCTION be_slow();
        """,
        user="postgres",
    )


AT_WORK = (
    "SELECT count(*) FROM pg_stat_activity "
    "WHERE datname = current_database() AND application_name LIKE 'v1_hub %'"
)


def seconds_of(database: Database, command: str) -> float:
    """How long a command is at work in the database."""
    process = start(database, command)
    began = time.monotonic()
    told, _ = process.communicate()
    assert process.returncode == 0, told
    return time.monotonic() - began


def wait_until_alone(database: Database) -> None:
    """The server notices a killed client within a second or at the end of a statement."""
    for _ in range(300):
        if not database.value(AT_WORK, user="postgres"):
            return
        time.sleep(0.1)
    raise AssertionError("the killed installer's session goes on")


def crash(server: Server) -> None:
    """kill -9 of the postmaster and of all its children, then a start as after a power cut."""
    postmaster = int((server.local.data / "postmaster.pid").read_text().splitlines()[0])
    children = subprocess.run(
        ["pgrep", "-P", str(postmaster)], capture_output=True, text=True, check=False
    ).stdout.split()
    for pid in (postmaster, *map(int, children)):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    for _ in range(100):
        with contextlib.suppress(Failure):
            server.local.start(SETTINGS)
            return
        time.sleep(0.1)
    raise AssertionError("the server does not start again")


def kill_installer(hub: Database, process: subprocess.Popen[str]) -> None:
    del hub
    process.kill()


def end_sessions(hub: Database, process: subprocess.Popen[str]) -> None:
    del process
    hub.query(AT_WORK.replace("count(*)", "pg_terminate_backend(pid)"), user="postgres")


def crash_server(hub: Database, process: subprocess.Popen[str]) -> None:
    del process
    crash(hub.server)


Kill = Callable[[Database, "subprocess.Popen[str]"], None]


def kill(hub: Database, process: subprocess.Popen[str], how: Kill) -> bool:
    """Whether there was something at work to be killed."""
    at_work = process.poll() is None
    how(hub, process)
    told, _ = process.communicate(timeout=60)
    assert "Traceback" not in told, told
    wait_until_alone(hub)
    return at_work
