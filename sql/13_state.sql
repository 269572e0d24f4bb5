-- What has been done to this hub: each step with its undo, and how every table was before.
CREATE TABLE IF NOT EXISTS v1_hub.step (
    ordinal integer NOT NULL,
    phase integer NOT NULL,
    title text NOT NULL,
    statement text NOT NULL,
    undo text,
    executed_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(),
    executed_by text NOT NULL DEFAULT current_user,
    CONSTRAINT step_pkey PRIMARY KEY (ordinal)
);

COMMENT ON TABLE v1_hub.step IS
'The steps of the install as they were executed; rollback runs their undo from last to first.';
COMMENT ON COLUMN v1_hub.step.undo IS 'SQL that takes the step back; NULL where nothing is owed.';

CREATE TABLE IF NOT EXISTS v1_hub.retired (
    table_name text NOT NULL,
    treatment text NOT NULL,
    reason text,
    facts jsonb NOT NULL,
    row_count bigint NOT NULL,
    bytes bigint NOT NULL,
    ordinal integer NOT NULL,
    finalized boolean NOT NULL DEFAULT FALSE,
    CONSTRAINT retired_pkey PRIMARY KEY (table_name),
    CONSTRAINT retired_table_name_fkey FOREIGN KEY (table_name)
    REFERENCES v1_hub.retired_table (table_name),
    CONSTRAINT retired_treatment_check
    CHECK (treatment IN ('leaf', 'whole', 'fold', 'history'))
);

COMMENT ON TABLE v1_hub.retired IS
'The retired tables as they were: facts from v1_hub.describe_relation, rows and bytes at install.';
COMMENT ON COLUMN v1_hub.retired.treatment IS
'leaf: adopted by the unified log; whole: moved to v1_hub as it was; fold: copied to a leaf whose '
'long tail is JSONB; history: copied to the audit log.';
COMMENT ON COLUMN v1_hub.retired.ordinal IS 'The step that retired it.';
COMMENT ON COLUMN v1_hub.retired.finalized IS 'The waiting original has been emptied.';
COMMENT ON COLUMN v1_hub.retired.reason IS 'Why a table could not be a leaf, or not be folded.';

CREATE TABLE IF NOT EXISTS v1_hub.log_column (
    table_name text NOT NULL,
    legacy_name text NOT NULL,
    log_name text NOT NULL,
    place integer NOT NULL,
    type_name text NOT NULL,
    not_null boolean NOT NULL,
    folded boolean NOT NULL,
    straight boolean NOT NULL,
    CONSTRAINT log_column_pkey PRIMARY KEY (table_name, legacy_name)
);

COMMENT ON TABLE v1_hub.log_column IS
'Where each column of a table that went to the unified log is found: a column of the log, or a key '
'of result_data.';

CREATE OR REPLACE FUNCTION v1_hub.record_step(
    p_ordinal integer, p_phase integer, p_title text, p_statement text, p_undo text
)
RETURNS void
LANGUAGE sql
SET search_path = pg_catalog, pg_temp
AS $$
    INSERT INTO v1_hub.step (ordinal, phase, title, statement, undo)
    VALUES (p_ordinal, p_phase, p_title, p_statement, p_undo);
$$;

COMMENT ON FUNCTION v1_hub.record_step(integer, integer, text, text, text) IS
'Records a step that has just been executed; raises 23505 if that ordinal has been.';
