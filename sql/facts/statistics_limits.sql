-- What keeps pg_stat_statements from seeing everything.
SELECT
    current_setting('pg_stat_statements.track', TRUE) AS track,
    current_setting('pg_stat_statements.track_utility', TRUE) AS track_utility,
    i.dealloc,
    i.stats_reset,
    pg_has_role(current_user, 'pg_read_all_stats', 'USAGE') AS reads_all
FROM %(home)s.pg_stat_statements_info AS i;
