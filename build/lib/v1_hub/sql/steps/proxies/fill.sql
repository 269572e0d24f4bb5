-- The first fill is a rebuild. Counting takes as long as there are rows, and locks none of them; then
-- the proxies are told at once, which is no change of theirs, so nobody's trigger need know.
SELECT pg_advisory_xact_lock(1986357253, 1);
SELECT v1_hub.count_proxies(NULL);
{% for name, _ in proxies.triggers.items() %}
ALTER TABLE {{ proxies.table }} DISABLE TRIGGER {{ name | ident }};
{% endfor %}
SELECT v1_hub.refresh_proxies();
{% for name, state in proxies.triggers.items() %}
ALTER TABLE {{ proxies.table }} ENABLE {{ {"R": "REPLICA ", "A": "ALWAYS "}.get(state, "") }}TRIGGER {{ name | ident }};
{% endfor %}
