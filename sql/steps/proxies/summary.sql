-- Of what the merged columns count, how much they and the ledger lack. Rebuilds and verifies them.
{% from "steps/proxies/macros.sql" import counts, share %}
{% set u = proxies.usage %}
CREATE OR REPLACE VIEW v1_hub.proxy_summary AS
SELECT
    p.id,
    {% for name in counts %}
    {{ "coalesce(u.%s, 0) - p.%s - coalesce(c.%s, 0)" % (name, name, name) if u else "0::numeric" }} AS {{ name }},
    {% endfor %}
    {{ "u.used_at" if u else "p.used_at" }}
FROM v1_hub.proxy AS p
LEFT JOIN (
    SELECT
        c.proxy_id,
        {% for name in counts %}
        sum(c.{{ name }}) AS {{ name }}{{ "," if not loop.last }}
        {% endfor %}
    FROM v1_hub.proxy_change AS c
    GROUP BY c.proxy_id
) AS c ON p.id = c.proxy_id{% if u %}

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
'Of each proxy what usage_stats and the ledger lack of its uses: 0; and the last use.';
