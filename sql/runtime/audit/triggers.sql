-- What the columns of a table ask of its triggers, and these, made from its registry row.
CREATE OR REPLACE FUNCTION v1_hub.audit_key_index(p_table oid)
RETURNS TABLE (key_columns text[], is_immediate boolean)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT
        (
            SELECT array_agg(a.attname::text ORDER BY k.i)
            FROM unnest(i.indkey::int2[]) WITH ORDINALITY AS k (attnum, i)
            INNER JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
            WHERE k.i <= i.indnkeyatts
        ),
        i.indimmediate
    FROM pg_index AS i
    WHERE i.indrelid = p_table AND i.indisunique AND i.indisvalid
        AND i.indpred IS NULL AND i.indexprs IS NULL
        AND NOT EXISTS (
            SELECT FROM unnest(i.indkey::int2[]) AS n (attnum)
            INNER JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = n.attnum
            WHERE NOT a.attnotnull
        )
    ORDER BY
        i.indisprimary DESC, i.indisreplident DESC, i.indimmediate DESC, i.indnkeyatts, i.indexrelid
    LIMIT 1;
$$;

COMMENT ON FUNCTION v1_hub.audit_key_index(oid) IS
'Key columns in order: the primary key, else a unique index over NOT NULL columns; else no row.';

CREATE OR REPLACE FUNCTION v1_hub.audit_type_parts(p_type oid)
RETURNS TABLE (part oid)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    WITH RECURSIVE parts (oid) AS (
        SELECT p_type
        UNION
        SELECT n.oid
        FROM parts AS p
        INNER JOIN pg_type AS t ON t.oid = p.oid
        LEFT JOIN pg_range AS r ON t.oid IN (r.rngtypid, r.rngmultitypid)
        LEFT JOIN pg_attribute AS a
            ON a.attrelid = t.typrelid AND t.typrelid <> 0 AND a.attnum > 0 AND NOT a.attisdropped
        CROSS JOIN LATERAL (VALUES (t.typbasetype), (t.typelem), (r.rngsubtype), (a.atttypid)) AS n (oid)
        WHERE n.oid <> 0
    )
    SELECT p.oid FROM parts AS p;
$$;

COMMENT ON FUNCTION v1_hub.audit_type_parts(oid) IS 'The type and all that it is made of.';

CREATE OR REPLACE FUNCTION v1_hub.audit_is_exact(p_type oid)
RETURNS boolean
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    -- Of the built-in types, json and json[] only: a short cut, for this is asked per column.
    IF p_type < 16384::oid THEN
        RETURN p_type IN ('json'::regtype, 'json[]'::regtype);
    END IF;
    RETURN EXISTS (
        SELECT FROM v1_hub.audit_type_parts(p_type) AS p
        LEFT JOIN pg_cast AS c ON c.castsource = p.part AND c.casttarget = 'json'::regtype
        WHERE p.part = 'json'::regtype OR c.oid >= 16384
    );
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_is_exact(oid) IS
'Whether the JSON form of this type loses something (json, hstore): it is logged in its text form.';


CREATE OR REPLACE FUNCTION v1_hub.audit_omitted(p_table regclass)
RETURNS text[]
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    -- The audit log also stands alone, without the unified log.
    IF to_regclass('v1_hub.log_column') IS NULL THEN
        RETURN '{}'::text[];
    END IF;
    RETURN ARRAY(
        SELECT a.attname::text
        FROM v1_hub.retired AS r
        INNER JOIN pg_class AS c
            ON c.relname = r.leaf AND c.relnamespace = 'v1_hub'::regnamespace
        INNER JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attnotnull
        INNER JOIN pg_attribute AS g
            ON g.attrelid = to_regclass('{{ hub | ident }}.v1_hub_activity_logs')
            AND g.attname = a.attname
        WHERE c.oid = p_table AND r.treatment IN ('leaf', 'fold') AND NOT EXISTS (
            SELECT FROM v1_hub.log_column AS l
            WHERE l.table_name = r.table_name
                AND a.attname = CASE WHEN l.folded THEN 'result_data' ELSE l.log_name END
        )
        ORDER BY a.attnum
    );
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_omitted(regclass) IS
'Columns of a leaf of v1_hub_activity_logs that are of other logs: not in its images where NULL.';

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
'The WHEN of an UPDATE trigger where columns are ignored: true where the row differs outside them.';

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
            -- The same whatever the settings of the session are: of these types that is known.
            -- date and timestamp by themselves; in ranges, arrays and composites they are text.
            bool_and(a.atttypid IN ('date'::regtype, 'timestamp'::regtype) OR NOT EXISTS (
                SELECT FROM v1_hub.audit_type_parts(a.atttypid) AS p
                INNER JOIN pg_type AS t ON t.oid = p.part
                WHERE t.typtype = 'b' AND t.typcategory <> 'A' AND t.oid <> ALL ('{
                    16,18,19,20,21,23,25,26,114,650,829,869,1042,1043,1083,1560,1562,1700,2950,3802
                }')
            )) AS is_settled
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


