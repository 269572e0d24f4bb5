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
{% set duration = row ~ "." ~ (use.columns.response_time_ms | ident) if "response_time_ms" in use.columns else "NULL::integer" %}
{% set success = row ~ "." ~ (use.columns.success | ident) if "success" in use.columns else "NULL::boolean" %}
{% if use.is_numeric %}
{% set duration = "CASE WHEN abs(" ~ duration ~ ") < 'Infinity' THEN " ~ duration ~ " END" %}
{% endif %}
        {{ sign }}1 AS total,
        {{ sign }}coalesce({{ success }}, FALSE)::integer AS success,
        {{ sign }}coalesce(NOT {{ success }}, FALSE)::integer AS failed,
        {{ sign }}coalesce({{ duration }}, 0)::numeric AS response_ms,
        {{ sign }}({{ duration }} IS NOT NULL)::integer AS responses
{%- endmacro %}

{# What of a log's row names its proxies: the key of one, or the address of a server as text. #}
{% macro link(source, row) -%}
{{ row }}.{{ source.proxy | field if source.proxy else (source.columns.remote_ip | ident) ~ "::text" }}
{%- endmacro %}
