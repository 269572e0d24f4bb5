"""The legacy workload on both twins: every statement shape, and everything it shows compared."""

from __future__ import annotations

import itertools
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg.types.json import Jsonb

from conftest import NewHub, RunInstall, Twins
from hub_cycle import name_as_before
from servers import Database, Server, assert_verified
from twin import COUNTED, LEAVES, RESULTS, RETIRED, Pair

CLOCK = datetime(2031, 5, 6, 7, 8, 9, 123456)  # what a client sends as the time
MAPPING, HEARTBEAT, USAGE, ACTIVITY, TRACKING = LEAVES
HISTORY = "v1_hub_work_slots_history"


@pytest.fixture
def pair(twins: Twins) -> Iterator[Pair]:
    made = Pair(twins.legacy, twins.hub)
    yield made
    made.close()


@pytest.fixture(scope="module")
def shared(server: Server) -> Iterator[Pair]:
    """A pair for the tests that leave nothing behind."""
    made = Pair(server.hub(consolidated=False), server.hub(consolidated=True))
    yield made
    made.close()
    for database in made.databases:
        server.drop(database)


# --- reading ------------------------------------------------------------------------------------
def test_every_relation_is_equal_after_the_install(shared: Pair) -> None:
    shared.finish()


READING = [
    "SELECT * FROM {} LIMIT 0",
    "TABLE {}",
    "SELECT t.* FROM {} AS t ORDER BY t.id DESC, t.id LIMIT 7 OFFSET 3",
    "SELECT count(*), count(t), min(t.id), max(t.id) FROM {} AS t",
    "SELECT row_to_json(t), to_jsonb(t) FROM {} AS t",
    "SELECT md5(string_agg(t::text, '|' ORDER BY t.id)) FROM {} AS t",
    "SELECT (t).id, (t).* FROM {} AS t WHERE t.id IN (1, 2, 3)",
    "SELECT a.id, b.id FROM {0} AS a JOIN {0} AS b ON b.id = a.id + 1 ORDER BY a.id",
    "SELECT a.* FROM {0} AS a NATURAL JOIN {0} AS b WHERE a.id < 20",
    "SELECT * FROM {} AS t WHERE id = ANY (ARRAY[1, 5, 9]) OR id BETWEEN 20 AND 22",
    "SELECT * FROM (SELECT *, row_number() OVER (ORDER BY id) AS place FROM {}) s ORDER BY id",
    "WITH s AS MATERIALIZED (SELECT * FROM {}) SELECT count(*), sum(id) FROM s",
    "SELECT id FROM {0} EXCEPT SELECT id FROM {0} WHERE id > 4",
    "SELECT * FROM {0} WHERE EXISTS (SELECT 1 FROM {0} x WHERE x.id = {0}.id AND x.id < 3)",
    "SELECT l.* FROM v1_hub_clients c CROSS JOIN LATERAL "
    "(SELECT t.* FROM {} t WHERE t.id = c.id) l",
    "SELECT * FROM ONLY {} WHERE id < 3",
    "SELECT pg_typeof(t.*)::text FROM {} AS t LIMIT 1",
]


def test_reading_of_any_form(shared: Pair) -> None:
    for shape in READING:
        for table in RETIRED:
            shared.run(shape.format(table))
    shared.finish()


READS = f"""
SELECT m.*, p.server_ip, p.port, p.status FROM {MAPPING} m
JOIN v1_hub_proxies p ON p.id = m.proxy_id
WHERE p.id = 3 AND m.is_active ORDER BY m.proxy_number;
SELECT p.id, p.server_ip, p.port, m.proxy_number, m.current_ip, m.last_toggle
FROM v1_hub_proxies p LEFT JOIN {MAPPING} m ON m.proxy_id = p.id ORDER BY p.id, m.proxy_number;
SELECT * FROM {MAPPING} WHERE proxy_id IS NULL ORDER BY id;
SELECT id, name, remote_ip, created_at, updated_at,
EXTRACT(EPOCH FROM (TIMESTAMP '2031-05-06' - updated_at)) * 1000 AS age_ms
FROM {HEARTBEAT} ORDER BY updated_at DESC, id;
SELECT id, EXTRACT(EPOCH FROM (CURRENT_TIMESTAMP::timestamp - updated_at)) * 1000
- EXTRACT(EPOCH FROM (CURRENT_TIMESTAMP::timestamp - TIMESTAMP '2031-05-06')) * 1000 AS age_ms
FROM {HEARTBEAT} ORDER BY updated_at DESC, id;
SELECT u.*, k.keyword, k.code, p.server_ip, p.port FROM {USAGE} u
LEFT JOIN v1_hub_test_keywords k ON k.id = u.keyword_id
LEFT JOIN v1_hub_proxies p ON p.id = u.proxy_id
WHERE u.keyword_id = 7 ORDER BY u.created_at DESC, u.id LIMIT 100;
SELECT COUNT(*) AS total, SUM(CASE WHEN success THEN 1 ELSE 0 END) AS succeeded,
AVG(response_time_ms) AS avg_response_time_ms FROM {USAGE};
SELECT proxy_id, success, count(*), percentile_cont(0.5) WITHIN GROUP (ORDER BY response_time_ms)
FROM {USAGE} GROUP BY GROUPING SETS ((proxy_id, success), (success), ()) ORDER BY 1, 2, 3;
SELECT DISTINCT ON (proxy_id) proxy_id, created_at, response_time_ms
FROM {USAGE} ORDER BY proxy_id, created_at DESC NULLS LAST, id;
SELECT client_ip, COUNT(*) AS reports, COUNT(DISTINCT instance_number) AS instances,
COUNT(*) FILTER (WHERE status = 'completed') AS completed,
AVG(execution_time_ms) AS avg_execution_time_ms, MAX(reported_at) AS last_report
FROM {ACTIVITY} WHERE reported_at >= CURRENT_DATE GROUP BY client_ip ORDER BY reports DESC, 1;
SELECT s.id, s.keyword, t.allocated_count, t.target_count FROM v1_hub_work_slots s
LEFT JOIN {TRACKING} t ON t.work_slot_id = s.id AND t.work_date = CURRENT_DATE
WHERE s.is_active ORDER BY COALESCE(t.allocated_count, 0), s.id;
SELECT * FROM {TRACKING} WHERE work_slot_id = 3 AND work_date = CURRENT_DATE - 1;
SELECT h.*, s.keyword FROM {HISTORY} h JOIN v1_hub_work_slots s ON s.id = h.work_slot_id
WHERE h.work_slot_id = 4 ORDER BY h.changed_at DESC, h.id LIMIT 20;
SELECT operation, count(*), min(changed_at), max(changed_at) FROM {HISTORY} GROUP BY 1 ORDER BY 1;
SELECT * FROM {HISTORY} WHERE changed_by = '관리자' AND new_data @> '{{"status": "active"}}'
ORDER BY id LIMIT 50;
SELECT applied_settings ->> 'cart_click_enabled' AS cart_click_enabled,
applied_settings ->> 'work_type' AS work_type, COUNT(*) AS results,
COUNT(*) FILTER (WHERE status = 'success') AS succeeded,
AVG(execution_time_ms) AS avg_execution_time_ms, AVG(page_load_time_ms) AS avg_page_load_time_ms
FROM {RESULTS} WHERE created_at >= CURRENT_TIMESTAMP - interval '7 days'
GROUP BY applied_settings ->> 'cart_click_enabled', applied_settings ->> 'work_type'
ORDER BY results DESC, 1, 2;
SELECT block_type, COUNT(*) AS results, AVG(execution_time_ms) AS avg_execution_time_ms,
MAX(block_details ->> 'message') AS message FROM {RESULTS}
WHERE is_blocked AND created_at >= CURRENT_TIMESTAMP - interval '1 hour'
GROUP BY block_type ORDER BY results DESC, 1;
SELECT r.*, a.work_slot_id, a.work_date, s.keyword FROM {RESULTS} r
JOIN v1_hub_work_allocations a ON a.id = r.allocation_id
JOIN v1_hub_work_slots s ON s.id = a.work_slot_id ORDER BY r.id;
SELECT r.id, p.* FROM {RESULTS} r JOIN v1_hub_product_results p ON p.result_id = r.id ORDER BY p.id;
SELECT * FROM {RESULTS} WHERE block_details IS NOT NULL AND block_details = 'null' ORDER BY id;
SELECT * FROM {RESULTS} WHERE total_requests > 100 AND applied_cart_click IS NOT TRUE ORDER BY id;
SELECT * FROM {RESULTS} WHERE applied_settings @> '{{"work_type": "검색"}}' ORDER BY id;
SELECT * FROM {RESULTS} WHERE applied_settings ->> 'cart_click_enabled' = 'true' ORDER BY id;
SELECT status_code + 1, blocked_requests::text || 'x', upper(block_type), page_load_time_ms / 2.0
FROM {RESULTS} ORDER BY id;
SELECT id, sum(total_requests) OVER (PARTITION BY status ORDER BY id) FROM {RESULTS} ORDER BY id;
SELECT init_daily_work_tracking();
SELECT init_daily_work_tracking();
SELECT * FROM v1_hub_work_dashboard ORDER BY completion_rate DESC NULLS LAST, 1 LIMIT 50;
SELECT * FROM v1_hub_proxy_status WHERE proxy_id = 4 ORDER BY proxy_number;
SELECT * FROM v1_hub_failed_usage ORDER BY id;
SELECT * FROM v1_hub_client_today ORDER BY 1;
SELECT * FROM v1_hub_blocked_results ORDER BY id;
SELECT * FROM v1_hub_daily_results ORDER BY 1, 2;
REFRESH MATERIALIZED VIEW v1_hub_daily_results;
REFRESH MATERIALIZED VIEW CONCURRENTLY v1_hub_daily_results;
SELECT * FROM v1_hub_daily_results ORDER BY 1, 2;
SELECT currval('v1_hub_daily_work_tracking_id_seq') > 0;
SELECT nextval('v1_hub_proxy_usage_id_seq'), lastval();
SELECT col_description('{USAGE}'::regclass, 6), obj_description('{MAPPING}'::regclass);
SELECT table_name, column_name, ordinal_position, data_type, character_maximum_length,
column_default, numeric_precision, datetime_precision, udt_name FROM information_schema.columns
WHERE table_name IN ('{"', '".join(RETIRED)}') AND table_schema = 'public' ORDER BY 1, 3
"""


