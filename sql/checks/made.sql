-- The relations and columns that an install has made or moved, and what a rollback does to each.
-- Read at the end of a cut-over, before anybody else can have put anything there.
-- fate: dropped; view: replaced by the table; kept: goes back, or stays; grows: kept, and the
-- package adds partitions to it.
WITH relation AS (
    SELECT
        c.oid,
        c.relname,
        n.nspname,
        CASE c.relkind WHEN 'v' THEN 'view' WHEN 'S' THEN 'sequence' ELSE 'table' END AS type,
        quote_ident(n.nspname) || '.' || quote_ident(c.relname) AS identity
    FROM pg_class AS c
    INNER JOIN pg_namespace AS n ON c.relnamespace = n.oid
    WHERE
        c.relkind IN ('r', 'p', 'v', 'm', 'S')
        -- Of 20,000 other tables no name is put together.
        AND (
            n.nspname IN ('v1_hub', 'v1_hub_retired')
            OR (n.nspname = %(schema)s AND c.relname LIKE 'v1\_hub\_%%')
        )
)

SELECT
    r.type,
    r.identity,
    CASE
        WHEN v.table_name IS NOT NULL THEN 'view'
        WHEN r.nspname <> %(schema)s THEN 'kept'
        WHEN r.relname = 'v1_hub_audit_log' THEN 'grows'
        ELSE 'dropped'
    END AS fate
FROM relation AS r
LEFT JOIN v1_hub.retired AS v
    ON r.relname = v.table_name AND r.nspname = %(schema)s AND r.type = 'view'
LEFT JOIN v1_hub.retired AS t ON r.relname = t.leaf AND r.nspname = 'v1_hub'
WHERE
    v.table_name IS NOT NULL
    OR t.leaf IS NOT NULL
    OR (r.nspname = 'v1_hub_retired' AND r.type = 'table')
    OR (
        r.nspname = %(schema)s
        AND r.relname ~ '^v1_hub_(activity_logs|audit_log)(_id_seq)?$'
    )
UNION ALL
-- What the log added to a table that became its leaf, and the merged columns.
SELECT
    'table column',
    r.identity || '.' || quote_ident(a.attname),
    'dropped'
FROM relation AS r
INNER JOIN pg_attribute AS a ON r.oid = a.attrelid AND a.attnum > 0 AND NOT a.attisdropped
LEFT JOIN v1_hub.retired AS t ON r.relname = t.leaf AND r.nspname = 'v1_hub'
LEFT JOIN v1_hub.log_column AS c ON t.table_name = c.table_name AND a.attname = c.log_name
WHERE
    (t.treatment IN ('leaf', 'fold') AND c.log_name IS NULL)
    OR (
        r.identity = quote_ident(%(schema)s) || '.v1_hub_proxies' AND r.type = 'table'
        AND a.attname IN ('ip_history', 'last_heartbeat', 'usage_stats')
    )
ORDER BY 1, 2
