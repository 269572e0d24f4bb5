-- What install.py runs. By hand: psql -v ON_ERROR_STOP=1 -f THIS_FILE

-- ------------------------------------------------------------------------------------------------
-- Cut over: one transaction of metadata only
-- ------------------------------------------------------------------------------------------------

BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE;

SET LOCAL statement_timeout = '0';
SET LOCAL search_path = pg_catalog, pg_temp;
SET LOCAL lock_timeout = '0';
SET LOCAL idle_in_transaction_session_timeout = '0';
SET LOCAL client_min_messages = 'warning';
SET LOCAL standard_conforming_strings = 'on';
SET LOCAL check_function_bodies = 'on';
SET LOCAL row_security = 'off';
SET LOCAL DateStyle = ISO, YMD;
SET LOCAL IntervalStyle = 'postgres';
SET LOCAL extra_float_digits = '1';
SET LOCAL bytea_output = 'hex';
SET LOCAL jit = 'off';

SELECT pg_advisory_xact_lock(129954426156386);

-- ------------------------------------------------------------------------------------------------
-- The locks, all at once
-- ------------------------------------------------------------------------------------------------

LOCK TABLE public.v1_hub_slot_changes IN ACCESS EXCLUSIVE MODE;
LOCK TABLE public.v1_hub_blocked_results IN ACCESS EXCLUSIVE MODE;
LOCK TABLE public.v1_hub_proxy_ip_mapping IN ACCESS EXCLUSIVE MODE;
LOCK TABLE public.v1_hub_proxy_heartbeat IN ACCESS EXCLUSIVE MODE;
LOCK TABLE public.v1_hub_proxy_usage IN ACCESS EXCLUSIVE MODE;
LOCK TABLE public.v1_hub_client_activity_logs IN ACCESS EXCLUSIVE MODE;
LOCK TABLE public.v1_hub_daily_work_tracking IN ACCESS EXCLUSIVE MODE;
LOCK TABLE public.v1_hub_work_slots_history IN ACCESS EXCLUSIVE MODE;
LOCK TABLE public.v1_hub_work_slots IN ACCESS EXCLUSIVE MODE;
LOCK TABLE public.v1_hub_work_results IN ACCESS EXCLUSIVE MODE;
LOCK TABLE public.v1_hub_proxies IN ACCESS EXCLUSIVE MODE;
LOCK TABLE public.v1_hub_work_allocations IN SHARE ROW EXCLUSIVE MODE;
LOCK TABLE public.v1_hub_clients IN SHARE ROW EXCLUSIVE MODE;
LOCK TABLE public.v1_hub_external_sites IN SHARE ROW EXCLUSIVE MODE;
LOCK TABLE public.v1_hub_external_triggers IN SHARE ROW EXCLUSIVE MODE;

-- ------------------------------------------------------------------------------------------------
-- Create the unified log v1_hub_activity_logs
-- ------------------------------------------------------------------------------------------------

-- The unified log: one partitioned table over all leaves, with the union of their columns.
CREATE TABLE public.v1_hub_activity_logs (
    log_type text NOT NULL,
    id integer,
    logged_at timestamp without time zone,
    duration_ms integer,
    proxy_id integer,
    updated_at timestamp without time zone,
    client_ip character varying(45),
    instance_number integer,
    user_folder_number integer,
    allocation_id integer,
    work_slot_id integer,
    status character varying(20),
    proxy_number integer,
    current_ip character varying(45),
    is_active boolean,
    last_toggle timestamp without time zone,
    heartbeat_at timestamp without time zone,
    name character varying(100),
    remote_ip character varying(45),
    keyword_id integer,
    used_ip character varying(45),
    success boolean,
    work_date date,
    target_count integer,
    allocated_count integer,
    completed_count integer,
    failed_count integer,
    avg_response_time_ms integer,
    first_allocation_at timestamp without time zone,
    last_allocation_at timestamp without time zone,
    started_at timestamp without time zone,
    completed_at timestamp without time zone,
    status_code integer,
    is_blocked boolean,
    page_load_time_ms integer,
    applied_settings jsonb,
    applied_cart_click boolean,
    current_page integer,
    block_type character varying(50),
    block_details jsonb,
    dom_ready_time_ms integer,
    first_product_time_ms integer,
    total_requests integer,
    blocked_requests integer,
    result_data jsonb
) PARTITION BY LIST (log_type);

COMMENT ON TABLE public.v1_hub_activity_logs IS
'The unified log. Each log_type is one leaf in schema v1_hub, the table of that log before.';
COMMENT ON COLUMN public.v1_hub_activity_logs.log_type IS 'Which log a row belongs to; the key of its leaf.';
COMMENT ON COLUMN public.v1_hub_activity_logs.result_data IS
'The long tail of a folded log: a key is absent where SQL has NULL.';
COMMENT ON COLUMN public.v1_hub_activity_logs.id IS
'Filled by: proxy_ip_mapping, proxy_heartbeat, proxy_usage, client_activity, daily_work_tracking, work_result';
COMMENT ON COLUMN public.v1_hub_activity_logs.logged_at IS
'Filled by: proxy_heartbeat, proxy_usage, client_activity, work_result';
COMMENT ON COLUMN public.v1_hub_activity_logs.duration_ms IS
'Filled by: proxy_usage, client_activity, work_result';
COMMENT ON COLUMN public.v1_hub_activity_logs.proxy_id IS
'Filled by: proxy_ip_mapping, proxy_usage';
COMMENT ON COLUMN public.v1_hub_activity_logs.updated_at IS
'Filled by: proxy_ip_mapping, proxy_heartbeat';
COMMENT ON COLUMN public.v1_hub_activity_logs.client_ip IS
'Filled by: client_activity, work_result';
COMMENT ON COLUMN public.v1_hub_activity_logs.instance_number IS
'Filled by: client_activity, work_result';
COMMENT ON COLUMN public.v1_hub_activity_logs.user_folder_number IS
'Filled by: client_activity, work_result';
COMMENT ON COLUMN public.v1_hub_activity_logs.allocation_id IS
'Filled by: client_activity, work_result';
COMMENT ON COLUMN public.v1_hub_activity_logs.work_slot_id IS
'Filled by: client_activity, daily_work_tracking';
COMMENT ON COLUMN public.v1_hub_activity_logs.status IS
'Filled by: client_activity, work_result';
COMMENT ON COLUMN public.v1_hub_activity_logs.proxy_number IS
'Filled by: proxy_ip_mapping';
COMMENT ON COLUMN public.v1_hub_activity_logs.current_ip IS
'Filled by: proxy_ip_mapping';
COMMENT ON COLUMN public.v1_hub_activity_logs.is_active IS
'Filled by: proxy_ip_mapping';
COMMENT ON COLUMN public.v1_hub_activity_logs.last_toggle IS
'Filled by: proxy_ip_mapping';
COMMENT ON COLUMN public.v1_hub_activity_logs.heartbeat_at IS
'Filled by: proxy_ip_mapping';
COMMENT ON COLUMN public.v1_hub_activity_logs.name IS
'Filled by: proxy_heartbeat';
COMMENT ON COLUMN public.v1_hub_activity_logs.remote_ip IS
'Filled by: proxy_heartbeat';
COMMENT ON COLUMN public.v1_hub_activity_logs.keyword_id IS
'Filled by: proxy_usage';
COMMENT ON COLUMN public.v1_hub_activity_logs.used_ip IS
'Filled by: proxy_usage';
COMMENT ON COLUMN public.v1_hub_activity_logs.success IS
'Filled by: proxy_usage';
COMMENT ON COLUMN public.v1_hub_activity_logs.work_date IS
'Filled by: daily_work_tracking';
COMMENT ON COLUMN public.v1_hub_activity_logs.target_count IS
'Filled by: daily_work_tracking';
COMMENT ON COLUMN public.v1_hub_activity_logs.allocated_count IS
'Filled by: daily_work_tracking';
COMMENT ON COLUMN public.v1_hub_activity_logs.completed_count IS
'Filled by: daily_work_tracking';
COMMENT ON COLUMN public.v1_hub_activity_logs.failed_count IS
'Filled by: daily_work_tracking';
COMMENT ON COLUMN public.v1_hub_activity_logs.avg_response_time_ms IS
'Filled by: daily_work_tracking';
COMMENT ON COLUMN public.v1_hub_activity_logs.first_allocation_at IS
'Filled by: daily_work_tracking';
COMMENT ON COLUMN public.v1_hub_activity_logs.last_allocation_at IS
'Filled by: daily_work_tracking';
COMMENT ON COLUMN public.v1_hub_activity_logs.started_at IS
'Filled by: work_result';
COMMENT ON COLUMN public.v1_hub_activity_logs.completed_at IS
'Filled by: work_result';
COMMENT ON COLUMN public.v1_hub_activity_logs.status_code IS
'Filled by: work_result';
COMMENT ON COLUMN public.v1_hub_activity_logs.is_blocked IS
'Filled by: work_result';
COMMENT ON COLUMN public.v1_hub_activity_logs.page_load_time_ms IS
'Filled by: work_result';
COMMENT ON COLUMN public.v1_hub_activity_logs.applied_settings IS
'Filled by: work_result';
COMMENT ON COLUMN public.v1_hub_activity_logs.applied_cart_click IS
'Emptied: a key of result_data. Kept until finalize, for a rollback.';
COMMENT ON COLUMN public.v1_hub_activity_logs.current_page IS
'Emptied: a key of result_data. Kept until finalize, for a rollback.';
COMMENT ON COLUMN public.v1_hub_activity_logs.block_type IS
'Emptied: a key of result_data. Kept until finalize, for a rollback.';
COMMENT ON COLUMN public.v1_hub_activity_logs.block_details IS
'Emptied: a key of result_data. Kept until finalize, for a rollback.';
COMMENT ON COLUMN public.v1_hub_activity_logs.dom_ready_time_ms IS
'Emptied: a key of result_data. Kept until finalize, for a rollback.';
COMMENT ON COLUMN public.v1_hub_activity_logs.first_product_time_ms IS
'Emptied: a key of result_data. Kept until finalize, for a rollback.';
COMMENT ON COLUMN public.v1_hub_activity_logs.total_requests IS
'Emptied: a key of result_data. Kept until finalize, for a rollback.';
COMMENT ON COLUMN public.v1_hub_activity_logs.blocked_requests IS
'Emptied: a key of result_data. Kept until finalize, for a rollback.';

-- Defaults of a leaf do not apply to rows inserted through the log. Those count downwards from -1, so
-- that no leaf's own sequence ever meets them.
CREATE SEQUENCE public.v1_hub_activity_logs_id_seq AS integer INCREMENT BY -1 MAXVALUE -1 START WITH -1;
ALTER TABLE public.v1_hub_activity_logs ALTER COLUMN id SET DEFAULT nextval('public.v1_hub_activity_logs_id_seq');
ALTER SEQUENCE public.v1_hub_activity_logs_id_seq OWNED BY public.v1_hub_activity_logs.id;
COMMENT ON SEQUENCE public.v1_hub_activity_logs_id_seq IS
'Numbers for rows written through the log itself, below zero: each leaf has a sequence of its own.';

-- ------------------------------------------------------------------------------------------------
-- Adopt v1_hub_proxy_ip_mapping as a leaf of the unified log (phase 1)
-- ------------------------------------------------------------------------------------------------

-- A sequence that a column owns would move with its table: legacy code calls it by its name.
ALTER SEQUENCE public.v1_hub_proxy_ip_mapping_id_seq OWNED BY NONE;
-- The table moves aside: the same table, with all that hangs on it.
ALTER TABLE public.v1_hub_proxy_ip_mapping SET SCHEMA v1_hub;
ALTER TABLE v1_hub.v1_hub_proxy_ip_mapping RENAME TO proxy_ip_mapping;

