-- Months of the audit log that have a partition already, after this one.
SELECT
    'v1_hub_audit_log' AS object,
    count(*) AS value
FROM pg_inherits AS i
INNER JOIN pg_class AS c ON i.inhrelid = c.oid
WHERE
    i.inhparent = to_regclass(%(audit_log)s)
    AND c.relname ~ '_\d{4}_\d\d$'
    AND right(c.relname, 7) > to_char(localtimestamp, 'YYYY_MM');
