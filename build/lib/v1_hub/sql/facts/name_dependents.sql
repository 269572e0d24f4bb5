-- What stands on the view of each retired name ($1, names; $2, schema): it would go with the view.
SELECT DISTINCT
    c.relname::text AS name,
    CASE
        WHEN d.classid = 'pg_rewrite'::regclass
            THEN format('%s %s', k.kind, w.ev_class::regclass)
        ELSE pg_describe_object(d.classid, d.objid, d.objsubid)
    END AS dependent
FROM pg_class AS c
INNER JOIN pg_namespace AS n ON c.relnamespace = n.oid
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
    c.relname IN (SELECT t.name FROM unnest($1::text[]) AS t (name))
    AND n.nspname = $2
    AND c.relkind = 'v'
    AND w.ev_class IS DISTINCT FROM c.oid
    -- What belongs to the view itself: its defaults, its triggers.
    AND d.classid NOT IN ('pg_attrdef'::regclass, 'pg_trigger'::regclass)
ORDER BY 1, 2;
