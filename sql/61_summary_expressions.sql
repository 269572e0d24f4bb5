-- The expressions of the summary in the names and types of this hub.
CREATE OR REPLACE FUNCTION v1_hub.source_column(p_table_name text, p_role text)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT s.column_name FROM v1_hub.describe_source(p_table_name) AS s WHERE s.role = p_role;
$$;

COMMENT ON FUNCTION v1_hub.source_column(text, text) IS
'Quoted column that plays a role, NULL where the hub has none.';

CREATE OR REPLACE FUNCTION v1_hub.heartbeat_join(p_proxy text, p_row text)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    -- By proxy_id where heartbeats have one, else by address; as text where the types differ.
    SELECT
        CASE
            WHEN v1_hub.source_column('v1_hub_proxy_heartbeat', 'proxy') IS NOT NULL
                THEN format(
                    '%s.id = %s.%s', p_proxy, p_row,
                    v1_hub.source_column('v1_hub_proxy_heartbeat', 'proxy')
                )
            WHEN h.family = p.family
                THEN format('%s.%s = %s.%s', p_proxy, p.column_name, p_row, h.column_name)
            ELSE format(
                '%s.%s::text = %s.%s::text', p_proxy, p.column_name, p_row, h.column_name
            )
        END
    FROM (
        SELECT
            max(s.column_name) AS column_name,
            max(regexp_replace(s.type_name, '\(.*', '')) AS family
        FROM v1_hub.describe_source('v1_hub_proxy_heartbeat') AS s
        WHERE s.role = 'address'
    ) AS h
    CROSS JOIN (
        SELECT
            max(s.column_name) AS column_name,
            max(regexp_replace(s.type_name, '\(.*', '')) AS family
        FROM v1_hub.describe_source('v1_hub_proxies') AS s
        WHERE s.role = 'address'
    ) AS p;
$$;

COMMENT ON FUNCTION v1_hub.heartbeat_join(text, text) IS
'Condition that joins a proxy to a heartbeat, p_proxy and p_row being their aliases.';

CREATE OR REPLACE FUNCTION v1_hub.mapping_order(p_row text)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT coalesce(
        (
            SELECT
                string_agg(
                    format('%s.%I', p_row, coalesce(m.log_name, k.column_name::text)),
                    ', ' ORDER BY k.place
                )
            FROM v1_hub.key_columns(v1_hub.hub_relation('v1_hub_proxy_ip_mapping')) AS k
            LEFT JOIN v1_hub.list_log_columns() AS m
                ON m.table_name = 'v1_hub_proxy_ip_mapping' AND m.legacy_name = k.column_name
        ),
        p_row || '::text'
    );
$$;

COMMENT ON FUNCTION v1_hub.mapping_order(text) IS
'SQL that orders mappings of the same time: by primary key, by the whole row where there is none.';

CREATE OR REPLACE FUNCTION v1_hub.mapping_document(p_row text)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT
        format(
            E'jsonb_build_object(%s\n            )',
            string_agg(
                format(
                    E'\n                %L, %s.%I%s', a.attname, p_row,
                    coalesce(m.log_name, a.attname::text),
                    -- jsonb refuses some of what json takes, \u0000 for one.
                    CASE WHEN v1_hub.audit_is_exact(a.atttypid) THEN '::text' END
                ),
                ',' ORDER BY a.attnum
            )
        )
    FROM pg_attribute AS a
    LEFT JOIN v1_hub.list_log_columns() AS m
        ON m.table_name = 'v1_hub_proxy_ip_mapping' AND m.legacy_name = a.attname
    LEFT JOIN v1_hub.summary_name AS n
        ON n.table_name = 'v1_hub_proxy_ip_mapping' AND n.legacy_name = a.attname
    WHERE
        a.attrelid = v1_hub.hub_relation('v1_hub_proxy_ip_mapping')
        AND a.attnum > 0
        AND NOT a.attisdropped
        AND n.role IS DISTINCT FROM 'proxy'
        -- There it says that an address has gone.
        AND a.attname <> 'replaced_at';
$$;

COMMENT ON FUNCTION v1_hub.mapping_document(text) IS
'SQL that makes one mapping row, its proxy (and a replaced_at of its own) aside, a JSON object '
'with the legacy names; what would lose something as JSONB (json, hstore) is kept as text.';

CREATE OR REPLACE FUNCTION v1_hub.list_summary_settings()
RETURNS TABLE (name text, value text)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT s.name, s.value
    FROM (
        VALUES
            ('TimeZone', 'UTC'),
            ('DateStyle', 'ISO, MDY'),
            ('IntervalStyle', 'postgres'),
            ('bytea_output', 'hex'),
            ('extra_float_digits', '1')
    ) AS s (name, value)
    WHERE EXISTS (
        SELECT 1
        FROM v1_hub.retired_table AS t
        INNER JOIN pg_attribute AS a
            ON
                a.attrelid = v1_hub.hub_relation(t.table_name)
                AND a.attnum > 0
                AND NOT a.attisdropped
        INNER JOIN pg_type AS y ON y.oid = a.atttypid
        LEFT JOIN pg_type AS e ON e.oid = y.typelem AND y.typcategory = 'A'
        WHERE
            (
                t.table_name = 'v1_hub_proxy_ip_mapping'
                OR (
                    t.table_name = 'v1_hub_proxy_usage'
                    AND a.attname IN (
                        SELECT n.legacy_name FROM v1_hub.summary_name AS n WHERE n.role = 'time'
                    )
                )
            )
            AND coalesce(e.typtype, y.typtype) <> 'e'
            AND coalesce(e.oid, y.oid) NOT IN (
                'boolean'::regtype, 'smallint'::regtype, 'integer'::regtype, 'bigint'::regtype,
                'numeric'::regtype, 'text'::regtype, 'character varying'::regtype,
                'character'::regtype, 'uuid'::regtype, 'inet'::regtype, 'cidr'::regtype,
                'json'::regtype, 'jsonb'::regtype, 'date'::regtype,
                'time without time zone'::regtype, 'timestamp without time zone'::regtype
            )
    );
