-- CONVENTIONS.md holds for every object of schema v1_hub, generated ones included.
BEGIN;
SELECT plan(9);

CREATE TEMPORARY VIEW our_function AS
SELECT
    p.oid,
    p.oid::regprocedure::text AS name,
    p.proname,
    p.proconfig,
    p.prosecdef,
    p.proacl,
    p.proowner
FROM pg_proc AS p
WHERE p.pronamespace = 'v1_hub'::regnamespace;

CREATE TEMPORARY VIEW our_relation AS
SELECT
    c.oid,
    c.oid::regclass::text AS name,
    c.relkind,
    c.relispartition,
    c.relpersistence
FROM pg_class AS c
WHERE
    c.relnamespace IN ('v1_hub'::regnamespace, 'v1_hub_retired'::regnamespace)
    OR c.oid IN (
        v1_hub.hub_relation('v1_hub_activity_logs'), v1_hub.hub_relation('v1_hub_audit_log')
    );

SELECT cmp_ok(
    (SELECT count(*) FROM our_function), '>', 20::bigint,
    'the package is there'
);

SELECT is_empty(
    $$ SELECT name FROM our_function WHERE obj_description(oid, 'pg_proc') IS NULL $$,
    'every function has a comment'
);

-- hub_schema() is the one function whose path is its answer.
SELECT is_empty(
    $$
    SELECT name, proconfig FROM our_function
    WHERE
        proname <> 'hub_schema'
        AND NOT coalesce('search_path=pg_catalog, pg_temp' = ANY (proconfig), FALSE)
    $$,
    'every function pins its search_path to pg_catalog, pg_temp'
);

SELECT is_empty(
    $$
    SELECT f.name, s.setting FROM our_function AS f
    CROSS JOIN unnest(f.proconfig) AS s (setting)
    WHERE s.setting LIKE 'search_path=%' AND s.setting NOT LIKE '%, pg_temp'
    $$,
    'pg_temp comes last in every pinned search_path'
);

-- PostgreSQL checks EXECUTE of a function in a view against the reader of the view, so the row lock
-- of a folded view is open; what keeps PUBLIC from calling it is the schema (the test after this).
SELECT is_empty(
    $$
    SELECT name FROM our_function AS f
    WHERE
        f.prosecdef
        AND NOT EXISTS (
            SELECT 1
            FROM pg_depend AS d
            INNER JOIN pg_rewrite AS r ON r.oid = d.objid AND d.classid = 'pg_rewrite'::regclass
            INNER JOIN pg_class AS v ON v.oid = r.ev_class
            WHERE
                d.refclassid = 'pg_proc'::regclass
                AND d.refobjid = f.oid
                AND v.relnamespace <> 'v1_hub'::regnamespace
        )
        AND EXISTS (
            SELECT 1 FROM aclexplode(coalesce(f.proacl, acldefault('f', f.proowner))) AS e
            WHERE e.grantee = 0
        )
    $$,
    'no SECURITY DEFINER function can be called by PUBLIC, save from a view'
);

SELECT is_empty(
    $$
    SELECT n.nspname FROM pg_namespace AS n
    CROSS JOIN aclexplode(coalesce(n.nspacl, acldefault('n', n.nspowner))) AS e
    WHERE n.nspname IN ('v1_hub', 'v1_hub_retired') AND e.grantee = 0
    $$,
    'PUBLIC has no right on either schema'
);

SELECT is_empty(
    $$
    SELECT name FROM our_relation
    WHERE
        relkind IN ('r', 'p', 'v', 'm')
        AND NOT relispartition
        AND obj_description(oid, 'pg_class') IS NULL
    $$,
    'every table and view that is not a partition has a comment'
);

SELECT is_empty(
    $$ SELECT name FROM our_relation WHERE relkind IN ('r', 'p') AND relpersistence <> 'p' $$,
    'every table of ours is logged'
);

SELECT is_empty(
    $$
    SELECT nspname FROM pg_namespace
    WHERE nspname IN ('v1_hub', 'v1_hub_retired') AND obj_description(oid, 'pg_namespace') IS NULL
    $$,
    'both schemas have a comment'
);

SELECT finish();
ROLLBACK;
