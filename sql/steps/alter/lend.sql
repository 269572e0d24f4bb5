-- The table stands under its own name again, for one statement. Its view reads nothing meanwhile, so
-- that it is in the way of no column; whatever stands on the view stays where it is.
{% if stub %}
CREATE OR REPLACE VIEW {{ view }} AS
SELECT
{% for column in stub %}
    NULL::{{ column.type }} AS {{ column.name | ident }}{{ '' if loop.last else ',' }}
{% endfor %}
;
{% for column in stub if column.default %}
ALTER VIEW {{ view }} ALTER COLUMN {{ column.name | ident }} DROP DEFAULT;
{% endfor %}
{% endif %}
{% include 'steps/log/view_leaves.sql' %}
{% if table.columns %}
{% include 'steps/log/leave_log.sql' %}
{% endif %}
{% include 'steps/log/return_table.sql' %}
