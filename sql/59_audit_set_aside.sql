-- Rollback: the log leaves the hub under another name, whole, and nothing is audited any more.
CREATE OR REPLACE FUNCTION v1_hub.audit_set_aside(p_name text)
RETURNS regclass
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_part record;
BEGIN
    IF length(p_name) > 40 OR to_regclass(format('v1_hub_retired.%I', p_name)) IS NOT NULL THEN
        RAISE invalid_parameter_value USING
            MESSAGE = format('the log cannot be kept as %I', p_name),
            DETAIL = 'The name is longer than 40 characters, or taken in schema v1_hub_retired.';
    END IF;
    PERFORM v1_hub.audit_disable(t.audited)
    FROM (
        SELECT DISTINCT a.audited FROM v1_hub.audit_triggers() AS a WHERE NOT a.cloned AND NOT a.part
    ) AS t;
    ALTER TABLE @hub@.v1_hub_audit_log ALTER COLUMN id DROP DEFAULT;
    DROP SEQUENCE IF EXISTS @hub@.v1_hub_audit_log_id_seq;
    FOR v_part IN
        SELECT
            r.relid::regclass AS part, c.relname, n.nspname, r.level,
            p_name || replace(c.relname, 'v1_hub_audit_log', '') AS new_name
        FROM (
            SELECT t.relid, t.level FROM pg_partition_tree('@hub@.v1_hub_audit_log') AS t
            UNION ALL SELECT to_regclass('v1_hub.audit_seals'), 0
            UNION ALL SELECT to_regclass('v1_hub.audit_seal_blocks'), 0
            UNION ALL SELECT to_regclass('v1_hub.audit_retentions'), 0
        ) AS r
        INNER JOIN pg_class AS c ON c.oid = r.relid
        INNER JOIN pg_namespace AS n ON n.oid = c.relnamespace
        ORDER BY r.level
    LOOP
        PERFORM v1_hub.audit_set_table_aside(
            v_part.part,
            CASE WHEN v_part.relname LIKE 'audit\_%' THEN p_name || '_' || v_part.relname
                ELSE v_part.new_name END
        );
    END LOOP;
    RETURN to_regclass(format('v1_hub_retired.%I', p_name));
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_set_aside(text) IS
'Takes every audit trigger off and moves the log, its partitions and its seals to schema
v1_hub_retired, the log under p_name (at most 40 characters); without guards and without default
of id. The SQL files then make an empty log anew. Raises 22023 where the name is taken.';

CREATE OR REPLACE FUNCTION v1_hub.audit_set_table_aside(p_table regclass, p_name text)
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_index record;
    v_trigger name;
BEGIN
    FOR v_trigger IN
        SELECT t.tgname FROM pg_trigger AS t
        WHERE t.tgrelid = p_table AND NOT t.tgisinternal AND t.tgparentid = 0
    LOOP
        EXECUTE format('DROP TRIGGER %I ON %s', v_trigger, p_table);
    END LOOP;
    FOR v_index IN
        SELECT n.nspname, c.relname, format('%s_idx%s', p_name, row_number() OVER ()) AS new_name
        FROM pg_index AS i
        INNER JOIN pg_class AS c ON c.oid = i.indexrelid
        INNER JOIN pg_namespace AS n ON n.oid = c.relnamespace
        WHERE i.indrelid = p_table
    LOOP
        EXECUTE format(
            'ALTER INDEX %I.%I RENAME TO %I', v_index.nspname, v_index.relname, v_index.new_name
        );
    END LOOP;
    FOR v_index IN
        SELECT d.objid::regclass AS sequence, format('%s_seq%s', p_name, row_number() OVER ())
            AS new_name
        FROM pg_depend AS d
        INNER JOIN pg_class AS c ON c.oid = d.objid AND c.relkind = 'S'
        WHERE
            d.classid = 'pg_class'::regclass
            AND d.refclassid = 'pg_class'::regclass
            AND d.refobjid = p_table
            AND d.deptype IN ('a', 'i')
    LOOP
        EXECUTE format('ALTER SEQUENCE %s RENAME TO %I', v_index.sequence, v_index.new_name);
    END LOOP;
    EXECUTE format('ALTER TABLE %s RENAME TO %I', p_table, p_name);
    EXECUTE format('ALTER TABLE %s SET SCHEMA v1_hub_retired', p_table);
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_set_table_aside(regclass, text) IS
'Moves one table to schema v1_hub_retired as p_name, its indexes and sequences with it, without its
triggers.';
