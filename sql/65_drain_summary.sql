-- When the queue is applied: at commit, when a transaction waits for nothing more.
CREATE OR REPLACE FUNCTION v1_hub.drain_summary_ddl()
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $template$
    SELECT
        format(
            $ddl$CREATE FUNCTION v1_hub.drain_proxy_summary()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER -- whoever writes a log holds no right on the queue
SET search_path = pg_catalog, pg_temp
AS $v1_hub$
#variable_conflict use_variable
DECLARE
    v_proxy_id %2$s;
    v_taken boolean;
    v_waited boolean := false;
    v_patience integer := 50;
    v_left integer;
BEGIN
    IF
        current_setting('transaction_isolation') = 'serializable'
        OR current_setting('v1_hub.summary_given_up', true) = pg_current_xact_id()::text
        OR NOT EXISTS (
            SELECT 1 FROM v1_hub.proxy_summary_queue AS q WHERE q.proxy_id = NEW.proxy_id
        )
    THEN
        RETURN NULL;
    END IF;
    FOR v_proxy_id IN
        SELECT DISTINCT q.proxy_id
        FROM v1_hub.proxy_summary_queue AS q
        WHERE q.transaction_id = pg_current_xact_id()
        ORDER BY q.proxy_id
    LOOP
        v_left := NULL;
        LOOP
            IF current_setting('transaction_isolation') = 'repeatable read' THEN
                BEGIN
                    v_taken := v1_hub.take_proxy_summary(v_proxy_id);
                EXCEPTION
                    WHEN serialization_failure THEN
                        -- The proxy is newer than the snapshot: the next commit takes it along.
                        RETURN NULL;
                END;
            ELSE
                v_taken := v1_hub.take_proxy_summary(v_proxy_id);
            END IF;
            -- Whoever holds a later proxy may be waited for himself: he soon gives way, and who
            -- waited for him takes his changes along.
            v_left := coalesce(v_left - 1, CASE
                WHEN NOT v_taken AND EXISTS (
                    SELECT 1 FROM %1$s AS p
                    WHERE p.id > v_proxy_id AND p.xmin = pg_current_xact_id()::xid
                ) THEN least(v_patience, 10)
                ELSE v_patience
            END);
            EXIT WHEN v_taken OR v_left <= 0;
            v_waited := true;
            PERFORM pg_sleep(0.001);
        END LOOP;
        IF NOT v_taken THEN
            v_patience := 0;
            PERFORM set_config('v1_hub.summary_given_up', pg_current_xact_id()::text, true);
        END IF;
    END LOOP;
    IF v_waited THEN
        -- Whoever gave up on a proxy that this transaction held has committed by now.
        PERFORM v1_hub.flush_proxy_summaries();
    END IF;
    RETURN NULL;
END;
$v1_hub$;
REVOKE ALL ON FUNCTION v1_hub.drain_proxy_summary() FROM PUBLIC;
COMMENT ON FUNCTION v1_hub.drain_proxy_summary() IS
'At commit: applies what this transaction has queued, proxy by proxy in order of id. A proxy that '
'stays locked for some 50 ms keeps its changes in the queue until it is updated or its logs are '
'written again; a SERIALIZABLE transaction leaves all, so that it fails no more often than before.';
CREATE CONSTRAINT TRIGGER drain_proxy_summary
AFTER INSERT ON v1_hub.proxy_summary_queue
DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION v1_hub.drain_proxy_summary();

CREATE FUNCTION v1_hub.take_along_summary()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER -- whoever updates a proxy holds no right on the queue
SET search_path = pg_catalog, pg_temp
AS $v1_hub$
BEGIN
    IF
        current_setting('transaction_isolation') = 'read committed'
        AND EXISTS (SELECT 1 FROM v1_hub.proxy_summary_queue AS q WHERE q.proxy_id = NEW.id)
    THEN
        PERFORM v1_hub.take_proxy_summary(NEW.id);
    END IF;
    RETURN NULL;
END;
$v1_hub$;
REVOKE ALL ON FUNCTION v1_hub.take_along_summary() FROM PUBLIC;
COMMENT ON FUNCTION v1_hub.take_along_summary() IS
'At the commit of whoever updated a proxy: applies what was queued while the proxy was locked.';
CREATE CONSTRAINT TRIGGER take_along_summary
AFTER UPDATE ON %1$s
DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW
-- Not for the updates of the triggers themselves, which look into the queue beforehand.
WHEN (pg_trigger_depth() = 0)
EXECUTE FUNCTION v1_hub.take_along_summary();$ddl$,
            v1_hub.hub_name('v1_hub_proxies'), k.type_name
        )
    FROM v1_hub.key_columns(v1_hub.hub_relation('v1_hub_proxies')) AS k;
$template$;

COMMENT ON FUNCTION v1_hub.drain_summary_ddl() IS
'The deferred triggers that apply the queue: on the queue itself, and on v1_hub_proxies.';
