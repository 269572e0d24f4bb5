-- What texts made the functions, triggers and views that are ours, and what PostgreSQL made of them.
WITH made (type, name, rendered) AS (
    VALUES
{% for piece in pieces %}
    ({{ piece.type | literal }}, {{ piece.name | literal }}, {{ piece.hash | literal }}){{ '' if loop.last else ',' }}
{% endfor %}
)

INSERT INTO v1_hub.object (type, identity, rendered, found)
SELECT
    t.type,
    t.identity,
    m.rendered,
    t.found
FROM made AS m
INNER JOIN (
{{ texts }}
) AS t
    ON
        m.type = t.type
        AND t.identity = CASE
            WHEN m.type <> 'function' THEN m.name
            ELSE (pg_identify_object('pg_proc'::regclass, to_regprocedure(m.name), 0)).identity
        END
ON CONFLICT (type, identity) DO UPDATE SET rendered = excluded.rendered, found = excluded.found;
