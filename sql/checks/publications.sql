-- Tables that are published: a view cannot be.
SELECT
    l.prrelid::regclass::text AS object,
    'is published by ' || string_agg(quote_ident(u.pubname), ', ' ORDER BY u.pubname) AS finding,
    'A view cannot be published: its rows go on under the name of the leaf in schema v1_hub.'
    AS remedy
FROM pg_publication_rel AS l
INNER JOIN pg_publication AS u ON u.oid = l.prpubid
WHERE l.prrelid = ANY (%(oids)s)
GROUP BY l.prrelid;
