"""The merged columns of a proxy are right, however its logs are written in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest

from conftest import RunInstall
from servers import Database, Server
from test_concurrency import (
    assert_summary_is_current,
    assert_summary_is_exact,
    make_quiet,
    run_together,
)

USE = "INSERT INTO v1_hub_proxy_usage (proxy_id, success, response_time_ms) "
BEAT = "INSERT INTO v1_hub_proxy_heartbeat (name, remote_ip, updated_at) "
ONE_BEAT = (
    BEAT + "SELECT 'one' || clock_timestamp(), server_ip, now() FROM v1_hub_proxies WHERE id = 1"
)

# What a site may have of its own: a use that leads to another, from a trigger or a function.
OWN_CODE = """
CREATE FUNCTION use_another() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO v1_hub_proxy_usage (proxy_id, success, response_time_ms)
    SELECT NEW.proxy_id + 1, NULL, 7 WHERE NEW.proxy_id IN (1, 3);
    RETURN NULL;
END $$;
CREATE TRIGGER use_another AFTER INSERT ON v1_hub.proxy_usage
FOR EACH ROW EXECUTE FUNCTION use_another();
CREATE FUNCTION use_first() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.proxy_id = 6 THEN
        INSERT INTO v1_hub_proxy_usage (proxy_id, success) VALUES (7, true);
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER use_first BEFORE INSERT ON v1_hub.proxy_usage
FOR EACH ROW EXECUTE FUNCTION use_first();
CREATE FUNCTION used(which integer, too integer) RETURNS integer LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO v1_hub_proxy_usage (proxy_id, success) SELECT too, false WHERE too IS NOT NULL;
    RETURN which;
EXCEPTION
    WHEN foreign_key_violation THEN
        RETURN which;
