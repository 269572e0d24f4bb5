"""Many connections at once on the views: as on the tables, nothing lost and no new deadlock."""

from __future__ import annotations

import itertools
import random
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import pytest
from psycopg import IsolationLevel

from conftest import Twins
from servers import Database, Server
from twin import LEAVES, RESULTS

MAPPING, HEARTBEAT, USAGE, ACTIVITY, TRACKING = LEAVES
CONNECTIONS = 8
ROUNDS = 250
ROWS = itertools.count(20)  # rows of results that a test may use up

Work = Callable[[psycopg.Connection[Any], int], None]


def run_together(
    database: Database, work: Work, workers: int = CONNECTIONS, user: str = "hub_owner"
) -> None:
    """Run work(connection, number) on that many connections, all starting at once."""
    start = threading.Barrier(workers)

    def one(number: int) -> None:
        with database.connect(user) as conn:
            start.wait()
            work(conn, number)

    with ThreadPoolExecutor(workers) as pool:
        for done in [pool.submit(one, number) for number in range(workers)]:
            done.result()


def retrying(
    conn: psycopg.Connection[Any], level: IsolationLevel, body: Callable[[], object]
) -> Counter[str]:
    """Run body in a transaction until it commits; the SQLSTATEs that it failed with."""
    told: Counter[str] = Counter()
    conn.isolation_level = level
    while True:
        try:
            with conn.transaction():
                body()
        except (psycopg.errors.SerializationFailure, psycopg.errors.DeadlockDetected) as error:
            told[error.sqlstate or ""] += 1
        else:
            return told


def assert_summary_is_right(hub: Database) -> None:
    """Columns and ledger say what the leaves do."""
    told = hub.query("SELECT check_name, ok, detail FROM v1_hub.verify_proxies()")
    assert told, "nothing is merged"
    assert [row for row in told if not row[1]] == []


def assert_summary_is_exact(hub: Database) -> None:
    """What is busy may be behind, and is never wrong; a refresh brings it up to date."""
    assert_summary_is_right(hub)
    assert hub.value("SELECT v1_hub.refresh_proxies()") == 0
    assert_summary_is_current(hub)


def make_quiet(hub: Database) -> None:
    """As if nobody had written about a proxy for a second."""
    hub.query("UPDATE v1_hub_proxies SET usage_stats = usage_stats - 'as_of'")
    hub.query("UPDATE v1_hub.proxy_change SET noted_at = noted_at - interval '1 s'")


def assert_summary_is_current(hub: Database) -> None:
    assert hub.query("SELECT * FROM v1_hub.proxy_change") == []
    assert_summary_is_right(hub)


@pytest.fixture(scope="module")
def shared(server: Server) -> Iterator[Twins]:
    """Twins for the tests that need no fresh ones."""
    made = Twins(server.hub(consolidated=False), server.hub(consolidated=True))
    yield made
    for database in made:
        server.drop(database)


# --- no lost update -----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("table", "column", "where"),
    [
        (TRACKING, "completed_count", "work_slot_id = 1 AND work_date = CURRENT_DATE"),
        (RESULTS, "total_requests", "id = 2"),  # folded into result_data
        (RESULTS, "execution_time_ms", "id = 2"),  # typed, not indexed
        (USAGE, "response_time_ms", "id = 2"),
    ],
)
def test_no_increment_is_lost(shared: Twins, table: str, column: str, where: str) -> None:
    """On a leaf as on a table; on the folded view the loser is asked to repeat the statement."""
    shared.hub.query(f"UPDATE {table} SET {column} = 0 WHERE {where}")
    rounds = ROUNDS // 5 if table == RESULTS else ROUNDS
    told: Counter[str] = Counter()

    def increment(conn: psycopg.Connection[Any], _: int) -> None:
        query = f"UPDATE {table} SET {column} = {column} + 1 WHERE {where}".encode()

        def body() -> None:
            assert conn.execute(query, prepare=True).rowcount == 1

        for _round in range(rounds):
            told.update(retrying(conn, IsolationLevel.READ_COMMITTED, body))

    run_together(shared.hub, increment)
    assert shared.hub.value(f"SELECT {column} FROM {table} WHERE {where}") == CONNECTIONS * rounds
    assert set(told) <= ({"40001"} if table == RESULTS else set())
    assert_summary_is_exact(shared.hub)


