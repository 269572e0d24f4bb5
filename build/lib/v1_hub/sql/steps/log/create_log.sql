-- The unified log: one partitioned table over all leaves, with the union of their columns.
CREATE TABLE {{ log }} (
    log_type text NOT NULL,
{% for column in definition %}
    {{ column.name | ident }} {{ column.type }},
{% endfor %}
    result_data jsonb
) PARTITION BY LIST (log_type);

COMMENT ON TABLE {{ log }} IS
'The unified log. Each log_type is one leaf in schema v1_hub, the table of that log before.';
COMMENT ON COLUMN {{ log }}.log_type IS 'Which log a row belongs to; the key of its leaf.';
COMMENT ON COLUMN {{ log }}.result_data IS
'The long tail of a folded log: a key is absent where SQL has NULL.';
{% for column in definition %}
COMMENT ON COLUMN {{ log }}.{{ column.name | ident }} IS
{% if column.emptied %}
'Emptied: a key of result_data. Kept until finalize, for a rollback.';
{% else %}
{{ ('Filled by: ' ~ column.filled_by | join(', ')) | literal }};
{% endif %}
{% endfor %}
{% if id_type in ('smallint', 'integer', 'bigint') %}

-- Defaults of a leaf do not apply to rows inserted through the log. Those count downwards from -1, so
-- that no leaf's own sequence ever meets them.
CREATE SEQUENCE {{ log_sequence }} AS {{ id_type }} INCREMENT BY -1 MAXVALUE -1 START WITH -1;
ALTER TABLE {{ log }} ALTER COLUMN id SET DEFAULT nextval({{ log_sequence | literal }});
ALTER SEQUENCE {{ log_sequence }} OWNED BY {{ log }}.id;
COMMENT ON SEQUENCE {{ log_sequence }} IS
'Numbers for rows written through the log itself, below zero: each leaf has a sequence of its own.';
{% endif %}
