-- The way back: what stands on the leaves and the columns. All else is dropped by name at the end.
{% for name, source in proxies.sources.items() %}
DROP TRIGGER IF EXISTS note_{{ name }} ON {{ source.table }};
DROP TRIGGER IF EXISTS note_truncate ON {{ source.table }};
{% endfor %}
DROP VIEW IF EXISTS v1_hub.proxy_summary, v1_hub.proxy_told, v1_hub.proxy_due, v1_hub.proxy;
ALTER TABLE {{ proxies.table }}
DROP COLUMN IF EXISTS ip_history,
DROP COLUMN IF EXISTS last_heartbeat,
DROP COLUMN IF EXISTS usage_stats;
{% for table, before in proxies.rooms.items() %}
ALTER TABLE {{ table }}
RESET (fillfactor, autovacuum_vacuum_scale_factor, autovacuum_vacuum_threshold);
{% if before %}
ALTER TABLE {{ table }} SET ({{ before | join(", ") }});
{% endif %}
{% endfor %}
