-- The image of a row, and what is made of it: masked, its key; the context of a change.
CREATE OR REPLACE FUNCTION v1_hub.audit_image_sql(p_table oid, p_row text, p_cut boolean)
RETURNS text
LANGUAGE plpgsql -- which plans it once a session: it is asked for each change that needs it
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN (SELECT format(
        '(SELECT to_jsonb(e.*) FROM (SELECT %s FROM (SELECT %s.*) AS %I) AS e)',
        string_agg(
            format(
                CASE WHEN p_cut THEN
                    'CASE WHEN length((%1$s)::text) > 1000000 THEN to_jsonb(left((%1$s)::text, 1000000))
                    ELSE to_jsonb(%1$s) END AS %2$I'
                    ELSE '%1$s AS %2$I' END,
                v.value, a.attname
            ),
            ', ' ORDER BY a.attnum
        ),
        p_row, c.relname
    )
    FROM pg_class AS c
    INNER JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    CROSS JOIN LATERAL (
        -- A virtual column is not in a trigger's row, so its expression is taken over the others.
        SELECT format(
            CASE WHEN v1_hub.audit_is_exact(a.atttypid) THEN '(%s)::text' ELSE '(%s)' END,
            CASE WHEN a.attgenerated = 'v' AND p_cut THEN 'NULL::text'
                WHEN a.attgenerated = 'v' THEN pg_get_expr(d.adbin, d.adrelid)
                ELSE format('%I.%I', c.relname, a.attname) END
        ) AS value
    ) AS v
    WHERE c.oid = p_table
    GROUP BY c.relname);
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_image_sql(oid, text, boolean) IS
'An SQL expression: the image of the row that p_row names (an alias, or a parameter in brackets).
With p_cut nothing can fail: values are cut after a million characters, virtual columns are NULL.';

CREATE OR REPLACE FUNCTION v1_hub.audit_canonical(
    p_table oid, p_old anyelement, p_new anyelement, p_needs text, OUT old jsonb, OUT new jsonb
)
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
SET timezone = 'UTC'
SET datestyle = 'ISO, MDY'
SET intervalstyle = 'postgres'
SET bytea_output = 'hex'
SET extra_float_digits = 1
AS $$
DECLARE
    v_images jsonb[];
BEGIN
    -- The text is made of quoted names only.
    -- @plpgsql_check_options: security_warnings = off
    IF p_needs = 'canonical' THEN
        old := to_jsonb(p_old);
        new := to_jsonb(p_new);
        RETURN;
    END IF;
    EXECUTE format(
        'SELECT array_agg(CASE WHEN s.side IS DISTINCT FROM NULL THEN %s END ORDER BY s.i)
        FROM (VALUES (1, $1), (2, $2)) AS s (i, side)',
        v1_hub.audit_image_sql(p_table, '(s.side)', p_needs = 'cut')
    )
    INTO v_images
    USING p_old, p_new;
    old := v_images[1];
    new := v_images[2];
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_canonical(oid, anyelement, anyelement, text) IS
'Images of both rows of a change. p_needs: canonical for to_jsonb() whatever the settings of the
session, image where types need more, cut where that failed.';

CREATE OR REPLACE FUNCTION v1_hub.audit_hidden(p_table oid, p_secrets text[])
RETURNS text[]
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT coalesce(array_agg(a.attname::text ORDER BY a.attnum), '{}')
    FROM pg_attribute AS a
    WHERE a.attrelid = p_table AND a.attnum > 0 AND NOT a.attisdropped
        AND (a.attname = ANY (p_secrets) OR lower(a.attname) = ANY ({{ masked | literal }}));
$$;

COMMENT ON FUNCTION v1_hub.audit_hidden(oid, text[]) IS
'The columns of a table that are masked: p_secrets and, in any case, those that always are.';

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
'The image with the named columns masked as ***; a NULL stays null.';

CREATE OR REPLACE FUNCTION v1_hub.audit_key_of(p_image jsonb, p_keys text[])
RETURNS jsonb
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_key jsonb := jsonb_build_array();
BEGIN
    -- Without one of its columns a key tells rows apart no more.
    IF p_keys = '{}' OR NOT p_image ?& p_keys THEN
        RETURN NULL;
    ELSIF cardinality(p_keys) = 1 THEN
        RETURN p_image -> p_keys[1];
    END IF;
    FOR v_i IN 1..cardinality(p_keys) LOOP
        v_key := v_key || jsonb_build_array(p_image -> p_keys[v_i]);
    END LOOP;
    RETURN v_key;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_key_of(jsonb, text[]) IS
'The key of an image: a value, or an array of several; NULL where a column is missing.';

CREATE OR REPLACE FUNCTION v1_hub.audit_record_id(p_key jsonb)
RETURNS integer
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    -- Of what JSON has, only numbers are between two numbers.
    RETURN CASE WHEN p_key BETWEEN '-2147483648' AND '2147483647'
        THEN CASE WHEN p_key = to_jsonb(p_key::integer) THEN p_key::integer END END;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_record_id(jsonb) IS
'record_id of a key: the integer where the key is a whole number that fits, else NULL.';

CREATE OR REPLACE FUNCTION v1_hub.audit_mask_deep(p_value jsonb, p_names text[])
RETURNS jsonb
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN CASE jsonb_typeof(p_value)
        WHEN 'object' THEN (
            SELECT coalesce(jsonb_object_agg(
                e.key,
                CASE WHEN lower(lower(e.key COLLATE "C") COLLATE "default") = ANY (p_names) THEN to_jsonb('***'::text)
                    ELSE v1_hub.audit_mask_deep(e.value, p_names) END
            ), '{}')
            FROM jsonb_each(p_value) AS e
        )
        WHEN 'array' THEN (
            SELECT coalesce(jsonb_agg(v1_hub.audit_mask_deep(e.value, p_names) ORDER BY e.i), '[]')
            FROM jsonb_array_elements(p_value) WITH ORDINALITY AS e (value, i)
        )
        ELSE p_value
    END;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_mask_deep(jsonb, text[]) IS
'The JSON document with every key so named masked, at any depth; p_names are in lower case.';

CREATE OR REPLACE FUNCTION v1_hub.audit_context(p_context text, p_secrets text[])
RETURNS jsonb
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    -- ASCII by itself first: in Turkish the lower case of PIN is no pin.
    v_names text[] := {{ masked | literal }}
        || lower(lower(p_secrets::text COLLATE "C") COLLATE "default")::text[];
    v_context jsonb;
    v_text text;
BEGIN
    v_context := p_context::jsonb;
    v_text := lower(lower(v_context::text COLLATE "C") COLLATE "default");
    FOR v_i IN 1..cardinality(v_names) LOOP
        IF strpos(v_text, to_json(v_names[v_i])::text) > 0 THEN
            RETURN v1_hub.audit_mask_deep(v_context, v_names);
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
