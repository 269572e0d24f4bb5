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
COMMENT ON COLUMN v1_hub.audit_seals.closed_at IS 'End of the month, exclusive.';
COMMENT ON COLUMN v1_hub.audit_seals.hash IS
'SHA-256 over previous_hash and the SHA-256 of every block in order.';

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
    CONSTRAINT audit_retentions_pkey PRIMARY KEY (partition_name)
);

COMMENT ON TABLE v1_hub.audit_retentions IS 'Months that audit_retain() has dropped.';

SELECT v1_hub.audit_guard(format('v1_hub.%I', g.name)::regclass)
FROM unnest('{audit_seals,audit_seal_blocks,audit_retentions}'::text[]) AS g (name);
SELECT v1_hub.audit_guard(to_regclass(format('v1_hub.%I', s.partition_name)), TRUE)
FROM v1_hub.audit_seals AS s;

CREATE OR REPLACE FUNCTION v1_hub.audit_blocks(p_partition regclass)
RETURNS TABLE (block integer, ids bigint[], digests bytea, hash bytea)
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
        SELECT
            b.block::integer, array_agg(b.id ORDER BY b.id),
            string_agg(substr(b.digest, 1, 8), '' ORDER BY b.id),
            sha256(string_agg(b.digest, '' ORDER BY b.id))
        FROM (
            SELECT
                l.id, (row_number() OVER (ORDER BY l.id) - 1) / 1000 AS block,
                sha256(convert_to(ROW(
                    l.id, l.table_name, l.record_id, l.action, l.changed_by, l.changed_at,
                    l.old_data, l.new_data, l.source_id, l.record_key, l.old_key, l.happened_at,
                    l.transaction_id, l.session_role, l.application_name, l.client_addr, l.context,
                    l.left_out, l.masked_changes
                )::text, 'UTF8')) AS digest
            FROM %s AS l
        ) AS b
        GROUP BY b.block
        $sql$,
        p_partition
    );
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_blocks(regclass) IS
'The rows of a partition by the thousand; hash: the SHA-256 of the SHA-256 of every row.';

CREATE OR REPLACE FUNCTION v1_hub.audit_seal(p_grace interval DEFAULT interval '2 days')
RETURNS TABLE (partition_name text, row_count bigint, hash text)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    v_month record;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('v1_hub.audit_seal'));
    FOR v_month IN
        SELECT t.relid, c.relname, m.start + interval '1 month' AS closed_at
        FROM pg_partition_tree('{{ hub | ident }}.v1_hub_audit_log') AS t
        INNER JOIN pg_class AS c ON c.oid = t.relid
        CROSS JOIN LATERAL (
            SELECT to_date(substring(c.relname FROM '_([0-9]{4}_[0-9]{2})$'), 'YYYY_MM')::timestamp AS start
        ) AS m
        WHERE t.isleaf AND m.start + interval '1 month' + p_grace < localtimestamp
            AND c.relname NOT IN (SELECT s.partition_name FROM v1_hub.audit_seals AS s)
        ORDER BY m.start
    LOOP
        -- Waits for writers that are still in this month, of which there should be none.
        EXECUTE format('LOCK TABLE %s IN SHARE MODE', v_month.relid);
        RETURN QUERY
        WITH blocks AS MATERIALIZED (
            SELECT b.* FROM v1_hub.audit_blocks(v_month.relid) AS b
        ),
        sealed AS (
            INSERT INTO v1_hub.audit_seals (
                partition_name, closed_at, row_count, previous_hash, hash
            )
            SELECT
                v_month.relname, v_month.closed_at, coalesce(sum(cardinality(b.ids)), 0), p.hash,
                sha256(p.hash || coalesce(string_agg(b.hash, '' ORDER BY b.block), ''))
            FROM (
                SELECT coalesce(
                    (SELECT s.hash FROM v1_hub.audit_seals AS s ORDER BY s.id DESC LIMIT 1), ''
                ) AS hash
            ) AS p
            LEFT JOIN blocks AS b ON TRUE
            GROUP BY p.hash
            RETURNING *
        ),
        noted AS (
            INSERT INTO v1_hub.audit_seal_blocks (seal_id, block, ids, digests)
            SELECT s.id, b.block, b.ids, b.digests FROM sealed AS s CROSS JOIN blocks AS b
        )
        SELECT s.partition_name, s.row_count, encode(s.hash, 'hex') FROM sealed AS s;
    END LOOP;
    -- Also months that replication has brought here as sealed ones.
    PERFORM v1_hub.audit_guard(to_regclass(format('v1_hub.%I', s.partition_name)), TRUE)
    FROM v1_hub.audit_seals AS s;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_seal(interval) IS
