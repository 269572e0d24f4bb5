-- The triggers of an audited table, made from its registry row.
CREATE OR REPLACE FUNCTION v1_hub.audit_when(p_table regclass, p_ignored text[])
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    -- Whole rows: a column named here could be neither dropped nor given another type.
    SELECT CASE WHEN count(*) = 0 THEN ''
        ELSE format(
            'WHEN (pg_catalog.jsonb_populate_record(OLD.*, %1$L::pg_catalog.jsonb)
            OPERATOR(pg_catalog.*<>)
            pg_catalog.jsonb_populate_record(NEW.*, %1$L::pg_catalog.jsonb))',
            jsonb_object_agg(a.attname, NULL)
        ) END
    FROM pg_attribute AS a
    -- Not a domain, which may refuse NULL: a change of that goes on to the trigger, which knows.
    INNER JOIN pg_type AS t ON t.oid = a.atttypid AND t.typtype <> 'd'
    WHERE a.attrelid = p_table AND a.attnum > 0 AND NOT a.attisdropped
        AND a.attname = ANY (p_ignored);
$$;

COMMENT ON FUNCTION v1_hub.audit_when(regclass, text[]) IS
'The WHEN of an UPDATE trigger where columns are ignored, else nothing: true where the row differs
in bytes outside them. Evaluated without PL/pgSQL; depends on no column, so that columns come, go
and change freely.';

CREATE OR REPLACE FUNCTION v1_hub.audit_arguments(p_table regclass, p_source integer)
RETURNS text[]
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT ARRAY[
        t.id::text,
        -- A leaf is logged under the name that people know.
        coalesce((
            SELECT d.table_name FROM v1_hub.audit_defaults AS d
            WHERE d.leaf = t.table_name AND t.schema_name = 'v1_hub'
        ), t.table_name),
        CASE WHEN cardinality(t.key_columns) = 1 THEN t.key_columns[1] ELSE '' END,
        concat_ws(
            ' ', CASE WHEN h.names <> '{}' THEN 'masked' END,
            CASE WHEN c.ignores_domain THEN 'ignored' END,
            CASE WHEN t.key_columns <> '{}' AND NOT EXISTS (
                SELECT FROM v1_hub.audit_key_index(p_table) AS k
                WHERE k.is_immediate AND k.key_columns = t.key_columns
            ) THEN 'moment' END
        ),
        t.key_columns::text, h.names::text, t.ignored_columns::text, v1_hub.audit_omitted(p_table)::text,
        CASE WHEN c.is_exact THEN 'image' WHEN c.is_settled THEN '' ELSE 'canonical' END
    ]
    FROM v1_hub.audit_tables AS t
    CROSS JOIN LATERAL (SELECT v1_hub.audit_hidden(p_table, t.secret_columns) AS names) AS h
    CROSS JOIN LATERAL (
        SELECT bool_or(y.typtype = 'd' AND a.attname = ANY (t.ignored_columns)) AS ignores_domain,
            bool_or(a.attgenerated = 'v' OR v1_hub.audit_is_exact(a.atttypid)) AS is_exact,
            bool_and(v1_hub.audit_is_settled(a.atttypid)) AS is_settled
        FROM pg_attribute AS a
        INNER JOIN pg_type AS y ON y.oid = a.atttypid
        WHERE a.attrelid = p_table AND a.attnum > 0 AND NOT a.attisdropped
    ) AS c
    WHERE t.id = p_source;
$$;

COMMENT ON FUNCTION v1_hub.audit_arguments(regclass, integer) IS
'Arguments of the triggers: 0 source id, 1 table, 2 the key if it is one column, 3 what an image
needs beyond to_jsonb() (moment: all rows of a statement get one happened_at), 4 key, 5 masked,
6 ignored, 7 omitted columns, 8 how images are made (v1_hub.audit_canonical; by to_jsonb() alone
where empty). The trigger of a partition that audit_enable() made has leaf as argument 9.';

CREATE OR REPLACE FUNCTION v1_hub.audit_detach(p_table regclass)
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_trigger record;
BEGIN
    FOR v_trigger IN
        SELECT t.tgrelid::regclass AS audited, t.tgname
        FROM v1_hub.audit_parts(p_table) AS r
        INNER JOIN pg_trigger AS t ON t.tgrelid = r.relid
        INNER JOIN pg_proc AS p ON p.oid = t.tgfoid AND p.pronamespace = to_regnamespace('v1_hub')
        WHERE t.tgparentid = 0
            AND (r.level = 0 AND p.proname IN ('audit_row', 'audit_statement') OR p.proname = 'audit_truncate')
    LOOP
        EXECUTE format('DROP TRIGGER %I ON %s', v_trigger.tgname, v_trigger.audited);
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
    v_row v1_hub.audit_tables;
    v_args text[] := v1_hub.audit_arguments(p_table, p_source);
    v_trigger record;
BEGIN
    -- The text is made of quoted names only.
    -- @plpgsql_check_options: security_warnings = off
    SELECT t.* INTO STRICT v_row FROM v1_hub.audit_tables AS t WHERE t.id = p_source;
    PERFORM v1_hub.audit_detach(p_table);
    FOR v_trigger IN
        -- Row triggers fire by name: these first, before one that changes the row again.
        SELECT p_table AS target, '0_audit_row' AS name, '' AS flag, format(
            'AFTER %s ON %s FOR EACH ROW EXECUTE FUNCTION v1_hub.audit_row',
            string_agg(o.operation, ' OR '), p_table
        ) AS body
        FROM unnest(v_row.operations) AS o (operation)
        WHERE o.operation IN ('INSERT', 'DELETE')
        HAVING count(*) > 0
        UNION ALL
        SELECT p_table, '0_audit_update', '', format(
            'AFTER UPDATE ON %s FOR EACH ROW %s EXECUTE FUNCTION v1_hub.audit_row', p_table,
            v1_hub.audit_when(p_table, v_row.ignored_columns)
        )
        WHERE 'UPDATE' = ANY (v_row.operations)
        UNION ALL
        SELECT p_table, 'audit_statement', '', format(
            'BEFORE INSERT OR UPDATE OR DELETE ON %s
            FOR EACH STATEMENT EXECUTE FUNCTION v1_hub.audit_statement', p_table
        )
        WHERE v_args[4] LIKE '%moment'
        UNION ALL
        SELECT r.relid, 'audit_truncate', CASE WHEN r.level > 0 THEN 'leaf' ELSE '' END, format(
            'BEFORE TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION v1_hub.audit_truncate',
            r.relid
        )
        FROM v1_hub.audit_parts(p_table) AS r
        WHERE 'TRUNCATE' = ANY (v_row.operations) AND (r.isleaf OR r.level = 0)
    LOOP
        EXECUTE format(
            'CREATE TRIGGER %I %s(%s)', v_trigger.name, v_trigger.body,
            (
                SELECT string_agg(quote_literal(a.value), ', ' ORDER BY a.i)
                FROM unnest(v_args || v_trigger.flag) WITH ORDINALITY AS a (value, i)
            )
        );
        IF v_row.replicated THEN
            EXECUTE format(
                'ALTER TABLE %s ENABLE ALWAYS TRIGGER %I', v_trigger.target, v_trigger.name
            );
        END IF;
    END LOOP;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_attach(regclass, integer) IS
'Makes the triggers of a table anew from its row in v1_hub.audit_tables.';
