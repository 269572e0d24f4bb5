-- Change history: copied into the audit log, where the generic trigger goes on with it.
CREATE OR REPLACE FUNCTION v1_hub.no_time()
RETURNS timestamp
LANGUAGE sql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT timestamp '4714-11-24 00:00:00 BC';
$$;

COMMENT ON FUNCTION v1_hub.no_time() IS
'Stands in the audit log, whose months need a time, for a history row that has none: the lowest '
'finite timestamp, which no row is from.';

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
    a.table_name = 'v1_hub_work_slots'
    AND a.record_id IS NOT NULL;
%4$s$ddl$,
            p_relation,
            string_agg(
                CASE
                    WHEN n.log_name = 'changed_at' AND NOT a.attnotnull THEN format(
                        '    nullif(a.changed_at, %L) AS %I', v1_hub.no_time(), a.attname
                    )
                    WHEN format_type(a.atttypid, a.atttypmod) = format_type(g.atttypid, g.atttypmod)
                        THEN format('    a.%I AS %I', n.log_name, a.attname)
                    ELSE format(
                        '    a.%I::%s AS %I', n.log_name,
                        format_type(a.atttypid, a.atttypmod), a.attname
                    )
                END,
                E',\n' ORDER BY a.attnum
            ),
            l.name,
            v1_hub.view_attachments_ddl(p_relation)
        )
    FROM (SELECT v1_hub.hub_name('v1_hub_audit_log') AS name) AS l
    CROSS JOIN pg_attribute AS a
    INNER JOIN v1_hub.history_name AS n ON n.legacy_name = a.attname
    INNER JOIN pg_attribute AS g
        ON g.attrelid = v1_hub.hub_relation('v1_hub_audit_log') AND g.attname = n.log_name
    WHERE a.attrelid = p_relation AND a.attnum > 0 AND NOT a.attisdropped
    GROUP BY l.name;
$template$;

COMMENT ON FUNCTION v1_hub.history_view_ddl(regclass) IS
'The history table as a slice of the audit log, in its own columns and types. The log needs a time '
'in every entry: a row without one is told by v1_hub.no_time().';
