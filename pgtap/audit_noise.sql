-- What is ignored is written down, and only an UPDATE of nothing else is left out.
BEGIN;
SELECT plan(6);
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
UPDATE public.n SET seen = clock_timestamp(), v = 'w'
WHERE id <= 20;
SELECT is(
    (
        SELECT count(*) FROM v1_hub_audit_log
        WHERE table_name = 'n' AND changed_columns = '{seen,v}' OR changed_columns = '{v,seen}'
    ), 20::bigint, 'with another column it is whole'
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
    $$ VALUES ('seen', 'SELECT v1_hub.audit_enable(''public.n'', p_ignored => ''{seen}'');') $$,
    'audit_cost names what would be cheaper left out'
);

SELECT finish();
ROLLBACK;
