-- The steps that install.py runs. To run all of it by hand: plan --sql=all

-- ------------------------------------------------------------------------------------------------
-- Cut over: one transaction of metadata only
-- ------------------------------------------------------------------------------------------------

BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE;

SET LOCAL statement_timeout = '0';
SET LOCAL search_path = pg_catalog, pg_temp;
SET LOCAL lock_timeout = '0';
SET LOCAL idle_in_transaction_session_timeout = '60s';
SET LOCAL client_min_messages = 'warning';
SET LOCAL standard_conforming_strings = 'on';
SET LOCAL check_function_bodies = 'on';
SET LOCAL row_security = 'off';
SET LOCAL DateStyle = ISO, YMD;
SET LOCAL IntervalStyle = 'postgres';
SET LOCAL extra_float_digits = '1';
SET LOCAL bytea_output = 'hex';
SET LOCAL quote_all_identifiers = 'off';
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

-- The number of work_slots in the audit log: by it the history knows its entries.
SELECT v1_hub.audit_register('public.v1_hub_work_slots');

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
    ADD COLUMN result_data jsonb,
    -- Validated later, without a lock that anybody feels; then ATTACH PARTITION reads no row.
    ADD CONSTRAINT proxy_ip_mapping_log_type_check CHECK (log_type = 'proxy_ip_mapping') NOT VALID;

-- The view under the retired name: a plain slice, which PostgreSQL itself reads and writes through.
CREATE OR REPLACE VIEW public.v1_hub_proxy_ip_mapping AS
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

-- Owner, defaults, rights and comments of the table that had the name.
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
    ADD COLUMN result_data jsonb,
    -- Validated later, without a lock that anybody feels; then ATTACH PARTITION reads no row.
    ADD CONSTRAINT proxy_heartbeat_log_type_check CHECK (log_type = 'proxy_heartbeat') NOT VALID;

-- The view under the retired name: a plain slice, which PostgreSQL itself reads and writes through.
CREATE OR REPLACE VIEW public.v1_hub_proxy_heartbeat AS
SELECT
    l.id,
    l.name,
    l.remote_ip,
    l.logged_at AS created_at,
    l.updated_at
FROM v1_hub.proxy_heartbeat AS l;

-- Owner, defaults, rights and comments of the table that had the name.
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
    ADD COLUMN result_data jsonb,
    -- Validated later, without a lock that anybody feels; then ATTACH PARTITION reads no row.
    ADD CONSTRAINT proxy_usage_log_type_check CHECK (log_type = 'proxy_usage') NOT VALID;

-- The view under the retired name: a plain slice, which PostgreSQL itself reads and writes through.
CREATE OR REPLACE VIEW public.v1_hub_proxy_usage AS
SELECT
    l.id,
    l.proxy_id,
    l.keyword_id,
    l.used_ip,
    l.success,
    l.duration_ms AS response_time_ms,
    l.logged_at AS created_at
FROM v1_hub.proxy_usage AS l;

-- Owner, defaults, rights and comments of the table that had the name.
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
    ADD COLUMN result_data jsonb,
    -- Validated later, without a lock that anybody feels; then ATTACH PARTITION reads no row.
    ADD CONSTRAINT client_activity_log_type_check CHECK (log_type = 'client_activity') NOT VALID;

-- The view under the retired name: a plain slice, which PostgreSQL itself reads and writes through.
CREATE OR REPLACE VIEW public.v1_hub_client_activity_logs AS
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

-- Owner, defaults, rights and comments of the table that had the name.
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
    ADD COLUMN result_data jsonb,
    -- Validated later, without a lock that anybody feels; then ATTACH PARTITION reads no row.
    ADD CONSTRAINT daily_work_tracking_log_type_check CHECK (log_type = 'daily_work_tracking') NOT VALID;

-- The view under the retired name: a plain slice, which PostgreSQL itself reads and writes through.
CREATE OR REPLACE VIEW public.v1_hub_daily_work_tracking AS
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

-- Owner, defaults, rights and comments of the table that had the name.
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
-- One row of numbers for the audit log and the history view, so that ids never meet, and that ascends:
-- no session keeps numbers for later. The last ones are read from the index, for the locks are held.
ALTER SEQUENCE public.v1_hub_work_slots_history_id_seq AS integer MINVALUE -2147483648 MAXVALUE 2147483647 CYCLE CACHE 1;
ALTER TABLE public.v1_hub_audit_log
    ALTER COLUMN id SET DEFAULT (nextval('public.v1_hub_work_slots_history_id_seq') + 4294967296) % 4294967296;
-- An id below zero that somebody gave to a row of the table is none that this row of numbers is at.
SELECT setval('public.v1_hub_work_slots_history_id_seq', (n.last_id + 2147483648) % 4294967296 - 2147483648)
FROM (
    SELECT greatest(
        (SELECT max(a.id) FROM public.v1_hub_audit_log AS a WHERE a.id < 2147483648),
        (SELECT max(a.id) FROM public.v1_hub_audit_log AS a WHERE a.id >= 2147483648 AND a.transaction_id IS NOT NULL)
    ) AS last_id
) AS n
CROSS JOIN public.v1_hub_work_slots_history_id_seq AS q
WHERE n.last_id > (q.last_value + 4294967296) % 4294967296;
-- The history: a slice of the audit log, and the table until its rows are copied.
-- A barrier: else a function in somebody's WHERE would be shown the entries of other tables.
CREATE OR REPLACE VIEW public.v1_hub_work_slots_history WITH (security_barrier = TRUE) AS
SELECT
    ((a.id + 2147483648) % 4294967296 - 2147483648)::integer AS id,
    a.record_id AS work_slot_id,
    CASE
        WHEN a.happened_at IS NULL AND a.context ? 'changed_at'
            THEN (a.context ->> 'changed_at')::timestamp
        ELSE a.changed_at
    END AS changed_at,
    a.changed_by AS changed_by,
    a.action AS operation,
    a.old_data AS old_data,
    a.new_data AS new_data,
    CASE
        WHEN a.happened_at IS NULL THEN a.context ->> 'change_summary'
        ELSE v1_hub.audit_summary(
            a.action, a.old_data, a.new_data,
            v1_hub.audit_changed(
                a.old_data, a.new_data - 'updated_at', a.masked_changes,
                '{id,keyword,code,start_date,end_date,daily_work_count,cart_click_enabled,extra_config,is_active,created_at,updated_at,status,source,deleted_at,deleted_by}'::text []
            )
        )
    END::text AS change_summary
FROM public.v1_hub_audit_log AS a
WHERE
    a.source_id = (
        SELECT r.source_id
        FROM v1_hub.retired AS r
        WHERE r.table_name = 'v1_hub_work_slots_history'
    )
    AND a.record_id IS NOT NULL
    -- What was written since the cut-over; all else is in the table still.
    AND a.transaction_id IS NOT NULL
    AND (
        coalesce(a.id > (
            SELECT (r.facts ->> 'log_id')::bigint
            FROM v1_hub.retired AS r
            WHERE r.table_name = 'v1_hub_work_slots_history'
        ), TRUE)
        OR a.happened_at IS NULL AND coalesce(
            a.context ->> 'since' = (
                SELECT r.cut_over_xid
                FROM v1_hub.retired AS r
                WHERE r.table_name = 'v1_hub_work_slots_history'
            )::text,
            a.transaction_id >= (
                SELECT r.cut_over_xid
                FROM v1_hub.retired AS r
                WHERE r.table_name = 'v1_hub_work_slots_history'
            )
        )
    )
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
FROM v1_hub.work_slots_history AS o;
ALTER VIEW public.v1_hub_work_slots_history ALTER COLUMN id SET DEFAULT nextval('public.v1_hub_work_slots_history_id_seq'::regclass);
ALTER VIEW public.v1_hub_work_slots_history ALTER COLUMN changed_at SET DEFAULT CURRENT_TIMESTAMP;
COMMENT ON VIEW public.v1_hub_work_slots_history IS 'Changes of work slots, written by a trigger.';
COMMENT ON COLUMN public.v1_hub_work_slots_history.change_summary IS 'One line: created, deleted, or "column: old -> new" of each changed column.';
CREATE OR REPLACE FUNCTION v1_hub.write_work_slots_history()
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
    IF
        EXISTS (
            SELECT 1
            FROM public.v1_hub_audit_log AS a
            WHERE a.id = (NEW.id + 4294967296) % 4294967296 AND a.source_id = (
                SELECT r.source_id
                FROM v1_hub.retired AS r
                WHERE r.table_name = 'v1_hub_work_slots_history'
            )
        )
        OR EXISTS (SELECT 1 FROM v1_hub.work_slots_history AS o WHERE o.id = NEW.id)
    THEN
        RAISE unique_violation USING
            MESSAGE = 'duplicate key value violates unique constraint "v1_hub_work_slots_history_pkey"',
            DETAIL = format('Key (id)=(%s) already exists.', NEW.id),
            SCHEMA = tg_table_schema, TABLE = tg_table_name, CONSTRAINT = 'v1_hub_work_slots_history_pkey';
    END IF;
    IF (NEW.work_slot_id) IS NOT NULL THEN
        PERFORM 1
        FROM public.v1_hub_work_slots AS r
        WHERE (r.id) = (NEW.work_slot_id)
        FOR KEY SHARE;
        IF NOT found THEN
            RAISE foreign_key_violation USING
                MESSAGE = 'insert or update on table "v1_hub_work_slots_history" violates foreign key constraint "v1_hub_work_slots_history_work_slot_id_fkey"',
                DETAIL = concat(
                    'Key (work_slot_id)=(',
                    concat_ws(', ', NEW.work_slot_id),
                    ') is not present in table "v1_hub_work_slots".'
                ),
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
        context,
        source_id,
        table_name,
        transaction_id
    ) VALUES (
        (NEW.id + 4294967296) % 4294967296,
        NEW.work_slot_id,
        coalesce(NEW.changed_at, '1700-01-01 00:00:00'),
        NEW.changed_by,
        NEW.operation,
        NEW.old_data,
        NEW.new_data,
        nullif(
            '{}'::jsonb
            || jsonb_strip_nulls(jsonb_build_object('change_summary', NEW.change_summary))
            || CASE WHEN NEW.changed_at IS NULL THEN '{"changed_at": null}' ELSE '{}' END::jsonb
            || jsonb_build_object('since', (
                SELECT r.cut_over_xid
                FROM v1_hub.retired AS r
                WHERE r.table_name = 'v1_hub_work_slots_history'
            )::text)
            , '{}'
        ),
        (
            SELECT r.source_id
            FROM v1_hub.retired AS r
            WHERE r.table_name = 'v1_hub_work_slots_history'
        ),
        'v1_hub_work_slots',
        pg_current_xact_id()
    );
    RETURN NEW;
END;
$v1_hub$;
REVOKE ALL ON FUNCTION v1_hub.write_work_slots_history() FROM PUBLIC;
COMMENT ON FUNCTION v1_hub.write_work_slots_history() IS
'INSERT through the history view: the constraints of the table, then an entry of the audit log.';

-- Writes through the history view: new rows only.
CREATE TRIGGER write_work_slots_history
INSTEAD OF INSERT ON public.v1_hub_work_slots_history
FOR EACH ROW EXECUTE FUNCTION v1_hub.write_work_slots_history();
CREATE TRIGGER audit_refuse
INSTEAD OF UPDATE OR DELETE ON public.v1_hub_work_slots_history
FOR EACH ROW EXECUTE FUNCTION v1_hub.audit_refuse();

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
    ADD COLUMN result_data jsonb,
    -- Validated later, without a lock that anybody feels; then ATTACH PARTITION reads no row.
    ADD CONSTRAINT work_result_log_type_check CHECK (log_type = 'work_result') NOT VALID;

-- The typed face of the leaf. A row without result_data is not folded (yet).
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
    v_message text;
    v_constraint text;
    v_column text;
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
            applied_cart_click,
            status,
            status_code,
            current_page,
            is_blocked,
            block_type,
            block_details,
            page_load_time_ms,
            dom_ready_time_ms,
            first_product_time_ms,
            total_requests,
            blocked_requests,
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
            NEW.applied_cart_click,
            NEW.status,
            NEW.status_code,
            NEW.current_page,
            NEW.is_blocked,
            NEW.block_type,
            NEW.block_details,
            NEW.page_load_time_ms,
            NEW.dom_ready_time_ms,
            NEW.first_product_time_ms,
            NEW.total_requests,
            NEW.blocked_requests,
            NEW.created_at,
            NEW.applied_settings,
            NULL
        );
        RETURN NEW;
    END IF;

    -- The row, locked, as the view shows it now: is it still what the statement has seen?
    PERFORM 1 FROM v1_hub.work_result AS l WHERE l.id = OLD.id FOR NO KEY UPDATE;
    SELECT (v.*)::text INTO v_now FROM public.v1_hub_work_results AS v WHERE v.id = OLD.id;
    IF v_now = OLD::text AND tg_op = 'DELETE' THEN
        DELETE FROM v1_hub.work_result AS l WHERE l.id = OLD.id;
        RETURN OLD;
    ELSIF v_now = OLD::text AND has_table_privilege(
        coalesce(nullif(current_setting('role'), 'none'), session_user), tg_relid, 'SELECT'
    ) THEN
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
            applied_cart_click = NEW.applied_cart_click,
            status = NEW.status,
            status_code = NEW.status_code,
            current_page = NEW.current_page,
            is_blocked = NEW.is_blocked,
            block_type = NEW.block_type,
            block_details = NEW.block_details,
            page_load_time_ms = NEW.page_load_time_ms,
            dom_ready_time_ms = NEW.dom_ready_time_ms,
            first_product_time_ms = NEW.first_product_time_ms,
            total_requests = NEW.total_requests,
            blocked_requests = NEW.blocked_requests,
            logged_at = NEW.created_at,
            applied_settings = NEW.applied_settings,
            result_data = NULL
        WHERE l.id = OLD.id;
        RETURN NEW;
    ELSIF v_now = OLD::text THEN
        -- An error tells our rights the whole row; this caller may not read it.
        BEGIN
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
                applied_cart_click = NEW.applied_cart_click,
                status = NEW.status,
                status_code = NEW.status_code,
                current_page = NEW.current_page,
                is_blocked = NEW.is_blocked,
                block_type = NEW.block_type,
                block_details = NEW.block_details,
                page_load_time_ms = NEW.page_load_time_ms,
                dom_ready_time_ms = NEW.dom_ready_time_ms,
                first_product_time_ms = NEW.first_product_time_ms,
                total_requests = NEW.total_requests,
                blocked_requests = NEW.blocked_requests,
                logged_at = NEW.created_at,
                applied_settings = NEW.applied_settings,
                result_data = NULL
            WHERE l.id = OLD.id;
        EXCEPTION
            WHEN integrity_constraint_violation THEN
                GET STACKED DIAGNOSTICS
                    v_message = MESSAGE_TEXT, v_constraint = CONSTRAINT_NAME, v_column = COLUMN_NAME;
                RAISE EXCEPTION USING
                    ERRCODE = sqlstate, MESSAGE = v_message, SCHEMA = 'v1_hub',
                    TABLE = 'work_result', CONSTRAINT = v_constraint, COLUMN = v_column;
        END;
        RETURN NEW;
    END IF;

    -- Gone meanwhile, or met twice by one statement, which counts once: nothing to do, as on a table.
    -- What we see of a transaction in progress is our own, be it of a savepoint.
    PERFORM 1
    FROM v1_hub.work_result AS l
    WHERE
        l.id = OLD.id
        AND pg_xact_status((pg_current_xact_id()::text::bigint - age(l.xmin))::text::xid8)
        IS DISTINCT FROM 'in progress';
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

