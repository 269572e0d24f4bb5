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
LANGUAGE sql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT p_row || coalesce(jsonb_object_agg(n.name, '***'::text), '{}')
    FROM unnest(p_names) AS n (name)
    WHERE p_row ->> n.name IS NOT NULL;
$$;

COMMENT ON FUNCTION v1_hub.audit_mask(jsonb, text[]) IS
'The row image with the named columns masked as ***; a NULL stays null.';

CREATE OR REPLACE FUNCTION v1_hub.audit_mask_deep(p_value jsonb, p_names text[])
RETURNS jsonb
LANGUAGE sql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT CASE jsonb_typeof(p_value)
        WHEN 'object' THEN (
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
        )
        WHEN 'array' THEN (
            SELECT coalesce(jsonb_agg(v1_hub.audit_mask_deep(e.value, p_names) ORDER BY e.i), '[]')
            FROM jsonb_array_elements(p_value) WITH ORDINALITY AS e (value, i)
        )
        ELSE p_value
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
BEGIN
    RETURN v1_hub.audit_mask_deep(p_context::jsonb, p_secrets);
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
