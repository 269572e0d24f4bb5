-- Monthly partitions, made ahead, exported, dropped when old; and the upkeep that a scheduler calls.
CREATE OR REPLACE FUNCTION v1_hub.audit_make_months(p_from timestamp, p_to timestamp)
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_month record;
BEGIN
    FOR v_month IN
        SELECT m.start, m.start + interval '1 month' AS finish,
            'v1_hub.v1_hub_audit_log_' || to_char(m.start, 'YYYY_MM') AS name
        FROM generate_series(date_trunc('month', p_from), p_to, interval '1 month') AS m (start)
    LOOP
        -- A month that was sealed and dropped is not made again: the default partition takes its
        -- rows, and keeps those it has already.
        CONTINUE WHEN to_regclass(v_month.name) IS NOT NULL
            OR EXISTS (SELECT FROM v1_hub.audit_seals AS s WHERE s.closed_at = v_month.finish)
            OR EXISTS (
                SELECT FROM v1_hub.v1_hub_audit_log_default AS d
                WHERE d.changed_at >= v_month.start AND d.changed_at < v_month.finish
            );
        -- Made apart and attached: that locks out no writer of the log, as PARTITION OF would.
        EXECUTE format(
            $ddl$
            CREATE TABLE %1$s (
                LIKE {{ hub | ident }}.v1_hub_audit_log INCLUDING DEFAULTS INCLUDING CONSTRAINTS
            ) %4$s;
            ALTER TABLE {{ hub | ident }}.v1_hub_audit_log ATTACH PARTITION %1$s
            FOR VALUES FROM (%2$L) TO (%3$L);
            SELECT v1_hub.audit_close(%1$L);
            $ddl$,
            v_month.name, v_month.start, v_month.finish, (
                SELECT format('TABLESPACE %I', t.spcname)
                FROM pg_class AS c
                INNER JOIN pg_tablespace AS t ON t.oid = c.reltablespace
                WHERE c.oid = '{{ hub | ident }}.v1_hub_audit_log'::regclass
            )
        );
    END LOOP;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_make_months(timestamp, timestamp) IS
'Makes the partitions of all months from p_from to p_to that are missing. Not one of a month of
which the default partition holds rows: audit_upkeep() moves those.';

CREATE OR REPLACE FUNCTION v1_hub.audit_default_months()
RETURNS TABLE (month timestamp, row_count bigint)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT m.month, count(*)
    FROM v1_hub.v1_hub_audit_log_default AS d
    CROSS JOIN LATERAL (SELECT date_trunc('month', d.changed_at) AS month) AS m
    -- Years that a name tells apart; earlier ones (no time, wrong clocks) stay where they are.
    WHERE d.changed_at >= '1900-01-01' AND d.changed_at < '10000-01-01'
        AND NOT EXISTS (
            SELECT FROM v1_hub.audit_seals AS s WHERE s.closed_at = m.month + interval '1 month'
        )
    GROUP BY m.month;
$$;

COMMENT ON FUNCTION v1_hub.audit_default_months() IS
'The months of which the default partition holds rows that audit_upkeep() can move.';

