{% import 'steps/results/macros.sql' as fold %}
{% set typed = table.columns if mode == 'unfolding' else table.typed %}
{% set emptied = [] if mode == 'unfolding' else table.folded %}
CREATE OR REPLACE FUNCTION v1_hub.{{ writer | ident }}()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER -- whoever may write through the view holds no right on the leaf
SET search_path = pg_catalog, pg_temp
AS $v1_hub$
BEGIN
    IF tg_op = 'INSERT' THEN
        INSERT INTO {{ leaf }} (
{% for column in typed %}
            {{ column.log_name | ident }},
{% endfor %}
{% for column in emptied if column.legacy_name in defaulted %}
            {{ column.log_name | ident }},
{% endfor %}
            result_data
        ) VALUES (
{% for column in typed %}
            NEW.{{ column.legacy_name | ident }},
{% endfor %}
{% for column in emptied if column.legacy_name in defaulted %}
            NULL,
{% endfor %}
        {{ 'NULL' if mode == 'unfolding' else fold.document('NEW', table.folded, 'legacy_name') }}
        );
        RETURN NEW;
    ELSIF tg_op = 'UPDATE' THEN
        UPDATE {{ leaf }} AS l
        SET
{% for column in typed %}
            {{ column.log_name | ident }} = NEW.{{ column.legacy_name | ident }},
{% endfor %}
{% if mode == 'unfolding' %}
            result_data = NULL
{% else %}
{% if mode == 'folding' %}
{% for column in emptied %}
            {{ column.log_name | ident }} = NULL,
{% endfor %}
{% endif %}
            result_data = (coalesce(l.result_data, '{}') - {{ keys }}) || {{ fold.document('NEW', table.folded, 'legacy_name') }}
{% endif %}
        WHERE
            {{ key_matches }}
            AND (
{% for column in table.columns %}
                {{ fold.comparable('l', column, mode, uncomparable) }}{{ '' if loop.last else ',' }}
{% endfor %}
            ) IS NOT DISTINCT FROM (
{% for column in table.columns %}
                OLD.{{ column.legacy_name | ident }}{{ '::text' if column.legacy_name in uncomparable }}{{ '' if loop.last else ',' }}
{% endfor %}
            );
        IF found THEN
            RETURN NEW;
        END IF;
    ELSE
        DELETE FROM {{ leaf }} AS l
        WHERE
            {{ key_matches }}
            AND (
{% for column in table.columns %}
                {{ fold.comparable('l', column, mode, uncomparable) }}{{ '' if loop.last else ',' }}
{% endfor %}
            ) IS NOT DISTINCT FROM (
{% for column in table.columns %}
                OLD.{{ column.legacy_name | ident }}{{ '::text' if column.legacy_name in uncomparable }}{{ '' if loop.last else ',' }}
{% endfor %}
            );
        IF found THEN
            RETURN OLD;
        END IF;
    END IF;
    -- Gone meanwhile, or met twice by one statement, which counts once: nothing to do, as on a table.
    PERFORM 1 FROM {{ leaf }} AS l
    WHERE {{ key_matches }} AND l.xmin <> pg_current_xact_id()::xid;
    IF found THEN
        RAISE serialization_failure USING
            MESSAGE = 'could not serialize access due to concurrent update',
            DETAIL = format('A row of %I.%I is not as the statement saw it.', tg_table_schema, tg_table_name),
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
