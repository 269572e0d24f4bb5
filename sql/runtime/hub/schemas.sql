-- The two schemas of the package: what lies under the views, and what is kept after a rollback.
-- A DBA may have made them beforehand for an ordinary role, hence no CREATE where they exist.
-- What default privileges give away on a new schema is taken back.
DO $$
DECLARE
    v_schema text;
BEGIN
    FOREACH v_schema IN ARRAY ARRAY['v1_hub', 'v1_hub_retired'] LOOP
        CONTINUE WHEN to_regnamespace(v_schema) IS NOT NULL;
        EXECUTE format('CREATE SCHEMA %I', v_schema);
        EXECUTE format('REVOKE ALL ON SCHEMA %I FROM PUBLIC', v_schema) || (
            SELECT coalesce(string_agg(DISTINCT format(', %s', e.grantee::regrole), ''), '')
            FROM pg_namespace AS n
            CROSS JOIN aclexplode(n.nspacl) AS e
            WHERE n.nspname = v_schema AND e.grantee NOT IN (0, n.nspowner)
        );
    END LOOP;
END;
$$;

COMMENT ON SCHEMA v1_hub IS
'Retired tables: leaves of the unified log, partitions of the audit log, functions of triggers.';
COMMENT ON SCHEMA v1_hub_retired IS
'Kept after a rollback: audit logs, and what had no place in the tables. Closed to applications.';
