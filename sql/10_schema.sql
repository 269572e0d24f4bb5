-- The two schemas of the package: what it runs on, and what waits there after being retired.
-- An ordinary role may have had them made by a DBA beforehand, hence no CREATE where they exist.
DO $$
BEGIN
    IF to_regnamespace('v1_hub') IS NULL THEN
        CREATE SCHEMA v1_hub;
        COMMENT ON SCHEMA v1_hub IS
            'Table retirement: leaves of the unified log, registry, generators, trigger functions.';
    END IF;
    IF to_regnamespace('v1_hub_retired') IS NULL THEN
        CREATE SCHEMA v1_hub_retired;
        COMMENT ON SCHEMA v1_hub_retired IS
            'Originals of the tables that were copied rather than adopted, closed to applications.';
    END IF;
END;
$$;
