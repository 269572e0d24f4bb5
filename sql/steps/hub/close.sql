-- Nobody but the owner reads what lies under the views, unless granted to afterwards: what default
-- privileges have just given away on new relations is taken back.
DO $$
BEGIN
    EXECUTE coalesce((
        WITH ours AS (
            -- By index: there may be 20,000 tables and functions that are not.
            SELECT d.classid, d.objid
            FROM pg_depend AS d
            WHERE d.refclassid = 'pg_namespace'::regclass AND d.refobjid = 'v1_hub'::regnamespace
            UNION ALL
            SELECT 'pg_class'::regclass, to_regclass(format('%I.v1_hub_%s', {{ hub | literal }}, n.name))
            FROM unnest(
                '{activity_logs, activity_logs_id_seq, audit_log, audit_log_id_seq}'::text []
            ) AS n (name)
        ),

        held (name, identity, owner, acl) AS (
            SELECT 'TABLE ' || c.oid::regclass, c.oid::regclass::text, c.relowner, c.relacl
            FROM ours AS u
            INNER JOIN pg_class AS c ON c.oid = u.objid
            WHERE
                u.classid = 'pg_class'::regclass
                AND c.relkind IN ('r', 'p', 'v', 'S')
                -- A table that has moved here keeps the rights it came with.
                AND (
                    c.relnamespace <> 'v1_hub'::regnamespace
                    OR c.relkind <> 'S'
                    AND c.relname NOT IN (SELECT r.leaf FROM v1_hub.retired AS r)
                )
            UNION ALL
            -- With such a function on one's own table one could write what one likes into the logs.
            SELECT 'FUNCTION ' || p.oid::regprocedure, i.identity, p.proowner, p.proacl
            FROM ours AS u
            INNER JOIN pg_proc AS p ON p.oid = u.objid
            CROSS JOIN pg_identify_object('pg_proc'::regclass, p.oid, 0) AS i
            WHERE u.classid = 'pg_proc'::regclass AND p.prosecdef
        )

        SELECT string_agg(format('REVOKE ALL ON %s FROM %s;', r.name, r.grantees), ' ')
        FROM (
            SELECT h.name, string_agg(DISTINCT g, ', ') AS grantees
            FROM held AS h
            CROSS JOIN aclexplode(h.acl) AS e
            CROSS JOIN coalesce(nullif(e.grantee, 0)::regrole::text, 'PUBLIC') AS g
            -- What is written down is of an earlier phase: there somebody has granted it since.
            WHERE e.grantee <> h.owner AND h.identity NOT IN (SELECT o.identity FROM v1_hub.object AS o)
            GROUP BY h.name
        ) AS r
    ), '');
END;
$$;
