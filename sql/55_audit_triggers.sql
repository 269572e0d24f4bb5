-- CREATE TRIGGER, by level and operation; and taking the triggers off.
CREATE OR REPLACE FUNCTION v1_hub.audit_detach(p_table regclass)
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_trigger record;
BEGIN
    FOR v_trigger IN
        SELECT t.audited, t.trigger_name
        FROM v1_hub.audit_triggers() AS t
        WHERE NOT t.cloned
            AND (
                t.audited = p_table
                OR t.part AND t.audited IN (SELECT r.relid FROM pg_partition_tree(p_table) AS r)
            )
    LOOP
        EXECUTE format('DROP TRIGGER %I ON %s', v_trigger.trigger_name, v_trigger.audited);
    END LOOP;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_detach(regclass) IS
'Drops the audit triggers of a table and those that audit_enable() put on its partitions.';

CREATE OR REPLACE FUNCTION v1_hub.audit_attach(p_table regclass, p_source integer)
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_args text[] := v1_hub.audit_arguments(p_table, p_source);
    v_row v1_hub.audit_tables;
    v_parted boolean := (SELECT c.relkind = 'p' FROM pg_class AS c WHERE c.oid = p_table);
    v_update_rows boolean;
    v_template text;
    v_target record;
BEGIN
    -- The text is made of quoted names only.
    -- @plpgsql_check_options: security_warnings = off
    SELECT t.* INTO STRICT v_row FROM v1_hub.audit_tables AS t WHERE t.id = p_source;
    -- WHEN sees rows only; it is what makes an UPDATE of ignored columns cost nothing.
    v_update_rows := v_row.level = 'row' OR v_row.ignored_columns <> '{}';
    PERFORM v1_hub.audit_detach(p_table);
    FOR v_template IN
        SELECT x.template
        FROM (
            VALUES
            ('statement', 'INSERT', 'CREATE TRIGGER audit_insert AFTER INSERT ON %s REFERENCING NEW
                TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION v1_hub.audit_rows(%s)'),
            ('statement', 'DELETE', 'CREATE TRIGGER audit_delete AFTER DELETE ON %s REFERENCING OLD
                TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION v1_hub.audit_rows(%s)'),
            ('statement', 'UPDATE', 'CREATE TRIGGER audit_update AFTER UPDATE ON %s REFERENCING OLD
                TABLE AS old_rows NEW TABLE AS new_rows
                FOR EACH STATEMENT EXECUTE FUNCTION v1_hub.audit_update(%s)')
        ) AS x (level, operation, template)
        WHERE x.level = v_row.level AND x.operation = ANY (v_row.operations)
            AND NOT (x.operation = 'UPDATE' AND v_update_rows)
        UNION ALL
        -- Row triggers fire by name: these first, before one that changes the row again.
        SELECT format(
            'CREATE TRIGGER "0_audit_row" AFTER %s ON %%s
            FOR EACH ROW EXECUTE FUNCTION v1_hub.audit_row(%%s)',
            string_agg(o.operation, ' OR ')
        )
        FROM unnest(v_row.operations) AS o (operation)
        WHERE v_row.level = 'row' AND o.operation IN ('INSERT', 'DELETE')
        HAVING count(*) > 0
        UNION ALL
        SELECT format(
            'CREATE TRIGGER "0_audit_update" AFTER UPDATE ON %%s
            FOR EACH ROW WHEN (%s) EXECUTE FUNCTION v1_hub.audit_row(%%s)',
            replace(v1_hub.audit_when(p_table, v_row.ignored_columns), '%', '%%')
        )
        WHERE v_update_rows AND 'UPDATE' = ANY (v_row.operations)
    LOOP
        EXECUTE format(v_template, p_table, v1_hub.audit_literals(v_args));
    END LOOP;
    IF 'TRUNCATE' = ANY (v_row.operations) THEN
        FOR v_target IN
            SELECT p_table AS target, CASE WHEN v_parted THEN ',marker' ELSE '' END AS flag
            UNION ALL
            SELECT r.relid, ',leaf' FROM pg_partition_tree(p_table) AS r WHERE r.isleaf AND v_parted
        LOOP
            EXECUTE format(
                'CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON %s
                FOR EACH STATEMENT EXECUTE FUNCTION v1_hub.audit_truncate(%s)',
                v_target.target,
                v1_hub.audit_literals(
                    v_args[1:9] || (v_args[10] || v_target.flag) || v_args[11:]
                )
            );
        END LOOP;
    END IF;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_attach(regclass, integer) IS
'Makes the triggers of a table anew from its row in v1_hub.audit_tables.';

CREATE OR REPLACE FUNCTION v1_hub.audit_literals(p_values text[])
RETURNS text
LANGUAGE sql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT string_agg(quote_literal(v.value), ', ' ORDER BY v.i)
    FROM unnest(p_values) WITH ORDINALITY AS v (value, i);
$$;

COMMENT ON FUNCTION v1_hub.audit_literals(text[]) IS 'The values as SQL literals, in order.';

CREATE OR REPLACE FUNCTION v1_hub.audit_disable(p_table regclass)
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_source integer := v1_hub.audit_source(p_table);
BEGIN
    PERFORM v1_hub.audit_detach(p_table);
    UPDATE v1_hub.audit_tables AS t
    SET enabled = FALSE,
        schema_name = n.nspname,
        table_name = c.relname,
        shape = v1_hub.audit_shape(p_table),
        renames = t.renames || v1_hub.audit_new_renames(p_table, v_source)
    FROM pg_class AS c
    INNER JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE t.id = v_source AND c.oid = p_table;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_disable(regclass) IS
'Stops auditing a table; its history stays and stays readable. Does nothing where it is off.';
