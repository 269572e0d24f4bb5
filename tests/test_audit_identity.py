"""History is of a table, not of its name; numbers and times clients read; copies and replicas."""

from __future__ import annotations

import subprocess
from typing import Any

import psycopg
import pytest

from conftest import RunInstall
from servers import Database
from v1_hub import commands, way_back
from v1_hub.registry import AUDIT_COLUMNS

HISTORY = "v1_hub_work_slots_history"
LAST = 2147483647


def test_a_table_of_the_same_name_is_not_in_the_history_of_the_hub(
    hub_db: Database, run_install: RunInstall
) -> None:
    """Nor are settings lost over a rollback, also where a copy is installed again."""
    hub_db.query("SELECT v1_hub.audit_enable('v1_hub.client_activity', p_secrets => '{client_ip}')")
    hub_db.query("SELECT v1_hub.audit_disable('v1_hub.proxy_ip_mapping')")
    audits = (
        "SELECT id, schema_name, table_name, enabled, resumes, secret_columns, operations"
        " FROM v1_hub.audit_tables WHERE schema_name <> 'tenant2' ORDER BY id"
    )
    audited = hub_db.query(audits)
    before = hub_db.value(f"SELECT count(*) FROM {HISTORY}")
    hub_db.query("CREATE SCHEMA tenant2")
    hub_db.query("CREATE TABLE tenant2.v1_hub_work_slots (id integer PRIMARY KEY, pin text)")
    hub_db.query("SELECT v1_hub.audit_enable('tenant2.v1_hub_work_slots', p_secrets => '{pin}')")
    hub_db.query("INSERT INTO tenant2.v1_hub_work_slots VALUES (1, 'clear')")
    hub_db.query(
        "INSERT INTO v1_hub_audit_log (table_name, record_id, action)"
        " VALUES ('v1_hub_work_slots', 1, 'FORGED')"
    )
    assert hub_db.value(f"SELECT count(*) FROM {HISTORY}") == before
    ran = run_install(hub_db, "rollback")
    assert ran.status == 3  # what is not the hub's is not taken away unasked
    remedy = "SELECT v1_hub.audit_disable('tenant2.v1_hub_work_slots');"
    assert remedy in ran.out
    hub_db.query(remedy)
    assert run_install(hub_db, "rollback").status == 0
    assert hub_db.value(f"SELECT count(*) FROM {HISTORY}") == before
    hub_db.query("INSERT INTO tenant2.v1_hub_work_slots VALUES (2, 'not seen')")
    copy = hub_db.server.create(hub_db.name)
    hub_db.server.drop(hub_db)
    hub_db.server.admin(f"ALTER DATABASE {copy.name} RENAME TO {hub_db.name}")
    ran = run_install(hub_db, "install")
    assert ran.status == 0, ran.err
    assert hub_db.query(audits) == audited
    hub_db.query("SELECT v1_hub.audit_enable('tenant2.v1_hub_work_slots')")  # masked as before
    hub_db.query("INSERT INTO tenant2.v1_hub_work_slots VALUES (3, 'clear')")
    assert hub_db.value(f"SELECT count(*) FROM {HISTORY}") == before
    assert hub_db.query(
        "SELECT record_id, new_data ->> 'pin' FROM v1_hub_audit_log"
        " WHERE new_data ? 'pin' ORDER BY record_id"
    ) == [(1, "***"), (3, "***")]


