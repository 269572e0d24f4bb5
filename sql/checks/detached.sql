-- Partitions of the audit log that somebody has detached, and of which rows they are.
WITH month AS (
    SELECT
        format('%I.%I', n.nspname, c.relname) AS name,
        to_date(substring(c.relname FROM '\d{4}_\d\d$'), 'YYYY_MM')::timestamp AS start
    FROM pg_class AS c
    INNER JOIN pg_namespace AS n ON c.relnamespace = n.oid AND n.nspname = 'v1_hub'
    WHERE
        c.relname ~ '^v1_hub_audit_log_(\d{4}_(0[1-9]|1[0-2])|default)$'
        AND c.relkind IN ('r', 'f')
        AND NOT c.relispartition
)

SELECT
    m.name,
    CASE
        WHEN m.start IS NULL THEN 'DEFAULT'
        ELSE format('FOR VALUES FROM (%L) TO (%L)', m.start, m.start + interval '1 month')
    END AS bound
FROM month AS m
ORDER BY m.name
