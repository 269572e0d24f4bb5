-- Nobody but the owner reads what lies under the views, unless granted to afterwards: what default
-- privileges have just given away on new relations is taken back.
DO $$
DECLARE
    v_right record;
BEGIN
    FOR v_right IN
        SELECT DISTINCT
            c.oid::regclass AS name,
            CASE WHEN e.grantee = 0 THEN 'PUBLIC' ELSE e.grantee::regrole::text END AS grantee
        FROM pg_class AS c
        INNER JOIN pg_namespace AS n ON n.oid = c.relnamespace
        CROSS JOIN aclexplode(c.relacl) AS e
        WHERE
            e.grantee <> c.relowner
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
    LOOP
        EXECUTE format('REVOKE ALL ON %s FROM %s', v_right.name, v_right.grantee);
    END LOOP;
END;
$$;
