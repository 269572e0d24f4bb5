-- Any table can be audited: every kind of key, quoted names, whole rows before and after.
-- noqa: disable=RF05
BEGIN;
SELECT plan(11);
-- The log's owner may be another than the tables', and must read them.
ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO public;
ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO public;

CREATE SCHEMA "Odd ""schema""";
CREATE TABLE "Odd ""schema"""."T'a ""b""" ("Key 1" text, o int, n int, PRIMARY KEY ("Key 1", o));
CREATE TABLE public.big_key (id bigint PRIMARY KEY, v text);
CREATE TABLE public.uuid_key (id uuid PRIMARY KEY, v text);
CREATE TABLE public.no_key (v text);
CREATE TEMPORARY TABLE temporary_one (id int PRIMARY KEY);

SELECT isnt(v1_hub.audit_enable('"Odd ""schema"""."T''a ""b"""'), NULL, 'a quoted name is taken');
SELECT is(
    v1_hub.audit_enable('public.big_key'), v1_hub.audit_enable('public.big_key'),
    'enabling again keeps the table''s number'
);
SELECT count(v1_hub.audit_enable(t))
FROM unnest('{public.uuid_key,public.no_key}'::regclass[]) AS t;

INSERT INTO "Odd ""schema"""."T'a ""b""" VALUES ('한글', 1, 5);
UPDATE "Odd ""schema"""."T'a ""b""" SET n = 6;
DELETE FROM "Odd ""schema"""."T'a ""b""";
SELECT results_eq(
    $$
    SELECT action::text, record_id, record_key, old_data, new_data,
        v1_hub.audit_changed(old_data, new_data, masked_changes)
    FROM v1_hub_audit_log WHERE table_name = 'T''a "b"' ORDER BY id
    $$,
    $$
    VALUES
    (
        'INSERT', NULL::int, '["한글", 1]'::jsonb, NULL::jsonb,
        '{"Key 1": "한글", "o": 1, "n": 5}'::jsonb, NULL::text []
    ),
    (
        'UPDATE', NULL, '["한글", 1]', '{"Key 1": "한글", "o": 1, "n": 5}',
        '{"Key 1": "한글", "o": 1, "n": 6}', '{n}'
    ),
    ('DELETE', NULL, '["한글", 1]', '{"Key 1": "한글", "o": 1, "n": 6}', NULL, NULL)
    $$,
    'INSERT, UPDATE and DELETE log whole rows and the full key'
);

INSERT INTO public.big_key VALUES (7, 'small'), (7000000000, 'large');
SELECT results_eq(
    $$
    SELECT record_id, record_key FROM v1_hub_audit_log
    WHERE table_name = 'big_key' ORDER BY id
    $$,
    $$ VALUES (7, NULL::jsonb), (NULL, '7000000000') $$,
    'a bigint key is in record_id where it fits'
);
SELECT is(
    (SELECT count(*) FROM v1_hub.row_history('public.big_key', 7000000000)), 1::bigint,
    'and is found where it does not'
);

INSERT INTO public.uuid_key VALUES ('00000000-0000-0000-0000-000000000001', 'u');
SELECT is(
    (
        SELECT h.new_data ->> 'v'
        FROM v1_hub.row_history(
            'public.uuid_key', '00000000-0000-0000-0000-000000000001'::uuid
        ) AS h
    ), 'u', 'a uuid key finds its row'
);

INSERT INTO public.no_key VALUES ('a'), ('a');
SELECT is(
    (
        SELECT count(*) FROM v1_hub_audit_log
        WHERE table_name = 'no_key' AND record_key IS NULL
    ),
    2::bigint, 'a table without a key is logged all the same'
);
SELECT throws_ok(
    $$ SELECT v1_hub.row_history('public.no_key', 'a') $$, '55000',
    'table public.no_key has no key', 'but one row cannot be asked for'
);
SELECT throws_ok(
    $$ SELECT v1_hub.audit_enable('temporary_one') $$, '42809',
    'temporary_one is not a table that can be audited', 'a temporary table is refused'
);
SELECT throws_ok(
    $$ SELECT v1_hub.audit_enable('v1_hub_audit_log') $$, '55000',
    'public.v1_hub_audit_log is part of the audit log or the catalogue', 'so is the log itself'
);

SELECT v1_hub.audit_disable('public.big_key');
SELECT v1_hub.audit_disable('public.big_key');
INSERT INTO public.big_key VALUES (8, 'unseen');
SELECT is(
    (SELECT count(*) FROM v1_hub.row_history('public.big_key', 8)), 0::bigint,
    'a disabled table is logged no more'
);

SELECT finish();
ROLLBACK;
