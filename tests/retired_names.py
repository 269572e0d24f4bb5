"""What the installed hub of a test says of itself, as a v1_hub.names.Hub."""

from __future__ import annotations

from servers import Database
from v1_hub.names import Hub, Kind, Retired

KINDS: dict[str, Kind] = {"leaf": "leaf", "whole": "whole", "fold": "folded", "history": "history"}
# Of a view: the relation that has its rows; of the history it is the audit log.
LEAF = """
    SELECT n.nspname, c.relname
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.oid IN (SELECT to_regclass('v1_hub.' || quote_ident(%s))
                    UNION ALL SELECT to_regclass('public.v1_hub_audit_log'))
    ORDER BY n.nspname DESC LIMIT 1
"""
COLUMNS = """
    SELECT a.attname::text, coalesce(m.log_name, a.attname::text), coalesce(m.folded, false),
           coalesce(m.not_null, false)
    FROM pg_attribute a
    LEFT JOIN v1_hub.log_column m ON m.table_name = %s AND m.legacy_name = a.attname
    WHERE a.attrelid = to_regclass('public.' || quote_ident(%s)) AND a.attnum > 0
    ORDER BY a.attnum
"""
INDEXES = """
    SELECT c.relname::text, pg_get_indexdef(i.indexrelid)
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    WHERE i.indrelid = to_regclass(%s) AND NOT EXISTS (
        SELECT 1 FROM pg_inherits h WHERE h.inhrelid = i.indexrelid
            AND to_regclass('public.' || quote_ident(c.relname)) IS NOT NULL)
"""
CHECKS = """
    SELECT conname::text, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE conrelid = to_regclass(%s) AND contype = 'c'
        AND pg_get_constraintdef(oid) !~ 'log_type|result_data'
"""
LOG_COLUMNS = """
    SELECT attname::text, format_type(atttypid, atttypmod) FROM pg_attribute
    WHERE attrelid = to_regclass('public.v1_hub_activity_logs') AND attnum > 0
        AND NOT attisdropped
"""


def read_hub(database: Database) -> Hub:
    """The names, kinds, leaves and columns as this database has them; nothing is hard-coded."""
    made = []
    for name, treatment, log_type in database.query(
        "SELECT r.table_name, r.treatment, t.log_type FROM v1_hub.retired r "
        "JOIN v1_hub.retired_table t USING (table_name) ORDER BY t.place"
    ):
        schema, relation = database.query(LEAF, name)[0]
        columns = database.query(COLUMNS, name, name)
        kind = KINDS[treatment]
        made.append(
            Retired(
                name,
                kind,
                (schema, relation),
                {legacy: log for legacy, log, _, _ in columns},
                frozenset(legacy for legacy, _, folded, _ in columns if folded),
                ("id",),
                frozenset(legacy for legacy, _, _, not_null in columns if not_null),
                {} if kind == "history"
                else dict(database.query(INDEXES, f"{schema}.{relation}")),
                log_type,
                {} if kind == "history" else dict(database.query(CHECKS, f"{schema}.{relation}")),
            )
        )  # fmt: skip
    log_columns = dict(database.query(LOG_COLUMNS))
    return Hub("public", database.server.major, tuple(made), log_columns=log_columns)


USAGE = Retired(
    "v1_hub_proxy_usage",
    "leaf",
    ("v1_hub", "proxy_usage"),
    {"id": "id", "proxy_id": "proxy_id", "keyword_id": "keyword_id", "used_ip": "used_ip",
     "success": "success", "response_time_ms": "duration_ms", "created_at": "logged_at"},
    key=("id",),
    not_null=frozenset(("id",)),
    indexes={
        "v1_hub_proxy_usage_pkey":
            "CREATE UNIQUE INDEX v1_hub_proxy_usage_pkey ON v1_hub.proxy_usage USING btree (id)",
        "idx_usage_created":
            "CREATE INDEX idx_usage_created ON v1_hub.proxy_usage USING btree (logged_at DESC)",
    },
    log_type="proxy_usage",
    checks={"quick": "CHECK ((duration_ms < 1000000))"},
)  # fmt: skip
HEARTBEAT = Retired(
    "v1_hub_proxy_heartbeat",
    "leaf",
    ("v1_hub", "proxy_heartbeat"),
    {"id": "id", "name": "name", "remote_ip": "remote_ip", "created_at": "logged_at",
     "updated_at": "updated_at"},
    key=("id",),
    not_null=frozenset(("id", "name", "remote_ip")),
    log_type="proxy_heartbeat",
)  # fmt: skip
RESULTS = Retired(
    "v1_hub_work_results",
    "folded",
    ("v1_hub", "work_result"),
    {"id": "id", "allocation_id": "allocation_id", "status": "status",
     "created_at": "logged_at", "total_requests": "total_requests"},
    folded=frozenset(("total_requests",)),
    key=("id",),
    indexes={"idx_results_status": "CREATE INDEX idx_results_status ON v1_hub.work_result "
             "USING btree (status, logged_at)"},
    log_type="work_result",
)  # fmt: skip
HISTORY = Retired(
    "v1_hub_work_slots_history",
    "history",
    ("public", "v1_hub_audit_log"),
    {name: name for name in ("id", "work_slot_id", "changed_at", "changed_by", "operation")},
    key=("id",),
)
HUB = Hub(
    "public",
    16,
    (USAGE, HEARTBEAT, RESULTS, HISTORY),
    log_columns={"id": "bigint", "log_type": "text", "proxy_id": "integer", "name": "text",
                 "keyword_id": "integer", "used_ip": "character varying(45)",
                 "success": "boolean", "duration_ms": "integer", "status": "text",
                 "logged_at": "timestamp without time zone", "remote_ip": "text",
                 "updated_at": "timestamp without time zone", "allocation_id": "integer"},
)  # fmt: skip
