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
FROM pg_class AS c
INNER JOIN pg_namespace AS s ON c.relnamespace = s.oid
WHERE
    s.nspname = 'cron'
    AND c.relname = 'job'
    -- pg_cron gives USAGE of its schema to nobody, and to_regclass() would raise.
    AND has_schema_privilege(s.oid, 'USAGE')
    AND has_table_privilege(c.oid, 'SELECT')
    -- What somebody else calls so is not read: a view would run its functions as us.
    AND (
        c.relowner = current_user::regrole
        OR EXISTS (
            SELECT 1 FROM pg_extension AS e
            WHERE e.extname = 'pg_cron'
        )
    );
