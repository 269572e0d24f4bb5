-- The runs that changed this hub. A log that waits in v1_hub_retired since a rollback is taken back.
DO $$
BEGIN
    IF to_regclass('v1_hub_retired.run') IS NOT NULL AND to_regclass('v1_hub.run') IS NULL THEN
        ALTER TABLE v1_hub_retired.run SET SCHEMA v1_hub;
    END IF;
END;
$$;

CREATE TABLE IF NOT EXISTS v1_hub.run (
    began_at timestamptz NOT NULL,
    ended_at timestamptz NOT NULL,
    command text NOT NULL,
    version text NOT NULL,
    ran_by text NOT NULL DEFAULT session_user,
    outcome text NOT NULL,
    what jsonb NOT NULL,
    CONSTRAINT run_pkey PRIMARY KEY (began_at)
);

COMMENT ON TABLE v1_hub.run IS
'One row for each install, rollback and finalize that changed something, whether it succeeded or '
'not; a run that was killed, or lost its connection, has none. Kept over a rollback.';
COMMENT ON COLUMN v1_hub.run.version IS 'Version of the package that ran.';
COMMENT ON COLUMN v1_hub.run.outcome IS 'done, interrupted, or the message of what stopped it.';
COMMENT ON COLUMN v1_hub.run.what IS
'locked_seconds: how long the cut-over, or the cut back, held its locks; phases; steps; rows: done '
'by this run, by what was done.';
