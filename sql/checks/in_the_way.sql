-- Sessions that lock session `pid` out, or that hold the advisory lock `key`. Only who may see the
-- query of a session sees it. A prepared transaction has no session: its pid is 0.
WITH way AS (
    SELECT unnest(pg_blocking_pids(%(pid)s)) AS pid
    UNION
    SELECT l.pid
    FROM pg_locks AS l
    INNER JOIN pg_database AS d ON l.database = d.oid
    WHERE
        l.locktype = 'advisory' AND l.granted AND l.objsubid = 1
        AND d.datname = current_database()
        AND (l.classid::bigint << 32) + l.objid::bigint = %(key)s
)

SELECT
    a.pid,
    a.usename AS role,
    a.application_name AS application,
    a.state,
    a.backend_type,
    a.query,
    extract(EPOCH FROM clock_timestamp() - coalesce(a.xact_start, a.backend_start))::float8
        AS seconds
FROM pg_stat_activity AS a
INNER JOIN way AS w ON a.pid = w.pid
UNION ALL
SELECT
    w.pid,
    p.owner,
    NULL,
    'prepared',
    NULL,
    format('COMMIT PREPARED %%L', p.gid),
    extract(EPOCH FROM clock_timestamp() - p.prepared)::float8
FROM pg_prepared_xacts AS p
CROSS JOIN way AS w
WHERE w.pid = 0 AND p.database = current_database()
ORDER BY seconds DESC NULLS LAST;
