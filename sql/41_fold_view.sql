-- The view over a folded leaf: straight columns keep their indexes, all others are read afresh by a
-- statement that writes, so that no concurrent update is lost.
CREATE OR REPLACE FUNCTION v1_hub.begin_writing()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM set_config(
        tg_argv[0], (coalesce(nullif(current_setting(tg_argv[0], true), ''), '0')::integer + 1)::text,
        true
    );
    RETURN NULL;
END;
$$;

COMMENT ON FUNCTION v1_hub.begin_writing() IS
'BEFORE UPDATE OR DELETE statement trigger on a folded view: from here to the end of the statement '
'the view locks and re-reads the rows that it yields. Argument: the setting that says so.';

CREATE OR REPLACE FUNCTION v1_hub.end_writing()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM set_config(
        tg_argv[0],
        coalesce(nullif((current_setting(tg_argv[0])::integer - 1)::text, '0'), ''),
        true
    );
    RETURN NULL;
END;
$$;

COMMENT ON FUNCTION v1_hub.end_writing() IS
'AFTER statement trigger, the counterpart of v1_hub.begin_writing.';

CREATE OR REPLACE FUNCTION v1_hub.is_ours(p_xmin xid)
RETURNS boolean
LANGUAGE sql
VOLATILE
SET search_path = pg_catalog, pg_temp
AS $$
    -- Whoever holds the row lock finds a version that is committed, or in progress and so its own,
    -- subtransactions included. 32 bits become the nearest 64.
    SELECT coalesce(
        pg_xact_status(
            (
                n.xid + ((p_xmin::text::bigint - n.xid + 2147483648) & 4294967295) - 2147483648
            )::text::xid8
        ) = 'in progress',
        false
    )
    FROM (SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint AS xid) AS n;
$$;

COMMENT ON FUNCTION v1_hub.is_ours(xid) IS
'Whether a row version (its xmin) was written by the current transaction; the row must be locked.';

CREATE OR REPLACE FUNCTION v1_hub.writing_setting(p_table_name text)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT 'v1_hub.writing_' || t.log_type
    FROM v1_hub.retired_table AS t
    WHERE t.table_name = p_table_name;
$$;

COMMENT ON FUNCTION v1_hub.writing_setting(text) IS
'The transaction-local setting that is not empty while a statement writes through the view.';

CREATE OR REPLACE FUNCTION v1_hub.lock_function_ddl(p_table_name text)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $template$
    SELECT
        format(
            -- COST 1: it is called only while writing, but the planner counts it in every read.
            $ddl$CREATE FUNCTION v1_hub.lock_%1$s(p_ctid tid, %2$s)
RETURNS v1_hub.%3$I
LANGUAGE plpgsql
VOLATILE
COST 1
SECURITY DEFINER -- whoever may write through the view holds no right on the leaf
SET search_path = pg_catalog, pg_temp
AS $v1_hub$
#variable_conflict use_variable -- a column may have any name
DECLARE
    v_ctid tid;
    v_xmin xid;
    v_row v1_hub.%3$I;
BEGIN
    SELECT l.ctid, l.xmin INTO v_ctid, v_xmin
    FROM v1_hub.%3$I AS l
    WHERE %4$s
    FOR UPDATE;
    IF found AND v_ctid <> p_ctid AND NOT v1_hub.is_ours(v_xmin) THEN
        SELECT l.* INTO v_row
        FROM v1_hub.%3$I AS l
        WHERE %4$s;
    END IF;
    RETURN v_row;
END;
$v1_hub$;
COMMENT ON FUNCTION v1_hub.lock_%1$s IS
'Locks a row for a statement that writes through the view; its latest version where another '
'transaction has changed it since, else NULL: what the statement itself wrote it must not see. '
'PostgreSQL checks EXECUTE of a view''s functions against the reader, hence PUBLIC; v1_hub is closed.';$ddl$,
            t.log_type,
            string_agg(format('p_key_%s %s', k.place, k.type_name), ', ' ORDER BY k.place),
            p_table_name,
            string_agg(
                format('l.%I = p_key_%s', m.log_name, k.place), ' AND ' ORDER BY k.place
            )
        )
    FROM v1_hub.retired_table AS t
    CROSS JOIN LATERAL v1_hub.key_columns(v1_hub.hub_relation(t.table_name)) AS k
    INNER JOIN v1_hub.list_log_columns() AS m
        ON m.table_name = t.table_name AND m.legacy_name = k.column_name
    WHERE t.table_name = p_table_name
    GROUP BY t.log_type;
$template$;

COMMENT ON FUNCTION v1_hub.lock_function_ddl(text) IS
'CREATE FUNCTION of the row lock behind a folded view.';

CREATE OR REPLACE FUNCTION v1_hub.fold_view_ddl(p_table_name text)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $template$
    SELECT
        format(
            -- The setting in a query of its own: asked once for each statement, not for each row.
            $ddl$CREATE VIEW %1$s AS
SELECT
%2$s
FROM v1_hub.%3$I AS l
CROSS JOIN LATERAL (
    SELECT
        CASE
            WHEN (SELECT current_setting(%4$L, true) <> '')
                THEN v1_hub.lock_%5$s(l.ctid, %6$s)
        END AS fresh
    OFFSET 0
) AS w
CROSS JOIN LATERAL (
    SELECT
        CASE
            WHEN w.fresh IS NOT DISTINCT FROM NULL THEN l.result_data
            ELSE (w.fresh).result_data
        END AS doc
) AS d;
%7$s$ddl$,
            c.oid::regclass,
            string_agg(
                '    '
                || CASE
                    WHEN m.folded THEN format(
                        '%s AS %I',
                        v1_hub.folded_expression(m.type_name, m.legacy_name, 'd.doc'), m.legacy_name
                    )
                    WHEN m.straight AND m.log_name = m.legacy_name THEN format('l.%I', m.log_name)
                    WHEN m.straight THEN format('l.%I AS %I', m.log_name, m.legacy_name)
                    ELSE format(
                        'CASE WHEN w.fresh IS NOT DISTINCT FROM NULL THEN l.%1$I '
                        'ELSE (w.fresh).%1$I END AS %2$I',
                        m.log_name, m.legacy_name
                    )
                END,
                E',\n' ORDER BY m.place
            ),
            p_table_name,
            v1_hub.writing_setting(p_table_name),
            t.log_type,
            k.keys,
            v1_hub.view_attachments_ddl(c.oid)
        )
    FROM v1_hub.retired_table AS t
    CROSS JOIN LATERAL (SELECT v1_hub.hub_relation(t.table_name) AS oid) AS c
    CROSS JOIN LATERAL (
        SELECT string_agg(format('l.%I', n.log_name), ', ' ORDER BY i.place) AS keys
        FROM v1_hub.key_columns(c.oid) AS i
        INNER JOIN v1_hub.list_log_columns() AS n
            ON n.table_name = t.table_name AND n.legacy_name = i.column_name
    ) AS k
    INNER JOIN v1_hub.list_log_columns() AS m ON m.table_name = t.table_name
    WHERE t.table_name = p_table_name
    GROUP BY c.oid, t.log_type, k.keys;
$template$;

COMMENT ON FUNCTION v1_hub.fold_view_ddl(text) IS
'The typed face of a folded leaf, under the name of the table that it was.';