-- It takes the log's names, and the columns that it lacks: no row is written.
ALTER TABLE v1_hub.proxy_ip_mapping
    ADD COLUMN log_type text NOT NULL DEFAULT 'proxy_ip_mapping',
    ADD COLUMN logged_at timestamp without time zone,
    ADD COLUMN duration_ms integer,
    ADD COLUMN client_ip character varying(45),
    ADD COLUMN instance_number integer,
    ADD COLUMN user_folder_number integer,
    ADD COLUMN allocation_id integer,
    ADD COLUMN work_slot_id integer,
    ADD COLUMN status character varying(20),
    ADD COLUMN name character varying(100),
    ADD COLUMN remote_ip character varying(45),
    ADD COLUMN keyword_id integer,
    ADD COLUMN used_ip character varying(45),
    ADD COLUMN success boolean,
    ADD COLUMN work_date date,
    ADD COLUMN target_count integer,
    ADD COLUMN allocated_count integer,
    ADD COLUMN completed_count integer,
    ADD COLUMN failed_count integer,
    ADD COLUMN avg_response_time_ms integer,
    ADD COLUMN first_allocation_at timestamp without time zone,
    ADD COLUMN last_allocation_at timestamp without time zone,
    ADD COLUMN started_at timestamp without time zone,
    ADD COLUMN completed_at timestamp without time zone,
    ADD COLUMN status_code integer,
    ADD COLUMN is_blocked boolean,
    ADD COLUMN page_load_time_ms integer,
    ADD COLUMN applied_settings jsonb,
    ADD COLUMN applied_cart_click boolean,
    ADD COLUMN current_page integer,
    ADD COLUMN block_type character varying(50),
    ADD COLUMN block_details jsonb,
    ADD COLUMN dom_ready_time_ms integer,
    ADD COLUMN first_product_time_ms integer,
    ADD COLUMN total_requests integer,
    ADD COLUMN blocked_requests integer,
    ADD COLUMN result_data jsonb;
-- Validated later, without a lock that anybody feels; then ATTACH PARTITION need not look at the rows.
ALTER TABLE v1_hub.proxy_ip_mapping
    ADD CONSTRAINT proxy_ip_mapping_log_type_check CHECK (log_type = 'proxy_ip_mapping') NOT VALID;

-- The view under the retired name: a plain slice, which PostgreSQL itself reads and writes through.
CREATE VIEW public.v1_hub_proxy_ip_mapping AS
SELECT
    l.id,
    l.proxy_id,
    l.proxy_number,
    l.current_ip,
    l.is_active,
    l.last_toggle,
    l.heartbeat_at,
    l.updated_at
FROM v1_hub.proxy_ip_mapping AS l;
ALTER VIEW public.v1_hub_proxy_ip_mapping ALTER COLUMN id SET DEFAULT nextval('public.v1_hub_proxy_ip_mapping_id_seq'::regclass);
ALTER VIEW public.v1_hub_proxy_ip_mapping ALTER COLUMN is_active SET DEFAULT true;
ALTER VIEW public.v1_hub_proxy_ip_mapping ALTER COLUMN heartbeat_at SET DEFAULT CURRENT_TIMESTAMP;
ALTER VIEW public.v1_hub_proxy_ip_mapping ALTER COLUMN updated_at SET DEFAULT CURRENT_TIMESTAMP;
REVOKE ALL ON public.v1_hub_proxy_ip_mapping FROM PUBLIC, hub_owner;
GRANT DELETE, INSERT, MAINTAIN, REFERENCES, SELECT, TRIGGER, TRUNCATE, UPDATE ON public.v1_hub_proxy_ip_mapping TO hub_owner;
GRANT SELECT ON public.v1_hub_proxy_ip_mapping TO v1_hub_reporter;
GRANT UPDATE (current_ip) ON public.v1_hub_proxy_ip_mapping TO v1_hub_reporter;
GRANT UPDATE (last_toggle) ON public.v1_hub_proxy_ip_mapping TO v1_hub_reporter;
GRANT UPDATE (updated_at) ON public.v1_hub_proxy_ip_mapping TO v1_hub_reporter;
COMMENT ON VIEW public.v1_hub_proxy_ip_mapping IS 'Which address each line of a proxy has now.';
COMMENT ON COLUMN public.v1_hub_proxy_ip_mapping.proxy_number IS 'Line of the proxy, from 1.';
COMMENT ON COLUMN public.v1_hub_proxy_ip_mapping.current_ip IS '현재 외부 IP (IPv4 또는 IPv6)';

-- ------------------------------------------------------------------------------------------------
-- Adopt v1_hub_proxy_heartbeat as a leaf of the unified log (phase 1)
-- ------------------------------------------------------------------------------------------------

-- A sequence that a column owns would move with its table: legacy code calls it by its name.
ALTER SEQUENCE public.v1_hub_proxy_heartbeat_id_seq OWNED BY NONE;
-- The table moves aside: the same table, with all that hangs on it.
ALTER TABLE public.v1_hub_proxy_heartbeat SET SCHEMA v1_hub;
ALTER TABLE v1_hub.v1_hub_proxy_heartbeat RENAME TO proxy_heartbeat;

-- It takes the log's names, and the columns that it lacks: no row is written.
ALTER TABLE v1_hub.proxy_heartbeat RENAME COLUMN created_at TO logged_at;
ALTER TABLE v1_hub.proxy_heartbeat
    ADD COLUMN log_type text NOT NULL DEFAULT 'proxy_heartbeat',
    ADD COLUMN duration_ms integer,
    ADD COLUMN proxy_id integer,
    ADD COLUMN client_ip character varying(45),
    ADD COLUMN instance_number integer,
    ADD COLUMN user_folder_number integer,
    ADD COLUMN allocation_id integer,
    ADD COLUMN work_slot_id integer,
    ADD COLUMN status character varying(20),
    ADD COLUMN proxy_number integer,
    ADD COLUMN current_ip character varying(45),
    ADD COLUMN is_active boolean,
    ADD COLUMN last_toggle timestamp without time zone,
    ADD COLUMN heartbeat_at timestamp without time zone,
    ADD COLUMN keyword_id integer,
    ADD COLUMN used_ip character varying(45),
    ADD COLUMN success boolean,
    ADD COLUMN work_date date,
    ADD COLUMN target_count integer,
    ADD COLUMN allocated_count integer,
    ADD COLUMN completed_count integer,
    ADD COLUMN failed_count integer,
    ADD COLUMN avg_response_time_ms integer,
    ADD COLUMN first_allocation_at timestamp without time zone,
    ADD COLUMN last_allocation_at timestamp without time zone,
    ADD COLUMN started_at timestamp without time zone,
    ADD COLUMN completed_at timestamp without time zone,
    ADD COLUMN status_code integer,
    ADD COLUMN is_blocked boolean,
    ADD COLUMN page_load_time_ms integer,
    ADD COLUMN applied_settings jsonb,
    ADD COLUMN applied_cart_click boolean,
    ADD COLUMN current_page integer,
    ADD COLUMN block_type character varying(50),
    ADD COLUMN block_details jsonb,
    ADD COLUMN dom_ready_time_ms integer,
    ADD COLUMN first_product_time_ms integer,
    ADD COLUMN total_requests integer,
    ADD COLUMN blocked_requests integer,
    ADD COLUMN result_data jsonb;
-- Validated later, without a lock that anybody feels; then ATTACH PARTITION need not look at the rows.
ALTER TABLE v1_hub.proxy_heartbeat
    ADD CONSTRAINT proxy_heartbeat_log_type_check CHECK (log_type = 'proxy_heartbeat') NOT VALID;

-- The view under the retired name: a plain slice, which PostgreSQL itself reads and writes through.
CREATE VIEW public.v1_hub_proxy_heartbeat AS
SELECT
    l.id,
    l.name,
    l.remote_ip,
    l.logged_at AS created_at,
    l.updated_at
FROM v1_hub.proxy_heartbeat AS l;
ALTER VIEW public.v1_hub_proxy_heartbeat ALTER COLUMN id SET DEFAULT nextval('public.v1_hub_proxy_heartbeat_id_seq'::regclass);
ALTER VIEW public.v1_hub_proxy_heartbeat ALTER COLUMN created_at SET DEFAULT CURRENT_TIMESTAMP;
ALTER VIEW public.v1_hub_proxy_heartbeat ALTER COLUMN updated_at SET DEFAULT CURRENT_TIMESTAMP;
REVOKE ALL ON public.v1_hub_proxy_heartbeat FROM PUBLIC, hub_owner;
GRANT DELETE, INSERT, MAINTAIN, REFERENCES, SELECT, TRIGGER, TRUNCATE, UPDATE ON public.v1_hub_proxy_heartbeat TO hub_owner;
GRANT SELECT ON public.v1_hub_proxy_heartbeat TO v1_hub_reporter;
COMMENT ON VIEW public.v1_hub_proxy_heartbeat IS 'The last sign of life of each proxy server.';

-- ------------------------------------------------------------------------------------------------
-- Adopt v1_hub_proxy_usage as a leaf of the unified log (phase 1)
-- ------------------------------------------------------------------------------------------------

-- A sequence that a column owns would move with its table: legacy code calls it by its name.
ALTER SEQUENCE public.v1_hub_proxy_usage_id_seq OWNED BY NONE;
-- The table moves aside: the same table, with all that hangs on it.
ALTER TABLE public.v1_hub_proxy_usage SET SCHEMA v1_hub;
ALTER TABLE v1_hub.v1_hub_proxy_usage RENAME TO proxy_usage;

-- It takes the log's names, and the columns that it lacks: no row is written.
ALTER TABLE v1_hub.proxy_usage RENAME COLUMN response_time_ms TO duration_ms;
ALTER TABLE v1_hub.proxy_usage RENAME COLUMN created_at TO logged_at;
ALTER TABLE v1_hub.proxy_usage
    ADD COLUMN log_type text NOT NULL DEFAULT 'proxy_usage',
    ADD COLUMN updated_at timestamp without time zone,
    ADD COLUMN client_ip character varying(45),
    ADD COLUMN instance_number integer,
    ADD COLUMN user_folder_number integer,
    ADD COLUMN allocation_id integer,
    ADD COLUMN work_slot_id integer,
    ADD COLUMN status character varying(20),
    ADD COLUMN proxy_number integer,
    ADD COLUMN current_ip character varying(45),
    ADD COLUMN is_active boolean,
    ADD COLUMN last_toggle timestamp without time zone,
    ADD COLUMN heartbeat_at timestamp without time zone,
    ADD COLUMN name character varying(100),
    ADD COLUMN remote_ip character varying(45),
    ADD COLUMN work_date date,
    ADD COLUMN target_count integer,
    ADD COLUMN allocated_count integer,
    ADD COLUMN completed_count integer,
    ADD COLUMN failed_count integer,
    ADD COLUMN avg_response_time_ms integer,
    ADD COLUMN first_allocation_at timestamp without time zone,
    ADD COLUMN last_allocation_at timestamp without time zone,
    ADD COLUMN started_at timestamp without time zone,
    ADD COLUMN completed_at timestamp without time zone,
    ADD COLUMN status_code integer,
    ADD COLUMN is_blocked boolean,
    ADD COLUMN page_load_time_ms integer,
    ADD COLUMN applied_settings jsonb,
    ADD COLUMN applied_cart_click boolean,
    ADD COLUMN current_page integer,
    ADD COLUMN block_type character varying(50),
    ADD COLUMN block_details jsonb,
    ADD COLUMN dom_ready_time_ms integer,
    ADD COLUMN first_product_time_ms integer,
    ADD COLUMN total_requests integer,
    ADD COLUMN blocked_requests integer,
    ADD COLUMN result_data jsonb;
-- Validated later, without a lock that anybody feels; then ATTACH PARTITION need not look at the rows.
ALTER TABLE v1_hub.proxy_usage
    ADD CONSTRAINT proxy_usage_log_type_check CHECK (log_type = 'proxy_usage') NOT VALID;

-- The view under the retired name: a plain slice, which PostgreSQL itself reads and writes through.
CREATE VIEW public.v1_hub_proxy_usage AS
SELECT
    l.id,
    l.proxy_id,
    l.keyword_id,
    l.used_ip,
    l.success,
    l.duration_ms AS response_time_ms,
    l.logged_at AS created_at
