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
        SCHEMA = tg_table_schema,
        TABLE = tg_table_name,
        COLUMN = tg_argv[0];
END;
$$;

COMMENT ON FUNCTION v1_hub.report_legacy_column() IS
'Row trigger on a leaf, fired only for NULL in a renamed NOT NULL column: raises 23502 with the '
'name that the caller knows (the argument).';
