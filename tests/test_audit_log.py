"""The audit log under concurrency, random rows, dump and restore, growing statements."""

from __future__ import annotations

import hashlib
import json
import os
import random
import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import pytest
from psycopg.errors import DeadlockDetected

from servers import OWNER, Database, Server, apply_audit
from v1_hub.back import set_aside
from v1_hub.package import audit_files
from v1_hub.render import render

OLD_ROW = (
    "INSERT INTO v1_hub_audit_log (table_name, action, changed_at) "
    "VALUES ('old', 'X', '2001-01-05')"
)


def images(database: Database, table: str) -> dict[str, str]:
    return dict(
        database.query(f"SELECT t.id::text, to_jsonb(t.*)::text FROM {table} AS t ORDER BY t.id")
    )


def replay(database: Database, table: str) -> dict[str, str]:
    """What the table must hold, from nothing but its log, read in order."""
    rows: dict[str, Any] = {}
    for action, key, old_key, new_data in database.query(
        "SELECT action, coalesce(record_key, to_jsonb(record_id))::text, old_key::text,"
        " new_data::text FROM v1_hub_audit_log"
        " WHERE table_name = %s ORDER BY id",
        table,
    ):
        if action in ("DELETE", "TRUNCATE"):
            rows.pop(key, None)
        else:
            rows.pop(old_key or key, None)
            rows[key] = new_data
    return rows


