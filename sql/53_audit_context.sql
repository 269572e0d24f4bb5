-- Why a change was made (v1_hub.context), and what must not be written in clear.
CREATE OR REPLACE FUNCTION v1_hub.audit_secret_names()
RETURNS text[]
LANGUAGE sql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT '{password,auth_key,secret,token}'::text[];
$$;

COMMENT ON FUNCTION v1_hub.audit_secret_names() IS
'Names that are masked in every table and in the context; audit_enable() adds to them per table.';

CREATE OR REPLACE FUNCTION v1_hub.audit_mask(p_row jsonb, p_names text[])
RETURNS jsonb
LANGUAGE plpgsql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_row jsonb := p_row;
BEGIN
    -- No query: this is called for every row that has a secret.
    FOR v_i IN 1..cardinality(p_names) LOOP
        IF v_row ->> p_names[v_i] IS NOT NULL THEN
            v_row := jsonb_set(v_row, p_names[v_i:v_i], '"***"');
        END IF;
    END LOOP;
    RETURN v_row;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_mask(jsonb, text[]) IS
'The row image with the named columns masked as ***; a NULL stays null.';

CREATE OR REPLACE FUNCTION v1_hub.audit_mask_deep(p_value jsonb, p_names text[])
RETURNS jsonb
LANGUAGE plpgsql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    CASE jsonb_typeof(p_value)
        WHEN 'object' THEN
            RETURN (
                SELECT coalesce(
                    jsonb_object_agg(
                        e.key,
                        CASE WHEN lower(e.key) = ANY (p_names) THEN to_jsonb('***'::text)
                            ELSE v1_hub.audit_mask_deep(e.value, p_names)
                        END
                    ),
                    '{}'
                )
                FROM jsonb_each(p_value) AS e
            );
        WHEN 'array' THEN
            RETURN (
                SELECT coalesce(
                    jsonb_agg(v1_hub.audit_mask_deep(e.value, p_names) ORDER BY e.i), '[]'
                )
                FROM jsonb_array_elements(p_value) WITH ORDINALITY AS e (value, i)
            );
        ELSE
            RETURN p_value;
    END CASE;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_mask_deep(jsonb, text[]) IS
'The JSON document with every key so named masked, at any depth and in any case.';

CREATE OR REPLACE FUNCTION v1_hub.audit_context(p_context text, p_secrets text[])
RETURNS jsonb
LANGUAGE plpgsql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_context jsonb;
    v_text text;
BEGIN
    v_context := p_context::jsonb;
    v_text := lower(v_context::text);
    FOR v_i IN 1..cardinality(p_secrets) LOOP
        IF strpos(v_text, to_json(p_secrets[v_i])::text) > 0 THEN
            RETURN v1_hub.audit_mask_deep(v_context, p_secrets);
        END IF;
    END LOOP;
    RETURN v_context; -- and so most contexts are not taken apart
EXCEPTION
    -- A bad context must not stop the application's write, nor be kept: it may hold a secret.
    WHEN data_exception OR program_limit_exceeded THEN
        RETURN jsonb_build_object('unreadable_context_of_length', length(p_context));
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_context(text, text[]) IS
'v1_hub.context as masked JSON; text that is no JSON is replaced by its length. Raises nothing.';

CREATE OR REPLACE FUNCTION v1_hub.audit_who(p_zone text, p_secrets text[])
RETURNS TABLE (
    changed_by varchar, changed_at timestamp, happened_at timestamptz, statement_at timestamptz,
    transaction_id xid8, session_role text, application_name text, client_addr inet, context jsonb
)
LANGUAGE sql
VOLATILE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT
        left(coalesce(
            nullif(current_setting('v1_hub.actor', TRUE), ''),
            nullif(current_setting('role'), 'none'), session_user
        ), 100)::varchar,
        now() AT TIME ZONE p_zone, clock_timestamp(), statement_timestamp(), pg_current_xact_id(),
        session_user::text, current_setting('application_name'), inet_client_addr(),
        CASE WHEN current_setting('v1_hub.context', TRUE) <> ''
            THEN v1_hub.audit_context(current_setting('v1_hub.context'), p_secrets) END;
$$;

COMMENT ON FUNCTION v1_hub.audit_who(text, text[]) IS
'Who is writing, when and why: one row. p_zone is the TimeZone of the session.';
