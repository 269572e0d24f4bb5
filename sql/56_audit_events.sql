-- The events of one row, found through the indexes, under the column names of today.
CREATE OR REPLACE FUNCTION v1_hub.audit_need_source(p_table regclass)
RETURNS integer
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_source integer := v1_hub.audit_source(p_table);
BEGIN
    IF v_source IS NULL THEN
        RAISE object_not_in_prerequisite_state USING
            MESSAGE = format('table %s was never audited', p_table),
            HINT = format('SELECT v1_hub.audit_enable(%L);', p_table);
    END IF;
    RETURN v_source;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_need_source(regclass) IS
'The registry id of the table; raises 55000 where it was never audited.';

CREATE OR REPLACE FUNCTION v1_hub.audit_parse_key(p_table regclass, p_key text)
RETURNS jsonb
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
SET timezone = 'UTC'
AS $$
DECLARE
    v_keys text[];
    v_type text;
    v_key jsonb;
BEGIN
    -- The text is made of quoted names only.
    -- @plpgsql_check_options: security_warnings = off
    SELECT v1_hub.audit_current_names(p_table, t.id, t.key_columns) INTO v_keys
    FROM v1_hub.audit_tables AS t
    WHERE t.id = v1_hub.audit_need_source(p_table);
    IF cardinality(v_keys) = 0 THEN
        RAISE object_not_in_prerequisite_state USING
            MESSAGE = format('table %s has no key', p_table),
            DETAIL = 'Its changes are logged, but one row''s cannot be told from another''s.',
            HINT = 'Add a primary key, or name one: v1_hub.audit_enable(table, p_key => ...).';
    ELSIF cardinality(v_keys) = 1 THEN
        SELECT format_type(a.atttypid, a.atttypmod) INTO v_type
        FROM pg_attribute AS a
        WHERE a.attrelid = p_table AND a.attname = v_keys[1];
        EXECUTE format('SELECT to_jsonb($1::%s)', v_type) INTO v_key USING p_key;
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
'The record_key that a key given as text stands for: the value itself where the key is one column,
a JSON array in key order or a JSON object where it is several. Raises 55000 without a key.';

CREATE OR REPLACE FUNCTION v1_hub.audit_events(p_table regclass, p_key jsonb)
RETURNS TABLE (
    id bigint, moment timestamptz, step bigint, action text, key_before jsonb, key_after jsonb,
    old_data jsonb, new_data jsonb, left_out text[]
)
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
SET jit = off
AS $$
#variable_conflict use_column
DECLARE
    v_source v1_hub.audit_tables;
    v_renames jsonb := v1_hub.audit_renames(p_table);
    v_record_id integer;
BEGIN
    SELECT t.* INTO v_source
    FROM v1_hub.audit_tables AS t
    WHERE t.id = v1_hub.audit_source(p_table);
    v_record_id := v1_hub.audit_record_id(p_key, v_source.key_mode);
    RETURN QUERY
    SELECT
        l.id, coalesce(l.happened_at, l.changed_at AT TIME ZONE current_setting('TimeZone')),
        CASE WHEN l.old_key IS NULL THEN l.id
            ELSE min(l.id) OVER (PARTITION BY l.transaction_id, l.happened_at) END,
        l.action::text,
        CASE WHEN l.action <> 'INSERT' THEN coalesce(l.old_key, l.key) END,
        CASE WHEN l.action IN ('INSERT', 'UPDATE') THEN l.key END,
        CASE WHEN v_renames = '[]' THEN l.old_data
            ELSE v1_hub.audit_rename(l.old_data, v_renames) END,
        CASE WHEN v_renames = '[]' THEN l.new_data
            ELSE v1_hub.audit_rename(l.new_data, v_renames) END,
        l.left_out
    FROM (
        SELECT a.*, coalesce(a.record_key, to_jsonb(a.record_id)) AS key
        FROM @hub@.v1_hub_audit_log AS a
        WHERE a.table_name = ANY (v_source.known_names) AND a.record_id = v_record_id
            AND coalesce(a.source_id, v_source.id) = v_source.id
        UNION ALL
        SELECT a.*, a.record_key
        FROM @hub@.v1_hub_audit_log AS a
        WHERE a.record_id IS NULL AND a.record_key = p_key AND a.source_id = v_source.id
            AND v_record_id IS NULL
        UNION ALL
        SELECT a.*, a.record_key
        FROM @hub@.v1_hub_audit_log AS a
        WHERE a.old_key = p_key AND a.source_id = v_source.id
    ) AS l;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_events(regclass, jsonb) IS
'Events in which the key was a row''s before or after, not ordered. step groups the rows of one
statement that moved keys; moment is happened_at, or changed_at of rows taken over.';