CREATE OR REPLACE FUNCTION v1_hub.audit_attach(p_table regclass, p_source integer)
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_args text[] := v1_hub.audit_arguments(p_table, p_source);
BEGIN
    -- The text is made of quoted names only.
    -- @plpgsql_check_options: security_warnings = off
    EXECUTE coalesce((
        SELECT string_agg(format('DROP TRIGGER %I ON %s;', t.name, r.relid), ' ')
        FROM v1_hub.audit_parts(p_table) AS r
        CROSS JOIN LATERAL v1_hub.audit_triggers(r.relid) AS t
        -- A partition may be audited by itself, where its parent is not any more.
        WHERE CASE t.function_name
            WHEN 'audit_truncate' THEN r.level = 0 OR p_source IS NOT NULL OR t.part
            ELSE r.level = 0 AND NOT t.part
        END
    ), '');
    EXECUTE (
        SELECT coalesce(string_agg(
            format(
                'CREATE TRIGGER %I %s ON %s FOR EACH %s EXECUTE FUNCTION v1_hub.%I(%s);',
                g.name, concat_ws(' ', g.timing, o.operations), r.relid, g.level, g.function, (
                    SELECT string_agg(quote_literal(a.value), ', ' ORDER BY a.i)
                    FROM unnest(
                        v_args || CASE WHEN r.level > 0 THEN 'leaf' ELSE '' END
                    ) WITH ORDINALITY AS a (value, i)
                )
            ) || CASE WHEN t.replicated THEN format(
                'ALTER TABLE %s ENABLE ALWAYS TRIGGER %I;', r.relid, g.name
            ) ELSE '' END, ' '
        ), '')
        FROM v1_hub.audit_tables AS t
        CROSS JOIN v1_hub.audit_parts(p_table) AS r
        CROSS JOIN LATERAL (
            VALUES
            -- Row triggers fire by name: these first, before one that changes the row again.
            ('0_audit_row', 'AFTER', '{INSERT,DELETE}'::text[], 'ROW', 'audit_row'),
            (
                '0_audit_update', 'AFTER', '{UPDATE}',
                'ROW ' || v1_hub.audit_when(p_table, t.ignored_columns), 'audit_row'
            ),
            ('audit_statement', 'BEFORE', '{INSERT,UPDATE,DELETE}', 'STATEMENT', 'audit_statement'),
            ('audit_truncate', 'BEFORE', '{TRUNCATE}', 'STATEMENT', 'audit_truncate')
        ) AS g (name, timing, operations, level, function)
        CROSS JOIN LATERAL (
            SELECT string_agg(u.name, ' OR ') AS operations
            FROM unnest(t.operations) AS u (name)
            WHERE u.name = ANY (g.operations)
        ) AS o
        WHERE t.id = p_source AND o.operations IS NOT NULL
            AND (r.level = 0 OR r.isleaf AND g.name = 'audit_truncate')
            AND (v_args[4] LIKE '%moment' OR g.name <> 'audit_statement')
    );
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_attach(regclass, integer) IS
'Makes the audit triggers of a table anew from its row in v1_hub.audit_tables; NULL: only drops.';
