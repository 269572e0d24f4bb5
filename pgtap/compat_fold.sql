-- The long tail of a folded table is JSONB underneath and typed columns in the view.
BEGIN;
SELECT plan(6);

SELECT col_type_is(
    'public', 'v1_hub_work_results', 'block_type', 'character varying(50)',
    'a folded column keeps its type and its length'
);
SELECT hasnt_column(
    'v1_hub', 'v1_hub_work_results', 'block_type', 'the leaf has no such column any more'
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
    $$ SELECT result_data - 'is_blocked' - 'applied_settings' FROM v1_hub.v1_hub_work_results
    WHERE id = -7 $$,
    $$ VALUES ('{"block_type": "it''s", "block_details": null, "current_page": 403}'::jsonb) $$,
    'the leaf has a key for each column that is not NULL'
);

UPDATE public.v1_hub_work_results SET current_page = current_page + 1, block_type = NULL
WHERE id = -7;

SELECT results_eq(
    $$ SELECT result_data ->> 'current_page', result_data ? 'block_type'
    FROM v1_hub.v1_hub_work_results WHERE id = -7 $$,
    $$ VALUES ('404', FALSE) $$,
    'an update through the view changes the document; NULL takes the key out'
);
SELECT throws_ok(
    $$ UPDATE public.v1_hub_work_results SET block_type = repeat('x', 51) WHERE id = -7 $$,
    '22001',
    'value too long for type character varying(50)',
    'a folded column is as long as it was'
);

SELECT finish();
ROLLBACK;
