-- Since when and until when v1_hub.name_use was brought up to date. A run is blind that
-- saw no statistics, or not every statement; it begins anew where a reset has lost more than a day.
WITH run AS (
    SELECT
        r.ran_at,
        r.statements = 0 OR r.hidden > 0 AS blind,
        r.statistics_since <> lag(r.statistics_since) OVER before
        AND r.statistics_since - lag(r.ran_at) OVER before > interval '1 day' AS anew
    FROM v1_hub.usage_run AS r
    WINDOW before AS (ORDER BY r.ran_at)
),

begun AS (
    SELECT coalesce(max(r.ran_at), '-infinity') AS at
    FROM run AS r
    WHERE r.anew
)

SELECT
    min(r.ran_at) FILTER (WHERE NOT r.blind AND r.ran_at >= b.at) AS first_run,
    max(r.ran_at) AS last_run,
    coalesce((array_agg(r.blind ORDER BY r.ran_at DESC))[1], FALSE) AS blind
FROM run AS r
CROSS JOIN begun AS b;
