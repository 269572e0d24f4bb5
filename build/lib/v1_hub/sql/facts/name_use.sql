-- What all runs of `install.py usage` have seen of each retired name.
SELECT
    u.table_name AS name,
    u.role_name,
    u.action,
    u.query_id,
    u.query,
    u.calls,
    u.applications,
    u.first_seen,
    u.last_seen
FROM v1_hub.name_use AS u
ORDER BY u.table_name ASC, u.last_seen DESC, u.role_name ASC, u.action ASC, u.query_id ASC;
