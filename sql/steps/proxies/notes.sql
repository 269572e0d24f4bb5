-- Row triggers on the leaves that append what changed to the ledger: they lock and await nothing.
{% from "steps/proxies/macros.sql" import counts, link, share %}
{% macro function(name, comment) %}
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
{% endmacro %}
{% macro trigger(name, events, table, each="ROW", argument="") %}
CREATE TRIGGER {{ name }}
AFTER {{ events }} ON {{ table }}
FOR EACH {{ each }} EXECUTE FUNCTION v1_hub.{{ name }}({{ argument }});
{% endmacro %}
{% macro is_due(value, column="id") -%}
NOT EXISTS (SELECT FROM v1_hub.proxy AS p WHERE p.{{ column }} = {{ value }} AND NOT p.is_due)
{%- endmacro %}
{% if proxies.usage %}
{% set u = proxies.usage %}
{% macro note_use(row, moment, sign="") %}
    INSERT INTO v1_hub.proxy_change (
        proxy_id, is_due, {{ moment }}, {{ counts | join(", ") }}
    )
    SELECT
        {{ row }}.{{ u.proxy | ident }},
        {{ is_due(row ~ "." ~ u.proxy | ident) }},
        {{ row }}.{{ u.time | ident }},
{{ share(u, row, sign) }}
    WHERE {{ row }}.{{ u.proxy | ident }} IS NOT NULL;
{% endmacro %}
{% call function("note_usage", "Notes a use, and one that changed or went.") %}
    IF tg_op <> 'INSERT' THEN
        IF
            ({{ u.counted | idents("NEW") }})
            IS NOT DISTINCT FROM ({{ u.counted | idents("OLD") }})
        THEN
            RETURN NULL;
        END IF;
    {{ note_use("OLD", "unused_at", "-") }}
    END IF;
{{ note_use("NEW", "used_at") }}
{% endcall %}
{{ trigger("note_usage", "INSERT OR UPDATE OR DELETE", u.table) }}
{% endif %}
{% if proxies.heartbeat %}
{% set h = proxies.heartbeat %}
{% macro note_beat(row, moment) %}
    INSERT INTO v1_hub.proxy_change ({{ "proxy_id" if h.proxy else "link" }}, is_due, {{ moment }})
    SELECT {{ link(h, row) }}, {{ is_due(link(h, row), "id" if h.proxy else "link") }}, {{ row }}.{{ h.time | ident }}
    WHERE {{ link(h, row) }} IS NOT NULL;
{% endmacro %}
{% call function("note_heartbeat", "Notes a heartbeat, once for all of its server, and one that went.") %}
    IF
        tg_op <> 'INSERT' AND (
            {{ link(h, "NEW") }} IS DISTINCT FROM {{ link(h, "OLD") }}
            OR (NEW.{{ h.time | ident }} >= OLD.{{ h.time | ident }}) IS NOT TRUE
        )
    THEN
    {{ note_beat("OLD", "unbeaten_at") }}
    END IF;
{{ note_beat("NEW", "beaten_at") }}
{% endcall %}
{{ trigger("note_heartbeat", "INSERT OR UPDATE OR DELETE", h.table) }}
{% endif %}
{% if proxies.mapping %}
{% set m = proxies.mapping %}
{% call function("note_mapping", "Notes that a mapping of a proxy changed, and the address that gave way.") %}
    INSERT INTO v1_hub.proxy_change (proxy_id, is_due, is_mapping, replaced)
    SELECT v.proxy_id, {{ is_due("v.proxy_id") }}, true, v.replaced
    FROM (
        VALUES
        (
            OLD.{{ m.proxy | ident }},
            CASE
                WHEN
                    OLD.{{ m.address | ident }} IS NOT NULL
                    AND (NEW.{{ m.proxy | ident }}, NEW.{{ m.address | ident }})
                    IS DISTINCT FROM (OLD.{{ m.proxy | ident }}, OLD.{{ m.address | ident }})
                    THEN jsonb_build_object(
                        {% if m.number %}
                        'proxy_number', OLD.{{ m.number | ident }},
                        {% endif %}
                        'current_ip', OLD.{{ m.address | ident }},
                        'replaced_at', now()::{{ m.time_type }}
                    )
            END
        ),
        (nullif(NEW.{{ m.proxy | ident }}, OLD.{{ m.proxy | ident }}), NULL)
    ) AS v (proxy_id, replaced)
    WHERE v.proxy_id IS NOT NULL;
{% endcall %}
{{ trigger("note_mapping", "INSERT OR UPDATE OR DELETE", m.table) }}
{% endif %}
{% call function("note_proxy", "A proxy is new, or moved: heartbeats may be older, and rows of logs that no foreign key binds.") %}
    PERFORM v1_hub.count_proxies(
        NEW.{{ proxies.key | ident }},
        NEW.{{ proxies.key | ident }}
        {{ "<>" if proxies.is_bound else "IS DISTINCT FROM" }} OLD.{{ proxies.key | ident }}
    );
{% endcall %}
{{ trigger("note_proxy", "INSERT OR UPDATE OF " ~ proxies.watched | idents, proxies.table) }}
{% call function("note_truncate", "Notes for every proxy that a leaf (the argument) was emptied.") %}
    PERFORM v1_hub.count_proxies(NULL, tg_argv[0] = 'usage');
{% endcall %}
{% for name, source in proxies.sources.items() %}
{{ trigger("note_truncate", "TRUNCATE", source.table, "STATEMENT", name | literal) }}
{% endfor %}
