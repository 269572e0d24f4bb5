-- Nobody but the owner reads what lies under the views, unless granted to afterwards: what default
-- privileges have just given away on new relations is taken back.
DO $$
DECLARE
    v_right record;
BEGIN
    FOR v_right IN
        SELECT DISTINCT
            'TABLE ' || c.oid::regclass AS name,
            CASE WHEN e.grantee = 0 THEN 'PUBLIC' ELSE e.grantee::regrole::text END AS grantee
        FROM pg_class AS c
        INNER JOIN pg_namespace AS n ON n.oid = c.relnamespace
        CROSS JOIN aclexplode(c.relacl) AS e
        WHERE
            e.grantee <> c.relowner
            -- What is written down is of an earlier phase: there somebody has granted it since.
            AND NOT EXISTS (SELECT 1 FROM v1_hub.object AS o WHERE o.identity = c.oid::regclass::text)
            AND c.relkind IN ('r', 'p', 'v', 'S')
            AND (
                (
                    n.nspname = {{ hub | literal }}
                    AND c.relname IN (
                        'v1_hub_activity_logs', 'v1_hub_activity_logs_id_seq',
                        'v1_hub_audit_log', 'v1_hub_audit_log_id_seq'
                    )
                )
                -- A table that has moved here keeps the rights it came with.
                OR (
                    n.nspname = 'v1_hub'
                    AND c.relkind <> 'S'
                    AND c.relname NOT IN (SELECT r.leaf FROM v1_hub.retired AS r)
                )
            )
        UNION
        -- With such a function on a table of one's own one could write what one likes into the logs.
        SELECT
            'FUNCTION ' || p.oid::regprocedure,
            e.grantee::regrole::text
        FROM pg_proc AS p
        CROSS JOIN aclexplode(p.proacl) AS e
        INNER JOIN pg_namespace AS n ON n.oid = p.pronamespace
        LEFT JOIN v1_hub.object AS o
            ON o.identity = (pg_identify_object('pg_proc'::regclass, p.oid, 0)).identity
        WHERE
            n.nspname = 'v1_hub'
            AND p.prosecdef
            AND e.grantee NOT IN (0, p.proowner)
            AND o.identity IS NULL
    LOOP
        EXECUTE format('REVOKE ALL ON %s FROM %s', v_right.name, v_right.grantee);
    END LOOP;
END;
$$;
