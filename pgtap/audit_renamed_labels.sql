-- An enum label renamed is the same value: verify, the past and undo speak the names of today.
BEGIN;
SELECT plan(5);
-- The log's owner may be another than the tables', and must read them.
ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO public;
ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO public;

CREATE TYPE public.mood AS ENUM ('sad', 'fine');
CREATE TABLE public.e (id int PRIMARY KEY, m public.mood, ms public.mood[]);
SELECT v1_hub.audit_enable('public.e');
INSERT INTO public.e VALUES (1, 'sad', '{sad,fine}'), (2, 'fine', NULL);
SELECT set_config('test.before', clock_timestamp()::text, TRUE);
UPDATE public.e SET ms = '{sad}'
WHERE id = 1;
ALTER TYPE public.mood RENAME VALUE 'sad' TO 'blue';
UPDATE public.e SET ms = '{fine}'
WHERE id = 1;
SELECT is_empty($$ SELECT * FROM v1_hub.audit_verify('public.e') $$, 'nothing contradicts');
SELECT is((v1_hub.audit_upkeep()).tables_synced, 1, 'upkeep notes it');
SELECT is_empty($$ SELECT * FROM v1_hub.audit_verify('public.e') $$, 'as little afterwards');
SELECT results_eq(
    $$
    SELECT e.m::text, e.ms::text
    FROM v1_hub.table_at(NULL::public.e, current_setting('test.before')::timestamptz) AS e
    WHERE e.id = 1
    $$,
    $$ VALUES ('blue', '{blue,fine}') $$, 'the past can be read'
);
SELECT is(
    (
        SELECT count(*) FROM
            v1_hub.audit_undo(
                p_from => current_setting('test.before')::timestamptz, p_table => 'public.e',
                p_dry_run => FALSE
            )
        WHERE verdict = 'undone'
    ), 2::bigint, 'and undone'
);

SELECT finish();
ROLLBACK;
