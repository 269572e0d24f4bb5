-- A whole table as it was.
CREATE OR REPLACE FUNCTION v1_hub.audit_images_at(p_table regclass, p_at timestamptz)
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
#variable_conflict use_column
DECLARE
    v_source integer := v1_hub.audit_need_source(p_table);
    v_keys text[];
BEGIN
    -- The columns are those of the query.
    -- @plpgsql_check_options: extra_warnings = off
    SELECT v1_hub.audit_current_names(p_table, v_source, t.key_columns) INTO v_keys
    FROM v1_hub.audit_tables AS t
    WHERE t.id = v_source;
    IF cardinality(v_keys) = 0 THEN
        RAISE object_not_in_prerequisite_state USING
            MESSAGE = format('table %s has no key', p_table),
            HINT = 'Add a primary key, or name one: v1_hub.audit_enable(table, p_key => ...).';
    END IF;
    RETURN QUERY EXECUTE format(
        $sql$
        WITH later AS (
            SELECT
                l.id, l.action, coalesce(l.record_key, to_jsonb(l.record_id)) AS key, l.old_key,
                l.old_data, l.left_out,
                CASE WHEN l.old_key IS NULL THEN l.id
                    ELSE min(l.id) OVER (PARTITION BY l.transaction_id, l.happened_at) END AS step
            FROM @hub@.v1_hub_audit_log AS l
            INNER JOIN v1_hub.audit_tables AS t ON t.id = $1
            WHERE (l.source_id = $1 OR l.source_id IS NULL AND l.table_name = ANY (t.known_names))
                AND coalesce(l.happened_at, l.changed_at AT TIME ZONE $2) > $3
                AND (l.record_key IS NOT NULL OR l.record_id IS NOT NULL)
        ),
        sides AS (
            SELECT l.id, l.step, 0 AS side, coalesce(l.old_key, l.key) AS key,
                l.key AS key_after, l.old_data, l.left_out
            FROM later AS l
            WHERE l.action <> 'INSERT'
            UNION ALL
            SELECT l.id, l.step, 1, l.key, NULL, NULL, NULL
            FROM later AS l
            WHERE l.action = 'INSERT' OR l.old_key IS NOT NULL
        ),
        first_after AS (
            SELECT DISTINCT ON (s.key) s.*
            FROM sides AS s
            ORDER BY s.key, s.step, s.side, s.id
        )
        SELECT
            f.key,
            CASE WHEN f.left_out IS NULL THEN i.image
                ELSE v1_hub.audit_fill($4, f.key_after, f.id, i.image, f.left_out) END
        FROM first_after AS f
        CROSS JOIN LATERAL (SELECT v1_hub.audit_rename(f.old_data, $5) AS image OFFSET 0) AS i
        WHERE f.side = 0
        UNION ALL
        SELECT v.key, v1_hub.audit_mask(v.image, $6)
        FROM (
            SELECT v1_hub.audit_key_of(x.image, $7) AS key, x.image
            FROM (SELECT %s AS image FROM %s AS t OFFSET 0) AS x
            OFFSET 0
        ) AS v
        WHERE NOT EXISTS (SELECT FROM first_after AS f WHERE f.key = v.key)
        $sql$,
        v1_hub.audit_image_sql(p_table, 't', TRUE), p_table
    )
    USING v_source, current_setting('TimeZone'), p_at, p_table, v1_hub.audit_renames(p_table),
        v1_hub.audit_hidden(p_table), v_keys;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_images_at(regclass, timestamptz) IS
'Every row of the table at that moment: its key and its image, under the column names of today.';

CREATE OR REPLACE FUNCTION v1_hub.audit_row_sql(p_table regclass, p_image text)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
SET jit = off
AS $$
    SELECT string_agg(
        CASE
            WHEN v1_hub.audit_is_exact(a.atttypid) THEN format(
                '(%s ->> %L)::%s', p_image, a.attname, format_type(a.atttypid, a.atttypmod)
            )
            ELSE format('r.%I', a.attname)
        END,
        ', ' ORDER BY a.attnum
    )
    FROM pg_attribute AS a
    WHERE a.attrelid = p_table AND a.attnum > 0 AND NOT a.attisdropped;
$$;

COMMENT ON FUNCTION v1_hub.audit_row_sql(regclass, text) IS
'The select list that makes a row of the image p_image, beside r, what jsonb_populate_record makes
of it without its exact columns.';

CREATE OR REPLACE FUNCTION v1_hub.audit_plain_names(p_table regclass)
RETURNS text[]
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
SET jit = off
AS $$
    SELECT coalesce(array_agg(a.attname::text), '{}')
    FROM pg_attribute AS a
    WHERE a.attrelid = p_table AND a.attnum > 0 AND NOT a.attisdropped
        AND v1_hub.audit_is_exact(a.atttypid);
$$;

COMMENT ON FUNCTION v1_hub.audit_plain_names(regclass) IS
'Its exact columns: those that are logged in their text form.';

CREATE OR REPLACE FUNCTION v1_hub.table_at(p_row anyelement, p_at timestamptz)
RETURNS SETOF anyelement
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
SET jit = off
SET datestyle = 'ISO, MDY'
SET intervalstyle = 'postgres'
AS $$
DECLARE
    v_table regclass := (
        SELECT t.typrelid::regclass FROM pg_type AS t WHERE t.oid = pg_typeof(p_row) AND t.typrelid <> 0
    );
BEGIN
    IF v_table IS NULL THEN
        RAISE wrong_object_type USING
            MESSAGE = format('%s is not the row type of a table', pg_typeof(p_row)),
            HINT = 'SELECT * FROM v1_hub.table_at(NULL::my_table, moment)';
    END IF;
    RETURN QUERY EXECUTE format(
        $sql$
        SELECT %1$s
        FROM v1_hub.audit_images_at($1, $2) AS i
        CROSS JOIN LATERAL jsonb_populate_record(NULL::%2$s, i.image - $3) AS r
        $sql$,
        v1_hub.audit_row_sql(v_table, 'i.image'), v_table
    )
    USING v_table, p_at, v1_hub.audit_plain_names(v_table);
END;
$$;

COMMENT ON FUNCTION v1_hub.table_at(anyelement, timestamptz) IS
'Rows of the table as they were at that moment, in its own row type:
SELECT * FROM v1_hub.table_at(NULL::v1_hub_work_slots, moment). Columns added since are NULL.';

CREATE OR REPLACE FUNCTION v1_hub.table_at(p_table regclass, p_at timestamptz)
RETURNS SETOF jsonb
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
SET jit = off
AS $$
    SELECT i.image FROM v1_hub.audit_images_at(p_table, p_at) AS i ORDER BY i.key;
$$;

COMMENT ON FUNCTION v1_hub.table_at(regclass, timestamptz) IS
'Rows of the table as they were at that moment, as images, ordered by key.';
