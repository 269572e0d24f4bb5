-- Whose a new partition of the log is, and who may read it.
CREATE OR REPLACE FUNCTION v1_hub.audit_close(p_table regclass, p_like regclass DEFAULT NULL)
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_statement text;
BEGIN
    -- The text is made of quoted names only.
    -- @plpgsql_check_options: security_warnings = off
    EXECUTE format('ALTER TABLE %s OWNER TO %s', p_table, (
        SELECT c.relowner::regrole FROM pg_class AS c WHERE c.oid = '{{ hub | ident }}.v1_hub_audit_log'::regclass
    ));
    FOR v_statement IN
        SELECT
            CASE WHEN c.oid = p_table THEN format('REVOKE ALL ON %s FROM %s', p_table, g.name)
                ELSE format('GRANT %s ON %s TO %s', e.privilege_type, p_table, g.name) END
        FROM pg_class AS c
        CROSS JOIN aclexplode(c.relacl) AS e
        CROSS JOIN LATERAL (
            SELECT CASE WHEN e.grantee = 0 THEN 'PUBLIC' ELSE e.grantee::regrole::text END AS name
        ) AS g
        WHERE c.oid IN (p_table, p_like) AND e.grantee <> c.relowner
        ORDER BY c.oid <> p_table
    LOOP
        EXECUTE v_statement;
    END LOOP;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_close(regclass, regclass) IS
'Gives a new partition to the owner of the log, whoever made it, and takes from it what default
privileges gave away. Of p_like, the partition before it, it takes over the rights.';
