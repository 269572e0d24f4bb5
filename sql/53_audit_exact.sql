-- Exact columns, whose JSON form would lose something, and the image that keeps them as text.
CREATE OR REPLACE FUNCTION v1_hub.audit_is_exact(p_type oid)
RETURNS boolean
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    -- Of the built-in types, json and json[] only: a short cut, for this is asked per column.
    IF p_type < 16384::oid THEN
        RETURN p_type IN ('json'::regtype, 'json[]'::regtype);
    END IF;
    RETURN EXISTS (
        WITH RECURSIVE parts (oid) AS (
            SELECT p_type
            UNION
            SELECT n.oid
            FROM parts AS p
            INNER JOIN pg_type AS t ON t.oid = p.oid
            LEFT JOIN pg_attribute AS a
                ON a.attrelid = t.typrelid AND t.typrelid <> 0
                AND a.attnum > 0 AND NOT a.attisdropped
            CROSS JOIN LATERAL (VALUES (t.typbasetype), (t.typelem), (a.atttypid)) AS n (oid)
            WHERE n.oid <> 0
        )
        SELECT
        FROM parts AS p
        WHERE p.oid = 'json'::regtype
            OR EXISTS (
                SELECT FROM pg_cast AS c
                WHERE c.castsource = p.oid AND c.casttarget = 'json'::regtype AND c.oid >= 16384
            )
    );
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_is_exact(oid) IS
'Whether the JSON form of this type loses something (json, hstore, what contains them):
such a column is logged in its text form.';

CREATE OR REPLACE FUNCTION v1_hub.audit_image_sql(p_table oid, p_row text, p_exact boolean)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT format('(SELECT to_jsonb(e.*) FROM (SELECT %s) AS e)', string_agg(
        CASE WHEN p_exact AND v1_hub.audit_is_exact(a.atttypid)
            THEN format('%1$s.%2$I::text AS %2$I', p_row, a.attname)
            ELSE format('%s.%I', p_row, a.attname)
        END,
        ', ' ORDER BY a.attnum
    ))
    FROM pg_attribute AS a
    WHERE a.attrelid = p_table AND a.attnum > 0 AND NOT a.attisdropped;
$$;

COMMENT ON FUNCTION v1_hub.audit_image_sql(oid, text, boolean) IS
'An SQL expression: the image of the row that p_row names (an alias, or a parameter in brackets).';
