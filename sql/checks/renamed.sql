-- Tables that stay, and that the package finds by name: what they are called by now.
SELECT
    h.schema_name AS wanted_schema,
    k.name AS wanted_name,
    n.nspname AS schema,
    c.relname AS name
FROM v1_hub.hub AS h
CROSS JOIN (
    SELECT
        %(slots)s AS name,
        v1_hub.audit_table_of(r.source_id)::oid AS relid
    FROM v1_hub.retired AS r
    WHERE r.source_id IS NOT NULL
    UNION ALL
    SELECT
        %(proxies)s,
        g.tgrelid
    FROM pg_trigger AS g
    WHERE g.tgfoid = to_regprocedure('v1_hub.note_proxy()') AND g.tgparentid = 0
) AS k
INNER JOIN pg_class AS c ON k.relid = c.oid
INNER JOIN pg_namespace AS n ON c.relnamespace = n.oid
WHERE (n.nspname, c.relname) <> (h.schema_name, k.name)
ORDER BY k.name
