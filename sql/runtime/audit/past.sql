-- Rows as they were at a moment: one, or the whole table.
CREATE OR REPLACE FUNCTION v1_hub.row_at(p_table regclass, p_key text, p_at timestamptz)
RETURNS jsonb
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
SET jit = off
AS $$
DECLARE
    v_key jsonb := v1_hub.audit_parse_key(p_table, p_key);
    v_row v1_hub.audit_tables := v1_hub.audit_need_source(p_table);
    v_event record;
BEGIN
    SELECT e.* INTO v_event
    FROM v1_hub.audit_events(v_row.id, v_row.renames, v_key) AS e
    WHERE e.moment > p_at
    -- In one statement that swaps keys, what had the key comes before what gets it.
    ORDER BY e.step, e.key_before IS DISTINCT FROM v_key, e.id
    LIMIT 1;
    RETURN CASE
        WHEN v_event.id IS NULL
            THEN (
                SELECT l.image
                FROM v1_hub.audit_live(p_table, v_row.key_columns, v_row.secret_columns, v_key) AS l
            )
        -- Else what had the key then is not this row: there was none.
        WHEN v_event.key_before = v_key THEN v1_hub.audit_fill(
            p_table, v_event.key_after, v_event.id, v_event.old_data, v_event.left_out
        )
    END;
END;
$$;

COMMENT ON FUNCTION v1_hub.row_at(regclass, text, timestamptz) IS
'Image of the row with this key as it was at that moment, NULL where there was none: the before of
the first change after it, else the live row. Needs no history before the moment; columns that are
ignored have the value that the next change saw.';

CREATE OR REPLACE FUNCTION v1_hub.row_at(p_table regclass, p_key anyelement, p_at timestamptz)
RETURNS jsonb
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
SET jit = off
AS $$
    SELECT v1_hub.row_at(p_table, p_key::text, p_at);
$$;

COMMENT ON FUNCTION v1_hub.row_at(regclass, anyelement, timestamptz) IS
'row_at() with the key as a value of its own type.';

CREATE OR REPLACE FUNCTION v1_hub.audit_images_at(p_table regclass, p_at timestamptz)
RETURNS TABLE (key jsonb, image jsonb)
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
SET jit = off
AS $$
#variable_conflict use_column
DECLARE
    v_row v1_hub.audit_tables := v1_hub.audit_need_source(p_table, TRUE);
BEGIN
    RETURN QUERY
    WITH sides AS (
        SELECT e.id, e.step, s.*
        FROM v1_hub.audit_events(v_row.id, v_row.renames) AS e
        -- What had the key before, and from when on another row may have it.
        CROSS JOIN LATERAL (
            VALUES
            (0, e.key_before, e.old_data, e.left_out),
            (1, CASE WHEN e.key_moved OR e.action = 'INSERT' THEN e.key_after END, NULL, NULL)
        ) AS s (side, key, old_data, left_out)
        WHERE e.moment > p_at AND s.key IS NOT NULL
    ),
    first_after AS (
        SELECT DISTINCT ON (s.key) s.* FROM sides AS s ORDER BY s.key, s.step, s.side, s.id
    )
    SELECT f.key, v1_hub.audit_fill(p_table, f.key, f.id, f.old_data, f.left_out)
    FROM first_after AS f
    WHERE f.side = 0
    UNION ALL
    SELECT l.key, l.image
    FROM v1_hub.audit_live(p_table, v_row.key_columns, v_row.secret_columns) AS l
    WHERE NOT EXISTS (SELECT FROM first_after AS f WHERE f.key = l.key);
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_images_at(regclass, timestamptz) IS
'Every row of the table at that moment: its key and its image, under the column names of today.
Raises 55000 where the table has no key.';

CREATE OR REPLACE FUNCTION v1_hub.audit_rows_sql(
    p_table regclass, p_images text, p_columns text[] DEFAULT NULL
)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
SET jit = off
AS $$
    SELECT format(
        'SELECT %s FROM %s AS i
        CROSS JOIN LATERAL jsonb_populate_record(NULL::%s, i.image - %L::text[]) AS r',
        string_agg(
            CASE WHEN x.exact THEN format(
                '(i.image ->> %L)::%s', a.attname, format_type(a.atttypid, a.atttypmod)
            ) ELSE format('r.%I', a.attname) END, ', ' ORDER BY a.attnum
        ) FILTER (WHERE p_columns IS NULL OR a.attname = ANY (p_columns)),
        p_images, p_table, coalesce(array_agg(a.attname) FILTER (WHERE x.exact), '{}')
    )
    FROM pg_attribute AS a
    CROSS JOIN LATERAL (SELECT v1_hub.audit_is_exact(a.atttypid) AS exact) AS x
    WHERE a.attrelid = p_table AND a.attnum > 0 AND NOT a.attisdropped;
$$;

COMMENT ON FUNCTION v1_hub.audit_rows_sql(regclass, text, text[]) IS
'A query: rows of the table (all columns, or p_columns in their order in it) out of the images that
p_images, a FROM item, has. What is logged in its text form goes past jsonb_populate_record(); a
virtual column has its value as logged.';

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
    RETURN QUERY EXECUTE v1_hub.audit_rows_sql(v_table, 'v1_hub.audit_images_at($1, $2)')
    USING v_table, p_at;
END;
$$;

COMMENT ON FUNCTION v1_hub.table_at(anyelement, timestamptz) IS
'Rows of the table as they were at that moment, in its own row type:
SELECT * FROM v1_hub.table_at(NULL::v1_hub_work_slots, moment). Columns added since are NULL.';
