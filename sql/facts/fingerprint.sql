-- One value that changes when anything does that the plan was made from: row versions of the
-- catalogue. (Statistics are written in place, and change nothing here.)
SELECT md5(string_agg(f.version, ' ' ORDER BY f.version))
FROM (
    SELECT 'c' || c.oid || ':' || c.xmin AS version
    FROM pg_class AS c
    WHERE c.oid = any(%(oids)s)
    UNION ALL
    SELECT 'a' || a.attrelid || '.' || a.attnum || ':' || a.xmin
    FROM pg_attribute AS a
    WHERE a.attrelid = any(%(oids)s)
    UNION ALL
    -- Of both sides of a foreign key; by the target, pg_constraint has no index.
    SELECT DISTINCT 'k' || k.oid || ':' || k.xmin
    FROM pg_constraint AS k
    INNER JOIN pg_depend AS d ON d.classid = 'pg_constraint'::regclass AND k.oid = d.objid
    WHERE d.refclassid = 'pg_class'::regclass AND d.refobjid = any(%(oids)s)
    UNION ALL
    SELECT 'i' || i.indexrelid || ':' || i.xmin FROM pg_index AS i
    WHERE i.indrelid = any(%(oids)s)
    UNION ALL
    SELECT 't' || t.oid || ':' || t.xmin FROM pg_trigger AS t
    WHERE t.tgrelid = any(%(oids)s)
    UNION ALL
    SELECT 'r' || r.oid || ':' || r.xmin FROM pg_rewrite AS r
    WHERE r.ev_class = any(%(oids)s)
    UNION ALL
    SELECT 'd' || d.classid || '.' || d.objid || '.' || d.objsubid || '.' || d.refobjsubid
    FROM pg_depend AS d
    WHERE d.refclassid = 'pg_class'::regclass AND d.refobjid = any(%(oids)s)
    UNION ALL
    SELECT 'p' || p.oid || ':' || p.xmin
    FROM pg_proc AS p
    INNER JOIN pg_depend AS d ON d.classid = 'pg_proc'::regclass AND p.oid = d.objid
    WHERE d.refclassid = 'pg_class'::regclass AND d.refobjid = any(%(oids)s)
    UNION ALL
    SELECT 'l' || l.oid || ':' || l.xmin FROM pg_policy AS l
    WHERE l.polrelid = any(%(oids)s)
) AS f;
