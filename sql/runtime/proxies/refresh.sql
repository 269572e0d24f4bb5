-- All of the ledger at once, or everything counted anew.
CREATE OR REPLACE FUNCTION v1_hub.count_proxies(p_id {{ proxies.key_type }}, p_uses boolean)
RETURNS void
LANGUAGE sql
SET search_path = pg_catalog, pg_temp
AS $$
    -- One statement: its snapshot sees a row and the note of it, or neither.
    INSERT INTO v1_hub.proxy_change (
        proxy_id, is_due, replaced, unbeaten_at,
        total, success, failed, response_ms, responses, used_at, unused_at
    )
    SELECT
        p.id, TRUE, '{}', 'infinity',
        s.total, s.success, s.failed, s.response_ms, s.responses, s.used_at,
        CASE
            WHEN p_uses AND p.usage_stats -> 'last_used_at' <> coalesce(to_jsonb(s.used_at), 'null')
                THEN 'infinity'::{{ proxies.use_type }} -- whatever the last is, it is read again
        END
    FROM v1_hub.proxy AS p
    LEFT JOIN (SELECT u.* FROM v1_hub.proxy_summary AS u WHERE p_uses) AS s ON s.id = p.id
    WHERE p_id IS NULL OR p.id = p_id;
$$;
REVOKE ALL ON FUNCTION v1_hub.count_proxies FROM public;

COMMENT ON FUNCTION v1_hub.count_proxies IS
'Notes for one proxy, or (NULL) for all, that addresses and last heartbeat are read again; with '
'p_uses also what usage_stats and the ledger lack of the uses. Twice at the same time they would '
'get that twice: v1_hub.refresh_proxies() has a lock.';

CREATE OR REPLACE FUNCTION v1_hub.refresh_proxies(rebuild boolean DEFAULT FALSE)
RETURNS bigint
LANGUAGE plpgsql
SECURITY DEFINER -- whoever is granted it holds no right on the ledger, nor on v1_hub_proxies
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE object_not_in_prerequisite_state USING
            MESSAGE = 'v1_hub.refresh_proxies() needs a READ COMMITTED transaction',
            HINT = 'SET default_transaction_isolation = ''read committed'';';
    END IF;
    IF rebuild THEN
        PERFORM pg_advisory_xact_lock(1986357253, 1);
        PERFORM v1_hub.count_proxies(NULL, TRUE);
    END IF;
    PERFORM v1_hub.apply_changes();
    RETURN (SELECT count(DISTINCT t.of_proxy) FROM v1_hub.proxy_told AS t);
END;
$$;
REVOKE ALL ON FUNCTION v1_hub.refresh_proxies(boolean) FROM public;

COMMENT ON FUNCTION v1_hub.refresh_proxies(boolean) IS
'Brings all proxies up to date; with rebuild everything is counted anew, which mends whatever was '
'overwritten or restored twice. Returns how many proxies have changes that still wait: another '
'transaction held the proxy, or wrote meanwhile. Raises 55000 above READ COMMITTED.';
