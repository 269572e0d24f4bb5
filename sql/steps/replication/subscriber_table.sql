-- On a subscriber, under the eyes of nobody: what the leaf will be like, yet empty.
CREATE SCHEMA IF NOT EXISTS v1_hub;
CREATE TABLE {{ leaf }} (LIKE {{ view }} INCLUDING INDEXES INCLUDING GENERATED);
{% for column in table.columns if column.log_name != column.legacy_name %}
ALTER TABLE {{ leaf }} RENAME COLUMN {{ column.legacy_name | ident }} TO {{ column.log_name | ident }};
{% endfor %}
{% if table.columns %}
ALTER TABLE {{ leaf }}
{% for column in lacking %}
    ADD COLUMN {{ column.name | ident }} {{ column.type }},
{% endfor %}
    ADD COLUMN log_type text,
    ADD COLUMN result_data jsonb;
{% endif %}
