-- audit_enable() and audit_disable(): what people and the installer call.
CREATE OR REPLACE FUNCTION v1_hub.audit_register(p_table regclass)
RETURNS v1_hub.audit_tables
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_id integer := v1_hub.audit_source(p_table);
    v_row v1_hub.audit_tables;
BEGIN
    IF v_id IS NULL THEN
        -- Settings of a table of this name that is gone hold on: a secret must not be in clear.
        INSERT INTO v1_hub.audit_tables (
            schema_name, table_name, table_oid, place, ignored_columns, secret_columns, operations,
            key_columns, chosen_key, replicated
        )
        SELECT
            n.nspname, c.relname, c.oid, v1_hub.audit_place(),
            coalesce(o.ignored_columns, d.ignored_columns, '{}'), coalesce(o.secret_columns, '{}'),
            coalesce(o.operations, d.operations, '{INSERT,UPDATE,DELETE,TRUNCATE}'),
            coalesce(CASE WHEN o.chosen_key THEN o.key_columns END, '{}'),
            coalesce(o.chosen_key, FALSE), coalesce(o.replicated, FALSE)
        FROM pg_class AS c
        INNER JOIN pg_namespace AS n ON n.oid = c.relnamespace
        LEFT JOIN v1_hub.audit_defaults AS d
            ON d.table_name = c.relname AND n.oid = '{{ hub | ident }}'::regnamespace
            OR d.leaf = c.relname AND n.nspname = 'v1_hub'
        LEFT JOIN LATERAL (
            SELECT t.* FROM v1_hub.audit_tables AS t
            WHERE t.schema_name = n.nspname AND t.table_name = c.relname AND NOT t.enabled
                AND t.enabled_at IS NOT NULL
            ORDER BY t.id DESC LIMIT 1
        ) AS o ON TRUE
        WHERE c.oid = p_table
        RETURNING id INTO v_id;
    END IF;
    UPDATE v1_hub.audit_tables AS t
    SET schema_name = n.nspname,
        table_name = c.relname,
        table_oid = c.oid,
        place = v1_hub.audit_place(),
        key_columns = CASE
            WHEN t.chosen_key THEN v1_hub.audit_rename_names(t.key_columns, k.renames)
            ELSE coalesce((SELECT i.key_columns FROM v1_hub.audit_key_index(p_table) AS i), '{}')
        END,
        ignored_columns = v1_hub.audit_rename_names(t.ignored_columns, k.renames),
        secret_columns = v1_hub.audit_rename_names(t.secret_columns, k.renames),
        shape = k.shape,
        labels = k.labels,
        renames = t.renames || k.renames
    FROM pg_class AS c
    INNER JOIN pg_namespace AS n ON n.oid = c.relnamespace
    CROSS JOIN v1_hub.audit_look(p_table, v_id) AS k
    WHERE t.id = v_id AND c.oid = p_table
    RETURNING t.* INTO v_row;
    RETURN v_row;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_register(regclass) IS
'The v1_hub.audit_tables row of a table, made where it has none, and brought up to date with it.';

CREATE OR REPLACE FUNCTION v1_hub.audit_enable(
    p_table regclass, p_ignored text[] DEFAULT NULL, p_secrets text[] DEFAULT NULL,
    p_key text[] DEFAULT NULL, p_operations text[] DEFAULT NULL,
    p_replicated boolean DEFAULT NULL, p_count boolean DEFAULT TRUE
)
RETURNS integer
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_class pg_class;
    v_other record;
    v_missing text;
    v_row v1_hub.audit_tables;
    v_rows bigint;
    v_full boolean;
