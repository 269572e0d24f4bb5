-- Audited tables that lack a trigger of an operation, or have it switched off; audit_disable()
-- would have said so in v1_hub.audit_tables.
SELECT quote_ident(t.schema_name) || '.' || quote_ident(t.table_name) AS audited
FROM v1_hub.audit_tables AS t
INNER JOIN pg_namespace AS n ON t.schema_name = n.nspname
INNER JOIN pg_class AS c ON n.oid = c.relnamespace AND t.table_name = c.relname
WHERE
    t.enabled
    AND EXISTS (
        SELECT 1
        FROM (
            VALUES ('INSERT', 4), ('DELETE', 8), ('UPDATE', 16), ('TRUNCATE', 32)
        ) AS o (name, bit)
        WHERE
            o.name = any(t.operations)
            AND NOT EXISTS (
                SELECT 1
                FROM pg_trigger AS g
                INNER JOIN pg_proc AS p
                    ON
                        g.tgfoid = p.oid
                        AND p.pronamespace = to_regnamespace('v1_hub')
                        AND p.proname LIKE 'audit\_%'
                WHERE
                    g.tgrelid = c.oid
                    AND g.tgtype & o.bit > 0
                    AND g.tgenabled NOT IN ('D', 'R')
                    AND p.proname <> 'audit_statement'
            )
    )
ORDER BY 1
