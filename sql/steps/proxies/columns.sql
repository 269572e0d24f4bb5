-- The merged columns, and the ledger of changes.
ALTER TABLE {{ proxies.table }}
ADD COLUMN ip_history jsonb DEFAULT '[]',
ADD COLUMN last_heartbeat {{ proxies.beat_type }},
ADD COLUMN usage_stats jsonb DEFAULT '{}';
COMMENT ON COLUMN {{ proxies.table }}.ip_history IS
'The mapping rows of the proxy as JSON, newest first; then up to 20 replaced addresses.';
COMMENT ON COLUMN {{ proxies.table }}.last_heartbeat IS
'The latest heartbeat from the server of the proxy.';
COMMENT ON COLUMN {{ proxies.table }}.usage_stats IS
'total, success, failed, average_response_ms, response_ms (sum), responses (how many had one), '
'last_used_at; as_of: when the three columns were last brought up to date (UTC).';
{% for table in proxies.rooms %}
-- A row that finds room in its page for its new version stays there: its indexes are not written,
-- and all lock several rows in the same order, so that there is no deadlock.
ALTER TABLE {{ table }} SET (
    fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 500
);
{% endfor %}
{% if proxies.sources %}

CREATE TABLE v1_hub.proxy_change (
    noted_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(),
    proxy_id {{ proxies.key_type }},
    link text,
    beaten_at {{ proxies.beat_type }},
    is_due boolean DEFAULT FALSE,
    total numeric,
    success numeric,
    failed numeric,
    response_ms numeric,
    responses numeric,
    used_at {{ proxies.use_type }},
    unused_at {{ proxies.use_type }},
    unbeaten_at {{ proxies.beat_type }},
    replaced jsonb
) WITH (autovacuum_vacuum_threshold = 500, autovacuum_vacuum_scale_factor = 0);
CREATE INDEX proxy_change_noted_at_idx ON v1_hub.proxy_change (noted_at);
-- It has no key: a sequence of ours would be what lastval() tells the application of.
ALTER TABLE v1_hub.proxy_change REPLICA IDENTITY FULL;
COMMENT ON TABLE v1_hub.proxy_change IS
'The ledger: changes of the proxy logs that the merged columns do not show yet, of a proxy or of '
'all with one link. It is short, and read as a whole: an index by proxy would cost each change '
'an entry.';
COMMENT ON COLUMN v1_hub.proxy_change.noted_at IS
'When. At infinity stands what refuses to write v1_hub_proxies (replaced), until it is written.';
COMMENT ON COLUMN v1_hub.proxy_change.is_due IS
'Unless false, the commit brings the proxies up to date.';
COMMENT ON COLUMN v1_hub.proxy_change.unused_at IS
'A use that went: was it the last, then the last is read from the leaf again.';
COMMENT ON COLUMN v1_hub.proxy_change.unbeaten_at IS 'The same of a heartbeat.';
COMMENT ON COLUMN v1_hub.proxy_change.replaced IS
'ip_history is made anew from the leaf: the address that gave way, {} where none did.';
COMMENT ON COLUMN v1_hub.proxy_change.link IS
'A heartbeat is about all proxies of which the view v1_hub.proxy has this link.';
{% endif %}
