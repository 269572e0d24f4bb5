{% import 'steps/macros.sql' as m %}
-- Back under its name: the same table.
ALTER TABLE {{ leaf }} RENAME TO {{ name | ident }};
ALTER TABLE v1_hub.{{ name | ident }} SET SCHEMA {{ hub | ident }};
{% for sequence in sequences %}
ALTER SEQUENCE {{ sequence.schema | ident }}.{{ sequence.name | ident }} OWNED BY {{ view }}.{{ sequence.column_name | ident }};
{% endfor %}
{% if rights_of %}
-- Rights were granted or revoked on the view since: what the table had goes, those of the view come.
{% if holders %}
REVOKE ALL ON {{ view }} FROM {{ holders | roles }} CASCADE;
{% endif %}
{{ m.give_rights(view, rights_of) -}}
{% endif %}
{% if comment and comment != m.stand_in %}
COMMENT ON TABLE {{ view }} IS {{ comment | literal }};
{% endif %}
{% for column in defaults %}
ALTER TABLE {{ view }} ALTER COLUMN {{ column.name | ident }} SET DEFAULT {{ column.default }};
{% endfor %}
{% for column in comments %}
COMMENT ON COLUMN {{ view }}.{{ column.name | ident }} IS {{ column.comment | literal }};
{% endfor %}
