-- It takes the log's names, and the columns that it lacks: no row is written.
{% for column in table.columns if column.log_name != column.legacy_name %}
ALTER TABLE {{ leaf }} RENAME COLUMN {{ column.legacy_name | ident }} TO {{ column.log_name | ident }};
{% endfor %}
ALTER TABLE {{ leaf }}
    ADD COLUMN log_type text NOT NULL DEFAULT {{ table.entry.leaf | literal }},
{% for column in lacking %}
    ADD COLUMN {{ column.name | ident }} {{ column.type }},
{% endfor %}
    ADD COLUMN result_data jsonb,
    -- Validated later, without a lock that anybody feels; then ATTACH PARTITION reads no row.
    ADD CONSTRAINT {{ log_type_check | ident }} CHECK (log_type = {{ table.entry.leaf | literal }}) NOT VALID;
{% include 'steps/log/legacy_triggers.sql' %}
