-- What a scheduler calls, and what install calls: partitions ahead, triggers that fit their tables.
CREATE OR REPLACE FUNCTION v1_hub.audit_sync()
RETURNS SETOF regclass
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_table regclass;
BEGIN
    UPDATE v1_hub.audit_tables AS t
    SET enabled = FALSE
    WHERE t.enabled AND NOT EXISTS (
        SELECT FROM v1_hub.audit_triggers() AS a WHERE a.source_id = t.id
    );
    FOR v_table IN
        SELECT DISTINCT a.audited
        FROM v1_hub.audit_triggers() AS a
        INNER JOIN v1_hub.audit_tables AS t ON t.id = a.source_id
        INNER JOIN pg_class AS c ON c.oid = a.audited
        INNER JOIN pg_namespace AS n ON n.oid = c.relnamespace
        WHERE NOT a.cloned AND NOT a.part AND (
            (n.nspname, c.relname) <> (t.schema_name, t.table_name)
            OR t.shape <> v1_hub.audit_shape(a.audited)
            OR t.level = 'statement' AND v1_hub.audit_level(a.audited) = 'row'
            OR NOT t.chosen_key AND t.key_columns <> v1_hub.audit_key_columns(a.audited)
            OR 'TRUNCATE' = ANY (t.operations) AND EXISTS (
                SELECT FROM pg_partition_tree(a.audited) AS r
                WHERE r.isleaf AND r.relid <> a.audited AND NOT EXISTS (
                    SELECT FROM v1_hub.audit_triggers() AS b WHERE b.audited = r.relid AND b.part
                )
            )
        )
    LOOP
        PERFORM v1_hub.audit_enable(v_table);
        RETURN NEXT v_table;
    END LOOP;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_sync() IS
'Enables again every audited table that was renamed, moved, altered or got partitions since;
returns those. Nothing breaks without it: it makes the triggers fast again and notes renames.';

CREATE OR REPLACE FUNCTION v1_hub.audit_upkeep(p_months_ahead integer DEFAULT 3)
RETURNS TABLE (months_ahead integer, rows_moved bigint, tables_synced integer)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('v1_hub.audit_upkeep'));
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

CREATE OR REPLACE FUNCTION v1_hub.audit_enable_defaults()
RETURNS SETOF regclass
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_table regclass;
BEGIN
    FOR v_table IN
        SELECT c.oid::regclass
        FROM v1_hub.audit_defaults AS d
        INNER JOIN pg_class AS c ON c.relname = d.table_name AND c.relkind IN ('r', 'p')
        INNER JOIN pg_namespace AS n ON n.oid = c.relnamespace
        WHERE n.nspname = 'v1_hub'
            OR n.oid = '@hub@'::regnamespace AND d.operations @> '{INSERT}'
        ORDER BY d.table_name
    LOOP
        PERFORM v1_hub.audit_enable(v_table);
        RETURN NEXT v_table;
    END LOOP;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_enable_defaults() IS
'Audits the state tables of the hub and the adopted logs that are there (v1_hub.audit_defaults);
returns them.';
