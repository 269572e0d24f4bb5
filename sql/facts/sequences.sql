-- The sequences that columns of some tables own.
SELECT
    d.refobjid::bigint AS relation,
    n.nspname::text AS schema,
    c.relname::text AS name,
    a.attname::text AS column_name,
    s.seqtypid::regtype::text AS type,
    s.seqmin AS minimum,
    s.seqmax AS maximum,
    s.seqcycle AS cycles,
    d.deptype = 'i' AS is_identity,
    s.seqincrement AS increment,
    s.seqcache AS cache
FROM pg_depend AS d
INNER JOIN pg_class AS c ON d.objid = c.oid AND c.relkind = 'S'
INNER JOIN pg_namespace AS n ON c.relnamespace = n.oid
INNER JOIN pg_sequence AS s ON c.oid = s.seqrelid
INNER JOIN pg_attribute AS a ON d.refobjid = a.attrelid AND d.refobjsubid = a.attnum
WHERE
    d.classid = 'pg_class'::regclass
    AND d.refclassid = 'pg_class'::regclass
    AND d.refobjid = any(%(oids)s)
    AND d.deptype IN ('a', 'i')
ORDER BY d.refobjid, c.oid;
