-- Refusals: what an install cannot do to this hub, found before anything is touched.
CREATE OR REPLACE FUNCTION v1_hub.find_right_blockers(p_phases integer[])
RETURNS TABLE (object text, finding text, remedy text)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT DISTINCT
        c.oid::regclass::text,
        format('belongs to role %s, and %s', c.relowner::regrole, t.why),
        format('Run the install as that role, or: GRANT %s TO %I;', c.relowner::regrole, current_user)
    FROM v1_hub.list_touched(p_phases) AS t
    INNER JOIN pg_class AS c ON c.oid = t.relation
    WHERE NOT v1_hub.may_act_as(c.relowner)
    UNION ALL
    SELECT
        d.object::regprocedure::text,
        format('belongs to role %s, and uses table %s', d.owner::regrole, p.relation),
        format('Run the install as that role, or: GRANT %s TO %I;', d.owner::regrole, current_user)
    FROM v1_hub.list_pending(p_phases) AS p
    CROSS JOIN LATERAL v1_hub.list_dependents(p.relation) AS d
    WHERE d.kind = 'routine' AND NOT v1_hub.may_act_as(d.owner)
    UNION ALL
    SELECT DISTINCT
        c.oid::regclass::text,
        format('role %I may not read and lock it', current_user),
        format('GRANT SELECT, UPDATE ON %s TO %I;', c.oid::regclass, current_user)
    FROM v1_hub.list_touched(p_phases) AS t
    INNER JOIN pg_class AS c ON c.oid = t.relation AND c.relkind IN ('r', 'p')
    WHERE
        NOT has_table_privilege(c.oid, 'SELECT')
        OR NOT has_table_privilege(c.oid, 'UPDATE, DELETE, TRUNCATE')
    UNION ALL
    SELECT
        p.relation::text,
        format('role %I may not fill it again in a rollback', current_user),
        format('GRANT INSERT, TRUNCATE ON %s TO %I;', p.relation, current_user)
    FROM v1_hub.list_pending(p_phases) AS p
    WHERE
        p.treatment IN ('fold', 'history')
        AND NOT (
            has_table_privilege(p.relation, 'INSERT') AND has_table_privilege(p.relation, 'TRUNCATE')
        )
    UNION ALL
    SELECT DISTINCT
        format('schema %s', m.made_in),
        format('role %s may not create in it', m.maker::regrole),
        format('GRANT CREATE ON SCHEMA %s TO %s;', m.made_in, m.maker::regrole)
    FROM v1_hub.list_made(p_phases) AS m
    INNER JOIN pg_namespace AS n ON n.oid = m.made_in
    WHERE
        NOT v1_hub.may_own_in(m.maker, m.made_in)
        AND (
            m.maker = current_user::regrole
            -- Who may grant it, grants it for the moment (owner_ddl).
            OR NOT (
                pg_has_role(n.nspowner, 'USAGE')
                OR has_schema_privilege(n.oid, 'CREATE WITH GRANT OPTION')
            )
        );
$$;

COMMENT ON FUNCTION v1_hub.find_right_blockers(integer[]) IS
'Relations and routines that the current role does not own, and schemas it may not create in.';

CREATE OR REPLACE FUNCTION v1_hub.find_name_blockers(p_phases integer[])
RETURNS TABLE (object text, finding text, remedy text)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT
        c.oid::regclass::text,
        'is neither a table nor a partitioned table',
        'Rename it; the install puts a view of its own under that name.'
    FROM v1_hub.retired_table AS t
    INNER JOIN pg_class AS c ON c.oid = v1_hub.hub_relation(t.table_name)
    WHERE
        t.phase = ANY (p_phases)
        AND c.relkind NOT IN ('r', 'p')
        AND NOT EXISTS (SELECT 1 FROM v1_hub.retired AS d WHERE d.table_name = t.table_name)
    UNION ALL
    SELECT
        p.relation::text,
        'has no columns',
        'Drop it, or give it one.'
    FROM v1_hub.list_pending(p_phases) AS p
    WHERE NOT EXISTS (
        SELECT 1 FROM pg_attribute AS a
        WHERE a.attrelid = p.relation AND a.attnum > 0 AND NOT a.attisdropped
    )
    UNION ALL
    SELECT
        format('column %s.%I', p.relation, a.attname),
        'has the quotation mark of our function bodies in its name',
        'Rename it.'
    FROM v1_hub.list_pending(p_phases) AS p
    INNER JOIN pg_attribute AS a
        ON a.attrelid = p.relation AND a.attnum > 0 AND a.attname ~ '[$]v1_hub[$]'
    UNION ALL
    SELECT
        c.oid::regclass::text,
        'is no table, and the install adds columns to it',
        'Leave phase 1 out (--phases 2,3).'
    FROM pg_class AS c
    WHERE
        1 = ANY (p_phases)
        AND c.oid = v1_hub.hub_relation('v1_hub_proxies')
        AND c.relkind NOT IN ('r', 'p')
    UNION ALL
    SELECT
        v1_hub.hub_name(n.name),
        'exists already, and the install makes a relation of that name',
        'Rename it.'
    FROM (
        VALUES ('v1_hub_activity_logs'), ('v1_hub_activity_logs_id_seq'), ('v1_hub_leaving')
    ) AS n (name)
    WHERE
        v1_hub.hub_relation(n.name) IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM v1_hub.step)
    UNION ALL
    SELECT
        format('column %s.%I', a.attrelid::regclass, a.attname),
        'exists already, and the install adds a column of that name',
        'Rename it, or drop it: the install fills it anew from the proxy tables.'
    FROM pg_attribute AS a
    WHERE
        1 = ANY (p_phases)
        AND a.attrelid = v1_hub.hub_relation('v1_hub_proxies')
        AND a.attname IN ('ip_history', 'last_heartbeat', 'usage_stats')
        AND NOT a.attisdropped
        AND NOT EXISTS (SELECT 1 FROM v1_hub.step AS s WHERE s.phase = 1)
    UNION ALL
    SELECT
        format('v1_hub.%I', p.table_name),
        'exists already, and the table is to be moved there',
        'Rename it.'
    FROM v1_hub.list_pending(p_phases) AS p
    WHERE to_regclass(format('v1_hub.%I', p.table_name)) IS NOT NULL
    UNION ALL
    SELECT
        format('v1_hub_retired.%I', p.table_name),
        'exists already, and the original is to wait there',
        'Rename it.'
    FROM v1_hub.list_pending(p_phases) AS p
    WHERE to_regclass(format('v1_hub_retired.%I', p.table_name)) IS NOT NULL
    UNION ALL
    SELECT
        p.relation::text,
        'has other columns than when the unified log was made',
        'Roll back, then install all phases at once.'
    FROM v1_hub.list_pending(p_phases) AS p
    WHERE
        EXISTS (SELECT 1 FROM v1_hub.log_column)
        AND p.treatment IN ('leaf', 'fold')
        AND (
            SELECT jsonb_agg(ARRAY[a.attname, format_type(a.atttypid, a.atttypmod)] ORDER BY a.attname)
            FROM pg_attribute AS a
            WHERE a.attrelid = p.relation AND a.attnum > 0 AND NOT a.attisdropped
        ) IS DISTINCT FROM (
            SELECT jsonb_agg(ARRAY[c.legacy_name, c.type_name] ORDER BY c.legacy_name::name)
            FROM v1_hub.log_column AS c
            WHERE c.table_name = p.table_name
        );