-- Writes through the folded view.
CREATE TRIGGER write_work_result
INSTEAD OF INSERT OR UPDATE OR DELETE ON public.v1_hub_work_results
FOR EACH ROW EXECUTE FUNCTION v1_hub.write_work_result();

-- What new code writes into result_data must break neither legacy reads nor the way back: an object,
-- whose legacy keys have the JSON type of their column. Other keys are welcome. One function, for each
-- CHECK is parsed and planned anew in every statement: nine of them cost 80 microseconds.
CREATE OR REPLACE FUNCTION v1_hub.check_work_result(p_document jsonb)
RETURNS boolean
LANGUAGE plpgsql
IMMUTABLE
STRICT
SET search_path = pg_catalog, pg_temp
AS $v1_hub$
DECLARE
    v_wrong text := CASE
        WHEN jsonb_typeof(p_document) <> 'object' THEN 'it is no object'
        WHEN jsonb_typeof(p_document -> 'applied_cart_click') <> 'boolean'
            THEN 'key applied_cart_click is not of type boolean'
        WHEN (
            p_document -> 'current_page' BETWEEN '-2147483648' AND '2147483647'
            AND scale((p_document -> 'current_page')::numeric) = 0
        ) IS FALSE
            THEN 'key current_page is not of type integer'
        WHEN jsonb_typeof(p_document -> 'block_type') <> 'string'
            OR char_length(p_document ->> 'block_type') > 50
            THEN 'key block_type is not of type character varying(50)'
        WHEN (
            p_document -> 'dom_ready_time_ms' BETWEEN '-2147483648' AND '2147483647'
            AND scale((p_document -> 'dom_ready_time_ms')::numeric) = 0
        ) IS FALSE
            THEN 'key dom_ready_time_ms is not of type integer'
        WHEN (
            p_document -> 'first_product_time_ms' BETWEEN '-2147483648' AND '2147483647'
            AND scale((p_document -> 'first_product_time_ms')::numeric) = 0
        ) IS FALSE
            THEN 'key first_product_time_ms is not of type integer'
        WHEN (
            p_document -> 'total_requests' BETWEEN '-2147483648' AND '2147483647'
            AND scale((p_document -> 'total_requests')::numeric) = 0
        ) IS FALSE
            THEN 'key total_requests is not of type integer'
        WHEN (
            p_document -> 'blocked_requests' BETWEEN '-2147483648' AND '2147483647'
            AND scale((p_document -> 'blocked_requests')::numeric) = 0
        ) IS FALSE
            THEN 'key blocked_requests is not of type integer'
    END;
BEGIN
    IF v_wrong IS NOT NULL THEN
        RAISE check_violation USING
            MESSAGE = 'result_data cannot be read by legacy code: ' || v_wrong,
            DETAIL = left(p_document::text, 500),
            HINT = 'Write the JSON type of the retired column, or leave the key out where it has no value.',
            SCHEMA = 'v1_hub', TABLE = 'work_result', COLUMN = 'result_data',
            CONSTRAINT = 'work_result_result_data_check';
    END IF;
    RETURN TRUE;
END;
$v1_hub$;

COMMENT ON FUNCTION v1_hub.check_work_result(jsonb) IS
'True where the retired columns can be read out of the document. Raises 23514 and names the key.';

ALTER TABLE v1_hub.work_result
    ADD CONSTRAINT work_result_result_data_check
    CHECK (v1_hub.check_work_result(result_data)) NOT VALID;

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

-- ------------------------------------------------------------------------------------------------
-- Merge three columns into v1_hub_proxies (phase 1)
-- ------------------------------------------------------------------------------------------------

-- The merged columns, and the ledger of changes.
ALTER TABLE public.v1_hub_proxies
ADD COLUMN ip_history jsonb DEFAULT '[]',
ADD COLUMN last_heartbeat timestamp without time zone,
ADD COLUMN usage_stats jsonb DEFAULT '{}';
COMMENT ON COLUMN public.v1_hub_proxies.ip_history IS
'The mapping rows of the proxy as JSON, newest first; then up to 20 replaced addresses.';
COMMENT ON COLUMN public.v1_hub_proxies.last_heartbeat IS
'The latest heartbeat from the server of the proxy.';
COMMENT ON COLUMN public.v1_hub_proxies.usage_stats IS
'total, success, failed, average_response_ms, response_ms (sum), responses (how many had one), '
'last_used_at; as_of: when the three columns were last brought up to date (UTC).';
-- A row that finds room in its page for its new version stays there: its indexes are not written,
-- and all lock several rows in the same order, so that there is no deadlock.
ALTER TABLE public.v1_hub_proxies SET (
    fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 500
);
-- A row that finds room in its page for its new version stays there: its indexes are not written,
-- and all lock several rows in the same order, so that there is no deadlock.
ALTER TABLE v1_hub.proxy_ip_mapping SET (
    fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 500
);

CREATE TABLE v1_hub.proxy_change (
    noted_at timestamp with time zone NOT NULL DEFAULT clock_timestamp(),
    proxy_id integer,
    link text,
    beaten_at timestamp without time zone,
    is_due boolean DEFAULT FALSE,
    total numeric,
    success numeric,
    failed numeric,
    response_ms numeric,
    responses numeric,
    used_at timestamp without time zone,
    unused_at timestamp without time zone,
    unbeaten_at timestamp without time zone,
    replaced jsonb
) WITH (autovacuum_vacuum_threshold = 500, autovacuum_vacuum_scale_factor = 0);
CREATE INDEX proxy_change_noted_at_idx ON v1_hub.proxy_change (noted_at);
-- It has no key: a sequence of ours would be what lastval() tells the application of.
ALTER TABLE v1_hub.proxy_change REPLICA IDENTITY FULL;
COMMENT ON TABLE v1_hub.proxy_change IS
'The ledger: changes of the proxy logs that the merged columns do not show yet, of a proxy or of '
'all with one link. It is short, and read as a whole: an index by proxy would cost each change '
'an entry.';
COMMENT ON COLUMN v1_hub.proxy_change.noted_at IS
'When. At infinity stands what refuses to write v1_hub_proxies (replaced), until it is written.';
COMMENT ON COLUMN v1_hub.proxy_change.is_due IS
'Unless false, the commit brings the proxies up to date.';
COMMENT ON COLUMN v1_hub.proxy_change.unused_at IS
'A use that went: was it the last, then the last is read from the leaf again.';
COMMENT ON COLUMN v1_hub.proxy_change.unbeaten_at IS 'The same of a heartbeat.';
COMMENT ON COLUMN v1_hub.proxy_change.replaced IS
'ip_history is made anew from the leaf: the address that gave way, {} where none did.';
COMMENT ON COLUMN v1_hub.proxy_change.link IS
'A heartbeat is about all proxies of which the view v1_hub.proxy has this link.';

-- The views: the merged columns with what the leaves have, what waits, and what is lacking.
CREATE OR REPLACE FUNCTION v1_hub.read_time(p_value text)
RETURNS timestamp without time zone
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN p_value::timestamp without time zone;
EXCEPTION
    WHEN data_exception THEN
        RETURN NULL;
END;
$$;

COMMENT ON FUNCTION v1_hub.read_time(text) IS
'The time of last_used_at. NULL where somebody has overwritten it: no write of a log fails, and '
'verify tells it.';

CREATE OR REPLACE VIEW v1_hub.proxy_due AS
SELECT
    p.id AS id,
    p.server_ip::text AS link,
    (
        (p.usage_stats ->> 'as_of') COLLATE "C" BETWEEN to_char(
            statement_timestamp() AT TIME ZONE 'UTC' - interval '1 s',
            'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'
        ) AND to_char(
            -- What lies ahead is no time, or the clock was set back.
            statement_timestamp() AT TIME ZONE 'UTC' + interval '1 min',
            'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'
        )
    ) IS NOT TRUE AS is_due
FROM public.v1_hub_proxies AS p;
COMMENT ON VIEW v1_hub.proxy_due IS
'Whether a second has passed since a proxy was brought up to date. Apart from v1_hub.proxy, for '
'each change asks it: PostgreSQL reads through all of a view in each execution of its plan.';

CREATE OR REPLACE VIEW v1_hub.proxy AS
SELECT
    p.id AS id,
    p.server_ip::text AS link,
    p.ip_history,
    p.last_heartbeat,
    p.usage_stats,
    CASE jsonb_typeof(p.usage_stats -> 'total')
        WHEN 'number' THEN (p.usage_stats ->> 'total')::numeric
        ELSE 0
    END AS total,
    CASE jsonb_typeof(p.usage_stats -> 'success')
        WHEN 'number' THEN (p.usage_stats ->> 'success')::numeric
        ELSE 0
    END AS success,
    CASE jsonb_typeof(p.usage_stats -> 'failed')
        WHEN 'number' THEN (p.usage_stats ->> 'failed')::numeric
        ELSE 0
    END AS failed,
    CASE jsonb_typeof(p.usage_stats -> 'response_ms')
        WHEN 'number' THEN (p.usage_stats ->> 'response_ms')::numeric
        ELSE 0
    END AS response_ms,
    CASE jsonb_typeof(p.usage_stats -> 'responses')
        WHEN 'number' THEN (p.usage_stats ->> 'responses')::numeric
        ELSE 0
    END AS responses,
    v1_hub.read_time(p.usage_stats ->> 'last_used_at') AS last_used_at,
    -- As the leaves have it now; what a statement does not name is not read.
    coalesce(
        (
            SELECT
                jsonb_agg(
                    jsonb_build_object(
                        'id', r.id,
                        'proxy_number', r.proxy_number,
                        'current_ip', r.current_ip,
                        'is_active', r.is_active,
                        'last_toggle', r.last_toggle,
                        'heartbeat_at', r.heartbeat_at,
                        'updated_at', r.updated_at
                    )
                    ORDER BY r.updated_at DESC NULLS LAST, r.id
                )
            FROM v1_hub.proxy_ip_mapping AS r
            WHERE r.proxy_id = p.id
        ),
        '[]'
    ) AS addresses
FROM public.v1_hub_proxies AS p;
COMMENT ON VIEW v1_hub.proxy IS
'The merged columns, what usage_stats counts, the link by which heartbeats name the proxy, and what '
'the leaves have. It follows a column that is renamed, and PostgreSQL refuses to drop one that it '
'stands on; once it is dropped (CASCADE) nothing is merged any more, and no write fails.';

CREATE OR REPLACE VIEW v1_hub.proxy_told AS
SELECT
    c.ctid AS change,
    p.id AS of_proxy
FROM v1_hub.proxy_change AS c
INNER JOIN v1_hub.proxy AS p ON p.id = c.proxy_id
UNION ALL
SELECT
    c.ctid AS change,
    p.id AS of_proxy
FROM v1_hub.proxy_change AS c
INNER JOIN v1_hub.proxy AS p ON p.link = c.link;
COMMENT ON VIEW v1_hub.proxy_told IS 'Which proxies each change in the ledger is about.';

CREATE OR REPLACE VIEW v1_hub.proxy_summary AS
SELECT
    p.id,
    coalesce(s.total, 0) - p.total AS total,
    coalesce(s.success, 0) - p.success AS success,
    coalesce(s.failed, 0) - p.failed AS failed,
    coalesce(s.response_ms, 0) - p.response_ms AS response_ms,
    coalesce(s.responses, 0) - p.responses AS responses,
    s.used_at,
    b.beaten_at
FROM v1_hub.proxy AS p
LEFT JOIN (
    SELECT
        r.remote_ip::text AS link,
        max(r.updated_at) AS beaten_at
    FROM v1_hub.proxy_heartbeat AS r
    GROUP BY r.remote_ip::text
) AS b ON b.link = p.link
LEFT JOIN (
    SELECT
        r.proxy_id,
        sum(r.total) AS total,
        sum(r.success) AS success,
        sum(r.failed) AS failed,
        sum(r.response_ms) AS response_ms,
        sum(r.responses) AS responses,
        max(r.used_at) AS used_at
    FROM (
        SELECT
            c.proxy_id,
            -c.total AS total,
            -c.success AS success,
            -c.failed AS failed,
            -c.response_ms AS response_ms,
            -c.responses AS responses,
            NULL::timestamp without time zone AS used_at
        FROM v1_hub.proxy_change AS c
        UNION ALL
        SELECT
            r.proxy_id,
            1 AS total,
        coalesce(r.success, FALSE)::integer AS success,
        coalesce(NOT r.success, FALSE)::integer AS failed,
        coalesce(r.duration_ms, 0)::numeric AS response_ms,
        (r.duration_ms IS NOT NULL)::integer AS responses,
            r.logged_at
        FROM v1_hub.proxy_usage AS r
    ) AS r
    GROUP BY r.proxy_id
) AS s ON p.id = s.proxy_id;
COMMENT ON VIEW v1_hub.proxy_summary IS
'Of each proxy what usage_stats and the ledger lack of its uses: 0; the last use, and the last heartbeat.';

