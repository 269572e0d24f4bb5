-- The life of one row: what each event changed, in columns and in words.
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
'Columns that an UPDATE changed, from its images and masked_changes, in the order of p_order. NULL
for an INSERT or DELETE.';

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
                    '%s: %s → %s', c.name, left(coalesce(p_old ->> c.name, 'NULL'), 200),
                    left(coalesce(p_new ->> c.name, 'NULL'), 200)
                ),
                ', ' ORDER BY c.i
            )
            FROM unnest(p_changed) WITH ORDINALITY AS c (name, i)
        )
        WHEN 'RETAIN' THEN NULL
        ELSE 'deleted'
    END;
$$;

COMMENT ON FUNCTION v1_hub.audit_summary(text, jsonb, jsonb, text[]) IS
'One line for people: created, deleted, or status: active → paused, is_active: true → false; values
cut at 200 characters. p_changed: the columns to tell of, in order.';

CREATE OR REPLACE FUNCTION v1_hub.row_history(p_table regclass, p_key text)
RETURNS TABLE (
    id bigint, happened_at timestamptz, action text, changed_by text, changed_columns text[],
    old_data jsonb, new_data jsonb, change_summary text, context jsonb, session_role text,
    application_name text, client_addr inet, transaction_id xid8
)
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
SET jit = off
AS $$
#variable_conflict use_column
DECLARE
    v_key jsonb := v1_hub.audit_parse_key(p_table, p_key);
    v_row v1_hub.audit_tables := v1_hub.audit_need_source(p_table);
    v_order text[] := ARRAY(
        SELECT a.attname::text FROM pg_attribute AS a
        WHERE a.attrelid = p_table AND a.attnum > 0 AND NOT a.attisdropped
        ORDER BY a.attnum
    );
BEGIN
    RETURN QUERY
    SELECT
        e.id, e.moment, l.action::text, l.changed_by::text, c.names,
        v1_hub.audit_fill(p_table, e.key_after, e.id, e.old_data, e.left_out),
        v1_hub.audit_fill(p_table, e.key_after, e.id, e.new_data, e.left_out),
        CASE WHEN l.happened_at IS NULL AND l.context ? 'change_summary'
            THEN l.context ->> 'change_summary'
            ELSE v1_hub.audit_summary(l.action, e.old_data, e.new_data, ARRAY(
                SELECT n.name FROM unnest(c.names) WITH ORDINALITY AS n (name, i)
                WHERE NOT n.name = ANY (v_row.ignored_columns)
                ORDER BY n.i
            ))
        END,
        l.context, l.session_role, l.application_name, l.client_addr, l.transaction_id
    FROM v1_hub.audit_events(v_row.id, v_row.renames, v_key) AS e
    -- By its index, however long the log is.
    CROSS JOIN LATERAL (
        SELECT a.* FROM {{ hub | ident }}.v1_hub_audit_log AS a WHERE a.id = e.id LIMIT 1
    ) AS l
    CROSS JOIN LATERAL (
        SELECT v1_hub.audit_changed(
            e.old_data, e.new_data,
            v1_hub.audit_current_names(p_table, v_row.id, l.masked_changes), v_order
        ) AS names
    ) AS c
    ORDER BY e.id;
END;
$$;

COMMENT ON FUNCTION v1_hub.row_history(regclass, text) IS
'Every change of the row with this key, oldest first, whole rows under the column names of today.
A key of several columns is a JSON array. Raises 55000 where the table has no key.';

CREATE OR REPLACE FUNCTION v1_hub.row_history(p_table regclass, p_key anyelement)
RETURNS TABLE (
    id bigint, happened_at timestamptz, action text, changed_by text, changed_columns text[],
    old_data jsonb, new_data jsonb, change_summary text, context jsonb, session_role text,
    application_name text, client_addr inet, transaction_id xid8
)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
SET jit = off
AS $$
    SELECT h.* FROM v1_hub.row_history(p_table, p_key::text) AS h;
$$;

COMMENT ON FUNCTION v1_hub.row_history(regclass, anyelement) IS
'row_history() with the key as a value of its own type.';

CREATE OR REPLACE FUNCTION v1_hub.audit_diff(p_id bigint)
RETURNS TABLE (column_name text, old_value jsonb, new_value jsonb)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
SET jit = off
AS $$
    SELECT k.name, l.old_data -> k.name, l.new_data -> k.name
    FROM {{ hub | ident }}.v1_hub_audit_log AS l
    CROSS JOIN LATERAL (
        SELECT jsonb_object_keys(coalesce(l.new_data, l.old_data)) AS name
    ) AS k
    WHERE l.id = p_id AND (
        (l.old_data -> k.name)::text IS DISTINCT FROM (l.new_data -> k.name)::text
        OR k.name = ANY (l.masked_changes)
    )
    ORDER BY k.name;
$$;

COMMENT ON FUNCTION v1_hub.audit_diff(bigint) IS
'Column by column what the event with this id changed, under the names of its time; a changed
secret shows as *** on both sides. An INSERT or DELETE lists every column.';
