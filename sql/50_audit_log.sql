-- The audit log: the report's eight columns, then what they cannot hold; one partition a month.
CREATE SEQUENCE IF NOT EXISTS @hub@.v1_hub_audit_log_id_seq AS bigint;

CREATE TABLE IF NOT EXISTS @hub@.v1_hub_audit_log (
    id bigint NOT NULL DEFAULT nextval('@hub@.v1_hub_audit_log_id_seq'),
    table_name varchar(63) COLLATE "C" NOT NULL,
    record_id integer,
    action varchar(20) NOT NULL,
    changed_by varchar(100),
    changed_at timestamp NOT NULL DEFAULT current_timestamp,
    old_data jsonb,
    new_data jsonb,
    schema_name text COLLATE "C",
    record_key jsonb,
    old_key jsonb,
    source_id integer,
    happened_at timestamptz,
    statement_at timestamptz,
    transaction_id xid8,
    session_role text,
    application_name text,
    client_addr inet,
    context jsonb,
    changed_columns text[],
    left_out text[],
    change_summary text,
    CONSTRAINT v1_hub_audit_log_pkey PRIMARY KEY (id, changed_at)
) PARTITION BY RANGE (changed_at);

ALTER SEQUENCE @hub@.v1_hub_audit_log_id_seq OWNED BY @hub@.v1_hub_audit_log.id;

CREATE TABLE IF NOT EXISTS v1_hub.v1_hub_audit_log_default
PARTITION OF @hub@.v1_hub_audit_log DEFAULT;

-- The history view and row_history() of a table with an integer key.
CREATE INDEX IF NOT EXISTS v1_hub_audit_log_record_id_idx
ON @hub@.v1_hub_audit_log (table_name, record_id)
WHERE record_id IS NOT NULL;

-- row_history() of any other key: hashed, for a text key may be longer than a btree entry.
CREATE INDEX IF NOT EXISTS v1_hub_audit_log_record_key_idx
ON @hub@.v1_hub_audit_log USING hash (record_key)
WHERE record_id IS NULL;

-- row_history() of a key that an UPDATE has given up: empty where keys never change.
CREATE INDEX IF NOT EXISTS v1_hub_audit_log_old_key_idx
ON @hub@.v1_hub_audit_log USING hash (old_key)
WHERE old_key IS NOT NULL;

COMMENT ON TABLE @hub@.v1_hub_audit_log IS
'Every change of every audited table; append-only, monthly partitions in schema v1_hub.';
COMMENT ON TABLE v1_hub.v1_hub_audit_log_default IS
'Rows of months that have no partition yet; v1_hub.audit_upkeep() empties it.';
COMMENT ON COLUMN @hub@.v1_hub_audit_log.id IS 'Ascends in the order in which one row was changed.';
COMMENT ON COLUMN @hub@.v1_hub_audit_log.table_name IS 'Bare name of the audited table.';
COMMENT ON COLUMN @hub@.v1_hub_audit_log.record_id IS
'The key where it is one integer that fits; NULL otherwise, see record_key.';
COMMENT ON COLUMN @hub@.v1_hub_audit_log.action IS 'INSERT, UPDATE, DELETE, TRUNCATE or RETAIN.';
COMMENT ON COLUMN @hub@.v1_hub_audit_log.changed_by IS
'v1_hub.actor where the application set it, else the role that acted (SET ROLE included).';
COMMENT ON COLUMN @hub@.v1_hub_audit_log.changed_at IS
'Start of the transaction in the time zone of the session, as CURRENT_TIMESTAMP gives it.';
COMMENT ON COLUMN @hub@.v1_hub_audit_log.old_data IS
'The whole row before; secrets masked, the columns of left_out missing.';
COMMENT ON COLUMN @hub@.v1_hub_audit_log.new_data IS
'The whole row after; secrets masked, the columns of left_out missing.';
COMMENT ON COLUMN @hub@.v1_hub_audit_log.schema_name IS 'Schema of the audited table.';
COMMENT ON COLUMN @hub@.v1_hub_audit_log.record_key IS
'The key: its value, or an array of values in key order where it has several columns.';
COMMENT ON COLUMN @hub@.v1_hub_audit_log.old_key IS
'The key before, only where an UPDATE changed it; record_key is then the key after.';
COMMENT ON COLUMN @hub@.v1_hub_audit_log.source_id IS
'v1_hub.audit_tables.id of the audited table; NULL in rows taken over from elsewhere.';
COMMENT ON COLUMN @hub@.v1_hub_audit_log.happened_at IS
'When the change was written: what row_at() and table_at() go by.';
COMMENT ON COLUMN @hub@.v1_hub_audit_log.statement_at IS
'When the client''s statement arrived (statement_timestamp).';
COMMENT ON COLUMN @hub@.v1_hub_audit_log.transaction_id IS 'Transaction that made the change.';
COMMENT ON COLUMN @hub@.v1_hub_audit_log.session_role IS 'session_user: who logged in.';
COMMENT ON COLUMN @hub@.v1_hub_audit_log.application_name IS 'application_name of the session.';
COMMENT ON COLUMN @hub@.v1_hub_audit_log.client_addr IS 'Client address, NULL over a socket.';
COMMENT ON COLUMN @hub@.v1_hub_audit_log.context IS
'What the application says in v1_hub.context (JSON), secrets masked.';
COMMENT ON COLUMN @hub@.v1_hub_audit_log.changed_columns IS
'Columns an UPDATE changed, secret ones included; the masked images cannot tell those.';
COMMENT ON COLUMN @hub@.v1_hub_audit_log.left_out IS
'Big columns that an UPDATE did not change, missing in both images; row_at() finds them again.';
COMMENT ON COLUMN @hub@.v1_hub_audit_log.change_summary IS
'One line for people, where the table asks for it: status: active → paused.';
