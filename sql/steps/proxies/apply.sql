-- Bringing one proxy up to date: its rows of the ledger are taken, its columns written once.
CREATE OR REPLACE FUNCTION v1_hub.apply_proxy(p_id {{ proxies.key_type }})
RETURNS boolean
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
{% for setting, value in proxies.settings.items() %}
SET {{ setting }} = {{ value | literal }}
{% endfor %}
AS $v1_hub$
#variable_conflict use_variable
DECLARE
    v_stats jsonb;
    v_beaten_at {{ proxies.beat_type }};
    v_used_at {{ proxies.use_type }};
    v_change record;
BEGIN
    SELECT
        CASE WHEN jsonb_typeof(p.usage_stats) = 'object' THEN p.usage_stats ELSE '{}' END,
        p.last_heartbeat
    INTO v_stats, v_beaten_at
    FROM v1_hub.proxy AS p
    WHERE p.id = p_id
    FOR NO KEY UPDATE SKIP LOCKED;
    IF NOT found THEN
        PERFORM FROM v1_hub.proxy AS p WHERE p.id = p_id;
        IF found THEN
            RETURN false;
        END IF;
        DELETE FROM v1_hub.proxy_change AS c
        USING (
            SELECT w.id FROM v1_hub.proxy_change AS w WHERE w.proxy_id = p_id FOR UPDATE SKIP LOCKED
        ) AS w
        WHERE c.proxy_id = p_id AND c.id = w.id;
        RETURN true;
    END IF;
    WITH taken AS (
        DELETE FROM v1_hub.proxy_change AS c WHERE c.proxy_id = p_id RETURNING c.*
    )
    SELECT
        count(*) AS changes,
        bool_or(t.is_base) AS is_base,
        sum(t.total) FILTER (WHERE t.counts) AS total,
        sum(t.success) FILTER (WHERE t.counts) AS success,
        sum(t.failed) FILTER (WHERE t.counts) AS failed,
        sum(t.duration) FILTER (WHERE t.counts) AS duration,
        sum(t.timed) FILTER (WHERE t.counts) AS timed,
        max(t.used_at) FILTER (WHERE t.counts) AS used_at,
        max(t.unused_at) FILTER (WHERE t.counts) AS unused_at,
        max(t.beaten_at) AS beaten_at,
        bool_or(t.is_unbeaten) AS is_unbeaten,
        bool_or(t.is_mapping) AS is_mapping,
        jsonb_agg(t.replaced) FILTER (WHERE t.replaced IS NOT NULL) AS replaced
    INTO v_change
    FROM (
        SELECT
            t.*,
            -- A base counts all uses up to it; one with id 0 those that had no row of the ledger.
            t.id >= coalesce((SELECT max(b.id) FROM taken AS b WHERE b.is_base), t.id) AS counts
        FROM taken AS t
    ) AS t;
    IF v_change.changes = 0 THEN
        RETURN true;
    END IF;
{% if proxies.usage %}
    IF v_change.total IS NOT NULL THEN
        BEGIN
            IF v_change.is_base THEN
                v_stats := '{}';
            END IF;
            v_used_at := greatest((v_stats ->> 'last_used_at')::{{ proxies.use_type }}, v_change.used_at);
            v_change.total := coalesce((v_stats ->> 'total')::numeric, 0) + v_change.total;
            v_change.success := coalesce((v_stats ->> 'success')::numeric, 0) + v_change.success;
            v_change.failed := coalesce((v_stats ->> 'failed')::numeric, 0) + v_change.failed;
            v_change.duration := coalesce((v_stats ->> 'response_ms')::numeric, 0) + v_change.duration;
            v_change.timed := coalesce((v_stats ->> 'responses')::numeric, 0) + v_change.timed;
        EXCEPTION
            WHEN data_exception THEN
                NULL; -- Somebody overwrote it: no write of a log fails, and verify tells it.
        END;
        IF v_change.unused_at >= v_used_at THEN
            v_used_at := (
                SELECT u.{{ proxies.usage.time | ident }}
                FROM {{ proxies.usage.table }} AS u
                WHERE
                    u.{{ proxies.usage.proxy | ident }} = p_id
                    AND u.{{ proxies.usage.time | ident }} IS NOT NULL
                ORDER BY u.{{ proxies.usage.time | ident }} DESC
                LIMIT 1
            );
        END IF;
        v_stats := CASE
            WHEN v_change.total = 0 THEN '{}'
            ELSE jsonb_build_object(
                'total', v_change.total,
                'success', v_change.success,
                'failed', v_change.failed,
                'average_response_ms', round(v_change.duration / nullif(v_change.timed, 0), 2),
                'response_ms', v_change.duration,
                'responses', v_change.timed,
                'last_used_at', v_used_at
            )
        END;
    END IF;
{% endif %}
    v_stats := v_stats || jsonb_build_object(
        'as_of', to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
    );
    v_beaten_at := greatest(v_beaten_at, v_change.beaten_at);
    IF v_change.is_unbeaten THEN
{% if proxies.heartbeat %}
        v_beaten_at := (
            SELECT max(r.{{ proxies.heartbeat.time | ident }})
            FROM {{ proxies.heartbeat.table }} AS r
{% if proxies.heartbeat.proxy %}
            WHERE r.{{ proxies.heartbeat.proxy | ident }} = p_id
{% else %}
{% set text = "::text" if proxies.heartbeat.as_text else "" %}
            INNER JOIN v1_hub.proxy AS p
                ON p.address{{ text }} = r.{{ proxies.heartbeat.address | ident }}{{ text }}
            WHERE p.id = p_id
{% endif %}
        );
{% else %}
        v_beaten_at := NULL;
{% endif %}
    END IF;
{% if proxies.mapping %}
{% set m = proxies.mapping %}
    IF v_change.is_mapping THEN
        UPDATE v1_hub.proxy AS p
        SET
            ip_history = (
                SELECT
                    coalesce(
                        jsonb_agg(
                            jsonb_build_object(
{% for key, column, is_text in m.document %}
                                {{ key | literal }},
                                r.{{ column | ident }}{{ "::text" if is_text }}{{ "," if not loop.last }}
{% endfor %}
                            )
                            ORDER BY
                                r.{{ m.time | ident }} DESC NULLS LAST,
                                {{ m.order | idents("r") or "r::text" }}
                        ),
                        '[]'
                    )
                FROM {{ m.table }} AS r
                WHERE r.{{ m.proxy | ident }} = p_id
            ) || (
                SELECT coalesce(jsonb_agg(e.entry ORDER BY e.place), '[]')
                FROM (
                    SELECT
                        e.entry,
                        row_number() OVER (
                            ORDER BY e.is_new DESC, e.entry ->> 'replaced_at' DESC, e.place DESC
                        ) AS place
                    FROM (
                        SELECT n.entry, n.place, true AS is_new
                        FROM jsonb_array_elements(v_change.replaced) WITH ORDINALITY AS n (entry, place)
                        UNION ALL
                        SELECT o.entry, -o.place, false
                        FROM jsonb_path_query(p.ip_history, '$[*] ? (exists (@.replaced_at))')
                            WITH ORDINALITY AS o (entry, place)
                    ) AS e
                    ORDER BY place
                    LIMIT 20
                ) AS e
            ),
            last_heartbeat = v_beaten_at,
            usage_stats = v_stats
        WHERE p.id = p_id;
        RETURN true;
    END IF;
{% endif %}
    UPDATE v1_hub.proxy AS p
    SET last_heartbeat = v_beaten_at, usage_stats = v_stats
    WHERE p.id = p_id;
    RETURN true;
END;
$v1_hub$;
REVOKE ALL ON FUNCTION v1_hub.apply_proxy({{ proxies.key_type }}) FROM public;
COMMENT ON FUNCTION v1_hub.apply_proxy({{ proxies.key_type }}) IS
'Brings a proxy up to date; false, and nothing done, while another transaction holds it. Only '
'while no rebuild runs: the caller has the advisory lock of v1_hub.apply_change().';
