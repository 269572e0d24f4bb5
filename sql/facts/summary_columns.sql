-- Leaves and their columns that the merged columns of v1_hub_proxies are made from.
SELECT
    c.relname::text AS leaf,
    a.attname::text AS column_name
FROM pg_rewrite AS r
INNER JOIN pg_depend AS d
    ON
        d.classid = 'pg_rewrite'::regclass
        AND r.oid = d.objid
        AND d.refclassid = 'pg_class'::regclass
INNER JOIN pg_class AS c ON d.refobjid = c.oid
INNER JOIN pg_attribute AS a ON d.refobjid = a.attrelid AND d.refobjsubid = a.attnum
WHERE r.ev_class IN (to_regclass('v1_hub.proxy'), to_regclass('v1_hub.proxy_summary'));
