"""Connecting: which database, with which settings, in transactions that hold no surprise."""

from __future__ import annotations

import contextlib
import os
import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import psycopg
from pglast.parser import ParseError, split
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from v1_hub.facts import Connection
from v1_hub.failure import Failure, Refused, StatementFailed
from v1_hub.server import start_embedded
from v1_hub.target import make_command, psql_command

OLDEST_SERVER = 150000  # security_invoker views

# libpq settings that name a server; with any of them set, no server of our own is started.
LIBPQ_VARIABLES = ("PGHOST", "PGHOSTADDR", "PGPORT", "PGSERVICE", "PGDATABASE", "PGUSER")

# A line that is gone is noticed in half a minute, also while the server is at a long statement: by
# itself TCP takes a quarter of an hour, or two. Seconds, but the last: milliseconds.
ALIVE = {
    "keepalives_idle": 15,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 30000,
}

# Whatever the role's or the database's settings say; all transaction-local.
SESSION_SETTINGS = {
    "statement_timeout": "0",  # first: the others are statements too
    "search_path": "pg_catalog, pg_temp",
    "lock_timeout": "0",
    "idle_in_transaction_session_timeout": "60s",  # we are stopped, or the network is
    "client_min_messages": "warning",
    "standard_conforming_strings": "on",
    "check_function_bodies": "on",
    "row_security": "off",  # a policy that would hide rows from us is an error, not a silent loss
    "DateStyle": "ISO, YMD",
    "IntervalStyle": "postgres",
    "extra_float_digits": "1",
    "bytea_output": "hex",
    "quote_all_identifiers": "off",
    "jit": "off",
}

# In a statement of this package, which uses no retired name. Behind its first word: a comment in
# front of a statement is not kept by pg_stat_statements.
OWN = "/* v1_hub */"
FIRST_WORD = re.compile(r"(?:\s|--.*\n)*\w+")

# Should we be killed, the server notices within a second, not at the end of a long step, where its
# system can tell: elsewhere it refuses the setting.
NOTICES = """set_config(
    'client_connection_check_interval',
    CASE WHEN version() ~ '-(linux|apple|darwin|freebsd|netbsd|openbsd)' THEN '1s' ELSE '0' END,
    true
)"""

# Of a hot standby: a replay that waits for a report holds locks for as long as that runs.
STANDBY_LOCK_TIMEOUT = "10s"
REPLAY = ("55P03", "40001")  # a lock that the replay has; what the replay has cancelled


@dataclass(frozen=True)
class Target:
    conninfo: str
    embedded: bool

    def how_to_connect(self) -> str:
        psql = psql_command(self.conninfo)
        return f"{make_command('psql', '', 'public')}, or: {psql}" if self.embedded else psql

    def make(self, command: str, schema: str) -> str:
        """The command line that does it to the same hub."""
        return make_command(command, "" if self.embedded else self.conninfo, schema)

    def connect(self, application: str, *, autocommit: bool = False) -> Connection:
        given = ALIVE | conninfo_to_dict(self.conninfo)
        conn = psycopg.connect(
            make_conninfo("", **given),
            application_name=f"v1_hub {application}",
            connect_timeout=15,
            client_encoding="UTF8",  # our files are, whatever the database is
            autocommit=autocommit,
            prepare_threshold=None,
        )
        conn.isolation_level = psycopg.IsolationLevel.READ_COMMITTED
        return conn


def find_target(database_url: str | None) -> Target:
    if database_url == "":
        raise Failure(
            "the database URL is empty",
            hint="give one, or unset DATABASE_URL to use libpq's PG* variables or the embedded "
            "server",
        )
    if database_url is not None:
        # SQLAlchemy's spelling names its driver as well: postgresql+psycopg://
        url = re.sub(r"^(postgres(?:ql)?)\+\w+://", r"\1://", database_url)
        try:
            host = str(conninfo_to_dict(url).get("host", ""))
        except psycopg.ProgrammingError as error:
            # What it quotes may be a password, or the rest of one.
            told = re.sub(
                r'("." )|"[\s\S]*"', lambda quoted: quoted[1] or "...", str(error).strip()
            )
            raise Failure(
                f"the database URL cannot be read: {told}",
                hint="postgresql://user@host:5432/database",
            ) from None
        if "@" in host[1:]:  # a socket may begin with it
            raise Failure(
                "the database URL has a second @ before its host",
                hint="in a user or a password it is written %40",
            )
        return Target(url, embedded=False)
    if any(os.environ.get(name) for name in LIBPQ_VARIABLES):
        return Target("", embedded=False)
    return Target(start_embedded(), embedded=True)


