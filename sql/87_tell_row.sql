-- The life of one row in lines for people: install.py audit TABLE KEY.
CREATE OR REPLACE FUNCTION v1_hub.tell_row(p_table_name text, p_key text)
RETURNS TABLE (happened_at text, action text, changed_by text, change text)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
SET jit = off -- compiling takes far longer than reading
AS $$
    -- A retired name is a view: its rows were logged as those of the leaf.
    WITH place AS (
        SELECT
            CASE
                WHEN c.relkind = 'v' THEN to_regclass(format('v1_hub.%I', p_table_name))
                ELSE coalesce(c.oid, to_regclass(p_table_name))
            END AS oid
        FROM (SELECT coalesce(v1_hub.hub_relation(p_table_name), to_regclass(p_table_name)) AS oid)
        AS f
        LEFT JOIN pg_class AS c ON c.oid = f.oid
    )

    SELECT
        to_char(h.happened_at, 'YYYY-MM-DD HH24:MI:SS'),
        h.action,
        h.changed_by,
        coalesce(
            h.change_summary,
            (
                SELECT string_agg(
                    format('%s: %s → %s', n.name, h.old_data ->> n.name, h.new_data ->> n.name),
                    ', ' ORDER BY n.place
                )
                FROM unnest(h.changed_columns) WITH ORDINALITY AS n (name, place)
            ),
            coalesce(h.new_data, h.old_data)::text
        )
    FROM place AS p
    CROSS JOIN LATERAL v1_hub.row_history(p.oid::regclass, p_key) AS h
    WHERE p.oid IS NOT NULL
    ORDER BY h.id;
$$;

COMMENT ON FUNCTION v1_hub.tell_row(text, text) IS
'What was done to the row with this key of a table (bare name, or qualified), oldest first; the '
'key as text, a composite one as a JSON array. No row: nothing was logged of it.';