$$;

COMMENT ON FUNCTION v1_hub.find_name_blockers(integer[]) IS
'Names that are taken, and retired names that are no tables.';

CREATE OR REPLACE FUNCTION v1_hub.find_bond_blockers(p_phases integer[])
RETURNS TABLE (object text, finding text, remedy text)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT
        format('column %s.%I', a.attrelid::regclass, a.attname),
        format('has the row type of table %s', p.relation),
        'Give it a type of its own (CREATE TYPE …).'
    FROM v1_hub.list_pending(p_phases) AS p
    INNER JOIN pg_class AS c ON c.oid = p.relation
    INNER JOIN pg_type AS t ON t.oid = c.reltype
    INNER JOIN pg_attribute AS a ON a.atttypid IN (t.oid, t.typarray) AND NOT a.attisdropped
    UNION ALL
    SELECT
        d.object::regclass::text,
        format('has a rule that uses table %s', p.relation),
        'Replace the rule by a trigger.'
    FROM v1_hub.list_pending(p_phases) AS p
    CROSS JOIN LATERAL v1_hub.list_dependents(p.relation) AS d
    WHERE d.kind = 'rule'
    UNION ALL
    SELECT
        l.polrelid::regclass::text,
        format('has policy %I, which reads table %s', l.polname, p.relation),
        'Drop the policy for the install, or leave out the phase of that table.'
    FROM v1_hub.list_pending(p_phases) AS p
    INNER JOIN pg_depend AS d
        ON
            d.refclassid = 'pg_class'::regclass
            AND d.refobjid = p.relation
            AND d.classid = 'pg_policy'::regclass
    INNER JOIN pg_policy AS l ON l.oid = d.objid AND l.polrelid <> p.relation
    WHERE p.treatment IN ('fold', 'history')
    GROUP BY l.polrelid, l.polname, p.relation
    UNION ALL
    SELECT
        r.object::regprocedure::text,
        format('has the row type of table %s, and %s stands on it', p.relation, o.description),
        'Drop what stands on it for the install.'
    FROM v1_hub.list_pending(p_phases) AS p
    CROSS JOIN LATERAL v1_hub.list_dependents(p.relation) AS r
    INNER JOIN pg_depend AS d
        ON
            d.refclassid = 'pg_proc'::regclass
            AND d.refobjid = r.object
            AND d.deptype IN ('n', 'a')
    CROSS JOIN LATERAL (
        SELECT pg_describe_object(d.classid, d.objid, d.objsubid) AS description
    ) AS o
    WHERE r.kind = 'routine' AND r.by_row_type
    UNION ALL
    SELECT
        p.relation::text,
        format('belongs to extension %I', e.extname),
        format('ALTER EXTENSION %I DROP TABLE %s;', e.extname, p.relation)
    FROM v1_hub.list_pending(p_phases) AS p
    INNER JOIN pg_depend AS d
        ON d.classid = 'pg_class'::regclass AND d.objid = p.relation AND d.deptype = 'e'
    INNER JOIN pg_extension AS e ON e.oid = d.refobjid;
$$;

COMMENT ON FUNCTION v1_hub.find_bond_blockers(integer[]) IS
'Objects bound to a retired table in a way that cannot be carried over to a view.';

CREATE OR REPLACE FUNCTION v1_hub.find_blockers(p_phases integer[])
RETURNS TABLE (object text, finding text, remedy text)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
SET jit = off -- compiling takes far longer than reading the catalogue
AS $$
    SELECT b.object, b.finding, b.remedy FROM v1_hub.find_name_blockers(p_phases) AS b
    UNION
    SELECT b.object, b.finding, b.remedy FROM v1_hub.find_right_blockers(p_phases) AS b
    UNION
    SELECT b.object, b.finding, b.remedy FROM v1_hub.find_bond_blockers(p_phases) AS b
    ORDER BY 1, 2;
$$;

COMMENT ON FUNCTION v1_hub.find_blockers(integer[]) IS
'Everything that forbids an install of these phases: object, finding, remedy. Empty: go ahead.';