END $$;
"""

TRANSACTIONS = {
    "one use": [USE + "VALUES (5, true, 10)"],
    "a use of no proxy": [USE + "VALUES (NULL, true, 10)"],
    "a use of no proxy, then one": [USE + "VALUES (NULL, true, 10)", USE + "VALUES (5, true, 1)"],
    "two statements": [USE + "VALUES (5, true, 10)", USE + "VALUES (6, false, 20)"],
    "many rows": [USE + "SELECT 1 + i % 9, i % 2 = 0, i FROM generate_series(1, 50) AS i"],
    "many rows, then one": [
        USE + "SELECT 8, true, i FROM generate_series(1, 5) AS i",
        USE + "VALUES (9, false, 20)",
    ],
    "no row, then one": [USE + "SELECT 5, true, 1 WHERE false", USE + "VALUES (5, true, 2)"],
    "two in one query": [f"WITH a AS ({USE} VALUES (5, true, 1)) {USE} VALUES (9, true, 2)"],
    "a trigger writes one more": [USE + "VALUES (1, true, 10)"],
    "a trigger writes more for some": [USE + "VALUES (1, true, 1), (5, true, 2), (3, true, 3)"],
    "a trigger writes one before": [USE + "VALUES (6, true, 10)"],
    "a function writes in between": [
        USE + "SELECT used(i, CASE i WHEN 9 THEN 5 END), true, i FROM generate_series(8, 9) AS i"
    ],
    "a function writes first": [USE + "SELECT used(5, 8), true, 1"],
    "a function writes nothing in between": [
        USE + "SELECT i, true, i FROM generate_series(8, 9) AS i WHERE used(i, NULL) = 8"
    ],
    "what a function wrote is undone": [
        USE + "SELECT used(i, -i), true, i FROM generate_series(8, 9) AS i"
    ],
    "undone to a savepoint": [
        "SAVEPOINT s",
        USE + "VALUES (5, true, 10)",
        "ROLLBACK TO s",
        USE + "VALUES (8, true, 10)",
    ],
    "undone after the first": [
        USE + "VALUES (5, true, 10)",
        "SAVEPOINT s",
        USE + "VALUES (8, true, 10), (9, true, 10)",
        "ROLLBACK TO s",
        USE + "VALUES (9, true, 10)",
    ],
    "constraints at once": ["SET CONSTRAINTS ALL IMMEDIATE", USE + "VALUES (1, true, 10)"],
    "constraints between": [
        USE + "VALUES (5, true, 10)",
        "SET CONSTRAINTS ALL IMMEDIATE",
        USE + "VALUES (8, true, 10)",
        "SET CONSTRAINTS ALL DEFERRED",
        USE + "VALUES (9, true, 10), (1, true, 10)",
    ],
    "settings reset between": [
        USE + "VALUES (5, true, 10)",
        "RESET ALL",
        USE + "VALUES (8, true, 10)",
    ],
    "no proxy, settings reset between": [
        USE + "VALUES (NULL, true, 10)",
        "RESET ALL",
        USE + "VALUES (8, true, 10)",
    ],
    "settings of the caller": [
        "SET LOCAL DateStyle = 'German'; SET LOCAL TimeZone = 'Asia/Seoul'",
        USE + "VALUES (5, true, 10)",
    ],
    "serializable": [
        "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE",
        USE + "VALUES (5, true, 10), (8, true, 1)",
    ],
    "repeatable read": [
        "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ",
        USE + "VALUES (5, true, 10)",
    ],
    "changed in the same transaction": [
        USE + "VALUES (5, true, 10)",
        "UPDATE v1_hub_proxy_usage SET proxy_id = 8, response_time_ms = NULL "
        "WHERE id = (SELECT max(id) FROM v1_hub_proxy_usage)",
    ],
    "many changed in the same transaction": [
        USE + "VALUES (5, true, 10), (5, true, 20)",
        "UPDATE v1_hub_proxy_usage SET proxy_id = 8 "
        "WHERE id > (SELECT max(id) - 2 FROM v1_hub_proxy_usage)",
    ],
    "deleted in the same transaction": [
        USE + "VALUES (5, true, 10)",
        "DELETE FROM v1_hub_proxy_usage WHERE id = (SELECT max(id) FROM v1_hub_proxy_usage)",
    ],
    "through the log": [
        "INSERT INTO v1_hub_activity_logs (log_type, proxy_id, success) "
        "VALUES ('proxy_usage', 5, true), ('proxy_usage', 8, false)"
    ],
    "one through the log": [
        "INSERT INTO v1_hub_activity_logs (log_type, proxy_id, success) "
        "VALUES ('proxy_usage', 5, true)"
    ],
    "into another log and back": [
        "INSERT INTO v1_hub_activity_logs (log_type, proxy_id, success, client_ip, status) "
        "VALUES ('client_activity', 5, true, '10.8.0.1', 'moved')",
        "UPDATE v1_hub_activity_logs SET log_type = 'proxy_usage' WHERE status = 'moved'",
        USE + "VALUES (8, true, 10)",
    ],
    "a heartbeat": [ONE_BEAT],
    "a heartbeat comes and goes": [
        BEAT + "SELECT 'two', server_ip, now() FROM v1_hub_proxies WHERE id = 1",
        "DELETE FROM v1_hub_proxy_heartbeat WHERE name = 'two'",
    ],
    "heartbeats come and go, a proxy is new": [
        "INSERT INTO v1_hub_proxies (server_ip, port) "
        "SELECT '192.0.2.77', count(*) FROM v1_hub_proxies",
        BEAT + "VALUES ('three', '192.0.2.77', now()), ('four', '192.0.2.77', '2020-01-01')",
        "DELETE FROM v1_hub_proxy_heartbeat WHERE name = 'four'",
        "DELETE FROM v1_hub_proxy_heartbeat WHERE name = 'three'",
    ],
    "a heartbeat goes back in time": [
        ONE_BEAT,
        "UPDATE v1_hub_proxy_heartbeat SET updated_at = '2001-01-01' WHERE name LIKE 'one%'",
    ],
    "a heartbeat of another server": [
        ONE_BEAT,
        "UPDATE v1_hub_proxy_heartbeat SET updated_at = now(), remote_ip = '192.0.2.77' "
        "WHERE name LIKE 'one%'",
    ],
    "lines of a proxy": [
        "INSERT INTO v1_hub_proxy_ip_mapping (proxy_id, proxy_number, current_ip) "
        "VALUES (5, 91, '198.51.100.91'), (5, 92, '198.51.100.92')",
        "UPDATE v1_hub_proxy_ip_mapping SET proxy_id = 8 WHERE proxy_number = 91",
        "DELETE FROM v1_hub_proxy_ip_mapping WHERE proxy_number = 92",
        "UPDATE v1_hub_proxy_ip_mapping SET proxy_number = id WHERE proxy_number = 91",
    ],
}

# Written by a transaction that leaves all to the next commit: whatever comes then must join in.
LEFT_BEHIND = [
    "SET TRANSACTION ISOLATION LEVEL SERIALIZABLE",
    USE + "VALUES (5, false, 99), (8, true, 98), (9, true, 97)",
    "UPDATE v1_hub_proxy_heartbeat SET updated_at = now()",
    "UPDATE v1_hub_proxy_ip_mapping SET current_ip = '203.0.113.200' WHERE proxy_id = 8",
]


@pytest.fixture(scope="module")
def hub(server: Server) -> Iterator[Database]:
    database = server.hub(consolidated=True)
    database.query(OWN_CODE)
    yield database
    server.drop(database)


def run(hub: Database, statements: list[str]) -> int:
    with hub.connect() as conn, conn.transaction():
        counts = [conn.execute(statement.encode()).rowcount for statement in statements]
    return max(counts)


HIGHER = ("serializable", "repeatable read")  # never apply what they note


@pytest.mark.parametrize("left_behind", [False, True])
@pytest.mark.parametrize("name", TRANSACTIONS)
def test_merged_columns_are_exact(hub: Database, name: str, left_behind: bool) -> None:
    """Left behind: in a busy hub. Else one session, which sees what it has committed at once."""
    hub.query("SELECT v1_hub.refresh_proxies()")
    if left_behind:
        run(hub, LEFT_BEHIND)
        assert hub.value("SELECT count(*) FROM v1_hub.proxy_change") > 0
    else:
        make_quiet(hub)
    assert run(hub, TRANSACTIONS[name]) > 0
    if not left_behind and name not in HIGHER:
        assert_summary_is_current(hub)
    assert_summary_is_exact(hub)


@pytest.mark.parametrize(
    "statement",
    [
        USE + "VALUES (10, true, 1)",
        "UPDATE v1_hub_proxy_ip_mapping SET current_ip = '203.0.113.8' WHERE proxy_id = 10",
        "INSERT INTO v1_hub_proxy_heartbeat (name, remote_ip) SELECT 'x' || clock_timestamp(), "
        "server_ip FROM v1_hub_proxies WHERE id = 10",
    ],
)
def test_what_waits_is_taken_along_by_whoever_writes_next(hub: Database, statement: str) -> None:
    run(hub, [LEFT_BEHIND[0], USE + "VALUES (5, false, 99), (8, true, 98), (12, true, 97)"])
    make_quiet(hub)
    run(hub, [statement])
    assert_summary_is_current(hub)


def test_a_busy_proxy_is_applied_once_a_second(hub: Database) -> None:
    make_quiet(hub)
    run(hub, [USE + "VALUES (5, true, 1)"])
    as_of = "SELECT usage_stats ->> 'as_of' FROM v1_hub_proxies WHERE id = 5"
    first = hub.value(as_of)
    for _ in range(3):
        run(hub, [USE + "VALUES (5, true, 1)"])
    assert hub.value(as_of) == first
    assert hub.value("SELECT count(*) FROM v1_hub.proxy_change WHERE proxy_id = 5") == 3
    assert_summary_is_exact(hub)


def test_a_clock_that_was_set_back_holds_nothing_up(hub: Database) -> None:
    hub.query(
        "UPDATE v1_hub_proxies SET usage_stats = usage_stats || jsonb_build_object('as_of', "
        "to_char(now() AT TIME ZONE 'UTC' + interval '1 h', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"'))"
    )
    run(hub, [USE + "VALUES (5, true, 1)"])
    assert_summary_is_current(hub)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE v1_hub_proxy_ip_mapping SET current_ip = '10.9.9.9' WHERE proxy_id = 3",
        "DELETE FROM v1_hub_proxy_heartbeat",
        ONE_BEAT,
    ],
    ids=["address", "heartbeats", "heartbeat"],
)
def test_what_is_no_use_reads_no_use(hub: Database, statement: str) -> None:
    """A proxy may have millions of them."""
    make_quiet(hub)
    leaf = "'v1_hub.proxy_usage'::regclass"
    with hub.connect(autocommit=False) as conn:
        assert conn.execute(statement.encode()).rowcount > 0
        conn.execute("SET CONSTRAINTS ALL IMMEDIATE")
        assert conn.execute("SELECT count(*) FROM v1_hub.proxy_change").fetchone() == (0,)
        read = conn.execute(
            f"SELECT pg_stat_get_xact_tuples_returned({leaf}) + pg_stat_get_xact_numscans({leaf})"
        ).fetchone()
        assert read == (0,)


def test_uses_of_many_rows_at_once(hub: Database) -> None:
    make_quiet(hub)
    with (
        hub.connect() as conn,
        conn.cursor() as cursor,
        cursor.copy("COPY v1_hub.proxy_usage (id, proxy_id, success) FROM STDIN") as copy,
    ):
        for number in range(3000):
            copy.write_row((1_000_000 + number, 1 + number % 9, number % 2 == 0))
    assert_summary_is_current(hub)


@pytest.mark.parametrize("leaf", ["usage", "heartbeat", "ip_mapping"])
def test_an_emptied_leaf_is_noted(hub_db: Database, leaf: str) -> None:
    run(hub_db, [LEFT_BEHIND[0], USE + "VALUES (5, false, 99), (8, true, 98)"])
    hub_db.query(f"TRUNCATE v1_hub.proxy_{leaf}")
    assert_summary_is_exact(hub_db)
    make_quiet(hub_db)
    run(hub_db, [f"TRUNCATE v1_hub.proxy_{leaf}", USE + "VALUES (5, true, 10)", ONE_BEAT])
    assert_summary_is_current(hub_db)


def test_no_address_is_lost_between_two_applies(hub_db: Database) -> None:
    line = "UPDATE v1_hub_proxy_ip_mapping SET current_ip = '%s' WHERE proxy_id = 1 AND "
    line += "proxy_number = 1"
    for address in ("a", "b", "c"):
        hub_db.query(line % address)
    hub_db.query("SELECT v1_hub.refresh_proxies(rebuild => true)")
    for number in range(30):
        hub_db.query(line % number)
    replaced = (
        "SELECT e ->> 'current_ip' FROM v1_hub_proxies, jsonb_array_elements(ip_history) AS e "
        "WHERE id = 1 AND e ? 'replaced_at'"
    )
    assert_summary_is_exact(hub_db)
    told = [address for (address,) in hub_db.query(replaced)]
    assert told == [str(number) for number in range(28, 8, -1)]


def test_what_was_counted_twice_is_found_and_mended(hub_db: Database) -> None:
    """As a data-only restore does, or the hub's own script for phase 1."""
    for harm in (
        "UPDATE v1_hub_proxies SET usage_stats = usage_stats || '{\"total\": 1}' WHERE id = 1",
        "UPDATE v1_hub_proxies SET usage_stats = usage_stats || "
        '\'{"last_used_at": "2999-01-01"}\' WHERE id = 1',
        "UPDATE v1_hub_proxies SET usage_stats = '[]', ip_history = '{}', last_heartbeat = NULL",
    ):
        hub_db.query(harm)
        ((ok, detail),) = hub_db.query(
            "SELECT ok, detail FROM v1_hub.verify_proxies() WHERE check_name = 'merged columns'"
        )
        assert not ok
        hub_db.query(detail.split("; ")[1])
        assert_summary_is_current(hub_db)


