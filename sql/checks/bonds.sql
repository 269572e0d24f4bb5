-- What is bound to tables in a way that no view can take over, and only the catalogue can tell.
SELECT
    format('column %%s.%%I', a.attrelid::regclass, a.attname) AS object,
    format('has the row type of table %%s', c.oid::regclass) AS finding,
    CASE
        WHEN u.relnamespace = to_regnamespace('repack') THEN %(after_repack)s
        ELSE 'Give it a type of its own (CREATE TYPE ...).'
    END AS remedy
FROM pg_class AS c
INNER JOIN pg_type AS t ON c.reltype = t.oid
CROSS JOIN LATERAL (VALUES (t.oid), (t.typarray)) AS y (oid)
INNER JOIN pg_depend AS d
    ON
        d.refclassid = 'pg_type'::regclass
        AND y.oid = d.refobjid
        AND d.classid = 'pg_class'::regclass
INNER JOIN pg_attribute AS a ON d.objid = a.attrelid AND d.objsubid = a.attnum
INNER JOIN pg_class AS u ON a.attrelid = u.oid
WHERE c.oid = any(%(oids)s) AND d.objsubid > 0
UNION ALL
SELECT
    c.oid::regclass::text,
    format('belongs to extension %%I', e.extname),
    format(
        'ALTER EXTENSION %%I DROP %%s %%s;',
        e.extname,
        CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'TABLE' END,
        c.oid::regclass
    )
FROM pg_class AS c
INNER JOIN pg_depend AS d
    ON d.classid = 'pg_class'::regclass AND c.oid = d.objid AND d.deptype = 'e'
INNER JOIN pg_extension AS e ON d.refobjid = e.oid
WHERE c.oid = any(%(oids)s)
UNION ALL
-- Its rows go to the audit log, where a policy would not find them.
SELECT
    l.polrelid::regclass::text,
    format('has policy %%I, which reads table %%s', l.polname, d.refobjid::regclass),
    'Drop the policy for the install, or leave out the phase of that table.'
FROM pg_depend AS d
INNER JOIN pg_policy AS l ON d.objid = l.oid AND d.refobjid <> l.polrelid
WHERE
    d.refclassid = 'pg_class'::regclass
    AND d.refobjid = any(%(history_oids)s)
    AND d.classid = 'pg_policy'::regclass
GROUP BY l.polrelid, l.polname, d.refobjid;
