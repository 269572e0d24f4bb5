"""Whatever dies, the hub is as before or as after, never between."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from conftest import NewHub, RunInstall
from install import Failure
from servers import OWNER, SETTINGS, Database, Server, apply_reference, running_server

ROOT = Path(__file__).resolve().parent.parent
KILLS = 10
CRASHES = 3
SEED = 20261123


def start(database: Database, command: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "install.py", command, "--database-url", database.url()],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def seconds_of(database: Database, command: str) -> float:
    began = time.monotonic()
    told, _ = (process := start(database, command)).communicate()
    assert process.returncode == 0, told
    return time.monotonic() - began


def dump(database: Database, *, crashed: bool = False) -> list[str]:
    """The database as pg_dump tells it, rows sorted, without an audit log kept aside.

    After a crash PostgreSQL lets any sequence go on up to 32 numbers later: these are left out.
    """
    told = subprocess.run(
        [
            database.server.program("pg_dump"),
            "-N",
            "v1_hub_retired",
            "-d",
            database.url("postgres"),
        ],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    noise = ("\\", "--", *(("SELECT pg_catalog.setval",) if crashed else ()))
    return sorted(line for line in told.splitlines() if not line.startswith(noise))


def is_consolidated(database: Database) -> bool:
    return bool(database.value("SELECT to_regclass('v1_hub.step') IS NOT NULL"))


def wait_until_alone(database: Database) -> None:
    """The server notices a killed client within a second or at the end of a statement."""
    for _ in range(300):
        if not database.value(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND application_name LIKE 'v1_hub %%'",
            user="postgres",
        ):
            return
        time.sleep(0.1)
    raise AssertionError("the killed installer's session goes on")


def test_killed_installer_leaves_the_hub_unchanged(
    new_hub: NewHub, run_install: RunInstall
) -> None:
    hub = new_hub(sample_rows=1500)
    before = dump(hub)
    whole = seconds_of(hub, "install")
    assert run_install(hub, "rollback").status == 0
    assert dump(hub) == before
    moments = random.Random(SEED)
    survived = 0
    for attempt in range(KILLS):
        process = start(hub, "install")
        time.sleep(moments.uniform(0.2, 1.0) * whole)
        if attempt % 2:
            process.kill()
        else:
            hub.query(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND application_name = 'v1_hub install'",
                user="postgres",
            )
        told, _ = process.communicate(timeout=60)
        assert "Traceback" not in told
        wait_until_alone(hub)
        if is_consolidated(hub):  # it was done before it was killed
            survived += 1
            assert run_install(hub, "verify").status == 0
            assert run_install(hub, "rollback").status == 0
        assert dump(hub) == before
    print(f"{KILLS} kills, {survived} of them too late")
    assert survived < KILLS
    assert run_install(hub, "install").status == 0
    assert run_install(hub, "verify").status == 0


@pytest.fixture(scope="module")
def crashing_server(server: Server) -> Iterator[Server]:
    """A server of this module's own, with the durability that a crash asks for."""
    with running_server(server.id, server.local.bindir) as own:
        yield own


def crash(server: Server) -> None:
    """kill -9 of the postmaster and of all its children, then a start as after a power cut."""
    postmaster = int((server.local.data / "postmaster.pid").read_text().splitlines()[0])
    children = subprocess.run(
        ["pgrep", "-P", str(postmaster)], capture_output=True, text=True, check=False
    ).stdout.split()
    for pid in (postmaster, *map(int, children)):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    for _ in range(100):
        with contextlib.suppress(Failure):
            server.local.start(SETTINGS)
            return
        time.sleep(0.1)
    raise AssertionError("the server does not start again")


@pytest.mark.parametrize("command", ["install", "rollback", "finalize"])
def test_killed_server_leaves_before_or_after(
    command: str, crashing_server: Server, run_install: RunInstall
) -> None:
    hub = crashing_server.create()
    apply_reference(hub, 1500)
    before = dump(hub, crashed=True)
    whole = seconds_of(hub, "install")
    if command != "install":
        whole = seconds_of(hub, command)
    moments = random.Random(SEED)
    for _ in range(CRASHES):
        if command == "install" and is_consolidated(hub):
            assert run_install(hub, "rollback").status == 0
        if command != "install":
            if is_consolidated(hub):
                assert run_install(hub, "rollback").status == 0
            assert run_install(hub, "install").status == 0
        process = start(hub, command)
        time.sleep(0.25 + moments.random() * whole)
        crash(crashing_server)
        told, _ = process.communicate(timeout=60)
        assert "Traceback" not in told
        if is_consolidated(hub):
            assert run_install(hub, "verify").status == 0
        else:
            assert command != "finalize"
            assert dump(hub, crashed=True) == before
    if is_consolidated(hub):
        assert run_install(hub, "rollback").status == 0
    assert dump(hub, crashed=True) == before
    crashing_server.drop(hub)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    if os.geteuid() != 0:
        pytest.skip("only root can mount a small disk (tmpfs)")
    folder = tmp_path / "small"
    folder.mkdir()
    subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=220m,mode=755", "tmpfs", str(folder)], check=True
    )
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=False)


def test_full_disk_leaves_the_hub_unchanged(
    small_disk: Path, server: Server, run_install: RunInstall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(small_disk))
    for folder in (small_disk, *small_disk.parents):
        folder.chmod(folder.stat().st_mode | 0o011)
    with running_server(server.id, server.local.bindir) as own:
        hub = own.create()
        apply_reference(hub, 20000)
        hub.query("CHECKPOINT", user="postgres")
        before = dump(hub)
        free = os.statvfs(small_disk).f_bavail * os.statvfs(small_disk).f_frsize
        ballast = small_disk / "ballast"
        ballast.write_bytes(b"x" * (free - 2_500_000))
        ran = run_install(hub, "install")
        assert ran.status == 1
        assert "No space left on device" in ran.err or "server closed" in ran.err, ran.err
        assert "Traceback" not in ran.err
        ballast.unlink()
        with contextlib.suppress(Failure):  # running already, unless the log had no space either
            own.local.start(SETTINGS)
        for _ in range(100):
            with contextlib.suppress(psycopg.OperationalError):
                own.admin("SELECT 1")
                break
            time.sleep(0.1)
        assert not is_consolidated(hub)
        assert dump(hub) == before
        assert run_install(hub, "install").status == 0
        assert hub.value("SELECT count(*) FROM v1_hub.verify() WHERE NOT ok", user=OWNER) == 0
