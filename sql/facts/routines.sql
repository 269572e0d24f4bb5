-- Functions and procedures that are bound to some relations: by their row type, or by their body.
SELECT
    c.oid::bigint AS over,
    p.oid::regprocedure::text AS name,
    n.nspname::text AS schema,
    bool_or(d.refclassid = 'pg_type'::regclass) AS by_row_type,
    array_remove(array_agg(DISTINCT a.attname::text), NULL) AS reads,
    CASE WHEN p.prokind IN ('f', 'p', 'w') THEN pg_get_functiondef(p.oid) END AS definition,
    o.rolname::text AS owner,
    o.rolname = current_user AS is_own,
    pg_has_role(p.proowner, 'USAGE')
    AND pg_has_role(
        p.proowner,
        CASE
            WHEN current_setting('server_version_num')::integer < 160000 THEN 'MEMBER' ELSE 'SET'
        END
    ) AS may_act_as_owner,
    has_schema_privilege(p.proowner, p.pronamespace, 'CREATE') AS owner_may_create,
    p.proacl IS NOT NULL AS has_rights,
    (
        SELECT jsonb_agg(jsonb_build_array(g.rolname, x.privilege_type, x.is_grantable))
        FROM aclexplode(p.proacl) AS x
        LEFT JOIN pg_roles AS g ON x.grantee = g.oid
    ) AS rights,
    obj_description(p.oid, 'pg_proc') AS comment,
    (
        SELECT coalesce(array_agg(pg_describe_object(s.classid, s.objid, s.objsubid)), '{}')
        FROM pg_depend AS s
        WHERE
            s.refclassid = 'pg_proc'::regclass AND s.refobjid = p.oid AND s.deptype IN ('n', 'a')
    ) AS stands_on_it
FROM pg_class AS c
INNER JOIN pg_type AS t ON c.reltype = t.oid
INNER JOIN pg_depend AS d
    ON
        (d.refclassid = 'pg_class'::regclass AND c.oid = d.refobjid)
        OR (d.refclassid = 'pg_type'::regclass AND d.refobjid IN (t.oid, t.typarray))
INNER JOIN pg_proc AS p ON d.objid = p.oid AND d.classid = 'pg_proc'::regclass
LEFT JOIN pg_attribute AS a
    ON c.oid = a.attrelid AND c.oid = d.refobjid AND d.refobjsubid = a.attnum AND a.attnum > 0
INNER JOIN pg_namespace AS n ON p.pronamespace = n.oid AND n.nspname <> 'v1_hub'
INNER JOIN pg_roles AS o ON p.proowner = o.oid
WHERE c.oid = any(%(oids)s)
GROUP BY p.oid, c.oid, n.nspname, o.rolname
ORDER BY p.oid;
