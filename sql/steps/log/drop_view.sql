-- The retired name goes for good, with the trigger functions that only its view needs. The rows stay
-- where they are.
{% if has_view %}
DROP VIEW {{ view }};
{% endif %}
{% for function in functions %}
DROP FUNCTION IF EXISTS v1_hub.{{ function | ident }}();
{% endfor %}
UPDATE v1_hub.retired SET dropped_at = clock_timestamp() WHERE table_name = {{ name | literal }};
