-- In and out of the unified log: columns renamed and added, the partition attached, and back.
CREATE OR REPLACE FUNCTION v1_hub.sequence_ddl(p_relation regclass, p_target text)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT
        string_agg(
            format(
                'ALTER SEQUENCE %s OWNED BY %s;', s.oid::regclass,
                CASE WHEN p_target IS NULL THEN 'NONE' ELSE format('%s.%I', p_target, a.attname) END
            ),
            E'\n' ORDER BY s.oid
        )
    FROM pg_depend AS d
    INNER JOIN pg_class AS s ON s.oid = d.objid AND s.relkind = 'S'
    INNER JOIN pg_attribute AS a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
    WHERE
        d.classid = 'pg_class'::regclass
        AND d.refclassid = 'pg_class'::regclass
        AND d.refobjid = p_relation
        AND d.deptype = 'a';
$$;

COMMENT ON FUNCTION v1_hub.sequence_ddl(regclass, text) IS
'Lets owned sequences keep name and schema while their table moves (p_target NULL), or gives them '
'back to its columns.';

CREATE OR REPLACE FUNCTION v1_hub.usage_ddl(p_relation regclass)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    -- Foreign keys are checked by queries of the table's owner, who must reach the leaf.
    SELECT format('GRANT USAGE ON SCHEMA v1_hub TO %s;', c.relowner::regrole)
    FROM pg_class AS c
    WHERE c.oid = p_relation AND c.relowner <> current_user::regrole;
$$;

COMMENT ON FUNCTION v1_hub.usage_ddl(regclass) IS
'Lets the owner of a table into schema v1_hub, NULL where that is the current role.';

CREATE OR REPLACE FUNCTION v1_hub.join_log_ddl(p_table_name text, p_copied boolean)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $template$
    -- p_copied: the leaf is a table of ours in v1_hub already.
    SELECT
        concat_ws(
            E'\n',
            (
                SELECT string_agg(
                    format(
                        'ALTER TABLE %s RENAME COLUMN %I TO %I;',
                        n.name, c.legacy_name, c.log_name
                    ),
                    E'\n' ORDER BY c.place
                )
                FROM v1_hub.list_log_columns() AS c
                WHERE
                    c.table_name = p_table_name
                    AND NOT c.folded
                    AND c.log_name <> c.legacy_name
            ),
            format(
                E'ALTER TABLE %s\n    ADD COLUMN log_type text NOT NULL DEFAULT %L%s%s;',
                n.name,
                t.log_type,
                (
                    SELECT string_agg(
                        format(E',\n    ADD COLUMN %I %s', d.log_name, d.type_name),
                        '' ORDER BY d.place
                    )
                    FROM v1_hub.list_log_definition() AS d
                    WHERE d.log_name NOT IN (
                        SELECT c.log_name
                        FROM v1_hub.list_log_columns() AS c
                        WHERE c.table_name = p_table_name AND NOT c.folded
                    )
                ),
                CASE WHEN NOT p_copied THEN E',\n    ADD COLUMN result_data jsonb' END
            ),
            CASE WHEN NOT p_copied THEN format('ALTER TABLE %s SET SCHEMA v1_hub;', n.name) END,
            format(
                E'ALTER TABLE %s ATTACH PARTITION v1_hub.%I FOR VALUES IN (%L);',
                v1_hub.hub_name('v1_hub_activity_logs'), p_table_name, t.log_type
            ),
            v1_hub.legacy_column_trigger_ddl(p_table_name)
        )
    FROM v1_hub.retired_table AS t
    CROSS JOIN LATERAL (
        SELECT
            CASE
                WHEN p_copied THEN format('v1_hub.%I', p_table_name)
                ELSE v1_hub.hub_name(p_table_name)
            END AS name
    ) AS n
    WHERE t.table_name = p_table_name;
$template$;

COMMENT ON FUNCTION v1_hub.join_log_ddl(text, boolean) IS
'Gives a table the columns of the log and attaches it as the leaf of its log_type.';

CREATE OR REPLACE FUNCTION v1_hub.leave_log_ddl(p_table_name text)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $template$
    SELECT
        concat_ws(
            E'\n',
            (
                SELECT string_agg(
                    format(
                        'DROP TRIGGER %I ON v1_hub.%I;',
                        'zz_report_legacy_column_' || c.place, p_table_name
                    ),
                    E'\n' ORDER BY c.place
                )
                FROM v1_hub.list_log_columns() AS c
                WHERE
                    c.table_name = p_table_name AND c.not_null AND c.log_name <> c.legacy_name
            ),
            format(
                'ALTER TABLE %s DETACH PARTITION v1_hub.%I;',
                v1_hub.hub_name('v1_hub_activity_logs'), p_table_name
            ),
            format(
                E'ALTER TABLE v1_hub.%I\n    DROP COLUMN log_type%s,\n    DROP COLUMN result_data;',
                p_table_name,
                (
                    SELECT string_agg(
                        format(E',\n    DROP COLUMN %I', d.log_name), '' ORDER BY d.place
                    )
                    FROM v1_hub.list_log_definition() AS d
                    WHERE d.log_name NOT IN (
                        SELECT c.log_name
                        FROM v1_hub.list_log_columns() AS c
                        WHERE c.table_name = p_table_name
                    )
                )
            ),
            (
                SELECT string_agg(
                    format(
                        'ALTER TABLE v1_hub.%I RENAME COLUMN %I TO %I;',
                        p_table_name, c.log_name, c.legacy_name
                    ),
                    E'\n' ORDER BY c.place DESC
                )
                FROM v1_hub.list_log_columns() AS c
                WHERE c.table_name = p_table_name AND c.log_name <> c.legacy_name
            )
        );
$template$;

COMMENT ON FUNCTION v1_hub.leave_log_ddl(text) IS
'Takes an adopted leaf back out of the log, with the columns that it came with.';
