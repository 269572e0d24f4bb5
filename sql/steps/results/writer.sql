{% import 'steps/results/macros.sql' as fold %}
{% set typed = table.columns if mode == 'unfolding' else table.typed %}
{% macro change(pad) -%}
UPDATE {{ leaf }} AS l
{{ pad }}SET
{% for column in typed %}
{{ pad }}    {{ column.log_name | ident }} = NEW.{{ column.legacy_name | field }},
{% endfor %}
{% if mode == 'folding' %}
{% for column in table.folded %}
{{ pad }}    {{ column.log_name | ident }} = NULL,
{% endfor %}
{% endif %}
{% if mode == 'unfolding' %}
{{ pad }}    result_data = NULL
{% else %}
{{ pad }}    result_data = (coalesce(l.result_data, '{}') - {{ fold.keys(table.folded, pad | length + 4) }})
{{ pad }}    || {{ fold.document('NEW', table.folded, 'legacy_name', pad | length + 4) }}
{% endif %}
{{ pad }}WHERE {{ key_of_leaf }};
{%- endmacro %}
CREATE OR REPLACE FUNCTION v1_hub.{{ writer | ident }}()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER -- whoever may write through the view holds no right on the leaf
SET search_path = pg_catalog, pg_temp
AS $v1_hub$
DECLARE
    v_now text;
    v_message text;
    v_constraint text;
    v_column text;
BEGIN
    IF tg_op = 'INSERT' THEN
        INSERT INTO {{ leaf }} (
{% for column in typed %}
            {{ column.log_name | ident }},
{% endfor %}
            result_data
        ) VALUES (
{% for column in typed %}
            NEW.{{ column.legacy_name | field }},
{% endfor %}
{% if mode == 'unfolding' %}
            NULL
{% else %}
            {{ fold.document('NEW', table.folded, 'legacy_name', 12) }}
{% endif %}
        );
        RETURN NEW;
    END IF;

    -- The row, locked, as the view shows it now: is it still what the statement has seen?
    PERFORM 1 FROM {{ leaf }} AS l WHERE {{ key_of_leaf }} FOR NO KEY UPDATE;
    SELECT (v.*)::text INTO v_now FROM {{ view }} AS v WHERE {{ key_of_view }};
    IF v_now = OLD::text AND tg_op = 'DELETE' THEN
        DELETE FROM {{ leaf }} AS l WHERE {{ key_of_leaf }};
        RETURN OLD;
    ELSIF v_now = OLD::text AND has_table_privilege(
        coalesce(nullif(current_setting('role'), 'none'), session_user), tg_relid, 'SELECT'
    ) THEN
        {{ change('        ') }}
        RETURN NEW;
    ELSIF v_now = OLD::text THEN
        -- An error tells our rights the whole row; this caller may not read it.
        BEGIN
            {{ change('            ') }}
        EXCEPTION
            WHEN integrity_constraint_violation THEN
                GET STACKED DIAGNOSTICS
                    v_message = MESSAGE_TEXT, v_constraint = CONSTRAINT_NAME, v_column = COLUMN_NAME;
                RAISE EXCEPTION USING
                    ERRCODE = sqlstate, MESSAGE = v_message, SCHEMA = 'v1_hub',
                    TABLE = {{ table.entry.leaf | literal }}, CONSTRAINT = v_constraint, COLUMN = v_column;
        END;
        RETURN NEW;
    END IF;

    -- Gone meanwhile, or met twice by one statement, which counts once: nothing to do, as on a table.
    -- What we see of a transaction in progress is our own, be it of a savepoint.
    PERFORM 1
    FROM {{ leaf }} AS l
    WHERE
        {{ key_of_leaf }}
        AND pg_xact_status((pg_current_xact_id()::text::bigint - age(l.xmin))::text::xid8)
        IS DISTINCT FROM 'in progress';
    IF found THEN
        RAISE serialization_failure USING
            MESSAGE = 'could not serialize access due to concurrent update',
            DETAIL = format(
                'A row of %I.%I is not as the statement saw it.', tg_table_schema, tg_table_name
            ),
            HINT = 'Repeat the statement.';
    END IF;
    RETURN NULL;
END;
$v1_hub$;

REVOKE ALL ON FUNCTION v1_hub.{{ writer | ident }}() FROM PUBLIC;
COMMENT ON FUNCTION v1_hub.{{ writer | ident }}() IS
'INSTEAD OF trigger of the view: typed columns as they come, the others as keys of result_data; keys '
'that are no legacy column stay. UPDATE and DELETE go through where the row is as the statement saw '
'it. Raises 40001 where another transaction has changed it since.';
