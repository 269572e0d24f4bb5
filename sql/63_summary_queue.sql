-- Changes that v1_hub_proxies cannot be told at once: big statements, locked proxies.
CREATE OR REPLACE FUNCTION v1_hub.summary_queue_ddl()
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $template$
    SELECT
        format(
            $ddl$CREATE TABLE v1_hub.proxy_summary_queue (
    id bigint GENERATED ALWAYS AS IDENTITY,
    proxy_id %1$s NOT NULL,
    transaction_id xid8 NOT NULL DEFAULT pg_current_xact_id(),
    total bigint NOT NULL DEFAULT 0,
    success bigint NOT NULL DEFAULT 0,
    failed bigint NOT NULL DEFAULT 0,
    duration numeric NOT NULL DEFAULT 0,
    timed bigint NOT NULL DEFAULT 0,
    used_at %2$s,
    unused_at %2$s,
    beaten_at %3$s,
    unbeaten_at %3$s,
    is_mapping boolean NOT NULL DEFAULT false,
    replaced jsonb,
    is_new boolean NOT NULL DEFAULT false,
    CONSTRAINT proxy_summary_queue_pkey PRIMARY KEY (id)
) WITH (autovacuum_vacuum_threshold = 500, autovacuum_vacuum_scale_factor = 0);
CREATE INDEX proxy_summary_queue_proxy_id_idx ON v1_hub.proxy_summary_queue (proxy_id);
COMMENT ON TABLE v1_hub.proxy_summary_queue IS
'Changes that v1_hub_proxies does not show yet: empty but for the moment of a commit, or where the '
'proxy was locked for long; then whoever updates it, or writes about it next, takes them along.';
COMMENT ON COLUMN v1_hub.proxy_summary_queue.replaced IS 'The address that gave way.';
COMMENT ON COLUMN v1_hub.proxy_summary_queue.is_mapping IS 'ip_history is to be made again.';
COMMENT ON COLUMN v1_hub.proxy_summary_queue.is_new IS
'The proxy may be younger than rows that are about it: all is read from the leaves.';
COMMENT ON COLUMN v1_hub.proxy_summary_queue.unused_at IS
'Latest use that went: where it was the last, that is read from the leaf again.';
COMMENT ON COLUMN v1_hub.proxy_summary_queue.unbeaten_at IS 'The same of heartbeats.';

CREATE FUNCTION v1_hub.await_proxy_holder()
RETURNS boolean
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $v1_hub$
BEGIN
    PERFORM pg_sleep(0.001)
    WHERE NOT EXISTS (
        SELECT 1
        FROM v1_hub.proxy_summary_queue AS q
        WHERE q.transaction_id = pg_current_xact_id()
    );
    RETURN found;
END;
$v1_hub$;
REVOKE ALL ON FUNCTION v1_hub.await_proxy_holder() FROM PUBLIC;
COMMENT ON FUNCTION v1_hub.await_proxy_holder() IS
'Waits 1 ms for whoever holds a proxy, who most likely is committing, too. False, and no wait, where '
'this transaction has queued changes already, and so will wait for their proxies anyway.';$ddl$,
            (
                SELECT k.type_name
                FROM v1_hub.key_columns(v1_hub.hub_relation('v1_hub_proxies')) AS k
            ),
            v1_hub.time_type('v1_hub_proxy_usage'),
            v1_hub.time_type('v1_hub_proxy_heartbeat')
        );
$template$;

COMMENT ON FUNCTION v1_hub.summary_queue_ddl() IS
'CREATE TABLE of the queue, in the key and time types of this hub.';
