-- What readers stand on: the events of rows under the names of today, and rows as they are now.
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
    -- The text is made of the name of a type only.
    -- @plpgsql_check_options: security_warnings = off
    IF cardinality(v_keys) > 1 THEN
        RETURN p_key::jsonb;
    END IF;
    EXECUTE format('SELECT to_jsonb($1::%s)', (
        SELECT format_type(a.atttypid, a.atttypmod)
        FROM pg_attribute AS a
        WHERE a.attrelid = p_table AND a.attname = v_keys[1]
    )) INTO v_key USING p_key;
    RETURN v_key;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_parse_key(regclass, text) IS
'The key that a text stands for: a value, or a JSON array of several. Raises 55000 without a key.';

CREATE OR REPLACE FUNCTION v1_hub.audit_events(
    p_source integer, p_renames jsonb, p_keys jsonb[] DEFAULT NULL
)
RETURNS TABLE (
    key jsonb, step bigint, side integer, id bigint, moment timestamptz, before jsonb,
    after jsonb, left_out text[]
)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT
        s.key,
        CASE WHEN l.old_key IS NULL THEN l.id
            ELSE min(l.id) OVER (PARTITION BY l.transaction_id, l.happened_at) END,
        s.side, l.id, coalesce(l.happened_at, l.changed_at AT TIME ZONE current_setting('TimeZone')),
        CASE WHEN p_renames = '[]' THEN s.before ELSE v1_hub.audit_rename(s.before, p_renames) END,
        CASE WHEN p_renames = '[]' THEN s.after ELSE v1_hub.audit_rename(s.after, p_renames) END,
        l.left_out
    FROM (
        SELECT NULL AS wanted, a.* FROM {{ hub | ident }}.v1_hub_audit_log AS a
        WHERE p_keys IS NULL AND num_nonnulls(a.record_id, a.record_key) > 0
        UNION ALL
        SELECT w.key, e.*
        FROM unnest(p_keys) AS w (key)
        CROSS JOIN LATERAL (
            -- One index each, key by key, whatever the planner takes their number for.
            SELECT a.* FROM {{ hub | ident }}.v1_hub_audit_log AS a
            WHERE a.record_id = v1_hub.audit_record_id(w.key)
            UNION ALL
            SELECT a.* FROM {{ hub | ident }}.v1_hub_audit_log AS a WHERE a.record_key = w.key
            UNION ALL
            SELECT a.* FROM {{ hub | ident }}.v1_hub_audit_log AS a WHERE a.old_key = w.key
            OFFSET 0
        ) AS e
    ) AS l
    CROSS JOIN LATERAL (SELECT coalesce(l.record_key, to_jsonb(l.record_id)) AS key) AS k
    -- What had the key before; and what has it since, where that is another row, or a new one.
    CROSS JOIN LATERAL (
        VALUES
        (
            0, CASE WHEN l.action <> 'INSERT' THEN coalesce(l.old_key, k.key) END, l.old_data,
            CASE WHEN l.old_key IS NULL THEN l.new_data END
        ),
        (1, CASE WHEN l.old_key IS NOT NULL OR l.action = 'INSERT' THEN k.key END, NULL, l.new_data)
    ) AS s (side, key, before, after)
    WHERE l.source_id = p_source AND s.key = coalesce(l.wanted, s.key);
$$;

COMMENT ON FUNCTION v1_hub.audit_events(integer, jsonb, jsonb[]) IS
'Events of a table, or of p_keys alone, once for each key that was a row''s before (side 0) or is
one''s only since (side 1): the images of what had the key. The order of a key is step, side, id;
step groups the rows of one statement that moved keys.';

CREATE OR REPLACE FUNCTION v1_hub.audit_key_condition(p_table regclass, p_keys text[], p_key jsonb)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT string_agg(
        format(
            't.%1$I = (jsonb_populate_record(NULL::%2$s, %3$L)).%1$I', k.name, p_table,
            jsonb_build_object(
                k.name,
                CASE WHEN cardinality(p_keys) = 1 THEN p_key ELSE p_key -> (k.i::integer - 1) END
            )
        ),
        ' AND '
    )
    FROM unnest(p_keys) WITH ORDINALITY AS k (name, i);
$$;

COMMENT ON FUNCTION v1_hub.audit_key_condition(regclass, text[], jsonb) IS
'The WHERE that finds row t of the table by its key; p_keys: the columns of that.';

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
            i.key, CASE WHEN jsonb_strip_nulls(i.image) ?| $3 THEN i.image ELSE i.image - $3 END
        FROM (
            SELECT v1_hub.audit_key_of(r.image, $1) AS key, v1_hub.audit_mask(r.image, $2) AS image
            FROM (SELECT %s AS image FROM %s %s AS t WHERE %s OFFSET 0) AS r
            OFFSET 0
        ) AS i
        $sql$,
        v1_hub.audit_image_sql(p_table, 't', p_cut),
        -- As its triggers see it: without the inheritance children, which have their own.
        (SELECT 'ONLY' FROM pg_class AS c WHERE c.oid = p_table AND c.relkind = 'r'),
        p_table,
        CASE WHEN p_key IS NULL THEN 'TRUE'
            ELSE v1_hub.audit_key_condition(p_table, p_keys, p_key) END
    )
    USING p_keys, p_secrets, v1_hub.audit_omitted(p_table);
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_live(regclass, text[], text[], jsonb, boolean) IS
'Rows of a table as the log would have them now, or the one with p_key; p_cut: audit_image_sql().';

CREATE OR REPLACE FUNCTION v1_hub.audit_fills(p_table regclass, p_key jsonb)
RETURNS TABLE (id bigint, fill jsonb)
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    v_row v1_hub.audit_tables := v1_hub.audit_need_source(p_table);
BEGIN
    RETURN QUERY
    WITH events AS MATERIALIZED (
        SELECT e.id, e.before AS image, v1_hub.audit_rename_names(e.left_out, v_row.renames) AS names
        FROM v1_hub.audit_events(v_row.id, v_row.renames, ARRAY[p_key]) AS e
    ),
    images AS MATERIALIZED (
        SELECT e.* FROM events AS e
        UNION ALL
        SELECT 9223372036854775807, l.image, NULL
        FROM v1_hub.audit_live(p_table, v_row.key_columns, v_row.secret_columns, p_key) AS l
        -- Else nobody needs the right to read the table.
        WHERE EXISTS (SELECT FROM events AS e WHERE e.names IS NOT NULL)
    ),
    -- Unchanged since: so the next image that has the value, or the live row, has the same.
    holders AS (
        SELECT i.id, n.name, n.name = ANY (i.names) AS is_left_out,
            min(i.id) FILTER (WHERE i.image ? n.name) OVER (
                PARTITION BY n.name ORDER BY i.id DESC
                ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
            ) AS holder
        FROM images AS i
        CROSS JOIN (SELECT DISTINCT unnest(x.names) AS name FROM images AS x) AS n
    )
    SELECT h.id, jsonb_object_agg(h.name, i.image -> h.name)
    FROM holders AS h
    INNER JOIN images AS i ON i.id = h.holder
    WHERE h.is_left_out
    GROUP BY h.id;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_fills(regclass, jsonb) IS
'For each event of the key that left out big values: those values, taken from where they are next.';
