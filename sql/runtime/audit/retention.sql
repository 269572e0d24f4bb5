-- Retention: whole sealed months leave, said so in the log, exported before if asked.
CREATE OR REPLACE FUNCTION v1_hub.audit_export(p_month timestamp, p_format text DEFAULT 'jsonl')
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
    IF p_format NOT IN ('jsonl', 'csv') OR v_part IS NULL THEN
        RAISE invalid_parameter_value USING
            MESSAGE = format('no %s export of %s', p_format, to_char(p_month, 'YYYY-MM')),
            HINT = 'The format is jsonl or csv, and the month has a partition.';
    END IF;
    IF p_format = 'jsonl' THEN
        RETURN QUERY EXECUTE format(
            'SELECT row_to_json(l.*)::text FROM %s AS l ORDER BY l.id', v_part
        );
        RETURN;
    END IF;
    RETURN QUERY
    SELECT string_agg(a.attname, ',' ORDER BY a.attnum)
    FROM pg_attribute AS a
    WHERE a.attrelid = v_part AND a.attnum > 0 AND NOT a.attisdropped;
    RETURN QUERY EXECUTE format(
        $sql$
        SELECT (
            SELECT string_agg(
                coalesce('"' || replace(e.value, '"', '""') || '"', ''), ',' ORDER BY e.i
            )
            FROM json_each_text(row_to_json(l.*)) WITH ORDINALITY AS e (key, value, i)
        )
        FROM %s AS l ORDER BY l.id
        $sql$,
        v_part
    );
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_export(timestamp, text) IS
'One month as lines, jsonl or csv (with a header), by id; psql -At -c writes them to a file.
Raises 22023 for another format or a month without a partition.';

CREATE OR REPLACE FUNCTION v1_hub.audit_retain(
    p_keep interval, p_format text DEFAULT NULL, p_directory text DEFAULT NULL
)
RETURNS TABLE (partition_name text, row_count bigint, exported_to text)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET datestyle = 'ISO, MDY'
AS $$
#variable_conflict use_column
DECLARE
    v_month record;
    v_bad text;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('v1_hub.audit_seal'));
    IF p_keep < interval '0' OR (p_format IS NULL) <> (p_directory IS NULL) THEN
        RAISE invalid_parameter_value USING
            MESSAGE = 'the interval is negative, or only one of format and directory is given';
    END IF;
    FOR v_month IN
        SELECT m.partition_table, m.closed_at, s.*
        FROM v1_hub.audit_closed_months(p_keep) AS m
        INNER JOIN v1_hub.audit_seals AS s ON s.partition_name = m.partition_name
        ORDER BY m.closed_at
    LOOP
        SELECT c.finding INTO v_bad
        FROM v1_hub.audit_check() AS c
        WHERE c.partition_name = v_month.partition_name;
        IF v_bad IS NOT NULL THEN
            RAISE object_not_in_prerequisite_state USING
                MESSAGE = format('month %s is not as it was sealed', v_month.partition_name),
                DETAIL = v_bad,
                HINT = 'SELECT * FROM v1_hub.audit_check();';
        END IF;
        partition_name := v_month.partition_name;
        row_count := v_month.row_count;
        exported_to := p_directory || '/' || partition_name || '.' || p_format;
        IF exported_to IS NOT NULL THEN
            -- As JSON no line holds the quote or the delimiter: the lines are written as they are.
            EXECUTE CASE p_format
                WHEN 'csv' THEN format(
                    'COPY (SELECT l.* FROM %s AS l ORDER BY l.id) TO %L WITH (FORMAT csv, HEADER)',
                    v_month.partition_table, exported_to
                )
                ELSE format(
                    'COPY (SELECT v1_hub.audit_export(%L, %L)) TO %L
                    WITH (FORMAT csv, QUOTE E''\x01'', DELIMITER E''\x02'')',
                    v_month.closed_at - interval '1 month', p_format, exported_to
                )
            END;
        END IF;
        PERFORM v1_hub.audit_drop_month(v_month.partition_table, v_month.hash, exported_to);
        RETURN NEXT;
    END LOOP;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_retain(interval, text, text) IS
'Drops the months that ended longer ago than p_keep, only sealed ones that are as sealed, and
records it in v1_hub.audit_retentions and in the log (action RETAIN). With p_format (jsonl, csv) and
p_directory, a path on the server, each month is written there first: needs pg_write_server_files;
elsewhere use audit_export(). Raises 55000 where a month was tampered with.';

CREATE OR REPLACE FUNCTION v1_hub.audit_drop_month(
    p_partition regclass, p_hash bytea, p_exported_to text
)
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_name text := (SELECT c.relname::text FROM pg_class AS c WHERE c.oid = p_partition);
    v_is_foreign boolean := (SELECT c.relkind = 'f' FROM pg_class AS c WHERE c.oid = p_partition);
    v_rows bigint;
BEGIN
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
    INSERT INTO v1_hub.audit_retentions (partition_name, row_count, hash, exported_to)
    VALUES (v_name, v_rows, p_hash, p_exported_to);
    INSERT INTO {{ hub | ident }}.v1_hub_audit_log (
        table_name, action, changed_by, old_data, happened_at, transaction_id, session_role,
        application_name, client_addr
    )
    VALUES (
        v_name, 'RETAIN', session_user,
        jsonb_build_object(
            'rows', v_rows, 'hash', encode(p_hash, 'hex'), 'exported_to', p_exported_to
        ),
        clock_timestamp(), pg_current_xact_id(), session_user,
        current_setting('application_name'), inet_client_addr()
    );
    IF v_is_foreign THEN
        EXECUTE format('DROP FOREIGN TABLE %s', p_partition);
    ELSE
        EXECUTE format('DROP TABLE %s', p_partition);
    END IF;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_drop_month(regclass, bytea, text) IS
'Drops one partition of the log and records it; audit_retain() is the way to call it. Of a month on
another server only the foreign table goes.';
