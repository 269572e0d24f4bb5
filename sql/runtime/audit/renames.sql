-- Columns, and labels of enums, that were renamed: names, registry rows and images under the names of today.
CREATE OR REPLACE FUNCTION v1_hub.audit_look(p_table regclass, p_source integer)
RETURNS TABLE (shape jsonb, labels jsonb, renames jsonb)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    WITH seen AS (
        SELECT
            t.shape, coalesce(x.relid, p_table) AS relid,
            CASE WHEN t.place = v1_hub.audit_place() THEN t.labels ELSE '{}' END AS labels
        FROM v1_hub.audit_tables AS t
        -- Numbers differ between a partition and the table that is audited; names do not.
        LEFT JOIN pg_partition_ancestors(p_table) AS x ON x.relid = t.table_oid
        WHERE t.id = p_source
    ),
    columns AS (
        SELECT a.attnum, a.attname::text AS name, a.atttypid, s.shape ->> a.attnum::text AS seen_as
        FROM seen AS s
        INNER JOIN pg_attribute AS a ON a.attrelid = s.relid AND a.attnum > 0 AND NOT a.attisdropped
    ),
    labels AS (
        SELECT e.oid, e.enumlabel::text AS name, c.name AS of_column, s.labels ->> e.oid::text AS seen_as
        FROM seen AS s
        INNER JOIN columns AS c ON c.atttypid >= 16384::oid
        CROSS JOIN LATERAL v1_hub.audit_type_parts(c.atttypid) AS p
        INNER JOIN pg_enum AS e ON e.enumtypid = p.part
    ),
    renames AS (
        SELECT c.attnum::bigint AS number, jsonb_build_object('from', c.seen_as, 'to', c.name) AS rename
        FROM columns AS c
        -- The old name is gone and the new was not known (a restored dump renumbers: none).
        WHERE c.seen_as <> c.name AND c.seen_as NOT IN (SELECT o.name FROM columns AS o)
            AND c.name NOT IN (
                SELECT o.value FROM seen AS s CROSS JOIN LATERAL jsonb_each_text(s.shape) AS o
            )
        UNION ALL
        SELECT l.oid::bigint, jsonb_build_object('column', l.of_column, 'from', l.seen_as, 'to', l.name)
        FROM labels AS l
        WHERE l.seen_as <> l.name
    )
    SELECT
        (SELECT coalesce(jsonb_object_agg(c.attnum, c.name), '{}') FROM columns AS c),
        (SELECT coalesce(jsonb_object_agg(l.oid, l.name), '{}') FROM labels AS l),
        (SELECT coalesce(jsonb_agg(r.rename ORDER BY r.number), '[]') FROM renames AS r);
$$;

COMMENT ON FUNCTION v1_hub.audit_look(regclass, integer) IS
'What the table is like now, as v1_hub.audit_tables has it, and renames since that last saw it.';

CREATE OR REPLACE FUNCTION v1_hub.audit_rename_names(p_names text[], p_renames jsonb)
RETURNS text[]
LANGUAGE plpgsql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_names text[] := p_names;
    v_rename jsonb;
BEGIN
    FOR v_rename IN SELECT r.value FROM jsonb_array_elements(p_renames) AS r LOOP
        IF NOT v_rename ? 'column' AND NOT v_rename ->> 'to' = ANY (v_names) THEN
            v_names := array_replace(v_names, v_rename ->> 'from', v_rename ->> 'to');
        END IF;
    END LOOP;
    RETURN v_names;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_rename_names(text[], jsonb) IS 'Columns as they are called today.';

CREATE OR REPLACE FUNCTION v1_hub.audit_rename(p_image jsonb, p_renames jsonb)
RETURNS jsonb
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_image jsonb := p_image;
    v_rename jsonb;
    v_column text;
    v_value text;