FROM v1_hub.proxy_usage AS l;
ALTER VIEW public.v1_hub_proxy_usage ALTER COLUMN id SET DEFAULT nextval('public.v1_hub_proxy_usage_id_seq'::regclass);
ALTER VIEW public.v1_hub_proxy_usage ALTER COLUMN success SET DEFAULT true;
ALTER VIEW public.v1_hub_proxy_usage ALTER COLUMN created_at SET DEFAULT CURRENT_TIMESTAMP;
REVOKE ALL ON public.v1_hub_proxy_usage FROM PUBLIC, hub_owner;
GRANT DELETE, INSERT, MAINTAIN, REFERENCES, SELECT, TRIGGER, TRUNCATE, UPDATE ON public.v1_hub_proxy_usage TO hub_owner;
GRANT INSERT, SELECT, UPDATE ON public.v1_hub_proxy_usage TO v1_hub_reporter;
COMMENT ON VIEW public.v1_hub_proxy_usage IS 'One request made through a proxy.';
COMMENT ON COLUMN public.v1_hub_proxy_usage.response_time_ms IS 'Milliseconds; NULL when no answer came.';

-- ------------------------------------------------------------------------------------------------
-- Adopt v1_hub_client_activity_logs as a leaf of the unified log (phase 2)
-- ------------------------------------------------------------------------------------------------

-- A sequence that a column owns would move with its table: legacy code calls it by its name.
ALTER SEQUENCE public.v1_hub_client_activity_logs_id_seq OWNED BY NONE;
-- The table moves aside: the same table, with all that hangs on it.
ALTER TABLE public.v1_hub_client_activity_logs SET SCHEMA v1_hub;
ALTER TABLE v1_hub.v1_hub_client_activity_logs RENAME TO client_activity;

-- It takes the log's names, and the columns that it lacks: no row is written.
ALTER TABLE v1_hub.client_activity RENAME COLUMN execution_time_ms TO duration_ms;
ALTER TABLE v1_hub.client_activity RENAME COLUMN reported_at TO logged_at;
ALTER TABLE v1_hub.client_activity
    ADD COLUMN log_type text NOT NULL DEFAULT 'client_activity',
    ADD COLUMN proxy_id integer,
    ADD COLUMN updated_at timestamp without time zone,
    ADD COLUMN proxy_number integer,
    ADD COLUMN current_ip character varying(45),
    ADD COLUMN is_active boolean,
    ADD COLUMN last_toggle timestamp without time zone,
    ADD COLUMN heartbeat_at timestamp without time zone,
    ADD COLUMN name character varying(100),
    ADD COLUMN remote_ip character varying(45),
    ADD COLUMN keyword_id integer,
    ADD COLUMN used_ip character varying(45),
    ADD COLUMN success boolean,
    ADD COLUMN work_date date,
    ADD COLUMN target_count integer,
    ADD COLUMN allocated_count integer,
    ADD COLUMN completed_count integer,
    ADD COLUMN failed_count integer,
    ADD COLUMN avg_response_time_ms integer,
    ADD COLUMN first_allocation_at timestamp without time zone,
    ADD COLUMN last_allocation_at timestamp without time zone,
    ADD COLUMN started_at timestamp without time zone,
    ADD COLUMN completed_at timestamp without time zone,
    ADD COLUMN status_code integer,
    ADD COLUMN is_blocked boolean,
    ADD COLUMN page_load_time_ms integer,
    ADD COLUMN applied_settings jsonb,
    ADD COLUMN applied_cart_click boolean,
    ADD COLUMN current_page integer,
    ADD COLUMN block_type character varying(50),
    ADD COLUMN block_details jsonb,
    ADD COLUMN dom_ready_time_ms integer,
    ADD COLUMN first_product_time_ms integer,
    ADD COLUMN total_requests integer,
    ADD COLUMN blocked_requests integer,
    ADD COLUMN result_data jsonb;
-- Validated later, without a lock that anybody feels; then ATTACH PARTITION need not look at the rows.
ALTER TABLE v1_hub.client_activity
    ADD CONSTRAINT client_activity_log_type_check CHECK (log_type = 'client_activity') NOT VALID;

-- The view under the retired name: a plain slice, which PostgreSQL itself reads and writes through.
CREATE VIEW public.v1_hub_client_activity_logs AS
SELECT
    l.id,
    l.client_ip,
    l.instance_number,
    l.user_folder_number,
    l.allocation_id,
    l.work_slot_id,
    l.status,
    l.duration_ms AS execution_time_ms,
    l.logged_at AS reported_at
FROM v1_hub.client_activity AS l;
ALTER VIEW public.v1_hub_client_activity_logs ALTER COLUMN id SET DEFAULT nextval('public.v1_hub_client_activity_logs_id_seq'::regclass);
ALTER VIEW public.v1_hub_client_activity_logs ALTER COLUMN reported_at SET DEFAULT CURRENT_TIMESTAMP;
REVOKE ALL ON public.v1_hub_client_activity_logs FROM PUBLIC, hub_owner;
GRANT DELETE, INSERT, MAINTAIN, REFERENCES, SELECT, TRIGGER, TRUNCATE, UPDATE ON public.v1_hub_client_activity_logs TO hub_owner;
GRANT INSERT ON public.v1_hub_client_activity_logs TO v1_hub_reporter;
COMMENT ON VIEW public.v1_hub_client_activity_logs IS 'What clients reported, line by line.';

-- ------------------------------------------------------------------------------------------------
-- Adopt v1_hub_daily_work_tracking as a leaf of the unified log (phase 2)
-- ------------------------------------------------------------------------------------------------

-- A sequence that a column owns would move with its table: legacy code calls it by its name.
ALTER SEQUENCE public.v1_hub_daily_work_tracking_id_seq OWNED BY NONE;
-- The table moves aside: the same table, with all that hangs on it.
ALTER TABLE public.v1_hub_daily_work_tracking SET SCHEMA v1_hub;
ALTER TABLE v1_hub.v1_hub_daily_work_tracking RENAME TO daily_work_tracking;

-- It takes the log's names, and the columns that it lacks: no row is written.
ALTER TABLE v1_hub.daily_work_tracking
    ADD COLUMN log_type text NOT NULL DEFAULT 'daily_work_tracking',
    ADD COLUMN logged_at timestamp without time zone,
    ADD COLUMN duration_ms integer,
    ADD COLUMN proxy_id integer,
    ADD COLUMN updated_at timestamp without time zone,
    ADD COLUMN client_ip character varying(45),
    ADD COLUMN instance_number integer,
    ADD COLUMN user_folder_number integer,
    ADD COLUMN allocation_id integer,
    ADD COLUMN status character varying(20),
    ADD COLUMN proxy_number integer,
    ADD COLUMN current_ip character varying(45),
    ADD COLUMN is_active boolean,
    ADD COLUMN last_toggle timestamp without time zone,
    ADD COLUMN heartbeat_at timestamp without time zone,
    ADD COLUMN name character varying(100),
    ADD COLUMN remote_ip character varying(45),
    ADD COLUMN keyword_id integer,
    ADD COLUMN used_ip character varying(45),
    ADD COLUMN success boolean,
    ADD COLUMN started_at timestamp without time zone,
    ADD COLUMN completed_at timestamp without time zone,
    ADD COLUMN status_code integer,
    ADD COLUMN is_blocked boolean,
    ADD COLUMN page_load_time_ms integer,
    ADD COLUMN applied_settings jsonb,
    ADD COLUMN applied_cart_click boolean,
    ADD COLUMN current_page integer,
    ADD COLUMN block_type character varying(50),
    ADD COLUMN block_details jsonb,
    ADD COLUMN dom_ready_time_ms integer,
    ADD COLUMN first_product_time_ms integer,
    ADD COLUMN total_requests integer,
    ADD COLUMN blocked_requests integer,
    ADD COLUMN result_data jsonb;
-- Validated later, without a lock that anybody feels; then ATTACH PARTITION need not look at the rows.
ALTER TABLE v1_hub.daily_work_tracking
    ADD CONSTRAINT daily_work_tracking_log_type_check CHECK (log_type = 'daily_work_tracking') NOT VALID;

-- The view under the retired name: a plain slice, which PostgreSQL itself reads and writes through.
CREATE VIEW public.v1_hub_daily_work_tracking AS
SELECT
    l.id,
    l.work_slot_id,
    l.work_date,
    l.target_count,
    l.allocated_count,
    l.completed_count,
    l.failed_count,
    l.avg_response_time_ms,
    l.first_allocation_at,
    l.last_allocation_at
FROM v1_hub.daily_work_tracking AS l;
ALTER VIEW public.v1_hub_daily_work_tracking ALTER COLUMN id SET DEFAULT nextval('public.v1_hub_daily_work_tracking_id_seq'::regclass);
ALTER VIEW public.v1_hub_daily_work_tracking ALTER COLUMN allocated_count SET DEFAULT 0;
ALTER VIEW public.v1_hub_daily_work_tracking ALTER COLUMN completed_count SET DEFAULT 0;
ALTER VIEW public.v1_hub_daily_work_tracking ALTER COLUMN failed_count SET DEFAULT 0;
REVOKE ALL ON public.v1_hub_daily_work_tracking FROM PUBLIC, hub_owner;
GRANT DELETE, INSERT, MAINTAIN, REFERENCES, SELECT, TRIGGER, TRUNCATE, UPDATE ON public.v1_hub_daily_work_tracking TO hub_owner;
GRANT SELECT ON public.v1_hub_daily_work_tracking TO v1_hub_reporter;
COMMENT ON VIEW public.v1_hub_daily_work_tracking IS 'Counters of a slot on a day; every client increments the same row.';
COMMENT ON COLUMN public.v1_hub_daily_work_tracking.target_count IS '하루 목표 작업 수';

-- ------------------------------------------------------------------------------------------------
-- Make v1_hub_work_slots_history a slice of the audit log (phase 2)
-- ------------------------------------------------------------------------------------------------

-- A sequence that a column owns would move with its table: legacy code calls it by its name.
ALTER SEQUENCE public.v1_hub_work_slots_history_id_seq OWNED BY NONE;
-- The table moves aside: the same table, with all that hangs on it.
ALTER TABLE public.v1_hub_work_slots_history SET SCHEMA v1_hub;
ALTER TABLE v1_hub.v1_hub_work_slots_history RENAME TO work_slots_history;

-- The original waits beside the log, until its rows are there too. Its foreign keys would take rows
-- out of it with a slot: the log keeps those.
ALTER TABLE v1_hub.work_slots_history DROP CONSTRAINT v1_hub_work_slots_history_work_slot_id_fkey;
-- The hand-written trigger steps down: the generic one goes on with the history.
DROP TRIGGER v1_hub_log_work_slot_change ON public.v1_hub_work_slots;
-- One row of numbers for the audit log and the history view, so that ids never meet.
ALTER SEQUENCE public.v1_hub_work_slots_history_id_seq AS bigint;
ALTER TABLE public.v1_hub_audit_log ALTER COLUMN id SET DEFAULT nextval('public.v1_hub_work_slots_history_id_seq');
-- The history: a slice of the audit log, and of the table what is not copied yet.
CREATE OR REPLACE VIEW public.v1_hub_work_slots_history AS
SELECT
    a.id::integer AS id,
    a.record_id AS work_slot_id,
    nullif(a.changed_at, '0001-01-01 00:00:00') AS changed_at,
    a.changed_by AS changed_by,
    a.action AS operation,
    a.old_data AS old_data,
    a.new_data AS new_data,
    a.change_summary AS change_summary
FROM public.v1_hub_audit_log AS a
WHERE
    a.table_name = 'v1_hub_work_slots'
    AND a.record_id IS NOT NULL
UNION ALL
SELECT
    o.id,
    o.work_slot_id,
    o.changed_at,
    o.changed_by,
    o.operation,
    o.old_data,
    o.new_data,
    o.change_summary
FROM v1_hub.work_slots_history AS o
WHERE
    o.id > (
        SELECT coalesce(r.copied_to, -9223372036854775808)
        FROM v1_hub.retired AS r
        WHERE r.table_name = 'v1_hub_work_slots_history'
    );
