-- Whether the unified log has partitions that no retired table is.
SELECT
    exists(
        SELECT i.inhrelid
        FROM pg_inherits AS i
        WHERE i.inhparent = to_regclass(quote_ident(%(schema)s) || '.v1_hub_activity_logs')
        EXCEPT
        SELECT to_regclass('v1_hub.' || quote_ident(r.leaf))
        FROM v1_hub.retired AS r
    );
