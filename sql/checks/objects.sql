-- Every object that lies in our schemas, hangs on what we made, or stands on it, and on what.
-- What was not there at the end of the install is somebody else's. made: as sql/checks/made.sql
-- tells it, and what this query found then; an empty list before an install.
WITH made AS (
    SELECT m.*
    FROM jsonb_to_recordset(%(made)s::jsonb) AS m (type text, identity text, fate text)
),

-- Relations, and columns (subid) that go one by one.
relation AS (
    SELECT
        c.oid,
        c.relkind,
        c.reltype,
        coalesce(a.attnum, 0) AS subid,
        m.identity,
        m.fate IS NOT NULL AS told,
        coalesce(m.fate, 'dropped') AS fate
    FROM made AS m
    CROSS JOIN LATERAL parse_ident(m.identity) AS p (parts)
    INNER JOIN pg_namespace AS n ON n.nspname = p.parts[1]::name
    INNER JOIN pg_class AS c ON n.oid = c.relnamespace AND c.relname = p.parts[2]::name
    CROSS JOIN
        LATERAL (
            SELECT max(l.attnum) AS attnum
            FROM pg_attribute AS l
            WHERE c.oid = l.attrelid AND l.attname = p.parts[3]::name AND NOT l.attisdropped
        ) AS a
    WHERE
        (
            m.type IN ('table', 'view', 'materialized view', 'sequence')
            OR (m.type = 'table column' AND m.fate = 'dropped')
        )
        AND (m.type = 'table column') = (a.attnum IS NOT NULL)
),

space AS (
    SELECT to_regnamespace(s.name)::oid AS oid
    FROM unnest(%(schemas)s::text[]) AS s (name)
),

-- Months of the audit log come and go.
grown AS (
    SELECT p.relid AS oid
    FROM relation AS r
    CROSS JOIN LATERAL pg_partition_tree(r.oid) AS p
    INNER JOIN pg_class AS c ON p.relid = c.oid
    INNER JOIN space AS s ON c.relnamespace = s.oid
    WHERE r.fate = 'grows'
),

-- What we made: its address, and what a rollback does to it.
root AS (
    SELECT
        'pg_class'::regclass AS classid,
        r.oid AS objid,
        r.subid,
        r.fate,
        r.identity
    FROM relation AS r
    UNION ALL
    SELECT
        'pg_type'::regclass,
        t.oid,
        0,
        r.fate,
        r.identity
    FROM relation AS r
    INNER JOIN pg_type AS e ON r.reltype = e.oid
    CROSS JOIN LATERAL (VALUES (e.oid), (e.typarray)) AS t (oid)
    WHERE r.subid = 0
    UNION ALL
    SELECT
        d.classid,
        d.objid,
        0,
        'dropped',
        i.identity
    FROM space AS s
    INNER JOIN pg_depend AS d
        ON
            d.refclassid = 'pg_namespace'::regclass
            AND s.oid = d.refobjid
            AND d.classid <> 'pg_class'::regclass
    CROSS JOIN LATERAL pg_identify_object(d.classid, d.objid, d.objsubid) AS i
    INNER JOIN made AS m ON i.type = m.type AND i.identity = m.identity
),

