-- Seals of closed months: a hash chain over their rows, kept apart so that writing costs nothing.
CREATE TABLE IF NOT EXISTS v1_hub.audit_seals (
    id integer GENERATED ALWAYS AS IDENTITY,
    partition_name text NOT NULL,
    closed_at timestamp NOT NULL,
    row_count bigint NOT NULL,
    previous_hash bytea NOT NULL,
    hash bytea NOT NULL,
    sealed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT audit_seals_pkey PRIMARY KEY (id),
    CONSTRAINT audit_seals_partition_name_key UNIQUE (partition_name)
);

COMMENT ON TABLE v1_hub.audit_seals IS
'One row per sealed month; each hash goes on from that of the seal before it. Note the last one
somewhere else: who can rewrite the log can rewrite its seals.';
COMMENT ON COLUMN v1_hub.audit_seals.partition_name IS 'Partition, in schema v1_hub.';
COMMENT ON COLUMN v1_hub.audit_seals.closed_at IS 'End of the month, exclusive.';
COMMENT ON COLUMN v1_hub.audit_seals.previous_hash IS
'Hash of the seal before; at first 32 zero bytes.';
COMMENT ON COLUMN v1_hub.audit_seals.hash IS 'SHA-256 over previous_hash and all blocks in order.';

CREATE TABLE IF NOT EXISTS v1_hub.audit_seal_blocks (
    seal_id integer NOT NULL,
    block integer NOT NULL,
    ids bigint[] NOT NULL,
    digests bytea NOT NULL,
    CONSTRAINT audit_seal_blocks_pkey PRIMARY KEY (seal_id, block)
);

COMMENT ON TABLE v1_hub.audit_seal_blocks IS
'What a seal saw, by the thousand rows, so that audit_check() can name the row.';
COMMENT ON COLUMN v1_hub.audit_seal_blocks.digests IS
'First 8 bytes of the SHA-256 of every row, one after another.';

CREATE TABLE IF NOT EXISTS v1_hub.audit_retentions (
    partition_name text NOT NULL,
    dropped_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    dropped_by text NOT NULL DEFAULT session_user,
    row_count bigint NOT NULL,
    hash bytea NOT NULL,
    exported_to text,
    CONSTRAINT audit_retentions_pkey PRIMARY KEY (partition_name)
);

COMMENT ON TABLE v1_hub.audit_retentions IS 'Months that audit_retain() has dropped.';

SELECT v1_hub.audit_guard('v1_hub.audit_seals');
SELECT v1_hub.audit_guard('v1_hub.audit_seal_blocks');
SELECT v1_hub.audit_guard('v1_hub.audit_retentions');

CREATE OR REPLACE FUNCTION v1_hub.audit_digests(p_partition regclass)
RETURNS TABLE (id bigint, digest bytea)
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
SET timezone = 'UTC'
SET datestyle = 'ISO, MDY'
SET intervalstyle = 'postgres'
AS $$
BEGIN
    -- The columns are those of the query.
    -- @plpgsql_check_options: extra_warnings = off
    -- Named one by one: a column that a later release adds does not break the old seals.
    RETURN QUERY EXECUTE format(
        $sql$
        SELECT l.id, sha256(convert_to(ROW(
            l.id, l.table_name, l.record_id, l.action, l.changed_by, l.changed_at, l.old_data,
            l.new_data, l.schema_name, l.record_key, l.old_key, l.source_id, l.happened_at,
            l.statement_at, l.transaction_id, l.session_role, l.application_name, l.client_addr,
            l.context, l.changed_columns, l.left_out, l.change_summary
        )::text, 'UTF8'))
        FROM %s AS l
        $sql$,
        p_partition
    );
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_digests(regclass) IS 'SHA-256 of every row of a partition.';

CREATE OR REPLACE FUNCTION v1_hub.audit_closed_months(p_grace interval)
RETURNS TABLE (partition_table regclass, partition_name text, closed_at timestamp)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT t.relid, c.relname::text, m.month + interval '1 month'
    FROM pg_partition_tree('@hub@.v1_hub_audit_log') AS t
    INNER JOIN pg_class AS c ON c.oid = t.relid
    CROSS JOIN LATERAL (
        SELECT to_timestamp(substring(c.relname FROM '_(\d{4}_\d\d)$'), 'YYYY_MM')::timestamp AS month
    ) AS m
    WHERE t.isleaf AND m.month + interval '1 month' + p_grace < localtimestamp
    ORDER BY m.month;
$$;

COMMENT ON FUNCTION v1_hub.audit_closed_months(interval) IS
'The monthly partitions whose month ended at least p_grace ago, oldest first.';