-- Row triggers on the leaves that append what changed to the ledger: they lock and await nothing.
CREATE OR REPLACE FUNCTION v1_hub.note_usage()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER -- whoever writes a log, or a proxy, holds no right on the ledger
SET search_path = pg_catalog, pg_temp
AS $v1_hub$
BEGIN
    IF to_regclass('v1_hub.proxy') IS NULL THEN
        RETURN NULL;
    END IF;
    IF tg_op <> 'INSERT' THEN
        IF
            (NEW.proxy_id, NEW.success, NEW.duration_ms, NEW.logged_at)
            IS NOT DISTINCT FROM (OLD.proxy_id, OLD.success, OLD.duration_ms, OLD.logged_at)
        THEN
            RETURN NULL;
        END IF;
        INSERT INTO v1_hub.proxy_change (
        proxy_id, is_due, unused_at, total, success, failed, response_ms, responses
    )
    SELECT
        OLD.proxy_id,
        NOT EXISTS (SELECT FROM v1_hub.proxy_due AS p WHERE p.id = OLD.proxy_id AND NOT p.is_due),
        OLD.logged_at,
        -1 AS total,
        -coalesce(OLD.success, FALSE)::integer AS success,
        -coalesce(NOT OLD.success, FALSE)::integer AS failed,
        -coalesce(OLD.duration_ms, 0)::numeric AS response_ms,
        -(OLD.duration_ms IS NOT NULL)::integer AS responses
    WHERE OLD.proxy_id IS NOT NULL;

    END IF;
    INSERT INTO v1_hub.proxy_change (
        proxy_id, is_due, used_at, total, success, failed, response_ms, responses
    )
    SELECT
        NEW.proxy_id,
        NOT EXISTS (SELECT FROM v1_hub.proxy_due AS p WHERE p.id = NEW.proxy_id AND NOT p.is_due),
        NEW.logged_at,
        1 AS total,
        coalesce(NEW.success, FALSE)::integer AS success,
        coalesce(NOT NEW.success, FALSE)::integer AS failed,
        coalesce(NEW.duration_ms, 0)::numeric AS response_ms,
        (NEW.duration_ms IS NOT NULL)::integer AS responses
    WHERE NEW.proxy_id IS NOT NULL;

    RETURN NULL;
END;
$v1_hub$;
REVOKE ALL ON FUNCTION v1_hub.note_usage() FROM public;
COMMENT ON FUNCTION v1_hub.note_usage() IS
'Notes a use, and one that changed or went.';
CREATE TRIGGER note_usage
AFTER INSERT OR UPDATE OR DELETE ON v1_hub.proxy_usage
FOR EACH ROW EXECUTE FUNCTION v1_hub.note_usage();
CREATE OR REPLACE FUNCTION v1_hub.note_heartbeat()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER -- whoever writes a log, or a proxy, holds no right on the ledger
SET search_path = pg_catalog, pg_temp
AS $v1_hub$
BEGIN
    IF to_regclass('v1_hub.proxy') IS NULL THEN
        RETURN NULL;
    END IF;
    IF
        tg_op <> 'INSERT' AND (
            NEW.remote_ip::text IS DISTINCT FROM OLD.remote_ip::text
            OR (NEW.updated_at >= OLD.updated_at) IS NOT TRUE
        )
    THEN
        INSERT INTO v1_hub.proxy_change (
        link, is_due, unbeaten_at
    )
    SELECT
        OLD.remote_ip::text,
        NOT EXISTS (SELECT FROM v1_hub.proxy_due AS p WHERE p.link = OLD.remote_ip::text AND NOT p.is_due)
        AND (
            EXISTS (SELECT FROM v1_hub.proxy_due AS p WHERE p.link = OLD.remote_ip::text)
            OR (SELECT min(c.noted_at) FROM v1_hub.proxy_change AS c) < statement_timestamp() - interval '1 s'
        ),
        OLD.updated_at
    WHERE OLD.remote_ip::text IS NOT NULL;

    END IF;
    INSERT INTO v1_hub.proxy_change (
        link, is_due, beaten_at
    )
    SELECT
        NEW.remote_ip::text,
        NOT EXISTS (SELECT FROM v1_hub.proxy_due AS p WHERE p.link = NEW.remote_ip::text AND NOT p.is_due)
        AND (
            EXISTS (SELECT FROM v1_hub.proxy_due AS p WHERE p.link = NEW.remote_ip::text)
            OR (SELECT min(c.noted_at) FROM v1_hub.proxy_change AS c) < statement_timestamp() - interval '1 s'
        ),
        NEW.updated_at
    WHERE NEW.remote_ip::text IS NOT NULL;

    RETURN NULL;
END;
$v1_hub$;
REVOKE ALL ON FUNCTION v1_hub.note_heartbeat() FROM public;
COMMENT ON FUNCTION v1_hub.note_heartbeat() IS
'Notes a heartbeat, once for all of its server, and one that went.';
CREATE TRIGGER note_heartbeat
AFTER INSERT OR UPDATE OR DELETE ON v1_hub.proxy_heartbeat
FOR EACH ROW EXECUTE FUNCTION v1_hub.note_heartbeat();
CREATE OR REPLACE FUNCTION v1_hub.note_mapping()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER -- whoever writes a log, or a proxy, holds no right on the ledger
SET search_path = pg_catalog, pg_temp
AS $v1_hub$
BEGIN
    IF to_regclass('v1_hub.proxy') IS NULL THEN
        RETURN NULL;
    END IF;
    INSERT INTO v1_hub.proxy_change (proxy_id, is_due, replaced)
    SELECT
        v.proxy_id,
        NOT EXISTS (SELECT FROM v1_hub.proxy_due AS p WHERE p.id = v.proxy_id AND NOT p.is_due),
        v.replaced
    FROM (
        VALUES
        (
            OLD.proxy_id,
            CASE
                WHEN
                    OLD.current_ip IS NOT NULL
                    AND (NEW.proxy_id, NEW.current_ip)
                    IS DISTINCT FROM (OLD.proxy_id, OLD.current_ip)
                    THEN jsonb_build_object(
                        'proxy_number', OLD.proxy_number,
                        'current_ip', OLD.current_ip,
                        'replaced_at', now()::timestamp without time zone
                    )
                ELSE '{}'
            END
        ),
        (nullif(NEW.proxy_id, OLD.proxy_id), '{}')
    ) AS v (proxy_id, replaced)
    WHERE v.proxy_id IS NOT NULL;

    RETURN NULL;
END;
$v1_hub$;
REVOKE ALL ON FUNCTION v1_hub.note_mapping() FROM public;
COMMENT ON FUNCTION v1_hub.note_mapping() IS
'Notes that a mapping of a proxy changed, and the address that gave way.';
CREATE TRIGGER note_mapping
AFTER INSERT OR UPDATE OR DELETE ON v1_hub.proxy_ip_mapping
FOR EACH ROW EXECUTE FUNCTION v1_hub.note_mapping();
CREATE OR REPLACE FUNCTION v1_hub.note_proxy()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER -- whoever writes a log, or a proxy, holds no right on the ledger
SET search_path = pg_catalog, pg_temp
AS $v1_hub$
BEGIN
    IF to_regclass('v1_hub.proxy') IS NULL THEN
        RETURN NULL;
    END IF;
    PERFORM v1_hub.count_proxies(
        NEW.id,
        NEW.id <> OLD.id
    );

    RETURN NULL;
END;
$v1_hub$;
REVOKE ALL ON FUNCTION v1_hub.note_proxy() FROM public;
COMMENT ON FUNCTION v1_hub.note_proxy() IS
'A proxy is new, or moved: heartbeats may be older, and rows of logs that no foreign key binds.';
CREATE TRIGGER note_proxy
AFTER INSERT OR UPDATE OF id, server_ip ON public.v1_hub_proxies
FOR EACH ROW EXECUTE FUNCTION v1_hub.note_proxy();
CREATE OR REPLACE FUNCTION v1_hub.note_truncate()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER -- whoever writes a log, or a proxy, holds no right on the ledger
SET search_path = pg_catalog, pg_temp
AS $v1_hub$
BEGIN
    IF to_regclass('v1_hub.proxy') IS NULL THEN
        RETURN NULL;
    END IF;
    PERFORM v1_hub.count_proxies(NULL, tg_argv[0] = 'usage');

    RETURN NULL;
END;
$v1_hub$;
REVOKE ALL ON FUNCTION v1_hub.note_truncate() FROM public;
COMMENT ON FUNCTION v1_hub.note_truncate() IS
'Notes for every proxy that a leaf was emptied: the argument.';
CREATE TRIGGER note_truncate
AFTER TRUNCATE ON v1_hub.proxy_ip_mapping
FOR EACH STATEMENT EXECUTE FUNCTION v1_hub.note_truncate('mapping');
CREATE TRIGGER note_truncate
AFTER TRUNCATE ON v1_hub.proxy_heartbeat
FOR EACH STATEMENT EXECUTE FUNCTION v1_hub.note_truncate('heartbeat');
CREATE TRIGGER note_truncate
AFTER TRUNCATE ON v1_hub.proxy_usage
FOR EACH STATEMENT EXECUTE FUNCTION v1_hub.note_truncate('usage');

-- The ledger is applied at commit, when a transaction waits for nothing more.
-- sqlfluff:max_line_length:300
CREATE OR REPLACE FUNCTION v1_hub.apply_changes()
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan -- else the length of an array is planned for each time
SET TimeZone = 'UTC'
SET DateStyle = 'ISO, MDY'
SET IntervalStyle = 'postgres'
SET bytea_output = 'hex'
SET extra_float_digits = 1
AS $v1_hub$
DECLARE
    v_ids integer[];
BEGIN
    v_ids := ARRAY(
        SELECT p.id
        FROM v1_hub.proxy AS p
        WHERE p.id IN (SELECT t.of_proxy FROM v1_hub.proxy_told AS t)
        FOR NO KEY UPDATE SKIP LOCKED
    );
    WITH taken AS (
        -- Who has not got all proxies of a change, takes it not. What is about none (any more)
        -- nobody will read, and anybody may take: so it is locked first. By place, and not as a
        -- join, for which the planner might take the ledger for empty.
        DELETE FROM v1_hub.proxy_change AS c
        WHERE
            c.ctid = any(ARRAY(
                SELECT w.ctid
                FROM v1_hub.proxy_change AS w
                WHERE
                    w.ctid = any(ARRAY(
                        SELECT e.ctid FROM v1_hub.proxy_change AS e
                        EXCEPT
                        SELECT t.change
                        FROM v1_hub.proxy_told AS t
                        WHERE t.of_proxy NOT IN (SELECT unnest(v_ids))
                    ))
                FOR UPDATE SKIP LOCKED
            ))
        RETURNING c.*
    ),
    told AS (
        SELECT t.proxy_id AS of_proxy, t.* FROM taken AS t WHERE t.proxy_id IS NOT NULL
        UNION ALL
        SELECT p.id, t.* FROM taken AS t INNER JOIN v1_hub.proxy AS p ON p.link = t.link
    ),
    change AS (
        SELECT
            t.of_proxy,
            coalesce(sum(t.total), 0) AS total,
            coalesce(sum(t.success), 0) AS success,
            coalesce(sum(t.failed), 0) AS failed,
            coalesce(sum(t.response_ms), 0) AS response_ms,
            coalesce(sum(t.responses), 0) AS responses,
            max(t.used_at) AS used_at,
            max(t.unused_at) AS unused_at,
            max(t.beaten_at) AS beaten_at,
            max(t.unbeaten_at) AS unbeaten_at,
            jsonb_agg(t.replaced ORDER BY t.noted_at DESC) FILTER (WHERE t.replaced IS NOT NULL) AS replaced
        FROM told AS t
        GROUP BY t.of_proxy
    ),
    -- What it comes to, and whether the last that is known, or came, may have gone.
    news AS (
        SELECT
            c.of_proxy, c.used_at, c.beaten_at, c.replaced, p.link,
            p.total + c.total AS total,
            p.success + c.success AS success,
            p.failed + c.failed AS failed,
            p.response_ms + c.response_ms AS response_ms,
            p.responses + c.responses AS responses,
            c.unused_at >= coalesce(greatest(p.last_used_at, c.used_at), c.unused_at) AS is_unused,
            c.unbeaten_at >= coalesce(greatest(p.last_heartbeat, c.beaten_at), c.unbeaten_at) AS is_unbeaten
        FROM change AS c
        INNER JOIN v1_hub.proxy AS p ON p.id = c.of_proxy
    )

    UPDATE v1_hub.proxy AS p
    SET
        ip_history = CASE
            WHEN n.replaced IS NULL THEN p.ip_history
            ELSE p.addresses || jsonb_path_query_array(
                jsonb_path_query_array(
                    n.replaced || coalesce(p.ip_history, '[]'), '$[*] ? (exists (@.replaced_at))'
                ),
                '$[0 to 19]'
            )
        END,
        last_heartbeat = CASE
            WHEN n.is_unbeaten THEN beaten.at ELSE greatest(p.last_heartbeat, n.beaten_at)
        END,
        usage_stats = CASE
            -- All of them: while everything is counted anew, more may have gone than is told yet.
            WHEN (n.total, n.success, n.failed, n.response_ms, n.responses) = (0, 0, 0, 0, 0)
                THEN '{}'
            ELSE jsonb_build_object(
                'total', n.total,
                'success', n.success,
                'failed', n.failed,
                'response_ms', n.response_ms,
                'responses', n.responses,
                'average_response_ms', round(n.response_ms / nullif(n.responses, 0), 2),
                'last_used_at', CASE
                    WHEN n.is_unused THEN used.at ELSE greatest(p.last_used_at, n.used_at)
                END
            )
        END || jsonb_build_object(
            'as_of', to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
        )
    FROM news AS n
    -- Then it is read from the leaf, once for all proxies, for there may be no index; else not at all.
    LEFT JOIN (
        SELECT k.of_proxy, max(r.logged_at) AS at
        FROM news AS k
        INNER JOIN v1_hub.proxy_usage AS r ON r.proxy_id = k.of_proxy
        WHERE k.is_unused AND EXISTS (SELECT FROM news AS any_lost WHERE any_lost.is_unused)
        GROUP BY k.of_proxy
    ) AS used ON used.of_proxy = n.of_proxy
    LEFT JOIN (
        SELECT k.of_proxy, max(r.updated_at) AS at
        FROM news AS k
        INNER JOIN v1_hub.proxy_heartbeat AS r ON r.remote_ip::text = k.link
        WHERE k.is_unbeaten AND EXISTS (SELECT FROM news AS any_lost WHERE any_lost.is_unbeaten)
        GROUP BY k.of_proxy
    ) AS beaten ON beaten.of_proxy = n.of_proxy
    WHERE p.id = n.of_proxy;
