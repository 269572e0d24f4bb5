-- Counting anew: the sums of the leaves replace the ledger, and what the columns say.
CREATE OR REPLACE FUNCTION v1_hub.count_proxies(
    p_id {{ proxies.key_type }}
)
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    -- One statement: its snapshot sees a row and the note of it, or neither. Addresses that gave
    -- way are nowhere else.
    WITH gone AS (
        DELETE FROM v1_hub.proxy_change AS c
        WHERE (p_id IS NULL OR c.proxy_id = p_id) AND c.replaced IS NULL
        RETURNING c.id
    )

    INSERT INTO v1_hub.proxy_change (
        proxy_id, id, is_due, is_base, total, success, failed, duration, timed, used_at,
        is_unbeaten, is_mapping
    )
    OVERRIDING SYSTEM VALUE
    SELECT
        s.id, 0, p_id IS NOT NULL, TRUE, s.total, s.success, s.failed, s.duration, s.timed,
        s.used_at, TRUE, TRUE
    FROM v1_hub.proxy_summary AS s
    -- Deletes before it inserts the same keys.
    WHERE (SELECT count(*) FROM gone) >= 0 AND (p_id IS NULL OR s.id = p_id);
END;
$$;
REVOKE ALL ON FUNCTION v1_hub.count_proxies FROM public;

COMMENT ON FUNCTION v1_hub.count_proxies IS
'Counts one proxy, or (NULL) all of them anew. For all nobody may apply meanwhile: '
'v1_hub.refresh_proxies() has the lock.';
