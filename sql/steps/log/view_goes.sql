DROP VIEW {{ leaving }};
{% for function in functions %}
DROP FUNCTION v1_hub.{{ function | ident }};
{% endfor %}
