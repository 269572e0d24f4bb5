"""What an install made, and somebody renamed, moved or dropped: told with the way back."""

from __future__ import annotations

import itertools
import re

import pytest

from conftest import RunInstall
from faults import interrupt
from servers import OWNER, Database
from test_checks import HUB, MADE
from test_safe import is_legacy, remedies
from v1_hub import stages
from v1_hub.registry import AUDIT_LOG, LOG
from v1_hub.target import HubRelation
from v1_hub.whereabouts import Home, Moved, lost_record, moved_away, void_install

DONE, ERROR, BLOCKED = 0, 1, 3
ALL = ("status", "verify", "install", "rollback")


# --------------------------------------------------------------------------------------------------
# Decided without a server
# --------------------------------------------------------------------------------------------------
def test_an_install_is_void_when_its_log_is_gone() -> None:
    log = HubRelation("workhub", LOG, "p")
    assert void_install([*HUB, log], MADE, []) is None
    assert void_install(HUB, [], []) is None
    told = void_install(HUB, MADE, ["v1_hub", "v1_hub_void"])
    assert told
    assert "13 plain tables and 0 views" in told.details["detail"]
    assert told.details["hint"].endswith("\nALTER SCHEMA v1_hub RENAME TO v1_hub_void_2;")


def test_what_was_moved_and_renamed_gets_schema_and_name_back() -> None:
    moved = [Moved("workhub", LOG, "My Archive", "logs"), Moved("v1_hub", "usage", "v1_hub", 'a"b')]
    told = moved_away(moved, HUB, ["workhub", "My Archive", "v1_hub"])
    assert told
    assert told.details["hint"].splitlines()[1:] == [
        'ALTER TABLE "My Archive".logs SET SCHEMA workhub;',
        f"ALTER TABLE workhub.logs RENAME TO {LOG};",
        'ALTER TABLE v1_hub."a""b" RENAME TO usage;',
    ]
    assert moved_away([], HUB, []) is None


@pytest.mark.parametrize("is_taken", [False, True])
def test_where_all_has_moved_it_is_the_schema(is_taken: bool) -> None:
    moved = [Moved("public", name, "workhub", name) for name in (LOG, AUDIT_LOG)]
    told = moved_away(moved, HUB, ["workhub", *(["public"] if is_taken else [])])
    assert told
    aside = ["ALTER SCHEMA public RENAME TO public_void;"] if is_taken else []
    back = "ALTER SCHEMA workhub RENAME TO public;"
    assert told.details["hint"].splitlines()[1:] == [*aside, back]


def test_a_record_is_looked_for_where_views_read() -> None:
    assert lost_record([], "public", []) is None
    assert lost_record([Home("other", has_record=False)], "public", []) is None
    told = lost_record([Home("Old", has_record=True)], "public", ["Old", "v1_hub"])
    assert told
    assert told.details["hint"].splitlines()[1:] == [
        "ALTER SCHEMA v1_hub RENAME TO v1_hub_void;",
        'ALTER SCHEMA "Old" RENAME TO v1_hub;',
    ]
    told = lost_record([Home("v1_hub", has_record=True)], "public", ["v1_hub"])
    assert told
    assert "backup" in told.details["hint"]


# --------------------------------------------------------------------------------------------------
# Through the front door
# --------------------------------------------------------------------------------------------------
MOVES = {
    "the log, renamed": f'ALTER TABLE {LOG} RENAME TO "Old logs"',
    "the log, moved": f"CREATE SCHEMA archive; ALTER TABLE {LOG} SET SCHEMA archive",
    "the audit log, moved and renamed": "CREATE SCHEMA archive;"
    f"ALTER TABLE {AUDIT_LOG} SET SCHEMA archive; ALTER TABLE archive.{AUDIT_LOG} RENAME TO audit",
    "a leaf, renamed": "ALTER TABLE v1_hub.proxy_usage RENAME TO usage",
    "the original of the history": 'ALTER TABLE v1_hub.work_slots_history RENAME TO "old?"',
    "the results, moved": "ALTER TABLE v1_hub.work_result SET SCHEMA public",
    "log and leaf": f"ALTER TABLE {LOG} RENAME TO logs;"
    "ALTER TABLE v1_hub.client_activity RENAME TO activity",
    "our schema": "ALTER SCHEMA v1_hub RENAME TO retired_tables",
    "the hub's schema": "ALTER SCHEMA public RENAME TO app; CREATE SCHEMA public",
}


