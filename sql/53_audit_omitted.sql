-- What an image can do without: the columns of other logs, which a leaf of the unified log has too.
CREATE OR REPLACE FUNCTION v1_hub.audit_omitted(p_table regclass)
RETURNS text[]
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    -- The audit log also stands alone, without the unified log.
    IF to_regclass('v1_hub.log_column') IS NULL THEN
        RETURN '{}'::text[];
    END IF;
    RETURN coalesce(
        (
            SELECT array_agg(a.attname::text ORDER BY a.attnum)
            FROM pg_inherits AS i
            INNER JOIN pg_class AS c ON c.oid = i.inhrelid
            INNER JOIN pg_attribute AS a
                ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attnotnull
            INNER JOIN pg_attribute AS g ON g.attrelid = i.inhparent AND g.attname = a.attname
            WHERE i.inhrelid = p_table
                AND i.inhparent = to_regclass('@hub@.v1_hub_activity_logs')
                AND EXISTS (
                    SELECT FROM v1_hub.log_column AS l WHERE l.table_name = c.relname
                )
                AND NOT EXISTS (
                    SELECT FROM v1_hub.log_column AS l
                    WHERE l.table_name = c.relname
                        AND a.attname = CASE WHEN l.folded THEN 'result_data' ELSE l.log_name END
                )
        ),
        '{}'::text[]
    );
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_omitted(regclass) IS
'Columns of a leaf of v1_hub_activity_logs that belong to other logs: left out of its images where
all of them are NULL. Empty for every other table.';

CREATE OR REPLACE FUNCTION v1_hub.audit_trim(p_table regclass, p_image jsonb)
RETURNS jsonb
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT CASE WHEN jsonb_strip_nulls(p_image) ?| o.names THEN p_image ELSE p_image - o.names END
    FROM (SELECT v1_hub.audit_omitted(p_table) AS names) AS o;
$$;

COMMENT ON FUNCTION v1_hub.audit_trim(regclass, jsonb) IS
'The image as the triggers of this table would log it: without the NULLs of other logs.';
