-- Finding the first row of a sealed month that no longer is as it was sealed.
CREATE OR REPLACE FUNCTION v1_hub.audit_seal_hash(p_partition regclass, p_previous bytea)
RETURNS bytea
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_hash bytea := p_previous;
    v_block bytea;
BEGIN
    FOR v_block IN
        SELECT string_agg(b.digest, '' ORDER BY b.id)
        FROM (
            SELECT d.*, (row_number() OVER (ORDER BY d.id) - 1) / 1000 AS block
            FROM v1_hub.audit_digests(p_partition) AS d
        ) AS b
        GROUP BY b.block
        ORDER BY b.block
    LOOP
        v_hash := sha256(v_hash || v_block);
    END LOOP;
    RETURN v_hash;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_seal_hash(regclass, bytea) IS
'The hash that a seal of this partition would have now.';

CREATE OR REPLACE FUNCTION v1_hub.audit_check(p_noted_hash text DEFAULT NULL)
RETURNS TABLE (partition_name text, log_id bigint, finding text)
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    v_seal record;
    v_previous bytea := decode(repeat('00', 32), 'hex');
BEGIN
    FOR v_seal IN
        SELECT s.*, to_regclass(format('v1_hub.%I', s.partition_name)) AS part,
            EXISTS (
                SELECT FROM v1_hub.audit_retentions AS r WHERE r.partition_name = s.partition_name
            ) AS dropped
        FROM v1_hub.audit_seals AS s
        ORDER BY s.id
    LOOP
        partition_name := v_seal.partition_name;
        log_id := NULL;
        IF v_seal.previous_hash <> v_previous THEN
            finding := 'the seal does not go on from the one before it';
            RETURN NEXT;
        END IF;
        v_previous := v_seal.hash;
        IF v_seal.part IS NULL AND NOT v_seal.dropped THEN
            finding := 'the whole month is missing, and audit_retain() did not drop it';
            RETURN NEXT;
        ELSIF v_seal.part IS NOT NULL
            AND v1_hub.audit_seal_hash(v_seal.part, v_seal.previous_hash) <> v_seal.hash
        THEN
            SELECT f.id, f.finding INTO log_id, finding
            FROM v1_hub.audit_first_difference(v_seal.part, v_seal.id) AS f;
            finding := coalesce(finding, 'the seal itself was altered');
            RETURN NEXT;
        END IF;
    END LOOP;
    IF p_noted_hash IS NOT NULL AND NOT EXISTS (
        SELECT FROM v1_hub.audit_seals AS s WHERE encode(s.hash, 'hex') = lower(p_noted_hash)
    ) THEN
        partition_name := NULL;
        log_id := NULL;
        finding := 'no seal has the noted hash: the seals were made anew';
        RETURN NEXT;
    END IF;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_check(text) IS
'Per sealed month the first row that was altered, removed or inserted since; empty where all is as
sealed. p_noted_hash: a hash that audit_seal() gave and that was kept elsewhere; without it, who
can rewrite log and seals goes unseen.';

CREATE OR REPLACE FUNCTION v1_hub.audit_first_difference(p_partition regclass, p_seal integer)
RETURNS TABLE (id bigint, finding text)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT coalesce(d.id, s.id),
        CASE WHEN d.id IS NULL THEN 'removed' WHEN s.id IS NULL THEN 'inserted' ELSE 'altered' END
    FROM (
        SELECT i.id, substr(b.digests, 1 + 8 * (i.n::integer - 1), 8) AS digest
        FROM v1_hub.audit_seal_blocks AS b
        CROSS JOIN LATERAL unnest(b.ids) WITH ORDINALITY AS i (id, n)
        WHERE b.seal_id = p_seal
    ) AS s
    FULL JOIN (
        SELECT x.id, x.digest FROM v1_hub.audit_digests(p_partition) AS x
    ) AS d ON d.id = s.id
    WHERE d.id IS NULL OR s.id IS NULL OR substr(d.digest, 1, 8) <> s.digest
    ORDER BY 1
    LIMIT 1;
$$;

COMMENT ON FUNCTION v1_hub.audit_first_difference(regclass, integer) IS
'The first row by id in which a partition differs from its seal, and how.';
