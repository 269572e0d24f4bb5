-- What the merged columns must say, computed from the leaves: fills them once, and verifies them.
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

CREATE OR REPLACE FUNCTION v1_hub.heartbeat_join(p_row text)
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
                    'p.id = %s.%s', p_row, v1_hub.source_column('v1_hub_proxy_heartbeat', 'proxy')
                )
            WHEN h.family = p.family
                THEN format('p.%s = %s.%s', p.column_name, p_row, h.column_name)
            ELSE format('p.%s::text = %s.%s::text', p.column_name, p_row, h.column_name)
        END
    FROM (
        SELECT s.column_name, regexp_replace(s.type_name, '\(.*', '') AS family
        FROM v1_hub.describe_source('v1_hub_proxy_heartbeat') AS s
        WHERE s.role = 'address'
    ) AS h
    FULL JOIN (
        SELECT s.column_name, regexp_replace(s.type_name, '\(.*', '') AS family
        FROM v1_hub.describe_source('v1_hub_proxies') AS s
        WHERE s.role = 'address'
    ) AS p ON true;
$$;

COMMENT ON FUNCTION v1_hub.heartbeat_join(text) IS
'Condition that joins proxies p to a heartbeat, p_row being its alias.';

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
                    E'\n                %L, %s.%I', a.attname, p_row,
                    coalesce(m.log_name, a.attname::text)
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
        AND n.role IS DISTINCT FROM 'proxy';
$$;

COMMENT ON FUNCTION v1_hub.mapping_document(text) IS
'SQL that makes one mapping row, its proxy aside, a JSON object with the legacy names.';

CREATE OR REPLACE FUNCTION v1_hub.heartbeat_type()
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT coalesce(
        (
            SELECT s.type_name
            FROM v1_hub.describe_source('v1_hub_proxy_heartbeat') AS s
            WHERE s.role = 'time'
        ),
        'timestamp without time zone'
    );
$$;

COMMENT ON FUNCTION v1_hub.heartbeat_type() IS
'Type of last_heartbeat: that of the heartbeat''s time.';

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
            WHERE s.role = 'duration' AND s.type_name ~ '^(smallint|integer|bigint|numeric)'
        ),
        'NULL::integer'
    );
$$;

COMMENT ON FUNCTION v1_hub.usage_duration(text) IS
'The response time of a use in milliseconds, NULL where the hub keeps none.';

CREATE OR REPLACE FUNCTION v1_hub.usage_document(
    p_total bigint, p_success bigint, p_failed bigint, p_duration numeric, p_timed bigint,
    p_last_used_at jsonb
)
RETURNS jsonb
LANGUAGE sql
IMMUTABLE
AS $$
    SELECT
        CASE
            WHEN p_total = 0 THEN '{}'::pg_catalog.jsonb
            ELSE pg_catalog.jsonb_build_object(
                'total', p_total,
                'success', p_success,
                'failed', p_failed,
                'average_response_ms', pg_catalog.round(p_duration / nullif(p_timed, 0), 2),
                'response_ms', p_duration,
                'responses', p_timed,
                'last_used_at', p_last_used_at
            )
        END;
$$;

COMMENT ON FUNCTION v1_hub.usage_document(bigint, bigint, bigint, numeric, bigint, jsonb) IS
'usage_stats of a proxy: uses, successes, failures, the average response in milliseconds with the '
'sum and number that it comes from, and the last use.';

CREATE OR REPLACE FUNCTION v1_hub.summary_view_ddl(p_phases integer[])
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $template$
    WITH parts AS (
        SELECT
            bool_or(s.part = 'ip_history' AND s.explanation IS NULL) AS has_mapping,
            bool_or(s.part = 'last_heartbeat' AND s.explanation IS NULL) AS has_heartbeat,
            bool_or(s.part = 'usage_stats' AND s.explanation IS NULL) AS has_usage
        FROM v1_hub.summary_parts(p_phases) AS s
    )

    SELECT
        format(
            $ddl$CREATE VIEW v1_hub.proxy_summary AS
SELECT
    p.id,
    %2$s AS ip_history,
    %3$s AS last_heartbeat,
    %4$s AS usage_stats
FROM %1$s AS p%5$s%6$s;
COMMENT ON VIEW v1_hub.proxy_summary IS
'The three merged columns of v1_hub_proxies as the leaves have them now; addresses that were '
'replaced, which only ip_history itself remembers, aside.';$ddl$,
            v1_hub.hub_name('v1_hub_proxies'),
            CASE WHEN has_mapping THEN 'coalesce(m.documents, ''[]'')' ELSE '''[]''::jsonb' END,
            CASE
                WHEN has_heartbeat THEN format(
                    $sql$(
        SELECT max(r.%1$s)
        FROM v1_hub.v1_hub_proxy_heartbeat AS r
        WHERE %2$s
    )$sql$,
                    v1_hub.source_column('v1_hub_proxy_heartbeat', 'time'),
                    v1_hub.heartbeat_join('r')
                )
                ELSE 'NULL::' || v1_hub.heartbeat_type()
            END,
            CASE WHEN has_usage THEN 'coalesce(u.stats, ''{}'')' ELSE '''{}''::jsonb' END,
            CASE WHEN has_mapping THEN format(
                $sql$
LEFT JOIN (
    SELECT
        r.%2$s AS proxy_id,
        jsonb_agg(
            %3$s
            ORDER BY r.%4$s DESC NULLS LAST, %5$s
        ) AS documents
    FROM v1_hub.%1$s AS r
    GROUP BY r.%2$s
) AS m ON m.proxy_id = p.id$sql$,
                'v1_hub_proxy_ip_mapping',
                v1_hub.source_column('v1_hub_proxy_ip_mapping', 'proxy'),
                v1_hub.mapping_document('r'),
                v1_hub.source_column('v1_hub_proxy_ip_mapping', 'time'),
                v1_hub.mapping_order('r')
            ) END,
            CASE WHEN has_usage THEN format(
                $sql$
LEFT JOIN (
    SELECT
        r.%1$s AS proxy_id,
        v1_hub.usage_document(
            count(*),
            count(*) FILTER (WHERE %2$s),
            count(*) FILTER (WHERE NOT %2$s),
            coalesce(sum(%3$s), 0),
            count(%3$s),
            to_jsonb(max(r.%4$s))
        ) AS stats
    FROM v1_hub.v1_hub_proxy_usage AS r
    GROUP BY r.%1$s
) AS u ON u.proxy_id = p.id$sql$,
                v1_hub.source_column('v1_hub_proxy_usage', 'proxy'),
                v1_hub.usage_success('r'),
                v1_hub.usage_duration('r'),
                v1_hub.source_column('v1_hub_proxy_usage', 'time')
            ) END
        )
    FROM parts;
$template$;

COMMENT ON FUNCTION v1_hub.summary_view_ddl(integer[]) IS
'CREATE VIEW of v1_hub.proxy_summary, for the parts that this hub can fill.';