def test_reports_joins_and_neighbours(pair: Pair) -> None:
    for statement in READS.split(";\n"):
        pair.run(statement)
    pair.finish()


def test_row_locks_of_every_kind(shared: Pair) -> None:
    strengths = ("UPDATE", "NO KEY UPDATE", "SHARE", "KEY SHARE")
    for table in (*LEAVES, RESULTS):
        for strength in strengths:
            with shared.transaction(how="ROLLBACK"):
                shared.run(f"SELECT * FROM {table} WHERE id = 3 FOR {strength}")
                for rest in ("NOWAIT", "SKIP LOCKED"):
                    query = (
                        f"SELECT * FROM {table} AS t WHERE id IN (2, 3) FOR {strength} OF t {rest}"
                    )
                    shared.run(query, session="other")
                    shared.run(f"SELECT * FROM {table} WHERE id = 5 FOR UPDATE {rest}", session="x")
    with shared.transaction(how="ROLLBACK"):
        shared.run(
            f"SELECT s.id, t.allocated_count FROM v1_hub_work_slots s LEFT JOIN {TRACKING} t "
            "ON t.work_slot_id = s.id AND t.work_date = CURRENT_DATE WHERE s.is_active "
            "ORDER BY COALESCE(t.allocated_count, 0), s.id LIMIT 1 FOR UPDATE OF s"
        )
        shared.run(
            f"SELECT s.keyword, t.allocated_count, p.server_ip AS ip, p.port, m.current_ip "
            f"FROM v1_hub_work_slots s JOIN {TRACKING} t "
            "ON t.work_slot_id = s.id AND t.work_date = CURRENT_DATE "
            f"JOIN v1_hub_proxies p ON p.id = 4 JOIN {MAPPING} m "
            "ON m.proxy_id = p.id AND m.proxy_number = 1 WHERE s.id = 2 FOR UPDATE"
        )
        for table in (MAPPING, "v1_hub_proxies", TRACKING, "v1_hub_work_slots"):
            shared.run(
                f"SELECT id FROM {table} ORDER BY id FOR UPDATE SKIP LOCKED", session="other"
            )
            shared.run(f"SELECT id FROM {table} FOR SHARE NOWAIT", session="other")
    shared.run(f"SELECT count(*) FROM {USAGE} FOR UPDATE")  # 0A000
    shared.run(f"SELECT p.id FROM v1_hub_proxies p LEFT JOIN {MAPPING} m ON true FOR UPDATE OF m")
    shared.finish()


LOCKING = [
    f"UPDATE {RESULTS} SET total_requests = 5 WHERE id = 2",
    f"UPDATE {RESULTS} SET allocation_id = 3 WHERE id = 2",
    f"DELETE FROM {RESULTS} WHERE id = 2",
    f"INSERT INTO {RESULTS} (allocation_id, started_at, status) VALUES (2, '2031-01-01', 'error')",
    "INSERT INTO v1_hub_product_results (result_id, product_id, product_name) VALUES (2, 1, 'x')",
    f"SELECT FROM {RESULTS} WHERE id = 2 FOR KEY SHARE",
    f"SELECT FROM {RESULTS} WHERE id = 2 FOR NO KEY UPDATE",
    "UPDATE v1_hub_work_allocations SET client_ip = 'x' WHERE id IN (2, 3)",
    f"INSERT INTO {ACTIVITY} (client_ip, work_slot_id, allocation_id) VALUES ('x', 1, 2)",
    f"INSERT INTO {HISTORY} (work_slot_id, operation) VALUES (1, 'x')",
    "SELECT FROM v1_hub_work_slots WHERE id = 1 FOR UPDATE",
    f"INSERT INTO {USAGE} (proxy_id) VALUES (1)",
    f"UPDATE {MAPPING} SET current_ip = 'x' WHERE proxy_id = 1",
    f"UPDATE {HEARTBEAT} SET updated_at = now()",
    "SELECT FROM v1_hub_proxies WHERE id = 1 FOR UPDATE",
]


def test_any_two_statements_wait_for_each_other_alike(shared: Pair) -> None:
    for one, other in itertools.product(LOCKING, repeat=2):
        with shared.transaction(how="ROLLBACK"), shared.transaction("other", how="ROLLBACK"):
            shared.run("SET LOCAL lock_timeout = '20ms'", session="other")
            shared.run(one)
            shared.run(other, session="other")
    shared.finish()


# --- the legacy code ----------------------------------------------------------------------------
def allocate(pair: Pair, key: str, session: str = "main") -> int:
    with pair.transaction(session):
        pair.run(
            "SELECT id, max_folders FROM v1_hub_clients WHERE client_ip = %s FOR UPDATE",
            "10.8.0.3",
            session=session,
        )
        seen, _ = pair.run(
            f"SELECT s.id, t.allocated_count FROM v1_hub_work_slots s LEFT JOIN {TRACKING} t "
            "ON t.work_slot_id = s.id AND t.work_date = CURRENT_DATE "
            "WHERE s.is_active AND s.status = 'active' "
            "ORDER BY COALESCE(t.allocated_count, 0), s.id LIMIT 1 FOR UPDATE OF s",
            session=session,
        )
        slot = int(str(seen.rows[0][0]))
        made, _ = pair.run(
            "INSERT INTO v1_hub_work_allocations (work_slot_id, work_date, proxy_id, client_ip, "
            "allocation_key, expires_at) VALUES (%s, CURRENT_DATE, 4, '10.8.0.3', %s, %s) "
            "RETURNING id",
            slot,
            key,
            CLOCK,
            session=session,
        )
        pair.run(
            f"UPDATE {TRACKING} SET allocated_count = allocated_count + 1, "
            "first_allocation_at = COALESCE(first_allocation_at, CURRENT_TIMESTAMP), "
            "last_allocation_at = CURRENT_TIMESTAMP "
            "WHERE work_slot_id = %s AND work_date = CURRENT_DATE",
            slot,
            session=session,
        )
    return int(str(made.rows[0][0]))


RESULT_COLUMNS = (
    "allocation_id, started_at, completed_at, execution_time_ms, client_ip, instance_number, "
    "user_folder_number, applied_cart_click, status, status_code, current_page, is_blocked, "
    "block_type, block_details, page_load_time_ms, total_requests, blocked_requests, "
    "applied_settings"
)


