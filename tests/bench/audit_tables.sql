-- Three tables like work_allocations, and the minimal row trigger that one of them has.
CREATE TABLE plain (
    id serial PRIMARY KEY, work_slot_id integer NOT NULL, work_date date, proxy_id integer,
    assigned_proxy_ip varchar(45), assigned_proxy_port integer, client_ip varchar(45),
    reported_instance integer, reported_user_folder integer, allocation_key varchar(100),
    allocated_at timestamp DEFAULT now(), expires_at timestamp, completed_at timestamp,
    status varchar(20) DEFAULT 'allocated', work_slot_snapshot jsonb
);
CREATE TABLE minimal (LIKE plain INCLUDING ALL);
CREATE TABLE audited (LIKE plain INCLUDING ALL);
CREATE TABLE minimal_log (
    id serial PRIMARY KEY, table_name varchar(50), record_id integer, action varchar(20),
    changed_by varchar(100), changed_at timestamp DEFAULT current_timestamp, old_data jsonb,
    new_data jsonb
);
CREATE SEQUENCE minimal_id_seq OWNED BY minimal.id;
CREATE SEQUENCE audited_id_seq OWNED BY audited.id;
ALTER TABLE minimal ALTER COLUMN id SET DEFAULT nextval('minimal_id_seq');
ALTER TABLE audited ALTER COLUMN id SET DEFAULT nextval('audited_id_seq');
CREATE FUNCTION minimal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO minimal_log (table_name, record_id, action, changed_by, old_data, new_data)
    VALUES (
        tg_table_name, coalesce(new.id, old.id), tg_op, current_user,
        CASE WHEN tg_op <> 'INSERT' THEN to_jsonb(old) END,
        CASE WHEN tg_op <> 'DELETE' THEN to_jsonb(new) END
    );
    RETURN NULL;
END;
$$;
