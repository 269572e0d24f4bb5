"""A heartbeat is noted once for all proxies of its server, and they tell it together."""

from __future__ import annotations

import random
from typing import Any

import psycopg

from conftest import NewHub, RunInstall
from servers import Database
from test_concurrency import (
    assert_summary_is_current,
    assert_summary_is_exact,
    make_quiet,
    run_together,
)
from test_merged_columns import BEAT, LEFT_BEHIND, USE, run

FIRST, SECOND = "203.0.113.1", "203.0.113.2"  # proxies 1 to 5, and 6 to 10
OF_FIRST = (
    f"UPDATE v1_hub_proxy_heartbeat SET updated_at = clock_timestamp() WHERE remote_ip = '{FIRST}'"
)
OF_SECOND = OF_FIRST.replace(FIRST, SECOND)
SHOWN = "SELECT id, last_heartbeat FROM v1_hub_proxies WHERE server_ip = '{}' ORDER BY id"
WAITING = "SELECT link FROM v1_hub.proxy_change WHERE proxy_id IS NULL ORDER BY noted_at"


def make_busy(hub: Database) -> None:
    """As if everything had just been applied, for the next seconds."""
    hub.query(
        """
        UPDATE v1_hub_proxies SET usage_stats = usage_stats || jsonb_build_object('as_of', to_char(
            clock_timestamp() AT TIME ZONE 'UTC' + interval '50 s', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'
        ))
        """
    )


def shown(hub: Database, server: str) -> set[Any]:
    """The times that its proxies tell: one, unless they differ."""
    return {time for _, time in hub.query(SHOWN.format(server))}


def last(hub: Database, server: str) -> Any:
    return hub.value(
        "SELECT max(updated_at) FROM v1_hub_proxy_heartbeat WHERE remote_ip = %s", server
    )


def test_a_heartbeat_is_one_row_of_the_ledger_and_one_write_of_each_proxy(
    hub_db: Database,
) -> None:
    make_quiet(hub_db)
    before = hub_db.query(SHOWN.format(SECOND))
    assert len(before) == 5
    with hub_db.connect(autocommit=False) as conn:
        conn.execute(OF_FIRST.encode())
        assert conn.execute("SELECT count(*) FROM v1_hub.proxy_change").fetchone() == (1,)
        conn.execute("SET CONSTRAINTS ALL IMMEDIATE")
        written = "SELECT pg_stat_get_xact_tuples_updated('v1_hub_proxies'::regclass)"
        assert conn.execute(written.encode()).fetchone() == (5,)
    assert shown(hub_db, FIRST) == {last(hub_db, FIRST)}
    assert hub_db.query(SHOWN.format(SECOND)) == before
    assert_summary_is_current(hub_db)
    run(hub_db, [OF_FIRST, OF_SECOND])  # the second one is due, and takes the first along
    assert shown(hub_db, FIRST) == {last(hub_db, FIRST)}
    assert_summary_is_current(hub_db)
    make_busy(hub_db)
    run(hub_db, [OF_FIRST])
    run(hub_db, [OF_FIRST])
    assert hub_db.query(WAITING) == [(FIRST,), (FIRST,)]
    assert_summary_is_exact(hub_db)


def test_a_proxy_whose_address_changes_between_two_heartbeats(hub_db: Database) -> None:
    move = "UPDATE v1_hub_proxies SET server_ip = '{}', port = 9 WHERE id = 3"
    for there, back in ((SECOND, FIRST), (FIRST, SECOND)):
        make_quiet(hub_db)
        run(hub_db, [LEFT_BEHIND[0], OF_FIRST, OF_SECOND])
        run(hub_db, [move.format(there)])
        assert_summary_is_current(hub_db)
        run(hub_db, [OF_FIRST])
        run(hub_db, [OF_FIRST, move.format(back), OF_SECOND, move.format(there)])
        make_quiet(hub_db)
        run(hub_db, [OF_SECOND])
        assert_summary_is_current(hub_db)
    assert shown(hub_db, FIRST) == {last(hub_db, FIRST)}


