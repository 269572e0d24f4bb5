-- Rows of the audit log that upkeep would move to the partition of their month.
SELECT
    'v1_hub.v1_hub_audit_log_default' AS object,
    count(*) AS value
FROM v1_hub.v1_hub_audit_log_default AS d
WHERE
    d.changed_at >= '1900-01-01' AND d.changed_at < '10000-01-01'
    AND NOT EXISTS (
        SELECT FROM v1_hub.audit_seals AS s
        WHERE s.closed_at = date_trunc('month', d.changed_at) + interval '1 month'
    );
