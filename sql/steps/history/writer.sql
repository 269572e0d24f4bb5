{% import 'steps/history/macros.sql' as h with context %}
CREATE OR REPLACE FUNCTION v1_hub.write_work_slots_history()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER -- whoever may write through the view holds no right on the audit log
SET search_path = pg_catalog, pg_temp
AS $v1_hub$
BEGIN
{% for column in columns if column.not_null %}
    IF NEW.{{ column.name | ident }} IS NOT DISTINCT FROM NULL THEN
        RAISE not_null_violation USING
            MESSAGE = {{ ('null value in column "%s" of relation "%s" violates not-null constraint' | format(column.name, table.entry.table_name)) | literal }},
            SCHEMA = tg_table_schema, TABLE = tg_table_name, COLUMN = {{ column.name | literal }};
    END IF;
{% endfor %}
{% for check in checks %}
    IF EXISTS (SELECT 1 FROM (SELECT NEW.*) AS {{ table.entry.table_name | ident }} WHERE NOT ({{ check.expression }})) THEN
        RAISE check_violation USING
            MESSAGE = {{ ('new row for relation "%s" violates check constraint "%s"' | format(table.entry.table_name, check.name)) | literal }},
            SCHEMA = tg_table_schema, TABLE = tg_table_name, CONSTRAINT = {{ check.name | literal }};
    END IF;
{% endfor %}
    IF
        EXISTS (
            SELECT 1
            FROM {{ audit_log }} AS a
            WHERE a.id = {{ h.id_to_log(id_column, 'NEW') }} AND a.source_id = {{ h.recorded('r.source_id', 12) }}
        )
{% if mode == 'copying' %}
        OR EXISTS (SELECT 1 FROM {{ leaf }} AS o WHERE o.id = NEW.id)
{% endif %}
    THEN
        RAISE unique_violation USING
            MESSAGE = {{ ('duplicate key value violates unique constraint "%s"' | format(primary_key)) | literal }},
            DETAIL = format('Key (id)=(%s) already exists.', NEW.id),
            SCHEMA = tg_table_schema, TABLE = tg_table_name, CONSTRAINT = {{ primary_key | literal }};
    END IF;
{% for key in foreign_keys %}
    IF ({{ key.pairs | map(attribute=0) | idents('NEW') }}) IS NOT NULL THEN
        PERFORM 1
        FROM {{ key.target }} AS r
        WHERE ({{ key.pairs | map(attribute=1) | idents('r') }}) = ({{ key.pairs | map(attribute=0) | idents('NEW') }})
        FOR KEY SHARE;
        IF NOT found THEN
            RAISE foreign_key_violation USING
                MESSAGE = {{ ('insert or update on table "%s" violates foreign key constraint "%s"' | format(table.entry.table_name, key.name)) | literal }},
                DETAIL = concat(
                    {{ ('Key (' ~ key.pairs | map(attribute=0) | join(', ') ~ ')=(') | literal }},
                    concat_ws(', ', {{ key.pairs | map(attribute=0) | idents('NEW') }}),
                    {{ (') is not present in table "' ~ key.target_bare_name ~ '".') | literal }}
                ),
                SCHEMA = tg_table_schema, TABLE = tg_table_name, CONSTRAINT = {{ key.name | literal }};
        END IF;
    END IF;
{% endfor %}
    INSERT INTO {{ audit_log }} (
{{ h.log_columns(columns, 8) }},
        transaction_id
    ) VALUES (
{{ h.log_values(columns, 'NEW', 8, says_since=true) }},
        pg_current_xact_id()
    );
    RETURN NEW;
END;
$v1_hub$;
REVOKE ALL ON FUNCTION v1_hub.write_work_slots_history() FROM PUBLIC;
COMMENT ON FUNCTION v1_hub.write_work_slots_history() IS
'INSERT through the history view: the constraints of the table, then an entry of the audit log.';