def submit(pair: Pair, allocation: int, failed: bool) -> None:
    values: tuple[Any, ...] = (
        allocation, CLOCK, CLOCK, 1234, "10.8.0.3", 1, 2, True, "blocked" if failed else "success",
        200, None, failed, "captcha" if failed else None,
        Jsonb({"message": "차단", "selector": None}) if failed else Jsonb(None), 900, 120, 3,
        Jsonb({"work_type": "검색", "nested": {"a": [1, None]}}),
    )  # fmt: skip
    with pair.transaction():
        seen, _ = pair.run(
            f"INSERT INTO {RESULTS} ({RESULT_COLUMNS}) "
            f"VALUES ({', '.join(['%s'] * len(values))}) RETURNING id",
            *values,
        )
        result = seen.rows[0][0]
        pair.run(
            "INSERT INTO v1_hub_product_results (result_id, product_id, product_name, rating, "
            "review_count) VALUES (%s, 7000000001, '무선 이어폰', 4.5, 120), "
            "(%s, 7000000002, '캠핑 의자', NULL, 0) RETURNING *",
            result,
            result,
        )
        pair.run(
            "UPDATE v1_hub_work_allocations SET status = %s, completed_at = CURRENT_TIMESTAMP "
            "WHERE id = %s",
            "failed" if failed else "completed",
            allocation,
        )
        pair.run(
            f"INSERT INTO {ACTIVITY} (client_ip, instance_number, allocation_id, work_slot_id, "
            "status, execution_time_ms) SELECT '10.8.0.3', 1, a.id, a.work_slot_id, 'completed', "
            "1234 FROM v1_hub_work_allocations a WHERE a.id = %s",
            allocation,
        )
        counter = "failed_count" if failed else "completed_count"
        pair.run(
            f"UPDATE {TRACKING} SET {counter} = {counter} + 1 WHERE (work_slot_id, work_date) IN "
            "(SELECT work_slot_id, work_date FROM v1_hub_work_allocations WHERE id = %s) "
            "RETURNING *",
            allocation,
        )


def test_allocate_submit_and_expire(pair: Pair) -> None:
    for number in range(12):
        allocation = allocate(pair, f"key-{number}")
        if number % 3 < 2:
            submit(pair, allocation, failed=number % 3 == 1)
            continue
        with pair.transaction():
            pair.run(
                "UPDATE v1_hub_work_allocations SET status = 'expired' WHERE id = %s "
                "RETURNING work_slot_id, work_date",
                allocation,
            )
            pair.run(
                f"UPDATE {TRACKING} t SET allocated_count = GREATEST(0, allocated_count - 1), "
                "failed_count = failed_count + 1 FROM v1_hub_work_allocations a WHERE a.id = %s "
                "AND t.work_slot_id = a.work_slot_id AND t.work_date = a.work_date RETURNING t.*",
                allocation,
            )
            pair.run(
                f"INSERT INTO {ACTIVITY} (client_ip, allocation_id, status) "
                "VALUES ('10.8.0.3', %s, 'expired') RETURNING *",
                allocation,
            )
    pair.run("SELECT * FROM v1_hub_work_dashboard ORDER BY 1")
    pair.run("DELETE FROM v1_hub_work_allocations WHERE allocation_key = 'key-0'")  # cascades
    pair.finish()


def test_heartbeats_mappings_and_usage(pair: Pair) -> None:
    for name in ("server-1", "new-server", "new-server", "서버"):
        with pair.transaction():
            seen, _ = pair.run(f"SELECT * FROM {HEARTBEAT} WHERE name = %s FOR UPDATE", name)
            if seen.rows:
                pair.run(
                    f"UPDATE {HEARTBEAT} SET remote_ip = '203.0.113.2', "
                    "updated_at = CURRENT_TIMESTAMP WHERE name = %s RETURNING *",
                    name,
                )
            else:
                pair.run(
                    f"INSERT INTO {HEARTBEAT} (name, remote_ip) VALUES (%s, '203.0.113.9') "
                    "RETURNING *",
                    name,
                )
    for line in (1, 9):
        pair.run(
            f"INSERT INTO {MAPPING} AS m (proxy_id, proxy_number, current_ip, heartbeat_at) "
            "VALUES (2, %s, '2001:db8::1', CURRENT_TIMESTAMP) ON CONFLICT (proxy_id, proxy_number) "
            "DO UPDATE SET current_ip = EXCLUDED.current_ip, updated_at = CURRENT_TIMESTAMP, "
            "last_toggle = m.updated_at RETURNING *",
            line,
        )
    pair.run(
        f"UPDATE {MAPPING} SET current_ip = '198.51.100.77', last_toggle = CURRENT_TIMESTAMP, "
        "updated_at = CURRENT_TIMESTAMP WHERE proxy_id = %s",
        5,
    )
    pair.run(
        f"DELETE FROM {MAPPING} WHERE proxy_id IN "
        "(SELECT id FROM v1_hub_proxies WHERE server_ip = '203.0.113.3')"
    )
    for success in (True, False, None):
        pair.run(
            f"INSERT INTO {USAGE} (proxy_id, keyword_id, used_ip, success, response_time_ms) "
            "VALUES (3, 4, '198.51.100.7', %s, 321) RETURNING *",
            success,
        )
    pair.run(f"UPDATE {USAGE} SET proxy_id = 1, created_at = NULL WHERE id < 20 RETURNING *")
    pair.run(f"DELETE FROM {USAGE} WHERE proxy_id = 2 RETURNING *")
    pair.run("UPDATE v1_hub_failed_usage SET used_ip = 'x' WHERE id < 99 RETURNING *")
    pair.run("DELETE FROM v1_hub_failed_usage WHERE id > 300 RETURNING id")
    pair.finish()


def write_in_order_of_id(pair: Pair) -> None:
    """Whatever page each copy has a row on: history rows are numbered as rows are found."""
    pair.run("SET enable_seqscan = off")
    pair.run("SET enable_bitmapscan = off")


def test_slot_changes_write_the_same_history(pair: Pair) -> None:
    write_in_order_of_id(pair)
    for change in (
        "daily_work_count = 7, keyword = 'x' || id",
        "daily_work_count = daily_work_count",
        "updated_at = '2020-01-01'",
        'extra_config = \'{"a": {"b": null}, "n": 1.50}\', end_date = end_date + 1',
        "status = 'deleted', deleted_at = '2031-01-02 03:04:05.6', deleted_by = '관리자'",
        "code = NULL, cart_click_enabled = NULL, is_active = NULL, source = ''",
        "extra_config = jsonb_build_object('big', repeat(md5(id::text), 100))",
        "source = 'the big value stays as it is'",
        "extra_config = '[]'",
    ):
        pair.run(f"UPDATE v1_hub_work_slots SET {change} WHERE id < 9 RETURNING *")
    pair.run(
        "INSERT INTO v1_hub_work_slots (keyword, start_date, end_date) "
        "SELECT '새 슬롯 ' || i, DATE '2031-01-01', DATE '2031-02-01' FROM generate_series(1, 3) i "
        "RETURNING *"
    )
    with pair.transaction(how="ROLLBACK"):
        pair.run("UPDATE v1_hub_work_slots SET keyword = 'undone'")
    pair.run("SELECT * FROM v1_hub_slot_changes ORDER BY changed_at DESC NULLS LAST, id LIMIT 0")
    pair.finish()


def test_a_json_null_that_becomes_null_is_no_change_to_tell(pair: Pair) -> None:
    holding = "extra_config = 'null'"
    write_in_order_of_id(pair)
    pair.run(f"SELECT id FROM v1_hub_work_slots WHERE {holding} ORDER BY id")
    pair.run(
        "UPDATE v1_hub_work_slots SET extra_config = NULL, end_date = end_date + 1 "
        f"WHERE {holding} AND id > 0"
    )
    pair.finish()


