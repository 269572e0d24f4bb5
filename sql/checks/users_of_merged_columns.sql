-- What new code has put on the merged columns: a rollback drops them, and refuses beforehand.
SELECT DISTINCT
    coalesce(r.ev_class::regclass::text, pg_describe_object(d.classid, d.objid, 0)) AS object,
    format('stands on column %%s.%%I, which a rollback takes away', t.oid::regclass, a.attname)
        AS finding,
    'Drop it, or let it read the retired names.' AS remedy
FROM pg_catalog.pg_class AS t
INNER JOIN pg_catalog.pg_namespace AS n ON t.relnamespace = n.oid
INNER JOIN pg_catalog.pg_attribute AS a ON t.oid = a.attrelid
INNER JOIN pg_catalog.pg_depend AS d
    ON
        d.refclassid = 'pg_class'::regclass
        AND t.oid = d.refobjid
        AND a.attnum = d.refobjsubid
        AND d.deptype = 'n'
        AND d.classid <> 'pg_class'::regclass
LEFT JOIN pg_catalog.pg_rewrite AS r ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid
LEFT JOIN pg_catalog.pg_trigger AS g ON d.classid = 'pg_trigger'::regclass AND d.objid = g.oid
LEFT JOIN pg_catalog.pg_class AS v ON r.ev_class = v.oid
LEFT JOIN pg_catalog.pg_proc AS p ON g.tgfoid = p.oid
WHERE
    n.nspname = %(schema)s
    AND t.relname = 'v1_hub_proxies'
    AND a.attname IN (SELECT unnest(%(columns)s::text[]))
    AND coalesce(v.relnamespace, p.pronamespace, 0) IS DISTINCT FROM to_regnamespace('v1_hub')::oid
ORDER BY 1, 2;
