-- Nobody but the owner reads what lies under the views, unless granted to afterwards: what default
-- privileges have just given away on new relations is taken back.
DO $$
DECLARE
    v_right record;
BEGIN
    FOR v_right IN
        WITH ours AS (
            -- By index: there may be 20,000 tables and functions that are not.
            SELECT d.classid, d.objid
            FROM pg_depend AS d
            WHERE d.refclassid = 'pg_namespace'::regclass AND d.refobjid = 'v1_hub'::regnamespace
            UNION ALL
            SELECT 'pg_class'::regclass, to_regclass(format('%I.%I', {{ hub | literal }}, n.name))
            FROM unnest(
                '{v1_hub_activity_logs, v1_hub_activity_logs_id_seq}'::text []
                || '{v1_hub_audit_log, v1_hub_audit_log_id_seq}'
            ) AS n (name)
        )

        SELECT DISTINCT
            'TABLE ' || c.oid::regclass AS name,
            CASE WHEN e.grantee = 0 THEN 'PUBLIC' ELSE e.grantee::regrole::text END AS grantee
        FROM ours AS u
        INNER JOIN pg_class AS c ON c.oid = u.objid
        CROSS JOIN aclexplode(c.relacl) AS e
        WHERE
            u.classid = 'pg_class'::regclass
            AND e.grantee <> c.relowner
            -- What is written down is of an earlier phase: there somebody has granted it since.
            AND NOT EXISTS (SELECT 1 FROM v1_hub.object AS o WHERE o.identity = c.oid::regclass::text)
            AND c.relkind IN ('r', 'p', 'v', 'S')
            -- A table that has moved here keeps the rights it came with.
            AND (
                c.relnamespace <> 'v1_hub'::regnamespace
                OR (
                    c.relkind <> 'S'
                    AND c.relname NOT IN (SELECT r.leaf FROM v1_hub.retired AS r)
                )
            )
        UNION
        -- With such a function on a table of one's own one could write what one likes into the logs.
        SELECT
            'FUNCTION ' || p.oid::regprocedure,
            e.grantee::regrole::text
        FROM ours AS u
        INNER JOIN pg_proc AS p ON p.oid = u.objid
        CROSS JOIN aclexplode(p.proacl) AS e
        LEFT JOIN v1_hub.object AS o
            ON o.identity = (pg_identify_object('pg_proc'::regclass, p.oid, 0)).identity
        WHERE
            u.classid = 'pg_proc'::regclass
            AND p.prosecdef
            AND e.grantee NOT IN (0, p.proowner)
            AND o.identity IS NULL
    LOOP
        EXECUTE format('REVOKE ALL ON %s FROM %s', v_right.name, v_right.grantee);
    END LOOP;
END;
$$;
