-- INSTEAD OF triggers of a folded view, as static SQL written for its columns.
CREATE OR REPLACE FUNCTION v1_hub.fold_insert_ddl(p_table_name text)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $template$
    SELECT
        format(
            $ddl$CREATE FUNCTION v1_hub.insert_%1$s()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER -- whoever may write through the view holds no right on the leaf
SET search_path = pg_catalog, pg_temp
AS $v1_hub$
BEGIN
    INSERT INTO v1_hub.%2$I (
%3$s,
        result_data
    ) VALUES (
%4$s,
        %5$s
    );
    RETURN NEW;
END;
$v1_hub$;
REVOKE ALL ON FUNCTION v1_hub.insert_%1$s() FROM PUBLIC;
COMMENT ON FUNCTION v1_hub.insert_%1$s() IS
'INSERT through the view: typed columns as they come, the others as keys of result_data.';$ddl$,
            t.log_type,
            p_table_name,
            string_agg(format('        %I', m.log_name), E',\n' ORDER BY m.place),
            string_agg(format('        NEW.%I', m.legacy_name), E',\n' ORDER BY m.place),
            v1_hub.document_expression(p_table_name, 'NEW')
        )
    FROM v1_hub.retired_table AS t
    INNER JOIN v1_hub.list_log_columns() AS m ON m.table_name = t.table_name AND NOT m.folded
    WHERE t.table_name = p_table_name
    GROUP BY t.log_type;
$template$;

COMMENT ON FUNCTION v1_hub.fold_insert_ddl(text) IS 'CREATE FUNCTION of the INSTEAD OF INSERT.';

CREATE OR REPLACE FUNCTION v1_hub.unchanged_condition(p_table_name text)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $template$
    SELECT
        string_agg(
            format(
                CASE
                    WHEN k.column_name IS NOT NULL THEN 'l.%1$I = OLD.%2$I'
                    WHEN o.is_comparable THEN 'l.%1$I IS NOT DISTINCT FROM OLD.%2$I'
                    ELSE 'l.%1$I::text IS NOT DISTINCT FROM OLD.%2$I::text'
                END,
                m.log_name, m.legacy_name
            ),
            E'\n        AND ' ORDER BY k.place, m.place
        )
    FROM v1_hub.list_log_columns() AS m
    INNER JOIN pg_attribute AS a
        ON a.attrelid = v1_hub.hub_relation(m.table_name) AND a.attname = m.legacy_name
    CROSS JOIN LATERAL (
        SELECT EXISTS (
            SELECT 1 FROM pg_opclass AS c
            INNER JOIN pg_am AS h ON h.oid = c.opcmethod AND h.amname = 'btree'
            WHERE c.opcintype = a.atttypid AND c.opcdefault
        ) AS is_comparable
    ) AS o
    LEFT JOIN v1_hub.key_columns(a.attrelid) AS k ON k.column_name = a.attname
    WHERE m.table_name = p_table_name AND NOT m.folded;
$template$;

COMMENT ON FUNCTION v1_hub.unchanged_condition(text) IS
'Condition that leaf row l has the key and the typed columns of OLD, as the statement saw them.';

CREATE OR REPLACE FUNCTION v1_hub.fold_change_ddl(p_table_name text)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $template$
    SELECT
        format(
            $ddl$CREATE FUNCTION v1_hub.change_%1$s()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER -- whoever may write through the view holds no right on the leaf
SET search_path = pg_catalog, pg_temp
AS $v1_hub$
DECLARE
    v_xmin xid;
BEGIN
    IF tg_op = 'UPDATE' THEN
        UPDATE v1_hub.%2$I AS l
        SET
%3$s,
        result_data = (l.result_data - %4$L::text []) || %5$s
        WHERE
        %6$s
        AND l.result_data = (l.result_data - %4$L::text[]) || %8$s;
        IF found THEN
            RETURN NEW;
        END IF;
    ELSE
        DELETE FROM v1_hub.%2$I AS l
        WHERE
        %6$s;
        IF found THEN
            RETURN OLD;
        END IF;
    END IF;
    -- Gone meanwhile, or changed by this very statement already, which counts once: as on a table.
    -- Else a column that is read straight from an index has been changed since the statement began,
    -- and what the statement computed from it would be wrong.
    SELECT l.xmin INTO v_xmin FROM v1_hub.%2$I AS l WHERE %7$s;
    IF found AND NOT v1_hub.is_ours(v_xmin) THEN
        RAISE serialization_failure USING
            MESSAGE = 'could not serialize access due to concurrent update',
            HINT = 'Repeat the statement: an indexed column of this row was changed meanwhile.';
    END IF;
    RETURN NULL;
END;
$v1_hub$;
REVOKE ALL ON FUNCTION v1_hub.change_%1$s() FROM PUBLIC;
COMMENT ON FUNCTION v1_hub.change_%1$s() IS
'UPDATE and DELETE through the view, on the row that the view has locked. Keys of result_data that '
'are no legacy column stay. Raises 40001 where an indexed column was changed meanwhile.';$ddl$,
            t.log_type,
            p_table_name,
            string_agg(
                format('        %I = NEW.%I', m.log_name, m.legacy_name), E',\n' ORDER BY m.place
            ) FILTER (WHERE NOT m.folded),
            (array_agg(m.legacy_name ORDER BY m.place) FILTER (WHERE m.folded))::text,
            v1_hub.document_expression(p_table_name, 'NEW'),
            v1_hub.unchanged_condition(p_table_name),
            (
                SELECT string_agg(
                    format('l.%I = OLD.%I', n.log_name, n.legacy_name), ' AND ' ORDER BY k.place
                )
                FROM v1_hub.key_columns(v1_hub.hub_relation(p_table_name)) AS k
                INNER JOIN v1_hub.list_log_columns() AS n
                    ON n.table_name = p_table_name AND n.legacy_name = k.column_name
            ),
            v1_hub.document_expression(p_table_name, 'OLD')
        )
    FROM v1_hub.retired_table AS t
    INNER JOIN v1_hub.list_log_columns() AS m ON m.table_name = t.table_name
    WHERE t.table_name = p_table_name
    GROUP BY t.log_type;
$template$;

COMMENT ON FUNCTION v1_hub.fold_change_ddl(text) IS
'CREATE FUNCTION of the INSTEAD OF UPDATE and DELETE.';

CREATE OR REPLACE FUNCTION v1_hub.fold_trigger_ddl(p_table_name text)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $template$
    SELECT
        format(
            $ddl$CREATE TRIGGER insert_%2$s
INSTEAD OF INSERT ON %1$s
FOR EACH ROW EXECUTE FUNCTION v1_hub.insert_%2$s();
CREATE TRIGGER change_%2$s
INSTEAD OF UPDATE OR DELETE ON %1$s
FOR EACH ROW EXECUTE FUNCTION v1_hub.change_%2$s();
CREATE TRIGGER begin_writing
BEFORE UPDATE OR DELETE ON %1$s
FOR EACH STATEMENT EXECUTE FUNCTION v1_hub.begin_writing(%3$L);
CREATE TRIGGER end_writing
AFTER UPDATE OR DELETE ON %1$s
FOR EACH STATEMENT EXECUTE FUNCTION v1_hub.end_writing(%3$L);$ddl$,
            v1_hub.hub_name(t.table_name), t.log_type, v1_hub.writing_setting(t.table_name)
        )
    FROM v1_hub.retired_table AS t
    WHERE t.table_name = p_table_name;
$template$;

COMMENT ON FUNCTION v1_hub.fold_trigger_ddl(text) IS 'The four triggers of a folded view.';
