{% import 'steps/history/macros.sql' as h with context %}
-- Entries of an earlier install, whose rows the table has lost since it was given back: they stay in
-- the log, and are no history of this table any more.
DELETE FROM v1_hub.history_gone;
INSERT INTO v1_hub.history_gone (id)
SELECT a.id
FROM {{ audit_log }} AS a
WHERE
    a.source_id = {{ h.source(4) }}
    AND a.record_id IS NOT NULL
    AND (
        a.transaction_id < (
            SELECT r.cut_over_xid
            FROM v1_hub.retired AS r
            WHERE r.table_name = {{ table.entry.table_name | literal }}
        )
        OR a.transaction_id IS NULL
    )
    AND NOT EXISTS (
        SELECT 1
        FROM {{ leaf }} AS o
        WHERE {{ h.id_to_log(id_column, 'o') }} = a.id
    );
