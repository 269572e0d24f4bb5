-- The partitions of tables, and these.
SELECT format('%%I.%%I', n.nspname, c.relname)
FROM unnest(%(names)s::text[]) AS t (name)
CROSS JOIN LATERAL pg_partition_tree(to_regclass(t.name)) AS p
INNER JOIN pg_class AS c ON p.relid = c.oid
INNER JOIN pg_namespace AS n ON c.relnamespace = n.oid;
