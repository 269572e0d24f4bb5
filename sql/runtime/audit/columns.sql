-- What the columns of a table ask of the log: keys, secrets, exact and unsettled types.

CREATE OR REPLACE FUNCTION v1_hub.audit_hidden(p_table oid, p_secrets text[])
RETURNS text[]
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT coalesce(array_agg(a.attname::text ORDER BY a.attnum), '{}')
    FROM pg_attribute AS a
    WHERE a.attrelid = p_table AND a.attnum > 0 AND NOT a.attisdropped
        AND (a.attname = ANY (p_secrets) OR lower(a.attname) = ANY ({{ masked | literal }}));
$$;

COMMENT ON FUNCTION v1_hub.audit_hidden(oid, text[]) IS
'The columns of a table that are masked: p_secrets and, in any case, those that always are.';

CREATE OR REPLACE FUNCTION v1_hub.audit_key_index(p_table oid)
RETURNS TABLE (key_columns text[], is_immediate boolean)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT
        (
            SELECT array_agg(a.attname::text ORDER BY k.i)
            FROM unnest(i.indkey::int2[]) WITH ORDINALITY AS k (attnum, i)
            INNER JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
            WHERE k.i <= i.indnkeyatts
        ),
        i.indimmediate
    FROM pg_index AS i
    WHERE i.indrelid = p_table AND i.indisunique AND i.indisvalid
        AND i.indpred IS NULL AND i.indexprs IS NULL
        AND NOT EXISTS (
            SELECT
            FROM unnest(i.indkey::int2[]) AS n (attnum)
            INNER JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = n.attnum
            WHERE NOT a.attnotnull
        )
    ORDER BY
        i.indisprimary DESC, i.indisreplident DESC, i.indimmediate DESC, i.indnkeyatts, i.indexrelid
    LIMIT 1;
$$;

COMMENT ON FUNCTION v1_hub.audit_key_index(oid) IS
'Key columns in order: the primary key, else a unique index over NOT NULL columns; else no row.';

CREATE OR REPLACE FUNCTION v1_hub.audit_type_parts(p_type oid)
RETURNS TABLE (part oid)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    WITH RECURSIVE parts (oid) AS (
        SELECT p_type
        UNION
        SELECT n.oid
        FROM parts AS p
        INNER JOIN pg_type AS t ON t.oid = p.oid
        LEFT JOIN pg_range AS r ON t.oid IN (r.rngtypid, r.rngmultitypid)
        LEFT JOIN pg_attribute AS a
            ON a.attrelid = t.typrelid AND t.typrelid <> 0 AND a.attnum > 0 AND NOT a.attisdropped
        CROSS JOIN LATERAL (VALUES (t.typbasetype), (t.typelem), (r.rngsubtype), (a.atttypid)) AS n (oid)
        WHERE n.oid <> 0
    )
    SELECT p.oid FROM parts AS p;
$$;

COMMENT ON FUNCTION v1_hub.audit_type_parts(oid) IS
'The type and all that it is made of: base types, elements, bounds, fields.';

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
        SELECT
        FROM v1_hub.audit_type_parts(p_type) AS p
        LEFT JOIN pg_cast AS c ON c.castsource = p.part AND c.casttarget = 'json'::regtype
        WHERE p.part = 'json'::regtype OR c.oid >= 16384
    );
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_is_exact(oid) IS
'Whether the JSON form of this type loses something (json, hstore): it is logged in its text form.';


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
    RETURN ARRAY(
        SELECT a.attname::text
        FROM v1_hub.retired AS r
        INNER JOIN pg_class AS c
            ON c.relname = r.leaf AND c.relnamespace = 'v1_hub'::regnamespace
        INNER JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attnotnull
        INNER JOIN pg_attribute AS g
            ON g.attrelid = to_regclass('{{ hub | ident }}.v1_hub_activity_logs')
            AND g.attname = a.attname
        WHERE c.oid = p_table AND r.treatment IN ('leaf', 'fold') AND NOT EXISTS (
            SELECT FROM v1_hub.log_column AS l
            WHERE l.table_name = r.table_name
                AND a.attname = CASE WHEN l.folded THEN 'result_data' ELSE l.log_name END
        )
        ORDER BY a.attnum
    );
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_omitted(regclass) IS
'Columns of a leaf of v1_hub_activity_logs that belong to other logs: not in its images where NULL.';
