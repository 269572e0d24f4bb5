"""The merged columns of a proxy are exact, however its logs are written in one transaction."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from servers import Database, Server
from test_concurrency import assert_summary_is_exact

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
CREATE TRIGGER use_another AFTER INSERT ON v1_hub.v1_hub_proxy_usage
FOR EACH ROW EXECUTE FUNCTION use_another();
CREATE FUNCTION use_first() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.proxy_id = 6 THEN
        INSERT INTO v1_hub_proxy_usage (proxy_id, success) VALUES (7, true);
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER use_first BEFORE INSERT ON v1_hub.v1_hub_proxy_usage
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
    "settings of the caller": ["SET LOCAL v1_hub.usage_hook = '+'", USE + "VALUES (5, true, 10)"],
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


@pytest.mark.parametrize("left_behind", [False, True])
@pytest.mark.parametrize("name", TRANSACTIONS)
def test_merged_columns_are_exact(hub: Database, name: str, left_behind: bool) -> None:
    if left_behind:
        run(hub, LEFT_BEHIND)
        assert hub.value("SELECT count(*) FROM v1_hub.proxy_summary_queue") > 0
    assert run(hub, TRANSACTIONS[name]) > 0
    assert_summary_is_exact(hub)


def test_what_was_left_behind_is_taken_along(hub: Database) -> None:
    waiting = "SELECT count(*) FROM v1_hub.proxy_summary_queue WHERE proxy_id = "
    for proxy, statement in (
        (5, USE + "VALUES (5, true, 1)"),
        (8, "UPDATE v1_hub_proxy_ip_mapping SET current_ip = '203.0.113.8' WHERE proxy_id = 8"),
        (9, "UPDATE v1_hub_proxies SET port = port WHERE id = 9"),
    ):
        run(hub, LEFT_BEHIND)
        assert hub.value(f"{waiting} {proxy}") > 0
        run(hub, [statement])
        assert hub.value(f"{waiting} {proxy}") == 0
    assert_summary_is_exact(hub)
