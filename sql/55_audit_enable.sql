-- Switching the audit of a table on, also again with other settings.
CREATE OR REPLACE FUNCTION v1_hub.audit_set_baseline(
    p_table regclass, p_source integer, p_begins boolean
)
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_full boolean := (
        SELECT t.operations @> '{INSERT,DELETE,TRUNCATE}'
        FROM v1_hub.audit_tables AS t
        WHERE t.id = p_source
    );
    v_rows bigint;
BEGIN
    IF p_begins AND v_full THEN
        EXECUTE format('SELECT count(*) FROM %s', p_table) INTO v_rows;
        -- Less what is logged already: a table may be audited again after a pause.
        SELECT v_rows
            - count(*) FILTER (WHERE l.action = 'INSERT')
            + count(*) FILTER (WHERE l.action IN ('DELETE', 'TRUNCATE') AND l.old_data IS NOT NULL)
        INTO v_rows
        FROM @hub@.v1_hub_audit_log AS l
        WHERE l.source_id = p_source;
    END IF;
    UPDATE v1_hub.audit_tables AS t
    SET baseline_rows = v_rows,
        baseline_xid = pg_current_xact_id(),
        baseline_in = v1_hub.audit_place(p_table)
    WHERE t.id = p_source AND (p_begins OR NOT v_full);
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_set_baseline(regclass, integer, boolean) IS
'Notes how many rows were there when the audit began, for audit_verify().';

CREATE OR REPLACE FUNCTION v1_hub.audit_place(p_table regclass)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT format('%s/%s/%s', s.system_identifier, d.oid, p_table::oid)
    FROM pg_control_system() AS s
    INNER JOIN pg_database AS d ON d.datname = current_database();
$$;

COMMENT ON FUNCTION v1_hub.audit_place(regclass) IS
'Tells this table in this cluster from a restored copy of it.';

CREATE OR REPLACE FUNCTION v1_hub.audit_enable(
    p_table regclass,
    p_ignored text[] DEFAULT NULL,
    p_secrets text[] DEFAULT NULL,
    p_key text[] DEFAULT NULL,
    p_operations text[] DEFAULT NULL,
    p_summary boolean DEFAULT NULL,
    p_level text DEFAULT NULL
)
RETURNS integer
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_id integer := v1_hub.audit_source(p_table);
    v_row v1_hub.audit_tables;
    v_default v1_hub.audit_defaults;
    v_missing text;
    v_new boolean := v_id IS NULL;
BEGIN
    PERFORM v1_hub.audit_check_table(p_table);
    SELECT a.attname_wanted INTO v_missing
    FROM unnest(p_ignored || p_secrets || p_key) AS a (attname_wanted)
    WHERE NOT EXISTS (
        SELECT FROM pg_attribute AS b
        WHERE b.attrelid = p_table AND b.attname = a.attname_wanted
            AND b.attnum > 0 AND NOT b.attisdropped
    )
    LIMIT 1;
    IF v_missing IS NOT NULL THEN
        RAISE undefined_column USING
            MESSAGE = format('table %s has no column %I', p_table, v_missing),
            HINT = 'Name its columns as they are called now.';
    END IF;
    SELECT d.* INTO v_default
    FROM v1_hub.audit_defaults AS d
    INNER JOIN pg_class AS c ON c.oid = p_table AND c.relname = d.table_name
    INNER JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE n.nspname IN ('v1_hub', '@hub@'::regnamespace::name);
    IF v_id IS NULL THEN
        INSERT INTO v1_hub.audit_tables (
            schema_name, table_name, ignored_columns, operations, summary
        )
        SELECT
            n.nspname, c.relname, coalesce(v_default.ignored_columns, '{}'),
            coalesce(v_default.operations, '{INSERT,UPDATE,DELETE,TRUNCATE}'),
            coalesce(v_default.summary, FALSE)
        FROM pg_class AS c
        INNER JOIN pg_namespace AS n ON n.oid = c.relnamespace
        WHERE c.oid = p_table
        RETURNING id INTO v_id;
    END IF;
    SELECT t.* INTO v_row FROM v1_hub.audit_tables AS t WHERE t.id = v_id FOR UPDATE;
    v_row.key_columns := CASE
        WHEN p_key IS NOT NULL THEN p_key
        WHEN v_row.chosen_key THEN v1_hub.audit_current_names(p_table, v_id, v_row.key_columns)
        ELSE v1_hub.audit_key_columns(p_table)
    END;
    UPDATE v1_hub.audit_tables AS t
    SET schema_name = n.nspname,
        table_name = c.relname,
        known_names = ARRAY(
            SELECT DISTINCT k.name FROM unnest(t.known_names || c.relname::text) AS k (name)
        ),
        enabled = TRUE,
        enabled_at = CASE WHEN t.enabled THEN t.enabled_at ELSE clock_timestamp() END,
        level = coalesce(p_level, v1_hub.audit_level(p_table)),
        operations = coalesce(p_operations, t.operations),
        key_columns = v_row.key_columns,
        chosen_key = t.chosen_key OR p_key IS NOT NULL,
        key_mode = v1_hub.audit_key_mode(p_table, v_row.key_columns),
        ignored_columns = coalesce(
            p_ignored, v1_hub.audit_current_names(p_table, v_id, t.ignored_columns)
        ),
        secret_columns = coalesce(
            p_secrets, v1_hub.audit_current_names(p_table, v_id, t.secret_columns)
        ),
        summary = coalesce(p_summary, t.summary),
        exact = EXISTS (
            SELECT FROM pg_attribute AS a
            WHERE a.attrelid = p_table AND a.attnum > 0 AND NOT a.attisdropped
                AND v1_hub.audit_is_exact(a.atttypid)
        ),
        shape = v1_hub.audit_shape(p_table),
        renames = t.renames || v1_hub.audit_new_renames(p_table, v_id)
    FROM pg_class AS c
    INNER JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE t.id = v_id AND c.oid = p_table;
    PERFORM v1_hub.audit_attach(p_table, v_id);
    PERFORM v1_hub.audit_set_baseline(p_table, v_id, NOT coalesce(v_row.enabled, FALSE) OR v_new);
    RETURN v_id;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_enable(
    regclass, text[], text[], text[], text[], boolean, text
) IS
'Audits a table from now on; returns its v1_hub.audit_tables.id. Can be repeated: what is NULL
stays as it was (at first: v1_hub.audit_defaults, else nothing ignored, all operations).
p_ignored: an UPDATE of only these writes nothing; p_secrets: masked, beside password, auth_key,
secret, token; p_key: where the table has no key of its own; p_operations: some of INSERT, UPDATE,
DELETE, TRUNCATE; p_summary: a line for people; p_level: statement or row, chosen if not given.
Raises 42809 for what is no table, 42501 for one the owner of the log may not read,
55000 for the log itself or a partition of an audited table,
42703 for an unknown column. Locks the table SHARE ROW EXCLUSIVE.';
