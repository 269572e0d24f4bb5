-- Two texts per table: what must go before it changes place, and what binds its dependents anew.
CREATE OR REPLACE FUNCTION v1_hub.list_rebuilt(p_relation regclass, p_copied boolean)
RETURNS TABLE (object oid, depth integer)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    -- A materialized view cannot be replaced: it is made again, with all that stands on it.
    WITH RECURSIVE rebuilt AS (
        SELECT d.object, 1 AS depth
        FROM v1_hub.list_dependents(p_relation) AS d
        WHERE d.kind = 'materialized view' AND (p_copied OR d.by_row_type)
        UNION
        SELECT d.object, r.depth + 1
        FROM rebuilt AS r
        CROSS JOIN LATERAL v1_hub.list_dependents(r.object::regclass) AS d
        WHERE d.kind IN ('view', 'materialized view')
    )

    SELECT r.object, max(r.depth)
    FROM rebuilt AS r
    GROUP BY r.object;
$$;

COMMENT ON FUNCTION v1_hub.list_rebuilt(regclass, boolean) IS
'Views that are dropped and made again when the relation changes place, in order of depth. '
'p_copied: its rows move to another table, so that a materialized view cannot stay bound.';

CREATE OR REPLACE FUNCTION v1_hub.unbind_ddl(p_relation regclass, p_copied boolean)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT
        nullif(
            concat_ws(
                E'\n',
                (
                    SELECT string_agg(
                        format(
                            'DROP %s %s;',
                            CASE v.relkind WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'VIEW' END,
                            v.oid::regclass
                        ),
                        E'\n' ORDER BY r.depth DESC, v.oid
                    )
                    FROM v1_hub.list_rebuilt(p_relation, p_copied) AS r
                    INNER JOIN pg_class AS v ON v.oid = r.object
                ),
                (
                    SELECT string_agg(
                        format('DROP ROUTINE %s;', d.object::regprocedure), E'\n' ORDER BY d.object
                    )
                    FROM v1_hub.list_dependents(p_relation) AS d
                    WHERE d.kind = 'routine' AND d.by_row_type
                )
            ),
            ''
        );
$$;

COMMENT ON FUNCTION v1_hub.unbind_ddl(regclass, boolean) IS
'Drops what cannot be bound anew in place; NULL where there is nothing.';

CREATE OR REPLACE FUNCTION v1_hub.view_options(p_relation regclass)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    -- The view's owner reads the leaf, as the table's owner did. With row-level security, or where
    -- the owner holds no rights, the caller must be the one who is asked.
    SELECT
        CASE
            WHEN
                c.relrowsecurity
                OR NOT has_table_privilege(c.relowner, c.oid, 'SELECT')
                OR NOT has_table_privilege(c.relowner, c.oid, 'INSERT')
                OR NOT has_table_privilege(c.relowner, c.oid, 'UPDATE')
                OR NOT has_table_privilege(c.relowner, c.oid, 'DELETE')
                THEN ' WITH (security_invoker = true)'
            ELSE ''
        END
    FROM pg_class AS c
    WHERE c.oid = p_relation;
$$;

COMMENT ON FUNCTION v1_hub.view_options(regclass) IS
'The WITH clause of the compatibility view over a table, empty for the common case.';

CREATE OR REPLACE FUNCTION v1_hub.name_moved(
    p_ddl text, p_relation regclass, p_phases integer[]
)
RETURNS text
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_table record;
    v_ddl text := p_ddl;
BEGIN
    FOR v_table IN
        SELECT p.table_name, regexp_replace(p.relation::text, '([^\w])', '\\\1', 'g') AS pattern
        FROM v1_hub.list_pending(p_phases) AS p
        WHERE
            p.treatment = 'whole'
            AND v1_hub.view_options(p.relation) <> ''
            AND p.place < (
                SELECT t.place
                FROM v1_hub.retired_table AS t
                WHERE v1_hub.hub_relation(t.table_name) = p_relation
            )
    LOOP
        v_ddl := regexp_replace(
            v_ddl,
            format($re$(?<![\w."'])%s(?![\w$"'])$re$, v_table.pattern),
            format('v1_hub.%I', v_table.table_name), 'g'
        );
    END LOOP;
    RETURN v_ddl;
END;
$$;

COMMENT ON FUNCTION v1_hub.name_moved(text, regclass, integer[]) IS
'The DDL of a view over p_relation and others, run when those that must ask their caller have '
'moved to v1_hub in the same install: the view stays on the tables themselves, as it was.';

CREATE OR REPLACE FUNCTION v1_hub.bind_ddl(
    p_relation regclass, p_copied boolean, p_phases integer[]
)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT
        nullif(
            concat_ws(
                E'\n',
                (
                    -- The body is its author's, and written for another search_path than ours.
                    SELECT format(
                        E'SET LOCAL check_function_bodies = off;\n%s\n'
                        'SET LOCAL check_function_bodies = on;',
                        string_agg(
                            v1_hub.routine_ddl(d.object, d.by_row_type), E'\n' ORDER BY d.object
                        )
                    )
                    FROM v1_hub.list_dependents(p_relation) AS d
                    WHERE d.kind = 'routine'
                    HAVING count(*) > 0
                ),
                (
                    SELECT v1_hub.name_moved(
                        string_agg(
                            v1_hub.view_ddl(d.object, 'CREATE OR REPLACE VIEW'),
                            E'\n' ORDER BY d.object
                        ),
                        p_relation, p_phases
                    )
                    FROM v1_hub.list_dependents(p_relation) AS d
                    WHERE
                        d.kind = 'view'
                        AND NOT d.by_key
                        -- Under an invoker's view nobody would ask the rights of this one's owner.
                        AND (p_phases IS NULL OR v1_hub.view_options(p_relation) = '')
                        AND d.object NOT IN (
                            SELECT r.object FROM v1_hub.list_rebuilt(p_relation, p_copied) AS r
                        )
                ),
                (
                    SELECT v1_hub.name_moved(
                        string_agg(
                            v1_hub.view_and_all_ddl(r.object), E'\n' ORDER BY r.depth, r.object
                        ),
                        p_relation, p_phases
                    )
                    FROM v1_hub.list_rebuilt(p_relation, p_copied) AS r
                )
            ),
            ''
        );
$$;

COMMENT ON FUNCTION v1_hub.bind_ddl(regclass, boolean, integer[]) IS
'Binds the dependents to whatever bears the name of the relation when it is run, in an install of '
'p_phases or, NULL, in a rollback. A view that '
'groups by the primary key stays on the table that has it, and so does one over a table that must '
'ask its caller.';
