-- Sample rows of work results (a third as many as usage rows) and the products they found.

-- Each completed or failed allocation has one; a hundredth went to the allocation before, again.
INSERT INTO {{ hub | ident }}.v1_hub_work_results (
    allocation_id, started_at, completed_at, execution_time_ms, client_ip, instance_number,
    user_folder_number, applied_cart_click, status, status_code, current_page, is_blocked,
    block_type, block_details, page_load_time_ms, dom_ready_time_ms, first_product_time_ms,
    total_requests, blocked_requests, created_at, applied_settings
)
SELECT
    CASE WHEN a.id % 100 = 4 THEN a.id - 1 ELSE a.id END,
    coalesce(a.allocated_at, LOCALTIMESTAMP - interval '1 day'),
    CASE WHEN a.outcome <> 'timeout' THEN a.completed_at END,
    CASE WHEN a.id % 53 <> 0 THEN 1000 + a.spread * 29 END,
    a.client_ip,
    a.reported_instance,
    a.reported_user_folder,
    CASE WHEN a.id % 59 <> 0 THEN a.id % 3 = 0 END,
    a.outcome,
    CASE a.outcome WHEN 'success' THEN 200 WHEN 'blocked' THEN 403 WHEN 'failed' THEN 500 END,
    CASE WHEN a.outcome <> 'error' THEN 1 + a.spread % 10 END,
    CASE WHEN a.id % 61 <> 0 OR a.outcome = 'blocked' THEN a.outcome = 'blocked' END,
    CASE
        WHEN a.outcome = 'blocked'
            THEN (ARRAY['captcha', 'ip_ban', 'rate_limit', 'bot_detection'])[1 + a.spread % 4]
    END,
    CASE
        WHEN a.outcome = 'error' THEN 'null'::jsonb
        WHEN a.outcome = 'blocked' THEN jsonb_build_object(
            'message', '접근이 차단되었습니다', 'score', a.spread / 7.0,
            'evidence', jsonb_build_object('selector', NULL, 'codes', jsonb_build_array(403, NULL))
        )
    END,
    CASE WHEN a.outcome <> 'error' THEN 400 + a.spread * 3 END,
    CASE WHEN a.outcome NOT IN ('error', 'timeout') THEN 200 + a.spread END,
    CASE WHEN a.outcome = 'success' THEN 300 + a.spread * 2 END,
    CASE WHEN a.id % 67 <> 0 THEN 20 + a.spread % 200 END,
    CASE WHEN a.id % 71 <> 0 THEN a.spread % 9 END,
    CASE WHEN a.id % 499 <> 1 THEN coalesce(a.completed_at, a.allocated_at) END,
    CASE
        WHEN a.id % 43 = 0 THEN NULL
        WHEN a.id % 41 = 0 THEN '{}'::jsonb
        ELSE jsonb_build_object(
            'cart_click_enabled', a.id % 3 = 0,
            'work_type', (ARRAY['검색', '상세', '장바구니'])[1 + a.spread % 3],
            'viewport', jsonb_build_object('w', 360 + a.spread % 3 * 60, 'h', NULL),
            'proxy', a.assigned_proxy_ip
        )
    END
FROM (
    SELECT
        *,
        abs(hashint4extended(id, 9) % 1000)::integer AS spread,
        CASE
            WHEN status = 'completed' THEN 'success'
            ELSE (ARRAY['blocked', 'blocked', 'blocked', 'failed', 'timeout', 'error'])[
                1 + abs(hashint4extended(id, 10) % 6)
            ]
        END AS outcome
    FROM {{ hub | ident }}.v1_hub_work_allocations
) AS a
WHERE a.status IN ('completed', 'failed')
ORDER BY a.id;

INSERT INTO {{ hub | ident }}.v1_hub_product_results (
    result_id, product_id, product_name, rating, review_count, created_at
)
SELECT
    CASE WHEN r.id % 430 <> 0 THEN r.id END,
    7000000000 + r.id * 10 + place,
    (ARRAY['블루투스 이어폰', '접이식 의자', '꿀사과 5kg 🍎'])[1 + r.id % 3] || ' ' || place,
    CASE WHEN r.id % 7 <> 0 THEN (300 + (r.id + place) % 200) / 100.0 END,
    CASE WHEN r.id % 11 <> 0 THEN (r.id * place) % 5000 END,
    CASE WHEN r.id % 90 <> 0 THEN r.created_at END
FROM {{ hub | ident }}.v1_hub_work_results AS r
CROSS JOIN generate_series(1, 2) AS place
WHERE r.id % 10 = 0
ORDER BY r.id, place;

INSERT INTO {{ hub | ident }}.v1_hub_work_results_archive (
    allocation_id, started_at, completed_at, execution_time_ms, status, block_details, created_at,
    applied_settings
)
SELECT
    i,
    LOCALTIMESTAMP - interval '1 year' + i * interval '1 day',
    LOCALTIMESTAMP - interval '1 year' + i * interval '1 day 1 minute',
    60000,
    (ARRAY['success', 'failed', 'blocked'])[1 + i % 3],
    CASE WHEN i % 3 = 2 THEN '{"message": null}'::jsonb END,
    LOCALTIMESTAMP - interval '1 year' + i * interval '1 day 1 minute',
    CASE WHEN i % 5 <> 0 THEN '{"cart_click_enabled": true}'::jsonb END
FROM generate_series(1, current_setting('v1_hub.sample_few')::integer) AS i;

REFRESH MATERIALIZED VIEW {{ hub | ident }}.v1_hub_daily_results;
