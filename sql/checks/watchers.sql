-- Triggers and rules of others that see, change or keep away the rows that we write to a table: on
-- it, on what it is a partition of, and on its partitions. event: INSERT or UPDATE.
WITH written AS (
    SELECT to_regclass(%(name)s) AS relid
    UNION
    SELECT p.relid FROM pg_partition_tree(to_regclass(%(name)s)) AS p
    UNION
    SELECT a.relid FROM pg_partition_ancestors(to_regclass(%(name)s)) AS a
)

SELECT
    'trigger' AS kind,
    quote_ident(t.tgname) AS name,
    t.tgrelid::regclass::text AS relation
FROM written AS w
INNER JOIN pg_trigger AS t ON w.relid = t.tgrelid
INNER JOIN pg_proc AS f ON t.tgfoid = f.oid
WHERE
    NOT t.tgisinternal
    AND t.tgparentid = 0
    AND t.tgenabled IN ('O', 'A')
    AND t.tgtype & CASE %(event)s WHEN 'INSERT' THEN 4 ELSE 16 END <> 0
    AND f.pronamespace <> to_regnamespace('v1_hub')
UNION ALL
SELECT
    'rule',
    quote_ident(r.rulename),
    r.ev_class::regclass::text
FROM written AS w
INNER JOIN pg_rewrite AS r ON w.relid = r.ev_class
WHERE
    r.ev_enabled IN ('O', 'A')
    AND r.ev_type::text = CASE %(event)s WHEN 'INSERT' THEN '3' ELSE '2' END
ORDER BY 1, 2, 3
