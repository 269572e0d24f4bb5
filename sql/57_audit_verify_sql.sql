-- The query behind audit_verify(): both sides of every event, key by key, then the live row.
CREATE OR REPLACE FUNCTION v1_hub.audit_verify_sql(p_table regclass)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT format(
        $sql$
        WITH events AS (
            SELECT
                l.id, l.action, coalesce(l.record_key, to_jsonb(l.record_id)) AS key, l.old_key,
                v1_hub.audit_rename(l.old_data, $3) AS old_data,
                v1_hub.audit_rename(l.new_data, $3) AS new_data,
                CASE WHEN l.old_key IS NULL THEN l.id
                    ELSE min(l.id) OVER (PARTITION BY l.transaction_id, l.happened_at) END AS step
            FROM @hub@.v1_hub_audit_log AS l
            INNER JOIN v1_hub.audit_tables AS t ON t.id = $1
            WHERE (l.source_id = $1 OR l.source_id IS NULL AND l.table_name = ANY (t.known_names))
                AND num_nonnulls(l.old_data, l.new_data) > 0
        ),
        sides AS (
            SELECT e.id, e.step, 0 AS side, e.key, e.old_data AS before, e.new_data AS after
            FROM events AS e
            WHERE e.old_key IS NULL
            UNION ALL
            SELECT e.id, e.step, 0, e.old_key, e.old_data, NULL
            FROM events AS e
            WHERE e.old_key IS NOT NULL
            UNION ALL
            SELECT e.id, e.step, 1, e.key, NULL, e.new_data
            FROM events AS e
            WHERE e.old_key IS NOT NULL
            UNION ALL
            SELECT NULL, 9223372036854775807, 2, v.key, v1_hub.audit_mask(v.image, $4), NULL
            FROM (
                SELECT v1_hub.audit_key_of(x.image, $5) AS key, x.image
                FROM (SELECT %s AS image FROM %s AS t OFFSET 0) AS x
                OFFSET 0
            ) AS v
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
            SELECT v1_hub.audit_differing(c.previous, c.before, $4 || $6) AS names
        ) AS d
        WHERE (NOT c.is_first AND c.previous IS NOT NULL AND c.before IS NULL)
            OR (NOT c.is_first AND c.previous IS NULL AND c.before IS NOT NULL AND $7)
            OR (NOT c.is_first AND d.names <> '{}')
            OR (c.is_last AND c.side < 2 AND c.after IS NOT NULL)
        ORDER BY c.key, c.step, c.side
        $sql$,
        v1_hub.audit_image_sql(p_table, 't', TRUE), p_table
    );
$$;

COMMENT ON FUNCTION v1_hub.audit_verify_sql(regclass) IS
'The query of audit_verify(); $1 source id, $2 table, $3 renames, $4 hidden, $5 key, $6 ignored,
$7 whether every INSERT is logged.';
