-- Secrets are never written in clear, and that they changed still shows.
-- noqa: disable=LT09
BEGIN;
SELECT plan(6);
-- The log's owner may be another than the tables', and must read them.
ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO public;
ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO public;

CREATE TABLE public.x (id int PRIMARY KEY, "Password" text, token text, pin int, note text);
SELECT v1_hub.audit_enable('public.x', p_secrets => '{pin}');
INSERT INTO public.x VALUES (1, 'clear-1', 'clear-2', 4711, 'open');
UPDATE public.x SET token = 'clear-3', pin = 4712;
SELECT results_eq(
    $$
    SELECT changed_columns, change_summary FROM v1_hub.row_history('public.x', 1) ORDER BY id
    $$,
    $$ VALUES (NULL, 'created'), ('{token,pin}'::text [], 'token: *** -> ***, pin: *** -> ***') $$,
    'a change of a secret is seen'
);
INSERT INTO public.x SELECT
    g,
    'clear',
    NULL,
    4711,
    'n'
FROM generate_series(2, 40) AS g;
UPDATE public.x SET token = 'clear-4';
ALTER TABLE public.x RENAME COLUMN pin TO number;
UPDATE public.x SET note = 'after', number = 4713
WHERE id = 1;
UPDATE public.x SET number = 4714;
DELETE FROM public.x
WHERE id = 2;
SELECT is_empty(
    $$ SELECT * FROM v1_hub_audit_log
    WHERE table_name = 'x' AND concat(old_data, new_data) ~ 'clear|471\d' $$,
    'nothing is in clear, in single rows, many rows, and after the column was renamed'
);
SELECT is(
    (
        SELECT new_data FROM v1_hub_audit_log
        WHERE table_name = 'x' AND record_id = 2 AND action = 'INSERT'
    ),
    '{"id": 2, "Password": "***", "token": null, "pin": "***", "note": "n"}', 'a NULL stays null'
);
SELECT isnt_empty(
    $$
    SELECT * FROM v1_hub.audit_diff(
        (SELECT max(id) FROM v1_hub_audit_log WHERE table_name = 'x' AND record_id = 3)
    ) WHERE column_name = 'number' AND old_value = '"***"' AND new_value = '"***"'
    $$, 'audit_diff lists it'
);
SELECT
    is(v1_hub.row_at('public.x', 3, clock_timestamp()) ->> 'token', '***', 'row_at hides it too');
SELECT throws_ok(
    $$ SELECT v1_hub.audit_enable('public.x', p_secrets => '{pni}') $$, '42703',
    'table public.x has no column pni', 'a misspelt secret is refused'
);

SELECT finish();
ROLLBACK;
