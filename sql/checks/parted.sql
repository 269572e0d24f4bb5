-- Views that belong to another than the relation under them: a view reads and writes with the
-- rights of its owner. Whoever owns the history must be able to read the audit log. recorded: who
-- owned the table before, where that role is there yet.
SELECT
    v.oid::regclass::text AS view,
    v.relowner::regrole::text AS view_owner,
    u.oid::regclass::text AS relation,
    u.relowner::regrole::text AS owner,
    to_regrole(quote_ident(r.facts ->> 'owner'))::text AS recorded
FROM v1_hub.retired AS r
CROSS JOIN v1_hub.hub AS h
INNER JOIN pg_class AS v
    ON v.oid = to_regclass(format('%I.%I', h.schema_name, r.table_name)) AND v.relkind = 'v'
INNER JOIN pg_class AS u
    ON
        u.oid = to_regclass(
            CASE r.treatment
                WHEN 'history' THEN format('%I.v1_hub_audit_log', h.schema_name)
                ELSE format('v1_hub.%I', r.leaf)
            END
        )
WHERE
    CASE
        WHEN r.treatment = 'history' THEN NOT has_table_privilege(v.relowner, u.oid, 'SELECT')
        ELSE v.relowner <> u.relowner
    END
ORDER BY 1
