-- What works beside the hub in this database, and that an install cannot see through: event
-- triggers, and readers of the log of the server that no publication tells of.
SELECT
    'event triggers' AS object,
    format('%s: run within each of our statements, under the locks, too', string_agg(
        quote_ident(e.evtname), ', ' ORDER BY e.evtname
    )) AS finding,
    'Try it on a copy: an install tells how long it held its locks. Or ALTER EVENT TRIGGER ... '
    'DISABLE for as long as a command runs.' AS remedy
FROM pg_event_trigger AS e
WHERE e.evtenabled IN ('O', 'A') AND e.evtevent <> 'login'
HAVING count(*) > 0
UNION ALL
SELECT
    format('replication slot %I', s.slot_name),
    format('is read through %s: rows of a retired name come as those of its leaf', s.plugin),
    'Name the leaves, as v1_hub.proxy_usage, in what picks its tables; see docs/operations.md.'
FROM pg_replication_slots AS s
WHERE s.database = current_database() AND s.plugin <> 'pgoutput'
ORDER BY object;
