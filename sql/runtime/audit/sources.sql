-- Which registry row a table has: its triggers carry the id, so it survives renames and dumps.
CREATE OR REPLACE FUNCTION v1_hub.audit_parts(p_table regclass)
RETURNS TABLE (relid regclass, level integer, isleaf boolean)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT c.oid::regclass, 0, c.relkind <> 'p' FROM pg_class AS c WHERE c.oid = p_table
    UNION ALL
    SELECT t.relid, t.level, t.isleaf FROM pg_partition_tree(p_table) AS t WHERE t.level > 0;
$$;

COMMENT ON FUNCTION v1_hub.audit_parts(regclass) IS
'The table and all its partitions; a plain table by itself.';

CREATE OR REPLACE FUNCTION v1_hub.audit_triggers(p_table regclass)
RETURNS TABLE (source_id integer, function_name name, part boolean, args text[])
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT a.args[1]::integer, p.proname, t.tgparentid <> 0 OR a.args[10] = 'leaf', a.args
    FROM pg_trigger AS t
    INNER JOIN pg_proc AS p ON p.oid = t.tgfoid
    -- In tgargs each argument ends with a zero byte.
    CROSS JOIN LATERAL (
        SELECT array_agg(
            convert_from(decode(e.value, 'escape'), getdatabaseencoding()) ORDER BY e.i
        ) AS args
        FROM string_to_table(
            replace(encode(t.tgargs, 'escape'), '\\', '\134'), '\000'
        ) WITH ORDINALITY AS e (value, i)
        WHERE e.i <= t.tgnargs
    ) AS a
    WHERE t.tgrelid = p_table AND p.pronamespace = to_regnamespace('v1_hub')
        AND p.proname IN ('audit_row', 'audit_statement', 'audit_truncate');
$$;

COMMENT ON FUNCTION v1_hub.audit_triggers(regclass) IS
'The audit triggers of a table with their arguments (v1_hub.audit_arguments). part: of a partition,
because its parent is audited.';

CREATE OR REPLACE FUNCTION v1_hub.audit_source(p_table regclass)
RETURNS integer
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT coalesce(
        (SELECT t.source_id FROM v1_hub.audit_triggers(p_table) AS t LIMIT 1),
        (
            SELECT max(a.id)
            FROM pg_class AS c
            INNER JOIN pg_namespace AS n ON n.oid = c.relnamespace
            INNER JOIN v1_hub.audit_tables AS a
                ON a.table_name = c.relname AND a.schema_name = n.nspname
            WHERE c.oid = p_table
                -- Not a later table of that name; a leaf that install makes anew goes on.
                AND (
                    a.table_oid = p_table
                    OR NOT a.enabled AND (
                        n.nspname = 'v1_hub' OR NOT EXISTS (
                            SELECT FROM v1_hub.audit_places AS p WHERE p.place = v1_hub.audit_place()
                        )
                    )
                )
        )
    );
$$;

COMMENT ON FUNCTION v1_hub.audit_source(regclass) IS
'The table''s v1_hub.audit_tables.id, NULL where it was never audited.';

CREATE OR REPLACE FUNCTION v1_hub.audit_need_source(
    p_table regclass, p_key boolean DEFAULT FALSE
)
RETURNS v1_hub.audit_tables
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_row v1_hub.audit_tables;
BEGIN
    SELECT t.* INTO v_row
    FROM v1_hub.audit_tables AS t
    WHERE t.id = v1_hub.audit_source(p_table) AND (t.enabled_at IS NOT NULL);
    IF v_row.id IS NULL THEN
        RAISE object_not_in_prerequisite_state USING
            MESSAGE = format('table %s was never audited', p_table),
            HINT = format('SELECT v1_hub.audit_enable(%L);', p_table);
    ELSIF p_key AND v_row.key_columns = '{}' THEN
        RAISE object_not_in_prerequisite_state USING
            MESSAGE = format('table %s has no key', p_table),
            DETAIL = 'Its changes are logged, but one row''s cannot be told from another''s.',
            HINT = 'Add a primary key, or name one: v1_hub.audit_enable(table, p_key => ...).';
    END IF;
    v_row.key_columns := v1_hub.audit_current_names(p_table, v_row.id, v_row.key_columns);
    v_row.ignored_columns := v1_hub.audit_current_names(p_table, v_row.id, v_row.ignored_columns);
    v_row.secret_columns := v1_hub.audit_hidden(
        p_table, v1_hub.audit_current_names(p_table, v_row.id, v_row.secret_columns)
    );
    v_row.renames := v_row.renames || v1_hub.audit_new_renames(p_table, v_row.id);
    RETURN v_row;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_need_source(regclass, boolean) IS
'The registry row of the table as readers need it: names as the columns are called now, secrets all
that are masked, renames also those not noted yet. Raises 55000 where it was never audited, or has
no key though p_key asks for one.';

CREATE OR REPLACE FUNCTION v1_hub.audit_table_of(p_source integer)
RETURNS regclass
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    -- By its OID if that is still it, by its name, and only then by looking through all triggers.
    SELECT coalesce(
        (
            SELECT x.candidate
            FROM v1_hub.audit_tables AS a
            CROSS JOIN LATERAL (
                VALUES
                ((SELECT c.oid::regclass FROM pg_class AS c WHERE c.oid = a.table_oid)),
                (to_regclass(format('%I.%I', a.schema_name, a.table_name)))
            ) AS x (candidate)
            WHERE a.id = p_source AND x.candidate IS NOT NULL
                AND v1_hub.audit_source(x.candidate) = a.id
                AND NOT EXISTS (SELECT FROM v1_hub.audit_triggers(x.candidate) AS t WHERE t.part)
            LIMIT 1
        ),
        (
            SELECT t.tgrelid::regclass
            FROM pg_trigger AS t
            CROSS JOIN LATERAL v1_hub.audit_triggers(t.tgrelid::regclass) AS x
            WHERE t.tgfoid IN (
                to_regprocedure('v1_hub.audit_row()'), to_regprocedure('v1_hub.audit_truncate()')
            ) AND t.tgparentid = 0 AND x.source_id = p_source AND NOT x.part
            LIMIT 1
        )
    );
$$;

COMMENT ON FUNCTION v1_hub.audit_table_of(integer) IS
'The table of a v1_hub.audit_tables row, NULL where it was dropped.';

CREATE OR REPLACE FUNCTION v1_hub.audit_from(p_table regclass)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT CASE c.relkind WHEN 'p' THEN '' ELSE 'ONLY ' END || p_table::text
    FROM pg_class AS c
    WHERE c.oid = p_table;
$$;

COMMENT ON FUNCTION v1_hub.audit_from(regclass) IS
'The table as its triggers see it: without the inheritance children, which have their own.';
