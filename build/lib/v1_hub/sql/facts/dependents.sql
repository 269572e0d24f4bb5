-- Views, materialized views, rules and routines over some relations, and what stands on the views.
-- Schema v1_hub is left out: what is there is ours, and made anew by ourselves.
WITH RECURSIVE standing AS (
    SELECT
        r.ev_class AS object,
        d.refobjid AS over,
        1 AS depth
    FROM pg_depend AS d
    INNER JOIN pg_rewrite AS r ON d.objid = r.oid
    WHERE
        d.classid = 'pg_rewrite'::regclass
        AND d.refclassid = 'pg_class'::regclass
        AND d.refobjid = any(%(oids)s)
        AND r.ev_class <> d.refobjid
    UNION
    SELECT
        r.ev_class,
        d.refobjid,
        s.depth + 1
    FROM standing AS s
    INNER JOIN pg_depend AS d
        ON
            s.object = d.refobjid
            AND d.classid = 'pg_rewrite'::regclass
            AND d.refclassid = 'pg_class'::regclass
    INNER JOIN pg_rewrite AS r ON d.objid = r.oid AND d.refobjid <> r.ev_class
),

edges AS (
    SELECT
        s.object,
        s.over,
        max(s.depth) AS depth
    FROM standing AS s
    GROUP BY s.object, s.over
)

SELECT
    e.object::bigint AS oid,
    e.over::bigint AS over,
    e.depth,
    CASE v.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' ELSE 'rule' END AS kind,
    v.oid::regclass::text AS name,
    n.nspname::text AS schema,
    (
        SELECT bool_or(r.ev_action::text ~ ':varattno 0 ')
        FROM pg_rewrite AS r
        WHERE r.ev_class = v.oid
    ) AS by_row_type,
    exists(
        SELECT 1
        FROM pg_rewrite AS r
        INNER JOIN pg_depend AS d
            ON
                d.classid = 'pg_rewrite'::regclass
                AND r.oid = d.objid
                AND d.refclassid = 'pg_constraint'::regclass
        INNER JOIN pg_constraint AS k ON d.refobjid = k.oid
        WHERE r.ev_class = v.oid AND k.conrelid = e.over
    ) AS by_key,
    (
        SELECT coalesce(array_agg(DISTINCT a.attname::text), '{}')
        FROM pg_rewrite AS r
        INNER JOIN pg_depend AS d
            ON
                d.classid = 'pg_rewrite'::regclass
                AND r.oid = d.objid
                AND d.refclassid = 'pg_class'::regclass
                AND d.refobjid = e.over
        INNER JOIN pg_attribute AS a ON d.refobjid = a.attrelid AND d.refobjsubid = a.attnum
        WHERE r.ev_class = v.oid AND d.refobjsubid > 0
    ) AS reads,
    CASE WHEN v.relkind IN ('v', 'm') THEN rtrim(pg_get_viewdef(v.oid), ';') END AS definition,
    v.relispopulated AS is_populated,
    -- LOCK TABLE on a view locks what lies under it too, and asks the view's owner for the right.
    v.relkind = 'v'
    AND NOT EXISTS (
        SELECT 1
        FROM pg_rewrite AS r
        INNER JOIN pg_depend AS d
            ON
                d.classid = 'pg_rewrite'::regclass
                AND r.oid = d.objid
                AND d.refclassid = 'pg_class'::regclass
                AND d.refobjid <> v.oid
        INNER JOIN pg_class AS u ON d.refobjid = u.oid
        WHERE
            r.ev_class = v.oid
            AND (
                u.relkind NOT IN ('r', 'p')
                OR NOT has_table_privilege(v.relowner, u.oid, 'UPDATE, DELETE, TRUNCATE')
                OR NOT has_table_privilege(u.oid, 'UPDATE, DELETE, TRUNCATE')
            )
    ) AS is_lockable,
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
FROM edges AS e
INNER JOIN pg_class AS v ON e.object = v.oid
INNER JOIN pg_namespace AS n ON v.relnamespace = n.oid
WHERE n.nspname <> 'v1_hub'
ORDER BY e.depth, e.object;
