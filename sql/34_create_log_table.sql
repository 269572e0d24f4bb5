-- The unified log: one partitioned table over all leaves, with the union of their columns.
CREATE OR REPLACE FUNCTION v1_hub.list_log_columns()
RETURNS TABLE (
    table_name text,
    place integer,
    legacy_name text,
    log_name text,
    type_name text,
    not_null boolean,
    folded boolean,
    straight boolean
)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT
        c.table_name, c.place, c.legacy_name, c.log_name, c.type_name, c.not_null, c.folded,
        c.straight
    FROM v1_hub.log_column AS c
    UNION ALL
    SELECT
        s.table_name, s.attnum, s.legacy_name, s.log_name, s.type_name, s.not_null, s.folded,
        s.straight
    FROM jsonb_to_recordset(
        nullif(current_setting('v1_hub.log_columns', true), '')::jsonb
    ) AS s (
        table_name text, attnum integer, legacy_name text, log_name text, type_name text,
        not_null boolean, folded boolean, straight boolean
    )
    WHERE NOT EXISTS (SELECT 1 FROM v1_hub.log_column)
    UNION ALL
    SELECT
        m.table_name, m.attnum, m.legacy_name, m.log_name, m.type_name, m.not_null, m.folded,
        m.straight
    FROM v1_hub.map_log_columns() AS m
    WHERE
        NOT EXISTS (SELECT 1 FROM v1_hub.log_column)
        AND coalesce(current_setting('v1_hub.log_columns', true), '') = '';
$$;

COMMENT ON FUNCTION v1_hub.list_log_columns() IS
'The columns as recorded when the log was made, or as it would be made now; plan_install() surveys '
'them once and keeps them in the transaction-local setting v1_hub.log_columns meanwhile.';

CREATE OR REPLACE FUNCTION v1_hub.list_log_definition()
RETURNS TABLE (place bigint, log_name text, type_name text, filled_by text)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT
        row_number() OVER (
            ORDER BY
                min(t.place * 10000 + c.place) FILTER (WHERE c.log_name = 'id') NULLS LAST,
                min(t.place * 10000 + c.place) FILTER (WHERE c.log_name = 'logged_at')
                NULLS LAST,
                count(*) DESC,
                min(t.place * 10000 + c.place)
        ),
        c.log_name,
        c.type_name,
        string_agg(t.log_type, ', ' ORDER BY t.place)
    FROM v1_hub.list_log_columns() AS c
    INNER JOIN v1_hub.retired_table AS t ON t.table_name = c.table_name
    WHERE NOT c.folded
    GROUP BY c.log_name, c.type_name;
$$;

COMMENT ON FUNCTION v1_hub.list_log_definition() IS
'The columns of the unified log in order, log_type and result_data aside: the shared ones first.';

CREATE OR REPLACE FUNCTION v1_hub.log_default_ddl(p_log_name text, p_type_name text)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $template$
    -- Rows aimed at the parent count downwards from -1: no leaf's own sequence ever meets them.
    SELECT
        format(
            $ddl$CREATE SEQUENCE %2$s AS %3$s INCREMENT BY -1 MAXVALUE -1 START WITH -1;
ALTER TABLE %1$s ALTER COLUMN id SET DEFAULT nextval(%2$L);
ALTER SEQUENCE %2$s OWNED BY %1$s.id;
COMMENT ON SEQUENCE %2$s IS
'Numbers for rows written through the log itself, below zero: each leaf has a sequence of its own.';
$ddl$,
            v1_hub.hub_name('v1_hub_activity_logs'),
            v1_hub.hub_name('v1_hub_activity_logs_id_seq'),
            p_type_name
        )
    WHERE p_log_name = 'id' AND p_type_name IN ('smallint', 'integer', 'bigint');
$template$;

COMMENT ON FUNCTION v1_hub.log_default_ddl(text, text) IS
'The default of the log''s id: leaf defaults do not apply to rows inserted through the parent.';

CREATE OR REPLACE FUNCTION v1_hub.log_table_ddl()
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $template$
    SELECT
        format(
            $ddl$CREATE TABLE %1$s (
    log_type text NOT NULL%2$s,
    result_data jsonb
) PARTITION BY LIST (log_type);
COMMENT ON TABLE %1$s IS
'The unified log. Each log_type is one leaf in schema v1_hub, the table of that log before.';
COMMENT ON COLUMN %1$s.log_type IS 'Which log a row belongs to; the key of its leaf.';
COMMENT ON COLUMN %1$s.result_data IS
'The long tail of a folded log: a key is absent where SQL has NULL.';
%3$s%4$s$ddl$,
            v1_hub.hub_name('v1_hub_activity_logs'),
            string_agg(format(E',\n    %I %s', d.log_name, d.type_name), '' ORDER BY d.place),
            string_agg(
                format(
                    E'COMMENT ON COLUMN %s.%I IS %L;\n',
                    v1_hub.hub_name('v1_hub_activity_logs'), d.log_name,
                    'Filled by: ' || d.filled_by
                ),
                '' ORDER BY d.place
            ),
            max(v1_hub.log_default_ddl(d.log_name, d.type_name))
        )
    FROM v1_hub.list_log_definition() AS d;
$template$;

COMMENT ON FUNCTION v1_hub.log_table_ddl() IS
'CREATE TABLE of v1_hub_activity_logs, made for the tables that this hub has.';