ALTER VIEW public.v1_hub_work_slots_history ALTER COLUMN id SET DEFAULT nextval('public.v1_hub_work_slots_history_id_seq'::regclass);
ALTER VIEW public.v1_hub_work_slots_history ALTER COLUMN changed_at SET DEFAULT CURRENT_TIMESTAMP;
COMMENT ON VIEW public.v1_hub_work_slots_history IS 'Changes of work slots, written by a trigger.';
COMMENT ON COLUMN public.v1_hub_work_slots_history.change_summary IS 'One line: created, deleted, or "column: old → new" of each changed column.';
CREATE FUNCTION v1_hub.write_work_slots_history()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER -- whoever may write through the view holds no right on the audit log
SET search_path = pg_catalog, pg_temp
AS $v1_hub$
BEGIN
    IF NEW.id IS NOT DISTINCT FROM NULL THEN
        RAISE not_null_violation USING
            MESSAGE = 'null value in column "id" of relation "v1_hub_work_slots_history" violates not-null constraint',
            SCHEMA = tg_table_schema, TABLE = tg_table_name, COLUMN = 'id';
    END IF;
    IF NEW.work_slot_id IS NOT DISTINCT FROM NULL THEN
        RAISE not_null_violation USING
            MESSAGE = 'null value in column "work_slot_id" of relation "v1_hub_work_slots_history" violates not-null constraint',
            SCHEMA = tg_table_schema, TABLE = tg_table_name, COLUMN = 'work_slot_id';
    END IF;
    IF NEW.operation IS NOT DISTINCT FROM NULL THEN
        RAISE not_null_violation USING
            MESSAGE = 'null value in column "operation" of relation "v1_hub_work_slots_history" violates not-null constraint',
            SCHEMA = tg_table_schema, TABLE = tg_table_name, COLUMN = 'operation';
    END IF;
    IF EXISTS (SELECT 1 FROM public.v1_hub_work_slots_history AS h WHERE h.id = NEW.id) THEN
        RAISE unique_violation USING
            MESSAGE = 'duplicate key value violates unique constraint "v1_hub_work_slots_history_pkey"',
            DETAIL = format('Key (id)=(%s) already exists.', NEW.id),
            SCHEMA = tg_table_schema, TABLE = tg_table_name, CONSTRAINT = 'v1_hub_work_slots_history_pkey';
    END IF;
    IF NEW.work_slot_id IS DISTINCT FROM NULL THEN
        PERFORM 1 FROM public.v1_hub_work_slots AS r WHERE r.id = NEW.work_slot_id FOR KEY SHARE;
        IF NOT found THEN
            RAISE foreign_key_violation USING
                MESSAGE = 'insert or update on table "v1_hub_work_slots_history" violates foreign key constraint "v1_hub_work_slots_history_work_slot_id_fkey"',
                DETAIL = concat('Key (work_slot_id)=(', NEW.work_slot_id, ') is not present in table "v1_hub_work_slots".'),
                SCHEMA = tg_table_schema, TABLE = tg_table_name, CONSTRAINT = 'v1_hub_work_slots_history_work_slot_id_fkey';
        END IF;
    END IF;
    INSERT INTO public.v1_hub_audit_log (
        id,
        record_id,
        changed_at,
        changed_by,
        action,
        old_data,
        new_data,
        change_summary,
        schema_name,
        table_name
    ) VALUES (
        NEW.id,
        NEW.work_slot_id,
        coalesce(NEW.changed_at, '0001-01-01 00:00:00'),
        NEW.changed_by,
        NEW.operation,
        NEW.old_data,
        NEW.new_data,
        NEW.change_summary,
        tg_table_schema,
        'v1_hub_work_slots'
    );
    RETURN NEW;
END;
$v1_hub$;
REVOKE ALL ON FUNCTION v1_hub.write_work_slots_history() FROM PUBLIC;
COMMENT ON FUNCTION v1_hub.write_work_slots_history() IS
'INSERT through the history view: the constraints of the table, then an entry of the audit log.';
CREATE TRIGGER write_work_slots_history
INSTEAD OF INSERT ON public.v1_hub_work_slots_history
FOR EACH ROW EXECUTE FUNCTION v1_hub.write_work_slots_history();
CREATE TRIGGER refuse_history_change
INSTEAD OF UPDATE OR DELETE ON public.v1_hub_work_slots_history
FOR EACH ROW EXECUTE FUNCTION v1_hub.refuse_history_change();

-- public.v1_hub_slot_changes reads what the table no longer holds: it stands on the view now.
CREATE OR REPLACE VIEW public.v1_hub_slot_changes AS
 SELECT h.id,
    h.work_slot_id,
    s.keyword,
    h.changed_at,
    h.changed_by,
    h.operation,
    h.change_summary
   FROM (public.v1_hub_work_slots_history h
     JOIN public.v1_hub_work_slots s ON ((h.work_slot_id = s.id)));

-- ------------------------------------------------------------------------------------------------
-- Adopt v1_hub_work_results as a leaf that will be folded (phase 3)
-- ------------------------------------------------------------------------------------------------

-- What cannot be bound anew in place is dropped, and made again at the end of this step.
DROP MATERIALIZED VIEW public.v1_hub_daily_results;

-- A sequence that a column owns would move with its table: legacy code calls it by its name.
ALTER SEQUENCE public.v1_hub_work_results_id_seq OWNED BY NONE;
-- The table moves aside: the same table, with all that hangs on it.
ALTER TABLE public.v1_hub_work_results SET SCHEMA v1_hub;
ALTER TABLE v1_hub.v1_hub_work_results RENAME TO work_result;

-- It takes the log's names, and the columns that it lacks: no row is written.
ALTER TABLE v1_hub.work_result RENAME COLUMN execution_time_ms TO duration_ms;
ALTER TABLE v1_hub.work_result RENAME COLUMN created_at TO logged_at;
ALTER TABLE v1_hub.work_result
    ADD COLUMN log_type text NOT NULL DEFAULT 'work_result',
    ADD COLUMN proxy_id integer,
    ADD COLUMN updated_at timestamp without time zone,
    ADD COLUMN work_slot_id integer,
    ADD COLUMN proxy_number integer,
    ADD COLUMN current_ip character varying(45),
    ADD COLUMN is_active boolean,
    ADD COLUMN last_toggle timestamp without time zone,
    ADD COLUMN heartbeat_at timestamp without time zone,
    ADD COLUMN name character varying(100),
    ADD COLUMN remote_ip character varying(45),
    ADD COLUMN keyword_id integer,
    ADD COLUMN used_ip character varying(45),
    ADD COLUMN success boolean,
    ADD COLUMN work_date date,
    ADD COLUMN target_count integer,
    ADD COLUMN allocated_count integer,
    ADD COLUMN completed_count integer,
    ADD COLUMN failed_count integer,
    ADD COLUMN avg_response_time_ms integer,
    ADD COLUMN first_allocation_at timestamp without time zone,
    ADD COLUMN last_allocation_at timestamp without time zone,
    ADD COLUMN result_data jsonb;
-- Validated later, without a lock that anybody feels; then ATTACH PARTITION need not look at the rows.
ALTER TABLE v1_hub.work_result
    ADD CONSTRAINT work_result_log_type_check CHECK (log_type = 'work_result') NOT VALID;

-- The typed face of the leaf. result_data IS NULL means that a row is not folded yet.
CREATE OR REPLACE VIEW public.v1_hub_work_results AS
SELECT
    l.id,
    l.allocation_id,
    l.started_at,
    l.completed_at,
    l.duration_ms AS execution_time_ms,
    l.client_ip,
    l.instance_number,
    l.user_folder_number,
    CASE
        WHEN l.result_data IS NULL THEN l.applied_cart_click
        ELSE (l.result_data ->> 'applied_cart_click')::boolean
    END AS applied_cart_click,
    l.status,
    l.status_code,
    CASE
        WHEN l.result_data IS NULL THEN l.current_page
        ELSE (l.result_data ->> 'current_page')::integer
    END AS current_page,
    l.is_blocked,
    CASE
        WHEN l.result_data IS NULL THEN l.block_type
        ELSE (l.result_data ->> 'block_type')::character varying(50)
    END AS block_type,
    CASE
        WHEN l.result_data IS NULL THEN l.block_details
        ELSE l.result_data -> 'block_details'
    END AS block_details,
    l.page_load_time_ms,
    CASE
        WHEN l.result_data IS NULL THEN l.dom_ready_time_ms
        ELSE (l.result_data ->> 'dom_ready_time_ms')::integer
    END AS dom_ready_time_ms,
    CASE
        WHEN l.result_data IS NULL THEN l.first_product_time_ms
        ELSE (l.result_data ->> 'first_product_time_ms')::integer
    END AS first_product_time_ms,
    CASE
        WHEN l.result_data IS NULL THEN l.total_requests
        ELSE (l.result_data ->> 'total_requests')::integer
    END AS total_requests,
    CASE
        WHEN l.result_data IS NULL THEN l.blocked_requests
        ELSE (l.result_data ->> 'blocked_requests')::integer
    END AS blocked_requests,
    l.logged_at AS created_at,
    l.applied_settings
FROM v1_hub.work_result AS l;
ALTER VIEW public.v1_hub_work_results ALTER COLUMN id SET DEFAULT nextval('public.v1_hub_work_results_id_seq'::regclass);
ALTER VIEW public.v1_hub_work_results ALTER COLUMN is_blocked SET DEFAULT false;
ALTER VIEW public.v1_hub_work_results ALTER COLUMN created_at SET DEFAULT CURRENT_TIMESTAMP;
ALTER VIEW public.v1_hub_work_results ALTER COLUMN applied_settings SET DEFAULT '{}'::jsonb;
REVOKE ALL ON public.v1_hub_work_results FROM PUBLIC, hub_owner;
GRANT DELETE, INSERT, MAINTAIN, REFERENCES, SELECT, TRIGGER, TRUNCATE, UPDATE ON public.v1_hub_work_results TO hub_owner;
GRANT SELECT ON public.v1_hub_work_results TO v1_hub_reporter;
COMMENT ON VIEW public.v1_hub_work_results IS 'How one piece of work went.';
COMMENT ON COLUMN public.v1_hub_work_results.block_details IS 'What the blocked page looked like; the JSON null means: looked at, nothing found.';
COMMENT ON COLUMN public.v1_hub_work_results.applied_settings IS '작업에 적용된 설정';
CREATE OR REPLACE FUNCTION v1_hub.write_work_result()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER -- whoever may write through the view holds no right on the leaf
SET search_path = pg_catalog, pg_temp
AS $v1_hub$
DECLARE
    v_now text;
