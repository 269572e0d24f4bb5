-- Tables that an install took, and that v1_hub.retired does not tell of.
SELECT o.identity
FROM v1_hub.object AS o
WHERE
    o.type = 'table' AND o.fate = 'kept' AND starts_with(o.identity, 'v1_hub.')
    AND o.identity NOT IN (SELECT format('v1_hub.%I', r.leaf) FROM v1_hub.retired AS r);
