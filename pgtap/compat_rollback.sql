-- The way back is written down as SQL: every retired table comes back under its name.
BEGIN;
SELECT plan(4);

SELECT is_empty(
    $$
    SELECT r.table_name FROM v1_hub.retired AS r
    WHERE NOT EXISTS (
        SELECT 1 FROM v1_hub.plan_rollback() AS p
        WHERE p.title LIKE '%' || r.table_name || '%' AND p.statement LIKE '%' || r.table_name || '%'
    )
    $$,
    'every retired table has its step'
);
SELECT ok(
    (
        SELECT bool_and(p.statement LIKE '%DETACH PARTITION%')
        FROM v1_hub.plan_rollback() AS p
        INNER JOIN v1_hub.retired AS r
            ON p.title LIKE '%' || r.table_name || '%' AND r.treatment = 'leaf'
    ),
    'a leaf is detached, not copied'
);
SELECT results_eq(
    $$ SELECT p.ordinal FROM v1_hub.plan_rollback() AS p $$,
    $$ SELECT p.ordinal FROM v1_hub.plan_rollback() AS p ORDER BY p.ordinal $$,
    'the steps come in their order'
);
SELECT ok(
    EXISTS (
        SELECT 1
        FROM v1_hub.plan_rollback() AS p
        WHERE
            p.statement LIKE '%check_restored%'
            AND p.ordinal < (SELECT max(l.ordinal) FROM v1_hub.plan_rollback() AS l)
    ),
    'before the package goes, the tables are compared with what was recorded'
);

SELECT finish();
ROLLBACK;
