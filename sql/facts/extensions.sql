-- Which of the extensions are here that tell what statements are run, and in which schema.
SELECT
    e.extname::text AS name,
    n.nspname::text AS schema_name
FROM pg_extension AS e
INNER JOIN pg_namespace AS n ON e.extnamespace = n.oid
WHERE e.extname IN ('pg_stat_statements', 'pg_cron');
