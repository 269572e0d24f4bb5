-- All of the ledger at once, or everything counted anew.
CREATE OR REPLACE FUNCTION v1_hub.count_proxies(p_id {{ proxies.key_type }})
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    -- One statement: its snapshot sees a row and the note of it, or neither.
    INSERT INTO v1_hub.proxy_change (
        proxy_id, is_due, total, success, failed, response_ms, responses, used_at, unused_at,
        is_unbeaten, is_mapping
    )
    SELECT
        s.id, TRUE, s.total, s.success, s.failed, s.response_ms, s.responses, s.used_at,
        CASE
            WHEN p.usage_stats -> 'last_used_at' <> coalesce(to_jsonb(s.used_at), 'null')
                THEN 'infinity'::{{ proxies.use_type }} -- whatever the last is, it is read again
        END,
        TRUE, TRUE
    FROM v1_hub.proxy_summary AS s
    INNER JOIN v1_hub.proxy AS p ON p.id = s.id
    WHERE p_id IS NULL OR s.id = p_id;
END;
$$;
REVOKE ALL ON FUNCTION v1_hub.count_proxies FROM public;

COMMENT ON FUNCTION v1_hub.count_proxies IS
'Counts one proxy, or (NULL) all of them anew: what usage_stats and the ledger lack, the ledger '
'gets. Twice at the same time it would get it twice: v1_hub.refresh_proxies() has a lock.';

CREATE OR REPLACE FUNCTION v1_hub.refresh_proxies(rebuild boolean DEFAULT FALSE)
RETURNS bigint
LANGUAGE plpgsql
SECURITY DEFINER -- whoever is granted it holds no right on the ledger, nor on v1_hub_proxies
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_id v1_hub.proxy_change.proxy_id%TYPE;
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE object_not_in_prerequisite_state USING
            MESSAGE = 'v1_hub.refresh_proxies() needs a READ COMMITTED transaction',
            HINT = 'SET default_transaction_isolation = ''read committed'';';
    END IF;
    IF rebuild THEN
        PERFORM pg_advisory_xact_lock(1986357253, 1);
        PERFORM v1_hub.count_proxies(NULL);
    END IF;
    FOR v_id IN SELECT DISTINCT c.proxy_id FROM v1_hub.proxy_change AS c ORDER BY c.proxy_id LOOP
        PERFORM v1_hub.apply_proxy(v_id);
    END LOOP;
    RETURN (SELECT count(DISTINCT c.proxy_id) FROM v1_hub.proxy_change AS c);
END;
$$;
REVOKE ALL ON FUNCTION v1_hub.refresh_proxies(boolean) FROM public;

COMMENT ON FUNCTION v1_hub.refresh_proxies(boolean) IS
'Brings all proxies up to date; with rebuild everything is counted anew, which mends whatever was '
'overwritten or restored twice. Returns how many proxies have changes that still wait: another '
'transaction held the proxy, or wrote meanwhile. Raises 55000 above READ COMMITTED.';
