-- A partitioned table and a single leaf are logged once each, whichever name the statement aims at.
BEGIN;
SELECT plan(10);
-- The log's owner may be another than the tables', and must read them.
ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO public;
ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO public;

CREATE TABLE public.p (k int, id int, v text, PRIMARY KEY (k, id)) PARTITION BY LIST (k);
CREATE TABLE public.p1 PARTITION OF public.p FOR VALUES IN (1);
CREATE TABLE public.p2 PARTITION OF public.p FOR VALUES IN (2);
SELECT v1_hub.audit_enable('public.p');

INSERT INTO public.p VALUES (1, 1, 'a'), (2, 2, 'b');
INSERT INTO public.p1 VALUES (1, 3, 'c');
UPDATE public.p2 SET v = 'B';
DELETE FROM public.p
WHERE id = 3;
SELECT results_eq(
    $$ SELECT action::text, record_key FROM v1_hub_audit_log WHERE table_name = 'p' ORDER BY id $$,
    $$
    VALUES
    ('INSERT', '[1, 1]'::jsonb), ('INSERT', '[2, 2]'), ('INSERT', '[1, 3]'), ('UPDATE', '[2, 2]'),
    ('DELETE', '[1, 3]')
    $$, 'each change once, under the name of the partitioned table'
);
UPDATE public.p SET k = 2
WHERE id = 1;
SELECT is(
    (SELECT max(h.new_data ->> 'v') FROM v1_hub.row_history('public.p', '[2, 1]') AS h), 'a',
    'a row that moves between partitions is followed'
);
CREATE TABLE public.p3 PARTITION OF public.p FOR VALUES IN (3);
INSERT INTO public.p VALUES (3, 9, 'z');
SELECT is(
    (SELECT count(*) FROM v1_hub.row_history('public.p', '[3, 9]')), 1::bigint,
    'a new partition needs nothing'
);
SELECT is((v1_hub.audit_upkeep()).tables_synced, 1, 'audit_upkeep sees the new one');
TRUNCATE public.p2, public.p3;
SELECT is(
    (
        SELECT count(*) FROM v1_hub_audit_log
        WHERE table_name = 'p' AND action = 'TRUNCATE' AND old_data IS NOT NULL
    ), 3::bigint, 'TRUNCATE of partitions logs their rows'
);
SELECT throws_ok(
    $$ SELECT v1_hub.audit_enable('public.p1') $$, '55000',
    'partition public.p1 is audited through its parent', 'nothing is logged twice'
);

SELECT v1_hub.audit_disable('public.p');
SELECT v1_hub.audit_enable('public.p1', p_operations => '{UPDATE,DELETE}');
INSERT INTO public.p VALUES (1, 50, 'leaf');
UPDATE public.p SET v = 'leaf!'
WHERE id = 50;
SELECT results_eq(
    $$ SELECT action::text, new_data ->> 'v' FROM v1_hub_audit_log WHERE table_name = 'p1' $$,
    $$ VALUES ('UPDATE', 'leaf!') $$,
    'a leaf by itself is seen through its parent; what is not asked for is not logged'
);
SELECT v1_hub.audit_enable('public.p1', p_operations => '{UPDATE,DELETE,TRUNCATE}');
SELECT v1_hub.audit_disable('public.p');
TRUNCATE public.p1;
SELECT isnt_empty(
    $$ SELECT 1 FROM v1_hub_audit_log WHERE table_name = 'p1' AND action = 'TRUNCATE' $$,
    'to switch its parent off once more leaves it as it is'
);

-- A leaf of the unified log has the columns of all logs; its images have its own.
UPDATE public.v1_hub_daily_work_tracking SET work_date = work_date + 10000
WHERE id = (SELECT min(t.id) FROM public.v1_hub_daily_work_tracking AS t);
SELECT set_eq(
    $$
    SELECT jsonb_object_keys(
        (
            SELECT l.new_data FROM v1_hub_audit_log AS l
            WHERE l.table_name = 'v1_hub_daily_work_tracking'
            ORDER BY l.id DESC LIMIT 1
        )
    )
    $$,
    $$
    SELECT c.log_name FROM v1_hub.log_column AS c
    WHERE c.table_name = 'v1_hub_daily_work_tracking'
    UNION SELECT 'log_type'
    $$, 'the image of a leaf leaves the columns of other logs out'
);
UPDATE v1_hub.daily_work_tracking SET result_data = '{"kept": true}'
WHERE id = (SELECT min(t.id) FROM public.v1_hub_daily_work_tracking AS t);
SELECT is(
    (
        SELECT l.new_data -> 'result_data' FROM v1_hub_audit_log AS l
        WHERE l.table_name = 'v1_hub_daily_work_tracking'
        ORDER BY l.id DESC LIMIT 1
    ), '{"kept": true}', 'but never a value'
);

SELECT finish();
ROLLBACK;
