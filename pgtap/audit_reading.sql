-- The past is read back: one row, the whole table in its own type, one difference, big values too.
BEGIN;
SELECT plan(10);
-- The log's owner may be another than the tables', and must read them.
ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO public;
ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO public;

CREATE TABLE public.r (
    id int PRIMARY KEY DEFERRABLE, v text, n numeric, big text, j json, f float8, iv interval,
    b bytea, a int[], r int4range, t timestamptz
);
SELECT v1_hub.audit_enable('public.r');
CREATE TEMPORARY TABLE moment (k int, at timestamptz, held text);
CREATE FUNCTION pg_temp.snap(p_k int) RETURNS void LANGUAGE sql AS $$
    INSERT INTO moment
    SELECT p_k, clock_timestamp(), (SELECT string_agg(r::text, E'\n' ORDER BY r.id) FROM public.r);
$$;
CREATE FUNCTION pg_temp.do(p_k int, p_sql text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE p_sql;
    PERFORM pg_temp.snap(p_k);
END;
$$;

SELECT pg_temp.snap(0);
SELECT pg_temp.do(k, s)
FROM (
    VALUES
    (1, $$ INSERT INTO public.r VALUES (1, 'a', 1.10, NULL, '{"x" : 1, "x":2}', 0.1::float8 + 0.2,
        '-1 day 2 hours', '\xdead', '{{1},{2}}', '[1,4)', '2026-01-01 00:00+09'),
        (2, 'b', 'NaN', NULL, '[ "\u0000" ]', '-Infinity', NULL, NULL, NULL, 'empty', 'infinity') $$),
    (2, $$ UPDATE public.r SET big = repeat('가', 5000) WHERE id = 1 $$),
    (3, $$ UPDATE public.r SET v = 'A' WHERE id = 1 $$),
    (4, $$ UPDATE public.r SET id = 3 - id $$),
    (5, $$ UPDATE public.r SET v = v || '!', n = n + 1 $$),
    (6, $$ DELETE FROM public.r WHERE id = 1 $$),
    (7, $$ INSERT INTO public.r (id, v) SELECT g, 'new' FROM generate_series(1, 40, 3) AS g $$),
    (8, $$ UPDATE public.r SET n = 1.100, v = v || id WHERE id <> 4 $$),
    (9, $$ UPDATE public.r SET id = id + 1, v = v || '+' $$),
    (10, $$ TRUNCATE public.r $$),
    (11, $$ INSERT INTO public.r (id, v) VALUES (1, 'last') $$)
) AS x (k, s);

SELECT is_empty(
    $$
    SELECT m.k, m.held, x.held FROM moment AS m
    CROSS JOIN LATERAL (
        SELECT string_agg(r::text, E'\n' ORDER BY r.id) AS held
        FROM v1_hub.table_at(NULL::public.r, m.at) AS r
    ) AS x
    WHERE m.held IS DISTINCT FROM x.held
    $$, 'table_at gives every row of every moment as it was, byte for byte'
);
SELECT is_empty(
    $$
    SELECT m.k, i.id FROM moment AS m
    CROSS JOIN generate_series(1, 41) AS i (id)
    WHERE v1_hub.row_at('public.r', i.id, m.at) IS DISTINCT FROM (
        SELECT a.image FROM v1_hub.audit_images_at('public.r', m.at) AS a WHERE (a.image ->> 'id')::int = i.id
    )
    $$, 'row_at agrees with table_at'
);
SELECT is_empty(
    $$ SELECT * FROM v1_hub.audit_verify('public.r') $$, 'audit_verify finds nothing amiss'
);
SELECT results_eq(
    $$ SELECT action FROM v1_hub.row_history('public.r', 2) LIMIT 6 $$,
    $$ VALUES ('INSERT'), ('UPDATE'), ('UPDATE'), ('UPDATE'), ('UPDATE'), ('UPDATE') $$,
    'row_history follows a key, what it was before and after a swap'
);
SELECT ok(
    (
        SELECT bool_and(length(l.old_data::text) < 1000) AND bool_or(l.left_out = '{big}')
        FROM v1_hub_audit_log AS l
        WHERE l.table_name = 'r' AND l.action = 'UPDATE' AND l.old_key IS NULL AND l.id > (
            SELECT min(b.id) FROM v1_hub_audit_log AS b
            WHERE b.table_name = 'r' AND length(b.new_data ->> 'big') = 5000
        )
    ), 'an unchanged big value is not written again'
);
SELECT ok(
    (
        SELECT count(h.new_data ->> 'big') > 3
        FROM v1_hub.row_history('public.r', '2') AS h
        WHERE length(h.new_data ->> 'big') = 5000
    ), 'and row_history shows it all the same'
);
SELECT results_eq(
    $$
    SELECT d.* FROM v1_hub_audit_log AS l CROSS JOIN LATERAL v1_hub.audit_diff(l.id) AS d
    WHERE l.table_name = 'r' AND v1_hub.audit_changed(l.old_data, l.new_data, NULL) = '{v}'
    ORDER BY l.id LIMIT 1
    $$,
    $$ VALUES ('v', '"a"'::jsonb, '"A"'::jsonb) $$, 'audit_diff gives old and new per column'
);

-- As someone writes into the history of a row by hand.
SELECT pg_temp.snap(12);
INSERT INTO v1_hub_audit_log (table_name, record_id, action, source_id)
SELECT
    'r',
    1,
    'NOTE',
    t.id
FROM v1_hub.audit_tables AS t
WHERE t.table_name = 'r';
SELECT is(
    (
        SELECT string_agg(r::text, E'\n' ORDER BY r.id)
        FROM moment AS m
        CROSS JOIN LATERAL v1_hub.table_at(NULL::public.r, m.at - interval '1 day') AS r
        WHERE m.k = 12
    ), NULL, 'an entry without images tells nothing of the rows'
);

SET LOCAL timezone = 'America/New_York';
SET LOCAL datestyle = 'SQL, DMY';
SET LOCAL intervalstyle = 'iso_8601';
SET LOCAL bytea_output = 'escape';
SET LOCAL extra_float_digits = -5;
INSERT INTO public.r VALUES (
    50, 'a', 1, NULL, NULL, 0.1::float8 + 0.2, '-1 day 2 hours', '\xdead', NULL, NULL,
    timestamptz '2026-01-01 00:00+09'
);
SELECT is(
    (
        SELECT new_data FROM v1_hub_audit_log
        WHERE table_name = 'r' AND record_id = 50
    ),
    '{"id": 50, "v": "a", "n": 1, "f": 0.30000000000000004, "b": "\\xdead",
    "iv": "-1 days +02:00:00",
    "t": "2025-12-31T15:00:00+00:00", "big": null, "j": null, "a": null, "r": null}'::jsonb,
    'an image does not depend on the settings of the session'
);
SELECT is(
    concat_ws(
        '|', current_setting('timezone'), current_setting('datestyle'),
        current_setting('intervalstyle'), current_setting('bytea_output'),
        current_setting('extra_float_digits'),
        (
            SELECT changed_at = localtimestamp FROM v1_hub_audit_log
            WHERE record_id = 50 AND table_name = 'r'
        )
    ),
    'America/New_York|SQL, DMY|iso_8601|escape|-5|t', 'and the session keeps them'
);

SELECT finish();
ROLLBACK;
