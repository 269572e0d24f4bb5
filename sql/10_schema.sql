-- The two schemas of the package: what it runs on, and what waits there after being retired.
-- An ordinary role may have had them made by a DBA beforehand, hence no CREATE where they exist.
-- What default privileges give away on a new schema is taken back.
DO $$
DECLARE
    v_grantee text;
BEGIN
    IF to_regnamespace('v1_hub') IS NULL THEN
        CREATE SCHEMA v1_hub;
        FOR v_grantee IN
            SELECT DISTINCT CASE WHEN e.grantee = 0 THEN 'PUBLIC' ELSE e.grantee::regrole::text END
            FROM pg_namespace AS n
            CROSS JOIN aclexplode(n.nspacl) AS e
            WHERE n.nspname = 'v1_hub' AND e.grantee <> n.nspowner
        LOOP
            EXECUTE format('REVOKE ALL ON SCHEMA v1_hub FROM %s', v_grantee);
        END LOOP;
        COMMENT ON SCHEMA v1_hub IS
            'Table retirement: leaves of the unified log, registry, generators, trigger functions.';
    END IF;
    IF to_regnamespace('v1_hub_retired') IS NULL THEN
        CREATE SCHEMA v1_hub_retired;
        FOR v_grantee IN
            SELECT DISTINCT CASE WHEN e.grantee = 0 THEN 'PUBLIC' ELSE e.grantee::regrole::text END
            FROM pg_namespace AS n
            CROSS JOIN aclexplode(n.nspacl) AS e
            WHERE n.nspname = 'v1_hub_retired' AND e.grantee <> n.nspowner
        LOOP
            EXECUTE format('REVOKE ALL ON SCHEMA v1_hub_retired FROM %s', v_grantee);
        END LOOP;
        COMMENT ON SCHEMA v1_hub_retired IS
            'Originals of the tables that were copied rather than adopted, closed to applications.';
    END IF;
END;
$$;
