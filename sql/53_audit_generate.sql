-- Pieces of generated SQL: once per column of a table.
CREATE OR REPLACE FUNCTION v1_hub.audit_changed_sql(p_table oid)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT format('array_remove(ARRAY[%s], NULL)', string_agg(
        format(
            CASE
                WHEN t.oid = ANY ('{16,20,21,23,26,1082,1083,1114,1184,2950}'::oid[])
                    OR (t.oid IN (25, 1043) AND c.collisdeterministic)
                    THEN 'CASE WHEN p.o%1$s IS DISTINCT FROM p.n%1$s THEN %2$L END'
                ELSE 'CASE WHEN p.o%1$s::text COLLATE "C" IS DISTINCT FROM p.n%1$s::text THEN %2$L END'
            END,
            a.attnum, a.attname
        ),
        ', ' ORDER BY length(a.attname), a.attname COLLATE "C"
    ))
    FROM pg_attribute AS a
    INNER JOIN pg_type AS t ON t.oid = a.atttypid
    LEFT JOIN pg_collation AS c ON c.oid = a.attcollation
    WHERE a.attrelid = p_table AND a.attnum > 0 AND NOT a.attisdropped;
$$;

COMMENT ON FUNCTION v1_hub.audit_changed_sql(oid) IS
'An SQL expression: names of the columns that differ between p.o<n> and p.n<n>, by their text
where equality of the type is not identity.';

CREATE OR REPLACE FUNCTION v1_hub.audit_columns_sql(
    p_table oid, p_template text, p_separator text DEFAULT ', '
)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT string_agg(
        format(
            p_template, a.attnum, a.attname,
            CASE WHEN v1_hub.audit_is_exact(a.atttypid) THEN '::text' ELSE '' END
        ),
        p_separator ORDER BY a.attnum
    )
    FROM pg_attribute AS a
    WHERE a.attrelid = p_table AND a.attnum > 0 AND NOT a.attisdropped;
$$;

COMMENT ON FUNCTION v1_hub.audit_columns_sql(oid, text, text) IS
'The template once per column: %1$s its number, %2$I its name, %3$s a cast to text if exact.';