CREATE OR REPLACE FUNCTION v1_hub.audit_upkeep(p_months_ahead integer DEFAULT 3)
RETURNS TABLE (months_ahead integer, rows_moved bigint, tables_synced integer)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET lock_timeout = '5s'
AS $$
DECLARE
    v_default regclass := to_regclass('v1_hub.v1_hub_audit_log_default');
    v_months timestamp[];
    v_known v1_hub.audit_tables;
    v_now v1_hub.audit_tables;
    v_table regclass;
    v_args bytea;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('v1_hub.audit_upkeep'));
    tables_synced := 0;
    FOR v_known IN SELECT t.* FROM v1_hub.audit_tables AS t WHERE t.enabled LOOP
        BEGIN
            v_table := v1_hub.audit_table_of(v_known.id);
            UPDATE v1_hub.audit_tables AS t SET enabled = FALSE
            WHERE t.id = v_known.id AND v_table IS NULL;
            CONTINUE WHEN v_table IS NULL;
            v_args := (SELECT t.args FROM v1_hub.audit_triggers(v_table) AS t WHERE NOT t.part LIMIT 1);
            v_now := v1_hub.audit_register(v_table);
            v_known.place := v_now.place; -- alone it asks for no other triggers
            IF v_now IS DISTINCT FROM v_known
                OR v_args IS DISTINCT FROM (
                    SELECT string_agg(
                        convert_to(a.value, getdatabaseencoding()) || decode('00', 'hex'), ''
                        ORDER BY a.i
                    )
                    FROM unnest(v1_hub.audit_arguments(v_table, v_known.id) || ''::text)
                    WITH ORDINALITY AS a (value, i)
                )
                OR 'TRUNCATE' = ANY (v_known.operations) AND EXISTS (
                    SELECT FROM v1_hub.audit_parts(v_table) AS r
                    WHERE r.isleaf AND 'audit_truncate' <> ALL (
                        SELECT g.function_name FROM v1_hub.audit_triggers(r.relid) AS g
                    )
                )
            THEN
                PERFORM v1_hub.audit_attach(v_table, v_known.id);
                tables_synced := tables_synced + 1;
            END IF;
        EXCEPTION
            -- What is wrong with one table must keep neither the months nor the others.
            WHEN OTHERS THEN
                RAISE WARNING USING
                    ERRCODE = sqlstate,
                    MESSAGE = format('audit of %I.%I is not up to date: %s (%s)',
                        v_known.schema_name, v_known.table_name, sqlerrm, sqlstate),
                    HINT = 'Mend that, as by ALTER TABLE ... OWNER TO ..., and run this again.';
        END;
    END LOOP;
    -- Last, and so in the order of writers: their table, then the log, which is not locked for longer.
    SELECT array_agg(m.month), coalesce(sum(m.row_count), 0)::bigint INTO v_months, rows_moved
    FROM (SELECT d.* FROM v1_hub.audit_default_months() AS d ORDER BY d.month DESC LIMIT 120) AS m;
    IF rows_moved > 0 THEN
        -- Rows cannot be deleted from the log, so the partition is exchanged, not emptied.
        ALTER TABLE {{ hub | ident }}.v1_hub_audit_log DETACH PARTITION v1_hub.v1_hub_audit_log_default;
        ALTER TABLE v1_hub.v1_hub_audit_log_default RENAME TO v1_hub_audit_log_overflow;
        CREATE TABLE v1_hub.v1_hub_audit_log_default
        PARTITION OF {{ hub | ident }}.v1_hub_audit_log DEFAULT;
        PERFORM v1_hub.audit_close('v1_hub.v1_hub_audit_log_default', v_default);
        PERFORM v1_hub.audit_make_months(m.month, m.month) FROM unnest(v_months) AS m (month);
        -- Those of other months, infinity among them, come back to where they were.
        EXECUTE format(
            'INSERT INTO {{ hub | ident }}.v1_hub_audit_log SELECT o.* FROM %s AS o ORDER BY o.id', v_default
        );
        DROP TABLE v1_hub.v1_hub_audit_log_overflow;
    END IF;
    PERFORM v1_hub.audit_make_months(
        localtimestamp, localtimestamp + make_interval(months => p_months_ahead)
    );
    months_ahead := p_months_ahead;
    RETURN NEXT;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_upkeep(integer) IS
'For any scheduler, daily: makes the partitions of the next months, empties the default partition
(ten years of it in a run), and makes the triggers anew of tables that were renamed, moved, altered
or got partitions since. Nothing breaks without it. A table where that fails, as after five seconds
behind who reads it, is told by a WARNING with its SQLSTATE, and all else is done. Raises 55P03
after five seconds behind another run, or who reads the log for long.';

