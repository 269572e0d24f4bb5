-- From here on every change is in the audit log. What an earlier install audited goes on as it was, or
-- as it was switched off. No row is counted: that would take as long as there are rows.
{% for name in tables %}
SELECT v1_hub.audit_enable({{ name | literal }}, p_count => FALSE)
WHERE NOT EXISTS (
    SELECT 1
    FROM v1_hub.audit_tables AS t
    WHERE
        t.id = v1_hub.audit_source({{ name | literal }})
        AND t.enabled_at IS NOT NULL
        AND NOT t.resumes
);
{% endfor %}
