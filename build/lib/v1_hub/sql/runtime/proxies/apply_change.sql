-- When the ledger is applied: at commit, when a transaction waits for nothing more.
CREATE OR REPLACE FUNCTION v1_hub.apply_change()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER -- whoever writes a log holds no right on the ledger, nor on v1_hub_proxies
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_id v1_hub.proxy_change.proxy_id%TYPE := NEW.proxy_id;
BEGIN
    -- A SERIALIZABLE transaction must not even read the ledger, to which others append.
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RETURN NULL;
    END IF;
    PERFORM FROM v1_hub.proxy_change AS c WHERE c.proxy_id = v_id AND c.id = NEW.id;
    IF
        NOT found -- taken along already
        OR to_regclass('v1_hub.proxy') IS NULL
        OR NOT pg_try_advisory_xact_lock_shared(1986357253, 1) -- a rebuild is under way
    THEN
        RETURN NULL;
    END IF;
    FOR v_place IN 1..5 LOOP
        PERFORM v1_hub.apply_proxy(v_id);
        -- The next proxy with a change that is over a second old; after the last, the first.
        SELECT c.proxy_id INTO v_id
        FROM v1_hub.proxy_change AS c
        WHERE c.proxy_id > v_id AND c.noted_at < statement_timestamp() - interval '1 s'
        ORDER BY c.proxy_id
        LIMIT 1;
        IF NOT found THEN
            SELECT c.proxy_id INTO v_id
            FROM v1_hub.proxy_change AS c
            WHERE c.proxy_id < NEW.proxy_id AND c.noted_at < statement_timestamp() - interval '1 s'
            ORDER BY c.proxy_id
            LIMIT 1;
            EXIT WHEN NOT found;
        END IF;
    END LOOP;
    RETURN NULL;
END;
$$;
REVOKE ALL ON FUNCTION v1_hub.apply_change() FROM public;

COMMENT ON FUNCTION v1_hub.apply_change() IS
'Brings the proxy of a change up to date, and a few others that have waited for over a second. It '
'waits for nobody: what is locked, and what a transaction above READ COMMITTED has changed, stays '
'in the ledger until somebody writes about any proxy, or refreshes.';

CREATE CONSTRAINT TRIGGER apply_change
AFTER INSERT ON v1_hub.proxy_change
DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW WHEN (new.is_due) EXECUTE FUNCTION v1_hub.apply_change();