def test_replaying_the_log_of_eight_writers_gives_the_table(audited: Database) -> None:
    audited.query("CREATE TABLE mixed (id integer PRIMARY KEY, v text, n numeric, j jsonb)")
    audited.query("SELECT v1_hub.audit_enable('mixed')")
    statements = (
        "INSERT INTO mixed VALUES ({id}, 'v{r}', {r}.10, '{{\"r\": {r}}}')"
        " ON CONFLICT (id) DO UPDATE SET n = mixed.n + 1",
        "UPDATE mixed SET n = n + 0.10, v = v || '{c}' WHERE id = {id}",
        "UPDATE mixed SET j = '[{r}]' WHERE id BETWEEN {id} AND {id} + 2",
        "DELETE FROM mixed WHERE id = {id}",
        "UPDATE mixed SET v = 'w{r}' WHERE id = {id}",
    )
    failures: list[BaseException] = []

    def write(worker: int) -> None:
        chosen = random.Random(worker)
        try:
            with audited.connect() as conn:
                for _ in range(2_500):
                    text = chosen.choice(statements).format(
                        id=chosen.randrange(200), r=chosen.randrange(1_000_000), c=worker
                    )
                    try:
                        conn.execute(text.encode())
                    except DeadlockDetected:
                        continue
        except BaseException as error:
            failures.append(error)

    workers = [threading.Thread(target=write, args=(n,)) for n in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert not failures
    assert audited.value("SELECT count(*) FROM v1_hub_audit_log") > 10_000
    assert replay(audited, "mixed") == images(audited, "mixed")
    assert audited.query("SELECT * FROM v1_hub.audit_verify('mixed')") == []


EVERY_TYPE = {
    "b": ["true", "false", "NULL"],
    "i2": ["-32768", "7", "NULL"],
    "i8": ["9223372036854775807", "-1", "NULL"],
    "f": ["'NaN'", "0.1::float8 + 0.2", "1e-300", "'-Infinity'", "NULL"],
    "num": ["1.10", "1.100", "'NaN'", "1e100", "NULL"],
    "t": ["'가나다'", "''", "E'a\\n\"b\\\\'", "repeat('크', 3000)", "NULL"],
    "c": ["'ab'", "NULL"],
    "d": ["'infinity'", "'0044-03-15 BC'", "'2026-02-28'", "NULL"],
    "ts": ["'2026-02-28 12:00:00.123456'", "'-infinity'", "NULL"],
    "tz": ["'2026-02-28 12:00+09'", "'1900-01-01 00:00 Asia/Seoul'", "NULL"],
    "tt": ["'12:00:00.5+09'", "NULL"],
    "iv": ["'-1 day 2 hours'", "'1 year -3 mons'", "NULL"],
    "by": ["'\\xdeadbeef'", "'\\x'", "NULL"],
    "u": ["'00000000-0000-0000-0000-000000000001'", "NULL"],
    "js": ['\'{"a" : 1, "a":2}\'', "'[ \"\\u0000\" ]'", "'\"text\"'", "NULL"],
    "jb": ['\'{"a": 1.10, "b": [null]}\'', "'\"1\"'", "'1'", "NULL"],
    "a": ["'{1,NULL,3}'", "'{{1,2},{3,4}}'", "'{}'", "NULL"],
    "ta": ["""'{"a,b",NULL,"NULL"}'""", "NULL"],
    "r": ["'[1,5)'", "'empty'", "'(,3]'", "NULL"],
    "tr": ["'[2026-01-01 00:00+09, 2026-02-01 00:00+09)'", "NULL"],
    "ip": ["'10.0.0.1/8'", "NULL"],
    "bi": ["B'10101'", "NULL"],
    "m": ["'sad'", "NULL"],
    "co": ["ROW(1, 'x,\"y')", "NULL"],
    "p": ["'(1.5,2)'", "NULL"],
}


def test_every_past_moment_of_random_rows_of_every_type_is_read_back(audited: Database) -> None:
    audited.query("CREATE TYPE mood AS ENUM ('sad', 'happy')")
    audited.query("CREATE TYPE pair AS (n integer, t text)")
    audited.query(
        "CREATE TABLE every_type (id bigint PRIMARY KEY DEFERRABLE, b bool, i2 smallint, i8 bigint,"
        " f float8, num numeric, t text, c char(5), d date, ts timestamp, tz timestamptz,"
        " tt timetz, iv interval, by bytea, u uuid, js json, jb jsonb, a integer[], ta text[],"
        " r int4range, tr tstzrange, ip inet, bi varbit, m mood, co pair, p point)"
    )
    audited.query("SELECT v1_hub.audit_enable('every_type')")
    chosen = random.Random(5)
    columns = ", ".join(EVERY_TYPE)
    held: list[tuple[Any, str]] = []
    snapshot = (
        "SELECT clock_timestamp(), coalesce(string_agg(e::text, E'\\n' ORDER BY e.id), '')"
        " FROM every_type AS e"
    )
    with audited.connect() as conn:

        def some_row() -> str:
            return ", ".join(f"{chosen.choice(values)}" for values in EVERY_TYPE.values())

        for batch in range(20):
            rows = [f"({batch * 100 + n}, {some_row()})" for n in range(100)]
            conn.execute(
                f"INSERT INTO every_type (id, {columns}) VALUES {', '.join(rows)}".encode()
            )
            for _ in range(5):
                name = chosen.choice(list(EVERY_TYPE))
                value = chosen.choice(EVERY_TYPE[name])
                width = chosen.choice([1, 3, 80])
                first = chosen.randrange(batch * 100 + 100)
                conn.execute(
                    f"UPDATE every_type SET {name} = {value}"
                    f" WHERE id BETWEEN {first} AND {first + width}".encode()
                )
            conn.execute(f"DELETE FROM every_type WHERE id % 97 = {batch}".encode())
            if batch % 5 == 0:
                conn.execute(b"UPDATE every_type SET id = -id WHERE id % 7 = 0")
            held.append(conn.execute(snapshot.encode()).fetchone())  # type: ignore[arg-type]
        for moment, text in held[::10] + held[-1:]:
            row = conn.execute(
                "SELECT coalesce(string_agg(e::text, E'\\n' ORDER BY e.id), '')"
                " FROM v1_hub.table_at(NULL::every_type, %s) AS e",
                [moment],
            ).fetchone()
            assert row is not None
            assert row[0] == text
    assert audited.query("SELECT * FROM v1_hub.audit_verify('every_type')") == []


def test_a_change_of_a_clock_that_was_set_back_is_no_change_to_come(audited: Database) -> None:
    audited.query("CREATE TABLE t (id integer PRIMARY KEY, a integer)")
    audited.query("INSERT INTO t VALUES (1, 1)")
    audited.query("SELECT v1_hub.audit_enable('t')")
    began = audited.value("SELECT clock_timestamp()")
    for value in (2, 3, 4):
        audited.query("UPDATE t SET a = %s", value)
    audited.query("ALTER TABLE v1_hub_audit_log DISABLE TRIGGER ALL", user="postgres")
    audited.query("UPDATE v1_hub_audit_log SET happened_at = happened_at + interval '1 year' "
                  "WHERE new_data ->> 'a' = '3'")  # fmt: skip
    at = "SELECT v1_hub.row_at('t', 1, %s) ->> 'a', a FROM v1_hub.table_at(NULL::t, %s)"
    assert audited.query(at, began, began) == [("1", 1)]
    assert audited.query(at, "now", "now") == [("4", 4)]


def test_an_undo_reads_what_happened_to_all_rows_at_once(audited: Database) -> None:
    audited.query("CREATE TABLE t (id integer PRIMARY KEY, a integer)")
    audited.query("INSERT INTO t SELECT g, g FROM generate_series(1, 50) AS g")
    audited.query("SELECT v1_hub.audit_enable('t')")
    audited.query("UPDATE t SET id = id + 25, a = 0 WHERE id > 25")
    audited.query("SELECT set_config('v1_hub.actor', 'kim', false); UPDATE t SET a = -1")
    undo = "SELECT verdict FROM v1_hub.audit_undo(p_actor => 'kim', p_dry_run => false)"
    with audited.connect("postgres") as conn:
        conn.execute("SET track_functions = 'all'")
        assert conn.execute(undo.encode()).fetchall() == [("undone",)] * 50
    calls = "SELECT calls FROM pg_stat_user_functions WHERE funcname = %s"
    assert audited.value(calls, "audit_events") == 1
    assert audited.value(calls, "audit_need_source") == 1
    assert audited.query("SELECT sum(a), min(a), max(id) FROM t") == [(325, 0, 75)]


def test_a_dump_restores_the_log_as_it_was_and_goes_on(audited: Database) -> None:
    audited.query("CREATE TYPE mood AS ENUM ('sad', 'glad')")
    audited.query(
        "CREATE TABLE kept (id integer PRIMARY KEY, dropped int, v text, token text, m mood)"
    )
    audited.query("ALTER TABLE kept DROP COLUMN dropped")
    audited.query("SELECT v1_hub.audit_enable('kept', p_ignored => '{}')")
    audited.query("INSERT INTO kept SELECT g, 'v', 'secret' FROM generate_series(1, 50) AS g")
    audited.query("UPDATE kept SET v = 'w' WHERE id < 30")
    audited.query("CREATE TABLE quiet (id integer PRIMARY KEY)")
    audited.query("SELECT v1_hub.audit_enable('quiet')")
    audited.query("INSERT INTO quiet VALUES (1)")
    audited.query("SELECT v1_hub.audit_disable('quiet')")
    logged = "SELECT l::text FROM v1_hub_audit_log AS l ORDER BY l.id"
    before = audited.query(logged)
    server = audited.server
    dump = subprocess.run(
        [server.program("pg_dump"), "--no-owner", audited.url()],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PGUSER": OWNER},
    ).stdout
    copy = server.create()
    try:
        loaded = subprocess.run(
            [server.program("psql"), "-qX", "-v", "ON_ERROR_STOP=1", copy.url()],
            input=dump,
            capture_output=True,
            text=True,
            check=False,
        )
        assert loaded.returncode == 0, loaded.stderr
        assert copy.query(logged) == before
        assert copy.query("SELECT * FROM v1_hub.audit_verify('kept')") == []
        copy.query("UPDATE kept SET v = 'x' WHERE id = 1")
        copy.query("UPDATE kept SET v = 'y'")
        assert len(copy.query(logged)) == len(before) + 51
        assert json.loads(copy.query("SELECT v1_hub.row_at('kept', 1, now())::text")[0][0]) == {
            "id": 1,
            "v": "y",
            "token": "***",
            "m": None,
        }
        # As if the OIDs of other labels had been given anew: they mean nothing in a copy.
        copy.query(
            "UPDATE v1_hub.audit_tables AS t SET labels ="
            " (SELECT jsonb_object_agg(e.oid, '?' || e.enumlabel) FROM pg_enum AS e)"
        )
        copy.query("SELECT v1_hub.audit_upkeep()")
        assert copy.query("SELECT DISTINCT renames FROM v1_hub.audit_tables") == [([],)]
        assert copy.value("SELECT count(*) FROM v1_hub.row_history('quiet', 1)") == 1
        with pytest.raises(Exception, match="is refused"):
            copy.query("DELETE FROM v1_hub_audit_log")
    finally:
        server.drop(copy)


def test_a_log_set_aside_is_taken_back_with_its_settings_and_seals(audited: Database) -> None:
    """Rollback and install, twice: nothing in clear the second time, nothing lost."""
    audited.query("CREATE TABLE t (id integer PRIMARY KEY, pin text, seen integer)")
    audited.query("SELECT v1_hub.audit_enable('t', p_ignored => '{seen}', p_secrets => '{pin}')")
    audited.query(
        "INSERT INTO v1_hub_audit_log (table_name, action, changed_at)"
        " VALUES ('x', 'X', '2001-02-03')"
    )
    audited.query("SELECT v1_hub.audit_upkeep()")
    audited.query("SELECT v1_hub.audit_seal()")
    for number in (1, 2):
        audited.query("INSERT INTO t VALUES (%s, 'clear', 0)", number)
        rows = audited.value("SELECT count(*) FROM v1_hub_audit_log")
        audited.query(render("steps/audit/pause.sql") + set_aside("public"))
        audited.query("DROP SCHEMA v1_hub CASCADE")
        audited.query("INSERT INTO t VALUES (%s, 'unseen', 0)", -number)
        with audited.connect() as conn, conn.transaction():
            for _, text in audit_files("public"):
                conn.execute(text.encode())
        resumed = "SELECT v1_hub.audit_table_of(t.id) FROM v1_hub.audit_tables AS t WHERE t.resumes"
        assert audited.query(f"SELECT v1_hub.audit_enable(r) FROM ({resumed}) AS r (r)") == [(1,)]
        assert audited.value("SELECT count(*) FROM v1_hub_audit_log") == rows
    audited.query("INSERT INTO t VALUES (3, 'clear', 0)")
    audited.query("UPDATE t SET seen = 1, pin = 'clearer' WHERE id = 3")
    assert (
        audited.value("SELECT count(*) FROM v1_hub_audit_log AS l WHERE l::text LIKE '%%clear%%'")
        == 0
    )
    assert audited.value("SELECT count(*) FROM v1_hub.row_history('t', 1)") == 1
    assert audited.value("SELECT count(*) FROM v1_hub.row_history('t', 3)") == 2
    assert audited.value("SELECT count(*) FROM v1_hub.audit_seals") == 1
    assert audited.query("SELECT * FROM v1_hub.audit_check()") == []
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="is refused"):
        audited.query("DELETE FROM v1_hub_audit_log")


