-- The plan: every statement of an install in order, each with its undo.
CREATE OR REPLACE FUNCTION v1_hub.record_ddl(p_phases integer[], p_ordinal integer)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $template$
    SELECT
        concat_ws(
            E'\n',
            CASE
                WHEN NOT EXISTS (SELECT 1 FROM v1_hub.step) THEN $ddl$INSERT INTO v1_hub.log_column (
    table_name, legacy_name, log_name, place, type_name, not_null, folded, straight
)
SELECT
    m.table_name, m.legacy_name, m.log_name, m.attnum, m.type_name, m.not_null, m.folded, m.straight
FROM v1_hub.map_log_columns() AS m;$ddl$
            END,
            string_agg(
                format(
                    $ddl$INSERT INTO v1_hub.retired (
    table_name, treatment, reason, facts, row_count, bytes, ordinal
)
SELECT
    %1$L, %2$L, %3$L, v1_hub.describe_relation(%4$L), count(*), pg_total_relation_size(%4$L), %5$s
FROM %4$s;$ddl$,
                    p.table_name, p.treatment, p.reason, p.relation, p_ordinal + p.place
                ),
                E'\n' ORDER BY p.place
            )
        )
    FROM v1_hub.list_pending(p_phases) AS p;
$template$;

COMMENT ON FUNCTION v1_hub.record_ddl(integer[], integer) IS
'Statements that write down how the tables are before they are retired.';

CREATE OR REPLACE FUNCTION v1_hub.retire_ddl(
    p_table_name text, p_treatment text, p_phases integer[]
)
RETURNS TABLE (statement text, undo text)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT a.statement, a.undo
    FROM v1_hub.adopt_ddl(p_table_name, p_treatment, p_phases) AS a
    WHERE p_treatment IN ('leaf', 'whole')
    UNION ALL
    SELECT
        concat_ws(
            E'\n', f.statement,
            format(
                'SELECT v1_hub.compare_copy(%L, %L);',
                format('v1_hub_retired.%I', p_table_name), v1_hub.hub_name(p_table_name)
            )
        ),
        f.undo
    FROM v1_hub.fold_ddl(p_table_name, p_phases) AS f
    WHERE p_treatment = 'fold'
    UNION ALL
    SELECT
        concat_ws(
            E'\n', h.statement,
            format(
                'SELECT v1_hub.compare_copy(%L, %L);',
                format('v1_hub_retired.%I', p_table_name), v1_hub.hub_name(p_table_name)
            )
        ),
        h.undo
    FROM v1_hub.history_ddl(p_table_name, p_phases) AS h
    WHERE p_treatment = 'history';
$$;

COMMENT ON FUNCTION v1_hub.retire_ddl(text, text, integer[]) IS
'DDL that retires one table by its treatment, compared row by row where it was copied; its undo.';

CREATE OR REPLACE FUNCTION v1_hub.audit_ddl(p_phases integer[])
RETURNS TABLE (statement text, undo text)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    WITH audited AS (
        SELECT v1_hub.hub_name(a.table_name) AS name
        FROM v1_hub.audit_defaults AS a
        INNER JOIN v1_hub.kept_table AS k ON k.table_name = a.table_name
        WHERE 2 = ANY (p_phases) AND v1_hub.hub_relation(a.table_name) IS NOT NULL
        UNION ALL
        SELECT format('v1_hub.%I', a.table_name)
        FROM v1_hub.audit_defaults AS a
        INNER JOIN v1_hub.list_pending(p_phases) AS p ON p.table_name = a.table_name
        WHERE
            p.treatment <> 'history'
            AND (2 = ANY (p_phases) OR EXISTS (SELECT 1 FROM v1_hub.step AS s WHERE s.phase = 2))
        UNION ALL
        SELECT format('v1_hub.%I', a.table_name)
        FROM v1_hub.audit_defaults AS a
        INNER JOIN v1_hub.retired AS r ON r.table_name = a.table_name
        WHERE r.treatment <> 'history' AND 2 = ANY (p_phases)
    )

    SELECT
        -- What an earlier install audited goes on as it was, or as it was switched off.
        string_agg(
            format(
                $ddl$SELECT v1_hub.audit_enable(%1$L) WHERE NOT EXISTS (
    SELECT 1 FROM v1_hub.audit_tables AS t
    WHERE t.id = v1_hub.audit_source(%1$L) AND t.enabled_at IS NOT NULL
);$ddl$,
                p.name
            ),
            E'\n' ORDER BY p.name
        ) || E'\nSELECT v1_hub.audit_resume();',
        'SELECT v1_hub.audit_pause();'
    FROM audited AS p
    HAVING count(*) > 0;
$$;

COMMENT ON FUNCTION v1_hub.audit_ddl(integer[]) IS
'Switches the audit log on for the tables of v1_hub.audit_defaults, where they are once these '
'phases are installed.';

