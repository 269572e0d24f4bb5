-- What was changed behind the log's back is named; replicas and restores write no second entry.
BEGIN;
SELECT plan(5);
-- The log's owner may be another than the tables', and must read them.
ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO public;
ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO public;

CREATE TABLE public.k (id int PRIMARY KEY, v text, seen int);
INSERT INTO public.k VALUES (0, 'before the audit', 0);
SELECT v1_hub.audit_enable('public.k', p_ignored => '{seen}');
INSERT INTO public.k SELECT
    g,
    'v',
    0
FROM generate_series(1, 6) AS g;
UPDATE public.k SET v = 'w', seen = 1
WHERE id < 4;
UPDATE public.k SET seen = 2;
SELECT is_empty($$ SELECT * FROM v1_hub.audit_verify('public.k') $$, 'noise is no contradiction');

SET LOCAL session_replication_role = replica;
SELECT set_config('test.rows', count(*)::text, TRUE) FROM v1_hub_audit_log;
UPDATE public.k SET v = 'sneaked'
WHERE id = 1;
DELETE FROM public.k
WHERE id = 2;
INSERT INTO public.k VALUES (7, 'ghost', 0);
UPDATE public.k SET v = 'twice'
WHERE id = 3;
SELECT is(
    (SELECT count(*) FROM v1_hub_audit_log), current_setting('test.rows')::bigint,
    'a replica''s worker writes no entries'
);
SET LOCAL session_replication_role = origin;
UPDATE public.k SET v = 'seen again'
WHERE id = 3;
DELETE FROM public.k
WHERE id = 6;
SELECT bag_eq(
    $$ SELECT row_key, finding, differing FROM v1_hub.audit_verify('public.k') $$,
    $$
    VALUES
    ('1'::jsonb, 'the live row differs from the log', '{v}'::text []),
    ('2', 'removed without a log row', '{}'),
    ('3', 'changed without a log row before this', '{v}')
    $$, 'rows changed and removed unseen are named'
);
ALTER TABLE public.k DISABLE TRIGGER USER;
INSERT INTO public.k VALUES (8, 'ghost', 0);
ALTER TABLE public.k ENABLE TRIGGER USER;
SELECT isnt_empty(
    $$
    SELECT * FROM v1_hub.audit_verify('public.k')
    WHERE finding = '7 rows in the table, 6 explained by the log'
    $$, 'rows added unseen are counted'
);
SELECT is(
    (
        SELECT count(*) FROM v1_hub.audit_verify('public.k')
        WHERE log_id IS NOT NULL
    ), 2::bigint,
    'with the event that does not fit'
);

SELECT finish();
ROLLBACK;
