-- The hub as a picture: Mermaid source out of the catalogue, before an install or after it.
CREATE OR REPLACE FUNCTION v1_hub.list_drawn()
RETURNS TABLE (relation oid, name text, is_view boolean)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    -- A leaf is drawn under the name of its view, which is its own.
    SELECT c.oid, c.relname::text, c.relkind = 'v'
    FROM (
        SELECT k.table_name FROM v1_hub.kept_table AS k
        UNION ALL
        SELECT r.table_name FROM v1_hub.retired_table AS r
        UNION ALL
        SELECT n.name
        FROM (VALUES ('v1_hub_activity_logs'), ('v1_hub_audit_log')) AS n (name)
        WHERE EXISTS (SELECT 1 FROM v1_hub.step)
    ) AS t (name)
    INNER JOIN pg_class AS c ON c.oid = v1_hub.hub_relation(t.name);
$$;

COMMENT ON FUNCTION v1_hub.list_drawn() IS 'The tables and views of the hub, as they stand.';

CREATE OR REPLACE FUNCTION v1_hub.draw_hub()
RETURNS SETOF text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    WITH drawn AS (
        SELECT d.relation, d.name, d.is_view FROM v1_hub.list_drawn() AS d
    ),

    keys AS (
        SELECT DISTINCT k.conrelid, k.confrelid, l.relname AS source, f.relname AS target,
            k.conkey
        FROM pg_constraint AS k
        INNER JOIN pg_class AS l ON l.oid = k.conrelid
        INNER JOIN pg_class AS f ON f.oid = k.confrelid
        INNER JOIN drawn AS a ON a.name = f.relname
        WHERE
            k.contype = 'f'
            AND l.relnamespace <> 'v1_hub_retired'::regnamespace
            AND f.relnamespace <> 'v1_hub_retired'::regnamespace
    ),

    lines AS (
        SELECT 1 AS part, '' AS name, 0 AS place, 'erDiagram' AS line
        UNION ALL
        SELECT
            2, d.name, a.attnum,
            format(
                '        %s %s%s',
                regexp_replace(format_type(a.atttypid, NULL), '[^[:alnum:]]+', '_', 'g'),
                regexp_replace(a.attname, '[^[:alnum:]_]+', '_', 'g'),
                CASE
                    WHEN EXISTS (
                        SELECT 1 FROM pg_index AS i
                        WHERE
                            i.indrelid = a.attrelid
                            AND i.indisprimary
                            AND a.attnum = ANY (i.indkey)
                    )
                        THEN ' PK'
                    WHEN EXISTS (
                        SELECT 1 FROM keys AS k
                        WHERE k.conrelid = a.attrelid AND a.attnum = ANY (k.conkey)
                    )
                        THEN ' FK'
                END
            )
        FROM drawn AS d
        INNER JOIN pg_attribute AS a
            ON a.attrelid = d.relation AND a.attnum > 0 AND NOT a.attisdropped
        WHERE NOT d.is_view
        UNION ALL
        SELECT 2, d.name, 0, format('    "%s" {', d.name) FROM drawn AS d WHERE NOT d.is_view
        UNION ALL
        SELECT 2, d.name, 10000, '    }' FROM drawn AS d WHERE NOT d.is_view
        UNION ALL
        SELECT
            3, k.target || k.source, 0,
            format(
                '    "%s" ||--o{ "%s" : "%s"', k.target, k.source,
                regexp_replace(string_agg(DISTINCT a.attname, ', '), '[^[:alnum:]_, ]', '_', 'g')
            )
        FROM keys AS k
        INNER JOIN pg_attribute AS a ON a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey)
        GROUP BY k.target, k.source
        UNION ALL
        SELECT
            4, r.table_name, 0,
            format(
                '    "%s" ||..|| "%s" : "%s"',
                CASE r.treatment
                    WHEN 'history' THEN 'v1_hub_audit_log' ELSE 'v1_hub_activity_logs'
                END,
                r.table_name,
                CASE r.treatment
                    WHEN 'history' THEN 'view of' WHEN 'fold' THEN 'view of folded leaf'
                    ELSE 'view of leaf'
                END
            )
        FROM v1_hub.retired AS r
        WHERE r.treatment <> 'whole'
    )

    SELECT l.line FROM lines AS l ORDER BY l.part, l.name, l.place;
$$;

COMMENT ON FUNCTION v1_hub.draw_hub() IS
'Lines of a Mermaid entity-relationship diagram of the hub as it stands: tables with columns, '
'foreign keys, and dotted the views that retired tables have become.';
