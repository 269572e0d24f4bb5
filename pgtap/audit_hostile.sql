-- Objects named like ours, in the session's path or in pg_temp, change nothing.
-- noqa: disable=LT05,PRS
BEGIN;
SELECT plan(3);
-- The log's owner may be another than the tables', and must read them.
ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO public;
ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO public;

CREATE TABLE public.h (
    id int PRIMARY KEY, o text, n text, d text, r text, c text, changed_rows text, v_zone text,
    tg_argv text, p text, w text, i text, k text
);
SELECT v1_hub.audit_enable('public.h');
CREATE TEMPORARY TABLE v1_hub_audit_log (LIKE public.v1_hub_audit_log);
CREATE TEMPORARY TABLE changed_rows (id int);
CREATE TEMPORARY TABLE old_rows (id int);
CREATE FUNCTION pg_temp.to_jsonb(anyelement) RETURNS jsonb LANGUAGE sql AS $$ SELECT '"hacked"'::jsonb $$;
CREATE FUNCTION pg_temp.evil(jsonb, text) RETURNS jsonb LANGUAGE sql AS $$ SELECT '"hacked"'::jsonb $$;
CREATE OPERATOR pg_temp.-> (LEFTARG = jsonb, RIGHTARG = text, FUNCTION = pg_temp.evil);
SET LOCAL search_path = pg_temp, pg_catalog, public, tap;

INSERT INTO public.h (id, o, n, d) SELECT g, 'o', 'n', 'd' FROM generate_series(1, 30) AS g;
UPDATE public.h SET o = 'O', v_zone = 'z' WHERE id = 1;
UPDATE public.h SET c = 'C';
DELETE FROM public.h WHERE id = 1;
SELECT is(
    (SELECT count(*) FROM public.v1_hub_audit_log WHERE table_name = 'h'), 62::bigint,
    'every change is in the log'
);
SELECT is(
    (
        SELECT count(*) FROM public.v1_hub_audit_log AS l
        WHERE l.table_name = 'h' AND coalesce(l.new_data, l.old_data) ?& '{id,o,n,v_zone,tg_argv,k}'
    ), 62::bigint, 'with whole rows'
);
SELECT results_eq(
    $$
    SELECT change_summary FROM v1_hub.row_history('public.h', 1)
    WHERE action = 'UPDATE' ORDER BY id
    $$,
    $$ VALUES ('o: o -> O, v_zone: NULL -> z'), ('c: NULL -> C') $$, 'and a summary in column order'
);

SELECT finish();
ROLLBACK;
