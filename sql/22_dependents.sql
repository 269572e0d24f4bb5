-- Views and functions are bound to a table by OID: which ones, and the DDL that binds them anew.
CREATE OR REPLACE FUNCTION v1_hub.list_dependents(p_relation regclass)
RETURNS TABLE (kind text, object oid, owner oid, by_row_type boolean, by_key boolean)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT
        CASE v.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' ELSE 'rule' END,
        v.oid,
        v.relowner,
        bool_or(r.ev_action::text ~ ':varattno 0 '),
        bool_or(EXISTS (
            SELECT 1
            FROM pg_depend AS n
            INNER JOIN pg_constraint AS k ON k.oid = n.refobjid
            WHERE
                n.classid = 'pg_rewrite'::regclass
                AND n.objid = r.oid
                AND n.refclassid = 'pg_constraint'::regclass
                AND k.conrelid = p_relation
        ))
    FROM pg_rewrite AS r
    INNER JOIN pg_class AS v ON v.oid = r.ev_class
    WHERE
        v.oid <> p_relation
        AND v.relnamespace <> 'v1_hub'::regnamespace
        AND EXISTS (
            SELECT 1
            FROM pg_depend AS d
            WHERE
                d.classid = 'pg_rewrite'::regclass
                AND d.objid = r.oid
                AND d.refclassid = 'pg_class'::regclass
                AND d.refobjid = p_relation
        )
    GROUP BY v.oid, v.relkind, v.relowner
    UNION ALL
    SELECT 'routine', p.oid, p.proowner, bool_or(d.refclassid = 'pg_type'::regclass), false
    FROM pg_class AS c
    INNER JOIN pg_type AS t ON t.oid = c.reltype
    INNER JOIN pg_depend AS d
        ON
            (d.refclassid = 'pg_class'::regclass AND d.refobjid = c.oid)
            OR (d.refclassid = 'pg_type'::regclass AND d.refobjid IN (t.oid, t.typarray))
    INNER JOIN pg_proc AS p
        ON p.oid = d.objid AND d.classid = 'pg_proc'::regclass
    WHERE c.oid = p_relation AND p.pronamespace <> 'v1_hub'::regnamespace
    GROUP BY p.oid, p.proowner;
$$;

COMMENT ON FUNCTION v1_hub.list_dependents(regclass) IS
'Views, materialized views, rules and routines bound to the relation itself. by_row_type: its row '
'type is part of them; by_key: a view groups by its primary key, which no view can offer.';

CREATE OR REPLACE FUNCTION v1_hub.view_ddl(p_view oid, p_command text)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT
        format(
            E'%s %s%s AS\n%s%s;',
            p_command,
            v.oid::regclass,
            ' WITH (' || array_to_string(v.reloptions, ', ') || ')',
            rtrim(pg_get_viewdef(v.oid), ';'),
            CASE WHEN v.relkind = 'm' AND NOT v.relispopulated THEN E'\nWITH NO DATA' END
        )
    FROM pg_class AS v
    WHERE v.oid = p_view;
$$;

COMMENT ON FUNCTION v1_hub.view_ddl(oid, text) IS
'The view written out with every name qualified; p_command is CREATE VIEW or the like.';

CREATE OR REPLACE FUNCTION v1_hub.view_and_all_ddl(p_view oid)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT
        concat_ws(
            E'\n',
            v1_hub.view_ddl(v.oid, 'CREATE ' || k.keyword),
            v1_hub.owner_ddl(v.relowner, v.relnamespace, k.keyword || ' ' || v.oid::regclass),
            v1_hub.rights_ddl(v.oid, v.oid::regclass::text),
            v1_hub.comment_ddl(v.oid, k.keyword, v.oid::regclass::text),
            CASE WHEN v.relkind = 'v' THEN v1_hub.default_ddl(v.oid, v.oid::regclass::text) END,
            (
                SELECT string_agg(pg_get_indexdef(i.indexrelid) || ';', E'\n' ORDER BY i.indexrelid)
                FROM pg_index AS i
                WHERE i.indrelid = v.oid
            ),
            (
                SELECT string_agg(pg_get_triggerdef(t.oid) || ';', E'\n' ORDER BY t.oid)
                FROM pg_trigger AS t
                WHERE t.tgrelid = v.oid AND NOT t.tgisinternal
            )
        )
    FROM pg_class AS v
    CROSS JOIN LATERAL (
        SELECT CASE v.relkind WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'VIEW' END AS keyword
    ) AS k
    WHERE v.oid = p_view;
$$;

COMMENT ON FUNCTION v1_hub.view_and_all_ddl(oid) IS
'A view or materialized view with owner, rights, comments, defaults, indexes and triggers.';

CREATE OR REPLACE FUNCTION v1_hub.routine_ddl(p_routine oid, p_drop boolean)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT
        concat_ws(
            E'\n',
            pg_get_functiondef(p.oid) || ';',
            CASE
                WHEN p_drop THEN concat_ws(
                    E'\n',
                    v1_hub.owner_ddl(p.proowner, p.pronamespace, 'ROUTINE ' || s.name),
                    CASE
                        WHEN p.proacl IS NOT NULL
                            THEN format('REVOKE ALL ON ROUTINE %s FROM PUBLIC;', s.name)
                    END,
                    v1_hub.grant_ddl(p.proacl, '', 'ROUTINE ' || s.name, p.proowner),
                    'COMMENT ON ROUTINE ' || s.name || ' IS '
                    || quote_literal(obj_description(p.oid, 'pg_proc')) || ';'
                )
            END
        )
    FROM pg_proc AS p
    CROSS JOIN LATERAL (SELECT p.oid::regprocedure::text AS name) AS s
    WHERE p.oid = p_routine;
$$;

COMMENT ON FUNCTION v1_hub.routine_ddl(oid, boolean) IS
'A function or procedure written out; with owner, rights and comment where it is to be dropped.';
