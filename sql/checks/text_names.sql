-- Functions by name and types of arguments, as pg_identify_object() tells them; NULL: not there.
SELECT
    f.name,
    (pg_identify_object('pg_proc'::regclass, to_regprocedure(f.name), 0)).identity AS identity
FROM unnest(%(names)s::text[]) AS f (name)
