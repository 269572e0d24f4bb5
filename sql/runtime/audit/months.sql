-- Monthly partitions made ahead, and the default partition emptied into them.
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
            'v1_hub_audit_log_' || to_char(m.start, 'YYYY_MM') AS name
        FROM generate_series(date_trunc('month', p_from), p_to, interval '1 month') AS m (start)
    LOOP
        -- A month that was sealed and dropped is not made again: the default partition takes its
        -- rows, and keeps those it has already.
        CONTINUE WHEN to_regclass(format('v1_hub.%I', v_month.name)) IS NOT NULL
            OR EXISTS (SELECT FROM v1_hub.audit_seals AS s WHERE s.closed_at = v_month.finish)
            OR EXISTS (
                SELECT FROM v1_hub.v1_hub_audit_log_default AS d
                WHERE d.changed_at >= v_month.start AND d.changed_at < v_month.finish
            );
        -- Made apart and attached: that locks out no writer of the log, as PARTITION OF would.
        EXECUTE format(
            $ddl$
            CREATE TABLE v1_hub.%1$I (LIKE {{ hub | ident }}.v1_hub_audit_log INCLUDING DEFAULTS);
            ALTER TABLE {{ hub | ident }}.v1_hub_audit_log ATTACH PARTITION v1_hub.%1$I
            FOR VALUES FROM (%2$L) TO (%3$L);
            $ddl$,
            v_month.name, v_month.start, v_month.finish
        );
        PERFORM v1_hub.audit_guard(to_regclass(format('v1_hub.%I', v_month.name)));
    END LOOP;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_make_months(timestamp, timestamp) IS
'Makes the partitions of all months from p_from to p_to that are missing. Not one of a month of
which the default partition holds rows: audit_empty_default() moves those.';

CREATE OR REPLACE FUNCTION v1_hub.audit_empty_default()
RETURNS bigint
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_months timestamp[];
    v_moved bigint;
    v_overflow regclass := 'v1_hub.v1_hub_audit_log_default'::regclass;
BEGIN
    SELECT array_agg(m.month) INTO v_months
    FROM (
        SELECT DISTINCT date_trunc('month', d.changed_at) AS month
        FROM v1_hub.v1_hub_audit_log_default AS d
        -- Years that a name tells apart; earlier ones (no time, wrong clocks) stay where they are.
        WHERE d.changed_at >= '1900-01-01' AND d.changed_at < '10000-01-01'
    ) AS m
    WHERE NOT EXISTS (
        SELECT FROM v1_hub.audit_seals AS s WHERE s.closed_at = m.month + interval '1 month'
    );
    IF v_months IS NULL OR cardinality(v_months) > 600 THEN
        RETURN 0::bigint;
    END IF;
    -- Rows cannot be deleted from the log, so the partition is exchanged, not emptied.
    ALTER TABLE {{ hub | ident }}.v1_hub_audit_log DETACH PARTITION v1_hub.v1_hub_audit_log_default;
    ALTER TABLE v1_hub.v1_hub_audit_log_default RENAME TO v1_hub_audit_log_overflow;
    CREATE TABLE v1_hub.v1_hub_audit_log_default PARTITION OF {{ hub | ident }}.v1_hub_audit_log DEFAULT;
    PERFORM v1_hub.audit_guard('v1_hub.v1_hub_audit_log_default');
    PERFORM v1_hub.audit_make_months(m.month, m.month) FROM unnest(v_months) AS m (month);
    EXECUTE format(
        'INSERT INTO {{ hub | ident }}.v1_hub_audit_log SELECT o.* FROM %s AS o ORDER BY o.id', v_overflow
    );
    GET DIAGNOSTICS v_moved = ROW_COUNT;
    -- Those of no such month, infinity among them, are back where they were.
    v_moved := v_moved - (SELECT count(*) FROM v1_hub.v1_hub_audit_log_default AS d);
    DROP TABLE v1_hub.v1_hub_audit_log_overflow;
    RETURN v_moved;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_empty_default() IS
'Moves the rows of the default partition to the partitions of their months; returns how many.
Locks the log for that long, only where there are such rows.';

SELECT v1_hub.audit_make_months(localtimestamp, localtimestamp + interval '3 months');
