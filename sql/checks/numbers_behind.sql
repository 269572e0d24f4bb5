-- What puts the sequence of the audit log behind its rows, where a copy has left it before them.
-- Below zero it is behind all that fits into 32 bits.
WITH numbered AS (
    SELECT
        to_regclass(%(named)s) AS log,
        max(a.id) AS id
    FROM %(relation)s AS a
    WHERE a.happened_at IS NOT NULL AND a.id > %(before)s
)

SELECT format('SELECT setval(%%L, %%s);', q.seqrelid::regclass, n.id) AS remedy
FROM numbered AS n
INNER JOIN pg_attribute AS c ON n.log = c.attrelid AND c.attname = 'id'
INNER JOIN pg_attrdef AS f ON c.attrelid = f.adrelid AND c.attnum = f.adnum
INNER JOIN pg_depend AS d
    ON
        d.classid = 'pg_attrdef'::regclass
        AND f.oid = d.objid
        AND d.refclassid = 'pg_class'::regclass
INNER JOIN pg_sequence AS q ON d.refobjid = q.seqrelid
WHERE
    CASE
        WHEN has_sequence_privilege(q.seqrelid, 'SELECT')
            THEN coalesce(pg_sequence_last_value(q.seqrelid), 0)
    END BETWEEN 0 AND n.id - 1
