-- The triggers of some relations, with the text of what they call.
SELECT
    t.tgrelid::bigint AS relation,
    t.tgname::text AS name,
    pg_get_triggerdef(t.oid) AS definition,
    t.tgenabled::text AS state,
    n.nspname::text AS function_schema,
    l.lanname::text AS language,
    p.prosrc AS body,
    t.tgnewtable IS NOT NULL OR t.tgoldtable IS NOT NULL AS has_transition_tables,
    t.tgtype & 16 <> 0 AS on_update,
    t.tgattr::text <> '' AS names_columns
FROM pg_trigger AS t
INNER JOIN pg_proc AS p ON t.tgfoid = p.oid
INNER JOIN pg_namespace AS n ON p.pronamespace = n.oid
INNER JOIN pg_language AS l ON p.prolang = l.oid
WHERE t.tgrelid = any(%(oids)s) AND NOT t.tgisinternal AND t.tgparentid = 0
ORDER BY t.tgrelid, t.tgname;
