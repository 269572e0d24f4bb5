-- Sample rows of clients, their activity (half as many as usage rows), and outside sites.
INSERT INTO {{ hub | ident }}.v1_hub_clients (
    client_ip, client_name, first_seen_at, last_seen_at, observed_max_instance,
    observed_max_user_folder, estimated_instances, estimated_users_per_instance, is_active,
    total_requests, last_assigned_folders, max_folders
)
SELECT
    '10.8.0.' || i,
    CASE WHEN i % 7 <> 0 THEN '작업 PC ' || i END,
    CASE WHEN i % 17 <> 0 THEN LOCALTIMESTAMP - interval '60 days' + i * interval '1 hour' END,
    CASE WHEN i % 11 <> 0 THEN LOCALTIMESTAMP - i * interval '3 minutes' END,
    nullif(i % 9, 0),
    nullif(i % 13 * 2, 0),
    CASE WHEN i % 16 <> 0 THEN 8 END,
    CASE WHEN i % 18 <> 0 THEN 30 END,
    CASE WHEN i % 19 <> 0 THEN i % 6 <> 0 END,
    CASE WHEN i % 20 <> 0 THEN i * 137 END,
    CASE i % 5
        WHEN 0 THEN NULL
        WHEN 1 THEN '{}'::jsonb
        ELSE jsonb_build_object('1', i % 30, '2', NULL, '3', jsonb_build_array(i, NULL))
    END,
    CASE WHEN i % 14 <> 0 THEN 30 END
FROM generate_series(1, current_setting('v1_hub.sample_clients')::integer) AS i;

INSERT INTO {{ hub | ident }}.v1_hub_client_activity_logs (
    client_ip, instance_number, user_folder_number, allocation_id, work_slot_id, status,
    execution_time_ms, reported_at
)
SELECT
    coalesce(a.client_ip, '10.8.0.' || 1 + i % 20),
    CASE WHEN i % 43 <> 0 THEN 1 + i % 8 END,
    CASE WHEN i % 47 <> 0 THEN 1 + i % 30 END,
    a.id,
    a.work_slot_id,
    CASE WHEN i % 101 <> 0 THEN coalesce(a.status, 'heartbeat') END,
    CASE WHEN i % 9 <> 0 THEN 800 + abs(hashint4extended(i, 7) % 30000) END,
    CASE
        WHEN i % 997 <> 0
            THEN
                LOCALTIMESTAMP - interval '30 days' * (1 - i::float8 / size.n) ^ 3
                - (size.n - i) * interval '1 millisecond'
    END
FROM (
    SELECT
        current_setting('v1_hub.sample_rows')::integer / 2 AS n,
        (SELECT count(*) FROM {{ hub | ident }}.v1_hub_work_allocations) AS allocations
) AS size
CROSS JOIN LATERAL generate_series(1, size.n) AS i
LEFT JOIN {{ hub | ident }}.v1_hub_work_allocations AS a
    ON a.id = CASE WHEN i % 37 <> 0 THEN 1 + (i::bigint - 1) * size.allocations / size.n END
ORDER BY i;

INSERT INTO {{ hub | ident }}.v1_hub_external_sites (
    site_id, site_name, webhook_url, auth_key, is_active, config, last_trigger_at,
    created_at, updated_at
)
SELECT
    site.*,
    CASE WHEN site.is_active THEN LOCALTIMESTAMP - interval '80 days' END,
    CASE WHEN site.site_id <> 'old' THEN LOCALTIMESTAMP - interval '1 day' END
FROM (
    VALUES
    (
        'shop-a', '쇼핑몰 A', 'https://a.example/hook', 'sample-secret-a', TRUE,
        '{"retry": {"max": 3, "backoff": null}}'::jsonb, LOCALTIMESTAMP - interval '5 minutes'
    ),
    ('shop-b', '쇼핑몰 B', NULL, 'sample-secret-b', TRUE, '{}', NULL),
    ('partner/ü', 'Partner "Ü"', 'https://u.example/?a=1&b=2', NULL, FALSE, NULL, NULL),
    ('old', '예전 사이트', NULL, NULL, NULL, 'null', NULL)
) AS site (site_id, site_name, webhook_url, auth_key, is_active, config, last_trigger_at)
WHERE current_setting('v1_hub.sample_rows') <> '0';

INSERT INTO {{ hub | ident }}.v1_hub_external_sites (site_id, site_name)
SELECT
    'plain',
    'Defaults only'
WHERE current_setting('v1_hub.sample_rows') <> '0';

INSERT INTO {{ hub | ident }}.v1_hub_external_triggers (
    site_id, action, affected_count, keywords, metadata, created_at
)
SELECT
    (ARRAY['shop-a', 'shop-b', 'partner/ü', 'gone'])[1 + i % 4],
    (ARRAY['add', 'update', 'pause', 'delete'])[1 + abs(hashint4extended(i, 8) % 4)],
    CASE WHEN i % 21 <> 0 THEN i % 12 END,
    CASE WHEN i % 5 <> 0 THEN jsonb_build_array('무선 이어폰 ' || i, NULL) END,
    CASE WHEN i % 3 <> 0 THEN jsonb_build_object('ip', NULL, 'seq', i, '메모', '자동') END,
    CASE WHEN i % 83 <> 0 THEN LOCALTIMESTAMP - (size.n - i) * interval '13 minutes' END
FROM (SELECT current_setting('v1_hub.sample_triggers')::integer AS n) AS size
CROSS JOIN LATERAL generate_series(1, size.n) AS i;
