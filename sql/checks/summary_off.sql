-- Whether the merged columns are switched off: v1_hub.summary_disable().
SELECT coalesce(bool_and(t.tgenabled = 'D'), FALSE) AS is_off
FROM pg_trigger AS t
INNER JOIN pg_proc AS p ON t.tgfoid = p.oid AND p.pronamespace = 'v1_hub'::regnamespace
WHERE p.proname LIKE 'note\_%' AND t.tgparentid = 0
