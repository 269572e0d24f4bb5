-- The statement each session runs, or ran last, and what its application calls itself.
SELECT
    a.query_id,
    a.usename::text AS role_name,
    a.application_name AS application
FROM pg_stat_activity AS a
WHERE
    a.datname = current_database()
    AND a.query_id IS NOT NULL
    AND a.application_name <> ''
    AND a.pid <> pg_backend_pid();