END;
$v1_hub$;
REVOKE ALL ON FUNCTION v1_hub.apply_changes() FROM public;

COMMENT ON FUNCTION v1_hub.apply_changes() IS
'Brings the proxies up to date of which changes wait: takes their rows of the ledger, and writes '
'their columns once. What another transaction holds is left, and nobody is waited for.';

CREATE OR REPLACE FUNCTION v1_hub.apply_change()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER -- whoever writes a log holds no right on the ledger, nor on v1_hub_proxies
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    -- A SERIALIZABLE transaction must not even read the ledger, to which others append.
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RETURN NULL;
    END IF;
    -- Taken along already, or refused within the last minute.
    IF NOT EXISTS (
        SELECT FROM v1_hub.proxy_change AS c WHERE c.noted_at = NEW.noted_at
    ) OR EXISTS (
        SELECT FROM v1_hub.proxy_change AS c
        WHERE c.noted_at = 'infinity'
            -- What lies ahead is no time, or the clock was set back.
            AND (c.replaced ->> 'tried_at')::timestamptz BETWEEN
            statement_timestamp() - interval '1 min' AND statement_timestamp() + interval '1 min'
    ) THEN
        RETURN NULL;
    END IF;
    PERFORM FROM v1_hub.proxy AS p
    WHERE p.id = NEW.proxy_id OR p.link = NEW.link
    FOR NO KEY UPDATE SKIP LOCKED;
    -- Held by another transaction: it is applying all of this, as a rule.
    IF found OR NOT EXISTS (
        SELECT FROM v1_hub.proxy AS p WHERE p.id = NEW.proxy_id OR p.link = NEW.link
    ) THEN
        PERFORM v1_hub.apply_changes();
    END IF;
    RETURN NULL;
EXCEPTION
    -- A constraint, trigger or rule of v1_hub_proxies must not stop the write of a log.
    WHEN OTHERS THEN
        INSERT INTO v1_hub.proxy_change (noted_at, is_due, replaced)
        VALUES (
            'infinity', FALSE,
            jsonb_build_object('error', sqlerrm, 'tried_at', statement_timestamp())
        );
        RETURN NULL;
END;
$$;
REVOKE ALL ON FUNCTION v1_hub.apply_change() FROM public;

COMMENT ON FUNCTION v1_hub.apply_change() IS
'Brings the proxy of a change up to date, and all others of which changes wait. What is locked, '
'and what a transaction above READ COMMITTED has changed, stays in the ledger until somebody '
'writes about any proxy, or refreshes. Raises nothing: what refuses it is noted at infinity, and '
'it is tried again after a minute.';

CREATE CONSTRAINT TRIGGER apply_change
AFTER INSERT ON v1_hub.proxy_change
DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW WHEN (new.is_due IS NOT FALSE) EXECUTE FUNCTION v1_hub.apply_change();

-- All of the ledger at once, or everything counted anew.
CREATE OR REPLACE FUNCTION v1_hub.count_proxies(p_id integer, p_uses boolean)
RETURNS void
LANGUAGE sql
SET search_path = pg_catalog, pg_temp
AS $$
    -- One statement: its snapshot sees a row and the note of it, or neither.
    INSERT INTO v1_hub.proxy_change (
        proxy_id, is_due, replaced, unbeaten_at,
        total, success, failed, response_ms, responses, used_at, unused_at
    )
    SELECT
        p.id, TRUE, '{}', 'infinity',
        s.total, s.success, s.failed, s.response_ms, s.responses, s.used_at,
        CASE
            WHEN p_uses AND p.usage_stats -> 'last_used_at' <> coalesce(to_jsonb(s.used_at), 'null')
                THEN 'infinity'::timestamp without time zone -- whatever the last is, it is read again
        END
    FROM v1_hub.proxy AS p
    LEFT JOIN (SELECT u.* FROM v1_hub.proxy_summary AS u WHERE p_uses) AS s ON s.id = p.id
    WHERE p_id IS NULL OR p.id = p_id;
$$;
REVOKE ALL ON FUNCTION v1_hub.count_proxies FROM public;

COMMENT ON FUNCTION v1_hub.count_proxies IS
'Notes for one proxy, or (NULL) for all, that addresses and last heartbeat are read again; with '
'p_uses also what usage_stats and the ledger lack of the uses. Twice at the same time they would '
'get that twice: v1_hub.refresh_proxies() has a lock.';

CREATE OR REPLACE FUNCTION v1_hub.refresh_proxies(rebuild boolean DEFAULT FALSE)
RETURNS bigint
LANGUAGE plpgsql
SECURITY DEFINER -- whoever is granted it holds no right on the ledger, nor on v1_hub_proxies
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE object_not_in_prerequisite_state USING
            MESSAGE = 'v1_hub.refresh_proxies() needs a READ COMMITTED transaction',
            HINT = 'SET default_transaction_isolation = ''read committed'';';
    END IF;
    IF rebuild THEN
        PERFORM pg_advisory_xact_lock(1986357253, 1);
        PERFORM v1_hub.count_proxies(NULL, TRUE);
    END IF;
    PERFORM v1_hub.apply_changes();
    RETURN (SELECT count(DISTINCT t.of_proxy) FROM v1_hub.proxy_told AS t);
END;
$$;
REVOKE ALL ON FUNCTION v1_hub.refresh_proxies(boolean) FROM public;

COMMENT ON FUNCTION v1_hub.refresh_proxies(boolean) IS
'Brings all proxies up to date; with rebuild everything is counted anew, which mends whatever was '
'overwritten or restored twice. Returns how many proxies have changes that still wait: another '
'transaction held the proxy, or wrote meanwhile. Raises 55000 above READ COMMITTED.';

-- Verification: the columns plus the ledger against the leaves.
CREATE OR REPLACE FUNCTION v1_hub.verify_proxies()
RETURNS TABLE (check_name text, ok boolean, detail text)
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
SET TimeZone = 'UTC'
SET DateStyle = 'ISO, MDY'
SET IntervalStyle = 'postgres'
SET bytea_output = 'hex'
SET extra_float_digits = 1
AS $$
BEGIN
    check_name := 'merged columns';
    ok := FALSE;
    IF EXISTS (
        SELECT 1
        FROM pg_trigger AS t
        WHERE t.tgfoid = 'v1_hub.note_truncate'::regproc AND t.tgenabled = 'D'
    ) THEN
        ok := TRUE;
        detail := 'switched off; on again: SELECT v1_hub.summary_enable();';
    ELSIF to_regclass('v1_hub.proxy_summary') IS NULL THEN
        detail := 'one was dropped, nothing is merged; for good: SELECT v1_hub.summary_disable(); '
            || 'else roll back and install again';
    ELSIF EXISTS (SELECT 1 FROM v1_hub.proxy_change AS c WHERE c.noted_at = 'infinity') THEN
        SELECT format(
            'cannot be written: %s; when that is mended: SELECT v1_hub.refresh_proxies();',
            min(c.replaced ->> 'error')
        ) INTO detail
        FROM v1_hub.proxy_change AS c
        WHERE c.noted_at = 'infinity';
    ELSE
        SELECT
            w.wrong = 0,
            format('%s proxies, %s not current', w.proxies, w.wrong) || CASE
                WHEN w.wrong > 0 THEN '; SELECT v1_hub.refresh_proxies(rebuild => true);'
                ELSE format(', changes of %s wait', w.waiting)
            END
        INTO ok, detail
        FROM (
            SELECT
                count(*) AS proxies,
                count(*) FILTER (WHERE t.of_proxy IS NOT NULL) AS waiting,
                count(*) FILTER (
                    WHERE
                    (s.total, s.success, s.failed, s.response_ms, s.responses) <> (0, 0, 0, 0, 0)
                    -- What cannot be added up is compared where nothing waits.
                    OR t.of_proxy IS NULL AND (
                        jsonb_path_query_array(p.ip_history, '$[*] ? (!exists (@.replaced_at))'),
                        p.last_heartbeat,
                        nullif(p.usage_stats -> 'last_used_at', 'null')
                    ) IS DISTINCT FROM (p.addresses, s.beaten_at, to_jsonb(s.used_at))
                ) AS wrong
            FROM v1_hub.proxy AS p
            INNER JOIN v1_hub.proxy_summary AS s ON s.id = p.id
            LEFT JOIN (
                SELECT DISTINCT c.of_proxy FROM v1_hub.proxy_told AS c
            ) AS t ON t.of_proxy = p.id
        ) AS w;
    END IF;
    RETURN NEXT;
END;
$$;

COMMENT ON FUNCTION v1_hub.verify_proxies() IS
'Whether the merged columns, with what waits in the ledger, say what the leaves do; the detail '
'names the remedy. It changes nothing.';

-- Switching the merged columns off and on.
-- sqlfluff:max_line_length:200
CREATE OR REPLACE FUNCTION v1_hub.summary_disable()
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
-- Whoever writes the logs would stand behind it for as long as one of them takes.
SET lock_timeout = '5s'
AS $$
BEGIN
    ALTER TABLE v1_hub.proxy_ip_mapping
    DISABLE TRIGGER note_mapping,
    DISABLE TRIGGER note_truncate;
    ALTER TABLE v1_hub.proxy_heartbeat
    DISABLE TRIGGER note_heartbeat,
    DISABLE TRIGGER note_truncate;
    ALTER TABLE v1_hub.proxy_usage
    DISABLE TRIGGER note_usage,
    DISABLE TRIGGER note_truncate;
    ALTER TABLE public.v1_hub_proxies DISABLE TRIGGER note_proxy;
    DELETE FROM v1_hub.proxy_change;
END;
$$;
REVOKE ALL ON FUNCTION v1_hub.summary_disable() FROM public;
CREATE OR REPLACE FUNCTION v1_hub.summary_enable()
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
-- Whoever writes the logs would stand behind it for as long as one of them takes.
SET lock_timeout = '5s'
AS $$
BEGIN
    IF to_regclass('v1_hub.proxy_summary') IS NULL THEN
        RAISE object_not_in_prerequisite_state USING
            MESSAGE = 'a merged column of v1_hub_proxies was dropped',
            HINT = 'Roll back, then install again.';
    END IF;
    ALTER TABLE v1_hub.proxy_ip_mapping
    ENABLE TRIGGER note_mapping,
    ENABLE TRIGGER note_truncate;
    ALTER TABLE v1_hub.proxy_heartbeat
    ENABLE TRIGGER note_heartbeat,
    ENABLE TRIGGER note_truncate;
    ALTER TABLE v1_hub.proxy_usage
    ENABLE TRIGGER note_usage,
    ENABLE TRIGGER note_truncate;
    ALTER TABLE public.v1_hub_proxies ENABLE TRIGGER note_proxy;
    PERFORM v1_hub.refresh_proxies(rebuild => TRUE);
END;
$$;
REVOKE ALL ON FUNCTION v1_hub.summary_enable() FROM public;

COMMENT ON FUNCTION v1_hub.summary_disable() IS
'Switches the merged columns off: the logs cost what they cost without, the columns stay as they '
'are (usage_stats.as_of says of when). Waits for writers of the logs, and raises 55P03 where one '
'takes longer than five seconds: call it again.';
COMMENT ON FUNCTION v1_hub.summary_enable() IS
'Switches the merged columns on again, and counts everything anew; who writes the logs waits. Raises '
'55P03 as summary_disable() does, 55000 where a merged column was dropped, and above READ COMMITTED.';

-- ------------------------------------------------------------------------------------------------
-- Switch the audit of v1_hub_work_slots on (phase 2)
-- ------------------------------------------------------------------------------------------------

-- From here on every change is in the audit log. What an earlier install audited goes on as it was, or
-- as it was switched off. No row is counted: that would take as long as there are rows.
SELECT v1_hub.audit_enable('public.v1_hub_work_slots', p_count => FALSE)
WHERE NOT EXISTS (
    SELECT 1
    FROM v1_hub.audit_tables AS t
    WHERE
        t.id = v1_hub.audit_source('public.v1_hub_work_slots')
        AND t.enabled_at IS NOT NULL
        AND NOT t.resumes
);

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
UPDATE v1_hub.hub SET
    merged = '{"table": "public.v1_hub_proxies", "reasons": {}, "key": "id", "key_type": "integer", "address": "server_ip", "rooms": {"public.v1_hub_proxies": [], "v1_hub.proxy_ip_mapping": []}, "mapping": {"table": "v1_hub.proxy_ip_mapping", "columns": {"id": "id", "proxy_id": "proxy_id", "proxy_number": "proxy_number", "current_ip": "current_ip", "is_active": "is_active", "last_toggle": "last_toggle", "heartbeat_at": "heartbeat_at", "updated_at": "updated_at"}, "time": "updated_at", "time_type": "timestamp without time zone", "is_numeric": false, "document": [["id", "id", false], ["proxy_number", "proxy_number", false], ["current_ip", "current_ip", false], ["is_active", "is_active", false], ["last_toggle", "last_toggle", false], ["heartbeat_at", "heartbeat_at", false], ["updated_at", "updated_at", false]], "order": ["id"]}, "heartbeat": {"table": "v1_hub.proxy_heartbeat", "columns": {"id": "id", "name": "name", "remote_ip": "remote_ip", "created_at": "logged_at", "updated_at": "updated_at"}, "time": "updated_at", "time_type": "timestamp without time zone", "is_numeric": false, "document": [["id", "id", false], ["name", "name", false], ["remote_ip", "remote_ip", false], ["created_at", "logged_at", false], ["updated_at", "updated_at", false]], "order": ["id"]}, "usage": {"table": "v1_hub.proxy_usage", "columns": {"id": "id", "proxy_id": "proxy_id", "keyword_id": "keyword_id", "used_ip": "used_ip", "success": "success", "response_time_ms": "duration_ms", "created_at": "logged_at"}, "time": "logged_at", "time_type": "timestamp without time zone", "is_numeric": false, "document": [["id", "id", false], ["keyword_id", "keyword_id", false], ["used_ip", "used_ip", false], ["success", "success", false], ["response_time_ms", "duration_ms", false], ["created_at", "logged_at", false]], "order": ["id"]}, "is_bound": true}',
    merged_due = true,
    stage = 'finishing',
    version = '0.2.0',
    finished_at = NULL,
    audit_due = audit_due || '{public.v1_hub_work_allocations,public.v1_hub_proxies,public.v1_hub_clients,public.v1_hub_external_sites,v1_hub.daily_work_tracking,v1_hub.proxy_ip_mapping}'::text []; -- noqa: LT01