def test_increments_of_different_columns_of_one_folded_row_all_stay(shared: Twins) -> None:
    columns = ["total_requests", "blocked_requests", "page_load_time_ms", "execution_time_ms"]
    shared.hub.query(f"UPDATE {RESULTS} SET ({', '.join(columns)}) = (0, 0, 0, 0) WHERE id = 2")

    def increment(conn: psycopg.Connection[Any], number: int) -> None:
        column = columns[number % len(columns)]
        query = f"UPDATE {RESULTS} SET {column} = {column} + 1 WHERE id = 2"
        for _round in range(30):
            retrying(conn, IsolationLevel.READ_COMMITTED, lambda: conn.execute(query.encode()))

    run_together(shared.hub, increment)
    row = shared.hub.query(f"SELECT {', '.join(columns)} FROM {RESULTS} WHERE id = 2")
    assert row == [(60, 60, 60, 60)]


def test_upserts_add_up(hub_db: Database) -> None:
    def upsert(conn: psycopg.Connection[Any], number: int) -> None:
        pick = random.Random(number)
        for _round in range(100):
            conn.execute(
                f"INSERT INTO {TRACKING} (work_slot_id, work_date, target_count, allocated_count) "
                "VALUES (%s, '2031-01-01', 1, 1) ON CONFLICT (work_slot_id, work_date) "
                f"DO UPDATE SET allocated_count = {TRACKING}.allocated_count + 1".encode(),
                [pick.randint(1, 5)],
            )
            conn.execute(
                f"INSERT INTO {MAPPING} (proxy_id, proxy_number, current_ip) VALUES (%s, 50, %s) "
                "ON CONFLICT (proxy_id, proxy_number) DO UPDATE SET "
                "current_ip = EXCLUDED.current_ip, updated_at = CURRENT_TIMESTAMP".encode(),
                [pick.randint(1, 5), str(pick.random())],
            )

    run_together(hub_db, upsert)
    counted = hub_db.value(
        f"SELECT sum(allocated_count) FROM {TRACKING} WHERE work_date = '2031-01-01'"
    )
    assert counted == CONNECTIONS * 100
    assert hub_db.value(f"SELECT count(*) FROM {MAPPING} WHERE proxy_number = 50") == 5
    assert_summary_is_exact(hub_db)


# --- read, compute, write -----------------------------------------------------------------------
@pytest.mark.parametrize(
    ("table", "column", "row"),
    [(TRACKING, "failed_count", 3), (RESULTS, "total_requests", 3), (RESULTS, "current_page", 3)],
)
@pytest.mark.parametrize(
    "level",
    [IsolationLevel.READ_COMMITTED, IsolationLevel.REPEATABLE_READ, IsolationLevel.SERIALIZABLE],
)
def test_read_modify_write(shared: Twins, table: str, column: str, row: int, level: int) -> None:
    """The loser gets 40001 as on the table; with a row lock READ COMMITTED loses nothing either."""
    lock = " FOR UPDATE" if level == IsolationLevel.READ_COMMITTED else ""
    for database in shared:
        database.query(f"UPDATE {table} SET {column} = 0 WHERE id = %s", row)
        told: Counter[str] = Counter()

        def modify(conn: psycopg.Connection[Any], _: int, told: Counter[str] = told) -> None:
            def body() -> None:
                read = conn.execute(
                    f"SELECT {column} FROM {table} WHERE id = %s{lock}".encode(), [row]
                ).fetchone()
                assert read is not None
                conn.execute(
                    f"UPDATE {table} SET {column} = %s WHERE id = %s".encode(), [read[0] + 1, row]
                )

            for _round in range(15):
                told.update(retrying(conn, IsolationLevel(level), body))

        run_together(database, modify, workers=4)
        assert database.value(f"SELECT {column} FROM {table} WHERE id = %s", row) == 60
        assert set(told) <= {"40001"}
        if lock:
            assert told == {}


