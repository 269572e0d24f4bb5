{% import 'steps/results/macros.sql' as fold %}

-- What new code writes into result_data must break neither legacy reads nor the way back: an object,
-- whose legacy keys have the JSON type of their column. Other keys are welcome.
ALTER TABLE {{ leaf }}
    ADD CONSTRAINT {{ object_check | ident }}
    CHECK (jsonb_typeof(result_data) = 'object') NOT VALID
{%- for check in key_checks %}
,
    ADD CONSTRAINT {{ check.name | ident }}
    CHECK (
        {{ fold.key_check(check.column, check.base_type, check.max_length) }}
    ) NOT VALID
{%- endfor %}
;
