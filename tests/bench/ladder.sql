-- What the use of a proxy pays for: each rung takes one thing more away (make bench ARGS=--ladder).
-- Not for use: below the first rungs counts get lost and transactions wait for each other.

-- rung: is anything but a merged column changed (WHEN of the audit on v1_hub_proxies)
DROP TRIGGER "0_audit_update" ON v1_hub_proxies;

-- rung: does somebody else change the proxy (WHEN of take_along_summary)
DROP TRIGGER take_along_summary ON v1_hub_proxies;

-- rung: is it the first use of its transaction (WHEN of apply_usage, queue_usage_insert)
DROP TRIGGER queue_usage_insert ON v1_hub.v1_hub_proxy_usage;
DROP TRIGGER apply_usage ON v1_hub.v1_hub_proxy_usage;
CREATE CONSTRAINT TRIGGER apply_usage AFTER INSERT ON v1_hub.v1_hub_proxy_usage
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION v1_hub.apply_usage();

-- rung: does anything wait for the proxy, in which isolation
CREATE OR REPLACE FUNCTION v1_hub.apply_usage() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_stats jsonb;
    v_duration numeric;
    v_timed bigint;
BEGIN
    SELECT p.usage_stats INTO v_stats
    FROM public.v1_hub_proxies AS p
    WHERE p.id = NEW.proxy_id
    FOR NO KEY UPDATE SKIP LOCKED;
    v_duration := coalesce((v_stats ->> 'response_ms')::numeric, 0)
        + coalesce(NEW.duration_ms, 0);
    v_timed := coalesce((v_stats ->> 'responses')::bigint, 0)
        + (NEW.duration_ms IS NOT NULL)::integer;
    UPDATE public.v1_hub_proxies AS p
    SET usage_stats = jsonb_build_object(
        'total', coalesce((v_stats ->> 'total')::bigint, 0) + 1,
        'success',
        coalesce((v_stats ->> 'success')::bigint, 0) + coalesce(NEW.success, false)::integer,
        'failed',
        coalesce((v_stats ->> 'failed')::bigint, 0) + coalesce(NOT NEW.success, false)::integer,
        'average_response_ms', round(v_duration / nullif(v_timed, 0), 2),
        'response_ms', v_duration,
        'responses', v_timed,
        'last_used_at', greatest((v_stats ->> 'last_used_at')::timestamp, NEW.logged_at)
    )
    WHERE p.id = NEW.proxy_id;
    RETURN NULL;
END;
$$;

-- rung: the document of seven numbers
CREATE OR REPLACE FUNCTION v1_hub.apply_usage() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    v_count integer;
BEGIN
    SELECT p.use_count INTO v_count
    FROM public.v1_hub_proxies AS p
    WHERE p.id = NEW.proxy_id
    FOR NO KEY UPDATE SKIP LOCKED;
    UPDATE public.v1_hub_proxies AS p SET use_count = v_count + 1 WHERE p.id = NEW.proxy_id;
    RETURN NULL;
END;
$$;

-- rung: the row lock that waits for nobody
CREATE OR REPLACE FUNCTION v1_hub.apply_usage() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    UPDATE public.v1_hub_proxies AS p SET use_count = p.use_count + 1 WHERE p.id = NEW.proxy_id;
    RETURN NULL;
END;
$$;

-- rung: an UPDATE of the proxy, at commit, with the owner's rights
DROP TRIGGER apply_usage ON v1_hub.v1_hub_proxy_usage;
