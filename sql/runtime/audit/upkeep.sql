-- What a scheduler calls: months ahead, an empty default partition, triggers that fit their tables.
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