BEGIN
    SELECT c.* INTO STRICT v_class FROM pg_class AS c WHERE c.oid = p_table;
    IF v_class.relkind NOT IN ('r', 'p') OR v_class.relpersistence = 't' THEN
        RAISE wrong_object_type USING
            MESSAGE = format('%s is not a table that can be audited', p_table),
            HINT = 'Ordinary, unlogged and partitioned tables can; audit the table under a view.';
    ELSIF NOT (
        SELECT has_table_privilege(p.proowner, p_table, 'SELECT')
            AND has_schema_privilege(p.proowner, v_class.relnamespace, 'USAGE')
        FROM pg_proc AS p
        WHERE p.oid = 'v1_hub.audit_truncate()'::regprocedure
    ) THEN
        RAISE insufficient_privilege USING
            MESSAGE = format('the owner of the audit log may not read %s', p_table),
            DETAIL = 'TRUNCATE has to read the rows that it removes.',
            HINT = format('GRANT SELECT ON %s to the owner of v1_hub.audit_truncate().', p_table);
    ELSIF v_class.relnamespace IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
        OR v_class.relnamespace = 'v1_hub'::regnamespace AND starts_with(v_class.relname, 'audit_')
        OR v_class.oid IN (SELECT t.relid FROM pg_partition_tree('{{ hub | ident }}.v1_hub_audit_log') AS t)
    THEN
        RAISE object_not_in_prerequisite_state USING
            MESSAGE = format('%s is part of the audit log or the catalogue', p_table);
    END IF;
    SELECT r.relid, t.part INTO v_other
    FROM v1_hub.audit_parts(p_table) AS r
    CROSS JOIN LATERAL v1_hub.audit_triggers(r.relid) AS t
    WHERE t.part = (r.level = 0)
    LIMIT 1;
    IF FOUND THEN
        RAISE object_not_in_prerequisite_state USING
            MESSAGE = format(
                'partition %s is audited %s', v_other.relid,
                CASE WHEN v_other.part THEN 'through its parent' ELSE 'by itself' END
            ),
            HINT = 'Audit either the partitioned table or its partitions.';
    END IF;
    SELECT a.name INTO v_missing
    FROM unnest(p_ignored || p_secrets || p_key) AS a (name)
    WHERE NOT EXISTS (
        SELECT FROM pg_attribute AS b
        WHERE b.attrelid = p_table AND b.attname = a.name AND b.attnum > 0 AND NOT b.attisdropped
    )
    LIMIT 1;
    IF v_missing IS NOT NULL THEN
        RAISE undefined_column USING
            MESSAGE = format('table %s has no column %I', p_table, v_missing),
            HINT = 'Name its columns as they are called now.';
    END IF;
    v_row := v1_hub.audit_register(p_table);
    UPDATE v1_hub.audit_tables AS t
    SET enabled = TRUE,
        enabled_at = CASE WHEN t.enabled THEN t.enabled_at ELSE clock_timestamp() END,
        resumes = FALSE,
        operations = coalesce(p_operations, t.operations),
        key_columns = coalesce(p_key, t.key_columns),
        chosen_key = t.chosen_key OR p_key IS NOT NULL,
        ignored_columns = coalesce(p_ignored, t.ignored_columns),
        secret_columns = coalesce(p_secrets, t.secret_columns),
        replicated = coalesce(p_replicated, t.replicated)
    WHERE t.id = v_row.id
    RETURNING t.operations @> '{INSERT,DELETE,TRUNCATE}' INTO v_full;
    PERFORM v1_hub.audit_attach(p_table, v_row.id);
    IF NOT v_row.enabled OR NOT v_full THEN
        IF p_count AND v_full THEN
            EXECUTE format(
                'SELECT count(*) FROM %s %s', CASE v_class.relkind WHEN 'r' THEN 'ONLY' END, p_table
            ) INTO v_rows;
        END IF;
        UPDATE v1_hub.audit_tables AS t
        SET baseline_rows = v_rows,
            baseline_id = coalesce((SELECT max(l.id) FROM {{ hub | ident }}.v1_hub_audit_log AS l), 0)
        WHERE t.id = v_row.id;
    END IF;
    RETURN v_row.id;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_enable(
    regclass, text[], text[], text[], text[], boolean, boolean
) IS
'Audits a table from now on; returns its v1_hub.audit_tables.id. Can be repeated: what is NULL stays
as it was. p_ignored: an UPDATE of only these writes nothing; p_secrets: masked, beside those that
always are; p_key: where the table has none; p_operations: some of INSERT, UPDATE, DELETE, TRUNCATE;
p_replicated: log what a subscription brings, too; p_count: count the rows, so that audit_verify()
finds those added behind its back. Raises 42809 for what is no table, 42501 for one the owner of the
log may not read, 55000 for the log itself or a partition of an audited table, 42703 for an unknown
column. Locks the table SHARE ROW EXCLUSIVE.';

CREATE OR REPLACE FUNCTION v1_hub.audit_disable(p_table regclass)
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF EXISTS (SELECT FROM v1_hub.audit_triggers(p_table) AS t WHERE t.part) THEN
        IF (SELECT c.relispartition FROM pg_class AS c WHERE c.oid = p_table) THEN
            RAISE object_not_in_prerequisite_state USING
                MESSAGE = format('partition %s is audited through its parent', p_table),
                HINT = 'Stop the audit of the partitioned table.';
        END IF;
        PERFORM v1_hub.audit_attach(p_table, NULL); -- what DETACH PARTITION has left
    ELSIF v1_hub.audit_source(p_table) IS NOT NULL THEN
        PERFORM v1_hub.audit_register(p_table);
        UPDATE v1_hub.audit_tables AS t
        SET enabled = FALSE, resumes = FALSE
        WHERE t.id = v1_hub.audit_source(p_table);
        PERFORM v1_hub.audit_attach(p_table, NULL);
    END IF;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_disable(regclass) IS
'Stops auditing a table; its history stays and stays readable. Does nothing where it is off. Of a
partition that was detached it takes off what the parent''s audit left. Raises 55000 for a partition
that is audited through its parent.';
