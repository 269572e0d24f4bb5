-- The ledger is applied at commit, when a transaction waits for nothing more.
{% from "steps/proxies/macros.sql" import canonical, documents, link %}
{% set m = proxies.mapping %}
{% set h = proxies.heartbeat %}
{% set u = proxies.usage %}
{% set home = "id" if h and h.proxy else "address" %}
CREATE OR REPLACE FUNCTION v1_hub.apply_proxy(p_id {{ proxies.key_type }})
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
{{ canonical() }}
AS $v1_hub$
#variable_conflict use_variable
DECLARE
    v_proxy record;
    v_change record;
    v_used_at {{ proxies.use_type }};
BEGIN
    SELECT p.* INTO v_proxy
    FROM v1_hub.proxy AS p
    WHERE p.id = p_id
    FOR NO KEY UPDATE SKIP LOCKED;
    IF NOT found THEN
        -- Held by another transaction; or gone, then nobody will read its changes.
        IF NOT EXISTS (SELECT FROM v1_hub.proxy AS p WHERE p.id = p_id) THEN
            DELETE FROM v1_hub.proxy_change AS c
            WHERE c.proxy_id = p_id AND c.id IN (
                SELECT w.id FROM v1_hub.proxy_change AS w
                WHERE w.proxy_id = p_id
                FOR UPDATE SKIP LOCKED
            );
        END IF;
        RETURN;
    END IF;
    WITH taken AS (
        DELETE FROM v1_hub.proxy_change AS c WHERE c.proxy_id = p_id RETURNING c.*
    )
    SELECT
        v_proxy.total + coalesce(sum(t.total), 0) AS total,
        v_proxy.success + coalesce(sum(t.success), 0) AS success,
        v_proxy.failed + coalesce(sum(t.failed), 0) AS failed,
        v_proxy.response_ms + coalesce(sum(t.response_ms), 0) AS response_ms,
        v_proxy.responses + coalesce(sum(t.responses), 0) AS responses,
        max(t.used_at) AS used_at,
        max(t.unused_at) AS unused_at,
        max(t.beaten_at) AS beaten_at,
        bool_or(t.is_unbeaten) AS is_unbeaten,
        bool_or(t.is_mapping) AS is_mapping,
        coalesce(jsonb_agg(t.replaced ORDER BY t.id DESC) FILTER (WHERE t.replaced IS NOT NULL), '[]')
            AS replaced
    INTO v_change
    FROM taken AS t;

{% if m %}
    IF v_change.is_mapping THEN
        -- Not from v1_hub.proxy_summary, which would count all uses of the proxy as well.
        SELECT
            coalesce(
                {{ documents(m, "r", "                ") }},
                '[]'
            ) || jsonb_path_query_array(
                jsonb_path_query_array(
                    v_change.replaced || coalesce(v_proxy.ip_history, '[]'),
                    '$[*] ? (exists (@.replaced_at))'
                ),
                '$[0 to 19]'
            )
        INTO v_proxy.ip_history
        FROM {{ m.table }} AS r
        WHERE r.{{ m.proxy | ident }} = p_id;
    END IF;
{% endif %}
    IF v_change.is_unbeaten THEN
{% if h %}
        SELECT max(r.{{ h.time | ident }}) INTO v_change.beaten_at
        FROM {{ h.table }} AS r
        WHERE {{ link(h, "r", h.link) }} = {{ link(h, "v_proxy", home) }};
{% else %}
        v_change.beaten_at := NULL;
{% endif %}
    ELSE
        v_change.beaten_at := greatest(v_proxy.last_heartbeat, v_change.beaten_at);
    END IF;
    BEGIN
        v_used_at := (v_proxy.usage_stats ->> 'last_used_at')::{{ proxies.use_type }};
    EXCEPTION
        WHEN data_exception THEN
            NULL; -- Somebody overwrote it: no write of a log fails, and verify tells it.
    END;
    v_used_at := greatest(v_used_at, v_change.used_at);
{% if u %}
    IF v_change.unused_at >= v_used_at THEN
        v_used_at := (
            SELECT r.{{ u.time | ident }}
            FROM {{ u.table }} AS r
            WHERE r.{{ u.proxy | ident }} = p_id AND r.{{ u.time | ident }} IS NOT NULL
            ORDER BY r.{{ u.time | ident }} DESC
            LIMIT 1
        );
    END IF;
{% endif %}
    UPDATE v1_hub.proxy AS p
    SET
        ip_history = v_proxy.ip_history,
        last_heartbeat = v_change.beaten_at,
        usage_stats = CASE
            WHEN v_change.total = 0 THEN '{}'
            ELSE jsonb_build_object(
                'total', v_change.total,
                'success', v_change.success,
                'failed', v_change.failed,
                'average_response_ms', round(v_change.response_ms / nullif(v_change.responses, 0), 2),
                'response_ms', v_change.response_ms,
                'responses', v_change.responses,
                'last_used_at', v_used_at
            )
        END || jsonb_build_object(
            'as_of', to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
        )
    WHERE p.id = p_id;
END;
$v1_hub$;
REVOKE ALL ON FUNCTION v1_hub.apply_proxy({{ proxies.key_type }}) FROM public;

COMMENT ON FUNCTION v1_hub.apply_proxy({{ proxies.key_type }}) IS
'Brings a proxy up to date: takes its rows of the ledger, and writes its columns once. While another '
'transaction holds the proxy nothing is done.';

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
    PERFORM FROM v1_hub.proxy_change AS c WHERE c.proxy_id = NEW.proxy_id AND c.id = NEW.id;
    IF NOT found THEN -- taken along already
        RETURN NULL;
    END IF;
    FOR v_place IN 1..5 LOOP
        PERFORM v1_hub.apply_proxy(v_id);
        -- The next proxy with a change that is over a second old; after the last, the first.
        SELECT n.proxy_id INTO v_id
        FROM (
            {% for part in ("> v_id", "< NEW.proxy_id") %}
            (
                SELECT c.proxy_id
                FROM v1_hub.proxy_change AS c
                WHERE
                    c.proxy_id {{ part }}
                    AND c.noted_at < statement_timestamp() - interval '1 s'
                ORDER BY c.proxy_id
                LIMIT 1
            )
            {{ "UNION ALL" if not loop.last }}
            {% endfor %}
        ) AS n
        LIMIT 1;
        EXIT WHEN NOT found;
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
FOR EACH ROW WHEN (new.is_due IS NOT FALSE) EXECUTE FUNCTION v1_hub.apply_change();
