-- Undo: what an actor, a transaction or a time window did, newest first, a dry run unless told.
CREATE OR REPLACE FUNCTION v1_hub.audit_table_of(p_source integer)
RETURNS regclass
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
SET jit = off
AS $$
    SELECT coalesce(
        (
            SELECT min(t.audited::oid)::regclass
            FROM v1_hub.audit_triggers() AS t
            WHERE t.source_id = p_source AND NOT t.cloned AND NOT t.part
        ),
        (
            SELECT to_regclass(format('%I.%I', a.schema_name, a.table_name))
            FROM v1_hub.audit_tables AS a
            WHERE a.id = p_source AND NOT a.enabled
        )
    );
$$;

COMMENT ON FUNCTION v1_hub.audit_table_of(integer) IS
'The table of a v1_hub.audit_tables row, NULL where it was dropped.';

CREATE OR REPLACE FUNCTION v1_hub.audit_differing(p_a jsonb, p_b jsonb, p_skip text[])
RETURNS text[]
LANGUAGE sql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
SET jit = off
AS $$
    SELECT coalesce(array_agg(k.name), '{}')
    FROM jsonb_object_keys(p_a) AS k (name)
    WHERE p_b ? k.name AND NOT k.name = ANY (p_skip)
        AND (p_a -> k.name)::text <> (p_b -> k.name)::text;
$$;

COMMENT ON FUNCTION v1_hub.audit_differing(jsonb, jsonb, text[]) IS
'Columns that both images have and in which they differ, apart from p_skip.';

CREATE OR REPLACE FUNCTION v1_hub.audit_undo(
    p_actor text DEFAULT NULL,
    p_transaction xid8 DEFAULT NULL,
    p_from timestamptz DEFAULT NULL,
    p_to timestamptz DEFAULT NULL,
    p_table regclass DEFAULT NULL,
    p_dry_run boolean DEFAULT TRUE
)
RETURNS TABLE (log_id bigint, changed regclass, row_key jsonb, undo text, verdict text)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET jit = off
AS $$
#variable_conflict use_column
DECLARE
    v_event record;
    v_source integer := v1_hub.audit_source(p_table);
    v_limit bigint := (SELECT max(l.id) FROM @hub@.v1_hub_audit_log AS l);
    v_live jsonb;
    v_before text;
BEGIN
    IF coalesce(p_actor, p_transaction::text, p_from::text) IS NULL THEN
        RAISE invalid_parameter_value USING
            MESSAGE = 'nothing says what to undo',
            HINT = 'Give p_actor, p_transaction or p_from.';
    END IF;
    FOR v_event IN
        WITH chosen AS (
            SELECT l.id, l.source_id, l.action, coalesce(l.record_key, to_jsonb(l.record_id)) AS key,
                l.old_key, l.old_data, l.new_data, l.changed_columns, l.left_out, t.ignored_columns
            FROM @hub@.v1_hub_audit_log AS l
            INNER JOIN v1_hub.audit_tables AS t ON t.id = l.source_id
            WHERE l.changed_by = coalesce(p_actor, l.changed_by)
                AND l.transaction_id = coalesce(p_transaction, l.transaction_id)
                AND l.happened_at >= coalesce(p_from, '-infinity')
                AND l.happened_at <= coalesce(p_to, 'infinity')
                AND l.source_id = coalesce(v_source, l.source_id)
                AND num_nonnulls(l.old_data, l.new_data) > 0
        )
        SELECT c.*, x.target, v1_hub.audit_hidden(x.target) AS hidden,
            v1_hub.audit_renames(x.target) AS renames,
            (
                SELECT min(l.id)
                FROM @hub@.v1_hub_audit_log AS l
                WHERE l.source_id = c.source_id AND l.id > c.id AND l.id <= v_limit
                    AND (
                        coalesce(l.record_key, to_jsonb(l.record_id)) IN (c.key, c.old_key)
                        OR l.old_key IN (c.key, c.old_key)
                    )
                    AND NOT EXISTS (SELECT FROM chosen AS o WHERE o.id = l.id)
            ) AS later,
            EXISTS (
                SELECT FROM chosen AS o
                WHERE o.source_id = c.source_id AND o.id > c.id AND c.key IN (o.key, o.old_key)
            ) AS superseded
        FROM chosen AS c
        INNER JOIN LATERAL (SELECT v1_hub.audit_table_of(c.source_id) AS target) AS x
            ON x.target IS NOT NULL
        ORDER BY c.id DESC
    LOOP
        log_id := v_event.id;
        changed := v_event.target;
        row_key := v_event.key;
        undo := CASE v_event.action WHEN 'INSERT' THEN 'DELETE' WHEN 'UPDATE' THEN 'UPDATE'
            ELSE 'INSERT' END;
        verdict := NULL;
        IF v_event.key IS NULL THEN
            verdict := 'refused: the table has no key';
        ELSIF v_event.later IS NOT NULL THEN
            verdict := format('refused: changed since, see log row %s', v_event.later);
        ELSIF NOT (p_dry_run AND v_event.superseded) THEN
            v_live := v1_hub.audit_live(v_event.target, v_event.key);
            IF (v_live IS NULL) <> (v_event.new_data IS NULL) OR cardinality(
                v1_hub.audit_differing(
                    v1_hub.audit_rename(v_event.new_data, v_event.renames), v_live,
                    v_event.hidden || v_event.ignored_columns
                )
            ) > 0 THEN
                verdict := 'refused: the row is not as the log left it';
            END IF;
        END IF;
        IF verdict IS NULL AND NOT p_dry_run THEN
            v_before := v1_hub.audit_add_cause(jsonb_build_object('undo_of', v_event.id));
            PERFORM v1_hub.audit_put(
                v_event.target, v_event.key, v1_hub.audit_rename(v_event.old_data, v_event.renames),
                ARRAY(
                    SELECT jsonb_object_keys(v1_hub.audit_rename(
                        jsonb_object_agg(c.name, NULL), v_event.renames
                    ))
                    FROM unnest(v_event.changed_columns) AS c (name)
                    HAVING count(*) > 0
                )
            );
            PERFORM set_config('v1_hub.context', v_before, TRUE);
        END IF;
        verdict := coalesce(verdict, CASE WHEN p_dry_run THEN 'would be undone' ELSE 'undone' END);
        RETURN NEXT;
    END LOOP;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_undo(
    text, xid8, timestamptz, timestamptz, regclass, boolean
) IS
'Takes back the chosen changes, newest first; lists them, and changes nothing unless p_dry_run is
false. A row changed since by what was not chosen is refused and left alone. Secrets stay as they
are. The undo is audited with {"cause": {"undo_of": id}} in its context. Raises 22023 where neither
p_actor nor p_transaction nor p_from is given.';
