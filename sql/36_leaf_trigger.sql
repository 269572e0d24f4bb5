-- A NOT NULL column that was renamed goes on refusing under the name that the caller knows.
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
        SCHEMA = tg_argv[1],
        TABLE = tg_table_name,
        COLUMN = tg_argv[0];
END;
$$;

COMMENT ON FUNCTION v1_hub.report_legacy_column() IS
'Row trigger on a leaf, fired only for NULL in a renamed NOT NULL column: raises 23502 with the '
'name and the schema that the caller knows (the arguments).';

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
FOR EACH ROW WHEN (NEW.%3$I IS NOT DISTINCT FROM NULL%5$s)
EXECUTE FUNCTION v1_hub.report_legacy_column(%4$L, %6$L);$ddl$,
                'zz_report_legacy_column_' || c.place, p_table_name, c.log_name, c.legacy_name,
                (
                    -- The first of several speaks, as on the table. (A composite of NULLs IS NULL,
                    -- and yet no NULL to the table: only IS DISTINCT FROM tells.)
                    SELECT string_agg(
                        format(' AND NEW.%I IS DISTINCT FROM NULL', e.log_name), '' ORDER BY e.place
                    )
                    FROM v1_hub.list_log_columns() AS e
                    WHERE
                        e.table_name = c.table_name
                        AND e.not_null
                        AND NOT e.folded
                        AND e.place < c.place
                ),
                v1_hub.hub_schema()
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
