{% import 'steps/history/macros.sql' as h with context %}
-- A batch of history: entries of the audit log, under their own ids. What an earlier install has copied
-- is there already; rows that were not written undo the batch.
WITH chosen AS (
    SELECT
        o.id,
        {{ h.id_to_log(id_column, 'o') }} AS log_id
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

due AS (
    -- All of the batch at once: one by one would be looked up in each month of the log.
    SELECT c.id
    FROM chosen AS c
    WHERE
        c.log_id NOT IN (
            SELECT a.id
            FROM {{ audit_log }} AS a
            WHERE
                a.source_id = {{ h.recorded('r.source_id', 16) }}
                AND a.id BETWEEN (SELECT min(f.log_id) FROM chosen AS f) AND (SELECT max(f.log_id) FROM chosen AS f)
        )
),

copied AS (
    INSERT INTO {{ audit_log }} (
{{ h.log_columns(columns, 8) }}
    )
    SELECT
{{ h.log_values(columns, 'o', 8) }}
    FROM {{ leaf }} AS o
    INNER JOIN due AS d ON o.id = d.id
    ORDER BY o.id
    RETURNING 1
)

UPDATE v1_hub.retired AS r
SET
    copied_to = coalesce((SELECT max(c.id) FROM chosen AS c), r.copied_to),
    rows_done = r.rows_done + (SELECT count(*) FROM chosen)
WHERE r.table_name = {{ table.entry.table_name | literal }}
RETURNING
    (SELECT count(*) FROM chosen) AS rows,
    (SELECT count(*) FROM due) - (SELECT count(*) FROM copied) AS rows_lost;
