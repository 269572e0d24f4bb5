{% import 'steps/macros.sql' as m %}
-- The new shape, for verify, rollback and the next statement.
UPDATE v1_hub.retired SET facts = facts || {{ facts | literal }}::jsonb
WHERE table_name = {{ name | literal }};
{% if table.columns %}
DELETE FROM v1_hub.log_column WHERE table_name = {{ name | literal }};
{{ m.record_columns(table.columns) -}}
DELETE FROM v1_hub.object
WHERE type = 'table column' AND identity = any({{ own | literal }}::text []); -- noqa: LT01
{% endif %}
{% if changes %}
{% for column in changes.log_adds %}
-- Of the log, and of every leaf but its own.
INSERT INTO v1_hub.object (type, identity, fate)
SELECT
    'table column',
    'v1_hub.' || quote_ident(r.leaf) || '.' || quote_ident({{ column.log_name | literal }}),
    'dropped'
FROM v1_hub.retired AS r
WHERE r.treatment IN ('leaf', 'fold') AND r.table_name <> {{ name | literal }}
UNION ALL
SELECT
    'table column',
    {{ (log ~ '.' ~ (column.log_name | ident)) | literal }},
    NULL
ON CONFLICT DO NOTHING;
{% endfor %}
{% for column, _ in changes.leaf_adds %}
INSERT INTO v1_hub.object (type, identity, fate)
VALUES ('table column', {{ (leaf ~ '.' ~ (column | ident)) | literal }}, 'dropped')
ON CONFLICT DO NOTHING;
{% endfor %}
{% endif %}
