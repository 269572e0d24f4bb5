-- Where logs and leaves are that somebody has renamed or moved: a log is what its partitions are
-- partitions of, a leaf is the partition for its log_type.
WITH hub AS (
    SELECT
        h.schema_name,
        %(log)s AS log,
        %(audit_log)s AS audit_log
    FROM v1_hub.hub AS h
),

partition AS (
    SELECT
        pn.nspname AS schema,
        p.relname AS name,
        pg_get_expr(p.relpartbound, p.oid) AS bound,
        l.oid AS log,
        ln.nspname AS log_schema,
        l.relname AS log_name
    FROM pg_inherits AS i
    INNER JOIN pg_class AS p ON i.inhrelid = p.oid AND p.relispartition
    INNER JOIN pg_namespace AS pn ON p.relnamespace = pn.oid
    INNER JOIN pg_class AS l ON i.inhparent = l.oid
    INNER JOIN pg_namespace AS ln ON l.relnamespace = ln.oid
),

leaf AS (
    SELECT
        p.*,
        r.leaf,
        p.schema = 'v1_hub' AND p.name = r.leaf AS in_place
    FROM v1_hub.retired AS r
    INNER JOIN partition AS p ON p.bound = format('FOR VALUES IN (%%L)', r.leaf)
),

log AS (
    SELECT DISTINCT l.log AS oid
    FROM leaf AS l
    CROSS JOIN hub AS h
    WHERE l.in_place OR l.log = to_regclass(format('%%I.%%I', h.schema_name, h.log))
),

found AS (
    SELECT
        h.schema_name AS wanted_schema,
        h.log AS wanted_name,
        l.log_schema AS schema,
        l.log_name AS name
    FROM leaf AS l
    CROSS JOIN hub AS h
    WHERE l.in_place
    UNION
    SELECT
        h.schema_name,
        h.audit_log,
        p.log_schema,
        p.log_name
    FROM partition AS p
    CROSS JOIN hub AS h
    WHERE p.schema = 'v1_hub' AND p.name = 'v1_hub_audit_log_default'
    UNION
    SELECT
        'v1_hub',
        l.leaf,
        l.schema,
        l.name
    FROM leaf AS l
    INNER JOIN log AS o ON l.log = o.oid
    UNION
    -- What is no partition of the log is known by the name of its primary key.
    SELECT
        'v1_hub',
        r.leaf,
        n.nspname,
        c.relname
    FROM v1_hub.retired AS r
    INNER JOIN pg_constraint AS k ON k.contype = 'p' AND r.facts -> 'constraints' ? k.conname::text
    INNER JOIN pg_class AS c ON k.conrelid = c.oid
    INNER JOIN pg_namespace AS n ON c.relnamespace = n.oid AND n.nspname = 'v1_hub'
    WHERE r.treatment IN ('history', 'whole')
)

SELECT
    f.wanted_schema,
    f.wanted_name,
    f.schema,
    f.name
FROM found AS f
WHERE
    (f.wanted_schema, f.wanted_name) <> (f.schema, f.name)
    -- In its place may stand another by now.
    AND to_regclass(format('%%I.%%I', f.wanted_schema, f.wanted_name)) IS NULL
ORDER BY f.wanted_schema = 'v1_hub', f.wanted_name
