-- usage_stats: one row at a time told at commit, statements of many rows as sums for each proxy.
CREATE OR REPLACE FUNCTION v1_hub.usage_apply_ddl()
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $template$
    SELECT
        format(
            $ddl$CREATE FUNCTION v1_hub.apply_usage()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER -- whoever writes a log holds no right on v1_hub_proxies
SET search_path = pg_catalog, pg_temp%7$s
AS $v1_hub$
#variable_conflict use_variable
DECLARE
    v_stats jsonb;
    v_waiting boolean;
    v_duration numeric;
    v_timed bigint;
BEGIN
    IF current_setting('v1_hub.usage_hook', true) LIKE ANY ('{+%%,v%%}') THEN
        -- Its statement counts it, or will: fired before that has ended (SET CONSTRAINTS).
        PERFORM set_config('v1_hub.usage_hook', 'v', true);
        RETURN NULL;
    ELSIF NEW.%2$s IS NULL THEN
        RETURN NULL;
    END IF;
    IF current_setting('transaction_isolation') = 'read committed' THEN
        FOR v_try IN 1..5 LOOP
            SELECT
                p.usage_stats,
                EXISTS (SELECT 1 FROM v1_hub.proxy_summary_queue AS q WHERE q.proxy_id = p.id)
            INTO v_stats, v_waiting
            FROM %1$s AS p
            WHERE p.id = NEW.%2$s
            FOR NO KEY UPDATE SKIP LOCKED;
            EXIT WHEN found;
            PERFORM 1 FROM %1$s AS p WHERE p.id = NEW.%2$s;
            EXIT WHEN NOT found OR NOT v1_hub.await_proxy_holder();
        END LOOP;
        IF NOT v_waiting THEN
            -- As v1_hub.usage_document, written out: no call for what happens most.
            v_duration := coalesce((v_stats ->> 'response_ms')::numeric, 0) + coalesce(%4$s, 0);
            v_timed := coalesce((v_stats ->> 'responses')::bigint, 0) + (%4$s IS NOT NULL)::integer;
            UPDATE %1$s AS p
            SET usage_stats = jsonb_build_object(
                'total', coalesce((v_stats ->> 'total')::bigint, 0) + 1,
                'success',
                coalesce((v_stats ->> 'success')::bigint, 0) + coalesce(%3$s, false)::integer,
                'failed',
                coalesce((v_stats ->> 'failed')::bigint, 0) + coalesce(NOT %3$s, false)::integer,
                'average_response_ms', round(v_duration / nullif(v_timed, 0), 2),
                'response_ms', v_duration,
                'responses', v_timed,
                'last_used_at', greatest((v_stats ->> 'last_used_at')::%6$s, NEW.%5$s)
            )
            WHERE p.id = NEW.%2$s;
            RETURN NULL;
        END IF;
    END IF;
    INSERT INTO v1_hub.proxy_summary_queue (
        proxy_id, total, success, failed, duration, timed, used_at
    ) VALUES (
        NEW.%2$s, 1, coalesce(%3$s, false)::integer, coalesce(NOT %3$s, false)::integer,
        coalesce(%4$s, 0), (%4$s IS NOT NULL)::integer, NEW.%5$s
    );
    RETURN NULL;
END;
$v1_hub$;
REVOKE ALL ON FUNCTION v1_hub.apply_usage() FROM PUBLIC;
COMMENT ON FUNCTION v1_hub.apply_usage() IS
'At commit: counts the first use that the transaction has written, or queues it where another '
'transaction holds the proxy for some 5 ms or others wait already. All other rows come through '
'queue_usage_insert.';
CREATE CONSTRAINT TRIGGER apply_usage
AFTER INSERT ON v1_hub.v1_hub_proxy_usage
DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW
-- Short, for it is parsed anew for every statement: true for the first use of a transaction.
WHEN (
    set_config(
        'v1_hub.usage_hook', left(concat(current_setting('v1_hub.usage_hook', true), '+'), 2), true
    ) = '+'
)
EXECUTE FUNCTION v1_hub.apply_usage();$ddl$,
            v1_hub.hub_name('v1_hub_proxies'),
            v1_hub.source_column('v1_hub_proxy_usage', 'proxy'),
            v1_hub.usage_success('NEW'),
            v1_hub.usage_duration('NEW'),
            v1_hub.source_column('v1_hub_proxy_usage', 'time'),
            v1_hub.time_type('v1_hub_proxy_usage'),
            v1_hub.summary_settings()
        );
