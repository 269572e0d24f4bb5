-- The log stops no write: keys of any type, renamed and dropped columns, values JSON cannot hold.
BEGIN;
SELECT plan(9);
-- The log's owner may be another than the tables', and must read them.
ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO public;
ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO public;

CREATE TABLE public.a (id int PRIMARY KEY, v text);
CREATE TABLE public.b (x int, y int, v text, PRIMARY KEY (x, y));
SELECT count(v1_hub.audit_enable(t)) FROM unnest('{public.a,public.b}'::regclass[]) AS t;

ALTER TABLE public.a ALTER id TYPE bigint;
INSERT INTO public.a VALUES (3000000000, 'x'), (7, 'y');
ALTER TABLE public.a ALTER id TYPE numeric;
INSERT INTO public.a VALUES (1.5, 'x'), (2.00, 'y');
ALTER TABLE public.a ALTER id TYPE text;
INSERT INTO public.a VALUES ('abc', 'x'), ('true', 'y');
SELECT results_eq(
    $$ SELECT record_id, record_key FROM v1_hub_audit_log WHERE table_name = 'a' ORDER BY id $$,
    $$
    VALUES (NULL::int, '3000000000'::jsonb), (7, NULL), (NULL, '1.5'), (2, NULL),
    (NULL, '"abc"'), (NULL, '"true"')
    $$,
    'a key that changes its type is logged as well as can be'
);
SELECT v1_hub.audit_upkeep();
SELECT is(
    (SELECT count(*) FROM v1_hub.row_history('public.a', 'abc')), 1::bigint, 'and found by it'
);

ALTER TABLE public.a ADD COLUMN j json, ADD COLUMN token text;
SELECT lives_ok(
    $$ INSERT INTO public.a VALUES ('j', 'x', '"\u0000"', 'clear') $$, 'what JSON refuses is kept'
);
SELECT is(
    (
        SELECT new_data FROM v1_hub_audit_log
        WHERE table_name = 'a' AND record_key = '"j"'
    ),
    '{"id": "j", "v": "x", "j": "\"\\u0000\"", "token": "***"}'::jsonb,
    'as text, and the secret that was added is masked at once'
);

INSERT INTO public.b VALUES (1, 1, 'x'), (1, 2, 'y');
ALTER TABLE public.b DROP COLUMN x;
SELECT lives_ok('UPDATE public.b SET v = v || y', 'a part of the key is dropped');
SELECT is(
    (
        SELECT count(*) FROM v1_hub_audit_log
        WHERE table_name = 'b' AND action = 'UPDATE' AND record_id IS NULL AND record_key IS NULL
    ), 2::bigint, 'what is left of it is no key'
);
ALTER TABLE public.b ADD PRIMARY KEY (y);
SELECT v1_hub.audit_upkeep();
SELECT is(
    (
        SELECT key_columns FROM v1_hub.audit_tables
        WHERE schema_name = 'public' AND table_name = 'b'
    ),
    '{y}', 'upkeep sees the new one'
);
UPDATE public.b SET v = 'z'
WHERE y = 2;
SELECT is(
    (SELECT count(*) FROM v1_hub.row_history('public.b', 2)), 1::bigint, 'the key from then'
);

INSERT INTO public.a (id, v) VALUES ('big', repeat(md5('x'), 100));
UPDATE public.a SET id = 'bigger'
WHERE id = 'big';
SELECT is(
    (
        SELECT length(h.new_data ->> 'v') FROM v1_hub.row_history('public.a', 'bigger') AS h
        WHERE h.action = 'UPDATE'
    ), 3200, 'a big value is found again also where the key changed'
);

SELECT finish();
ROLLBACK;