BEGIN
    IF tg_op = 'INSERT' THEN
        INSERT INTO v1_hub.work_result (
            id,
            allocation_id,
            started_at,
            completed_at,
            duration_ms,
            client_ip,
            instance_number,
            user_folder_number,
            status,
            status_code,
            is_blocked,
            page_load_time_ms,
            logged_at,
            applied_settings,
            result_data
        ) VALUES (
            NEW.id,
            NEW.allocation_id,
            NEW.started_at,
            NEW.completed_at,
            NEW.execution_time_ms,
            NEW.client_ip,
            NEW.instance_number,
            NEW.user_folder_number,
            NEW.status,
            NEW.status_code,
            NEW.is_blocked,
            NEW.page_load_time_ms,
            NEW.created_at,
            NEW.applied_settings,
            jsonb_strip_nulls(jsonb_build_object(
                'applied_cart_click', NEW.applied_cart_click,
                'current_page', NEW.current_page,
                'block_type', NEW.block_type,
                'dom_ready_time_ms', NEW.dom_ready_time_ms,
                'first_product_time_ms', NEW.first_product_time_ms,
                'total_requests', NEW.total_requests,
                'blocked_requests', NEW.blocked_requests
            ))
            || CASE
                WHEN NEW.block_details IS NULL THEN '{}'
                ELSE jsonb_build_object('block_details', NEW.block_details)
            END
        );
        RETURN NEW;
    END IF;

    -- The row, locked, as the view shows it now: is it still what the statement has seen?
    PERFORM 1 FROM v1_hub.work_result AS l WHERE l.id = OLD.id FOR UPDATE;
    SELECT v::text INTO v_now FROM public.v1_hub_work_results AS v WHERE v.id = OLD.id;
    IF v_now = OLD::text AND tg_op = 'DELETE' THEN
        DELETE FROM v1_hub.work_result AS l WHERE l.id = OLD.id;
        RETURN OLD;
    ELSIF v_now = OLD::text THEN
        UPDATE v1_hub.work_result AS l
        SET
            id = NEW.id,
            allocation_id = NEW.allocation_id,
            started_at = NEW.started_at,
            completed_at = NEW.completed_at,
            duration_ms = NEW.execution_time_ms,
            client_ip = NEW.client_ip,
            instance_number = NEW.instance_number,
            user_folder_number = NEW.user_folder_number,
            status = NEW.status,
            status_code = NEW.status_code,
            is_blocked = NEW.is_blocked,
            page_load_time_ms = NEW.page_load_time_ms,
            logged_at = NEW.created_at,
            applied_settings = NEW.applied_settings,
            applied_cart_click = NULL,
            current_page = NULL,
            block_type = NULL,
            block_details = NULL,
            dom_ready_time_ms = NULL,
            first_product_time_ms = NULL,
            total_requests = NULL,
            blocked_requests = NULL,
            result_data = (coalesce(l.result_data, '{}') - '{applied_cart_click,current_page,block_type,block_details,dom_ready_time_ms,first_product_time_ms,total_requests,blocked_requests}'::text [])
            || jsonb_strip_nulls(jsonb_build_object(
                'applied_cart_click', NEW.applied_cart_click,
                'current_page', NEW.current_page,
                'block_type', NEW.block_type,
                'dom_ready_time_ms', NEW.dom_ready_time_ms,
                'first_product_time_ms', NEW.first_product_time_ms,
                'total_requests', NEW.total_requests,
                'blocked_requests', NEW.blocked_requests
            ))
            || CASE
                WHEN NEW.block_details IS NULL THEN '{}'
                ELSE jsonb_build_object('block_details', NEW.block_details)
            END
        WHERE l.id = OLD.id;
        RETURN NEW;
    END IF;

    -- Gone meanwhile, or met twice by one statement, which counts once: nothing to do, as on a table.
    PERFORM 1 FROM v1_hub.work_result AS l WHERE l.id = OLD.id AND l.xmin <> pg_current_xact_id()::xid;
    IF found THEN
        RAISE serialization_failure USING
            MESSAGE = 'could not serialize access due to concurrent update',
            DETAIL = format(
                'A row of %I.%I is not as the statement saw it.', tg_table_schema, tg_table_name
            ),
            HINT = 'Repeat the statement.';
    END IF;
    RETURN NULL;
END;
$v1_hub$;

REVOKE ALL ON FUNCTION v1_hub.write_work_result() FROM PUBLIC;
COMMENT ON FUNCTION v1_hub.write_work_result() IS
'INSTEAD OF trigger of the view: typed columns as they come, the others as keys of result_data; keys '
'that are no legacy column stay. UPDATE and DELETE go through where the row is as the statement saw '
'it. Raises 40001 where another transaction has changed it since.';

CREATE TRIGGER write_work_result
INSTEAD OF INSERT OR UPDATE OR DELETE ON public.v1_hub_work_results
FOR EACH ROW EXECUTE FUNCTION v1_hub.write_work_result();

-- What new code writes into result_data must break neither legacy reads nor the way back: an object,
-- whose legacy keys have the JSON type of their column. Other keys are welcome.
ALTER TABLE v1_hub.work_result
    ADD CONSTRAINT work_result_result_data_check
    CHECK (jsonb_typeof(result_data) = 'object') NOT VALID,
    ADD CONSTRAINT work_result_result_data_applied_cart_click
    CHECK (
        coalesce(jsonb_typeof(result_data -> 'applied_cart_click'), 'boolean') = 'boolean'
    ) NOT VALID,
    ADD CONSTRAINT work_result_result_data_current_page
    CHECK (
        CASE coalesce(jsonb_typeof(result_data -> 'current_page'), 'absent')
            WHEN 'absent' THEN TRUE
            WHEN 'number' THEN scale((result_data ->> 'current_page')::numeric) = 0
            AND (result_data ->> 'current_page')::numeric BETWEEN -2147483648 AND 2147483647
            ELSE FALSE
        END
    ) NOT VALID,
    ADD CONSTRAINT work_result_result_data_block_type
    CHECK (
        coalesce(jsonb_typeof(result_data -> 'block_type'), 'string') = 'string'
        AND (char_length(result_data ->> 'block_type') <= 50) IS NOT FALSE
    ) NOT VALID,
    ADD CONSTRAINT work_result_result_data_dom_ready_time_ms
    CHECK (
        CASE coalesce(jsonb_typeof(result_data -> 'dom_ready_time_ms'), 'absent')
            WHEN 'absent' THEN TRUE
            WHEN 'number' THEN scale((result_data ->> 'dom_ready_time_ms')::numeric) = 0
            AND (result_data ->> 'dom_ready_time_ms')::numeric BETWEEN -2147483648 AND 2147483647
            ELSE FALSE
        END
    ) NOT VALID,
    ADD CONSTRAINT work_result_result_data_first_product_time_ms
    CHECK (
        CASE coalesce(jsonb_typeof(result_data -> 'first_product_time_ms'), 'absent')
            WHEN 'absent' THEN TRUE
            WHEN 'number' THEN scale((result_data ->> 'first_product_time_ms')::numeric) = 0
            AND (result_data ->> 'first_product_time_ms')::numeric BETWEEN -2147483648 AND 2147483647
            ELSE FALSE
        END
    ) NOT VALID,
    ADD CONSTRAINT work_result_result_data_total_requests
    CHECK (
        CASE coalesce(jsonb_typeof(result_data -> 'total_requests'), 'absent')
            WHEN 'absent' THEN TRUE
            WHEN 'number' THEN scale((result_data ->> 'total_requests')::numeric) = 0
            AND (result_data ->> 'total_requests')::numeric BETWEEN -2147483648 AND 2147483647
            ELSE FALSE
        END
    ) NOT VALID,
    ADD CONSTRAINT work_result_result_data_blocked_requests
    CHECK (
        CASE coalesce(jsonb_typeof(result_data -> 'blocked_requests'), 'absent')
            WHEN 'absent' THEN TRUE
            WHEN 'number' THEN scale((result_data ->> 'blocked_requests')::numeric) = 0
            AND (result_data ->> 'blocked_requests')::numeric BETWEEN -2147483648 AND 2147483647
            ELSE FALSE
        END
    ) NOT VALID;

-- public.v1_hub_blocked_results reads what the table no longer holds: it stands on the view now.
CREATE OR REPLACE VIEW public.v1_hub_blocked_results AS
 SELECT r.id,
    r.allocation_id,
    a.work_slot_id,
    a.assigned_proxy_ip,
    r.block_type,
    (r.block_details ->> 'message'::text) AS block_message,
    r.execution_time_ms,
    r.created_at
   FROM (public.v1_hub_work_results r
     JOIN public.v1_hub_work_allocations a ON ((r.allocation_id = a.id)))
  WHERE r.is_blocked;
-- public.v1_hub_daily_results cannot be replaced, so it is made again as it was.
CREATE MATERIALIZED VIEW public.v1_hub_daily_results AS
 SELECT (created_at)::date AS result_date,
    status,
    count(*) AS results,
    (avg(execution_time_ms))::integer AS avg_execution_time_ms,
    sum(blocked_requests) AS blocked_requests
   FROM public.v1_hub_work_results r
  GROUP BY ((created_at)::date), status;
REVOKE ALL ON public.v1_hub_daily_results FROM PUBLIC, hub_owner;
GRANT DELETE, INSERT, MAINTAIN, REFERENCES, SELECT, TRIGGER, TRUNCATE, UPDATE ON public.v1_hub_daily_results TO hub_owner;
GRANT SELECT ON public.v1_hub_daily_results TO v1_hub_reporter;
COMMENT ON MATERIALIZED VIEW public.v1_hub_daily_results IS 'Results a day and status; refreshed by night.';
CREATE UNIQUE INDEX v1_hub_daily_results_result_date_status_idx ON public.v1_hub_daily_results USING btree (result_date, status);

-- ------------------------------------------------------------------------------------------------
-- Switch the audit log on (phase 2)
-- ------------------------------------------------------------------------------------------------

-- From here on every change of these tables is in the audit log.
SELECT v1_hub.audit_enable('public.v1_hub_work_slots');
SELECT v1_hub.audit_enable('public.v1_hub_work_allocations');
SELECT v1_hub.audit_enable('public.v1_hub_proxies');
SELECT v1_hub.audit_enable('public.v1_hub_clients');
SELECT v1_hub.audit_enable('public.v1_hub_external_sites');
SELECT v1_hub.audit_enable('public.v1_hub_external_triggers');
SELECT v1_hub.audit_enable('v1_hub.daily_work_tracking');
SELECT v1_hub.audit_enable('v1_hub.proxy_ip_mapping');

-- ------------------------------------------------------------------------------------------------
-- Write down what was done
-- ------------------------------------------------------------------------------------------------

