{% import 'steps/history/macros.sql' as h with context %}
-- Entries of an earlier install, whose rows the table has lost since it was given back: they stay in
-- the log, and are no history of this table any more.
DELETE FROM v1_hub.history_gone;
INSERT INTO v1_hub.history_gone (id)
SELECT a.id
FROM {{ audit_log }} AS a
WHERE
    a.source_id = {{ h.recorded('r.source_id', 4) }}
    AND a.record_id IS NOT NULL
    AND NOT ({{ h.is_since() }})
    AND NOT EXISTS (
        SELECT 1
        FROM {{ leaf }} AS o
        WHERE {{ h.id_to_log(id_column, 'o') }} = a.id
    );