@pytest.mark.parametrize("level", ["REPEATABLE READ", "SERIALIZABLE"])
@pytest.mark.parametrize(
    ("table", "column"),
    [(TRACKING, "failed_count"), (RESULTS, "total_requests"), (RESULTS, "current_page")],
)
@pytest.mark.parametrize("action", ["UPDATE", "DELETE"])
def test_the_loser_of_two_writers_gets_40001(
    shared: Twins, table: str, column: str, level: str, action: str
) -> None:
    told = []
    for database in shared:
        with database.connect() as first, database.connect() as second:
            for conn in (first, second):
                conn.execute(f"BEGIN ISOLATION LEVEL {level}".encode())
                conn.execute(f"SELECT {column} FROM {table} WHERE id = 4".encode())
            change = f"UPDATE {table} SET {column} = {column} + 1 WHERE id = 4"
            first.execute(change.encode())
            first.execute("COMMIT")
            late = change if action == "UPDATE" else f"DELETE FROM {table} WHERE id = 4"
            with pytest.raises(psycopg.errors.SerializationFailure) as refused:
                second.execute(late.encode())
            told.append(refused.value.diag.message_primary)
            second.execute("ROLLBACK")
    assert told[0] == told[1] == "could not serialize access due to concurrent update"


LATE = {
    "UPDATE {table} SET total_requests = total_requests + 10 WHERE id = {row}": "UPDATE 1",
    "UPDATE {table} SET total_requests = 9 WHERE id = {row} AND total_requests = 7": "UPDATE 0",
    "UPDATE {table} SET total_requests = total_requests + 9 "
    "WHERE id = {row} AND dom_ready_time_ms = 1": "UPDATE 1",
    "DELETE FROM {table} WHERE id = {row} AND total_requests = 7": "DELETE 0",
    "UPDATE {table} SET status = 'failed' WHERE id = {row}": "UPDATE 1",
}
WINS = {
    "UPDATE {table} SET total_requests = 8 WHERE id = {row}": "changed",
    "UPDATE {table} SET total_requests = 8, status = 'failed' WHERE id = {row}": "changed",
    "DELETE FROM {table} WHERE id = {row}": "gone",
}


@pytest.mark.parametrize("late", LATE)
@pytest.mark.parametrize("wins", WINS)
def test_a_statement_that_waited_for_a_changed_row_is_asked_to_repeat(
    shared: Twins, late: str, wins: str
) -> None:
    """A limit: a table looks at the row again; the repeated statement does as the table did."""
    told: list[str | None] = []
    kept: list[Any] = []
    row = next(ROWS)
    for database in shared:
        database.query(
            f"UPDATE {RESULTS} SET total_requests = 7, dom_ready_time_ms = 1 WHERE id = %s", row
        )
        statement = late.format(table=RESULTS, row=row).encode()
        with database.connect(autocommit=False) as first, database.connect() as second:
            first.execute(wins.format(table=RESULTS, row=row).encode())
            with ThreadPoolExecutor(1) as pool:
                waiting = pool.submit(second.execute, statement)
                wait_until_blocked(database, second)
                first.commit()
                try:
                    told.append(waiting.result().statusmessage)
                except psycopg.errors.SerializationFailure as refused:
                    told.append(refused.sqlstate)
                    told.append(second.execute(statement).statusmessage)
        kept.append(
            database.query(f"SELECT total_requests, status FROM {RESULTS} WHERE id = {row}")
        )
    expected = LATE[late] if WINS[wins] == "changed" else LATE[late].replace("1", "0")
    repeated = ["40001"] if WINS[wins] == "changed" else []
    assert told == [expected, *repeated, expected]
    assert kept[0] == kept[1]


