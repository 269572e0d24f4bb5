-- The columns of some relations in order, and what makes one fit, or unfit, to be folded.
SELECT
    a.attrelid::bigint AS relation,
    a.attnum AS number,
    a.attname::text AS name,
    concat(
        format_type(a.atttypid, a.atttypmod),
        ' COLLATE ' || nullif(a.attcollation, t.typcollation)::regcollation::text
    ) AS type,
    format_type(a.atttypid, NULL) AS base_type,
    t.typtype = 'd' AS is_domain,
    a.attcollation IN (0, 'pg_catalog."default"'::regcollation) AS has_default_collation,
    a.attnotnull AS not_null,
    pg_get_expr(d.adbin, d.adrelid) AS "default",
    a.attidentity::text AS identity,
    a.attgenerated::text AS generated,
    -- An index, constraint, trigger, policy, publication or statistic names it.
    exists(
        SELECT 1
        FROM pg_depend AS e
        WHERE
            e.refclassid = 'pg_class'::regclass
            AND e.refobjid = a.attrelid
            AND e.refobjsubid = a.attnum
            AND e.classid NOT IN (
                'pg_attrdef'::regclass, 'pg_rewrite'::regclass, 'pg_proc'::regclass
            )
    ) AS is_needed,
    (
        SELECT jsonb_agg(jsonb_build_array(g.rolname, x.privilege_type, x.is_grantable))
        FROM aclexplode(a.attacl) AS x
        LEFT JOIN pg_roles AS g ON x.grantee = g.oid
    ) AS rights,
    c.description AS comment,
    l.collisdeterministic IS FALSE AS is_loose
FROM pg_attribute AS a
INNER JOIN pg_type AS t ON a.atttypid = t.oid
LEFT JOIN pg_collation AS l ON a.attcollation = l.oid
LEFT JOIN pg_attrdef AS d ON a.attrelid = d.adrelid AND a.attnum = d.adnum
LEFT JOIN pg_description AS c
    ON c.classoid = 'pg_class'::regclass AND a.attrelid = c.objoid AND a.attnum = c.objsubid
WHERE a.attrelid = any(%(oids)s) AND a.attnum > 0 AND NOT a.attisdropped
ORDER BY a.attrelid, a.attnum;
