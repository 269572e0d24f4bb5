-- What is ours is all that lies in our schemas now, as nothing else did at the beginning: relations and
-- columns first, then what hangs on them, until nothing is new. A rollback drops this, and nothing else.
DELETE FROM v1_hub.object;
INSERT INTO v1_hub.object (type, identity, fate)
{{ made }};
{% for _ in range(2) %}
INSERT INTO v1_hub.object (type, identity)
SELECT
    o.type,
    o.identity
FROM (
{{ objects }}
) AS o
ON CONFLICT DO NOTHING;
{% endfor %}
