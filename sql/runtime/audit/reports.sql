-- Two reports: where log and table contradict each other, and what the audit costs.
CREATE OR REPLACE FUNCTION v1_hub.audit_verify(p_table regclass)
RETURNS TABLE (row_key jsonb, log_id bigint, finding text, differing text[])
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
SET jit = off
AS $$
#variable_conflict use_column
DECLARE
    v_row v1_hub.audit_tables := v1_hub.audit_need_source(p_table);
BEGIN
    RETURN QUERY
    WITH sides AS (
        SELECT e.key, e.step, e.side, e.id, e.before, e.after
        FROM v1_hub.audit_events(v_row.id, v_row.renames) AS e
        WHERE num_nonnulls(e.before, e.after) > 0 AND v_row.key_columns <> '{}'
        UNION ALL
        SELECT l.key, 9223372036854775807, 2, NULL, l.image, NULL
        FROM v1_hub.audit_live(p_table, v_row.key_columns, v_row.secret_columns) AS l
    ),
    chain AS (
        SELECT
            s.*,
            lag(s.after) OVER w AS previous,
            row_number() OVER w = 1 AS is_first,
            lead(s.key) OVER w IS NULL AS is_last
        FROM sides AS s
        WHERE s.key IS NOT NULL
        WINDOW w AS (PARTITION BY s.key ORDER BY s.step, s.side, s.id)
    ),
    counted AS (
        SELECT
            (SELECT count(*) FROM sides AS s WHERE s.side = 2) AS live,
            v_row.baseline_rows + coalesce(
                sum(num_nonnulls(l.new_data) - num_nonnulls(l.old_data)), 0
            ) AS explained
        FROM {{ hub | ident }}.v1_hub_audit_log AS l
        WHERE l.source_id = v_row.id AND l.id > v_row.baseline_id AND l.happened_at IS NOT NULL
    )
    (
        SELECT c.key, c.id, f.finding, coalesce(d.names, '{}')
        FROM chain AS c
        CROSS JOIN LATERAL (
            -- A column that one of both lacks, as it was added or dropped since, is no difference.
            SELECT v1_hub.audit_changed(
                c.before || c.previous,
                c.before - v_row.secret_columns - v_row.ignored_columns, NULL
            ) AS names
        ) AS d
        CROSS JOIN LATERAL (
            SELECT CASE
                WHEN c.is_last AND c.side < 2 AND c.after IS NOT NULL AND d.names IS NULL
                    THEN 'removed without a log row'
                WHEN c.is_first THEN NULL
                WHEN c.before IS NULL AND c.previous IS NOT NULL
                    THEN 'already there: removed without a log row before this'
                WHEN c.previous IS NULL AND c.before IS NOT NULL AND v_row.operations @> '{INSERT}'
                    THEN 'was not there: added without a log row before this'
                WHEN d.names IS NOT NULL AND c.side = 2 THEN 'the live row differs from the log'
                WHEN d.names IS NOT NULL THEN 'changed without a log row before this'
            END AS finding
        ) AS f
        WHERE f.finding IS NOT NULL
        ORDER BY c.key, c.step, c.side
    )
    UNION ALL
    SELECT NULL, NULL, format('%s rows in the table, %s explained by the log', n.live, n.explained), NULL
    FROM counted AS n
    WHERE n.live <> n.explained;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_verify(regclass) IS
'Where log and table contradict each other: changes made while triggers were off, or with
session_replication_role = replica. Empty when the log explains the table. log_id: the event whose
before does not fit, NULL for the live row. Ignored and secret columns are not compared.';

CREATE OR REPLACE FUNCTION v1_hub.audit_cost(p_days integer DEFAULT 30)
RETURNS TABLE (
    audited text, changes bigint, bytes_a_day bigint, busiest_column text, cheaper text
)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
SET jit = off
AS $$
    WITH recent AS (
        SELECT
            l.source_id, l.action, pg_column_size(l.*) + 60 AS bytes, l.happened_at,
            CASE WHEN cardinality(c.names) = 1 THEN c.names[1] END AS one_column
        FROM {{ hub | ident }}.v1_hub_audit_log AS l
        CROSS JOIN LATERAL (
            SELECT v1_hub.audit_changed(l.old_data, l.new_data, l.masked_changes) AS names OFFSET 0
        ) AS c
        -- By this alone older months are not read; a transaction may have begun a day before.
        WHERE l.happened_at > now() - make_interval(days => p_days)
            AND l.changed_at > localtimestamp - make_interval(days => p_days + 2)
    ),
    by_column AS (
        SELECT
            r.source_id, r.one_column, count(*) AS changes, sum(r.bytes) AS bytes,
            count(*) FILTER (WHERE r.action = 'UPDATE') AS updates, min(r.happened_at) AS since
        FROM recent AS r
        GROUP BY r.source_id, r.one_column
    ),
    total AS (
        SELECT
            c.source_id, sum(c.changes)::bigint AS changes, sum(c.bytes) AS bytes,
            sum(c.updates) AS updates, max(c.changes) FILTER (WHERE c.one_column <> '') AS times,
            (array_agg(c.one_column ORDER BY c.changes DESC, c.one_column)
                FILTER (WHERE c.one_column <> ''))[1] AS busiest,
            -- The days that were seen, at least one.
            greatest(extract(epoch FROM clock_timestamp() - min(c.since)) / 86400, 1) AS days
        FROM by_column AS c
        GROUP BY c.source_id
    )
    SELECT
        n.name, s.changes, (s.bytes / s.days)::bigint, s.busiest,
        -- Advice wants more than a few changes, and a column that makes many of them.
        CASE WHEN s.updates >= 100 AND s.times * 10 >= s.updates THEN format(
            'SELECT v1_hub.audit_enable(%L, p_ignored => %L);', n.name,
            t.ignored_columns || s.busiest
        ) END
    FROM total AS s
    INNER JOIN v1_hub.audit_tables AS t ON t.id = s.source_id
    CROSS JOIN LATERAL (SELECT format('%I.%I', t.schema_name, t.table_name) AS name) AS n
    ORDER BY s.bytes DESC;
$$;

COMMENT ON FUNCTION v1_hub.audit_cost(integer) IS
'Per audited table over the last p_days: changes, bytes a day (row and index entries), the column
that an UPDATE most often changed alone, and, where that makes many of them, how to leave it out.';
