-- The merged columns, the ledger of changes, and the view through which the columns are written.
{% from "steps/proxies/macros.sql" import counts, link %}
{% set m = proxies.mapping %}
{% set h = proxies.heartbeat %}
{% set u = proxies.usage %}
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
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    proxy_id {{ proxies.key_type }},
    link text,
    beaten_at {{ proxies.beat_type }},
    noted_at timestamp with time zone NOT NULL DEFAULT statement_timestamp(),
    is_due boolean DEFAULT FALSE,
    total numeric,
    success numeric,
    failed numeric,
    response_ms numeric,
    responses numeric,
    used_at {{ proxies.use_type }},
    unused_at {{ proxies.use_type }},
    unbeaten_at {{ proxies.beat_type }},
    is_mapping boolean,
    replaced jsonb
) WITH (autovacuum_vacuum_threshold = 500, autovacuum_vacuum_scale_factor = 0);
COMMENT ON TABLE v1_hub.proxy_change IS
'The ledger: changes of the proxy logs that the merged columns do not show yet, of a proxy or of '
'all with one link. It is short, and read as a whole: an index by proxy would cost each change '
'an entry.';
COMMENT ON COLUMN v1_hub.proxy_change.is_due IS
'Unless false, the commit brings the proxies up to date.';
COMMENT ON COLUMN v1_hub.proxy_change.unused_at IS
'A use that went: was it the last, then the last is read from the leaf again.';
COMMENT ON COLUMN v1_hub.proxy_change.unbeaten_at IS 'The same of a heartbeat.';
COMMENT ON COLUMN v1_hub.proxy_change.is_mapping IS 'ip_history is made anew from the leaf.';
COMMENT ON COLUMN v1_hub.proxy_change.replaced IS 'The address that gave way.';
COMMENT ON COLUMN v1_hub.proxy_change.link IS
'A heartbeat is about all proxies of which the view v1_hub.proxy has this link.';

CREATE OR REPLACE VIEW v1_hub.proxy AS
SELECT
    p.{{ proxies.key | ident }} AS id,
    {{ "p." ~ proxies.address | ident if proxies.address else "NULL" }}::text AS link,
    p.ip_history,
    p.last_heartbeat,
    p.usage_stats,
    {% for name in counts %}
    CASE jsonb_typeof(p.usage_stats -> {{ name | literal }})
        WHEN 'number' THEN (p.usage_stats ->> {{ name | literal }})::numeric
        ELSE 0
    END AS {{ name }},
    {% endfor %}
    (
        (p.usage_stats ->> 'as_of') COLLATE "C" >= (
            -- Once a statement: a subquery of its own.
            SELECT to_char(
                statement_timestamp() AT TIME ZONE 'UTC' - interval '1 s',
                'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'
            )
        )
    ) IS NOT TRUE AS is_due,
    (
        p.{{ proxies.key | ident }} IN (SELECT c.proxy_id FROM v1_hub.proxy_change AS c)
        {% if proxies.address %}
        OR p.{{ proxies.address | ident }}::text IN (SELECT c.link FROM v1_hub.proxy_change AS c)
        {% endif %}
    ) IS TRUE AS is_waiting,
    -- As the leaves have it now; what a statement does not name is not read.
    {% if m %}
    coalesce(
        (
            SELECT
                jsonb_agg(
                    jsonb_build_object(
                        {% for key, column, is_text in m.document %}
                        {{ key | literal }}, r.{{ column | ident }}{{ "::text" if is_text }}{{ "," if not loop.last }}
                        {% endfor %}
                    )
                    ORDER BY r.{{ m.time | ident }} DESC NULLS LAST, {{ m.order | idents("r") or "r::text" }}
                )
            FROM {{ m.table }} AS r
            WHERE r.{{ m.proxy | ident }} = p.{{ proxies.key | ident }}
        ),
        '[]'
    ) AS addresses,
    {% else %}
    '[]'::jsonb AS addresses,
    {% endif %}
    {% if h %}
    (
        SELECT max(r.{{ h.time | ident }}) FROM {{ h.table }} AS r
        WHERE {{ link(h, "r") }} = p.{{ proxies.key | ident if h.proxy else (proxies.address | ident) ~ "::text" }}
    ) AS beaten_at,
    {% else %}
    NULL::{{ proxies.beat_type }} AS beaten_at,
    {% endif %}
    {% if u %}
    (
        SELECT max(r.{{ u.time | ident }}) FROM {{ u.table }} AS r
        WHERE r.{{ u.proxy | ident }} = p.{{ proxies.key | ident }}
    ) AS used_at
    {% else %}
    NULL::{{ proxies.use_type }} AS used_at
    {% endif %}
FROM {{ proxies.table }} AS p;
COMMENT ON VIEW v1_hub.proxy IS
'The merged columns, what usage_stats counts, the link by which heartbeats name the proxy, whether '
'a second has passed since it was brought up to date and whether changes wait, and what the leaves '
'have. The view follows a column that is renamed, and PostgreSQL refuses to drop one that it stands '
'on; once it is dropped (CASCADE) nothing is merged any more, and no write fails.';
{% endif %}
