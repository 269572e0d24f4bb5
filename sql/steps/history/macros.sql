{# The entries of the audit log that are the history, in the columns of the table. #}
{% macro entries(audit_log, columns) -%}
SELECT
{%- for column in columns %}

    {{ column.from_log }} AS {{ column.name | ident }}{{ '' if loop.last else ',' }}
{%- endfor %}

FROM {{ audit_log }} AS a
WHERE
    a.table_name = 'v1_hub_work_slots'
    AND a.record_id IS NOT NULL
{%- endmacro %}