INSERT INTO v1_hub.retired (
    table_name, place, phase, treatment, reason, leaf, source_id, facts, rebind
) VALUES (
    'v1_hub_proxy_ip_mapping', 1, 1,
    'leaf', NULL, 'proxy_ip_mapping',
    NULL,
    '{"owner": "hub_owner", "rights": [["current_ip", "v1_hub_reporter", "UPDATE", false], ["last_toggle", "v1_hub_reporter", "UPDATE", false], ["updated_at", "v1_hub_reporter", "UPDATE", false], [null, "hub_owner", "DELETE", false], [null, "hub_owner", "INSERT", false], [null, "hub_owner", "MAINTAIN", false], [null, "hub_owner", "REFERENCES", false], [null, "hub_owner", "SELECT", false], [null, "hub_owner", "TRIGGER", false], [null, "hub_owner", "TRUNCATE", false], [null, "hub_owner", "UPDATE", false], [null, "v1_hub_reporter", "SELECT", false]], "columns": [["id", "integer", true, null], ["proxy_id", "integer", false, null], ["proxy_number", "integer", false, "Line of the proxy, from 1."], ["current_ip", "character varying(45)", false, "현재 외부 IP (IPv4 또는 IPv6)"], ["is_active", "boolean", true, null], ["last_toggle", "timestamp without time zone", false, null], ["heartbeat_at", "timestamp without time zone", true, null], ["updated_at", "timestamp without time zone", true, null]], "constraints": ["v1_hub_proxy_ip_mapping_pkey", "v1_hub_proxy_ip_mapping_proxy_id_fkey", "v1_hub_proxy_ip_mapping_proxy_id_proxy_number_key"], "indexes": ["v1_hub_proxy_ip_mapping_is_active_idx", "v1_hub_proxy_ip_mapping_pkey", "v1_hub_proxy_ip_mapping_proxy_id_idx", "v1_hub_proxy_ip_mapping_proxy_id_proxy_number_key"], "keys_onto": [], "dependents": ["public.v1_hub_proxy_status"], "primary_key": ["id"], "sequences": [{"schema": "public", "name": "v1_hub_proxy_ip_mapping_id_seq", "column_name": "id", "type": "integer", "minimum": 1, "maximum": 2147483647, "cycles": false, "increment": 1, "cache": 1}]}',
    NULL
);
INSERT INTO v1_hub.retired (
    table_name, place, phase, treatment, reason, leaf, source_id, facts, rebind
) VALUES (
    'v1_hub_proxy_heartbeat', 2, 1,
    'leaf', NULL, 'proxy_heartbeat',
    NULL,
    '{"owner": "hub_owner", "rights": [[null, "hub_owner", "DELETE", false], [null, "hub_owner", "INSERT", false], [null, "hub_owner", "MAINTAIN", false], [null, "hub_owner", "REFERENCES", false], [null, "hub_owner", "SELECT", false], [null, "hub_owner", "TRIGGER", false], [null, "hub_owner", "TRUNCATE", false], [null, "hub_owner", "UPDATE", false], [null, "v1_hub_reporter", "SELECT", false]], "columns": [["id", "integer", true, null], ["name", "character varying(100)", false, null], ["remote_ip", "character varying(45)", false, null], ["created_at", "timestamp without time zone", true, null], ["updated_at", "timestamp without time zone", true, null]], "constraints": ["v1_hub_proxy_heartbeat_name_key", "v1_hub_proxy_heartbeat_pkey"], "indexes": ["v1_hub_proxy_heartbeat_name_idx", "v1_hub_proxy_heartbeat_name_key", "v1_hub_proxy_heartbeat_pkey", "v1_hub_proxy_heartbeat_updated_at_idx"], "keys_onto": [], "dependents": ["public.v1_hub_proxy_status"], "primary_key": ["id"], "sequences": [{"schema": "public", "name": "v1_hub_proxy_heartbeat_id_seq", "column_name": "id", "type": "integer", "minimum": 1, "maximum": 2147483647, "cycles": false, "increment": 1, "cache": 1}]}',
    NULL
);
INSERT INTO v1_hub.retired (
    table_name, place, phase, treatment, reason, leaf, source_id, facts, rebind
) VALUES (
    'v1_hub_proxy_usage', 3, 1,
    'leaf', NULL, 'proxy_usage',
    NULL,
    '{"owner": "hub_owner", "rights": [[null, "hub_owner", "DELETE", false], [null, "hub_owner", "INSERT", false], [null, "hub_owner", "MAINTAIN", false], [null, "hub_owner", "REFERENCES", false], [null, "hub_owner", "SELECT", false], [null, "hub_owner", "TRIGGER", false], [null, "hub_owner", "TRUNCATE", false], [null, "hub_owner", "UPDATE", false], [null, "v1_hub_reporter", "INSERT", false], [null, "v1_hub_reporter", "SELECT", false], [null, "v1_hub_reporter", "UPDATE", false]], "columns": [["id", "integer", true, null], ["proxy_id", "integer", false, null], ["keyword_id", "integer", false, null], ["used_ip", "character varying(45)", false, null], ["success", "boolean", true, null], ["response_time_ms", "integer", false, "Milliseconds; NULL when no answer came."], ["created_at", "timestamp without time zone", true, null]], "constraints": ["v1_hub_proxy_usage_keyword_id_fkey", "v1_hub_proxy_usage_pkey", "v1_hub_proxy_usage_proxy_id_fkey"], "indexes": ["v1_hub_proxy_usage_created_at_idx", "v1_hub_proxy_usage_keyword_id_idx", "v1_hub_proxy_usage_pkey"], "keys_onto": [], "dependents": ["public.v1_hub_failed_usage"], "primary_key": ["id"], "sequences": [{"schema": "public", "name": "v1_hub_proxy_usage_id_seq", "column_name": "id", "type": "integer", "minimum": 1, "maximum": 2147483647, "cycles": false, "increment": 1, "cache": 1}]}',
    NULL
);
INSERT INTO v1_hub.retired (
    table_name, place, phase, treatment, reason, leaf, source_id, facts, rebind
) VALUES (
    'v1_hub_client_activity_logs', 4, 2,
    'leaf', NULL, 'client_activity',
    NULL,
    '{"owner": "hub_owner", "rights": [[null, "hub_owner", "DELETE", false], [null, "hub_owner", "INSERT", false], [null, "hub_owner", "MAINTAIN", false], [null, "hub_owner", "REFERENCES", false], [null, "hub_owner", "SELECT", false], [null, "hub_owner", "TRIGGER", false], [null, "hub_owner", "TRUNCATE", false], [null, "hub_owner", "UPDATE", false], [null, "v1_hub_reporter", "INSERT", false]], "columns": [["id", "integer", true, null], ["client_ip", "character varying(45)", false, null], ["instance_number", "integer", false, null], ["user_folder_number", "integer", false, null], ["allocation_id", "integer", false, null], ["work_slot_id", "integer", false, null], ["status", "character varying(20)", false, null], ["execution_time_ms", "integer", false, null], ["reported_at", "timestamp without time zone", true, null]], "constraints": ["v1_hub_client_activity_logs_allocation_id_fkey", "v1_hub_client_activity_logs_pkey", "v1_hub_client_activity_logs_work_slot_id_fkey"], "indexes": ["v1_hub_client_activity_logs_client_ip_instance_number_user__idx", "v1_hub_client_activity_logs_client_ip_reported_at_idx", "v1_hub_client_activity_logs_pkey"], "keys_onto": [], "dependents": ["public.v1_hub_client_today"], "primary_key": ["id"], "sequences": [{"schema": "public", "name": "v1_hub_client_activity_logs_id_seq", "column_name": "id", "type": "integer", "minimum": 1, "maximum": 2147483647, "cycles": false, "increment": 1, "cache": 1}]}',
    NULL
);
INSERT INTO v1_hub.retired (
    table_name, place, phase, treatment, reason, leaf, source_id, facts, rebind
) VALUES (
    'v1_hub_daily_work_tracking', 5, 2,
    'leaf', NULL, 'daily_work_tracking',
    NULL,
    '{"owner": "hub_owner", "rights": [[null, "hub_owner", "DELETE", false], [null, "hub_owner", "INSERT", false], [null, "hub_owner", "MAINTAIN", false], [null, "hub_owner", "REFERENCES", false], [null, "hub_owner", "SELECT", false], [null, "hub_owner", "TRIGGER", false], [null, "hub_owner", "TRUNCATE", false], [null, "hub_owner", "UPDATE", false], [null, "v1_hub_reporter", "SELECT", false]], "columns": [["id", "integer", true, null], ["work_slot_id", "integer", false, null], ["work_date", "date", false, null], ["target_count", "integer", false, "하루 목표 작업 수"], ["allocated_count", "integer", true, null], ["completed_count", "integer", true, null], ["failed_count", "integer", true, null], ["avg_response_time_ms", "integer", false, null], ["first_allocation_at", "timestamp without time zone", false, null], ["last_allocation_at", "timestamp without time zone", false, null]], "constraints": ["uk_daily_tracking", "v1_hub_daily_work_tracking_pkey", "v1_hub_daily_work_tracking_work_slot_id_fkey"], "indexes": ["uk_daily_tracking", "v1_hub_daily_work_tracking_pkey", "v1_hub_daily_work_tracking_work_date_idx", "v1_hub_daily_work_tracking_work_slot_id_work_date_idx"], "keys_onto": [], "dependents": ["public.v1_hub_work_dashboard"], "primary_key": ["id"], "sequences": [{"schema": "public", "name": "v1_hub_daily_work_tracking_id_seq", "column_name": "id", "type": "integer", "minimum": 1, "maximum": 2147483647, "cycles": false, "increment": 1, "cache": 1}]}',
    NULL
);
INSERT INTO v1_hub.retired (
    table_name, place, phase, treatment, reason, leaf, source_id, facts, rebind
) VALUES (
    'v1_hub_work_slots_history', 6, 2,
    'history', NULL, 'work_slots_history',
    v1_hub.audit_source(to_regclass('public.v1_hub_work_slots')),
    E'{"owner": "hub_owner", "rights": [[null, "hub_owner", "DELETE", false], [null, "hub_owner", "INSERT", false], [null, "hub_owner", "MAINTAIN", false], [null, "hub_owner", "REFERENCES", false], [null, "hub_owner", "SELECT", false], [null, "hub_owner", "TRIGGER", false], [null, "hub_owner", "TRUNCATE", false], [null, "hub_owner", "UPDATE", false]], "columns": [["id", "integer", true, null], ["work_slot_id", "integer", false, null], ["changed_at", "timestamp without time zone", true, null], ["changed_by", "character varying(100)", false, null], ["operation", "character varying(20)", false, null], ["old_data", "jsonb", false, null], ["new_data", "jsonb", false, null], ["change_summary", "text", false, "One line: created, deleted, or \\"column: old -> new\\" of each changed column."]], "constraints": ["v1_hub_work_slots_history_pkey", "v1_hub_work_slots_history_work_slot_id_fkey"], "indexes": ["v1_hub_work_slots_history_changed_at_idx", "v1_hub_work_slots_history_pkey", "v1_hub_work_slots_history_work_slot_id_idx"], "keys_onto": [], "dependents": ["public.v1_hub_slot_changes"], "primary_key": ["id"], "sequences": [{"schema": "public", "name": "v1_hub_work_slots_history_id_seq", "column_name": "id", "type": "integer", "minimum": 1, "maximum": 2147483647, "cycles": false, "increment": 1, "cache": 1}], "foreign_keys": [{"name": "v1_hub_work_slots_history_work_slot_id_fkey", "definition": "FOREIGN KEY (work_slot_id) REFERENCES public.v1_hub_work_slots(id) ON DELETE CASCADE", "target": "public.v1_hub_work_slots", "target_bare_name": "v1_hub_work_slots", "pairs": [["work_slot_id", "id"]]}], "checks": [{"relation": 16577, "target": 0, "table_name": "public.v1_hub_work_slots_history", "target_name": null, "target_bare_name": null, "name": "v1_hub_work_slots_history_pkey", "kind": "p", "is_validated": true, "is_top": true, "definition": "PRIMARY KEY (id)", "expression": null, "columns": ["id"], "target_columns": []}], "required": ["id", "work_slot_id", "operation"], "triggers": [{"name": "v1_hub_log_work_slot_change", "definition": "CREATE TRIGGER v1_hub_log_work_slot_change AFTER INSERT OR DELETE OR UPDATE ON public.v1_hub_work_slots FOR EACH ROW EXECUTE FUNCTION public.v1_hub_log_work_slot_change()", "state": "O"}]}'::jsonb
    || jsonb_build_object('log_id', (
        SELECT max(a.id)
        FROM public.v1_hub_audit_log AS a
        WHERE a.id < 2147483648 OR a.transaction_id IS NOT NULL
    )),
    NULL
);
INSERT INTO v1_hub.retired (
    table_name, place, phase, treatment, reason, leaf, source_id, facts, rebind
) VALUES (
    'v1_hub_work_results', 7, 3,
    'fold', NULL, 'work_result',
    NULL,
    '{"owner": "hub_owner", "rights": [[null, "hub_owner", "DELETE", false], [null, "hub_owner", "INSERT", false], [null, "hub_owner", "MAINTAIN", false], [null, "hub_owner", "REFERENCES", false], [null, "hub_owner", "SELECT", false], [null, "hub_owner", "TRIGGER", false], [null, "hub_owner", "TRUNCATE", false], [null, "hub_owner", "UPDATE", false], [null, "v1_hub_reporter", "SELECT", false]], "columns": [["id", "integer", true, null], ["allocation_id", "integer", false, null], ["started_at", "timestamp without time zone", false, null], ["completed_at", "timestamp without time zone", false, null], ["execution_time_ms", "integer", false, null], ["client_ip", "character varying(45)", false, null], ["instance_number", "integer", false, null], ["user_folder_number", "integer", false, null], ["applied_cart_click", "boolean", false, null], ["status", "character varying(20)", false, null], ["status_code", "integer", false, null], ["current_page", "integer", false, null], ["is_blocked", "boolean", true, null], ["block_type", "character varying(50)", false, null], ["block_details", "jsonb", false, "What the blocked page looked like; the JSON null means: looked at, nothing found."], ["page_load_time_ms", "integer", false, null], ["dom_ready_time_ms", "integer", false, null], ["first_product_time_ms", "integer", false, null], ["total_requests", "integer", false, null], ["blocked_requests", "integer", false, null], ["created_at", "timestamp without time zone", true, null], ["applied_settings", "jsonb", true, "작업에 적용된 설정"]], "constraints": ["v1_hub_work_results_allocation_id_fkey", "v1_hub_work_results_pkey", "v1_hub_work_results_status_check"], "indexes": ["v1_hub_work_results_allocation_id_idx", "v1_hub_work_results_applied_settings_idx", "v1_hub_work_results_expr_idx", "v1_hub_work_results_is_blocked_idx", "v1_hub_work_results_pkey", "v1_hub_work_results_status_created_at_idx"], "keys_onto": ["public.v1_hub_product_results.v1_hub_product_results_result_id_fkey"], "dependents": ["public.v1_hub_blocked_results", "public.v1_hub_daily_results"], "primary_key": ["id"], "sequences": [{"schema": "public", "name": "v1_hub_work_results_id_seq", "column_name": "id", "type": "integer", "minimum": 1, "maximum": 2147483647, "cycles": false, "increment": 1, "cache": 1}], "defaults": {}}',
    '-- What cannot be bound anew in place is dropped, and made again at the end of this step.
DROP MATERIALIZED VIEW public.v1_hub_daily_results;
-- public.v1_hub_daily_results cannot be replaced, so it is made again as it was.
CREATE MATERIALIZED VIEW public.v1_hub_daily_results AS
 SELECT (created_at)::date AS result_date,
    status,
    count(*) AS results,
    (avg(execution_time_ms))::integer AS avg_execution_time_ms,
    sum(blocked_requests) AS blocked_requests
   FROM public.v1_hub_work_results r
  GROUP BY ((created_at)::date), status;
ALTER MATERIALIZED VIEW public.v1_hub_daily_results OWNER TO hub_owner;
REVOKE ALL ON public.v1_hub_daily_results FROM PUBLIC, hub_owner;
GRANT DELETE, INSERT, MAINTAIN, REFERENCES, SELECT, TRIGGER, TRUNCATE, UPDATE ON public.v1_hub_daily_results TO hub_owner;
GRANT SELECT ON public.v1_hub_daily_results TO v1_hub_reporter;
COMMENT ON MATERIALIZED VIEW public.v1_hub_daily_results IS ''Results a day and status; refreshed by night.'';
CREATE UNIQUE INDEX v1_hub_daily_results_result_date_status_idx ON public.v1_hub_daily_results USING btree (result_date, status);
'
);

