"""health: each gauge on a hub that needs somebody, by the command and by v1_hub.health()."""

from __future__ import annotations

import json
from typing import Any

import pytest

from conftest import NewHub, RunInstall
from servers import Database

CHANGES = "INSERT INTO v1_hub.proxy_change (proxy_id) SELECT 1 FROM generate_series(1, {})"
NEXT_MONTHS = (
    "SELECT c.oid::regclass FROM pg_inherits AS i JOIN pg_class AS c ON c.oid = i.inhrelid WHERE "
    "i.inhparent = 'v1_hub_audit_log'::regclass AND c.relname ~ '[0-9]$' AND right(c.relname, 7) > "
    "to_char(localtimestamp, 'YYYY_MM') ORDER BY 1"
)
DROP_MONTHS = (
    f"DO $$DECLARE t regclass; BEGIN FOR t IN {NEXT_MONTHS} OFFSET {{}} LOOP "
    "EXECUTE 'DROP TABLE ' || t; END LOOP; END$$"
)
SEAL = (
    "INSERT INTO v1_hub.audit_seals (partition_name, closed_at, row_count, previous_hash, hash) "
    "VALUES ('x', localtimestamp - interval '{} days', 0, '', '')"
)
SETVAL = "SELECT setval('v1_hub_proxy_{}_id_seq', {})"

# What makes a hub unwell: the gauge, what it tells then, the statements.
UNWELL = (
    ("stage", "look", "install.py install", ["UPDATE v1_hub.hub SET stage = 'finishing'"]),
    ("stage", "look", "install.py rollback", ["UPDATE v1_hub.hub SET stage = 'returning'"]),
    ("version", "look", "the package that made", ["UPDATE v1_hub.hub SET version = '9.9'"]),
    ("audit due", "look", "install", ["UPDATE v1_hub.hub SET audit_due = '{v1_hub_clients}'"]),
    ("retired names", "act", "verify", ["DROP VIEW v1_hub_proxy_heartbeat"]),
    ("retired names", "ok", "", [
        "DROP VIEW v1_hub_proxy_heartbeat",
        "UPDATE v1_hub.retired SET dropped_at = now() WHERE table_name = 'v1_hub_proxy_heartbeat'",
    ]),
    ("ledger length", "ok", "", [CHANGES.format(9_999)]),
    ("ledger length", "look", "refresh_proxies", [CHANGES.format(10_000)]),
    ("ledger length", "act", "refresh_proxies", [CHANGES.format(100_000)]),
    ("ledger age", "look", "refresh_proxies", [
        "INSERT INTO v1_hub.proxy_change (proxy_id, noted_at) VALUES (1, now() - '2 h'::interval)"
    ]),
    ("audit months ahead", "ok", "", [DROP_MONTHS.format(2)]),
    ("audit months ahead", "look", "audit_upkeep", [DROP_MONTHS.format(1)]),
    ("audit months ahead", "act", "audit_upkeep", [DROP_MONTHS.format(0)]),
    ("audit default rows", "look", "audit_upkeep", [
        "INSERT INTO v1_hub_audit_log (table_name, record_id, action, changed_at) "
        "VALUES ('elsewhere', 1, 'INSERT', '2199-01-01')"
    ]),
    ("audit partitions", "look", "audit_upkeep", [
        "CREATE TABLE p (id integer) PARTITION BY LIST (id)",
        "CREATE TABLE p_1 PARTITION OF p FOR VALUES IN (1)",
        "SELECT v1_hub.audit_enable('p')",
        "CREATE TABLE p_2 PARTITION OF p DEFAULT PARTITION BY LIST (id)",
        "CREATE TABLE p_3 PARTITION OF p_2 DEFAULT",
    ]),
    ("audit seal age", "ok", "", [SEAL.format(39)]),
    ("audit seal age", "look", "audit_seal", [SEAL.format(41)]),
    # No rollback takes these back.
    ("sequences", "look", "bigint", [SETVAL.format("usage", 1_600_000_000)]),
    ("sequences", "act", "bigint", [
        SETVAL.format("usage", 2_147_483_000), SETVAL.format("heartbeat", 1_600_000_000)
    ]),
)  # fmt: skip


def read(hub: Database, run_install: RunInstall, **given: str) -> tuple[int, dict[str, Any]]:
    ran = run_install(hub, "health", "--json", **given)
    return ran.status, {one["name"]: one for one in json.loads(ran.out)["checks"]}


def test_every_mark_is_told_with_its_remedy_and_the_worst_object(hub_db: Database) -> None:
    with hub_db.connect(autocommit=False) as conn:
        for name, state, remedy, statements in UNWELL:
            for statement in statements:
                conn.execute(statement.encode())
            told = conn.execute("SELECT name, state, object, remedy FROM v1_hub.health('0.2.0')")
            found = {one[0]: one[1:] for one in told}
            conn.rollback()
            del found["dead rows"]  # what was rolled back here is some
            bad = {one: found[one][0] for one in found if found[one][0] != "ok"}
            assert bad == ({name: state} if state != "ok" else {}), statements
            assert remedy in found[name][2]
            assert bool(remedy) == bool(found[name][2])
            named = {
                "sequences": "public.v1_hub_proxy_usage_id_seq",
                "audit partitions": "public.p_3",
            }
            assert found[name][1] == named.get(name, found[name][1])