@pytest.mark.parametrize(
    "stats",
    ["null", "7", '[1]', '"x"', '{"total": "many", "last_used_at": "long ago", "as_of": "z"}',
     '{"total": {}, "as_of": [], "last_used_at": "0000"}'],
)  # fmt: skip
@pytest.mark.parametrize("history", ["null", "7", '"x"', "{}", '{"replaced_at": 1}', "[[{}], 5]"])
def test_overwritten_columns_fail_no_write(hub: Database, stats: str, history: str) -> None:
    hub.query(
        "UPDATE v1_hub_proxies SET usage_stats = %s, ip_history = %s WHERE id = 5", stats, history
    )
    run(hub, [USE + "VALUES (5, true, 1)"])
    run(hub, ["UPDATE v1_hub_proxy_ip_mapping SET current_ip = 'y' WHERE proxy_id = 5"])
    run(hub, ["DELETE FROM v1_hub_proxy_usage WHERE id = (SELECT max(id) FROM v1_hub_proxy_usage)"])
    hub.query("SELECT v1_hub.refresh_proxies(rebuild => true)")
    assert_summary_is_current(hub)


@pytest.mark.parametrize("before", ["0044-03-15 BC", "9999-12-31", "infinity", "long ago"])
def test_the_last_use_is_the_latest_in_any_year(hub: Database, before: str) -> None:
    """Times, not texts, are compared; what is no time goes with the next use."""
    use = "INSERT INTO v1_hub_proxy_usage (proxy_id, created_at) VALUES (5, %s)"
    if before == "long ago":
        overwrite = "UPDATE v1_hub_proxies SET usage_stats = usage_stats || %s WHERE id = 5"
        hub.query(overwrite, '{"last_used_at": "long ago"}')
    else:
        hub.query(use, before)
        hub.query("SELECT v1_hub.refresh_proxies()")
    hub.query(use, "10000-01-01")
    hub.query("SELECT v1_hub.refresh_proxies()")
    assert_summary_is_current(hub)
    far = "created_at NOT BETWEEN '0001-01-01' AND '9999-01-01'"
    hub.query(f"DELETE FROM v1_hub_proxy_usage WHERE {far}")
    hub.query("SELECT v1_hub.refresh_proxies()")
    assert_summary_is_current(hub)


