{% import 'steps/history/macros.sql' as h %}
{% if mode == 'copying' %}
-- The history: a slice of the audit log, and of the table what is not copied yet.
{% else %}
-- The history: a slice of the audit log.
{% endif %}
CREATE OR REPLACE VIEW {{ view }} AS
{{ h.entries(audit_log, columns) }}
{%- if mode == 'copying' %}

UNION ALL
SELECT
{% for column in columns %}
    o.{{ column.name | ident }}{{ '' if loop.last else ',' }}
{% endfor %}
FROM {{ leaf }} AS o
WHERE
    o.id > (
        SELECT coalesce(r.copied_to, -9223372036854775808)
        FROM v1_hub.retired AS r
        WHERE r.table_name = {{ table.entry.table_name | literal }}
    )
{%- endif %}
;
