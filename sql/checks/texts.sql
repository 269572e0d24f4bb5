-- Functions, triggers and views in our schemas or of our functions, each with a hash of what
-- PostgreSQL has of it. Words of triggers and views differ between major versions, so theirs comes
-- first. The search_path must be pg_catalog, pg_temp, for names to come qualified.
SELECT
    'function' AS type,
    i.identity,
    md5(
        concat_ws(
            '|', l.lanname, p.prosrc, p.proconfig, p.prosecdef, p.provolatile, p.proparallel,
            p.proisstrict, p.proretset, p.prorettype::regtype, p.proargnames
        )
    ) AS found
FROM pg_proc AS p
INNER JOIN pg_language AS l ON p.prolang = l.oid
CROSS JOIN LATERAL pg_identify_object('pg_proc'::regclass, p.oid, 0) AS i
WHERE p.pronamespace = to_regnamespace('v1_hub')
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
FROM pg_trigger AS t
INNER JOIN pg_proc AS p ON t.tgfoid = p.oid AND p.pronamespace = to_regnamespace('v1_hub')
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
FROM pg_class AS c
CROSS JOIN LATERAL pg_identify_object('pg_class'::regclass, c.oid, 0) AS i
LEFT JOIN v1_hub.object AS o ON i.identity = o.identity AND o.type = 'view'
WHERE
    c.relkind = 'v'
    AND (c.relnamespace = to_regnamespace('v1_hub') OR o.identity IS NOT NULL)
