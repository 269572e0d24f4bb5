{% import 'steps/macros.sql' as m %}
-- What new code has written and the table has no column for is kept aside.
INSERT INTO v1_hub_retired.{{ extra | ident }} (row_key, extra)
SELECT
    h.row_key,
    h.extra
FROM (
    SELECT
        {{ m.row_key(key_columns) }} AS row_key,
        {{ m.extra(others) }} AS extra
    FROM {{ leaf }} AS l
) AS h
WHERE h.extra IS NOT NULL
EXCEPT -- what came meanwhile, or an interrupted rollback has kept
SELECT
    k.row_key,
    k.extra
FROM v1_hub_retired.{{ extra | ident }} AS k;
