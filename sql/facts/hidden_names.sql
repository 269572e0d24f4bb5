-- Of these names, those that mean something else on the search path than in this schema: a
-- temporary table, one of a schema before it, or nothing.
SELECT n.name
FROM unnest(%(names)s::text []) AS n (name) -- noqa: LT01
CROSS JOIN pg_catalog.to_regclass(pg_catalog.quote_ident(n.name)) AS found
WHERE
    %(schema)s <> all(pg_catalog.current_schemas(TRUE))
    OR found <> coalesce(
        pg_catalog.to_regclass(pg_catalog.format('%%I.%%I', %(schema)s::text, n.name)),
        0::regclass
    );
