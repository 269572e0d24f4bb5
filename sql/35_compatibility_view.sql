-- The view under a retired name, and what it has in common whatever lies under it.
CREATE OR REPLACE FUNCTION v1_hub.view_attachments_ddl(p_relation regclass)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT
        concat_ws(
            E'\n',
            v1_hub.owner_ddl(c.relowner, c.relnamespace, 'VIEW ' || p_relation),
            v1_hub.default_ddl(p_relation, p_relation::text),
            v1_hub.rights_ddl(p_relation, p_relation::text),
            coalesce(
                v1_hub.comment_ddl(p_relation, 'VIEW', p_relation::text),
                format(
                    'COMMENT ON VIEW %s IS %L;', p_relation,
                    'Compatibility view of a retired table: reads and writes as the table did.'
                )
            )
        )
    FROM pg_class AS c
    WHERE c.oid = p_relation;
$$;

COMMENT ON FUNCTION v1_hub.view_attachments_ddl(regclass) IS
'Owner, defaults, rights and comments of a table, for the view that takes its name.';

CREATE OR REPLACE FUNCTION v1_hub.plain_view_ddl(p_table_name text)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $template$
    SELECT
        format(
            $ddl$CREATE VIEW %1$s%2$s AS
SELECT
%3$s
FROM v1_hub.%4$I AS l;
%5$s$ddl$,
            c.oid::regclass,
            v1_hub.view_options(c.oid),
            string_agg(
                CASE
                    WHEN m.log_name <> a.attname THEN format('    l.%I AS %I', m.log_name, a.attname)
                    ELSE format('    l.%I', a.attname)
                END,
                E',\n' ORDER BY a.attnum
            ),
            p_table_name,
            v1_hub.view_attachments_ddl(c.oid)
        )
    FROM (SELECT v1_hub.hub_relation(p_table_name) AS oid) AS c
    INNER JOIN pg_attribute AS a
        ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN v1_hub.list_log_columns() AS m
        ON m.table_name = p_table_name AND m.legacy_name = a.attname
    GROUP BY c.oid;
$template$;

COMMENT ON FUNCTION v1_hub.plain_view_ddl(text) IS
'A plain slice of one table, which PostgreSQL itself reads and writes through.';
