-- last_heartbeat and ip_history: small tables, so each row tells its proxy at commit.
CREATE OR REPLACE FUNCTION v1_hub.heartbeat_apply_ddl()
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $template$
    SELECT
        format(
            $ddl$CREATE FUNCTION v1_hub.apply_heartbeat()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER -- whoever writes a log holds no right on v1_hub_proxies
SET search_path = pg_catalog, pg_temp
AS $v1_hub$
BEGIN
    IF tg_op = 'DELETE' OR tg_op = 'UPDATE' AND (
        NEW.%2$s IS DISTINCT FROM OLD.%2$s OR NEW.%3$s >= OLD.%3$s IS NOT true
    ) THEN
        -- The last heartbeat may have gone: it is read from the leaf again.
        INSERT INTO v1_hub.proxy_summary_queue (proxy_id, unbeaten_at)
        SELECT p.id, OLD.%3$s FROM %1$s AS p WHERE %4$s;
    END IF;
    IF tg_op = 'DELETE' OR NEW.%3$s IS NULL THEN
        RETURN NULL;
    END IF;
    IF current_setting('transaction_isolation') = 'read committed' THEN
        FOR v_try IN 1..5 LOOP
            EXIT WHEN EXISTS (
                SELECT 1
                FROM %1$s AS p
                INNER JOIN v1_hub.proxy_summary_queue AS q ON q.proxy_id = p.id
                WHERE %5$s
            );
            BEGIN
                -- All of them or none: who holds some and waits for others makes everybody wait.
                UPDATE %1$s AS p
                SET last_heartbeat = NEW.%3$s
                FROM (
                    SELECT p.id
                    FROM %1$s AS p
                    WHERE %5$s AND (p.last_heartbeat < NEW.%3$s) IS NOT false
                    ORDER BY p.id
                    FOR NO KEY UPDATE NOWAIT
                ) AS f
                WHERE p.id = f.id;
                RETURN NULL;
            EXCEPTION
                WHEN lock_not_available THEN
                    EXIT WHEN NOT v1_hub.await_proxy_holder();
            END;
        END LOOP;
    END IF;
    INSERT INTO v1_hub.proxy_summary_queue (proxy_id, beaten_at)
    SELECT p.id, NEW.%3$s
    FROM %1$s AS p
    WHERE %5$s AND (p.last_heartbeat < NEW.%3$s) IS NOT false;
    RETURN NULL;
END;
$v1_hub$;
REVOKE ALL ON FUNCTION v1_hub.apply_heartbeat() FROM PUBLIC;
COMMENT ON FUNCTION v1_hub.apply_heartbeat() IS
'At commit: moves last_heartbeat of the proxies that a heartbeat is from, or queues it where '
'another transaction holds one of them for some 5 ms or others wait already.';
CREATE CONSTRAINT TRIGGER apply_heartbeat
AFTER INSERT OR UPDATE OR DELETE ON v1_hub.v1_hub_proxy_heartbeat
DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION v1_hub.apply_heartbeat();$ddl$,
            v1_hub.hub_name('v1_hub_proxies'),
            coalesce(
                v1_hub.source_column('v1_hub_proxy_heartbeat', 'proxy'),
                v1_hub.source_column('v1_hub_proxy_heartbeat', 'address')
            ),
            v1_hub.source_column('v1_hub_proxy_heartbeat', 'time'),
            v1_hub.heartbeat_join('p', 'OLD'),
            v1_hub.heartbeat_join('p', 'NEW')
        );
$template$;

COMMENT ON FUNCTION v1_hub.heartbeat_apply_ddl() IS
'The deferred trigger that keeps last_heartbeat current.';

