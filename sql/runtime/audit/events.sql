-- The events of one row, found through the indexes, under the column names of today.
CREATE OR REPLACE FUNCTION v1_hub.audit_parse_key(p_table regclass, p_key text)
RETURNS jsonb
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
SET timezone = 'UTC'
AS $$
DECLARE
    v_keys text[] := (v1_hub.audit_need_source(p_table, TRUE)).key_columns;
    v_key jsonb;
BEGIN
    -- The text is made of quoted names only.
    -- @plpgsql_check_options: security_warnings = off
    IF cardinality(v_keys) = 1 THEN
        EXECUTE (
            SELECT format('SELECT to_jsonb($1::%s)', format_type(a.atttypid, a.atttypmod))
            FROM pg_attribute AS a
            WHERE a.attrelid = p_table AND a.attname = v_keys[1]
        ) INTO v_key USING p_key;
    ELSE
        v_key := p_key::jsonb;
        IF jsonb_typeof(v_key) = 'object' THEN
            v_key := v1_hub.audit_key_of(v_key, v_keys);
        END IF;
    END IF;
    RETURN v_key;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_parse_key(regclass, text) IS
'The key that a text stands for: the value itself where the key is one column, a JSON array in key
order or a JSON object where it is several. Raises 55000 without a key.';

CREATE OR REPLACE FUNCTION v1_hub.audit_events(
    p_source integer, p_renames jsonb, p_key jsonb DEFAULT NULL
)
RETURNS TABLE (
    id bigint, moment timestamptz, step bigint, action text, key_before jsonb, key_after jsonb,
    old_data jsonb, new_data jsonb, left_out text[], key_moved boolean
)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
SET jit = off
AS $$
    SELECT
        l.id, coalesce(l.happened_at, l.changed_at AT TIME ZONE current_setting('TimeZone')),
        CASE WHEN l.old_key IS NULL THEN l.id
            ELSE min(l.id) OVER (PARTITION BY l.transaction_id, l.happened_at) END,
        l.action::text,
        CASE WHEN l.action <> 'INSERT' THEN coalesce(l.old_key, k.key) END,
        CASE WHEN l.action IN ('INSERT', 'UPDATE') THEN k.key END,
        CASE WHEN p_renames = '[]' THEN l.old_data ELSE v1_hub.audit_rename(l.old_data, p_renames) END,
        CASE WHEN p_renames = '[]' THEN l.new_data ELSE v1_hub.audit_rename(l.new_data, p_renames) END,
        l.left_out, l.old_key IS NOT NULL
    FROM (
        SELECT a.* FROM {{ hub | ident }}.v1_hub_audit_log AS a
        WHERE p_key IS NULL AND num_nonnulls(a.record_id, a.record_key) > 0
        UNION ALL
        -- One index each.
        SELECT a.* FROM {{ hub | ident }}.v1_hub_audit_log AS a
        WHERE a.record_id = v1_hub.audit_record_id(p_key)
        UNION ALL
        SELECT a.* FROM {{ hub | ident }}.v1_hub_audit_log AS a WHERE a.record_key = p_key
        UNION ALL
        SELECT a.* FROM {{ hub | ident }}.v1_hub_audit_log AS a WHERE a.old_key = p_key
    ) AS l
    CROSS JOIN LATERAL (SELECT coalesce(l.record_key, to_jsonb(l.record_id)) AS key) AS k
    WHERE l.source_id = p_source;
$$;

COMMENT ON FUNCTION v1_hub.audit_events(integer, jsonb, jsonb) IS
'Events of a table''s rows, not ordered; with p_key those in which it was a row''s key before or
after. step groups the rows of one statement that moved keys; moment is happened_at, or changed_at
of rows taken over.';

CREATE OR REPLACE FUNCTION v1_hub.audit_key_image(p_key jsonb, p_keys text[])
RETURNS jsonb
LANGUAGE sql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT jsonb_object_agg(
        k.name, CASE WHEN cardinality(p_keys) = 1 THEN p_key ELSE p_key -> (k.i::integer - 1) END
    )
    FROM unnest(p_keys) WITH ORDINALITY AS k (name, i);
$$;

COMMENT ON FUNCTION v1_hub.audit_key_image(jsonb, text[]) IS 'The key as an image: {"id": 5}.';

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

CREATE OR REPLACE FUNCTION v1_hub.audit_live(
    p_table regclass, p_keys text[], p_secrets text[], p_key jsonb DEFAULT NULL,
    p_cut boolean DEFAULT FALSE
)
RETURNS TABLE (key jsonb, image jsonb)
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
BEGIN
    -- The columns are those of the query, its text is made of quoted names only.
    -- @plpgsql_check_options: extra_warnings = off
    RETURN QUERY EXECUTE format(
        $sql$
        SELECT
            v1_hub.audit_key_of(i.image, $2),
            v1_hub.audit_trim(v1_hub.audit_mask(i.image, $3), $4)
        FROM (SELECT %s AS image FROM %s AS t WHERE %s OFFSET 0) AS i
        $sql$,
        v1_hub.audit_image_sql(p_table, 't', p_cut), v1_hub.audit_from(p_table),
        CASE WHEN p_key IS NULL THEN 'TRUE'
            ELSE v1_hub.audit_key_condition(p_table, p_keys) END
    )
    USING v1_hub.audit_key_image(p_key, p_keys), p_keys, p_secrets, v1_hub.audit_omitted(p_table);
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_live(regclass, text[], text[], jsonb, boolean) IS
'Keys and images of the rows of a table as they are now, or of the row with p_key, as the log would
have them. p_keys, p_secrets: the columns of the key, and those that are masked. p_cut: see
v1_hub.audit_image_sql.';

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
    v_row v1_hub.audit_tables;
    v_image jsonb := p_image;
    v_missing text[];
    v_key jsonb := p_key;
    v_id bigint := p_id;
    v_next record;
BEGIN
    IF p_left_out IS NULL THEN
        RETURN p_image;
    END IF;
    v_row := v1_hub.audit_need_source(p_table);
    SELECT array_agg(k.name) INTO v_missing
    FROM unnest(p_left_out) AS m (name)
    CROSS JOIN LATERAL jsonb_object_keys(
        v1_hub.audit_rename(jsonb_build_object(m.name, NULL), v_row.renames)
    ) AS k (name);
    -- Unchanged since: so the next image that holds it, or the live row, holds the same.
    WHILE v_missing IS NOT NULL LOOP
        SELECT e.id, e.key_after, e.old_data INTO v_next
        FROM v1_hub.audit_events(v_row.id, v_row.renames, v_key) AS e
        WHERE e.id > v_id AND e.key_before = v_key
        ORDER BY e.id
        LIMIT 1;
        IF v_next.id IS NULL THEN
            v_next.old_data := (
                SELECT l.image
                FROM v1_hub.audit_live(p_table, v_row.key_columns, v_row.secret_columns, v_key) AS l
            );
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
