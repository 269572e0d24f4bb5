-- Taking back: one row as it was, or what an actor, a transaction or a time window did.
CREATE OR REPLACE FUNCTION v1_hub.audit_put(
    p_table regclass, p_keys text[], p_secrets text[], p_key jsonb, p_image jsonb,
    p_columns text[], p_cause jsonb
)
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET timezone = 'UTC'
SET datestyle = 'ISO, MDY'
SET intervalstyle = 'postgres'
AS $$
DECLARE
    v_where text := v1_hub.audit_key_condition(p_table, p_keys, p_key);
    v_before text := coalesce(current_setting('v1_hub.context', TRUE), '');
    v_context jsonb := v1_hub.audit_context(nullif(v_before, ''), '{}');
    v_columns text[];
    v_there boolean;
BEGIN
    -- The text is made of quoted names and values only.
    -- @plpgsql_check_options: security_warnings = off, performance_warnings = off
    v_context := CASE
        WHEN jsonb_typeof(v_context) = 'object' THEN v_context
        WHEN v_context IS NULL THEN '{}'
        ELSE jsonb_build_object('context', v_context)
    END || jsonb_build_object('cause', p_cause);
    PERFORM set_config('v1_hub.context', v_context::text, TRUE);
    EXECUTE format('SELECT EXISTS (SELECT FROM %s AS t WHERE %s)', p_table, v_where) INTO v_there;
    v_columns := ARRAY(
        SELECT a.attname::text
        FROM pg_attribute AS a
        WHERE a.attrelid = p_table AND a.attnum > 0 AND NOT a.attisdropped
            AND a.attgenerated = '' AND p_image ? a.attname
            AND NOT a.attname = ANY (p_secrets)
            AND (
                NOT v_there
                OR a.attidentity <> 'a' AND (p_columns IS NULL OR a.attname = ANY (p_columns))
            )
        ORDER BY a.attnum
    );
    IF p_image IS NULL THEN
        EXECUTE format('DELETE FROM %s AS t WHERE %s', p_table, v_where);
    ELSIF v_columns <> '{}' THEN
        EXECUTE format(
            CASE WHEN v_there THEN 'UPDATE %1$s AS t SET (%2$s) = (%3$s) WHERE %4$s'
                ELSE 'INSERT INTO %1$s (%2$s) OVERRIDING SYSTEM VALUE %3$s' END,
            p_table, (SELECT string_agg(quote_ident(c.name), ', ') FROM unnest(v_columns) AS c (name)),
            v1_hub.audit_rows_sql(p_table, '(SELECT $1 AS image)', v_columns), v_where
        )
        USING p_image;
    END IF;
    PERFORM set_config('v1_hub.context', v_before, TRUE);
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_put(regclass, text[], text[], jsonb, jsonb, text[], jsonb) IS
'Makes the row with this key be like the image (only in p_columns, where given): updates, inserts,
or deletes it where the image is NULL. p_cause goes into its context; p_secrets stay as they are.';

CREATE OR REPLACE FUNCTION v1_hub.row_restore(p_table regclass, p_key text, p_at timestamptz)
RETURNS jsonb
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_row v1_hub.audit_tables := v1_hub.audit_need_source(p_table);
    v_key jsonb := v1_hub.audit_parse_key(p_table, p_key);
    v_image jsonb := v1_hub.row_at(p_table, p_key, p_at);
BEGIN
    IF v_image IS NULL THEN
        RAISE object_not_in_prerequisite_state USING
            MESSAGE = format('row %s of table %s did not exist at %s', v_key, p_table, p_at),
            HINT = 'row_history() shows from when to when it did.';
    END IF;
    PERFORM v1_hub.audit_put(
        p_table, v_row.key_columns, v_row.secret_columns, v_key, v_image, NULL,
        jsonb_build_object('row_restore', p_at)
    );
    RETURN v1_hub.row_at(p_table, p_key, 'infinity');
END;
$$;

COMMENT ON FUNCTION v1_hub.row_restore(regclass, text, timestamptz) IS
'Writes the row back as it was at that moment, also after a DELETE, and returns it. Secrets are not
in the log: an existing row keeps its own, a deleted one gets the default. Raises 55000 where the
row did not exist then; every constraint and trigger of the table holds.';

