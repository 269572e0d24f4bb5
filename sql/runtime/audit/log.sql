-- The audit log itself: the report's eight columns, then what they cannot hold or reading derive.
--
-- This folder stands on its own: it needs the schemas v1_hub and v1_hub_retired, and nothing else.
-- The order of its files is v1_hub/package.py, AUDIT_FILES. The installer calls audit_register(),
-- for the number that the history carries; audit_enable(), with p_count => FALSE where no row may
-- be read; audit_disable(); audit_table_of(); audit_make_months(), for history to be copied in.
-- A rollback moves log, settings and seals to v1_hub_retired under their own names
-- (sql/steps/hub/set_aside.sql); this file takes them back. Copied history: source_id of the
-- table, happened_at NULL, and in context what the eight columns cannot hold: change_summary, and
-- changed_at where it is not the column's (JSON null: the row had none).
-- The history view reads id, record_id, action, changed_by, changed_at, old_data, new_data,
-- context, happened_at and masked_changes, WHERE source_id = number AND record_id IS NOT NULL.
DO $$
DECLARE
    v_log regclass := CASE WHEN to_regclass('{{ hub | ident }}.v1_hub_audit_log') IS NULL
        THEN to_regclass('v1_hub_retired.v1_hub_audit_log') END;
BEGIN
    EXECUTE coalesce((
        SELECT string_agg(
            format(
                'ALTER TABLE %s SET SCHEMA %s;', c.oid::regclass,
                CASE c.oid WHEN v_log THEN '{{ hub | ident }}' ELSE 'v1_hub' END
            ), ' '
        )
        FROM pg_class AS c
        WHERE c.oid IN (SELECT t.relid FROM pg_partition_tree(v_log) AS t)
            OR c.relnamespace = 'v1_hub_retired'::regnamespace AND c.relkind = 'r'
            AND c.relname LIKE 'audit\_%' AND v_log IS NOT NULL
    ), '');
END;
$$;

CREATE SEQUENCE IF NOT EXISTS {{ hub | ident }}.v1_hub_audit_log_id_seq AS bigint;

CREATE TABLE IF NOT EXISTS {{ hub | ident }}.v1_hub_audit_log (
    id bigint NOT NULL DEFAULT nextval('{{ hub | ident }}.v1_hub_audit_log_id_seq'),
    table_name varchar(63) COLLATE "C" NOT NULL,
    record_id integer,
    action varchar(20) NOT NULL,
    changed_by varchar(100),
    changed_at timestamp NOT NULL DEFAULT current_timestamp,
    old_data jsonb,
    new_data jsonb,
    source_id integer,
    record_key jsonb,
    old_key jsonb,
    happened_at timestamptz,
    transaction_id xid8,
    session_role text,
    application_name text,
    client_addr inet,
    context jsonb,
    left_out text[],
    masked_changes text[],
    CONSTRAINT v1_hub_audit_log_pkey PRIMARY KEY (id, changed_at)
) PARTITION BY RANGE (changed_at);

ALTER SEQUENCE {{ hub | ident }}.v1_hub_audit_log_id_seq OWNED BY {{ hub | ident }}.v1_hub_audit_log.id;

CREATE TABLE IF NOT EXISTS v1_hub.v1_hub_audit_log_default
PARTITION OF {{ hub | ident }}.v1_hub_audit_log DEFAULT;

-- The history view and row_history() of an integer key; questions by table_name, too.
CREATE INDEX IF NOT EXISTS v1_hub_audit_log_record_id_idx
ON {{ hub | ident }}.v1_hub_audit_log (record_id, source_id)
WHERE record_id IS NOT NULL;

-- row_history() of any other key: hashed, for a text key may be longer than a btree entry.
CREATE INDEX IF NOT EXISTS v1_hub_audit_log_record_key_idx
ON {{ hub | ident }}.v1_hub_audit_log USING hash (record_key)
WHERE record_key IS NOT NULL;

-- row_history() of a key that an UPDATE has given up: empty where keys never change.
CREATE INDEX IF NOT EXISTS v1_hub_audit_log_old_key_idx
ON {{ hub | ident }}.v1_hub_audit_log USING hash (old_key)
WHERE old_key IS NOT NULL;

