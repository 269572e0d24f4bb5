-- Work slots (what is to be done), their allocations, their daily counters and their history.
CREATE TABLE {{ hub | ident }}.v1_hub_work_slots (
    id serial PRIMARY KEY,
    keyword varchar(255) NOT NULL,
    code varchar(100),
    start_date date NOT NULL,
    end_date date NOT NULL,
    daily_work_count integer DEFAULT 100,
    cart_click_enabled boolean DEFAULT FALSE,
    extra_config jsonb,
    is_active boolean DEFAULT TRUE,
    created_at timestamp DEFAULT CURRENT_TIMESTAMP,
    updated_at timestamp DEFAULT CURRENT_TIMESTAMP,
    status varchar(20) DEFAULT 'active',
    source varchar(50),
    deleted_at timestamp,
    deleted_by varchar(50)
);
CREATE INDEX ON {{ hub | ident }}.v1_hub_work_slots (start_date, end_date);
CREATE INDEX ON {{ hub | ident }}.v1_hub_work_slots (keyword);
CREATE INDEX ON {{ hub | ident }}.v1_hub_work_slots (is_active) WHERE is_active;
CREATE INDEX ON {{ hub | ident }}.v1_hub_work_slots USING gin (extra_config);
CREATE INDEX ON {{ hub | ident }}.v1_hub_work_slots (status, deleted_at) WHERE status = 'deleted';
CREATE INDEX ON {{ hub | ident }}.v1_hub_work_slots (source, status);
COMMENT ON TABLE {{ hub | ident }}.v1_hub_work_slots IS 'A key word to be worked on between two dates.';
COMMENT ON COLUMN {{ hub | ident }}.v1_hub_work_slots.deleted_at
IS 'Slots are deleted softly: status deleted, with the time and the operator.';

CREATE TABLE {{ hub | ident }}.v1_hub_work_allocations (
    id serial PRIMARY KEY,
    work_slot_id integer NOT NULL REFERENCES {{ hub | ident }}.v1_hub_work_slots (id) ON DELETE CASCADE,
    work_date date NOT NULL,
    proxy_id integer REFERENCES {{ hub | ident }}.v1_hub_proxies (id),
    assigned_proxy_ip varchar(45),
    assigned_proxy_port integer,
    client_ip varchar(45),
    reported_instance integer,
    reported_user_folder integer,
    allocation_key varchar(100) UNIQUE,
    allocated_at timestamp DEFAULT CURRENT_TIMESTAMP,
    expires_at timestamp,
    completed_at timestamp,
    status varchar(20) DEFAULT 'allocated'
    CHECK (status IN ('allocated', 'in_progress', 'completed', 'failed', 'expired')),
    work_slot_snapshot jsonb
);
CREATE INDEX ON {{ hub | ident }}.v1_hub_work_allocations (client_ip, allocated_at);
CREATE INDEX ON {{ hub | ident }}.v1_hub_work_allocations (work_slot_id, work_date, status);
CREATE INDEX ON {{ hub | ident }}.v1_hub_work_allocations (allocation_key);
CREATE INDEX ON {{ hub | ident }}.v1_hub_work_allocations (expires_at) WHERE status = 'allocated';
COMMENT ON TABLE {{ hub | ident }}.v1_hub_work_allocations IS 'One piece of work handed to a client.';
COMMENT ON COLUMN {{ hub | ident }}.v1_hub_work_allocations.work_slot_snapshot
IS 'The slot as it was when the work was handed out.';

CREATE TABLE {{ hub | ident }}.v1_hub_daily_work_tracking (
    id serial PRIMARY KEY,
    work_slot_id integer NOT NULL REFERENCES {{ hub | ident }}.v1_hub_work_slots (id) ON DELETE CASCADE,
    work_date date NOT NULL,
    target_count integer NOT NULL,
    allocated_count integer DEFAULT 0,
    completed_count integer DEFAULT 0,
    failed_count integer DEFAULT 0,
    avg_response_time_ms integer,
    first_allocation_at timestamp,
    last_allocation_at timestamp,
    CONSTRAINT uk_daily_tracking UNIQUE (work_slot_id, work_date)
);
CREATE INDEX ON {{ hub | ident }}.v1_hub_daily_work_tracking (work_date);
CREATE INDEX ON {{ hub | ident }}.v1_hub_daily_work_tracking (work_slot_id, work_date);
COMMENT ON TABLE {{ hub | ident }}.v1_hub_daily_work_tracking
IS 'Counters of a slot on a day; every client increments the same row.';
COMMENT ON COLUMN {{ hub | ident }}.v1_hub_daily_work_tracking.target_count IS '하루 목표 작업 수';

CREATE TABLE {{ hub | ident }}.v1_hub_work_slots_history (
    id serial PRIMARY KEY,
    work_slot_id integer NOT NULL REFERENCES {{ hub | ident }}.v1_hub_work_slots (id) ON DELETE CASCADE,
    changed_at timestamp DEFAULT CURRENT_TIMESTAMP,
    changed_by varchar(100),
    operation varchar(20) NOT NULL,
    old_data jsonb,
    new_data jsonb,
    change_summary text
);
CREATE INDEX ON {{ hub | ident }}.v1_hub_work_slots_history (work_slot_id);
CREATE INDEX ON {{ hub | ident }}.v1_hub_work_slots_history (changed_at DESC);
COMMENT ON TABLE {{ hub | ident }}.v1_hub_work_slots_history IS 'Changes of work slots, written by a trigger.';
COMMENT ON COLUMN {{ hub | ident }}.v1_hub_work_slots_history.change_summary
IS 'One line: created, deleted, or "column: old -> new" of each changed column.';
