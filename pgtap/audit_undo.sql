-- Rows are put back, and changes undone: a dry run first, refusing what was changed since.
BEGIN;
SELECT plan(12);
-- The log's owner may be another than the tables', and must read them.
ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO public;
ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO public;

CREATE TABLE public.u (
    id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, v text, token text,
    twice int GENERATED ALWAYS AS (length(v) * 2) STORED
);
SELECT v1_hub.audit_enable('public.u');
INSERT INTO public.u (v, token) VALUES ('a', 't1'), ('b', 't2'), ('c', 't3');
SELECT set_config('test.before', clock_timestamp()::text, TRUE);
UPDATE public.u SET v = 'changed'
WHERE id = 1;
DELETE FROM public.u
WHERE id = 2;
SELECT v1_hub.row_restore('public.u', k, current_setting('test.before')::timestamptz)
FROM unnest('{1,2}'::text[]) AS k;
SELECT bag_eq(
    'SELECT id, v, token FROM public.u',
    $$ VALUES (1, 'a', 't1'), (2, 'b', NULL), (3, 'c', 't3') $$,
    'row_restore puts a changed and a deleted row back; secrets are not in the log'
);
SELECT is(
    (
        SELECT context -> 'cause' ? 'row_restore' FROM v1_hub.row_history('public.u', 2)
        WHERE id = (
            SELECT max(h.id) FROM v1_hub.row_history('public.u', 2) AS h
        )
    ), TRUE, 'and is itself audited with its cause'
);
SELECT throws_like(
    $$ SELECT v1_hub.row_restore('public.u', '9', now()) $$,
    'row 9 of table public.u did not exist%',
    'a row that was not there is refused'
);

SELECT set_config('v1_hub.actor', 'mallory', TRUE);
UPDATE public.u SET v = 'bad';
DELETE FROM public.u
WHERE id = 3;
INSERT INTO public.u (v) VALUES ('mine');
SELECT set_config('v1_hub.actor', '', TRUE);
UPDATE public.u SET v = 'good again'
WHERE id = 2;
SELECT bag_eq(
    $$ SELECT undo, row_key, split_part(verdict, ',', 1) FROM v1_hub.audit_undo('mallory') $$,
    $$
    VALUES ('DELETE', '4'::jsonb, 'would be undone'), ('INSERT', '3', 'would be undone'),
    ('UPDATE', '3', 'would be undone'), ('UPDATE', '2', 'refused: changed since'),
    ('UPDATE', '1', 'would be undone')
    $$, 'a dry run lists all, and what is refused'
);
SELECT is((
    SELECT count(*) FROM public.u
    WHERE v = 'bad'
), 1::bigint, 'and changes nothing');
SELECT is(
    (
        SELECT count(*) FROM v1_hub.audit_undo('mallory', p_dry_run => FALSE)
        WHERE verdict = 'undone'
    ),
    4::bigint, 'the undo does it'
);
SELECT bag_eq(
    'SELECT id, v FROM public.u', $$ VALUES (1, 'a'), (2, 'good again'), (3, 'c') $$,
    'rows are as they were before'
);
SELECT is(
    (
        SELECT count(*) FROM v1_hub_audit_log
        WHERE table_name = 'u' AND context -> 'cause' ? 'undo_of'
    ),
    4::bigint, 'each with its cause in the log'
);
SELECT throws_ok(
    'SELECT * FROM v1_hub.audit_undo()', '22023', 'nothing says what to undo', 'never everything'
);
CREATE TABLE public.no_key (v text);
SELECT v1_hub.audit_enable('public.no_key');
SELECT set_config('v1_hub.actor', 'nobody', TRUE);
INSERT INTO public.no_key VALUES ('a');
UPDATE public.u SET v = 'theirs'
WHERE id = 1;
SELECT set_config('v1_hub.actor', '', TRUE);
ALTER TABLE public.u DISABLE TRIGGER USER;
UPDATE public.u SET v = 'unseen'
WHERE id = 1;
SELECT results_eq(
    $$ SELECT changed, verdict FROM v1_hub.audit_undo('nobody', p_dry_run => FALSE) $$,
    $$
    VALUES ('public.u'::regclass, 'refused: the row is not as the log left it'),
    ('public.no_key', 'refused: the table has no key')
    $$, 'what cannot be told apart, or was changed unseen, is refused'
);
SELECT is((
    SELECT v FROM public.u
    WHERE id = 1
), 'unseen', 'and left alone');
CREATE TABLE public.unaudited (id int PRIMARY KEY);
SELECT is_empty(
    $$ SELECT * FROM v1_hub.audit_undo('mallory', p_table => 'public.unaudited') $$,
    'nor another table than was named'
);

SELECT finish();
ROLLBACK;
