-- The tables of proxies, one row each: columns as JSON, storage options, triggers.
WITH RECURSIVE hub AS (
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

-- What a type is made of: json anywhere in it, or a cast to json of its own, loses something.
part (type, oid) AS (
    SELECT DISTINCT
        a.atttypid AS type,
        a.atttypid AS oid
    FROM pg_catalog.pg_attribute AS a
    INNER JOIN hub ON a.attrelid = hub.oid
    WHERE a.atttypid <> 0
    UNION
    SELECT
        p.type,
        n.oid
    FROM part AS p
    INNER JOIN pg_catalog.pg_type AS t ON p.oid = t.oid
    LEFT JOIN pg_catalog.pg_attribute AS a
        ON t.typrelid = a.attrelid AND t.typrelid <> 0 AND a.attnum > 0 AND NOT a.attisdropped
    CROSS JOIN LATERAL (VALUES (t.typbasetype), (t.typelem), (a.atttypid)) AS n (oid)
    WHERE n.oid <> 0
),

lossy AS (
    SELECT DISTINCT p.type
    FROM part AS p
    LEFT JOIN pg_catalog.pg_cast AS c
        ON
            p.oid = c.castsource
            AND c.casttarget = 'json'::pg_catalog.regtype
            AND c.oid >= 16384
    WHERE p.oid = 'json'::pg_catalog.regtype OR c.oid IS NOT NULL
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
            ),
            'is_lossy', a.atttypid IN (SELECT l.type FROM lossy AS l),
            'is_enum', coalesce(e.typtype, t.typtype) = 'e',
            'element', format_type(coalesce(e.oid, t.oid), NULL)
        ) AS fact
    FROM pg_catalog.pg_attribute AS a
    INNER JOIN hub ON a.attrelid = hub.oid
    INNER JOIN pg_catalog.pg_type AS t ON a.atttypid = t.oid
    LEFT JOIN pg_catalog.pg_type AS e ON t.typelem = e.oid AND t.typcategory = 'A'
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
    ) AS columns,
    coalesce(
        (
            SELECT jsonb_object_agg(t.tgname, t.tgenabled)
            FROM pg_catalog.pg_trigger AS t
            WHERE t.tgrelid = hub.oid AND NOT t.tgisinternal AND t.tgenabled <> 'D'
        ),
        '{}'
    ) AS triggers
FROM hub;