@pytest.mark.parametrize("moved", MOVES)
def test_what_was_moved_is_named_with_the_way_back(
    moved: str, hub_db: Database, run_install: RunInstall
) -> None:
    hub_db.query(f"ALTER SCHEMA public OWNER TO {OWNER}", user="postgres")
    hub_db.query(MOVES[moved])
    for command in ALL:
        ran = run_install(hub_db, command)
        assert (ran.status, "called" in ran.err) == (BLOCKED, True), (command, ran.err)
    for _ in range(3):  # what had two names to get back shows the second one then
        if run_install(hub_db, "verify").status == DONE:
            break
        for statement in remedies(run_install(hub_db, "verify").err):
            hub_db.query(statement)
    assert run_install(hub_db, "verify").status == DONE
    assert run_install(hub_db, "rollback").status == DONE
    assert is_legacy(hub_db)


def test_a_hub_schema_that_is_gone_is_found_by_its_new_name(
    hub_db: Database, run_install: RunInstall
) -> None:
    hub_db.query(f"ALTER SCHEMA public OWNER TO {OWNER}", user="postgres")
    hub_db.query('ALTER SCHEMA public RENAME TO "Work hub"')
    ran = run_install(hub_db, "rollback", "--schema", "Work hub")
    assert ran.status == BLOCKED
    assert remedies(ran.err) == ['ALTER SCHEMA "Work hub" RENAME TO public;']


def test_a_lost_record_is_told_and_nothing_is_made_over_it(
    hub_db: Database, run_install: RunInstall
) -> None:
    for table in ("retired", "audit_tables", "hub"):
        hub_db.query(f"ALTER TABLE v1_hub.{table} RENAME TO {table}_kept")
        for command in ALL:
            ran = run_install(hub_db, command)
            assert ran.status == BLOCKED
            assert (
                f"the record of the install in schema public is gone: v1_hub.{table}\n" in ran.err
            )
        if table != "hub":
            hub_db.query(f"ALTER TABLE v1_hub.{table}_kept RENAME TO {table}")
    hub_db.query("CREATE TABLE v1_hub.hub (LIKE v1_hub.hub_kept)")  # a dump of the schema alone
    ran = run_install(hub_db, "install")
    assert ran.status == BLOCKED
    assert "the record of the install in schema public is gone" in ran.err
    hub_db.query("DROP TABLE v1_hub.hub")
    hub_db.query("ALTER TABLE v1_hub.hub_kept RENAME TO hub")
    assert run_install(hub_db, "verify").status == DONE
    hub_db.query("DELETE FROM v1_hub.retired WHERE leaf = 'proxy_usage'")
    for command in ALL:
        ran = run_install(hub_db, command)
        assert ran.status == BLOCKED
        assert "is gone: v1_hub.retired of v1_hub.proxy_usage\n" in ran.err


def test_what_was_put_aside_as_void_is_not_asked_for_again(
    hub_db: Database, run_install: RunInstall
) -> None:
    hub_db.query(f"DROP TABLE {LOG} CASCADE")  # the history view stays, and reads v1_hub
    ran = run_install(hub_db, "install")
    assert "void" in ran.err
    for rename in remedies(ran.err):
        hub_db.query(rename)
    ran = run_install(hub_db, "install")
    assert ran.status == BLOCKED
    assert "called" not in ran.err
    assert "v1_hub_work_slots_history: is neither a table" in ran.out + ran.err


