-- Row triggers on the leaves that append what changed to the ledger: they lock and await nothing.
{% from "steps/proxies/macros.sql" import link, share %}
{% macro function(name) %}
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
{% endmacro %}
{% macro end(name, comment) %}
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
{% macro note(row, moment, sign="") %}
    INSERT INTO v1_hub.proxy_change (
        proxy_id, is_due, {{ moment }}, total, success, failed, response_ms, responses
    )
    SELECT
        {{ row }}.{{ u.proxy | ident }},
        {{ is_due(row ~ "." ~ u.proxy | ident) }},
        {{ row }}.{{ u.time | ident }},
{{ share(u, row, sign) }}
    WHERE {{ row }}.{{ u.proxy | ident }} IS NOT NULL;
{% endmacro %}
{{ function("note_usage") }}
    IF tg_op <> 'INSERT' THEN
        IF
            ({{ u.counted | idents("NEW") }})
            IS NOT DISTINCT FROM ({{ u.counted | idents("OLD") }})
        THEN
            RETURN NULL;
        END IF;
    {{ note("OLD", "unused_at", "-") }}
    END IF;
{{ note("NEW", "used_at") }}
{{ end("note_usage", "Notes a use, and one that changed or went.") }}
{{ trigger("note_usage", "INSERT OR UPDATE OR DELETE", u.table) }}
{% endif %}
{% if proxies.heartbeat %}
{% set h = proxies.heartbeat %}
{% set old = link(h, "OLD", h.link) %}
{% set new = link(h, "NEW", h.link) %}
{{ function("note_heartbeat") }}
    IF
        tg_op <> 'INSERT' AND (
            NEW.{{ h.link | ident }} IS DISTINCT FROM OLD.{{ h.link | ident }}
            OR (NEW.{{ h.time | ident }} >= OLD.{{ h.time | ident }}) IS NOT TRUE
        )
    THEN
        INSERT INTO v1_hub.proxy_change (link, is_due, is_unbeaten)
        SELECT {{ old }}, {{ is_due(old, "link") }}, true
        WHERE {{ old }} IS NOT NULL;
    END IF;
    INSERT INTO v1_hub.proxy_change (link, is_due, beaten_at)
    SELECT {{ new }}, {{ is_due(new, "link") }}, NEW.{{ h.time | ident }}
    WHERE {{ new }} IS NOT NULL;
{{ end(
    "note_heartbeat",
    "Notes a heartbeat, once for all proxies of its server, or that the last may have gone."
) }}
{{ trigger("note_heartbeat", "INSERT OR UPDATE OR DELETE", h.table) }}
{% endif %}
{% if proxies.mapping %}
{% set m = proxies.mapping %}
{{ function("note_mapping") }}
    IF OLD.{{ m.proxy | ident }} IS NOT NULL THEN
        INSERT INTO v1_hub.proxy_change (proxy_id, is_due, is_mapping, replaced)
        VALUES (
            OLD.{{ m.proxy | ident }},
            {{ is_due("OLD." ~ m.proxy | ident) }},
            true,
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
        );
    END IF;
    IF NEW.{{ m.proxy | ident }} <> OLD.{{ m.proxy | ident }} OR OLD.{{ m.proxy | ident }} IS NULL THEN
        INSERT INTO v1_hub.proxy_change (proxy_id, is_due, is_mapping)
        SELECT NEW.{{ m.proxy | ident }}, {{ is_due("NEW." ~ m.proxy | ident) }}, true
        WHERE NEW.{{ m.proxy | ident }} IS NOT NULL;
    END IF;
{{ end("note_mapping", "Notes that a mapping of a proxy changed, and the address that gave way.") }}
{{ trigger("note_mapping", "INSERT OR UPDATE OR DELETE", m.table) }}
{% endif %}
{% if proxies.watched %}
{{ function("note_proxy") }}
    PERFORM v1_hub.count_proxies(
        NEW.{{ proxies.key | ident }},
        NEW.{{ proxies.key | ident }}
        {{ "<>" if proxies.is_bound else "IS DISTINCT FROM" }} OLD.{{ proxies.key | ident }}
    );
{{ end(
    "note_proxy",
    "A proxy is new, or moved: heartbeats may be older, and rows of logs that no foreign key binds."
) }}
{{ trigger("note_proxy", "INSERT OR UPDATE OF " ~ proxies.watched | idents, proxies.table) }}
{% endif %}
{{ function("note_truncate") }}
    PERFORM v1_hub.count_proxies(NULL, tg_argv[0] = 'usage');
{{ end("note_truncate", "Notes for every proxy that a leaf (the argument) was emptied.") }}
{% for name, source in proxies.sources.items() %}
{{ trigger("note_truncate", "TRUNCATE", source.table, "STATEMENT", name | literal) }}
{% endfor %}
