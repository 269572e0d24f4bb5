-- The indexes of some tables.
SELECT
    i.indrelid::bigint AS relation,
    n.nspname::text AS schema,
    c.relname::text AS name,
    i.indisprimary AS is_primary,
    i.indisunique AS is_unique,
    (
        SELECT array_agg(a.attname::text ORDER BY k.place)
        FROM unnest(i.indkey::smallint[]) WITH ORDINALITY AS k (attnum, place)
        INNER JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND k.attnum = a.attnum
        WHERE k.place <= i.indnkeyatts
    ) AS key_columns,
    -- Equal for two indexes of the same columns; NULL where it is over an expression or partial.
    CASE
        WHEN i.indexprs IS NULL AND i.indpred IS NULL
            THEN concat(i.indrelid, ':', i.indkey, ':', i.indclass, ':', i.indoption)
    END AS signature
FROM pg_index AS i
INNER JOIN pg_class AS c ON i.indexrelid = c.oid
INNER JOIN pg_namespace AS n ON c.relnamespace = n.oid
WHERE
    i.indrelid = any(%(oids)s)
    -- What a stopped REINDEX CONCURRENTLY has left is none, and goes.
    AND (i.indisvalid OR c.relname !~ '_cc(new|old)[0-9]*$')
ORDER BY i.indexrelid;
