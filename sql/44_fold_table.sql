-- Folding: the rows move to a leaf made for them; the original waits, closed, for a rollback.
CREATE OR REPLACE FUNCTION v1_hub.fold_leaf_ddl(p_table_name text)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $template$
    SELECT
        format(
            $ddl$CREATE %6$sTABLE v1_hub.%1$I (
%2$s,
    result_data jsonb NOT NULL DEFAULT '{}'
)%7$s;
INSERT INTO v1_hub.%1$I (
%3$s,
    result_data
)
SELECT
%4$s,
    %5$s
FROM %8$s AS r;$ddl$,
            p_table_name,
            string_agg(
                format(
                    '    %I %s%s%s', m.legacy_name, m.type_name,
                    ' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid),
                    CASE WHEN m.not_null THEN ' NOT NULL' END
                ),
                E',\n' ORDER BY m.place
            ),
            string_agg(format('    %I', m.legacy_name), E',\n' ORDER BY m.place),
            string_agg(format('    r.%I', m.legacy_name), E',\n' ORDER BY m.place),
            v1_hub.document_expression(p_table_name, 'r'),
            CASE WHEN c.relpersistence = 'u' THEN 'UNLOGGED ' END,
            ' WITH (' || array_to_string(c.reloptions, ', ') || ')',
            c.oid::regclass
        )
    FROM pg_class AS c
    INNER JOIN v1_hub.list_log_columns() AS m ON m.table_name = p_table_name AND NOT m.folded
    INNER JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attname = m.legacy_name
    LEFT JOIN pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE c.oid = v1_hub.hub_relation(p_table_name)
    GROUP BY c.oid, c.relpersistence, c.reloptions;
$template$;

COMMENT ON FUNCTION v1_hub.fold_leaf_ddl(text) IS
'CREATE TABLE of a folded leaf, still with the legacy names, and the copy of all rows into it.';

CREATE OR REPLACE FUNCTION v1_hub.fold_ddl(p_table_name text, p_phases integer[])
RETURNS TABLE (statement text, undo text)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $template$
    SELECT
        concat_ws(
            E'\n\n',
            v1_hub.fold_leaf_ddl(p_table_name),
            v1_hub.copy_indexes_ddl(c.oid, n.leaf),
            v1_hub.copy_constraints_ddl(c.oid, n.leaf),
            v1_hub.owner_ddl(c.owner, 'v1_hub', 'TABLE ' || n.leaf),
            v1_hub.usage_ddl(c.oid),
            v1_hub.point_keys_ddl(c.oid, n.leaf),
            v1_hub.join_log_ddl(p_table_name, true),
            format('ANALYZE %s;', n.leaf),
            v1_hub.unbind_ddl(c.oid, true),
            v1_hub.sequence_ddl(c.oid, NULL),
            v1_hub.own_keys_ddl(c.oid, c.oid::regclass::text, true),
            format('ALTER TABLE %s SET SCHEMA v1_hub_retired;', c.oid::regclass),
            v1_hub.lock_function_ddl(p_table_name),
            v1_hub.fold_insert_ddl(p_table_name),
            v1_hub.fold_change_ddl(p_table_name),
            v1_hub.fold_view_ddl(p_table_name),
            v1_hub.fold_trigger_ddl(p_table_name),
            v1_hub.bind_ddl(c.oid, true, p_phases)
        ),
        concat_ws(
            E'\n\n',
            format('TRUNCATE %s;', n.original),
            format(
                E'INSERT INTO %s\nSELECT * FROM %s;',
                n.original, v1_hub.hub_name('v1_hub_leaving')
            ),
            format('ALTER TABLE %s SET SCHEMA %I;', n.original, v1_hub.hub_schema()),
            v1_hub.own_keys_ddl(c.oid, c.oid::regclass::text, false),
            v1_hub.point_keys_ddl(c.oid, NULL),
            v1_hub.sequence_ddl(c.oid, c.oid::regclass::text)
        )
    FROM (
        SELECT t.oid, t.relowner AS owner
        FROM pg_class AS t
        WHERE t.oid = v1_hub.hub_relation(p_table_name)
    ) AS c
    CROSS JOIN LATERAL (
        SELECT
            format('v1_hub.%I', p_table_name) AS leaf,
            format('v1_hub_retired.%I', p_table_name) AS original
    ) AS n;
$template$;

COMMENT ON FUNCTION v1_hub.fold_ddl(text, integer[]) IS
'DDL that copies a table into a folded leaf and puts the view in its place, and its undo.';
