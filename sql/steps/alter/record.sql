{% import 'steps/macros.sql' as m %}
-- The new shape, for verify, rollback and the next statement.
UPDATE v1_hub.retired SET facts = facts || {{ facts | literal }}::jsonb
WHERE table_name = {{ name | literal }};
{% if table.columns %}
DELETE FROM v1_hub.log_column WHERE table_name = {{ name | literal }};
{{ m.record_columns(table.columns) -}}
DELETE FROM v1_hub.object
WHERE type = 'table column' AND identity = any({{ own | literal }}::text []); -- noqa: LT01
{% if ours %}
INSERT INTO v1_hub.object (type, identity, fate) VALUES
{% for made in ours %}
({{ made.type | literal }}, {{ made.identity | literal }}, {{ made.fate | literal }}){{ '' if loop.last else ',' }}
{% endfor %}
ON CONFLICT DO NOTHING;
{% endif %}
{% endif %}
