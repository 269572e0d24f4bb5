-- Writing to the history view: a new row is an entry of the log, checked as the table checked it.
CREATE OR REPLACE FUNCTION v1_hub.refuse_history_change()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RAISE insufficient_privilege USING
        MESSAGE = format('%s on %I.%I is refused', tg_op, tg_table_schema, tg_table_name),
        DETAIL = 'Its rows are entries of v1_hub_audit_log, which is append-only.',
        HINT = 'Old months leave through v1_hub.audit_retain(interval).';
END;
$$;

COMMENT ON FUNCTION v1_hub.refuse_history_change() IS
'INSTEAD OF UPDATE OR DELETE trigger of the history view: raises 42501.';

CREATE OR REPLACE FUNCTION v1_hub.history_not_null_ddl(p_relation regclass)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $template$
    SELECT
        string_agg(
            format(
                $ddl$    IF NEW.%1$I IS NOT DISTINCT FROM NULL THEN
        RAISE not_null_violation USING
            MESSAGE = %2$L,
            SCHEMA = tg_table_schema, TABLE = tg_table_name, COLUMN = %3$L;
    END IF;
$ddl$,
                a.attname,
                format(
                    'null value in column "%s" of relation "%s" violates not-null constraint',
                    a.attname, c.relname
                ),
                a.attname
            ),
            '' ORDER BY a.attnum
        )
    FROM pg_class AS c
    INNER JOIN pg_attribute AS a
        ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attnotnull
    WHERE c.oid = p_relation;
$template$;

COMMENT ON FUNCTION v1_hub.history_not_null_ddl(regclass) IS
'PL/pgSQL that raises 23502 as the NOT NULL columns of the table did.';

CREATE OR REPLACE FUNCTION v1_hub.history_check_ddl(p_relation regclass)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $template$
    -- A check names columns alone, so it reads the same over one row of that name.
    SELECT
        string_agg(
            format(
                $ddl$    IF EXISTS (SELECT 1 FROM (SELECT NEW.*) AS %1$I WHERE NOT (%2$s)) THEN
        RAISE check_violation USING
            MESSAGE = %3$L,
            SCHEMA = tg_table_schema, TABLE = tg_table_name, CONSTRAINT = %4$L;
    END IF;
$ddl$,
                c.relname,
                pg_get_expr(k.conbin, k.conrelid),
                format(
                    'new row for relation "%s" violates check constraint "%s"', c.relname, k.conname
                ),
                k.conname
            ),
            '' ORDER BY k.conname
        )
    FROM pg_class AS c
    INNER JOIN pg_constraint AS k ON k.conrelid = c.oid AND k.contype = 'c'
    WHERE c.oid = p_relation;
$template$;

COMMENT ON FUNCTION v1_hub.history_check_ddl(regclass) IS
'PL/pgSQL that raises 23514 as the checks of the table did.';

CREATE OR REPLACE FUNCTION v1_hub.history_key_ddl(p_relation regclass)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $template$
    SELECT
        string_agg(
            format(
                $ddl$    IF %1$s THEN
        PERFORM 1 FROM %2$s AS r WHERE %3$s FOR KEY SHARE;
        IF NOT found THEN
            RAISE foreign_key_violation USING
                MESSAGE = %4$L,
                DETAIL = format(%6$L, %7$s),
                SCHEMA = tg_table_schema, TABLE = tg_table_name, CONSTRAINT = %5$L;
        END IF;
    END IF;
$ddl$,
                m.given,
                k.confrelid::regclass,
                m.matching,
                format(
                    'insert or update on table "%s" violates foreign key constraint "%s"',
                    c.relname, k.conname
                ),
                k.conname,
                format(
                    'Key (%s)=(%s) is not present in table "%s".', m.names, m.marks,
                    (
                        SELECT replace(r.relname, '%', '%%')
                        FROM pg_class AS r
                        WHERE r.oid = k.confrelid
                    )
                ),
                m.given_values
            ),
            '' ORDER BY k.conname
        )
    FROM pg_class AS c
    INNER JOIN pg_constraint AS k ON k.conrelid = c.oid AND k.contype = 'f'
    CROSS JOIN LATERAL (
        SELECT
            string_agg(format('NEW.%I IS DISTINCT FROM NULL', a.attname), ' AND ' ORDER BY p.place)
            AS given,
            string_agg(format('r.%I = NEW.%I', f.attname, a.attname), ' AND ' ORDER BY p.place)
            AS matching,
            string_agg(a.attname::text, ', ' ORDER BY p.place) AS names,
            string_agg('%s', ', ' ORDER BY p.place) AS marks,
            string_agg(format('NEW.%I', a.attname), ', ' ORDER BY p.place) AS given_values
        FROM unnest(k.conkey, k.confkey) WITH ORDINALITY AS p (attnum, referenced, place)
        INNER JOIN pg_attribute AS a ON a.attrelid = k.conrelid AND a.attnum = p.attnum
        INNER JOIN pg_attribute AS f ON f.attrelid = k.confrelid AND f.attnum = p.referenced
    ) AS m
    WHERE c.oid = p_relation;
