-- The way back: the undo of each step from last to first, with all that was written since.
CREATE OR REPLACE FUNCTION v1_hub.name_returned(p_ddl text, p_ordinal integer)
RETURNS text
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_table text;
    v_ddl text := p_ddl;
BEGIN
    FOR v_table IN
        SELECT r.table_name
        FROM v1_hub.retired AS r
        WHERE r.ordinal > p_ordinal AND r.treatment IN ('leaf', 'whole')
    LOOP
        v_ddl := regexp_replace(
            v_ddl, format('\mv1_hub\.%s\M', v_table), v1_hub.hub_name(v_table), 'g'
        );
    END LOOP;
    RETURN v_ddl;
END;
$$;

COMMENT ON FUNCTION v1_hub.name_returned(text, integer) IS
'DDL of a rollback step with the names as they are by then: tables that were retired after step '
'p_ordinal have left schema v1_hub already.';

CREATE OR REPLACE FUNCTION v1_hub.return_ddl(p_table_name text, p_undo text)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT
        concat_ws(
            E'\n',
            v1_hub.unbind_ddl(c.oid, true),
            format('ALTER VIEW %s RENAME TO v1_hub_leaving;', c.oid::regclass),
            p_undo,
            CASE
                WHEN
                    v1_hub.describe_rights(v1_hub.describe_relation(c.oid))
                    IS DISTINCT FROM v1_hub.describe_rights(r.facts)
                    THEN v1_hub.rights_ddl(c.oid, c.oid::regclass::text)
            END,
            v1_hub.name_returned(v1_hub.bind_ddl(c.oid, true, NULL), r.ordinal),
            format('DROP VIEW %s;', v1_hub.hub_name('v1_hub_leaving')),
            CASE WHEN r.treatment = 'fold' THEN format('DROP FUNCTION v1_hub.lock_%s;', t.log_type) END
        )
    FROM v1_hub.retired AS r
    INNER JOIN v1_hub.retired_table AS t ON t.table_name = r.table_name
    CROSS JOIN LATERAL (SELECT v1_hub.hub_relation(r.table_name) AS oid) AS c
    WHERE r.table_name = p_table_name;
$$;

COMMENT ON FUNCTION v1_hub.return_ddl(text, text) IS
'DDL that puts a table back in the place of its view, with what stands on the view by now and the '
'rights that were granted on it since; p_undo is the undo of the step that retired it.';

CREATE OR REPLACE FUNCTION v1_hub.locks_to_return()
RETURNS TABLE (relation text, lock_mode text)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    WITH touched AS (
        SELECT v1_hub.hub_relation(n.name)::oid AS oid
        FROM (
            SELECT t.table_name FROM v1_hub.retired_table AS t
            UNION ALL
            SELECT k.table_name FROM v1_hub.kept_table AS k
            UNION ALL
            VALUES ('v1_hub_activity_logs'), ('v1_hub_audit_log')
        ) AS n (name)
        UNION
        SELECT c.oid
        FROM pg_class AS c
        INNER JOIN v1_hub.retired AS r ON r.table_name = c.relname
        WHERE c.relnamespace IN ('v1_hub'::regnamespace, 'v1_hub_retired'::regnamespace)
    )

    SELECT DISTINCT c.oid::regclass::text, 'ACCESS EXCLUSIVE'
    FROM (
        SELECT t.oid FROM touched AS t
        UNION
        SELECT k.conrelid FROM pg_constraint AS k INNER JOIN touched AS t ON t.oid = k.confrelid
        UNION
        SELECT d.object
        FROM touched AS t
        CROSS JOIN LATERAL v1_hub.list_dependents(t.oid::regclass) AS d
        WHERE d.kind = 'view'
    ) AS a
    INNER JOIN pg_class AS c ON c.oid = a.oid
    WHERE v1_hub.is_lockable(c.oid)
    ORDER BY 1;
$$;

COMMENT ON FUNCTION v1_hub.locks_to_return() IS
'All locks of a rollback or a finalize, to be taken at once before the first step.';