# --- writing, shape by shape --------------------------------------------------------------------
INSERTS = [
    f"INSERT INTO {USAGE} DEFAULT VALUES RETURNING *",
    f"INSERT INTO {USAGE} VALUES (DEFAULT, 1, DEFAULT, NULL, DEFAULT, DEFAULT, DEFAULT) "
    "RETURNING *",
    f"INSERT INTO {USAGE} VALUES (70001, 1)",
    f"INSERT INTO {USAGE} (id, proxy_id) VALUES (70002, 1), (DEFAULT, 2), (70003, NULL) "
    "RETURNING *",
    f"INSERT INTO {USAGE} (proxy_id, success) SELECT id, NULL FROM v1_hub_proxies ORDER BY id "
    "RETURNING id, proxy_id, success, created_at",
    f"INSERT INTO {USAGE} (proxy_id, response_time_ms) OVERRIDING SYSTEM VALUE VALUES (1, 5)",
    f"INSERT INTO {USAGE} (id, proxy_id) OVERRIDING USER VALUE VALUES (5, 1) RETURNING id",
    f"INSERT INTO {USAGE} AS u (proxy_id) VALUES (7) RETURNING u.id, u.created_at AS at, u.*",
    f"INSERT INTO {USAGE} (proxy_id, created_at) VALUES (1, NULL) RETURNING created_at IS NULL",
    f"INSERT INTO {USAGE} (proxy_id, created_at) VALUES (1, 'infinity'), (1, '0044-03-15 BC')",
    f"INSERT INTO {MAPPING} (proxy_number) VALUES (1), (1) RETURNING *",
    f"INSERT INTO {MAPPING} (proxy_id, proxy_number) SELECT id, 77 FROM v1_hub_proxies "
    "ORDER BY id RETURNING *",
    f"INSERT INTO {HEARTBEAT} (name, remote_ip, created_at) "
    "VALUES ('n1', '::1', '2031-01-01'), ('n2', '', DEFAULT) RETURNING *",
    f"INSERT INTO {ACTIVITY} (client_ip) VALUES ('10.8.0.99') RETURNING *",
    f"INSERT INTO {ACTIVITY} (client_ip, allocation_id, work_slot_id, status, execution_time_ms) "
    "SELECT client_ip, id, work_slot_id, status, id FROM v1_hub_work_allocations "
    "WHERE client_ip IS NOT NULL AND id < 40 ORDER BY id RETURNING *",
    f"INSERT INTO {TRACKING} (work_slot_id, work_date, target_count) "
    "SELECT id, '2031-01-01', 5 FROM v1_hub_work_slots ORDER BY id RETURNING *",
    f"INSERT INTO {RESULTS} (allocation_id, started_at, status) "
    "VALUES (1, '2031-01-01', 'success') RETURNING *",
    f"INSERT INTO {RESULTS} (allocation_id, started_at, status, is_blocked, created_at, "
    "applied_settings) VALUES (1, '2031-01-01', 'error', NULL, NULL, NULL) RETURNING *",
    f"INSERT INTO {RESULTS} (id, allocation_id, started_at, status, block_details) VALUES "
    "(70001, 1, 'infinity', 'error', 'null'), (DEFAULT, 2, '2031-01-01', 'error', "
    """'{"a": 1.50, "b": [], "c": {"d": null}, "빈": "\\u0001"}') RETURNING *""",
    f"INSERT INTO {RESULTS} (allocation_id, started_at, status, total_requests, blocked_requests, "
    "block_type, applied_cart_click) SELECT id, allocated_at, 'timeout', -2147483648, 2147483647, "
    "E'quote '' \\\\ \" \\n end', id % 2 = 0 FROM v1_hub_work_allocations "
    "WHERE allocated_at IS NOT NULL ORDER BY id LIMIT 9 RETURNING *",
    f"INSERT INTO {RESULTS} VALUES (DEFAULT, 1, '2031-01-01', NULL, NULL, NULL, NULL, NULL, NULL, "
    "'failed', NULL, NULL, DEFAULT, '', '\"\"', NULL, NULL, NULL, NULL, NULL, DEFAULT, DEFAULT) "
    "RETURNING *",
    f"INSERT INTO {RESULTS} SELECT * FROM v1_hub_work_results_archive WHERE false",
    f"INSERT INTO {RESULTS} (allocation_id, started_at, status) VALUES (1, '2031-01-01', 'error'), "
    "(2, '2031-01-01', 'error'), (3, '2031-01-01', 'error') RETURNING id, is_blocked, created_at",
    "INSERT INTO v1_hub_work_results_archive (allocation_id, started_at, status) "
    "VALUES (1, '2031-01-01', 'error') RETURNING *",
    "INSERT INTO v1_hub_proxy_usage_archive (proxy_id) VALUES (1) RETURNING *",
    f"INSERT INTO v1_hub_proxy_usage_archive SELECT * FROM {USAGE} WHERE id < 9 RETURNING *",
    f"INSERT INTO {HISTORY} (work_slot_id, operation, old_data, new_data, change_summary) "
    "VALUES (1, 'IMPORT', 'null', '{\"a\": 1.50}', '한 줄'), (2, '', NULL, NULL, NULL)",
    f"INSERT INTO {HISTORY} (work_slot_id, operation, changed_by, changed_at) "
    "VALUES (1, 'X', '관리자', '2031-01-01'), (1, 'Y', NULL, DEFAULT), (2, 'Z', '', NULL) "
    "RETURNING work_slot_id, operation, changed_by, changed_at",
    f"INSERT INTO {HISTORY} (id, work_slot_id, operation) VALUES (900001, 3, 'W') RETURNING *",
    f"INSERT INTO {HISTORY} (work_slot_id, operation) SELECT id, 'bulk' FROM v1_hub_work_slots "
    "ORDER BY id",
]


def test_inserts_of_every_form(pair: Pair) -> None:
    for statement in INSERTS:
        pair.run(statement)
    pair.finish()


UPDATES = [
    f"UPDATE {USAGE} SET response_time_ms = response_time_ms + 1 WHERE success RETURNING *",
    f"UPDATE {USAGE} SET (used_ip, success) = ROW ('x', DEFAULT), created_at = DEFAULT "
    "WHERE id = 1 RETURNING *",
    f"UPDATE {USAGE} u SET used_ip = p.server_ip FROM v1_hub_proxies p WHERE p.id = u.proxy_id "
    "AND p.port = 3128 RETURNING u.id, u.used_ip, p.port",
    f"UPDATE {USAGE} SET id = id + 100000 WHERE id < 4 RETURNING id",
    f"UPDATE {USAGE} SET id = DEFAULT WHERE id = 10 RETURNING id",
    f"UPDATE {MAPPING} a SET current_ip = b.current_ip FROM {MAPPING} b "
    "WHERE b.proxy_id = a.proxy_id AND b.proxy_number = 5 - a.proxy_number RETURNING a.*",
    f"UPDATE {MAPPING} SET (current_ip, last_toggle) = "
    "(SELECT p.external_ip, p.last_toggle_at FROM v1_hub_proxies p WHERE p.id = proxy_id) "
    "WHERE proxy_id < 9 RETURNING *",
    f"UPDATE {MAPPING} SET proxy_number = proxy_number + 10 WHERE proxy_id = 3 RETURNING *",
    f"UPDATE {HEARTBEAT} SET updated_at = CURRENT_TIMESTAMP, name = name || '*' RETURNING *",
    f"UPDATE {ACTIVITY} SET execution_time_ms = COALESCE(execution_time_ms, 0) * 2, "
    "reported_at = reported_at + interval '1 day' WHERE client_ip = '10.8.0.4' RETURNING *",
    f"UPDATE {TRACKING} SET completed_count = completed_count + 1, failed_count = NULL "
    "WHERE work_date = CURRENT_DATE RETURNING *",
    f"UPDATE {TRACKING} SET target_count = 1 WHERE false RETURNING *",
    f"UPDATE {TRACKING} t SET avg_response_time_ms = s.ms FROM (SELECT work_slot_id, "
    f"max(execution_time_ms) AS ms FROM {ACTIVITY} GROUP BY 1) s "
    "WHERE s.work_slot_id = t.work_slot_id RETURNING t.id, t.avg_response_time_ms",
    f"UPDATE {RESULTS} SET page_load_time_ms = 1, blocked_requests = COALESCE(blocked_requests, 0) "
    '+ 1, block_details = \'{"message": "다시 확인", "selector": null}\' WHERE id = 5 RETURNING *',
    f"UPDATE {RESULTS} SET total_requests = total_requests + 1",
    f"UPDATE {RESULTS} SET total_requests = NULL, block_details = 'null' WHERE id < 9 RETURNING *",
    f"UPDATE {RESULTS} SET block_details = NULL, block_type = '' WHERE id < 9 RETURNING *",
    f"UPDATE {RESULTS} SET status = 'failed', is_blocked = NOT is_blocked, created_at = DEFAULT, "
    "applied_settings = applied_settings || '{\"again\": true}' WHERE id BETWEEN 10 AND 20 "
    "RETURNING *",
    f"UPDATE {RESULTS} SET execution_time_ms = execution_time_ms * 2 WHERE block_type = 'captcha' "
    "RETURNING id, execution_time_ms",
    f"UPDATE {RESULTS} SET id = id + 500000 WHERE id IN (3, 4) RETURNING id",
    f"UPDATE {RESULTS} SET id = DEFAULT WHERE id = 7 RETURNING id",
    f"UPDATE {RESULTS} r SET current_page = a.id, client_ip = a.client_ip "
    "FROM v1_hub_work_allocations a WHERE a.id = r.allocation_id AND a.status = 'failed' "
    "RETURNING r.id, r.current_page, a.status",
    f"UPDATE {RESULTS} SET (status_code, current_page) = (SELECT count(*), max(p.product_id % 100) "
    f"FROM v1_hub_product_results p WHERE p.result_id = {RESULTS}.id) WHERE id < 60 RETURNING *",
    f"UPDATE {RESULTS} SET allocation_id = 1 WHERE allocation_id = 2 RETURNING id",
    f"UPDATE {RESULTS} SET total_requests = 1 WHERE id = -1 RETURNING *",
    f"UPDATE {RESULTS} SET applied_cart_click = DEFAULT, is_blocked = DEFAULT, "
    "applied_settings = DEFAULT WHERE id = 30 RETURNING *",
    "UPDATE v1_hub_work_slots SET code = code WHERE id = 1",
]


