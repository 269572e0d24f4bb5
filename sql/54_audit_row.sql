-- Row trigger: UPDATE, partitioned tables, partitions, and where the order of changes matters.
CREATE OR REPLACE FUNCTION v1_hub.audit_row()
RETURNS trigger
LANGUAGE plpgsql
-- As its owner, for no role needs a right on the log to have its changes recorded.
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_zone text := current_setting('TimeZone');
    v_settings text[];
    v_old jsonb;
    v_new jsonb;
    v_omitted text[];
BEGIN
    -- Few expressions: each is set up anew in every transaction, which is half of the cost.
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
    IF TG_ARGV[9] LIKE '%exact%' THEN
        EXECUTE format(
            $sql$
            SELECT
                CASE WHEN $3 <> 'INSERT' THEN %s END, CASE WHEN $3 <> 'DELETE' THEN %s END
            $sql$,
            v1_hub.audit_image_sql(TG_RELID, '($1)', TRUE),
            v1_hub.audit_image_sql(TG_RELID, '($2)', TRUE)
        )
        INTO v_old, v_new
        USING OLD, NEW, TG_OP;
    ELSE
        v_old := to_jsonb(OLD.*);
        v_new := to_jsonb(NEW.*);
    END IF;
    IF TG_ARGV[10] <> '{}' THEN
        v_omitted := TG_ARGV[10]::text[];
        IF NOT coalesce(jsonb_strip_nulls(v_old) ?| v_omitted, FALSE)
            AND NOT coalesce(jsonb_strip_nulls(v_new) ?| v_omitted, FALSE)
        THEN
            v_old := v_old - v_omitted;
            v_new := v_new - v_omitted;
        END IF;
    END IF;
    IF TG_ARGV[9] <> '' OR TG_ARGV[4] = '' OR pg_column_size(v_new) > 2000
        OR NOT coalesce(v_new, v_old) ?& TG_ARGV[8]::text[]
        OR coalesce(v_new, v_old) ?| TG_ARGV[7]::text[]
    THEN
        PERFORM v1_hub.audit_write(
            TG_ARGV, TG_RELID, TG_OP, v_zone, v_old, v_new,
            CASE WHEN TG_OP = 'UPDATE' AND TG_ARGV[9] LIKE '%summary%'
                THEN row_to_json(OLD.*) END,
            CASE WHEN TG_OP = 'UPDATE' AND TG_ARGV[9] LIKE '%summary%'
                THEN row_to_json(NEW.*) END,
            clock_timestamp()
        );
    ELSE
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
            now() AT TIME ZONE v_zone, v_old, v_new,
            TG_ARGV[1], r.key,
            CASE WHEN TG_OP = 'UPDATE' AND r.old_key <> r.key THEN r.old_key END,
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
                v_old -> TG_ARGV[4] AS old_key, coalesce(v_new, v_old) -> TG_ARGV[4] AS key,
                CASE WHEN TG_OP = 'UPDATE' THEN ARRAY(
                    SELECT k.name
                    FROM (SELECT jsonb_object_keys(v_new) AS name) AS k
                    WHERE (v_new -> k.name)::text IS DISTINCT FROM (v_old -> k.name)::text
                ) END AS changed
            OFFSET 0
        ) AS r
        WHERE r.changed IS NULL OR NOT r.changed <@ TG_ARGV[6]::text[];
    END IF;
    IF v_settings IS NOT NULL THEN
        PERFORM v1_hub.audit_set_back(v_settings);
    END IF;
    v_zone := set_config('TimeZone', v_zone, TRUE);
    RETURN NULL;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_row() IS
'AFTER INSERT, UPDATE or DELETE row trigger; PostgreSQL clones it to every partition.';
REVOKE ALL ON FUNCTION v1_hub.audit_row() FROM public;
