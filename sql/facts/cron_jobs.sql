-- The jobs of pg_cron that run in this database; a policy shows each role its own.
SELECT
    j.jobid::bigint AS job_id,
    j.command
FROM cron.job AS j
WHERE j.database = current_database()
ORDER BY j.jobid;
