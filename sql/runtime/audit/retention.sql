-- Retention: whole sealed months leave, exported by whoever wants them, and the log says so.
CREATE OR REPLACE FUNCTION v1_hub.audit_export(p_month timestamp)
RETURNS SETOF text
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
SET timezone = 'UTC'
SET datestyle = 'ISO, MDY'
AS $$
DECLARE
    v_part regclass := to_regclass(
        format('v1_hub.%I', 'v1_hub_audit_log_' || to_char(p_month, 'YYYY_MM'))
    );
BEGIN
    IF v_part IS NULL THEN
        RAISE invalid_parameter_value USING
            MESSAGE = format('the audit log has no month %s', to_char(p_month, 'YYYY-MM')),
            HINT = 'SELECT * FROM v1_hub.audit_closed_months(interval ''0'');';
    END IF;
    RETURN QUERY EXECUTE format('SELECT row_to_json(l.*)::text FROM %s AS l ORDER BY l.id', v_part);
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_export(timestamp) IS
'One month as lines of JSON, by id; psql -At -c writes them to a file. Raises 22023 for a month
without a partition.';

CREATE OR REPLACE FUNCTION v1_hub.audit_retain(p_keep interval)
RETURNS TABLE (partition_name text, row_count bigint)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
#variable_conflict use_column
DECLARE
    v_month record;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('v1_hub.audit_seal'));
    IF p_keep < interval '0' THEN
        RAISE invalid_parameter_value USING MESSAGE = format('%s is negative', p_keep);
    END IF;
    FOR v_month IN
        SELECT m.partition_table, s.*, c.finding
        FROM v1_hub.audit_closed_months(p_keep) AS m
        INNER JOIN v1_hub.audit_seals AS s ON s.partition_name = m.partition_name
        LEFT JOIN v1_hub.audit_check() AS c ON c.partition_name = m.partition_name
        ORDER BY m.closed_at
    LOOP
        IF v_month.finding IS NOT NULL THEN
            RAISE object_not_in_prerequisite_state USING
                MESSAGE = format('month %s is not as it was sealed', v_month.partition_name),
                DETAIL = v_month.finding,
                HINT = 'SELECT * FROM v1_hub.audit_check();';
        END IF;
        partition_name := v_month.partition_name;
        row_count := v_month.row_count;
        PERFORM v1_hub.audit_drop_month(v_month.partition_table, v_month.hash);
        RETURN NEXT;
    END LOOP;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_retain(interval) IS
'Drops the months that ended longer ago than p_keep, only sealed ones that are as sealed, and
records it in v1_hub.audit_retentions and in the log (action RETAIN). audit_export() gives their
rows before. Raises 55000 where a month was tampered with, and drops none then.';

CREATE OR REPLACE FUNCTION v1_hub.audit_drop_month(p_partition regclass, p_hash bytea)
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_name name;
    v_is_foreign boolean;
    v_rows bigint;
BEGIN
    SELECT c.relname, c.relkind = 'f' INTO v_name, v_is_foreign
    FROM pg_class AS c
    WHERE c.oid = p_partition;
    EXECUTE format('SELECT count(*) FROM %s', p_partition) INTO v_rows;
    EXECUTE format(
        $sql$
        UPDATE v1_hub.audit_tables AS t
        SET baseline_rows = t.baseline_rows + g.added
        FROM (
            SELECT l.source_id, count(*) FILTER (WHERE l.action = 'INSERT')
                - count(*) FILTER (
                    WHERE l.action IN ('DELETE', 'TRUNCATE') AND l.old_data IS NOT NULL
                ) AS added
            FROM %s AS l
            INNER JOIN v1_hub.audit_tables AS b ON b.id = l.source_id AND l.id > b.baseline_id
            WHERE l.happened_at IS NOT NULL
            GROUP BY l.source_id
        ) AS g
        WHERE g.source_id = t.id
        $sql$,
        p_partition
    );
    INSERT INTO v1_hub.audit_retentions (partition_name, row_count, hash)
    VALUES (v_name, v_rows, p_hash);
    INSERT INTO {{ hub | ident }}.v1_hub_audit_log (
        table_name, action, changed_by, old_data, happened_at, transaction_id, session_role,
        application_name, client_addr
    )
    VALUES (
        v_name, 'RETAIN', session_user,
        jsonb_build_object('rows', v_rows, 'hash', encode(p_hash, 'hex')),
        clock_timestamp(), pg_current_xact_id(), session_user,
        current_setting('application_name'), inet_client_addr()
    );
    EXECUTE format(
        CASE WHEN v_is_foreign THEN 'DROP FOREIGN TABLE %s' ELSE 'DROP TABLE %s' END, p_partition
    );
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_drop_month(regclass, bytea) IS
'Drops one partition of the log and records it; audit_retain() is the way to call it. Of a month on
another server only the foreign table goes.';
