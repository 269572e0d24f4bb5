-- Archive tables, and a role with a few rights only.

-- INCLUDING ALL copies the defaults too: an archive's id comes from the live table's sequence.
CREATE TABLE {{ hub | ident }}.v1_hub_proxy_usage_archive (
    LIKE {{ hub | ident }}.v1_hub_proxy_usage INCLUDING ALL
);
COMMENT ON TABLE {{ hub | ident }}.v1_hub_proxy_usage_archive IS 'Old rows of v1_hub_proxy_usage.';

CREATE TABLE {{ hub | ident }}.v1_hub_work_results_archive (
    LIKE {{ hub | ident }}.v1_hub_work_results INCLUDING ALL
);
COMMENT ON TABLE {{ hub | ident }}.v1_hub_work_results_archive IS 'Old rows of v1_hub_work_results.';

-- A role belongs to the whole server: another database's hub may have made it already.
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'v1_hub_reporter') THEN
        NULL;
    ELSIF EXISTS (
        SELECT FROM pg_catalog.pg_roles
        WHERE rolname = current_user AND (rolcreaterole OR rolsuper)
    ) THEN
        BEGIN
            CREATE ROLE v1_hub_reporter;
        EXCEPTION WHEN unique_violation THEN
            NULL; -- another database's hub has just made it
        END;
    ELSE
        RAISE NOTICE 'role v1_hub_reporter skipped: % may not create roles', current_user;
        RETURN;
    END IF;

    IF NOT has_schema_privilege('v1_hub_reporter', to_regnamespace($hub${{ hub | ident }}$hub$), 'USAGE') THEN
        GRANT USAGE ON SCHEMA {{ hub | ident }} TO v1_hub_reporter;
    END IF;
    GRANT SELECT ON
    {{ hub | ident }}.v1_hub_work_slots, {{ hub | ident }}.v1_hub_proxies, {{ hub | ident }}.v1_hub_proxy_heartbeat,
    {{ hub | ident }}.v1_hub_daily_work_tracking, {{ hub | ident }}.v1_hub_work_results, {{ hub | ident }}.v1_hub_work_dashboard,
    {{ hub | ident }}.v1_hub_daily_results
    TO v1_hub_reporter;
    GRANT SELECT, INSERT, UPDATE ON {{ hub | ident }}.v1_hub_proxy_usage TO v1_hub_reporter;
    GRANT INSERT ON {{ hub | ident }}.v1_hub_client_activity_logs TO v1_hub_reporter;
    GRANT SELECT, UPDATE (current_ip, last_toggle, updated_at)
    ON {{ hub | ident }}.v1_hub_proxy_ip_mapping TO v1_hub_reporter;
    GRANT USAGE ON SEQUENCE
    {{ hub | ident }}.v1_hub_proxy_usage_id_seq, {{ hub | ident }}.v1_hub_client_activity_logs_id_seq
    TO v1_hub_reporter;
END
$$;