def test_a_leaf_that_was_detached_is_found_and_attached_again(
    hub_db: Database, run_install: RunInstall
) -> None:
    rows = hub_db.value(f"SELECT count(*) FROM {LOG}")
    hub_db.query(f"ALTER TABLE {LOG} DETACH PARTITION v1_hub.proxy_usage")
    ran = run_install(hub_db, "verify")
    assert ran.status == ERROR
    (attach,) = re.findall(r"is no partition of the log: (ALTER TABLE .*;)", ran.out + ran.err)
    hub_db.query(attach)
    assert run_install(hub_db, "verify").status == DONE
    assert hub_db.value(f"SELECT count(*) FROM {LOG}") == rows
    # A dump that excludes the partitions of the audit log: audited tables refuse changes.
    hub_db.query("DROP TABLE v1_hub.v1_hub_audit_log_default")
    ran = run_install(hub_db, "verify")
    assert ran.status == ERROR
    assert "v1_hub_audit_log_default: relation: is gone: install.py install" in ran.out
    assert run_install(hub_db, "install").status == DONE
    assert run_install(hub_db, "verify").status == DONE


def test_a_month_that_was_detached_is_found_and_stops_no_rollback(
    hub_db: Database, run_install: RunInstall
) -> None:
    history = "SELECT count(*) FROM v1_hub_work_slots_history"
    rows = hub_db.value(history)
    month = hub_db.value(f"SELECT min(tableoid::regclass::text) FROM {AUDIT_LOG}")
    for name in (month, "v1_hub.v1_hub_audit_log_default"):
        hub_db.query(f"ALTER TABLE {AUDIT_LOG} DETACH PARTITION {name}")
    assert hub_db.value(history) < rows
    hub_db.query("CREATE TABLE v1_hub.v1_hub_audit_log_2026_13 ()")  # no month
    ran = run_install(hub_db, "verify")
    assert ran.status == ERROR
    hub_db.query("DROP TABLE v1_hub.v1_hub_audit_log_2026_13")
    attach = re.findall(r"is no partition of the audit log: (ALTER TABLE .*;)", ran.out + ran.err)
    assert len(attach) == 2
    for query in attach:
        hub_db.query(query)
    assert run_install(hub_db, "verify").status == DONE
    assert hub_db.value(history) == rows
    # Kept elsewhere, as an archive: what is printed takes it out of the way.
    hub_db.query(f"ALTER TABLE {AUDIT_LOG} DETACH PARTITION {month}")
    hub_db.query(f"ALTER TABLE {month} SET SCHEMA public")
    ran = run_install(hub_db, "rollback", "--yes")
    assert ran.status == BLOCKED
    for query in re.findall(r"^ +(DROP TRIGGER .*;)", ran.out + ran.err, re.MULTILINE):
        hub_db.query(query)
    assert run_install(hub_db, "rollback", "--yes").status == DONE


def test_a_dropped_audit_log_is_made_anew_and_what_is_written_then_comes_back(
    hub_db: Database, run_install: RunInstall
) -> None:
    history = "v1_hub_work_slots_history"
    before = hub_db.query(f"SELECT * FROM {history} ORDER BY id")
    hub_db.query(f"DROP TABLE {AUDIT_LOG} CASCADE")
    ran = run_install(hub_db, "verify")
    assert f"{AUDIT_LOG}: relation: is gone: install.py install makes it anew, empty" in (
        ran.out + ran.err
    )
    ran = run_install(hub_db, "rollback")
    assert ran.status == BLOCKED
    assert "install.py install makes it anew, empty" in ran.out + ran.err

    assert run_install(hub_db, "install").status == DONE
    hub_db.query("UPDATE v1_hub_work_slots SET keyword = 'after' WHERE id = 1")
    (logged,) = hub_db.query(f"SELECT id, record_id, action FROM {AUDIT_LOG}")
    assert logged[1:] == (1, "UPDATE")
    assert logged[0] > before[-1][0]
    ran = run_install(hub_db, "finalize", "--yes")
    assert ran.status == BLOCKED
    assert f"the audit log lacks {len(before)} rows of it" in ran.out + ran.err
    assert run_install(hub_db, "rollback").status == DONE
    assert is_legacy(hub_db)
    after = hub_db.query(f"SELECT * FROM {history} ORDER BY id")
    assert after[:-1] == before
    assert after[-1][0] == logged[0]


