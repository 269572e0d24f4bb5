"""What no catalogue can tell: which table goes where, and which names mean the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

LOG = "v1_hub_activity_logs"
AUDIT_LOG = "v1_hub_audit_log"
AUDIT_DEFAULT = "v1_hub.v1_hub_audit_log_default"  # its partition for what has no month
PROXIES = "v1_hub_proxies"
SLOTS = "v1_hub_work_slots"
HISTORY = "v1_hub_work_slots_history"
RESULTS = "v1_hub_work_results"

# Its columns (sql/runtime/audit/log.sql), which functions of ours name.
AUDIT_COLUMNS = {
    "id": "bigint",
    "table_name": "character varying(63)",
    "record_id": "integer",
    "action": "character varying(20)",
    "changed_by": "character varying(100)",
    "changed_at": "timestamp without time zone",
    "old_data": "jsonb",
    "new_data": "jsonb",
    "source_id": "integer",
    "record_key": "jsonb",
    "old_key": "jsonb",
    "happened_at": "timestamp with time zone",
    "transaction_id": "xid8",
    "session_role": "text",
    "application_name": "text",
    "client_addr": "inet",
    "context": "jsonb",
    "left_out": "text[]",
    "masked_changes": "text[]",
}

LEAVING = "v1_hub_leaving"  # a view that makes room, for a moment

Target = Literal["log", "folded log", "audit log"]


@dataclass(frozen=True)
class Entry:
    """A table that is retired: its place in the order, and its name in schema v1_hub then."""

    table_name: str
    place: int
    phase: int  # of the report: 1 proxies, 2 logs and history, 3 work results
    target: Target
    leaf: str  # and the log_type of its rows, where it goes to the log


RETIRED = (
    Entry("v1_hub_proxy_ip_mapping", 1, 1, "log", "proxy_ip_mapping"),
    Entry("v1_hub_proxy_heartbeat", 2, 1, "log", "proxy_heartbeat"),
    Entry("v1_hub_proxy_usage", 3, 1, "log", "proxy_usage"),
    Entry("v1_hub_client_activity_logs", 4, 2, "log", "client_activity"),
    Entry("v1_hub_daily_work_tracking", 5, 2, "log", "daily_work_tracking"),
    Entry(HISTORY, 6, 2, "audit log", "work_slots_history"),
    Entry(RESULTS, 7, 3, "folded log", "work_result"),
)

# With the audit log and the unified log these are the eight.
KEPT = (
    SLOTS,
    "v1_hub_work_allocations",
    PROXIES,
    "v1_hub_clients",
    "v1_hub_external_sites",
    "v1_hub_external_triggers",
)


@dataclass(frozen=True)
class Audited:
    """A table that install audits; changes of its ignored columns alone write nothing."""

    name: str
    operations: tuple[str, ...]
    ignored: tuple[str, ...] = ()
    leaf: str | None = None


ALL_CHANGES = ("INSERT", "UPDATE", "DELETE", "TRUNCATE")
NO_INSERT = ("UPDATE", "DELETE", "TRUNCATE")

# What people and jobs change. Pure logs are not audited, so that purging old rows is not written
# into the audit log. Nor is an INSERT where the row gets a number: lastval(), from which drivers
# take it (PDO), would be the log's. That of the slots was their history's before.
AUDITED = (
    Audited(SLOTS, ALL_CHANGES, ("updated_at",)),
    Audited("v1_hub_work_allocations", NO_INSERT),
    Audited(
        PROXIES,
        NO_INSERT,
        (
            "use_count",
            "last_used_at",
            "updated_at",
            "ip_history",
            "last_heartbeat",
            "usage_stats",
        ),
    ),
    Audited("v1_hub_clients", NO_INSERT, ("last_seen_at", "total_requests")),
    Audited("v1_hub_external_sites", ALL_CHANGES, ("last_trigger_at", "updated_at")),
    Audited("v1_hub_daily_work_tracking", NO_INSERT, leaf="daily_work_tracking"),
    Audited(
        "v1_hub_proxy_ip_mapping", NO_INSERT, ("heartbeat_at", "updated_at"), "proxy_ip_mapping"
    ),
)

# Columns that mean the same, and their one name in the log. Where a table has several of them,
# the first takes it.
LOG_NAMES = {
    "created_at": "logged_at",
    "reported_at": "logged_at",
    "execution_time_ms": "duration_ms",
    "response_time_ms": "duration_ms",
}

# Columns that stay typed (False) or fold (True) against the rule. These three nearly every result
# has, and reports read them: four or eight bytes typed, thirty or forty in the document.
FOLD_CHOICES = {
    (RESULTS, "completed_at"): False,
    (RESULTS, "status_code"): False,
    (RESULTS, "page_load_time_ms"): False,
}


def entry_of(table_name: str) -> Entry:
    """The entry of a retired name; KeyError where it is none."""
    return {entry.table_name: entry for entry in RETIRED}[table_name]


HUB_NAMES = (*KEPT, *(entry.table_name for entry in RETIRED))
