-- From here on every change of these tables is in the audit log.
{% for name in tables %}
SELECT v1_hub.audit_enable({{ name | literal }});
{% endfor %}
