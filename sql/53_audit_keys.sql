-- The key of a row, taken out of its image, also after its column was renamed.
CREATE OR REPLACE FUNCTION v1_hub.audit_key_columns(p_table oid)
RETURNS text[]
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT coalesce(
        (
            SELECT array_agg(a.attname::text ORDER BY k.i)
            FROM (
                SELECT i.indrelid, i.indkey::int2[] AS columns, i.indnkeyatts
                FROM pg_index AS i
                WHERE i.indrelid = p_table AND i.indisunique AND i.indisvalid
                    AND i.indpred IS NULL AND i.indexprs IS NULL
                    AND NOT EXISTS (
                        SELECT
                        FROM unnest(i.indkey::int2[]) AS n (attnum)
                        INNER JOIN pg_attribute AS a
                            ON a.attrelid = i.indrelid AND a.attnum = n.attnum
                        WHERE NOT a.attnotnull
                    )
                ORDER BY
                    i.indisprimary DESC, i.indisreplident DESC, i.indimmediate DESC,
                    i.indnkeyatts, i.indexrelid
                LIMIT 1
            ) AS i
            CROSS JOIN LATERAL unnest(i.columns) WITH ORDINALITY AS k (attnum, i)
            INNER JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
            WHERE k.i <= i.indnkeyatts
        ),
        '{}'
    );
$$;

COMMENT ON FUNCTION v1_hub.audit_key_columns(oid) IS
'Key columns in order: the primary key, else a unique index over NOT NULL columns; else empty.';

CREATE OR REPLACE FUNCTION v1_hub.audit_current_names(
    p_table oid, p_source integer, p_names text[]
)
RETURNS text[]
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT coalesce(array_agg(coalesce(r.now_name, n.name) ORDER BY n.i), '{}')
    FROM unnest(p_names) WITH ORDINALITY AS n (name, i)
    LEFT JOIN LATERAL (
        SELECT a.attname::text AS now_name
        FROM v1_hub.audit_tables AS t
        CROSS JOIN LATERAL jsonb_each_text(t.shape) AS s
        INNER JOIN pg_attribute AS a
            ON a.attrelid = p_table AND a.attnum = s.key::int2 AND NOT a.attisdropped
        WHERE t.id = p_source AND s.value = n.name
            AND NOT EXISTS (
                SELECT FROM pg_attribute AS b WHERE b.attrelid = p_table AND b.attname = n.name
            )
    ) AS r ON TRUE;
$$;

COMMENT ON FUNCTION v1_hub.audit_current_names(oid, integer, text[]) IS
'The names as the columns are called now, for columns renamed since the table was last looked at.';

CREATE OR REPLACE FUNCTION v1_hub.audit_key_of(p_image jsonb, p_keys text[])
RETURNS jsonb
LANGUAGE plpgsql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_key jsonb := jsonb_build_array();
BEGIN
    IF cardinality(p_keys) < 2 THEN
        RETURN p_image -> p_keys[1];
    END IF;
    -- No query: this is called for every row of a table with such a key.
    FOR v_i IN 1..cardinality(p_keys) LOOP
        v_key := v_key || jsonb_build_array(p_image -> p_keys[v_i]);
    END LOOP;
    RETURN v_key;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_key_of(jsonb, text[]) IS
'record_key of a row image: the value of the only key column, or an array of the values in order.';

CREATE OR REPLACE FUNCTION v1_hub.audit_record_id(p_key jsonb, p_mode text)
RETURNS integer
LANGUAGE sql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT CASE
        WHEN p_mode IN ('int4', 'int8') AND jsonb_typeof(p_key) = 'number'
            AND p_key::bigint BETWEEN -2147483648 AND 2147483647
            THEN p_key::integer
    END;
$$;

COMMENT ON FUNCTION v1_hub.audit_record_id(jsonb, text) IS
'record_id of a key: the integer where the key is one integer column and it fits, else NULL.';