-- ------------------------------------------------------------------------------------------------
-- Close what lies under the views
-- ------------------------------------------------------------------------------------------------

-- Nobody but the owner reads what lies under the views, unless granted to afterwards: what default
-- privileges have just given away on new relations is taken back.
DO $$
BEGIN
    EXECUTE coalesce((
        WITH ours AS (
            -- By index: there may be 20,000 tables and functions that are not.
            SELECT d.classid, d.objid
            FROM pg_depend AS d
            WHERE d.refclassid = 'pg_namespace'::regclass AND d.refobjid = 'v1_hub'::regnamespace
            UNION ALL
            SELECT 'pg_class'::regclass, to_regclass(format('%I.v1_hub_%s', 'public', n.name))
            FROM unnest(
                '{activity_logs, activity_logs_id_seq, audit_log, audit_log_id_seq}'::text []
            ) AS n (name)
        ),

        held (name, identity, owner, acl) AS (
            SELECT 'TABLE ' || c.oid::regclass, c.oid::regclass::text, c.relowner, c.relacl
            FROM ours AS u
            INNER JOIN pg_class AS c ON c.oid = u.objid
            WHERE
                u.classid = 'pg_class'::regclass
                AND c.relkind IN ('r', 'p', 'v', 'S')
                -- A table that has moved here keeps the rights it came with.
                AND (
                    c.relnamespace <> 'v1_hub'::regnamespace
                    OR c.relkind <> 'S'
                    AND c.relname NOT IN (SELECT r.leaf FROM v1_hub.retired AS r)
                )
            UNION ALL
            -- With such a function on one's own table one could write what one likes into the logs.
            SELECT 'FUNCTION ' || p.oid::regprocedure, i.identity, p.proowner, p.proacl
            FROM ours AS u
            INNER JOIN pg_proc AS p ON p.oid = u.objid
            CROSS JOIN pg_identify_object('pg_proc'::regclass, p.oid, 0) AS i
            WHERE u.classid = 'pg_proc'::regclass AND p.prosecdef
        )

        SELECT string_agg(format('REVOKE ALL ON %s FROM %s;', r.name, r.grantees), ' ')
        FROM (
            SELECT h.name, string_agg(DISTINCT g, ', ') AS grantees
            FROM held AS h
            CROSS JOIN aclexplode(h.acl) AS e
            CROSS JOIN coalesce(nullif(e.grantee, 0)::regrole::text, 'PUBLIC') AS g
            -- What is written down is of an earlier phase: there somebody has granted it since.
            WHERE e.grantee <> h.owner AND h.identity NOT IN (SELECT o.identity FROM v1_hub.object AS o)
            GROUP BY h.name
        ) AS r
    ), '');
END;
$$;

-- ------------------------------------------------------------------------------------------------
-- Name what is ours
-- ------------------------------------------------------------------------------------------------

-- What is ours is all that lies in our schemas now, as nothing else did at the beginning: relations and
-- columns first, then what hangs on them, then what hangs on that. A rollback drops this, and nothing
-- else.
INSERT INTO v1_hub.object (type, identity, fate)
-- The relations and columns that an install has made or moved, and what a rollback does to each.
-- Read at the end of a cut-over, before anybody else can have put anything there.
-- fate: dropped; view: replaced by the table; kept: goes back, or stays; grows: kept, and the
-- package adds partitions to it.
WITH relation AS (
    SELECT
        c.oid,
        c.relname,
        n.nspname,
        CASE c.relkind WHEN 'v' THEN 'view' WHEN 'S' THEN 'sequence' ELSE 'table' END AS type,
        quote_ident(n.nspname) || '.' || quote_ident(c.relname) AS identity
    FROM pg_class AS c
    INNER JOIN pg_namespace AS n ON c.relnamespace = n.oid
    WHERE
        c.relkind IN ('r', 'p', 'v', 'm', 'S')
        -- Of 20,000 other tables no name is put together.
        AND (
            n.nspname IN ('v1_hub', 'v1_hub_retired')
            OR (n.nspname = 'public' AND c.relname LIKE 'v1\_hub\_%')
        )
)

SELECT
    r.type,
    r.identity,
    CASE
        WHEN v.table_name IS NOT NULL THEN 'view'
        WHEN r.nspname <> 'public' THEN 'kept'
        WHEN r.relname = 'v1_hub_audit_log' THEN 'grows'
        ELSE 'dropped'
    END AS fate
FROM relation AS r
LEFT JOIN v1_hub.retired AS v
    ON r.relname = v.table_name AND r.nspname = 'public' AND r.type = 'view'
LEFT JOIN v1_hub.retired AS t ON r.relname = t.leaf AND r.nspname = 'v1_hub'
WHERE
    v.table_name IS NOT NULL
    OR t.leaf IS NOT NULL
    OR (r.nspname = 'v1_hub_retired' AND r.type = 'table')
    OR (
        r.nspname = 'public'
        AND r.relname ~ '^v1_hub_(activity_logs|audit_log)(_id_seq)?$'
    )
UNION ALL
-- What the log added to a table that became its leaf, and the merged columns.
SELECT
    'table column',
    r.identity || '.' || quote_ident(a.attname),
    'dropped'
FROM relation AS r
INNER JOIN pg_attribute AS a ON r.oid = a.attrelid AND a.attnum > 0 AND NOT a.attisdropped
LEFT JOIN v1_hub.retired AS t ON r.relname = t.leaf AND r.nspname = 'v1_hub'
LEFT JOIN v1_hub.log_column AS c ON t.table_name = c.table_name AND a.attname = c.log_name
WHERE
    (t.treatment IN ('leaf', 'fold') AND c.log_name IS NULL)
    OR (
        r.identity = quote_ident('public') || '.v1_hub_proxies' AND r.type = 'table'
        AND a.attname IN ('ip_history', 'last_heartbeat', 'usage_stats')
    )
ORDER BY 1, 2
ON CONFLICT (type, identity) DO UPDATE SET fate = excluded.fate;
PREPARE v1_hub_name_ours AS
INSERT INTO v1_hub.object (type, identity)
SELECT
    o.type,
    o.identity
FROM (
-- Every object that lies in our schemas, hangs on what we made, or stands on it, and on what.
-- What was not there at the end of the install is somebody else's. made: as sql/checks/made.sql
-- tells it, and what this query found then; an empty list before an install.
WITH made AS (
    SELECT m.*
    FROM jsonb_to_recordset((SELECT jsonb_agg(to_jsonb(b)) FROM v1_hub.object AS b)::jsonb) AS m (type text, identity text, fate text)
),

-- Relations, and columns (subid) that go one by one.
relation AS (
    SELECT
        c.oid,
        c.relkind,
        c.reltype,
        coalesce(a.attnum, 0) AS subid,
        m.identity,
        m.fate IS NOT NULL AS told,
        coalesce(m.fate, 'dropped') AS fate
    FROM made AS m
    CROSS JOIN LATERAL parse_ident(m.identity) AS p (parts)
    INNER JOIN pg_namespace AS n ON n.nspname = p.parts[1]::name
    INNER JOIN pg_class AS c ON n.oid = c.relnamespace AND c.relname = p.parts[2]::name
    CROSS JOIN
        LATERAL (
            SELECT max(l.attnum) AS attnum
            FROM pg_attribute AS l
            WHERE c.oid = l.attrelid AND l.attname = p.parts[3]::name AND NOT l.attisdropped
        ) AS a
    WHERE
        (
            m.type IN ('table', 'view', 'materialized view', 'sequence')
            OR (m.type = 'table column' AND m.fate = 'dropped')
        )
        AND (m.type = 'table column') = (a.attnum IS NOT NULL)
),

space AS (
    SELECT to_regnamespace(s.name)::oid AS oid
    FROM unnest('{v1_hub,v1_hub_retired}'::text[]) AS s (name)
),

-- Months of the audit log come and go.
grown AS (
    SELECT p.relid AS oid
    FROM relation AS r
    CROSS JOIN LATERAL pg_partition_tree(r.oid) AS p
    INNER JOIN pg_class AS c ON p.relid = c.oid
    INNER JOIN space AS s ON c.relnamespace = s.oid
    WHERE r.fate = 'grows'
),

-- What we made: its address, and what a rollback does to it.
root AS (
    SELECT
        'pg_class'::regclass AS classid,
        r.oid AS objid,
        r.subid,
        r.fate,
        r.identity
    FROM relation AS r
    UNION ALL
    SELECT
        'pg_type'::regclass,
        t.oid,
        0,
        r.fate,
        r.identity
    FROM relation AS r
    INNER JOIN pg_type AS e ON r.reltype = e.oid
    CROSS JOIN LATERAL (VALUES (e.oid), (e.typarray)) AS t (oid)
    WHERE r.subid = 0
    UNION ALL
    SELECT
        d.classid,
        d.objid,
        0,
        'dropped',
        i.identity
    FROM space AS s
    INNER JOIN pg_depend AS d
        ON
            d.refclassid = 'pg_namespace'::regclass
            AND s.oid = d.refobjid
            AND d.classid <> 'pg_class'::regclass
    CROSS JOIN LATERAL pg_identify_object(d.classid, d.objid, d.objsubid) AS i
    INNER JOIN made AS m ON i.type = m.type AND i.identity = m.identity
),

bound AS (
    SELECT
        d.classid,
        d.objid,
        d.objsubid AS subid,
        'schema' AS how,
        s.oid::regnamespace::text AS what
    FROM space AS s
    INNER JOIN pg_depend AS d ON d.refclassid = 'pg_namespace'::regclass AND s.oid = d.refobjid
    WHERE
        -- Default privileges in a schema end with it.
        d.classid <> 'pg_default_acl'::regclass
        -- The sequence of a column goes where its table goes.
        AND NOT EXISTS (
            SELECT 1 FROM pg_depend AS o
            WHERE
                o.classid = 'pg_class'::regclass
                AND d.classid = o.classid
                AND o.objid = d.objid
                AND o.refclassid = o.classid
                AND o.refobjsubid > 0
                AND o.deptype = 'a'
        )
    UNION ALL
    SELECT
        CASE WHEN w.ev_class IS NULL THEN d.classid ELSE 'pg_class'::regclass END,
        coalesce(w.ev_class, d.objid),
        CASE WHEN w.ev_class IS NULL THEN d.objsubid ELSE 0 END,
        CASE
            WHEN p.inhrelid IS NOT NULL THEN 'partition'
            WHEN f.proname LIKE 'audit\_%' THEN 'audit'
            WHEN d.deptype = 'a' THEN 'part'
            ELSE 'use'
        END,
        r.identity
    FROM root AS r
    INNER JOIN pg_depend AS d
        ON
            r.classid = d.refclassid
            AND r.objid = d.refobjid
            -- One column, or any, ctid too: a range, for the index.
            AND d.refobjsubid BETWEEN coalesce(nullif(r.subid, 0), -32768)
            AND coalesce(nullif(r.subid, 0), 32767)
            AND d.deptype IN ('n', 'a')
    -- A view is its rule.
    LEFT JOIN pg_rewrite AS w
        ON d.classid = 'pg_rewrite'::regclass AND d.objid = w.oid AND w.rulename = '_RETURN'
    LEFT JOIN pg_inherits AS p
        ON
            d.classid = 'pg_class'::regclass
            AND r.classid = d.classid
            AND d.objid = p.inhrelid
            AND r.objid = p.inhparent
    LEFT JOIN pg_proc AS f
        ON
            d.classid = 'pg_trigger'::regclass
            AND r.classid = 'pg_proc'::regclass
            AND r.objid = f.oid
    WHERE
        r.fate = 'dropped'
        -- Views and functions over a view are put on the table that takes its place.
        OR (r.fate = 'view' AND w.ev_class IS NULL AND d.classid <> 'pg_proc'::regclass)
    UNION ALL
    SELECT
        'pg_class'::regclass,
        a.attrelid,
        a.attnum,
        'part',
        r.identity
    FROM relation AS r
    INNER JOIN pg_attribute AS a
        ON r.oid = a.attrelid AND a.attnum > 0 AND NOT a.attisdropped AND a.attislocal
    WHERE r.fate = 'dropped' AND r.told AND r.subid = 0 AND r.relkind IN ('r', 'p')
    UNION ALL
    SELECT
        d.refclassid,
        d.refobjid,
        0,
        'extension',
        upper(i.type) || ' ' || i.identity
    FROM root AS r
    INNER JOIN pg_depend AS d
        ON r.classid = d.classid AND r.objid = d.objid AND d.deptype = 'e'
    CROSS JOIN LATERAL pg_identify_object(r.classid, r.objid, 0) AS i
    -- A table's row type goes with it.
    WHERE r.subid = 0 AND r.fate IN ('dropped', 'view') AND r.classid <> 'pg_type'::regclass
)

SELECT DISTINCT
    CASE WHEN a.attgenerated <> '' THEN 'generated value' ELSE i.type END AS type,
    i.identity,
    e.object_names AS names,
    b.how,
    b.what
FROM bound AS b
LEFT JOIN pg_class AS c ON b.classid = 'pg_class'::regclass AND b.objid = c.oid
LEFT JOIN pg_trigger AS t ON b.classid = 'pg_trigger'::regclass AND b.objid = t.oid
LEFT JOIN pg_constraint AS k ON b.classid = 'pg_constraint'::regclass AND b.objid = k.oid
LEFT JOIN pg_attrdef AS f ON b.classid = 'pg_attrdef'::regclass AND b.objid = f.oid
LEFT JOIN pg_attribute AS a ON f.adrelid = a.attrelid AND f.adnum = a.attnum
CROSS JOIN LATERAL pg_identify_object(b.classid, b.objid, b.subid) AS i
CROSS JOIN LATERAL pg_identify_object_as_address(b.classid, b.objid, b.subid) AS e
WHERE
    -- Parts of something that is listed itself.
    NOT EXISTS (
        SELECT 1 FROM pg_depend AS d
        WHERE
            d.classid = b.classid
            AND d.objid = b.objid
            AND d.objsubid = 0
            AND d.deptype IN ('i', 'P', 'S', 'e')
            AND b.subid = 0
            -- What generates a column is one of that column, and uses our function by itself.
            AND d.classid <> 'pg_attrdef'::regclass
    )
    -- An index on the log stays with the leaves; to drop it would take theirs that it adopted.
    AND c.relkind IS DISTINCT FROM 'I'
    -- The default of a column is the column's own.
    AND (b.how <> 'part' OR f.oid IS NULL)
    -- From PostgreSQL 18 on NOT NULL is a constraint, also after a restore.
    AND k.contype IS DISTINCT FROM 'n'
    AND NOT EXISTS (
        SELECT 1 FROM grown AS g
        WHERE g.oid IN (c.oid, t.tgrelid, f.adrelid)
    )
    AND (
        b.how NOT IN ('use', 'part')
        OR (b.classid, b.objid, b.subid) NOT IN (
            SELECT
                r.classid,
                r.objid,
                r.subid
            FROM root AS r
            WHERE r.fate IN ('kept', 'grows')
        )
    )
ORDER BY 1, 2, 4, 5
) AS o
ON CONFLICT DO NOTHING;
EXECUTE v1_hub_name_ours;
EXECUTE v1_hub_name_ours;
DEALLOCATE v1_hub_name_ours;

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

