-- Partitions for the history of the last ten years; what is older goes to the default partition.
SELECT v1_hub.audit_make_months(min(o.changed_at), max(o.changed_at))
FROM {{ leaf }} AS o
WHERE o.changed_at BETWEEN localtimestamp - interval '10 years' AND localtimestamp
HAVING count(*) > 0;