def test_updates_of_every_form(pair: Pair) -> None:
    for statement in UPDATES:
        pair.run(statement)
    pair.finish()


DELETES = [
    f"DELETE FROM {USAGE} WHERE id = 1 RETURNING *",
    f"DELETE FROM {USAGE} u USING v1_hub_proxies p WHERE p.id = u.proxy_id AND p.port = 3129 "
    "RETURNING u.*, p.server_ip",
    f"DELETE FROM {USAGE} WHERE created_at IS NULL RETURNING *",
    f"DELETE FROM {MAPPING} WHERE id IN (SELECT id FROM {MAPPING} ORDER BY id DESC LIMIT 3) "
    "RETURNING id",
    f"DELETE FROM {HEARTBEAT} RETURNING name",
    f"DELETE FROM {ACTIVITY} a WHERE EXISTS (SELECT 1 FROM {RESULTS} r "
    "WHERE r.allocation_id = a.allocation_id AND r.is_blocked) RETURNING *",
    f"DELETE FROM {TRACKING} WHERE work_date < CURRENT_DATE - 3",
    f"DELETE FROM {RESULTS} WHERE id = 8 RETURNING *",
    f"DELETE FROM {RESULTS} WHERE total_requests > 200 RETURNING id, total_requests",
    f"DELETE FROM {RESULTS} r USING v1_hub_work_allocations a WHERE a.id = r.allocation_id "
    "AND a.proxy_id < 10 RETURNING r.*, a.proxy_id",
    f"DELETE FROM {RESULTS} WHERE id = -1",
    "DELETE FROM v1_hub_work_allocations WHERE id BETWEEN 100 AND 120",
    f"DELETE FROM {RESULTS}",
    "SELECT count(*) FROM v1_hub_product_results",
]


def test_deletes_of_every_form(pair: Pair) -> None:
    for statement in DELETES:
        pair.run(statement)
    pair.finish()


MODIFYING = [
    f"WITH gone AS (DELETE FROM {USAGE} WHERE id < 50 RETURNING *) "
    "INSERT INTO v1_hub_proxy_usage_archive SELECT * FROM gone RETURNING *",
    f"WITH made AS (INSERT INTO {USAGE} (proxy_id) VALUES (1), (2) RETURNING *), "
    f"seen AS (SELECT count(*) AS n FROM {USAGE}) SELECT made.*, seen.n FROM made, seen",
    f"WITH made AS (INSERT INTO {RESULTS} (allocation_id, started_at, status) "
    "VALUES (1, '2031-01-01', 'success'), (2, '2031-01-01', 'error') RETURNING id) "
    "INSERT INTO v1_hub_product_results (result_id, product_id, product_name) "
    "SELECT id, 1, '상품' FROM made RETURNING *",
    f"WITH gone AS (DELETE FROM {RESULTS} WHERE id IN (11, 12) RETURNING *) "
    "INSERT INTO v1_hub_work_results_archive SELECT * FROM gone RETURNING *",
    f"WITH counted AS (UPDATE {TRACKING} SET completed_count = completed_count + 1 "
    "WHERE work_slot_id = 1 AND work_date = CURRENT_DATE RETURNING *) "
    f"SELECT t.completed_count, c.completed_count FROM {TRACKING} t JOIN counted c USING (id)",
    f"WITH a AS (UPDATE {RESULTS} SET current_page = 77 WHERE id = 20 RETURNING id), "
    f"b AS (DELETE FROM {RESULTS} WHERE id = 21 RETURNING id) TABLE a UNION ALL TABLE b",
    f"WITH a AS (UPDATE {RESULTS} SET current_page = 78 WHERE id < 5) "
    f"SELECT current_page FROM {RESULTS} WHERE id < 5 ORDER BY id",
    f"WITH a AS (DELETE FROM {RESULTS} WHERE id < 3) SELECT count(*) FROM {RESULTS}",
    f"WITH a AS (INSERT INTO {RESULTS} (allocation_id, started_at, status) "
    f"VALUES (1, '2031-01-01', 'success')) SELECT count(*) FROM {RESULTS}",
]


def test_statements_that_modify_in_a_cte(pair: Pair) -> None:
    for statement in MODIFYING:
        pair.run(statement)
    pair.finish()


SELF_READING = [
    "UPDATE {0} a SET {1} = b.{1} FROM {0} b WHERE a.id IN (1, 2) AND b.id = 3 - a.id "
    "RETURNING a.id, a.{1}, b.{1}",
    "UPDATE {0} a SET {1} = b.{1} FROM {0} b WHERE b.id = a.id + 1 RETURNING a.id, a.{1}, b.{1}",
    "UPDATE {0} a SET {1} = (SELECT b.{1} FROM {0} b WHERE b.id < a.id ORDER BY b.id DESC LIMIT 1)",
    "UPDATE {0} SET {1} = (SELECT max(b.{1}) + 1 FROM {0} b) WHERE id < 50",
    "UPDATE {0} a SET {1} = a.{1} + (SELECT count(*) FROM {0} b WHERE b.{1} >= a.{1})",
    "WITH u AS (UPDATE {0} SET {1} = {1} + 1 WHERE id = 1 RETURNING *) "
    "SELECT r.{1}, u.{1} FROM u JOIN {0} r ON r.id = u.id",
    "WITH u AS (UPDATE {0} SET {1} = {1} + 1 WHERE id < 9 RETURNING *), "
    "v AS (SELECT * FROM u) SELECT r.id, r.{1}, v.{1} FROM {0} r LEFT JOIN v ON r.id = v.id",
    "DELETE FROM {0} a USING {0} b WHERE b.{1} = a.{1} AND b.id > a.id AND a.id < 60 "
    "RETURNING a.id, a.{1}",
    "DELETE FROM {0} WHERE {1} < (SELECT avg({1}) FROM {0}) AND id < 30 RETURNING id",
    "UPDATE {0} SET {1} = 1 WHERE id = (SELECT max(id) FROM {0} WHERE {1} IS NOT NULL) "
    "RETURNING id",
]


@pytest.mark.parametrize(
    ("table", "column"),
    [
        (USAGE, "response_time_ms"),
        (TRACKING, "completed_count"),
        (RESULTS, "execution_time_ms"),
        (RESULTS, "total_requests"),
        (RESULTS, "allocation_id"),
    ],
)
def test_a_statement_that_reads_what_it_writes_sees_its_snapshot(
    pair: Pair, table: str, column: str
) -> None:
    for shape in SELF_READING:
        query = shape.format(table, column).replace("{0}", table).replace("{1}", column)
        told = pair.run(query, same=False)
        # Which of several bad rows is met first is nobody's promise: folding has moved them.
        one, two = (replace(o, refusal=o.refusal and replace(o.refusal, detail=None)) for o in told)
        pair.compare(query, (), one, two)
    pair.finish()


def test_several_statements_of_one_transaction_see_each_other(pair: Pair) -> None:
    for table, column in (
        (RESULTS, "total_requests"),
        (RESULTS, "execution_time_ms"),
        (USAGE, "response_time_ms"),
    ):
        with pair.transaction():
            for _ in range(3):
                pair.run(f"UPDATE {table} SET {column} = {column} + 1 WHERE id < 9 RETURNING *")
            pair.run(f"UPDATE {table} SET {column} = 1 / (id - 5)")  # 22012, to a savepoint
            pair.run(f"UPDATE {table} SET {column} = {column} + 1 WHERE id < 9 RETURNING *")
            pair.run(f"SELECT id, {column} FROM {table} WHERE id < 9 ORDER BY id")
            pair.run(f"DELETE FROM {table} WHERE id = 8 RETURNING {column}")
            pair.run(f"SELECT id, {column} FROM {table} WHERE id < 9 ORDER BY id")
        with pair.transaction(how="ROLLBACK"):
            pair.run(f"DELETE FROM {table} WHERE id = 5 RETURNING {column}")
        pair.run(f"SELECT id, {column} FROM {table} WHERE id < 9 ORDER BY id")
    pair.finish()


