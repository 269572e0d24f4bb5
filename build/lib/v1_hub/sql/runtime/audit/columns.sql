-- What the columns of a table ask of the log: keys, secrets, exact and unsettled types, renames.
CREATE OR REPLACE FUNCTION v1_hub.audit_secret_names()
RETURNS text[]
LANGUAGE sql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT '{password,auth_key,secret,token}'::text[];
$$;

COMMENT ON FUNCTION v1_hub.audit_secret_names() IS
'Names that are masked in every table and in the context; audit_enable() adds to them per table.';

CREATE OR REPLACE FUNCTION v1_hub.audit_hidden(p_table oid, p_secrets text[])
RETURNS text[]
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT coalesce(array_agg(a.attname::text ORDER BY a.attnum), '{}')
    FROM pg_attribute AS a
    WHERE a.attrelid = p_table AND a.attnum > 0 AND NOT a.attisdropped
        AND (
            a.attname = ANY (p_secrets)
            OR lower(a.attname) = ANY (v1_hub.audit_secret_names())
        );
$$;

COMMENT ON FUNCTION v1_hub.audit_hidden(oid, text[]) IS
'The columns of a table that are masked: p_secrets and those that always are, in any case.';

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
        WHERE p.part = 'json'::regtype
            OR EXISTS (
                SELECT FROM pg_cast AS c
                WHERE c.castsource = p.part AND c.casttarget = 'json'::regtype AND c.oid >= 16384
            )
    );
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_is_exact(oid) IS
'Whether the JSON form of this type loses something (json, hstore, what contains them):
such a column is logged in its text form.';

CREATE OR REPLACE FUNCTION v1_hub.audit_is_settled(p_type oid)
RETURNS boolean
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    -- bool, bytea's like: only what is known not to look at a setting. date and timestamp do in
    -- ranges, arrays and composites, where they are text.
    SELECT p_type = ANY ('{16,18,19,20,21,23,25,26,114,650,829,869,1042,1043,1082,1083,1114,1560,1562,
        1700,2950,3802}'::oid[])
        OR NOT EXISTS (
            SELECT FROM v1_hub.audit_type_parts(p_type) AS p
            INNER JOIN pg_type AS t ON t.oid = p.part
            WHERE t.typtype = 'b' AND t.typcategory <> 'A' AND NOT p.part = ANY (
                '{16,18,19,20,21,23,25,26,114,650,829,869,1042,1043,1083,1560,1562,1700,2950,3802}'
            )
        );
$$;

COMMENT ON FUNCTION v1_hub.audit_is_settled(oid) IS
'Whether the JSON form of this type is the same whatever TimeZone, DateStyle, IntervalStyle,
bytea_output and extra_float_digits are.';

CREATE OR REPLACE FUNCTION v1_hub.audit_shape(p_table oid)
RETURNS jsonb
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT coalesce(jsonb_object_agg(a.attnum, a.attname), '{}')
    FROM pg_attribute AS a
    WHERE a.attrelid = p_table AND a.attnum > 0 AND NOT a.attisdropped;
$$;

COMMENT ON FUNCTION v1_hub.audit_shape(oid) IS 'Column name by column number.';

CREATE OR REPLACE FUNCTION v1_hub.audit_labels(p_table oid)
RETURNS TABLE (column_name text, enum_oid oid, label text)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT a.attname::text, e.oid, e.enumlabel::text
    FROM pg_attribute AS a
    CROSS JOIN LATERAL v1_hub.audit_type_parts(a.atttypid) AS p
    INNER JOIN pg_enum AS e ON e.enumtypid = p.part
    WHERE a.attrelid = p_table AND a.attnum > 0 AND NOT a.attisdropped AND a.atttypid >= 16384::oid;
$$;

COMMENT ON FUNCTION v1_hub.audit_labels(oid) IS 'The labels that its columns may hold.';

CREATE OR REPLACE FUNCTION v1_hub.audit_current_names(p_table oid, p_source integer, p_names text[])
RETURNS text[]
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    -- Numbers differ between a partition and the table that is audited; names do not.
    RETURN (
        SELECT coalesce(array_agg(coalesce(r.now_name, n.name) ORDER BY n.i), '{}')
        FROM unnest(p_names) WITH ORDINALITY AS n (name, i)
        LEFT JOIN LATERAL (
            SELECT a.attname::text AS now_name
            FROM v1_hub.audit_tables AS t
            CROSS JOIN LATERAL jsonb_each_text(t.shape) AS s
            INNER JOIN pg_attribute AS a
                ON a.attrelid = coalesce(
                    (
                        SELECT x.relid FROM pg_partition_ancestors(p_table) AS x
                        WHERE x.relid = t.table_oid
                    ),
                    p_table
                )
                AND a.attnum = s.key::int2 AND NOT a.attisdropped
            WHERE t.id = p_source AND s.value = n.name
                AND NOT EXISTS (
                    SELECT FROM pg_attribute AS b
                    WHERE b.attrelid = p_table AND b.attname = n.name AND NOT b.attisdropped
                )
        ) AS r ON TRUE
    );
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_current_names(oid, integer, text[]) IS
'The names as the columns are called now, for columns renamed since the table was last looked at.';