-- What install, status and rollback go by from now on.
INSERT INTO v1_hub.hub (schema_name, version) VALUES ('public', '0.2.0');
INSERT INTO v1_hub.log_column (
    table_name, legacy_name, log_name, place, type_name, not_null, folded
) VALUES
(
    'v1_hub_proxy_ip_mapping', 'id', 'id',
    1, 'integer', true, false
),
(
    'v1_hub_proxy_ip_mapping', 'proxy_id', 'proxy_id',
    2, 'integer', false, false
),
(
    'v1_hub_proxy_ip_mapping', 'proxy_number', 'proxy_number',
    3, 'integer', true, false
),
(
    'v1_hub_proxy_ip_mapping', 'current_ip', 'current_ip',
    4, 'character varying(45)', false, false
),
(
    'v1_hub_proxy_ip_mapping', 'is_active', 'is_active',
    5, 'boolean', false, false
),
(
    'v1_hub_proxy_ip_mapping', 'last_toggle', 'last_toggle',
    6, 'timestamp without time zone', false, false
),
(
    'v1_hub_proxy_ip_mapping', 'heartbeat_at', 'heartbeat_at',
    7, 'timestamp without time zone', false, false
),
(
    'v1_hub_proxy_ip_mapping', 'updated_at', 'updated_at',
    8, 'timestamp without time zone', false, false
),
(
    'v1_hub_proxy_heartbeat', 'id', 'id',
    1, 'integer', true, false
),
(
    'v1_hub_proxy_heartbeat', 'name', 'name',
    2, 'character varying(100)', true, false
),
(
    'v1_hub_proxy_heartbeat', 'remote_ip', 'remote_ip',
    3, 'character varying(45)', true, false
),
(
    'v1_hub_proxy_heartbeat', 'created_at', 'logged_at',
    4, 'timestamp without time zone', false, false
),
(
    'v1_hub_proxy_heartbeat', 'updated_at', 'updated_at',
    5, 'timestamp without time zone', false, false
),
(
    'v1_hub_proxy_usage', 'id', 'id',
    1, 'integer', true, false
),
(
    'v1_hub_proxy_usage', 'proxy_id', 'proxy_id',
    2, 'integer', false, false
),
(
    'v1_hub_proxy_usage', 'keyword_id', 'keyword_id',
    3, 'integer', false, false
),
(
    'v1_hub_proxy_usage', 'used_ip', 'used_ip',
    4, 'character varying(45)', false, false
),
(
    'v1_hub_proxy_usage', 'success', 'success',
    5, 'boolean', false, false
),
(
    'v1_hub_proxy_usage', 'response_time_ms', 'duration_ms',
    6, 'integer', false, false
),
(
    'v1_hub_proxy_usage', 'created_at', 'logged_at',
    7, 'timestamp without time zone', false, false
),
(
    'v1_hub_client_activity_logs', 'id', 'id',
    1, 'integer', true, false
),
(
    'v1_hub_client_activity_logs', 'client_ip', 'client_ip',
    2, 'character varying(45)', true, false
),
(
    'v1_hub_client_activity_logs', 'instance_number', 'instance_number',
    3, 'integer', false, false
),
(
    'v1_hub_client_activity_logs', 'user_folder_number', 'user_folder_number',
    4, 'integer', false, false
),
(
    'v1_hub_client_activity_logs', 'allocation_id', 'allocation_id',
    5, 'integer', false, false
),
(
    'v1_hub_client_activity_logs', 'work_slot_id', 'work_slot_id',
    6, 'integer', false, false
),
(
    'v1_hub_client_activity_logs', 'status', 'status',
    7, 'character varying(20)', false, false
),
(
    'v1_hub_client_activity_logs', 'execution_time_ms', 'duration_ms',
    8, 'integer', false, false
),
(
    'v1_hub_client_activity_logs', 'reported_at', 'logged_at',
    9, 'timestamp without time zone', false, false
),
(
    'v1_hub_daily_work_tracking', 'id', 'id',
    1, 'integer', true, false
),
(
    'v1_hub_daily_work_tracking', 'work_slot_id', 'work_slot_id',
    2, 'integer', true, false
),
(
    'v1_hub_daily_work_tracking', 'work_date', 'work_date',
    3, 'date', true, false
),
(
    'v1_hub_daily_work_tracking', 'target_count', 'target_count',
    4, 'integer', true, false
),
(
    'v1_hub_daily_work_tracking', 'allocated_count', 'allocated_count',
    5, 'integer', false, false
),
(
    'v1_hub_daily_work_tracking', 'completed_count', 'completed_count',
    6, 'integer', false, false
),
(
    'v1_hub_daily_work_tracking', 'failed_count', 'failed_count',
    7, 'integer', false, false
),
(
    'v1_hub_daily_work_tracking', 'avg_response_time_ms', 'avg_response_time_ms',
    8, 'integer', false, false
),
(
    'v1_hub_daily_work_tracking', 'first_allocation_at', 'first_allocation_at',
    9, 'timestamp without time zone', false, false
),
(
    'v1_hub_daily_work_tracking', 'last_allocation_at', 'last_allocation_at',
    10, 'timestamp without time zone', false, false
),
(
    'v1_hub_work_results', 'id', 'id',
    1, 'integer', true, false
),
(
    'v1_hub_work_results', 'allocation_id', 'allocation_id',
    2, 'integer', true, false
),
(
    'v1_hub_work_results', 'started_at', 'started_at',
    3, 'timestamp without time zone', true, false
),
(
    'v1_hub_work_results', 'completed_at', 'completed_at',
    4, 'timestamp without time zone', false, false
),
(
    'v1_hub_work_results', 'execution_time_ms', 'duration_ms',
    5, 'integer', false, false
),
(
    'v1_hub_work_results', 'client_ip', 'client_ip',
    6, 'character varying(45)', false, false
),
(
    'v1_hub_work_results', 'instance_number', 'instance_number',
    7, 'integer', false, false
),
(
    'v1_hub_work_results', 'user_folder_number', 'user_folder_number',
    8, 'integer', false, false
),
(
    'v1_hub_work_results', 'applied_cart_click', 'applied_cart_click',
    9, 'boolean', false, true
),
(
    'v1_hub_work_results', 'status', 'status',
    10, 'character varying(20)', true, false
),
(
    'v1_hub_work_results', 'status_code', 'status_code',
    11, 'integer', false, false
),
(
    'v1_hub_work_results', 'current_page', 'current_page',
    12, 'integer', false, true
),
(
    'v1_hub_work_results', 'is_blocked', 'is_blocked',
    13, 'boolean', false, false
),
(
    'v1_hub_work_results', 'block_type', 'block_type',
    14, 'character varying(50)', false, true
),
(
    'v1_hub_work_results', 'block_details', 'block_details',
    15, 'jsonb', false, true
),
(
    'v1_hub_work_results', 'page_load_time_ms', 'page_load_time_ms',
    16, 'integer', false, false
),
(
    'v1_hub_work_results', 'dom_ready_time_ms', 'dom_ready_time_ms',
    17, 'integer', false, true
),
(
    'v1_hub_work_results', 'first_product_time_ms', 'first_product_time_ms',
    18, 'integer', false, true
),
(
    'v1_hub_work_results', 'total_requests', 'total_requests',
    19, 'integer', false, true
),
(
    'v1_hub_work_results', 'blocked_requests', 'blocked_requests',
    20, 'integer', false, true
),
(
    'v1_hub_work_results', 'created_at', 'logged_at',
    21, 'timestamp without time zone', false, false
),
(
    'v1_hub_work_results', 'applied_settings', 'applied_settings',
    22, 'jsonb', false, false
);
INSERT INTO v1_hub.retired (
    table_name, place, phase, treatment, reason, leaf, facts
) VALUES (
    'v1_hub_proxy_ip_mapping', 1, 1,
    'leaf', NULL, 'proxy_ip_mapping',
    E'{"owner": "hub_owner", "rights": [["current_ip", "v1_hub_reporter", "UPDATE", false], ["last_toggle", "v1_hub_reporter", "UPDATE", false], ["updated_at", "v1_hub_reporter", "UPDATE", false], [null, "hub_owner", "DELETE", false], [null, "hub_owner", "INSERT", false], [null, "hub_owner", "MAINTAIN", false], [null, "hub_owner", "REFERENCES", false], [null, "hub_owner", "SELECT", false], [null, "hub_owner", "TRIGGER", false], [null, "hub_owner", "TRUNCATE", false], [null, "hub_owner", "UPDATE", false], [null, "v1_hub_reporter", "SELECT", false]], "columns": [["id", "integer", true, null], ["proxy_id", "integer", false, null], ["proxy_number", "integer", false, "Line of the proxy, from 1."], ["current_ip", "character varying(45)", false, "\\ud604\\uc7ac \\uc678\\ubd80 IP (IPv4 \\ub610\\ub294 IPv6)"], ["is_active", "boolean", true, null], ["last_toggle", "timestamp without time zone", false, null], ["heartbeat_at", "timestamp without time zone", true, null], ["updated_at", "timestamp without time zone", true, null]], "constraints": ["v1_hub_proxy_ip_mapping_pkey", "v1_hub_proxy_ip_mapping_proxy_id_fkey", "v1_hub_proxy_ip_mapping_proxy_id_proxy_number_key"], "indexes": ["v1_hub_proxy_ip_mapping_is_active_idx", "v1_hub_proxy_ip_mapping_pkey", "v1_hub_proxy_ip_mapping_proxy_id_idx", "v1_hub_proxy_ip_mapping_proxy_id_proxy_number_key"], "keys_onto": [], "dependents": ["public.v1_hub_proxy_status"], "primary_key": ["id"], "sequences": [{"schema": "public", "name": "v1_hub_proxy_ip_mapping_id_seq", "column_name": "id", "type": "integer"}]}'
);
INSERT INTO v1_hub.retired (
    table_name, place, phase, treatment, reason, leaf, facts
) VALUES (
    'v1_hub_proxy_heartbeat', 2, 1,
    'leaf', NULL, 'proxy_heartbeat',
    '{"owner": "hub_owner", "rights": [[null, "hub_owner", "DELETE", false], [null, "hub_owner", "INSERT", false], [null, "hub_owner", "MAINTAIN", false], [null, "hub_owner", "REFERENCES", false], [null, "hub_owner", "SELECT", false], [null, "hub_owner", "TRIGGER", false], [null, "hub_owner", "TRUNCATE", false], [null, "hub_owner", "UPDATE", false], [null, "v1_hub_reporter", "SELECT", false]], "columns": [["id", "integer", true, null], ["name", "character varying(100)", false, null], ["remote_ip", "character varying(45)", false, null], ["created_at", "timestamp without time zone", true, null], ["updated_at", "timestamp without time zone", true, null]], "constraints": ["v1_hub_proxy_heartbeat_name_key", "v1_hub_proxy_heartbeat_pkey"], "indexes": ["v1_hub_proxy_heartbeat_name_idx", "v1_hub_proxy_heartbeat_name_key", "v1_hub_proxy_heartbeat_pkey", "v1_hub_proxy_heartbeat_updated_at_idx"], "keys_onto": [], "dependents": ["public.v1_hub_proxy_status"], "primary_key": ["id"], "sequences": [{"schema": "public", "name": "v1_hub_proxy_heartbeat_id_seq", "column_name": "id", "type": "integer"}]}'
);
INSERT INTO v1_hub.retired (
    table_name, place, phase, treatment, reason, leaf, facts
) VALUES (
    'v1_hub_proxy_usage', 3, 1,
    'leaf', NULL, 'proxy_usage',
    '{"owner": "hub_owner", "rights": [[null, "hub_owner", "DELETE", false], [null, "hub_owner", "INSERT", false], [null, "hub_owner", "MAINTAIN", false], [null, "hub_owner", "REFERENCES", false], [null, "hub_owner", "SELECT", false], [null, "hub_owner", "TRIGGER", false], [null, "hub_owner", "TRUNCATE", false], [null, "hub_owner", "UPDATE", false], [null, "v1_hub_reporter", "INSERT", false], [null, "v1_hub_reporter", "SELECT", false], [null, "v1_hub_reporter", "UPDATE", false]], "columns": [["id", "integer", true, null], ["proxy_id", "integer", false, null], ["keyword_id", "integer", false, null], ["used_ip", "character varying(45)", false, null], ["success", "boolean", true, null], ["response_time_ms", "integer", false, "Milliseconds; NULL when no answer came."], ["created_at", "timestamp without time zone", true, null]], "constraints": ["v1_hub_proxy_usage_keyword_id_fkey", "v1_hub_proxy_usage_pkey", "v1_hub_proxy_usage_proxy_id_fkey"], "indexes": ["v1_hub_proxy_usage_created_at_idx", "v1_hub_proxy_usage_keyword_id_idx", "v1_hub_proxy_usage_pkey"], "keys_onto": [], "dependents": ["public.v1_hub_failed_usage"], "primary_key": ["id"], "sequences": [{"schema": "public", "name": "v1_hub_proxy_usage_id_seq", "column_name": "id", "type": "integer"}]}'
);
INSERT INTO v1_hub.retired (
    table_name, place, phase, treatment, reason, leaf, facts
) VALUES (
    'v1_hub_client_activity_logs', 4, 2,
    'leaf', NULL, 'client_activity',
    '{"owner": "hub_owner", "rights": [[null, "hub_owner", "DELETE", false], [null, "hub_owner", "INSERT", false], [null, "hub_owner", "MAINTAIN", false], [null, "hub_owner", "REFERENCES", false], [null, "hub_owner", "SELECT", false], [null, "hub_owner", "TRIGGER", false], [null, "hub_owner", "TRUNCATE", false], [null, "hub_owner", "UPDATE", false], [null, "v1_hub_reporter", "INSERT", false]], "columns": [["id", "integer", true, null], ["client_ip", "character varying(45)", false, null], ["instance_number", "integer", false, null], ["user_folder_number", "integer", false, null], ["allocation_id", "integer", false, null], ["work_slot_id", "integer", false, null], ["status", "character varying(20)", false, null], ["execution_time_ms", "integer", false, null], ["reported_at", "timestamp without time zone", true, null]], "constraints": ["v1_hub_client_activity_logs_allocation_id_fkey", "v1_hub_client_activity_logs_pkey", "v1_hub_client_activity_logs_work_slot_id_fkey"], "indexes": ["v1_hub_client_activity_logs_client_ip_instance_number_user__idx", "v1_hub_client_activity_logs_client_ip_reported_at_idx", "v1_hub_client_activity_logs_pkey"], "keys_onto": [], "dependents": ["public.v1_hub_client_today"], "primary_key": ["id"], "sequences": [{"schema": "public", "name": "v1_hub_client_activity_logs_id_seq", "column_name": "id", "type": "integer"}]}'
);
INSERT INTO v1_hub.retired (
    table_name, place, phase, treatment, reason, leaf, facts
) VALUES (
    'v1_hub_daily_work_tracking', 5, 2,
    'leaf', NULL, 'daily_work_tracking',
    E'{"owner": "hub_owner", "rights": [[null, "hub_owner", "DELETE", false], [null, "hub_owner", "INSERT", false], [null, "hub_owner", "MAINTAIN", false], [null, "hub_owner", "REFERENCES", false], [null, "hub_owner", "SELECT", false], [null, "hub_owner", "TRIGGER", false], [null, "hub_owner", "TRUNCATE", false], [null, "hub_owner", "UPDATE", false], [null, "v1_hub_reporter", "SELECT", false]], "columns": [["id", "integer", true, null], ["work_slot_id", "integer", false, null], ["work_date", "date", false, null], ["target_count", "integer", false, "\\ud558\\ub8e8 \\ubaa9\\ud45c \\uc791\\uc5c5 \\uc218"], ["allocated_count", "integer", true, null], ["completed_count", "integer", true, null], ["failed_count", "integer", true, null], ["avg_response_time_ms", "integer", false, null], ["first_allocation_at", "timestamp without time zone", false, null], ["last_allocation_at", "timestamp without time zone", false, null]], "constraints": ["uk_daily_tracking", "v1_hub_daily_work_tracking_pkey", "v1_hub_daily_work_tracking_work_slot_id_fkey"], "indexes": ["uk_daily_tracking", "v1_hub_daily_work_tracking_pkey", "v1_hub_daily_work_tracking_work_date_idx", "v1_hub_daily_work_tracking_work_slot_id_work_date_idx"], "keys_onto": [], "dependents": ["public.v1_hub_work_dashboard"], "primary_key": ["id"], "sequences": [{"schema": "public", "name": "v1_hub_daily_work_tracking_id_seq", "column_name": "id", "type": "integer"}]}'
);
INSERT INTO v1_hub.retired (
    table_name, place, phase, treatment, reason, leaf, facts
) VALUES (
    'v1_hub_work_slots_history', 6, 2,
    'history', NULL, 'work_slots_history',
    E'{"owner": "hub_owner", "rights": [[null, "hub_owner", "DELETE", false], [null, "hub_owner", "INSERT", false], [null, "hub_owner", "MAINTAIN", false], [null, "hub_owner", "REFERENCES", false], [null, "hub_owner", "SELECT", false], [null, "hub_owner", "TRIGGER", false], [null, "hub_owner", "TRUNCATE", false], [null, "hub_owner", "UPDATE", false]], "columns": [["id", "integer", true, null], ["work_slot_id", "integer", false, null], ["changed_at", "timestamp without time zone", true, null], ["changed_by", "character varying(100)", false, null], ["operation", "character varying(20)", false, null], ["old_data", "jsonb", false, null], ["new_data", "jsonb", false, null], ["change_summary", "text", false, "One line: created, deleted, or \\"column: old \\u2192 new\\" of each changed column."]], "constraints": ["v1_hub_work_slots_history_pkey", "v1_hub_work_slots_history_work_slot_id_fkey"], "indexes": ["v1_hub_work_slots_history_changed_at_idx", "v1_hub_work_slots_history_pkey", "v1_hub_work_slots_history_work_slot_id_idx"], "keys_onto": [], "dependents": ["public.v1_hub_slot_changes"], "primary_key": ["id"], "sequences": [{"schema": "public", "name": "v1_hub_work_slots_history_id_seq", "column_name": "id", "type": "integer"}], "foreign_keys": [{"name": "v1_hub_work_slots_history_work_slot_id_fkey", "definition": "FOREIGN KEY (work_slot_id) REFERENCES public.v1_hub_work_slots(id) ON DELETE CASCADE", "target": "public.v1_hub_work_slots", "pairs": [["work_slot_id", "id"]]}], "triggers": [{"name": "v1_hub_log_work_slot_change", "definition": "CREATE TRIGGER v1_hub_log_work_slot_change AFTER INSERT OR DELETE OR UPDATE ON public.v1_hub_work_slots FOR EACH ROW EXECUTE FUNCTION public.v1_hub_log_work_slot_change()", "state": "O"}]}'
);
INSERT INTO v1_hub.retired (
    table_name, place, phase, treatment, reason, leaf, facts
) VALUES (
    'v1_hub_work_results', 7, 3,
    'fold', NULL, 'work_result',
    E'{"owner": "hub_owner", "rights": [[null, "hub_owner", "DELETE", false], [null, "hub_owner", "INSERT", false], [null, "hub_owner", "MAINTAIN", false], [null, "hub_owner", "REFERENCES", false], [null, "hub_owner", "SELECT", false], [null, "hub_owner", "TRIGGER", false], [null, "hub_owner", "TRUNCATE", false], [null, "hub_owner", "UPDATE", false], [null, "v1_hub_reporter", "SELECT", false]], "columns": [["id", "integer", true, null], ["allocation_id", "integer", false, null], ["started_at", "timestamp without time zone", false, null], ["completed_at", "timestamp without time zone", false, null], ["execution_time_ms", "integer", false, null], ["client_ip", "character varying(45)", false, null], ["instance_number", "integer", false, null], ["user_folder_number", "integer", false, null], ["applied_cart_click", "boolean", false, null], ["status", "character varying(20)", false, null], ["status_code", "integer", false, null], ["current_page", "integer", false, null], ["is_blocked", "boolean", true, null], ["block_type", "character varying(50)", false, null], ["block_details", "jsonb", false, "What the blocked page looked like; the JSON null means: looked at, nothing found."], ["page_load_time_ms", "integer", false, null], ["dom_ready_time_ms", "integer", false, null], ["first_product_time_ms", "integer", false, null], ["total_requests", "integer", false, null], ["blocked_requests", "integer", false, null], ["created_at", "timestamp without time zone", true, null], ["applied_settings", "jsonb", true, "\\uc791\\uc5c5\\uc5d0 \\uc801\\uc6a9\\ub41c \\uc124\\uc815"]], "constraints": ["v1_hub_work_results_allocation_id_fkey", "v1_hub_work_results_pkey", "v1_hub_work_results_status_check"], "indexes": ["v1_hub_work_results_allocation_id_idx", "v1_hub_work_results_applied_settings_idx", "v1_hub_work_results_expr_idx", "v1_hub_work_results_is_blocked_idx", "v1_hub_work_results_pkey", "v1_hub_work_results_status_created_at_idx"], "keys_onto": ["public.v1_hub_product_results.v1_hub_product_results_result_id_fkey"], "dependents": ["public.v1_hub_blocked_results", "public.v1_hub_daily_results"], "primary_key": ["id"], "sequences": [{"schema": "public", "name": "v1_hub_work_results_id_seq", "column_name": "id", "type": "integer"}]}'
);

