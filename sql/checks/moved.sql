-- Where logs and leaves are that somebody has renamed or moved: a log is what its partitions are
-- partitions of, a leaf is the partition for its log_type.
WITH leaf AS (
    SELECT
        r.leaf,
        p.oid,
        i.inhparent AS log,
        p.oid = to_regclass(format('v1_hub.%%I', r.leaf)) AS in_place
    FROM pg_inherits AS i
    INNER JOIN pg_class AS p ON i.inhrelid = p.oid
    INNER JOIN v1_hub.retired AS r
        ON pg_get_expr(p.relpartbound, p.oid) = format('FOR VALUES IN (%%L)', r.leaf)
),

log AS (
    SELECT l.log AS oid
    FROM leaf AS l
    WHERE l.in_place
    UNION
    SELECT to_regclass(format('%%I.%%I', h.schema_name, %(log)s::text))
    FROM v1_hub.hub AS h
),

found (schema, name, oid) AS (
    SELECT
        h.schema_name,
        %(log)s::text,
        o.oid
    FROM log AS o
    CROSS JOIN v1_hub.hub AS h
    UNION
    SELECT
        h.schema_name,
        %(audit_log)s::text,
        i.inhparent
    FROM pg_inherits AS i
    CROSS JOIN v1_hub.hub AS h
    WHERE i.inhrelid = to_regclass('v1_hub.v1_hub_audit_log_default')
    UNION
    SELECT
        'v1_hub',
        l.leaf,
        l.oid
    FROM leaf AS l
    INNER JOIN log AS o ON l.log = o.oid
    UNION
    -- What is no partition of the log is known by the name of its primary key.
    SELECT
        'v1_hub',
        r.leaf,
        k.conrelid
    FROM v1_hub.retired AS r
    INNER JOIN pg_constraint AS k ON k.contype = 'p' AND r.facts -> 'constraints' ? k.conname::text
    WHERE r.treatment IN ('history', 'whole') AND k.connamespace = 'v1_hub'::regnamespace
)

SELECT
    f.schema AS wanted_schema,
    f.name AS wanted_name,
    n.nspname AS schema,
    c.relname AS name
FROM found AS f
INNER JOIN pg_class AS c ON f.oid = c.oid
INNER JOIN pg_namespace AS n ON c.relnamespace = n.oid
-- In its place may stand another by now.
WHERE to_regclass(format('%%I.%%I', f.schema, f.name)) IS NULL
ORDER BY f.schema = 'v1_hub', f.name
