-- Who uses a retired name: what each run of `install.py usage` has seen, added up.
CREATE TABLE IF NOT EXISTS v1_hub.name_use (
    table_name text NOT NULL,
    role_name text NOT NULL,
    action text NOT NULL,
    query_id bigint NOT NULL,
    query text NOT NULL,
    calls bigint NOT NULL,
    counter bigint NOT NULL,
    applications text[] NOT NULL DEFAULT '{}',
    first_seen timestamp with time zone NOT NULL,
    last_seen timestamp with time zone NOT NULL,
    CONSTRAINT name_use_pkey PRIMARY KEY (table_name, role_name, action, query_id),
    CONSTRAINT name_use_action_check CHECK (action IN ('read', 'write'))
);

COMMENT ON TABLE v1_hub.name_use IS
'Statements that name a retired table, as pg_stat_statements showed them: one row for each name, '
'role, action and query id.';
COMMENT ON COLUMN v1_hub.name_use.calls IS
'Executions over all runs, resets of the statistics too.';
COMMENT ON COLUMN v1_hub.name_use.counter IS
'Calls as the last run read them, to tell what is new.';
COMMENT ON COLUMN v1_hub.name_use.applications IS
'application_name of sessions that were seen with this statement at the moment of a run.';
COMMENT ON COLUMN v1_hub.name_use.first_seen IS 'When at the latest it was first executed.';
COMMENT ON COLUMN v1_hub.name_use.last_seen IS
'The last run that found new executions: it was executed at that moment or before.';

CREATE TABLE IF NOT EXISTS v1_hub.usage_run (
    ran_at timestamp with time zone NOT NULL,
    statements bigint NOT NULL,
    hidden bigint NOT NULL,
    statistics_since timestamp with time zone,
    CONSTRAINT usage_run_pkey PRIMARY KEY (ran_at)
);

COMMENT ON TABLE v1_hub.usage_run IS
'When v1_hub.name_use was brought up to date: between two runs nothing was watched but by the '
'statistics themselves.';
COMMENT ON COLUMN v1_hub.usage_run.hidden IS
'Statements whose text the role of the run was not allowed to read.';
COMMENT ON COLUMN v1_hub.usage_run.statistics_since IS
'Since when the statistics of this run counted: what was run between the run before it and a reset '
'was not seen.';
