-- The life of one row in lines for people, oldest first: install.py audit TABLE KEY.
SELECT
    to_char(h.happened_at, 'YYYY-MM-DD HH24:MI:SS') AS happened_at,
    h.action,
    h.changed_by,
    coalesce(
        h.change_summary,
        (
            SELECT
                string_agg(
                    format(
                        '%%s: %%s -> %%s', n.name, h.old_data ->> n.name, h.new_data ->> n.name
                    ),
                    ', ' ORDER BY n.place
                )
            FROM unnest(h.changed_columns) WITH ORDINALITY AS n (name, place)
        ),
        coalesce(h.new_data, h.old_data)::text
    ) AS change
FROM v1_hub.row_history(%(table)s::regclass, %(key)s) AS h
ORDER BY h.id;
