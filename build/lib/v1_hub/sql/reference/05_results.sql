-- Results of work: the 22-column table, and the products that a result found (a neighbour).
CREATE TABLE {{ hub | ident }}.v1_hub_work_results (
    id serial PRIMARY KEY,
    allocation_id integer NOT NULL
    REFERENCES {{ hub | ident }}.v1_hub_work_allocations (id) ON DELETE CASCADE,
    started_at timestamp NOT NULL,
    completed_at timestamp,
    execution_time_ms integer,
    client_ip varchar(45),
    instance_number integer,
    user_folder_number integer,
    applied_cart_click boolean,
    status varchar(20) NOT NULL
    CHECK (status IN ('success', 'failed', 'blocked', 'timeout', 'error')),
    status_code integer,
    current_page integer,
    is_blocked boolean DEFAULT FALSE,
    block_type varchar(50),
    block_details jsonb,
    page_load_time_ms integer,
    dom_ready_time_ms integer,
    first_product_time_ms integer,
    total_requests integer,
    blocked_requests integer,
    created_at timestamp DEFAULT CURRENT_TIMESTAMP,
    applied_settings jsonb DEFAULT '{}'
);
CREATE INDEX ON {{ hub | ident }}.v1_hub_work_results (allocation_id);
CREATE INDEX ON {{ hub | ident }}.v1_hub_work_results (status, created_at);
CREATE INDEX ON {{ hub | ident }}.v1_hub_work_results (is_blocked) WHERE is_blocked;
CREATE INDEX ON {{ hub | ident }}.v1_hub_work_results USING gin (applied_settings)
WHERE applied_settings IS NOT NULL;
CREATE INDEX ON {{ hub | ident }}.v1_hub_work_results ((applied_settings ->> 'cart_click_enabled'))
WHERE applied_settings ->> 'cart_click_enabled' IS NOT NULL;
COMMENT ON TABLE {{ hub | ident }}.v1_hub_work_results IS 'How one piece of work went.';
COMMENT ON COLUMN {{ hub | ident }}.v1_hub_work_results.block_details
IS 'What the blocked page looked like; the JSON null means: looked at, nothing found.';
COMMENT ON COLUMN {{ hub | ident }}.v1_hub_work_results.applied_settings IS '작업에 적용된 설정';

CREATE TABLE {{ hub | ident }}.v1_hub_product_results (
    id serial PRIMARY KEY,
    result_id integer REFERENCES {{ hub | ident }}.v1_hub_work_results (id) ON DELETE CASCADE,
    product_id bigint NOT NULL,
    product_name text NOT NULL,
    rating numeric(3, 2),
    review_count integer,
    created_at timestamp DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX ON {{ hub | ident }}.v1_hub_product_results (result_id);
COMMENT ON TABLE {{ hub | ident }}.v1_hub_product_results IS 'A product that a result found.';
