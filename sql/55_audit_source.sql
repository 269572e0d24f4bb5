-- Which registry row a table has: its triggers carry the id, so it survives renames and dumps.
CREATE OR REPLACE FUNCTION v1_hub.audit_split(p_args bytea)
RETURNS text[]
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT string_to_array(convert_from(
        decode(
            replace(regexp_replace(encode(p_args, 'hex'), '(..)', '\1 ', 'g'), '00 ', '1f '), 'hex'
        ),
        getdatabaseencoding()
    ), E'\x1f');
$$;

COMMENT ON FUNCTION v1_hub.audit_split(bytea) IS
'pg_trigger.tgargs as an array, with an empty string at its end.';

CREATE OR REPLACE FUNCTION v1_hub.audit_triggers()
RETURNS TABLE (
    source_id integer, audited regclass, trigger_name name, part boolean, cloned boolean
)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT
        x.args[1]::integer, t.tgrelid::regclass, t.tgname,
        x.args[10] LIKE '%leaf%', t.tgparentid <> 0
    FROM pg_trigger AS t
    INNER JOIN pg_proc AS p ON p.oid = t.tgfoid
    CROSS JOIN LATERAL (SELECT v1_hub.audit_split(t.tgargs) AS args OFFSET 0) AS x
    WHERE p.pronamespace = to_regnamespace('v1_hub')
        AND p.proname IN ('audit_rows', 'audit_update', 'audit_row', 'audit_truncate');
$$;

COMMENT ON FUNCTION v1_hub.audit_triggers() IS
'Every audit trigger there is. part: put on a partition by audit_enable() of its parent; cloned:
made by PostgreSQL from the parent''s row trigger.';

CREATE OR REPLACE FUNCTION v1_hub.audit_source(p_table regclass)
RETURNS integer
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT coalesce(
        (
            SELECT (v1_hub.audit_split(t.tgargs))[1]::integer
            FROM pg_trigger AS t
            INNER JOIN pg_proc AS p ON p.oid = t.tgfoid
            WHERE t.tgrelid = p_table AND p.pronamespace = to_regnamespace('v1_hub')
                AND p.proname IN ('audit_rows', 'audit_update', 'audit_row', 'audit_truncate')
            LIMIT 1
        ),
        (
            SELECT max(a.id)
            FROM v1_hub.audit_tables AS a
            INNER JOIN pg_class AS c ON c.oid = p_table AND c.relname = a.table_name
            INNER JOIN pg_namespace AS n ON n.oid = c.relnamespace AND n.nspname = a.schema_name
            WHERE NOT a.enabled
        )
    );
$$;

COMMENT ON FUNCTION v1_hub.audit_source(regclass) IS
'The table''s v1_hub.audit_tables.id, NULL where it was never audited.';

CREATE OR REPLACE FUNCTION v1_hub.audit_level(p_table regclass)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT CASE WHEN c.relkind = 'p' OR c.relispartition
            OR EXISTS (SELECT FROM pg_inherits AS i WHERE p_table IN (i.inhrelid, i.inhparent))
            OR EXISTS (
                SELECT
                FROM pg_trigger AS t
                INNER JOIN pg_proc AS p ON p.oid = t.tgfoid
                WHERE t.tgrelid = p_table AND NOT t.tgisinternal
                    AND t.tgtype & 1 = 1 AND t.tgtype & 66 = 0
                    AND NOT (p.pronamespace = to_regnamespace('v1_hub') AND p.proname = 'audit_row')
            )
            OR EXISTS (
                SELECT FROM pg_constraint AS k
                WHERE k.conrelid = p_table AND k.confrelid = p_table AND k.contype = 'f'
                    AND (k.confupdtype NOT IN ('a', 'r') OR k.confdeltype NOT IN ('a', 'r'))
            )
        THEN 'row' ELSE 'statement' END
    FROM pg_class AS c
    WHERE c.oid = p_table;
$$;

COMMENT ON FUNCTION v1_hub.audit_level(regclass) IS
'row for partitioned tables, partitions, inheritance, and tables whose AFTER ROW triggers or self
references may change a row again inside the statement (a statement trigger would log that first);
else statement.';

CREATE OR REPLACE FUNCTION v1_hub.audit_shape(p_table regclass)
RETURNS jsonb
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT jsonb_object_agg(a.attnum, a.attname)
    FROM pg_attribute AS a
    WHERE a.attrelid = p_table AND a.attnum > 0 AND NOT a.attisdropped;
$$;

COMMENT ON FUNCTION v1_hub.audit_shape(regclass) IS 'Column name by column number.';

CREATE OR REPLACE FUNCTION v1_hub.audit_new_renames(p_table regclass, p_source integer)
RETURNS jsonb
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT coalesce(jsonb_agg(jsonb_build_object('from', s.value, 'to', a.attname)), '[]')
    FROM v1_hub.audit_tables AS t
    CROSS JOIN LATERAL jsonb_each_text(t.shape) AS s
    INNER JOIN pg_attribute AS a
        ON a.attrelid = p_table AND a.attnum = s.key::int2 AND NOT a.attisdropped
    WHERE t.id = p_source
        AND s.value <> a.attname
        AND NOT EXISTS (
            SELECT FROM pg_attribute AS b
            WHERE b.attrelid = p_table AND b.attname = s.value AND NOT b.attisdropped
        )
        AND NOT EXISTS (
            SELECT FROM jsonb_each_text(t.shape) AS o WHERE o.value = a.attname
        );
$$;

COMMENT ON FUNCTION v1_hub.audit_new_renames(regclass, integer) IS
'Columns renamed since the registry last saw the table: same number, other name, the old one gone
and the new one not known before (so that a restored dump, which renumbers, shows none).';
