-- Tables that are published: a view cannot be, and their rows go on under the name of the leaf.
WITH published AS (
    SELECT c.oid, u.pubname, l.prrelid IS NOT NULL AS by_name, u.puballtables
    FROM pg_publication AS u
    CROSS JOIN pg_class AS c
    LEFT JOIN pg_publication_rel AS l ON l.prpubid = u.oid AND l.prrelid = c.oid
    LEFT JOIN pg_publication_namespace AS n ON n.pnpubid = u.oid AND n.pnnspid = c.relnamespace
    WHERE
        c.oid = ANY (%(oids)s)
        AND (u.puballtables OR l.prrelid IS NOT NULL OR n.pnnspid IS NOT NULL)
)

SELECT
    p.oid::regclass::text AS object,
    'is published by ' || string_agg(quote_ident(p.pubname), ', ' ORDER BY p.pubname) AS finding,
    CASE
        WHEN bool_and(p.by_name OR p.puballtables) THEN ''
        ELSE 'A publication of its schema loses it: ALTER PUBLICATION … ADD TABLE the leaf. '
    END
    || 'Its rows go on under the name and with the columns of the leaf in schema v1_hub: make that '
    || 'table on each subscriber, then ALTER SUBSCRIPTION … REFRESH PUBLICATION.' AS remedy
FROM published AS p
GROUP BY p.oid;
