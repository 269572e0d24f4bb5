-- Why a change was made: v1_hub.context, what the application says, without secrets.
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

CREATE OR REPLACE FUNCTION v1_hub.audit_add_cause(p_cause jsonb)
RETURNS text
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_before text := coalesce(current_setting('v1_hub.context', TRUE), '');
    v_context jsonb := v1_hub.audit_context(nullif(v_before, ''), v1_hub.audit_secret_names());
BEGIN
    IF jsonb_typeof(v_context) IS DISTINCT FROM 'object' THEN
        v_context := CASE WHEN v_context IS NULL THEN '{}'
            ELSE jsonb_build_object('context', v_context) END;
    END IF;
    PERFORM set_config(
        'v1_hub.context', (v_context || jsonb_build_object('cause', p_cause))::text, TRUE
    );
    RETURN v_before;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_add_cause(jsonb) IS
'Adds a cause to v1_hub.context for this transaction; returns what the context was before.';
