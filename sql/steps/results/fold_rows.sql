{% import 'steps/macros.sql' as m %}
{% import 'steps/results/macros.sql' as fold %}
-- A batch of rows: columns become keys, or on the way back keys columns; then what new code wrote besides
-- is kept aside. Each row is read as the view reads it before and after, and both must be the same. What
-- somebody else holds is left.
WITH due AS (
    SELECT count(*) AS rows
    FROM {{ leaf }} AS l
    WHERE
        l.ctid >= {{ first }}::tid
        AND l.ctid < {{ last }}::tid
        AND l.result_data IS {{ 'NULL' if direction == 'fold' else 'NOT NULL' }}
),

chosen AS (
    SELECT
        l.ctid AS place,
{% if direction == 'unfold' %}
        {{ m.row_key(key_columns) }} AS row_key,
        (l.result_data - {{ fold.keys(table.folded, 8) }}) || coalesce({{ m.extra(others) }}, '{}') AS extra,
{% endif %}
        ROW(
{% for column in table.columns %}
            {{ fold.value('l', column, 'folding', 12) }}{{ '' if loop.last else ',' }}
{% endfor %}
        )::text AS image
    FROM {{ leaf }} AS l
    WHERE
        l.ctid >= {{ first }}::tid
        AND l.ctid < {{ last }}::tid
        AND l.result_data IS {{ 'NULL' if direction == 'fold' else 'NOT NULL' }}
    FOR NO KEY UPDATE SKIP LOCKED
),
{% if direction == 'unfold' %}

kept AS (
    INSERT INTO v1_hub_retired.{{ extra | ident }} (row_key, extra)
    SELECT
        c.row_key,
        c.extra
    FROM chosen AS c
    WHERE c.extra <> '{}'
),
{% endif %}

written AS (
    UPDATE {{ leaf }} AS l
    SET
{% if direction == 'fold' %}
{% for column in table.folded %}
        {{ column.log_name | ident }} = NULL,
{% endfor %}
        result_data = {{ fold.document('l', table.folded, 'log_name', 8) }}
{% else %}
{% for column in table.folded %}
        {{ column.log_name | ident }} = {{ fold.from_document('l.result_data', column) }},
{% endfor %}
        result_data = NULL
{% endif %}
    FROM chosen AS c
    WHERE l.ctid = c.place
    RETURNING
        c.image,
        ROW(
{% for column in table.columns %}
            {{ fold.value('l', column, 'folding', 12) }}{{ '' if loop.last else ',' }}
{% endfor %}
        )::text AS image_after
)

SELECT
    count(*) AS rows,
    (SELECT d.rows FROM due AS d) - count(*) AS rows_left,
    count(*) FILTER (WHERE w.image <> w.image_after) AS different,
    min(w.image) FILTER (WHERE w.image <> w.image_after) AS before,
    min(w.image_after) FILTER (WHERE w.image <> w.image_after) AS after
FROM written AS w;
