-- The sequences that columns of some tables own.
SELECT
    d.refobjid::bigint AS relation,
    n.nspname::text AS schema,
    c.relname::text AS name,
    a.attname::text AS column,
    s.seqtypid::regtype::text AS type,
    d.deptype = 'i' AS is_identity
FROM pg_depend AS d
INNER JOIN pg_class AS c ON c.oid = d.objid AND c.relkind = 'S'
INNER JOIN pg_namespace AS n ON n.oid = c.relnamespace
INNER JOIN pg_sequence AS s ON s.seqrelid = c.oid
INNER JOIN pg_attribute AS a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
WHERE
    d.classid = 'pg_class'::regclass
    AND d.refclassid = 'pg_class'::regclass
    AND d.refobjid = ANY (%(oids)s)
    AND d.deptype IN ('a', 'i')
ORDER BY d.refobjid, c.oid;
