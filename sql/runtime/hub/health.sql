-- Whether the hub needs somebody: for monitoring, and for install.py health, which reads this.
CREATE OR REPLACE FUNCTION v1_hub.health(p_version text DEFAULT NULL)
RETURNS TABLE (
    name text, object text, value numeric, state text, finding text, remedy text
)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT 'stage', h.schema_name, NULL::numeric,
        CASE WHEN h.stage IN ('finishing', 'returning') THEN 'look' ELSE 'ok' END, h.stage,
        CASE h.stage
            WHEN 'finishing' THEN 'install.py install goes on with it'
            WHEN 'returning' THEN 'install.py rollback goes on with it'
            ELSE ''
        END
    FROM v1_hub.hub AS h
    UNION ALL
    SELECT 'version', h.schema_name, NULL,
        CASE WHEN p_version <> h.version THEN 'look' ELSE 'ok' END, h.version,
        CASE
            WHEN p_version <> h.version
                THEN format('this is %s: use the package that made the hub', p_version)
            ELSE ''
        END
    FROM v1_hub.hub AS h
    UNION ALL
    SELECT g.name, coalesce(v.object, ''), v.value, s.state,
        coalesce(to_char(v.value, 'FM999,999,999,999,990') || ' ' || g.unit, ''),
        CASE s.state WHEN 'ok' THEN '' ELSE replace(g.remedy, '%', v.object) END
    FROM (
        -- Beyond a mark is who has reached it; sign -1: small values are the bad ones.
        VALUES
        ('tables', 1, 1, 1, 'are gone', 'install.py verify says what to do'),
        ('retired names', 1, 1, 1, 'have no view', 'install.py verify says what to do'),
        ('ledger length', 1, 10000, 100000, 'changes wait', 'SELECT v1_hub.refresh_proxies();'),
        ('ledger age', 1, 3600, NULL, 's since the oldest', 'SELECT v1_hub.refresh_proxies();'),
        ('audit due', 1, 1, NULL, 'tables wait for their audit', 'install.py install'),
        (
            'audit months ahead', -1, 1, 0, 'months are ready',
            'SELECT * FROM v1_hub.audit_upkeep();'
        ),
        ('audit default rows', 1, 1, 1000000, 'rows', 'SELECT * FROM v1_hub.audit_upkeep();'),
        (
            'audit partitions', 1, 1, NULL, 'log no TRUNCATE of theirs',
            'SELECT * FROM v1_hub.audit_upkeep();'
        ),
        (
            'audit seal age', 1, 40, NULL, 'days since the last sealed month ended',
            'SELECT * FROM v1_hub.audit_seal();'
        ),
        (
            'sequences', 1, 70, 90, '% of its numbers are given',
            'roll back, make its column bigint, install again'
        ),
        ('dead rows', 1, 50, NULL, '% of its rows are dead', 'VACUUM %;')
    ) AS g (name, sign, look, act, unit, remedy)
    LEFT JOIN (
        SELECT w.*, row_number() OVER (PARTITION BY w.name ORDER BY w.value DESC, w.object) AS place
        FROM v1_hub.health_values() AS w
        WHERE w.value IS NOT NULL
    ) AS v ON v.name = g.name AND v.place = 1
    CROSS JOIN LATERAL (
        SELECT CASE
            WHEN g.sign * v.value >= g.sign * g.act THEN 'act'
            WHEN g.sign * v.value >= g.sign * g.look THEN 'look'
            ELSE 'ok'
        END AS state
    ) AS s;
$$;

COMMENT ON FUNCTION v1_hub.health(text) IS
'Each gauge with its worst object, its value, ok, look or act, and the remedy; value is NULL where
there is nothing to measure. p_version: of a package that looks at the hub, to be compared. Only
reads, also on a standby; the caller needs USAGE on schema v1_hub and SELECT on what is measured.';
