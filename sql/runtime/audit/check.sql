CREATE OR REPLACE FUNCTION v1_hub.audit_first_difference(p_partition regclass, p_seal integer)
RETURNS TABLE (id bigint, finding text)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT coalesce(l.id, s.id),
        CASE WHEN l.id IS NULL THEN 'removed' WHEN s.id IS NULL THEN 'inserted' ELSE 'altered' END
    FROM (
        SELECT i.id, substr(b.digests, 1 + 8 * (i.n::integer - 1), 8) AS digest
        FROM v1_hub.audit_seal_blocks AS b
        CROSS JOIN LATERAL unnest(b.ids) WITH ORDINALITY AS i (id, n)
        WHERE b.seal_id = p_seal
    ) AS s
    FULL JOIN (
        SELECT i.id, substr(b.digests, 1 + 8 * (i.n::integer - 1), 8) AS digest
        FROM v1_hub.audit_blocks(p_partition) AS b
        CROSS JOIN LATERAL unnest(b.ids) WITH ORDINALITY AS i (id, n)
    ) AS l ON l.id = s.id
    WHERE l.id IS NULL OR s.id IS NULL OR l.digest <> s.digest
    ORDER BY 1
    LIMIT 1;
$$;

COMMENT ON FUNCTION v1_hub.audit_first_difference(regclass, integer) IS
'The first row by id in which a partition differs from its seal, and how.';

CREATE OR REPLACE FUNCTION v1_hub.audit_check(p_noted_hash text DEFAULT NULL)
RETURNS TABLE (partition_name text, log_id bigint, finding text)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    WITH seals AS (
        SELECT
            s.*, lag(s.hash, 1, '') OVER (ORDER BY s.id) AS hash_before,
            to_regclass(format('v1_hub.%I', s.partition_name)) AS part
        FROM v1_hub.audit_seals AS s
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
    LEFT JOIN LATERAL v1_hub.audit_first_difference(s.part, s.id) AS d ON TRUE
    WHERE CASE WHEN s.part IS NOT NULL
        THEN v1_hub.audit_seal_hash(s.part, s.previous_hash) <> s.hash END
    UNION ALL
    SELECT NULL, NULL, 'no seal has the noted hash: the seals were made anew'
    WHERE p_noted_hash IS NOT NULL AND NOT EXISTS (
        SELECT FROM v1_hub.audit_seals AS s WHERE encode(s.hash, 'hex') = lower(p_noted_hash)
    )
    ORDER BY 1;
$$;

COMMENT ON FUNCTION v1_hub.audit_check(text) IS
'Per sealed month the first row that was altered, removed or inserted since; empty where all is as
sealed. p_noted_hash: a hash that audit_seal() gave and that was kept elsewhere; without it, who
can rewrite log and seals goes unseen.';
