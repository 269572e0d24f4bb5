"""A consolidated hub survives pg_dump and restore, a newer PostgreSQL, and another owner."""

from __future__ import annotations

import itertools
import re
import subprocess
from pathlib import Path

import pytest

from conftest import SERVERS, NewHub, RunInstall
from faults import interrupt
from servers import OWNER, REPORTER, Database, assert_verified, running_server
from twin import HISTORY, RETIRED
from v1_hub import stages


def move(source: Database, target: Database, folder: Path, *options: str) -> None:
    """pg_dump, of the newer version, and a restore that stops at the first error."""
    dump, server = folder / "hub.sql", target.server
    pg_dump = [server.program("pg_dump"), "-d", source.url("postgres"), "-f", str(dump), *options]
    subprocess.run(pg_dump, check=True)
    # A number of 15.20's own that its pg_dump leaves out, and an older one of 18 does not know.
    told = re.sub(r"^.* SET \(pg_attver=\d+\);$", "", dump.read_text(), flags=re.MULTILINE)
    dump.write_text(told)
    target.query("DROP SCHEMA public", user="postgres")
    target.query(f"CREATE SCHEMA public AUTHORIZATION {OWNER}", user="postgres")
    psql = [server.program("psql"), "-qX", "-v", "ON_ERROR_STOP=1", "-d", target.url("postgres")]
    restored = subprocess.run([*psql, "-f", str(dump)], capture_output=True, text=True, check=False)
    assert restored.returncode == 0, restored.stderr


def rows(hub: Database) -> list[list[tuple[object, ...]]]:
    hashed = "SELECT count(*), sum(hashtextextended(t::text, 0)) FROM {} AS t"
    return [hub.query(hashed.format(relation)) for relation in RETIRED]


def assert_it_goes_on(hub: Database, run_install: RunInstall) -> None:
    """It is verified, written, rolled back with what was written, and installed again."""
    assert_verified(hub)
    before = rows(hub)
    hub.query("INSERT INTO v1_hub_proxy_usage (proxy_id) VALUES (1)")
    hub.query("UPDATE v1_hub_work_results SET current_page = 77 WHERE id = 1")
    assert [new != old for new, old in zip(rows(hub), before, strict=True)].count(True) == 2
    before = rows(hub)
    for command in ("rollback", "install"):
        ran = run_install(hub, command)
        assert ran.status == 0, ran.err
        assert rows(hub) == before


def test_restored_dump_verifies_and_rolls_back(
    hub_db: Database, database: Database, run_install: RunInstall, tmp_path: Path
) -> None:
    hub_db.query("INSERT INTO v1_hub_proxy_usage (proxy_id) VALUES (1)")
    move(hub_db, database, tmp_path)
    assert rows(database) == rows(hub_db)
    assert_it_goes_on(database, run_install)


def test_rights_that_a_dump_left_out_are_named(
    hub_db: Database, database: Database, run_install: RunInstall, tmp_path: Path
) -> None:
    """The table under the view has lost them as well, but nobody has revoked them there."""
    move(hub_db, database, tmp_path, "--no-privileges")
    lacking = re.findall(r"(GRANT .+?;)", run_install(database, "verify").out)
    assert f"GRANT SELECT ON public.v1_hub_work_results TO {REPORTER};" in lacking
    for grant in lacking:
        database.query(grant)
    assert_verified(database)


@pytest.mark.parametrize(("old", "new"), list(itertools.pairwise(SERVERS)))
def test_a_hub_moves_to_a_newer_postgresql(
    old: str, new: str, run_install: RunInstall, tmp_path: Path
) -> None:
    """pg_get_viewdef and friends word things otherwise there: what they mean is compared."""
    with (
        running_server(old, SERVERS[old]) as older,
        running_server(new, SERVERS[new]) as newer,
    ):
        hub, moved = older.hub(consolidated=True), newer.create()
        move(hub, moved, tmp_path)
        assert rows(moved) == rows(hub)
        assert_it_goes_on(moved, run_install)
        # Half finished, and its transactions have greater numbers than there are in the new server.
        # The audit log of an earlier install is numbered beyond a row that was lost before.
        half, moved = older.hub(consolidated=False), newer.create()
        half.query(f"DELETE FROM {HISTORY} WHERE id IN (5, 6)")
        for command in ("install", "rollback"):
            assert run_install(half, command).status == 0
        with half.connect() as conn:
            for _ in range(5000):
                conn.execute("SELECT pg_current_xact_id()")
        interrupt(half, "install", stages, "settle_history")
        insert = f"INSERT INTO {HISTORY} (id, work_slot_id, operation) VALUES (%s, 1, 'UPDATE')"
        half.query(insert, 6)
        move(half, moved, tmp_path)
        count = f"SELECT count(*) FROM {HISTORY}"
        before = moved.value(count)
        moved.query("UPDATE v1_hub_work_slots SET keyword = 'new' WHERE id = 1")
        moved.query(insert, 5)
        assert moved.value(count) == before + 2
        assert run_install(moved, "install").status == 0
        assert moved.value(count) == before + 2
        assert_it_goes_on(moved, run_install)
        # Nor is it taken for a new one by the next install, which has a smaller number.
        assert run_install(moved, "rollback").status == 0
        moved.query(f"DELETE FROM {HISTORY} WHERE id IN (5, 6)")
        interrupt(moved, "install", stages, "settle_history")
        counted = moved.value(count)
        assert run_install(moved, "install").status == 0
        assert moved.value(count) == counted == before


def test_a_hub_gets_another_owner(new_hub: NewHub, run_install: RunInstall) -> None:
    hub, heir = new_hub(consolidated=True), "hub_heir"
    hub.server.admin(f"CREATE ROLE {heir} LOGIN")
    try:
        hub.query(f"REASSIGN OWNED BY {OWNER} TO {heir}", user="postgres")
        for command in ("verify", "rollback", "install", "verify"):
            ran = run_install(hub, command, user=heir)
            assert ran.status == 0, (command, ran.out, ran.err)
        # Restored with --no-privileges, a right is named with what gives it; none of a role that
        # has another name here.
        hub.query(f"REVOKE SELECT ON v1_hub_proxy_usage FROM {REPORTER}", user=heir)
        ran = run_install(hub, "verify", user=heir)
        grant = f"GRANT SELECT ON public.v1_hub_proxy_usage TO {REPORTER};"
        assert f"rights: lacks {grant}" in ran.out
        hub.server.admin(f"ALTER ROLE {REPORTER} RENAME TO hub_reporter")
        assert run_install(hub, "verify", user=heir).status == 0
        hub.server.admin(f"ALTER ROLE hub_reporter RENAME TO {REPORTER}")
        hub.query(grant, user=heir)
        assert run_install(hub, "verify", user=heir).status == 0
    finally:
        hub.server.drop(hub)
        hub.server.admin(f"REASSIGN OWNED BY {heir} TO {OWNER}")
        hub.server.admin(f"DROP OWNED BY {heir}; DROP ROLE {heir}")
