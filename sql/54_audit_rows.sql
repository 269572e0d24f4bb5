-- Statement trigger: every row that an INSERT, COPY, MERGE or upsert added, or a DELETE removed.
CREATE OR REPLACE FUNCTION v1_hub.audit_rows()
RETURNS trigger
LANGUAGE plpgsql
-- As its owner, for no role needs a right on the log to have its changes recorded.
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_variable
DECLARE
    v_key text := TG_ARGV[4];
    v_keys text[] := TG_ARGV[5]::text[];
    v_secrets text[] := TG_ARGV[7]::text[];
    v_watched text[] := TG_ARGV[8]::text[];
    v_actor text := left(coalesce(
        nullif(current_setting('v1_hub.actor', true), ''),
        nullif(current_setting('role'), 'none'), session_user
    ), 100);
    v_context jsonb := CASE WHEN current_setting('v1_hub.context', true) <> ''
        THEN v1_hub.audit_context(current_setting('v1_hub.context'), v_secrets) END;
    v_changed_at timestamp := localtimestamp;
    v_zone text := current_setting('TimeZone');
    v_canonical text := set_config('TimeZone', 'UTC', true);
    v_settings text[];
    v_happened_at timestamptz := clock_timestamp();
BEGIN
    IF v_canonical <> 'UTC' OR current_setting('DateStyle') NOT LIKE 'ISO%'
        OR current_setting('IntervalStyle') <> 'postgres'
        OR current_setting('bytea_output') <> 'hex'
        OR current_setting('extra_float_digits') NOT IN ('1', '2', '3')
    THEN
        v_settings := v1_hub.audit_set_canonical();
    END IF;
    IF TG_ARGV[9] LIKE '%exact%' THEN
        EXECUTE v1_hub.audit_rows_sql(TG_RELID, TG_OP)
        USING TG_ARGV, v_zone, v_happened_at;
    ELSE
        INSERT INTO @hub@.v1_hub_audit_log (
            table_name, record_id, action, changed_by, changed_at, old_data, new_data,
            schema_name, record_key, source_id, happened_at, statement_at, transaction_id,
            session_role, application_name, client_addr, context, change_summary
        )
        SELECT
            TG_ARGV[2],
            CASE TG_ARGV[3]
                WHEN 'int4' THEN (p.k #>> '{}')::integer
                WHEN 'int8' THEN v1_hub.audit_record_id(p.k, 'int8')
            END,
            TG_OP, v_actor, v_changed_at,
            CASE WHEN TG_OP = 'DELETE' THEN p.d END, CASE WHEN TG_OP = 'INSERT' THEN p.d END,
            TG_ARGV[1], p.k, TG_ARGV[0]::integer, v_happened_at, statement_timestamp(),
            pg_current_xact_id(), session_user, current_setting('application_name'),
            inet_client_addr(), v_context,
            CASE WHEN TG_ARGV[9] LIKE '%summary%'
                THEN CASE TG_OP WHEN 'INSERT' THEN 'created' ELSE 'deleted' END END
        FROM (
            SELECT
                CASE
                    WHEN NOT r.d ?& v_watched
                        THEN v1_hub.audit_key_of(
                            r.d, v1_hub.audit_current_names(TG_RELID, TG_ARGV[0]::integer, v_keys)
                        )
                    WHEN v_key <> '' THEN r.d -> v_key
                    ELSE v1_hub.audit_key_of(r.d, v_keys)
                END AS k,
                CASE
                    WHEN NOT r.d ?& v_watched
                        THEN v1_hub.audit_mask(
                            r.d, v1_hub.audit_current_names(TG_RELID, TG_ARGV[0]::integer, v_secrets)
                        )
                    WHEN r.d ?| v_secrets THEN v1_hub.audit_mask(r.d, v_secrets)
                    ELSE r.d
                END AS d
            FROM (SELECT to_jsonb(c.*) AS d FROM changed_rows AS c OFFSET 0) AS r
            OFFSET 0
        ) AS p;
    END IF;
    IF v_settings IS NOT NULL THEN
        PERFORM v1_hub.audit_set_back(v_settings);
    END IF;
    v_canonical := set_config('TimeZone', v_zone, true);
    RETURN NULL;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_rows() IS
'AFTER INSERT or DELETE statement trigger with its transition table named changed_rows.';
REVOKE ALL ON FUNCTION v1_hub.audit_rows() FROM public;
