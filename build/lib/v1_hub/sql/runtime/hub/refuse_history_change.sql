-- The history view is a slice of an append-only log.
CREATE OR REPLACE FUNCTION v1_hub.refuse_history_change()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RAISE insufficient_privilege USING
        MESSAGE = format('%s on %I.%I is refused', tg_op, tg_table_schema, tg_table_name),
        DETAIL = 'Its rows are entries of v1_hub_audit_log, which is append-only.',
        HINT = 'Old months leave through v1_hub.audit_retain(interval).';
END;
$$;

COMMENT ON FUNCTION v1_hub.refuse_history_change() IS
'INSTEAD OF UPDATE OR DELETE trigger of the history view: raises 42501.';
