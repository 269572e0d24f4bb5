{% import 'steps/macros.sql' as m %}
{% include 'steps/log/move_table.sql' %}
{% if table.columns %}
{% for name in changes.leaf_drops %}
ALTER TABLE {{ leaf }} DROP COLUMN {{ name | ident }};
{% endfor %}
{% for old, new in changes.renames %}
ALTER TABLE {{ leaf }} RENAME COLUMN {{ old | ident }} TO {{ new | ident }};
{% endfor %}
{% include 'steps/results/drop_defaults.sql' %}
-- No row is written: of other logs these columns are empty.
{% for name in changes.log_drops %}
ALTER TABLE {{ log }} DROP COLUMN {{ name | ident }};
{% endfor %}
{% for column in changes.log_adds %}
ALTER TABLE {{ log }} ADD COLUMN {{ column.log_name | ident }} {{ column.type }};
{% endfor %}
{% for name, type in changes.leaf_adds %}
ALTER TABLE {{ leaf }} ADD COLUMN {{ name | ident }} {{ type }};
{% endfor %}
{% if is_attached %}
ALTER TABLE {{ log }} ATTACH PARTITION {{ leaf }} FOR VALUES IN ({{ table.entry.leaf | literal }}); -- noqa: PRS
{% endif %}
{% for name, users in changes.comments %}
COMMENT ON COLUMN {{ log }}.{{ name | ident }} IS {{ users | literal }};
{% endfor %}
{% endif %}
ALTER VIEW {{ leaving }} RENAME TO {{ name | ident }};
{% if rebuilt %}
{% include 'steps/bind/unbind.sql' %}
{% include 'steps/log/view_leaves.sql' %}
{{ shown }}
{{ m.dress_view(view, dress) -}}
{% for trigger in dress.triggers %}
{{ trigger.definition }};
{% endfor %}
{% include 'steps/bind/bind.sql' %}
{% include 'steps/log/view_goes.sql' %}
{% else %}
{% for old, new in view_renames %}
ALTER VIEW {{ view }} RENAME COLUMN {{ old | ident }} TO {{ new | ident }};
{% endfor %}
{{ shown }}
{% if has_defaults %}
{{ m.give_defaults(view, dress) -}}
{% endif %}
{% for column in comments %}
COMMENT ON COLUMN {{ view }}.{{ column.name | ident }} IS {{ column.comment | literal }};
{% endfor %}
COMMENT ON VIEW {{ view }} IS {{ (dress.comment or m.stand_in) | literal }};
{% endif %}
