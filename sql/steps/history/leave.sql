-- The last entries of the log, written since the batches ended, become rows of the table again.
{% include 'steps/history/return_rows.sql' %}

{% if sequence %}
ALTER TABLE {{ audit_log }} ALTER COLUMN id DROP DEFAULT;
ALTER SEQUENCE {{ sequence.schema | ident }}.{{ sequence.name | ident }} AS {{ sequence.type }};
{% endif %}
{% for trigger in triggers if trigger.name not in present %}
{{ trigger.definition }};
{% if trigger.state == 'D' %}
ALTER TABLE {{ slots }} DISABLE TRIGGER {{ trigger.name | ident }};
{% elif trigger.state in ('R', 'A') %}
ALTER TABLE {{ slots }} ENABLE {{ 'REPLICA' if trigger.state == 'R' else 'ALWAYS' }} TRIGGER {{ trigger.name | ident }};
{% endif %}
{% endfor %}
