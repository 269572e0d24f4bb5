"""An old transaction, a full disk: the hub works through its names, and the next run completes it.

Kills at random moments are in test_kills.py.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

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
