-- A whole table as it was.
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
        SELECT e.id, e.step, 0 AS side, e.key_before AS key, e.key_after, e.old_data, e.left_out
        FROM v1_hub.audit_events(v_row.id, v_row.renames) AS e
        WHERE e.moment > p_at AND e.key_before IS NOT NULL
        UNION ALL
        SELECT e.id, e.step, 1, e.key_after, NULL, NULL, NULL
        FROM v1_hub.audit_events(v_row.id, '[]') AS e
        WHERE e.moment > p_at AND (e.key_moved OR e.action = 'INSERT')
    ),
    first_after AS (
        SELECT DISTINCT ON (s.key) s.* FROM sides AS s ORDER BY s.key, s.step, s.side, s.id
    )
    SELECT f.key, v1_hub.audit_fill(p_table, f.key_after, f.id, f.old_data, f.left_out)
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

CREATE OR REPLACE FUNCTION v1_hub.audit_exact_columns(p_table regclass)
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

COMMENT ON FUNCTION v1_hub.audit_exact_columns(regclass) IS
'The columns that are logged in their text form, which jsonb_populate_record() must not see.';

CREATE OR REPLACE FUNCTION v1_hub.audit_value_sql(p_column pg_attribute)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
SET jit = off
AS $$
    SELECT CASE WHEN v1_hub.audit_is_exact(p_column.atttypid) THEN format(
        '(i.image ->> %L)::%s', p_column.attname, format_type(p_column.atttypid, p_column.atttypmod)
    ) ELSE format('r.%I', p_column.attname) END;
$$;

COMMENT ON FUNCTION v1_hub.audit_value_sql(pg_attribute) IS
'An SQL expression: the column of image i.image, beside r, what jsonb_populate_record() makes of it.
A virtual column has its value as logged.';

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
        (
            SELECT string_agg(v1_hub.audit_value_sql(a), ', ' ORDER BY a.attnum)
            FROM pg_attribute AS a
            WHERE a.attrelid = v_table AND a.attnum > 0 AND NOT a.attisdropped
        ),
        v_table
    )
    USING v_table, p_at, v1_hub.audit_exact_columns(v_table);
END;
$$;

COMMENT ON FUNCTION v1_hub.table_at(anyelement, timestamptz) IS
'Rows of the table as they were at that moment, in its own row type:
SELECT * FROM v1_hub.table_at(NULL::v1_hub_work_slots, moment). Columns added since are NULL.';