UPSERTS = [
    f"INSERT INTO {MAPPING} (proxy_id, proxy_number, current_ip) VALUES (1, 1, 'a'), (1, 55, 'b') "
    "ON CONFLICT (proxy_id, proxy_number) DO UPDATE SET current_ip = EXCLUDED.current_ip "
    "RETURNING *",
    f"INSERT INTO {MAPPING} AS m (proxy_id, proxy_number, current_ip) VALUES (1, 1, 'c') "
    "ON CONFLICT (proxy_id, proxy_number) DO UPDATE SET current_ip = m.current_ip || "
    "EXCLUDED.current_ip WHERE m.is_active RETURNING *",
    f"INSERT INTO {MAPPING} (proxy_id, proxy_number) VALUES (1, 1), (1, 2), (1, 88) "
    "ON CONFLICT DO NOTHING RETURNING *",
    f"INSERT INTO {MAPPING} (proxy_id, proxy_number) VALUES (2, 66), (2, 66) "
    "ON CONFLICT (proxy_id, proxy_number) DO UPDATE SET current_ip = 'z'",  # 21000
    f"INSERT INTO {MAPPING} (id, proxy_number) VALUES (1, 1) "
    "ON CONFLICT (id) DO UPDATE SET proxy_number = EXCLUDED.proxy_number RETURNING *",
    f"INSERT INTO {HEARTBEAT} (name, remote_ip) VALUES ('server-1', 'x'), ('brand-new', 'y') "
    "ON CONFLICT (name) DO UPDATE SET remote_ip = EXCLUDED.remote_ip, "
    "updated_at = CURRENT_TIMESTAMP RETURNING *",
    f"INSERT INTO {HEARTBEAT} (name, remote_ip) VALUES ('server-1', 'x') ON CONFLICT DO NOTHING",
    f"INSERT INTO {TRACKING} (work_slot_id, work_date, target_count) VALUES (1, CURRENT_DATE, 9) "
    "ON CONFLICT (work_slot_id, work_date) DO UPDATE SET allocated_count = "
    f"{TRACKING}.allocated_count + 1 RETURNING *",
    f"INSERT INTO {TRACKING} (work_slot_id, work_date, target_count) VALUES (1, CURRENT_DATE, 9) "
    "ON CONFLICT (work_slot_id) DO NOTHING",  # 42P10
    f"INSERT INTO {USAGE} (id, proxy_id) VALUES (5, 1) "
    "ON CONFLICT (id) DO UPDATE SET used_ip = 'again' RETURNING *",
]


def test_upserts_on_the_views_of_leaves(pair: Pair) -> None:
    for statement in UPSERTS:
        pair.run(statement)
    pair.finish()


def test_cursors_fetch_as_from_a_table(shared: Pair) -> None:
    for table in RETIRED:
        with shared.transaction():
            shared.run(f"DECLARE c SCROLL CURSOR FOR SELECT * FROM {table} ORDER BY id")
            for move in ("NEXT", "5", "LAST", "-3", "ABSOLUTE 4", "RELATIVE -1"):
                shared.run(f"FETCH {move} FROM c", ordered=True)
            shared.run("MOVE FORWARD ALL IN c")
            shared.run("CLOSE c")
    with shared.transaction():
        shared.run(f"DECLARE h CURSOR WITH HOLD FOR SELECT * FROM {RESULTS} ORDER BY id")
    shared.run("FETCH 5 FROM h", ordered=True)
    shared.run("CLOSE h")
    shared.finish()


# --- bad writes ---------------------------------------------------------------------------------
LONG = "x" * 300
BAD_WRITES = [
    ("23502", f"INSERT INTO {MAPPING} (proxy_id) VALUES (1)"),
    ("23502", f"INSERT INTO {HEARTBEAT} (name) VALUES ('n')"),
    ("23502", f"INSERT INTO {HEARTBEAT} DEFAULT VALUES"),
    ("23502", f"INSERT INTO {USAGE} (id) VALUES (NULL)"),
    ("23502", f"INSERT INTO {ACTIVITY} (status) VALUES ('x')"),
    ("23502", f"INSERT INTO {TRACKING} (work_slot_id, work_date) VALUES (1, '2031-01-01')"),
    ("23502", f"INSERT INTO {HISTORY} (work_slot_id) VALUES (1)"),
    ("23502", f"INSERT INTO {HISTORY} DEFAULT VALUES"),
    ("23502", f"INSERT INTO {HISTORY} (id, work_slot_id, operation) VALUES (NULL, 1, 'x')"),
    ("23502", f"INSERT INTO {RESULTS} DEFAULT VALUES"),
    ("23502", f"INSERT INTO {RESULTS} (allocation_id, status) VALUES (1, 'error')"),
    ("23502", f"INSERT INTO {RESULTS} (allocation_id, started_at) VALUES (1, '2031-01-01')"),
    ("23502", f"UPDATE {MAPPING} SET proxy_number = NULL WHERE id = 1"),
    ("23502", f"UPDATE {TRACKING} SET target_count = NULL WHERE id = 1"),
    ("23502", f"UPDATE {RESULTS} SET started_at = NULL WHERE id = 1"),
    ("23502", f"UPDATE {RESULTS} SET id = NULL WHERE id = 1"),
    ("23502", f"UPDATE {HEARTBEAT} SET remote_ip = NULL"),
    ("23503", f"INSERT INTO {MAPPING} (proxy_id, proxy_number) VALUES (99999, 1)"),
    ("23503", f"INSERT INTO {USAGE} (proxy_id) VALUES (99999)"),
    ("23503", f"INSERT INTO {USAGE} (keyword_id) VALUES (99999)"),
    ("23503", f"INSERT INTO {ACTIVITY} (client_ip, allocation_id) VALUES ('x', 99999)"),
    ("23503", f"INSERT INTO {TRACKING} VALUES (DEFAULT, 99999, '2031-01-01', 1)"),
    ("23503", f"INSERT INTO {HISTORY} (work_slot_id, operation) VALUES (99999, 'x')"),
    ("23503", f"INSERT INTO {RESULTS} (allocation_id, started_at, status) "
     "VALUES (99999, '2031-01-01', 'error')"),
    ("23503", f"UPDATE {RESULTS} SET allocation_id = 99999 WHERE id = 1"),
    ("23503", f"UPDATE {USAGE} SET proxy_id = 99999"),
    ("23503", f"UPDATE {RESULTS} SET id = 99999 WHERE id = 10"),
    ("23503", "INSERT INTO v1_hub_product_results (result_id, product_id, product_name) "
     "VALUES (99999, 1, 'x')"),
    ("23503", "DELETE FROM v1_hub_proxies WHERE id = 1"),
    ("23503", "DELETE FROM v1_hub_test_keywords WHERE id = 7"),
    ("23503", "UPDATE v1_hub_proxies SET id = 99999 WHERE id = 1"),
    ("23505", f"INSERT INTO {MAPPING} (proxy_id, proxy_number) VALUES (1, 1)"),
    ("23505", f"INSERT INTO {MAPPING} (id, proxy_number) VALUES (1, 1)"),
    ("23505", f"INSERT INTO {HEARTBEAT} (name, remote_ip) VALUES ('server-1', 'x')"),
    ("23505", f"INSERT INTO {USAGE} (id) VALUES (1)"),
    ("23505", f"INSERT INTO {ACTIVITY} (id, client_ip) VALUES (1, 'x')"),
    ("23505", f"INSERT INTO {TRACKING} VALUES (DEFAULT, 1, CURRENT_DATE, 1)"),
    ("23505", f"INSERT INTO {HISTORY} (id, work_slot_id, operation) VALUES (1, 1, 'x')"),
    ("23505", f"INSERT INTO {RESULTS} (id, allocation_id, started_at, status) "
     "VALUES (1, 1, '2031-01-01', 'error')"),
    ("23505", f"UPDATE {RESULTS} SET id = 2 WHERE id = 1"),
    ("23505", f"UPDATE {MAPPING} SET proxy_number = 1 WHERE proxy_id = 1"),
    ("23505", f"UPDATE {TRACKING} SET work_date = CURRENT_DATE WHERE work_slot_id = 1"),
    ("23514", f"INSERT INTO {RESULTS} (allocation_id, started_at, status) "
     "VALUES (1, '2031-01-01', 'unknown')"),
    ("23514", f"UPDATE {RESULTS} SET status = 'unknown' WHERE id = 1"),
    ("23514", "UPDATE v1_hub_work_allocations SET status = 'unknown'"),
    ("22001", f"INSERT INTO {HEARTBEAT} (name, remote_ip) VALUES ('{LONG}', 'x')"),
    ("22001", f"INSERT INTO {USAGE} (used_ip) VALUES ('{LONG}')"),
    ("22001", f"INSERT INTO {ACTIVITY} (client_ip, status) VALUES ('x', '{LONG}')"),
    ("22001", f"INSERT INTO {HISTORY} (work_slot_id, operation) VALUES (1, '{LONG}')"),
    ("22001", f"INSERT INTO {HISTORY} (work_slot_id, operation, changed_by) "
     f"VALUES (1, 'x', '{LONG}')"),
    ("22001", f"UPDATE {MAPPING} SET current_ip = '{LONG}'"),
    ("22001", f"UPDATE {RESULTS} SET block_type = '{LONG}' WHERE id = 1"),
    ("22001", f"INSERT INTO {RESULTS} (allocation_id, started_at, status, block_type) "
     f"VALUES (1, '2031-01-01', 'error', '{LONG}')"),
    ("22001", f"INSERT INTO {RESULTS} (allocation_id, started_at, status) "
     f"VALUES (1, '2031-01-01', '{LONG}')"),
    ("22003", f"INSERT INTO {USAGE} (response_time_ms) VALUES (99999999999)"),
    ("22003", f"UPDATE {RESULTS} SET total_requests = 99999999999 WHERE id = 1"),
    ("22003", f"UPDATE {RESULTS} SET total_requests = 2147483647 + total_requests"),
    ("22003", f"UPDATE {TRACKING} SET completed_count = completed_count + 2147483647"),
    ("22P02", f"INSERT INTO {USAGE} (proxy_id) VALUES ('one')"),
    ("22P02", f"INSERT INTO {USAGE} (success) VALUES ('perhaps')"),
    ("22P02", f"UPDATE {RESULTS} SET block_details = '{{' WHERE id = 1"),
    ("22P02", f"SELECT * FROM {RESULTS} WHERE total_requests = 'many'"),
    ("22007", f"INSERT INTO {TRACKING} VALUES (DEFAULT, 1, 'someday', 1)"),
    ("22008", f"INSERT INTO {USAGE} (created_at) VALUES ('2031-13-45')"),
    ("22012", f"UPDATE {RESULTS} SET current_page = 1 / 0"),
    ("21000", f"UPDATE {RESULTS} SET current_page = (SELECT id FROM {USAGE}) WHERE id = 1"),
    ("42703", f"INSERT INTO {USAGE} (no_such) VALUES (1)"),
    ("42703", f"SELECT logged_at FROM {USAGE}"),
    ("42703", f"SELECT log_type FROM {MAPPING}"),
    ("42703", f"SELECT result_data FROM {RESULTS}"),
    ("42703", f"UPDATE {RESULTS} SET no_such = 1"),
    ("42703", f"SELECT r.no_such FROM {RESULTS} r"),
    ("42703", f"SELECT record_id FROM {HISTORY}"),
    ("42601", f"INSERT INTO {HEARTBEAT} (name) VALUES ('a', 'b')"),
    ("42601", f"INSERT INTO {HEARTBEAT} VALUES (1, 'a', 'b', now(), now(), 6)"),
    ("42701", f"INSERT INTO {HEARTBEAT} (name, name) VALUES ('a', 'b')"),
    ("42804", f"UPDATE {USAGE} SET proxy_id = TRUE"),
    ("42804", f"INSERT INTO {RESULTS} (allocation_id, started_at, status, total_requests) "
     "VALUES (1, '2031-01-01', 'error', '{}'::jsonb)"),
    ("42883", f"SELECT * FROM {RESULTS} WHERE total_requests = 'x'::text"),
    ("42803", f"SELECT status, total_requests FROM {RESULTS} GROUP BY status"),
    ("42P01", "SELECT * FROM v1_hub_proxy_usages"),
    ("25006", f"SET TRANSACTION READ ONLY; DELETE FROM {USAGE}"),
    ("25006", f"SET TRANSACTION READ ONLY; UPDATE {RESULTS} SET status = 'error'"),
    ("25006", f"SET TRANSACTION READ ONLY; INSERT INTO {HISTORY} (work_slot_id, operation) "
     "VALUES (1, 'x')"),
]  # fmt: skip


