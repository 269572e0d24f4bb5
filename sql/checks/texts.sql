-- Functions, triggers and views in our schemas or of our functions, each with a hash of what
-- PostgreSQL has of it. Words of triggers and views differ between major versions, so theirs comes
-- first. The search_path must be pg_catalog, pg_temp, for names to come qualified.
WITH ours AS (
    -- By index: there may be 20,000 functions and views that are not.
    SELECT
        d.classid,
        d.objid
    FROM pg_depend AS d
    WHERE d.refclassid = 'pg_namespace'::regclass AND d.refobjid = to_regnamespace('v1_hub')
    UNION
    SELECT
        'pg_class'::regclass,
        to_regclass(o.identity)
    FROM v1_hub.object AS o
    WHERE o.type = 'view'
)

SELECT
    'function' AS type,
    i.identity,
    md5(
        concat_ws(
            '|', l.lanname, p.prosrc, p.proconfig, p.prosecdef, p.provolatile, p.proparallel,
            p.proisstrict, p.proretset, p.prorettype::regtype, p.proargnames
        )
    ) AS found
FROM ours AS u
INNER JOIN pg_proc AS p ON u.classid = 'pg_proc'::regclass AND u.objid = p.oid
INNER JOIN pg_language AS l ON p.prolang = l.oid
CROSS JOIN LATERAL pg_identify_object('pg_proc'::regclass, p.oid, 0) AS i
UNION ALL
SELECT
    'trigger',
    i.identity,
    concat(
        current_setting('server_version_num')::integer / 10000, ' ',
        md5(
            concat(
                pg_get_triggerdef(t.oid),
                -- Switched off all together is no change by hand: v1_hub.summary_disable().
                CASE
                    WHEN
                        p.proname LIKE 'note\_%'
                        AND bool_and(t.tgenabled = 'D') OVER (PARTITION BY p.proname LIKE 'note\_%')
                        THEN 'O'
                    ELSE t.tgenabled
                END
            )
        )
    )
FROM ours AS u
INNER JOIN pg_depend AS d
    ON
        u.classid = 'pg_proc'::regclass
        AND u.classid = d.refclassid
        AND u.objid = d.refobjid
        AND d.classid = 'pg_trigger'::regclass
INNER JOIN pg_trigger AS t ON d.objid = t.oid
INNER JOIN pg_proc AS p ON t.tgfoid = p.oid
CROSS JOIN LATERAL pg_identify_object('pg_trigger'::regclass, t.oid, 0) AS i
WHERE t.tgparentid = 0 AND NOT t.tgisinternal
UNION ALL
SELECT
    'view',
    i.identity,
    concat(
        current_setting('server_version_num')::integer / 10000, ' ',
        md5(concat(pg_get_viewdef(c.oid), c.reloptions))
    )
FROM ours AS u
INNER JOIN pg_class AS c ON u.classid = 'pg_class'::regclass AND u.objid = c.oid AND c.relkind = 'v'
CROSS JOIN LATERAL pg_identify_object('pg_class'::regclass, c.oid, 0) AS i
