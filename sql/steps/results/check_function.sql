{% import 'steps/results/macros.sql' as fold %}

-- What new code writes into result_data must break neither legacy reads nor the way back: an object,
-- whose legacy keys have the JSON type of their column. Other keys are welcome. One function, for each
-- CHECK is parsed and planned anew in every statement: nine of them cost 80 microseconds.
CREATE OR REPLACE FUNCTION v1_hub.{{ check_function | ident }}(p_document jsonb)
RETURNS boolean
LANGUAGE plpgsql
IMMUTABLE
STRICT
SET search_path = pg_catalog, pg_temp
AS $v1_hub$
{% if closed %}
-- For the end of a rollback: every row is a row of the table again, and none may turn back.
BEGIN
    RAISE check_violation USING
        MESSAGE = 'result_data goes: a rollback of the hub is under way',
        HINT = 'Write the columns of {{ table.entry.table_name }}.',
        SCHEMA = 'v1_hub', TABLE = {{ table.entry.leaf | literal }}, COLUMN = 'result_data',
        CONSTRAINT = {{ check_name | literal }};
END;
{% else %}
DECLARE
    v_wrong text := CASE
        WHEN jsonb_typeof(p_document) <> 'object' THEN 'it is no object'
{% for check in key_checks %}
        WHEN {{ fold.is_wrong(check.column, check.base_type, check.max_length) }}
            THEN {{ ("key " ~ check.column.legacy_name ~ " is not of type " ~ check.column.type) | literal }}
{% endfor %}
    END;
BEGIN
    IF v_wrong IS NOT NULL THEN
        RAISE check_violation USING
            MESSAGE = 'result_data cannot be read by legacy code: ' || v_wrong,
            DETAIL = left(p_document::text, 500),
            HINT = 'Write the JSON type of the retired column, or leave the key out where it has no value.',
            SCHEMA = 'v1_hub', TABLE = {{ table.entry.leaf | literal }}, COLUMN = 'result_data',
            CONSTRAINT = {{ check_name | literal }};
    END IF;
    RETURN TRUE;
END;
{% endif %}
$v1_hub$;

COMMENT ON FUNCTION v1_hub.{{ check_function | ident }}(jsonb) IS
'True where the retired columns can be read out of the document. Raises 23514 and names the key.';
