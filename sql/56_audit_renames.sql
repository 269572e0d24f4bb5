-- Old images under the column names of today.
CREATE OR REPLACE FUNCTION v1_hub.audit_rename(p_image jsonb, p_renames jsonb)
RETURNS jsonb
LANGUAGE plpgsql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_image jsonb := p_image;
    v_rename jsonb;
BEGIN
    FOR v_rename IN SELECT r.value FROM jsonb_array_elements(p_renames) AS r LOOP
        IF v_image ? (v_rename ->> 'from') AND NOT v_image ? (v_rename ->> 'to') THEN
            v_image := (v_image - (v_rename ->> 'from'))
                || jsonb_build_object(v_rename ->> 'to', v_image -> (v_rename ->> 'from'));
        END IF;
    END LOOP;
    RETURN v_image;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_rename(jsonb, jsonb) IS
'The image with renamed columns under their names of today.';

CREATE OR REPLACE FUNCTION v1_hub.audit_renames(p_table regclass)
RETURNS jsonb
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT t.renames || v1_hub.audit_new_renames(p_table, t.id)
    FROM v1_hub.audit_tables AS t
    WHERE t.id = v1_hub.audit_source(p_table);
$$;

COMMENT ON FUNCTION v1_hub.audit_renames(regclass) IS
'Renames of the table''s columns, oldest first, those not yet in the registry included.';

CREATE OR REPLACE FUNCTION v1_hub.audit_column_renamed(p_table regclass, p_from text, p_to text)
RETURNS void
LANGUAGE sql
SET search_path = pg_catalog, pg_temp
AS $$
    UPDATE v1_hub.audit_tables AS t
    SET renames = t.renames || jsonb_build_array(jsonb_build_object('from', p_from, 'to', p_to))
    WHERE t.id = v1_hub.audit_need_source(p_table);
$$;

COMMENT ON FUNCTION v1_hub.audit_column_renamed(regclass, text, text) IS
'Tells of a rename that nothing could see: one of two between two runs of audit_upkeep().';
