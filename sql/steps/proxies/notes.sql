-- Row triggers on the leaves that append what changed to the ledger: they lock and await nothing.
-- sqlfluff:max_line_length:200
{% macro is_due(as_of) -%}
(
            {{ as_of }}
            COLLATE "C" >= to_char(
                statement_timestamp() AT TIME ZONE 'UTC' - interval '1 s',
                'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'
            )
        ) IS NOT TRUE
{%- endmacro %}
{% macro is_due_of(id) -%}
{{ is_due("(SELECT p.usage_stats ->> 'as_of' FROM v1_hub.proxy AS p WHERE p.id = " ~ id ~ ")") }}
{%- endmacro %}
{% macro function(name, settings) %}
CREATE OR REPLACE FUNCTION v1_hub.{{ name }}()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER -- whoever writes a log, or a proxy, holds no right on the ledger
SET search_path = pg_catalog, pg_temp
{% for setting, value in settings.items() %}
SET {{ setting }} = {{ value | literal }}
{% endfor %}
AS $v1_hub$
#variable_conflict use_variable
BEGIN
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
{% if proxies.usage %}
{% set u = proxies.usage %}
{% macro success(row) -%}
{% if u.success %}{{ row }}.{{ u.success | ident }}{% else %}NULL::boolean{% endif %}
{%- endmacro %}
{% macro duration(row) %}
{%- if u.is_numeric -%}
CASE
    WHEN abs({{ row }}.{{ u.duration | ident }}) < 'Infinity' THEN {{ row }}.{{ u.duration | ident }}
END
{%- elif u.duration %}{{ row }}.{{ u.duration | ident }}{% else %}NULL::integer{% endif %}
{%- endmacro %}
{% macro counted(row) -%}
{{ row }}.{{ u.proxy | ident }}, {{ success(row) }},
            {{ duration(row) }}, {{ row }}.{{ u.time | ident }}
{%- endmacro %}
{{ function("note_usage", {}) }}
    IF NEW.{{ u.proxy | ident }} IS NULL OR to_regclass('v1_hub.proxy') IS NULL THEN
        RETURN NULL;
    END IF;
    INSERT INTO v1_hub.proxy_change (
        proxy_id, is_due, total, success, failed, duration, timed, used_at
    ) VALUES (
        NEW.{{ u.proxy | ident }},
        {{ is_due_of("NEW." ~ u.proxy | ident) }},
        1,
        coalesce({{ success("NEW") }}, false)::integer,
        coalesce(NOT {{ success("NEW") }}, false)::integer,
        coalesce({{ duration("NEW") }}, 0),
        ({{ duration("NEW") }} IS NOT NULL)::integer,
        NEW.{{ u.time | ident }}
    );
{{ end("note_usage", "Notes a use.") }}
{{ trigger("note_usage", "INSERT", u.table) }}

{{ function("note_usage_change", {}) }}
    IF to_regclass('v1_hub.proxy') IS NULL THEN
        RETURN NULL;
    END IF;
    INSERT INTO v1_hub.proxy_change (
        proxy_id, is_due, total, success, failed, duration, timed, used_at, unused_at
    )
    SELECT
        w.proxy_id,
        {{ is_due_of("w.proxy_id") }},
        w.sign,
        w.sign * coalesce(w.success, false)::integer,
        w.sign * coalesce(NOT w.success, false)::integer,
        w.sign * coalesce(w.duration, 0)::numeric,
        w.sign * (w.duration IS NOT NULL)::integer,
        CASE WHEN w.sign = 1 THEN w.moment END,
        CASE WHEN w.sign = -1 THEN w.moment END
    FROM (
        VALUES
{% for sign, row in ((1, "NEW"), (-1, "OLD")) %}
            ({{ sign }}, {{ counted(row) }}){{ "," if not loop.last }}
{% endfor %}
    ) AS w (sign, proxy_id, success, duration, moment)
    WHERE
        w.proxy_id IS NOT NULL
        AND ({{ counted("NEW") }}) IS DISTINCT FROM ({{ counted("OLD") }});
{{ end("note_usage_change", "Notes a use that changed or went.") }}
{{ trigger("note_usage_change", "UPDATE OR DELETE", u.table) }}
{% endif %}
{% if proxies.heartbeat %}
{% set h = proxies.heartbeat %}
{% set link = h.proxy or h.address %}
{% macro match(row) -%}
{% if h.proxy %}p.id = {{ row }}.{{ h.proxy | ident }}
{%- elif h.as_text %}p.address::text = {{ row }}.{{ h.address | ident }}::text
{%- else %}p.address = {{ row }}.{{ h.address | ident }}{% endif %}
{%- endmacro %}
{{ function("note_heartbeat", {}) }}
    IF to_regclass('v1_hub.proxy') IS NULL THEN
        RETURN NULL;
    END IF;
    INSERT INTO v1_hub.proxy_change (proxy_id, is_due, beaten_at)
    SELECT
        p.id,
        {{ is_due("(p.usage_stats ->> 'as_of')") }},
        NEW.{{ h.time | ident }}
    FROM v1_hub.proxy AS p
    WHERE {{ match("NEW") }} AND NEW.{{ h.time | ident }} IS NOT NULL;
    IF tg_op <> 'INSERT' AND (
        NEW.{{ link | ident }} IS DISTINCT FROM OLD.{{ link | ident }}
        OR (NEW.{{ h.time | ident }} >= OLD.{{ h.time | ident }}) IS NOT TRUE
    ) THEN
        INSERT INTO v1_hub.proxy_change (proxy_id, is_due, is_unbeaten)
        SELECT p.id, {{ is_due("(p.usage_stats ->> 'as_of')") }}, true
        FROM v1_hub.proxy AS p
        WHERE {{ match("OLD") }};
    END IF;
{{ end(
    "note_heartbeat",
    "Notes a heartbeat for the proxies of its server, or that the last may have gone."
) }}
{{ trigger("note_heartbeat", "INSERT OR UPDATE OR DELETE", h.table) }}
{% endif %}
{% if proxies.mapping %}
{% set m = proxies.mapping %}

