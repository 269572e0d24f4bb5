{% import 'steps/macros.sql' as m %}
-- What install, status and rollback go by from now on.
{% if is_first %}
INSERT INTO v1_hub.hub (schema_name, version) VALUES ({{ hub | literal }}, {{ version | literal }});
{% if log_columns %}
{{ m.record_columns(log_columns) -}}
{% endif %}
{% endif %}
UPDATE v1_hub.hub SET
{% if merged is not none %}
    merged = {{ merged | literal }},
    merged_due = {{ merged_due | literal }},
{% endif %}
    stage = 'finishing',
    version = {{ version | literal }},
    finished_at = NULL,
    audit_due = audit_due || {{ audit_due | literal }}::text []; -- noqa: LT01
{% for table in retiring %}
INSERT INTO v1_hub.retired (
    table_name, place, phase, treatment, reason, leaf, source_id, facts, rebind
) VALUES (
    {{ table.entry.table_name | literal }}, {{ table.entry.place }}, {{ table.entry.phase }},
    {{ table.treatment | literal }}, {{ table.reason | literal }}, {{ table.entry.leaf | literal }},
{% if table.treatment == 'history' %}
    v1_hub.audit_source(to_regclass({{ slots | literal }})),
    {{ records[table.entry.table_name] | literal }}::jsonb
    || jsonb_build_object('log_id', (
        SELECT max(a.id)
        FROM {{ audit_log }} AS a
        WHERE a.id < 2147483648 OR a.transaction_id IS NOT NULL
    )),
{% else %}
    NULL,
    {{ records[table.entry.table_name] | literal }},
{% endif %}
    {{ rebinds[table.entry.table_name] | literal }}
);
{% endfor %}
