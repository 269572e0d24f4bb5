-- Row images: which big columns an UPDATE leaves out, and the line that sums a change up.
CREATE OR REPLACE FUNCTION v1_hub.audit_left_out(p_image jsonb, p_changed text[])
RETURNS text[]
LANGUAGE plpgsql -- keeps its plan: before PostgreSQL 18 a SQL function is planned at each call
IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN (
        SELECT array_agg(e.key)
        FROM jsonb_each(p_image) AS e
        WHERE pg_column_size(e.value) > 2000 AND NOT e.key = ANY (p_changed)
    );
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_left_out(jsonb, text[]) IS
'Columns over 2,000 bytes that an UPDATE did not change, NULL where there are none.';

CREATE OR REPLACE FUNCTION v1_hub.audit_summary(
    p_operation text, p_old json, p_new json,
    p_changed text[], p_ignored text[], p_secrets text[]
)
RETURNS text
LANGUAGE plpgsql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF p_operation <> 'UPDATE' THEN
        RETURN CASE p_operation WHEN 'INSERT' THEN 'created' ELSE 'deleted' END;
    END IF;
    RETURN (
        SELECT string_agg(
            CASE
                WHEN e.name = ANY (p_secrets) THEN format('%s: *** → ***', e.name)
                ELSE format(
                    '%s: %s → %s',
                    e.name, left(coalesce(e.o, 'NULL'), 200), left(coalesce(e.n, 'NULL'), 200)
                )
            END,
            ', ' ORDER BY e.i
        )
        FROM ROWS FROM (json_each_text(p_old), json_each_text(p_new))
            WITH ORDINALITY AS e (name, o, new_name, n, i)
        WHERE e.name = ANY (p_changed) AND NOT e.name = ANY (p_ignored)
            -- A JSON null that became an SQL NULL is no change that a reader could see.
            AND e.o IS DISTINCT FROM e.n
    );
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_summary(text, json, json, text[], text[], text[]) IS
'One line for people: created, deleted, or status: active → paused, is_active: true → false in
column order, without the ignored columns, secrets masked, values cut at 200 characters.';
