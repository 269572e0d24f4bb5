-- The triggers of an audited table, made from its registry row.
CREATE OR REPLACE FUNCTION v1_hub.audit_check_table(p_table regclass)
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_class pg_class;
BEGIN
    SELECT c.* INTO STRICT v_class FROM pg_class AS c WHERE c.oid = p_table;
    IF v_class.relkind NOT IN ('r', 'p') OR v_class.relpersistence = 't' THEN
        RAISE wrong_object_type USING
            MESSAGE = format('%s is not a table that can be audited', p_table),
            HINT = 'Ordinary, unlogged and partitioned tables can; audit the table under a view.';
    END IF;
    IF NOT (
        SELECT has_table_privilege(p.proowner, p_table, 'SELECT')
            AND has_schema_privilege(p.proowner, v_class.relnamespace, 'USAGE')
        FROM pg_proc AS p
        WHERE p.oid = 'v1_hub.audit_truncate()'::regprocedure
    ) THEN
        RAISE insufficient_privilege USING
            MESSAGE = format('the owner of the audit log may not read %s', p_table),
            DETAIL = 'TRUNCATE has to read the rows that it removes.',
            HINT = format('GRANT SELECT ON %s to the owner of v1_hub.audit_truncate().', p_table);
    END IF;
    IF v_class.oid IN (
        SELECT t.relid FROM pg_partition_tree('@hub@.v1_hub_audit_log') AS t
        UNION ALL SELECT to_regclass('v1_hub.audit_tables')
        UNION ALL SELECT to_regclass('v1_hub.audit_seals')
        UNION ALL SELECT to_regclass('v1_hub.audit_seal_blocks')
    ) OR v_class.relnamespace IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
    THEN
        RAISE object_not_in_prerequisite_state USING
            MESSAGE = format('%s is part of the audit log or the catalogue', p_table);
    END IF;
    IF EXISTS (
        SELECT FROM v1_hub.audit_triggers() AS t
        WHERE (t.audited = p_table AND (t.cloned OR t.part))
    ) THEN
        RAISE object_not_in_prerequisite_state USING
            MESSAGE = format('partition %s is audited through its parent', p_table),
            HINT = 'Audit either the partitioned table or its partitions.';
    END IF;
    IF EXISTS (
        SELECT FROM v1_hub.audit_triggers() AS t
        INNER JOIN pg_partition_tree(p_table) AS r ON r.relid = t.audited AND r.level > 0
        WHERE NOT t.cloned AND NOT t.part
    ) THEN
        RAISE object_not_in_prerequisite_state USING
            MESSAGE = format('a partition of %s is audited by itself', p_table),
            HINT = 'Audit either the partitioned table or its partitions.';
    END IF;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_check_table(regclass) IS
'Raises 42809, 42501 or 55000 where audit_enable() cannot take the table.';

CREATE OR REPLACE FUNCTION v1_hub.audit_key_mode(p_table regclass, p_key text[])
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT CASE
        WHEN cardinality(p_key) = 0 THEN 'none'
        WHEN cardinality(p_key) > 1 THEN 'many'
        WHEN max(a.atttypid::regtype::text) IN ('integer', 'smallint') THEN 'int4'
        WHEN max(a.atttypid::regtype::text) = 'bigint' THEN 'int8'
        ELSE 'one'
    END
    FROM pg_attribute AS a
    WHERE a.attrelid = p_table AND a.attname = p_key[1];
$$;

COMMENT ON FUNCTION v1_hub.audit_key_mode(regclass, text[]) IS
'How record_id follows from the key: see v1_hub.audit_tables.key_mode.';

CREATE OR REPLACE FUNCTION v1_hub.audit_arguments(p_table regclass, p_source integer)
RETURNS text[]
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT ARRAY[
        t.id::text, t.schema_name, t.table_name, t.key_mode,
        CASE WHEN cardinality(t.key_columns) = 1 THEN t.key_columns[1] ELSE '' END,
        t.key_columns::text, t.ignored_columns::text, s.names::text,
        (
            SELECT coalesce(array_agg(DISTINCT c.name), '{}')::text
            FROM unnest(t.key_columns || s.names) AS c (name)
            INNER JOIN pg_attribute AS a
                ON a.attrelid = p_table AND a.attname = c.name AND NOT a.attisdropped
        ),
        concat_ws(
            ',', CASE WHEN t.summary THEN 'summary' END, CASE WHEN t.exact THEN 'exact' END
        ),
        o.names::text
    ]
    FROM v1_hub.audit_tables AS t
    CROSS JOIN LATERAL (
        SELECT array_agg(DISTINCT n.name) AS names
        FROM (
            SELECT unnest(v1_hub.audit_secret_names() || t.secret_columns)
            UNION ALL
            SELECT a.attname
            FROM pg_attribute AS a
            WHERE a.attrelid = p_table AND lower(a.attname) = ANY (v1_hub.audit_secret_names())
        ) AS n (name)
    ) AS s
    CROSS JOIN LATERAL (SELECT v1_hub.audit_omitted(p_table) AS names) AS o
    WHERE t.id = p_source;
$$;

COMMENT ON FUNCTION v1_hub.audit_arguments(regclass, integer) IS
'Arguments of the triggers: source id, schema, table, key mode, the key if it is one column, key,
ignored columns, secrets, the columns that must be there for these names to hold, flags, and the
columns that are left out of an image where all of them are NULL.';
