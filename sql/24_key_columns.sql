-- The primary key of a table, column by column.
CREATE OR REPLACE FUNCTION v1_hub.key_columns(p_relation regclass)
RETURNS TABLE (place bigint, column_name name, type_name text)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT k.place, a.attname, format_type(a.atttypid, a.atttypmod)
    FROM pg_index AS i
    CROSS JOIN LATERAL unnest(i.indkey::smallint []) WITH ORDINALITY AS k (attnum, place)
    INNER JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
    WHERE i.indrelid = p_relation AND i.indisprimary AND k.place <= i.indnkeyatts;
$$;

COMMENT ON FUNCTION v1_hub.key_columns(regclass) IS 'The columns of the primary key, in its order.';
