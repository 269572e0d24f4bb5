-- The named relations of a schema, and those of these oids: what each is, whose it is, who holds
-- which right on it.
SELECT
    c.oid::bigint AS oid,
    n.nspname::text AS schema,
    c.relname::text AS name,
    c.relkind::text AS kind,
    o.rolname::text AS owner,
    o.rolname = current_user AS is_own,
    -- To change what belongs to a role, and give it what is new; 16 and later tell the two apart.
    pg_has_role(c.relowner, 'USAGE')
    AND pg_has_role(
        c.relowner,
        CASE
            WHEN current_setting('server_version_num')::integer < 160000 THEN 'MEMBER' ELSE 'SET'
        END
    ) AS may_act_as_owner,
    -- ALTER ... OWNER TO asks the new owner for CREATE on the schema.
    has_schema_privilege(c.relowner, c.relnamespace, 'CREATE') AS owner_may_create,
    has_table_privilege(c.relowner, c.oid, 'SELECT')
    AND has_table_privilege(c.relowner, c.oid, 'INSERT')
    AND has_table_privilege(c.relowner, c.oid, 'UPDATE')
    AND has_table_privilege(c.relowner, c.oid, 'DELETE') AS owner_holds_all,
    c.relacl IS NOT NULL AS has_rights,
    -- With what an owner holds where nobody has granted or revoked anything.
    (
        SELECT jsonb_agg(jsonb_build_array(g.rolname, e.privilege_type, e.is_grantable))
        FROM aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) AS e
        LEFT JOIN pg_roles AS g ON e.grantee = g.oid
    ) AS rights,
    -- Whom default privileges have a share in what the owner or the current role makes here.
    (
        SELECT coalesce(jsonb_agg(DISTINCT g.rolname), '[]')
        FROM pg_default_acl AS f
        CROSS JOIN aclexplode(f.defaclacl) AS e
        LEFT JOIN pg_roles AS g ON e.grantee = g.oid
        WHERE
            f.defaclrole IN (c.relowner, current_user::regrole)
            AND f.defaclobjtype = 'r'
            AND f.defaclnamespace IN (0, c.relnamespace)
    ) AS default_grantees,
    exists(
        SELECT 1 FROM pg_default_acl AS f
        WHERE f.defaclrole IN (c.relowner, current_user::regrole)
    ) AS has_default_rights,
    coalesce(c.reloptions, '{}') AS options,
    c.relrowsecurity AS row_security,
    row_security_active(c.oid) AS hides_rows, -- from the current role
    c.reloftype <> 0 AS is_typed,
    c.relispartition AS is_partition,
    exists(
        SELECT 1 FROM pg_inherits AS i
        WHERE c.oid IN (i.inhrelid, i.inhparent)
    ) AS inherits,
    exists(
        SELECT 1 FROM pg_rewrite AS r
        WHERE r.ev_class = c.oid AND r.rulename <> '_RETURN'
    ) AS has_rules,
    -- It is published, and its replica identity not, or not all that a filter reads: no UPDATE.
    exists(
        SELECT 1
        FROM pg_publication AS p
        LEFT JOIN pg_publication_rel AS l ON p.oid = l.prpubid AND c.oid = l.prrelid
        LEFT JOIN pg_publication_namespace AS s
            ON p.oid = s.pnpubid AND c.relnamespace = s.pnnspid
        LEFT JOIN pg_index AS i
            ON
                c.oid = i.indrelid
                AND CASE c.relreplident WHEN 'd' THEN i.indisprimary ELSE i.indisreplident END
        WHERE
            c.relpersistence = 'p'
            AND p.pubupdate
            AND (p.puballtables OR l.oid IS NOT NULL OR s.oid IS NOT NULL)
            AND CASE
                WHEN c.relreplident = 'f' THEN l.prattrs IS NOT NULL
                WHEN i.indrelid IS NULL THEN TRUE
                WHEN NOT i.indkey::smallint[] <@ l.prattrs::smallint[] THEN TRUE
                ELSE EXISTS (
                    SELECT 1
                    FROM pg_depend AS d -- has a column of the list once, and of the filter once
                    WHERE d.classid = 'pg_publication_rel'::regclass AND d.objid = l.oid
                    GROUP BY d.refobjsubid
                    HAVING
                        d.refobjsubid <> all(array_append(i.indkey::smallint[], 0::smallint))
                        AND count(*) > coalesce(d.refobjsubid = any(l.prattrs), FALSE)::integer
                )
            END
    ) AS bars_updates,
    c.relnatts AS columns_ever, -- those that were dropped as well
    obj_description(c.oid, 'pg_class') AS comment,
    -- As a view in its place is labelled.
    (
        SELECT
            array_agg(
                concat(
                    'SECURITY LABEL FOR ', quote_ident(l.provider),
                    CASE WHEN l.objsubid = 0 THEN ' ON VIEW ' ELSE ' ON COLUMN ' END,
                    quote_ident(n.nspname), '.', quote_ident(c.relname),
                    '.' || quote_ident(b.attname), ' IS ', quote_literal(l.label), ';'
                )
                ORDER BY l.provider, l.objsubid
            )
        FROM pg_seclabel AS l
        LEFT JOIN pg_attribute AS b ON l.objoid = b.attrelid AND l.objsubid = b.attnum
        WHERE l.classoid = 'pg_class'::regclass AND c.oid = l.objoid
    ) AS labels,
    greatest(c.reltuples, 0)::bigint AS estimated_rows,
    CASE WHEN c.relkind IN ('r', 'p', 'm') THEN pg_relation_size(c.oid) ELSE 0 END AS heap_bytes,
    CASE
        WHEN c.relkind IN ('r', 'p', 'm') THEN (
            SELECT coalesce(sum(pg_total_relation_size(p.relid)), pg_total_relation_size(c.oid))
            FROM pg_partition_tree(c.oid) AS p
        )
    END::bigint AS bytes,
    has_table_privilege(c.oid, 'SELECT') AS may_read,
    has_table_privilege(c.oid, 'UPDATE, DELETE, TRUNCATE') AS may_lock,
    has_table_privilege(c.oid, 'INSERT') AS may_fill,
    has_table_privilege(c.oid, 'TRIGGER') AS may_trigger
FROM pg_class AS c
INNER JOIN pg_namespace AS n ON c.relnamespace = n.oid
INNER JOIN pg_roles AS o ON c.relowner = o.oid
WHERE
    c.oid = any(%(oids)s::oid[])
    OR (
        c.relnamespace = to_regnamespace(quote_ident(%(schema)s))
        AND c.relname = any(%(names)s)
        AND c.relkind <> 'i'
    )
ORDER BY c.relname;