CREATE OR REPLACE FUNCTION v1_hub.new_proxy_ddl()
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $template$
    SELECT
        format(
            $ddl$CREATE FUNCTION v1_hub.queue_new_proxy()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER -- whoever adds a proxy holds no right on the queue
SET search_path = pg_catalog, pg_temp
AS $v1_hub$
BEGIN
    INSERT INTO v1_hub.proxy_summary_queue (proxy_id, unbeaten_at, is_new)
    VALUES (NEW.id, 'infinity', %3$L);
    RETURN NULL;
END;
$v1_hub$;
REVOKE ALL ON FUNCTION v1_hub.queue_new_proxy() FROM PUBLIC;
COMMENT ON FUNCTION v1_hub.queue_new_proxy() IS
'A proxy that is new, or moved: heartbeats may be older than it, and other rows that no foreign key '
'binds to it. They are read from the log.';
CREATE TRIGGER queue_new_proxy
AFTER INSERT OR UPDATE OF id%2$s ON %1$s
FOR EACH ROW EXECUTE FUNCTION v1_hub.queue_new_proxy();$ddl$,
            v1_hub.hub_name('v1_hub_proxies'),
            ', ' || v1_hub.source_column('v1_hub_proxies', 'address'),
            EXISTS (
                SELECT 1
                FROM v1_hub.summary_name AS n
                CROSS JOIN LATERAL v1_hub.describe_source(n.table_name) AS s
                WHERE
                    n.role = 'proxy'
                    AND s.role = 'proxy'
                    AND NOT EXISTS (
                        SELECT 1
                        FROM pg_constraint AS k
                        WHERE
                            k.conrelid = v1_hub.hub_relation(n.table_name)
                            AND k.confrelid = v1_hub.hub_relation('v1_hub_proxies')
                            AND k.contype = 'f'
                            AND k.conkey = ARRAY[s.attnum]
                    )
            )
        );
$template$;

COMMENT ON FUNCTION v1_hub.new_proxy_ddl() IS
'The trigger on v1_hub_proxies for rows that may be older than their proxy.';

