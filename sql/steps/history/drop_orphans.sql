-- Rows of slots that are gone: the foreign key forbids them, and the audit log has them.
DELETE FROM {{ leaf }} AS o
WHERE
    ({{ key.pairs | map(attribute=0) | idents('o') }}) IS NOT NULL
    AND NOT EXISTS (
        SELECT 1
        FROM {{ key.target }} AS r
        WHERE ({{ key.pairs | map(attribute=1) | idents('r') }}) = ({{ key.pairs | map(attribute=0) | idents('o') }})
    );
