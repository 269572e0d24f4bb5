"""What stands beside the hub: publications, catalogue queries, a history trigger made again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from conftest import NewHub, RunInstall, Twins
from faults import dump
from servers import Database, assert_verified
from twin import HISTORY, LEAF_NAMES, RESULTS, RETIRED
from v1_hub import batches, commands, stages, way_back
from v1_hub.facts import read_hub
from v1_hub.verify import verify_hub

USAGE, SLOTS = "v1_hub_proxy_usage", "v1_hub_work_slots"
DONE, ERROR, PENDING, BLOCKED = 0, 1, 2, 3


@pytest.mark.parametrize("table", RETIRED)
def test_a_catalogue_query_without_a_schema_finds_a_retired_name_once(
    twins: Twins, table: str
) -> None:
    """The hub's own start-up script asks so whether a column is there."""
    for query in (
        "SELECT column_name, data_type FROM information_schema.columns "
        "WHERE table_name = %s ORDER BY ordinal_position",
        "SELECT count(*) FROM information_schema.tables WHERE table_name = %s",
        "SELECT count(*) FROM pg_class WHERE relname = %s",
    ):
        assert twins.hub.query(query, table) == twins.legacy.query(query, table)


def test_a_trigger_that_asks_for_its_table_is_named_with_what_it_will_be_told(
    legacy_db: Database, run_install: RunInstall
) -> None:
    legacy_db.query(
        "CREATE FUNCTION tell() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM "
        "pg_notify('told', tg_table_schema || '.' || TG_TABLE_NAME); RETURN NULL; END $$"
    )
    tell = "CREATE TRIGGER tell AFTER UPDATE ON {} FOR EACH ROW EXECUTE FUNCTION tell()"
    for name in (USAGE, RESULTS, SLOTS):
        legacy_db.query(tell.format(name))
    notes = json.loads(run_install(legacy_db, "plan", "--json").out)["notes"]
    told = {n["object"]: n["finding"] for n in notes if "what its table is called" in n["finding"]}
    assert set(told) == {f"trigger tell on public.{name}" for name in (USAGE, RESULTS)}
    assert run_install(legacy_db, "install").status == DONE
    with legacy_db.connect() as conn:
        conn.execute("LISTEN told")
        for name in (USAGE, RESULTS):
            conn.execute(f"UPDATE {name} SET id = id WHERE id = 1".encode())
        for note, finding in zip(conn.notifies(stop_after=2), told.values(), strict=True):
            assert finding == f"asks what its table is called, which is {note.payload} then"


# --- publications --------------------------------------------------------------------------------
OF_TABLE = "position(convert_to('{}', 'UTF8') IN data) > 0 AND get_byte(data, 0) = ascii('R')"
INSERTS, TRUNCATES = "get_byte(data, 0) = ascii('I')", "get_byte(data, 0) = ascii('T')"


def peek(hub: Database, slot: str, what: str) -> int:
    """Messages that a subscriber of publication `told` would get."""
    hub.query("CHECKPOINT", user="postgres")  # commits here do not wait until they can be decoded
    return int(
        hub.value(
            "SELECT count(*) FROM pg_logical_slot_peek_binary_changes(%s, NULL, NULL, "
            f"'proto_version', '1', 'publication_names', 'told') WHERE {what}",
            slot,
            user="postgres",
        )
    )


