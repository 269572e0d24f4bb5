INSERT INTO {t} (
    work_slot_id, work_date, proxy_id, assigned_proxy_ip, assigned_proxy_port, client_ip,
    allocation_key, work_slot_snapshot
)
SELECT
    g % 100, current_date, g % 50, '10.0.0.' || g % 255, 3128, '192.168.0.' || g % 255,
    md5(g::text), jsonb_build_object('keyword', 'abc', 'n', 1)
FROM generate_series(1, 50000) AS g