bound AS (
    SELECT
        d.classid,
        d.objid,
        d.objsubid AS subid,
        'schema' AS how,
        s.oid::regnamespace::text AS what
    FROM space AS s
    INNER JOIN pg_depend AS d ON d.refclassid = 'pg_namespace'::regclass AND s.oid = d.refobjid
    WHERE
        -- Default privileges in a schema end with it.
        d.classid <> 'pg_default_acl'::regclass
        -- The sequence of a column goes where its table goes.
        AND NOT EXISTS (
            SELECT 1 FROM pg_depend AS o
            WHERE
                o.classid = 'pg_class'::regclass
                AND d.classid = o.classid
                AND o.objid = d.objid
                AND o.refclassid = o.classid
                AND o.refobjsubid > 0
                AND o.deptype = 'a'
        )
    UNION ALL
    SELECT
        CASE WHEN w.ev_class IS NULL THEN d.classid ELSE 'pg_class'::regclass END,
        coalesce(w.ev_class, d.objid),
        CASE WHEN w.ev_class IS NULL THEN d.objsubid ELSE 0 END,
        CASE
            WHEN p.inhrelid IS NOT NULL THEN 'partition'
            WHEN f.proname LIKE 'audit\_%%' THEN 'audit'
            WHEN d.deptype = 'a' THEN 'part'
            ELSE 'use'
        END,
        r.identity
    FROM root AS r
    INNER JOIN pg_depend AS d
        ON
            r.classid = d.refclassid
            AND r.objid = d.refobjid
            -- One column, or any, ctid too: a range, for the index.
            AND d.refobjsubid BETWEEN coalesce(nullif(r.subid, 0), -32768)
            AND coalesce(nullif(r.subid, 0), 32767)
            AND d.deptype IN ('n', 'a')
    -- A view is its rule.
    LEFT JOIN pg_rewrite AS w
        ON d.classid = 'pg_rewrite'::regclass AND d.objid = w.oid AND w.rulename = '_RETURN'
    LEFT JOIN pg_inherits AS p
        ON
            d.classid = 'pg_class'::regclass
            AND r.classid = d.classid
            AND d.objid = p.inhrelid
            AND r.objid = p.inhparent
    LEFT JOIN pg_proc AS f
        ON
            d.classid = 'pg_trigger'::regclass
            AND r.classid = 'pg_proc'::regclass
            AND r.objid = f.oid
    WHERE
        r.fate = 'dropped'
        -- Views and functions over a view are put on the table that takes its place.
        OR (r.fate = 'view' AND w.ev_class IS NULL AND d.classid <> 'pg_proc'::regclass)
    UNION ALL
    SELECT
        'pg_class'::regclass,
        a.attrelid,
        a.attnum,
        'part',
        r.identity
    FROM relation AS r
    INNER JOIN pg_attribute AS a
        ON r.oid = a.attrelid AND a.attnum > 0 AND NOT a.attisdropped AND a.attislocal
    WHERE r.fate = 'dropped' AND r.told AND r.subid = 0 AND r.relkind IN ('r', 'p')
    UNION ALL
    SELECT
        d.refclassid,
        d.refobjid,
        0,
        'extension',
        upper(i.type) || ' ' || i.identity
    FROM root AS r
    INNER JOIN pg_depend AS d
        ON r.classid = d.classid AND r.objid = d.objid AND d.deptype = 'e'
    CROSS JOIN LATERAL pg_identify_object(r.classid, r.objid, 0) AS i
    -- A table's row type goes with it.
    WHERE r.subid = 0 AND r.fate IN ('dropped', 'view') AND r.classid <> 'pg_type'::regclass
)

SELECT DISTINCT
    CASE WHEN a.attgenerated <> '' THEN 'generated value' ELSE i.type END AS type,
    i.identity,
    e.object_names AS names,
    b.how,
    b.what
FROM bound AS b
LEFT JOIN pg_class AS c ON b.classid = 'pg_class'::regclass AND b.objid = c.oid
LEFT JOIN pg_trigger AS t ON b.classid = 'pg_trigger'::regclass AND b.objid = t.oid
LEFT JOIN pg_constraint AS k ON b.classid = 'pg_constraint'::regclass AND b.objid = k.oid
LEFT JOIN pg_attrdef AS f ON b.classid = 'pg_attrdef'::regclass AND b.objid = f.oid
LEFT JOIN pg_attribute AS a ON f.adrelid = a.attrelid AND f.adnum = a.attnum
CROSS JOIN LATERAL pg_identify_object(b.classid, b.objid, b.subid) AS i
CROSS JOIN LATERAL pg_identify_object_as_address(b.classid, b.objid, b.subid) AS e
WHERE
    -- Parts of something that is listed itself.
    NOT EXISTS (
        SELECT 1 FROM pg_depend AS d
        WHERE
            d.classid = b.classid
            AND d.objid = b.objid
            AND d.objsubid = 0
            AND d.deptype IN ('i', 'P', 'S', 'e')
            AND b.subid = 0
            -- What generates a column is one of that column, and uses our function by itself.
            AND d.classid <> 'pg_attrdef'::regclass
    )
    -- An index on the log stays with the leaves; to drop it would take theirs that it adopted.
    AND c.relkind IS DISTINCT FROM 'I'
    -- The default of a column is the column's own.
    AND (b.how <> 'part' OR f.oid IS NULL)
    -- From PostgreSQL 18 on NOT NULL is a constraint, also after a restore.
    AND k.contype IS DISTINCT FROM 'n'
    AND NOT EXISTS (
        SELECT 1 FROM grown AS g
        WHERE g.oid IN (c.oid, t.tgrelid, f.adrelid)
    )
    AND (
        b.how NOT IN ('use', 'part')
        OR (b.classid, b.objid, b.subid) NOT IN (
            SELECT
                r.classid,
                r.objid,
                r.subid
            FROM root AS r
            WHERE r.fate IN ('kept', 'grows')
        )
    )
ORDER BY 1, 2, 4, 5
