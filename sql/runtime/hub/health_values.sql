-- What v1_hub.health() measures: each gauge with its objects and their values.
CREATE OR REPLACE FUNCTION v1_hub.health_guarded()
RETURNS TABLE (name text, object text, value numeric)
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF to_regclass('v1_hub.proxy_change') IS NOT NULL THEN
        RETURN QUERY
        SELECT g.name, 'v1_hub.proxy_change', g.value
        FROM (
            SELECT count(*)::numeric AS changes,
                extract(EPOCH FROM statement_timestamp() - min(p.noted_at)) AS age
            FROM v1_hub.proxy_change AS p
            WHERE p.noted_at < 'infinity'
        ) AS c
        CROSS JOIN LATERAL (
            VALUES ('ledger length', c.changes), ('ledger age', greatest(c.age, 0))
        ) AS g (name, value);
    END IF;
    IF to_regclass('v1_hub.retired') IS NOT NULL THEN
        RETURN QUERY
        SELECT 'retired names', coalesce(min(n.name), ''), count(*)::numeric
        FROM v1_hub.retired AS r
        CROSS JOIN LATERAL format('%I.%I', {{ hub | literal }}, r.table_name) AS n (name)
        WHERE r.dropped_at IS NULL AND to_regclass(n.name) IS NULL;
    END IF;
    IF to_regclass('v1_hub.audit_seals') IS NULL THEN
        RETURN; -- the months want it, too
    END IF;
    RETURN QUERY
    SELECT 'audit seal age', 'v1_hub.audit_seals',
        extract(EPOCH FROM localtimestamp - max(s.closed_at)) / 86400
    FROM v1_hub.audit_seals AS s;
    IF to_regclass('v1_hub.v1_hub_audit_log_default') IS NOT NULL THEN
        RETURN QUERY
        SELECT 'audit default rows', 'v1_hub.v1_hub_audit_log_default', coalesce(sum(m.row_count), 0)
        FROM v1_hub.audit_default_months() AS m;
    END IF;
END;
$$;

COMMENT ON FUNCTION v1_hub.health_guarded() IS
'Gauges of tables that may not be there: changes of proxies that no apply has taken yet, and for how
many seconds the oldest waits; retired names that have no view and were not dropped for good; days
since the last seal; rows that wait for a month. None of a table that was not made, or was dropped.';

CREATE OR REPLACE FUNCTION v1_hub.health_values()
RETURNS TABLE (name text, object text, value numeric)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT g.name, g.object, g.value FROM v1_hub.health_guarded() AS g
    UNION ALL
    SELECT 'tables', coalesce(min(t.name), ''), count(*)
    FROM v1_hub.hub AS h
    CROSS JOIN LATERAL unnest(
        '{v1_hub.retired, v1_hub.log_column, v1_hub.object, v1_hub.audit_tables, v1_hub.audit_seals}'
        || ARRAY['{{ hub | ident }}.v1_hub_audit_log', 'v1_hub.v1_hub_audit_log_default']
        || CASE WHEN num_nonnulls(h.merged ->> 'mapping', h.merged ->> 'heartbeat', h.merged ->> 'usage') > 0
            THEN '{v1_hub.proxy_change}' END::text []
    ) AS t (name)
    WHERE to_regclass(t.name) IS NULL
    UNION ALL
    -- How many of its numbers a sequence has given, in per cent of what its column holds.
    SELECT 'sequences', format('%I.%I', n.nspname, q.relname),
        -- A type of n bytes holds so many; text, and numeric, any.
        100.0 * pg_sequence_last_value(s.seqrelid)
        / least(s.seqmax, CASE WHEN a.attlen > 0 THEN 2::numeric ^ (8 * a.attlen - 1) END)
    FROM pg_sequence AS s
    INNER JOIN pg_class AS q ON q.oid = s.seqrelid
    INNER JOIN pg_namespace AS n ON n.oid = q.relnamespace
    -- The column that owns it, and those whose default takes from it.
    INNER JOIN (
        SELECT d.objid AS sequence, d.refobjid AS relation, d.refobjsubid AS attribute
        FROM pg_depend AS d
        WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass
            AND d.deptype IN ('a', 'i')
        UNION
        SELECT d.refobjid, f.adrelid, f.adnum
        FROM pg_depend AS d
        INNER JOIN pg_attrdef AS f ON f.oid = d.objid
        WHERE d.classid = 'pg_attrdef'::regclass AND d.refclassid = 'pg_class'::regclass
    ) AS u ON u.sequence = s.seqrelid
    INNER JOIN pg_attribute AS a ON a.attrelid = u.relation AND a.attnum = u.attribute
    INNER JOIN pg_class AS c ON c.oid = u.relation
    WHERE s.seqincrement > 0
        AND NOT s.seqcycle
        AND has_sequence_privilege(s.seqrelid, 'SELECT, USAGE')
        AND pg_sequence_last_value(s.seqrelid) IS NOT NULL
        AND (
            c.relnamespace = 'v1_hub'::regnamespace
            OR c.relnamespace = '{{ hub | ident }}'::regnamespace
            AND c.relname = ANY ({{ kept | literal }})
        )
    UNION ALL
    SELECT 'audit due', 'v1_hub.hub', cardinality(h.audit_due) FROM v1_hub.hub AS h
    UNION ALL
    SELECT 'audit months ahead', '{{ hub | ident }}.v1_hub_audit_log', count(*)
    FROM pg_inherits AS i
    INNER JOIN pg_class AS c ON c.oid = i.inhrelid
    WHERE i.inhparent = to_regclass('{{ hub | ident }}.v1_hub_audit_log')
        AND c.relname ~ '_[0-9]{4}_[0-9]{2}$'
        AND right(c.relname, 7) > to_char(localtimestamp, 'YYYY_MM')
    HAVING to_regclass('{{ hub | ident }}.v1_hub_audit_log') IS NOT NULL
    UNION ALL
    -- Those that got the row triggers of their parent, and not the one that sees a TRUNCATE.
    SELECT 'audit partitions', coalesce(min(p.relid::text), ''), count(*)
    FROM pg_trigger AS t
    INNER JOIN pg_class AS c ON c.oid = t.tgrelid AND c.relkind = 'p'
    CROSS JOIN LATERAL v1_hub.audit_parts(t.tgrelid) AS p
    WHERE t.tgfoid = to_regprocedure('v1_hub.audit_truncate()') AND p.isleaf
        AND NOT EXISTS (SELECT FROM pg_trigger AS g WHERE g.tgrelid = p.relid AND g.tgfoid = t.tgfoid)
    UNION ALL
    SELECT 'dead rows', format('%I.%I', t.schemaname, t.relname),
        100.0 * t.n_dead_tup / (t.n_dead_tup + t.n_live_tup)
    FROM pg_stat_all_tables AS t
    WHERE t.n_dead_tup >= 100000
        AND (
            t.schemaname = 'v1_hub'
            OR format('%I', t.schemaname) = '{{ hub | ident }}' AND t.relname = ANY ({{ kept | literal }})
        );
$$;

COMMENT ON FUNCTION v1_hub.health_values() IS
'What health() judges: the value of each gauge for each of its objects; of sequences only those that
the caller may read.';