COMMENT ON TABLE {{ hub | ident }}.v1_hub_audit_log IS
'Every change of every audited table; append-only, monthly partitions in schema v1_hub.';
COMMENT ON TABLE v1_hub.v1_hub_audit_log_default IS
'Rows of months that have no partition; v1_hub.audit_upkeep() empties it.';
COMMENT ON COLUMN {{ hub | ident }}.v1_hub_audit_log.id IS 'Ascends in the order in which one row was changed.';
COMMENT ON COLUMN {{ hub | ident }}.v1_hub_audit_log.table_name IS
'Bare name that the table had; which table it is, source_id says.';
COMMENT ON COLUMN {{ hub | ident }}.v1_hub_audit_log.record_id IS
'The key where it is one whole number that fits; NULL otherwise, see record_key.';
COMMENT ON COLUMN {{ hub | ident }}.v1_hub_audit_log.action IS 'INSERT, UPDATE, DELETE, TRUNCATE or RETAIN.';
COMMENT ON COLUMN {{ hub | ident }}.v1_hub_audit_log.changed_by IS
'v1_hub.actor where the application set it, else the role that acted (SET ROLE included).';
COMMENT ON COLUMN {{ hub | ident }}.v1_hub_audit_log.changed_at IS
'Start of the transaction in the time zone of the session, as CURRENT_TIMESTAMP gives it. What came
late for a sealed month: when it came, and its own time in the context.';
COMMENT ON COLUMN {{ hub | ident }}.v1_hub_audit_log.old_data IS
'The whole row before; secrets masked, the columns of left_out missing.';
COMMENT ON COLUMN {{ hub | ident }}.v1_hub_audit_log.new_data IS 'The same after.';
COMMENT ON COLUMN {{ hub | ident }}.v1_hub_audit_log.source_id IS
'v1_hub.audit_tables.id of the table, whatever it is called.';
COMMENT ON COLUMN {{ hub | ident }}.v1_hub_audit_log.record_key IS
'The key where record_id cannot hold it: its value, or an array of values in key order.';
COMMENT ON COLUMN {{ hub | ident }}.v1_hub_audit_log.old_key IS
'The key before, only where an UPDATE changed it; record_id or record_key is then the key after.';
COMMENT ON COLUMN {{ hub | ident }}.v1_hub_audit_log.happened_at IS
'When the change was written: what row_at() and table_at() go by. NULL: taken over from elsewhere.';
COMMENT ON COLUMN {{ hub | ident }}.v1_hub_audit_log.transaction_id IS 'Transaction that made the change.';
COMMENT ON COLUMN {{ hub | ident }}.v1_hub_audit_log.session_role IS 'session_user: who logged in.';
COMMENT ON COLUMN {{ hub | ident }}.v1_hub_audit_log.application_name IS 'application_name of the session.';
COMMENT ON COLUMN {{ hub | ident }}.v1_hub_audit_log.client_addr IS 'Client address, NULL over a socket.';
COMMENT ON COLUMN {{ hub | ident }}.v1_hub_audit_log.context IS
'What the application says in v1_hub.context (JSON), secrets masked.';
COMMENT ON COLUMN {{ hub | ident }}.v1_hub_audit_log.left_out IS
'Big columns that an UPDATE did not change, missing in both images; row_at() finds them again. None
where it changed the key, and none of v1_hub_work_slots.';
COMMENT ON COLUMN {{ hub | ident }}.v1_hub_audit_log.masked_changes IS
'Masked columns that an UPDATE changed: the images cannot tell.';

-- Append-only: changing or emptying the log is refused, also for its owner and for replicas.
CREATE OR REPLACE FUNCTION v1_hub.audit_refuse()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RAISE insufficient_privilege USING
        MESSAGE = format('%s of %I.%I is refused', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME),
        DETAIL = 'The audit log, with its history and its seals, is append-only.',
        HINT = 'Old months leave through v1_hub.audit_retain(interval).';
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_refuse() IS
'Trigger of the log, its partitions, its seals and the history view: raises 42501 on UPDATE, DELETE
and TRUNCATE.';

