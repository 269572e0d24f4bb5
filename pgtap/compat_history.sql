-- The history of slots is a slice of the audit log: it can be added to, and never be changed.
BEGIN;
SELECT plan(5);

SELECT has_view('public', 'v1_hub_work_slots_history', 'the retired name is a view');

INSERT INTO public.v1_hub_work_slots_history (work_slot_id, operation, changed_by, new_data)
SELECT
    min(s.id),
    'TEST',
    'pgTAP',
    '{"a": null}'
FROM public.v1_hub_work_slots AS s;

SELECT results_eq(
    $$ SELECT operation::text, new_data FROM public.v1_hub_work_slots_history
    WHERE changed_by = 'pgTAP' $$,
    $$ VALUES ('TEST', '{"a": null}'::jsonb) $$,
    'a line written through the view is read through it'
);
SELECT results_eq(
    $$ SELECT jsonb_build_array(table_name, action) FROM public.v1_hub_audit_log
    WHERE changed_by = 'pgTAP' $$,
    $$ VALUES ('["v1_hub_work_slots", "TEST"]'::jsonb) $$,
    'it is an entry of the audit log'
);
SELECT throws_ok(
    $$ UPDATE public.v1_hub_work_slots_history SET operation = 'X' WHERE changed_by = 'pgTAP' $$,
    '42501',
    NULL,
    'history is not rewritten'
);
SELECT throws_ok(
    $$ INSERT INTO public.v1_hub_work_slots_history (work_slot_id, operation) VALUES (-1, 'X') $$,
    '23503',
    'insert or update on table "v1_hub_work_slots_history" violates foreign key constraint '
    '"v1_hub_work_slots_history_work_slot_id_fkey"',
    'its foreign key holds as it did'
);

SELECT finish();
ROLLBACK;
