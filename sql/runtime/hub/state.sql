-- What has been done to this hub, and how far: what install, status and rollback go by.
CREATE TABLE IF NOT EXISTS v1_hub.hub (
    only_row boolean NOT NULL DEFAULT TRUE,
    schema_name text NOT NULL,
    version text NOT NULL,
    stage text NOT NULL DEFAULT 'finishing',
    cut_over_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    finished_at timestamptz,
    audit_due text[] NOT NULL DEFAULT '{}',
    merged json,
    merged_due boolean NOT NULL DEFAULT FALSE,
    CONSTRAINT hub_pkey PRIMARY KEY (only_row),
    CONSTRAINT hub_only_row_check CHECK (only_row),
    CONSTRAINT hub_stage_check CHECK (stage IN ('finishing', 'finished', 'returning', 'finalized'))
);

COMMENT ON TABLE v1_hub.hub IS 'One row: the consolidated hub of this database.';
COMMENT ON COLUMN v1_hub.hub.schema_name IS 'Schema of the 8 tables and the compatibility views.';
COMMENT ON COLUMN v1_hub.hub.version IS 'Version of the package that made, or last renewed, what is ours.';
COMMENT ON COLUMN v1_hub.hub.stage IS
'finishing: cut over, batches are due. finished. returning: a rollback is under way. finalized: '
'no way back.';
COMMENT ON COLUMN v1_hub.hub.audit_due IS 'Tables that are yet to be audited, quoted names.';
COMMENT ON COLUMN v1_hub.hub.merged IS
'What feeds the merged columns (v1_hub/proxies.py, Proxies), in its order; NULL: there are none.';
COMMENT ON COLUMN v1_hub.hub.merged_due IS 'The merged columns are yet to be filled.';

CREATE TABLE IF NOT EXISTS v1_hub.retired (
    table_name text NOT NULL,
    place integer NOT NULL,
    phase integer NOT NULL,
    treatment text NOT NULL,
    reason text,
    leaf text NOT NULL,
    stage text NOT NULL DEFAULT 'cut over',
    rows_done bigint NOT NULL DEFAULT 0,
    rows_due bigint NOT NULL DEFAULT 0,
    copied_to bigint,
    source_id integer,
    cut_over_xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    facts jsonb NOT NULL,
    rebind text,
    dropped_at timestamptz,
    CONSTRAINT retired_pkey PRIMARY KEY (table_name),
    CONSTRAINT retired_treatment_check
    CHECK (treatment IN ('leaf', 'whole', 'fold', 'history')),
    CONSTRAINT retired_stage_check
    CHECK (stage IN ('cut over', 'attached', 'finished', 'returning'))
);

COMMENT ON TABLE v1_hub.retired IS
'The retired tables: one row each, under the name that is a view now.';
COMMENT ON COLUMN v1_hub.retired.place IS 'Order in which they are taken, and shown.';
COMMENT ON COLUMN v1_hub.retired.phase IS
'Phase of the report: 1 proxies, 2 logs and history, 3 work results.';
COMMENT ON COLUMN v1_hub.retired.treatment IS
'leaf: adopted by the unified log; whole: moved to v1_hub as it was; fold: a leaf whose long tail '
'is JSONB; history: a slice of the audit log.';
COMMENT ON COLUMN v1_hub.retired.reason IS 'Why a table could not be a leaf, or not be folded.';
COMMENT ON COLUMN v1_hub.retired.leaf IS 'Bare name in schema v1_hub; the log_type of a leaf.';
COMMENT ON COLUMN v1_hub.retired.stage IS 'How far its rows are.';
COMMENT ON COLUMN v1_hub.retired.rows_done IS 'Rows folded, copied, or brought back so far.';
COMMENT ON COLUMN v1_hub.retired.rows_due IS 'How many there were to do, estimated.';
COMMENT ON COLUMN v1_hub.retired.copied_to IS 'History with an id up to this is in the audit log.';
COMMENT ON COLUMN v1_hub.retired.source_id IS
'Of the history: v1_hub.audit_tables.id of work_slots, whatever that is called by now.';
COMMENT ON COLUMN v1_hub.retired.cut_over_xid IS 'The transaction that retired it.';
COMMENT ON COLUMN v1_hub.retired.facts IS
'How the table was: columns, keys, indexes, rights, and what stood on it, by name. Of the history: '
'log_id, up to which the audit log was written then.';
COMMENT ON COLUMN v1_hub.retired.rebind IS
'SQL that finish still runs: it makes the materialized views over the table again, over its view.';
COMMENT ON COLUMN v1_hub.retired.dropped_at IS
'When install.py drop took the name away for good; NULL: its view is there.';

CREATE TABLE IF NOT EXISTS v1_hub.log_column (
    table_name text NOT NULL,
    legacy_name text NOT NULL,
    log_name text NOT NULL,
    place integer NOT NULL,
    type_name text NOT NULL,
    not_null boolean NOT NULL,
    folded boolean NOT NULL,
    CONSTRAINT log_column_pkey PRIMARY KEY (table_name, legacy_name)
);

COMMENT ON TABLE v1_hub.log_column IS
'Where each column of a table that went to the unified log is found: a column of the log, or '
'(folded) a key of result_data.';

CREATE TABLE IF NOT EXISTS v1_hub.history_gone (
    id bigint NOT NULL,
    CONSTRAINT history_gone_pkey PRIMARY KEY (id)
);
COMMENT ON TABLE v1_hub.history_gone IS
'Entries of the audit log that the history view does not show: the table had lost their rows.';
