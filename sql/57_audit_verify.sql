-- Proof that the log explains the table: every before is the after of the event before it.
CREATE OR REPLACE FUNCTION v1_hub.audit_verify(p_table regclass)
RETURNS TABLE (row_key jsonb, log_id bigint, finding text, differing text[])
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
SET jit = off
SET timezone = 'UTC'
SET datestyle = 'ISO, MDY'
SET intervalstyle = 'postgres'
SET bytea_output = 'hex'
SET extra_float_digits = 1
AS $$
#variable_conflict use_column
DECLARE
    v_row v1_hub.audit_tables;
    v_explained bigint;
    v_live bigint;
BEGIN
    -- The columns are those of the query.
    -- @plpgsql_check_options: extra_warnings = off
    SELECT t.* INTO v_row
    FROM v1_hub.audit_tables AS t
    WHERE t.id = v1_hub.audit_need_source(p_table);
    IF v_row.key_mode <> 'none' THEN
        RETURN QUERY EXECUTE v1_hub.audit_verify_sql(p_table)
        USING v_row.id, p_table, v1_hub.audit_renames(p_table), v1_hub.audit_hidden(p_table),
            v1_hub.audit_current_names(p_table, v_row.id, v_row.key_columns),
            v1_hub.audit_current_names(p_table, v_row.id, v_row.ignored_columns),
            v_row.operations @> '{INSERT}';
    END IF;
    IF v_row.baseline_rows IS NULL THEN
        RETURN;
    END IF;
    SELECT v_row.baseline_rows
        + count(*) FILTER (WHERE l.action = 'INSERT')
        - count(*) FILTER (WHERE l.action IN ('DELETE', 'TRUNCATE') AND l.old_data IS NOT NULL)
    INTO v_explained
    FROM @hub@.v1_hub_audit_log AS l
    WHERE l.source_id = v_row.id;
    EXECUTE format('SELECT count(*) FROM %s', p_table) INTO v_live;
    IF v_live <> v_explained THEN
        finding := format('%s rows in the table, %s explained by the log', v_live, v_explained);
        RETURN NEXT;
        IF v_row.baseline_in = v1_hub.audit_place(p_table) AND v_row.key_mode <> 'none' THEN
            RETURN QUERY EXECUTE v1_hub.audit_unlogged_sql(p_table)
            USING v_row.id, v_row.baseline_xid::xid,
                v1_hub.audit_current_names(p_table, v_row.id, v_row.key_columns);
        END IF;
    END IF;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_verify(regclass) IS
'Where log and table contradict each other: changes made while triggers were off, or with
session_replication_role = replica. Empty when the log explains the table. log_id: the event whose
before does not fit, NULL for the live row. Ignored and secret columns are not compared.';

CREATE OR REPLACE FUNCTION v1_hub.audit_unlogged_sql(p_table regclass)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
SET jit = off
AS $$
    SELECT format(
        $sql$
        SELECT v.key, NULL::bigint, 'written since the audit began, never logged', NULL::text[]
        FROM (
            SELECT v1_hub.audit_key_of(to_jsonb(t.*), $3) AS key
            FROM %s AS t
            WHERE age(t.xmin) < age($2)
        ) AS v
        WHERE NOT EXISTS (
            SELECT FROM @hub@.v1_hub_audit_log AS l
            WHERE l.source_id = $1 AND coalesce(l.record_key, to_jsonb(l.record_id)) = v.key
        )
        $sql$,
        p_table
    );
$$;

COMMENT ON FUNCTION v1_hub.audit_unlogged_sql(regclass) IS
'The query for live rows without any event that were written after the audit began.';