CREATE OR REPLACE FUNCTION v1_hub.audit_undo(
    p_actor text DEFAULT NULL, p_transaction xid8 DEFAULT NULL, p_from timestamptz DEFAULT NULL,
    p_to timestamptz DEFAULT NULL, p_table regclass DEFAULT NULL, p_dry_run boolean DEFAULT TRUE
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
BEGIN
    IF coalesce(p_actor, p_transaction::text, p_from::text) IS NULL THEN
        RAISE invalid_parameter_value USING
            MESSAGE = 'nothing says what to undo',
            HINT = 'Give p_actor, p_transaction or p_from.';
    END IF;
    FOR v_event IN
        WITH chosen AS MATERIALIZED (
            SELECT l.id, l.source_id, coalesce(l.record_key, to_jsonb(l.record_id)) AS key, l.old_key
            FROM {{ hub | ident }}.v1_hub_audit_log AS l
            WHERE l.changed_by = coalesce(p_actor, l.changed_by)
                -- A later number than that of who wrote it comes from a cluster that was restored
                -- here, and is another transaction; audit_upkeep() writes rows later than they name.
                AND (
                    p_transaction IS NULL OR l.transaction_id = p_transaction
                    AND age(l.transaction_id::xid) >= age(l.xmin)
                )
                AND l.happened_at >= coalesce(p_from, '-infinity')
                AND l.happened_at <= coalesce(p_to, 'infinity')
                AND (p_table IS NULL OR l.source_id = (SELECT v1_hub.audit_source(p_table)))
                AND num_nonnulls(l.old_data, l.new_data) > 0
        ),
        -- What happened to their rows, by index. IN is hashed, and so takes a time that grows with
        -- it, whatever the planner takes the chosen for.
        events AS (
            SELECT k.source_id, e.key, e.id, e.side, e.id IN (SELECT c.id FROM chosen AS c) AS is_chosen
            FROM (
                SELECT c.source_id, array_agg(DISTINCT u.key) AS keys
                FROM chosen AS c
                CROSS JOIN LATERAL unnest(ARRAY[c.key, c.old_key]) AS u (key)
                GROUP BY c.source_id
            ) AS k
            CROSS JOIN LATERAL v1_hub.audit_events(k.source_id, '[]', k.keys) AS e
        ),
        followed AS (
            SELECT
                e.id, e.side, e.is_chosen,
                min(e.id) FILTER (WHERE NOT e.is_chosen) OVER since AS later,
                coalesce(bool_or(e.is_chosen) OVER since, FALSE) AS superseded
            FROM events AS e
            WINDOW since AS (
                PARTITION BY e.source_id, e.key ORDER BY e.id DESC
                ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
            )
        )
        SELECT l.*, coalesce(l.record_key, to_jsonb(l.record_id)) AS key, n.later, n.superseded
        FROM (
            -- Of an event that moved a key, what followed on both; superseded: on that of today.
            SELECT
                f.id, min(f.later) AS later,
                (array_agg(f.superseded ORDER BY f.side DESC))[1] AS superseded
            FROM followed AS f
            WHERE f.is_chosen
            GROUP BY f.id
            UNION ALL
            SELECT c.id, NULL, FALSE FROM chosen AS c WHERE c.key IS NULL
        ) AS n
        CROSS JOIN LATERAL (
            SELECT a.* FROM {{ hub | ident }}.v1_hub_audit_log AS a WHERE a.id = n.id LIMIT 1
        ) AS l
        ORDER BY n.id DESC
    LOOP
        IF v_row.id IS DISTINCT FROM v_event.source_id THEN
            v_row := NULL;
            changed := v1_hub.audit_table_of(v_event.source_id);
            CONTINUE WHEN changed IS NULL;
            v_row := v1_hub.audit_need_source(changed);
        END IF;
        v_old := v1_hub.audit_rename(v_event.old_data, v_row.renames);
        v_new := v1_hub.audit_rename(v_event.new_data, v_row.renames);
        log_id := v_event.id;
        row_key := v_event.key;
        undo := CASE WHEN v_old IS NULL THEN 'DELETE' WHEN v_new IS NULL THEN 'INSERT'
            ELSE 'UPDATE' END;
        verdict := NULL;
        IF v_event.key IS NULL THEN
            verdict := 'refused: the table has no key';
        ELSIF v_event.later IS NOT NULL THEN
            verdict := format('refused: changed since, see log row %s', v_event.later);
        ELSIF NOT (p_dry_run AND v_event.superseded) THEN
            SELECT l.image INTO v_live
            FROM v1_hub.audit_live(
                changed, v_row.key_columns, v_row.secret_columns, v_event.key
            ) AS l;
            IF (v_live IS NULL) <> (v_new IS NULL) OR v1_hub.audit_changed(
                v_live || v_new, v_live - v_row.secret_columns - v_row.ignored_columns, NULL
            ) IS NOT NULL THEN
                verdict := 'refused: the row is not as the log left it';
            END IF;
        END IF;
        IF verdict IS NULL AND NOT p_dry_run THEN
            PERFORM v1_hub.audit_put(
                changed, v_row.key_columns, v_row.secret_columns, v_event.key, v_old,
                v1_hub.audit_changed(v_old, v_new, v_event.masked_changes),
                jsonb_build_object('undo_of', v_event.id)
            );
        END IF;
        verdict := coalesce(verdict, CASE WHEN p_dry_run THEN 'would be undone' ELSE 'undone' END);
        RETURN NEXT;
    END LOOP;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_undo(text, xid8, timestamptz, timestamptz, regclass, boolean) IS
'Takes back the chosen changes, newest first; lists them, and changes nothing unless p_dry_run is
false. A row changed since by what was not chosen is refused and left alone. Secrets stay as they
are. The undo is audited with {"cause": {"undo_of": id}} in its context. Raises 22023 where neither
p_actor nor p_transaction nor p_from is given.';
