-- The three merged columns: added, filled, and the triggers that keep them current.
CREATE OR REPLACE FUNCTION v1_hub.queue_trigger_ddl(p_part text, p_table_name text)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $template$
    -- A statement aimed at the log fires the log's triggers, one aimed at the leaf the leaf's.
    SELECT
        string_agg(
            format(
                $ddl$CREATE FUNCTION v1_hub.%1$s()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER -- whoever writes a log holds no right on the queue
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
%2$s    RETURN NULL;
END;
$$;
REVOKE ALL ON FUNCTION v1_hub.%1$s() FROM PUBLIC;
COMMENT ON FUNCTION v1_hub.%1$s() IS
'%3$s of %4$s: queues what it does to %5$s.';%6$s$ddl$,
                f.name,
                f.body,
                o.operation,
                p_table_name,
                p_part,
                (
                    SELECT string_agg(
                        format(
                            $ddl$
CREATE TRIGGER %1$s
AFTER %2$s ON %3$s
REFERENCING %4$s
FOR EACH STATEMENT EXECUTE FUNCTION v1_hub.%1$s();$ddl$,
                            f.name, o.operation, r.relation, o.transitions
                        ),
                        '' ORDER BY r.relation
                    )
                    FROM unnest(ARRAY[
                        format('v1_hub.%I', p_table_name),
                        CASE
                            WHEN t.treatment = 'leaf' THEN v1_hub.hub_name('v1_hub_activity_logs')
                        END
                    ]) AS r (relation)
                    WHERE r.relation IS NOT NULL
                )
            ),
            E'\n' ORDER BY o.place
        )
    FROM (
        VALUES
            (1, 'INSERT', 'NEW TABLE AS new_rows'),
            (2, 'UPDATE', 'OLD TABLE AS old_rows NEW TABLE AS new_rows'),
            (3, 'DELETE', 'OLD TABLE AS old_rows')
    ) AS o (place, operation, transitions)
    CROSS JOIN v1_hub.choose_treatment(p_table_name) AS t
    CROSS JOIN LATERAL (
        SELECT
            format('queue_%s_%s', p_part, lower(o.operation)) AS name,
            CASE p_part
                WHEN 'ip_history' THEN v1_hub.mapping_queue_ddl(o.operation)
                WHEN 'last_heartbeat' THEN v1_hub.heartbeat_queue_ddl(o.operation)
                WHEN 'usage_stats' THEN v1_hub.usage_queue_ddl(o.operation)
            END AS body
    ) AS f;
$template$;

COMMENT ON FUNCTION v1_hub.queue_trigger_ddl(text, text) IS
'The three functions and their triggers that queue the changes of one source of the summary.';

CREATE OR REPLACE FUNCTION v1_hub.new_proxy_ddl(p_phases integer[])
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $template$
    SELECT
        format(
            $ddl$CREATE FUNCTION v1_hub.queue_proxy_address()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER -- whoever adds a proxy holds no right on the queue
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    -- The heartbeats of another address may be older: the last one is read again.
    INSERT INTO v1_hub.proxy_summary_queue (proxy_id, unbeaten_at)
    VALUES (NEW.id, 'infinity');
    RETURN NULL;
END;
$$;
REVOKE ALL ON FUNCTION v1_hub.queue_proxy_address() FROM PUBLIC;
COMMENT ON FUNCTION v1_hub.queue_proxy_address() IS
'A proxy that is new, or moved to another address: its last_heartbeat is read from the log.';
CREATE TRIGGER queue_proxy_address
AFTER INSERT OR UPDATE OF %2$s ON %1$s
FOR EACH ROW EXECUTE FUNCTION v1_hub.queue_proxy_address();$ddl$,
            v1_hub.hub_name('v1_hub_proxies'), v1_hub.source_column('v1_hub_proxies', 'address')
        )
    FROM v1_hub.summary_parts(p_phases) AS s
    WHERE
        s.part = 'last_heartbeat'
        AND s.explanation IS NULL
        AND v1_hub.source_column('v1_hub_proxy_heartbeat', 'proxy') IS NULL;
$template$;

COMMENT ON FUNCTION v1_hub.new_proxy_ddl(integer[]) IS
'The trigger on v1_hub_proxies for heartbeats that are found by address; NULL where they are not.';

