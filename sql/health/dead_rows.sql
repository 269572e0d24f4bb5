-- Dead rows of the hub's tables in per cent of all, where there are a hundred thousand or more.
SELECT
    format('%%I.%%I', t.schemaname, t.relname) AS object,
    100.0 * t.n_dead_tup / (t.n_dead_tup + t.n_live_tup) AS value
FROM pg_stat_all_tables AS t
WHERE
    t.n_dead_tup >= 100000
    AND (t.schemaname = 'v1_hub' OR t.schemaname = %(schema)s AND t.relname = any(%(names)s));
