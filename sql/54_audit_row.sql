-- Row trigger: partitioned tables, partitions, and where the order of nested changes matters.
CREATE OR REPLACE FUNCTION v1_hub.audit_row()
RETURNS trigger
LANGUAGE plpgsql
-- As its owner, for no role needs a right on the log to have its changes recorded.
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_zone text := current_setting('TimeZone');
    v_canonical text := set_config('TimeZone', 'UTC', true);
    v_settings text[];
    v_old jsonb;
    v_new jsonb;
    v_old_text json;
    v_new_text json;
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
    IF TG_ARGV[9] LIKE '%exact%' THEN
        EXECUTE format(
            'SELECT %s, %s',
            v1_hub.audit_image_sql(TG_RELID, '($1)', true),
            v1_hub.audit_image_sql(TG_RELID, '($2)', true)
        )
        INTO v_old, v_new
        USING OLD, NEW;
        v_old := CASE WHEN TG_OP <> 'INSERT' THEN v_old END;
        v_new := CASE WHEN TG_OP <> 'DELETE' THEN v_new END;
    ELSE
        v_old := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD.*) END;
        v_new := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW.*) END;
    END IF;
    IF TG_OP = 'UPDATE' AND TG_ARGV[9] LIKE '%summary%' THEN
        v_old_text := row_to_json(OLD.*);
        v_new_text := row_to_json(NEW.*);
    END IF;
    PERFORM v1_hub.audit_write(
        TG_ARGV, TG_RELID, TG_OP, v_zone, v_old, v_new, v_old_text, v_new_text,
        clock_timestamp()
    );
    IF v_settings IS NOT NULL THEN
        PERFORM v1_hub.audit_set_back(v_settings);
    END IF;
    v_canonical := set_config('TimeZone', v_zone, true);
    RETURN NULL;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_row() IS
'AFTER INSERT, UPDATE or DELETE row trigger; PostgreSQL clones it to every partition.';
REVOKE ALL ON FUNCTION v1_hub.audit_row() FROM public;
