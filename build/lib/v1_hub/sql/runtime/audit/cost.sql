-- What the audit costs, table by table, and the statement that would make it cheaper.
CREATE OR REPLACE FUNCTION v1_hub.audit_cost(p_days integer DEFAULT 30)
RETURNS TABLE (
    audited text, changes bigint, bytes_a_day bigint, update_share numeric,
    one_column_share numeric, busiest_column text, busiest_share numeric, cheaper text
)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
SET jit = off
AS $$
    WITH recent AS (
        SELECT
            l.source_id, l.action, pg_column_size(l.*) + 60 AS bytes, l.happened_at,
            CASE WHEN l.action = 'UPDATE' AND cardinality(c.names) = 1 THEN c.names[1] END AS one_column
        FROM {{ hub | ident }}.v1_hub_audit_log AS l
        CROSS JOIN LATERAL (
            SELECT v1_hub.audit_changed(l.old_data, l.new_data, l.masked_changes) AS names
        ) AS c
        WHERE l.happened_at > now() - make_interval(days => p_days)
    ),
    busiest AS (
        SELECT DISTINCT ON (r.source_id) r.source_id, r.one_column, count(*) AS times
        FROM recent AS r
        WHERE r.one_column IS NOT NULL
        GROUP BY r.source_id, r.one_column
        ORDER BY r.source_id, count(*) DESC, r.one_column
    ),
    total AS (
        SELECT
            r.source_id, count(*) AS changes, sum(r.bytes) AS bytes,
            count(*) FILTER (WHERE r.action = 'UPDATE') AS updates, count(r.one_column) AS ones,
            -- The days that were seen, at least one.
            greatest(extract(epoch FROM clock_timestamp() - min(r.happened_at)) / 86400, 1) AS days
        FROM recent AS r
        GROUP BY r.source_id
    )
    SELECT
        format('%I.%I', t.schema_name, t.table_name), s.changes, (s.bytes / s.days)::bigint,
        round(s.updates::numeric / s.changes, 3), round(s.ones::numeric / nullif(s.updates, 0), 3),
        b.one_column, round(b.times::numeric / nullif(s.updates, 0), 3),
        -- Advice wants more than a few changes, and a column that makes many of them.
        CASE WHEN s.updates >= 100 AND b.times * 10 >= s.updates THEN format(
            'SELECT v1_hub.audit_enable(%L, p_ignored => %L);',
            format('%I.%I', t.schema_name, t.table_name), t.ignored_columns || b.one_column
        ) END
    FROM total AS s
    INNER JOIN v1_hub.audit_tables AS t ON t.id = s.source_id
    LEFT JOIN busiest AS b ON b.source_id = s.source_id
    ORDER BY s.bytes DESC;
$$;

COMMENT ON FUNCTION v1_hub.audit_cost(integer) IS
'Per audited table over the last p_days: changes, bytes a day (row and index entries; by the days
since the first of them, at least one), the share of updates, of updates that changed one column
only, the column most often changed alone, and, from 100 updates on and where that column makes a
tenth of them, the statement that would leave it out.';