def wait_until_blocked(database: Database, conn: psycopg.Connection[Any]) -> None:
    pid = conn.info.backend_pid
    for _ in range(500):
        if database.value("SELECT cardinality(pg_blocking_pids(%s)) > 0", pid, user="postgres"):
            return
        threading.Event().wait(0.01)
    raise AssertionError("the second statement did not wait")


def test_a_condition_on_a_folded_column_locks_only_what_it_selects(shared: Twins) -> None:
    told: list[str | None] = []
    for database in shared:
        database.query(f"UPDATE {RESULTS} SET block_type = 'ip_ban' WHERE id <> 4")
        database.query(f"UPDATE {RESULTS} SET block_type = 'captcha' WHERE id = 4")
        with database.connect(autocommit=False) as first, database.connect() as second:
            first.execute(f"UPDATE {RESULTS} SET status_code = 1 WHERE id = 4")
            second.execute("SET lock_timeout = '300ms'")
            try:
                second.execute(f"UPDATE {RESULTS} SET status_code = 2 WHERE block_type = 'ip_ban'")
                told.append(None)
            except psycopg.errors.LockNotAvailable as error:
                told.append(error.sqlstate)
            first.rollback()
    assert told == [None, None]


def test_a_reader_waits_for_nobody(shared: Twins) -> None:
    for table in (*LEAVES, RESULTS):
        with shared.hub.connect(autocommit=False) as first, shared.hub.connect() as second:
            first.execute(f"DELETE FROM {table} WHERE id = 4".encode())
            second.execute("SET lock_timeout = '300ms'")
            second.execute(f"SELECT * FROM {table} WHERE id = 4".encode())
            second.execute(f"SELECT count(*) FROM {table}".encode())
            first.rollback()


def test_a_proxy_changes_with_every_use_of_it(shared: Twins) -> None:
    """A limit: under REPEATABLE READ a proxy's own row is newer once somebody used the proxy."""
    told: list[str | None] = []
    for database in shared:
        with database.connect() as first, database.connect() as second:
            if database is shared.hub:
                make_quiet(database)
            first.execute("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1 FROM v1_hub_proxies")
            second.execute(f"INSERT INTO {USAGE} (proxy_id) VALUES (1)")
            try:
                first.execute("UPDATE v1_hub_proxies SET use_count = 1 WHERE id = 1")
                told.append(None)
            except psycopg.errors.SerializationFailure as error:
                told.append(error.sqlstate)
    assert told == [None, "40001"]


# --- a queue ------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("table", "done", "set_done"),
    [
        (RESULTS, "current_page = 999", "current_page = 999"),  # folded
        (ACTIVITY, "status = 'taken'", "status = 'taken'"),
        (USAGE, "used_ip = 'taken'", "used_ip = 'taken'"),
    ],
)
def test_skip_locked_makes_a_queue(hub_db: Database, table: str, done: str, set_done: str) -> None:
    count = hub_db.value(f"SELECT count(*) FROM {table}")
    taken: list[int] = []

    def take(conn: psycopg.Connection[Any], _: int) -> None:
        while True:
            with conn.transaction():
                row = conn.execute(
                    f"SELECT id FROM {table} WHERE ({done}) IS NOT TRUE ORDER BY id LIMIT 1 "
                    "FOR UPDATE SKIP LOCKED".encode()
                ).fetchone()
                if row is None:
                    return
                conn.execute(f"UPDATE {table} SET {set_done} WHERE id = %s".encode(), row)
            taken.append(row[0])

    run_together(hub_db, take)
    assert len(taken) == len(set(taken))
    left = hub_db.value(f"SELECT count(*) FROM {table} WHERE ({done}) IS NOT TRUE")
    assert len(taken) + left == count
    assert left == 0 or hub_db.value("SELECT count(*) FROM pg_locks WHERE NOT granted") == 0


