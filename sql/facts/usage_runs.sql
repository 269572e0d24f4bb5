-- Since when, until when and how often v1_hub.name_use was brought up to date. A run is blind that
-- saw no statistics, or not every statement.
SELECT
    min(r.ran_at) FILTER (WHERE r.statements > 0 AND r.hidden = 0) AS first_run,
    max(r.ran_at) AS last_run,
    count(*) AS runs,
    coalesce(
        (array_agg(r.statements = 0 OR r.hidden > 0 ORDER BY r.ran_at DESC))[1], FALSE
    ) AS blind
FROM v1_hub.usage_run AS r;
