-- Images must not depend on the session: the settings to_jsonb looks at, swapped and put back.
CREATE OR REPLACE FUNCTION v1_hub.audit_set_canonical()
RETURNS text[]
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_old text[] := ARRAY[
        current_setting('DateStyle'), current_setting('IntervalStyle'),
        current_setting('bytea_output'), current_setting('extra_float_digits')
    ];
BEGIN
    PERFORM set_config('DateStyle', 'ISO, MDY', true),
        set_config('IntervalStyle', 'postgres', true),
        set_config('bytea_output', 'hex', true),
        set_config('extra_float_digits', '1', true);
    RETURN v_old;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_set_canonical() IS
'Sets the settings that images depend on, TimeZone apart, for the transaction; returns the old.';

CREATE OR REPLACE FUNCTION v1_hub.audit_set_back(p_settings text[])
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM set_config('DateStyle', p_settings[1], true),
        set_config('IntervalStyle', p_settings[2], true),
        set_config('bytea_output', p_settings[3], true),
        set_config('extra_float_digits', p_settings[4], true);
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_set_back(text[]) IS
'Undoes audit_set_canonical(): p_settings is what that returned.';
