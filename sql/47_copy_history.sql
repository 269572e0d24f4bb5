-- History moves: the copy, the sequence that numbers on, the hand-written trigger that steps down.
CREATE OR REPLACE FUNCTION v1_hub.list_history_triggers()
RETURNS TABLE (trigger_name name, relation regclass, definition text, enabled "char")
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT t.tgname, t.tgrelid::regclass, pg_get_triggerdef(t.oid), t.tgenabled
    FROM pg_trigger AS t
    INNER JOIN pg_proc AS p ON p.oid = t.tgfoid
    WHERE
        t.tgrelid = v1_hub.hub_relation('v1_hub_work_slots')
        AND NOT t.tgisinternal
        AND p.prosrc ~ '\mv1_hub_work_slots_history\M';
$$;

COMMENT ON FUNCTION v1_hub.list_history_triggers() IS
'Hand-written triggers of work_slots whose function writes the history table.';

CREATE OR REPLACE FUNCTION v1_hub.stop_history_triggers_ddl()
RETURNS TABLE (statement text, undo text)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT
        string_agg(format('DROP TRIGGER %I ON %s;', t.trigger_name, t.relation), E'\n'),
        string_agg(
            t.definition || ';'
            || CASE
                WHEN t.enabled = 'O' THEN ''
                ELSE E'\n' || v1_hub.trigger_state_ddl(t.relation, t.trigger_name, t.enabled)
            END,
            E'\n'
        )
    FROM v1_hub.list_history_triggers() AS t;
$$;

COMMENT ON FUNCTION v1_hub.stop_history_triggers_ddl() IS
'Drops the hand-written history triggers; the undo makes them again, in the state they were in.';

CREATE OR REPLACE FUNCTION v1_hub.history_sequence_ddl(p_relation regclass)
RETURNS TABLE (statement text, undo text)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $template$
    -- One row of numbers for the audit log and the history view, so that ids never meet.
    SELECT
        CASE
            WHEN s.name IS NOT NULL THEN format(
                E'ALTER SEQUENCE %1$s %3$s;\n'
                'SELECT setval(%1$L, %5$s) FROM %2$s AS a CROSS JOIN %1$s AS q '
                'GROUP BY q.last_value HAVING max(a.id) > %6$s;\n'
                'ALTER TABLE %2$s ALTER COLUMN id SET DEFAULT %4$s;',
                s.name, l.log,
                CASE q.seqtypid WHEN 'bigint'::regtype THEN 'AS bigint'
                    ELSE 'AS integer MINVALUE -2147483648 MAXVALUE 2147483647 CYCLE' END,
                v1_hub.history_id_sql(p_relation, format('nextval(%L)', s.name), FALSE),
                v1_hub.history_id_sql(p_relation, 'max(a.id)', TRUE),
                v1_hub.history_id_sql(p_relation, 'q.last_value', FALSE)
            )
            ELSE format(
                'SELECT setval(%1$L, greatest(q.last_value, max(h.id) + 1)) FROM %2$s AS h '
                'CROSS JOIN %3$s AS q GROUP BY q.last_value HAVING max(h.id) > 0;',
                l.own, p_relation, l.own
            )
        END,
        CASE
            WHEN s.name IS NOT NULL THEN format(
                E'ALTER TABLE %2$s ALTER COLUMN id SET DEFAULT nextval(%3$L);\n'
                'SELECT setval(%3$L, max(a.id)) FROM %2$s AS a HAVING max(a.id) > 0;\n'
                'SELECT setval(%1$L, greatest(max(h.id), %6$s)) FROM %5$s AS h '
                'HAVING (SELECT q.last_value < %6$s FROM %1$s AS q);\n'
                'ALTER SEQUENCE %1$s AS %4$s MINVALUE %6$s MAXVALUE %7$s %8$s;',
                s.name, l.log, l.own, q.seqtypid::regtype, p_relation, q.seqmin, q.seqmax,
                CASE WHEN q.seqcycle THEN 'CYCLE' ELSE 'NO CYCLE' END
            )
        END
    FROM (
        SELECT
            v1_hub.hub_name('v1_hub_audit_log') AS log,
            v1_hub.hub_name('v1_hub_audit_log_id_seq') AS own
    ) AS l
    CROSS JOIN LATERAL (SELECT pg_get_serial_sequence(p_relation::text, 'id') AS name) AS s
    LEFT JOIN pg_sequence AS q ON q.seqrelid = s.name::regclass;