CREATE OR REPLACE FUNCTION v1_hub.audit_divert()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    -- A copy by replication has the rows of a sealed month where they were sealed.
    IF current_setting('session_replication_role') = 'replica' THEN
        RETURN NEW;
    END IF;
    NEW.context := jsonb_build_object('changed_at', NEW.changed_at) || CASE
        WHEN jsonb_typeof(NEW.context) = 'object' THEN NEW.context
        WHEN NEW.context IS NULL THEN '{}'
        ELSE jsonb_build_object('context', NEW.context)
    END;
    NEW.changed_at := greatest(
        localtimestamp, (SELECT max(s.closed_at) FROM v1_hub.audit_seals AS s)
    );
    INSERT INTO {{ hub | ident }}.v1_hub_audit_log SELECT NEW.*;
    RETURN NULL;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_divert() IS
'BEFORE INSERT trigger of a sealed month: what comes late goes to the month that is open, with its
own changed_at in the context, and so breaks no seal. What replication brings stays.';

-- TRUNCATE triggers are not inherited, and a statement aimed at a partition fires only its own.
CREATE OR REPLACE FUNCTION v1_hub.audit_guard(p_table regclass, p_sealed boolean DEFAULT FALSE)
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    -- The text is made of constants and a quoted name.
    -- @plpgsql_check_options: security_warnings = off
    EXECUTE coalesce((
        SELECT string_agg(format(
            $ddl$
            CREATE TRIGGER %1$I BEFORE %2$s ON %3$s FOR EACH %4$s EXECUTE FUNCTION v1_hub.%5$I();
            ALTER TABLE %3$s ENABLE ALWAYS TRIGGER %1$I;
            $ddl$,
            g.name, g.event, p_table, g.level, g.function
        ), '')
        FROM pg_class AS c
        CROSS JOIN (
            VALUES
            ('audit_refuse_statement', 'UPDATE OR DELETE OR TRUNCATE', 'STATEMENT', 'audit_refuse'),
            ('audit_refuse_row', 'UPDATE OR DELETE', 'ROW', 'audit_refuse'),
            ('audit_divert', 'INSERT', 'ROW', 'audit_divert')
        ) AS g (name, event, level, function)
        -- A month on another server: before PostgreSQL 16 it can have no TRUNCATE trigger.
        WHERE c.oid = p_table AND NOT (c.relkind = 'f' AND g.level = 'STATEMENT')
            AND (p_sealed OR g.event <> 'INSERT')
            AND NOT EXISTS (
                SELECT FROM pg_trigger AS t WHERE t.tgrelid = p_table AND t.tgname = g.name
            )
    ), '');
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_guard(regclass, boolean) IS
'Puts the append-only triggers on a table where they are missing; p_sealed: audit_divert(), too.';

CREATE OR REPLACE FUNCTION v1_hub.audit_close(p_table regclass, p_like regclass DEFAULT NULL)
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    -- The text is made of quoted names only.
    -- @plpgsql_check_options: security_warnings = off
    EXECUTE format('ALTER TABLE %s OWNER TO %s', p_table, (
        SELECT c.relowner::regrole FROM pg_class AS c WHERE c.oid = '{{ hub | ident }}.v1_hub_audit_log'::regclass
    ));
    EXECUTE (
        SELECT coalesce(string_agg(
            format(
                CASE c.oid WHEN p_table THEN 'REVOKE %s ON %s FROM %s;'
                    ELSE 'GRANT %s ON %s TO %s;' END,
                e.privilege_type, p_table, coalesce(nullif(e.grantee, 0)::regrole::text, 'PUBLIC')
            ), ' ' ORDER BY c.oid <> p_table
        ), '')
        FROM pg_class AS c
        CROSS JOIN aclexplode(c.relacl) AS e
        WHERE c.oid IN (p_table, p_like) AND e.grantee <> c.relowner
    );
    PERFORM v1_hub.audit_guard(p_table);
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_close(regclass, regclass) IS
'Gives a new partition to the owner of the log, with the rights of p_like in place of the default
ones, and guards it.';

SELECT v1_hub.audit_guard(t.relid)
FROM pg_partition_tree('{{ hub | ident }}.v1_hub_audit_log') AS t
ORDER BY t.level;
