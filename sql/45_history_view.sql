-- Change history: copied into the audit log, where the generic trigger goes on with it.
CREATE OR REPLACE FUNCTION v1_hub.no_time()
RETURNS timestamp
LANGUAGE sql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT timestamp '1700-01-01 00:00:00';
$$;

COMMENT ON FUNCTION v1_hub.no_time() IS
'Stands in the audit log, whose months need a time, for a history row that has none: a time that '
'every client can read. That the row has none is said in its context.';

CREATE OR REPLACE FUNCTION v1_hub.history_source()
RETURNS integer
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT coalesce(
        v1_hub.audit_source(v1_hub.hub_relation('v1_hub_work_slots')),
        (
            SELECT max(t.id) FROM v1_hub.audit_tables AS t
            WHERE t.schema_name = v1_hub.hub_schema() AND t.table_name = 'v1_hub_work_slots'
        )
    );
$$;

COMMENT ON FUNCTION v1_hub.history_source() IS
'The number of work_slots in the audit log, given to it when this file is loaded.';

CREATE OR REPLACE FUNCTION v1_hub.history_id_sql(
    p_relation regclass, p_id text, p_shown boolean
)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    -- An integer goes on below zero, as its 32 bits do, when the numbers of the log outgrow it.
    SELECT CASE
        WHEN a.atttypid = 'bigint'::regtype THEN p_id
        WHEN p_shown THEN format('((%s + 2147483648) %% 4294967296 - 2147483648)::integer', p_id)
        ELSE format('(%s + 4294967296) %% 4294967296', p_id)
    END
    FROM pg_attribute AS a
    WHERE a.attrelid = p_relation AND a.attname = 'id';
$$;

COMMENT ON FUNCTION v1_hub.history_id_sql(regclass, text, boolean) IS
'An SQL expression: the id that the history shows for the number p_id of the log, or its reverse.';

CREATE OR REPLACE FUNCTION v1_hub.history_view_ddl(p_relation regclass)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $template$
    SELECT
        format(
            $ddl$CREATE VIEW %1$s AS
SELECT
%2$s
FROM %3$s AS a
WHERE
    a.source_id = %5$s
    AND a.record_id IS NOT NULL;
%4$s$ddl$,
            p_relation,
            string_agg(
                format(
                    CASE
                        WHEN n.log_name = 'id' THEN '    %3$s AS %2$I'
                        WHEN n.log_name = 'changed_at' THEN
                            $sql$    CASE
        WHEN a.happened_at IS NULL AND a.context ? 'changed_at'
            THEN (a.context ->> 'changed_at')::timestamp
        ELSE a.changed_at
    END::%4$s AS %2$I$sql$
                        WHEN n.log_name = 'context' THEN
                            $sql$    CASE
        WHEN a.happened_at IS NULL THEN a.context ->> 'change_summary'
        ELSE v1_hub.audit_summary(a.action, a.old_data, a.new_data, ARRAY(
            SELECT c.name
            FROM unnest(v1_hub.audit_changed(
                a.old_data, a.new_data, a.masked_changes, %5$L
            )) WITH ORDINALITY AS c (name, place)
            WHERE c.name <> ALL (%6$L::text[])
            ORDER BY c.place
        ))
    END::%4$s AS %2$I$sql$
                        WHEN t.type_name = format_type(g.atttypid, g.atttypmod)
                            THEN '    a.%1$I AS %2$I'
                        ELSE '    a.%1$I::%4$s AS %2$I'
                    END,
                    n.log_name, a.attname, v1_hub.history_id_sql(p_relation, 'a.id', TRUE),
                    t.type_name, s.columns, s.ignored
                ),
                E',\n' ORDER BY a.attnum
            ),
            l.name,
            v1_hub.view_attachments_ddl(p_relation),
            v1_hub.history_source()
        )
    FROM (SELECT v1_hub.hub_name('v1_hub_audit_log') AS name) AS l
    CROSS JOIN (
        SELECT
            ARRAY(
                SELECT c.attname::text FROM pg_attribute AS c
                WHERE c.attrelid = v1_hub.hub_relation('v1_hub_work_slots')
                    AND c.attnum > 0 AND NOT c.attisdropped
                ORDER BY c.attnum
            )::text AS columns,
            (
                SELECT t.ignored_columns::text FROM v1_hub.audit_tables AS t
                WHERE t.id = v1_hub.history_source()
            ) AS ignored
    ) AS s
    CROSS JOIN pg_attribute AS a
    CROSS JOIN LATERAL (SELECT format_type(a.atttypid, a.atttypmod) AS type_name) AS t
    INNER JOIN v1_hub.history_name AS n ON n.legacy_name = a.attname
    INNER JOIN pg_attribute AS g
        ON g.attrelid = v1_hub.hub_relation('v1_hub_audit_log') AND g.attname = n.log_name
    WHERE a.attrelid = p_relation AND a.attnum > 0 AND NOT a.attisdropped
    GROUP BY l.name;
$template$;

COMMENT ON FUNCTION v1_hub.history_view_ddl(regclass) IS
'The history table as a slice of the audit log, in its own columns and types: the rows of that '
'very table, whatever it or another is called.';

-- The number of work_slots, which the statements of an install name.
SELECT v1_hub.audit_register(r.oid)
FROM (SELECT v1_hub.hub_relation('v1_hub_work_slots') AS oid) AS r
WHERE r.oid IS NOT NULL;

-- A history may be there without its table.
INSERT INTO v1_hub.audit_tables (schema_name, table_name, table_oid)
SELECT v1_hub.hub_schema(), 'v1_hub_work_slots', 0
WHERE v1_hub.history_source() IS NULL;