def test_copy_is_logged_row_by_row(audited: Database) -> None:
    audited.query("CREATE TABLE loaded (id integer PRIMARY KEY, v text)")
    audited.query("SELECT v1_hub.audit_enable('loaded')")
    with audited.connect() as conn, conn.cursor().copy("COPY loaded FROM STDIN") as copy:
        for number in range(3_000):
            copy.write_row((number, f"v{number}"))
    assert audited.value("SELECT count(*) FROM v1_hub_audit_log WHERE action = 'INSERT'") == 3_000
    assert replay(audited, "loaded") == images(audited, "loaded")


def test_a_subscriber_logs_its_own_changes_only(audited: Database) -> None:
    """Both sides audit the table; what replication brings is in the publisher's log."""
    server = audited.server
    subscriber = server.create(audited.name)  # the audit log and nothing else
    try:
        for database in (audited, subscriber):
            database.query("CREATE TABLE shipped (id integer PRIMARY KEY, v text)")
            database.query("SELECT v1_hub.audit_enable('shipped')")
        audited.query("INSERT INTO shipped SELECT g, 'copied' FROM generate_series(1, 20) AS g")
        audited.query("CREATE PUBLICATION shipping FOR TABLE shipped")
        audited.query(
            "SELECT pg_create_logical_replication_slot('shipping', 'pgoutput')", user="postgres"
        )
        subscriber.query(
            f"CREATE SUBSCRIPTION shipping CONNECTION '{audited.url('postgres')}' "
            "PUBLICATION shipping WITH (create_slot = false, slot_name = 'shipping')",
            user="postgres",
        )
        wait_for(subscriber, "SELECT count(*) = 20 FROM shipped")
        audited.query("UPDATE shipped SET v = 'changed' WHERE id <= 10")
        audited.query("DELETE FROM shipped WHERE id = 20")
        wait_for(subscriber, "SELECT count(*) FILTER (WHERE v = 'changed') = 10 FROM shipped")
        wait_for(subscriber, "SELECT count(*) = 19 FROM shipped")
        assert audited.value("SELECT count(*) FROM v1_hub_audit_log") == 31
        assert subscriber.value("SELECT count(*) FROM v1_hub_audit_log") == 0
        subscriber.query("UPDATE shipped SET v = 'here' WHERE id = 1")
        assert subscriber.value("SELECT count(*) FROM v1_hub_audit_log") == 1
    finally:
        subscriber.query("DROP SUBSCRIPTION IF EXISTS shipping", user="postgres")
        server.drop(subscriber)


