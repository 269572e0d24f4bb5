-- The end of the way back: columns that folding has emptied, and the history that the audit log has.
{% if emptied %}
ALTER TABLE {{ log }}
{% for name in emptied %}
    DROP COLUMN {{ name | ident }}{{ ';' if loop.last else ',' }}
{% endfor %}
{% endif %}
{% for name in originals %}
DROP TABLE v1_hub.{{ name | ident }};
{% endfor %}
UPDATE v1_hub.hub SET stage = 'finalized';