-- ------------------------------------------------------------------------------------------------
-- Close what lies under the views
-- ------------------------------------------------------------------------------------------------

-- Nobody but the owner reads what lies under the views, unless granted to afterwards: what default
-- privileges have just given away on new relations is taken back.
DO $$
DECLARE
    v_right record;
BEGIN
    FOR v_right IN
        SELECT DISTINCT
            c.oid::regclass AS name,
            CASE WHEN e.grantee = 0 THEN 'PUBLIC' ELSE e.grantee::regrole::text END AS grantee
        FROM pg_class AS c
        INNER JOIN pg_namespace AS n ON n.oid = c.relnamespace
        CROSS JOIN aclexplode(c.relacl) AS e
        WHERE
            e.grantee <> c.relowner
            AND c.relkind IN ('r', 'p', 'v', 'S')
            AND (
                (
                    n.nspname = 'public'
                    AND c.relname IN (
                        'v1_hub_activity_logs', 'v1_hub_activity_logs_id_seq',
                        'v1_hub_audit_log', 'v1_hub_audit_log_id_seq'
                    )
                )
                -- A table that has moved here keeps the rights it came with.
                OR (
                    n.nspname = 'v1_hub'
                    AND c.relkind <> 'S'
                    AND c.relname NOT IN (SELECT r.leaf FROM v1_hub.retired AS r)
                )
            )
    LOOP
        EXECUTE format('REVOKE ALL ON %s FROM %s', v_right.name, v_right.grantee);
    END LOOP;
END;
$$;

COMMIT;

-- ------------------------------------------------------------------------------------------------
-- Finish: small transactions, while everybody works; here each at once
-- ------------------------------------------------------------------------------------------------

-- v1_hub.proxy_ip_mapping becomes a partition of the log; the validated check saves the scan.

ALTER TABLE v1_hub.proxy_ip_mapping VALIDATE CONSTRAINT proxy_ip_mapping_log_type_check;
ALTER TABLE public.v1_hub_activity_logs
    ATTACH PARTITION v1_hub.proxy_ip_mapping FOR VALUES IN ('proxy_ip_mapping');

-- v1_hub.proxy_heartbeat becomes a partition of the log; the validated check saves the scan.

ALTER TABLE v1_hub.proxy_heartbeat VALIDATE CONSTRAINT proxy_heartbeat_log_type_check;
ALTER TABLE public.v1_hub_activity_logs
    ATTACH PARTITION v1_hub.proxy_heartbeat FOR VALUES IN ('proxy_heartbeat');

-- v1_hub.proxy_usage becomes a partition of the log; the validated check saves the scan.

ALTER TABLE v1_hub.proxy_usage VALIDATE CONSTRAINT proxy_usage_log_type_check;
ALTER TABLE public.v1_hub_activity_logs
    ATTACH PARTITION v1_hub.proxy_usage FOR VALUES IN ('proxy_usage');

-- v1_hub.client_activity becomes a partition of the log; the validated check saves the scan.

ALTER TABLE v1_hub.client_activity VALIDATE CONSTRAINT client_activity_log_type_check;
ALTER TABLE public.v1_hub_activity_logs
    ATTACH PARTITION v1_hub.client_activity FOR VALUES IN ('client_activity');

-- v1_hub.daily_work_tracking becomes a partition of the log; the validated check saves the scan.

ALTER TABLE v1_hub.daily_work_tracking VALIDATE CONSTRAINT daily_work_tracking_log_type_check;
ALTER TABLE public.v1_hub_activity_logs
    ATTACH PARTITION v1_hub.daily_work_tracking FOR VALUES IN ('daily_work_tracking');

-- A batch of history: entries of the audit log, under their own ids.
WITH chosen AS (
    SELECT o.id
    FROM v1_hub.work_slots_history AS o
    WHERE
        o.id > (
            SELECT coalesce(r.copied_to, -9223372036854775808)
            FROM v1_hub.retired AS r
            WHERE r.table_name = 'v1_hub_work_slots_history'
        )
    ORDER BY o.id
    LIMIT ALL
),

copied AS (
    INSERT INTO public.v1_hub_audit_log (
        id,
        record_id,
        changed_at,
        changed_by,
        action,
        old_data,
        new_data,
        change_summary,
        schema_name,
        table_name
    )
    SELECT
        o.id,
        o.work_slot_id,
        coalesce(o.changed_at, '0001-01-01 00:00:00'),
        o.changed_by,
        o.operation,
        o.old_data,
        o.new_data,
        o.change_summary,
        'public',
        'v1_hub_work_slots'
    FROM v1_hub.work_slots_history AS o
    INNER JOIN chosen AS c ON c.id = o.id
    ORDER BY o.id
    RETURNING 1
)

UPDATE v1_hub.retired AS r
SET
    copied_to = coalesce((SELECT max(c.id) FROM chosen AS c), r.copied_to),
    rows_done = r.rows_done + (SELECT count(*) FROM copied)
WHERE r.table_name = 'v1_hub_work_slots_history'
RETURNING (SELECT count(*) FROM chosen);

-- The history: a slice of the audit log.
CREATE OR REPLACE VIEW public.v1_hub_work_slots_history AS
SELECT
    a.id::integer AS id,
    a.record_id AS work_slot_id,
    nullif(a.changed_at, '0001-01-01 00:00:00') AS changed_at,
    a.changed_by AS changed_by,
    a.action AS operation,
    a.old_data AS old_data,
    a.new_data AS new_data,
    a.change_summary AS change_summary
