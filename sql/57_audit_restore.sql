-- Writing a row back, as a change like any other: audited, with its cause in the context.
CREATE OR REPLACE FUNCTION v1_hub.audit_key_condition(p_table regclass, p_keys text[])
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT string_agg(
        format('t.%I = (jsonb_populate_record(NULL::%s, $1)).%I', k.name, p_table, k.name), ' AND '
    )
    FROM unnest(p_keys) AS k (name);
$$;

COMMENT ON FUNCTION v1_hub.audit_key_condition(regclass, text[]) IS
'The WHERE that finds row t of the table by the key columns in image $1.';

CREATE OR REPLACE FUNCTION v1_hub.audit_key_image(p_table regclass, p_key jsonb)
RETURNS jsonb
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT jsonb_object_agg(
        k.name, CASE WHEN cardinality(n.names) = 1 THEN p_key ELSE p_key -> (k.i::integer - 1) END
    )
    FROM v1_hub.audit_tables AS t
    CROSS JOIN LATERAL (
        SELECT v1_hub.audit_current_names(p_table, t.id, t.key_columns) AS names
    ) AS n
    CROSS JOIN LATERAL unnest(n.names) WITH ORDINALITY AS k (name, i)
    WHERE t.id = v1_hub.audit_source(p_table);
$$;

COMMENT ON FUNCTION v1_hub.audit_key_image(regclass, jsonb) IS
'The key as an image: {"id": 5}.';

CREATE OR REPLACE FUNCTION v1_hub.audit_put(
    p_table regclass, p_key jsonb, p_image jsonb, p_columns text[]
)
RETURNS bigint
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET timezone = 'UTC'
SET datestyle = 'ISO, MDY'
SET intervalstyle = 'postgres'
AS $$
DECLARE
    v_key jsonb := v1_hub.audit_key_image(p_table, p_key);
    v_where text := v1_hub.audit_key_condition(
        p_table, ARRAY(SELECT jsonb_object_keys(v_key))
    );
    v_hidden text[] := v1_hub.audit_hidden(p_table);
    v_names text;
    v_values text;
    v_rows bigint;
    v_there boolean;
BEGIN
    -- The text is made of quoted names only.
    -- @plpgsql_check_options: security_warnings = off, performance_warnings = off
    EXECUTE format('SELECT EXISTS (SELECT FROM %s AS t WHERE %s)', p_table, v_where)
    INTO v_there USING v_key;
    IF p_image IS NULL THEN
        EXECUTE format('DELETE FROM %s AS t WHERE %s', p_table, v_where) USING v_key;
        GET DIAGNOSTICS v_rows = ROW_COUNT;
        RETURN v_rows;
    END IF;
    SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum),
        string_agg(
            CASE WHEN v1_hub.audit_is_exact(a.atttypid)
                THEN format('($2 ->> %L)::%s', a.attname, format_type(a.atttypid, a.atttypmod))
                ELSE format('(jsonb_populate_record(NULL::%s, $2 - $3)).%I', p_table, a.attname)
            END, ', ' ORDER BY a.attnum
        )
    INTO v_names, v_values
    FROM pg_attribute AS a
    WHERE a.attrelid = p_table AND a.attnum > 0 AND NOT a.attisdropped
        AND a.attgenerated = '' AND p_image ? a.attname AND NOT a.attname = ANY (v_hidden)
        AND (NOT v_there OR a.attidentity <> 'a')
        AND (NOT v_there OR p_columns IS NULL OR a.attname = ANY (p_columns));
    IF v_names IS NULL THEN
        RETURN 0::bigint;
    END IF;
    EXECUTE format(
        CASE WHEN v_there THEN 'UPDATE %1$s AS t SET (%2$s) = ROW(%3$s) WHERE %4$s'
            ELSE 'INSERT INTO %1$s (%2$s) OVERRIDING SYSTEM VALUE SELECT %3$s' END,
        p_table, v_names, v_values, v_where
    )
    USING v_key, p_image, v1_hub.audit_plain_names(p_table);
    GET DIAGNOSTICS v_rows = ROW_COUNT;
    RETURN v_rows;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_put(regclass, jsonb, jsonb, text[]) IS
'Makes the row with this key be like the image: updates it (only p_columns, where given),
inserts it, or deletes it where the image is NULL. Generated and secret columns are left as they are.';

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

CREATE OR REPLACE FUNCTION v1_hub.row_restore(p_table regclass, p_key text, p_at timestamptz)
RETURNS jsonb
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_key jsonb := v1_hub.audit_parse_key(p_table, p_key);
    v_image jsonb := v1_hub.audit_row_at(p_table, v_key, p_at);
    v_before text;
BEGIN
    IF v_image IS NULL THEN
        RAISE object_not_in_prerequisite_state USING
            MESSAGE = format('row %s of table %s did not exist at %s', v_key, p_table, p_at),
            HINT = 'row_history() shows from when to when it did.';
    END IF;
    v_before := v1_hub.audit_add_cause(jsonb_build_object('row_restore', p_at));
    PERFORM v1_hub.audit_put(p_table, v_key, v_image, NULL);
    PERFORM set_config('v1_hub.context', v_before, TRUE);
    RETURN v1_hub.audit_live(p_table, v_key);
END;
$$;

COMMENT ON FUNCTION v1_hub.row_restore(regclass, text, timestamptz) IS
'Writes the row back as it was at that moment, also after a DELETE, and returns it. Secrets are not
in the log: an existing row keeps its own, a deleted one gets the default. Raises 55000 where the
row did not exist then; every constraint and trigger of the table holds.';