-- Partitions for the history of the last ten years; what is older goes to the default partition.
SELECT v1_hub.audit_make_months(min(o.changed_at), max(o.changed_at))
FROM v1_hub.work_slots_history AS o
WHERE o.changed_at BETWEEN localtimestamp - interval '10 years' AND localtimestamp
HAVING count(*) > 0;

-- A batch of history: entries of the audit log, under their own ids. What an earlier install has copied
-- is there already; rows that were not written undo the batch.
WITH chosen AS (
    SELECT
        o.id,
        (o.id + 4294967296) % 4294967296 AS log_id
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

due AS (
    -- All of the batch at once: one by one would be looked up in each month of the log.
    SELECT c.id
    FROM chosen AS c
    WHERE
        c.log_id NOT IN (
            SELECT a.id
            FROM public.v1_hub_audit_log AS a
            WHERE
                a.source_id = (
                    SELECT r.source_id
                    FROM v1_hub.retired AS r
                    WHERE r.table_name = 'v1_hub_work_slots_history'
                )
                AND a.id BETWEEN (SELECT min(f.log_id) FROM chosen AS f) AND (SELECT max(f.log_id) FROM chosen AS f)
        )
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
        context,
        source_id,
        table_name
    )
    SELECT
        (o.id + 4294967296) % 4294967296,
        o.work_slot_id,
        coalesce(o.changed_at, '1700-01-01 00:00:00'),
        o.changed_by,
        o.operation,
        o.old_data,
        o.new_data,
        nullif(
            '{}'::jsonb
            || jsonb_strip_nulls(jsonb_build_object('change_summary', o.change_summary))
            || CASE WHEN o.changed_at IS NULL THEN '{"changed_at": null}' ELSE '{}' END::jsonb
            , '{}'
        ),
        (
            SELECT r.source_id
            FROM v1_hub.retired AS r
            WHERE r.table_name = 'v1_hub_work_slots_history'
        ),
        'v1_hub_work_slots'
    FROM v1_hub.work_slots_history AS o
    INNER JOIN due AS d ON o.id = d.id
    ORDER BY o.id
    RETURNING 1
)

UPDATE v1_hub.retired AS r
SET
    copied_to = coalesce((SELECT max(c.id) FROM chosen AS c), r.copied_to),
    rows_done = r.rows_done + (SELECT count(*) FROM chosen)
WHERE r.table_name = 'v1_hub_work_slots_history'
RETURNING
    (SELECT count(*) FROM chosen) AS rows,
    (SELECT count(*) FROM due) - (SELECT count(*) FROM copied) AS rows_lost;

-- Entries of an earlier install, whose rows the table has lost since it was given back: they stay in
-- the log, and are no history of this table any more.
DELETE FROM v1_hub.history_gone;
INSERT INTO v1_hub.history_gone (id)
SELECT a.id
FROM public.v1_hub_audit_log AS a
WHERE
    a.source_id = (
        SELECT r.source_id
        FROM v1_hub.retired AS r
        WHERE r.table_name = 'v1_hub_work_slots_history'
    )
    AND a.record_id IS NOT NULL
    AND NOT (a.transaction_id IS NOT NULL
    AND (
        coalesce(a.id > (
            SELECT (r.facts ->> 'log_id')::bigint
            FROM v1_hub.retired AS r
            WHERE r.table_name = 'v1_hub_work_slots_history'
        ), TRUE)
        OR a.happened_at IS NULL AND coalesce(
            a.context ->> 'since' = (
                SELECT r.cut_over_xid
                FROM v1_hub.retired AS r
                WHERE r.table_name = 'v1_hub_work_slots_history'
            )::text,
            a.transaction_id >= (
                SELECT r.cut_over_xid
                FROM v1_hub.retired AS r
                WHERE r.table_name = 'v1_hub_work_slots_history'
            )
        )
    ))
    AND NOT EXISTS (
        SELECT 1
        FROM v1_hub.work_slots_history AS o
        WHERE (o.id + 4294967296) % 4294967296 = a.id
    );

-- The history: a slice of the audit log, and the table until its rows are copied.
-- A barrier: else a function in somebody's WHERE would be shown the entries of other tables.
CREATE OR REPLACE VIEW public.v1_hub_work_slots_history WITH (security_barrier = TRUE) AS
SELECT
    ((a.id + 2147483648) % 4294967296 - 2147483648)::integer AS id,
    a.record_id AS work_slot_id,
    CASE
        WHEN a.happened_at IS NULL AND a.context ? 'changed_at'
            THEN (a.context ->> 'changed_at')::timestamp
        ELSE a.changed_at
    END AS changed_at,
    a.changed_by AS changed_by,
    a.action AS operation,
    a.old_data AS old_data,
    a.new_data AS new_data,
    CASE
        WHEN a.happened_at IS NULL THEN a.context ->> 'change_summary'
        ELSE v1_hub.audit_summary(
            a.action, a.old_data, a.new_data,
            v1_hub.audit_changed(
                a.old_data, a.new_data - 'updated_at', a.masked_changes,
                '{id,keyword,code,start_date,end_date,daily_work_count,cart_click_enabled,extra_config,is_active,created_at,updated_at,status,source,deleted_at,deleted_by}'::text []
            )
        )
    END::text AS change_summary
FROM public.v1_hub_audit_log AS a
WHERE
    a.source_id = (
        SELECT r.source_id
        FROM v1_hub.retired AS r
        WHERE r.table_name = 'v1_hub_work_slots_history'
    )
    AND a.record_id IS NOT NULL;

CREATE OR REPLACE FUNCTION v1_hub.write_work_slots_history()
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
    IF
        EXISTS (
            SELECT 1
            FROM public.v1_hub_audit_log AS a
            WHERE a.id = (NEW.id + 4294967296) % 4294967296 AND a.source_id = (
                SELECT r.source_id
                FROM v1_hub.retired AS r
                WHERE r.table_name = 'v1_hub_work_slots_history'
            )
        )
    THEN
        RAISE unique_violation USING
            MESSAGE = 'duplicate key value violates unique constraint "v1_hub_work_slots_history_pkey"',
            DETAIL = format('Key (id)=(%s) already exists.', NEW.id),
            SCHEMA = tg_table_schema, TABLE = tg_table_name, CONSTRAINT = 'v1_hub_work_slots_history_pkey';
    END IF;
    IF (NEW.work_slot_id) IS NOT NULL THEN
        PERFORM 1
        FROM public.v1_hub_work_slots AS r
        WHERE (r.id) = (NEW.work_slot_id)
        FOR KEY SHARE;
        IF NOT found THEN
            RAISE foreign_key_violation USING
                MESSAGE = 'insert or update on table "v1_hub_work_slots_history" violates foreign key constraint "v1_hub_work_slots_history_work_slot_id_fkey"',
                DETAIL = concat(
                    'Key (work_slot_id)=(',
                    concat_ws(', ', NEW.work_slot_id),
                    ') is not present in table "v1_hub_work_slots".'
                ),
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
        context,
        source_id,
        table_name,
        transaction_id
    ) VALUES (
        (NEW.id + 4294967296) % 4294967296,
        NEW.work_slot_id,
        coalesce(NEW.changed_at, '1700-01-01 00:00:00'),
        NEW.changed_by,
        NEW.operation,
        NEW.old_data,
        NEW.new_data,
        nullif(
            '{}'::jsonb
            || jsonb_strip_nulls(jsonb_build_object('change_summary', NEW.change_summary))
            || CASE WHEN NEW.changed_at IS NULL THEN '{"changed_at": null}' ELSE '{}' END::jsonb
            || jsonb_build_object('since', (
                SELECT r.cut_over_xid
                FROM v1_hub.retired AS r
                WHERE r.table_name = 'v1_hub_work_slots_history'
            )::text)
            , '{}'
        ),
        (
            SELECT r.source_id
            FROM v1_hub.retired AS r
            WHERE r.table_name = 'v1_hub_work_slots_history'
        ),
        'v1_hub_work_slots',
        pg_current_xact_id()
    );
    RETURN NEW;
END;
$v1_hub$;
REVOKE ALL ON FUNCTION v1_hub.write_work_slots_history() FROM PUBLIC;
COMMENT ON FUNCTION v1_hub.write_work_slots_history() IS
'INSERT through the history view: the constraints of the table, then an entry of the audit log.';

-- What cannot be bound anew in place is dropped, and made again at the end of this step.
DROP MATERIALIZED VIEW public.v1_hub_daily_results;
-- public.v1_hub_daily_results cannot be replaced, so it is made again as it was.
CREATE MATERIALIZED VIEW public.v1_hub_daily_results AS
 SELECT (created_at)::date AS result_date,
    status,
    count(*) AS results,
    (avg(execution_time_ms))::integer AS avg_execution_time_ms,
    sum(blocked_requests) AS blocked_requests
   FROM public.v1_hub_work_results r
  GROUP BY ((created_at)::date), status;
ALTER MATERIALIZED VIEW public.v1_hub_daily_results OWNER TO hub_owner;
REVOKE ALL ON public.v1_hub_daily_results FROM PUBLIC, hub_owner;
GRANT DELETE, INSERT, MAINTAIN, REFERENCES, SELECT, TRIGGER, TRUNCATE, UPDATE ON public.v1_hub_daily_results TO hub_owner;
GRANT SELECT ON public.v1_hub_daily_results TO v1_hub_reporter;
COMMENT ON MATERIALIZED VIEW public.v1_hub_daily_results IS 'Results a day and status; refreshed by night.';
CREATE UNIQUE INDEX v1_hub_daily_results_result_date_status_idx ON public.v1_hub_daily_results USING btree (result_date, status);

-- v1_hub.work_result becomes a partition of the log; the validated check saves the scan.

ALTER TABLE v1_hub.work_result VALIDATE CONSTRAINT work_result_log_type_check;
ALTER TABLE public.v1_hub_activity_logs
    ATTACH PARTITION v1_hub.work_result FOR VALUES IN ('work_result');

-- Again until rows_left is 0: what somebody held.
-- A batch of rows: columns become keys, or on the way back keys columns; then what new code wrote besides
-- is kept aside. Each row is read as the view reads it before and after, and both must be the same. What
-- somebody else holds is left.
WITH due AS (
    SELECT count(*) AS rows
    FROM v1_hub.work_result AS l
    WHERE
        l.ctid >= '(0,0)'::tid
        AND l.ctid < '(4294967295,0)'::tid
        AND l.result_data IS NULL
),

