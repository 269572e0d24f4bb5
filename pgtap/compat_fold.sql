-- The long tail of a folded table is JSONB underneath and typed columns in the view.
BEGIN;
SELECT plan(8);

SELECT col_type_is(
    'public', 'v1_hub_work_results', 'block_type', 'character varying(50)',
    'a folded column keeps its type and its length'
);
SELECT is_empty(
    $$ SELECT id FROM v1_hub.work_result WHERE block_type IS NOT NULL OR result_data IS NULL $$,
    'the column of the leaf is emptied'
);

INSERT INTO public.v1_hub_work_results (
    id, allocation_id, started_at, status, block_type, block_details, current_page
)
SELECT
    -7,
    a.id,
    '2026-01-02',
    'blocked',
    'it''s',
    'null',
    403
FROM public.v1_hub_work_allocations AS a
ORDER BY a.id
LIMIT 1;

SELECT results_eq(
    $$ SELECT block_type::text, block_details::text, current_page, page_load_time_ms
    FROM public.v1_hub_work_results WHERE id = -7 $$,
    $$ VALUES ('it''s', 'null', 403, NULL::integer) $$,
    'the view gives back what was written, JSON null and SQL NULL apart'
);
SELECT results_eq(
    $$ SELECT result_data - 'is_blocked' - 'applied_settings' FROM v1_hub.work_result
    WHERE id = -7 $$,
    $$ VALUES ('{"block_type": "it''s", "block_details": null, "current_page": 403}'::jsonb) $$,
    'the leaf has a key for each column that is not NULL'
);

UPDATE public.v1_hub_work_results SET current_page = current_page + 1, block_type = NULL
WHERE id = -7;

SELECT results_eq(
    $$ SELECT result_data ->> 'current_page', result_data ? 'block_type'
    FROM v1_hub.work_result WHERE id = -7 $$,
    $$ VALUES ('404', FALSE) $$,
    'an update through the view changes the document; NULL takes the key out'
);
SELECT throws_ok(
    $$ UPDATE public.v1_hub_work_results SET block_type = repeat('x', 51) WHERE id = -7 $$,
    '22001',
    'value too long for type character varying(50)',
    'a folded column is as long as it was'
);

SELECT throws_ok(
    $$ UPDATE v1_hub.work_result SET result_data = result_data || '{"current_page": "x"}'
    WHERE id = -7 $$,
    '23514',
    'result_data cannot be read by legacy code: key current_page is not of type integer',
    'a key that no reader could read is refused, and named'
);
UPDATE v1_hub.work_result SET result_data = result_data || '{"new": [1]}'
WHERE id = -7;
UPDATE public.v1_hub_work_results SET current_page = 5
WHERE id = -7;
SELECT results_eq(
    $$ SELECT result_data -> 'new', result_data -> 'current_page' FROM v1_hub.work_result
    WHERE id = -7 $$,
    $$ VALUES ('[1]'::jsonb, '5'::jsonb) $$,
    'a key of new code is welcome, and stays where legacy code writes'
);

SELECT finish();
ROLLBACK;
