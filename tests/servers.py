"""Throw-away servers for the tests, one for every PostgreSQL found, and hubs in them."""

from __future__ import annotations

import contextlib
import functools
import io
import itertools
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from v1_hub import cli
from v1_hub.failure import Failure
from v1_hub.package import audit_files, load_reference
from v1_hub.server import LocalServer, embedded_bindir

SAMPLE_ROWS = 600
OWNER = "hub_owner"  # an ordinary role, as the package promises to need no other
REPORTER = "v1_hub_reporter"  # holds a few rights on the reference hub

SETTINGS = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "shared_buffers": "128MB",
    "max_connections": "60",
    "max_prepared_transactions": "2",
    "wal_level": "logical",
    "max_wal_size": "256MB",
}
IN_MEMORY = Path("/dev/shm")
ROOM = 8 << 30  # bytes; a run has up to eight servers, of at most half a gigabyte each


@functools.cache
def major(bindir: Path) -> int:
    """The major version of a PostgreSQL."""
    told = subprocess.check_output([bindir / "postgres", "--version"], text=True)
    return int(re.findall(r"\d+", told)[0])


def has(bindir: Path, *, version: int = 15, icu: bool = False) -> bool:
    """Whether a PostgreSQL is as new, and built with ICU where that is asked for."""
    built = subprocess.check_output([bindir / "pg_config", "--configure"], text=True) if icu else ""
    return major(bindir) >= version and (not icu or "--with-icu" in built)


def find_servers() -> dict[str, Path]:
    """Programs of each PostgreSQL here: pg15 from Debian or $PG_BIN, pg18 from the wheel."""
    given = [Path(os.environ["PG_BIN"])] if os.environ.get("PG_BIN") else []
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    found = {}
    for bindir in [embedded_bindir(), *debian, *given]:
        if (bindir / "postgres").exists() and major(bindir) >= 15:
            found[f"pg{major(bindir)}"] = bindir
    return dict(sorted(found.items()))


@dataclass
class Database:
    """A database of a throw-away server."""

    server: Server
    name: str

    def url(self, user: str = OWNER) -> str:
        return self.server.local.conninfo(self.name, user)

    def connect(self, user: str = OWNER, *, autocommit: bool = True) -> psycopg.Connection[Any]:
        return psycopg.connect(self.url(user), autocommit=autocommit)

    def query(self, query: str, *parameters: object, user: str = OWNER) -> list[tuple[Any, ...]]:
        with self.connect(user) as conn:
            cursor = conn.execute(query.encode(), parameters or None)
            return cursor.fetchall() if cursor.description else []

    def value(self, query: str, *parameters: object, user: str = OWNER) -> Any:
        return self.query(query, *parameters, user=user)[0][0]


@dataclass
class Server:
    """A running PostgreSQL; its databases are copies of prepared ones, and so made quickly."""

    id: str
    local: LocalServer
    _templates: dict[tuple[int, bool], str] = field(default_factory=dict)
    _count: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    @property
    def major(self) -> int:
        return int(self.id.removeprefix("pg"))

    def program(self, name: str) -> str:
        return str(self.local.bindir / name)

    def admin(self, statement: str) -> None:
        with psycopg.connect(self.local.conninfo("postgres", "postgres"), autocommit=True) as conn:
            conn.execute(statement.encode())

    def create(self, template: str = "template0") -> Database:
        database = Database(self, f"test_{next(self._count)}")
        # By file, which is in memory: half the time of a copy through the log.
        self.admin(
            f"CREATE DATABASE {database.name} OWNER {OWNER} TEMPLATE {template} STRATEGY FILE_COPY"
        )
        return database

    def drop(self, database: Database) -> None:
        self.admin(f"DROP DATABASE IF EXISTS {database.name} WITH (FORCE)")

    def hub(self, *, consolidated: bool, sample_rows: int = SAMPLE_ROWS) -> Database:
        """A copy of the reference hub, as it was or consolidated; the same rows in both."""
        key = (sample_rows, consolidated)
        if key not in self._templates:
            if consolidated:
                made = self.hub(consolidated=False, sample_rows=sample_rows)
                told = io.StringIO()
                with contextlib.redirect_stdout(told), contextlib.redirect_stderr(told):
                    status = cli.main(["install", "--database-url", made.url()])
                assert status == 0, f"the reference hub was not consolidated\n{told.getvalue()}"
            else:
                made = self.create()
                apply_reference(made, sample_rows)
            self._templates[key] = made.name
        return self.create(self._templates[key])


def apply_reference(database: Database, sample_rows: int, schema: str = "public") -> None:
    """The reference hub as the installer makes it in an empty database, without consolidating."""
    with psycopg.connect(database.url()) as conn:
        conn.execute("SET LOCAL client_min_messages = warning")
        load_reference(conn, schema, sample_rows)


def apply_audit(database: Database) -> None:
    """The audit log by itself, in schema public."""
    with database.connect() as conn, conn.transaction():
        for _, text in audit_files("public"):
            conn.execute(text.encode())


def assert_verified(database: Database, schema: str = "public") -> None:
    """`install.py verify` finds nothing."""
    told = io.StringIO()
    with contextlib.redirect_stdout(told), contextlib.redirect_stderr(told):
        status = cli.main(["verify", "--schema", schema, "--database-url", database.url()])
    assert status == 0, told.getvalue()


def quick_folder() -> Path | None:
    """Where the files of a new database are made quickly; None, the usual place, where there is
    little room in memory."""
    is_roomy = os.access(IN_MEMORY, os.W_OK) and shutil.disk_usage(IN_MEMORY).free > ROOM
    return IN_MEMORY if is_roomy else None


@contextlib.contextmanager
def running_server(name: str, bindir: Path, where: Path | None = None) -> Iterator[Server]:
    """A server of its own, with its files under where, stopped and removed at the end."""
    folder = Path(tempfile.mkdtemp(prefix=f"v1_hub_{name}_", dir=where or quick_folder()))
    folder.chmod(0o711)
    server = Server(name, LocalServer(folder, bindir))
    try:
        server.local.start(SETTINGS)
        for role in (f"{OWNER} LOGIN", REPORTER):
            server.admin(f"CREATE ROLE {role}")
        yield server
    finally:
        with contextlib.suppress(Failure):
            server.local.stop()
        shutil.rmtree(folder, ignore_errors=True)