def test_what_became_of_one_row_is_read_by_index(audited: Database) -> None:
    """However long the log is: not one entry of another row is read from the table."""
    audited.query("CREATE TABLE many (id integer PRIMARY KEY, v text); CREATE TABLE few (a text,"
                  " b integer, v text, PRIMARY KEY (a, b))")  # fmt: skip
    for table in ("many", "few"):
        audited.query("SELECT v1_hub.audit_enable(%s)", table)
    audited.query("INSERT INTO many SELECT g, 'one' FROM generate_series(1, 5000) AS g")
    audited.query("INSERT INTO few SELECT 'a', g, 'one' FROM generate_series(1, 5000) AS g")
    moment = audited.value("SELECT clock_timestamp()")
    audited.query("UPDATE many SET v = 'two'; UPDATE few SET v = 'two'; ANALYZE")
    read = (
        "SELECT sum(pg_stat_get_xact_tuples_returned(t.relid)) "
        "FROM pg_partition_tree('v1_hub_audit_log') AS t WHERE t.isleaf"
    )
    for table, key in (("many", "7"), ("few", '["a", 7]')):
        for ask in (
            "SELECT count(*) FROM v1_hub.row_history(%s, %s::text)",
            f"SELECT v1_hub.row_at(%s, %s::text, '{moment}')",
            f"SELECT v1_hub.row_restore(%s, %s::text, '{moment}')",
        ):
            with audited.connect() as conn:
                assert conn.execute(ask, [table, key]).fetchone() not in (None, (0,), (None,)), ask
                counted = conn.execute(read).fetchone()
                assert counted is not None
                assert counted[0] < 50, ask


