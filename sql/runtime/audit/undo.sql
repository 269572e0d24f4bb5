-- Undo: what an actor, a transaction or a time window did, newest first, a dry run unless told.
CREATE OR REPLACE FUNCTION v1_hub.audit_chosen(
    p_actor text, p_transaction xid8, p_from timestamptz, p_to timestamptz, p_table regclass
)
RETURNS TABLE (
    id bigint, source_id integer, action text, key jsonb, old_key jsonb, old_data jsonb,
    new_data jsonb, masked_changes text[], later bigint, superseded boolean
)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
SET jit = off
AS $$
    WITH chosen AS MATERIALIZED (
        SELECT l.*, coalesce(l.record_key, to_jsonb(l.record_id)) AS key
        FROM {{ hub | ident }}.v1_hub_audit_log AS l
        WHERE l.changed_by = coalesce(p_actor, l.changed_by)
            -- A number of a cluster from which this database was restored is another transaction.
            AND (
                p_transaction IS NULL
                OR l.transaction_id = p_transaction AND l.id >= (SELECT v1_hub.audit_here_from())
            )
            AND l.happened_at >= coalesce(p_from, '-infinity')
            AND l.happened_at <= coalesce(p_to, 'infinity')
            AND l.source_id = coalesce(v1_hub.audit_source(p_table), l.source_id)
            AND num_nonnulls(l.old_data, l.new_data) > 0
    )
    SELECT
        c.id, c.source_id, c.action::text, c.key, c.old_key, c.old_data, c.new_data,
        c.masked_changes,
        (
            SELECT min(e.id)
            FROM unnest(array_remove(ARRAY[c.key, c.old_key], NULL)) AS k (key)
            CROSS JOIN LATERAL v1_hub.audit_events(c.source_id, '[]', k.key) AS e
            WHERE e.id > c.id AND NOT EXISTS (SELECT FROM chosen AS o WHERE o.id = e.id)
        ),
        EXISTS (
            SELECT FROM chosen AS o
            WHERE o.source_id = c.source_id AND o.id > c.id AND c.key IN (o.key, o.old_key)
        )
    FROM chosen AS c;
$$;

COMMENT ON FUNCTION v1_hub.audit_chosen(text, xid8, timestamptz, timestamptz, regclass) IS
'What audit_undo() is asked to take back. later: the first event of the row since that was not
asked for; superseded: there is one since that was.';

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
    v_row v1_hub.audit_tables;
    v_old jsonb;
    v_new jsonb;
    v_live jsonb;
    v_before text;
BEGIN
    IF coalesce(p_actor, p_transaction::text, p_from::text) IS NULL THEN
        RAISE invalid_parameter_value USING
            MESSAGE = 'nothing says what to undo',
            HINT = 'Give p_actor, p_transaction or p_from.';
    END IF;
    FOR v_event IN
        SELECT c.*, x.target
        FROM v1_hub.audit_chosen(p_actor, p_transaction, p_from, p_to, p_table) AS c
        INNER JOIN LATERAL (SELECT v1_hub.audit_table_of(c.source_id) AS target) AS x
            ON x.target IS NOT NULL
        ORDER BY c.id DESC
    LOOP
        v_row := v1_hub.audit_need_source(v_event.target);
        v_old := v1_hub.audit_rename(v_event.old_data, v_row.renames);
        v_new := v1_hub.audit_rename(v_event.new_data, v_row.renames);
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
            v_live := (
                SELECT l.image
                FROM v1_hub.audit_live(
                    v_event.target, v_row.key_columns, v_row.secret_columns, v_event.key
                ) AS l
            );
            IF (v_live IS NULL) <> (v_new IS NULL) OR cardinality(v1_hub.audit_differing(
                v_new, v_live, v_row.secret_columns || v_row.ignored_columns
            )) > 0 THEN
                verdict := 'refused: the row is not as the log left it';
            END IF;
        END IF;
        IF verdict IS NULL AND NOT p_dry_run THEN
            v_before := v1_hub.audit_add_cause(jsonb_build_object('undo_of', v_event.id));
            PERFORM v1_hub.audit_put(
                v_event.target, v_event.key, v_old,
                v1_hub.audit_changed(v_old, v_new, v_event.masked_changes)
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
