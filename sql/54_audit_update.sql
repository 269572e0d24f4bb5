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
    v_settings text[];
    v_done boolean := FALSE;
    v_summary boolean;
    v_exact boolean;
    v_happened_at timestamptz;
    v_old jsonb[];
    v_new jsonb[];
    v_old_text json[];
    v_new_text json[];
    v_merge text;
    v_jit text;
BEGIN
    -- The text is made of quoted names only.
    -- @plpgsql_check_options: security_warnings = off
    IF set_config('TimeZone', 'UTC', TRUE) <> 'UTC'
        OR current_setting('DateStyle') NOT LIKE 'ISO%'
        OR current_setting('IntervalStyle') <> 'postgres'
        OR current_setting('bytea_output') <> 'hex'
        OR current_setting('extra_float_digits') NOT IN ('1', '2', '3')
    THEN
        v_settings := v1_hub.audit_set_canonical();
    END IF;
    -- One ordinary row, which most statements change, in one statement.
    IF TG_ARGV[9] = '' AND TG_ARGV[4] <> '' THEN
        INSERT INTO @hub@.v1_hub_audit_log (
            table_name, record_id, action, changed_by, changed_at, old_data, new_data,
            schema_name, record_key, old_key, source_id, happened_at, statement_at,
            transaction_id, session_role, application_name, client_addr, context,
            changed_columns
        )
        SELECT
            TG_ARGV[2],
            CASE WHEN TG_ARGV[3] IN ('int4', 'int8')
                AND nullif(r.key, 'null')::bigint BETWEEN -2147483648 AND 2147483647
                THEN nullif(r.key, 'null')::integer END,
            TG_OP,
            left(coalesce(
                nullif(current_setting('v1_hub.actor', TRUE), ''),
                nullif(current_setting('role'), 'none'), session_user
            ), 100),
            now() AT TIME ZONE v_zone, r.old, r.new,
            TG_ARGV[1], r.key, CASE WHEN r.old_key <> r.key THEN r.old_key END,
            TG_ARGV[0]::integer, clock_timestamp(), statement_timestamp(),
            pg_current_xact_id(), session_user, current_setting('application_name'),
            inet_client_addr(),
            CASE WHEN current_setting('v1_hub.context', TRUE) <> ''
                THEN v1_hub.audit_context(
                    current_setting('v1_hub.context'), TG_ARGV[7]::text[]
                ) END,
            r.changed
        FROM (
            SELECT
                a.old[1] AS old, a.new[1] AS new,
                a.old[1] -> TG_ARGV[4] AS old_key, a.new[1] -> TG_ARGV[4] AS key,
                ARRAY(
                    SELECT k.name
                    FROM (SELECT jsonb_object_keys(a.new[1]) AS name) AS k
                    WHERE (a.new[1] -> k.name)::text IS DISTINCT FROM (a.old[1] -> k.name)::text
                ) AS changed
            FROM (
                SELECT
                    ARRAY(SELECT to_jsonb(o.*) FROM old_rows AS o LIMIT 2) AS old,
                    ARRAY(SELECT to_jsonb(n.*) FROM new_rows AS n LIMIT 2) AS new
                OFFSET 0
            ) AS a
            WHERE cardinality(a.new) = 1
            OFFSET 0
        ) AS r
        WHERE NOT r.changed <@ TG_ARGV[6]::text[] AND pg_column_size(r.new) <= 2000
            AND r.new ?& TG_ARGV[8]::text[] AND NOT r.new ?| TG_ARGV[7]::text[];
        v_done := FOUND;
    END IF;
    IF NOT v_done THEN
        v_summary := TG_ARGV[9] LIKE '%summary%';
        v_exact := TG_ARGV[9] LIKE '%exact%';
        v_happened_at := clock_timestamp();
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
    END IF;
    IF v_settings IS NOT NULL THEN
        PERFORM v1_hub.audit_set_back(v_settings);
    END IF;
    v_zone := set_config('TimeZone', v_zone, true);
    RETURN NULL;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_update() IS
'AFTER UPDATE statement trigger with transition tables old_rows and new_rows.';
REVOKE ALL ON FUNCTION v1_hub.audit_update() FROM public;
