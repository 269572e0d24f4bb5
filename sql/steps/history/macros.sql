{# The history between the table and the audit log. An integer id goes on below zero, as its 32 bits
   do, when the numbers of the log outgrow it. #}

{# What the cut-over has written down of the history: r.source_id is the number of work_slots in the
   audit log, for history is of that table, not of any of its name. #}
{% macro recorded(value, width) -%}
{% set pad = '\n' ~ ' ' * width -%}
({{ pad }}    SELECT {{ value }}
{{- pad }}    FROM v1_hub.retired AS r
{{- pad }}    WHERE r.table_name = 'v1_hub_work_slots_history'
{{- pad }})
{%- endmacro %}

{% macro id_to_log(column, row) -%}
{% if column.type == 'bigint' %}{{ row }}.id{% else %}({{ row }}.id + 4294967296) % 4294967296{% endif %}
{%- endmacro %}

{# A column of the history out of entry `a` of the log. Copied rows say in their context what the
   columns of the log cannot hold: their summary, and that they have no time. #}
{% macro from_log(column) -%}
{% if column.name == 'id' -%}
{% if column.type == 'bigint' %}a.id{% else %}((a.id + 2147483648) % 4294967296 - 2147483648)::integer{% endif %}
{%- elif column.name == 'changed_at' -%}
CASE
        WHEN a.happened_at IS NULL AND a.context ? 'changed_at'
            THEN (a.context ->> 'changed_at')::timestamp
        ELSE a.changed_at
    END
{%- elif column.name == 'change_summary' -%}
CASE
        WHEN a.happened_at IS NULL THEN a.context ->> 'change_summary'
        ELSE v1_hub.audit_summary(
            a.action, a.old_data, a.new_data,
            v1_hub.audit_changed(
                a.old_data, a.new_data - 'updated_at', a.masked_changes,
                {{ slots_columns | literal }}::text []
            )
        )
    END::{{ column.type }}
{%- elif column.type == column.log_type -%}
a.{{ column.log_name }}
{%- else -%}
a.{{ column.log_name }}::{{ column.type }}
{%- endif %}
{%- endmacro %}

{# Whether entry `a` was written since the cut-over, and not copied: by its number, for its transaction
   may have begun before, or in another server. An INSERT into the view may bring a number of its own:
   its context says since which cut-over it is; the transaction does where an older package wrote it. #}
{% macro is_since() -%}
a.transaction_id IS NOT NULL
    AND (
        coalesce(a.id > {{ recorded("(r.facts ->> 'log_id')::bigint", 8) }}, TRUE)
        OR a.happened_at IS NULL AND coalesce(
            a.context ->> 'since' = {{ recorded('r.cut_over_xid', 12) }}::text,
            a.transaction_id >= {{ recorded('r.cut_over_xid', 12) }}
        )
    )
{%- endmacro %}

{# The entries of the log that are the history, in the columns of the table. #}
{% macro entries(audit_log, columns, mode, hides) -%}
SELECT
{%- for column in columns %}

    {{ from_log(column) }} AS {{ column.name | ident }}{{ '' if loop.last else ',' }}
{%- endfor %}

FROM {{ audit_log }} AS a
WHERE
    a.source_id = {{ recorded('r.source_id', 4) }}
    AND a.record_id IS NOT NULL
{%- if mode == 'copying' %}

    -- What was written since the cut-over; all else is in the table still.
    AND {{ is_since() }}
{%- elif hides %}

    -- Entries of an earlier install, whose rows the table had lost when it was retired again.
    AND NOT EXISTS (SELECT 1 FROM v1_hub.history_gone AS g WHERE g.id = a.id)
{%- endif %}
{%- endmacro %}

{# The columns of the log that a row of the history gives, and their values. #}
{% macro log_columns(columns, indent) -%}
{% set pad = ' ' * indent -%}
{% for column in columns if column.name != 'change_summary' -%}
{{ pad }}{{ column.log_name }},
{% endfor -%}
{{ pad }}context,
{{ pad }}source_id,
{{ pad }}table_name
{%- endmacro %}

{% macro log_values(columns, row, indent, says_since=false) -%}
{% set pad = ' ' * indent -%}
{% set has = columns | map(attribute='name') | list -%}
{% for column in columns if column.name != 'change_summary' -%}
{{ pad }}{% if column.name == 'id' -%}
{{ id_to_log(column, row) }}
{%- elif column.name == 'changed_at' -%}
coalesce({{ row }}.changed_at, {{ no_time | literal }})
{%- else -%}
{{ row }}.{{ column.name | ident }}
{%- endif %},
{% endfor -%}
{{ pad }}nullif(
{{ pad }}    '{}'::jsonb
{%- if 'change_summary' in has %}

{{ pad }}    || jsonb_strip_nulls(jsonb_build_object('change_summary', {{ row }}.change_summary))
{%- endif %}
{%- if 'changed_at' in has %}

{{ pad }}    || CASE WHEN {{ row }}.changed_at IS NULL THEN '{"changed_at": null}' ELSE '{}' END::jsonb
{%- endif %}
{%- if says_since %}

{{ pad }}    || jsonb_build_object('since', {{ recorded('r.cut_over_xid', indent + 4) }}::text)
{%- endif %}

{{ pad }}    , '{}'
{{ pad }}),
{{ pad }}{{ recorded('r.source_id', indent) }},
{{ pad }}'v1_hub_work_slots'
{%- endmacro %}
