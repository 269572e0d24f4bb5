-- Taking along what waits for a proxy: never waiting in a lock queue, hence no new deadlock.
CREATE OR REPLACE FUNCTION v1_hub.replaced_addresses(p_history jsonb)
RETURNS jsonb
LANGUAGE plpgsql -- keeps its plan: before PostgreSQL 18 a SQL function is planned at each call
IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN (
        SELECT coalesce(jsonb_agg(r.entry ORDER BY r.place), '[]')
        FROM (
            SELECT e.entry, e.place
            FROM jsonb_array_elements(p_history) WITH ORDINALITY AS e (entry, place)
            WHERE e.entry ? 'replaced_at'
            ORDER BY e.place
            LIMIT 20
        ) AS r
    );
END;
$$;

COMMENT ON FUNCTION v1_hub.replaced_addresses(jsonb) IS
'The entries of an ip_history whose address was replaced, newest first, at most 20.';

CREATE OR REPLACE FUNCTION v1_hub.gone_addresses(
    p_before jsonb, p_after jsonb, p_keys text[], p_address text, p_now jsonb
)
RETURNS jsonb
LANGUAGE plpgsql -- as above
IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN (
        SELECT
            coalesce(
                jsonb_agg(g.entry || jsonb_build_object('replaced_at', p_now) ORDER BY e.place), '[]'
            )
        FROM jsonb_array_elements(p_before) WITH ORDINALITY AS e (entry, place)
        CROSS JOIN LATERAL (
            SELECT jsonb_object_agg(k.name, e.entry -> k.name) AS entry
            FROM unnest(p_keys) AS k (name)
        ) AS g
        WHERE
            NOT e.entry ? 'replaced_at'
            AND e.entry ->> p_address IS NOT NULL
            AND NOT p_after @> jsonb_build_array(g.entry)
    );
END;
$$;

COMMENT ON FUNCTION v1_hub.gone_addresses(jsonb, jsonb, text[], text, jsonb) IS
'The entries of ip_history p_before whose address (key p_address; p_keys tell an entry apart) is '
'in none of p_after, as replaced at p_now.';

