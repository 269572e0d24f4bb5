{% import 'steps/history/macros.sql' as h with context %}
-- The history: a slice of the audit log, and the table until its rows are copied.
-- A barrier: else a function in somebody's WHERE would be shown the entries of other tables.
CREATE OR REPLACE VIEW {{ view }} WITH (security_barrier = TRUE) AS
{{ h.entries(audit_log, columns, mode, hides) }}
{%- if mode == 'copying' %}

UNION ALL
SELECT
{% for column in columns %}
    o.{{ column.name | ident }}{{ '' if loop.last else ',' }}
{% endfor %}
FROM {{ leaf }} AS o
{%- endif %}
;
