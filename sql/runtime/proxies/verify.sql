-- Verification: the columns plus the ledger against the leaves.
{% from "steps/proxies/macros.sql" import canonical %}
CREATE OR REPLACE FUNCTION v1_hub.verify_proxies()
RETURNS TABLE (check_name text, ok boolean, detail text)
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
{{ canonical() }}
AS $$
BEGIN
    check_name := 'merged columns';
    ok := FALSE;
    IF EXISTS (
        SELECT 1
        FROM pg_trigger AS t
        WHERE t.tgfoid = 'v1_hub.note_truncate'::regproc AND t.tgenabled = 'D'
    ) THEN
        ok := TRUE;
        detail := 'switched off; on again: SELECT v1_hub.summary_enable();';
    ELSIF to_regclass('v1_hub.proxy_summary') IS NULL THEN
        detail := 'one was dropped, nothing is merged; for good: SELECT v1_hub.summary_disable(); '
            || 'else roll back and install again';
    ELSIF EXISTS (SELECT 1 FROM v1_hub.proxy_change AS c WHERE c.noted_at = 'infinity') THEN
        SELECT format(
            'cannot be written: %s; when that is mended: SELECT v1_hub.refresh_proxies();',
            min(c.replaced ->> 'error')
        ) INTO detail
        FROM v1_hub.proxy_change AS c
        WHERE c.noted_at = 'infinity';
    ELSE
        SELECT
            w.wrong = 0,
            format('%s proxies, %s not current', w.proxies, w.wrong) || CASE
                WHEN w.wrong > 0 THEN '; SELECT v1_hub.refresh_proxies(rebuild => true);'
                ELSE format(', changes of %s wait', w.waiting)
            END
        INTO ok, detail
        FROM (
            SELECT
                count(*) AS proxies,
                count(*) FILTER (WHERE t.of_proxy IS NOT NULL) AS waiting,
                count(*) FILTER (
                    WHERE
                    (s.total, s.success, s.failed, s.response_ms, s.responses) <> (0, 0, 0, 0, 0)
                    -- What cannot be added up is compared where nothing waits.
                    OR t.of_proxy IS NULL AND (
                        jsonb_path_query_array(p.ip_history, '$[*] ? (!exists (@.replaced_at))'),
                        p.last_heartbeat,
                        nullif(p.usage_stats -> 'last_used_at', 'null')
                    ) IS DISTINCT FROM (p.addresses, s.beaten_at, to_jsonb(s.used_at))
                ) AS wrong
            FROM v1_hub.proxy AS p
            INNER JOIN v1_hub.proxy_summary AS s ON s.id = p.id
            LEFT JOIN (
                SELECT DISTINCT c.of_proxy FROM v1_hub.proxy_told AS c
            ) AS t ON t.of_proxy = p.id
        ) AS w;
    END IF;
    RETURN NEXT;
END;
$$;

COMMENT ON FUNCTION v1_hub.verify_proxies() IS
'Whether the merged columns, with what waits in the ledger, say what the leaves do; the detail '
'names the remedy. It changes nothing.';
