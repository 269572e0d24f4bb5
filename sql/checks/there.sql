-- Those of some relations that are there.
SELECT n
FROM unnest(%(names)s::text[]) AS n
WHERE to_regclass(n) IS NOT NULL
ORDER BY n;
