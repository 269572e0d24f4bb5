-- What the merged columns must say, as the leaves have it now; of what they count, how much they
-- lack. Rebuilds and verifies them.
{% from "steps/proxies/macros.sql" import counts, documents, link, share %}
{% set m = proxies.mapping %}
{% set h = proxies.heartbeat %}
{% set u = proxies.usage %}
CREATE OR REPLACE VIEW v1_hub.proxy_summary AS
SELECT
    p.id,
    {{ "coalesce(m.documents, '[]')" if m else "'[]'::jsonb" }} AS ip_history,
    {{ "h.beaten_at" if h else "NULL::" ~ proxies.beat_type }} AS last_heartbeat,
    {{ "u.used_at" if u else "NULL::" ~ proxies.use_type }} AS used_at,
    {% for name in counts %}
    {% if u %}
    coalesce(u.{{ name }}, 0) - p.{{ name }} - coalesce(c.{{ name }}, 0) AS {{ name }},
    {% else %}
    0::numeric AS {{ name }},
    {% endif %}
    {% endfor %}
    coalesce(c.changes, 0){{ " + coalesce(b.changes, 0)" if h }} AS changes
FROM v1_hub.proxy AS p
LEFT JOIN (
    SELECT
        c.proxy_id,
        {% for name in counts %}
        sum(c.{{ name }}) AS {{ name }},
        {% endfor %}
        count(*) AS changes
    FROM v1_hub.proxy_change AS c
    GROUP BY c.proxy_id
) AS c ON p.id = c.proxy_id
{% if m %}
LEFT JOIN (
    SELECT
        r.{{ m.proxy | ident }} AS proxy_id,
        {{ documents(m, 'r', '        ') }} AS documents
    FROM {{ m.table }} AS r
    GROUP BY r.{{ m.proxy | ident }}
) AS m ON p.id = m.proxy_id
{% endif %}
{% if h %}
LEFT JOIN (
    SELECT
        l.link,
        count(*) AS changes
    FROM v1_hub.proxy_change AS l
    GROUP BY l.link
) AS b ON p.link = b.link
LEFT JOIN (
    SELECT
        {{ link(h, "r", h.link) }} AS link,
        max(r.{{ h.time | ident }}) AS beaten_at
    FROM {{ h.table }} AS r
    GROUP BY {{ link(h, "r", h.link) }}
) AS h ON p.link = h.link
{% endif %}
{% if u %}
LEFT JOIN (
    SELECT
        r.proxy_id,
        {% for name in counts %}
        sum(r.{{ name }}) AS {{ name }},
        {% endfor %}
        max(r.used_at) AS used_at
    FROM (
        SELECT
            r.{{ u.proxy | ident }} AS proxy_id,
            r.{{ u.time | ident }} AS used_at,
    {{ share(u, "r") }}
        FROM {{ u.table }} AS r
    ) AS r
    GROUP BY r.proxy_id
) AS u ON p.id = u.proxy_id{% endif %};
COMMENT ON VIEW v1_hub.proxy_summary IS
'Of each proxy what the merged columns must say, as the leaves have it now; addresses that were '
'replaced, which only ip_history itself remembers, aside. total, success, failed, response_ms and '
'responses are what usage_stats and the ledger lack: 0. changes: how many wait in the ledger.';
