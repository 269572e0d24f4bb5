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

-- rung: does anything wait for the proxy
DO $do$
DECLARE
    v_with text := pg_get_functiondef('v1_hub.apply_usage()'::regprocedure);
    v_without text := regexp_replace(
        v_with, 'EXISTS \(SELECT 1 FROM v1_hub\.proxy_summary_queue [^)]*\)', 'false'
    );
BEGIN
    IF v_without = v_with THEN
        RAISE 'v1_hub.apply_usage() does not look into the queue as it did';
    END IF;
    EXECUTE v_without;
END;
$do$;

-- rung: the document of seven numbers, in which isolation, by which try
CREATE OR REPLACE FUNCTION v1_hub.apply_usage() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    PERFORM 1 FROM public.v1_hub_proxies AS p WHERE p.id = NEW.proxy_id
    FOR NO KEY UPDATE SKIP LOCKED;
    UPDATE public.v1_hub_proxies AS p SET use_count = p.use_count + 1 WHERE p.id = NEW.proxy_id;
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
