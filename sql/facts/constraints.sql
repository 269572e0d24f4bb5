-- Constraints of some tables, and the foreign keys of other tables onto them.
SELECT
    k.conrelid::bigint AS relation,
    k.confrelid::bigint AS target,
    k.conrelid::regclass::text AS table_name,
    nullif(k.confrelid, 0)::regclass::text AS target_name,
    r.relname::text AS target_bare_name,
    k.conname::text AS name,
    k.contype::text AS kind,
    k.convalidated AS is_validated,
    k.conparentid = 0 AS is_top,
    pg_get_constraintdef(k.oid) AS definition,
    CASE WHEN k.contype = 'c' THEN pg_get_expr(k.conbin, k.conrelid) END AS expression,
    (
        SELECT coalesce(array_agg(a.attname::text ORDER BY n.place), '{}')
        FROM unnest(k.conkey) WITH ORDINALITY AS n (attnum, place)
        INNER JOIN pg_attribute AS a ON a.attrelid = k.conrelid AND n.attnum = a.attnum
    ) AS columns,
    (
        SELECT coalesce(array_agg(a.attname::text ORDER BY n.place), '{}')
        FROM unnest(k.confkey) WITH ORDINALITY AS n (attnum, place)
        INNER JOIN pg_attribute AS a ON a.attrelid = k.confrelid AND n.attnum = a.attnum
    ) AS target_columns
FROM pg_constraint AS k
LEFT JOIN pg_class AS r ON k.confrelid = r.oid
WHERE
    k.oid IN (
        -- Of both sides of a foreign key; by the target, pg_constraint has no index.
        SELECT d.objid
        FROM pg_depend AS d
        WHERE
            d.classid = 'pg_constraint'::regclass
            AND d.refclassid = 'pg_class'::regclass
            AND d.refobjid = any(%(oids)s)
    )
    AND (k.conrelid = any(%(oids)s) OR k.confrelid = any(%(oids)s))
    AND (k.contype IN ('c', 'f', 'p', 'u', 'x') OR k.contype = 'n' AND NOT k.convalidated)
ORDER BY k.oid;
