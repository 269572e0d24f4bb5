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
    OR c.oid IN ('v1_hub_activity_logs'::regclass, 'v1_hub_audit_log'::regclass);

SELECT cmp_ok(
    (SELECT count(*) FROM our_function), '>', 20::bigint,
    'the package is there'
);

SELECT is_empty(
    $$ SELECT name FROM our_function WHERE obj_description(oid, 'pg_proc') IS NULL $$,
    'every function has a comment'
);

SELECT is_empty(
    $$
    SELECT name, proconfig FROM our_function
    WHERE NOT coalesce('search_path=pg_catalog, pg_temp' = ANY (proconfig), FALSE)
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

SELECT is_empty(
    $$
    SELECT name FROM our_function AS f
    WHERE
        f.prosecdef
        AND EXISTS (
            SELECT 1 FROM aclexplode(coalesce(f.proacl, acldefault('f', f.proowner))) AS e
            WHERE e.grantee = 0
        )
    $$,
    'no SECURITY DEFINER function can be called by PUBLIC'
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
