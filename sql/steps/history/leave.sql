-- The last entries of the log, written since the batches ended, become rows of the table again.
{% include 'steps/history/return_rows.sql' %}

{% if sequence %}
-- The sequence is the table's alone again, in its own bounds; the log numbers on by its own.
ALTER TABLE {{ audit_log }} ALTER COLUMN id SET DEFAULT nextval({{ own_sequence | literal }});
SELECT setval({{ own_sequence | literal }}, max(a.id)) FROM {{ audit_log }} AS a HAVING max(a.id) > 0;
SELECT setval({{ sequence_name | literal }}, greatest(max(o.id), {{ sequence.minimum }}))
FROM {{ leaf }} AS o
HAVING (SELECT q.last_value < {{ sequence.minimum }} FROM {{ sequence_name }} AS q);
ALTER SEQUENCE {{ sequence_name }}
    AS {{ sequence.type }} MINVALUE {{ sequence.minimum }} MAXVALUE {{ sequence.maximum }}
    {{ 'CYCLE' if sequence.cycles else 'NO CYCLE' }}{{ ' CACHE ' ~ sequence.cache if sequence.cache }};
{% endif %}
{% for trigger in triggers if trigger.name not in present %}
{{ trigger.definition }};
{% if trigger.state in 'DRA' %}
{% set state = {'D': 'DISABLE', 'R': 'ENABLE REPLICA', 'A': 'ENABLE ALWAYS'}[trigger.state] %}
ALTER TABLE {{ slots }} {{ state }} TRIGGER {{ trigger.name | ident }};
{% endif %}
{% endfor %}
