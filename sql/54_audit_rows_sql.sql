-- The INSERT for rows added or removed in a table with exact columns.
CREATE OR REPLACE FUNCTION v1_hub.audit_rows_sql(p_table oid, p_operation text)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT format(
        $sql$
        SELECT v1_hub.audit_write(
            $1, %1$s, %2$L, $2,
            CASE WHEN %2$L = 'DELETE' THEN c.d END, CASE WHEN %2$L = 'INSERT' THEN c.d END,
            NULL, NULL, $3
        )
        FROM (SELECT %3$s AS d FROM changed_rows AS t OFFSET 0) AS c
        $sql$,
        p_table, p_operation, v1_hub.audit_image_sql(p_table, 't', true)
    );
$$;

COMMENT ON FUNCTION v1_hub.audit_rows_sql(oid, text) IS
'The statement that logs changed_rows of one INSERT or DELETE; $1 is TG_ARGV, $2 the TimeZone,
$3 now.';
