-- The routines in SQL and PL/pgSQL whose text may name a relation of the hub.
SELECT
    r.oid::regprocedure::text AS signature,
    l.lanname::text AS language,
    pg_get_functiondef(r.oid) AS definition
FROM pg_proc AS r
INNER JOIN pg_language AS l ON r.prolang = l.oid
INNER JOIN pg_namespace AS n ON r.pronamespace = n.oid
WHERE
    l.lanname IN ('sql', 'plpgsql')
    AND r.prokind IN ('f', 'p')
    AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'v1_hub')
    AND NOT EXISTS (
        SELECT 1
        FROM pg_depend AS d
        WHERE d.classid = 'pg_proc'::regclass AND d.objid = r.oid AND d.deptype = 'e'
    )
ORDER BY r.oid::regprocedure::text;