# --- several proxies in opposite orders ---------------------------------------------------------
def test_proxies_in_opposite_orders_do_not_deadlock(shared: Twins) -> None:
    """Usage of several proxies in one transaction, in any order: a table has no deadlock there."""

    def work(conn: psycopg.Connection[Any], number: int) -> None:
        pick = random.Random(number)
        for _round in range(40):
            proxies = [1, 2, 3, 4, 5, 6]
            if number % 2:
                proxies.reverse()
            with conn.transaction():
                for proxy in proxies:
                    conn.execute(
                        f"INSERT INTO {USAGE} (proxy_id, success, response_time_ms) "
                        "VALUES (%s, %s, %s)".encode(),
                        [proxy, pick.random() < 0.7, pick.randint(1, 500)],
                    )

    before = shared.hub.value(f"SELECT count(*) FROM {USAGE} WHERE proxy_id <= 6")
    run_together(shared.hub, work)
    after = shared.hub.value(f"SELECT count(*) FROM {USAGE} WHERE proxy_id <= 6")
    assert after - before == CONNECTIONS * 40 * 6
    assert_summary_is_exact(shared.hub)


def test_mixed_work_deadlocks_no_more_than_on_the_tables(twins: Twins) -> None:
    """Each client has lines and servers of its own, proxies are shared and come in any order."""
    deadlocks: Counter[str] = Counter()

    def work_on(name: str) -> Work:
        def work(conn: psycopg.Connection[Any], number: int) -> None:
            pick = random.Random(number)
            for _round in range(15):
                proxies = pick.sample(range(1, 11), 4)
                try:
                    with conn.transaction():
                        for proxy in proxies:
                            conn.execute(
                                f"INSERT INTO {USAGE} (proxy_id, response_time_ms) "
                                "VALUES (%s, 5)".encode(),
                                [proxy],
                            )
                            conn.execute(
                                f"INSERT INTO {MAPPING} (proxy_id, proxy_number, current_ip) "
                                "VALUES (%s, %s, %s) ON CONFLICT (proxy_id, proxy_number) "
                                "DO UPDATE SET "
                                "current_ip = EXCLUDED.current_ip, "
                                "updated_at = CURRENT_TIMESTAMP".encode(),
                                [proxy, 200 + number, str(pick.random())],
                            )
                        conn.execute(
                            f"UPDATE {HEARTBEAT} SET updated_at = clock_timestamp() "
                            "WHERE name = %s".encode(),
                            [f"server-{1 + number}"],
                        )
                        if pick.random() < 0.3:
                            # last of all, one row: a table knows no deadlock here
                            conn.execute(
                                "UPDATE v1_hub_proxies SET use_count = coalesce(use_count, 0) + 1 "
                                "WHERE id = %s",
                                [pick.randint(1, 10)],
                            )
                except psycopg.errors.DeadlockDetected:
                    deadlocks[name] += 1

        return work

    run_together(twins.legacy, work_on("tables"))
    run_together(twins.hub, work_on("views"))
    assert deadlocks["views"] <= deadlocks["tables"], deadlocks
    assert_summary_is_exact(twins.hub)
    counts = [
        database.value("SELECT sum(use_count) FROM v1_hub_proxies WHERE id <= 10")
        for database in twins
    ]
    assert counts[0] == counts[1]


def test_summary_updates_between_row_locks_of_proxies(shared: Twins) -> None:
    """The older allocation locks proxy and mapping FOR UPDATE while others write their usage."""

    def work(conn: psycopg.Connection[Any], number: int) -> None:
        pick = random.Random(number)
        for _round in range(40):
            with conn.transaction():
                if number % 2:
                    conn.execute(
                        f"SELECT p.id, m.current_ip FROM v1_hub_proxies p JOIN {MAPPING} m "
                        "ON m.proxy_id = p.id AND m.proxy_number = 1 WHERE p.id = %s "
                        "FOR UPDATE".encode(),
                        [pick.randint(1, 5)],
                    )
                    conn.execute(
                        f"UPDATE {TRACKING} SET allocated_count = allocated_count + 1 "
                        "WHERE work_slot_id = 1 AND work_date = CURRENT_DATE".encode()
                    )
                else:
                    conn.execute(
                        f"INSERT INTO {USAGE} (proxy_id) VALUES (%s)".encode(),
                        [pick.randint(1, 5)],
                    )

    run_together(shared.hub, work)
    assert_summary_is_exact(shared.hub)


