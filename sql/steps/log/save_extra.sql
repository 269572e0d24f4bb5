{% import 'steps/macros.sql' as m %}
-- What new code wrote and the table has no column for is kept aside.
CREATE TABLE IF NOT EXISTS v1_hub_retired.{{ extra | ident }} (
    row_key jsonb NOT NULL,
    extra jsonb NOT NULL,
    kept_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
ALTER TABLE v1_hub_retired.{{ extra | ident }} OWNER TO {{ owner }}; -- who may go on, whoever calls
COMMENT ON TABLE v1_hub_retired.{{ extra | ident }} IS
'What was no column of {{ table.entry.table_name }}, by the key of its row.';
INSERT INTO v1_hub_retired.{{ extra | ident }} (row_key, extra)
SELECT
    h.row_key,
    h.extra
FROM (
    SELECT
        {{ m.row_key(key_columns) }} AS row_key,
        {{ m.extra(others) }} AS extra
    FROM {{ leaf }} AS l
{% if since %}
    WHERE age(l.xmin) <= age({{ since | literal }}::xid)
{% endif %}
) AS h
WHERE h.extra IS NOT NULL
EXCEPT -- a rollback that was interrupted comes here again
SELECT
    k.row_key,
    k.extra
FROM v1_hub_retired.{{ extra | ident }} AS k;
