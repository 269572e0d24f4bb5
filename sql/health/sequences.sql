-- How many of its numbers each sequence of the hub has given, in per cent of what its column holds.
SELECT
    format('%%I.%%I', n.nspname, q.relname) AS object,
    100.0 * pg_sequence_last_value(s.seqrelid) / least(
        s.seqmax,
        CASE a.atttypid
            WHEN 'smallint'::regtype THEN 32767
            WHEN 'integer'::regtype THEN 2147483647
            ELSE s.seqmax
        END
    ) AS value
FROM pg_sequence AS s
INNER JOIN pg_class AS q ON s.seqrelid = q.oid
INNER JOIN pg_namespace AS n ON q.relnamespace = n.oid
INNER JOIN LATERAL (
    -- The column that owns it, and those whose default takes from it.
    SELECT
        d.refobjid AS relation,
        d.refobjsubid AS attribute
    FROM pg_depend AS d
    WHERE
        d.classid = 'pg_class'::regclass
        AND d.objid = s.seqrelid
        AND d.refclassid = 'pg_class'::regclass
        AND d.deptype IN ('a', 'i')
    UNION
    SELECT
        f.adrelid,
        f.adnum
    FROM pg_depend AS d
    INNER JOIN pg_attrdef AS f ON d.objid = f.oid
    WHERE
        d.classid = 'pg_attrdef'::regclass
        AND d.refclassid = 'pg_class'::regclass
        AND d.refobjid = s.seqrelid
) AS u ON TRUE
INNER JOIN pg_class AS c ON u.relation = c.oid
INNER JOIN pg_namespace AS t ON c.relnamespace = t.oid
INNER JOIN pg_attribute AS a ON u.relation = a.attrelid AND u.attribute = a.attnum
WHERE
    s.seqincrement > 0
    AND NOT s.seqcycle
    AND has_sequence_privilege(s.seqrelid, 'SELECT, USAGE')
    AND pg_sequence_last_value(s.seqrelid) IS NOT NULL
    AND (t.nspname = 'v1_hub' OR t.nspname = %(schema)s AND c.relname = any(%(names)s));
