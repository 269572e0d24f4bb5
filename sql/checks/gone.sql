-- Tables and sequences that are no more: those that an install has made, and those of `names`.
SELECT o.identity
FROM v1_hub.object AS o
WHERE
    o.type IN ('table', 'sequence') AND coalesce(o.fate, '') <> 'kept'
    AND to_regclass(o.identity) IS NULL
UNION
SELECT n
FROM unnest(%(names)s::text[]) AS n
WHERE to_regclass(n) IS NULL
ORDER BY 1;
