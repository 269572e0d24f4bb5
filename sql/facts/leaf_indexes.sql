-- Indexes of a leaf that REINDEX CONCURRENTLY can make anew, or what a stopped one has left;
-- the smallest first.
SELECT quote_ident(c.relname) AS name
FROM pg_index AS i
INNER JOIN pg_class AS c ON i.indexrelid = c.oid
WHERE
    i.indrelid = %(leaf)s::regclass
    AND i.indisvalid = %(is_valid)s
    AND (i.indisvalid OR c.relname ~ '_cc(new|old)[0-9]*$')
    AND NOT i.indisexclusion
ORDER BY pg_relation_size(c.oid);
