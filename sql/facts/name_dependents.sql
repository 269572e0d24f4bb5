-- What stands on the view of a retired name: it would go with the view.
SELECT DISTINCT
    CASE
        WHEN w.rulename = '_RETURN' THEN i.type || ' ' || i.identity
        ELSE pg_describe_object(d.classid, d.objid, d.objsubid)
    END AS dependent
FROM pg_class AS c
INNER JOIN pg_depend AS d
    ON
        d.deptype IN ('n', 'a')
        AND (d.refclassid, d.refobjid)
        IN (('pg_class'::regclass, c.oid), ('pg_type'::regclass, c.reltype))
LEFT JOIN pg_rewrite AS w ON d.classid = 'pg_rewrite'::regclass AND d.objid = w.oid
CROSS JOIN LATERAL pg_identify_object('pg_class'::regclass, w.ev_class, 0) AS i
WHERE
    c.oid = to_regclass(%(view)s)
    AND c.relkind = 'v'
    -- What belongs to the view itself: its rule, its defaults, our triggers.
    AND (w.ev_class, w.rulename) IS DISTINCT FROM (c.oid, '_RETURN')
    AND d.classid <> 'pg_attrdef'::regclass
    AND NOT EXISTS (
        SELECT 1
        FROM pg_trigger AS t
        INNER JOIN pg_proc AS f ON t.tgfoid = f.oid
        WHERE
            d.classid = 'pg_trigger'::regclass
            AND t.oid = d.objid
            AND f.pronamespace = 'v1_hub'::regnamespace
    )
ORDER BY 1;
