{% if defaulted %}
-- The defaults are the view's alone: an emptied column stays empty, whoever writes into the leaf.
{% for column in defaulted %}
ALTER TABLE {{ leaf }} ALTER COLUMN {{ column.log_name | ident }} DROP DEFAULT;
{% endfor %}
{% endif %}
