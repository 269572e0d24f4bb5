-- A subscription of its own: one that is behind would look for the publication where it was not yet.
CREATE TABLE {{ audit_log }} (
    id bigint,
    table_name varchar(63),
    record_id integer,
    action varchar(20),
    changed_by varchar(100),
    changed_at timestamp,
    old_data jsonb,
    new_data jsonb
);
CREATE SUBSCRIPTION v1_hub_history
    CONNECTION 'that of my_subscription' PUBLICATION v1_hub_history;