{{ function("note_mapping", proxies.settings) }}
    IF to_regclass('v1_hub.proxy') IS NULL THEN
        RETURN NULL;
    END IF;
    IF OLD.{{ m.proxy | ident }} IS NOT NULL THEN
        INSERT INTO v1_hub.proxy_change (proxy_id, is_due, is_mapping, replaced)
        VALUES (
            OLD.{{ m.proxy | ident }},
            {{ is_due_of("OLD." ~ m.proxy | ident) }},
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
                        'replaced_at', {{ "now()" if proxies.settings else "localtimestamp" }}
                    )
            END
        );
    END IF;
    IF
        NEW.{{ m.proxy | ident }} IS NOT NULL
        AND NEW.{{ m.proxy | ident }} IS DISTINCT FROM OLD.{{ m.proxy | ident }}
    THEN
        INSERT INTO v1_hub.proxy_change (proxy_id, is_due, is_mapping)
        VALUES (
            NEW.{{ m.proxy | ident }}, {{ is_due_of("NEW." ~ m.proxy | ident) }}, true
        );
    END IF;
{{ end("note_mapping", "Notes that a mapping of a proxy changed, and the address that gave way.") }}
{{ trigger("note_mapping", "INSERT OR UPDATE OR DELETE", m.table) }}
{% endif %}
{% if not proxies.is_bound or proxies.address %}
{{ function("note_proxy", {}) }}
    IF to_regclass('v1_hub.proxy') IS NULL THEN
        RETURN NULL;
    END IF;
    IF
        tg_argv[0] = 'unbound'
        OR tg_op = 'UPDATE' AND NEW.{{ proxies.key | ident }} <> OLD.{{ proxies.key | ident }}
    THEN
        PERFORM v1_hub.count_proxies(NEW.{{ proxies.key | ident }});
    ELSE
        INSERT INTO v1_hub.proxy_change (proxy_id, is_due, is_unbeaten)
        VALUES (NEW.{{ proxies.key | ident }}, true, true);
    END IF;
{{ end(
    "note_proxy",
    "A proxy is new, or moved: heartbeats may be older; unbound: rows of other logs, too."
) }}
{% set watched = [proxies.key, proxies.address] if proxies.address else [proxies.key] %}
{{ trigger(
    "note_proxy", "INSERT OR UPDATE OF " ~ watched | idents, proxies.table, "ROW",
    "'bound'" if proxies.is_bound else "'unbound'"
) }}
{% endif %}
{{ function("note_truncate", {}) }}
    IF to_regclass('v1_hub.proxy') IS NULL THEN
        RETURN NULL;
    END IF;
    INSERT INTO v1_hub.proxy_change (
        proxy_id, is_due, is_base, total, success, failed, duration, timed, is_unbeaten, is_mapping
    )
    SELECT
        p.id, true, k.total IS NOT NULL, k.total, k.total, k.total, k.total, k.total,
        tg_argv[0] = 'heartbeat', tg_argv[0] = 'mapping'
    FROM v1_hub.proxy AS p
    CROSS JOIN (SELECT CASE WHEN tg_argv[0] = 'usage' THEN 0 END AS total) AS k;
{{ end("note_truncate", "Notes for every proxy that a leaf (the argument) was emptied.") }}
{% for name, source in proxies.sources.items() %}
{{ trigger("note_truncate", "TRUNCATE", source.table, "STATEMENT", name | literal) }}
{% endfor %}
