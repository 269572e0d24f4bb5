-- What a scheduler calls, and what a rollback and the next install call: aside, and back again.
CREATE OR REPLACE FUNCTION v1_hub.audit_sync()
RETURNS SETOF regclass
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_table record;
BEGIN
    FOR v_table IN
        SELECT t.*, v1_hub.audit_table_of(t.id) AS target
        FROM v1_hub.audit_tables AS t
        WHERE t.enabled
    LOOP
        IF v_table.target IS NULL OR NOT EXISTS (
            SELECT FROM v1_hub.audit_triggers(v_table.target) AS g
        ) THEN
            UPDATE v1_hub.audit_tables AS t SET enabled = FALSE WHERE t.id = v_table.id;
        ELSIF v_table.shape <> v1_hub.audit_shape(v_table.target)
            OR to_regclass(format('%I.%I', v_table.schema_name, v_table.table_name))
            IS DISTINCT FROM v_table.target
            OR v_table.table_oid <> v_table.target
            OR v1_hub.audit_new_renames(v_table.target, v_table.id) <> '[]'
            OR v1_hub.audit_trigger_text(v_table.target) IS DISTINCT FROM array_to_string(
                v1_hub.audit_arguments(v_table.target, v_table.id), ' '
            )
            OR NOT v_table.chosen_key AND v_table.key_columns <> coalesce(
                (SELECT k.key_columns FROM v1_hub.audit_key_index(v_table.target) AS k), '{}'
            )
            OR 'TRUNCATE' = ANY (v_table.operations) AND EXISTS (
                SELECT FROM v1_hub.audit_parts(v_table.target) AS r
                WHERE r.isleaf AND NOT EXISTS (
                    SELECT FROM v1_hub.audit_triggers(r.relid) AS g
                    WHERE g.function_name = 'audit_truncate'
                )
            )
        THEN
            PERFORM v1_hub.audit_enable(v_table.target);
            RETURN NEXT v_table.target;
        END IF;
    END LOOP;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_sync() IS
'Enables again every audited table that was renamed, moved, altered or got partitions since;
returns those. Nothing breaks without it: it makes the triggers fast again and notes renames.';

CREATE OR REPLACE FUNCTION v1_hub.audit_trigger_text(p_table regclass)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT string_agg(a.value, ' ' ORDER BY a.i)
    FROM (
        SELECT t.tgargs
        FROM pg_trigger AS t
        WHERE t.tgrelid = p_table AND t.tgfoid IN (
            'v1_hub.audit_row()'::regprocedure, 'v1_hub.audit_truncate()'::regprocedure
        )
        ORDER BY t.tgname
        LIMIT 1
    ) AS t
    CROSS JOIN LATERAL string_to_table(encode(t.tgargs, 'escape'), '\000') WITH ORDINALITY AS e (value, i)
    CROSS JOIN LATERAL (
        SELECT convert_from(decode(e.value, 'escape'), getdatabaseencoding()) AS value, e.i
    ) AS a
    WHERE a.i <= 9;
$$;

COMMENT ON FUNCTION v1_hub.audit_trigger_text(regclass) IS
'The arguments that its triggers have now, as v1_hub.audit_arguments gives them, in one line.';

CREATE OR REPLACE FUNCTION v1_hub.audit_upkeep(p_months_ahead integer DEFAULT 3)
RETURNS TABLE (months_ahead integer, rows_moved bigint, tables_synced integer)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('v1_hub.audit_upkeep'));
    PERFORM v1_hub.audit_note_place();
    rows_moved := v1_hub.audit_empty_default();
    PERFORM v1_hub.audit_make_months(
        localtimestamp, localtimestamp + make_interval(months => p_months_ahead)
    );
    months_ahead := p_months_ahead;
    SELECT count(*)::integer INTO tables_synced FROM v1_hub.audit_sync() AS s;
    RETURN NEXT;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_upkeep(integer) IS
'For any scheduler, daily: makes the partitions of the next months, empties the default partition,
refreshes the triggers of altered tables. Can be repeated and run twice at once.';

CREATE OR REPLACE FUNCTION v1_hub.audit_resume()
RETURNS SETOF regclass
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_table regclass;
BEGIN
    FOR v_table IN
        SELECT c.oid::regclass
        FROM v1_hub.audit_tables AS t
        INNER JOIN pg_namespace AS n ON n.nspname = t.schema_name
        INNER JOIN pg_class AS c ON c.relnamespace = n.oid AND c.relname = t.table_name
        WHERE t.resumes AND c.relkind IN ('r', 'p') AND v1_hub.audit_source(c.oid) = t.id
        ORDER BY t.id
    LOOP
        PERFORM v1_hub.audit_enable(v_table);
        RETURN NEXT v_table;
    END LOOP;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_resume() IS
'Audits again, as before, the tables from which audit_pause() took the audit; returns them.';

CREATE OR REPLACE FUNCTION v1_hub.audit_pause()
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_source integer;
BEGIN
    FOR v_source IN SELECT t.id FROM v1_hub.audit_tables AS t WHERE t.enabled LOOP
        PERFORM v1_hub.audit_disable(v1_hub.audit_table_of(v_source));
        UPDATE v1_hub.audit_tables AS t SET enabled = FALSE, resumes = TRUE WHERE t.id = v_source;
    END LOOP;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_pause() IS
'Takes the audit off every table until audit_resume().';

CREATE OR REPLACE FUNCTION v1_hub.audit_set_aside()
RETURNS regclass
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_table record;
BEGIN
    PERFORM v1_hub.audit_pause();
    FOR v_table IN
        SELECT c.oid::regclass AS part, c.oid
        FROM pg_class AS c
        LEFT JOIN pg_partition_tree('{{ hub | ident }}.v1_hub_audit_log') AS t ON t.relid = c.oid
        WHERE t.relid IS NOT NULL
            OR c.relnamespace = 'v1_hub'::regnamespace AND c.relkind = 'r'
            AND c.relname IN (
                'audit_tables', 'audit_defaults', 'audit_places', 'audit_seals',
                'audit_seal_blocks', 'audit_retentions'
            )
        ORDER BY t.level
    LOOP
        -- Its triggers' functions go with the schema; the next install makes them anew.
        EXECUTE coalesce((
            SELECT string_agg(format('DROP TRIGGER %I ON %s;', g.tgname, v_table.part), ' ')
            FROM pg_trigger AS g
            WHERE g.tgrelid = v_table.oid AND NOT g.tgisinternal AND g.tgparentid = 0
        ), '');
        EXECUTE format('ALTER TABLE %s SET SCHEMA v1_hub_retired', v_table.part);
    END LOOP;
    RETURN to_regclass('v1_hub_retired.v1_hub_audit_log');
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_set_aside() IS
'Takes every audit trigger off and moves the log, its settings and its seals to schema
v1_hub_retired, where the next install finds them; returns the log. Without guards meanwhile.';
