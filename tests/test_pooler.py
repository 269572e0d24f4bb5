"""Through PgBouncer in transaction mode: every command works, and leaves no setting to others."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from psycopg.conninfo import make_conninfo

from conftest import NewHub, RunInstall
from faults import slow_down
from servers import OWNER, Database, Server

POOL = 4  # connections to the server, which sessions share transaction by transaction
PORT = "6432"
SETTINGS = f"""
[databases]
* = host={{sockets}} port=5432 user={OWNER}
[pgbouncer]
pool_mode = transaction
default_pool_size = {POOL}
auth_type = any
listen_port = {PORT}
query_wait_timeout = 15
unix_socket_dir = {{sockets}}
"""
CHANGED = (
    "SELECT string_agg(name, ' ') FROM pg_settings WHERE source = 'session' AND name <> ALL (%s)"
)
OF_CLIENTS = ["application_name", "client_encoding", "DateStyle", "TimeZone"]  # PgBouncer's care


@dataclass
class Pooled(Database):
    """A database behind the pooler."""

    def url(self, user: str = OWNER) -> str:
        sockets = str(self.server.local.socket_dir)
        return make_conninfo(host=sockets, port=PORT, dbname=self.name, user=user)

    def changed_settings(self) -> set[str]:
        """What sessions have left behind in any of the connections to the server."""
        with contextlib.ExitStack() as stack:
            sessions = [stack.enter_context(self.connect(autocommit=False)) for _ in range(POOL)]
            told = [conn.execute(CHANGED.encode(), [OF_CLIENTS]).fetchone() for conn in sessions]
        return {row[0] for row in told if row and row[0]}


@pytest.fixture(scope="module")
def _pooler(server: Server) -> Iterator[None]:
    program = shutil.which("pgbouncer", path="/usr/sbin:/usr/local/bin:/opt/homebrew/bin")
    assert program, "pgbouncer is missing: run tests/need_packages pgbouncer"
    folder = Path(tempfile.mkdtemp(prefix="v1_hub_pooler_"))
    folder.chmod(0o755)
    settings = folder / "pgbouncer.ini"
    settings.write_text(SETTINGS.format(sockets=server.local.socket_dir))
    settings.chmod(0o644)
    process = subprocess.Popen(
        [program, "-q", str(settings)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        **server.local.account,  # it refuses to run as root
    )
    socket = server.local.socket_dir / f".s.PGSQL.{PORT}"
    for _ in range(100):
        if socket.exists():
            break
        time.sleep(0.05)
    yield
    process.terminate()
    process.wait()
    shutil.rmtree(folder)


@pytest.fixture
def pooled(new_hub: NewHub) -> Pooled:
    hub = new_hub()
    return Pooled(hub.server, hub.name)


def hold_a_lock(hub: Database, seconds: float) -> None:
    """For the locks to be waited for, and the watcher to look."""
    conn = hub.connect(autocommit=False)
    conn.execute("SELECT FROM v1_hub_work_results")
    threading.Timer(seconds, conn.close).start()


@pytest.mark.usefixtures("_pooler")
def test_every_command_works_and_leaves_no_setting_behind(
    pooled: Pooled, run_install: RunInstall, tmp_path: Path
) -> None:
    direct = Database(pooled.server, pooled.name)
    rows = direct.query("SELECT * FROM v1_hub_work_results ORDER BY id")
    migration = tmp_path / "migration.sql"
    migration.write_text(
        "CREATE INDEX CONCURRENTLY by_pages ON v1_hub_work_results (allocation_id, id);"
        "ALTER TABLE v1_hub_proxy_usage ADD COLUMN asn integer;"
    )
    for command, status in {
        "plan": 2,
        "install": 0,
        "verify": 0,
        "status": 0,
        f"sql {migration}": 0,
        "rollback --dry-run": 2,
        "rollback --yes": 0,
        "install ": 0,
        "finalize --yes": 0,
    }.items():
        if status == 0:
            hold_a_lock(direct, 0.8)
        ran = run_install(pooled, *command.split())
        assert ran.status == status, ran.out + ran.err
        assert pooled.changed_settings() == set()
        assert pooled.query("SELECT * FROM v1_hub_work_results ORDER BY id") == rows


@pytest.mark.usefixtures("_pooler")
def test_clients_that_fill_the_pool_wait_no_longer_than_the_cut_over_takes(
    pooled: Pooled, run_install: RunInstall
) -> None:
    """They wait for our locks; who looks what is in the way must not wait for their connections."""
    slow_down(Database(pooled.server, pooled.name), 0.1)
    waits: list[float] = []
    done = threading.Event()

    def read() -> None:
        with pooled.connect() as conn:
            conn.prepare_threshold = None
            while not done.is_set():
                started = time.monotonic()
                conn.execute("SELECT FROM v1_hub_work_results LIMIT 1")
                waits.append(time.monotonic() - started)

    with ThreadPoolExecutor(2 * POOL) as clients:
        reading = [clients.submit(read) for _ in range(2 * POOL)]
        try:
            ran = run_install(pooled, "install")
        finally:
            done.set()
        for client in reading:
            client.result()
    assert ran.status == 0, ran.err
    assert 0.5 < max(waits) < 5, "so slow is the cut-over, and no slower"
