-- The ledger is applied at commit, when a transaction waits for nothing more.
-- sqlfluff:max_line_length:200
{% from "steps/proxies/macros.sql" import canonical, counts %}
CREATE OR REPLACE FUNCTION v1_hub.read_time(p_value text)
RETURNS {{ proxies.use_type }}
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN p_value::{{ proxies.use_type }};
EXCEPTION
    WHEN data_exception THEN
        RETURN NULL;
END;
$$;

COMMENT ON FUNCTION v1_hub.read_time(text) IS
'The time of last_used_at. NULL where somebody has overwritten it: no write of a log fails, and '
'verify tells it.';

CREATE OR REPLACE FUNCTION v1_hub.apply_changes()
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan -- else the length of an array is planned for each time
{{ canonical() }}
AS $v1_hub$
DECLARE
    v_ids {{ proxies.key_type }}[];
BEGIN
    v_ids := ARRAY(
        SELECT p.id FROM v1_hub.proxy AS p WHERE p.is_waiting FOR NO KEY UPDATE SKIP LOCKED
    );
    WITH taken AS (
        -- Who has not got all proxies of a change, takes it not. What is about none (any more)
        -- nobody will read, and anybody may take: so the rows are locked first.
        DELETE FROM v1_hub.proxy_change AS c
        WHERE c.ctid = ANY (ARRAY(
            SELECT w.ctid
            FROM v1_hub.proxy_change AS w
            WHERE
                (w.proxy_id IN (SELECT p.id FROM v1_hub.proxy AS p WHERE p.id <> ALL (v_ids))) IS NOT TRUE
                AND (w.link IN (SELECT p.link FROM v1_hub.proxy AS p WHERE p.id <> ALL (v_ids))) IS NOT TRUE
            FOR UPDATE SKIP LOCKED
        ))
        RETURNING c.*
    ),
    told AS (
        SELECT t.proxy_id AS of_proxy, t.* FROM taken AS t WHERE t.proxy_id IS NOT NULL
        UNION ALL
        SELECT p.id, t.* FROM taken AS t INNER JOIN v1_hub.proxy AS p ON p.link = t.link
    ),
    change AS (
        SELECT
            t.of_proxy,
            {% for name in counts %}
            coalesce(sum(t.{{ name }}), 0) AS {{ name }},
            {% endfor %}
            max(t.used_at) AS used_at,
            max(t.unused_at) AS unused_at,
            max(t.beaten_at) AS beaten_at,
            max(t.unbeaten_at) AS unbeaten_at,
            bool_or(t.is_mapping) AS is_mapping,
            coalesce(
                jsonb_agg(t.replaced ORDER BY t.id DESC) FILTER (WHERE t.replaced IS NOT NULL), '[]'
            ) AS replaced
        FROM told AS t
        GROUP BY t.of_proxy
    ),
    proxy AS (
        SELECT
            p.id,
            {% for name in counts %}
            p.{{ name }} + c.{{ name }} AS {{ name }},
            {% endfor %}
            greatest(v1_hub.read_time(p.usage_stats ->> 'last_used_at'), c.used_at) AS used_at,
            c.unused_at,
            greatest(p.last_heartbeat, c.beaten_at) AS beaten_at,
            c.unbeaten_at,
            c.is_mapping,
            c.replaced || coalesce(p.ip_history, '[]') AS replaced
        FROM change AS c
        INNER JOIN v1_hub.proxy AS p ON p.id = c.of_proxy
    )
    UPDATE v1_hub.proxy AS p
    SET
        ip_history = CASE
            WHEN n.is_mapping THEN p.addresses || jsonb_path_query_array(
                jsonb_path_query_array(n.replaced, '$[*] ? (exists (@.replaced_at))'), '$[0 to 19]'
            )
            ELSE p.ip_history
        END,
        last_heartbeat = CASE
            WHEN n.unbeaten_at < n.beaten_at OR n.unbeaten_at IS NULL THEN n.beaten_at
            ELSE p.beaten_at
        END,
        usage_stats = CASE
            WHEN n.total = 0 THEN '{}'
            ELSE jsonb_build_object(
                'total', n.total,
                'success', n.success,
                'failed', n.failed,
                'average_response_ms', round(n.response_ms / nullif(n.responses, 0), 2),
                'response_ms', n.response_ms,
                'responses', n.responses,
                'last_used_at', CASE
                    WHEN n.unused_at < n.used_at OR n.unused_at IS NULL THEN n.used_at
                    ELSE p.used_at
                END
            )
        END || jsonb_build_object(
            'as_of', to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
        )
    FROM proxy AS n
    WHERE p.id = n.id;
END;
$v1_hub$;
REVOKE ALL ON FUNCTION v1_hub.apply_changes() FROM public;

COMMENT ON FUNCTION v1_hub.apply_changes() IS
'Brings the proxies up to date of which changes wait: takes their rows of the ledger, and writes '
'their columns once. What another transaction holds is left, and nobody is waited for.';

CREATE OR REPLACE FUNCTION v1_hub.apply_change()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER -- whoever writes a log holds no right on the ledger, nor on v1_hub_proxies
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    -- A SERIALIZABLE transaction must not even read the ledger, to which others append.
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RETURN NULL;
    END IF;
    PERFORM FROM v1_hub.proxy_change AS c WHERE c.id = NEW.id;
    IF NOT found THEN -- taken along already
        RETURN NULL;
    END IF;
    PERFORM FROM v1_hub.proxy AS p
    WHERE p.id = NEW.proxy_id OR p.link = NEW.link
    FOR NO KEY UPDATE SKIP LOCKED;
    -- Held by another transaction: it is applying all of this, as a rule.
    IF found OR NOT EXISTS (
        SELECT FROM v1_hub.proxy AS p WHERE p.id = NEW.proxy_id OR p.link = NEW.link
    ) THEN
        PERFORM v1_hub.apply_changes();
    END IF;
    RETURN NULL;
END;
$$;
REVOKE ALL ON FUNCTION v1_hub.apply_change() FROM public;

COMMENT ON FUNCTION v1_hub.apply_change() IS
'Brings the proxy of a change up to date, and all others of which changes wait. What is locked, '
'and what a transaction above READ COMMITTED has changed, stays in the ledger until somebody '
'writes about any proxy, or refreshes.';

CREATE CONSTRAINT TRIGGER apply_change
AFTER INSERT ON v1_hub.proxy_change
DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW WHEN (new.is_due IS NOT FALSE) EXECUTE FUNCTION v1_hub.apply_change();
