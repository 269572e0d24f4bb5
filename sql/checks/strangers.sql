-- Our schemas that belong to somebody who is no owner of the hub, and no member of one: who owns a
-- schema can exchange everything in it, and what a command reads there would run as who calls it.
SELECT
    quote_ident(n.nspname) AS schema,
    quote_ident(o.rolname) AS owner
FROM pg_namespace AS n
INNER JOIN pg_roles AS o ON n.nspowner = o.oid
INNER JOIN pg_database AS d ON d.datname = current_database()
WHERE
    n.nspname = any(%(ours)s)
    AND NOT o.rolsuper
    AND o.rolname <> current_user
    AND o.oid <> d.datdba
    AND NOT EXISTS (
        SELECT 1
        FROM pg_class AS c
        INNER JOIN pg_namespace AS s ON c.relnamespace = s.oid
        WHERE
            s.nspname = %(schema)s
            AND c.relname = any(%(names)s)
            AND pg_has_role(o.oid, c.relowner, 'MEMBER')
    )
ORDER BY n.nspname;
