-- The way back: all that the merged columns brought, by name.
{% for name, source in proxies.sources.items() %}
DROP TRIGGER IF EXISTS note_{{ name }} ON {{ source.table }};
DROP TRIGGER IF EXISTS note_truncate ON {{ source.table }};
{% endfor %}
DROP TRIGGER IF EXISTS note_proxy ON {{ proxies.table }};
DROP VIEW IF EXISTS v1_hub.proxy_summary, v1_hub.proxy;
{% if proxies.sources %}
DROP TABLE IF EXISTS v1_hub.proxy_change;
DROP FUNCTION IF EXISTS v1_hub.apply_change, v1_hub.apply_changes, v1_hub.count_proxies;
DROP FUNCTION IF EXISTS v1_hub.note_usage, v1_hub.note_heartbeat, v1_hub.note_mapping;
DROP FUNCTION IF EXISTS v1_hub.note_proxy, v1_hub.note_truncate, v1_hub.read_time;
DROP FUNCTION IF EXISTS v1_hub.refresh_proxies, v1_hub.verify_proxies;
DROP FUNCTION IF EXISTS v1_hub.summary_enable, v1_hub.summary_disable;
{% endif %}
ALTER TABLE {{ proxies.table }}
DROP COLUMN IF EXISTS ip_history,
DROP COLUMN IF EXISTS last_heartbeat,
DROP COLUMN IF EXISTS usage_stats;
{% for table, options in proxies.rooms.items() %}
{% for name, (value, before) in options.items() %}
ALTER TABLE {{ table }} {{ "SET (" ~ name ~ " = " ~ before ~ ")" if before else "RESET (" ~ name ~ ")" }};
{% endfor %}
{% endfor %}
