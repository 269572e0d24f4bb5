-- Since when, until when and how often v1_hub.name_use was brought up to date.
SELECT
    min(r.ran_at) AS first_run,
    max(r.ran_at) AS last_run,
    count(*) AS runs
FROM v1_hub.usage_run AS r;