CREATE OR REPLACE FUNCTION v1_hub.fill_columns_ddl()
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $template$
    -- Filling the columns is no change of the proxies: nobody's trigger need know.
    SELECT
        concat_ws(
            E'\n',
            string_agg(
                v1_hub.trigger_state_ddl(t.tgrelid, t.tgname, 'D'), E'\n' ORDER BY t.tgname
            ),
            format(
                $ddl$UPDATE %1$s AS p
SET
    ip_history = s.ip_history,
    last_heartbeat = s.last_heartbeat,
    usage_stats = s.usage_stats
FROM v1_hub.proxy_summary AS s
WHERE
    s.id = p.id
    AND (s.ip_history, s.last_heartbeat, s.usage_stats)
    IS DISTINCT FROM (p.ip_history, p.last_heartbeat, p.usage_stats);$ddl$,
                v1_hub.hub_name('v1_hub_proxies')
            ),
            string_agg(
                v1_hub.trigger_state_ddl(t.tgrelid, t.tgname, t.tgenabled), E'\n'
                ORDER BY t.tgname
            )
        )
    FROM pg_trigger AS t
    WHERE
        t.tgrelid = v1_hub.hub_relation('v1_hub_proxies')
        AND NOT t.tgisinternal
        AND t.tgenabled <> 'D';
$template$;

COMMENT ON FUNCTION v1_hub.fill_columns_ddl() IS
'The statement that fills the merged columns once, unseen by triggers of v1_hub_proxies.';

CREATE OR REPLACE FUNCTION v1_hub.keep_columns_ddl(p_phases integer[])
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT
        concat_ws(
            E'\n\n',
            v1_hub.summary_view_ddl(p_phases),
            v1_hub.fill_columns_ddl(),
            v1_hub.summary_queue_ddl(),
            v1_hub.apply_summary_ddl(p_phases),
            string_agg(v1_hub.queue_trigger_ddl(s.part, s.table_name), E'\n\n' ORDER BY s.part),
            v1_hub.new_proxy_ddl(p_phases)
        )
    FROM (
        VALUES
            ('ip_history', 'v1_hub_proxy_ip_mapping'),
            ('last_heartbeat', 'v1_hub_proxy_heartbeat'),
            ('usage_stats', 'v1_hub_proxy_usage')
    ) AS s (part, table_name)
    INNER JOIN v1_hub.summary_parts(p_phases) AS e
        ON e.part = s.part AND e.explanation IS NULL
    HAVING count(*) > 0;
$$;

COMMENT ON FUNCTION v1_hub.keep_columns_ddl(integer[]) IS
'DDL that fills the merged columns and keeps them current; NULL where this hub can feed none.';

CREATE OR REPLACE FUNCTION v1_hub.merge_columns_ddl(p_phases integer[])
RETURNS TABLE (statement text, undo text)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $template$
    SELECT
        concat_ws(
            E'\n\n',
            format(
                $ddl$ALTER TABLE %1$s
    ADD COLUMN ip_history jsonb DEFAULT '[]',
    ADD COLUMN last_heartbeat %2$s,
    ADD COLUMN usage_stats jsonb DEFAULT '{}';
COMMENT ON COLUMN %1$s.ip_history IS
'The mapping rows of the proxy as JSON, newest first; after them addresses that were replaced.';
COMMENT ON COLUMN %1$s.last_heartbeat IS 'The latest heartbeat from the server of the proxy.';
COMMENT ON COLUMN %1$s.usage_stats IS
'total, success, failed, average_response_ms, response_ms, responses and last_used_at of all uses.';$ddl$,
                p.name, v1_hub.heartbeat_type()
            ),
            k.statement
        ),
        concat_ws(
            E'\n',
            CASE
                WHEN k.statement IS NOT NULL THEN format(
                    $ddl$DROP TRIGGER IF EXISTS queue_proxy_address ON %1$s;
DROP VIEW v1_hub.proxy_summary;
DROP FUNCTION v1_hub.take_proxy_summary;$ddl$,
                    p.name
                )
            END,
            format(
                $ddl$ALTER TABLE %1$s
    DROP COLUMN ip_history,
    DROP COLUMN last_heartbeat,
    DROP COLUMN usage_stats;$ddl$,
                p.name
            )
        )
    FROM (SELECT v1_hub.hub_name('v1_hub_proxies') AS name) AS p
    CROSS JOIN (SELECT v1_hub.keep_columns_ddl(p_phases) AS statement) AS k
    WHERE v1_hub.hub_relation('v1_hub_proxies') IS NOT NULL;
$template$;

COMMENT ON FUNCTION v1_hub.merge_columns_ddl(integer[]) IS
'DDL that merges the three proxy tables into columns of v1_hub_proxies, and its undo.';