def test_rollback_does_not_say_that_a_dropped_leaf_is_back(
    hub_db: Database, run_install: RunInstall
) -> None:
    hub_db.query("DROP TABLE v1_hub.proxy_usage CASCADE; DROP VIEW v1_hub_proxy_heartbeat CASCADE")
    ran = run_install(hub_db, "rollback")
    assert ran.status == DONE
    assert "the 12 tables are back" in ran.out
    assert "v1_hub_proxy_usage: somebody had dropped v1_hub.proxy_usage" in ran.out
    assert "v1_hub_proxy_heartbeat: somebody had dropped its compatibility view" in ran.out
    there = hub_db.query(
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        " AND relname IN ('v1_hub_proxy_usage', 'v1_hub_proxy_heartbeat')"
    )
    assert there == [("v1_hub_proxy_heartbeat",)]


def test_a_rollback_does_without_a_schema_and_a_function_that_were_dropped(
    hub_db: Database, run_install: RunInstall
) -> None:
    hub_db.query(
        "DROP SCHEMA v1_hub_retired; DROP FUNCTION v1_hub.write_work_slots_history CASCADE"
    )
    ran = run_install(hub_db, "rollback")
    assert ran.status == DONE, ran.err
    assert is_legacy(hub_db)
    assert hub_db.value("SELECT count(*) FROM v1_hub_retired.v1_hub_audit_log") > 0
    assert run_install(hub_db, "install").status == DONE


def test_a_dropped_original_of_the_history_is_filled_from_the_audit_log(
    hub_db: Database, run_install: RunInstall
) -> None:
    history = "v1_hub_work_slots_history"
    before = hub_db.query(f"SELECT * FROM {history} ORDER BY id")
    hub_db.query("DROP TABLE v1_hub.work_slots_history CASCADE")
    ran = run_install(hub_db, "rollback")
    assert ran.status == BLOCKED
    (make,) = re.findall(r"CREATE TABLE .*?;", ran.out + ran.err)
    hub_db.query(make)
    ran = run_install(hub_db, "rollback")
    assert ran.status == DONE, ran.err
    assert hub_db.query(f"SELECT * FROM {history} ORDER BY id") == before


RESHAPED = [
    f"ALTER TABLE {LOG} RENAME COLUMN block_type TO kind",
    f"ALTER TABLE {LOG} RENAME COLUMN used_ip TO ip",
    "ALTER VIEW v1_hub_work_results RENAME COLUMN block_type TO kind",
    "ALTER VIEW v1_hub_work_slots_history RENAME COLUMN operation TO kind",
    "ALTER TABLE v1_hub.work_slots_history RENAME COLUMN operation TO kind",
    "ALTER TABLE v1_hub.work_slots_history DROP COLUMN change_summary",
    "ALTER TABLE v1_hub.work_slots_history ALTER COLUMN changed_by TYPE text",
    "ALTER TABLE v1_hub.work_result DROP CONSTRAINT v1_hub_work_results_pkey CASCADE",
    "ALTER TABLE v1_hub_audit_log DROP COLUMN client_addr",
]