def test_bad_writes_are_refused_alike(shared: Pair) -> None:
    for sqlstate, statement in BAD_WRITES:
        seen, _ = shared.run(statement)
        assert seen.refusal is not None, statement
        assert seen.refusal.sqlstate == sqlstate, (statement, seen.refusal)
    shared.finish()


def test_refusals_hold_with_parameters_of_a_driver(shared: Pair) -> None:
    for statement, parameters in (
        (f"INSERT INTO {USAGE} (proxy_id, used_ip) VALUES (%s, %s)", (1, LONG)),
        (f"INSERT INTO {USAGE} (proxy_id) VALUES (%s)", (99999999999,)),
        (f"INSERT INTO {USAGE} (proxy_id, success) VALUES (%s, %s)", ("x", True)),
        (f"UPDATE {RESULTS} SET total_requests = %s WHERE id = %s", (2**40, 1)),
        (f"UPDATE {RESULTS} SET block_type = %s WHERE id = %s", (LONG, 1)),
        (f"UPDATE {RESULTS} SET started_at = %s WHERE id = %s", (date(2031, 1, 1), 1)),
        (f"UPDATE {TRACKING} SET target_count = %s WHERE id = %s", (None, 1)),
        (f"SELECT %s = id FROM {HISTORY}", (1.5,)),
    ):
        for prepare in (True, False):
            shared.run(statement, *parameters, prepare=prepare)
    shared.finish()


# --- MERGE, from PostgreSQL 17 on; before, see test_twin_limits.py -------------------------------
# Rows that one statement inserts are numbered as its plan finds them: they bring their numbers.
MERGES = [
    f"MERGE INTO {MAPPING} m USING (SELECT id, server_ip FROM v1_hub_proxies WHERE id < 5) p "
    "ON m.proxy_id = p.id AND m.proxy_number = 1 "
    "WHEN MATCHED AND p.id = 2 THEN DELETE WHEN MATCHED THEN UPDATE SET current_ip = p.server_ip "
    "WHEN NOT MATCHED THEN INSERT (id, proxy_id, proxy_number) VALUES (p.id + 10000, p.id, 1) "
    "RETURNING merge_action(), m.*",
    f"MERGE INTO {TRACKING} t USING (SELECT id FROM v1_hub_work_slots WHERE id < 50) s "
    "ON t.work_slot_id = s.id AND t.work_date = CURRENT_DATE + 1 "
    "WHEN MATCHED THEN UPDATE SET target_count = 1 "
    "WHEN NOT MATCHED THEN INSERT (id, work_slot_id, work_date, target_count) "
    "VALUES (s.id + 10000, s.id, CURRENT_DATE + 1, 5)",
    f"MERGE INTO {TRACKING} t USING (SELECT 50) s (id) "
    "ON t.work_slot_id = s.id AND t.work_date = CURRENT_DATE + 1 "
    "WHEN NOT MATCHED THEN INSERT (work_slot_id, work_date) VALUES (s.id, CURRENT_DATE + 1) "
    "RETURNING merge_action(), t.*",
    f"MERGE INTO {RESULTS} r USING (SELECT id FROM v1_hub_work_allocations WHERE id < 30) a "
    "ON r.allocation_id = a.id WHEN MATCHED AND r.is_blocked THEN DELETE "
    "WHEN MATCHED THEN UPDATE SET total_requests = r.total_requests + 1, status_code = a.id "
    "WHEN NOT MATCHED THEN INSERT (id, allocation_id, started_at, status) "
    "VALUES (a.id + 10000, a.id, '2031-01-01', 'error') RETURNING merge_action(), r.*",
    f"MERGE INTO {RESULTS} r USING (VALUES (1), (1)) v (id) ON r.id = v.id "
    "WHEN MATCHED THEN UPDATE SET total_requests = 0",  # 21000
]


def test_merge_into_the_views(pair: Pair) -> None:
    """Before PostgreSQL 17 there is neither MERGE into a view nor merge_action()."""
    server = pair.databases[0].server
    for statement in MERGES:
        if server.major >= 17:
            pair.run(statement)
        else:
            _, view = pair.run(statement.partition(" RETURNING ")[0], same=False)
            assert view.refusal is not None
            assert view.refusal.sqlstate == "0A000"
    if server.major >= 17:
        pair.finish()