CREATE OR REPLACE FUNCTION v1_hub.audit_export(p_month timestamp)
RETURNS SETOF text
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
SET timezone = 'UTC'
SET datestyle = 'ISO, MDY'
AS $$
BEGIN
    RETURN QUERY EXECUTE format(
        'SELECT row_to_json(l.*)::text FROM v1_hub.%I AS l ORDER BY l.id',
        'v1_hub_audit_log_' || to_char(p_month, 'YYYY_MM')
    );
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_export(timestamp) IS
'One month as lines of JSON, by id; psql -At -c writes them to a file. Raises 42P01 for a month that
has no partition.';

CREATE OR REPLACE FUNCTION v1_hub.audit_retain(p_keep interval)
RETURNS TABLE (partition_name text, row_count bigint)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET lock_timeout = '5s'
AS $$
#variable_conflict use_column
DECLARE
    v_month record;
    v_drops text := '';
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('v1_hub.audit_seal'));
    IF p_keep < interval '0' THEN
        RAISE invalid_parameter_value USING MESSAGE = format('%s is negative', p_keep);
    END IF;
    FOR v_month IN
        SELECT p.oid::regclass AS part, p.relkind, s.*, c.finding
        FROM v1_hub.audit_seals AS s
        INNER JOIN pg_class AS p
            ON p.oid = to_regclass(format('v1_hub.%I', s.partition_name)) AND p.relispartition
        LEFT JOIN v1_hub.audit_check() AS c ON c.partition_name = s.partition_name
        WHERE s.closed_at + p_keep < localtimestamp
        ORDER BY s.closed_at
    LOOP
        IF v_month.finding IS NOT NULL THEN
            RAISE object_not_in_prerequisite_state USING
                MESSAGE = format('month %s is not as it was sealed', v_month.partition_name),
                DETAIL = v_month.finding,
                HINT = 'SELECT * FROM v1_hub.audit_check();';
        END IF;
        -- audit_verify() counts on without these rows.
        EXECUTE format(
            $sql$
            UPDATE v1_hub.audit_tables AS t
            SET baseline_rows = t.baseline_rows + g.added
            FROM (
                SELECT l.source_id,
                    sum(num_nonnulls(l.new_data) - num_nonnulls(l.old_data)) AS added
                FROM %s AS l
                INNER JOIN v1_hub.audit_tables AS b ON b.id = l.source_id AND l.id > b.baseline_id
                WHERE l.happened_at IS NOT NULL
                GROUP BY l.source_id
            ) AS g
            WHERE g.source_id = t.id
            $sql$,
            v_month.part
        );
        RETURN QUERY
        INSERT INTO v1_hub.audit_retentions AS r (partition_name, row_count, hash)
        VALUES (v_month.partition_name, v_month.row_count, v_month.hash)
        RETURNING r.partition_name, r.row_count;
        INSERT INTO {{ hub | ident }}.v1_hub_audit_log (
            table_name, action, changed_by, old_data, happened_at, transaction_id, session_role,
            application_name, client_addr
        )
        VALUES (
            v_month.partition_name, 'RETAIN', session_user,
            jsonb_build_object('rows', v_month.row_count, 'hash', encode(v_month.hash, 'hex')),
            clock_timestamp(), pg_current_xact_id(), session_user,
            current_setting('application_name'), inet_client_addr()
        );
        -- Of a month on another server only the foreign table goes.
        v_drops := v_drops || format(
            'DROP %s TABLE %s;', CASE v_month.relkind WHEN 'f' THEN 'FOREIGN' END, v_month.part
        );
    END LOOP;
    -- Last, for it locks everybody out of the log.
    EXECUTE v_drops;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_retain(interval) IS
'Drops the months that ended longer ago than p_keep, only sealed ones that are as sealed, and
records it in v1_hub.audit_retentions and in the log (action RETAIN). Raises 55000 where a month was
tampered with, and 55P03 after five seconds behind who reads the log for long; drops none then.';

SELECT v1_hub.audit_make_months(localtimestamp, localtimestamp + interval '3 months');
