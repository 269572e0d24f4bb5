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

{# What of a heartbeat names its proxies: the key of one, or the address of a server as text. #}
{% macro link(heartbeat, row) -%}
{{ row }}.{{ heartbeat.proxy | ident if heartbeat.proxy else (heartbeat.address | ident) ~ "::text" }}
{%- endmacro %}
