"""The log of runs in the database: v1_hub.run, or v1_hub_retired.run after a rollback."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import psycopg

from v1_hub import __version__
from v1_hub.connect import ask_value, begin, hide_passwords, run_sql
from v1_hub.facts import Connection, read_as
from v1_hub.failure import Blocked, StatementFailed
from v1_hub.render import document, render

Report = Callable[[str, int, int], None]  # title, rows done, rows due

PLACES = ("v1_hub.run", "v1_hub_retired.run")


@dataclass(frozen=True)
class Run:
    """A row of the log."""

    began_at: datetime
    ended_at: datetime
    command: str
    version: str
    ran_by: str
    outcome: str
    what: dict[str, Any]

    @property
    def seconds(self) -> float:
        return (self.ended_at - self.began_at).total_seconds()


@dataclass
class Doing:
    """What a run has done so far."""

    command: str
    began: float = field(default_factory=time.monotonic)
    what: dict[str, Any] = field(default_factory=dict)

    def counted(self, report: Report) -> Report:
        """The report of batches, whose rows are remembered as well."""
        first: dict[str, int] = {}

        def told(title: str, done: int, due: int) -> None:
            before = first.setdefault(title, done)
            self.what.setdefault("rows", {})[title] = done - before
            report(title, done, due)

        return told


def find_log(conn: Connection) -> str | None:
    """Where the log is, if this role may read it."""
    query = "SELECT has_table_privilege(to_regclass(%s), 'SELECT')"
    for place in PLACES:
        with contextlib.suppress(psycopg.errors.InsufficientPrivilege), conn.transaction():
            if ask_value(conn, query, place):
                return place
    return None


@contextlib.contextmanager
def logged(conn: Connection, command: str) -> Iterator[Doing]:
    """Write a row of the log when what is done inside has ended, however it has ended.

    Where there is no log yet, nothing had been changed. A lost connection cannot tell.
    """
    doing = Doing(command)
    try:
        yield doing
    except BaseException as error:
        with contextlib.suppress(psycopg.Error, StatementFailed):
            write(conn, doing, outcome_of(error))
        raise
    write(conn, doing, "done")


def outcome_of(error: BaseException) -> str:
    if isinstance(error, Blocked):
        return "blocked: " + "; ".join(f"{one.object} {one.finding}" for one in error.findings)
    if isinstance(error, KeyboardInterrupt):
        return "interrupted"
    return str(error) or type(error).__name__


def write(conn: Connection, doing: Doing, outcome: str) -> None:
    conn.rollback()
    begin(conn, read_only=False)
    if log := find_log(conn):
        statement = render(
            "steps/hub/log_run.sql",
            log=log,
            seconds=time.monotonic() - doing.began,
            command=doing.command,
            version=__version__,
            outcome=hide_passwords(outcome),
            what=document(doing.what),
        )
        run_sql(conn, statement, "log of runs")
    conn.commit()


def read_runs(conn: Connection) -> list[Run]:
    """The last five runs, the latest first."""
    log = find_log(conn)
    if log is None:
        return []
    columns = "began_at, ended_at, command, version, ran_by, outcome, what"
    return read_as(conn, Run, f"SELECT {columns} FROM {log} ORDER BY began_at DESC LIMIT 5")
