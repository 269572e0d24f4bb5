-- The INSERT of a big UPDATE statement, planned for its very rows and naming its very columns.
CREATE OR REPLACE FUNCTION v1_hub.audit_key_sql(p_image text, p_keys text[])
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT CASE cardinality(p_keys)
        WHEN 0 THEN 'NULL::jsonb'
        WHEN 1 THEN format('%s -> %L', p_image, p_keys[1])
        ELSE format('v1_hub.audit_key_of(%s, %L)', p_image, p_keys)
    END;
$$;

COMMENT ON FUNCTION v1_hub.audit_key_sql(text, text[]) IS
'An SQL expression: record_key of the image that p_image names.';

CREATE OR REPLACE FUNCTION v1_hub.audit_update_sql(
    p_table oid, p_args text[], p_summary boolean
)
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
            %1$L::varchar(63),
            %2$s,
            'UPDATE'::varchar(20), w.changed_by, w.changed_at,
            CASE WHEN i.l IS NULL THEN %3$s ELSE %3$s - i.l END,
            CASE WHEN i.l IS NULL THEN %4$s ELSE %4$s - i.l END,
            %5$L::text, %6$s, CASE WHEN i.c && %7$L AND %8$s <> %6$s THEN %8$s END,
            %9$L::integer, w.happened_at, w.statement_at, w.transaction_id, w.session_role,
            w.application_name, w.client_addr, w.context, i.c, i.l, %10$s
        FROM v1_hub.audit_who($1, %11$L) AS w
        CROSS JOIN (
            SELECT
                j.*, CASE WHEN pg_column_size(j.n) > 2000 THEN v1_hub.audit_left_out(j.n, j.c) END AS l
            FROM (
                SELECT q.*, %12$s AS o, %13$s AS n
                FROM (
                    SELECT p.*, %14$s AS c
                    FROM (
                        SELECT o.*, n.*
                        FROM (SELECT row_number() OVER () AS i, %15$s FROM old_rows AS t) AS o
                        INNER JOIN (SELECT row_number() OVER () AS k, %16$s FROM new_rows AS t) AS n
                            ON n.k = o.i
                    ) AS p
                    OFFSET 0
                ) AS q
                WHERE NOT q.c <@ %17$L
                OFFSET 0
            ) AS j
            OFFSET 0
        ) AS i
        $sql$,
        p_args[2],
        CASE p_args[3]
            WHEN 'int4' THEN format('nullif(%s, ''null'')::integer', v1_hub.audit_key_sql('i.n', k.keys))
            WHEN 'int8' THEN format(
                'CASE WHEN nullif(%1$s, ''null'')::bigint BETWEEN -2147483648 AND 2147483647
                THEN (%1$s)::integer END', v1_hub.audit_key_sql('i.n', k.keys)
            )
            ELSE 'NULL::integer'
        END,
        CASE WHEN k.masked = '{}' THEN 'i.o' ELSE format('v1_hub.audit_mask(i.o, %L)', k.masked) END,
        CASE WHEN k.masked = '{}' THEN 'i.n' ELSE format('v1_hub.audit_mask(i.n, %L)', k.masked) END,
        p_args[1],
        v1_hub.audit_key_sql('i.n', k.keys), k.keys, v1_hub.audit_key_sql('i.o', k.keys),
        p_args[0],
        CASE WHEN p_summary THEN format(
            $sum$v1_hub.audit_summary(
                'UPDATE', (SELECT row_to_json(e.*) FROM (SELECT %s) AS e),
                (SELECT row_to_json(e.*) FROM (SELECT %s) AS e), i.c, %L, %L
            )$sum$,
            v1_hub.audit_columns_sql(p_table, 'i.o%1$s AS %2$I'),
            v1_hub.audit_columns_sql(p_table, 'i.n%1$s AS %2$I'), p_args[6], k.masked
        ) ELSE 'NULL::text' END,
        p_args[7],
        format(
            '(SELECT to_jsonb(e.*) FROM (SELECT %s) AS e)',
            v1_hub.audit_columns_sql(p_table, 'q.o%1$s%3$s AS %2$I')
        ),
        format(
            '(SELECT to_jsonb(e.*) FROM (SELECT %s) AS e)',
            v1_hub.audit_columns_sql(p_table, 'q.n%1$s%3$s AS %2$I')
        ),
        v1_hub.audit_changed_sql(p_table),
        v1_hub.audit_columns_sql(p_table, 't.%2$I AS o%1$s'),
        v1_hub.audit_columns_sql(p_table, 't.%2$I AS n%1$s'),
        p_args[6]
    )
    FROM (
        SELECT
            v1_hub.audit_current_names(p_table, p_args[0]::integer, p_args[5]::text[]) AS keys,
            ARRAY(
                SELECT a.attname::text
                FROM pg_attribute AS a
                WHERE a.attrelid = p_table AND a.attnum > 0 AND NOT a.attisdropped
                    AND (
                        a.attname = ANY (p_args[7]::text[])
                        OR a.attname = ANY (v1_hub.audit_current_names(
                            p_table, p_args[0]::integer, p_args[7]::text[]
                        ))
                    )
            ) AS masked
    ) AS k;
$$;

COMMENT ON FUNCTION v1_hub.audit_update_sql(oid, text[], boolean) IS
'The statement that logs old_rows and new_rows of one UPDATE of p_table, whose trigger has the
arguments p_args; $1 is the TimeZone of the session. p_summary adds the change summary.';
