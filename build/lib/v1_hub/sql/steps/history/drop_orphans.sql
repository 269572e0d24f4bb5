-- Rows of slots that are gone: the foreign key forbids them, and the audit log has them.
DELETE FROM {{ leaf }} AS o
WHERE
{% for column, _ in key.pairs %}
    o.{{ column | ident }} IS NOT NULL
    AND
{%- endfor %}
 NOT EXISTS (
        SELECT 1
        FROM {{ key.target }} AS r
        WHERE
{% for column, target in key.pairs %}
            {{ '' if loop.first else 'AND ' }}r.{{ target | ident }} = o.{{ column | ident }}
{% endfor %}
    );