def test_while_one_proxy_is_locked_its_server_waits_and_nobody_else(hub_db: Database) -> None:
    make_quiet(hub_db)
    before = shown(hub_db, FIRST)
    with hub_db.connect(autocommit=False) as holder, hub_db.connect() as other:
        holder.execute("SELECT 1 FROM v1_hub_proxies WHERE id = 4 FOR UPDATE")
        other.execute("SET lock_timeout = '300ms'")
        for statement in (OF_FIRST, OF_SECOND, OF_FIRST, USE + "VALUES (5, true, 1)"):
            other.execute(statement.encode())
        assert shown(hub_db, FIRST) == before
        assert shown(hub_db, SECOND) == {last(hub_db, SECOND)}
        assert hub_db.query(WAITING) == [(FIRST,), (FIRST,)]
        holder.rollback()
    run(hub_db, [USE + "VALUES (20, true, 1)"])
    assert shown(hub_db, FIRST) == {last(hub_db, FIRST)}
    assert_summary_is_current(hub_db)


def test_a_serializable_heartbeat_is_taken_along_by_whoever_writes_next(hub_db: Database) -> None:
    make_quiet(hub_db)
    run(hub_db, [LEFT_BEHIND[0], OF_FIRST, OF_SECOND])
    assert hub_db.query(WAITING) == [(FIRST,), (SECOND,)]
    run(hub_db, [USE + "VALUES (20, true, 1)"])
    assert_summary_is_current(hub_db)


def test_a_rebuild_between_heartbeats(hub_db: Database) -> None:
    run(hub_db, [LEFT_BEHIND[0], OF_FIRST])
    with hub_db.connect(autocommit=False) as writer:
        writer.execute(OF_SECOND.encode())
        hub_db.query("SELECT v1_hub.refresh_proxies(rebuild => true)")
        assert_summary_is_current(hub_db)
        writer.commit()
    make_quiet(hub_db)
    run(hub_db, [OF_FIRST])
    assert_summary_is_current(hub_db)


def test_a_server_without_proxies_leaves_nothing_behind(hub_db: Database) -> None:
    run(hub_db, [LEFT_BEHIND[0], BEAT + "VALUES ('early', '192.0.2.8', now())"])
    make_quiet(hub_db)
    run(hub_db, [BEAT + "VALUES ('new', '192.0.2.9', now())"])
    assert_summary_is_current(hub_db)
    run(hub_db, ["INSERT INTO v1_hub_proxies (server_ip, port) VALUES ('192.0.2.9', 1)"])
    assert_summary_is_current(hub_db)
    assert shown(hub_db, "192.0.2.9") == {last(hub_db, "192.0.2.9")}


def test_a_server_without_proxies_brings_none_up_to_date(hub_db: Database) -> None:
    """Else every heartbeat of it would write all proxies of which changes wait."""
    make_quiet(hub_db)
    run(hub_db, [USE + "VALUES (5, true, 1)"])
    versions = "SELECT array_agg(xmin::text ORDER BY id) FROM v1_hub_proxies"
    before = hub_db.value(versions)
    beat = "UPDATE v1_hub_proxy_heartbeat SET updated_at = now() WHERE remote_ip = '192.0.2.8'"
    run(hub_db, [USE + "VALUES (5, true, 1)", BEAT + "VALUES ('b', '192.0.2.8', now())", beat])
    assert hub_db.query(WAITING) == [("192.0.2.8",)] * 2
    assert hub_db.value(versions) == before
    make_quiet(hub_db)
    run(hub_db, [beat])
    assert_summary_is_current(hub_db)


def test_a_proxy_without_an_address_tells_no_heartbeat(hub_db: Database) -> None:
    hub_db.query("ALTER TABLE v1_hub_proxies ALTER server_ip DROP NOT NULL")
    make_quiet(hub_db)
    run(hub_db, [OF_FIRST, "UPDATE v1_hub_proxies SET server_ip = NULL WHERE id = 3"])
    assert_summary_is_current(hub_db)
    assert hub_db.value("SELECT last_heartbeat FROM v1_hub_proxies WHERE id = 3") is None


