-- Adds what a run has seen ($1, rows as JSON) at the moment $2 to v1_hub.name_use.
INSERT INTO v1_hub.name_use AS u (
    table_name, role_name, action, query_id, query, calls, counter, applications, first_seen,
    last_seen
)
SELECT
    s.table_name,
    s.role_name,
    s.action,
    s.query_id,
    s.query,
    -- Fewer than before, or the statistics begun anew: all of them are new.
    CASE
        WHEN s.anew OR o.counter IS NULL OR s.calls < o.counter THEN s.calls
        ELSE s.calls - o.counter
    END AS calls,
    s.calls AS counter,
    (
        SELECT coalesce(array_agg(DISTINCT a.name ORDER BY a.name), '{}')
        FROM unnest(s.applications || o.applications) AS a (name)
    ) AS applications,
    least(s.since, $2),
    $2
FROM jsonb_to_recordset($1::jsonb) AS s (
    table_name text,
    role_name text,
    action text,
    query_id bigint,
    query text,
    calls bigint,
    anew boolean,
    applications text[],
    since timestamp with time zone
)
LEFT JOIN v1_hub.name_use AS o
    ON
        (s.table_name, s.role_name, s.action, s.query_id)
        = (o.table_name, o.role_name, o.action, o.query_id)
ON CONFLICT (table_name, role_name, action, query_id) DO UPDATE
    SET
        calls = u.calls + excluded.calls,
        counter = excluded.counter,
        applications = excluded.applications,
        last_seen = CASE WHEN excluded.calls > 0 THEN excluded.last_seen ELSE u.last_seen END;