def test_history_goes_on_when_numbers_outgrow_its_integer(
    hub_db: Database, run_install: RunInstall
) -> None:
    hub_db.query(f"SELECT setval('{HISTORY}_id_seq', {LAST})")
    hub_db.query("UPDATE v1_hub_work_slots SET keyword = 'changed' WHERE id = 1")
    hub_db.query(f"INSERT INTO {HISTORY} (work_slot_id, operation) VALUES (1, 'BY HAND')")
    hub_db.query(
        f"INSERT INTO {HISTORY} (work_slot_id, operation, changed_at, change_summary)"
        " VALUES (1, 'NO TIME', NULL, 'said')"
    )
    newest = "SELECT max(id), count(DISTINCT id) = count(*) FROM {}"
    assert hub_db.query(newest.format("v1_hub_audit_log")) == [(LAST + 3, True)]
    assert hub_db.query(newest.format(HISTORY))[0][1]
    told = f"SELECT operation, changed_at IS NULL, change_summary FROM {HISTORY} WHERE id < 0"
    rows = hub_db.query(f"{told} ORDER BY id")
    assert [row[0] for row in rows] == ["UPDATE", "BY HAND", "NO TIME"]
    assert rows[0][2].startswith("keyword: ")
    assert rows[2][1:] == (True, "said")
    years = [row[0].year for row in hub_db.query("SELECT changed_at FROM v1_hub_audit_log")]
    assert min(years) >= 1678, "pandas counts nanoseconds from there"
    assert run_install(hub_db, "rollback").status == 0
    assert hub_db.query(f"{told} ORDER BY id") == rows
    hub_db.query(f"INSERT INTO {HISTORY} (work_slot_id, operation) VALUES (1, 'AFTER')")
    assert run_install(hub_db, "install").status == 0
    assert hub_db.query(f"{told} ORDER BY id") == rows
    hub_db.query("UPDATE v1_hub_work_slots SET keyword = 'again' WHERE id = 1")
    assert hub_db.value("SELECT max(id) FROM v1_hub_audit_log") > LAST + 3


def test_a_history_row_that_somebody_numbered_below_zero_moves_no_numbers(
    legacy_db: Database, run_install: RunInstall
) -> None:
    legacy_db.query(f"INSERT INTO {HISTORY} (id, work_slot_id, operation) VALUES (-1, 1, 'FIRST')")
    ids = f"SELECT count(DISTINCT id) FROM {HISTORY}"
    for command in ("install", "rollback", "install", "rollback"):
        assert run_install(legacy_db, command).status == 0
        before = legacy_db.value(ids)
        legacy_db.query("UPDATE v1_hub_work_slots SET keyword = keyword || '!' WHERE id < 4")
        assert legacy_db.value(ids) == before + 3


