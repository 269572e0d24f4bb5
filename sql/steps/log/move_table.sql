{% for sequence in table.relation.sequences if not sequence.is_identity %}
-- A sequence that a column owns would move with its table: legacy code calls it by its name.
ALTER SEQUENCE {{ sequence.schema | ident }}.{{ sequence.name | ident }} OWNED BY NONE;
{% endfor %}
{% if not table.relation.is_own %}
-- Foreign keys are checked by queries of the table's owner, who must reach the leaf.
GRANT USAGE ON SCHEMA v1_hub TO {{ table.relation.owner | ident }};
{% endif %}
-- The table moves aside: the same table, with all that hangs on it.
ALTER TABLE {{ view }} SET SCHEMA v1_hub;
ALTER TABLE v1_hub.{{ table.relation.name | ident }} RENAME TO {{ table.entry.leaf | ident }};
