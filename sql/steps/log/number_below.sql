-- Numbers that the log gives go on below those that it gave to rows of this leaf before a rollback.
SELECT setval({{ log_sequence | literal }}, m.id)
FROM (SELECT min(l.id) AS id FROM {{ leaf }} AS l) AS m
CROSS JOIN {{ log_sequence }} AS s
WHERE m.id <= s.last_value;