$template$;

COMMENT ON FUNCTION v1_hub.history_key_ddl(regclass) IS
'PL/pgSQL that raises 23503 as the foreign keys of the table did.';

CREATE OR REPLACE FUNCTION v1_hub.history_value_sql(
    p_relation regclass, p_log_name text, p_column name, p_row text
)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT format(
        CASE p_log_name
            WHEN 'id' THEN '%3$s'
            WHEN 'changed_at' THEN 'coalesce(%1$s.%2$I, %4$L)'
            -- What the eight columns cannot hold: the summary, and that there was no time.
            WHEN 'context' THEN 'nullif(CASE WHEN %1$s.%2$I IS DISTINCT FROM NULL '
                'THEN jsonb_build_object(''change_summary'', %1$s.%2$I) ELSE ''{}'' END '
                '|| CASE WHEN %1$s.changed_at IS NOT DISTINCT FROM NULL '
                'THEN ''{"changed_at": null}''::jsonb ELSE ''{}'' END, ''{}'')'
            ELSE '%1$s.%2$I'
        END,
        p_row, p_column, v1_hub.history_id_sql(p_relation, p_row || '.id', FALSE), v1_hub.no_time()
    );
$$;

COMMENT ON FUNCTION v1_hub.history_value_sql(regclass, text, name, text) IS
'An SQL expression: what the column p_log_name of the audit log gets of a row of the history.';

CREATE OR REPLACE FUNCTION v1_hub.history_trigger_ddl(p_relation regclass)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $template$
    SELECT
        format(
            $ddl$CREATE FUNCTION v1_hub.insert_work_slots_history()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER -- whoever may write through the view holds no right on the audit log
SET search_path = pg_catalog, pg_temp
AS $v1_hub$
BEGIN
%1$s%2$s    IF EXISTS (
        SELECT 1 FROM %4$s AS a
        WHERE a.id = %11$s AND a.source_id = %10$s
    ) THEN
        RAISE unique_violation USING
            MESSAGE = %5$L,
            DETAIL = format('Key (id)=(%%s) already exists.', NEW.id),
            SCHEMA = tg_table_schema, TABLE = tg_table_name, CONSTRAINT = %6$L;
    END IF;
%3$s    INSERT INTO %4$s (source_id, table_name, %7$s)
    VALUES (%10$s, 'v1_hub_work_slots', %8$s);
    RETURN NEW;
END;
$v1_hub$;
REVOKE ALL ON FUNCTION v1_hub.insert_work_slots_history() FROM PUBLIC;
COMMENT ON FUNCTION v1_hub.insert_work_slots_history() IS
'INSERT through the history view: the constraints of the table, then an entry of the audit log.';
CREATE TRIGGER insert_work_slots_history
INSTEAD OF INSERT ON %9$s
FOR EACH ROW EXECUTE FUNCTION v1_hub.insert_work_slots_history();
CREATE TRIGGER refuse_history_change
INSTEAD OF UPDATE OR DELETE ON %9$s
FOR EACH ROW EXECUTE FUNCTION v1_hub.refuse_history_change();$ddl$,
            v1_hub.history_not_null_ddl(c.oid),
            v1_hub.history_check_ddl(c.oid),
            v1_hub.history_key_ddl(c.oid),
            v1_hub.hub_name('v1_hub_audit_log'),
            format('duplicate key value violates unique constraint "%s"', k.conname),
            k.conname,
            string_agg(n.log_name, ', ' ORDER BY a.attnum),
            string_agg(
                v1_hub.history_value_sql(p_relation, n.log_name, a.attname, 'NEW'), ', ' ORDER BY a.attnum
            ),
            p_relation,
            v1_hub.history_source(),
            v1_hub.history_id_sql(p_relation, 'NEW.id', FALSE)
        )
    FROM pg_class AS c
    INNER JOIN pg_constraint AS k ON k.conrelid = c.oid AND k.contype = 'p'
    INNER JOIN pg_attribute AS a
        ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    INNER JOIN v1_hub.history_name AS n ON n.legacy_name = a.attname
    WHERE c.oid = p_relation
    GROUP BY c.oid, k.conname;
$template$;

COMMENT ON FUNCTION v1_hub.history_trigger_ddl(regclass) IS
'The INSTEAD OF triggers of the history view, with the constraints that the table has.';