BEGIN
    FOR v_rename IN SELECT r.value FROM jsonb_array_elements(p_renames) AS r LOOP
        v_column := v_rename ->> 'column';
        v_value := (v_image -> v_column)::text;
        IF v_column IS NULL THEN
            IF v_image ? (v_rename ->> 'from') AND NOT v_image ? (v_rename ->> 'to') THEN
                v_image := (v_image - (v_rename ->> 'from'))
                    || jsonb_build_object(v_rename ->> 'to', v_image -> (v_rename ->> 'from'));
            END IF;
        ELSIF strpos(v_value, (v_rename -> 'from')::text) > 0 THEN
            -- A label, by itself or in an array, a range or a composite.
            v_value := replace(v_value, (v_rename -> 'from')::text, (v_rename -> 'to')::text);
            v_image := v_image || jsonb_build_object(v_column, v_value::jsonb);
        END IF;
    END LOOP;
    RETURN v_image;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_rename(jsonb, jsonb) IS
'The image with columns, and labels of enums in them, under their names of today.';

CREATE OR REPLACE FUNCTION v1_hub.audit_need_source(p_table regclass, p_key boolean DEFAULT FALSE)
RETURNS v1_hub.audit_tables
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_row v1_hub.audit_tables;
    v_new jsonb;
BEGIN
    SELECT t.* INTO v_row
    FROM v1_hub.audit_tables AS t
    WHERE t.id = v1_hub.audit_source(p_table) AND t.enabled_at IS NOT NULL;
    IF v_row.id IS NULL AND EXISTS (
        SELECT FROM pg_class AS c WHERE c.oid = p_table AND c.relkind = 'v'
    ) THEN
        RAISE object_not_in_prerequisite_state USING
            MESSAGE = format('%s is a view now, and has no rows of its own', p_table),
            HINT = coalesce((
                SELECT format('Name the table under it: %s', min(d.refobjid)::regclass)
                FROM pg_rewrite AS r
                INNER JOIN pg_depend AS d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid
                    AND d.refclassid = 'pg_class'::regclass AND d.refobjid <> p_table
                WHERE r.ev_class = p_table
                HAVING count(DISTINCT d.refobjid) = 1
            ), 'Name the table whose changes it shows.');
    ELSIF v_row.id IS NULL THEN
        RAISE object_not_in_prerequisite_state USING
            MESSAGE = format('table %s was never audited', p_table),
            HINT = format('SELECT v1_hub.audit_enable(%L);', p_table);
    ELSIF p_key AND v_row.key_columns = '{}' THEN
        RAISE object_not_in_prerequisite_state USING
            MESSAGE = format('table %s has no key', p_table),
            DETAIL = 'Its changes are logged, but one row''s cannot be told from another''s.',
            HINT = 'Add a primary key, or name one: v1_hub.audit_enable(table, p_key => ...).';
    END IF;
    v_new := (SELECT k.renames FROM v1_hub.audit_look(p_table, v_row.id) AS k);
    v_row.renames := v_row.renames || v_new;
    v_row.key_columns := v1_hub.audit_rename_names(v_row.key_columns, v_new);
    v_row.ignored_columns := v1_hub.audit_rename_names(v_row.ignored_columns, v_new);
    v_row.secret_columns := v1_hub.audit_hidden(
        p_table, v1_hub.audit_rename_names(v_row.secret_columns, v_new)
    );
    RETURN v_row;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_need_source(regclass, boolean) IS
'The registry row of the table, under the names of today, with all secrets. Raises 55000 where it is
a view, was never audited, or has no key though p_key asks for one.';

CREATE OR REPLACE FUNCTION v1_hub.audit_column_renamed(p_table regclass, p_from text, p_to text)
RETURNS void
LANGUAGE sql
SET search_path = pg_catalog, pg_temp
AS $$
    UPDATE v1_hub.audit_tables AS t
    SET renames = t.renames || jsonb_build_array(jsonb_build_object('from', p_from, 'to', p_to))
    WHERE t.id = (v1_hub.audit_need_source(p_table)).id;
$$;

COMMENT ON FUNCTION v1_hub.audit_column_renamed(regclass, text, text) IS
'Tells of a rename that nothing could see: one of two between two runs of audit_upkeep().';
