-- The life of one row, and the difference that one event made.
CREATE OR REPLACE FUNCTION v1_hub.row_history(p_table regclass, p_key text)
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
    SELECT
        e.id, e.moment, e.action, l.changed_by, l.changed_columns,
        CASE WHEN e.left_out IS NULL THEN e.old_data
            ELSE v1_hub.audit_fill(p_table, e.key_after, e.id, e.old_data, e.left_out) END,
        CASE WHEN e.left_out IS NULL THEN e.new_data
            ELSE v1_hub.audit_fill(p_table, e.key_after, e.id, e.new_data, e.left_out) END,
        l.change_summary, l.context, l.session_role, l.application_name, l.client_addr,
        l.transaction_id
    FROM v1_hub.audit_events(p_table, v1_hub.audit_parse_key(p_table, p_key)) AS e
    INNER JOIN @hub@.v1_hub_audit_log AS l ON l.id = e.id
    ORDER BY e.id;
$$;

COMMENT ON FUNCTION v1_hub.row_history(regclass, text) IS
'Every change of the row with this key, oldest first, whole rows under the column names of today.
A key of several columns is a JSON array or object. Raises 55000 where the table has no key.';

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
    FROM @hub@.v1_hub_audit_log AS l
    CROSS JOIN LATERAL (
        SELECT jsonb_object_keys(coalesce(l.new_data, l.old_data)) AS name
    ) AS k
    WHERE l.id = p_id
        AND (
            l.changed_columns IS NULL
            AND (l.old_data -> k.name)::text IS DISTINCT FROM (l.new_data -> k.name)::text
            OR k.name = ANY (l.changed_columns)
        )
    ORDER BY k.name;
$$;

COMMENT ON FUNCTION v1_hub.audit_diff(bigint) IS
'Column by column what the event with this id changed, under the names of its time; a changed
secret shows as *** on both sides. An INSERT or DELETE lists every column.';
