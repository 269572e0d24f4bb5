-- Append-only: changing or emptying the log is refused, also for its owner and for replicas.
CREATE OR REPLACE FUNCTION v1_hub.audit_refuse()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RAISE insufficient_privilege USING
        MESSAGE = format('%s of %I.%I is refused', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME),
        DETAIL = 'The audit log and its seals are append-only.',
        HINT = 'Old months leave through v1_hub.audit_retain(interval).';
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_refuse() IS
'Trigger of the log, its partitions and its seals: raises 42501 on UPDATE, DELETE and TRUNCATE.';

-- TRUNCATE triggers are not inherited, and a statement aimed at a partition fires only its own.
CREATE OR REPLACE FUNCTION v1_hub.audit_guard(p_table regclass)
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF EXISTS (
        SELECT
        FROM pg_trigger AS t
        WHERE t.tgrelid = p_table AND t.tgname = 'audit_refuse_statement'
    ) THEN
        RETURN;
    END IF;
    EXECUTE format(
        $ddl$
        CREATE TRIGGER audit_refuse_statement
        BEFORE UPDATE OR DELETE OR TRUNCATE ON %1$s
        FOR EACH STATEMENT EXECUTE FUNCTION v1_hub.audit_refuse();
        ALTER TABLE %1$s ENABLE ALWAYS TRIGGER audit_refuse_statement;
        $ddl$,
        p_table
    );
    IF NOT EXISTS (
        SELECT
        FROM pg_trigger AS t
        WHERE t.tgrelid = p_table AND t.tgname = 'audit_refuse_row'
    ) THEN
        EXECUTE format(
            $ddl$
            CREATE TRIGGER audit_refuse_row
            BEFORE UPDATE OR DELETE ON %1$s
            FOR EACH ROW EXECUTE FUNCTION v1_hub.audit_refuse();
            ALTER TABLE %1$s ENABLE ALWAYS TRIGGER audit_refuse_row;
            $ddl$,
            p_table
        );
    END IF;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_guard(regclass) IS
'Puts the append-only triggers on a table, ENABLE ALWAYS; does nothing where they are.';

SELECT v1_hub.audit_guard('@hub@.v1_hub_audit_log');
SELECT v1_hub.audit_guard('v1_hub.v1_hub_audit_log_default');
