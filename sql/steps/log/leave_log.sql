-- The leaf leaves the log, with the columns and names that it came with.
{% for trigger in trigger_names %}
DROP TRIGGER IF EXISTS {{ trigger | ident }} ON {{ leaf }};
{% endfor %}
{% if is_attached %}
ALTER TABLE {{ log }} DETACH PARTITION {{ leaf }}; -- noqa: PRS
{% endif %}
{% if added %}
ALTER TABLE {{ leaf }}
{% for name in made_checks %}
    DROP CONSTRAINT {{ name | ident }},
{% endfor %}
{% for name in added %}
    DROP COLUMN {{ name | ident }}{{ ';' if loop.last else ',' }}
{% endfor %}
{% endif %}
{% for old, new in renames %}
ALTER TABLE {{ leaf }} RENAME COLUMN {{ old | ident }} TO {{ new | ident }};
{% endfor %}
