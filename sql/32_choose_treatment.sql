-- What becomes of each table that is to be retired.
CREATE OR REPLACE FUNCTION v1_hub.choose_treatment(p_table_name text)
RETURNS TABLE (treatment text, reason text)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT
        CASE
            WHEN t.target = 'audit log' AND e.history IS NULL THEN 'history'
            WHEN t.target = 'audit log' OR e.whole IS NOT NULL THEN 'whole'
            WHEN t.target = 'folded log' AND e.unfolded IS NULL THEN 'fold'
            ELSE 'leaf'
        END,
        CASE t.target
            WHEN 'audit log' THEN e.history
            WHEN 'folded log' THEN coalesce(e.whole, e.unfolded)
            ELSE e.whole
        END
    FROM v1_hub.retired_table AS t
    CROSS JOIN LATERAL (SELECT v1_hub.hub_relation(t.table_name) AS oid) AS c
    CROSS JOIN LATERAL (
        SELECT
            v1_hub.explain_whole(c.oid) AS whole,
            v1_hub.explain_unfolded(c.oid) AS unfolded,
            v1_hub.explain_unmapped_history(c.oid) AS history
    ) AS e
    WHERE t.table_name = p_table_name AND c.oid IS NOT NULL;
$$;

COMMENT ON FUNCTION v1_hub.choose_treatment(text) IS
'leaf, whole, fold or history, and why not the better one; no row where the hub lacks the table.';
