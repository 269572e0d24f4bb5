-- What all runs of `install.py usage` have seen of each retired name since a moment (null: ever),
-- by role and kind of use, with the statement that was seen last.
WITH used AS (
    SELECT * FROM v1_hub.name_use
    WHERE last_seen >= coalesce(%(since)s::timestamp with time zone, '-infinity')
)

SELECT
    u.table_name AS name,
    u.role_name,
    u.action,
    (array_agg(u.query_id ORDER BY u.last_seen DESC, u.query_id ASC))[1] AS query_id,
    (array_agg(u.query ORDER BY u.last_seen DESC, u.query_id ASC))[1] AS query,
    sum(u.calls)::bigint AS calls,
    array(
        SELECT DISTINCT unnest(o.applications) AS application
        FROM used AS o
        WHERE (o.table_name, o.role_name, o.action) = (u.table_name, u.role_name, u.action)
        ORDER BY application
    ) AS applications,
    min(u.first_seen) AS first_seen,
    max(u.last_seen) AS last_seen
FROM used AS u
GROUP BY u.table_name, u.role_name, u.action
ORDER BY u.table_name ASC, max(u.last_seen) DESC, u.role_name ASC, u.action ASC;
