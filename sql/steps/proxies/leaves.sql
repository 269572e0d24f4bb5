-- What the merged columns must say, as the leaves have it now: rebuilds and verifies them.
{% set m = proxies.mapping %}
{% set h = proxies.heartbeat %}
{% set u = proxies.usage %}
CREATE OR REPLACE VIEW v1_hub.proxy_summary AS
SELECT
    p.id,
    {% if m %}
    coalesce(m.documents, '[]') AS ip_history,
    {% else %}
    '[]'::jsonb AS ip_history,
    {% endif %}
    {% if h %}
    h.beaten_at AS last_heartbeat,
    {% else %}
    NULL::{{ proxies.beat_type }} AS last_heartbeat,
    {% endif %}
    {% for name in ("total", "success", "failed", "duration", "timed") %}
    {{ "coalesce(u." ~ name ~ ", 0)" if u else "NULL::bigint" }} AS {{ name }},
    {% endfor %}
    {% if u %}
    u.used_at
    {% else %}
    NULL::{{ proxies.use_type }} AS used_at
    {% endif %}
FROM v1_hub.proxy AS p
{% if m %}
LEFT JOIN (
    SELECT
        r.{{ m.proxy | ident }} AS proxy_id,
        jsonb_agg(
            jsonb_build_object(
                {% for key, column, is_text in m.document %}
                {{ key | literal }},
                r.{{ column | ident }}{{ "::text" if is_text }}{{ "," if not loop.last }}
                {% endfor %}
            )
            ORDER BY
                r.{{ m.time | ident }} DESC NULLS LAST,
                {{ m.order | idents("r") or "r::text" }}
        ) AS documents
    FROM {{ m.table }} AS r
    GROUP BY r.{{ m.proxy | ident }}
) AS m ON p.id = m.proxy_id
{% endif %}
{% if h %}
{% set link = h.proxy or h.address %}
LEFT JOIN (
    SELECT
        r.{{ link | ident }}{{ "::text" if h.as_text and not h.proxy }} AS link,
        max(r.{{ h.time | ident }}) AS beaten_at
    FROM {{ h.table }} AS r
    GROUP BY r.{{ link | ident }}{{ "::text" if h.as_text and not h.proxy }}
) AS h ON p.{{ "id" if h.proxy else "address::text" if h.as_text else "address" }} = h.link
{% endif %}
{% if u %}
LEFT JOIN (
    SELECT
        r.proxy_id,
        count(*) AS total,
        count(*) FILTER (WHERE r.success) AS success,
        count(*) FILTER (WHERE NOT r.success) AS failed,
        coalesce(sum(r.duration), 0) AS duration,
        count(r.duration) AS timed,
        max(r.used_at) AS used_at
    FROM (
        SELECT
            r.{{ u.proxy | ident }} AS proxy_id,
            {% if u.success %}
            r.{{ u.success | ident }} AS success,
            {% else %}
            NULL::boolean AS success,
            {% endif %}
            {% if u.is_numeric %}
            CASE
                WHEN abs(r.{{ u.duration | ident }}) < 'Infinity' THEN r.{{ u.duration | ident }}
            END AS duration,
            {% elif u.duration %}
            r.{{ u.duration | ident }} AS duration,
            {% else %}
            NULL::integer AS duration,
            {% endif %}
            r.{{ u.time | ident }} AS used_at
        FROM {{ u.table }} AS r
    ) AS r
    GROUP BY r.proxy_id
) AS u ON p.id = u.proxy_id{% endif %};
COMMENT ON VIEW v1_hub.proxy_summary IS
'Of each proxy what the merged columns must say, as the leaves have it now; addresses that were '
'replaced, which only ip_history itself remembers, aside.';
