{% import 'steps/macros.sql' as m %}
-- Owner, defaults, rights and comments of the table that had the name.
{{ m.dress_view(view, table.relation) -}}
