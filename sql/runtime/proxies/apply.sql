-- The ledger is applied at commit, when a transaction waits for nothing more.
-- sqlfluff:max_line_length:300
{% from "steps/proxies/macros.sql" import canonical, counts, link %}
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
        SELECT p.id
        FROM v1_hub.proxy AS p
        WHERE p.id IN (SELECT t.of_proxy FROM v1_hub.proxy_told AS t)
        FOR NO KEY UPDATE SKIP LOCKED
    );
    WITH taken AS (
        -- Who has not got all proxies of a change, takes it not. What is about none (any more)
        -- nobody will read, and anybody may take: so it is locked first. By place, and not as a
        -- join, for which the planner might take the ledger for empty.
        DELETE FROM v1_hub.proxy_change AS c
        WHERE
            c.ctid = any(ARRAY(
                SELECT w.ctid
                FROM v1_hub.proxy_change AS w
                WHERE
                    w.ctid = any(ARRAY(
                        SELECT e.ctid FROM v1_hub.proxy_change AS e
                        EXCEPT
                        SELECT t.change
                        FROM v1_hub.proxy_told AS t
                        WHERE t.of_proxy NOT IN (SELECT unnest(v_ids))
                    ))
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
            jsonb_agg(t.replaced ORDER BY t.noted_at DESC) FILTER (WHERE t.replaced IS NOT NULL) AS replaced
        FROM told AS t
        GROUP BY t.of_proxy
    ),
    -- What it comes to, and whether the last that is known, or came, may have gone.
    news AS (
        SELECT
            c.of_proxy, c.used_at, c.beaten_at, c.replaced, p.link,
            {% for name in counts %}
            p.{{ name }} + c.{{ name }} AS {{ name }},
            {% endfor %}
            c.unused_at >= coalesce(greatest(p.last_used_at, c.used_at), c.unused_at) AS is_unused,
            c.unbeaten_at >= coalesce(greatest(p.last_heartbeat, c.beaten_at), c.unbeaten_at) AS is_unbeaten
        FROM change AS c
        INNER JOIN v1_hub.proxy AS p ON p.id = c.of_proxy
    )

    UPDATE v1_hub.proxy AS p
    SET
        {% if proxies.mapping %}
        ip_history = CASE
            WHEN n.replaced IS NULL THEN p.ip_history
            ELSE p.addresses || jsonb_path_query_array(
                jsonb_path_query_array(
                    n.replaced || coalesce(p.ip_history, '[]'), '$[*] ? (exists (@.replaced_at))'
                ),
                '$[0 to 19]'
            )
        END,
        {% endif %}
        {% if proxies.heartbeat %}
        last_heartbeat = CASE
            WHEN n.is_unbeaten THEN beaten.at ELSE greatest(p.last_heartbeat, n.beaten_at)
        END,
        {% endif %}
        usage_stats = CASE
            -- All of them: while everything is counted anew, more may have gone than is told yet.
            WHEN (n.total, n.success, n.failed, n.response_ms, n.responses) = (0, 0, 0, 0, 0)
                THEN '{}'
            ELSE jsonb_build_object(
                {% for name in counts %}
                {{ name | literal }}, n.{{ name }},
                {% endfor %}
                'average_response_ms', round(n.response_ms / nullif(n.responses, 0), 2),
                'last_used_at', CASE
                    WHEN n.is_unused THEN {{ "used.at" if proxies.usage else "NULL" }} ELSE greatest(p.last_used_at, n.used_at)
                END
            )
        END || jsonb_build_object(
            'as_of', to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
        )
    FROM news AS n
    -- Then it is read from the leaf, once for all proxies, for there may be no index; else not at all.
    {% for name, source in (("used", proxies.usage), ("beaten", proxies.heartbeat)) if source %}
    LEFT JOIN (
        SELECT k.of_proxy, max(r.{{ source.time | ident }}) AS at
        FROM news AS k
        INNER JOIN {{ source.table }} AS r ON {{ link(source, "r") }} = k.{{ "of_proxy" if source.proxy else "link" }}
        WHERE k.is_un{{ name }} AND EXISTS (SELECT FROM news AS any_lost WHERE any_lost.is_un{{ name }})
        GROUP BY k.of_proxy
    ) AS {{ name }} ON {{ name }}.of_proxy = n.of_proxy
    {% endfor %}
    WHERE p.id = n.of_proxy;
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
    -- Taken along already, or refused within the last minute.
    IF NOT EXISTS (
        SELECT FROM v1_hub.proxy_change AS c WHERE c.noted_at = NEW.noted_at
    ) OR EXISTS (
        SELECT FROM v1_hub.proxy_change AS c
        WHERE c.noted_at = 'infinity'
            -- What lies ahead is no time, or the clock was set back.
            AND (c.replaced ->> 'tried_at')::timestamptz BETWEEN
            statement_timestamp() - interval '1 min' AND statement_timestamp() + interval '1 min'
    ) THEN
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
EXCEPTION
    -- A constraint, trigger or rule of v1_hub_proxies must not stop the write of a log.
    WHEN OTHERS THEN
        INSERT INTO v1_hub.proxy_change (noted_at, is_due, replaced)
        VALUES (
            'infinity', FALSE,
            jsonb_build_object('error', sqlerrm, 'tried_at', statement_timestamp())
        );
        RETURN NULL;
END;
$$;
REVOKE ALL ON FUNCTION v1_hub.apply_change() FROM public;

COMMENT ON FUNCTION v1_hub.apply_change() IS
'Brings the proxy of a change up to date, and all others of which changes wait. What is locked, '
'and what a transaction above READ COMMITTED has changed, stays in the ledger until somebody '
'writes about any proxy, or refreshes. Raises nothing: what refuses it is noted at infinity, and '
'it is tried again after a minute.';

CREATE CONSTRAINT TRIGGER apply_change
AFTER INSERT ON v1_hub.proxy_change
DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW WHEN (new.is_due IS NOT FALSE) EXECUTE FUNCTION v1_hub.apply_change();