def test_a_published_table_goes_on_under_its_leaf(
    legacy_db: Database, run_install: RunInstall
) -> None:
    hub, slot = legacy_db, f"told_{legacy_db.name}"
    hub.query(f"CREATE PUBLICATION told FOR TABLE {USAGE}, {RESULTS}")
    ran = run_install(hub, "plan")
    assert ran.status == PENDING
    for table in (USAGE, RESULTS):
        assert f"public.{table}: is published by told" in ran.out
    hub.query("SELECT pg_create_logical_replication_slot(%s, 'pgoutput')", slot, user="postgres")
    try:
        assert run_install(hub, "install").status == DONE
        published = "SELECT schemaname || '.' || tablename FROM pg_publication_tables ORDER BY 1"
        leaves = [(f"v1_hub.{LEAF_NAMES[table]}",) for table in (USAGE, RESULTS)]
        assert hub.query(published) == leaves
        before = peek(hub, slot, INSERTS)
        hub.query(f"INSERT INTO {USAGE} (proxy_id) VALUES (1)")
        hub.query(
            f"INSERT INTO {RESULTS} (allocation_id, started_at, status, current_page) "
            "VALUES (1, now(), 'success', 7)"
        )
        assert peek(hub, slot, INSERTS) == before + 2
        for table in (USAGE, RESULTS):
            assert peek(hub, slot, OF_TABLE.format(LEAF_NAMES[table])) > 0
        assert run_install(hub, "finalize", "--yes").status == DONE
        hub.query(f"INSERT INTO {USAGE} (proxy_id) VALUES (1)")
        assert peek(hub, slot, INSERTS) == before + 3
        # A TRUNCATE of what has gone stops an apply worker for good.
        assert peek(hub, slot, TRUNCATES) == 0
        assert hub.query(published) == leaves
    finally:
        hub.query("SELECT pg_drop_replication_slot(%s)", slot, user="postgres")


def test_a_publication_is_as_it_was_after_a_rollback(
    new_hub: NewHub, run_install: RunInstall
) -> None:
    hub = new_hub()
    hub.query(f"CREATE PUBLICATION told FOR TABLE {USAGE}, {RESULTS} WHERE (id > 5), {HISTORY}")
    shown = "SELECT tablename, attnames::text, rowfilter FROM pg_publication_tables ORDER BY 1"
    before = hub.query(shown)
    assert run_install(hub, "install").status == DONE
    assert run_install(hub, "rollback").status == DONE
    assert hub.query(shown) == before


# --- the history trigger -------------------------------------------------------------------------
def test_a_history_trigger_made_again_is_named_and_rollback_copes(
    hub_db: Database, run_install: RunInstall
) -> None:
    """The hub's own update script drops and makes it: each change is then in the history twice."""
    definitions = hub_db.query(
        "SELECT t ->> 'name', t ->> 'definition' FROM v1_hub.retired, "
        "jsonb_array_elements(facts -> 'triggers') AS t WHERE table_name = %s",
        HISTORY,
    )
    assert definitions
    for _, definition in definitions:
        hub_db.query(definition)
    hub_db.query(f"UPDATE {SLOTS} SET keyword = keyword || '!' WHERE id = 1")
    ran = run_install(hub_db, "verify")
    assert ran.status == ERROR
    for name, _ in definitions:
        assert name in ran.out
        assert f"DROP TRIGGER {name} ON public.{SLOTS}" in ran.out
    ran = run_install(hub_db, "rollback")
    assert ran.status == DONE, ran.err
    there = "SELECT count(*) FROM pg_trigger WHERE tgname = %s AND tgrelid = %s::regclass"
    assert [hub_db.value(there, name, SLOTS) for name, _ in definitions] == [1] * len(definitions)
    count = hub_db.value(f"SELECT count(*) FROM {HISTORY}")
    hub_db.query(f"UPDATE {SLOTS} SET keyword = keyword || '?' WHERE id = 1")
    assert hub_db.value(f"SELECT count(*) FROM {HISTORY}") == count + 1


def test_a_change_of_a_slot_is_in_the_history_once_at_every_stage(
    legacy_db: Database, run_install: RunInstall
) -> None:
    count = f"SELECT count(*) FROM {HISTORY}"
    change = f"UPDATE {SLOTS} SET keyword = keyword || '!' WHERE id = 1"
    for command in ("status", "install", "rollback", "install"):
        assert run_install(legacy_db, command).status == DONE
        before = legacy_db.value(count)
        legacy_db.query(change)
        assert legacy_db.value(count) == before + 1
    assert_verified(legacy_db)


