-- What the catalogue cannot tell: which table goes where, and which names mean the same.
CREATE TABLE IF NOT EXISTS v1_hub.retired_table (
    table_name text NOT NULL,
    place integer NOT NULL,
    phase integer NOT NULL,
    target text NOT NULL,
    log_type text,
    CONSTRAINT retired_table_pkey PRIMARY KEY (table_name),
    CONSTRAINT retired_table_position_key UNIQUE (place),
    CONSTRAINT retired_table_log_type_key UNIQUE (log_type),
    CONSTRAINT retired_table_phase_check CHECK (phase IN (1, 2, 3)),
    CONSTRAINT retired_table_target_check CHECK (target IN ('log', 'folded log', 'audit log')),
    CONSTRAINT retired_table_log_type_check CHECK ((log_type IS NULL) = (target = 'audit log'))
);

COMMENT ON TABLE v1_hub.retired_table IS
'The tables that are retired: one row each, under the name that stays as a view.';
COMMENT ON COLUMN v1_hub.retired_table.place IS 'Order in which they are taken, and shown.';
COMMENT ON COLUMN v1_hub.retired_table.phase IS
'Phase of the report: 1 proxies, 2 logs and history, 3 work results.';
COMMENT ON COLUMN v1_hub.retired_table.target IS
'Where its rows live afterwards; a folded log keeps its long tail of columns as JSONB.';
COMMENT ON COLUMN v1_hub.retired_table.log_type IS 'Key of its partition in v1_hub_activity_logs.';

INSERT INTO v1_hub.retired_table (place, phase, table_name, target, log_type)
VALUES
(1, 1, 'v1_hub_proxy_ip_mapping', 'log', 'proxy_ip_mapping'),
(2, 1, 'v1_hub_proxy_heartbeat', 'log', 'proxy_heartbeat'),
(3, 1, 'v1_hub_proxy_usage', 'log', 'proxy_usage'),
(4, 2, 'v1_hub_client_activity_logs', 'log', 'client_activity'),
(5, 2, 'v1_hub_daily_work_tracking', 'log', 'daily_work_tracking'),
(6, 2, 'v1_hub_work_slots_history', 'audit log', NULL),
(7, 3, 'v1_hub_work_results', 'folded log', 'work_result')
ON CONFLICT (table_name) DO NOTHING;

CREATE TABLE IF NOT EXISTS v1_hub.kept_table (
    table_name text NOT NULL,
    place integer NOT NULL,
    CONSTRAINT kept_table_pkey PRIMARY KEY (table_name)
);

COMMENT ON TABLE v1_hub.kept_table IS
'The hub tables that stay tables; with the audit log and the unified log they are the eight.';

INSERT INTO v1_hub.kept_table (place, table_name)
VALUES
(1, 'v1_hub_work_slots'),
(2, 'v1_hub_work_allocations'),
(3, 'v1_hub_proxies'),
(4, 'v1_hub_clients'),
(5, 'v1_hub_external_sites'),
(6, 'v1_hub_external_triggers')
ON CONFLICT (table_name) DO NOTHING;

CREATE TABLE IF NOT EXISTS v1_hub.log_name (
    legacy_name text NOT NULL,
    log_name text NOT NULL,
    place integer NOT NULL,
    CONSTRAINT log_name_pkey PRIMARY KEY (legacy_name)
);

COMMENT ON TABLE v1_hub.log_name IS
'Column names of retired tables that mean the same, and their one name in the unified log.';
COMMENT ON COLUMN v1_hub.log_name.place IS
'Where a table has several columns for one log name, the lowest place takes it.';

INSERT INTO v1_hub.log_name (place, legacy_name, log_name)
VALUES
(1, 'created_at', 'logged_at'),
(2, 'reported_at', 'logged_at'),
(3, 'execution_time_ms', 'duration_ms'),
(4, 'response_time_ms', 'duration_ms')
ON CONFLICT (legacy_name) DO NOTHING;

CREATE TABLE IF NOT EXISTS v1_hub.fold_choice (
    table_name text NOT NULL,
    column_name text NOT NULL,
    folds boolean NOT NULL,
    CONSTRAINT fold_choice_pkey PRIMARY KEY (table_name, column_name),
    CONSTRAINT fold_choice_table_name_fkey FOREIGN KEY (table_name)
    REFERENCES v1_hub.retired_table (table_name)
);

COMMENT ON TABLE v1_hub.fold_choice IS
'Columns kept typed against the rule (v1_hub.map_log_columns), or folded although another log has '
'a column of that name. A column that a key, index or constraint needs never folds.';

-- What nearly every result has and reports read: four or eight bytes typed, thirty or forty in the
-- document.
INSERT INTO v1_hub.fold_choice (table_name, column_name, folds)
VALUES
('v1_hub_work_results', 'completed_at', FALSE),
('v1_hub_work_results', 'status_code', FALSE),
('v1_hub_work_results', 'page_load_time_ms', FALSE)
ON CONFLICT (table_name, column_name) DO NOTHING;
