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

CREATE OR REPLACE FUNCTION v1_hub.audit_divert()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    NEW.context := CASE
        WHEN jsonb_typeof(NEW.context) = 'object' THEN NEW.context
        WHEN NEW.context IS NULL THEN '{}'
        ELSE jsonb_build_object('context', NEW.context)
    END || CASE WHEN NEW.context ? 'changed_at' THEN '{}'
        ELSE jsonb_build_object('changed_at', NEW.changed_at) END;
    NEW.changed_at := greatest(
        localtimestamp, (SELECT max(s.closed_at) FROM v1_hub.audit_seals AS s)
    );
    INSERT INTO {{ hub | ident }}.v1_hub_audit_log SELECT NEW.*;
    RETURN NULL;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_divert() IS
'BEFORE INSERT trigger of a sealed month: what comes late goes to the month that is open, with its
own changed_at in the context, and so breaks no seal.';

-- TRUNCATE triggers are not inherited, and a statement aimed at a partition fires only its own.
CREATE OR REPLACE FUNCTION v1_hub.audit_guard(p_table regclass, p_sealed boolean DEFAULT FALSE)
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_trigger record;
BEGIN
    -- The text is made of constants and a quoted name.
    -- @plpgsql_check_options: security_warnings = off
    FOR v_trigger IN
        SELECT g.*
        FROM (
            VALUES
            (
                'audit_refuse_statement', 'BEFORE UPDATE OR DELETE OR TRUNCATE', 'STATEMENT',
                'audit_refuse', FALSE
            ),
            ('audit_refuse_row', 'BEFORE UPDATE OR DELETE', 'ROW', 'audit_refuse', FALSE),
            ('audit_divert', 'BEFORE INSERT', 'ROW', 'audit_divert', TRUE)
        ) AS g (name, event, level, function, sealed)
        WHERE (p_sealed OR NOT g.sealed)
            AND NOT EXISTS (
                SELECT FROM pg_trigger AS t WHERE t.tgrelid = p_table AND t.tgname = g.name
            )
            -- A month on another server: before PostgreSQL 16 it can have no TRUNCATE trigger.
            AND NOT (g.level = 'STATEMENT' AND EXISTS (
                SELECT FROM pg_class AS c WHERE c.oid = p_table AND c.relkind = 'f'
            ))
    LOOP
        EXECUTE format(
            $ddl$
            CREATE TRIGGER %1$I %2$s ON %3$s FOR EACH %4$s EXECUTE FUNCTION v1_hub.%5$I();
            ALTER TABLE %3$s ENABLE ALWAYS TRIGGER %1$I;
            $ddl$,
            v_trigger.name, v_trigger.event, p_table, v_trigger.level, v_trigger.function
        );
    END LOOP;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_guard(regclass, boolean) IS
'Puts the append-only triggers on a table, ENABLE ALWAYS, and on a sealed month the one that sends
late rows elsewhere; does nothing where they are.';

SELECT v1_hub.audit_guard(t.relid)
FROM pg_partition_tree('{{ hub | ident }}.v1_hub_audit_log') AS t
ORDER BY t.level;
