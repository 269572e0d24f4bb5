\set ON_ERROR_STOP on
/* TRUNCATE v1_hub_proxy_usage; */
MERGE INTO v1_hub_proxy_usage u USING v1_hub_proxies p ON p.id = u.proxy_id WHEN MATCHED THEN DELETE; -- breaks 0A000
CREATE FUNCTION tidy() RETURNS void LANGUAGE plpgsql AS $$
DECLARE n text;
BEGIN
    FOR n IN SELECT name FROM v1_hub_proxy_heartbeat LOOP -- fine
        EXECUTE format('CLUSTER %I USING x', 'v1_hub_proxy_heartbeat'); -- breaks 42809
    END LOOP;
    EXECUTE n;
    EXECUTE 'CREATE INDEX ON ' || n || ' (id)'; -- not readable
END $$;
CREATE FUNCTION size() RETURNS bigint LANGUAGE sql AS $$
    SELECT pg_relation_size('v1_hub_proxy_usage'); -- differs
$$;
SELECT cron.schedule('nightly', '0 3 * * *', 'VACUUM v1_hub_proxy_usage'); -- differs
SELECT * FROM dblink('dbname=hub', 'SELECT ctid FROM v1_hub_proxy_usage') AS t (c text); -- breaks 42703
CREATE garbage FROM v1_hub_proxy_usage; -- not readable
