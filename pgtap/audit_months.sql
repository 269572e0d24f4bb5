-- Months: the net that never blocks, sealing, the first row tampered with, retention that says so.
BEGIN;
SELECT plan(17);

-- Whatever the session takes a backslash for, and somebody checks.
SET LOCAL standard_conforming_strings = off;
SET LOCAL escape_string_warning = off;
ALTER TABLE v1_hub_audit_log ADD CONSTRAINT named CHECK (table_name <> '');

SELECT is(
    (
        SELECT count(*) >= 4 FROM pg_partition_tree('v1_hub_audit_log') AS t
        WHERE t.isleaf
    ), TRUE,
    'partitions are made ahead'
);
-- The hub's own old history may wait there, too.
SELECT v1_hub.audit_upkeep();
INSERT INTO v1_hub_audit_log (table_name, action, record_id, changed_at, new_data)
SELECT
    'old',
    'INSERT',
    g,
    timestamp '2001-01-15' + g * interval '1 day',
    jsonb_build_object('g', g)
FROM generate_series(1, 60) AS g;
SELECT is(
    (
        SELECT count(*) FROM v1_hub.v1_hub_audit_log_default
        WHERE table_name = 'old'
    ), 60::bigint,
    'rows of a month without a partition are taken'
);
SELECT is((v1_hub.audit_upkeep()).rows_moved, 60::bigint, 'and moved by audit_upkeep');
SELECT is(
    (
        SELECT count(*) FROM v1_hub.v1_hub_audit_log_2001_02
        WHERE table_name = 'old'
    ), 28::bigint,
    'to their month'
);
SELECT is((v1_hub.audit_upkeep()).rows_moved, 0::bigint, 'once');
SELECT throws_like(
    'DELETE FROM v1_hub.v1_hub_audit_log_2001_02', 'DELETE of %', 'the new partition is guarded'
);
SELECT
    is_empty(
        $$ SELECT * FROM v1_hub.audit_retain('20 years') $$, 'unsealed months are never dropped'
    );
SELECT is(
    (
        SELECT count(*) FROM v1_hub.audit_seal()
        WHERE partition_name LIKE '%2001%'
    ), 3::bigint,
    'audit_seal seals closed months'
);
SELECT
    is_empty(
        'SELECT * FROM v1_hub.audit_check() WHERE partition_name LIKE $$%2001%$$', 'all is well'
    );

ALTER TABLE v1_hub.v1_hub_audit_log_2001_02 DISABLE TRIGGER USER;
CREATE FUNCTION pg_temp.found(p_sql text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    v_found text;
BEGIN
    EXECUTE p_sql;
    SELECT l.new_data ->> 'g' || ' ' || c.finding INTO v_found
    FROM v1_hub.audit_check() AS c
    LEFT JOIN public.v1_hub_audit_log AS l ON l.id = c.log_id
    WHERE c.partition_name LIKE '%2001_02';
    RAISE EXCEPTION USING ERRCODE = 'P0009', MESSAGE = coalesce(v_found, 'nothing');
EXCEPTION
    WHEN SQLSTATE 'P0009' THEN
        RETURN SQLERRM;
END;
$$;
SELECT is(
    pg_temp.found($$
        UPDATE v1_hub.v1_hub_audit_log_2001_02 SET changed_by = 'other' WHERE record_id > 29
    $$), '30 altered', 'the first altered row is named'
);
SELECT is(
    pg_temp.found($$
        INSERT INTO v1_hub_audit_log (table_name, action, changed_at, new_data)
        VALUES ('old', 'INSERT', '2001-02-15', '{"g": "forged"}')
    $$), 'forged inserted', 'so is an inserted one'
);
SELECT isnt_empty(
    $$
    SELECT * FROM v1_hub.audit_check(repeat('ab', 32)) WHERE finding LIKE 'no seal has the noted hash%'
    $$, 'a hash kept elsewhere shows seals that were made anew'
);
SELECT throws_ok(
    $$ SELECT v1_hub.audit_retain('-20 years') $$, '22023', '-20 years is negative',
    'a slip of the sign drops nothing'
);
SELECT throws_ok(
    $$
    UPDATE v1_hub.v1_hub_audit_log_2001_02 SET changed_by = 'other' WHERE record_id > 29;
    SELECT v1_hub.audit_retain('20 years')
    $$, '55000',
    'month v1_hub_audit_log_2001_02 is not as it was sealed', 'what was tampered with stays'
);
ALTER TABLE v1_hub.v1_hub_audit_log_2001_02 ENABLE TRIGGER USER;
SELECT is(
    (SELECT count(*) FROM v1_hub.audit_export('2001-02-01')),
    28::bigint,
    'a month is exported as lines'
);
SELECT v1_hub.audit_retain('20 years');
SELECT results_eq(
    $$
    SELECT count(*) FILTER (WHERE table_name = 'old'),
        count(*) FILTER (WHERE action = 'RETAIN' AND table_name LIKE '%2001%')
    FROM v1_hub_audit_log
    $$,
    'VALUES (0::bigint, 3::bigint)', 'retention drops sealed months and says so in the log'
);

INSERT INTO v1_hub_audit_log (table_name, action, changed_at)
SELECT
    'older',
    'INSERT',
    timestamp '1980-01-01' + g * interval '1 month'
FROM generate_series(1, 130) AS g;
SELECT results_eq(
    $$ SELECT (v1_hub.audit_upkeep()).rows_moved FROM generate_series(1, 3) $$,
    'VALUES (120::bigint), (10), (0)', 'a default partition of many years is emptied bit by bit'
);

SELECT finish();
ROLLBACK;
