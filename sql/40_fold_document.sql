-- A long tail of columns as one JSONB document, and each column back out of it, exactly.
CREATE OR REPLACE FUNCTION v1_hub.document_expression(p_table_name text, p_row text)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $template$
    -- Scalars in calls of 40 (a function takes 100 arguments), SQL NULL stripped; JSONB columns one
    -- by one, so that their own null, on any level, survives.
    WITH folded AS (
        SELECT
            c.legacy_name,
            c.type_name = 'jsonb' AS is_document,
            c.place,
            (row_number() OVER (PARTITION BY c.type_name = 'jsonb' ORDER BY c.place) - 1) / 40
            AS part
        FROM v1_hub.list_log_columns() AS c
        WHERE c.table_name = p_table_name AND c.folded
    )

    SELECT string_agg(p.expression, E'\n        || ' ORDER BY p.is_document, p.place)
    FROM (
        SELECT
            format(
                E'jsonb_strip_nulls(jsonb_build_object(%s\n        ))',
                string_agg(
                    format(E'\n            %L, %s.%I', f.legacy_name, p_row, f.legacy_name),
                    ',' ORDER BY f.place
                )
            ) AS expression,
            false AS is_document,
            min(f.place) AS place
        FROM folded AS f
        WHERE NOT f.is_document
        GROUP BY f.part
        UNION ALL
        SELECT
            format(
                $sql$CASE WHEN %1$s.%2$I IS NULL THEN '{}' ELSE jsonb_build_object(%3$L, %1$s.%2$I) END$sql$,
                p_row, f.legacy_name, f.legacy_name
            ),
            true,
            f.place
        FROM folded AS f
        WHERE f.is_document
    ) AS p;
$template$;

COMMENT ON FUNCTION v1_hub.document_expression(text, text) IS
'SQL that makes result_data from the legacy columns of p_row (an alias, NEW or OLD).';

CREATE OR REPLACE FUNCTION v1_hub.folded_expression(p_type_name text, p_key text, p_document text)
RETURNS text
LANGUAGE sql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT
        CASE p_type_name
            WHEN 'jsonb' THEN format('%s -> %L', p_document, p_key)
            WHEN 'text' THEN format('%s ->> %L', p_document, p_key)
            ELSE format('(%s ->> %L)::%s', p_document, p_key, p_type_name)
        END;
$$;

COMMENT ON FUNCTION v1_hub.folded_expression(text, text, text) IS
'SQL that reads key p_key of p_document as the column that it was, type modifier included.';
