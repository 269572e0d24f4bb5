"""A newer package brings a hub up to date; an older one refuses; what was altered is found.

The next version is a copy of this one with other SQL. The hub is one that an earlier version left
(tests/keep_hub.py), or one that this version makes.
"""

from __future__ import annotations

import importlib
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from types import ModuleType

import pytest

from conftest import NewHub, Ran, RunInstall
from hub_cycle import Cycle, Hub, printing_apart
from hubs import make_hub
from servers import OWNER, REPORTER, Database, Server
from twin import RETIRED
from v1_hub import __version__, commands, failure

ROOT = Path(__file__).resolve().parent.parent
KEPT = sorted((ROOT / "tests" / "kept").glob("hub_*.sql"))
NEXT = "0.10.0"
DONE, ERROR, PENDING, BLOCKED = 0, 1, 2, 3
GENERATED = (1002, 1031)

# What the next version has otherwise: file, what stands there, what stands there then.
OTHERWISE = (
    ("v1_hub/__init__.py", f'"{__version__}"', f'"{NEXT}"'),
    # A function with another body, one with other arguments, one with another result.
    ("sql/runtime/audit/reports.sql", "AS $$", "AS $$ -- the next version"),
    ("sql/runtime/audit/months.sql", "p_months_ahead integer DEFAULT 3", "p_ahead integer[]"),
    ("sql/runtime/audit/months.sql", "months => p_months_ahead", "months => p_ahead[1]"),
    ("sql/runtime/audit/months.sql", ":= p_months_ahead", ":= p_ahead[1]"),
    ("sql/runtime/audit/months.sql", "audit_upkeep(integer)", "audit_upkeep(integer[])"),
    ("sql/runtime/proxies/refresh.sql", "RETURNS bigint", "RETURNS numeric"),
    # A function that goes, one that comes, a table with one more column.
    ("sql/runtime/log/report_legacy_column.sql", "-- A NOT NULL", "-- A NOT  NULL"),
    ("sql/runtime/audit/months.sql", "v1_hub.audit_retain(", "v1_hub.audit_keep("),
    (
        "sql/runtime/hub/objects.sql",
        "COMMENT ON TABLE v1_hub.object",
        "CREATE OR REPLACE FUNCTION v1_hub.tell_next() RETURNS text LANGUAGE sql "
        "SET search_path = pg_catalog, pg_temp AS $$ SELECT 'next' $$;\n"
        "COMMENT ON FUNCTION v1_hub.tell_next() IS 'New.';\n"
        "ALTER TABLE v1_hub.object ADD COLUMN IF NOT EXISTS of_next text;\n"
        "COMMENT ON TABLE v1_hub.object",
    ),
    # Views of leaves, a trigger of the merged columns, the triggers of the audit.
    ("sql/steps/log/plain_view.sql", "FROM {{ leaf }} AS l", "FROM {{ leaf }} AS l\nWHERE TRUE"),
    (
        "sql/steps/proxies/notes.sql",
        '"INSERT OR UPDATE OR DELETE", u.table',
        '"DELETE OR INSERT OR UPDATE", u.table',
    ),
    ("sql/runtime/audit/triggers.sql", "'0_audit_update'", "'0_audit_next'"),
)