CREATE OR REPLACE FUNCTION v1_hub.find_rollback_blockers()
RETURNS TABLE (object text, finding text, remedy text)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT DISTINCT
        v.oid::regclass::text,
        format('stands on %s, which a rollback takes away', c.oid::regclass),
        'Drop it, or point it at the retired names.'
    FROM pg_class AS c
    INNER JOIN pg_depend AS d
        ON
            d.refclassid = 'pg_class'::regclass
            AND d.refobjid = c.oid
            AND d.classid = 'pg_rewrite'::regclass
    INNER JOIN pg_rewrite AS r ON r.oid = d.objid
    INNER JOIN pg_class AS v ON v.oid = r.ev_class AND v.oid <> c.oid
    WHERE
        v.relnamespace <> 'v1_hub'::regnamespace
        AND v.oid::regclass::text NOT IN (
            SELECT v1_hub.hub_name(t.table_name) FROM v1_hub.retired AS t
        )
        AND (
            c.oid = v1_hub.hub_relation('v1_hub_activity_logs')
            OR (
                c.relnamespace = 'v1_hub'::regnamespace
                AND c.relname NOT IN (SELECT t.table_name FROM v1_hub.retired AS t)
            )
        )
    UNION
    SELECT
        v1_hub.hub_name('v1_hub_leaving'),
        'exists, and a rollback uses that name',
        'Rename it.'
    WHERE v1_hub.hub_relation('v1_hub_leaving') IS NOT NULL
    ORDER BY 1;
$$;

COMMENT ON FUNCTION v1_hub.find_rollback_blockers() IS
'What has come to stand on the package''s own relations: it would go with them.';

CREATE OR REPLACE FUNCTION v1_hub.normalize_facts(p_facts jsonb)
RETURNS jsonb
LANGUAGE sql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
    -- A dump and restore adds brackets and casts to expressions, and changes nothing else.
    SELECT regexp_replace(p_facts::text, '[()\s]|::[a-z_ ]+(\[\])?', '', 'g')::jsonb;
$$;

COMMENT ON FUNCTION v1_hub.normalize_facts(jsonb) IS
'Facts without the brackets, casts and spaces that PostgreSQL adds when it reads its own DDL.';

CREATE OR REPLACE FUNCTION v1_hub.check_restored(p_rights_changed text[])
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_difference text;
BEGIN
    SELECT string_agg(format('%s: %s', d.table_name, d.fact), E'\n')
    INTO v_difference
    FROM (
        SELECT r.table_name, f.key AS fact
        FROM v1_hub.retired AS r
        CROSS JOIN LATERAL (
            SELECT v1_hub.describe_relation(v1_hub.hub_relation(r.table_name)) AS facts
        ) AS n
        CROSS JOIN LATERAL jsonb_each(r.facts) AS f
        WHERE
            NOT coalesce(
                v1_hub.normalize_facts(n.facts -> f.key) @> v1_hub.normalize_facts(f.value), false
            )
            AND NOT (f.key = 'acl' AND r.table_name = ANY (p_rights_changed))
            AND NOT (f.key = 'columns' AND r.table_name = ANY (p_rights_changed)
                AND v1_hub.describe_shape(n.facts) = v1_hub.describe_shape(r.facts))
    ) AS d;
    IF v_difference IS NOT NULL THEN
        RAISE data_exception USING
            MESSAGE = 'the tables would not be as they were',
            DETAIL = v_difference,
            HINT = 'Nothing has been changed. Compare v1_hub.retired.facts with the objects named.';
    END IF;
END;
$$;

COMMENT ON FUNCTION v1_hub.check_restored(text[]) IS
'Compares every table with what was recorded of it; raises 22000 with the facts that differ. The '
'argument names the tables whose rights were changed since the install.';

CREATE OR REPLACE FUNCTION v1_hub.plan_rollback()
RETURNS TABLE (ordinal integer, phase integer, title text, statement text)
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
SET jit = off -- compiling takes far longer than reading the catalogue
AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM v1_hub.step) THEN
        RETURN;
    END IF;
    RETURN QUERY
    SELECT
        (row_number() OVER (ORDER BY s.ordinal DESC))::integer,
        s.phase,
        'undo: ' || s.title,
        coalesce(v1_hub.return_ddl(r.table_name, s.undo), s.undo)
    FROM v1_hub.step AS s
    LEFT JOIN v1_hub.retired AS r ON r.ordinal = s.ordinal
    WHERE s.undo IS NOT NULL
    ORDER BY s.ordinal DESC;

    RETURN QUERY
    SELECT 1001, 0, 'compare the tables with what was recorded', format(
        'SELECT v1_hub.check_restored(%L);',
        ARRAY(
            SELECT r.table_name
            FROM v1_hub.retired AS r
            WHERE v1_hub.describe_rights(
                v1_hub.describe_relation(v1_hub.hub_relation(r.table_name))
            ) IS DISTINCT FROM v1_hub.describe_rights(r.facts)
        )
    );

    RETURN QUERY
    SELECT
        1002, 0, 'keep the audit log aside and remove the package',
        E'SELECT v1_hub.audit_set_aside();\nDROP SCHEMA v1_hub CASCADE;';
END;
$$;

COMMENT ON FUNCTION v1_hub.plan_rollback() IS
'The steps that bring the hub back as it was, with every later write; empty where none is due.';
