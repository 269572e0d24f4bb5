-- What a statement pays for: each rung takes one thing more away (make bench ARGS=--ladder).
-- Not for use: on the lower rungs counts get lost, and what new code writes is not looked at.

-- ladder: use of a proxy

-- rung: is anything but a merged column changed (WHEN of the audit on v1_hub_proxies)
DROP TRIGGER "0_audit_update" ON v1_hub_proxies;

-- rung: the proxy brought up to date at commit, where it was not for a second
DROP TRIGGER apply_change ON v1_hub.proxy_change;
TRUNCATE v1_hub.proxy_change;

-- rung: a row of the ledger
DROP TRIGGER note_usage ON v1_hub.proxy_usage;

-- ladder: the lines of a proxy

-- rung: the audit of the lines
SELECT v1_hub.audit_disable('v1_hub.proxy_ip_mapping');

-- rung: the proxy brought up to date at commit, where it was not for a second
DROP TRIGGER apply_change ON v1_hub.proxy_change;
TRUNCATE v1_hub.proxy_change;

-- rung: rows of the ledger, with the addresses that gave way
DROP TRIGGER note_mapping ON v1_hub.proxy_ip_mapping;

-- ladder: a result

-- rung: the CHECK that legacy code can read the document
ALTER TABLE v1_hub.work_result DROP CONSTRAINT work_result_result_data_check;

-- rung: the trigger of the view, which makes the document
ALTER VIEW v1_hub_work_results RENAME TO folded;
CREATE VIEW v1_hub_work_results AS
SELECT
    id, allocation_id, started_at, duration_ms AS execution_time_ms, status, current_page,
    total_requests
FROM v1_hub.work_result;