class NextPackage:
    """The next version: a copy of the package, run in this process in place of this one."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.modules: dict[str, ModuleType] = {}
        for name in ("v1_hub", "sql"):
            shutil.copytree(ROOT / name, folder / name)
        for file, there, then in OTHERWISE:
            text = (folder / file).read_text("utf-8")
            assert there in text, (file, there)
            (folder / file).write_text(text.replace(there, then), "utf-8")

    def __call__(self, hub: Database, *argv: str) -> Ran:
        out, err = StringIO(), StringIO()
        with self.instead(), redirect_stdout(out), redirect_stderr(err):
            main = importlib.import_module("v1_hub.cli").main
            status = main([*argv, "--database-url", hub.url()])
        return Ran(status, out.getvalue(), err.getvalue())

    @contextmanager
    def instead(self) -> Iterator[None]:
        this = {n: sys.modules.pop(n) for n in list(sys.modules) if is_ours(n)}
        sys.modules.update(self.modules)
        sys.path.insert(0, str(self.folder))
        try:
            yield
        finally:
            sys.path.remove(str(self.folder))
            self.modules = {
                name: sys.modules.pop(name) for name in list(sys.modules) if is_ours(name)
            }
            sys.modules.update(this)


def is_ours(module: str) -> bool:
    return module.partition(".")[0] == "v1_hub"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> NextPackage:
    return NextPackage(tmp_path_factory.mktemp("next"))


@pytest.fixture
def kept(database: Database) -> Database:
    """The hub that the last version left."""
    database.query("DROP SCHEMA public", user="postgres")
    database.query(f"CREATE SCHEMA public AUTHORIZATION {OWNER}", user="postgres")
    psql = [database.server.program("psql"), "-qX", "-v", "ON_ERROR_STOP=1", "-f", str(KEPT[-1])]
    command = [*psql, "-d", database.url("postgres")]
    restored = subprocess.run(command, capture_output=True, text=True, check=False)
    assert restored.returncode == 0, restored.stderr
    return database


def rows(hub: Database) -> list[list[tuple[object, ...]]]:
    hashed = "SELECT count(*), sum(hashtextextended(t::text, 0)) FROM {} AS t"
    return [hub.query(hashed.format(name)) for name in (*RETIRED, "v1_hub_work_slots")]


def version(hub: Database) -> str:
    return str(hub.value("SELECT version FROM v1_hub.hub"))


def test_a_newer_package_brings_an_old_hub_up_to_date(
    kept: Database, package: NextPackage, run_install: RunInstall
) -> None:
    # What has come since it was installed: rights, settings, seals.
    kept.query(
        f"""
        GRANT SELECT ON v1_hub_proxy_usage, v1_hub_activity_logs TO {REPORTER};
        GRANT EXECUTE ON FUNCTION v1_hub.refresh_proxies TO {REPORTER};
        SELECT v1_hub.audit_disable('v1_hub_clients'), v1_hub.audit_seal();
        SELECT v1_hub.audit_enable('v1_hub_external_sites', p_ignored => '{{config}}');
        """
    )
    seals = kept.query("SELECT partition_name, hash FROM v1_hub.audit_seals")
    assert seals
    before = rows(kept)

    planned = package(kept, "plan", "--json")
    assert planned.status == PENDING, planned.err
    changes = {(c["type"], c["identity"]): c["why"] for c in json.loads(planned.out)["upgrade"]}
    retain = "v1_hub.audit_retain(interval)"
    another, goes = f"is another in {NEXT}", f"goes: {NEXT} has none"
    for change, why in {
        ("function", "v1_hub.audit_cost(integer)"): another,
        ("function", "v1_hub.audit_upkeep(integer)"): goes,
        ("function", retain): goes,
        ("function", "v1_hub.audit_upkeep(integer[])"): "is missing",
        ("function", "v1_hub.tell_next()"): "is missing",
        ("view", "public.v1_hub_proxy_usage"): another,
        ("trigger", "note_usage on v1_hub.proxy_usage"): another,
        ("version", __version__): f"becomes {NEXT}",
    }.items():
        assert changes.pop(change) == why, change
    assert ("view", "public.v1_hub_work_results") not in changes
    assert version(kept) == __version__

    # Somebody is in the way, or stands on what goes: named, and nothing is changed.
    kept.query("CREATE VIEW mine AS SELECT * FROM v1_hub.audit_upkeep(3)")
    refused = package(kept, "install", "--yes")
    assert (refused.status, version(kept)) == (BLOCKED, __version__), refused.err
    assert "view public.mine depends on function v1_hub.audit_upkeep(integer)" in refused.err
    kept.query("DROP VIEW mine")
    with kept.connect(autocommit=False) as reader:
        reader.execute("SELECT count(*) FROM v1_hub_proxy_usage")
        refused = package(kept, "install", "--yes", "--lock-wait", "0.5")
        assert (refused.status, version(kept)) == (BLOCKED, __version__), refused.err
        assert f"pid {reader.info.backend_pid}" in refused.err

    ran = package(kept, "install", "--yes")
    assert ran.status == DONE, ran.err
    assert version(kept) == NEXT
    assert kept.value("SELECT v1_hub.tell_next()") == "next"
    assert kept.value("SELECT to_regprocedure('v1_hub.audit_upkeep(integer)')") is None
    assert kept.value("SELECT pg_typeof(v1_hub.refresh_proxies())::text") == "numeric"
    assert "WHERE true" in kept.value("SELECT pg_get_viewdef('v1_hub_proxy_usage'::regclass)")
    listed = "SELECT identity FROM v1_hub.object WHERE identity ~ 'tell_next|upkeep|retain\\('"
    assert kept.query(listed + " ORDER BY 1") == [
        ("v1_hub.audit_upkeep(integer[])",),
        ("v1_hub.tell_next()",),
    ]
    assert rows(kept) == before
    assert kept.query("SELECT partition_name, hash FROM v1_hub.audit_seals") == seals
    assert kept.query("SELECT * FROM v1_hub.audit_check()") == []
    assert kept.query(
        "SELECT table_name, enabled, ignored_columns FROM v1_hub.audit_tables"
        " WHERE table_name ~ 'clients|sites' ORDER BY 1"
    ) == [
        ("v1_hub_clients", False, ["last_seen_at", "total_requests"]),
        ("v1_hub_external_sites", True, ["config"]),
    ]
    audited = "SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = '0_audit_{}'"
    assert kept.query(audited.format("update")) == []
    assert ("v1_hub_work_slots",) in kept.query(audited.format("next"))
    rights = "SELECT has_{}_privilege(%s, %s, %s)"
    for name in ("v1_hub_proxy_usage", "v1_hub_activity_logs"):
        assert kept.value(rights.format("table"), REPORTER, name, "SELECT")
    function = "v1_hub.refresh_proxies(boolean)"
    assert kept.value(rights.format("function"), REPORTER, function, "EXECUTE")
    assert not kept.value(rights.format("function"), "public", function, "EXECUTE")

    assert package(kept, "verify").status == DONE
    again = package(kept, "plan")
    assert again.status == DONE
    assert f"nothing to do: the hub in schema public is finished, version {NEXT}" in again.out

    # This version is the older one now.
    for argv in (["install", "--yes"], ["rollback", "--yes"], ["finalize", "--yes"], ["plan"]):
        older = run_install(kept, *argv)
        assert older.status == BLOCKED, argv
        assert f"v1_hub.hub.version is {NEXT}, and this package is {__version__}" in older.err
        assert f"take version {NEXT}" in older.err
    for command in ("status", "verify"):
        told = run_install(kept, command)
        assert told.status == DONE, told.out
        assert f"v1_hub.hub.version is {NEXT}" in told.err

    # A hub that was upgraded goes back, and comes again.
    kept.query("INSERT INTO v1_hub_proxy_usage (proxy_id) VALUES (1)")
    before = rows(kept)
    for command in ("rollback", "install", "verify"):
        ran = package(kept, command, *(["--yes"] if command != "verify" else []))
        assert ran.status == DONE, (command, ran.out, ran.err)
        assert rows(kept) == before
        kinds = "SELECT DISTINCT relkind::text FROM pg_class WHERE oid = ANY (%s::regclass[])"
        assert kept.query(kinds, list(RETIRED)) == [("r" if command == "rollback" else "v",)]
        assert kept.value("SELECT to_regnamespace('v1_hub') IS NULL") == (command == "rollback")


def test_finalize_brings_a_hub_up_to_date_first(hub_db: Database, run_install: RunInstall) -> None:
    """A writer of an earlier version may name columns that it drops."""
    writer = hub_db.value("SELECT pg_get_functiondef('v1_hub.write_work_result'::regproc)")
    ours = ("result_data\n        ) VALUES (", "jsonb_strip_nulls(")
    assert all(text in writer for text in ours)
    for text, then in zip(ours, ("current_page, ", "NULL, "), strict=True):
        writer = writer.replace(text, then + text, 1)
    hub_db.query(writer)
    assert run_install(hub_db, "finalize", "--yes").status == DONE
    insert = (
        "INSERT INTO v1_hub_work_results (allocation_id, started_at, status, current_page) "
        "VALUES (1, now(), 'success', 7) RETURNING current_page"
    )
    assert hub_db.value(insert) == 7


def test_verify_names_what_was_altered_and_install_makes_it_anew(
    hub_db: Database, run_install: RunInstall
) -> None:
    assert "version" in run_install(hub_db, "install").out
    hub_db.query(
        """
        CREATE OR REPLACE FUNCTION v1_hub.note_usage() RETURNS trigger LANGUAGE plpgsql
        AS 'BEGIN RETURN NULL; END';
        DROP FUNCTION v1_hub.audit_cost;
        CREATE FUNCTION v1_hub.audit_cost(integer) RETURNS integer LANGUAGE sql AS 'SELECT 1';
        ALTER TABLE v1_hub.proxy_usage DISABLE TRIGGER note_usage;
        ALTER TABLE v1_hub.proxy_heartbeat ENABLE ALWAYS TRIGGER note_heartbeat;
        DROP TRIGGER write_work_result ON v1_hub_work_results;
        CREATE OR REPLACE VIEW v1_hub_proxy_heartbeat AS
        SELECT l.id, l.name, l.remote_ip, l.updated_at AS created_at, l.updated_at
        FROM v1_hub.proxy_heartbeat AS l;
        DROP VIEW v1_hub_client_activity_logs;
        DROP TRIGGER "0_audit_update" ON v1_hub_work_slots;
        ALTER TABLE v1_hub_clients DISABLE TRIGGER USER;
        SELECT v1_hub.audit_disable('v1_hub_external_sites');
        """
    )
    altered = {
        "function v1_hub.note_usage()",
        "function v1_hub.audit_cost(integer)",
        "trigger note_usage on v1_hub.proxy_usage",
        "trigger note_heartbeat on v1_hub.proxy_heartbeat",
        "trigger write_work_result on public.v1_hub_work_results",
        "view public.v1_hub_proxy_heartbeat",
        "audit of public.v1_hub_clients",
        "audit of public.v1_hub_work_slots",
    }
    told = json.loads(run_install(hub_db, "verify", "--json").out)
    bad = {c["object"]: c["detail"] for c in told["checks"] if not c["ok"]}
    assert "no view of this name" in bad.pop("v1_hub_client_activity_logs")
    assert set(bad) == altered
    assert all("install.py install makes it anew" in detail for detail in bad.values())
    planned = json.loads(run_install(hub_db, "plan", "--json").out)
    altered.add("view public.v1_hub_client_activity_logs")
    assert {f"{c['type']} {c['identity']}" for c in planned["upgrade"]} == altered

    ran = run_install(hub_db, "install")
    assert ran.status == DONE, ran.err
    assert all(name in ran.out for name in altered)
    assert run_install(hub_db, "plan").status == DONE
    entries = "SELECT count(*) FROM v1_hub_audit_log"
    before = hub_db.value(entries)
    hub_db.query(
        "INSERT INTO v1_hub_work_results (allocation_id, started_at, status)"
        " VALUES (1, now(), 'success');"
        "UPDATE v1_hub_work_slots SET keyword = 'other' WHERE id = 1"
    )
    assert hub_db.value(entries) == before + 1
    assert run_install(hub_db, "verify").status == DONE


def test_unfinished_and_finalized_hubs_are_upgraded(
    new_hub: NewHub,
    package: NextPackage,
    run_install: RunInstall,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hub = new_hub(sample_rows=60)

    def killed(*_: object) -> None:
        raise failure.Failure("killed")

    with monkeypatch.context() as patched:
        patched.setattr(commands, "finish", killed)
        assert run_install(hub, "install").status == ERROR
    assert hub.value("SELECT stage FROM v1_hub.hub") == "finishing"
    hub.query("SELECT v1_hub.summary_disable()")
    before = rows(hub)
    states = "SELECT DISTINCT tgenabled::text FROM pg_trigger WHERE tgname LIKE 'note\\_%'"
    for stage in ("finished", "finalized"):
        if stage == "finalized":
            hub.query("UPDATE v1_hub.hub SET version = '0.9'")  # an upgrade is due again
            assert package(hub, "finalize", "--yes").status == DONE
            hub.query("DROP FUNCTION v1_hub.write_work_slots_history CASCADE")
            hub.query("DROP FUNCTION v1_hub.write_work_result CASCADE")
        ran = package(hub, "install", "--yes")
        assert ran.status == DONE, ran.err
        assert hub.query("SELECT stage, version FROM v1_hub.hub") == [(stage, NEXT)]
        assert rows(hub) == before
        assert hub.query(states) == [("D",)]  # what was switched off stays off
    hub.query("SELECT v1_hub.summary_enable()")
    ran = package(hub, "verify")
    assert ran.status == DONE, ran.out
    hub.query(
        "INSERT INTO v1_hub_work_slots_history (work_slot_id, operation) VALUES (1, 'by hand');"
        "UPDATE v1_hub_work_results SET current_page = 7 WHERE id = 1"
    )
    assert [new != old for new, old in zip(rows(hub), before, strict=True)].count(True) == 2


class UpgradedCycle(Cycle):
    """From verify on it is the next version that is at work."""

    package: NextPackage
    is_next = False

    def run(self, hub: Hub, *, again: bool = True) -> str:
        self.is_next = False
        return super().run(hub, again=again)

    def install(self, command: str, *options: str) -> tuple[int, str]:
        if not self.is_next:
            return super().install(command, *options)
        ran = self.package(self.hub.database, command, "--schema", self.schema, *options)
        return ran.status, ran.out + ran.err

    def check_verify(self) -> None:
        status, told = self.install("plan")
        if status != DONE:
            self.fail(f"this version would make anew what it has made\n{told}")
        self.is_next = True
        status, told = self.install("install", "--yes")
        if status != DONE or f"becomes {NEXT}" not in told:
            self.fail(f"the upgrade exits with {status}\n{told}")
        super().check_verify()


@pytest.fixture
def cycle(server: Server, package: NextPackage) -> Iterator[UpgradedCycle]:
    made = UpgradedCycle(server)
    made.package = package
    yield made
    made.close()


def test_a_generated_hub_is_upgraded_rolled_back_and_installed_again(cycle: UpgradedCycle) -> None:
    number = GENERATED[cycle.server.major % len(GENERATED)]
    with printing_apart():
        assert cycle.run(make_hub(number)) == "", number


VIEWS = """
SELECT
    c.relname::text, c.relowner::regrole::text, c.reloptions, pg_get_viewdef(c.oid),
    obj_description(c.oid, 'pg_class'),
    ARRAY(SELECT r.item::text FROM unnest(c.relacl) AS r (item) ORDER BY 1),
    ARRAY(
        SELECT concat_ws('|', a.attname, a.attacl, col_description(c.oid, a.attnum),
            pg_get_expr(d.adbin, d.adrelid))
        FROM pg_attribute AS a
        LEFT JOIN pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE a.attrelid = c.oid AND a.attnum > 0
        ORDER BY a.attnum
    ),
    ARRAY(SELECT pg_get_triggerdef(t.oid) FROM pg_trigger AS t WHERE t.tgrelid = c.oid ORDER BY 1)
