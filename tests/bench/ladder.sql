-- What the use of a proxy pays for: each rung takes one thing more away (make bench ARGS=--ladder).
-- Not for use: below the first rungs counts get lost and transactions wait for each other.

-- rung: is anything but a merged column changed (WHEN of the audit on v1_hub_proxies)
DROP TRIGGER "0_audit_update" ON v1_hub_proxies;

-- rung: the proxy brought up to date at commit, where it was not for a second
DROP TRIGGER apply_change ON v1_hub.proxy_change;
TRUNCATE v1_hub.proxy_change;

-- rung: a row of the ledger
DROP TRIGGER note_usage ON v1_hub.proxy_usage;
