-- The INSERT of a big UPDATE statement, planned for its very rows and naming its very columns.
CREATE OR REPLACE FUNCTION v1_hub.audit_changed_sql(p_table oid)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT format('array_remove(ARRAY[%s], NULL)', string_agg(
        format(
            CASE
                WHEN t.oid = ANY ('{16,20,21,23,26,1082,1083,1114,1184,2950}'::oid[])
                    OR (t.oid IN (25, 1043) AND c.collisdeterministic)
                    THEN 'CASE WHEN p.o%1$s IS DISTINCT FROM p.n%1$s THEN %2$L END'
                ELSE 'CASE WHEN p.o%1$s::text COLLATE "C" IS DISTINCT FROM p.n%1$s::text THEN %2$L END'
            END,
            a.attnum, a.attname
        ),
        ', ' ORDER BY length(a.attname), a.attname COLLATE "C"
    ))
    FROM pg_attribute AS a
    INNER JOIN pg_type AS t ON t.oid = a.atttypid
    LEFT JOIN pg_collation AS c ON c.oid = a.attcollation
    WHERE a.attrelid = p_table AND a.attnum > 0 AND NOT a.attisdropped;
$$;

COMMENT ON FUNCTION v1_hub.audit_changed_sql(oid) IS
'An SQL expression: names of the columns that differ between p.o<n> and p.n<n>, by their text
where equality of the type is not identity.';

CREATE OR REPLACE FUNCTION v1_hub.audit_columns_sql(
    p_table oid, p_template text, p_separator text DEFAULT ', '
)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT string_agg(
        format(
            p_template, a.attnum, a.attname,
            CASE WHEN v1_hub.audit_is_exact(a.atttypid) THEN '::text' ELSE '' END
        ),
        p_separator ORDER BY a.attnum
    )
    FROM pg_attribute AS a
    WHERE a.attrelid = p_table AND a.attnum > 0 AND NOT a.attisdropped;
$$;

COMMENT ON FUNCTION v1_hub.audit_columns_sql(oid, text, text) IS
'The template once per column: %1$s its number, %2$I its name, %3$s a cast to text if exact.';

CREATE OR REPLACE FUNCTION v1_hub.audit_update_sql(p_table oid, p_summary boolean)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT format(
        $sql$
        INSERT INTO @hub@.v1_hub_audit_log (
            table_name, record_id, action, changed_by, changed_at, old_data, new_data,
            schema_name, record_key, old_key, source_id, happened_at, statement_at,
            transaction_id, session_role, application_name, client_addr, context,
            changed_columns, left_out, change_summary
        )
        SELECT
            w.args[2],
            CASE w.args[3]
                WHEN 'int4' THEN (r.k #>> '{}')::integer
                WHEN 'int8' THEN v1_hub.audit_record_id(r.k, 'int8')
            END,
            'UPDATE', w.actor, w.changed_at,
            CASE WHEN r.l IS NOT NULL THEN r.mo - r.l ELSE r.mo END,
            CASE WHEN r.l IS NOT NULL THEN r.mn - r.l ELSE r.mn END,
            w.args[1], r.k, CASE WHEN r.ok <> r.k THEN r.ok END, w.args[0]::integer,
            w.happened_at, w.statement_at, w.transaction_id, w.session_role, w.application,
            w.client, w.context, r.c, r.l, r.s
        FROM (
            SELECT
                $1 AS args, v1_hub.audit_current_names(%6$s, ($1)[0]::integer, ($1)[5]::text[]) AS keys,
                ($1)[6]::text[] AS ignored, x.secrets,
                left(coalesce(
                    nullif(current_setting('v1_hub.actor', true), ''),
                    nullif(current_setting('role'), 'none'), session_user
                ), 100) AS actor,
                now() AT TIME ZONE $2 AS changed_at, clock_timestamp() AS happened_at,
                statement_timestamp() AS statement_at, pg_current_xact_id() AS transaction_id,
                session_user AS session_role, current_setting('application_name') AS application,
                inet_client_addr() AS client,
                CASE WHEN current_setting('v1_hub.context', true) <> ''
                    THEN v1_hub.audit_context(current_setting('v1_hub.context'), x.secrets)
                END AS context
            FROM (
                SELECT ($1)[7]::text[] || v1_hub.audit_current_names(
                    %6$s, ($1)[0]::integer, ($1)[7]::text[]
                ) AS secrets
            ) AS x
            OFFSET 0
        ) AS w
        CROSS JOIN LATERAL (
            SELECT
                q.c, q.l, q.k, q.ok, q.s,
                CASE WHEN q.n ?| w.secrets THEN v1_hub.audit_mask(q.o, w.secrets) ELSE q.o END AS mo,
                CASE WHEN q.n ?| w.secrets THEN v1_hub.audit_mask(q.n, w.secrets) ELSE q.n END AS mn
            FROM (
                SELECT
                    i.c, i.o, i.n,
                    CASE WHEN pg_column_size(i.n) > 2000 THEN v1_hub.audit_left_out(i.n, i.c) END AS l,
                    CASE WHEN cardinality(w.keys) = 1 THEN i.n -> w.keys[1]
                        ELSE v1_hub.audit_key_of(i.n, w.keys) END AS k,
                    CASE WHEN cardinality(w.keys) = 1 THEN i.o -> w.keys[1]
                        ELSE v1_hub.audit_key_of(i.o, w.keys) END AS ok,
                    %5$s AS s
                FROM (
                    SELECT p.*, %3$s AS o, %4$s AS n
                    FROM (
                        SELECT p.*, %2$s AS c
                        FROM (
                            SELECT o.*, n.*
                            FROM (SELECT row_number() OVER () AS i, %7$s FROM old_rows AS t) AS o
                            INNER JOIN (
                                SELECT row_number() OVER () AS i, %8$s FROM new_rows AS t
                            ) AS n ON n.i = o.i
                        ) AS p
                        OFFSET 0
                    ) AS p
                    WHERE NOT p.c <@ w.ignored
                    OFFSET 0
                ) AS i
                OFFSET 0
            ) AS q
            OFFSET 0
        ) AS r
        $sql$,
        p_table::regclass,
        v1_hub.audit_changed_sql(p_table),
        format('(SELECT to_jsonb(e.*) FROM (SELECT %s) AS e)', v1_hub.audit_columns_sql(p_table, 'p.o%1$s%3$s AS %2$I')),
        format('(SELECT to_jsonb(e.*) FROM (SELECT %s) AS e)', v1_hub.audit_columns_sql(p_table, 'p.n%1$s%3$s AS %2$I')),
        CASE WHEN p_summary THEN format(
            $sum$v1_hub.audit_summary(
                'UPDATE',
                (SELECT row_to_json(e.*) FROM (SELECT %s) AS e),
                (SELECT row_to_json(e.*) FROM (SELECT %s) AS e),
                i.c, w.ignored, w.secrets
            )$sum$,
            v1_hub.audit_columns_sql(p_table, 'i.o%1$s AS %2$I'),
            v1_hub.audit_columns_sql(p_table, 'i.n%1$s AS %2$I')
        ) ELSE 'NULL::text' END,
        p_table,
        v1_hub.audit_columns_sql(p_table, 't.%2$I AS o%1$s'),
        v1_hub.audit_columns_sql(p_table, 't.%2$I AS n%1$s')
    );
$$;

COMMENT ON FUNCTION v1_hub.audit_update_sql(oid, boolean) IS
'The statement that logs old_rows and new_rows of one UPDATE of p_table; $1 is TG_ARGV, $2 the
TimeZone of the session. p_summary adds the change summary.';