def test_every_replaced_address_stays_in_the_history_once(twins: Twins) -> None:
    """Eight connections change two lines of each proxy: 16 addresses give way, 20 are kept."""
    proxies = list(range(1, 11))
    lines = f"SELECT current_ip FROM {MAPPING} WHERE proxy_id = %s"
    written = {
        proxy: Counter(address for (address,) in twins.hub.query(lines, proxy)) for proxy in proxies
    }
    taking = threading.Lock()

    def work(conn: psycopg.Connection[Any], number: int) -> None:
        pick = random.Random(number)
        for proxy in pick.sample(proxies, len(proxies)):
            told: list[str] = []

            def body(proxy: int = proxy, told: list[str] = told) -> None:
                told[:] = [
                    address
                    for (address,) in conn.execute(
                        f"UPDATE {MAPPING} SET current_ip = %s || proxy_number "
                        "WHERE proxy_id = %s AND proxy_number = ANY (%s) "
                        "RETURNING current_ip".encode(),
                        [f"worker {number}, line ", proxy, pick.sample([1, 2, 3, 4], 2)],
                    )
                ]

            retrying(conn, IsolationLevel.READ_COMMITTED, body)
            with taking:
                written[proxy].update(told)

    run_together(twins.hub, work)
    assert_summary_is_exact(twins.hub)
    for proxy in proxies:
        now = Counter(address for (address,) in twins.hub.query(lines, proxy))
        replaced = Counter(
            address
            for (address,) in twins.hub.query(
                "SELECT e ->> 'current_ip' FROM v1_hub_proxies, "
                "jsonb_array_elements(ip_history) AS e WHERE id = %s AND e ? 'replaced_at'",
                proxy,
            )
        )
        assert replaced == written[proxy] - now
        assert replaced.total() == 16


@pytest.mark.parametrize("level", [IsolationLevel.REPEATABLE_READ, IsolationLevel.SERIALIZABLE])
def test_inserts_fail_no_more_often_under_a_higher_isolation(
    twins: Twins, level: IsolationLevel
) -> None:
    """Plain inserts into the logs never conflict on a table; the summary must not make them."""
    told: dict[str, Counter[str]] = {}
    for database in twins:
        seen = told.setdefault(database.name, Counter())

        def work(conn: psycopg.Connection[Any], number: int, seen: Counter[str] = seen) -> None:
            def body() -> None:
                for proxy in (1, 2):
                    conn.execute(
                        f"INSERT INTO {USAGE} (proxy_id, response_time_ms) "
                        "VALUES (%s, %s)".encode(),
                        [proxy, number],
                    )

            for _round in range(25):
                seen.update(retrying(conn, level, body))

        run_together(database, work)
    legacy, hub = told[twins.legacy.name], told[twins.hub.name]
    assert hub.total() <= legacy.total(), told
    assert_summary_is_exact(twins.hub)


def test_an_open_transaction_on_a_proxy_delays_nobody_for_long(shared: Twins) -> None:
    """Somebody locks a proxy and goes to lunch: usage of it is still written, and shown later."""
    with shared.hub.connect(autocommit=False) as lunch, shared.hub.connect() as conn:
        lunch.execute("UPDATE v1_hub_proxies SET status = status WHERE id = 1")
        conn.execute("SET statement_timeout = '5s'")
        conn.execute(f"INSERT INTO {USAGE} (proxy_id) VALUES (1), (2)")
        lunch.commit()
        conn.execute(f"INSERT INTO {USAGE} (proxy_id) VALUES (2)")
    shared.hub.query(f"INSERT INTO {USAGE} (proxy_id) VALUES (1)")
    assert_summary_is_exact(shared.hub)