@pytest.mark.parametrize("again", [False, True])
def test_a_change_by_a_transaction_that_is_older_than_the_install_is_in_the_history(
    again: bool, new_hub: NewHub, run_install: RunInstall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While the history is copied, afterwards, and back; also where an earlier install was."""
    hub = new_hub(consolidated=again)
    if again:
        assert run_install(hub, "rollback").status == DONE
    settle, count = stages.settle_history, f"SELECT count(*) FROM {HISTORY}"
    before = hub.value(count)
    with hub.connect(autocommit=False) as older:
        older.execute("SELECT pg_current_xact_id()")

        def settling(*arguments: Any) -> None:
            assert hub.value(count) == before
            older.execute(f"UPDATE {SLOTS} SET keyword = keyword || '!' WHERE id = 1".encode())
            older.commit()
            assert hub.value(count) == before + 1
            settle(*arguments)

        monkeypatch.setattr(stages, "settle_history", settling)
        assert run_install(hub, "install").status == DONE
    assert hub.value(count) == before + 1
    assert run_install(hub, "rollback").status == DONE
    assert hub.value(count) == before + 1


def test_a_rollback_that_was_stopped_before_a_key_was_validated_validates_it(
    hub_db: Database, run_install: RunInstall
) -> None:
    key = "v1_hub_work_slots_history_work_slot_id_fkey"
    hub_db.query(
        f"ALTER TABLE v1_hub.work_slots_history ADD CONSTRAINT {key} FOREIGN KEY (work_slot_id) "
        "REFERENCES v1_hub_work_slots (id) ON DELETE CASCADE NOT VALID"
    )
    assert run_install(hub_db, "rollback").status == 0
    assert hub_db.value("SELECT convalidated FROM pg_constraint WHERE conname = %s", key)


def test_history_of_slots_that_were_gone_before_stays(
    legacy_db: Database, run_install: RunInstall
) -> None:
    """Its key was never validated, so what the key forbids was there, and is there again."""
    table, key = "v1_hub_work_slots_history", "v1_hub_work_slots_history_work_slot_id_fkey"
    legacy_db.query(
        f"ALTER TABLE {table} DROP CONSTRAINT {key};"
        f"INSERT INTO {table} (work_slot_id, operation) VALUES (4711, 'DELETE');"
        f"ALTER TABLE {table} ADD CONSTRAINT {key} FOREIGN KEY (work_slot_id) "
        "REFERENCES v1_hub_work_slots (id) ON DELETE CASCADE NOT VALID"
    )
    gone = f"SELECT count(*) FROM {table} WHERE work_slot_id = 4711"
    assert run_install(legacy_db, "install").status == 0
    assert legacy_db.value(gone) == 1
    assert run_install(legacy_db, "rollback").status == 0
    assert legacy_db.value(gone) == 1
    assert not legacy_db.value("SELECT convalidated FROM pg_constraint WHERE conname = %s", key)


GIVEN = f"""
ALTER TABLE {USAGE} ALTER used_ip SET DEFAULT '0.0.0.0', ALTER created_at SET DEFAULT '2031-01-01';
ALTER TABLE {RESULTS} ALTER total_requests SET DEFAULT 5, ALTER current_page SET DEFAULT 1;
ALTER TABLE {HISTORY} ALTER change_summary SET DEFAULT 'said';
COMMENT ON COLUMN {USAGE}.response_time_ms IS 'How long it took.';
COMMENT ON COLUMN {RESULTS}.block_type IS 'Why it was blocked.';
"""


def test_defaults_and_comments_that_a_view_takes_are_the_tables_after_a_rollback(
    twins: Twins, run_install: RunInstall, tmp_path: Path
) -> None:
    """Also where `sql` has had the table meanwhile."""
    twins.legacy.query(f"{GIVEN} COMMENT ON TABLE {USAGE} IS 'Uses.'")
    twins.hub.query(f"{GIVEN} COMMENT ON VIEW {USAGE} IS 'Uses.'")
    assert_verified(twins.hub)
    altered = f"ALTER TABLE {USAGE} ALTER success SET DEFAULT true;"
    (tmp_path / "alter.sql").write_text(altered)
    twins.legacy.query(altered)
    assert run_install(twins.hub, "sql", str(tmp_path / "alter.sql")).status == DONE
    assert_verified(twins.hub)
    assert run_install(twins.hub, "rollback").status == DONE
    assert dump(twins.hub) == dump(twins.legacy)


# --- triggers that keep rows of the history away -------------------------------------------------
SWALLOW = (
    "CREATE FUNCTION swallow() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';"
    "CREATE TRIGGER swallow BEFORE INSERT ON {0} FOR EACH ROW EXECUTE FUNCTION swallow()"
)
NOT_AT_ALL = "CREATE RULE swallow AS ON INSERT TO {0} DO INSTEAD NOTHING"
A_MONTH = "v1_hub.v1_hub_audit_log_default"


@pytest.mark.parametrize(
    ("command", "made", "on"),
    [
        ("install", SWALLOW, "public.v1_hub_audit_log"),
        ("install", SWALLOW, A_MONTH),
        ("rollback", SWALLOW, "v1_hub.work_slots_history"),
        ("rollback", NOT_AT_ALL, "v1_hub.work_slots_history"),
    ],
)
def test_what_keeps_history_away_is_named_and_no_row_is_lost(
    command: str, made: str, on: str, new_hub: NewHub, run_install: RunInstall
) -> None:
    """Before anything is written, and where it comes while rows are."""
    rows = f"SELECT h::text FROM {HISTORY} AS h ORDER BY id"
    hub = new_hub(consolidated=command == "rollback")
    kind = "RULE" if made == NOT_AT_ALL else "TRIGGER"
    if command == "install":
        hub.query(f"UPDATE {HISTORY} SET changed_at = '1999-01-01' WHERE id % 2 = 0")
    else:
        hub.query(f"UPDATE {SLOTS} SET keyword = 'new'")
    before = hub.query(rows)
    module, name = (batches, "copy_history") if command == "install" else (commands, "run_cut_back")
    there = getattr(module, name)

    def late(*arguments: Any) -> Any:
        hub.query(made.format(on))
        return there(*arguments)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, name, late)
        if command == "rollback":
            patch.setattr(way_back, "return_history", lambda *_: None)  # as if they came since
        ran = run_install(hub, command)
        assert ran.status in (ERROR, BLOCKED)
        assert f"{kind.lower()} swallow on {on} would" in (ran.out + ran.err).replace(": w", " w")
        assert hub.query(rows) == before
    ran = run_install(hub, command)
    assert ran.status == BLOCKED
    assert f"ALTER TABLE {on} DISABLE {kind} swallow;" in ran.out + ran.err
    assert hub.query(rows) == before
    hub.query(f"ALTER TABLE {on} DISABLE {kind} swallow")
    assert run_install(hub, command).status == DONE
    assert hub.query(rows) == before


@pytest.mark.parametrize(
    ("made", "left", "told"),
    [
        (
            f"CREATE VIEW report AS SELECT id FROM {RESULTS}",
            "DROP VIEW report",
            "neighbours: no more since the install: public.report",
        ),
        (
            f"CREATE VIEW report AS SELECT id FROM {RESULTS}",
            "CREATE OR REPLACE VIEW report AS SELECT id FROM v1_hub_work_slots",
            "neighbours: no more since the install: public.report",
        ),
        (
            f"CREATE TABLE note (result_id integer CONSTRAINT of REFERENCES {RESULTS})",
            "ALTER TABLE note DROP CONSTRAINT of",
            "foreign keys onto it: no more since the install: public.note.of",
        ),
    ],
    ids=["a view dropped", "a view rewritten", "a foreign key dropped"],
)
def test_what_its_owner_took_off_a_table_is_told_and_is_no_fault(
    legacy_db: Database, run_install: RunInstall, made: str, left: str, told: str
) -> None:
    legacy_db.query(made)
    assert run_install(legacy_db, "install").status == DONE
    legacy_db.query(left)
    ran = run_install(legacy_db, "verify")
    assert ran.status == DONE, ran.out
    assert f"note: {RESULTS}: {told}" in ran.out
    with legacy_db.connect() as conn:  # as at the end of an install that lost it
        checks = verify_hub(conn, read_hub(conn, "public"), [RESULTS])
    lost = {check.check_name for check in checks if check.object == RESULTS and not check.ok}
    assert told.partition(":")[0] in lost
    assert run_install(legacy_db, "rollback").status == DONE


# --- pg_cron -------------------------------------------------------------------------------------
# Its table as its extension makes it: of a superuser, in a schema of nobody, and to each its own.
CRON = """
CREATE SCHEMA cron
    CREATE TABLE job (jobid bigint, command text, database text, username text);
GRANT SELECT ON cron.job TO PUBLIC;
ALTER TABLE cron.job ENABLE ROW LEVEL SECURITY;
CREATE POLICY cron_job_policy ON cron.job USING (username = CURRENT_USER);
INSERT INTO cron.job VALUES
    (1, 'TRUNCATE v1_hub_proxy_usage', current_database(), 'hub_owner'),
    (2, 'TRUNCATE v1_hub_proxy_usage', current_database(), 'postgres');
-- Only the extension's name is looked for, and it may not be installed here.
UPDATE pg_extension SET extname = 'pg_cron' WHERE extname = 'plpgsql';
"""


def test_jobs_of_pg_cron_are_read_as_far_as_its_policy_shows_them(
    legacy_db: Database, run_install: RunInstall
) -> None:
    legacy_db.query(CRON, user="postgres")
    for command in ("plan", "scan"):  # nobody has given USAGE of its schema
        ran = run_install(legacy_db, command)
        assert ran.status in (DONE, PENDING), ran.err
        assert "cron.job" not in ran.out
    legacy_db.query("GRANT USAGE ON SCHEMA cron TO hub_owner", user="postgres")
    ran = run_install(legacy_db, "scan")
    assert ran.status == BLOCKED, ran.err
    assert "cron.job 1" in ran.out
    assert "cron.job 2" not in ran.out
    for command in ("install", "verify"):
        assert run_install(legacy_db, command).status == DONE
    ran = run_install(legacy_db, "drop", USAGE, "--yes")
    assert ran.status == BLOCKED, ran.err
    assert "cron.job 1" in ran.out + ran.err
    assert run_install(legacy_db, "rollback").status == DONE


# --- what no install can see through -------------------------------------------------------------
def notes_of(hub: Database, run_install: RunInstall) -> dict[str, dict[str, str]]:
    notes = json.loads(run_install(hub, "plan", "--json").out)["notes"]
    return {note["object"]: note for note in notes}


def test_a_trigger_that_cannot_be_read_may_ask_what_its_table_is_called(
    legacy_db: Database, run_install: RunInstall
) -> None:
    """table_log(), of the extension of that name, looks for its log in the schema of its table."""
    legacy_db.query(
        "CREATE FUNCTION note() RETURNS trigger LANGUAGE c AS "
        "'$libdir/plpgsql', 'plpgsql_call_handler'",
        user="postgres",
    )
    for name, function in (("note", "note"), ("calm", "suppress_redundant_updates_trigger")):
        legacy_db.query(
            f"CREATE TRIGGER {name} BEFORE UPDATE ON {USAGE} FOR EACH ROW "
            f"EXECUTE FUNCTION {function}()"
        )
    told = notes_of(legacy_db, run_install)
    assert told[f"trigger note on public.{USAGE}"]["finding"] == (
        "is in language c, not read here: maybe it asks what its table is called, "
        "which is v1_hub.proxy_usage then"
    )
    assert f"trigger calm on public.{USAGE}" not in told


def test_what_keeps_the_partitions_of_a_retired_table_is_to_be_told(
    legacy_db: Database, run_install: RunInstall
) -> None:
    """pg_partman looks for it by its name, and for its partitions in the schema of that name."""
    heartbeat = "v1_hub_proxy_heartbeat"
    legacy_db.query(f"DROP TABLE {heartbeat} CASCADE")
    legacy_db.query(f"CREATE TABLE {heartbeat} (id int, name text) PARTITION BY RANGE (id)")
    note = notes_of(legacy_db, run_install)[f"public.{heartbeat}"]
    assert "pg_partman" in note["remedy"]
    assert note["remedy"].endswith("PARTITION OF v1_hub.proxy_heartbeat.")


def test_event_triggers_and_readers_of_the_servers_log_are_noted(
    legacy_db: Database, run_install: RunInstall
) -> None:
    """They run under the locks: those of the extension periods for half a minute."""
    assert "event triggers" not in notes_of(legacy_db, run_install)
    legacy_db.query(
        "CREATE FUNCTION look() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';"
        "CREATE EVENT TRIGGER look_on ON ddl_command_end EXECUTE FUNCTION look();"
        'CREATE EVENT TRIGGER "Drops" ON sql_drop EXECUTE FUNCTION look();'
        "CREATE EVENT TRIGGER off ON sql_drop EXECUTE FUNCTION look();"
        "ALTER EVENT TRIGGER off DISABLE",
        user="postgres",
    )
    slots = [f"{plugin}_{legacy_db.name}" for plugin in ("pgoutput", "test_decoding")]
    for slot, plugin in zip(slots, ("pgoutput", "test_decoding"), strict=True):
        create = "SELECT pg_create_logical_replication_slot(%s, %s)"
        legacy_db.query(create, slot, plugin, user="postgres")
    try:
        told = notes_of(legacy_db, run_install)
        finding = told["event triggers"]["finding"]
        assert finding.startswith('"Drops", look_on: run within each')
        assert f"replication slot {slots[0]}" not in told  # of a publication, if any
        assert "through test_decoding" in told[f"replication slot {slots[1]}"]["finding"]
        assert run_install(legacy_db, "install").status == DONE
    finally:
        for slot in slots:
            legacy_db.query("SELECT pg_drop_replication_slot(%s)", slot, user="postgres")


def test_what_pg_repack_has_at_a_table_is_waited_for_and_not_disabled(
    legacy_db: Database, run_install: RunInstall
) -> None:
    """Without its trigger the copy that it swaps in would lack what was written meanwhile."""
    hub, wait = legacy_db, "Wait until pg_repack is done."
    hub.query("CREATE SCHEMA repack")
    hub.query(f'CREATE TABLE repack.log_1 (id bigserial, "row" {RESULTS})')
    for command in ("plan", "install"):
        ran = run_install(hub, command)
        assert ran.status == BLOCKED
        assert 'column repack.log_1."row"' in ran.out
        assert wait in ran.out
    hub.query("DROP TABLE repack.log_1")
    assert run_install(hub, "install").status == DONE
    hub.query(
        "CREATE FUNCTION repack.note() RETURNS trigger LANGUAGE plpgsql "
        "AS 'BEGIN RETURN NULL; END';"
        "CREATE TRIGGER repack_trigger AFTER INSERT OR DELETE OR UPDATE ON v1_hub.work_result "
        "FOR EACH ROW EXECUTE FUNCTION repack.note()"
    )
    ran = run_install(hub, "rollback")
    assert ran.status == BLOCKED
    assert "trigger repack_trigger on v1_hub.work_result" in ran.out
    assert wait in ran.out
    assert "DISABLE" not in ran.out
    hub.query("DROP TRIGGER repack_trigger ON v1_hub.work_result")
    assert run_install(hub, "rollback").status == DONE
