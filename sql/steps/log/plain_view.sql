{% import 'steps/macros.sql' as m %}
-- The view under the retired name: a plain slice, which PostgreSQL itself reads and writes through.
CREATE {{ '' if is_new else 'OR REPLACE ' }}VIEW {{ view }}{{ options | with_options }} AS
SELECT
{% for column in view_columns %}
    l.{{ column.source | ident }}{{ '' if column.source == column.name else ' AS ' ~ column.name | ident }}{{ '' if loop.last else ',' }}
{% endfor %}
FROM {{ leaf }} AS l;
{% if is_new %}
{{ m.dress_view(view, table.relation) -}}
{% endif %}