def test_under_the_locks_a_rollback_reads_only_the_history_that_came_since(
    hub_db: Database, run_install: RunInstall, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = hub_db.value(f"SELECT count(*) FROM {HISTORY}")
    cut_back = way_back.run_cut_back

    def waiting(*arguments: Any) -> float:
        hub_db.query("UPDATE v1_hub_work_slots SET keyword = 'late' WHERE id = 1")
        hub_db.query("DELETE FROM v1_hub.work_slots_history WHERE id = 5")  # no more to be read
        return cut_back(*arguments)

    monkeypatch.setattr(commands, "run_cut_back", waiting)
    assert run_install(hub_db, "rollback").status == 0
    late = "count(*) FILTER (WHERE new_data ->> 'keyword' = 'late')"
    assert hub_db.query(f"SELECT count(*), {late} FROM {HISTORY}") == [(rows, 1)]


def test_rows_of_the_history_with_one_id_are_told_and_stand_in_no_rollbacks_way(
    hub_db: Database, run_install: RunInstall
) -> None:
    """A table refuses the second: the trigger's, or that of another session."""
    hub_db.query(
        f"INSERT INTO {HISTORY} (id, work_slot_id, operation) "
        f"SELECT last_value + 1, 1, 'BY HAND' FROM {HISTORY}_id_seq"
    )
    hub_db.query("UPDATE v1_hub_work_slots SET keyword = 'changed' WHERE id = 1")
    rows = f"SELECT count(*), count(DISTINCT id) FROM {HISTORY}"
    ((count, ids),) = hub_db.query(rows)
    assert count == ids + 1
    ran = run_install(hub_db, "rollback")
    assert ran.status == 0, ran.err
    assert (
        f"1 row of {HISTORY} with the id of another: kept in the audit log alone"
        in ran.out + ran.err
    )
    assert hub_db.query(rows) == [(ids, ids)]
    assert run_install(hub_db, "install").status == 0
    assert hub_db.query(rows) == [(count, ids)]


@pytest.mark.needs(version=18)
def test_virtual_columns_are_logged_as_they_read(audited: Database) -> None:
    audited.query(
        "CREATE TABLE made (id integer PRIMARY KEY, a integer,"
        " doubled integer GENERATED ALWAYS AS (a * 2) VIRTUAL,"
        " tenth integer GENERATED ALWAYS AS (10 / a) VIRTUAL)"
    )
    audited.query("SELECT v1_hub.audit_enable('made')")
    audited.query("INSERT INTO made (id, a) VALUES (1, 5), (2, 0)")  # the second cannot be read
    audited.query("DELETE FROM made WHERE id = 2")
    moment = audited.value("SELECT clock_timestamp()")
    audited.query("UPDATE made SET a = 2 WHERE id = 1")
    assert audited.query(
        "SELECT new_data ->> 'doubled', new_data ->> 'tenth' FROM v1_hub_audit_log"
        " WHERE new_data IS NOT NULL ORDER BY id"
    ) == [("10", "2"), (None, None), ("4", "5")]
    assert audited.query("SELECT * FROM v1_hub.audit_verify('made')") == []
    assert audited.query("SELECT * FROM v1_hub.table_at(NULL::made, %s)", moment) == [(1, 5, 10, 2)]
    audited.query("SELECT * FROM v1_hub.audit_undo(p_from => %s, p_dry_run => false)", moment)
    assert audited.query("SELECT * FROM made") == [(1, 5, 10, 2)]
    audited.query("INSERT INTO made (id, a) VALUES (3, 0)")
    audited.query("TRUNCATE made")
    assert audited.query(
        "SELECT record_id, old_data ->> 'a' FROM v1_hub_audit_log WHERE action = 'TRUNCATE'"
        " ORDER BY id"
    ) == [(1, "5"), (3, "0"), (None, None)]


def test_a_value_that_is_short_and_endless_as_text_refuses_no_change(audited: Database) -> None:
    audited.query("CREATE TABLE made (id integer PRIMARY KEY, note text, doc jsonb)")
    audited.query("SELECT v1_hub.audit_enable('made')")
    endless = "('[' || repeat('1e131071, ', 9000) || '1]')::jsonb"  # of 1.2 GB
    audited.query(f"INSERT INTO made VALUES (1, 'a', {endless})")
    audited.query("UPDATE made SET note = 'b'")
    told = "SELECT action, new_data ->> 'note', left_out FROM v1_hub_audit_log ORDER BY id"
    assert audited.query(told) == [("INSERT", "a", None), ("UPDATE", "b", ["doc"])]


def test_no_function_of_a_statement_says_when_it_was_written(audited: Database) -> None:
    audited.query("CREATE TABLE made (a integer NOT NULL UNIQUE DEFERRABLE, b integer)")
    audited.query("SELECT v1_hub.audit_enable('made', p_key => '{a}')")
    audited.query("INSERT INTO made VALUES (1, 1), (2, 2)")
    for said in ("1999-01-01", "915148800.5", "none"):
        set_config = f"set_config('v1_hub.audit_moment', '{said}', true)"
        audited.query(f"UPDATE made SET b = b + length({set_config})")
    told = audited.query(
        "SELECT action, count(DISTINCT happened_at), bool_and(happened_at > now() - interval '1 h')"
        " FROM v1_hub_audit_log GROUP BY action ORDER BY action"
    )
    assert told == [("INSERT", 1, True), ("UPDATE", 6, True)]  # of one statement one, if left alone


def test_what_replication_brings_is_logged_where_asked_for(audited: Database) -> None:
    audited.query("CREATE TABLE r (id integer PRIMARY KEY) PARTITION BY LIST (id)")
    audited.query("CREATE TABLE r1 PARTITION OF r FOR VALUES IN (1)")
    counted = "SELECT count(*) FROM v1_hub_audit_log"
    for asked, rows in ((False, 0), (True, 2)):
        audited.query("SELECT v1_hub.audit_enable('r', p_replicated => %s)", asked)
        with audited.connect("postgres") as conn:
            conn.execute("SET session_replication_role = replica")
            conn.execute("INSERT INTO r VALUES (1)")
            conn.execute("DELETE FROM r")
        assert audited.value(counted) == rows
    # A copy of the hub by replication has a sealed month as it was sealed.
    old = "INSERT INTO v1_hub_audit_log (table_name, action, changed_at) VALUES ('x', 'X', '{}')"
    audited.query(old.format("2001-02-03"))
    audited.query("SELECT v1_hub.audit_upkeep(), v1_hub.audit_seal()")
    with audited.connect("postgres") as conn:
        conn.execute("SET session_replication_role = replica")
        conn.execute(old.format("2001-02-04").encode())
    assert audited.value("SELECT count(*) FROM v1_hub.v1_hub_audit_log_2001_02") == 2


def test_undo_of_a_transaction_in_a_restored_copy_takes_no_other_of_its_number(
    audited: Database,
) -> None:
    audited.query("CREATE TABLE t (id integer PRIMARY KEY, v text)")
    audited.query("SELECT v1_hub.audit_enable('t')")
    number = audited.query("INSERT INTO t VALUES (1, 'old') RETURNING pg_current_xact_id()::text")
    ahead = str(int(number[0][0]) + 1_000_000)
    dump = subprocess.run(
        [audited.server.program("pg_dump"), "--no-owner", audited.url()],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    copy = audited.server.create()
    try:
        subprocess.run(
            [audited.server.program("psql"), "-qX", "-v", "ON_ERROR_STOP=1", copy.url()],
            # From a cluster that was ahead: its number will be that of another transaction here.
            input=dump.replace(f"\t{number[0][0]}\t", f"\t{ahead}\t"),
            capture_output=True,
            text=True,
            check=True,
        )
        undo = "SELECT log_id FROM v1_hub.audit_undo(p_transaction => %s::text::xid8)"
        assert audited.query(undo, number[0][0]) != []
        assert copy.value("SELECT transaction_id::text FROM v1_hub_audit_log") == ahead
        for _ in range(2):
            assert copy.query(undo, ahead) == []
            copy.query("SELECT v1_hub.audit_upkeep()")
        new = copy.query("INSERT INTO t VALUES (2, 'new') RETURNING pg_current_xact_id()::text")
        assert len(copy.query(undo, new[0][0])) == 1
    finally:
        audited.server.drop(copy)


def test_python_and_sql_know_the_same_columns_of_the_log(audited: Database) -> None:
    told = audited.query(
        "SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute"
        " WHERE attrelid = 'v1_hub_audit_log'::regclass AND attnum > 0 ORDER BY attnum"
    )
    assert told == list(AUDIT_COLUMNS.items())


def test_new_months_are_made_in_the_tablespace_of_the_log(audited: Database) -> None:
    with audited.connect("postgres") as conn:
        conn.execute("SET allow_in_place_tablespaces = on")
        conn.execute("CREATE TABLESPACE \"log's\" OWNER hub_owner LOCATION ''")
    try:
        audited.query('ALTER TABLE v1_hub_audit_log SET TABLESPACE "log\'s"')
        audited.query("SELECT v1_hub.audit_upkeep(6)")
        told = audited.query(
            "SELECT t.spcname, count(*) FROM pg_partition_tree('v1_hub_audit_log') AS p"
            " INNER JOIN pg_class AS c ON c.oid = p.relid"
            " LEFT JOIN pg_tablespace AS t ON t.oid = c.reltablespace"
            " WHERE p.isleaf GROUP BY t.spcname ORDER BY t.spcname"
        )
        assert told == [("log's", 3), (None, 5)]  # what was there stays where it was
    finally:
        audited.server.drop(audited)
        audited.server.admin('DROP TABLESPACE "log\'s"')


def test_undo_finds_a_transaction_whose_rows_were_moved_to_their_month(audited: Database) -> None:
    audited.query("CREATE TABLE t (id integer PRIMARY KEY, v text)")
    audited.query("SELECT v1_hub.audit_enable('t')")
    for (month,) in audited.query(
        "SELECT relid::regclass::text FROM pg_partition_tree('v1_hub_audit_log')"
        " WHERE isleaf AND relid <> 'v1_hub.v1_hub_audit_log_default'::regclass"
    ):
        audited.query(f"DROP TABLE {month}")
    number = audited.query("INSERT INTO t VALUES (1, 'x') RETURNING pg_current_xact_id()::text")
    assert audited.value("SELECT rows_moved FROM v1_hub.audit_upkeep()") == 1
    undo = "SELECT verdict FROM v1_hub.audit_undo(p_transaction => %s::text::xid8)"
    assert audited.query(undo, number[0][0]) == [("would be undone",)]


def test_auditing_many_tables_takes_work_in_proportion(audited: Database) -> None:
    def enable(first: int, last: int) -> int:
        """Returns how many blocks were read for it, by whatever it calls."""
        blocks = 0
        with audited.connect() as conn:
            for number in range(first, last):
                conn.execute(f"CREATE TABLE m{number} (id integer PRIMARY KEY, v text)".encode())
                statement = f"SELECT v1_hub.audit_enable('m{number}')"
                plan = conn.execute(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {statement}".encode())
                [[[told]]] = plan.fetchall()
                blocks += told["Plan"]["Shared Hit Blocks"] + told["Plan"]["Shared Read Blocks"]
        return blocks

    few = enable(0, 100)
    enable(100, 500)
    assert enable(500, 600) < 2 * few, "the five hundred before made it slower"


def test_a_row_is_logged_in_the_setting_of_its_kind(audited: Database) -> None:
    """FORCE ROW LEVEL SECURITY hides rows from the owner, and not from the log."""
    audited.query("CREATE TABLE hidden (id integer PRIMARY KEY, v text)")
    audited.query("SELECT v1_hub.audit_enable('hidden')")
    audited.query("ALTER TABLE hidden ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY")
    audited.query("CREATE POLICY writes ON hidden FOR INSERT WITH CHECK (true)")
    audited.query("INSERT INTO hidden VALUES (1, 'x')")
    audited.query("TRUNCATE hidden")
    assert audited.query(
        "SELECT action, new_data ->> 'v', context ->> 'rows_not_logged'"
        " FROM v1_hub_audit_log ORDER BY id"
    ) == [("INSERT", "x", None), ("TRUNCATE", None, "they could not be read")]


def test_the_log_is_read_by_a_plain_client(hub_db: Database) -> None:
    with psycopg.connect(hub_db.url()) as conn:
        assert len(conn.execute("SELECT * FROM v1_hub_audit_log").fetchall()) > 100


@pytest.mark.parametrize(
    "sequence", ["CACHE 20", "INCREMENT BY -1 MINVALUE -2147483648 RESTART -1", "OWNED BY NONE"]
)
def test_the_log_is_in_the_order_of_the_changes_whatever_numbers_the_history(
    legacy_db: Database, run_install: RunInstall, sequence: str
) -> None:
    name, change = "v1_hub_work_slots_history_id_seq", "UPDATE v1_hub_work_slots SET keyword = %s"
    legacy_db.query(f"ALTER SEQUENCE {name} {sequence}")
    shape = "SELECT to_jsonb(s) - 'last_value' FROM pg_sequences AS s WHERE sequencename = %s"
    before = legacy_db.query(shape, name)
    with legacy_db.connect() as one, legacy_db.connect() as other:
        for session in (one, other):
            session.execute(change + " WHERE id = 2", ["before"])  # and what they keep for later
        assert run_install(legacy_db, "install").status == 0
        for place in range(4):
            (one if place % 2 else other).execute(change + " WHERE id = 1", [str(place)])
    history = "SELECT new_data ->> 'keyword' FROM v1_hub.row_history('v1_hub_work_slots', 1)"
    assert [word for (word,) in legacy_db.query(history)][-4:] == ["0", "1", "2", "3"]
    legacy_db.query("SELECT v1_hub.audit_upkeep(9)")  # later months stand in no way
    rows = legacy_db.value("SELECT count(*) FROM v1_hub_work_slots_history")
    ran = run_install(legacy_db, "rollback")
    assert ran.status == 0, ran.err
    assert legacy_db.query(shape, name) == before
    legacy_db.query(change + " WHERE id = 1", "after")
    assert legacy_db.value("SELECT count(*) FROM v1_hub_work_slots_history") == rows + 1
