-- Keys of result_data that are no legacy column have no place in the table: they are kept aside.
CREATE TABLE IF NOT EXISTS v1_hub_retired.{{ extra | ident }} (
    row_key jsonb NOT NULL,
    extra jsonb NOT NULL,
    kept_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE v1_hub_retired.{{ extra | ident }} IS
'Keys of result_data that are no column of {{ table.entry.table_name }}, by the key of their row.';
INSERT INTO v1_hub_retired.{{ extra | ident }} (row_key, extra)
SELECT jsonb_build_array({{ key_columns | idents('l') }}), l.result_data - {{ keys }}
FROM {{ leaf }} AS l
WHERE
    l.result_data - {{ keys }} <> '{}'
    -- A rollback that was interrupted comes here again.
    AND NOT EXISTS (
        SELECT 1
        FROM v1_hub_retired.{{ extra | ident }} AS k
        WHERE
            k.row_key = jsonb_build_array({{ key_columns | idents('l') }})
            AND k.extra = l.result_data - {{ keys }}
    );
