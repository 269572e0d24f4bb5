-- A package with the API that install.py drives and little behind it: it renames one table.
DO $$
BEGIN
    IF to_regnamespace('v1_hub') IS NULL THEN
        CREATE SCHEMA v1_hub;
        CREATE SCHEMA v1_hub_retired;
    END IF;
END;
$$;

CREATE TABLE IF NOT EXISTS v1_hub.step (
    ordinal integer PRIMARY KEY,
    phase integer,
    title text,
    statement text,
    undo text
);

CREATE TABLE IF NOT EXISTS v1_hub.retired (table_name text PRIMARY KEY);

CREATE TABLE IF NOT EXISTS v1_hub.object (
    type text, identity text, fate text, PRIMARY KEY (type, identity)
);

CREATE TABLE IF NOT EXISTS v1_hub.kept_table (table_name text PRIMARY KEY);

INSERT INTO v1_hub.retired VALUES ('v1_hub_thing') ON CONFLICT DO NOTHING;

CREATE OR REPLACE FUNCTION v1_hub.hub_schema() RETURNS name
LANGUAGE sql STABLE SET search_path = @hub@, pg_temp
AS 'SELECT pg_catalog.current_schema()';

CREATE OR REPLACE FUNCTION v1_hub.hub_state() RETURNS text
LANGUAGE sql STABLE SET search_path = @hub@, pg_catalog, pg_temp
AS $$
    SELECT CASE
        WHEN to_regclass('v1_hub_thing') IS NULL THEN 'none'
        WHEN EXISTS (SELECT FROM v1_hub.step) THEN 'installed'
        ELSE 'legacy'
    END
$$;

CREATE OR REPLACE FUNCTION v1_hub.installed_phases() RETURNS integer[]
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS 'SELECT array_agg(DISTINCT phase) FROM v1_hub.step';

-- A table named blocker in the hub is one.
CREATE OR REPLACE FUNCTION v1_hub.find_blockers(integer[])
RETURNS TABLE (object text, finding text, remedy text)
LANGUAGE sql STABLE SET search_path = @hub@, pg_catalog, pg_temp
AS $$
    SELECT 'table blocker', 'it is in the way', 'drop it' WHERE to_regclass('blocker') IS NOT NULL
$$;

CREATE OR REPLACE FUNCTION v1_hub.find_notes(integer[])
RETURNS TABLE (object text, finding text, remedy text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$ SELECT 'function f()', 'says TRUNCATE', 'say DELETE' $$;

CREATE OR REPLACE FUNCTION v1_hub.locks_needed(integer[])
RETURNS TABLE (relation text, lock_mode text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$ SELECT format('%I.v1_hub_thing', v1_hub.hub_schema()), 'ACCESS EXCLUSIVE' $$;

CREATE OR REPLACE FUNCTION v1_hub.locks_to_return()
RETURNS TABLE (relation text, lock_mode text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$ SELECT format('%I.v1_hub_thing', v1_hub.hub_schema()), 'ACCESS EXCLUSIVE' $$;

CREATE OR REPLACE FUNCTION v1_hub.plan_install(integer[])
RETURNS TABLE (ordinal integer, phase integer, title text, statement text, undo text)
LANGUAGE sql STABLE SET search_path = @hub@, pg_catalog, pg_temp
AS $$
    SELECT
        i, i, 'step of phase ' || i,
        format(E'ALTER TABLE %I.v1_hub_thing\n    ADD COLUMN phase_%s text DEFAULT ''100%%''',
            v1_hub.hub_schema(), i)
        -- A table named breaker in the hub makes step 2 fail on its third line.
        || CASE WHEN i = 2 AND to_regclass('breaker') IS NOT NULL
            THEN E';\nSELECT no_such_column' ELSE '' END
        -- A table named sleeper makes it take long.
        || CASE WHEN i = 2 AND to_regclass('sleeper') IS NOT NULL
            THEN '; SELECT pg_sleep(20)' ELSE '' END,
        NULL
    FROM unnest($1) AS i
    ORDER BY i
$$;

CREATE OR REPLACE FUNCTION v1_hub.record_step(integer, integer, text, text, text) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp
AS 'INSERT INTO v1_hub.step VALUES ($1, $2, $3, $4, $5)';

CREATE OR REPLACE FUNCTION v1_hub.plan_rollback()
RETURNS TABLE (ordinal integer, phase integer, title text, statement text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$
    SELECT s.ordinal, s.phase, 'undo ' || s.title,
        format('ALTER TABLE %I.v1_hub_thing DROP COLUMN phase_%s', v1_hub.hub_schema(), s.phase)
    FROM v1_hub.step AS s
    UNION ALL
    SELECT 99, 0, 'leave', 'SET LOCAL client_min_messages = error; DROP SCHEMA v1_hub, v1_hub_retired CASCADE'
    ORDER BY 1
$$;

CREATE OR REPLACE FUNCTION v1_hub.plan_finalize()
RETURNS TABLE (ordinal integer, phase integer, title text, statement text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$ SELECT 1, 0, 'nothing is left to drop', 'SELECT 1' $$;

-- A table named spoiler in the hub spoils it.
CREATE OR REPLACE FUNCTION v1_hub.verify()
RETURNS TABLE (object text, check_name text, ok boolean, detail text)
LANGUAGE sql STABLE SET search_path = @hub@, pg_catalog, pg_temp
AS $$
    SELECT 'v1_hub_thing', 'rows', to_regclass('spoiler') IS NULL, 'a row is missing'
$$;

CREATE OR REPLACE FUNCTION v1_hub.describe_hub()
RETURNS TABLE (relation text, kind text, row_count bigint, bytes bigint, note text)
LANGUAGE plpgsql STABLE SET search_path = @hub@, pg_catalog, pg_temp
AS $$
BEGIN
    RETURN QUERY
    SELECT format('%I.v1_hub_thing', v1_hub.hub_schema()), 'table', (SELECT count(*) FROM v1_hub_thing),
        pg_total_relation_size('v1_hub_thing'), 'a thing';
END
$$;

CREATE OR REPLACE FUNCTION v1_hub.find_rollback_blockers()
RETURNS TABLE (object text, finding text, remedy text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS 'SELECT * FROM v1_hub.find_blockers(NULL)';

CREATE OR REPLACE FUNCTION v1_hub.hub_relation(text) RETURNS regclass
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
AS $$ SELECT to_regclass(format('%I.%I', v1_hub.hub_schema(), $1)) $$;
