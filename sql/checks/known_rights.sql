-- The rights on a table that there are, for some roles that this server has. For these only: the
-- name of another may be in the encoding of another database.
SELECT
    r.rolname,
    d.privilege_type
FROM pg_roles AS r
CROSS JOIN LATERAL aclexplode(acldefault('r', r.oid)) AS d
WHERE r.rolname = any(%(names)s)
