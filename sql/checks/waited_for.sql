-- The relation that a session waits for, qualified whatever the search_path, which a pooler would
-- leave to others.
SELECT format('%%I.%%I', n.nspname, c.relname)
FROM pg_locks AS l
INNER JOIN pg_class AS c ON l.relation = c.oid
INNER JOIN pg_namespace AS n ON c.relnamespace = n.oid
WHERE l.pid = %(pid)s AND NOT l.granted AND l.locktype = 'relation';
