-- The schemas that views under retired names read, other than their own, and whether one of them
-- holds the record of an install: asked where v1_hub.hub is not to be found.
SELECT DISTINCT
    tn.nspname AS name,
    to_regclass(format('%%I.retired', tn.nspname)) IS NOT NULL AS has_record
FROM pg_class AS v
INNER JOIN pg_namespace AS vn ON v.relnamespace = vn.oid AND vn.nspname = %(schema)s
INNER JOIN pg_rewrite AS w ON v.oid = w.ev_class
INNER JOIN pg_depend AS d
    ON
        d.classid = 'pg_rewrite'::regclass
        AND w.oid = d.objid
        AND d.refclassid = 'pg_class'::regclass
INNER JOIN pg_class AS t ON d.refobjid = t.oid
INNER JOIN pg_namespace AS tn ON t.relnamespace = tn.oid AND vn.nspname <> tn.nspname
WHERE v.relkind = 'v' AND v.relname = any(%(names)s::text[])
ORDER BY 2 DESC, 1
