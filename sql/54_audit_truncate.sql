-- TRUNCATE: a marker, and every row that goes, as a DELETE would have logged it.
CREATE OR REPLACE FUNCTION v1_hub.audit_truncate()
RETURNS trigger
LANGUAGE plpgsql
-- As its owner, for no role needs a right on the log to have its changes recorded.
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_zone text := current_setting('TimeZone');
    v_settings text[] := v1_hub.audit_set_canonical();
    v_table regclass := TG_RELID::regclass;
    v_happened_at timestamptz := clock_timestamp();
BEGIN
    PERFORM set_config('TimeZone', 'UTC', TRUE);
    -- The rows of a table that the log's owner may not read are not logged, but TRUNCATE goes on.
    IF TG_ARGV[9] NOT LIKE '%marker%' AND has_table_privilege(TG_RELID, 'SELECT') THEN
        EXECUTE format(
            $sql$
            SELECT v1_hub.audit_write(
                $1, $2, 'TRUNCATE', $3,
                CASE WHEN c.d @> $1[11]::jsonb THEN c.d - $1[10]::text[] ELSE c.d END,
                NULL, NULL, NULL, $4
            )
            FROM (SELECT %s AS d FROM ONLY %s AS t OFFSET 0) AS c
            $sql$,
            v1_hub.audit_image_sql(TG_RELID, 't', TG_ARGV[9] LIKE '%exact%'), v_table
        )
        USING TG_ARGV, TG_RELID, v_zone, v_happened_at;
    END IF;
    IF TG_ARGV[9] NOT LIKE '%leaf%' THEN
        PERFORM v1_hub.audit_write(
            TG_ARGV, TG_RELID, 'TRUNCATE', v_zone, NULL, NULL, NULL, NULL, v_happened_at
        );
    END IF;
    PERFORM v1_hub.audit_set_back(v_settings);
    PERFORM set_config('TimeZone', v_zone, TRUE);
    RETURN NULL;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_truncate() IS
'BEFORE TRUNCATE trigger: one row of action TRUNCATE per row that goes, then one without a key.';
REVOKE ALL ON FUNCTION v1_hub.audit_truncate() FROM public;