CREATE OR REPLACE FUNCTION v1_hub.revoke_defaults()
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_right record;
BEGIN
    FOR v_right IN
        SELECT DISTINCT c.oid::regclass AS name, g.rolname AS grantee
        FROM pg_class AS c
        LEFT JOIN v1_hub.retired AS r ON r.table_name = c.relname
        CROSS JOIN aclexplode(c.relacl) AS e
        LEFT JOIN pg_roles AS g ON g.oid = e.grantee
        WHERE
            e.grantee <> c.relowner
            AND c.relkind IN ('r', 'p', 'v', 'S')
            AND (
                c.oid IN (
                    v1_hub.hub_relation('v1_hub_activity_logs'),
                    v1_hub.hub_relation('v1_hub_activity_logs_id_seq'),
                    v1_hub.hub_relation('v1_hub_audit_log'),
                    v1_hub.hub_relation('v1_hub_audit_log_id_seq')
                )
                -- A table that has moved here keeps the rights it came with.
                OR (
                    c.relkind <> 'S'
                    AND c.relnamespace = 'v1_hub'::regnamespace
                    AND coalesce(r.treatment, 'fold') NOT IN ('leaf', 'whole')
                )
            )
    LOOP
        IF v_right.grantee IS NULL THEN
            EXECUTE format('REVOKE ALL ON %s FROM PUBLIC', v_right.name);
        ELSE
            EXECUTE format('REVOKE ALL ON %s FROM %I', v_right.name, v_right.grantee);
        END IF;
    END LOOP;
END;
$$;

COMMENT ON FUNCTION v1_hub.revoke_defaults() IS
'Takes back what default privileges have given away on the relations that an install makes: nobody '
'but the owner reads the logs, unless granted to afterwards.';

CREATE OR REPLACE FUNCTION v1_hub.plan_install(p_phases integer[])
RETURNS TABLE (ordinal integer, phase integer, title text, statement text, undo text)
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET jit = off -- compiling takes far longer than reading the catalogue
AS $$
DECLARE
    v_base CONSTANT integer := (SELECT coalesce(max(s.ordinal), 0) FROM v1_hub.step AS s);
    v_phases CONSTANT integer [] := ARRAY(
        SELECT f.phase FROM unnest(p_phases) AS f (phase)
        EXCEPT
        SELECT s.phase FROM v1_hub.step AS s
    );
BEGIN
    IF v_phases = '{}' THEN
        RETURN;
    END IF;
    PERFORM set_config(
        'v1_hub.log_columns',
        (SELECT jsonb_agg(to_jsonb(m)) FROM v1_hub.map_log_columns() AS m)::text,
        true
    );

    RETURN QUERY
    SELECT v_base + 1, 0, 'record how the tables are', v1_hub.record_ddl(v_phases, v_base + 2),
        NULL::text
    WHERE EXISTS (SELECT 1 FROM v1_hub.list_pending(v_phases));

    RETURN QUERY
    SELECT v_base + 2, 0, 'create the unified log v1_hub_activity_logs', v1_hub.log_table_ddl(),
        format('DROP TABLE %s;', v1_hub.hub_name('v1_hub_activity_logs'))
    WHERE v1_hub.hub_relation('v1_hub_activity_logs') IS NULL;

    RETURN QUERY
    SELECT
        v_base + 2 + p.place, p.phase,
        format(
            CASE p.treatment
                WHEN 'leaf' THEN 'adopt %s as a leaf of the unified log'
                WHEN 'whole' THEN 'move %s aside whole'
                WHEN 'fold' THEN 'fold %s into the unified log'
                ELSE 'copy %s into the audit log'
            END,
            p.table_name
        ),
        d.statement, d.undo
    FROM v1_hub.list_pending(v_phases) AS p
    CROSS JOIN LATERAL v1_hub.retire_ddl(p.table_name, p.treatment, v_phases) AS d
    ORDER BY p.place;

    RETURN QUERY
    SELECT v_base + 20, 1, 'merge three columns into v1_hub_proxies', d.statement, d.undo
    FROM v1_hub.merge_columns_ddl(v_phases) AS d
    WHERE 1 = ANY (v_phases);

    RETURN QUERY
    SELECT v_base + 21, 2, 'switch the audit log on', d.statement, d.undo
    FROM v1_hub.audit_ddl(v_phases) AS d
    WHERE d.statement IS NOT NULL;

    RETURN QUERY
    SELECT
        v_base + 22, 0, 'close what lies under the views', 'SELECT v1_hub.revoke_defaults();',
        NULL::text
    WHERE v_base = 0;

    PERFORM set_config('v1_hub.log_columns', '', true);
END;
$$;

COMMENT ON FUNCTION v1_hub.plan_install(integer[]) IS
'The steps that install these phases, or what is missing of them, in order; empty: nothing to do. '
'Read it under the locks of v1_hub.locks_needed: the statements hold for the catalogue as it is.';
