-- The tables of the hub and all that are audited: columns, and what their triggers say of them.
-- Read from the catalogue alone: without the package, and for who may only read, it works as well.
SELECT
    n.nspname AS schema_name,
    c.relname AS table_name,
    coalesce(a.audited, FALSE) AS audited,
    coalesce(a.operations, '{}') AS operations,
    coalesce(a.masked, '{}') AS masked,
    coalesce(a.ignored, '{}') AS ignored,
    array(
        SELECT k.attname::text FROM pg_attribute AS k
        WHERE k.attrelid = c.oid AND k.attnum > 0 AND NOT k.attisdropped
        ORDER BY k.attnum
    ) AS columns
FROM pg_class AS c
INNER JOIN pg_namespace AS n ON c.relnamespace = n.oid
LEFT JOIN LATERAL (
    SELECT
        TRUE AS audited,
        convert_from(decode(max(x.args[6]), 'escape'), getdatabaseencoding())::text[] AS masked,
        convert_from(decode(max(x.args[7]), 'escape'), getdatabaseencoding())::text[] AS ignored,
        -- pg_trigger.tgtype: bits 2, 3, 4 and 5.
        array_remove(ARRAY[
            CASE WHEN bool_or(t.tgtype & 4 <> 0) THEN 'INSERT' END,
            CASE WHEN bool_or(t.tgtype & 16 <> 0) THEN 'UPDATE' END,
            CASE WHEN bool_or(t.tgtype & 8 <> 0) THEN 'DELETE' END,
            CASE WHEN bool_or(t.tgtype & 32 <> 0) THEN 'TRUNCATE' END
        ], NULL) AS operations
    FROM pg_trigger AS t
    INNER JOIN pg_proc AS p ON t.tgfoid = p.oid
    CROSS JOIN string_to_array(encode(t.tgargs, 'escape'), '\000') AS x (args)
    WHERE
        t.tgrelid = c.oid AND t.tgparentid = 0
        AND p.pronamespace = to_regnamespace('v1_hub')
        AND p.proname IN ('audit_row', 'audit_truncate')
    HAVING count(*) > 0
) AS a ON TRUE
WHERE
    c.relkind IN ('r', 'p')
    AND (a.audited OR c.relname LIKE 'v1\_hub\_%' AND NOT c.relispartition)
    AND n.nspname <> 'v1_hub_retired'
ORDER BY n.nspname, c.relname;
