{% import 'steps/macros.sql' as m %}
{% if binding.routines %}
-- Routines of this table's row type, or that read what it no longer holds, now see the view. A body
-- is its author's, and written for another search_path than ours.
SET LOCAL check_function_bodies = off;
{% for routine in binding.routines %}
{{ routine.definition }};
{% if routine.by_row_type %}
{{ m.give_owner('ROUTINE', routine.name, routine.schema, routine) -}}
{% if routine.has_rights %}
REVOKE ALL ON ROUTINE {{ routine.name }} FROM PUBLIC;
{% endif %}
{% for grant in routine.rights | grants(routine.owner) %}
GRANT {{ grant.privileges }} ON ROUTINE {{ routine.name }} TO {{ grant.grantees }}{{ grant.option }};
{% endfor %}
{% if routine.comment %}
COMMENT ON ROUTINE {{ routine.name }} IS {{ routine.comment | literal }};
{% endif %}
{% endif %}
{% endfor %}
SET LOCAL check_function_bodies = on;
{% endif %}
{% for view in binding.replaced %}
-- {{ view.name }} reads what the table no longer holds: it stands on the view now.
CREATE OR REPLACE VIEW {{ view.name }}{{ views[view.oid].options | with_options }} AS
{{ view.definition }};
{% endfor %}
{% for view in binding.rebuilt %}
-- {{ view.name }} cannot be replaced, so it is made again as it was.
CREATE {{ view.kind | upper }} {{ view.name }}{{ views[view.oid].options | with_options }} AS
{{ view.definition }}{{ '' if view.is_populated else '\nWITH NO DATA' }};
{{ m.give_owner(view.kind | upper, view.name, view.schema, views[view.oid]) -}}
{{ m.give_rights(view.name, views[view.oid]) -}}
{{ m.give_comments(view.kind | upper, view.name, views[view.oid]) -}}
{% if view.kind == 'view' %}
{{ m.give_defaults(view.name, views[view.oid]) -}}
{% endif %}
{% for index in view.indexes %}
{{ index }};
{% endfor %}
{% for trigger in view.triggers %}
{{ trigger }};
{% endfor %}
{% endfor %}
