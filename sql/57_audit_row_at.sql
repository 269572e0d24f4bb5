-- One row as it was: the before of the first change after that moment, else the row that is there.
CREATE OR REPLACE FUNCTION v1_hub.audit_row_at(p_table regclass, p_key jsonb, p_at timestamptz)
RETURNS jsonb
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
SET jit = off
AS $$
DECLARE
    v_event record;
BEGIN
    SELECT e.id, e.key_before, e.key_after, e.old_data, e.left_out INTO v_event
    FROM v1_hub.audit_events(p_table, p_key) AS e
    WHERE e.moment > p_at
    -- In one statement that swaps keys, what had the key comes before what gets it.
    ORDER BY e.step, e.key_before IS DISTINCT FROM p_key, e.id
    LIMIT 1;
    IF NOT FOUND THEN
        RETURN v1_hub.audit_live(p_table, p_key);
    ELSIF v_event.key_before IS DISTINCT FROM p_key THEN
        RETURN NULL;
    ELSIF v_event.left_out IS NOT NULL THEN
        RETURN v1_hub.audit_fill(
            p_table, v_event.key_after, v_event.id, v_event.old_data, v_event.left_out
        );
    END IF;
    RETURN v_event.old_data;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_row_at(regclass, jsonb, timestamptz) IS
'row_at() by record_key.';

CREATE OR REPLACE FUNCTION v1_hub.row_at(p_table regclass, p_key text, p_at timestamptz)
RETURNS jsonb
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
SET jit = off
AS $$
    SELECT v1_hub.audit_row_at(p_table, v1_hub.audit_parse_key(p_table, p_key), p_at);
$$;

COMMENT ON FUNCTION v1_hub.row_at(regclass, text, timestamptz) IS
'Image of the row with this key as it was at that moment, NULL where there was none. Needs no
history before the moment; columns that are ignored have the value that the next change saw.';

CREATE OR REPLACE FUNCTION v1_hub.row_at(p_table regclass, p_key anyelement, p_at timestamptz)
RETURNS jsonb
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
SET jit = off
AS $$
    SELECT v1_hub.row_at(p_table, p_key::text, p_at);
$$;

COMMENT ON FUNCTION v1_hub.row_at(regclass, anyelement, timestamptz) IS
'row_at() with the key as a value of its own type.';
