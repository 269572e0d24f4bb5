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
    v_zone text := current_setting('TimeZone');
    v_canonical text := set_config('TimeZone', 'UTC', TRUE);
    v_settings text[];
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
        EXECUTE v1_hub.audit_rows_sql(TG_RELID, TG_OP)
        USING TG_ARGV, v_zone, clock_timestamp();
    ELSE
        INSERT INTO @hub@.v1_hub_audit_log (
            table_name, record_id, action, changed_by, changed_at, old_data, new_data,
            schema_name, record_key, source_id, happened_at, statement_at, transaction_id,
            session_role, application_name, client_addr, context, change_summary
        )
        SELECT
            w.table_name,
            CASE w.key_mode
                WHEN 'int4' THEN nullif(p.k, 'null')::integer
                WHEN 'int8' THEN CASE
                    WHEN nullif(p.k, 'null')::bigint BETWEEN -2147483648 AND 2147483647
                        THEN p.k::integer
                END
            END,
            w.action, w.changed_by, w.changed_at,
            CASE WHEN w.action = 'DELETE' THEN p.d END, CASE WHEN w.action = 'INSERT' THEN p.d END,
            w.schema_name, p.k, w.source_id, w.happened_at, w.statement_at, w.transaction_id,
            w.session_role, w.application_name, w.client_addr, w.context, w.change_summary
        FROM (
            SELECT
                TG_ARGV[2]::varchar(63) AS table_name, TG_ARGV[3] AS key_mode,
                nullif(TG_ARGV[4], '') AS key, TG_ARGV[5]::text[] AS keys,
                TG_ARGV[7]::text[] AS secrets, TG_ARGV[8]::text[] AS watched,
                TG_OP::varchar(20) AS action, TG_ARGV[1] AS schema_name,
                TG_ARGV[0]::integer AS source_id,
                left(coalesce(
                    nullif(current_setting('v1_hub.actor', TRUE), ''),
                    nullif(current_setting('role'), 'none'), session_user
                ), 100)::varchar(100) AS changed_by,
                now() AT TIME ZONE v_zone AS changed_at, clock_timestamp() AS happened_at,
                statement_timestamp() AS statement_at, pg_current_xact_id() AS transaction_id,
                session_user::text AS session_role,
                current_setting('application_name') AS application_name,
                inet_client_addr() AS client_addr,
                CASE WHEN current_setting('v1_hub.context', TRUE) <> ''
                    THEN v1_hub.audit_context(
                        current_setting('v1_hub.context'), TG_ARGV[7]::text[]
                    ) END AS context,
                CASE WHEN TG_ARGV[9] LIKE '%summary%'
                    THEN CASE TG_OP WHEN 'INSERT' THEN 'created' ELSE 'deleted' END
                END AS change_summary
            OFFSET 0
        ) AS w
        CROSS JOIN LATERAL (
            SELECT
                CASE
                    WHEN NOT r.d ?& w.watched
                        THEN v1_hub.audit_key_of(
                            r.d, v1_hub.audit_current_names(TG_RELID, w.source_id, w.keys)
                        )
                    WHEN w.key IS NOT NULL THEN r.d -> w.key
                    ELSE v1_hub.audit_key_of(r.d, w.keys)
                END AS k,
                CASE
                    WHEN NOT r.d ?& w.watched
                        THEN v1_hub.audit_mask(
                            r.d,
                            w.secrets
                            || v1_hub.audit_current_names(TG_RELID, w.source_id, w.secrets)
                        )
                    WHEN r.d ?| w.secrets THEN v1_hub.audit_mask(r.d, w.secrets)
                    ELSE r.d
                END AS d
            FROM (SELECT to_jsonb(c.*) AS d FROM changed_rows AS c OFFSET 0) AS r
            OFFSET 0
        ) AS p;
    END IF;
    IF v_settings IS NOT NULL THEN
        PERFORM v1_hub.audit_set_back(v_settings);
    END IF;
    v_canonical := set_config('TimeZone', v_zone, TRUE);
    RETURN NULL;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_rows() IS
'AFTER INSERT or DELETE statement trigger with its transition table named changed_rows.';
REVOKE ALL ON FUNCTION v1_hub.audit_rows() FROM public;
