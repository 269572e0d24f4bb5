-- The least that could keep the untouched hub's history and summaries: how far the bars are off.

-- At once, row by row: no guard against deadlocks, nothing exact after UPDATE or DELETE, nobody's
-- rights kept, no context, no secrets masked. What the package does on top is its price.
ALTER TABLE v1_hub_proxies
    ADD COLUMN uses bigint NOT NULL DEFAULT 0,
    ADD COLUMN last_heartbeat timestamp;
ALTER TABLE v1_hub_proxies SET (fillfactor = 50);

CREATE FUNCTION bare_use() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE v1_hub_proxies SET uses = uses + 1 WHERE id = new.proxy_id;
    RETURN NULL;
END;
$$;
CREATE TRIGGER bare_use AFTER INSERT ON v1_hub_proxy_usage
FOR EACH ROW EXECUTE FUNCTION bare_use();

CREATE FUNCTION bare_heartbeat() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE v1_hub_proxies SET last_heartbeat = new.updated_at WHERE server_ip = new.remote_ip;
    RETURN NULL;
END;
$$;
CREATE TRIGGER bare_heartbeat AFTER INSERT OR UPDATE ON v1_hub_proxy_heartbeat
FOR EACH ROW EXECUTE FUNCTION bare_heartbeat();

CREATE TABLE bare_log (
    id bigserial PRIMARY KEY, table_name varchar(50), record_id integer, action varchar(20),
    changed_by varchar(100), changed_at timestamp DEFAULT current_timestamp, old_data jsonb,
    new_data jsonb
);
CREATE FUNCTION bare_audit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO bare_log (table_name, record_id, action, changed_by, old_data, new_data)
    VALUES (
        tg_table_name, new.id, tg_op, session_user,
        CASE WHEN tg_op = 'UPDATE' THEN to_jsonb(old) END, to_jsonb(new)
    );
    RETURN NULL;
END;
$$;
CREATE TRIGGER bare_audit AFTER INSERT OR UPDATE ON v1_hub_work_allocations
FOR EACH ROW EXECUTE FUNCTION bare_audit();
CREATE TRIGGER bare_audit AFTER UPDATE ON v1_hub_daily_work_tracking
FOR EACH ROW EXECUTE FUNCTION bare_audit();
