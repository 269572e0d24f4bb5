-- Row triggers on the leaves that append what changed to the ledger: they lock and await nothing.
{% from "steps/proxies/macros.sql" import counts, link, share %}
{% macro noting(name, comment, events="", table="") %}
CREATE OR REPLACE FUNCTION v1_hub.{{ name }}()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER -- whoever writes a log, or a proxy, holds no right on the ledger
SET search_path = pg_catalog, pg_temp
AS $v1_hub$
BEGIN
    IF to_regclass('v1_hub.proxy') IS NULL THEN
        RETURN NULL;
    END IF;
{{ caller() }}
    RETURN NULL;
END;
$v1_hub$;
REVOKE ALL ON FUNCTION v1_hub.{{ name }}() FROM public;
COMMENT ON FUNCTION v1_hub.{{ name }}() IS
{{ comment | literal }};
{% if table %}
CREATE TRIGGER {{ name }}
AFTER {{ events }} ON {{ table }}
FOR EACH ROW EXECUTE FUNCTION v1_hub.{{ name }}();
{% endif %}
{% endmacro %}
{# A proxy of it is due. What may be about none is due once a second: it is taken out of the ledger. #}
{% macro is_due(value, column="id") -%}
NOT EXISTS (SELECT FROM v1_hub.proxy_due AS p WHERE p.{{ column }} = {{ value }} AND NOT p.is_due)
{%- if column == "link" or not proxies.is_bound %}

        AND (
            EXISTS (SELECT FROM v1_hub.proxy_due AS p WHERE p.{{ column }} = {{ value }})
            OR (SELECT min(c.noted_at) FROM v1_hub.proxy_change AS c) < statement_timestamp() - interval '1 s'
        )
{%- endif %}
{%- endmacro %}
{% macro append(source, row, moment, shares="") %}
    INSERT INTO v1_hub.proxy_change (
        {{ "proxy_id" if source.proxy else "link" }}, is_due, {{ moment }}{{ ", " ~ counts | join(", ") if shares }}
    )
    SELECT
        {{ link(source, row) }},
        {{ is_due(link(source, row), "id" if source.proxy else "link") }},
        {{ row }}.{{ source.time | field }}{{ ",\n" ~ shares if shares }}
    WHERE {{ link(source, row) }} IS NOT NULL;
{% endmacro %}
{% if proxies.usage %}
{% set u = proxies.usage %}
{% call noting(
    "note_usage", "Notes a use, and one that changed or went.",
    "INSERT OR UPDATE OR DELETE", u.table
) %}
    IF tg_op <> 'INSERT' THEN
        IF
            ({{ u.counted | idents("NEW") }})
            IS NOT DISTINCT FROM ({{ u.counted | idents("OLD") }})
        THEN
            RETURN NULL;
        END IF;
    {{ append(u, "OLD", "unused_at", share(u, "OLD", "-")) }}
    END IF;
{{ append(u, "NEW", "used_at", share(u, "NEW")) }}
{% endcall %}
{% endif %}
{% if proxies.heartbeat %}
{% set h = proxies.heartbeat %}
{% call noting(
    "note_heartbeat", "Notes a heartbeat, once for all of its server, and one that went.",
    "INSERT OR UPDATE OR DELETE", h.table
) %}
    IF
        tg_op <> 'INSERT' AND (
            {{ link(h, "NEW") }} IS DISTINCT FROM {{ link(h, "OLD") }}
            OR (NEW.{{ h.time | field }} >= OLD.{{ h.time | field }}) IS NOT TRUE
        )
    THEN
    {{ append(h, "OLD", "unbeaten_at") }}
    END IF;
{{ append(h, "NEW", "beaten_at") }}
{% endcall %}
{% endif %}
{% if proxies.mapping %}
{% set m = proxies.mapping %}
{% call noting(
    "note_mapping", "Notes that a mapping of a proxy changed, and the address that gave way.",
    "INSERT OR UPDATE OR DELETE", m.table
) %}
    INSERT INTO v1_hub.proxy_change (proxy_id, is_due, replaced)
    SELECT
        v.proxy_id,
        {{ is_due("v.proxy_id") }},
        v.replaced
    FROM (
        VALUES
        (
            OLD.{{ m.proxy | field }},
            CASE
                WHEN
                    OLD.{{ m.columns.current_ip | field }} IS NOT NULL
                    AND (NEW.{{ m.proxy | field }}, NEW.{{ m.columns.current_ip | field }})
                    IS DISTINCT FROM (OLD.{{ m.proxy | field }}, OLD.{{ m.columns.current_ip | field }})
                    THEN jsonb_build_object(
                        {% if "proxy_number" in m.columns %}
                        'proxy_number', OLD.{{ m.columns.proxy_number | field }},
                        {% endif %}
                        'current_ip', OLD.{{ m.columns.current_ip | field }},
                        'replaced_at', now()::{{ m.time_type }}
                    )
                ELSE '{}'
            END
        ),
        (nullif(NEW.{{ m.proxy | field }}, OLD.{{ m.proxy | field }}), '{}')
    ) AS v (proxy_id, replaced)
    WHERE v.proxy_id IS NOT NULL;
{% endcall %}
{% endif %}
{% call noting(
    "note_proxy",
    "A proxy is new, or moved: heartbeats may be older, and rows of logs that no foreign key binds.",
    "INSERT OR UPDATE OF " ~ proxies.watched | idents, proxies.table
) %}
    PERFORM v1_hub.count_proxies(
        NEW.{{ proxies.key | field }},
        NEW.{{ proxies.key | field }} {{ "<>" if proxies.is_bound else "IS DISTINCT FROM" }} OLD.{{ proxies.key | field }}
    );
{% endcall %}
{% call noting("note_truncate", "Notes for every proxy that a leaf was emptied: the argument.") %}
    PERFORM v1_hub.count_proxies(NULL, tg_argv[0] = 'usage');
{% endcall %}
{% for name, source in proxies.sources.items() %}
CREATE TRIGGER note_truncate
AFTER TRUNCATE ON {{ source.table }}
FOR EACH STATEMENT EXECUTE FUNCTION v1_hub.note_truncate({{ name | literal }});
{% endfor %}
