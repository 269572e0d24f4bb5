-- One name and type per column of the unified log, whatever the tables in the field are like.
CREATE OR REPLACE FUNCTION v1_hub.map_log_columns()
RETURNS TABLE (
    table_name text,
    attnum smallint,
    legacy_name text,
    log_name text,
    type_name text,
    not_null boolean,
    folded boolean,
    straight boolean
)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
SET jit = off -- compiling takes far longer than reading the catalogue
AS $$
    WITH source AS MATERIALIZED (
        SELECT t.table_name, t.place, t.log_type, r.treatment, c.oid
        FROM v1_hub.retired_table AS t
        CROSS JOIN LATERAL (SELECT v1_hub.hub_relation(t.table_name) AS oid) AS c
        CROSS JOIN LATERAL v1_hub.choose_treatment(t.table_name) AS r
        WHERE r.treatment IN ('leaf', 'fold')
    ),

    wanted AS MATERIALIZED (
        SELECT
            s.table_name,
            s.place,
            s.log_type,
            s.treatment,
            s.oid,
            a.attnum,
            a.attname::text AS legacy_name,
            a.attnotnull,
            format_type(a.atttypid, a.atttypmod)
            || CASE
                WHEN a.attcollation <> t.typcollation
                    THEN ' COLLATE ' || a.attcollation::regcollation::text
                ELSE ''
            END AS type_name,
            coalesce(n.log_name, a.attname::text) AS log_name
        FROM source AS s
        INNER JOIN pg_attribute AS a
            ON a.attrelid = s.oid AND a.attnum > 0 AND NOT a.attisdropped
        INNER JOIN pg_type AS t ON t.oid = a.atttypid
        LEFT JOIN v1_hub.log_name AS n
            ON
                n.legacy_name = a.attname
                -- The first of several, and none where the table has that column already.
                AND NOT EXISTS (
                    SELECT 1
                    FROM pg_attribute AS o
                    LEFT JOIN v1_hub.log_name AS m ON m.legacy_name = o.attname
                    WHERE
                        o.attrelid = s.oid
                        AND NOT o.attisdropped
                        AND (
                            o.attname = n.log_name
                            OR (m.log_name = n.log_name AND m.place < n.place)
                        )
                )
    ),

    shaped AS (
        -- A name belongs to the type that most tables give it, the first table's where that ties.
        SELECT DISTINCT ON (g.log_name) g.log_name, g.type_name, g.users
        FROM (
            SELECT w.log_name, w.type_name, count(*) AS users, min(w.place) AS first_position
            FROM wanted AS w
            GROUP BY w.log_name, w.type_name
        ) AS g
        WHERE g.log_name NOT IN ('log_type', 'result_data')
        ORDER BY g.log_name, g.users DESC, g.first_position
    ),

    folding AS MATERIALIZED (
        SELECT
            w.*,
            s.type_name IS NOT DISTINCT FROM w.type_name AS is_shaped,
            w.treatment = 'fold'
            AND EXISTS (
                SELECT 1 FROM v1_hub.list_foldable(w.oid) AS f WHERE f.attnum = w.attnum
            )
            AND coalesce(
                c.folds, NOT (s.type_name IS NOT DISTINCT FROM w.type_name AND s.users > 1)
            ) AS folded
        FROM wanted AS w
        LEFT JOIN shaped AS s ON s.log_name = w.log_name
        LEFT JOIN v1_hub.fold_choice AS c
            ON c.table_name = w.table_name AND c.column_name = w.legacy_name
    ),

    named AS (
        SELECT
            f.*,
            f.log_type || '_' || f.legacy_name AS long_name
        FROM folding AS f
    )

    SELECT
        n.table_name,
        n.attnum,
        n.legacy_name,
        CASE
            WHEN n.folded THEN n.legacy_name
            WHEN n.is_shaped THEN n.log_name
            WHEN
                octet_length(n.long_name) <= 63
                AND NOT EXISTS (SELECT 1 FROM wanted AS w WHERE w.log_name = n.long_name)
                THEN n.long_name
            ELSE format('%s_column_%s', n.log_type, n.attnum)
        END,
        n.type_name,
        n.attnotnull,
        n.folded,
        n.treatment = 'leaf' OR EXISTS (
            SELECT 1
            FROM pg_index AS i
            WHERE
                i.indrelid = n.oid
                AND (
                    n.attnum = ANY (i.indkey)
                    OR EXISTS (
                        SELECT 1
                        FROM pg_depend AS d
                        WHERE
                            d.classid = 'pg_class'::regclass
                            AND d.objid = i.indexrelid
                            AND d.refclassid = 'pg_class'::regclass
                            AND d.refobjid = n.oid
                            AND d.refobjsubid = n.attnum
                    )
                )
        )
    FROM named AS n
    ORDER BY n.place, n.attnum;
$$;

COMMENT ON FUNCTION v1_hub.map_log_columns() IS
'Every column of every table that goes to the log: its name there, its type, whether it folds, and '
'whether the view may take it straight from the leaf (indexed) or must re-read it when writing. A '
'name that two tables give to different types keeps one of them; the other gets its log as prefix.';
