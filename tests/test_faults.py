"""Old transactions, full disks, slow lines: the hub works, and the next run completes it.

Kills at random moments are in test_kills.py.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import psycopg
import pytest

from conftest import NewHub, RunInstall
from faults import (
    Kill,
    assert_it_works,
    contents,
    dump,
    end_sessions,
    kill_installer,
    shape_of,
    slow_down,
    start,
    state_of,
    wait_until_alone,
)
from servers import (
    OWNER,
    SETTINGS,
    Database,
    Server,
    apply_reference,
    assert_verified,
    running_server,
)
from v1_hub import batches
from v1_hub.failure import Failure

# --- an old transaction, which REINDEX CONCURRENTLY waits for ------------------------------------
INVALID = "SELECT count(*) FROM pg_index WHERE NOT indisvalid"


@contextlib.contextmanager
def old_transaction(hub: Database) -> Iterator[None]:
    with hub.connect("postgres", autocommit=False) as conn:
        conn.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        conn.execute("SELECT 1")
        yield


@pytest.mark.parametrize("how", [kill_installer, end_sessions])
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
    wait_until_alone(hub)  # a killed installer's statement waits as long as the old transaction
    assert state_of(hub, run_install) == "finishing"
    assert run_install(hub, "install").status == 0
    assert hub.value(INVALID) == 0
    assert_verified(hub)


def test_an_index_waits_for_an_old_transaction_no_longer_than_lock_wait(
    new_hub: NewHub, run_install: RunInstall
) -> None:
    """Nor is the install ended by what the role may: rest for long, or connect a second time."""
    hub = new_hub()
    rests = f"IN DATABASE {hub.name} SET idle_session_timeout = '700ms'"
    limit, unlimited = "CONNECTION LIMIT 1", "CONNECTION LIMIT -1"
    try:
        for command, setting in (("install", rests), ("rollback", rests), ("install", limit)):
            hub.server.admin(f"ALTER ROLE {OWNER} {setting}")
            with old_transaction(hub):
                ran = run_install(hub, command, "--yes", "--lock-wait", "1")
            assert ran.status == 0, ran.err
            hub.server.admin(f"ALTER ROLE {OWNER} {unlimited}")
            _, _, by_hand = ran.err.partition("when it is quiet: ")
            hub.query(by_hand.split(";")[0])
            assert hub.value(INVALID) == 0
    finally:
        hub.server.admin(f"ALTER ROLE {OWNER} {unlimited}")


# --- the installer is stopped, or its network is, while it holds its locks -----------------------
def test_an_installer_that_stands_still_under_its_locks_loses_them(
    new_hub: NewHub, run_install: RunInstall
) -> None:
    hub = new_hub()
    slow_down(hub, 1)
    shape = shape_of(hub)
    before = contents(hub, shape)
    process = start(hub, "install")
    sleeps = "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'"
    while not hub.value(sleeps):
        assert process.poll() is None
        time.sleep(0.05)
    process.send_signal(signal.SIGSTOP)
    hub.query("SET statement_timeout = '15s'; SELECT FROM v1_hub_proxy_usage")
    process.send_signal(signal.SIGCONT)
    told, _ = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "install.py status tells how the hub is" in told, told
    assert state_of(hub, run_install) == "legacy"
    assert_it_works(hub, shape, before)
    hub.query("DROP EVENT TRIGGER be_slow", user="postgres")
    assert run_install(hub, "install").status == 0
    assert_it_works(hub, shape, before)


# --- the standby that every COMMIT waits for is gone ----------------------------------------------
def test_nobody_waits_with_the_install_for_a_standby(new_hub: NewHub) -> None:
    hub = new_hub()
    settings = "ALTER SYSTEM {} synchronous_standby_names {}"
    hub.server.admin(f"ALTER DATABASE {hub.name} SET synchronous_commit = 'on'")
    hub.server.admin(settings.format("SET", "= 'gone'"))
    hub.server.admin("SELECT pg_reload_conf()")
    try:
        process = start(hub, "install")
        waits = "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'SyncRep'"
        while not hub.value(waits, user="postgres"):
            assert process.poll() is None
            time.sleep(0.05)
        with hub.connect() as conn:
            conn.execute("SET synchronous_commit = 'local'; SET lock_timeout = '2s'")
            conn.execute("INSERT INTO v1_hub_proxy_usage (proxy_id) VALUES (1)")
    finally:
        hub.server.admin(settings.format("RESET", ""))
        hub.server.admin("SELECT pg_reload_conf()")
    told, _ = process.communicate(timeout=60)
    assert process.returncode == 0, told
    assert_verified(hub)


# --- an autovacuum that yields to nobody ----------------------------------------------------------
@pytest.fixture
def wraparound(new_hub: NewHub) -> Iterator[Database]:
    """A hub with an autovacuum at the uses that prevents wraparound, and takes its time."""
    hub = new_hub()
    hub.server.admin("ALTER SYSTEM SET autovacuum_naptime = '1s'")
    hub.server.admin("SELECT pg_reload_conf()")
    try:
        hub.query(
            "ALTER TABLE v1_hub_proxy_usage SET (autovacuum_freeze_max_age = 100000, "
            "autovacuum_vacuum_cost_delay = 100, autovacuum_vacuum_cost_limit = 1, "
            "autovacuum_enabled = off);"  # any but this
            "INSERT INTO v1_hub_proxy_usage (proxy_id) SELECT 1 FROM generate_series(1, 9000)"
        )
        hub.query(
            "DO 'BEGIN FOR i IN 1..110000 LOOP PERFORM txid_current(); COMMIT; END LOOP; END'"
        )
        while not hub.value(AT_USES, user="postgres"):
            time.sleep(0.05)
        yield hub
    finally:
        hub.server.admin("ALTER SYSTEM RESET autovacuum_naptime")
        hub.server.admin("SELECT pg_reload_conf()")


AT_USES = (
    "SELECT count(*) FROM pg_stat_activity "
    "WHERE query LIKE 'autovacuum: %.v1_hub_proxy_usage (to prevent wraparound)'"
)


def test_clients_wait_only_once_behind_an_autovacuum_that_does_not_yield(
    wraparound: Database, run_install: RunInstall
) -> None:
    refused: list[str | None] = []
    done = threading.Event()

    def use() -> None:
        with wraparound.connect() as conn:
            conn.execute("SET lock_timeout = '1s'")
            while not done.is_set():
                try:
                    conn.execute("INSERT INTO v1_hub_proxy_usage (proxy_id) VALUES (1)")
                except psycopg.errors.LockNotAvailable as error:
                    refused.append(error.sqlstate)
                time.sleep(0.01)

    client = threading.Thread(target=use)
    client.start()
    ran = run_install(wraparound, "install", "--lock-wait", "3")
    done.set()
    client.join()
    assert wraparound.value(AT_USES, user="postgres") == 1
    assert ran.status == 3
    assert "(autovacuum)" in ran.err
    assert len(refused) == 1


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
    small_disk: Path, server: Server, run_install: RunInstall
) -> None:
    with running_server(server.id, server.local.bindir, small_disk) as own:
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


# --- a slow line --------------------------------------------------------------------------------
def test_over_a_slow_line_batches_grow_as_on_a_quick_one(
    new_hub: NewHub, run_install: RunInstall, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub = new_hub(consolidated=False, sample_rows=200)
    copy_history, execute = batches.copy_history, psycopg.Connection.execute
    done: list[int] = []

    def execute_slowly(*arguments: Any, **named: Any) -> Any:
        time.sleep(0.14)
        return execute(*arguments, **named)

    def sizes() -> list[int]:
        return [two - one for one, two in pairwise(done)]

    def report(_: str, rows: int, __: int) -> None:
        done.append(rows)
        whole = sizes()[:-2]  # the rest, and that nothing is left
        assert whole == sorted(whole)

    def copy_slowly(work: Any, place: Any, values: Any, _: Any) -> None:
        with monkeypatch.context() as patch:
            patch.setattr(psycopg.Connection, "execute", execute_slowly)
            copy_history(work, place, values, report)

    monkeypatch.setattr(batches, "copy_history", copy_slowly)
    assert run_install(hub, "install").status == 0
    assert max(sizes()) > sizes()[0] > 0
    assert_verified(hub)
