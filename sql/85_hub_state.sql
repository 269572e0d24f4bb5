-- Where this hub stands, for plan, status and whoever asks.
CREATE OR REPLACE FUNCTION v1_hub.installed_phases()
RETURNS integer[]
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT coalesce(array_agg(DISTINCT s.phase ORDER BY s.phase), '{}')
    FROM v1_hub.step AS s
    WHERE s.phase > 0;
$$;

COMMENT ON FUNCTION v1_hub.installed_phases() IS
'Phases of the report that are installed, ascending.';

CREATE OR REPLACE FUNCTION v1_hub.hub_state()
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT
        CASE
            WHEN EXISTS (SELECT 1 FROM v1_hub.step)
                THEN CASE
                    WHEN EXISTS (SELECT 1 FROM v1_hub.plan_finalize()) THEN 'installed'
                    ELSE 'finalized'
                END
            WHEN EXISTS (
                SELECT 1
                FROM (
                    SELECT k.table_name FROM v1_hub.kept_table AS k
                    UNION ALL
                    SELECT r.table_name FROM v1_hub.retired_table AS r
                ) AS t
                WHERE v1_hub.hub_relation(t.table_name) IS NOT NULL
            )
                THEN 'legacy'
            ELSE 'none'
        END;
$$;

COMMENT ON FUNCTION v1_hub.hub_state() IS
'none: no table of a hub; legacy: not installed; installed; finalized: no original waits any more.';

CREATE OR REPLACE FUNCTION v1_hub.count_rows(p_relation regclass)
RETURNS bigint
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_rows bigint;
BEGIN
    IF has_table_privilege(p_relation, 'SELECT') THEN
        EXECUTE format('SELECT count(*) FROM %s', p_relation) INTO v_rows;
    END IF;
    RETURN v_rows;
END;
$$;

COMMENT ON FUNCTION v1_hub.count_rows(regclass) IS
'Number of rows, counted, not estimated; NULL where the current role may not read them.';

CREATE OR REPLACE FUNCTION v1_hub.describe_hub()
RETURNS TABLE (relation text, kind text, row_count bigint, bytes bigint, note text)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    WITH hub AS (
        SELECT k.table_name AS name, k.place, 'table' AS kind, '' AS note
        FROM v1_hub.kept_table AS k
        UNION ALL
        SELECT n.name, n.place, 'table', n.note
        FROM (
            VALUES
                (10, 'v1_hub_audit_log', 'all change history'),
                (11, 'v1_hub_activity_logs', 'all logs and results')
        ) AS n (place, name, note)
        WHERE EXISTS (SELECT 1 FROM v1_hub.step)
        UNION ALL
        SELECT t.table_name, 20 + t.place, coalesce(v.kind, 'table'), coalesce(v.note, '')
        FROM v1_hub.retired_table AS t
        LEFT JOIN (
            SELECT
                r.table_name,
                'view' AS kind,
                CASE r.treatment
                    WHEN 'leaf' THEN 'leaf of v1_hub_activity_logs'
                    WHEN 'fold' THEN 'folded leaf of v1_hub_activity_logs'
                    WHEN 'history' THEN 'slice of v1_hub_audit_log'
                    ELSE 'whole in schema v1_hub'
                END AS note
            FROM v1_hub.retired AS r
        ) AS v ON v.table_name = t.table_name
    )

    SELECT
        c.oid::regclass::text,
        h.kind,
        v1_hub.count_rows(c.oid),
        CASE
            WHEN h.kind = 'table' THEN pg_total_relation_size(c.oid) + (
                SELECT coalesce(sum(pg_total_relation_size(p.relid)), 0)
                FROM pg_partition_tree(c.oid) AS p
                WHERE p.relid <> c.oid
            )
        END::bigint,
        h.note
    FROM hub AS h
    CROSS JOIN LATERAL (SELECT v1_hub.hub_relation(h.name) AS oid) AS c
    WHERE c.oid IS NOT NULL
    ORDER BY h.place;
$$;

COMMENT ON FUNCTION v1_hub.describe_hub() IS
'The relations of the hub as an application sees them: rows (counted), bytes of tables with their '
'indexes, and for a view what lies under it.';
