-- Views, materialized views, rules and routines over some relations, and what stands on the views.
-- Schema v1_hub is left out: what is there is ours, and made anew by ourselves.
WITH RECURSIVE standing (object, over) AS (
    SELECT
        o.oid,
        NULL::oid
    FROM unnest(%(oids)s::oid[]) AS o (oid)
    UNION
    SELECT
        v.ev_class,
        s.object
    FROM standing AS s
    CROSS JOIN
        LATERAL (
            SELECT r.ev_class
            FROM pg_depend AS d
            INNER JOIN pg_rewrite AS r ON d.objid = r.oid AND d.refobjid <> r.ev_class
            WHERE
                s.object = d.refobjid
                AND d.classid = 'pg_rewrite'::regclass
                AND d.refclassid = 'pg_class'::regclass
            -- By index for each: nobody knows beforehand how few they are.
            OFFSET 0 -- noqa: AM09
        ) AS v
)

SELECT
    s.object::bigint AS oid,
    s.over::bigint AS over,
    CASE v.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' ELSE 'rule' END AS kind,
    v.oid::regclass::text AS name,
    n.nspname::text AS schema,
    (
        SELECT bool_or(r.ev_action::text ~ ':varattno 0 ')
        FROM pg_rewrite AS r
        WHERE r.ev_class = v.oid
    ) AS by_row_type,
    coalesce(u.by_key, FALSE) AS by_key,
    coalesce(u.reads, '{}') AS reads,
    CASE WHEN v.relkind IN ('v', 'm') THEN rtrim(pg_get_viewdef(v.oid), ';') END AS definition,
    v.relispopulated AS is_populated,
    v.relkind = 'v' AND u.is_lockable IS NOT FALSE AS is_lockable,
    (
        SELECT coalesce(array_agg(pg_get_indexdef(i.indexrelid) ORDER BY i.indexrelid), '{}')
        FROM pg_index AS i
        WHERE i.indrelid = v.oid
    ) AS indexes,
    (
        SELECT coalesce(array_agg(pg_get_triggerdef(t.oid) ORDER BY t.oid), '{}')
        FROM pg_trigger AS t
        WHERE t.tgrelid = v.oid AND NOT t.tgisinternal
    ) AS triggers
FROM standing AS s
INNER JOIN pg_class AS v ON s.object = v.oid
INNER JOIN pg_namespace AS n ON v.relnamespace = n.oid
LEFT JOIN LATERAL (
    SELECT
        bool_or(k.conrelid = s.over) AS by_key,
        array_agg(DISTINCT a.attname::text) FILTER (WHERE a.attrelid = s.over) AS reads,
        -- LOCK TABLE on a view locks what is under it too, and asks the view's owner for the right.
        bool_and(
            c.relkind IN ('r', 'p')
            AND has_table_privilege(v.relowner, c.oid, 'UPDATE, DELETE, TRUNCATE')
            AND has_table_privilege(c.oid, 'UPDATE, DELETE, TRUNCATE')
        ) AS is_lockable
    FROM pg_rewrite AS r
    INNER JOIN pg_depend AS d ON d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid
    LEFT JOIN pg_constraint AS k
        ON d.refclassid = 'pg_constraint'::regclass AND d.refobjid = k.oid
    LEFT JOIN pg_class AS c
        ON d.refclassid = 'pg_class'::regclass AND d.refobjid = c.oid AND v.oid <> c.oid
    LEFT JOIN pg_attribute AS a ON c.oid = a.attrelid AND d.refobjsubid = a.attnum AND a.attnum > 0
    WHERE r.ev_class = v.oid
) AS u ON TRUE
WHERE s.over IS NOT NULL AND n.nspname <> 'v1_hub'
ORDER BY s.object;
