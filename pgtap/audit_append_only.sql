-- The log and its seals refuse UPDATE, DELETE and TRUNCATE, for the owner and for a replica too.
BEGIN;
SELECT plan(8);

INSERT INTO v1_hub_audit_log (table_name, action) VALUES ('kept', 'INSERT');
SELECT throws_ok(
    'UPDATE v1_hub_audit_log SET action = $$x$$',
    '42501',
    'UPDATE of public.v1_hub_audit_log is refused',
    'UPDATE'
);
SELECT throws_ok(
    'DELETE FROM v1_hub_audit_log',
    '42501',
    'DELETE of public.v1_hub_audit_log is refused',
    'DELETE'
);
SELECT throws_ok(
    'DELETE FROM v1_hub_audit_log WHERE FALSE', '42501',
    'DELETE of public.v1_hub_audit_log is refused', 'DELETE of nothing'
);
SELECT throws_ok(
    'TRUNCATE v1_hub_audit_log',
    '42501',
    'TRUNCATE of public.v1_hub_audit_log is refused',
    'TRUNCATE'
);
SELECT throws_like(
    format('TRUNCATE v1_hub.v1_hub_audit_log_%s', to_char(now(), 'YYYY_MM')),
    'TRUNCATE of v1_hub.v1_hub_audit_log_%', 'TRUNCATE of one partition'
);
SELECT throws_like(
    format('DELETE FROM v1_hub.v1_hub_audit_log_%s', to_char(now(), 'YYYY_MM')),
    'DELETE of v1_hub.v1_hub_audit_log_%', 'DELETE from one partition'
);
SET LOCAL session_replication_role = replica;
SELECT throws_ok(
    'DELETE FROM v1_hub_audit_log', '42501', 'DELETE of public.v1_hub_audit_log is refused',
    'also with session_replication_role = replica'
);
SELECT throws_ok(
    'TRUNCATE v1_hub.audit_seals', '42501', 'TRUNCATE of v1_hub.audit_seals is refused', 'the seals'
);

SELECT finish();
ROLLBACK;
