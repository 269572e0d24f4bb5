-- Where the tables of a hub are, or views under their names, in whatever schema.
SELECT
    n.nspname AS schema,
    c.relname AS name,
    c.relkind::text AS kind
FROM pg_class AS c
INNER JOIN pg_namespace AS n ON c.relnamespace = n.oid
WHERE
    c.relname = any(%(names)s::text[])
    AND c.relkind IN ('r', 'p', 'v', 'f', 'm')
    AND n.nspname <> all(%(ours)s::text[])
    AND n.nspname NOT LIKE 'pg\_%%'
    AND n.nspname <> 'information_schema'
ORDER BY n.nspname, c.relname