def test_columns_and_keys_that_were_renamed_retyped_or_dropped_are_named(
    hub_db: Database, run_install: RunInstall
) -> None:
    """Before anything is done; what is printed puts them right."""
    usage = "SELECT id, used_ip FROM v1_hub_proxy_usage ORDER BY id"
    before = hub_db.query(usage)
    commands = itertools.cycle(("install", "plan", "rollback"))
    for statement, command in zip(RESHAPED, commands, strict=False):
        hub_db.query(statement)
        ran = run_install(hub_db, command)
        assert ran.status == BLOCKED, statement
        (remedy,) = remedies(ran.out + ran.err)
        if "audit_log" in statement:  # there audited tables refuse changes
            assert remedy in run_install(hub_db, "verify").out
        hub_db.query(remedy)
    assert hub_db.query("UPDATE v1_hub_clients SET max_folders = 77 WHERE id = 1 RETURNING id")
    # A copy that left the sequences out.
    hub_db.query("SELECT setval('v1_hub_work_slots_history_id_seq', 1, FALSE)")
    (remedy,) = re.findall(r"SELECT setval\(.*;", run_install(hub_db, "verify").out)
    hub_db.query(remedy)
    assert "setval" not in run_install(hub_db, "verify").out
    assert run_install(hub_db, "install").status == DONE
    assert run_install(hub_db, "rollback").status == DONE
    assert hub_db.query(usage) == before


def test_a_column_that_the_waiting_history_gets_is_in_nobodys_way(
    legacy_db: Database, run_install: RunInstall
) -> None:
    """Nor is a check of ours that somebody drops while rows are folded."""
    interrupt(legacy_db, "install", stages, "show_results")
    legacy_db.query("ALTER TABLE v1_hub.work_slots_history ADD COLUMN note text DEFAULT 'n'")
    legacy_db.query("ALTER TABLE v1_hub.work_result DROP CONSTRAINT work_result_result_data_check")
    assert run_install(legacy_db, "install").status == DONE
    check = "SELECT convalidated FROM pg_constraint WHERE conname = 'work_result_result_data_check'"
    assert legacy_db.value(check)
    legacy_db.query("UPDATE v1_hub_work_slots SET keyword = 'new' WHERE id = 1")
    assert run_install(legacy_db, "rollback").status == DONE
    notes = "SELECT DISTINCT note FROM v1_hub_work_slots_history"
    assert legacy_db.query(notes) == [("n",)]


def test_an_install_whose_merged_column_was_dropped_before_the_first_fill_ends(
    legacy_db: Database, run_install: RunInstall
) -> None:
    interrupt(legacy_db, "install", stages, "fill_merged")
    legacy_db.query("ALTER TABLE v1_hub_proxies DROP COLUMN usage_stats CASCADE")
    ran = run_install(legacy_db, "install")
    assert ran.status == ERROR
    (remedy,) = remedies(ran.out)
    legacy_db.query(remedy)
    assert run_install(legacy_db, "verify").status == DONE
    assert run_install(legacy_db, "rollback").status == DONE


@pytest.mark.parametrize("dropped", ["SEQUENCE v1_hub_activity_logs_id_seq", "TABLE v1_hub.run"])
def test_what_is_gone_is_named_by_verify(
    dropped: str, hub_db: Database, run_install: RunInstall
) -> None:
    hub_db.query(f"DROP {dropped} CASCADE")
    ran = run_install(hub_db, "verify")
    assert ran.status == ERROR
    name = dropped.partition(" ")[2].rpartition(".")[2]
    assert re.search(rf"{name}: relation: is gone", ran.out + ran.err)


def test_the_history_stays_with_its_table_whatever_that_is_called(
    hub_db: Database, run_install: RunInstall
) -> None:
    history, slots = "v1_hub_work_slots_history", "v1_hub_work_slots"
    rows = hub_db.value(f"SELECT count(*) FROM {history}")
    hub_db.query(
        f"ALTER TABLE {slots} RENAME TO work_slots; CREATE VIEW {slots} AS TABLE work_slots;"
        "SELECT v1_hub.audit_upkeep(); UPDATE work_slots SET keyword = 'after' WHERE id = 1"
    )
    assert hub_db.value(f"SELECT count(*) FROM {history}") == rows + 1
    back = f"ALTER TABLE public.work_slots RENAME TO {slots};"
    for command, status in (("verify", ERROR), ("rollback", BLOCKED)):
        ran = run_install(hub_db, command)
        assert ran.status == status
        assert back in ran.out + ran.err
    hub_db.query(f"DROP VIEW {slots}; {back}")
    assert run_install(hub_db, "verify").status == DONE
    assert run_install(hub_db, "rollback").status == DONE
    assert is_legacy(hub_db)
    assert hub_db.value(f"SELECT count(*) FROM {history}") == rows + 1


