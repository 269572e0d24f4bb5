-- Which columns feed the three merged columns of v1_hub_proxies, as this hub names them.
CREATE TABLE IF NOT EXISTS v1_hub.summary_name (
    table_name text NOT NULL,
    role text NOT NULL,
    legacy_name text NOT NULL,
    CONSTRAINT summary_name_pkey PRIMARY KEY (table_name, role)
);

COMMENT ON TABLE v1_hub.summary_name IS
'The part that a column plays in the summary of a proxy: link, number, address, time and so on.';

INSERT INTO v1_hub.summary_name (table_name, role, legacy_name)
VALUES
('v1_hub_proxies', 'address', 'server_ip'),
('v1_hub_proxy_ip_mapping', 'proxy', 'proxy_id'),
('v1_hub_proxy_ip_mapping', 'number', 'proxy_number'),
('v1_hub_proxy_ip_mapping', 'address', 'current_ip'),
('v1_hub_proxy_ip_mapping', 'time', 'updated_at'),
('v1_hub_proxy_heartbeat', 'proxy', 'proxy_id'),
('v1_hub_proxy_heartbeat', 'address', 'remote_ip'),
('v1_hub_proxy_heartbeat', 'time', 'updated_at'),
('v1_hub_proxy_usage', 'proxy', 'proxy_id'),
('v1_hub_proxy_usage', 'success', 'success'),
('v1_hub_proxy_usage', 'duration', 'response_time_ms'),
('v1_hub_proxy_usage', 'time', 'created_at')
ON CONFLICT (table_name, role) DO NOTHING;

CREATE OR REPLACE FUNCTION v1_hub.describe_source(p_table_name text)
RETURNS TABLE (role text, column_name text, type_name text, attnum smallint)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    -- Found under its legacy name before the install, under its log name after.
    SELECT
        n.role,
        quote_ident(coalesce(m.log_name, n.legacy_name)),
        format_type(a.atttypid, a.atttypmod),
        a.attnum
    FROM v1_hub.summary_name AS n
    LEFT JOIN v1_hub.list_log_columns() AS m
        ON m.table_name = n.table_name AND m.legacy_name = n.legacy_name AND NOT m.folded
    INNER JOIN pg_attribute AS a
        ON a.attrelid = v1_hub.hub_relation(n.table_name) AND a.attname = n.legacy_name
    LEFT JOIN pg_attribute AS k
        ON k.attrelid = v1_hub.hub_relation('v1_hub_proxies') AND k.attname = 'id'
    INNER JOIN pg_type AS t ON t.oid = a.atttypid
    WHERE
        n.table_name = p_table_name
        AND CASE n.role
            WHEN 'time' THEN a.atttypid IN (
                'timestamp'::regtype, 'timestamp with time zone'::regtype, 'date'::regtype
            )
            WHEN 'proxy' THEN a.atttypid = k.atttypid OR (
                a.atttypid IN ('smallint'::regtype, 'integer'::regtype, 'bigint'::regtype)
                AND k.atttypid IN ('smallint'::regtype, 'integer'::regtype, 'bigint'::regtype)
            )
            WHEN 'address' THEN t.typcategory IN ('S', 'I')
            ELSE true
        END;
$$;

COMMENT ON FUNCTION v1_hub.describe_source(text) IS
'Roles that a table of this hub can fill, as far as the types allow: the quoted column as it is '
'called once retired.';

CREATE OR REPLACE FUNCTION v1_hub.summary_parts(p_phases integer[])
RETURNS TABLE (part text, explanation text)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT
        p.part,
        CASE
            WHEN 1 <> ALL (p_phases) THEN 'phase 1 is left out'
            WHEN NOT EXISTS (
                SELECT 1
                FROM v1_hub.key_columns(v1_hub.hub_relation('v1_hub_proxies')) AS k
                HAVING count(*) = 1 AND min(k.column_name::text) = 'id'
            )
                THEN 'v1_hub_proxies has no primary key (id)'
            WHEN v1_hub.hub_relation(p.table_name) IS NULL
                THEN format('there is no table %s', p.table_name)
            WHEN
                p.part = 'last_heartbeat'
                AND NOT r.roles @> p.alternative
                AND NOT EXISTS (
                    SELECT 1
                    FROM v1_hub.describe_source('v1_hub_proxies') AS a
                    WHERE a.role = 'address'
                )
                THEN 'v1_hub_proxies has no server_ip to find heartbeats by'
            WHEN r.roles @> p.needed OR r.roles @> p.alternative THEN NULL
            ELSE format(
                'table %s lacks a column, or a fitting type of it: %s', p.table_name,
                array_to_string(p.needed, ', ')
            )
        END
    FROM (
        VALUES
            (
                'ip_history', 'v1_hub_proxy_ip_mapping',
                '{proxy,address,time}'::text [], '{proxy,address,time}'::text []
            ),
            (
                'last_heartbeat', 'v1_hub_proxy_heartbeat',
                '{address,time}'::text [], '{proxy,time}'::text []
            ),
            (
                'usage_stats', 'v1_hub_proxy_usage',
                '{proxy,time}'::text [], '{proxy,time}'::text []
            )
    ) AS p (part, table_name, needed, alternative)
    CROSS JOIN LATERAL (
        SELECT coalesce(array_agg(s.role), '{}') AS roles
        FROM v1_hub.describe_source(p.table_name) AS s
    ) AS r;
$$;

COMMENT ON FUNCTION v1_hub.summary_parts(integer[]) IS
'The merged columns, each with the reason why it cannot be filled in this hub, NULL where it can.';

CREATE OR REPLACE FUNCTION v1_hub.is_filled(p_part text, p_phases integer[])
RETURNS boolean
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT EXISTS (
        SELECT 1
        FROM v1_hub.summary_parts(p_phases) AS s
        WHERE s.part = p_part AND s.explanation IS NULL
    );
$$;

COMMENT ON FUNCTION v1_hub.is_filled(text, integer[]) IS
'Whether this hub can feed a merged column.';

CREATE OR REPLACE FUNCTION v1_hub.list_transitions(p_operation text)
RETURNS TABLE (sign integer, rows text)
LANGUAGE sql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT t.sign, t.rows
    FROM (VALUES (1, 'new_rows', 'DELETE'), (-1, 'old_rows', 'INSERT')) AS t (sign, rows, without)
    WHERE t.without <> p_operation;
$$;

COMMENT ON FUNCTION v1_hub.list_transitions(text) IS
'The transition tables of an operation: +1 what it adds, -1 what it takes away.';
