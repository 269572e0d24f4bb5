-- Images of rows: canonical whatever the session's settings, masked, trimmed, with their key.
CREATE OR REPLACE FUNCTION v1_hub.audit_set_canonical()
RETURNS text[]
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_old text[] := ARRAY[
        current_setting('TimeZone'), current_setting('DateStyle'), current_setting('IntervalStyle'),
        current_setting('bytea_output'), current_setting('extra_float_digits')
    ];
BEGIN
    PERFORM v1_hub.audit_set_back('{UTC,"ISO, MDY",postgres,hex,1}');
    RETURN v_old;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_set_canonical() IS
'Sets the settings that images depend on, for the transaction; returns the old, TimeZone first.';

CREATE OR REPLACE FUNCTION v1_hub.audit_set_back(p_settings text[])
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM set_config('TimeZone', p_settings[1], TRUE),
        set_config('DateStyle', p_settings[2], TRUE),
        set_config('IntervalStyle', p_settings[3], TRUE),
        set_config('bytea_output', p_settings[4], TRUE),
        set_config('extra_float_digits', p_settings[5], TRUE);
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_set_back(text[]) IS
'Undoes audit_set_canonical(): p_settings is what that returned.';

CREATE OR REPLACE FUNCTION v1_hub.audit_image_sql(p_table oid, p_row text)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    -- A virtual column is not in a trigger's row, so its expression is taken over the others.
    SELECT format(
        '(SELECT to_jsonb(e.*) FROM (SELECT %s FROM (SELECT %s.*) AS %I) AS e)',
        string_agg(
            format(
                CASE WHEN v1_hub.audit_is_exact(a.atttypid) THEN '(%s)::text AS %I'
                    ELSE '(%s) AS %I' END,
                CASE WHEN a.attgenerated = 'v' THEN pg_get_expr(d.adbin, d.adrelid)
                    ELSE format('%I.%I', c.relname, a.attname) END,
                a.attname
            ),
            ', ' ORDER BY a.attnum
        ),
        p_row, c.relname
    )
    FROM pg_class AS c
    INNER JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE c.oid = p_table
    GROUP BY c.relname;
$$;

COMMENT ON FUNCTION v1_hub.audit_image_sql(oid, text) IS
'An SQL expression: the image of the row that p_row names (an alias, or a parameter in brackets).';

CREATE OR REPLACE FUNCTION v1_hub.audit_rescue(p_table oid, p_row text)
RETURNS jsonb
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_image jsonb := jsonb_build_object();
    v_value jsonb;
    v_column name;
BEGIN
    -- The text is made of quoted names only.
    -- @plpgsql_check_options: security_warnings = off
    FOR v_column IN
        SELECT a.attname FROM pg_attribute AS a
        WHERE a.attrelid = p_table AND a.attnum > 0 AND NOT a.attisdropped AND p_row IS NOT NULL
        ORDER BY a.attnum
    LOOP
        BEGIN
            EXECUTE format(
                'SELECT to_jsonb((r.r).%I) FROM (SELECT $1::%s AS r OFFSET 0) AS r',
                v_column, p_table::regclass
            ) INTO v_value USING p_row;
        EXCEPTION
            WHEN data_exception OR program_limit_exceeded THEN
                EXECUTE format(
                    'SELECT to_jsonb(left((r.r).%I::text, 1000000))
                    FROM (SELECT $1::%s AS r OFFSET 0) AS r',
                    v_column, p_table::regclass
                ) INTO v_value USING p_row;
        END;
        v_image := v_image || jsonb_build_object(v_column, v_value);
    END LOOP;
    RETURN CASE WHEN p_row IS NOT NULL THEN v_image END;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_rescue(oid, text) IS
'The image of a row, given as text, that JSON cannot hold as it is: what it refuses is text, of a
million characters at most. NULL for NULL.';

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

CREATE OR REPLACE FUNCTION v1_hub.audit_key_of(p_image jsonb, p_keys text[])
RETURNS jsonb
LANGUAGE plpgsql
IMMUTABLE
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
'The key of a row image: the value of the only key column, or an array of the values in order; NULL
where a column is missing.';

CREATE OR REPLACE FUNCTION v1_hub.audit_record_id(p_key jsonb)
RETURNS integer
LANGUAGE plpgsql
IMMUTABLE
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

CREATE OR REPLACE FUNCTION v1_hub.audit_omitted(p_table regclass)
RETURNS text[]
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    -- The audit log also stands alone, without the unified log.
    IF to_regclass('v1_hub.log_column') IS NULL THEN
        RETURN '{}'::text[];
    END IF;
    RETURN ARRAY(
        SELECT a.attname::text
        FROM v1_hub.retired AS r
        INNER JOIN pg_class AS c
            ON c.relname = r.leaf AND c.relnamespace = 'v1_hub'::regnamespace
        INNER JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attnotnull
        INNER JOIN pg_attribute AS g
            ON g.attrelid = to_regclass('{{ hub | ident }}.v1_hub_activity_logs')
            AND g.attname = a.attname
        WHERE c.oid = p_table AND r.treatment IN ('leaf', 'fold') AND NOT EXISTS (
            SELECT FROM v1_hub.log_column AS l
            WHERE l.table_name = r.table_name
                AND a.attname = CASE WHEN l.folded THEN 'result_data' ELSE l.log_name END
        )
        ORDER BY a.attnum
    );
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_omitted(regclass) IS
'Columns of a leaf of v1_hub_activity_logs that belong to other logs: left out of its images where
they are NULL. Empty for every other table.';

CREATE OR REPLACE FUNCTION v1_hub.audit_trim(p_image jsonb, p_omitted text[])
RETURNS jsonb
LANGUAGE plpgsql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN CASE WHEN p_omitted = '{}' OR jsonb_strip_nulls(p_image) ?| p_omitted THEN p_image
        ELSE p_image - p_omitted END;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_trim(jsonb, text[]) IS
'The image without the columns of other logs, if all of those are NULL in it.';
