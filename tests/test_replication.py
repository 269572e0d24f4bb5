"""Logical replication: with what plan tells to do on the subscriber, rows go on arriving there.

A publisher and a subscriber, each a server of its own; rows are written before, between and after.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import Any

import pytest

from conftest import RunInstall
from servers import Database, Server, apply_reference, running_server

DONE, PENDING = 0, 2
USAGE, RESULTS, HISTORY = "v1_hub_proxy_usage", "v1_hub_work_results", "v1_hub_work_slots_history"
BY_NAME = f"FOR TABLE {USAGE}, {RESULTS}, {HISTORY}, v1_hub_proxies, v1_hub_daily_work_tracking"
LEAF = "id, logged_at, duration_ms, proxy_id, allocation_id, status, log_type, result_data"
FOLLOWED = [
    f"(SELECT {LEAF} FROM v1_hub.proxy_usage)",
    f"(SELECT {LEAF} FROM v1_hub.work_result)",
    "(SELECT id, completed_count FROM v1_hub.daily_work_tracking)",
    "(SELECT id, ip_history, last_heartbeat, usage_stats FROM v1_hub_proxies)",
]
EIGHT = "id, table_name, record_id, action, changed_by, changed_at, old_data, new_data"
FOLLOWED_LOG = f"(SELECT {EIGHT} FROM v1_hub_audit_log"


@pytest.fixture(scope="module")
def subscribing_server(server: Server) -> Iterator[Server]:
    with running_server(server.id, server.local.bindir) as own:
        own.admin("ALTER SYSTEM SET wal_retrieve_retry_interval = '100ms'")
        own.admin("SELECT pg_reload_conf()")
        yield own


def arrives(hub: Database, there: Database, tables: dict[str, str]) -> None:
    """Waits until the subscriber has the rows of the publisher; tables: here, and there."""
    deadline = time.monotonic() + 30
    for here, name in tables.items():
        query = "SELECT count(*), sum(hashtext(t::text)::bigint) FROM {} AS t"
        while (got := there.query(query.format(name), user="postgres")) != (
            wanted := hub.query(query.format(here))
        ):
            told = there.server.local.log.read_text()[-1500:]
            assert time.monotonic() < deadline, f"{here} {got} {wanted} {told}"
            time.sleep(0.1)


def write(hub: Database, turn: int) -> None:
    """What applications do, through the retired names."""
    hub.query(f"INSERT INTO {USAGE} (proxy_id, keyword_id, response_time_ms) VALUES (1, 1, {turn})")
    hub.query(
        f"INSERT INTO {RESULTS} (allocation_id, started_at, status, current_page, block_type) "
        f"VALUES (1, now(), 'success', {turn}, 'x')"
    )
    hub.query(f"UPDATE {RESULTS} SET current_page = current_page + 1 WHERE id = 1")
    hub.query(f"DELETE FROM {USAGE} WHERE id = (SELECT min(u.id) FROM {USAGE} AS u)")
    hub.query("UPDATE v1_hub_daily_work_tracking SET completed_count = completed_count + 1")
    hub.query(f"UPDATE v1_hub_work_slots SET daily_work_count = {turn} WHERE id = 1")


def follow(todo: dict[str, Any], hub: Database, there: Database) -> None:
    where = {"publisher": hub, "subscriber": there}[todo["where"]]
    if "SET PUBLICATION" in todo["sql"]:
        catch_up(hub, there)
    with where.connect("postgres") as conn:  # ALTER SUBSCRIPTION runs in no transaction block
        for statement in todo["sql"].split(";\n"):
            statement = statement.replace("that of my_subscription", hub.url("postgres"))
            conn.execute(statement.replace("my_subscription", "hub_copy").encode())


def catch_up(hub: Database, there: Database) -> None:
    written = hub.value("SELECT pg_current_wal_lsn()", user="postgres")
    query = "SELECT latest_end_lsn >= %s FROM pg_stat_subscription WHERE relid IS NULL LIMIT 1"
    for _ in range(300):
        if there.value(query, written, user="postgres"):
            return
        time.sleep(0.1)
    raise AssertionError("the subscriber does not catch up")


@pytest.mark.parametrize("publication", [BY_NAME, "FOR ALL TABLES"])
def test_a_subscriber_follows_through_install_and_what_comes_after(
    publication: str, server: Server, subscribing_server: Server, run_install: RunInstall
) -> None:
    hub = server.hub(consolidated=False)
    there = subscribing_server.create()
    apply_reference(there, 0)
    try:
        hub.query(f"CREATE PUBLICATION told {publication}", user="postgres")
        with there.connect("postgres") as conn:
            conn.execute(
                f"CREATE SUBSCRIPTION hub_copy CONNECTION '{hub.url('postgres')}' "
                "PUBLICATION told".encode()
            )
        tables = (USAGE, RESULTS, HISTORY, "v1_hub_proxies", "v1_hub_daily_work_tracking")
        arrives(hub, there, {name: name for name in tables})

        ran = run_install(hub, "plan", "--json")
        assert ran.status == PENDING
        told = json.loads(ran.out)["subscribers"]
        for todo in told:
            if todo["when"] == "before":
                follow(todo, hub, there)
        write(hub, 1)
        assert run_install(hub, "install").status == DONE
        write(hub, 2)
        for todo in told:
            if todo["when"] == "after":
                follow(todo, hub, there)
        write(hub, 3)
        same = {name: name for name in FOLLOWED}
        log = f"{FOLLOWED_LOG} WHERE table_name = 'v1_hub_work_slots')"
        arrives(hub, there, same | {log: f"{FOLLOWED_LOG})"})
        if publication == BY_NAME:
            ran = run_install(hub, "finalize", "--yes")
            assert ran.status == DONE
            assert "v1_hub.work_slots_history is published by told, and goes." in ran.out
            write(hub, 4)
            arrives(hub, there, same | {log: f"{FOLLOWED_LOG})"})
        else:
            ran = run_install(hub, "rollback", "--dry-run", "--json")
            assert ran.status == PENDING
            assert run_install(hub, "rollback").status == DONE
            write(hub, 4)
            for todo in json.loads(ran.out)["subscribers"]:
                follow(todo, hub, there)
            write(hub, 5)
            arrives(hub, there, {USAGE: USAGE, RESULTS: RESULTS, HISTORY: HISTORY})
        errors = "SELECT sum(apply_error_count + sync_error_count) FROM pg_stat_subscription_stats"
        assert there.value(errors, user="postgres") == 0
    finally:
        for name in ("hub_copy", "v1_hub_history"):
            there.query(f"DROP SUBSCRIPTION IF EXISTS {name}", user="postgres")
        subscribing_server.drop(there)
        server.drop(hub)
