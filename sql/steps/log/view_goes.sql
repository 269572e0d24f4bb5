DROP VIEW {{ leaving }};
{% for function in functions %}
DROP FUNCTION IF EXISTS v1_hub.{{ function | ident }};
{% endfor %}
