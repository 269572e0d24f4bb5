"""Whatever dies, and whenever: the hub works through its names, and the next run completes it."""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from conftest import NewHub, RunInstall
from servers import SETTINGS, Database, Server, apply_reference, assert_verified, running_server
from v1_hub.failure import Failure

ROOT = Path(__file__).resolve().parent.parent
KILLS = 10  # of install and of rollback, on each server: twenty of either
CRASHES = 1
SEED = 20261125

Contents = dict[str, list[tuple[object, ...]]]


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


def kill_installer(hub: Database, process: subprocess.Popen[str]) -> None:
    del hub
    process.kill()


def end_sessions(hub: Database, process: subprocess.Popen[str]) -> None:
    del process
    hub.query(AT_WORK.replace("count(*)", "pg_terminate_backend(pid)"), user="postgres")


Kill = Callable[[Database, "subprocess.Popen[str]"], None]
WAYS: list[Kill] = [kill_installer, end_sessions]


def interrupt(hub: Database, command: str, moment: float, how: Kill) -> None:
    process = start(hub, command)
    time.sleep(moment)
    how(hub, process)
    told, _ = process.communicate(timeout=60)
    assert "Traceback" not in told
    wait_until_alone(hub)


def test_killed_at_random_moments_the_next_run_completes_it(
    new_hub: NewHub, run_install: RunInstall
) -> None:
    """Install and rollback in turn, each killed at a random moment and completed by a second."""
    hub = new_hub(sample_rows=1000)
    shape, untouched = shape_of(hub), dump(hub)
    before = contents(hub, shape)
    whole = {command: seconds_of(hub, command) for command in ("install", "rollback")}
    assert dump(hub) == untouched
    moments = random.Random(f"{SEED} {hub.server.id}")
    states = []
    for turn in range(KILLS):
        for command in ("install", "rollback"):
            moment = moments.uniform(0, whole[command])
            interrupt(hub, command, moment, WAYS[turn % 2])
            states.append(f"{command}: {state_of(hub, run_install)}")
            assert_it_works(hub, shape, before)
            ran = run_install(hub, command)
            assert ran.status == 0, ran.err
            if command == "install":
                assert_it_works(hub, shape, before)
                assert_verified(hub)
        assert contents(hub, shape) == before
        assert dump(hub) == untouched
    print(f"{len(states)} kills left: {', '.join(sorted(set(states)))}")
    interrupted = {"install: legacy", "install: finishing", "rollback: returning"}
    assert interrupted & set(states)


# --- an old transaction, which REINDEX CONCURRENTLY waits for ------------------------------------
INVALID = "SELECT count(*) FROM pg_index WHERE NOT indisvalid"


@contextlib.contextmanager
def old_transaction(hub: Database) -> Iterator[None]:
    with hub.connect(autocommit=False) as conn:
        conn.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        conn.execute("SELECT 1")
        yield


@pytest.mark.parametrize("how", WAYS)
def test_killed_while_an_index_is_made_anew_the_next_run_completes_it(
    how: Kill, new_hub: NewHub, run_install: RunInstall
) -> None:
    hub = new_hub()
    with old_transaction(hub):
        process = start(hub, "install")
        while not hub.value(INVALID):
            assert process.poll() is None
            time.sleep(0.05)
        hub.query("UPDATE v1_hub_work_results SET total_requests = 4711")
        how(hub, process)
        told, _ = process.communicate(timeout=60)
        assert "Traceback" not in told
    wait_until_alone(hub)
    assert state_of(hub, run_install) == "finishing"
    assert run_install(hub, "install").status == 0
    assert hub.value(INVALID) == 0
    assert_verified(hub)


def test_an_index_waits_for_an_old_transaction_no_longer_than_lock_wait(
    new_hub: NewHub, run_install: RunInstall
) -> None:
    hub = new_hub()
    for command in ("install", "rollback"):
        with old_transaction(hub):
            ran = run_install(hub, command, "--yes", "--lock-wait", "1")
        assert ran.status == 0, ran.err
        _, _, by_hand = ran.err.partition("when it is quiet: ")
        hub.query(by_hand.split(";")[0])
        assert hub.value(INVALID) == 0


# --- the server dies -----------------------------------------------------------------------------
@pytest.fixture(scope="module")
def crashing_server(server: Server) -> Iterator[Server]:
    """A server of this module's own, with the durability that a crash asks for."""
    with running_server(server.id, server.local.bindir) as own:
        yield own


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


@pytest.mark.parametrize("command", ["install", "rollback", "finalize"])
def test_killed_server_is_started_and_the_next_run_completes_it(
    command: str, crashing_server: Server, run_install: RunInstall
) -> None:
    legacy = crashing_server.hub(consolidated=False)
    shape, untouched = shape_of(legacy), dump(legacy)
    before = contents(legacy, shape)
    first = crashing_server.hub(consolidated=command != "install")
    whole = seconds_of(first, command)
    moments = random.Random(f"{SEED} {command}")
    for _ in range(CRASHES):
        hub = crashing_server.hub(consolidated=command != "install")
        process = start(hub, command)
        time.sleep(moments.uniform(0, whole))
        crash(crashing_server)
        told, _ = process.communicate(timeout=60)
        assert "Traceback" not in told
        assert_it_works(hub, shape, before)
        ran = run_install(hub, command, "--yes")
        assert ran.status == 0, ran.err
        if command == "rollback":
            assert dump(hub) == untouched
        else:
            assert_it_works(hub, shape, before)
            assert_verified(hub)
            assert state_of(hub, run_install) == {"install": "finished"}.get(command, "finalized")
        crashing_server.drop(hub)
    for hub in (legacy, first):
        crashing_server.drop(hub)


# --- the disk is full ----------------------------------------------------------------------------


@pytest.fixture
def small_disk() -> Iterator[Path]:
    if os.geteuid() != 0:
        pytest.skip("only root can mount a small disk (tmpfs)")
    # Not under pytest's folder, which another run of pytest closes to the server's user.
    folder = Path(tempfile.mkdtemp(prefix="v1_hub_small_"))
    subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=220m,mode=755", "tmpfs", str(folder)], check=True
    )
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=False)
        folder.rmdir()


def test_full_disk_stops_the_install_and_the_hub_works(
    small_disk: Path, server: Server, run_install: RunInstall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(small_disk))
    with running_server(server.id, server.local.bindir) as own:
        hub = own.create()
        apply_reference(hub, 20000)
        hub.query("CHECKPOINT", user="postgres")
        shape, untouched = shape_of(hub), dump(hub)
        before = contents(hub, shape)
        free = os.statvfs(small_disk).f_bavail * os.statvfs(small_disk).f_frsize
        ballast = small_disk / "ballast"
        ballast.write_bytes(b"x" * (free - 2_500_000))
        ran = run_install(hub, "install")
        assert ran.status == 1
        told = ("No space left on device", "sqlstate:  53100", "server closed")
        assert any(words in ran.err for words in told), ran.err
        assert "Traceback" not in ran.err
        ballast.unlink()
        with contextlib.suppress(Failure):  # running already, unless the log had no space either
            own.local.start(SETTINGS)
        for _ in range(100):
            with contextlib.suppress(psycopg.OperationalError):
                own.admin("SELECT 1")
                break
            time.sleep(0.1)
        assert_it_works(hub, shape, before)
        assert run_install(hub, "install").status == 0
        assert_it_works(hub, shape, before)
        assert_verified(hub)
        assert run_install(hub, "rollback").status == 0
        assert dump(hub) == untouched
