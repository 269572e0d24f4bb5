{# A long tail of columns as one JSONB document, and each column back out of it, exactly. #}

{# result_data out of the columns of a row, `names` being legacy_name (of the view) or log_name (of
   the leaf). Scalars in calls of 40 (a function takes 100 arguments), SQL NULL stripped; JSONB columns
   one by one, so that their own null, on any level, survives. #}
{% macro document(row, folded, names, width) -%}
{% set pad = '\n' ~ ' ' * width -%}
{% set scalars = folded | rejectattr('type', 'equalto', 'jsonb') | list -%}
{% set documents = folded | selectattr('type', 'equalto', 'jsonb') | list -%}
{% for part in scalars | batch(40) -%}
{{ '' if loop.first else pad ~ '|| ' }}jsonb_strip_nulls(jsonb_build_object(
{%- for column in part -%}
{{ pad }}    {{ column.legacy_name | literal }}, {{ row }}.{{ column[names] | field }}{{ '' if loop.last else ',' }}
{%- endfor -%}
{{ pad }}))
{%- endfor %}
{%- for column in documents -%}
{{ pad ~ '|| ' if scalars or not loop.first -}}
CASE{{ pad }}    WHEN {{ row }}.{{ column[names] | field }} IS NULL THEN '{}'
{{- pad }}    ELSE jsonb_build_object({{ column.legacy_name | literal }}, {{ row }}.{{ column[names] | field }})
{{- pad }}END
{%- endfor %}
{%- endmacro %}

{# The keys of result_data that are columns of the table. #}
{% macro keys(folded, width) -%}
{% set pad = '\n' ~ ' ' * width -%}
array[
{%- for part in folded | batch(4) -%}
{{ pad }}    {{ part | map(attribute='legacy_name') | map('literal') | join(', ') }}{{ '' if loop.last else ',' }}
{%- endfor -%}
{{ pad }}]
{%- endmacro %}

{# A key of result_data as the column that it was, type modifier included. #}
{% macro from_document(document, column) -%}
{% if column.type == 'jsonb' -%}
{{ document }} -> {{ column.legacy_name | literal }}
{%- elif column.type == 'text' -%}
{{ document }} ->> {{ column.legacy_name | literal }}
{%- else -%}
({{ document }} ->> {{ column.legacy_name | literal }})::{{ column.type }}
{%- endif %}
{%- endmacro %}

{# A column of the view out of leaf row `row`; while rows are being folded or unfolded it may be in
   either place. #}
{% macro value(row, column, mode, width) -%}
{% set pad = '\n' ~ ' ' * width -%}
{% if not column.folded or mode == 'unfolded' -%}
{{ row }}.{{ column.log_name | ident }}
{%- elif mode == 'folded' -%}
{{ from_document(row ~ '.result_data', column) }}
{%- else -%}
CASE{{ pad }}    WHEN {{ row }}.result_data IS NULL THEN {{ row }}.{{ column.log_name | ident }}
{{- pad }}    ELSE {{ from_document(row ~ '.result_data', column) }}
{{- pad }}END
{%- endif %}
{%- endmacro %}

{% set ranges = {
    'smallint': "'-32768' AND '32767'",
    'integer': "'-2147483648' AND '2147483647'",
    'bigint': "'-9223372036854775808' AND '9223372036854775807'",
} %}

{# Whether a legacy key of the document cannot be read as its column; NULL where it is absent. Of what
   JSON has, only a number lies between two numbers. #}
{% macro is_wrong(column, base_type, max_length) -%}
{% set key = column.legacy_name | literal -%}
{% if base_type in ranges -%}
(
            p_document -> {{ key }} BETWEEN {{ ranges[base_type] }}
            AND scale((p_document -> {{ key }})::numeric) = 0
        ) IS FALSE
{%- elif base_type in ('text', 'character varying') -%}
jsonb_typeof(p_document -> {{ key }}) <> 'string'
{%- if max_length %}

            OR char_length(p_document ->> {{ key }}) > {{ max_length }}
{%- endif %}
{%- elif base_type == 'boolean' -%}
jsonb_typeof(p_document -> {{ key }}) <> 'boolean'
{%- else -%}
jsonb_typeof(p_document -> {{ key }}) NOT IN ('string', 'number')
            OR (p_document ->> {{ key }})::{{ column.type }} <> (p_document ->> {{ key }})::{{ base_type }}
{%- endif %}
{%- endmacro %}
