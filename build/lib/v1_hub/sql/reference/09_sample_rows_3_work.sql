-- Sample rows of allocations, and 30 days of counters.

-- One in six has no result: timed out, still running, or just handed out.
INSERT INTO {{ hub | ident }}.v1_hub_work_allocations (
    work_slot_id, work_date, proxy_id, assigned_proxy_ip, assigned_proxy_port, client_ip,
    reported_instance, reported_user_folder, allocation_key, allocated_at, expires_at,
    completed_at, status, work_slot_snapshot
)
SELECT
    s.id,
    a.allocated_at::date,
    a.proxy_id,
    p.server_ip,
    p.port,
    CASE WHEN a.i % 71 <> 0 THEN '10.8.0.' || a.client END,
    CASE WHEN a.i % 73 <> 0 THEN 1 + a.i % 8 END,
    CASE WHEN a.i % 79 <> 0 THEN 1 + a.i % 30 END,
    CASE WHEN a.i % 83 <> 0 THEN 'alloc-' || md5(a.i::text) END,
    CASE WHEN a.i % 499 <> 0 THEN a.allocated_at END,
    CASE WHEN a.i % 89 <> 0 THEN a.allocated_at + interval '10 minutes' END,
    CASE
        WHEN a.i % 6 <> 0
            THEN least(LOCALTIMESTAMP, a.allocated_at + (20 + a.i % 100) * interval '1 second')
    END,
    CASE
        WHEN a.i % 6 <> 0 THEN CASE WHEN a.dice >= 22 THEN 'completed' ELSE 'failed' END
        WHEN a.i % 600 = 0 THEN NULL
        WHEN a.n - a.i < a.n / 20 THEN (ARRAY['allocated', 'in_progress'])[1 + a.i / 6 % 2]
        WHEN a.i % 66 = 0 THEN 'allocated'
        ELSE 'expired'
    END,
    CASE
        WHEN a.i % 15 <> 0 THEN jsonb_build_object(
            'id', s.id, 'keyword', s.keyword, 'options', jsonb_build_object('code', s.code)
        )
    END
FROM (
    SELECT
        i,
        size.n,
        abs(hashint4extended(i, 5) % 100) AS dice,
        LOCALTIMESTAMP - interval '30 days' * (1 - i::float8 / size.n) ^ 3
        - (size.n - i) * interval '1 millisecond' AS allocated_at,
        1 + abs(hashint4extended(i, 6) % size.clients) AS client,
        CASE WHEN i % 67 <> 0 THEN 1 + abs(hashint4extended(i, 1) % size.proxies) END AS proxy_id,
        -- the smaller its number, the busier a slot
        1 + trunc(size.slots * (abs(hashint4extended(i, 4) % 1000) / 1000.0) ^ 2)::integer
            AS slot_id
    FROM (
        SELECT
            current_setting('v1_hub.sample_rows')::integer * 2 / 5 AS n,
            current_setting('v1_hub.sample_clients')::integer AS clients,
            current_setting('v1_hub.sample_proxies')::integer AS proxies,
            current_setting('v1_hub.sample_slots')::integer AS slots
    ) AS size
    CROSS JOIN LATERAL generate_series(1, size.n) AS i
) AS a
LEFT JOIN {{ hub | ident }}.v1_hub_proxies AS p ON a.proxy_id = p.id
INNER JOIN {{ hub | ident }}.v1_hub_work_slots AS s ON a.slot_id = s.id
ORDER BY a.i;

-- The last slots still wait for init_daily_work_tracking() to give them today's row.
INSERT INTO {{ hub | ident }}.v1_hub_daily_work_tracking (
    work_slot_id, work_date, target_count, allocated_count, completed_count, failed_count,
    avg_response_time_ms, first_allocation_at, last_allocation_at
)
SELECT
    s.id,
    CURRENT_DATE - age,
    coalesce(s.daily_work_count, 100),
    CASE WHEN (s.id + age) % 37 <> 0 THEN 30 + (s.id * 7 + age) % 60 END,
    CASE WHEN (s.id + age) % 41 <> 0 THEN 20 + (s.id * 7 + age) % 60 END,
    CASE WHEN (s.id + age) % 43 <> 0 THEN (s.id * 3 + age) % 11 END,
    CASE WHEN (s.id + age) % 5 <> 0 THEN 300 + (s.id * 13 + age * 17) % 900 END,
    CASE WHEN (s.id + age) % 19 <> 0 THEN CURRENT_DATE - age + interval '00:05' END,
    CASE
        WHEN (s.id + age) % 19 <> 0
            THEN least(LOCALTIMESTAMP, CURRENT_DATE - age + interval '23:50')
    END
FROM {{ hub | ident }}.v1_hub_work_slots AS s
CROSS JOIN generate_series(29, 0, -1) AS age
WHERE age > 0 OR (s.is_active AND s.id <= current_setting('v1_hub.sample_slots')::integer - 4)
ORDER BY age DESC, s.id ASC;
