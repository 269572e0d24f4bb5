-- The live row as an image, and images turned back into rows.
CREATE OR REPLACE FUNCTION v1_hub.audit_hidden(p_table regclass)
RETURNS text[]
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
SET jit = off
AS $$
    SELECT coalesce(array_agg(a.attname::text), '{}')
    FROM pg_attribute AS a
    INNER JOIN v1_hub.audit_tables AS t ON t.id = v1_hub.audit_source(p_table)
    WHERE a.attrelid = p_table AND a.attnum > 0 AND NOT a.attisdropped
        AND (
            lower(a.attname) = ANY (v1_hub.audit_secret_names())
            OR a.attname = ANY (v1_hub.audit_current_names(p_table, t.id, t.secret_columns))
        );
$$;

COMMENT ON FUNCTION v1_hub.audit_hidden(regclass) IS 'The columns that are masked in its images.';

CREATE OR REPLACE FUNCTION v1_hub.audit_live(p_table regclass, p_key jsonb)
RETURNS jsonb
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
SET jit = off
SET timezone = 'UTC'
SET datestyle = 'ISO, MDY'
SET intervalstyle = 'postgres'
SET bytea_output = 'hex'
SET extra_float_digits = 1
AS $$
DECLARE
    v_keys text[];
    v_image jsonb;
BEGIN
    SELECT v1_hub.audit_current_names(p_table, t.id, t.key_columns) INTO v_keys
    FROM v1_hub.audit_tables AS t
    WHERE t.id = v1_hub.audit_source(p_table);
    EXECUTE format(
        'SELECT %s FROM %s AS t WHERE %s',
        v1_hub.audit_image_sql(p_table, 't', TRUE), p_table,
        (
            SELECT string_agg(
                format('t.%I = (jsonb_populate_record(NULL::%s, $1)).%I', k.name, p_table, k.name),
                ' AND '
            )
            FROM unnest(v_keys) AS k (name)
        )
    )
    INTO v_image
    USING (
        SELECT jsonb_object_agg(
            k.name, CASE WHEN cardinality(v_keys) = 1 THEN p_key ELSE p_key -> (k.i::integer - 1) END
        )
        FROM unnest(v_keys) WITH ORDINALITY AS k (name, i)
    );
    RETURN v1_hub.audit_mask(
        v1_hub.audit_trim(p_table, v_image), v1_hub.audit_hidden(p_table)
    );
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_live(regclass, jsonb) IS
'Image of the row as it is now, secrets masked; NULL where there is none.';

CREATE OR REPLACE FUNCTION v1_hub.audit_fill(
    p_table regclass, p_key jsonb, p_id bigint, p_image jsonb, p_left_out text[]
)
RETURNS jsonb
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
SET jit = off
AS $$
DECLARE
    v_image jsonb := p_image;
    v_missing text[];
    v_key jsonb := p_key;
    v_id bigint := p_id;
    v_next record;
BEGIN
    SELECT array_agg(k.name) INTO v_missing
    FROM unnest(p_left_out) AS m (name)
    CROSS JOIN LATERAL jsonb_object_keys(v1_hub.audit_rename(
        jsonb_build_object(m.name, NULL), v1_hub.audit_renames(p_table)
    )) AS k (name);
    -- Unchanged since: so the next image that holds it, or the live row, holds the same.
    WHILE v_missing IS NOT NULL LOOP
        SELECT e.id, e.key_after, e.old_data INTO v_next
        FROM v1_hub.audit_events(p_table, v_key) AS e
        WHERE e.id > v_id AND e.key_before = v_key
        ORDER BY e.id
        LIMIT 1;
        IF v_next.id IS NULL THEN
            v_next.old_data := v1_hub.audit_live(p_table, v_key);
        END IF;
        SELECT v_image || coalesce(jsonb_object_agg(m.name, v_next.old_data -> m.name), '{}')
        INTO v_image
        FROM unnest(v_missing) AS m (name)
        WHERE v_next.old_data ? m.name;
        EXIT WHEN v_next.id IS NULL OR v_next.key_after IS NULL;
        v_missing := (
            SELECT array_agg(m.name) FROM unnest(v_missing) AS m (name) WHERE NOT v_image ? m.name
        );
        v_key := v_next.key_after;
        v_id := v_next.id;
    END LOOP;
    RETURN v_image;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_fill(regclass, jsonb, bigint, jsonb, text[]) IS
'The image with the big values that were left out, taken from where they are next: p_key is the
key after event p_id, to which the image and p_left_out belong.';
