-- Writing a row back, as a change like any other: audited, with its cause in the context.
CREATE OR REPLACE FUNCTION v1_hub.audit_put(
    p_table regclass, p_key jsonb, p_image jsonb, p_columns text[]
)
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET timezone = 'UTC'
SET datestyle = 'ISO, MDY'
SET intervalstyle = 'postgres'
AS $$
DECLARE
    v_row v1_hub.audit_tables := v1_hub.audit_need_source(p_table);
    v_key jsonb := v1_hub.audit_key_image(p_key, v_row.key_columns);
    v_where text := v1_hub.audit_key_condition(p_table, v_row.key_columns);
    v_names text;
    v_values text;
    v_there boolean;
BEGIN
    -- The text is made of quoted names only.
    -- @plpgsql_check_options: security_warnings = off, performance_warnings = off
    EXECUTE format('SELECT EXISTS (SELECT FROM %s AS t WHERE %s)', p_table, v_where)
    INTO v_there USING v_key;
    IF p_image IS NULL THEN
        EXECUTE format('DELETE FROM %s AS t WHERE %s', p_table, v_where) USING v_key;
        RETURN;
    END IF;
    SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum),
        string_agg(v1_hub.audit_value_sql(a), ', ' ORDER BY a.attnum)
    INTO v_names, v_values
    FROM pg_attribute AS a
    WHERE a.attrelid = p_table AND a.attnum > 0 AND NOT a.attisdropped
        AND a.attgenerated = '' AND p_image ? a.attname
        AND NOT a.attname = ANY (v_row.secret_columns)
        AND (NOT v_there OR a.attidentity <> 'a')
        AND (NOT v_there OR p_columns IS NULL OR a.attname = ANY (p_columns));
    IF v_names IS NULL THEN
        RETURN;
    END IF;
    EXECUTE format(
        CASE WHEN v_there THEN 'UPDATE %1$s AS t SET (%2$s) = (SELECT %3$s FROM %5$s) WHERE %4$s'
            ELSE 'INSERT INTO %1$s (%2$s) OVERRIDING SYSTEM VALUE SELECT %3$s FROM %5$s' END,
        p_table, v_names, v_values, v_where,
        format('(SELECT $2 AS image) AS i, jsonb_populate_record(NULL::%s, $2 - $3) AS r', p_table)
    )
    USING v_key, p_image, v1_hub.audit_exact_columns(p_table);
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_put(regclass, jsonb, jsonb, text[]) IS
'Makes the row with this key be like the image: updates it (only p_columns, where given),
inserts it, or deletes it where the image is NULL. Generated and secret columns are left as they are.';

CREATE OR REPLACE FUNCTION v1_hub.row_restore(p_table regclass, p_key text, p_at timestamptz)
RETURNS jsonb
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_key jsonb := v1_hub.audit_parse_key(p_table, p_key);
    v_row v1_hub.audit_tables := v1_hub.audit_need_source(p_table);
    v_image jsonb := v1_hub.row_at(p_table, p_key, p_at);
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
    RETURN (
        SELECT l.image
        FROM v1_hub.audit_live(p_table, v_row.key_columns, v_row.secret_columns, v_key) AS l
    );
END;
$$;

COMMENT ON FUNCTION v1_hub.row_restore(regclass, text, timestamptz) IS
'Writes the row back as it was at that moment, also after a DELETE, and returns it. Secrets are not
in the log: an existing row keeps its own, a deleted one gets the default. Raises 55000 where the
row did not exist then; every constraint and trigger of the table holds.';

CREATE OR REPLACE FUNCTION v1_hub.audit_differing(p_a jsonb, p_b jsonb, p_skip text[])
RETURNS text[]
LANGUAGE sql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
SET jit = off
AS $$
    SELECT coalesce(array_agg(k.name), '{}')
    FROM jsonb_object_keys(p_a) AS k (name)
    WHERE p_b ? k.name AND NOT k.name = ANY (p_skip)
        AND (p_a -> k.name)::text <> (p_b -> k.name)::text;
$$;

COMMENT ON FUNCTION v1_hub.audit_differing(jsonb, jsonb, text[]) IS
'Columns that both images have and in which they differ, apart from p_skip.';
