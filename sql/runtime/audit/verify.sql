-- Proof that the log explains the table: every before is the after of the event before it.
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
    v_explained bigint;
    v_live bigint;
BEGIN
    RETURN QUERY
    WITH events AS (
        SELECT e.* FROM v1_hub.audit_events(v_row.id, v_row.renames) AS e
        WHERE num_nonnulls(e.old_data, e.new_data) > 0 AND v_row.key_columns <> '{}'
    ),
    sides AS (
        SELECT e.id, e.step, 0 AS side, coalesce(e.key_before, e.key_after) AS key,
            e.old_data AS before, CASE WHEN NOT e.key_moved THEN e.new_data END AS after
        FROM events AS e
        UNION ALL
        SELECT e.id, e.step, 1, e.key_after, NULL, e.new_data
        FROM events AS e
        WHERE e.key_moved
        UNION ALL
        SELECT NULL, 9223372036854775807, 2, l.key, l.image, NULL
        FROM v1_hub.audit_live(p_table, v_row.key_columns, v_row.secret_columns) AS l
        WHERE l.key IS NOT NULL
    ),
    chain AS (
        SELECT
            s.*,
            lag(s.after) OVER w AS previous,
            row_number() OVER w = 1 AS is_first,
            lead(s.key) OVER w IS NULL AS is_last
        FROM sides AS s
        WINDOW w AS (PARTITION BY s.key ORDER BY s.step, s.side, s.id)
    )
    SELECT
        c.key, c.id,
        CASE
            WHEN c.is_last AND c.side < 2 AND c.after IS NOT NULL
                AND (c.is_first OR d.names = '{}') THEN 'removed without a log row'
            WHEN c.before IS NULL THEN 'already there: removed without a log row before this'
            WHEN c.previous IS NULL THEN 'was not there: added without a log row before this'
            WHEN c.side = 2 THEN 'the live row differs from the log'
            ELSE 'changed without a log row before this'
        END,
        d.names
    FROM chain AS c
    CROSS JOIN LATERAL (
        SELECT v1_hub.audit_differing(
            c.previous, c.before, v_row.secret_columns || v_row.ignored_columns
        ) AS names
    ) AS d
    WHERE (NOT c.is_first AND c.previous IS NOT NULL AND c.before IS NULL)
        OR (
            NOT c.is_first AND c.previous IS NULL AND c.before IS NOT NULL
            AND v_row.operations @> '{INSERT}'
        )
        OR (NOT c.is_first AND d.names <> '{}')
        OR (c.is_last AND c.side < 2 AND c.after IS NOT NULL)
    ORDER BY c.key, c.step, c.side;
    IF v_row.baseline_rows IS NULL THEN
        RETURN;
    END IF;
    SELECT v_row.baseline_rows
        + count(*) FILTER (WHERE l.action = 'INSERT')
        - count(*) FILTER (WHERE l.action IN ('DELETE', 'TRUNCATE') AND l.old_data IS NOT NULL)
    INTO v_explained
    FROM {{ hub | ident }}.v1_hub_audit_log AS l
    WHERE l.source_id = v_row.id AND l.id > v_row.baseline_id AND l.happened_at IS NOT NULL;
    EXECUTE format('SELECT count(*) FROM %s', v1_hub.audit_from(p_table)) INTO v_live;
    IF v_live <> v_explained THEN
        finding := format('%s rows in the table, %s explained by the log', v_live, v_explained);
        RETURN NEXT;
        IF v_row.key_columns <> '{}' AND v_row.baseline_id + 1 >= v1_hub.audit_here_from() THEN
            RETURN QUERY EXECUTE format(
                $sql$
                SELECT v.key, NULL::bigint, 'written since the audit began, never logged', NULL::text[]
                FROM (
                    SELECT v1_hub.audit_key_of(to_jsonb(t.*), $3) AS key
                    FROM %s AS t
                    WHERE age(t.xmin) < age($2)
                ) AS v
                WHERE NOT EXISTS (
                    SELECT FROM v1_hub.audit_events($1, '[]', v.key) AS e
                )
                $sql$,
                v1_hub.audit_from(p_table)
            )
            USING v_row.id, v_row.baseline_xid::xid, v_row.key_columns;
        END IF;
    END IF;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_verify(regclass) IS
'Where log and table contradict each other: changes made while triggers were off, or with
session_replication_role = replica. Empty when the log explains the table. log_id: the event whose
before does not fit, NULL for the live row. Ignored and secret columns are not compared.';
