-- Columns and tables are added, renamed and dropped under the audit: writing and reading go on.
-- noqa: disable=AL08,LT09
BEGIN;
SELECT plan(16);
-- The log's owner may be another than the tables', and must read them.
ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO public;
ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO public;

CREATE TABLE public.c (id int PRIMARY KEY, a text, b int);
SELECT v1_hub.audit_enable('public.c', p_ignored => '{b}');
INSERT INTO public.c VALUES (1, 'one', 1), (2, 'two', 2);
ALTER TABLE public.c RENAME COLUMN id TO number;
ALTER TABLE public.c RENAME COLUMN a TO title;
ALTER TABLE public.c ADD COLUMN extra text DEFAULT 'x';
SELECT set_config('test.before', clock_timestamp()::text, TRUE);
SELECT lives_ok(
    $$ UPDATE public.c SET title = 'uno', extra = 'y' WHERE number = 1 $$,
    'a renamed key stops nothing'
);
INSERT INTO public.c SELECT
    g,
    'many',
    g,
    'z'
FROM generate_series(10, 40) AS g;
UPDATE public.c SET title = 'more'
WHERE number >= 10;
SELECT is(
    (
        SELECT count(DISTINCT record_id) FROM v1_hub_audit_log
        WHERE table_name = 'c'
    ), 33::bigint,
    'and is still the record_id'
);
SELECT results_eq(
    $$ SELECT old_data ->> 'title', new_data ->> 'title' FROM v1_hub.row_history('public.c', 1) $$,
    $$ VALUES (NULL, 'one'), ('one', 'uno') $$, 'history speaks the names of today'
);
SELECT v1_hub.audit_upkeep();
SELECT is(
    (
        SELECT renames FROM v1_hub.audit_tables
        WHERE table_name = 'c'
    ),
    '[{"from": "id", "to": "number"}, {"from": "a", "to": "title"}]', 'upkeep notes the renames'
);
ALTER TABLE public.c DROP COLUMN b;
SELECT
    lives_ok($$ UPDATE public.c SET title = 'due' WHERE number = 2 $$, 'a dropped column neither');
SELECT results_eq(
    $$
    SELECT * FROM v1_hub.table_at(NULL::public.c, current_setting('test.before')::timestamptz)
    ORDER BY number
    $$,
    $$ VALUES (1, 'one', 'x'), (2, 'two', 'x') $$, 'table_at fits the row type of today'
);

CREATE TABLE public.shaped (id int PRIMARY KEY, extra text, noise int);
SELECT v1_hub.audit_enable('public.shaped', p_ignored => '{noise}');
INSERT INTO public.shaped VALUES (1, 'x', 0);
ALTER TABLE public.shaped ADD COLUMN late int;
ALTER TABLE public.shaped ALTER COLUMN extra TYPE json USING to_json(extra);
UPDATE public.shaped SET late = 1;
UPDATE public.shaped SET extra = '{ }';
SELECT results_eq(
    $$
    SELECT changed_columns FROM v1_hub.row_history('public.shaped', 1)
    WHERE action = 'UPDATE' ORDER BY id DESC LIMIT 2
    $$,
    $$ VALUES ('{extra}'::text []), ('{late}') $$,
    'a column added, or given another type, is logged at once'
);
ALTER TABLE public.shaped DROP COLUMN late;
ALTER TABLE public.shaped ALTER COLUMN extra TYPE text;
UPDATE public.shaped SET extra = 'x';
SELECT is(
    (
        SELECT changed_columns FROM v1_hub.row_history('public.shaped', 1)
        ORDER BY id DESC LIMIT 1
    ), '{extra}', 'and may be dropped again'
);
CREATE TABLE public.pins (id int PRIMARY KEY, pin text);
SELECT v1_hub.audit_enable('public.pins', p_secrets => '{pin}');
INSERT INTO public.pins VALUES (1, 'a');
UPDATE public.pins SET pin = 'b';
ALTER TABLE public.pins RENAME COLUMN pin TO code;
SELECT v1_hub.audit_upkeep();
SELECT results_eq(
    $$ SELECT changed_columns FROM v1_hub.row_history('public.pins', 1) WHERE action = 'UPDATE' $$,
    $$ VALUES ('{code}'::text []) $$, 'a secret that was changed is told of under its name of today'
);
DROP TRIGGER "0_audit_row" ON public.pins;
DROP TRIGGER "0_audit_update" ON public.pins;
DROP TRIGGER audit_truncate ON public.pins;
SELECT is((v1_hub.audit_upkeep()).tables_synced, 1, 'triggers that were dropped are made again');
UPDATE public.pins SET code = 'c';
SELECT is(
    (SELECT count(*) FROM v1_hub.row_history('public.pins', 1)), 3::bigint, 'and it is audited on'
);
DROP TABLE public.pins;
SELECT v1_hub.audit_upkeep();
SELECT is(
    (
        SELECT enabled FROM v1_hub.audit_tables
        WHERE table_name = 'pins'
    ), FALSE, 'a table that was dropped is audited no more'
);
ALTER TABLE public.c RENAME TO d;
INSERT INTO public.d VALUES (3, 'three');
CREATE TABLE public.c (id int PRIMARY KEY);
SELECT v1_hub.audit_enable('public.c');
INSERT INTO public.c VALUES (1);
SELECT is(
    (SELECT count(*) FROM v1_hub.row_history('public.d', 1)), 2::bigint,
    'a renamed table keeps its history'
);
SELECT is(
    (SELECT count(*) FROM v1_hub.row_history('public.c', 1)), 1::bigint,
    'a new table of the old name has its own'
);
SELECT is_empty($$ SELECT * FROM v1_hub.audit_verify('public.d') $$, 'the log explains it all');
DROP TABLE public.d;
SELECT is(
    (
        SELECT count(*) FROM v1_hub_audit_log
        WHERE record_id = 2 AND table_name = 'c'
    ), 2::bigint,
    'a dropped table leaves its history'
);

SELECT finish();
ROLLBACK;
