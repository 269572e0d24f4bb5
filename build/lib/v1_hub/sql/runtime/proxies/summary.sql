-- Switching the merged columns off and on.
CREATE OR REPLACE FUNCTION v1_hub.summary_disable()
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_trigger record;
BEGIN
    FOR v_trigger IN
        SELECT t.tgrelid::regclass AS table_name, t.tgname
        FROM pg_trigger AS t
        INNER JOIN pg_proc AS p ON p.oid = t.tgfoid
        WHERE
            p.pronamespace = 'v1_hub'::regnamespace AND p.proname LIKE 'note\_%' AND t.tgparentid = 0
        ORDER BY t.tgrelid, t.tgname
    LOOP
        EXECUTE format('ALTER TABLE %s DISABLE TRIGGER %I', v_trigger.table_name, v_trigger.tgname);
    END LOOP;
    DELETE FROM v1_hub.proxy_change;
END;
$$;
REVOKE ALL ON FUNCTION v1_hub.summary_disable() FROM public;

COMMENT ON FUNCTION v1_hub.summary_disable() IS
'Switches the merged columns off: the logs cost what they cost without, the columns stay as they '
'are (usage_stats.as_of says of when). Waits for writers of the logs.';

CREATE OR REPLACE FUNCTION v1_hub.summary_enable()
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_trigger record;
BEGIN
    IF to_regclass('v1_hub.proxy_summary') IS NULL THEN
        RAISE object_not_in_prerequisite_state USING
            MESSAGE = 'a merged column of v1_hub_proxies was dropped',
            HINT = 'Roll back, then install again.';
    END IF;
    FOR v_trigger IN
        SELECT t.tgrelid::regclass AS table_name, t.tgname
        FROM pg_trigger AS t
        INNER JOIN pg_proc AS p ON p.oid = t.tgfoid
        WHERE
            p.pronamespace = 'v1_hub'::regnamespace AND p.proname LIKE 'note\_%' AND t.tgparentid = 0
        ORDER BY t.tgrelid, t.tgname
    LOOP
        EXECUTE format('ALTER TABLE %s ENABLE TRIGGER %I', v_trigger.table_name, v_trigger.tgname);
    END LOOP;
    PERFORM v1_hub.refresh_proxies(rebuild => TRUE);
END;
$$;
REVOKE ALL ON FUNCTION v1_hub.summary_enable() FROM public;

COMMENT ON FUNCTION v1_hub.summary_enable() IS
'Switches the merged columns on again, and counts everything anew. Waits for writers of the logs. '
'Raises 55000 where a merged column was dropped, and above READ COMMITTED.';
