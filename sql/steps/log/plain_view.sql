-- The view under the retired name: a plain slice, which PostgreSQL itself reads and writes through.
CREATE OR REPLACE VIEW {{ view }}{{ options | with_options }} AS
SELECT
{% for column in view_columns %}
    l.{{ column.source | ident }}{{ '' if column.source == column.name else ' AS ' ~ column.name | ident }}{{ '' if loop.last else ',' }}
{% endfor %}
FROM {{ leaf }} AS l;
