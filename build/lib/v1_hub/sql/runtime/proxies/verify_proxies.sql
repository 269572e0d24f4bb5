-- Verification: the columns plus the ledger against the leaves.
CREATE OR REPLACE FUNCTION v1_hub.verify_proxies()
RETURNS TABLE (check_name text, ok boolean, detail text)
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
-- As v1_hub.apply_proxy() where that has any.
SET TimeZone = 'UTC'
SET DateStyle = 'ISO, MDY'
SET IntervalStyle = 'postgres'
SET bytea_output = 'hex'
SET extra_float_digits = 1
AS $$
BEGIN
    IF EXISTS (
        SELECT 1
        FROM pg_trigger AS t
        WHERE t.tgfoid = 'v1_hub.note_truncate'::regproc AND t.tgenabled = 'D'
    ) THEN
        RETURN QUERY SELECT
            'merged columns', TRUE,
            'switched off; on again: SELECT v1_hub.summary_enable();';
        RETURN;
    ELSIF to_regclass('v1_hub.proxy_summary') IS NULL THEN
        RETURN QUERY SELECT
            'merged columns', FALSE,
            'one was dropped, nothing is merged; for good: SELECT v1_hub.summary_disable(); '
            || 'else roll back and install again';
        RETURN;
    END IF;

    RETURN QUERY
    SELECT
        'names of the merged columns', FALSE,
        format(
            'no column %s; ALTER TABLE %s RENAME COLUMN ... TO %s;', m.name,
            string_agg(DISTINCT d.refobjid::regclass::text, ''), m.name
        )
    FROM (VALUES ('ip_history'), ('last_heartbeat'), ('usage_stats')) AS m (name)
    INNER JOIN pg_rewrite AS r ON r.ev_class = 'v1_hub.proxy'::regclass
    -- The view follows a column that is renamed.
    INNER JOIN pg_depend AS d
        ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid AND d.refobjsubid > 0
    LEFT JOIN pg_attribute AS a ON a.attrelid = d.refobjid AND a.attname = m.name
    GROUP BY m.name
    HAVING count(a.attname) = 0;

    RETURN QUERY
    SELECT
        'merged columns', count(*) FILTER (WHERE w.is_wrong) = 0,
        format('%s proxies, %s not current', count(*), count(*) FILTER (WHERE w.is_wrong))
        || CASE
            WHEN count(*) FILTER (WHERE w.is_wrong) > 0
                THEN '; SELECT v1_hub.refresh_proxies(rebuild => true);'
            ELSE format(', changes of %s wait', count(*) FILTER (WHERE w.changes > 0))
        END
    FROM (
        SELECT
            c.changes,
            NOT coalesce(c.is_mapping, FALSE)
            AND jsonb_path_query_array(p.ip_history, '$[*] ? (!exists (@.replaced_at))')
            IS DISTINCT FROM s.ip_history
            OR c.beaten_at IS NULL AND NOT coalesce(c.is_unbeaten, FALSE)
            AND p.last_heartbeat IS DISTINCT FROM s.last_heartbeat
            OR s.total IS NOT NULL AND NOT coalesce(c.is_base, FALSE) AND (
                (
                    coalesce(p.usage_stats -> 'total', '0'),
                    coalesce(p.usage_stats -> 'success', '0'),
                    coalesce(p.usage_stats -> 'failed', '0'),
                    coalesce(p.usage_stats -> 'response_ms', '0'),
                    coalesce(p.usage_stats -> 'responses', '0')
                ) IS DISTINCT FROM (
                    to_jsonb(s.total - coalesce(c.total, 0)),
                    to_jsonb(s.success - coalesce(c.success, 0)),
                    to_jsonb(s.failed - coalesce(c.failed, 0)),
                    to_jsonb(s.duration - coalesce(c.duration, 0)),
                    to_jsonb(s.timed - coalesce(c.timed, 0))
                )
                OR c.total IS NULL
                AND nullif(p.usage_stats -> 'last_used_at', 'null')
                IS DISTINCT FROM to_jsonb(s.used_at)
            ) AS is_wrong
        FROM v1_hub.proxy AS p
        INNER JOIN v1_hub.proxy_summary AS s ON s.id = p.id
        LEFT JOIN (
            SELECT
                c.proxy_id, count(*) AS changes, bool_or(c.is_base) AS is_base,
                bool_or(c.is_mapping) AS is_mapping, bool_or(c.is_unbeaten) AS is_unbeaten,
                max(c.beaten_at) AS beaten_at, sum(c.total) AS total, sum(c.success) AS success,
                sum(c.failed) AS failed, sum(c.duration) AS duration, sum(c.timed) AS timed
            FROM v1_hub.proxy_change AS c
            GROUP BY c.proxy_id
        ) AS c ON c.proxy_id = p.id
    ) AS w;
END;
$$;

COMMENT ON FUNCTION v1_hub.verify_proxies() IS
'Whether the merged columns, with what waits in the ledger, say what the leaves do; the detail '
'names the remedy. It changes nothing.';