def hide_passwords(text: str) -> str:
    text = re.sub(r"(//[^:/@\s]*):[^@\s]*@", r"\1:***@", text)
    return re.sub(r"(password\s*=\s*)('[^']*'|[^\s&]+)", r"\1***", text, flags=re.IGNORECASE)


@contextlib.contextmanager
def connected(target: Target, command: str, read_only: bool) -> Iterator[Connection]:
    """A connection with its transaction begun; what its user does not commit is rolled back."""
    try:
        conn = target.connect(command)
    except psycopg.OperationalError as error:
        # In what language the server says what is wrong, nobody knows: psql says it again.
        message, _, detail = str(error).strip().partition("\n")
        raise Failure(
            message,
            detail=detail.strip(),
            hint=f"see what is wrong with: {psql_command(target.conninfo)}\n"
            "A password goes into ~/.pgpass or PGPASSWORD.",
        ) from None
    on_standby = is_standby(conn)  # asked now: the replay may end the session
    try:
        if (version := conn.info.server_version) < OLDEST_SERVER:
            raise Refused(
                f"the server is PostgreSQL {version // 10000}, too old for this package",
                detail=f"It needs PostgreSQL {OLDEST_SERVER // 10000} or later.",
                hint="pg_upgrade the server first; nothing was changed",
            )
        if not read_only and on_standby:
            raise Refused(
                "the server is a hot standby: nothing can be written there",
                hint="connect to its primary; a URL of several hosts finds it with "
                "target_session_attrs=read-write",
            )
        begin(conn, read_only=read_only)
        yield conn
    except psycopg.Error as error:
        if error.sqlstate not in REPLAY or not on_standby:
            raise
        raise Refused(
            "this hot standby replays a change of tables that others read here",
            sqlstate=error.sqlstate,
            detail=error.diag.message_primary,
            hint="run it again when they have ended, or on the primary",
        ) from None
    finally:
        conn.close()


def is_standby(conn: Connection) -> bool:
    return conn.info.parameter_status("in_hot_standby") == "on"


def session_settings(conn: Connection) -> dict[str, str]:
    """What this server has of the settings of a transaction of ours."""
    newer = {"transaction_timeout": "0"} if conn.info.server_version >= 170000 else {}
    standby = {"lock_timeout": STANDBY_LOCK_TIMEOUT} if is_standby(conn) else {}
    return SESSION_SETTINGS | newer | standby


def begin(conn: Connection, *, read_only: bool) -> None:
    conn.read_only = read_only
    set_local(conn, session_settings(conn), NOTICES)


def set_local(conn: Connection, settings: Mapping[str, str], *more: str) -> None:
    """Settings of this transaction, in their order and in one round trip."""
    calls = ", ".join([*["set_config(%s, %s, true)"] * len(settings), *more])
    parameters = [word for setting in settings.items() for word in setting]
    conn.execute(f"SELECT {calls}".encode(), parameters)


def ask_value(conn: Connection, query: str, *parameters: object) -> Any:
    row = conn.execute(query.encode(), parameters or None).fetchone()
    return row[0] if row else None


def round_trip(conn: Connection) -> float:
    """Seconds to the server and back, the shortest of three."""

    def take() -> float:
        began = time.monotonic()
        conn.execute("SELECT 1")
        return time.monotonic() - began

    return min(take() for _ in range(3))


def mark(text: str) -> str:
    """The statements, with OWN in each; what only a newer PostgreSQL can read stays as it is."""
    try:
        starts = [part.start for part in split(text, only_slices=True)]
    except ParseError:
        return text
    words = filter(None, (FIRST_WORD.match(text, start) for start in starts))
    ends = [0, *(word.end() for word in words), len(text)]
    return f" {OWN}".join(text[a:b] for a, b in pairwise(ends))


def run_sql(conn: Connection, text: str, source: str) -> psycopg.Cursor[Any]:
    """Run statements of this package. Raises StatementFailed."""
    return run_text(conn, mark(text), source)


def run_text(conn: Connection, text: str, source: str, first_line: int = 1) -> psycopg.Cursor[Any]:
    """Run statements as they stand. Raises StatementFailed, with the line where it stands."""
    try:
        return conn.execute(text.encode())  # without parameters it is sent as it stands
    except psycopg.Error as error:
        before = text[: int(error.diag.statement_position or 1) - 1]
        line = before.count("\n")
        shown = text.split("\n")[line] if text else ""
        raise StatementFailed(error, source, first_line + line, shown) from None
