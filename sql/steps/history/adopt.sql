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
{% include 'steps/history/numbers.sql' %}
{% include 'steps/history/view.sql' %}
{{ m.dress_view(view, table.relation) -}}

{% include 'steps/history/writer.sql' %}

{% include 'steps/history/triggers.sql' %}