$template$;

COMMENT ON FUNCTION v1_hub.history_sequence_ddl(regclass) IS
'Lets the audit log number on with the sequence of the history table, or above its ids.';

CREATE OR REPLACE FUNCTION v1_hub.history_rows_ddl(p_relation regclass)
RETURNS TABLE (statement text, undo text)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $template$
    SELECT
        format(
            $ddl$INSERT INTO %1$s (source_id, table_name, %2$s)
SELECT %3$s, 'v1_hub_work_slots', %4$s
FROM %5$s AS h
WHERE NOT EXISTS (
    SELECT 1 FROM %1$s AS a WHERE a.id = %6$s AND a.source_id = %3$s
)
ORDER BY h.id;$ddl$,
            v1_hub.hub_name('v1_hub_audit_log'),
            string_agg(n.log_name, ', ' ORDER BY a.attnum),
            v1_hub.history_source(),
            string_agg(
                v1_hub.history_value_sql(p_relation, n.log_name, a.attname, 'h'), ', ' ORDER BY a.attnum
            ),
            p_relation,
            v1_hub.history_id_sql(p_relation, 'h.id', FALSE)
        ),
        format(
            $ddl$TRUNCATE v1_hub_retired.%1$I;
INSERT INTO v1_hub_retired.%1$I
SELECT v.* FROM %2$s AS v
WHERE
    true%3$s;$ddl$,
            c.relname,
            v1_hub.hub_name('v1_hub_leaving'),
            (
                SELECT string_agg(
                    format(
                        E'\n    AND EXISTS (SELECT 1 FROM %s AS r WHERE r.%I = v.%I)',
                        k.confrelid::regclass, f.attname, o.attname
                    ),
                    '' ORDER BY k.oid
                )
                FROM pg_constraint AS k
                INNER JOIN pg_attribute AS o
                    ON o.attrelid = k.conrelid AND o.attnum = k.conkey[1] AND o.attnotnull
                INNER JOIN pg_attribute AS f
                    ON f.attrelid = k.confrelid AND f.attnum = k.confkey[1]
                WHERE k.conrelid = p_relation AND k.contype = 'f'
            )
        )
    FROM pg_class AS c
    INNER JOIN pg_attribute AS a
        ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    INNER JOIN v1_hub.history_name AS n ON n.legacy_name = a.attname
    WHERE c.oid = p_relation
    GROUP BY c.relname;
$template$;

COMMENT ON FUNCTION v1_hub.history_rows_ddl(regclass) IS
'Copies the history into the audit log. The undo fills the waiting original from the view; entries '
'of rows that are gone, which its foreign key forbids, stay in the log that is kept aside.';

CREATE OR REPLACE FUNCTION v1_hub.history_ddl(p_table_name text, p_phases integer[])
RETURNS TABLE (statement text, undo text)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $template$
    SELECT
        concat_ws(
            E'\n\n',
            r.statement,
            v1_hub.unbind_ddl(c.oid, true),
            v1_hub.own_keys_ddl(c.oid, c.oid::regclass::text, true),
            q.statement,
            v1_hub.sequence_ddl(c.oid, NULL),
            format('ALTER TABLE %s SET SCHEMA v1_hub_retired;', c.oid::regclass),
            v1_hub.history_view_ddl(c.oid),
            v1_hub.history_trigger_ddl(c.oid),
            v1_hub.bind_ddl(c.oid, true, p_phases),
            t.statement
        ),
        concat_ws(
            E'\n\n',
            r.undo,
            format(
                'ALTER TABLE v1_hub_retired.%I SET SCHEMA %I;', p_table_name, v1_hub.hub_schema()
            ),
            v1_hub.own_keys_ddl(c.oid, c.oid::regclass::text, false),
            q.undo,
            v1_hub.sequence_ddl(c.oid, c.oid::regclass::text),
            t.undo
        )
    FROM (SELECT v1_hub.hub_relation(p_table_name) AS oid) AS c
    CROSS JOIN LATERAL v1_hub.history_rows_ddl(c.oid) AS r
    CROSS JOIN LATERAL v1_hub.history_sequence_ddl(c.oid) AS q
    CROSS JOIN LATERAL v1_hub.stop_history_triggers_ddl() AS t
    WHERE c.oid IS NOT NULL;
$template$;

COMMENT ON FUNCTION v1_hub.history_ddl(text, integer[]) IS
'DDL that moves change history to the audit log and puts the view in its place, and its undo.';