def test_proxies_under_another_name_are_merged_on_and_named(
    hub_db: Database, run_install: RunInstall
) -> None:
    hub_db.query("CREATE SCHEMA new; ALTER TABLE v1_hub_proxies SET SCHEMA new")
    total = "SELECT (usage_stats ->> 'total')::integer FROM new.v1_hub_proxies WHERE id = 1"
    before = hub_db.value(total)
    hub_db.query("INSERT INTO v1_hub_proxy_usage (proxy_id, success) VALUES (1, TRUE)")
    hub_db.query("SELECT v1_hub.refresh_proxies()")
    assert hub_db.value(total) == before + 1
    ran = run_install(hub_db, "rollback")
    assert ran.status == BLOCKED
    back = "ALTER TABLE new.v1_hub_proxies SET SCHEMA public;"
    assert back in ran.out + ran.err
    assert back in run_install(hub_db, "verify").out
    hub_db.query(back)
    assert run_install(hub_db, "rollback").status == DONE
    assert is_legacy(hub_db)


FORCE = "FORCE ROW LEVEL SECURITY"
GIVEN_AWAY = {
    "a view": ("VIEW public.v1_hub_proxy_usage", "OWNER TO {}"),
    "a leaf": ("TABLE v1_hub.work_result", "OWNER TO {}"),
    "the history": ("VIEW public.v1_hub_work_slots_history", "OWNER TO {}"),
    "the original": ("TABLE v1_hub.work_slots_history", "OWNER TO {}"),
    "the log": (f"TABLE public.{LOG}", "OWNER TO {}"),
    "the rows of a leaf": ("TABLE v1_hub.work_result", FORCE),
    "the rows of the original": ("TABLE v1_hub.work_slots_history", FORCE),
    "the rows of the audit log": (f"TABLE public.{AUDIT_LOG}", FORCE),
}


@pytest.mark.parametrize("given", GIVEN_AWAY)
def test_what_was_given_to_another_or_hides_its_rows_is_named(
    given: str, hub_db: Database, run_install: RunInstall
) -> None:
    what, how = GIVEN_AWAY[given]
    away = f"ALTER {what} {how.format('somebody')}"
    remedy = f"ALTER {what} {how.format(OWNER)};"
    if how == FORCE:
        away, remedy = f"{away}, ENABLE ROW LEVEL SECURITY", f"ALTER {what} NO {FORCE};"
    hub_db.query("CREATE ROLE somebody", user="postgres")
    try:
        hub_db.query(away, user="postgres")
        assert run_install(hub_db, "status").status == DONE
        if given not in ("the original", "the log"):  # which no view has as it was
            ran = run_install(hub_db, "verify")
            assert ran.status == ERROR
            assert remedy in ran.out + ran.err
        ran = run_install(hub_db, "rollback")
        assert ran.status == BLOCKED
        assert remedy in ran.out + ran.err
        hub_db.query(remedy, user="postgres")
        assert run_install(hub_db, "verify").status == DONE
        assert run_install(hub_db, "rollback").status == DONE
        assert is_legacy(hub_db)
    finally:
        hub_db.query("DROP OWNED BY somebody; DROP ROLE somebody", user="postgres")


def test_other_partitions_of_the_same_value_are_not_taken_for_leaves(
    hub_db: Database, run_install: RunInstall
) -> None:
    hub_db.query(
        "CREATE TABLE mine (kind text) PARTITION BY LIST (kind);"
        "CREATE TABLE mine_1 PARTITION OF mine FOR VALUES IN ('proxy_usage')"
    )
    assert run_install(hub_db, "install").status == DONE
    assert run_install(hub_db, "verify").status == DONE
