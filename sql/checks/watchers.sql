-- Triggers and rules of others that see, change or keep away the rows that we write to a table: on
-- it, on what it is a partition of, and on its partitions.
SELECT
    'trigger' AS kind,
    quote_ident(t.tgname) AS name,
    t.tgrelid::regclass::text AS relation
FROM pg_trigger AS t
INNER JOIN pg_proc AS f ON t.tgfoid = f.oid
WHERE
    t.tgrelid IN (
        SELECT to_regclass(%(name)s)
        UNION ALL
        SELECT p.relid FROM pg_partition_tree(to_regclass(%(name)s)) AS p
        UNION ALL
        SELECT a.relid FROM pg_partition_ancestors(to_regclass(%(name)s)) AS a
    )
    AND NOT t.tgisinternal
    AND t.tgparentid = 0
    AND t.tgenabled IN ('O', 'A')
    AND t.tgtype & CASE %(event)s WHEN 'INSERT' THEN 4 ELSE 16 END <> 0
    AND f.pronamespace <> to_regnamespace('v1_hub')
UNION ALL
SELECT
    'rule',
    quote_ident(r.rulename),
    r.ev_class::regclass::text
FROM pg_rewrite AS r
WHERE
    r.ev_class = to_regclass(%(name)s)
    AND r.ev_type = CASE %(event)s WHEN 'INSERT' THEN '3' ELSE '2' END
    AND r.ev_enabled IN ('O', 'A')
ORDER BY 1, 2, 3
