-- How the tables of the hub are audited by default (v1_hub/registry.py); what is there stays.
INSERT INTO v1_hub.audit_defaults (table_name, operations, ignored_columns, leaf)
VALUES
{% for table in audited %}
(
    {{ table.name | literal }},
    {{ table.operations | literal }},
    {{ table.ignored | literal }},
    {{ table.leaf | literal }}
){{ '' if loop.last else ',' }}
{% endfor %}
ON CONFLICT (table_name) DO NOTHING;
