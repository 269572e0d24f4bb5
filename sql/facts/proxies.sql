-- The tables of proxies, one row each: columns as JSON, storage options.
WITH hub AS (
    SELECT
        c.oid,
        c.relname,
        c.relkind,
        c.reloptions
    FROM pg_catalog.pg_class AS c
    INNER JOIN pg_catalog.pg_namespace AS n ON c.relnamespace = n.oid
    WHERE
        n.nspname = %(schema)s
        AND c.relname IN (SELECT unnest(%(tables)s::text[]))
        AND c.relkind IN ('r', 'p')
),

described AS (
    SELECT
        a.attrelid,
        a.attnum,
        jsonb_build_object(
            'name', a.attname,
            'type', format_type(a.atttypid, a.atttypmod),
            'family', format_type(a.atttypid, NULL),
            'category', t.typcategory,
            'key_place', (
                SELECT array_position(i.indkey::smallint[], a.attnum)
                FROM pg_catalog.pg_index AS i
                WHERE i.indrelid = a.attrelid AND i.indisprimary
            ),
            'is_bound', EXISTS (
                SELECT 1
                FROM pg_catalog.pg_constraint AS k
                INNER JOIN hub AS p ON k.confrelid = p.oid AND p.relname = %(proxies_name)s
                WHERE k.conrelid = a.attrelid AND k.contype = 'f' AND k.conkey = ARRAY[a.attnum]
            )
        ) AS fact
    FROM pg_catalog.pg_attribute AS a
    INNER JOIN hub ON a.attrelid = hub.oid
    INNER JOIN pg_catalog.pg_type AS t ON a.atttypid = t.oid
    WHERE a.attnum > 0 AND NOT a.attisdropped
)

SELECT
    hub.relname::text AS name,
    hub.relkind = 'p' AS is_partitioned,
    coalesce(hub.reloptions, '{}') AS options,
    coalesce(
        (
            SELECT jsonb_agg(d.fact ORDER BY d.attnum)
            FROM described AS d
            WHERE d.attrelid = hub.oid
        ),
        '[]'
    ) AS columns
FROM hub;
