-- Adoption: the table itself becomes a leaf of the log, or moves aside whole; nothing is copied.
CREATE OR REPLACE FUNCTION v1_hub.adopt_ddl(
    p_table_name text, p_treatment text, p_phases integer[]
)
RETURNS TABLE (statement text, undo text)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $template$
    SELECT
        concat_ws(
            E'\n\n',
            v1_hub.unbind_ddl(c.oid, false),
            v1_hub.sequence_ddl(c.oid, NULL),
            v1_hub.usage_ddl(c.oid),
            CASE p_treatment
                WHEN 'leaf' THEN v1_hub.join_log_ddl(p_table_name, false)
                ELSE format('ALTER TABLE %s SET SCHEMA v1_hub;', c.oid::regclass)
            END,
            v1_hub.plain_view_ddl(p_table_name),
            v1_hub.bind_ddl(c.oid, false, p_phases)
        ),
        concat_ws(
            E'\n\n',
            CASE WHEN p_treatment = 'leaf' THEN v1_hub.leave_log_ddl(p_table_name) END,
            format('ALTER TABLE v1_hub.%I SET SCHEMA %I;', p_table_name, v1_hub.hub_schema()),
            v1_hub.sequence_ddl(c.oid, c.oid::regclass::text)
        )
    FROM (SELECT v1_hub.hub_relation(p_table_name) AS oid) AS c
    WHERE c.oid IS NOT NULL;
$template$;

COMMENT ON FUNCTION v1_hub.adopt_ddl(text, text, integer[]) IS
'DDL that retires a table without copying a row (p_treatment leaf or whole), and its undo.';
