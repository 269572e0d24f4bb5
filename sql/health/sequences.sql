-- How much of its numbers each sequence of the hub has given, in per cent of what its column holds.
SELECT
    format('%%I.%%I', n.nspname, q.relname) AS object,
    100.0 * pg_sequence_last_value(q.oid) / least(
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
INNER JOIN pg_depend AS d
    ON
        q.oid = d.objid
        AND d.classid = 'pg_class'::regclass
        AND d.refclassid = 'pg_class'::regclass
        AND d.deptype IN ('a', 'i')
INNER JOIN pg_class AS c ON d.refobjid = c.oid
INNER JOIN pg_namespace AS t ON c.relnamespace = t.oid
INNER JOIN pg_attribute AS a ON c.oid = a.attrelid AND d.refobjsubid = a.attnum
WHERE
    s.seqincrement > 0
    AND NOT s.seqcycle
    AND has_sequence_privilege(q.oid, 'SELECT, USAGE')
    AND pg_sequence_last_value(q.oid) IS NOT NULL
    AND (t.nspname = 'v1_hub' OR t.nspname = %(schema)s AND c.relname = ANY(%(names)s));
