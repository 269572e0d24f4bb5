-- Reading back: the life of a row, in columns and in words; a row, or the table, at a moment.
CREATE OR REPLACE FUNCTION v1_hub.audit_changed(
    p_old jsonb, p_new jsonb, p_masked_changes text[], p_order text[] DEFAULT '{}'
)
RETURNS text[]
LANGUAGE sql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT array_agg(k.name ORDER BY array_position(p_order, k.name), k.i)
    FROM jsonb_object_keys(p_new) WITH ORDINALITY AS k (name, i)
    WHERE (p_old -> k.name)::text IS DISTINCT FROM (p_new -> k.name)::text
        OR k.name = ANY (p_masked_changes)
    HAVING p_old IS NOT NULL;
$$;

COMMENT ON FUNCTION v1_hub.audit_changed(jsonb, jsonb, text[], text[]) IS
'Columns that an UPDATE changed, in the order of p_order; NULL for an INSERT or DELETE.';

CREATE OR REPLACE FUNCTION v1_hub.audit_summary(
    p_action text, p_old jsonb, p_new jsonb, p_changed text[]
)
RETURNS text
LANGUAGE sql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT CASE p_action
        WHEN 'INSERT' THEN 'created'
        WHEN 'UPDATE' THEN (
            SELECT string_agg(
                format(
                    '%s: %s -> %s', c.name, coalesce(p_old ->> c.name, 'NULL'),
                    coalesce(p_new ->> c.name, 'NULL')
                ),
                ', ' ORDER BY c.i
            )
            FROM unnest(p_changed) WITH ORDINALITY AS c (name, i)
        )
        ELSE 'deleted'
    END;
$$;

COMMENT ON FUNCTION v1_hub.audit_summary(text, jsonb, jsonb, text[]) IS
'One line for people: created, deleted, or status: active -> paused, is_active: true -> false.';

CREATE OR REPLACE FUNCTION v1_hub.row_history(p_table regclass, p_key anycompatible)
RETURNS TABLE (
    id bigint, happened_at timestamptz, action text, changed_by text, changed_columns text[],
    old_data jsonb, new_data jsonb, change_summary text, context jsonb, session_role text,
    application_name text, client_addr inet, transaction_id xid8
)
LANGUAGE plpgsql
STABLE
STRICT
SET search_path = pg_catalog, pg_temp
SET jit = off
AS $$
#variable_conflict use_column
DECLARE
    v_key jsonb := v1_hub.audit_parse_key(p_table, p_key::text);
    v_row v1_hub.audit_tables := v1_hub.audit_need_source(p_table);
    v_order text[] := ARRAY(
        SELECT a.attname::text FROM pg_attribute AS a
        WHERE a.attrelid = p_table AND a.attnum > 0 AND NOT a.attisdropped
        ORDER BY a.attnum
    );
BEGIN
    RETURN QUERY
    SELECT
        e.id, e.moment, l.action::text, l.changed_by::text,
        v1_hub.audit_changed(i.before, i.after, i.masked_changes, v_order),
        i.before || coalesce(f.fill, '{}'), i.after || coalesce(f.fill, '{}'),
        CASE WHEN l.happened_at IS NULL AND l.context ? 'change_summary'
            THEN l.context ->> 'change_summary'
            ELSE v1_hub.audit_summary(l.action, i.before, i.after, v1_hub.audit_changed(
                i.before, i.after - v_row.ignored_columns, i.masked_changes, v_order
            ))
        END,
        l.context, l.session_role, l.application_name, l.client_addr, l.transaction_id
    FROM v1_hub.audit_events(v_row.id, v_row.renames, ARRAY[v_key]) AS e
    LEFT JOIN v1_hub.audit_fills(p_table, v_key) AS f ON f.id = e.id
    -- By its index, however long the log is.
    CROSS JOIN LATERAL (
        SELECT a.* FROM {{ hub | ident }}.v1_hub_audit_log AS a WHERE a.id = e.id LIMIT 1
    ) AS l
    CROSS JOIN LATERAL (
        SELECT
            v1_hub.audit_rename(l.old_data, v_row.renames) AS before,
            v1_hub.audit_rename(l.new_data, v_row.renames) AS after,
            v1_hub.audit_rename_names(l.masked_changes, v_row.renames) AS masked_changes
        OFFSET 0
    ) AS i
    ORDER BY e.id;
