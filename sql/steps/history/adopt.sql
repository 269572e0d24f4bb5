{% import 'steps/macros.sql' as m %}
-- The original waits beside the log, until its rows are there too. Its foreign keys would take rows
-- out of it with a slot: the log keeps those.
{% for key in foreign_keys %}
ALTER TABLE {{ leaf }} DROP CONSTRAINT {{ key.name | ident }};
{% endfor %}
{% for trigger in triggers %}
-- The hand-written trigger steps down: the generic one goes on with the history.
DROP TRIGGER {{ trigger.name | ident }} ON {{ slots }};
{% endfor %}
{% if sequence %}
-- One row of numbers for the audit log and the history view, so that ids never meet.
ALTER SEQUENCE {{ sequence.schema | ident }}.{{ sequence.name | ident }} AS bigint;
ALTER TABLE {{ audit_log }} ALTER COLUMN id SET DEFAULT nextval({{ (sequence.schema | ident ~ '.' ~ sequence.name | ident) | literal }});
{% endif %}
{% include 'steps/history/view.sql' %}
{{ m.dress_view(view, table.relation) -}}

{% include 'steps/history/writer.sql' %}
