-- What tells here which statements are run, and in which schema it is.
SELECT
    e.extname::text AS name,
    n.nspname::text AS schema_name
FROM pg_extension AS e
INNER JOIN pg_namespace AS n ON e.extnamespace = n.oid
WHERE e.extname = 'pg_stat_statements'
UNION ALL
SELECT
    'cron.job' AS name,
    'cron' AS schema_name
WHERE to_regclass('cron.job') IS NOT NULL;
