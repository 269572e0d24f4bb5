"""What the installed hub of a test says of itself, as a v1_hub.names.Hub."""

from __future__ import annotations

from servers import Database
from v1_hub.facts import read_hub as read_facts
from v1_hub.names import Hub, Retired
from v1_hub.shape import is_now
from v1_hub.state import read_log_columns, read_retired


def read_hub(database: Database) -> Hub:
    """The names, kinds, leaves and columns as this database has them; nothing is hard-coded."""
    with database.connect(autocommit=False) as conn:
        conn.execute("SET LOCAL search_path = pg_catalog, pg_temp")
        facts = read_facts(conn, "public")
        return is_now(facts, read_retired(conn), read_log_columns(conn))


USAGE = Retired(
    "v1_hub_proxy_usage",
    "leaf",
    ("v1_hub", "proxy_usage"),
    {"id": "id", "proxy_id": "proxy_id", "keyword_id": "keyword_id", "used_ip": "used_ip",
     "success": "success", "response_time_ms": "duration_ms", "created_at": "logged_at"},
    key=("id",),
    indexes=("v1_hub_proxy_usage_pkey", "idx_usage_created"),
)  # fmt: skip
HEARTBEAT = Retired(
    "v1_hub_proxy_heartbeat",
    "leaf",
    ("v1_hub", "proxy_heartbeat"),
    {"id": "id", "name": "name", "remote_ip": "remote_ip", "created_at": "logged_at",
     "updated_at": "updated_at"},
    key=("id",),
)  # fmt: skip
RESULTS = Retired(
    "v1_hub_work_results",
    "fold",
    ("v1_hub", "work_result"),
    {"id": "id", "allocation_id": "allocation_id", "status": "status",
     "created_at": "logged_at", "total_requests": "total_requests"},
    folded=frozenset(("total_requests",)),
    key=("id",),
    indexes=("idx_results_status",),
)  # fmt: skip
HISTORY = Retired(
    "v1_hub_work_slots_history",
    "history",
    ("public", "v1_hub_audit_log"),
    {name: name for name in ("id", "work_slot_id", "changed_at", "changed_by", "operation")},
    key=("id",),
)
HUB = Hub("public", 16, (USAGE, HEARTBEAT, RESULTS, HISTORY))
