-- What gives an object that is made anew the rights that roles hold on it. PUBLIC aside: what the
-- package takes from it stays taken.
SELECT
    format(
        'GRANT %%s ON %%s %%s TO %%s%%s',
        e.privilege_type, CASE %(type)s WHEN 'function' THEN 'FUNCTION' ELSE 'TABLE' END,
        %(name)s::text, e.grantee::regrole, CASE WHEN e.is_grantable THEN ' WITH GRANT OPTION' END
    ) AS statement
FROM (
    SELECT p.proacl AS acl FROM pg_proc AS p
    WHERE %(type)s = 'function' AND p.oid = to_regprocedure(%(name)s)
    UNION ALL
    SELECT c.relacl FROM pg_class AS c
    WHERE %(type)s = 'view' AND c.oid = to_regclass(%(name)s)
) AS o
CROSS JOIN aclexplode(o.acl) AS e
WHERE e.grantee NOT IN (0, e.grantor)
