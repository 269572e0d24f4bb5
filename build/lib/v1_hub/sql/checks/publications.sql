-- Tables that are published: a view cannot be, and their rows go on under the name of the leaf.
WITH published AS (
    SELECT
        c.oid,
        u.pubname,
        l.prrelid IS NOT NULL AS by_name,
        u.puballtables
    FROM pg_publication AS u
    CROSS JOIN pg_class AS c
    LEFT JOIN pg_publication_rel AS l ON u.oid = l.prpubid AND c.oid = l.prrelid
    LEFT JOIN pg_publication_namespace AS n ON u.oid = n.pnpubid AND c.relnamespace = n.pnnspid
    WHERE
        c.oid = any(%(oids)s)
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