def test_the_cost_of_some_days_is_read_in_their_months(audited: Database) -> None:
    audited.query("CREATE TABLE t (id integer PRIMARY KEY, v integer)")
    audited.query("SELECT v1_hub.audit_enable('t')")
    audited.query(OLD_ROW)
    audited.query("SELECT v1_hub.audit_upkeep()")
    audited.query("INSERT INTO t VALUES (1, 1); UPDATE t SET v = 2")
    scans = "SELECT pg_stat_get_xact_numscans('v1_hub.v1_hub_audit_log_2001_01'::regclass)"
    with audited.connect(autocommit=False) as conn:
        cost = conn.execute("SELECT changes FROM v1_hub.audit_cost()").fetchall()
        assert (cost, conn.execute(scans.encode()).fetchall()) == ([(2,)], [(0,)])


def test_big_values_of_a_row_that_changed_often_are_found_at_once(audited: Database) -> None:
    """One look at its events, not one for each of them: 2,000 took 109 s."""
    audited.query("CREATE TABLE busy (id integer PRIMARY KEY, n integer, big text, large text)")
    audited.query("SELECT v1_hub.audit_enable('busy')")
    audited.query("INSERT INTO busy VALUES (1, 0, repeat(md5('a'), 100), repeat(md5('b'), 100))")
    audited.query(
        "DO $$ BEGIN FOR i IN 1..800 LOOP UPDATE busy SET n = i, "
        "big = CASE WHEN i % 100 = 0 THEN repeat(md5(i::text), 100) ELSE big END; END LOOP; END $$"
    )
    audited.query("DELETE FROM busy")
    with audited.connect() as conn:
        conn.execute("SET statement_timeout = '4s'")
        rows = conn.execute(
            "SELECT h.new_data ->> 'n', left(h.new_data ->> 'big', 32), h.old_data ? 'large' "
            "FROM v1_hub.row_history('busy', 1) AS h WHERE h.action = 'UPDATE'"
        ).fetchall()
    hashed = [hashlib.md5(str(i // 100 * 100 or "a").encode()).hexdigest() for i in range(1, 801)]
    assert rows == [(str(i), big, True) for i, big in enumerate(hashed, 1)]


def test_upkeep_and_retention_give_up_behind_a_long_reader(audited: Database) -> None:
    """As pg_dump is: who writes, or reads, would stand behind them for as long as that takes."""
    audited.query("CREATE TABLE t (id integer)")
    audited.query("SELECT v1_hub.audit_enable('t')")
    audited.query(OLD_ROW)
    audited.query("SELECT v1_hub.audit_upkeep()")
    audited.query("SELECT v1_hub.audit_seal()")
    audited.query(OLD_ROW.replace("2001-01", "2001-02"))
    before = audited.query("SELECT tableoid::regclass::text, id FROM v1_hub_audit_log")
    named = ("v1_hub.audit_upkeep(integer)", "v1_hub.audit_retain(interval)")
    for name in named:  # what ships, and less of it for this test
        shipped = audited.value("SELECT proconfig FROM pg_proc WHERE oid = %s::regprocedure", name)
        assert "lock_timeout=5s" in shipped
        audited.query(f"ALTER FUNCTION {name} SET lock_timeout = '300ms'")

    def call(query: str) -> str | None:
        with audited.connect() as conn:
            conn.execute("SET statement_timeout = '20s'")
            with pytest.raises(psycopg.OperationalError) as refused:
                conn.execute(query.encode())
            return refused.value.sqlstate

    calls = ("SELECT v1_hub.audit_upkeep()", "SELECT v1_hub.audit_retain('1 year')")
    with audited.connect(autocommit=False) as reader, ThreadPoolExecutor() as pool:
        reader.execute("SELECT count(*) FROM v1_hub_audit_log")
        assert list(pool.map(call, calls)) == ["55P03", "55P03"]
        audited.query("INSERT INTO t VALUES (1)")
    after = audited.query("SELECT tableoid::regclass::text, id FROM v1_hub_audit_log")
    assert set(before) < set(after)
    for query in calls:
        audited.query(query)
    assert audited.value("SELECT count(*) FROM v1_hub_audit_log WHERE table_name = 'old'") == 1


# What keeps one table from being brought up to date, as a superuser does it.
IN_ITS_WAY = {
    "a partition of another owner": "CREATE TABLE part_2 PARTITION OF s.part FOR VALUES IN (2)",
    "a table of another owner": "ALTER TABLE s.part OWNER TO postgres, ADD COLUMN b integer",
    "a schema that is closed": "ALTER SCHEMA s OWNER TO postgres; DROP TABLE s.part",
    "a reader": "SELECT",
}


@pytest.mark.parametrize("what", IN_ITS_WAY)
def test_what_is_wrong_with_one_table_keeps_upkeep_from_nothing_else(
    what: str, audited: Database
) -> None:
    audited.query(
        "CREATE SCHEMA s; CREATE TABLE s.part (id integer) PARTITION BY LIST (id);"
        "CREATE TABLE s.part_1 PARTITION OF s.part FOR VALUES IN (1); CREATE TABLE t (id integer);"
        "SELECT v1_hub.audit_enable('s.part'), v1_hub.audit_enable('t')"
    )
    audited.query("ALTER FUNCTION v1_hub.audit_upkeep(integer) SET lock_timeout = '300ms'")
    audited.query("CREATE TABLE s.part_3 PARTITION OF s.part FOR VALUES IN (3)")
    audited.query(IN_ITS_WAY[what], user="postgres")
    audited.query(f"ALTER TABLE t ADD COLUMN v text; {OLD_ROW}")
    months = audited.value("SELECT count(*) FROM pg_partition_tree('v1_hub_audit_log')")
    told: list[tuple[str | None, str | None]] = []
    with audited.connect(autocommit=False) as reader, audited.connect() as conn:
        reader.execute("LOCK TABLE s.part IN ACCESS SHARE MODE" if what == "a reader" else "SELECT")
        conn.add_notice_handler(lambda d: told.append((d.sqlstate, d.message_primary)))
        query = "SELECT * FROM v1_hub.audit_upkeep(6)"
        assert conn.execute(query.encode()).fetchall() == [(6, 1, 1)]
    found = audited.value("SELECT count(*) FROM pg_partition_tree('v1_hub_audit_log')")
    assert found == months + 4  # and the one of the old row
    ((state, message),) = told
    assert state == ("55P03" if what == "a reader" else "42501")
    assert message
    assert message.startswith("audit of s.part is not up to date: ")
    assert message.endswith(f" ({state})")


def test_an_audited_table_becomes_a_partition_of_an_audited_one(audited: Database) -> None:
    audited.query(
        "CREATE TABLE whole (id integer PRIMARY KEY) PARTITION BY LIST (id);"
        "CREATE TABLE part (id integer PRIMARY KEY);"
        "SELECT v1_hub.audit_enable(t) FROM unnest('{whole,part}'::regclass[]) AS t;"
        "INSERT INTO part VALUES (1)"
    )
    attach = "ALTER TABLE whole ATTACH PARTITION part FOR VALUES IN (1)"
    with pytest.raises(psycopg.errors.DuplicateObject):
        audited.query(attach)
    audited.query(f"SELECT v1_hub.audit_disable('part'); {attach}")
    audited.query("SELECT v1_hub.audit_upkeep()")
    audited.query("DELETE FROM whole; INSERT INTO part VALUES (1); TRUNCATE part")
    before = "SELECT action FROM v1_hub_audit_log WHERE table_name = 'part' ORDER BY id"
    assert audited.query(before) == [("INSERT",)]
    since = "SELECT action FROM v1_hub.row_history('whole', 1)"
    assert audited.query(since) == [("DELETE",), ("INSERT",), ("TRUNCATE",)]
    with pytest.raises(psycopg.errors.ObjectNotInPrerequisiteState, match="through its parent"):
        audited.query("SELECT v1_hub.audit_disable('part')")
    audited.query("ALTER TABLE whole DETACH PARTITION part")
    audited.query("SELECT v1_hub.audit_disable('part'), v1_hub.audit_enable('part')")
    on = "SELECT table_name FROM v1_hub.audit_tables WHERE enabled ORDER BY 1"
    assert audited.query(on) == [("part",), ("whole",)]
    audited.query("INSERT INTO part VALUES (1)")
    kept = audited.query("SELECT action FROM v1_hub.row_history('part', 1)")
    assert kept == [("INSERT",), ("INSERT",)]


def test_upkeep_takes_its_locks_in_the_order_of_writers(audited: Database) -> None:
    audited.query("CREATE TABLE t (id integer)")
    audited.query("SELECT v1_hub.audit_enable('t')")
    audited.query(OLD_ROW + "; ALTER TABLE t ADD COLUMN v text")
    with audited.connect(autocommit=False) as writer, ThreadPoolExecutor() as pool:
        writer.execute("SELECT count(*) FROM t")
        upkeep = pool.submit(audited.query, "SELECT * FROM v1_hub.audit_upkeep()")
        wait_for(audited, "SELECT count(*) > 0 FROM pg_locks WHERE NOT granted")
        writer.execute("INSERT INTO t VALUES (1)")
        writer.commit()
        assert upkeep.result() == [(3, 1, 1)]


def test_a_month_that_began_an_hour_late_ends_in_time(audited: Database) -> None:
    """Where midnight of its first day was left out, as in Jordan in April 2011."""
    audited.query(OLD_ROW.replace("2001-01", "2011-04"))
    audited.query("SELECT v1_hub.audit_upkeep()")
    audited.query("SET timezone = 'Asia/Amman'; SELECT v1_hub.audit_seal()")
    closed = audited.value("SELECT closed_at::text FROM v1_hub.audit_seals")
    assert closed == "2011-05-01 00:00:00"


def test_secrets_are_masked_where_the_lower_case_of_pin_is_none(server: Server) -> None:
    """In Turkish it has no dot. Where this build has no ICU: as everywhere."""
    turkish = Database(server, "turkish")
    has_icu = Database(server, "postgres").query(
        "SELECT FROM pg_collation WHERE collname = 'tr-x-icu'", user="postgres"
    )
    locale = "LOCALE_PROVIDER icu ICU_LOCALE 'tr-TR' LOCALE 'C'" if has_icu else "LOCALE 'C'"
    server.admin(f"CREATE DATABASE turkish OWNER {OWNER} TEMPLATE template0 ENCODING UTF8 {locale}")
    try:
        apply_audit(turkish)
        turkish.query("""CREATE TABLE t (id integer PRIMARY KEY, "PINCODE" text)""")
        turkish.query("SELECT v1_hub.audit_enable('t', p_secrets => '{PINCODE}')")
        context = '{"pincode": "1", "PinCode": "1", "PINCODE": "1", "TOKEN": "1"}'
        with turkish.connect() as conn:
            conn.execute("SELECT set_config('v1_hub.context', %s, FALSE)", [context])
            conn.execute("INSERT INTO t VALUES (1, '1')")
        (told,) = turkish.query("SELECT context, new_data FROM v1_hub_audit_log")
        assert told == (
            dict.fromkeys(("pincode", "PinCode", "PINCODE", "TOKEN"), "***"),
            {"id": 1, "PINCODE": "***"},
        )
    finally:
        server.drop(turkish)


def wait_for(database: Database, condition: str) -> None:
    deadline = time.monotonic() + 60
    while not database.value(condition):
        assert time.monotonic() < deadline, condition
        time.sleep(0.05)


def test_a_month_is_exported_whole_before_it_goes(audited: Database) -> None:
    audited.query(
        "INSERT INTO v1_hub_audit_log "
        "(table_name, action, record_id, changed_at, application_name, new_data) "
        "SELECT 'old', 'INSERT', g, timestamp '2001-01-05' + g * interval '1 hour', "
        "E'two\n\"lines\"', jsonb_build_object('v', E'가 \"' || g || E'\"\\n,;\\\\') "
        "FROM generate_series(1, 40) AS g"
    )
    audited.query("SELECT v1_hub.audit_upkeep()")
    audited.query("SELECT v1_hub.audit_seal()")
    lines = audited.query("SELECT v1_hub.audit_export('2001-01-01')")
    month = "v1_hub_audit_log_2001_01"
    assert audited.query("SELECT * FROM v1_hub.audit_retain('20 years')") == [(month, 40)]
    assert audited.value("SELECT count(*) FROM v1_hub_audit_log WHERE table_name = 'old'") == 0
    rows: list[dict[str, Any]] = [json.loads(line) for (line,) in lines]
    assert [row["new_data"]["v"] for row in rows] == [f'가 "{g}"\n,;\\' for g in range(1, 41)]
    assert {row["application_name"] for row in rows} == {'two\n"lines"'}
    with pytest.raises(psycopg.errors.UndefinedTable, match=f"v1_hub.{month}"):
        audited.query("SELECT v1_hub.audit_export('2001-01-01')")
