-- Statement trigger: every row that an UPDATE, MERGE or upsert has changed.
CREATE OR REPLACE FUNCTION v1_hub.audit_update()
RETURNS trigger
LANGUAGE plpgsql
-- As its owner, for no role needs a right on the log to have its changes recorded.
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_variable
DECLARE
    v_zone text := current_setting('TimeZone');
    v_canonical text := set_config('TimeZone', 'UTC', true);
    v_settings text[];
    v_summary boolean := TG_ARGV[9] LIKE '%summary%';
    v_exact boolean := TG_ARGV[9] LIKE '%exact%';
    v_happened_at timestamptz := clock_timestamp();
    v_old jsonb[];
    v_new jsonb[];
    v_old_text json[];
    v_new_text json[];
    v_merge text;
    v_jit text;
BEGIN
    -- The text is made of quoted names only.
    -- @plpgsql_check_options: security_warnings = off
    IF v_canonical <> 'UTC' OR current_setting('DateStyle') NOT LIKE 'ISO%'
        OR current_setting('IntervalStyle') <> 'postgres'
        OR current_setting('bytea_output') <> 'hex'
        OR current_setting('extra_float_digits') NOT IN ('1', '2', '3')
    THEN
        v_settings := v1_hub.audit_set_canonical();
    END IF;
    -- The first rows as arrays, side by side: by position, for an UPDATE may change keys.
    IF NOT v_exact THEN
        SELECT
            ARRAY(SELECT to_jsonb(r.*) FROM old_rows AS r LIMIT 9),
            ARRAY(SELECT to_jsonb(r.*) FROM new_rows AS r LIMIT 9)
        INTO v_old, v_new;
        IF v_summary THEN
            v_old_text := ARRAY(SELECT row_to_json(r.*) FROM old_rows AS r LIMIT 9);
            v_new_text := ARRAY(SELECT row_to_json(r.*) FROM new_rows AS r LIMIT 9);
        END IF;
    END IF;
    -- A plan cached for few rows would join many by nested loop: those are planned anew.
    IF v_exact OR cardinality(v_old) > 8 THEN
        -- Its estimates are far too high for want of statistics: a hash join, and no compiling.
        v_merge := current_setting('enable_mergejoin');
        v_jit := current_setting('jit');
        PERFORM set_config('enable_mergejoin', 'off', TRUE), set_config('jit', 'off', TRUE);
        EXECUTE v1_hub.audit_update_sql(TG_RELID, TG_ARGV, v_summary) USING v_zone;
        PERFORM set_config('enable_mergejoin', v_merge, TRUE), set_config('jit', v_jit, TRUE);
    ELSE
        FOR v_i IN 1..cardinality(v_old) LOOP
            PERFORM v1_hub.audit_write(
                TG_ARGV, TG_RELID, 'UPDATE', v_zone, v_old[v_i], v_new[v_i],
                v_old_text[v_i], v_new_text[v_i], v_happened_at
            );
        END LOOP;
    END IF;
    IF v_settings IS NOT NULL THEN
        PERFORM v1_hub.audit_set_back(v_settings);
    END IF;
    v_canonical := set_config('TimeZone', v_zone, true);
    RETURN NULL;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_update() IS
'AFTER UPDATE statement trigger with transition tables old_rows and new_rows.';
REVOKE ALL ON FUNCTION v1_hub.audit_update() FROM public;