chosen AS (
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
    (SELECT d.rows FROM due AS d) - count(*) AS rows_left,
    count(*) FILTER (WHERE w.image <> w.image_after) AS different,
    min(w.image) FILTER (WHERE w.image <> w.image_after) AS before,
    min(w.image_after) FILTER (WHERE w.image <> w.image_after) AS after
FROM written AS w;

-- The typed face of the leaf. A row without result_data is not folded (yet).
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
    v_message text;
    v_constraint text;
    v_column text;
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
    PERFORM 1 FROM v1_hub.work_result AS l WHERE l.id = OLD.id FOR NO KEY UPDATE;
    SELECT (v.*)::text INTO v_now FROM public.v1_hub_work_results AS v WHERE v.id = OLD.id;
    IF v_now = OLD::text AND tg_op = 'DELETE' THEN
        DELETE FROM v1_hub.work_result AS l WHERE l.id = OLD.id;
        RETURN OLD;
    ELSIF v_now = OLD::text AND has_table_privilege(
        coalesce(nullif(current_setting('role'), 'none'), session_user), tg_relid, 'SELECT'
    ) THEN
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
            result_data = (coalesce(l.result_data, '{}') - array[
                'applied_cart_click', 'current_page', 'block_type', 'block_details',
                'dom_ready_time_ms', 'first_product_time_ms', 'total_requests', 'blocked_requests'
            ])
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
    ELSIF v_now = OLD::text THEN
        -- An error tells our rights the whole row; this caller may not read it.
        BEGIN
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
                result_data = (coalesce(l.result_data, '{}') - array[
                    'applied_cart_click', 'current_page', 'block_type', 'block_details',
                    'dom_ready_time_ms', 'first_product_time_ms', 'total_requests', 'blocked_requests'
                ])
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
        EXCEPTION
            WHEN integrity_constraint_violation THEN
                GET STACKED DIAGNOSTICS
                    v_message = MESSAGE_TEXT, v_constraint = CONSTRAINT_NAME, v_column = COLUMN_NAME;
                RAISE EXCEPTION USING
                    ERRCODE = sqlstate, MESSAGE = v_message, SCHEMA = 'v1_hub',
                    TABLE = 'work_result', CONSTRAINT = v_constraint, COLUMN = v_column;
        END;
        RETURN NEW;
    END IF;

    -- Gone meanwhile, or met twice by one statement, which counts once: nothing to do, as on a table.
    -- What we see of a transaction in progress is our own, be it of a savepoint.
    PERFORM 1
    FROM v1_hub.work_result AS l
    WHERE
        l.id = OLD.id
        AND pg_xact_status((pg_current_xact_id()::text::bigint - age(l.xmin))::text::xid8)
        IS DISTINCT FROM 'in progress';
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

-- The indexes give back what the rewritten rows made them grow by.

REINDEX TABLE CONCURRENTLY v1_hub.work_result;

-- From here on every change is in the audit log. What an earlier install audited goes on as it was, or
-- as it was switched off. No row is counted: that would take as long as there are rows.
SELECT v1_hub.audit_enable('public.v1_hub_work_allocations', p_count => FALSE)
WHERE NOT EXISTS (
    SELECT 1
    FROM v1_hub.audit_tables AS t
    WHERE
        t.id = v1_hub.audit_source('public.v1_hub_work_allocations')
        AND t.enabled_at IS NOT NULL
        AND NOT t.resumes
);
SELECT v1_hub.audit_enable('public.v1_hub_proxies', p_count => FALSE)
WHERE NOT EXISTS (
    SELECT 1
    FROM v1_hub.audit_tables AS t
    WHERE
        t.id = v1_hub.audit_source('public.v1_hub_proxies')
        AND t.enabled_at IS NOT NULL
        AND NOT t.resumes
);
SELECT v1_hub.audit_enable('public.v1_hub_clients', p_count => FALSE)
WHERE NOT EXISTS (
    SELECT 1
    FROM v1_hub.audit_tables AS t
    WHERE
        t.id = v1_hub.audit_source('public.v1_hub_clients')
        AND t.enabled_at IS NOT NULL
        AND NOT t.resumes
);
SELECT v1_hub.audit_enable('public.v1_hub_external_sites', p_count => FALSE)
WHERE NOT EXISTS (
    SELECT 1
    FROM v1_hub.audit_tables AS t
    WHERE
        t.id = v1_hub.audit_source('public.v1_hub_external_sites')
        AND t.enabled_at IS NOT NULL
        AND NOT t.resumes
);
SELECT v1_hub.audit_enable('v1_hub.daily_work_tracking', p_count => FALSE)
WHERE NOT EXISTS (
    SELECT 1
    FROM v1_hub.audit_tables AS t
    WHERE
        t.id = v1_hub.audit_source('v1_hub.daily_work_tracking')
        AND t.enabled_at IS NOT NULL
        AND NOT t.resumes
);
SELECT v1_hub.audit_enable('v1_hub.proxy_ip_mapping', p_count => FALSE)
WHERE NOT EXISTS (
    SELECT 1
    FROM v1_hub.audit_tables AS t
    WHERE
        t.id = v1_hub.audit_source('v1_hub.proxy_ip_mapping')
        AND t.enabled_at IS NOT NULL
        AND NOT t.resumes
);

SELECT v1_hub.refresh_proxies(rebuild => TRUE);

UPDATE v1_hub.retired SET stage = 'finished';
UPDATE v1_hub.hub SET stage = 'finished', finished_at = clock_timestamp(), version = '0.2.0', audit_due = '{}', merged_due = FALSE;

BEGIN;

SET LOCAL statement_timeout = '0';
SET LOCAL search_path = pg_catalog, pg_temp;
SET LOCAL lock_timeout = '0';
SET LOCAL idle_in_transaction_session_timeout = '60s';
SET LOCAL client_min_messages = 'warning';
SET LOCAL standard_conforming_strings = 'on';
SET LOCAL check_function_bodies = 'on';
SET LOCAL row_security = 'off';
SET LOCAL DateStyle = ISO, YMD;
SET LOCAL IntervalStyle = 'postgres';
SET LOCAL extra_float_digits = '1';
SET LOCAL bytea_output = 'hex';
SET LOCAL quote_all_identifiers = 'off';
SET LOCAL jit = 'off';

-- What texts made the functions, triggers and views that are ours, and what PostgreSQL made of them.
WITH made (type, name, rendered) AS (
    VALUES
    ('view', 'public.v1_hub_proxy_ip_mapping', '89b6c55136a4066cef9b17727eed4e3c'),
    ('view', 'public.v1_hub_proxy_heartbeat', '3e94014d870680a8b0695bd91fccc3a8'),
    ('view', 'public.v1_hub_proxy_usage', '757ec35bacdce9cea4db8571ff7ef2ca'),
    ('view', 'public.v1_hub_client_activity_logs', '3242f56a215e820fefcc13d7c32334ed'),
    ('view', 'public.v1_hub_daily_work_tracking', '4a1d2613f3473673a51597eaaa74e050'),
    ('view', 'public.v1_hub_work_slots_history', 'c6a89834ce9b710865c16f02f61c3453'),
    ('function', 'v1_hub.write_work_slots_history()', 'e23323e3a9b40ec639b4d112f04be4b5'),
    ('trigger', 'write_work_slots_history on public.v1_hub_work_slots_history', '1c7369b8cd41b87ee2ae1c1288ac14ca'),
    ('trigger', 'audit_refuse on public.v1_hub_work_slots_history', 'a23f5961b197a6a1f66834344e8e5d54'),
    ('view', 'public.v1_hub_work_results', '3ef41faadb995927f36c12dd6abc23d3'),
    ('function', 'v1_hub.write_work_result()', '961485ebc62139b0cb3ebf4f3be5a5d0'),
    ('trigger', 'write_work_result on public.v1_hub_work_results', 'a42ae4e6abd6acadcb18f0dacb729bb2'),
    ('function', 'v1_hub.check_work_result(jsonb)', 'fc8404c335db6b734bf7000622d1ee74'),
    ('function', 'v1_hub.read_time(text)', '626a721ce42aafb1a0444f517c4bf363'),
    ('view', 'v1_hub.proxy_due', '7b356f91084aa6a962cf2cb030513390'),
    ('view', 'v1_hub.proxy', 'dd7e0be679be3ca098e81a6912bca1fb'),
    ('view', 'v1_hub.proxy_told', '38d63565341b2ea03b9b0e5afe86f55f'),
    ('view', 'v1_hub.proxy_summary', '81a0cd8ded2ec6e7abbd2cb51e4a0eb0'),
    ('function', 'v1_hub.note_usage()', '59060205e0a3d105579041d0c264027d'),
    ('trigger', 'note_usage on v1_hub.proxy_usage', '73228aa777becf531b18200112be1abe'),
    ('function', 'v1_hub.note_heartbeat()', '7d2e861323819fb0f2dee2cf79d9da9e'),
    ('trigger', 'note_heartbeat on v1_hub.proxy_heartbeat', '79b85116d98bb20e54c572aa0238c0bc'),
    ('function', 'v1_hub.note_mapping()', 'ca5f8b95c1653cee726f144e6399730d'),
    ('trigger', 'note_mapping on v1_hub.proxy_ip_mapping', '18e69a949d5a15f2a6635c61389437ce'),
    ('function', 'v1_hub.note_proxy()', '20edf95c952bd299cd8dcd303dee7a45'),
    ('trigger', 'note_proxy on public.v1_hub_proxies', 'd420d1c5e34179859c4ad67b917670e1'),
    ('function', 'v1_hub.note_truncate()', 'b692ba61777340f305d6332e06b4ed0f'),
    ('trigger', 'note_truncate on v1_hub.proxy_ip_mapping', 'ae531508d48ec1866ff16c7d13e88404'),
    ('trigger', 'note_truncate on v1_hub.proxy_heartbeat', '09a13c00ea4ed96ae910e03ab8c0c667'),
    ('trigger', 'note_truncate on v1_hub.proxy_usage', 'eab62d874d239792b9870c339052f55a'),
    ('function', 'v1_hub.apply_changes()', '6502ef5cfc20bb7f7a7d842037254c47'),
    ('function', 'v1_hub.apply_change()', '222685ff783e66db0115fd2966bfb6a5'),
    ('trigger', 'apply_change on v1_hub.proxy_change', 'bfe0ab88951b316093ef01c891597b32'),
    ('function', 'v1_hub.count_proxies(integer, boolean)', '9428307e4729ff9b1fdc28f096baa895'),
    ('function', 'v1_hub.refresh_proxies(boolean)', '89357db36509a62478f8b928bae159e7'),
    ('function', 'v1_hub.verify_proxies()', 'f8f9f0ae15ef9ba7bf68524f293bbe33'),
    ('function', 'v1_hub.summary_disable()', '53a0035cf524a5d07862af2052df634e'),
    ('function', 'v1_hub.summary_enable()', 'caa4cc8831dadf85ebec70c2eb1c300b')
)

INSERT INTO v1_hub.object (type, identity, rendered, found)
SELECT
    t.type,
    t.identity,
    m.rendered,
    t.found
FROM made AS m
INNER JOIN (
-- Functions, triggers and views in our schemas or of our functions, each with a hash of what
-- PostgreSQL has of it. Words of triggers and views differ between major versions, so theirs comes
-- first. The search_path must be pg_catalog, pg_temp, for names to come qualified.
WITH ours AS (
    -- By index: there may be 20,000 functions and views that are not.
    SELECT
        d.classid,
        d.objid
    FROM pg_depend AS d
    WHERE d.refclassid = 'pg_namespace'::regclass AND d.refobjid = to_regnamespace('v1_hub')
    UNION
    SELECT
        'pg_class'::regclass,
        to_regclass(o.identity)
    FROM v1_hub.object AS o
    WHERE o.type = 'view'
)

SELECT
    'function' AS type,
    i.identity,
    md5(
        concat_ws(
            '|', l.lanname, p.prosrc, p.proconfig, p.prosecdef, p.provolatile, p.proparallel,
            p.proisstrict, p.proretset, p.prorettype::regtype, p.proargnames
        )
    ) AS found
FROM ours AS u
INNER JOIN pg_proc AS p ON u.classid = 'pg_proc'::regclass AND u.objid = p.oid
INNER JOIN pg_language AS l ON p.prolang = l.oid
CROSS JOIN LATERAL pg_identify_object('pg_proc'::regclass, p.oid, 0) AS i
UNION ALL
SELECT
    'trigger',
    i.identity,
    concat(
        current_setting('server_version_num')::integer / 10000, ' ',
        md5(
            concat(
                pg_get_triggerdef(t.oid),
                -- Switched off all together is no change by hand: v1_hub.summary_disable().
                CASE
                    WHEN
                        p.proname LIKE 'note\_%'
                        AND bool_and(t.tgenabled = 'D') OVER (PARTITION BY p.proname LIKE 'note\_%')
                        THEN 'O'
                    ELSE t.tgenabled
                END
            )
        )
    )
FROM ours AS u
INNER JOIN pg_depend AS d
    ON
        u.classid = 'pg_proc'::regclass
        AND u.classid = d.refclassid
        AND u.objid = d.refobjid
        AND d.classid = 'pg_trigger'::regclass
INNER JOIN pg_trigger AS t ON d.objid = t.oid
INNER JOIN pg_proc AS p ON t.tgfoid = p.oid
CROSS JOIN LATERAL pg_identify_object('pg_trigger'::regclass, t.oid, 0) AS i
WHERE t.tgparentid = 0 AND NOT t.tgisinternal
UNION ALL
SELECT
    'view',
    i.identity,
    concat(
        current_setting('server_version_num')::integer / 10000, ' ',
        md5(concat(pg_get_viewdef(c.oid), c.reloptions))
    )
FROM ours AS u
INNER JOIN pg_class AS c ON u.classid = 'pg_class'::regclass AND u.objid = c.oid AND c.relkind = 'v'
CROSS JOIN LATERAL pg_identify_object('pg_class'::regclass, c.oid, 0) AS i

) AS t
    ON
        m.type = t.type
        AND t.identity = CASE
            WHEN m.type <> 'function' THEN m.name
            ELSE (pg_identify_object('pg_proc'::regclass, to_regprocedure(m.name), 0)).identity
        END
ON CONFLICT (type, identity) DO UPDATE SET rendered = excluded.rendered, found = excluded.found;

COMMIT;
