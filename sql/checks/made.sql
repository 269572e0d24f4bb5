-- The relations and columns that an install has made or moved, and what a rollback does to each.
-- Read at the end of an install, before anybody else can have put anything there.
-- fate: dropped; view: replaced by the table; kept: goes back, or stays; grows: kept, and the
-- package adds partitions to it.
WITH relation AS (
    SELECT
        c.oid,
        c.relkind,
        c.relname,
        n.nspname,
        quote_ident(n.nspname) || '.' || quote_ident(c.relname) AS identity
    FROM pg_class AS c
    INNER JOIN pg_namespace AS n ON c.relnamespace = n.oid
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S')
),

leaf AS (
    SELECT
        l.oid,
        l.identity,
        v.oid AS view,
        exists(
            SELECT 1 FROM relation AS o
            WHERE o.nspname = 'v1_hub_retired' AND o.relname = l.relname
        ) AS is_copy
    FROM relation AS l
    LEFT JOIN relation AS v ON v.nspname = %(schema)s AND l.relname = v.relname
    WHERE l.nspname = 'v1_hub' AND l.relname = any(%(retired)s::text[])
)

SELECT
    CASE r.relkind WHEN 'v' THEN 'view' WHEN 'S' THEN 'sequence' ELSE 'table' END AS type,
    r.identity,
    CASE
        WHEN r.relname = any(%(retired)s::text[]) THEN 'view'
        WHEN r.relname = 'v1_hub_audit_log' THEN 'grows'
        ELSE 'dropped'
    END AS fate
FROM relation AS r
WHERE
    r.nspname = %(schema)s
    AND (
        r.relname IN (
            'v1_hub_activity_logs', 'v1_hub_activity_logs_id_seq',
            'v1_hub_audit_log', 'v1_hub_audit_log_id_seq'
        )
        OR (r.relkind = 'v' AND r.relname = any(%(retired)s::text[]))
    )
UNION ALL
SELECT
    'table',
    l.identity,
    CASE WHEN l.is_copy THEN 'dropped' ELSE 'kept' END
FROM leaf AS l
UNION ALL
SELECT
    'table',
    r.identity,
    'kept'
FROM relation AS r
WHERE r.nspname = 'v1_hub_retired' AND r.relkind IN ('r', 'p')
UNION ALL
-- What the log added to a table that became its leaf: the view of it does not read that.
SELECT
    'table column',
    l.identity || '.' || quote_ident(a.attname),
    'dropped'
FROM leaf AS l
INNER JOIN pg_attribute AS a ON l.oid = a.attrelid AND a.attnum > 0 AND NOT a.attisdropped
WHERE
    l.view IS NOT NULL
    AND NOT EXISTS (
        SELECT 1
        FROM pg_rewrite AS w
        INNER JOIN pg_depend AS d ON d.classid = 'pg_rewrite'::regclass AND w.oid = d.objid
        WHERE
            w.ev_class = l.view
            AND d.refclassid = 'pg_class'::regclass
            AND d.refobjid = l.oid
            AND d.refobjsubid = a.attnum
    )
UNION ALL
SELECT
    'table column',
    r.identity || '.' || quote_ident(a.attname),
    'dropped'
FROM relation AS r
INNER JOIN pg_attribute AS a ON r.oid = a.attrelid AND NOT a.attisdropped
WHERE
    r.nspname = %(schema)s
    AND r.relname = 'v1_hub_proxies'
    AND r.relkind IN ('r', 'p')
    AND a.attname IN ('ip_history', 'last_heartbeat', 'usage_stats')
ORDER BY 1, 2