def test_the_command_reads_the_function_and_its_exit_status_is_for_monitoring(
    hub_db: Database, run_install: RunInstall
) -> None:
    status, checks = read(hub_db, run_install)
    assert status == 0
    assert {one["state"] for one in checks.values()} == {"ok"}
    rows = hub_db.query("SELECT name FROM v1_hub.health()")
    assert [name for (name,) in rows] == list(checks)
    hub_db.query(CHANGES.format(10_000))
    assert read(hub_db, run_install)[0] == 2
    shown = run_install(hub_db, "health")
    assert "10,000 changes wait" in shown.out
    hub_db.query("INSERT INTO v1_hub_audit_log (table_name, record_id, action, changed_at) "
                 "VALUES ('elsewhere', 1, 'INSERT', '2199-01-01')")  # fmt: skip
    hub_db.query(SETVAL.format("usage", 2_147_483_000))
    status, checks = read(hub_db, run_install)
    assert status == 1
    for name in ("ledger length", "audit default rows"):
        hub_db.query(checks[name]["remedy"])
    bad = {name for name, one in read(hub_db, run_install)[1].items() if one["state"] != "ok"}
    assert bad == {"sequences"}


@pytest.mark.parametrize(
    "table",
    ["v1_hub_audit_log", "v1_hub.audit_seals", "v1_hub.audit_tables", "v1_hub.proxy_change"],
)
def test_what_was_dropped_is_told(table: str, hub_db: Database, run_install: RunInstall) -> None:
    with hub_db.connect(autocommit=False) as conn:
        conn.execute(f"DROP TABLE {table} CASCADE".encode())
        told = conn.execute("SELECT name, object FROM v1_hub.health() WHERE state <> 'ok'")
        found = dict(told.fetchall())
        assert found.pop("tables") == (table if "." in table else f"public.{table}")
        history = {"retired names": "public.v1_hub_work_slots_history"}  # which reads the log
        assert found == (history if table == "v1_hub_audit_log" else {})
        conn.commit()
    ran = run_install(hub_db, "health")
    assert ran.status == (3 if table == "v1_hub.audit_tables" else 1)
    assert table in ran.out + ran.err


def test_dead_rows_are_told_with_their_table(hub_db: Database) -> None:
    hub_db.query("ALTER TABLE v1_hub.client_activity SET (autovacuum_enabled = off)")
    with hub_db.connect(autocommit=False) as conn:
        conn.execute("INSERT INTO v1_hub_client_activity_logs (client_ip) "
                     "SELECT 'x' FROM generate_series(1, 100000)")  # fmt: skip
        conn.rollback()
    query = "SELECT state, remedy FROM v1_hub.health() WHERE name = 'dead rows'"
    assert hub_db.query(query) == [("look", "VACUUM v1_hub.client_activity;")]


def test_who_may_only_read_can_monitor(hub_db: Database, run_install: RunInstall) -> None:
    """By pg_read_all_data without a grant; with pg_monitor by the grants that operations.md has."""
    for role, member in (("watcher", "pg_read_all_data"), ("monitor", "pg_monitor")):
        hub_db.query(f"CREATE ROLE {role} LOGIN IN ROLE {member}", user="postgres")
    try:
        assert read(hub_db, run_install, user="watcher")[0] == 0
        with pytest.raises(Exception, match="permission denied for schema v1_hub"):
            hub_db.query("SELECT v1_hub.health()", user="monitor")
        for grant in (
            "USAGE ON SCHEMA v1_hub",
            "SELECT ON v1_hub.hub, v1_hub.retired, v1_hub.proxy_change, v1_hub.audit_seals, "
            "v1_hub.v1_hub_audit_log_default",
            "SELECT ON ALL SEQUENCES IN SCHEMA public",
        ):
            hub_db.query(f"GRANT {grant} TO monitor")
        states = "SELECT DISTINCT state FROM v1_hub.health()"
        assert hub_db.query(states, user="monitor") == [("ok",)]
        sequences = "SELECT value FROM v1_hub.health() WHERE name = 'sequences'"
        assert hub_db.query(sequences, user="monitor")[0][0] is not None
    finally:
        hub_db.query("DROP OWNED BY monitor", user="postgres")
        hub_db.query("DROP ROLE watcher, monitor", user="postgres")


def test_without_merged_columns_and_audit_there_is_less_to_tell(
    new_hub: NewHub, run_install: RunInstall
) -> None:
    hub = new_hub()
    assert run_install(hub, "install", "--phases", "3", "--no-summary").status == 0
    status, checks = read(hub, run_install)
    assert status == 0
    assert checks["ledger length"]["value"] is None


def test_an_untouched_hub_is_blocked(new_hub: NewHub, run_install: RunInstall) -> None:
    assert run_install(new_hub(), "health").status == 3
