{# What several templates say. #}

{# What usage_stats counts. #}
{% set counts = ("total", "success", "failed", "response_ms", "responses") %}

{# Settings under which a value has one form as JSON, whatever those of the session. #}
{% macro canonical() %}
SET TimeZone = 'UTC'
SET DateStyle = 'ISO, MDY'
SET IntervalStyle = 'postgres'
SET bytea_output = 'hex'
SET extra_float_digits = 1
{%- endmacro %}

{# What a row of the uses adds to usage_stats. #}
{% macro share(use, row, sign="") %}
{% set duration = row ~ "." ~ (use.duration | ident) if use.duration else "NULL::integer" %}
{% set success = row ~ "." ~ (use.success | ident) if use.success else "NULL::boolean" %}
{% if use.is_numeric %}
{% set duration = "CASE WHEN abs(" ~ duration ~ ") < 'Infinity' THEN " ~ duration ~ " END" %}
{% endif %}
        {{ sign }}1 AS total,
        {{ sign }}coalesce({{ success }}, FALSE)::integer AS success,
        {{ sign }}coalesce(NOT {{ success }}, FALSE)::integer AS failed,
        {{ sign }}coalesce({{ duration }}, 0)::numeric AS response_ms,
        {{ sign }}({{ duration }} IS NOT NULL)::integer AS responses
{%- endmacro %}

{# The mapping rows of a proxy as ip_history has them. No filter indents it: names have line breaks. #}
{% macro documents(mapping, row, margin) -%}
jsonb_agg(
{{ margin }}    jsonb_build_object(
{%- for key, column, is_text in mapping.document %}

{{ margin }}        {{ key | literal }}, {{ row }}.{{ column | ident }}{{ "::text" if is_text }}{{ "," if not loop.last }}
{%- endfor %}

{{ margin }}    )
{{ margin }}    ORDER BY
{{ margin }}        {{ row }}.{{ mapping.time | ident }} DESC NULLS LAST,
{{ margin }}        {{ mapping.order | idents(row) or row ~ "::text" }}
{{ margin }})
{%- endmacro %}

{# What of a heartbeat names its proxies, or of a proxy what its heartbeats name. #}
{% macro link(heartbeat, row, column) -%}
{{ row }}.{{ column | ident }}{{ "::text" if heartbeat.as_text }}
{%- endmacro %}