FROM pg_class AS c
WHERE c.relname = ANY (%s) AND c.relnamespace = 'public'::regnamespace
ORDER BY 1
"""
HISTORY, RESULTS = "v1_hub_work_slots_history", "v1_hub_work_results"


@pytest.mark.parametrize("finalized", [False, True], ids=["", "finalized"])
def test_a_view_that_somebody_dropped_is_made_anew_as_it_was(
    legacy_db: Database, run_install: RunInstall, finalized: bool
) -> None:
    for statement in (
        f"GRANT UPDATE (status, is_blocked) ON {RESULTS} TO {REPORTER} WITH GRANT OPTION",
        f"COMMENT ON COLUMN {RESULTS}.is_blocked IS 'Whether the site kept us out.'",
        f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, DELETE ON TABLES TO {REPORTER}",
    ):
        legacy_db.query(statement)
    assert run_install(legacy_db, "install").status == DONE
    names = list(RETIRED)
    if finalized:
        assert run_install(legacy_db, "finalize", "--yes").status == DONE
        names.remove(HISTORY)  # of which nothing else is left: the last test
    before = legacy_db.query(VIEWS, names)
    rows = [legacy_db.query(f"SELECT * FROM {name} ORDER BY id") for name in names]
    legacy_db.query(f"DROP VIEW {', '.join(names)} CASCADE")
    assert run_install(legacy_db, "verify").status == ERROR
    told = run_install(legacy_db, "plan")
    assert told.status == PENDING
    assert all(f"view public.{name} is missing" in told.out for name in names)
    assert run_install(legacy_db, "install").status == DONE
    assert legacy_db.query(VIEWS, names) == before
    assert [legacy_db.query(f"SELECT * FROM {name} ORDER BY id") for name in names] == rows
    assert run_install(legacy_db, "verify").status == DONE
    assert "nothing to do" in run_install(legacy_db, "install").out
    if not finalized:
        assert run_install(legacy_db, "rollback").status == DONE


def test_a_name_that_was_dropped_for_good_or_is_anothers_is_not_made_anew(
    hub_db: Database, run_install: RunInstall
) -> None:
    hub_db.query("DROP VIEW v1_hub_proxy_heartbeat, v1_hub_proxy_usage CASCADE")
    hub_db.query("UPDATE v1_hub.retired SET dropped_at = now() WHERE leaf = 'proxy_heartbeat'")
    hub_db.query("CREATE TABLE v1_hub_proxy_usage (mine integer)")
    assert "nothing to do" in run_install(hub_db, "install").out
    assert hub_db.query("SELECT to_regclass('v1_hub_proxy_heartbeat')") == [(None,)]
    assert hub_db.query("TABLE v1_hub_proxy_usage") == []
    assert "something else has it: rename that" in run_install(hub_db, "verify").out
    hub_db.query("ALTER TABLE v1_hub_proxy_usage RENAME TO mine")
    assert run_install(hub_db, "install").status == DONE
    assert run_install(hub_db, "verify").status == DONE


def test_a_history_without_its_table_is_told_as_such(
    hub_db: Database, run_install: RunInstall
) -> None:
    assert run_install(hub_db, "finalize", "--yes").status == DONE
    hub_db.query(f"DROP VIEW {HISTORY} CASCADE")
    ran = run_install(hub_db, "verify")
    assert ran.status == ERROR
    assert "nothing makes it anew; its rows are in the audit log" in ran.out
    assert "nothing to do" in run_install(hub_db, "install").out