EVERY_WRITE = [USE + "VALUES (5, true, 1)", ONE_BEAT,
               "UPDATE v1_hub_proxy_ip_mapping SET current_ip = 'y' WHERE proxy_id = 5",
               "DELETE FROM v1_hub_proxy_usage WHERE proxy_id = 5",
               "TRUNCATE v1_hub.proxy_usage",
               "INSERT INTO v1_hub_proxies (server_ip, port) VALUES ('192.0.2.99', 1)"]  # fmt: skip


def test_a_merged_column_is_not_dropped_by_accident(
    hub_db: Database, run_install: RunInstall
) -> None:
    drop = "ALTER TABLE v1_hub_proxies DROP COLUMN last_heartbeat"
    with pytest.raises(psycopg.errors.DependentObjectsStillExist):
        hub_db.query(drop)
    hub_db.query(drop + " CASCADE")
    for write in EVERY_WRITE:
        run(hub_db, [write])
    told = run_install(hub_db, "verify")
    assert told.status == 1
    assert "SELECT v1_hub.summary_disable();" in told.out
    hub_db.query("SELECT v1_hub.summary_disable()")
    with pytest.raises(psycopg.errors.ObjectNotInPrerequisiteState, match="was dropped"):
        hub_db.query("SELECT v1_hub.summary_enable()")
    assert run_install(hub_db, "verify").status == 0
    assert run_install(hub_db, "rollback").status == 0
    with pytest.raises(psycopg.errors.UndefinedColumn):
        hub_db.query("SELECT usage_stats FROM v1_hub_proxies")


