-- Every way to write is logged once: upsert, MERGE, COPY, TRUNCATE, swaps of keys, cascades.
BEGIN;
SELECT plan(9);
-- The log's owner may be another than the tables', and must read them.
ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO public;
ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO public;

CREATE TABLE public.s (id int PRIMARY KEY, v text);
CREATE TABLE public.swapped (id int PRIMARY KEY DEFERRABLE, v text);
CREATE TABLE public.child (
    id int PRIMARY KEY, s_id int CONSTRAINT child_s_id_fkey REFERENCES public.s ON DELETE CASCADE
);
ALTER TABLE public.s ADD CONSTRAINT s_v_key UNIQUE (v);
SELECT count(v1_hub.audit_enable(t))
FROM unnest('{public.s,public.child,public.swapped}'::regclass[]) AS t;

CREATE FUNCTION pg_temp.events()
RETURNS TABLE (action text, record_id int, old_v text, new_v text)
LANGUAGE sql AS $$
    SELECT l.action, l.record_id, l.old_data ->> 'v', l.new_data ->> 'v'
    FROM public.v1_hub_audit_log AS l
    WHERE l.table_name = 's' AND l.id > coalesce(current_setting('test.seen', TRUE)::bigint, 0)
    ORDER BY l.id;
$$;
CREATE FUNCTION pg_temp.seen() RETURNS text LANGUAGE sql AS $$
    SELECT set_config('test.seen', coalesce(max(id), 0)::text, TRUE) FROM public.v1_hub_audit_log;
$$;

SELECT pg_temp.seen();
INSERT INTO public.s VALUES (1, 'a'), (2, 'b'), (3, 'c');
SELECT results_eq(
    'SELECT action, record_id, new_v FROM pg_temp.events()',
    $$ VALUES ('INSERT', 1, 'a'), ('INSERT', 2, 'b'), ('INSERT', 3, 'c') $$,
    'INSERT of several rows'
);

SELECT pg_temp.seen();
INSERT INTO public.s VALUES (9, 'a'), (4, 'd')
ON CONFLICT (v) DO UPDATE SET v = excluded.v || '!';
SELECT bag_eq(
    'SELECT * FROM pg_temp.events()',
    $$ VALUES ('INSERT', 4, NULL::text, 'd'), ('UPDATE', 1, 'a', 'a!') $$,
    'an upsert logs both its parts'
);

SELECT pg_temp.seen();
MERGE INTO public.s AS t USING (VALUES (1), (2), (5)) AS x (id) ON t.id = x.id
WHEN MATCHED AND t.id = 1 THEN UPDATE SET v = 'merged'
WHEN MATCHED THEN DELETE
WHEN NOT MATCHED THEN INSERT VALUES (x.id, 'e');
SELECT bag_eq(
    'SELECT * FROM pg_temp.events()',
    $$
    VALUES
    ('UPDATE', 1, 'a!', 'merged'), ('DELETE', 2, 'b', NULL), ('INSERT', 5, NULL::text, 'e')
    $$, 'MERGE logs all three'
);

SELECT pg_temp.seen();
INSERT INTO public.swapped VALUES (1, 'merged'), (3, 'c');
UPDATE public.swapped SET id = 4 - id;
SELECT results_eq(
    $$
    SELECT record_id, old_key, old_data ->> 'v', new_data ->> 'v' FROM public.v1_hub_audit_log
    WHERE table_name = 'swapped' AND action = 'UPDATE' ORDER BY record_id
    $$,
    $$ VALUES (1, '3'::jsonb, 'c', 'c'), (3, '1', 'merged', 'merged') $$,
    'a swap of keys pairs every row with itself'
);

SELECT pg_temp.seen();
INSERT INTO public.s SELECT
    g,
    'v' || g
FROM generate_series(1000, 1030) AS g
ORDER BY g DESC;
UPDATE public.s SET id = id + 1, v = v || '+'
WHERE id >= 1000;
SELECT is_empty(
    $$
    SELECT * FROM public.v1_hub_audit_log
    WHERE table_name = 's' AND action = 'UPDATE' AND record_id > 1000
        AND (
            record_id <> old_key::int + 1
            OR new_data ->> 'v' <> (old_data ->> 'v') || '+'
        )
    $$,
    'a shift of keys over many rows pairs every row with itself'
);

SELECT pg_temp.seen();
WITH gone AS (
    DELETE FROM public.s
    WHERE id = 1031 RETURNING v
)

INSERT INTO public.s SELECT
    2000,
    gone.v
FROM gone;
SELECT bag_eq(
    'SELECT action, record_id FROM pg_temp.events()',
    $$ VALUES ('DELETE', 1031), ('INSERT', 2000) $$, 'so do data-modifying CTEs'
);

INSERT INTO public.child VALUES (1, 2000);
SELECT set_config('v1_hub.actor', 'the boss', TRUE);
DELETE FROM public.s
WHERE id = 2000;
SELECT results_eq(
    $$
    SELECT action::text, changed_by::text FROM public.v1_hub_audit_log
    WHERE table_name = 'child' ORDER BY id DESC LIMIT 1
    $$,
    $$ VALUES ('DELETE', 'the boss') $$, 'a cascade is logged, under who set it off'
);

SELECT pg_temp.seen();
UPDATE public.s SET v = v;
SELECT is_empty('SELECT * FROM pg_temp.events()', 'an UPDATE that changes nothing writes nothing');

SELECT pg_temp.seen();
TRUNCATE public.s CASCADE;
SELECT is(
    (
        SELECT ARRAY[count(*), count(e.record_id)] FROM pg_temp.events() AS e
        WHERE e.action = 'TRUNCATE'
    ),
    ARRAY[35, 34]::bigint[], 'TRUNCATE logs every row that goes, and itself'
);

SELECT finish();
ROLLBACK;