$$;

COMMENT ON FUNCTION v1_hub.list_summary_settings() IS
'Settings under which the JSON of the merged columns is made, so that it is the same whoever '
'writes; empty where every type reads the same under any session''s settings, as '
'in the reference hub.';

CREATE OR REPLACE FUNCTION v1_hub.summary_settings()
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT string_agg(format(E'\nSET %s = %L', s.name, s.value), '')
    FROM v1_hub.list_summary_settings() AS s;
$$;

COMMENT ON FUNCTION v1_hub.summary_settings() IS
'The settings as clauses of CREATE FUNCTION, each on a line; NULL where none is needed.';

CREATE OR REPLACE FUNCTION v1_hub.mapping_expression(p_proxy text)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $template$
    SELECT
        format(
            $sql$(
        SELECT coalesce(jsonb_agg(%1$s ORDER BY r.%2$s DESC NULLS LAST, %3$s), '[]')
        FROM v1_hub.v1_hub_proxy_ip_mapping AS r
        WHERE r.%4$s = %5$s
    )$sql$,
            v1_hub.mapping_document('r'),
            v1_hub.source_column('v1_hub_proxy_ip_mapping', 'time'),
            v1_hub.mapping_order('r'),
            v1_hub.source_column('v1_hub_proxy_ip_mapping', 'proxy'),
            p_proxy
        );
$template$;

COMMENT ON FUNCTION v1_hub.mapping_expression(text) IS
'SQL of the mapping rows that proxy p_proxy (an expression) has now, newest first.';

CREATE OR REPLACE FUNCTION v1_hub.time_type(p_table_name text)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT coalesce(
        (
            SELECT s.type_name
            FROM v1_hub.describe_source(p_table_name) AS s
            WHERE s.role = 'time'
        ),
        'timestamp without time zone'
    );
$$;

COMMENT ON FUNCTION v1_hub.time_type(text) IS
'Type of the time of a source table''s rows; timestamp where the hub keeps none.';

CREATE OR REPLACE FUNCTION v1_hub.usage_success(p_row text)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT coalesce(
        (
            SELECT format('%s.%s', p_row, s.column_name)
            FROM v1_hub.describe_source('v1_hub_proxy_usage') AS s
            WHERE s.role = 'success' AND s.type_name = 'boolean'
        ),
        'NULL::boolean'
    );
$$;

COMMENT ON FUNCTION v1_hub.usage_success(text) IS
'The flag that a use succeeded, NULL where the hub keeps none.';

CREATE OR REPLACE FUNCTION v1_hub.usage_duration(p_row text)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT coalesce(
        (
            SELECT format('%s.%s', p_row, s.column_name)
            FROM v1_hub.describe_source('v1_hub_proxy_usage') AS s
            WHERE
                s.role = 'duration'
                AND s.type_name ~ '^(smallint|integer|bigint|numeric)(\(.*\))?$'
        ),
        'NULL::integer'
    );
$$;

COMMENT ON FUNCTION v1_hub.usage_duration(text) IS
'The response time of a use in milliseconds, NULL where the hub keeps none.';

CREATE OR REPLACE FUNCTION v1_hub.last_use_expression(p_phases integer[])
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $template$
    SELECT coalesce(
        (
            SELECT
                format(
                    $sql$(
                SELECT u.%2$s
                FROM v1_hub.v1_hub_proxy_usage AS u
                WHERE u.%1$s = p_proxy_id AND u.%2$s IS NOT NULL
                ORDER BY u.%2$s DESC
                LIMIT 1
            )$sql$,
                    v1_hub.source_column('v1_hub_proxy_usage', 'proxy'),
                    v1_hub.source_column('v1_hub_proxy_usage', 'time')
                )
            WHERE v1_hub.is_filled('usage_stats', p_phases)
        ),
        'NULL'
    );
$template$;

COMMENT ON FUNCTION v1_hub.last_use_expression(integer[]) IS
'SQL of the last use of proxy p_proxy_id: an index on the time finds it without reading the log.';

CREATE OR REPLACE FUNCTION v1_hub.usage_hook_text(p_treatment text)
RETURNS text
LANGUAGE sql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $template$
    -- + is one use in this transaction, ++ more; t: apply_usage tells the first, v: it does not.
    SELECT format(
        $sql$    IF v_hook = '+' THEN
        PERFORM 1 FROM new_rows AS r%s LIMIT 1;
        IF found THEN
            v_hook := set_config('v1_hub.usage_hook', 't', true);
        END IF;
        RETURN NULL;
    ELSIF v_hook = '++' THEN
        -- Whose the first is cannot be known: a trigger or function may have written in between.
        v_hook := set_config('v1_hub.usage_hook', 'v', true);
    END IF;
$sql$,
        CASE WHEN p_treatment = 'leaf' THEN ' WHERE r.log_type = ''proxy_usage''' END
    );
$template$;

COMMENT ON FUNCTION v1_hub.usage_hook_text(text) IS
'PL/pgSQL of queue_usage_insert: leaves the single use of most transactions to apply_usage.';
