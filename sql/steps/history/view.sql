{% import 'steps/history/macros.sql' as h with context %}
{% if mode == 'copying' %}
-- The history: what the audit log has since the cut-over, and the table until its rows are copied.
{% else %}
-- The history: a slice of the audit log.
{% endif %}
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
