{% if sequence %}
-- One row of numbers for the audit log and the history view, so that ids never meet, and that ascends:
-- no session keeps numbers for later.
{% if sequence.type == 'bigint' %}
ALTER SEQUENCE {{ sequence_name }} CACHE 1;
ALTER TABLE {{ audit_log }} ALTER COLUMN id SET DEFAULT nextval({{ sequence_name | literal }});
SELECT setval({{ sequence_name | literal }}, max(a.id))
FROM {{ audit_log }} AS a
CROSS JOIN {{ sequence_name }} AS q
GROUP BY q.last_value
HAVING max(a.id) > q.last_value;
{% else %}
ALTER SEQUENCE {{ sequence_name }} AS integer MINVALUE -2147483648 MAXVALUE 2147483647 CYCLE CACHE 1;
ALTER TABLE {{ audit_log }}
    ALTER COLUMN id SET DEFAULT (nextval({{ sequence_name | literal }}) + 4294967296) % 4294967296;
-- An id below zero that somebody gave to a row of the table is none that this row of numbers is at.
SELECT setval({{ sequence_name | literal }}, (max(a.id) + 2147483648) % 4294967296 - 2147483648)
FROM {{ audit_log }} AS a
CROSS JOIN {{ sequence_name }} AS q
WHERE a.id < 2147483648 OR a.transaction_id IS NOT NULL
GROUP BY q.last_value
HAVING max(a.id) > (q.last_value + 4294967296) % 4294967296;
{% endif %}
{% else %}
-- The audit log numbers on above the ids of the history.
SELECT setval({{ own_sequence | literal }}, greatest(q.last_value, max(o.id) + 1))
FROM {{ leaf }} AS o
CROSS JOIN {{ own_sequence }} AS q
GROUP BY q.last_value
HAVING max(o.id) > 0;
{% endif %}
