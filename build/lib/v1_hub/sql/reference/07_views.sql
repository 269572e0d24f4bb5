-- Views of the hub over the thirteen tables, one of them materialized.
CREATE VIEW {{ hub | ident }}.v1_hub_work_dashboard AS
SELECT
    s.id AS work_slot_id,
    s.keyword,
    s.code,
    s.status,
    s.daily_work_count,
    coalesce(t.target_count, s.daily_work_count) AS target_count,
    coalesce(t.allocated_count, 0) AS allocated_count,
    coalesce(t.completed_count, 0) AS completed_count,
    coalesce(t.failed_count, 0) AS failed_count,
    round(100.0 * t.completed_count / nullif(t.target_count, 0), 2) AS completion_rate,
    t.last_allocation_at
FROM {{ hub | ident }}.v1_hub_work_slots AS s
LEFT JOIN {{ hub | ident }}.v1_hub_daily_work_tracking AS t
    ON s.id = t.work_slot_id AND t.work_date = CURRENT_DATE
WHERE s.is_active;
COMMENT ON VIEW {{ hub | ident }}.v1_hub_work_dashboard IS 'Today''s progress of every active slot.';

CREATE VIEW {{ hub | ident }}.v1_hub_proxy_status AS
SELECT
    p.id AS proxy_id,
    p.server_ip,
    p.port,
    p.status,
    m.proxy_number,
    m.current_ip,
    m.is_active AS line_is_active,
    h.name AS server_name,
    h.updated_at AS last_heartbeat
FROM {{ hub | ident }}.v1_hub_proxies AS p
LEFT JOIN {{ hub | ident }}.v1_hub_proxy_ip_mapping AS m ON p.id = m.proxy_id
LEFT JOIN {{ hub | ident }}.v1_hub_proxy_heartbeat AS h ON p.server_ip = h.remote_ip;
COMMENT ON VIEW {{ hub | ident }}.v1_hub_proxy_status
IS 'Each line of each proxy with the last sign of life of its server.';

-- A plain slice of one table, which PostgreSQL lets one write through.
CREATE VIEW {{ hub | ident }}.v1_hub_failed_usage WITH (security_barrier = TRUE) AS
SELECT
    u.id,
    u.proxy_id,
    u.keyword_id,
    u.used_ip,
    u.success,
    u.created_at
FROM {{ hub | ident }}.v1_hub_proxy_usage AS u
WHERE NOT u.success;
COMMENT ON VIEW {{ hub | ident }}.v1_hub_failed_usage IS 'Requests through a proxy that failed; updatable.';
COMMENT ON COLUMN {{ hub | ident }}.v1_hub_failed_usage.used_ip IS 'Address that the request came from.';

CREATE VIEW {{ hub | ident }}.v1_hub_client_today AS
SELECT
    l.client_ip,
    c.client_name,
    count(*) AS reports,
    count(*) FILTER (WHERE l.status = 'completed') AS completed,
    max(l.reported_at) AS last_report
FROM {{ hub | ident }}.v1_hub_client_activity_logs AS l
LEFT JOIN {{ hub | ident }}.v1_hub_clients AS c ON l.client_ip = c.client_ip
WHERE l.reported_at >= CURRENT_DATE
GROUP BY l.client_ip, c.client_name;
COMMENT ON VIEW {{ hub | ident }}.v1_hub_client_today IS 'Today''s activity of each client.';

CREATE VIEW {{ hub | ident }}.v1_hub_slot_changes AS
SELECT
    h.id,
    h.work_slot_id,
    s.keyword,
    h.changed_at,
    h.changed_by,
    h.operation,
    h.change_summary
FROM {{ hub | ident }}.v1_hub_work_slots_history AS h
INNER JOIN {{ hub | ident }}.v1_hub_work_slots AS s ON h.work_slot_id = s.id;
COMMENT ON VIEW {{ hub | ident }}.v1_hub_slot_changes IS 'The history of slots, with the key word of today.';

CREATE VIEW {{ hub | ident }}.v1_hub_blocked_results AS
SELECT
    r.id,
    r.allocation_id,
    a.work_slot_id,
    a.assigned_proxy_ip,
    r.block_type,
    r.block_details ->> 'message' AS block_message,
    r.execution_time_ms,
    r.created_at
FROM {{ hub | ident }}.v1_hub_work_results AS r
INNER JOIN {{ hub | ident }}.v1_hub_work_allocations AS a ON r.allocation_id = a.id
WHERE r.is_blocked;
COMMENT ON VIEW {{ hub | ident }}.v1_hub_blocked_results IS 'Blocked results with the proxy they went through.';

CREATE MATERIALIZED VIEW {{ hub | ident }}.v1_hub_daily_results AS
SELECT
    r.created_at::date AS result_date,
    r.status,
    count(*) AS results,
    avg(r.execution_time_ms)::integer AS avg_execution_time_ms,
    sum(r.blocked_requests) AS blocked_requests
FROM {{ hub | ident }}.v1_hub_work_results AS r
GROUP BY r.created_at::date, r.status;
CREATE UNIQUE INDEX ON {{ hub | ident }}.v1_hub_daily_results (result_date, status);
COMMENT ON MATERIALIZED VIEW {{ hub | ident }}.v1_hub_daily_results
IS 'Results a day and status; refreshed by night.';