# --- statements prepared before the install, pipelines, pgbench ----------------------------------
PREPARED: list[tuple[str, list[tuple[object, ...]]]] = [
    (f"SELECT * FROM {HEARTBEAT} WHERE name = %s FOR UPDATE", [("server-1",), ("none",)]),
    (f"UPDATE {HEARTBEAT} SET updated_at = %s WHERE name = %s RETURNING *", [(CLOCK, "server-2")]),
    (f"INSERT INTO {HEARTBEAT} (name, remote_ip) VALUES (%s, %s) RETURNING *", [("new", "::1")]),
    (f"INSERT INTO {USAGE} (proxy_id, keyword_id, used_ip, success, response_time_ms) "
     "VALUES (%s, %s, %s, %s, %s) RETURNING *", [(1, 2, "198.51.100.7", True, 300)]),
    (f"SELECT u.*, p.port FROM {USAGE} u LEFT JOIN v1_hub_proxies p ON p.id = u.proxy_id "
     "WHERE u.keyword_id = %s ORDER BY u.created_at DESC, u.id LIMIT 100", [(5,), (6,)]),
    (f"SELECT * FROM {MAPPING} WHERE proxy_id = %s", [(3,)]),
    (f"INSERT INTO {MAPPING} (proxy_id, proxy_number, current_ip) VALUES (%s, %s, %s) "
     "ON CONFLICT (proxy_id, proxy_number) DO UPDATE SET current_ip = EXCLUDED.current_ip, "
     "updated_at = CURRENT_TIMESTAMP RETURNING *", [(1, 1, "a"), (1, 9, "b")]),
    (f"DELETE FROM {MAPPING} WHERE proxy_id = %s AND proxy_number = %s", [(9, 1)]),
    (f"INSERT INTO {ACTIVITY} (client_ip, allocation_id, status) VALUES (%s, %s, %s) RETURNING *",
     [("10.8.0.1", 3, "done")]),
    (f"UPDATE {TRACKING} SET completed_count = completed_count + %s WHERE work_slot_id = %s "
     "AND work_date = CURRENT_DATE RETURNING *", [(1, 1), (2, 2)]),
    (f"SELECT * FROM {HISTORY} WHERE work_slot_id = %s ORDER BY changed_at DESC, id LIMIT 5",
     [(4,)]),
    (f"INSERT INTO {RESULTS} (allocation_id, started_at, status, total_requests, block_details) "
     "VALUES (%s, %s, %s, %s, %s) RETURNING *", [(1, CLOCK, "success", 5, Jsonb({"a": None}))]),
    (f"SELECT * FROM {RESULTS} WHERE allocation_id = %s ORDER BY id", [(1,), (2,)]),
    (f"UPDATE {RESULTS} SET total_requests = total_requests + 1 WHERE id = %s RETURNING *", [(5,)]),
    (f"DELETE FROM {RESULTS} WHERE id = %s RETURNING *", [(6,)]),
    ("SELECT * FROM v1_hub_work_dashboard ORDER BY work_slot_id LIMIT %s", [(3,)]),
    ("UPDATE v1_hub_work_slots SET daily_work_count = %s WHERE id = %s RETURNING *", [(9, 9)]),
    ("SELECT init_daily_work_tracking() + %s", [(0,)]),
]  # fmt: skip


def run_prepared(pair: Pair, turn: int) -> None:
    for query, calls in PREPARED:
        for parameters in calls:
            given = tuple(f"{p}{turn}" if p in ("new", "b") else p for p in parameters)
            pair.run(query, *given, prepare=True)


def test_statements_prepared_before_the_install_go_on_after_it(
    new_hub: NewHub, run_install: RunInstall
) -> None:
    pair = Pair(new_hub(), new_hub())
    names = [f"named_{number}" for number in range(3)]
    for name, query in zip(names, (HEARTBEAT, USAGE, RESULTS), strict=True):
        pair.run(f"PREPARE {name} (integer) AS SELECT * FROM {query} WHERE id = $1")
    others = {"proxies": "SELECT *", "proxies_named": "SELECT id, port"}
    for name, asked in others.items():
        pair.run(f"PREPARE {name} (integer) AS {asked} FROM v1_hub_proxies WHERE id = $1")
    run_prepared(pair, 1)
    assert run_install(pair.databases[1], "install").status == 0
    run_prepared(pair, 2)
    for name in (*names, "proxies_named"):
        pair.run(f"EXECUTE {name} (1)")
    for one in pair.session():
        held = one.connection.execute("SELECT count(*) FROM pg_prepared_statements").fetchone()
        assert held is not None
        assert held[0] >= len(PREPARED)
    _, view = pair.run("EXECUTE proxies (1)", same=False)  # three columns more: a limit
    assert view.refusal is not None
    assert view.refusal.sqlstate == "0A000"
    pair.run("REFRESH MATERIALIZED VIEW v1_hub_daily_results")  # install did so: a limit
    pair.finish()
    assert run_install(pair.databases[1], "verify").status == 0


def test_pipelines_of_prepared_statements(pair: Pair) -> None:
    shown: list[list[tuple[Any, ...]]] = []
    for one in pair.session():
        seen: list[tuple[Any, ...]] = []
        with one.connection.transaction(), one.connection.pipeline() as pipeline:
            clock = one.connection.execute("SELECT localtimestamp").fetchone()
            for turn in (1, 2, 3):
                cursors = []
                for query, calls in PREPARED:
                    for parameters in calls:
                        given = [f"{p}{turn}" if p in ("new", "b") else p for p in parameters]
                        cursors.append(one.connection.execute(query, given, prepare=True))
                pipeline.sync()
                for cursor in cursors:
                    rows = cursor.fetchall() if cursor.description else []
                    pinned = [tuple("clock" if (v,) == clock else v for v in row) for row in rows]
                    seen.append((cursor.statusmessage, cursor.rowcount, pinned))
                    COUNTED["statements"] += 1
        shown.append(seen)
    assert shown[0] == shown[1]


OLD_AND_NEW = (
    f"INSERT INTO {HEARTBEAT} (name, remote_ip) VALUES ('n', '::1') ON CONFLICT (name) "
    "DO UPDATE SET remote_ip = '::2' RETURNING old IS NULL, old.remote_ip, new.remote_ip",
    f"UPDATE {USAGE} SET used_ip = 'n' WHERE id < 4 RETURNING old.used_ip, new.used_ip",
    f"DELETE FROM {USAGE} WHERE id = 3 RETURNING old.used_ip, new IS NULL",
    f"INSERT INTO {RESULTS} (allocation_id, started_at, status) "
    "VALUES (1, '2031-01-01', 'error') RETURNING old IS NULL, new.is_blocked",
    f"UPDATE {RESULTS} SET status = 'failed' WHERE id < 4 RETURNING old.status, new.status",
    f"DELETE FROM {RESULTS} WHERE id = 3 RETURNING old.status, new IS NULL",
)


def test_old_and_new_rows_are_returned(pair: Pair) -> None:
    """From PostgreSQL 18 on; before, either twin refuses it."""
    for query in OLD_AND_NEW:
        for _ in range(2):  # the first one inserts, then updates
            told, _ = pair.run(query)
            assert (told.refusal is None) == (pair.databases[0].server.major >= 18)
    pair.finish()


def send_two(conn: psycopg.Connection[Any]) -> None:
    with conn.pipeline() as pipeline:
        conn.execute(f"INSERT INTO {USAGE} (proxy_id) VALUES (1)")
        conn.execute(f"UPDATE {RESULTS} SET status = %s WHERE id = 1", ["odd"])
        pipeline.sync()


def test_an_error_in_a_pipeline_is_the_same(shared: Pair) -> None:
    shown = []
    for one in shared.session():
        with pytest.raises(psycopg.errors.CheckViolation) as refused:
            send_two(one.connection)
        told = refused.value.diag
        shown.append((name_as_before(told.message_primary or ""), told.constraint_name))
    assert shown[0] == shown[1]
    shared.run(f"SELECT count(*) FROM {USAGE}")
    shared.finish()


BENCH = sorted((Path(__file__).parent / "bench").glob("*.pgbench"))


def test_pgbench_runs_every_script_prepared_without_a_failure(hub_db: Database) -> None:
    sizes = {
        "clients": 20, "allocations": 240, "proxies": 50, "keywords": 30, "slots": 36,
        "servers": 10, "results": 190,
    }  # fmt: skip
    command = [hub_db.server.program("pgbench"), "-n", "-M", "prepared", "-c", "4", "-t", "60"]
    for name, value in sizes.items():
        command += ["-D", f"{name}={value}"]
    for script in BENCH:
        command += ["-f", str(script)]
    ran = subprocess.run([*command, hub_db.url()], capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert "number of failed transactions: 0 (0.000%)" in ran.stdout
    assert f"number of transactions actually processed: {4 * 60}/{4 * 60}" in ran.stdout
    assert_verified(hub_db)
    assert hub_db.value("SELECT v1_hub.refresh_proxies()") == 0
    assert_verified(hub_db)


def test_what_was_compared(capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print("\ntwins:", ", ".join(f"{n} {kind}" for kind, n in sorted(COUNTED.items())))
