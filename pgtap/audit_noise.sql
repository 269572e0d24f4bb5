-- What is ignored is written down, and only an UPDATE of nothing else is left out.
BEGIN;
SELECT plan(11);
-- The log's owner may be another than the tables', and must read them.
ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO public;
ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO public;

CREATE TABLE public.n (id int PRIMARY KEY, v text, seen timestamptz);
SELECT v1_hub.audit_enable('public.n', p_ignored => '{seen}');
INSERT INTO public.n SELECT
    g,
    'v',
    now()
FROM generate_series(1, 30) AS g;
UPDATE public.n SET seen = clock_timestamp()
WHERE id = 1;
UPDATE public.n SET seen = clock_timestamp();
SELECT is(
    (
        SELECT count(*) FROM v1_hub_audit_log
        WHERE table_name = 'n'
    ), 30::bigint,
    'an UPDATE of ignored columns only writes nothing, one row or many'
);
-- Were the trigger function called, this would stop the write.
ALTER TABLE v1_hub_audit_log ADD CONSTRAINT stop CHECK (table_name <> 'n') NOT VALID;
CREATE TEMPORARY TABLE calls AS
SELECT pg_stat_get_xact_function_calls('v1_hub.audit_row()'::regprocedure) AS n;
SET LOCAL track_functions = 'all';
SELECT lives_ok('UPDATE public.n SET seen = NULL', 'noise does not reach the log');
SELECT is(
    pg_stat_get_xact_function_calls('v1_hub.audit_row()'::regprocedure),
    (SELECT c.n FROM calls AS c),
    'it does not even call the trigger function'
);
ALTER TABLE v1_hub_audit_log DROP CONSTRAINT stop;
UPDATE public.n SET seen = clock_timestamp(), v = 'w'
WHERE id <= 20;
SELECT is(
    (
        SELECT count(*) FROM v1_hub_audit_log
        WHERE table_name = 'n' AND v1_hub.audit_changed(
            old_data, new_data, masked_changes
        ) IN ('{seen,v}', '{v,seen}')
    ), 20::bigint, 'with another column it is whole'
);
CREATE TABLE public.num (id int PRIMARY KEY, v numeric, seen int);
SELECT v1_hub.audit_enable('public.num', p_ignored => '{seen}');
INSERT INTO public.num VALUES (1, 1.1, 1);
UPDATE public.num SET v = 1.10;
SELECT is(
    (
        SELECT new_data ->> 'v' FROM v1_hub_audit_log
        WHERE table_name = 'num' AND action = 'UPDATE'
    ), '1.10', 'equal but not the same is a change'
);
CREATE DOMAIN public.stamp AS int NOT NULL;
CREATE TABLE public.stamped (id int PRIMARY KEY, v text, seen public.stamp);
SELECT v1_hub.audit_enable('public.stamped', p_ignored => '{seen}');
INSERT INTO public.stamped VALUES (1, 'a', 1);
UPDATE public.stamped SET seen = 2;
UPDATE public.stamped SET seen = 3, v = 'b';
SELECT results_eq(
    $$ SELECT new_data -> 'seen' FROM v1_hub_audit_log WHERE table_name = 'stamped' ORDER BY id $$,
    $$ VALUES ('1'::jsonb), ('3') $$, 'a domain that refuses NULL is ignored as well'
);
SELECT v1_hub.audit_enable('public.n', p_ignored => '{}');
UPDATE public.n SET seen = NULL
WHERE id = 1;
SELECT is(
    (SELECT count(*) FROM v1_hub.row_history('public.n', 1)), 3::bigint, 'changeable per table'
);
SELECT is(
    (
        SELECT ignored_columns FROM v1_hub.audit_tables
        WHERE table_name = 'n'
    ), '{}', 'and visible'
);
SELECT is(
    (
        SELECT ignored_columns FROM v1_hub.audit_defaults
        WHERE table_name = 'v1_hub_proxies'
    ),
    '{use_count,last_used_at,updated_at,ip_history,last_heartbeat,usage_stats}',
    'the summary columns of proxies are noise'
);
SELECT results_eq(
    'SELECT busiest_column, cheaper FROM v1_hub.audit_cost() WHERE audited = $$public.n$$',
    $$ VALUES ('seen', NULL::text) $$, 'audit_cost gives no advice from a few changes'
);
UPDATE public.n SET seen = clock_timestamp();
UPDATE public.n SET seen = clock_timestamp();
UPDATE public.n SET seen = clock_timestamp();
SELECT results_eq(
    'SELECT busiest_column, cheaper FROM v1_hub.audit_cost() WHERE audited = $$public.n$$',
    $$ VALUES ('seen', 'SELECT v1_hub.audit_enable(''public.n'', p_ignored => ''{seen}'');') $$,
    'audit_cost names what would be cheaper left out'
);

SELECT finish();
ROLLBACK;
