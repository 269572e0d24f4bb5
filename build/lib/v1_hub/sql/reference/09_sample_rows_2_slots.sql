-- Sample rows of work slots, with a history of thousands of changes.
INSERT INTO {{ hub | ident }}.v1_hub_work_slots (
    keyword, code, start_date, end_date, daily_work_count, cart_click_enabled, extra_config,
    is_active, created_at, updated_at, status, source, deleted_at, deleted_by
)
SELECT
    (ARRAY['무선 이어폰', '캠핑 의자', '유기농 사과', '강아지 사료', '여름 원피스'])[1 + i % 5]
    || ' ' || i,
    CASE WHEN i % 5 <> 0 THEN 'P' || lpad(i::text, 6, '0') END,
    CURRENT_DATE - 40,
    CURRENT_DATE + 20 + i % 30,
    CASE WHEN i % 19 <> 0 THEN 50 + i % 8 * 50 END,
    CASE WHEN i % 23 <> 0 THEN i % 3 = 0 END,
    CASE
        WHEN i % 6 = 0 THEN NULL
        WHEN i % 17 = 0 THEN 'null'::jsonb
        ELSE jsonb_build_object(
            'delay', jsonb_build_object('min_ms', 500, 'max_ms', 500 + i * 10, 'jitter', NULL),
            'tags', jsonb_build_array('쿠팡', NULL, i), 'note', '상품 "A" 우선', 'ratio', i / 7.0
        )
    END,
    CASE WHEN i % 29 <> 0 THEN i % 10 <> 0 END,
    CASE WHEN i % 31 <> 0 THEN LOCALTIMESTAMP - interval '40 days' + i * interval '1 minute' END,
    CASE WHEN i % 37 <> 0 THEN LOCALTIMESTAMP - interval '40 days' + i * interval '1 minute' END,
    CASE WHEN i % 10 = 0 THEN 'deleted' WHEN i % 13 = 0 THEN NULL ELSE 'active' END,
    CASE i % 4 WHEN 0 THEN 'manual' WHEN 1 THEN 'api' WHEN 2 THEN 'external' END,
    CASE WHEN i % 10 = 0 THEN LOCALTIMESTAMP - i * interval '1 hour' END,
    CASE WHEN i % 10 = 0 THEN '관리자' END
FROM generate_series(1, current_setting('v1_hub.sample_slots')::integer) AS i;

-- Sixty changes a slot, each of which the trigger writes down.
DO $$
BEGIN
    FOR v_round IN 1 .. 60 LOOP
        UPDATE {{ hub | ident }}.v1_hub_work_slots AS s
        SET
            daily_work_count = 50 + (s.id + v_round * 7) % 40 * 10,
            cart_click_enabled = (s.id + v_round) % nullif(s.id % 23, 0) = 0,
            keyword = CASE v_round % 20
                WHEN 0 THEN regexp_replace(s.keyword, '( v[0-9]+)?$', ' v' || v_round)
                ELSE s.keyword
            END,
            extra_config = CASE
                WHEN jsonb_typeof(s.extra_config) = 'object' AND v_round % 4 = 0
                    THEN jsonb_set(s.extra_config, '{delay,max_ms}', to_jsonb(500 + v_round * 25))
                ELSE s.extra_config
            END,
            code = CASE
                WHEN v_round % 30 <> s.id % 30 THEN s.code
                WHEN s.code IS NULL THEN 'R' || s.id
            END
        WHERE s.id % 37 <> 0;
    END LOOP;
END
$$;

UPDATE {{ hub | ident }}.v1_hub_work_slots
SET daily_work_count = NULL
WHERE id % 19 = 0;

UPDATE {{ hub | ident }}.v1_hub_work_slots_history AS h
SET
    changed_at = LOCALTIMESTAMP - interval '30 days' * (1 - h.id::float8 / size.newest),
    changed_by = CASE h.id % 4 WHEN 0 THEN '관리자' WHEN 1 THEN 'api' ELSE h.changed_by END
FROM (SELECT max(id) AS newest FROM {{ hub | ident }}.v1_hub_work_slots_history) AS size;

-- Lines that an older release and an import wrote, with less in them.
INSERT INTO {{ hub | ident }}.v1_hub_work_slots_history (
    work_slot_id, changed_at, changed_by, operation, old_data, new_data, change_summary
)
SELECT
    s.id,
    CASE WHEN s.id % 2 = 0 THEN s.deleted_at END,
    CASE WHEN s.id % 20 <> 0 THEN s.deleted_by END,
    CASE WHEN s.status = 'deleted' THEN 'DELETE' ELSE 'IMPORT' END,
    CASE WHEN s.status = 'deleted' THEN to_jsonb(s) END,
    NULL,
    CASE WHEN s.status = 'deleted' THEN 'deleted' END
FROM {{ hub | ident }}.v1_hub_work_slots AS s
WHERE s.id % 5 = 0
ORDER BY s.id;