@pytest.mark.parametrize("column", ["usage_stats", "id", "server_ip"])
def test_a_renamed_column_is_followed_and_told(
    column: str, hub_db: Database, run_install: RunInstall
) -> None:
    make_quiet(hub_db)
    total = "SELECT (to_jsonb(p) #>> '{%s,total}')::int FROM v1_hub_proxies AS p WHERE %s = 6"
    stats, key = ("renamed" if column == name else name for name in ("usage_stats", "id"))
    before = hub_db.value(total % ("usage_stats", "id"))
    hub_db.query(f"ALTER TABLE v1_hub_proxies RENAME {column} TO renamed")
    run(hub_db, [USE + "VALUES (6, true, 1)"])
    assert hub_db.value(total % (stats, key)) == before + 1
    told = run_install(hub_db, "verify")
    assert f"not ok: v1_hub_proxies: names of the merged columns: no column {column}" in told.out
    hub_db.query(f"ALTER TABLE public.v1_hub_proxies RENAME COLUMN renamed TO {column}")
    assert run_install(hub_db, "verify").status == 0
    assert_summary_is_current(hub_db)
    assert run_install(hub_db, "rollback").status == 0


def test_views_on_merged_columns_are_named_before_a_rollback(
    hub_db: Database, run_install: RunInstall
) -> None:
    hub_db.query("CREATE VIEW busiest AS SELECT id, usage_stats -> 'total' FROM v1_hub_proxies")
    told = run_install(hub_db, "rollback")
    assert told.status == 3
    assert "busiest: stands on public.v1_hub_proxies.usage_stats" in told.out
    hub_db.query("DROP VIEW busiest")
    assert run_install(hub_db, "rollback").status == 0
    assert hub_db.value("SELECT to_regnamespace('v1_hub')") is None


