"""What the SQL functions return, what was asked for, and what a user is told on failure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import psycopg

DONE, ERROR, PENDING, BLOCKED = 0, 1, 2, 3


class Finding(NamedTuple):
    object: str
    finding: str
    remedy: str


class Lock(NamedTuple):
    relation: str
    lock_mode: str


class Step(NamedTuple):
    ordinal: int
    phase: int
    title: str
    statement: str
    undo: str | None = None


class Check(NamedTuple):
    object: str
    check_name: str
    ok: bool
    detail: str | None


class Relation(NamedTuple):
    relation: str
    kind: str
    row_count: int | None
    bytes: int | None
    note: str | None


class Activity(NamedTuple):
    """A session that is in our way."""

    pid: int
    role: str | None
    application: str | None
    state: str | None
    backend_type: str | None
    query: str | None
    seconds: float | None

    @property
    def is_autovacuum(self) -> bool:
        """It has no role; only who may read all statistics sees its type."""
        return self.backend_type == "autovacuum worker" or (
            self.role is None and self.backend_type is None
        )

    def __str__(self) -> str:
        if self.is_autovacuum:
            return f"pid {self.pid} (autovacuum)"
        query = " ".join((self.query or "-").split())
        query = query if len(query) <= 70 else query[:67] + "..."
        application = f", {self.application}" if self.application else ""
        age = "" if self.seconds is None else f" for {self.seconds:.1f} s"
        who = f"pid {self.pid} ({self.role or self.backend_type}{application})"
        return f"{who}, {self.state or 'state not visible'}{age}: {query}"


class Failure(Exception):
    """What the user is told instead of a traceback."""

    def __init__(self, message: str, *, status: int = ERROR, **details: str | None) -> None:
        super().__init__(message)
        self.status = status
        self.details = {name: text for name, text in details.items() if text}


HINTS = {
    "42501": "Connect as the role that owns the hub's tables; "
    "it needs CREATE on the database and on the hub's schema.",
    "57P01": "What was not committed is rolled back; install.py status tells how the hub is.",
    "28P01": "Put the password in ~/.pgpass or PGPASSWORD, or in the URL.",
}


class StatementFailed(Failure):
    """A statement that the database refused, with the place where it stands."""

    def __init__(
        self, error: psycopg.Error, source: str = "", line: int = 0, text: str = ""
    ) -> None:
        diag = error.diag
        blocked = error.sqlstate == "55000"
        super().__init__(
            diag.message_primary or str(error).strip() or type(error).__name__,
            status=BLOCKED if blocked else ERROR,
            where=f"{source}, line {line}" if line else source,
            statement=text.strip(),
            sqlstate=error.sqlstate,
            detail=diag.message_detail,
            hint=diag.message_hint or HINTS.get(error.sqlstate or ""),
            context=diag.context,
        )
        self.error = error


@dataclass(frozen=True)
class Options:
    command: str
    schema: str
    phases: tuple[int, ...]
    phases_given: bool
    as_json: bool
    as_sql: bool
    database_url: str
    sample_rows: int | None
    lock_wait: float
    extra: tuple[str, ...] = ()
