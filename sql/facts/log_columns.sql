-- Where each column of a table that went to the log is found. Its type is the log's, for a type may
-- be called otherwise by now; those of folded columns are PostgreSQL's own.
SELECT
    c.table_name,
    c.place AS number,
    c.legacy_name,
    c.log_name,
    CASE
        WHEN c.folded OR a.attname IS NULL THEN c.type_name
        ELSE
            concat(
                format_type(a.atttypid, a.atttypmod),
                ' COLLATE ' || nullif(a.attcollation, t.typcollation)::regcollation::text
            )
    END AS type,
    c.not_null,
    c.folded
FROM v1_hub.log_column AS c
LEFT JOIN v1_hub.hub AS h ON TRUE
LEFT JOIN pg_attribute AS a
    ON
        a.attrelid = to_regclass(format('%I.v1_hub_activity_logs', h.schema_name))
        AND c.log_name = a.attname
        AND NOT a.attisdropped
LEFT JOIN pg_type AS t ON a.atttypid = t.oid
ORDER BY c.table_name, c.place
