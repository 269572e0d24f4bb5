-- The log of the audit, its settings and seals, and the log of runs, wait in v1_hub_retired for the next
-- install, without guards: the functions of their triggers go with schema v1_hub.
DO $v1_hub$
DECLARE
    v_table record;
BEGIN
    FOR v_table IN
        SELECT c.oid::regclass AS part, c.oid
        FROM pg_class AS c
        LEFT JOIN pg_partition_tree({{ log | literal }}) AS t ON t.relid = c.oid
        WHERE t.relid IS NOT NULL
            OR c.relnamespace = 'v1_hub'::regnamespace AND c.relkind = 'r'
            AND (c.relname LIKE 'audit\_%' OR c.relname = 'run')
        ORDER BY t.level
    LOOP
        EXECUTE coalesce((
            SELECT string_agg(format('DROP TRIGGER %I ON %s;', g.tgname, v_table.part), ' ')
            FROM pg_trigger AS g
            WHERE g.tgrelid = v_table.oid AND NOT g.tgisinternal AND g.tgparentid = 0
        ), '');
        EXECUTE format('ALTER TABLE %s SET SCHEMA v1_hub_retired', v_table.part);
    END LOOP;
END;
$v1_hub$;
