-- What a statement on a leaf adds to the queue: sums over its transition tables, one row a proxy.
CREATE OR REPLACE FUNCTION v1_hub.list_transitions(p_operation text)
RETURNS TABLE (sign integer, rows text)
LANGUAGE sql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT t.sign, t.rows
    FROM (VALUES (1, 'new_rows', 'DELETE'), (-1, 'old_rows', 'INSERT')) AS t (sign, rows, without)
    WHERE t.without <> p_operation;
$$;

COMMENT ON FUNCTION v1_hub.list_transitions(text) IS
'The transition tables of an operation: +1 what it adds, -1 what it takes away.';

CREATE OR REPLACE FUNCTION v1_hub.usage_queue_ddl(p_operation text)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $template$
    SELECT
        format(
            $ddl$    INSERT INTO v1_hub.proxy_summary_queue (
        proxy_id, total, success, failed, duration, timed, used_at, unused_at
    )
    SELECT
        c.proxy_id,
        sum(c.sign),
        coalesce(sum(c.sign) FILTER (WHERE c.success), 0),
        coalesce(sum(c.sign) FILTER (WHERE NOT c.success), 0),
        coalesce(sum(c.sign * c.duration), 0),
        coalesce(sum(c.sign) FILTER (WHERE c.duration IS NOT NULL), 0),
        max(c.used_at) FILTER (WHERE c.sign = 1),
        max(c.used_at) FILTER (WHERE c.sign = -1)
    FROM (
%s
    ) AS c (sign, proxy_id, success, duration, used_at)
    WHERE c.proxy_id IS NOT NULL
    GROUP BY c.proxy_id
    ORDER BY c.proxy_id;
$ddl$,
            string_agg(
                format(
                    '        SELECT %s, r.%s, %s, %s, r.%s FROM %s AS r%s',
                    s.sign,
                    v1_hub.source_column('v1_hub_proxy_usage', 'proxy'),
                    v1_hub.usage_success('r'),
                    v1_hub.usage_duration('r'),
                    v1_hub.source_column('v1_hub_proxy_usage', 'time'),
                    s.rows,
                    CASE
                        WHEN t.treatment = 'leaf' THEN ' WHERE r.log_type = ''proxy_usage'''
                    END
                ),
                E'\n        UNION ALL\n' ORDER BY s.sign DESC
            )
        )
    FROM v1_hub.list_transitions(p_operation) AS s
    CROSS JOIN v1_hub.choose_treatment('v1_hub_proxy_usage') AS t;
$template$;

COMMENT ON FUNCTION v1_hub.usage_queue_ddl(text) IS
'SQL that queues what a statement (INSERT, UPDATE or DELETE) does to usage_stats.';

CREATE OR REPLACE FUNCTION v1_hub.heartbeat_queue_ddl(p_operation text)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $template$
    SELECT
        format(
            $ddl$    INSERT INTO v1_hub.proxy_summary_queue (proxy_id, beaten_at, unbeaten_at)
    SELECT
        c.proxy_id,
        max(c.beaten_at) FILTER (WHERE c.sign = 1),
        max(c.beaten_at) FILTER (WHERE c.sign = -1)
    FROM (
%s
    ) AS c (sign, proxy_id, beaten_at)
    GROUP BY c.proxy_id
    ORDER BY c.proxy_id;
$ddl$,
            string_agg(
                format(
                    E'        SELECT %s, p.id, r.%s\n        FROM %s AS r\n'
                    '        INNER JOIN %s AS p ON %s%s',
                    s.sign,
                    v1_hub.source_column('v1_hub_proxy_heartbeat', 'time'),
                    s.rows,
                    v1_hub.hub_name('v1_hub_proxies'),
                    v1_hub.heartbeat_join('r'),
                    CASE
                        WHEN t.treatment = 'leaf'
                            THEN E'\n        WHERE r.log_type = ''proxy_heartbeat'''
                    END
                ),
                E'\n        UNION ALL\n' ORDER BY s.sign DESC
            )
        )
    FROM v1_hub.list_transitions(p_operation) AS s
    CROSS JOIN v1_hub.choose_treatment('v1_hub_proxy_heartbeat') AS t;
$template$;

COMMENT ON FUNCTION v1_hub.heartbeat_queue_ddl(text) IS
'SQL that queues what a statement does to last_heartbeat.';

CREATE OR REPLACE FUNCTION v1_hub.mapping_queue_ddl(p_operation text)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $template$
    -- An address is replaced where its proxy and number have it no more after the statement.
    SELECT
        format(
            $ddl$    INSERT INTO v1_hub.proxy_summary_queue (proxy_id, is_mapping, replaced)
    SELECT
        c.proxy_id,
        true,
        jsonb_agg(
            jsonb_build_object(
                %1$L, c.number, %2$L, c.address, 'replaced_at', localtimestamp
            )
            ORDER BY c.number
        ) FILTER (WHERE c.address IS NOT NULL AND c.is_replaced)
    FROM (
%3$s
    ) AS c (proxy_id, number, address, is_replaced)
    WHERE c.proxy_id IS NOT NULL
    GROUP BY c.proxy_id
    ORDER BY c.proxy_id;
$ddl$,
            coalesce(n.legacy_name, 'number'),
            a.legacy_name,
            CASE p_operation
                WHEN 'INSERT' THEN format('        SELECT %s, false FROM new_rows AS r%s', k, w)
                WHEN 'DELETE' THEN format('        SELECT %s, true FROM old_rows AS r%s', k, w)
                ELSE format(
                    E'        SELECT %1$s, false FROM new_rows AS r%2$s\n        UNION ALL\n'
                    '        SELECT o.*, true FROM (\n'
                    '            SELECT %1$s FROM old_rows AS r%2$s\n            EXCEPT\n'
                    '            SELECT %1$s FROM new_rows AS r%2$s\n        ) AS o',
                    k, w
                )
            END
        )
    FROM (
        SELECT
            format(
                'r.%s, %s, to_jsonb(r.%s)',
                v1_hub.source_column('v1_hub_proxy_ip_mapping', 'proxy'),
                coalesce(
                    'to_jsonb(r.' || v1_hub.source_column('v1_hub_proxy_ip_mapping', 'number') || ')',
                    'NULL::jsonb'
                ),
                v1_hub.source_column('v1_hub_proxy_ip_mapping', 'address')
            ) AS k,
            CASE
                WHEN t.treatment = 'leaf' THEN ' WHERE r.log_type = ''proxy_ip_mapping'''
                ELSE ''
            END AS w
        FROM v1_hub.choose_treatment('v1_hub_proxy_ip_mapping') AS t
    ) AS c
    CROSS JOIN v1_hub.summary_name AS a
    LEFT JOIN v1_hub.summary_name AS n ON n.table_name = a.table_name AND n.role = 'number'
    WHERE a.table_name = 'v1_hub_proxy_ip_mapping' AND a.role = 'address';
$template$;

COMMENT ON FUNCTION v1_hub.mapping_queue_ddl(text) IS
'SQL that queues what a statement does to ip_history, replaced addresses included.';