END;
$$;

COMMENT ON FUNCTION v1_hub.row_history(regclass, anycompatible) IS
'Every change of the row with this key, oldest first, under the column names of today. The key is a
value or a text of it; of several columns, a JSON array. Raises 55000 where the table has no key.';

CREATE OR REPLACE FUNCTION v1_hub.audit_diff(p_id bigint)
RETURNS TABLE (column_name text, old_value jsonb, new_value jsonb)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT k.name, l.old_data -> k.name, l.new_data -> k.name
    FROM {{ hub | ident }}.v1_hub_audit_log AS l
    CROSS JOIN LATERAL unnest(v1_hub.audit_changed(
        CASE WHEN num_nulls(l.old_data, l.new_data) = 0 THEN l.old_data ELSE '{}' END,
        coalesce(l.new_data, l.old_data), l.masked_changes
    )) AS k (name)
    WHERE l.id = p_id
    ORDER BY k.name;
$$;

COMMENT ON FUNCTION v1_hub.audit_diff(bigint) IS
'Column by column what the event with this id changed, under the names of its time; an INSERT or
DELETE lists every column. A changed secret shows as *** on both sides.';

CREATE OR REPLACE FUNCTION v1_hub.audit_images_at(
    p_table regclass, p_at timestamptz, p_key jsonb DEFAULT NULL
)
RETURNS TABLE (key jsonb, image jsonb)
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    v_row v1_hub.audit_tables := v1_hub.audit_need_source(p_table, TRUE);
    v_ahead timestamptz := clock_timestamp() + interval '1 min';
BEGIN
    -- @plpgsql_check_options: other_warnings = off
    RETURN QUERY
    WITH first_after AS (
        SELECT DISTINCT ON (e.key) e.*
        FROM v1_hub.audit_events(
            v_row.id, v_row.renames, CASE WHEN p_key IS NOT NULL THEN ARRAY[p_key] END
        ) AS e
        -- What lies ahead of the clock, which was set back since, has happened all the same.
        WHERE e.moment > p_at AND e.moment < v_ahead AND num_nonnulls(e.before, e.after) > 0
        ORDER BY e.key, e.step, e.side, e.id
    )
    SELECT f.key, CASE WHEN f.left_out IS NULL THEN f.before
        ELSE f.before || coalesce((
            SELECT x.fill FROM v1_hub.audit_fills(p_table, f.key) AS x WHERE x.id = f.id
        ), '{}') END
    FROM first_after AS f
    -- Else there was no row with this key.
    WHERE f.before IS NOT NULL
    UNION ALL
    SELECT l.key, l.image
    FROM v1_hub.audit_live(p_table, v_row.key_columns, v_row.secret_columns, p_key) AS l
    WHERE NOT EXISTS (SELECT FROM first_after AS f WHERE f.key = l.key);
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_images_at(regclass, timestamptz, jsonb) IS
'Every row of the table at that moment, or the one with p_key: the before of the first change after
it, else the live row. So it needs no history before the moment. Raises 55000 without a key.';

CREATE OR REPLACE FUNCTION v1_hub.row_at(p_table regclass, p_key anycompatible, p_at timestamptz)
RETURNS jsonb
LANGUAGE sql
STABLE
STRICT
SET search_path = pg_catalog, pg_temp
SET jit = off
AS $$
    SELECT i.image
    FROM v1_hub.audit_images_at(p_table, p_at, v1_hub.audit_parse_key(p_table, p_key::text)) AS i;
$$;

COMMENT ON FUNCTION v1_hub.row_at(regclass, anycompatible, timestamptz) IS
'Image of the row with this key as it was at that moment, NULL where there was none; the key as for
row_history(). Columns that are ignored have the value that the next change saw.';

CREATE OR REPLACE FUNCTION v1_hub.audit_rows_sql(
    p_table regclass, p_images text, p_columns text[] DEFAULT NULL
)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
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
'A query: rows of the table (all columns, or p_columns) out of the images that p_images, a FROM
item, has. What is logged in its text form goes past jsonb_populate_record().';

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
