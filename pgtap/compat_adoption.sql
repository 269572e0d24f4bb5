-- An adopted table is a leaf of the unified log; its view reads and writes that very leaf.
BEGIN;
SELECT plan(7);

SELECT has_view('public', 'v1_hub_proxy_usage', 'the retired name is a view');
SELECT ok(
    (
        SELECT c.relispartition FROM pg_class AS c
        WHERE c.oid = 'v1_hub.proxy_usage'::regclass
    ),
    'the table is a partition of the unified log'
);

INSERT INTO public.v1_hub_proxy_usage (used_ip, response_time_ms, created_at)
VALUES ('192.0.2.77', 12, '2026-01-02 03:04:05.5');

SELECT results_eq(
    $$ SELECT success, response_time_ms, created_at FROM public.v1_hub_proxy_usage
    WHERE used_ip = '192.0.2.77' $$,
    $$ VALUES (TRUE, 12, '2026-01-02 03:04:05.5'::timestamp) $$,
    'the view shows the row under the legacy names, with the legacy default'
);
SELECT results_eq(
    $$ SELECT log_type, duration_ms, logged_at FROM v1_hub.proxy_usage
    WHERE used_ip = '192.0.2.77' $$,
    $$ VALUES ('proxy_usage', 12, '2026-01-02 03:04:05.5'::timestamp) $$,
    'the leaf has it under the names of the log'
);
SELECT results_eq(
    $$ SELECT log_type FROM public.v1_hub_activity_logs WHERE used_ip = '192.0.2.77' $$,
    $$ VALUES ('proxy_usage') $$,
    'the unified log shows it'
);

UPDATE public.v1_hub_proxy_usage SET success = FALSE
WHERE used_ip = '192.0.2.77';

SELECT results_eq(
    $$ SELECT success FROM v1_hub.proxy_usage WHERE used_ip = '192.0.2.77' $$,
    $$ VALUES (FALSE) $$,
    'an update of the view changes the leaf'
);
SELECT throws_ok(
    $$ INSERT INTO public.v1_hub_proxy_usage (proxy_id) VALUES (-1) $$,
    '23503',
    'insert or update on table "proxy_usage" violates foreign key constraint '
    '"v1_hub_proxy_usage_proxy_id_fkey"',
    'the foreign key of the table holds under its name; the message names the leaf'
);

SELECT finish();
ROLLBACK;