'Seals every month that ended p_grace ago (long transactions and other time zones may write into a
month after its end); returns the new seals. Note the last hash outside the database.';

CREATE OR REPLACE FUNCTION v1_hub.audit_check(p_noted_hash text DEFAULT NULL)
RETURNS TABLE (partition_name text, log_id bigint, finding text)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    WITH seals AS MATERIALIZED (
        SELECT
            s.*, lag(s.hash, 1, '') OVER (ORDER BY s.id) AS hash_before, p.part,
            CASE WHEN p.part IS NOT NULL THEN (
                SELECT sha256(s.previous_hash || coalesce(string_agg(b.hash, '' ORDER BY b.block), ''))
                FROM v1_hub.audit_blocks(p.part) AS b
            ) END AS hash_now
        FROM v1_hub.audit_seals AS s
        CROSS JOIN LATERAL to_regclass(format('v1_hub.%I', s.partition_name)) AS p (part)
    )
    SELECT s.partition_name, NULL::bigint, 'the seal does not go on from the one before it'
    FROM seals AS s
    WHERE s.previous_hash <> s.hash_before
    UNION ALL
    SELECT s.partition_name, NULL, 'the whole month is missing, and audit_retain() did not drop it'
    FROM seals AS s
    WHERE s.part IS NULL AND NOT EXISTS (
        SELECT FROM v1_hub.audit_retentions AS r WHERE r.partition_name = s.partition_name
    )
    UNION ALL
    SELECT s.partition_name, d.id, coalesce(d.finding, 'the seal itself was altered')
    FROM seals AS s
    LEFT JOIN LATERAL (
        SELECT
            coalesce(live.id, noted.id) AS id,
            CASE
                WHEN live.id IS NULL THEN 'removed'
                WHEN noted.id IS NULL THEN 'inserted'
                ELSE 'altered'
            END AS finding
        FROM (
            SELECT i.id, substr(b.digests, 1 + 8 * (i.n::integer - 1), 8) AS digest
            FROM v1_hub.audit_seal_blocks AS b
            CROSS JOIN LATERAL unnest(b.ids) WITH ORDINALITY AS i (id, n)
            WHERE b.seal_id = s.id
        ) AS noted
        FULL JOIN (
            SELECT i.id, substr(b.digests, 1 + 8 * (i.n::integer - 1), 8) AS digest
            FROM v1_hub.audit_blocks(s.part) AS b
            CROSS JOIN LATERAL unnest(b.ids) WITH ORDINALITY AS i (id, n)
        ) AS live ON live.id = noted.id
        WHERE live.digest IS DISTINCT FROM noted.digest
        ORDER BY 1
        LIMIT 1
    ) AS d ON TRUE
    WHERE s.hash_now <> s.hash
    UNION ALL
    SELECT NULL, NULL, 'no seal has the noted hash: the seals were made anew'
    WHERE p_noted_hash IS NOT NULL AND NOT EXISTS (
        SELECT FROM v1_hub.audit_seals AS s WHERE encode(s.hash, 'hex') = lower(p_noted_hash)
    )
    ORDER BY 1;
$$;

COMMENT ON FUNCTION v1_hub.audit_check(text) IS
'Per sealed month the first row that was altered, removed or inserted since. p_noted_hash: a hash of
audit_seal() that was kept elsewhere; without it, who can rewrite log and seals goes unseen.';
