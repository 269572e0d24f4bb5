{% import 'steps/history/macros.sql' as h with context %}
-- Rows of the history that have the id of another: no table can hold them.
SELECT count(*) - count(DISTINCT a.id) AS rows
FROM {{ audit_log }} AS a
WHERE a.source_id = {{ h.recorded('r.source_id', 4) }} AND a.record_id IS NOT NULL;
