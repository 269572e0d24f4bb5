-- What stands on the view of a retired name: it would go with the view.
SELECT DISTINCT
    CASE
        WHEN w.rulename = '_RETURN'
            THEN format('%%s %%s', k.kind, w.ev_class::regclass)
        ELSE pg_describe_object(d.classid, d.objid, d.objsubid)
    END AS dependent
FROM pg_class AS c
INNER JOIN pg_depend AS d
    ON
        d.deptype IN ('n', 'a')
        AND (
            (d.refclassid = 'pg_class'::regclass AND c.oid = d.refobjid)
            OR (d.refclassid = 'pg_type'::regclass AND c.reltype = d.refobjid)
        )
LEFT JOIN pg_rewrite AS w ON d.classid = 'pg_rewrite'::regclass AND d.objid = w.oid
LEFT JOIN pg_class AS v ON w.ev_class = v.oid
LEFT JOIN LATERAL (
    SELECT CASE v.relkind WHEN 'm' THEN 'materialized view' ELSE 'view' END AS kind
) AS k ON TRUE
WHERE
    c.oid = to_regclass(%(view)s)
    AND c.relkind = 'v'
    -- What belongs to the view itself: its rule, its defaults, our triggers.
    AND NOT (w.ev_class IS NOT DISTINCT FROM c.oid AND w.rulename = '_RETURN')
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