def test_eight_writers_then_quiet(hub_db: Database) -> None:
    """Each has a server, an address and a port of its own; uses are of any proxy."""

    def work(conn: psycopg.Connection[Any], number: int) -> None:
        pick = random.Random(number)
        own = f"203.0.113.{1 + number % 4}"
        for turn in range(40):
            # One alone, which nothing can conflict with.
            level = "SERIALIZABLE" if number == 0 and turn % 3 == 0 else "READ COMMITTED"
            with conn.transaction():
                conn.execute(f"SET TRANSACTION ISOLATION LEVEL {level}".encode())
                conn.execute((USE + "VALUES (%s, true, 1)").encode(), [pick.randint(1, 20)])
                if number < 4:
                    conn.execute(OF_FIRST.replace(FIRST, own).encode())
                else:
                    conn.execute(
                        b"UPDATE v1_hub_proxies SET server_ip = %s, port = 9 + id WHERE id = %s",
                        [f"203.0.113.{pick.randint(1, 4)}", number * 5 + 1],
                    )
            if turn == 20 and number == 0:
                conn.execute("SELECT v1_hub.refresh_proxies(rebuild => true)")

    run_together(hub_db, work)
    make_quiet(hub_db)
    for server in (1, 2, 3, 4):
        run(hub_db, [OF_FIRST.replace(FIRST, f"203.0.113.{server}")])
    assert_summary_is_current(hub_db)


def test_a_rollback_gives_storage_options_back(new_hub: NewHub, run_install: RunInstall) -> None:
    hub = new_hub()
    options = "SELECT reloptions FROM pg_class WHERE oid = 'public.v1_hub_proxies'::regclass"
    hub.query("ALTER TABLE v1_hub_proxies SET (fillfactor = 90, autovacuum_enabled = off)")
    assert run_install(hub, "install").status == 0
    assert "fillfactor=50" in hub.value(options)
    hub.query("ALTER TABLE v1_hub_proxies SET (autovacuum_enabled = on, toast_tuple_target = 200)")
    assert run_install(hub, "rollback").status == 0
    assert sorted(hub.value(options)) == [
        "autovacuum_enabled=on", "fillfactor=90", "toast_tuple_target=200",
    ]  # fmt: skip


def test_a_long_ledger_is_applied_also_where_the_planner_takes_it_for_empty(
    hub_db: Database,
) -> None:
    """As autovacuum meets it, as a rule. Row by row it would be 10⁸ comparisons."""
    fill = (
        "INSERT INTO v1_hub.proxy_change (proxy_id, link) "
        f"SELECT CASE g % 3 WHEN 0 THEN 1 WHEN 1 THEN -g END, CASE g % 3 WHEN 2 THEN '{FIRST}' END "
        "FROM generate_series(1, 15000) AS g"
    )
    hub_db.query(fill)
    hub_db.query("DELETE FROM v1_hub.proxy_change")
    hub_db.query("VACUUM (TRUNCATE off, ANALYZE) v1_hub.proxy_change")
    hub_db.query(fill)
    with hub_db.connect() as conn:
        conn.execute("SET statement_timeout = '15s'")
        assert conn.execute("SELECT v1_hub.refresh_proxies()").fetchone() == (0,)
    assert hub_db.value("SELECT count(*) FROM v1_hub.proxy_change") == 0
    assert_summary_is_current(hub_db)


def test_what_waits_for_a_proxy_that_is_held_keeps_nobody_waiting(hub_db: Database) -> None:
    """However long it is and little memory a session has: an apply looks at each change once."""
    hub_db.query(
        "INSERT INTO v1_hub.proxy_change (proxy_id, total) "
        "SELECT 1, 0 FROM generate_series(1, 30000)"
    )
    hub_db.query("ANALYZE v1_hub.proxy_change")
    with hub_db.connect(autocommit=False) as holder, hub_db.connect() as conn:
        holder.execute("SELECT FROM v1_hub_proxies WHERE id = 1 FOR NO KEY UPDATE")
        conn.execute("SET statement_timeout = '8s'; SET work_mem = '64kB'")
        assert conn.execute("SELECT v1_hub.refresh_proxies()").fetchone() == (1,)