REFUSALS = {
    "constraint": (
        "ALTER TABLE v1_hub_proxies ADD CONSTRAINT mine CHECK (id > 1) NOT VALID",
        "ALTER TABLE v1_hub_proxies DROP CONSTRAINT mine",
    ),
    "trigger": (
        "CREATE FUNCTION mine() RETURNS trigger LANGUAGE plpgsql AS "
        "$$BEGIN RAISE 'not by %', current_user; END$$;"
        "CREATE TRIGGER mine BEFORE UPDATE ON v1_hub_proxies "
        "FOR EACH ROW EXECUTE FUNCTION mine()",
        "DROP FUNCTION mine CASCADE",
    ),
    "rule": (
        "CREATE TABLE trail (id integer); CREATE RULE mine AS ON UPDATE TO v1_hub_proxies "
        "DO ALSO INSERT INTO trail VALUES (new.id)",
        "DROP RULE mine ON v1_hub_proxies",
    ),
}


@pytest.mark.parametrize("what", REFUSALS)
def test_what_refuses_a_proxy_refuses_no_log(
    hub_db: Database, run_install: RunInstall, what: str
) -> None:
    refuse, allow = REFUSALS[what]
    make_quiet(hub_db)
    hub_db.query(refuse)
    address = "UPDATE v1_hub_proxy_ip_mapping SET current_ip = '10.9.9.9' WHERE proxy_id = 1"
    for _ in range(2):
        run(hub_db, [USE + "VALUES (1, true, 10), (2, false, 5)", ONE_BEAT, address])
    assert hub_db.value("SELECT count(*) FROM v1_hub.proxy_change WHERE noted_at = 'infinity'") == 1
    told = run_install(hub_db, "verify")
    assert (told.status, "merged columns: cannot be written: " in told.out) == (1, True)
    assert run_install(hub_db, "health").status in (0, 2)
    hub_db.query(allow)
    assert hub_db.value("SELECT v1_hub.refresh_proxies()") == 0
    assert_summary_is_current(hub_db)
    assert run_install(hub_db, "verify").status == 0


def test_a_refusal_ahead_of_the_clock_does_not_keep_the_proxies_waiting(hub: Database) -> None:
    make_quiet(hub)
    hub.query("INSERT INTO v1_hub.proxy_change (noted_at, is_due, replaced) VALUES ('infinity', "
              "FALSE, jsonb_build_object('tried_at', now() + interval '1 year'))")  # fmt: skip
    run(hub, [USE + "VALUES (1, true, 10)"])
    assert_summary_is_current(hub)


HIDDEN = "ALTER TABLE v1_hub_proxies ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;"


