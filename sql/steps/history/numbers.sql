{% if sequence %}
-- One row of numbers for the audit log and the history view, so that ids never meet, and that ascends:
-- no session keeps numbers for later. The last ones are read from the index, for the locks are held.
{% if sequence.type == 'bigint' %}
ALTER SEQUENCE {{ sequence_name }} CACHE 1;
ALTER TABLE {{ audit_log }} ALTER COLUMN id SET DEFAULT nextval({{ sequence_name | literal }});
SELECT setval({{ sequence_name | literal }}, n.last_id)
FROM (SELECT max(a.id) AS last_id FROM {{ audit_log }} AS a) AS n
CROSS JOIN {{ sequence_name }} AS q
WHERE n.last_id > q.last_value;
{% else %}
ALTER SEQUENCE {{ sequence_name }} AS integer MINVALUE -2147483648 MAXVALUE 2147483647 CYCLE CACHE 1;
ALTER TABLE {{ audit_log }}
    ALTER COLUMN id SET DEFAULT (nextval({{ sequence_name | literal }}) + 4294967296) % 4294967296;
-- An id below zero that somebody gave to a row of the table is none that this row of numbers is at.
SELECT setval({{ sequence_name | literal }}, (n.last_id + 2147483648) % 4294967296 - 2147483648)
FROM (
    SELECT greatest(
        (SELECT max(a.id) FROM {{ audit_log }} AS a WHERE a.id < 2147483648),
        (SELECT max(a.id) FROM {{ audit_log }} AS a WHERE a.id >= 2147483648 AND a.transaction_id IS NOT NULL)
    ) AS last_id
) AS n
CROSS JOIN {{ sequence_name }} AS q
WHERE n.last_id > (q.last_value + 4294967296) % 4294967296;
{% endif %}
{% else %}
-- The audit log numbers on above the ids of the history.
SELECT setval({{ own_sequence | literal }}, greatest(q.last_value, n.last_id + 1))
FROM (SELECT max(o.id) AS last_id FROM {{ leaf }} AS o) AS n
CROSS JOIN {{ own_sequence }} AS q
WHERE n.last_id > 0;
{% endif %}
