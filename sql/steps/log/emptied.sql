-- Values that somebody wrote into columns which folding has emptied.
SELECT
    l.tableoid::regclass::text AS leaf,
    e.key AS column_name,
    count(*) AS rows
FROM {{ log }} AS l
CROSS JOIN LATERAL jsonb_each(to_jsonb(l.*)) AS e
WHERE
    NOT row({{ emptied | idents('l') }}) IS NULL
    AND e.key = any({{ emptied | literal }}::text []) -- noqa: LT01
    AND e.value <> 'null'
GROUP BY l.tableoid, e.key
ORDER BY leaf, column_name;
