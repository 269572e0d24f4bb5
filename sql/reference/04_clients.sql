-- Clients with their activity, and the outside sites that send work to the hub.
CREATE TABLE {{ hub | ident }}.v1_hub_clients (
    id serial PRIMARY KEY,
    client_ip varchar(45) NOT NULL UNIQUE,
    client_name varchar(100),
    first_seen_at timestamp DEFAULT CURRENT_TIMESTAMP,
    last_seen_at timestamp DEFAULT CURRENT_TIMESTAMP,
    observed_max_instance integer DEFAULT 1,
    observed_max_user_folder integer DEFAULT 1,
    estimated_instances integer DEFAULT 8,
    estimated_users_per_instance integer DEFAULT 30,
    is_active boolean DEFAULT TRUE,
    total_requests integer DEFAULT 0,
    last_assigned_folders jsonb DEFAULT '{}',
    max_folders integer DEFAULT 30
);
CREATE INDEX ON {{ hub | ident }}.v1_hub_clients (client_ip);
CREATE INDEX ON {{ hub | ident }}.v1_hub_clients (is_active, last_seen_at);
COMMENT ON TABLE {{ hub | ident }}.v1_hub_clients IS 'A machine that asks the hub for work.';
COMMENT ON COLUMN {{ hub | ident }}.v1_hub_clients.last_assigned_folders
IS 'Instance number -> user folder that was assigned last.';

CREATE TABLE {{ hub | ident }}.v1_hub_client_activity_logs (
    id serial PRIMARY KEY,
    client_ip varchar(45) NOT NULL,
    instance_number integer,
    user_folder_number integer,
    allocation_id integer REFERENCES {{ hub | ident }}.v1_hub_work_allocations (id) ON DELETE SET NULL,
    work_slot_id integer REFERENCES {{ hub | ident }}.v1_hub_work_slots (id) ON DELETE SET NULL,
    status varchar(20),
    execution_time_ms integer,
    reported_at timestamp DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX ON {{ hub | ident }}.v1_hub_client_activity_logs (client_ip, reported_at);
CREATE INDEX ON {{ hub | ident }}.v1_hub_client_activity_logs (
    client_ip, instance_number, user_folder_number
);
COMMENT ON TABLE {{ hub | ident }}.v1_hub_client_activity_logs IS 'What clients reported, line by line.';

CREATE TABLE {{ hub | ident }}.v1_hub_external_sites (
    site_id varchar(50) PRIMARY KEY,
    site_name varchar(200) NOT NULL,
    webhook_url varchar(500),
    auth_key varchar(200),
    is_active boolean DEFAULT TRUE,
    config jsonb DEFAULT '{}',
    last_trigger_at timestamp,
    created_at timestamp DEFAULT CURRENT_TIMESTAMP,
    updated_at timestamp DEFAULT CURRENT_TIMESTAMP
);
COMMENT ON TABLE {{ hub | ident }}.v1_hub_external_sites IS 'An outside site that may send work to the hub.';
COMMENT ON COLUMN {{ hub | ident }}.v1_hub_external_sites.auth_key IS 'Secret that the site signs with.';

CREATE TABLE {{ hub | ident }}.v1_hub_external_triggers (
    id serial PRIMARY KEY,
    site_id varchar(50) NOT NULL,
    action varchar(20) NOT NULL,
    affected_count integer DEFAULT 0,
    keywords jsonb,
    metadata jsonb,
    created_at timestamp DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX ON {{ hub | ident }}.v1_hub_external_triggers (site_id, action, created_at DESC);
CREATE INDEX ON {{ hub | ident }}.v1_hub_external_triggers (created_at DESC);
COMMENT ON TABLE {{ hub | ident }}.v1_hub_external_triggers IS 'What an outside site asked the hub to do.';