CREATE OR REPLACE FUNCTION v1_hub.take_summary_ddl(p_phases integer[])
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $template$
    SELECT
        format(
            $ddl$CREATE FUNCTION v1_hub.take_proxy_summary(p_proxy_id %2$s)
RETURNS boolean
LANGUAGE plpgsql
SECURITY DEFINER -- whoever writes a log holds no right on v1_hub_proxies
SET search_path = pg_catalog, pg_temp%7$s
AS $v1_hub$
#variable_conflict use_variable
DECLARE
    v_proxy %1$s;
    v_delta record;
    v_used_at %3$s;
BEGIN
    SELECT p.* INTO v_proxy FROM %1$s AS p
    WHERE p.id = p_proxy_id
    FOR NO KEY UPDATE SKIP LOCKED;
    IF NOT found THEN
        PERFORM 1 FROM %1$s AS p WHERE p.id = p_proxy_id;
        IF found THEN
            RETURN false;
        END IF;
    END IF;
    WITH taken AS (
        DELETE FROM v1_hub.proxy_summary_queue AS q WHERE q.proxy_id = p_proxy_id RETURNING q.*
    )
    SELECT
        count(*) AS changes,
        sum(t.total)::bigint AS total,
        sum(t.success)::bigint AS success,
        sum(t.failed)::bigint AS failed,
        sum(t.duration) AS duration,
        sum(t.timed)::bigint AS timed,
        max(t.used_at) AS used_at,
        max(t.unused_at) AS unused_at,
        max(t.beaten_at) AS beaten_at,
        max(t.unbeaten_at) AS unbeaten_at,
        bool_or(t.is_mapping) AS is_mapping,
        bool_or(t.is_new) AS is_new,
        coalesce(jsonb_agg(t.replaced ORDER BY t.id DESC) FILTER (WHERE t.replaced IS NOT NULL), '[]')
        AS replaced
    INTO v_delta
    FROM taken AS t;
    IF v_delta.changes = 0 OR v_proxy.id IS NULL THEN
        RETURN true;
    END IF;

    IF
        v_delta.used_at IS NOT NULL
        OR v_delta.unused_at IS NOT NULL
        OR (v_delta.total, v_delta.success, v_delta.failed, v_delta.duration, v_delta.timed)
        <> (0, 0, 0, 0, 0)
    THEN
        v_used_at := greatest(
            (v_proxy.usage_stats ->> 'last_used_at')::%3$s, v_delta.used_at
        );
        IF v_delta.unused_at >= v_used_at THEN
            v_used_at := %4$s;
        END IF;
        v_proxy.usage_stats := v1_hub.usage_document(
            coalesce((v_proxy.usage_stats ->> 'total')::bigint, 0) + v_delta.total,
            coalesce((v_proxy.usage_stats ->> 'success')::bigint, 0) + v_delta.success,
            coalesce((v_proxy.usage_stats ->> 'failed')::bigint, 0) + v_delta.failed,
            coalesce((v_proxy.usage_stats ->> 'response_ms')::numeric, 0) + v_delta.duration,
            coalesce((v_proxy.usage_stats ->> 'responses')::bigint, 0) + v_delta.timed,
            to_jsonb(v_used_at)
        );
    END IF;
    v_proxy.last_heartbeat := greatest(v_proxy.last_heartbeat, v_delta.beaten_at);
    IF v_delta.unbeaten_at >= coalesce(v_proxy.last_heartbeat, '-infinity') THEN
        v_proxy.last_heartbeat := %5$s;
    END IF;
    IF v_delta.is_mapping THEN
        v_proxy.ip_history := %6$s || v1_hub.replaced_addresses(
            v_delta.replaced || v_proxy.ip_history
        );
    END IF;
    IF v_delta.is_new THEN
        SELECT f.ip_history, f.last_heartbeat, f.usage_stats
        INTO v_proxy.ip_history, v_proxy.last_heartbeat, v_proxy.usage_stats
        FROM v1_hub.proxy_summary AS f
        WHERE f.id = p_proxy_id;
    END IF;
    UPDATE %1$s AS p
    SET
        ip_history = v_proxy.ip_history,
        last_heartbeat = v_proxy.last_heartbeat,
        usage_stats = v_proxy.usage_stats
    WHERE p.id = p_proxy_id;
    RETURN true;
END;
$v1_hub$;
REVOKE ALL ON FUNCTION v1_hub.take_proxy_summary(%2$s) FROM PUBLIC;
COMMENT ON FUNCTION v1_hub.take_proxy_summary(%2$s) IS
'Applies what waits for one proxy; false, and nothing done, while another transaction holds it.';

CREATE FUNCTION v1_hub.flush_proxy_summaries()
RETURNS bigint
LANGUAGE sql
SECURITY DEFINER -- called from the triggers, by whoever writes a log
SET search_path = pg_catalog, pg_temp
AS $v1_hub$
    SELECT count(*) FILTER (WHERE NOT v1_hub.take_proxy_summary(w.proxy_id))
    FROM (
        SELECT DISTINCT q.proxy_id FROM v1_hub.proxy_summary_queue AS q ORDER BY q.proxy_id
    ) AS w;
$v1_hub$;
REVOKE ALL ON FUNCTION v1_hub.flush_proxy_summaries() FROM PUBLIC;
COMMENT ON FUNCTION v1_hub.flush_proxy_summaries() IS
'Applies whatever waits in the queue; returns how many proxies were locked and keep waiting.';$ddl$,
            v1_hub.hub_name('v1_hub_proxies'),
            k.type_name,
            v1_hub.time_type('v1_hub_proxy_usage'),
            v1_hub.last_use_expression(p_phases),
            CASE
                WHEN v1_hub.is_filled('last_heartbeat', p_phases) THEN format(
                    $sql$(
            SELECT max(r.%s)
            FROM v1_hub.v1_hub_proxy_heartbeat AS r
            WHERE %s
        )$sql$,
                    v1_hub.source_column('v1_hub_proxy_heartbeat', 'time'),
                    v1_hub.heartbeat_join('v_proxy', 'r')
                )
                ELSE 'NULL'
            END,
            CASE
                WHEN v1_hub.is_filled('ip_history', p_phases)
                    THEN v1_hub.mapping_expression('p_proxy_id')
                ELSE '''[]''::jsonb'
            END,
            v1_hub.summary_settings()
        )
    FROM v1_hub.key_columns(v1_hub.hub_relation('v1_hub_proxies')) AS k;
$template$;

COMMENT ON FUNCTION v1_hub.take_summary_ddl(integer[]) IS
'The functions that apply the queue, in the types of this hub.';
