-- What pg_stat_statements, an extension in some schema, knows of this database.
SELECT
    coalesce(s.queryid, 0) AS query_id,
    s.query,
    coalesce(r.rolname::text, s.userid::text) AS role_name,
    sum(s.calls)::bigint AS calls,
    min((to_jsonb(s) ->> 'stats_since')::timestamptz) AS since,
    min(i.stats_reset) AS stats_reset
FROM %(home)s.pg_stat_statements AS s
INNER JOIN pg_database AS d ON s.dbid = d.oid AND d.datname = current_database()
CROSS JOIN %(home)s.pg_stat_statements_info AS i
LEFT JOIN pg_roles AS r ON s.userid = r.oid
GROUP BY s.queryid, s.query, s.userid, r.rolname
ORDER BY sum(s.calls) DESC, s.queryid;
