-- The views: the merged columns with what the leaves have, what waits, and what is lacking.
{% from "steps/proxies/macros.sql" import counts, link, share %}
{% set m = proxies.mapping %}
{% set h = proxies.heartbeat %}
{% set u = proxies.usage %}
CREATE OR REPLACE FUNCTION v1_hub.read_time(p_value text)
RETURNS {{ proxies.use_type }}
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN p_value::{{ proxies.use_type }};
EXCEPTION
    WHEN data_exception THEN
        RETURN NULL;
END;
$$;

COMMENT ON FUNCTION v1_hub.read_time(text) IS
'The time of last_used_at. NULL where somebody has overwritten it: no write of a log fails, and '
'verify tells it.';

CREATE OR REPLACE VIEW v1_hub.proxy_due AS
SELECT
    p.{{ proxies.key | ident }} AS id,
    {{ "p.server_ip" if proxies.address else "NULL" }}::text AS link,
    (
        (p.usage_stats ->> 'as_of') COLLATE "C" BETWEEN to_char(
            statement_timestamp() AT TIME ZONE 'UTC' - interval '1 s',
            'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'
        ) AND to_char(
            -- What lies ahead is no time, or the clock was set back.
            statement_timestamp() AT TIME ZONE 'UTC' + interval '1 min',
            'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'
        )
    ) IS NOT TRUE AS is_due
FROM {{ proxies.table }} AS p;
COMMENT ON VIEW v1_hub.proxy_due IS
'Whether a second has passed since a proxy was brought up to date. Apart from v1_hub.proxy, for '
'each change asks it: PostgreSQL reads through all of a view in each execution of its plan.';

CREATE OR REPLACE VIEW v1_hub.proxy AS
SELECT
    p.{{ proxies.key | ident }} AS id,
    {{ "p.server_ip" if proxies.address else "NULL" }}::text AS link,
    p.ip_history,
    p.last_heartbeat,
    p.usage_stats,
    {% for name in counts %}
    CASE jsonb_typeof(p.usage_stats -> {{ name | literal }})
        WHEN 'number' THEN (p.usage_stats ->> {{ name | literal }})::numeric
        ELSE 0
    END AS {{ name }},
    {% endfor %}
    v1_hub.read_time(p.usage_stats ->> 'last_used_at') AS last_used_at,
    -- As the leaves have it now; what a statement does not name is not read.
    {% if m %}
    coalesce(
        (
            SELECT
                jsonb_agg(
                    {% for part in m.document | batch(40) %}
                    {{ "|| " if not loop.first }}jsonb_build_object(
                        {% for key, column, is_text in part %}
                        {{ key | literal }}, r.{{ column | ident }}{{ "::text" if is_text }}{{ "," if not loop.last }}
                        {% endfor %}
                    )
                    {% endfor %}
                    ORDER BY r.{{ m.time | ident }} DESC NULLS LAST, {{ m.order | idents("r") or "(r.*)::text" }}
                )
            FROM {{ m.table }} AS r
            WHERE r.{{ m.proxy | ident }} = p.{{ proxies.key | ident }}
        ),
        '[]'
    ) AS addresses
    {% else %}
    '[]'::jsonb AS addresses
    {% endif %}
FROM {{ proxies.table }} AS p;
COMMENT ON VIEW v1_hub.proxy IS
'The merged columns, what usage_stats counts, the link by which heartbeats name the proxy, and what '
'the leaves have. It follows a column that is renamed, and PostgreSQL refuses to drop one that it '
'stands on; once it is dropped (CASCADE) nothing is merged any more, and no write fails.';

CREATE OR REPLACE VIEW v1_hub.proxy_told AS
SELECT
    c.ctid AS change,
    p.id AS of_proxy
FROM v1_hub.proxy_change AS c
INNER JOIN v1_hub.proxy AS p ON p.id = c.proxy_id
UNION ALL
SELECT
    c.ctid AS change,
    p.id AS of_proxy
FROM v1_hub.proxy_change AS c
INNER JOIN v1_hub.proxy AS p ON p.link = c.link;
COMMENT ON VIEW v1_hub.proxy_told IS 'Which proxies each change in the ledger is about.';

CREATE OR REPLACE VIEW v1_hub.proxy_summary AS
SELECT
    p.id,
    {% for name in counts %}
    {{ "coalesce(s.%s, 0) - p.%s" % (name, name) if u else "0::numeric" }} AS {{ name }},
    {% endfor %}
    s.used_at,
    {{ "b.beaten_at" if h else "NULL::%s AS beaten_at" % proxies.beat_type }}
FROM v1_hub.proxy AS p
{% if h %}
LEFT JOIN (
    SELECT
        {{ link(h, "r") }} AS link,
        max(r.{{ h.time | ident }}) AS beaten_at
    FROM {{ h.table }} AS r
    GROUP BY {{ link(h, "r") }}
) AS b ON b.link = p.{{ "id" if h.proxy else "link" }}
{% endif %}
LEFT JOIN (
    SELECT
        r.proxy_id,
        {% for name in counts %}
        sum(r.{{ name }}) AS {{ name }},
        {% endfor %}
        max(r.used_at) AS used_at
    FROM (
        SELECT
            c.proxy_id,
            {% for name in counts %}
            -c.{{ name }} AS {{ name }},
            {% endfor %}
            NULL::{{ proxies.use_type }} AS used_at
        FROM v1_hub.proxy_change AS c
        {% if u %}
        UNION ALL
        SELECT
            r.{{ u.proxy | ident }},
    {{ share(u, "r") }},
            r.{{ u.time | ident }}
        FROM {{ u.table }} AS r
        {% endif %}
    ) AS r
    GROUP BY r.proxy_id
) AS s ON p.id = s.proxy_id;
COMMENT ON VIEW v1_hub.proxy_summary IS
'Of each proxy what usage_stats and the ledger lack of its uses: 0; the last use, and the last heartbeat.';
