-- What a rollback needs is in the database: each retired name its table, each table its columns.
BEGIN;
SELECT plan(4);

SELECT is_empty(
    $$
    SELECT r.table_name FROM v1_hub.retired AS r
    WHERE
        to_regclass('v1_hub.' || quote_ident(r.leaf)) IS NULL
        OR to_regclass('public.' || quote_ident(r.table_name)) IS NULL
    $$,
    'every retired table is there beside its view'
);
SELECT is_empty(
    $$
    SELECT r.table_name, f.described ->> 0
    FROM v1_hub.retired AS r
    CROSS JOIN jsonb_array_elements(r.facts -> 'columns') AS f (described)
    LEFT JOIN v1_hub.log_column AS c
        ON c.table_name = r.table_name AND c.legacy_name = f.described ->> 0
    WHERE
        NOT EXISTS (
            SELECT 1 FROM pg_attribute AS a
            WHERE
                a.attrelid = to_regclass('v1_hub.' || quote_ident(r.leaf))
                AND a.attname = coalesce(c.log_name, f.described ->> 0)
                AND NOT a.attisdropped
        )
    $$,
    'it has every column that it had, emptied ones as well'
);
SELECT is_empty(
    $$
    SELECT r.table_name, k.name
    FROM v1_hub.retired AS r
    CROSS JOIN jsonb_array_elements_text(r.facts -> 'constraints') AS k (name)
    WHERE
        r.treatment <> 'history' -- whose foreign keys come back with its rows
        AND NOT EXISTS (
            SELECT 1 FROM pg_constraint AS c
            WHERE
                c.conrelid = to_regclass('v1_hub.' || quote_ident(r.leaf)) AND c.conname = k.name
        )
    $$,
    'its constraints hold under their names'
);
SELECT results_eq(
    $$ SELECT h.schema_name, h.stage FROM v1_hub.hub AS h $$,
    $$ VALUES ('public', 'finished') $$,
    'the install says where the hub is, and that it is finished'
);

SELECT finish();
ROLLBACK;
