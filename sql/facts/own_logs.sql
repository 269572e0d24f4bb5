-- Whether the unified log has partitions that no retired table is.
SELECT
    exists(
        SELECT 1
        FROM pg_inherits AS i
        INNER JOIN pg_class AS c ON i.inhrelid = c.oid
        INNER JOIN pg_namespace AS n ON c.relnamespace = n.oid
        LEFT JOIN v1_hub.retired AS r ON n.nspname = 'v1_hub' AND c.relname = r.leaf
        WHERE
            i.inhparent = to_regclass(quote_ident(%(schema)s) || '.v1_hub_activity_logs')
            AND r.leaf IS NULL
    );
