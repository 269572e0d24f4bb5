{% import 'steps/history/macros.sql' as h with context %}
-- Rows of the original that the audit log lacks: by retention, or since somebody dropped that log.
SELECT count(*) AS rows
FROM {{ leaf }} AS o
WHERE NOT EXISTS (
    SELECT 1
    FROM {{ audit_log }} AS a
    WHERE a.id = {{ h.id_to_log(id_column, 'o') }} AND a.source_id = {{ h.recorded('r.source_id', 8) }}
);
