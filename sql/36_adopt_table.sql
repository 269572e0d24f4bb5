-- Adoption: the table itself becomes a leaf of the log, or moves aside whole; nothing is copied.
CREATE OR REPLACE FUNCTION v1_hub.report_legacy_column()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RAISE not_null_violation USING
        MESSAGE = format(
            'null value in column "%s" of relation "%s" violates not-null constraint',
            tg_argv[0], tg_table_name
        ),
        SCHEMA = v1_hub.hub_schema(),
        TABLE = tg_table_name,
        COLUMN = tg_argv[0];
END;
$$;

COMMENT ON FUNCTION v1_hub.report_legacy_column() IS
'Row trigger on a leaf, fired only for NULL in a renamed NOT NULL column: raises 23502 with the '
'name that the caller knows (argument 1).';

CREATE OR REPLACE FUNCTION v1_hub.legacy_column_trigger_ddl(p_table_name text)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $template$
    SELECT
        string_agg(
            format(
                $ddl$CREATE TRIGGER %1$I
BEFORE INSERT OR UPDATE ON v1_hub.%2$I
FOR EACH ROW WHEN (NEW.%3$I IS NULL)
EXECUTE FUNCTION v1_hub.report_legacy_column(%4$L);$ddl$,
                'zz_report_legacy_column_' || c.place, p_table_name, c.log_name, c.legacy_name
            ),
            E'\n' ORDER BY c.place
        )
    FROM v1_hub.list_log_columns() AS c
    WHERE
        c.table_name = p_table_name
        AND c.not_null
        AND NOT c.folded
        AND c.log_name <> c.legacy_name;
$template$;

COMMENT ON FUNCTION v1_hub.legacy_column_trigger_ddl(text) IS
'Triggers that let a violated NOT NULL speak of the legacy column; NULL where none was renamed.';

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

CREATE OR REPLACE FUNCTION v1_hub.adopt_ddl(p_table_name text, p_treatment text)
RETURNS TABLE (statement text, undo text)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $template$
    SELECT
        concat_ws(
            E'\n\n',
            v1_hub.unbind_ddl(c.oid, false),
            v1_hub.sequence_ddl(c.oid, NULL),
            CASE p_treatment
                WHEN 'leaf' THEN v1_hub.join_log_ddl(p_table_name, false)
                ELSE format('ALTER TABLE %s SET SCHEMA v1_hub;', c.oid::regclass)
            END,
            v1_hub.plain_view_ddl(p_table_name),
            v1_hub.bind_ddl(c.oid, false)
        ),
        concat_ws(
            E'\n\n',
            CASE WHEN p_treatment = 'leaf' THEN v1_hub.leave_log_ddl(p_table_name) END,
            format('ALTER TABLE v1_hub.%I SET SCHEMA %I;', p_table_name, v1_hub.hub_schema()),
            v1_hub.sequence_ddl(c.oid, c.oid::regclass::text)
        )
    FROM (SELECT v1_hub.hub_relation(p_table_name) AS oid) AS c
    WHERE c.oid IS NOT NULL;
$template$;

COMMENT ON FUNCTION v1_hub.adopt_ddl(text, text) IS
'DDL that retires a table without copying a row (p_treatment leaf or whole), and its undo.';
