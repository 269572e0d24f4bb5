-- Audited tables that lack a trigger of an operation, or have it switched off; audit_disable()
-- would have said so in v1_hub.audit_tables.
SELECT DISTINCT quote_ident(t.schema_name) || '.' || quote_ident(t.table_name) AS audited
FROM v1_hub.audit_tables AS t
INNER JOIN pg_namespace AS n ON t.schema_name = n.nspname
INNER JOIN pg_class AS c ON n.oid = c.relnamespace AND t.table_name = c.relname
INNER JOIN
    (VALUES ('INSERT', 4), ('DELETE', 8), ('UPDATE', 16), ('TRUNCATE', 32)) AS o (name, bit)
    ON o.name = any(t.operations)
WHERE
    t.enabled
    AND NOT EXISTS (
        SELECT 1
        FROM pg_trigger AS g
        INNER JOIN pg_proc AS p ON g.tgfoid = p.oid
        WHERE
            p.pronamespace = to_regnamespace('v1_hub')
            AND p.proname IN ('audit_row', 'audit_truncate')
            AND g.tgrelid = c.oid
            AND g.tgtype & o.bit > 0
            AND g.tgenabled NOT IN ('D', 'R')
    )
ORDER BY 1
