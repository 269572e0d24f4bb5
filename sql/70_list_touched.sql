-- What an install touches: the tables it retires, and everything that is bound to them.
CREATE OR REPLACE FUNCTION v1_hub.list_pending(p_phases integer[])
RETURNS TABLE (
    table_name text, place integer, phase integer, relation regclass, treatment text, reason text
)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT t.table_name, t.place, t.phase, c.oid, r.treatment, r.reason
    FROM v1_hub.retired_table AS t
    CROSS JOIN LATERAL (SELECT v1_hub.hub_relation(t.table_name) AS oid) AS c
    CROSS JOIN LATERAL v1_hub.choose_treatment(t.table_name) AS r
    WHERE
        t.phase = ANY (p_phases)
        AND NOT EXISTS (SELECT 1 FROM v1_hub.retired AS d WHERE d.table_name = t.table_name);
$$;

COMMENT ON FUNCTION v1_hub.list_pending(integer[]) IS
'Tables of these phases that are still to be retired, and what will become of each.';

CREATE OR REPLACE FUNCTION v1_hub.list_touched(p_phases integer[])
RETURNS TABLE (relation oid, why text)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT p.relation::oid, 'is retired'
    FROM v1_hub.list_pending(p_phases) AS p
    UNION ALL
    SELECT DISTINCT k.conrelid, 'has a foreign key onto a table that is copied'
    FROM v1_hub.list_pending(p_phases) AS p
    INNER JOIN pg_constraint AS k ON k.confrelid = p.relation AND k.contype = 'f'
    WHERE p.treatment IN ('fold', 'history')
    UNION ALL
    SELECT DISTINCT k.confrelid, 'is referenced by a table that is copied'
    FROM v1_hub.list_pending(p_phases) AS p
    INNER JOIN pg_constraint AS k ON k.conrelid = p.relation AND k.contype = 'f'
    WHERE p.treatment IN ('fold', 'history')
    UNION ALL
    SELECT d.object, 'is a view that is bound anew'
    FROM v1_hub.list_pending(p_phases) AS p
    CROSS JOIN LATERAL v1_hub.list_dependents(p.relation) AS d
    WHERE d.kind = 'view' AND NOT d.by_key
    UNION ALL
    SELECT b.object, 'is a view that is built anew'
    FROM v1_hub.list_pending(p_phases) AS p
    CROSS JOIN LATERAL v1_hub.list_rebuilt(
        p.relation, p.treatment IN ('fold', 'history')
    ) AS b
    UNION ALL
    SELECT v1_hub.hub_relation('v1_hub_proxies')::oid, 'gets the merged columns'
    WHERE 1 = ANY (p_phases) AND v1_hub.hub_relation('v1_hub_proxies') IS NOT NULL
    UNION ALL
    SELECT v1_hub.hub_relation(a.table_name)::oid, 'is audited'
    FROM v1_hub.audit_defaults AS a
    WHERE
        2 = ANY (p_phases)
        AND v1_hub.hub_relation(a.table_name) IS NOT NULL;
$$;

COMMENT ON FUNCTION v1_hub.list_touched(integer[]) IS
'Relations that an install of these phases changes, each with the reason; one may have several.';

CREATE OR REPLACE FUNCTION v1_hub.list_made(p_phases integer[])
RETURNS TABLE (made_in regnamespace, maker oid)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    WITH made AS (
        SELECT c.relnamespace AS made_in, c.relowner AS owner
        FROM v1_hub.list_pending(p_phases) AS p
        INNER JOIN pg_class AS c ON c.oid = p.relation
        UNION
        SELECT c.relnamespace, c.relowner
        FROM v1_hub.list_pending(p_phases) AS p
        CROSS JOIN LATERAL v1_hub.list_rebuilt(
            p.relation, p.treatment IN ('fold', 'history')
        ) AS b
        INNER JOIN pg_class AS c ON c.oid = b.object
        UNION
        -- What is replaced keeps its owner.
        SELECT
            coalesce(c.relnamespace, r.pronamespace),
            CASE
                WHEN d.kind = 'routine' AND d.by_row_type THEN d.owner
                ELSE current_user::regrole
            END
        FROM v1_hub.list_pending(p_phases) AS p
        CROSS JOIN LATERAL v1_hub.list_dependents(p.relation) AS d
        LEFT JOIN pg_class AS c ON c.oid = d.object AND d.kind = 'view'
        LEFT JOIN pg_proc AS r ON r.oid = d.object AND d.kind = 'routine'
        WHERE d.kind IN ('view', 'routine') AND NOT d.by_key
    )

    SELECT m.made_in, m.owner FROM made AS m
    UNION
    SELECT m.made_in, current_user::regrole FROM made AS m;
$$;

COMMENT ON FUNCTION v1_hub.list_made(integer[]) IS
'Schemas in which an install makes views and routines, or replaces them, and the roles that must '
'be let in: the current one, and the owner whom a new one is given.';

CREATE OR REPLACE FUNCTION v1_hub.is_lockable(p_relation oid)
RETURNS boolean
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    -- LOCK TABLE on a view locks what lies under it too, and asks the view's owner for the right.
    SELECT
        c.relkind IN ('r', 'p')
        OR (
            c.relkind = 'v'
            AND NOT EXISTS (
                SELECT 1
                FROM pg_rewrite AS r
                INNER JOIN pg_depend AS d
                    ON
                        d.classid = 'pg_rewrite'::regclass
                        AND d.objid = r.oid
                        AND d.refclassid = 'pg_class'::regclass
                        AND d.refobjid <> c.oid
                INNER JOIN pg_class AS u ON u.oid = d.refobjid
                WHERE
                    r.ev_class = c.oid
                    AND (
                        u.relkind NOT IN ('r', 'p')
                        OR NOT has_table_privilege(c.relowner, u.oid, 'UPDATE, DELETE, TRUNCATE')
                        OR NOT has_table_privilege(u.oid, 'UPDATE, DELETE, TRUNCATE')
                    )
            )
        )
    FROM pg_class AS c
    WHERE c.oid = p_relation;
$$;

COMMENT ON FUNCTION v1_hub.is_lockable(oid) IS
'Whether LOCK TABLE takes it. A materialized view, and a view over what its owner may not lock, '
'is locked by the step that changes it, which waits no longer than lock_timeout.';

CREATE OR REPLACE FUNCTION v1_hub.locks_needed(p_phases integer[])
RETURNS TABLE (relation text, lock_mode text)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
SET jit = off -- compiling takes far longer than reading the catalogue
AS $$
    SELECT DISTINCT t.relation::regclass::text, 'ACCESS EXCLUSIVE'
    FROM v1_hub.list_touched(p_phases) AS t
    WHERE v1_hub.is_lockable(t.relation)
    ORDER BY 1;
$$;

COMMENT ON FUNCTION v1_hub.locks_needed(integer[]) IS
'All locks of an install, to be taken at once before its first step.';
