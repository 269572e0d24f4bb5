-- One log row for one changed row: small statements, and rows the row trigger has no time for.
CREATE OR REPLACE FUNCTION v1_hub.audit_write(
    p_args text[], p_table oid, p_operation text, p_zone text,
    p_old jsonb, p_new jsonb, p_old_text json, p_new_text json, p_happened_at timestamptz
)
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_image jsonb := coalesce(p_new, p_old);
    v_old jsonb := p_old;
    v_new jsonb := p_new;
    v_keys text[] := p_args[5]::text[];
    v_secrets text[] := p_args[7]::text[];
    v_key jsonb;
    v_old_key jsonb;
    v_changed text[];
    v_left_out text[];
    v_summary text;
BEGIN
    IF NOT v_image ?& p_args[8]::text[] THEN
        v_keys := v1_hub.audit_current_names(p_table, p_args[0]::integer, v_keys);
        v_secrets := v_secrets || v1_hub.audit_current_names(p_table, p_args[0]::integer, v_secrets);
    END IF;
    IF p_operation = 'UPDATE' THEN
        v_changed := ARRAY(
            SELECT k.name
            FROM (SELECT jsonb_object_keys(p_new) AS name) AS k
            WHERE (p_new -> k.name)::text IS DISTINCT FROM (p_old -> k.name)::text
        );
        IF v_changed <@ p_args[6]::text[] THEN
            RETURN;
        END IF;
        IF pg_column_size(p_new) > 2000 THEN
            v_left_out := v1_hub.audit_left_out(p_new, v_changed);
        END IF;
    END IF;
    IF cardinality(v_keys) = 1 THEN
        v_key := v_image -> v_keys[1];
        v_old_key := p_old -> v_keys[1];
    ELSE
        v_key := v1_hub.audit_key_of(v_image, v_keys);
        v_old_key := v1_hub.audit_key_of(p_old, v_keys);
    END IF;
    IF p_args[9] LIKE '%summary%' THEN
        v_summary := v1_hub.audit_summary(
            p_operation, p_old_text, p_new_text, v_changed, p_args[6]::text[], v_secrets
        );
    END IF;
    IF v_image ?| v_secrets THEN
        v_old := v1_hub.audit_mask(v_old, v_secrets);
        v_new := v1_hub.audit_mask(v_new, v_secrets);
    END IF;
    IF v_left_out IS NOT NULL THEN
        v_old := v_old - v_left_out;
        v_new := v_new - v_left_out;
    END IF;
    INSERT INTO @hub@.v1_hub_audit_log (
        table_name, record_id, action, changed_by, changed_at, old_data, new_data,
        schema_name, record_key, old_key, source_id, happened_at, statement_at,
        transaction_id, session_role, application_name, client_addr, context,
        changed_columns, left_out, change_summary
    )
    VALUES (
        p_args[2],
        CASE p_args[3]
            WHEN 'int4' THEN (v_key #>> '{}')::integer
            WHEN 'int8' THEN CASE
                WHEN (v_key #>> '{}')::bigint BETWEEN -2147483648 AND 2147483647
                    THEN (v_key #>> '{}')::integer
            END
        END,
        p_operation,
        left(coalesce(
            nullif(current_setting('v1_hub.actor', true), ''),
            nullif(current_setting('role'), 'none'), session_user
        ), 100),
        now() AT TIME ZONE p_zone, v_old, v_new,
        p_args[1], v_key, CASE WHEN p_operation = 'UPDATE' AND v_old_key <> v_key THEN v_old_key END,
        p_args[0]::integer, p_happened_at, statement_timestamp(),
        pg_current_xact_id(), session_user, current_setting('application_name'),
        inet_client_addr(),
        CASE WHEN current_setting('v1_hub.context', true) <> ''
            THEN v1_hub.audit_context(current_setting('v1_hub.context'), v_secrets) END,
        v_changed, v_left_out, v_summary
    );
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_write(
    text[], oid, text, text, jsonb, jsonb, json, json, timestamptz
) IS
'Writes one change: the trigger''s arguments, its table, the operation, the session''s TimeZone,
both images, both rows as JSON text where a summary is wanted, and the moment. Writes nothing for
a no-op.';
REVOKE ALL ON FUNCTION v1_hub.audit_write(
    text[], oid, text, text, jsonb, jsonb, json, json, timestamptz
) FROM public;
