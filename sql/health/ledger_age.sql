-- Seconds since the oldest change that no apply has taken yet.
SELECT
    'v1_hub.proxy_change' AS object,
    coalesce(extract(EPOCH FROM clock_timestamp() - min(c.noted_at)), 0) AS value
FROM v1_hub.proxy_change AS c;
