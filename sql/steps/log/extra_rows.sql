{# Values in columns of other logs, and keys of result_data, that the table has no column for. #}
SELECT
    jsonb_build_array({{ key_columns | idents('l') }}) AS row_key,
    {{ "coalesce(l.result_data - " ~ keys ~ ", '{}') || " if table.folded }}coalesce(o.held, '{}') AS extra
FROM {{ leaf }} AS l
CROSS JOIN LATERAL (
    SELECT jsonb_object_agg(e.key, e.value) AS held
    FROM jsonb_each(to_jsonb(l.*)) AS e
    WHERE e.value <> 'null' AND e.key = any({{ others | literal }}::text []) -- noqa: LT01
) AS o
WHERE
    {{ "l.result_data - " ~ keys ~ " <> '{}' OR " if table.folded }}NOT row({{ others | idents('l') }}) IS NULL
