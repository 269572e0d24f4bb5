-- A batch of history: entries of the audit log, under their own ids.
WITH chosen AS (
    SELECT o.id
    FROM {{ leaf }} AS o
    WHERE
        o.id > (
            SELECT coalesce(r.copied_to, -9223372036854775808)
            FROM v1_hub.retired AS r
            WHERE r.table_name = {{ table.entry.table_name | literal }}
        )
    ORDER BY o.id
    LIMIT {{ rows }}
),

copied AS (
    INSERT INTO {{ audit_log }} (
{% for column in columns %}
        {{ column.log_name }},
{% endfor %}
        schema_name,
        table_name
    )
    SELECT
{% for column in columns %}
        {{ column.to_log | replace('@', 'o') }},
{% endfor %}
        {{ hub | literal }},
        'v1_hub_work_slots'
    FROM {{ leaf }} AS o
    INNER JOIN chosen AS c ON c.id = o.id
    ORDER BY o.id
    RETURNING 1
)

UPDATE v1_hub.retired AS r
SET
    copied_to = coalesce((SELECT max(c.id) FROM chosen AS c), r.copied_to),
    rows_done = r.rows_done + (SELECT count(*) FROM copied)
WHERE r.table_name = {{ table.entry.table_name | literal }}
RETURNING (SELECT count(*) FROM chosen);