@pytest.mark.parametrize(
    ("what", "refuse"),
    [
        ("a constraint", REFUSALS["constraint"][0]),
        ("a rule", REFUSALS["rule"][0]),
        ("FORCE ROW LEVEL", HIDDEN + "CREATE POLICY mine ON v1_hub_proxies USING (true)"),
    ],
)
def test_a_proxy_that_cannot_be_written_is_not_merged(
    legacy_db: Database, run_install: RunInstall, what: str, refuse: str
) -> None:
    legacy_db.query(refuse)
    assert f"has {what}" in run_install(legacy_db, "plan", "--json").out
    assert run_install(legacy_db, "install").status == 0
    legacy_db.query(USE + "VALUES (1, true, 10)")
    legacy_db.query(ONE_BEAT)
    assert legacy_db.value("SELECT usage_stats FROM v1_hub_proxies WHERE id = 1") == {}
    for command in ("verify", "health", "rollback"):
        assert run_install(legacy_db, command).status == 0


def test_the_summary_can_be_left_out_and_switched(
    legacy_db: Database, run_install: RunInstall
) -> None:
    assert run_install(legacy_db, "install", "--no-summary").status == 0
    make_use = USE + "VALUES (5, true, 1)"
    run(legacy_db, [make_use])
    assert legacy_db.value("SELECT usage_stats FROM v1_hub_proxies WHERE id = 5") == {}
    assert run_install(legacy_db, "verify").status == 0
    legacy_db.query("SELECT v1_hub.summary_enable()")
    assert_summary_is_current(legacy_db)
    legacy_db.query("SELECT v1_hub.summary_disable()")
    run(legacy_db, [make_use])
    assert legacy_db.query("SELECT * FROM v1_hub.proxy_change") == []
    legacy_db.query("SELECT v1_hub.summary_enable()")
    assert_summary_is_current(legacy_db)
    for name in ("v1_hub.summary_enable()", "v1_hub.summary_disable()"):
        # What ships, and less of it here: who writes stands behind it no longer.
        config = legacy_db.value("SELECT proconfig FROM pg_proc WHERE oid = %s::regprocedure", name)
        assert "lock_timeout=5s" in config
        legacy_db.query(f"ALTER FUNCTION {name} SET lock_timeout = '200ms'")
        with legacy_db.connect(autocommit=False) as writer:
            writer.execute(make_use.encode())
            with pytest.raises(psycopg.errors.LockNotAvailable):
                legacy_db.query(f"SET statement_timeout = '10s'; SELECT {name}")
    assert run_install(legacy_db, "rollback").status == 0


def test_a_rebuild_beside_writers_counts_nothing_twice(hub_db: Database) -> None:
    def work(conn: psycopg.Connection[Any], number: int) -> None:
        for turn in range(60):
            if number == 0 and turn % 10 == 0:
                conn.execute("SELECT v1_hub.refresh_proxies(rebuild => true)")
            conn.execute((USE + "VALUES (%s, true, 1)").encode(), [1 + turn % 3])

    run_together(hub_db, work)
    assert_summary_is_exact(hub_db)


def test_a_rebuild_loses_nothing_where_as_many_uses_go_as_come_meanwhile(hub: Database) -> None:
    """As while an install counts for the first time: what it has not told yet is below nothing."""
    hub.query("UPDATE v1_hub_proxies SET usage_stats = '{}'")
    with hub.connect(autocommit=False) as counting:
        counting.execute("SELECT v1_hub.count_proxies(NULL, TRUE)")
        hub.query(
            "DELETE FROM v1_hub_proxy_usage WHERE id = ("
            "SELECT min(u.id) FROM v1_hub_proxy_usage AS u"
            " WHERE u.proxy_id = 5 AND u.success AND u.response_time_ms > 0)"
        )
        run(hub, [USE + "VALUES (5, true, 1)"])
        hub.query("SELECT v1_hub.refresh_proxies()")
        counting.execute("SELECT v1_hub.refresh_proxies()")
        counting.commit()
    assert_summary_is_exact(hub)
    assert hub.query("SELECT check_name FROM v1_hub.verify_proxies() WHERE NOT ok") == []


def test_a_refresh_above_read_committed_is_refused(hub: Database) -> None:
    with hub.connect(autocommit=False) as conn:
        conn.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        with pytest.raises(psycopg.errors.ObjectNotInPrerequisiteState):
            conn.execute("SELECT v1_hub.refresh_proxies()")
