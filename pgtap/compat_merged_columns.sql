-- The merged columns of a proxy follow what is written through the retired names.
BEGIN;
SELECT plan(4);

INSERT INTO public.v1_hub_proxies (id, server_ip, port) VALUES (-1, '192.0.2.1', 1);
INSERT INTO public.v1_hub_proxy_ip_mapping (proxy_id, proxy_number, current_ip)
VALUES (-1, 1, '198.51.100.1');
INSERT INTO public.v1_hub_proxy_heartbeat (name, remote_ip, updated_at)
VALUES ('pgTAP', '192.0.2.1', '2026-01-02 03:04:05');
INSERT INTO public.v1_hub_proxy_usage (proxy_id, success, response_time_ms)
VALUES (-1, TRUE, 100), (-1, FALSE, 300);
SET CONSTRAINTS ALL IMMEDIATE;

SELECT results_eq(
    $$ SELECT ip_history -> 0 ->> 'current_ip', last_heartbeat FROM public.v1_hub_proxies
    WHERE id = -1 $$,
    $$ VALUES ('198.51.100.1', '2026-01-02 03:04:05'::timestamp) $$,
    'the address and the heartbeat are on the proxy'
);
SELECT is(
    (
        SELECT usage_stats - '{last_used_at,response_ms,responses,as_of}'::text[]
        FROM public.v1_hub_proxies
        WHERE id = -1
    ),
    '{"total": 2, "success": 1, "failed": 1, "average_response_ms": 200.00}'::jsonb,
    'the usage is counted'
);

SET CONSTRAINTS ALL DEFERRED;
UPDATE public.v1_hub_proxies SET usage_stats = usage_stats - 'as_of'
WHERE id = -1;
DELETE FROM public.v1_hub_proxy_usage
WHERE proxy_id = -1 AND NOT success;
UPDATE public.v1_hub_proxy_ip_mapping SET current_ip = '198.51.100.2'
WHERE proxy_id = -1;
SET CONSTRAINTS ALL IMMEDIATE;

SELECT is(
    (
        SELECT usage_stats ->> 'total' FROM public.v1_hub_proxies
        WHERE id = -1
    ),
    '1',
    'also after a DELETE'
);
SELECT ok(
    (
        SELECT
            jsonb_path_exists(
                ip_history, '$[*] ? (@.current_ip == "198.51.100.1" && exists (@.replaced_at))'
            )
        FROM public.v1_hub_proxies
        WHERE id = -1
    ),
    'an address that was replaced stays in the history'
);

SELECT finish();
ROLLBACK;
