-- The first fill is a rebuild; no change of the proxies, so nobody's trigger need know.
{% if summary %}
{% for name, _ in proxies.triggers.items() %}
ALTER TABLE {{ proxies.table }} DISABLE TRIGGER {{ name | ident }};
{% endfor %}
SELECT v1_hub.refresh_proxies(rebuild => TRUE);
{% for name, state in proxies.triggers.items() %}
ALTER TABLE {{ proxies.table }} ENABLE {{ {"R": "REPLICA ", "A": "ALWAYS "}.get(state, "") }}TRIGGER {{ name | ident }};
{% endfor %}
{% else %}
SELECT v1_hub.summary_disable();
{% endif %}
