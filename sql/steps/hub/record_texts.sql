-- What texts made the functions, triggers and views that are ours, and what PostgreSQL made of them.
WITH made (type, name, rendered) AS (
    VALUES
{% for piece in pieces %}
    ({{ piece.type | literal }}, {{ piece.name | literal }}, {{ piece.hash | literal }}){{ '' if loop.last else ',' }}
{% endfor %}
),

named AS (
    SELECT
        m.type,
        m.rendered,
        CASE
            WHEN m.type <> 'function' THEN m.name
            ELSE (pg_identify_object('pg_proc'::regclass, to_regprocedure(m.name), 0)).identity
        END AS identity
    FROM made AS m
)

INSERT INTO v1_hub.object (type, identity, rendered, found)
SELECT
    w.type,
    w.identity,
    w.rendered,
    t.found
FROM named AS w
INNER JOIN (
{{ texts }}
) AS t ON w.type = t.type AND w.identity = t.identity
ON CONFLICT (type, identity) DO UPDATE SET rendered = excluded.rendered, found = excluded.found;