$template$;

COMMENT ON FUNCTION v1_hub.usage_apply_ddl() IS
'The deferred trigger for the one use that most transactions write.';

CREATE OR REPLACE FUNCTION v1_hub.usage_queue_ddl()
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $template$
    -- A statement aimed at the log fires the log's triggers, one aimed at the leaf the leaf's.
    SELECT
        string_agg(
            format(
                $ddl$CREATE FUNCTION v1_hub.queue_usage_%1$s()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER -- whoever writes a log holds no right on the queue
SET search_path = pg_catalog, pg_temp
AS $v1_hub$
#variable_conflict use_variable
%2$sBEGIN
%3$s    INSERT INTO v1_hub.proxy_summary_queue (
        proxy_id, total, success, failed, duration, timed, used_at, unused_at
    )
    SELECT
        c.proxy_id,
        sum(c.sign),
        coalesce(sum(c.sign) FILTER (WHERE c.success), 0),
        coalesce(sum(c.sign) FILTER (WHERE NOT c.success), 0),
        coalesce(sum(c.sign * c.duration::numeric), 0),
        coalesce(sum(c.sign) FILTER (WHERE c.duration IS NOT NULL), 0),
        max(c.used_at) FILTER (WHERE c.sign = 1),
        max(c.used_at) FILTER (WHERE c.sign = -1)
    FROM (
%4$s
    ) AS c (sign, proxy_id, success, duration, used_at)
    WHERE c.proxy_id IS NOT NULL
    GROUP BY c.proxy_id
    ORDER BY c.proxy_id;
    RETURN NULL;
END;
$v1_hub$;
REVOKE ALL ON FUNCTION v1_hub.queue_usage_%1$s() FROM PUBLIC;
COMMENT ON FUNCTION v1_hub.queue_usage_%1$s() IS
'%5$s of v1_hub_proxy_usage: queues the sums for each proxy.';
CREATE TRIGGER queue_usage_%1$s
AFTER %5$s ON v1_hub.v1_hub_proxy_usage
REFERENCING %6$s
FOR EACH STATEMENT EXECUTE FUNCTION v1_hub.queue_usage_%1$s();%7$s$ddl$,
                lower(o.operation),
                CASE o.operation
                    WHEN 'INSERT'
                        THEN format(
                            E'DECLARE\n    v_hook text := current_setting(%L, true);\n',
                            'v1_hub.usage_hook'
                        )
                END,
                CASE o.operation WHEN 'INSERT' THEN v1_hub.usage_hook_text(t.treatment) END,
                (
                    SELECT string_agg(
                        format(
                            E'        SELECT %s, r.%s, %s, %s, r.%s\n        FROM %s AS r%s',
                            s.sign,
                            v1_hub.source_column('v1_hub_proxy_usage', 'proxy'),
                            v1_hub.usage_success('r'),
                            v1_hub.usage_duration('r'),
                            v1_hub.source_column('v1_hub_proxy_usage', 'time'),
                            s.rows,
                            CASE
                                WHEN t.treatment = 'leaf'
                                    THEN E'\n        WHERE r.log_type = ''proxy_usage'''
                            END
                        ),
                        E'\n        UNION ALL\n' ORDER BY s.sign DESC
                    )
                    FROM v1_hub.list_transitions(o.operation) AS s
                ),
                o.operation,
                o.transitions,
                CASE
                    WHEN t.treatment = 'leaf' THEN format(
                        $ddl$
CREATE TRIGGER queue_usage_%1$s
AFTER %2$s ON %3$s
REFERENCING %4$s
FOR EACH STATEMENT EXECUTE FUNCTION v1_hub.queue_usage_%1$s();$ddl$,
                        lower(o.operation), o.operation,
                        v1_hub.hub_name('v1_hub_activity_logs'), o.transitions
                    )
                END
            ),
            E'\n\n' ORDER BY o.place
        )
    FROM (
        VALUES
            (1, 'INSERT', 'NEW TABLE AS new_rows'),
            (2, 'UPDATE', 'OLD TABLE AS old_rows NEW TABLE AS new_rows'),
            (3, 'DELETE', 'OLD TABLE AS old_rows')
    ) AS o (place, operation, transitions)
    CROSS JOIN v1_hub.choose_treatment('v1_hub_proxy_usage') AS t;
$template$;

COMMENT ON FUNCTION v1_hub.usage_queue_ddl() IS
'Functions and statement triggers that queue what INSERT, UPDATE and DELETE do to usage_stats.';
