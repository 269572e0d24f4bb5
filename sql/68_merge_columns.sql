-- The three merged columns: added, filled, and the triggers that keep them current.
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
            (
                SELECT string_agg(format('SET LOCAL %s = %L;', s.name, s.value), E'\n')
                FROM v1_hub.list_summary_settings() AS s
            ),
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
            ),
            (
                SELECT string_agg(format('SET LOCAL %s TO DEFAULT;', s.name), E'\n')
                FROM v1_hub.list_summary_settings() AS s
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
            v1_hub.take_summary_ddl(p_phases),
            v1_hub.drain_summary_ddl(),
            CASE WHEN f.has_usage THEN v1_hub.usage_apply_ddl() END,
            CASE WHEN f.has_usage THEN v1_hub.usage_queue_ddl() END,
            CASE WHEN f.has_heartbeat THEN v1_hub.heartbeat_apply_ddl() END,
            v1_hub.new_proxy_ddl(),
            CASE WHEN f.has_mapping THEN v1_hub.mapping_apply_ddl() END
        )
    FROM (
        SELECT
            v1_hub.is_filled('usage_stats', p_phases) AS has_usage,
            v1_hub.is_filled('last_heartbeat', p_phases) AS has_heartbeat,
            v1_hub.is_filled('ip_history', p_phases) AS has_mapping
    ) AS f
    WHERE f.has_usage OR f.has_heartbeat OR f.has_mapping;
$$;

COMMENT ON FUNCTION v1_hub.keep_columns_ddl(integer[]) IS
'DDL that fills the merged columns and keeps them current; NULL where this hub can feed none.';

CREATE OR REPLACE FUNCTION v1_hub.roomy_options(p_names_only boolean)
RETURNS text
LANGUAGE sql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
    -- The merged columns are updated in place (HOT) only where a page has room for the new version.
    SELECT string_agg(o.name || CASE WHEN p_names_only THEN '' ELSE ' = ' || o.value END, ', ')
    FROM (
        VALUES
            ('fillfactor', '50'),
            ('autovacuum_vacuum_scale_factor', '0.02'),
            ('autovacuum_vacuum_threshold', '500')
    ) AS o (name, value);
$$;

COMMENT ON FUNCTION v1_hub.roomy_options(boolean) IS
'Storage options of v1_hub_proxies while it carries the merged columns; or only their names.';

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
'total, success, failed, average_response_ms, response_ms, responses and last_used_at of all uses.';
ALTER TABLE %1$s SET (%3$s);$ddl$,
                p.name, v1_hub.time_type('v1_hub_proxy_heartbeat'), v1_hub.roomy_options(false)
            ),
            k.statement
        ),
        concat_ws(
            E'\n',
            CASE
                WHEN k.statement IS NOT NULL THEN format(
                    $ddl$DROP TRIGGER queue_new_proxy ON %1$s;
DROP TRIGGER take_along_summary ON %1$s;
DROP VIEW v1_hub.proxy_summary;
DROP FUNCTION v1_hub.take_proxy_summary;$ddl$,
                    p.name
                )
            END,
            format(
                $ddl$ALTER TABLE %1$s
    DROP COLUMN ip_history,
    DROP COLUMN last_heartbeat,
    DROP COLUMN usage_stats;
ALTER TABLE %1$s RESET (%2$s);$ddl$,
                p.name, v1_hub.roomy_options(true)
            ),
            (
                SELECT format('ALTER TABLE %s SET (%s);', p.name, array_to_string(c.reloptions, ', '))
                FROM pg_class AS c
                WHERE c.oid = v1_hub.hub_relation('v1_hub_proxies') AND c.reloptions IS NOT NULL
            )
        )
    FROM (SELECT v1_hub.hub_name('v1_hub_proxies') AS name) AS p
    CROSS JOIN (SELECT v1_hub.keep_columns_ddl(p_phases) AS statement) AS k
    WHERE v1_hub.hub_relation('v1_hub_proxies') IS NOT NULL;
$template$;

COMMENT ON FUNCTION v1_hub.merge_columns_ddl(integer[]) IS
'DDL that merges the three proxy tables into columns of v1_hub_proxies, and its undo.';
