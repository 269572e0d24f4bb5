{% import 'steps/history/macros.sql' as h with context %}
INSERT INTO {{ leaf }} (
{% for column in columns %}
    {{ column.name | ident }}{{ '' if loop.last else ',' }}
{% endfor %}
)
-- One row of an id: an id that was given by hand may be drawn later, and the log keeps both.
SELECT DISTINCT ON (v.id)
{% for column in columns %}
    v.{{ column.name | ident }}{{ '' if loop.last else ',' }}
{% endfor %}
FROM (
{{ h.entries(audit_log, columns, 'copied', hides) }}
{% if since %}
    -- Of the others it was asked before the locks. BETWEEN is taken for few, which an index finds.
    AND age(a.xmin) BETWEEN -2147483648 AND age({{ since | literal }}::xid)
{% endif %}
) AS v
WHERE
    -- Not what the table has already. What its foreign key forbids stays in the log that is kept aside.
    NOT EXISTS (SELECT 1 FROM {{ leaf }} AS o WHERE o.id = v.id)
{% for key in foreign_keys %}
    AND ({% for column, target in key.pairs %}v.{{ column | ident }} IS NULL OR {% endfor %}EXISTS (
        SELECT 1
        FROM {{ key.target }} AS r
        WHERE ({{ key.pairs | map(attribute=1) | idents('r') }}) = ({{ key.pairs | map(attribute=0) | idents('v') }})
    ))
{% endfor %}
ORDER BY v.id;