CREATE OR REPLACE FUNCTION v1_hub.mapping_apply_ddl()
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $template$
    SELECT
        format(
            $ddl$CREATE FUNCTION v1_hub.apply_mapping()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER -- whoever writes a log holds no right on v1_hub_proxies
SET search_path = pg_catalog, pg_temp%8$s
AS $v1_hub$
#variable_conflict use_variable
DECLARE
    v_before jsonb;
    v_after jsonb;
    v_told text;
    v_held boolean;
    v_waiting boolean;
    v_proxy_id %3$s;
BEGIN
    FOR v_proxy_id IN
        SELECT DISTINCT w.proxy_id
        FROM (
            VALUES
                (CASE WHEN tg_op <> 'INSERT' THEN OLD.%2$s END),
                (CASE WHEN tg_op <> 'DELETE' THEN NEW.%2$s END)
        ) AS w (proxy_id)
        WHERE w.proxy_id IS NOT NULL
        ORDER BY w.proxy_id
    LOOP
        IF current_setting('transaction_isolation') = 'read committed' THEN
            -- The rows are read as they are at commit, so once for each proxy is enough.
            v_told := pg_current_xact_id()::text || ' ' || v_proxy_id::text;
            CONTINUE WHEN current_setting('v1_hub.mapping_told', true) = v_told;
            FOR v_try IN 1..5 LOOP
                PERFORM 1 FROM %1$s AS p WHERE p.id = v_proxy_id FOR NO KEY UPDATE SKIP LOCKED;
                v_held := found;
                EXIT WHEN v_held;
                PERFORM 1 FROM %1$s AS p WHERE p.id = v_proxy_id;
                EXIT WHEN NOT found OR NOT v1_hub.await_proxy_holder();
            END LOOP;
            IF v_held THEN
                -- Under the lock, and so with everything that its last holder has committed.
                SELECT
                    p.ip_history,
                    %7$s,
                    EXISTS (
                        SELECT 1
                        FROM v1_hub.proxy_summary_queue AS q
                        WHERE q.proxy_id = v_proxy_id
                    )
                INTO v_before, v_after, v_waiting
                FROM %1$s AS p
                WHERE p.id = v_proxy_id;
                IF NOT v_waiting THEN
                    v_after := v_after || v1_hub.replaced_addresses(
                        v1_hub.gone_addresses(v_before, v_after, %10$L, %6$L, to_jsonb(%9$s))
                        || v_before
                    );
                    IF v_after IS DISTINCT FROM v_before THEN
                        UPDATE %1$s AS p SET ip_history = v_after WHERE p.id = v_proxy_id;
                    END IF;
                    PERFORM set_config('v1_hub.mapping_told', v_told, true);
                    CONTINUE;
                END IF;
            END IF;
        END IF;
        INSERT INTO v1_hub.proxy_summary_queue (proxy_id, is_mapping, replaced)
        VALUES (
            v_proxy_id, true,
            CASE
                WHEN
                    tg_op <> 'INSERT' AND v_proxy_id = OLD.%2$s AND OLD.%4$s IS NOT NULL AND (
                        tg_op = 'DELETE'
                        OR (NEW.%2$s, NEW.%4$s) IS DISTINCT FROM (OLD.%2$s, OLD.%4$s)
                    )
                    THEN jsonb_build_object(%5$s%6$L, OLD.%4$s, 'replaced_at', %9$s)
            END
        );
    END LOOP;
    RETURN NULL;
END;
$v1_hub$;
REVOKE ALL ON FUNCTION v1_hub.apply_mapping() FROM PUBLIC;
COMMENT ON FUNCTION v1_hub.apply_mapping() IS
'At commit: makes ip_history of the proxy of a mapping anew, once for all rows of the transaction, '
'addresses that gave way included; or queues each row where another transaction holds the proxy '
'for some 5 ms or others wait already.';
CREATE CONSTRAINT TRIGGER apply_mapping
AFTER INSERT OR UPDATE OR DELETE ON v1_hub.v1_hub_proxy_ip_mapping
DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW
-- What is changed from here on is yet to be told (SET CONSTRAINTS may have told what was before).
WHEN (set_config('v1_hub.mapping_told', '', true) IS NOT NULL)
EXECUTE FUNCTION v1_hub.apply_mapping();$ddl$,
            v1_hub.hub_name('v1_hub_proxies'),
            v1_hub.source_column('v1_hub_proxy_ip_mapping', 'proxy'),
            k.type_name,
            v1_hub.source_column('v1_hub_proxy_ip_mapping', 'address'),
            (
                SELECT format('%L, OLD.%s, ', n.legacy_name, s.column_name)
                FROM v1_hub.describe_source('v1_hub_proxy_ip_mapping') AS s
                INNER JOIN v1_hub.summary_name AS n
                    ON n.table_name = 'v1_hub_proxy_ip_mapping' AND n.role = s.role
                WHERE s.role = 'number'
            ),
            (
                SELECT n.legacy_name
                FROM v1_hub.summary_name AS n
                WHERE n.table_name = 'v1_hub_proxy_ip_mapping' AND n.role = 'address'
            ),
            v1_hub.mapping_expression('p.id'),
            v1_hub.summary_settings(),
            -- Under a TimeZone of our own, only a time with its zone says when.
            CASE WHEN v1_hub.summary_settings() IS NULL THEN 'localtimestamp' ELSE 'now()' END,
            (
                SELECT array_agg(n.legacy_name ORDER BY n.legacy_name)
                FROM v1_hub.describe_source('v1_hub_proxy_ip_mapping') AS s
                INNER JOIN v1_hub.summary_name AS n
                    ON n.table_name = 'v1_hub_proxy_ip_mapping' AND n.role = s.role
                WHERE s.role IN ('number', 'address')
            )
        )
    FROM v1_hub.key_columns(v1_hub.hub_relation('v1_hub_proxies')) AS k;
$template$;

COMMENT ON FUNCTION v1_hub.mapping_apply_ddl() IS
'The deferred trigger that keeps ip_history current.';
