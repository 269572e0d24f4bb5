"""Connecting, transactions, and calling the functions of schema v1_hub."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import psycopg
from psycopg.conninfo import conninfo_to_dict
from psycopg.rows import class_row

from installer.model import BLOCKED, Failure, Options, StatementFailed
from installer.server import LocalServer, embedded_bindir

SERVER_DIR = Path(__file__).resolve().parent.parent / ".hub"

# libpq settings that name a server; with any of them set, no server of our own is started.
LIBPQ_VARIABLES = ("PGHOST", "PGHOSTADDR", "PGPORT", "PGSERVICE", "PGDATABASE", "PGUSER")

# Whatever the role's or the database's settings say; all transaction-local.
SESSION_SETTINGS = {
    "statement_timeout": "0",  # first: the others are statements too
    "search_path": "pg_catalog, pg_temp",
    "lock_timeout": "0",
    "idle_in_transaction_session_timeout": "0",
    "client_min_messages": "warning",
    "standard_conforming_strings": "on",
    "check_function_bodies": "on",
    "row_security": "off",  # a policy that would hide rows from us is an error, not a silent loss
    "DateStyle": "ISO, YMD",
    "IntervalStyle": "postgres",
    "extra_float_digits": "1",
    "bytea_output": "hex",
    "jit": "off",
}


@dataclass(frozen=True)
class Target:
    conninfo: str
    embedded: bool

    def how_to_connect(self) -> str:
        if self.embedded:
            return f"make psql, or: psql '{self.conninfo}'"
        return f"psql '{hide_passwords(self.conninfo)}'" if self.conninfo else "psql"

    def connect(self, application: str, *, autocommit: bool = False) -> psycopg.Connection[Any]:
        conn = psycopg.connect(
            self.conninfo,
            application_name=f"v1_hub {application}",
            connect_timeout=15,
            autocommit=autocommit,
            prepare_threshold=None,
        )
        conn.isolation_level = psycopg.IsolationLevel.READ_COMMITTED
        return conn


def find_target(options: Options) -> Target:
    if options.database_url:
        # SQLAlchemy's spelling names its driver as well: postgresql+psycopg://
        url = re.sub(r"^(postgres(?:ql)?)\+\w+://", r"\1://", options.database_url)
        try:
            conninfo_to_dict(url)
        except psycopg.ProgrammingError as error:
            raise Failure(
                f"the database URL cannot be read: {str(error).strip()}",
                hint="postgresql://user@host:5432/database",
            ) from None
        return Target(url, embedded=False)
    if any(os.environ.get(name) for name in LIBPQ_VARIABLES):
        return Target("", embedded=False)
    return Target(start_embedded(), embedded=True)


def hide_passwords(text: str) -> str:
    text = re.sub(r"(//[^:/@\s]*):[^@\s]*@", r"\1:***@", text)
    return re.sub(r"(password\s*=\s*)('[^']*'|[^\s&]+)", r"\1***", text, flags=re.IGNORECASE)


def start_embedded() -> str:
    """Start the server under .hub/ where it is not running; its `hub` is owned by plain `hub`."""
    server = LocalServer(SERVER_DIR, embedded_bindir())
    server.start()
    with psycopg.connect(server.conninfo("postgres", "postgres"), autocommit=True) as conn:
        for role in ("hub LOGIN", "v1_hub_reporter"):  # the second holds rights on the sample hub
            with contextlib.suppress(psycopg.errors.DuplicateObject):
                conn.execute(f"CREATE ROLE {role}".encode())
        if not conn.execute("SELECT 1 FROM pg_database WHERE datname = 'hub'").fetchone():
            conn.execute("CREATE DATABASE hub OWNER hub")
    return server.conninfo("hub", "hub")


@contextlib.contextmanager
def connected(target: Target, command: str, read_only: bool) -> Iterator[psycopg.Connection[Any]]:
    """A connection with its transaction begun; what its user does not commit is rolled back."""
    conn = target.connect(command)
    try:
        begin(conn, read_only=read_only)
        yield conn
    finally:
        conn.close()


def begin(conn: psycopg.Connection[Any], *, read_only: bool) -> None:
    conn.read_only = read_only
    settings = dict(SESSION_SETTINGS)
    if conn.info.server_version >= 170000:
        settings["transaction_timeout"] = "0"
    for name, value in settings.items():
        set_local(conn, name, value)
    # Should we be killed, the server notices within a second, not at the end of a long step;
    # not every platform has it.
    with contextlib.suppress(psycopg.Error), conn.transaction():
        set_local(conn, "client_connection_check_interval", "1s")


def set_local(conn: psycopg.Connection[Any], name: str, value: str) -> None:
    conn.execute("SELECT set_config(%s, %s, true)", [name, value])


@contextlib.contextmanager
def look(conn: psycopg.Connection[Any]) -> Iterator[None]:
    """Read something and let go of every lock that reading it took."""
    conn.execute("SAVEPOINT look")
    try:
        yield
    finally:
        if conn.info.transaction_status != psycopg.pq.TransactionStatus.UNKNOWN:
            undo_savepoint(conn, "look")


def undo_savepoint(conn: psycopg.Connection[Any], name: str) -> None:
    conn.execute(f"ROLLBACK TO SAVEPOINT {name}".encode())
    conn.execute(f"RELEASE SAVEPOINT {name}".encode())


Row = TypeVar("Row", bound=tuple[Any, ...])


def ask(
    conn: psycopg.Connection[Any], row: type[Row], function: str, *parameters: object
) -> list[Row]:
    """The rows of one of our SQL functions, e.g. ask(conn, Finding, 'find_blockers', [1, 2])."""
    marks = ", ".join(["%s"] * len(parameters))
    query = f"SELECT {', '.join(columns_of(row, function))} FROM v1_hub.{function}({marks})"
    with conn.cursor(row_factory=class_row(row)) as cursor:
        try:
            return cursor.execute(query.encode(), parameters or None).fetchall()
        except psycopg.Error as error:
            raise StatementFailed(error, f"v1_hub.{function}()") from None


def columns_of(row: type[tuple[Any, ...]], function: str) -> tuple[str, ...]:
    names: tuple[str, ...] = row._fields  # type: ignore[attr-defined]
    return names[:4] if function in ("plan_rollback", "plan_finalize") else names


def ask_value(conn: psycopg.Connection[Any], query: str, *parameters: object) -> Any:
    row = conn.execute(query.encode(), parameters or None).fetchone()
    return row[0] if row else None


def read_state(conn: psycopg.Connection[Any], schema: str) -> str | None:
    """What hub_state() says; None where the package is not in the database."""
    if ask_value(conn, "SELECT to_regprocedure('v1_hub.hub_state()')") is None:
        return None
    hub = str(ask_value(conn, "SELECT v1_hub.hub_schema()"))
    state = str(ask_value(conn, "SELECT v1_hub.hub_state()"))
    if hub != schema and state in ("installed", "finalized"):
        raise Failure(
            f"this database's hub is in schema {hub}, not in {schema}",
            status=BLOCKED,
            hint=f"add --schema {hub}",
        )
    return state