FROM public.v1_hub_audit_log AS a
WHERE
    a.table_name = 'v1_hub_work_slots'
    AND a.record_id IS NOT NULL;

-- v1_hub.work_result becomes a partition of the log; the validated check saves the scan.

ALTER TABLE v1_hub.work_result VALIDATE CONSTRAINT work_result_log_type_check;
ALTER TABLE public.v1_hub_activity_logs
    ATTACH PARTITION v1_hub.work_result FOR VALUES IN ('work_result');

-- A batch of rows: what is NULL, or a column, becomes a key. Each row is read as the view reads it
-- before and after, and both must be the same.
WITH chosen AS (
    SELECT
        l.ctid AS place,
        ROW(
            l.id,
            l.allocation_id,
            l.started_at,
            l.completed_at,
            l.duration_ms,
            l.client_ip,
            l.instance_number,
            l.user_folder_number,
            CASE
                WHEN l.result_data IS NULL THEN l.applied_cart_click
                ELSE (l.result_data ->> 'applied_cart_click')::boolean
            END,
            l.status,
            l.status_code,
            CASE
                WHEN l.result_data IS NULL THEN l.current_page
                ELSE (l.result_data ->> 'current_page')::integer
            END,
            l.is_blocked,
            CASE
                WHEN l.result_data IS NULL THEN l.block_type
                ELSE (l.result_data ->> 'block_type')::character varying(50)
            END,
            CASE
                WHEN l.result_data IS NULL THEN l.block_details
                ELSE l.result_data -> 'block_details'
            END,
            l.page_load_time_ms,
            CASE
                WHEN l.result_data IS NULL THEN l.dom_ready_time_ms
                ELSE (l.result_data ->> 'dom_ready_time_ms')::integer
            END,
            CASE
                WHEN l.result_data IS NULL THEN l.first_product_time_ms
                ELSE (l.result_data ->> 'first_product_time_ms')::integer
            END,
            CASE
                WHEN l.result_data IS NULL THEN l.total_requests
                ELSE (l.result_data ->> 'total_requests')::integer
            END,
            CASE
                WHEN l.result_data IS NULL THEN l.blocked_requests
                ELSE (l.result_data ->> 'blocked_requests')::integer
            END,
            l.logged_at,
            l.applied_settings
        )::text AS image
    FROM v1_hub.work_result AS l
    WHERE
        l.ctid >= '(0,0)'::tid
        AND l.ctid < '(4294967295,0)'::tid
        AND l.result_data IS NULL
    FOR NO KEY UPDATE SKIP LOCKED
),

written AS (
    UPDATE v1_hub.work_result AS l
    SET
        applied_cart_click = NULL,
        current_page = NULL,
        block_type = NULL,
        block_details = NULL,
        dom_ready_time_ms = NULL,
        first_product_time_ms = NULL,
        total_requests = NULL,
        blocked_requests = NULL,
        result_data = jsonb_strip_nulls(jsonb_build_object(
            'applied_cart_click', l.applied_cart_click,
            'current_page', l.current_page,
            'block_type', l.block_type,
            'dom_ready_time_ms', l.dom_ready_time_ms,
            'first_product_time_ms', l.first_product_time_ms,
            'total_requests', l.total_requests,
            'blocked_requests', l.blocked_requests
        ))
        || CASE
            WHEN l.block_details IS NULL THEN '{}'
            ELSE jsonb_build_object('block_details', l.block_details)
        END
    FROM chosen AS c
    WHERE l.ctid = c.place
    RETURNING
        c.image,
        ROW(
            l.id,
            l.allocation_id,
            l.started_at,
            l.completed_at,
            l.duration_ms,
            l.client_ip,
            l.instance_number,
            l.user_folder_number,
            CASE
                WHEN l.result_data IS NULL THEN l.applied_cart_click
                ELSE (l.result_data ->> 'applied_cart_click')::boolean
            END,
            l.status,
            l.status_code,
            CASE
                WHEN l.result_data IS NULL THEN l.current_page
                ELSE (l.result_data ->> 'current_page')::integer
            END,
            l.is_blocked,
            CASE
                WHEN l.result_data IS NULL THEN l.block_type
                ELSE (l.result_data ->> 'block_type')::character varying(50)
            END,
            CASE
                WHEN l.result_data IS NULL THEN l.block_details
                ELSE l.result_data -> 'block_details'
            END,
            l.page_load_time_ms,
            CASE
                WHEN l.result_data IS NULL THEN l.dom_ready_time_ms
                ELSE (l.result_data ->> 'dom_ready_time_ms')::integer
            END,
            CASE
                WHEN l.result_data IS NULL THEN l.first_product_time_ms
                ELSE (l.result_data ->> 'first_product_time_ms')::integer
            END,
            CASE
                WHEN l.result_data IS NULL THEN l.total_requests
                ELSE (l.result_data ->> 'total_requests')::integer
            END,
            CASE
                WHEN l.result_data IS NULL THEN l.blocked_requests
                ELSE (l.result_data ->> 'blocked_requests')::integer
            END,
            l.logged_at,
            l.applied_settings
        )::text AS image_after
)

SELECT
    count(*) AS rows,
    count(*) FILTER (WHERE w.image <> w.image_after) AS different,
    min(w.image) FILTER (WHERE w.image <> w.image_after) AS before,
    min(w.image_after) FILTER (WHERE w.image <> w.image_after) AS after
FROM written AS w;

-- The typed face of the folded leaf.
CREATE OR REPLACE VIEW public.v1_hub_work_results AS
SELECT
    l.id,
    l.allocation_id,
    l.started_at,
    l.completed_at,
    l.duration_ms AS execution_time_ms,
    l.client_ip,
    l.instance_number,
    l.user_folder_number,
    (l.result_data ->> 'applied_cart_click')::boolean AS applied_cart_click,
    l.status,
    l.status_code,
    (l.result_data ->> 'current_page')::integer AS current_page,
    l.is_blocked,
    (l.result_data ->> 'block_type')::character varying(50) AS block_type,
    l.result_data -> 'block_details' AS block_details,
    l.page_load_time_ms,
    (l.result_data ->> 'dom_ready_time_ms')::integer AS dom_ready_time_ms,
    (l.result_data ->> 'first_product_time_ms')::integer AS first_product_time_ms,
    (l.result_data ->> 'total_requests')::integer AS total_requests,
    (l.result_data ->> 'blocked_requests')::integer AS blocked_requests,
    l.logged_at AS created_at,
    l.applied_settings
FROM v1_hub.work_result AS l;

CREATE OR REPLACE FUNCTION v1_hub.write_work_result()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER -- whoever may write through the view holds no right on the leaf
SET search_path = pg_catalog, pg_temp
AS $v1_hub$
DECLARE
    v_now text;
BEGIN
    IF tg_op = 'INSERT' THEN
        INSERT INTO v1_hub.work_result (
            id,
            allocation_id,
            started_at,
            completed_at,
            duration_ms,
            client_ip,
            instance_number,
            user_folder_number,
            status,
            status_code,
            is_blocked,
            page_load_time_ms,
            logged_at,
            applied_settings,
            result_data
        ) VALUES (
            NEW.id,
            NEW.allocation_id,
            NEW.started_at,
            NEW.completed_at,
            NEW.execution_time_ms,
            NEW.client_ip,
            NEW.instance_number,
            NEW.user_folder_number,
            NEW.status,
            NEW.status_code,
            NEW.is_blocked,
            NEW.page_load_time_ms,
            NEW.created_at,
            NEW.applied_settings,
            jsonb_strip_nulls(jsonb_build_object(
                'applied_cart_click', NEW.applied_cart_click,
                'current_page', NEW.current_page,
                'block_type', NEW.block_type,
                'dom_ready_time_ms', NEW.dom_ready_time_ms,
                'first_product_time_ms', NEW.first_product_time_ms,
                'total_requests', NEW.total_requests,
                'blocked_requests', NEW.blocked_requests
            ))
            || CASE
                WHEN NEW.block_details IS NULL THEN '{}'
                ELSE jsonb_build_object('block_details', NEW.block_details)
            END
        );
        RETURN NEW;
    END IF;

    -- The row, locked, as the view shows it now: is it still what the statement has seen?
    PERFORM 1 FROM v1_hub.work_result AS l WHERE l.id = OLD.id FOR UPDATE;
    SELECT v::text INTO v_now FROM public.v1_hub_work_results AS v WHERE v.id = OLD.id;
    IF v_now = OLD::text AND tg_op = 'DELETE' THEN
        DELETE FROM v1_hub.work_result AS l WHERE l.id = OLD.id;
        RETURN OLD;
    ELSIF v_now = OLD::text THEN
        UPDATE v1_hub.work_result AS l
        SET
            id = NEW.id,
            allocation_id = NEW.allocation_id,
            started_at = NEW.started_at,
            completed_at = NEW.completed_at,
            duration_ms = NEW.execution_time_ms,
            client_ip = NEW.client_ip,
            instance_number = NEW.instance_number,
            user_folder_number = NEW.user_folder_number,
            status = NEW.status,
            status_code = NEW.status_code,
            is_blocked = NEW.is_blocked,
            page_load_time_ms = NEW.page_load_time_ms,
            logged_at = NEW.created_at,
            applied_settings = NEW.applied_settings,
            result_data = (coalesce(l.result_data, '{}') - '{applied_cart_click,current_page,block_type,block_details,dom_ready_time_ms,first_product_time_ms,total_requests,blocked_requests}'::text [])
            || jsonb_strip_nulls(jsonb_build_object(
                'applied_cart_click', NEW.applied_cart_click,
                'current_page', NEW.current_page,
                'block_type', NEW.block_type,
                'dom_ready_time_ms', NEW.dom_ready_time_ms,
                'first_product_time_ms', NEW.first_product_time_ms,
                'total_requests', NEW.total_requests,
                'blocked_requests', NEW.blocked_requests
            ))
            || CASE
                WHEN NEW.block_details IS NULL THEN '{}'
                ELSE jsonb_build_object('block_details', NEW.block_details)
            END
        WHERE l.id = OLD.id;
        RETURN NEW;
    END IF;

    -- Gone meanwhile, or met twice by one statement, which counts once: nothing to do, as on a table.
    PERFORM 1 FROM v1_hub.work_result AS l WHERE l.id = OLD.id AND l.xmin <> pg_current_xact_id()::xid;
    IF found THEN
        RAISE serialization_failure USING
            MESSAGE = 'could not serialize access due to concurrent update',
            DETAIL = format(
                'A row of %I.%I is not as the statement saw it.', tg_table_schema, tg_table_name
            ),
            HINT = 'Repeat the statement.';
    END IF;
    RETURN NULL;
END;
$v1_hub$;

REVOKE ALL ON FUNCTION v1_hub.write_work_result() FROM PUBLIC;
COMMENT ON FUNCTION v1_hub.write_work_result() IS
'INSTEAD OF trigger of the view: typed columns as they come, the others as keys of result_data; keys '
'that are no legacy column stay. UPDATE and DELETE go through where the row is as the statement saw '
'it. Raises 40001 where another transaction has changed it since.';

ALTER TABLE v1_hub.work_result VALIDATE CONSTRAINT work_result_result_data_check;
ALTER TABLE v1_hub.work_result VALIDATE CONSTRAINT work_result_result_data_applied_cart_click;
ALTER TABLE v1_hub.work_result VALIDATE CONSTRAINT work_result_result_data_current_page;
ALTER TABLE v1_hub.work_result VALIDATE CONSTRAINT work_result_result_data_block_type;
ALTER TABLE v1_hub.work_result VALIDATE CONSTRAINT work_result_result_data_dom_ready_time_ms;
ALTER TABLE v1_hub.work_result VALIDATE CONSTRAINT work_result_result_data_first_product_time_ms;
ALTER TABLE v1_hub.work_result VALIDATE CONSTRAINT work_result_result_data_total_requests;
ALTER TABLE v1_hub.work_result VALIDATE CONSTRAINT work_result_result_data_blocked_requests;

UPDATE v1_hub.retired SET stage = 'finished';
UPDATE v1_hub.hub SET stage = 'finished', finished_at = clock_timestamp(), version = '0.2.0';
