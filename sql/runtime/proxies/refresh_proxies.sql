-- All of the ledger at once, or everything counted anew.
CREATE OR REPLACE FUNCTION v1_hub.refresh_proxies(rebuild boolean DEFAULT FALSE)
RETURNS bigint
LANGUAGE plpgsql
SECURITY DEFINER -- whoever is granted it holds no right on the ledger, nor on v1_hub_proxies
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_id v1_hub.proxy_change.proxy_id%TYPE;
    v_waiting bigint := 0::bigint;
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE object_not_in_prerequisite_state USING
            MESSAGE = 'v1_hub.refresh_proxies() needs a READ COMMITTED transaction',
            HINT = 'SET default_transaction_isolation = ''read committed'';';
    END IF;
    IF rebuild THEN
        PERFORM pg_advisory_xact_lock(1986357253, 1);
        PERFORM v1_hub.count_proxies(NULL);
    ELSE
        PERFORM pg_advisory_xact_lock_shared(1986357253, 1);
    END IF;
    FOR v_id IN SELECT DISTINCT c.proxy_id FROM v1_hub.proxy_change AS c ORDER BY c.proxy_id LOOP
        IF NOT v1_hub.apply_proxy(v_id) THEN
            v_waiting := v_waiting + 1;
        END IF;
    END LOOP;
    RETURN v_waiting;
END;
$$;
REVOKE ALL ON FUNCTION v1_hub.refresh_proxies(boolean) FROM public;

COMMENT ON FUNCTION v1_hub.refresh_proxies(boolean) IS
'Brings all proxies up to date; with rebuild everything is counted anew, which mends whatever was '
'overwritten or restored twice. Returns how many proxies another transaction held, whose changes '
'stay in the ledger. Raises 55000 above READ COMMITTED.';
