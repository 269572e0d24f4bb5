-- What is ours is all that lies in our schemas now, as nothing else did at the beginning: relations and
-- columns first, then what hangs on them, then what hangs on that. A rollback drops this, and nothing
-- else.
INSERT INTO v1_hub.object (type, identity, fate)
{{ made }}
ON CONFLICT (type, identity) DO UPDATE SET fate = excluded.fate;
PREPARE v1_hub_name_ours AS
INSERT INTO v1_hub.object (type, identity)
SELECT
    o.type,
    o.identity
FROM (
{{ objects }}
) AS o
ON CONFLICT DO NOTHING;
EXECUTE v1_hub_name_ours;
EXECUTE v1_hub_name_ours;
DEALLOCATE v1_hub_name_ours;
