"""The grants of docs/operations.md for new code: each opens what it says, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest

from servers import Database, Server
from test_docs import ROOT, read_blocks

SECTION = ("## Grants for new code", "New rows may be written")
# The blocks of the section in their order, and which of them each role is given.
ROLES = {
    "log_reader": (0,),
    "log_writer": (1,),
    "audit_reader": (2,),
    "historian": (2, 3),
    "restorer": (2, 3, 4),
    "refresher": (5,),
    "nobody_special": (),
}
WRITERS = {"log_writer"}
HISTORIANS = {"historian", "restorer"}
INSERT = "INSERT INTO v1_hub_activity_logs (log_type, {}, logged_at) VALUES ('{}', {}, now())"
BACK = "now() - interval '1 hour'"

# What is tried, and by whom it may be done.
PROBES: dict[str, set[str]] = {
    "SELECT count(*) FROM v1_hub_activity_logs": {"log_reader"},
    INSERT.format("proxy_id, success", "proxy_usage", "1, true"): WRITERS,
    INSERT.format("client_ip", "client_activity", "'10.0.0.1'"): WRITERS,
    INSERT.format("name, remote_ip", "proxy_heartbeat", "'new', '10.0.0.1'"): WRITERS,
    INSERT.format("proxy_id, proxy_number", "proxy_ip_mapping", "1, 900"): WRITERS,
    INSERT.format(
        "work_slot_id, work_date, target_count", "daily_work_tracking", "1, '2031-01-01', 1"
    ): WRITERS,
    INSERT.format(
        "allocation_id, started_at, status, result_data", "work_result",
        "1, now(), 'error', '{\"total_requests\": 5}'",
    ): WRITERS,
    "UPDATE v1_hub_activity_logs SET success = false WHERE id = -1": set(),
    "DELETE FROM v1_hub_activity_logs WHERE id = -1": set(),
    "SELECT count(*) FROM v1_hub_audit_log": {"audit_reader", *HISTORIANS},
    "INSERT INTO v1_hub_audit_log (table_name, action) VALUES ('x', 'x')": set(),
    "SELECT * FROM v1_hub.row_history('v1_hub_clients', 1)": HISTORIANS,
    "SELECT * FROM v1_hub.row_history('v1_hub.daily_work_tracking', 1)": HISTORIANS,
    f"SELECT v1_hub.row_at('v1_hub_clients', 2, {BACK})": {"restorer"},
    f"SELECT * FROM v1_hub.table_at(NULL::v1_hub_clients, {BACK})": {"restorer"},
    "SELECT * FROM v1_hub.audit_diff(1)": HISTORIANS,
    "SELECT * FROM v1_hub.audit_cost()": HISTORIANS,
    "SELECT * FROM v1_hub.audit_verify('v1_hub_clients')": {"restorer"},
    f"SELECT v1_hub.row_restore('v1_hub_clients', '1', {BACK})": {"restorer"},
    "SELECT * FROM v1_hub.audit_undo(p_actor => 'tester', p_table => 'v1_hub_clients', "
    "p_dry_run => false)": {"restorer"},
    "SELECT * FROM v1_hub.audit_undo(p_actor => 'tester', p_table => 'v1_hub_external_sites', "
    "p_dry_run => false)": set(),
    "SELECT v1_hub.refresh_proxies()": {"refresher"},
    "SELECT v1_hub.refresh_proxies(rebuild => true)": {"refresher"},
    "SELECT v1_hub.summary_disable()": set(),
    "SELECT v1_hub.audit_enable('v1_hub_clients')": set(),
    "SELECT * FROM v1_hub.audit_seal()": set(),
    "SELECT * FROM v1_hub.audit_check()": set(),
    "SELECT * FROM v1_hub.proxy_usage": set(),
    "SELECT * FROM v1_hub.v1_hub_audit_log_default": set(),
    "SELECT * FROM v1_hub.proxy_change": set(),
}  # fmt: skip


@pytest.fixture
def granted(hub_db: Database, server: Server) -> Iterator[Database]:
    """A hub with a role for each set of grants, and something to undo."""
    page = (ROOT / "docs" / "operations.md").read_text("utf-8")
    section = page.partition(SECTION[0])[2].partition(SECTION[1])[0]
    blocks = [b.text for b in read_blocks(ROOT / "docs" / "operations.md") if b.text in section]
    blocks = [text for text in blocks if "GRANT" in text]
    assert len(blocks) == 6
    for role, numbers in ROLES.items():
        server.admin(f"CREATE ROLE {role} LOGIN")
        for number in numbers:
            assert "v1_hub_reporter" in blocks[number]
            hub_db.query(blocks[number].replace("v1_hub_reporter", role))
    hub_db.query("SET v1_hub.actor = 'tester'; UPDATE v1_hub_clients SET max_folders = 3 "
                 "WHERE id = 1; UPDATE v1_hub_external_sites SET site_name = 'new'")  # fmt: skip
    hub_db.query("INSERT INTO v1_hub_proxy_usage (proxy_id) VALUES (2)")
    yield hub_db
    for role in ROLES:
        hub_db.query(f"DROP OWNED BY {role}", user="postgres")
        server.admin(f"DROP ROLE {role}")


def test_each_grant_opens_what_it_says_and_nothing_else(granted: Database) -> None:
    for role in ROLES:
        with granted.connect(role, autocommit=False) as conn:
            for probe, allowed in PROBES.items():
                try:
                    conn.execute(probe.encode())
                    told = None
                except psycopg.Error as refused:
                    told = refused.sqlstate
                conn.rollback()
                assert told == (None if role in allowed else "42501"), (role, probe)
