-- What the merged columns must say, computed from the leaves: fills them once, and verifies them.
CREATE OR REPLACE FUNCTION v1_hub.usage_document(
    p_total bigint, p_success bigint, p_failed bigint, p_duration numeric, p_timed bigint,
    p_last_used_at jsonb
)
RETURNS jsonb
LANGUAGE plpgsql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN CASE
        WHEN p_total = 0 THEN '{}'::jsonb
        ELSE jsonb_build_object(
            'total', p_total,
            'success', p_success,
            'failed', p_failed,
            'average_response_ms', round(p_duration / nullif(p_timed, 0), 2),
            'response_ms', p_duration,
            'responses', p_timed,
            'last_used_at', p_last_used_at
        )
    END;
END;
$$;

COMMENT ON FUNCTION v1_hub.usage_document(bigint, bigint, bigint, numeric, bigint, jsonb) IS
'usage_stats of a proxy: uses, successes, failures, the average response in milliseconds with the '
'sum and number that it comes from, and the last use.';

CREATE OR REPLACE FUNCTION v1_hub.summary_view_ddl(p_phases integer[])
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $template$
    WITH parts AS (
        SELECT
            bool_or(s.part = 'ip_history' AND s.explanation IS NULL) AS has_mapping,
            bool_or(s.part = 'last_heartbeat' AND s.explanation IS NULL) AS has_heartbeat,
            bool_or(s.part = 'usage_stats' AND s.explanation IS NULL) AS has_usage
        FROM v1_hub.summary_parts(p_phases) AS s
    )

    SELECT
        format(
            $ddl$CREATE VIEW v1_hub.proxy_summary AS
SELECT
    p.id,
    %2$s AS ip_history,
    %3$s AS last_heartbeat,
    %4$s AS usage_stats
FROM %1$s AS p%5$s%6$s;
COMMENT ON VIEW v1_hub.proxy_summary IS
'The three merged columns of v1_hub_proxies as the leaves have them now; addresses that were '
'replaced, which only ip_history itself remembers, aside.';$ddl$,
            v1_hub.hub_name('v1_hub_proxies'),
            CASE WHEN has_mapping THEN 'coalesce(m.documents, ''[]'')' ELSE '''[]''::jsonb' END,
            CASE
                WHEN has_heartbeat THEN format(
                    $sql$(
        SELECT max(r.%1$s)
        FROM v1_hub.v1_hub_proxy_heartbeat AS r
        WHERE %2$s
    )$sql$,
                    v1_hub.source_column('v1_hub_proxy_heartbeat', 'time'),
                    v1_hub.heartbeat_join('p', 'r')
                )
                ELSE 'NULL::' || v1_hub.time_type('v1_hub_proxy_heartbeat')
            END,
            CASE WHEN has_usage THEN 'coalesce(u.stats, ''{}'')' ELSE '''{}''::jsonb' END,
            CASE WHEN has_mapping THEN format(
                $sql$
LEFT JOIN (
    SELECT
        r.%2$s AS proxy_id,
        jsonb_agg(
            %3$s
            ORDER BY r.%4$s DESC NULLS LAST, %5$s
        ) AS documents
    FROM v1_hub.%1$s AS r
    GROUP BY r.%2$s
) AS m ON m.proxy_id = p.id$sql$,
                'v1_hub_proxy_ip_mapping',
                v1_hub.source_column('v1_hub_proxy_ip_mapping', 'proxy'),
                v1_hub.mapping_document('r'),
                v1_hub.source_column('v1_hub_proxy_ip_mapping', 'time'),
                v1_hub.mapping_order('r')
            ) END,
            CASE WHEN has_usage THEN format(
                $sql$
LEFT JOIN (
    SELECT
        r.%1$s AS proxy_id,
        v1_hub.usage_document(
            count(*),
            count(*) FILTER (WHERE %2$s),
            count(*) FILTER (WHERE NOT %2$s),
            coalesce(sum(%3$s), 0),
            count(%3$s),
            to_jsonb(max(r.%4$s))
        ) AS stats
    FROM v1_hub.v1_hub_proxy_usage AS r
    GROUP BY r.%1$s
) AS u ON u.proxy_id = p.id$sql$,
                v1_hub.source_column('v1_hub_proxy_usage', 'proxy'),
                v1_hub.usage_success('r'),
                v1_hub.usage_duration('r'),
                v1_hub.source_column('v1_hub_proxy_usage', 'time')
            ) END
        )
    FROM parts;
$template$;

COMMENT ON FUNCTION v1_hub.summary_view_ddl(integer[]) IS
'CREATE VIEW of v1_hub.proxy_summary, for the parts that this hub can fill.';
