-- What a scheduler calls: months ahead, an empty default partition, triggers that fit their tables.
CREATE OR REPLACE FUNCTION v1_hub.audit_upkeep(p_months_ahead integer DEFAULT 3)
RETURNS TABLE (months_ahead integer, rows_moved bigint, tables_synced integer)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_known v1_hub.audit_tables;
    v_now v1_hub.audit_tables;
    v_table regclass;
    v_args text[];
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('v1_hub.audit_upkeep'));
    rows_moved := v1_hub.audit_empty_default();
    PERFORM v1_hub.audit_make_months(
        localtimestamp, localtimestamp + make_interval(months => p_months_ahead)
    );
    months_ahead := p_months_ahead;
    tables_synced := 0;
    FOR v_known IN SELECT t.* FROM v1_hub.audit_tables AS t WHERE t.enabled LOOP
        v_table := v1_hub.audit_table_of(v_known.id);
        v_args := (SELECT t.args FROM v1_hub.audit_triggers(v_table) AS t WHERE NOT t.part LIMIT 1);
        IF v_args IS NULL THEN
            UPDATE v1_hub.audit_tables AS t SET enabled = FALSE WHERE t.id = v_known.id;
            CONTINUE;
        END IF;
        v_now := v1_hub.audit_register(v_table);
        v_known.place := v_now.place; -- alone it asks for no other triggers
        IF v_now IS DISTINCT FROM v_known
            OR v_args[1:9] <> v1_hub.audit_arguments(v_table, v_known.id)
            OR 'TRUNCATE' = ANY (v_known.operations) AND EXISTS (
                SELECT FROM v1_hub.audit_parts(v_table) AS r
                WHERE r.isleaf AND NOT EXISTS (
                    SELECT FROM v1_hub.audit_triggers(r.relid) AS g
                    WHERE g.function_name = 'audit_truncate'
                )
            )
        THEN
            PERFORM v1_hub.audit_attach(v_table, v_known.id);
            tables_synced := tables_synced + 1;
        END IF;
    END LOOP;
    RETURN NEXT;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_upkeep(integer) IS
'For any scheduler, daily: makes the partitions of the next months, empties the default partition,
notes what became of every audited table, and makes the triggers anew of those that were renamed,
moved, altered or got partitions since. Can be repeated and run twice at once. Nothing breaks
without it.';
