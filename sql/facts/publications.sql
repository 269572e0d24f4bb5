-- Publications of the given relations: a view cannot be published, and rows go on under the leaf.
SELECT
    c.oid::bigint AS relation,
    c.oid::regclass::text AS name,
    p.pubname::text AS publication,
    -- Or by its schema, or as one of all tables: then it has what an install makes as well.
    NOT p.puballtables AND n.pnnspid IS NULL AS by_name,
    (
        SELECT array_agg(format('%%I.%%I', t.schemaname, t.tablename) ORDER BY t.tablename)
        FROM pg_publication_tables AS t
        WHERE t.pubname = p.pubname
    ) AS tables
FROM pg_publication AS p
CROSS JOIN pg_class AS c
LEFT JOIN pg_publication_rel AS l ON p.oid = l.prpubid AND c.oid = l.prrelid
LEFT JOIN pg_publication_namespace AS n ON p.oid = n.pnpubid AND c.relnamespace = n.pnnspid
WHERE
    c.oid = any(%(oids)s)
    AND (p.puballtables OR l.prrelid IS NOT NULL OR n.pnnspid IS NOT NULL)
ORDER BY p.pubname, c.relname;
