-- What comes late for a sealed month breaks no seal and keeps its time; a dropped month stays so.
BEGIN;
SELECT plan(6);

INSERT INTO v1_hub_audit_log (table_name, action, changed_at)
SELECT
    'late',
    'EARLY',
    m.at
FROM unnest('{2001-01-05,2001-02-05}'::timestamp[]) AS m (at);
SELECT v1_hub.audit_upkeep();
SELECT v1_hub.audit_seal();
-- A copy by replication has no trigger of a month that was sealed after it began.
DROP TRIGGER audit_divert ON v1_hub.v1_hub_audit_log_2001_02;
SELECT v1_hub.audit_seal();
INSERT INTO v1_hub_audit_log (table_name, action, changed_at, context)
VALUES
('late', 'LATE', '2001-02-06 07:08', '{"why": "slow"}'),
('late', 'LATE', '2001-01-06', '[1]');
SELECT is_empty(
    $$ SELECT * FROM v1_hub.audit_check() WHERE partition_name LIKE '%2001%' $$, 'the seal holds'
);
SELECT results_eq(
    $$
    SELECT context FROM v1_hub_audit_log
    WHERE action = 'LATE' AND changed_at > localtimestamp - interval '1 day' ORDER BY id
    $$,
    $$
    VALUES ('{"why": "slow", "changed_at": "2001-02-06T07:08:00"}'::jsonb),
    ('{"context": [1], "changed_at": "2001-01-06T00:00:00"}')
    $$,
    'the row is in the open month, its own time in the context'
);
SELECT throws_like(
    'TRUNCATE v1_hub.v1_hub_audit_log_2001_02', 'TRUNCATE of %', 'the sealed month is guarded'
);
SELECT v1_hub.audit_retain('20 years');
INSERT INTO v1_hub_audit_log (table_name, action, changed_at)
VALUES ('late', 'LATER', '2001-02-07');
SELECT v1_hub.audit_upkeep();
SELECT is(
    (
        SELECT count(*) FROM v1_hub.v1_hub_audit_log_default
        WHERE action = 'LATER'
    ), 1::bigint,
    'for a month that was dropped it stays in the default partition'
);
SELECT is_empty(
    $$ SELECT * FROM v1_hub.audit_check() WHERE partition_name LIKE '%2001%' $$, 'all seals hold'
);
SELECT is(to_regclass('v1_hub.v1_hub_audit_log_2001_02'), NULL, 'the month is not made again');

SELECT finish();
ROLLBACK;
