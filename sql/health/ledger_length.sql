-- Changes of proxies that no apply has taken yet.
SELECT
    'v1_hub.proxy_change' AS object,
    count(*) AS value
FROM v1_hub.proxy_change;
