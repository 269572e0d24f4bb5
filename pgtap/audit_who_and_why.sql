-- changed_by is the actor, else the acting role, never a definer; the context says why.
BEGIN;
SELECT plan(9);
-- The log's owner may be another than the tables', and must read them.
ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO public;
ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO public;

CREATE ROLE audit_alice;
CREATE ROLE audit_bob;
CREATE ROLE audit_definer;
GRANT audit_bob TO audit_alice;
CREATE TABLE public.w (id int PRIMARY KEY, v text, "ApiKey" text);
GRANT SELECT, INSERT, UPDATE ON public.w TO audit_alice, audit_bob, audit_definer;
SELECT v1_hub.audit_enable('public.w', p_secrets => '{ApiKey}');
CREATE FUNCTION public.define(p_id int) RETURNS void LANGUAGE sql SECURITY DEFINER AS $$
    INSERT INTO public.w VALUES (p_id, 'defined');
$$;
ALTER FUNCTION public.define(int) OWNER TO audit_definer;
CREATE FUNCTION pg_temp.who(p_id int) RETURNS text LANGUAGE sql AS $$
    SELECT max(l.changed_by) FROM public.v1_hub_audit_log AS l
    WHERE l.table_name = 'w' AND l.record_id = p_id;
$$;

SET LOCAL SESSION AUTHORIZATION audit_alice;
INSERT INTO public.w VALUES (1, 'a');
SELECT public.define(2);
SET LOCAL ROLE audit_bob;
INSERT INTO public.w VALUES (3, 'a');
SELECT public.define(4);
SELECT set_config('v1_hub.actor', '김철수', TRUE);
SELECT
    set_config(
        'v1_hub.context',
        '{"request": 7, "auth": {"Token": "t0p", "list": [{"password": "p"}]}, "apiKey": "k"}',
        TRUE
    );
INSERT INTO public.w VALUES (5, 'a');
SELECT set_config('v1_hub.actor', repeat('x', 300), TRUE);
SELECT set_config('v1_hub.context', 'no json, password=1234', TRUE);
INSERT INTO public.w VALUES (6, 'a');
SELECT throws_ok(
    'SELECT * FROM public.v1_hub_audit_log', '42501', NULL, 'who writes needs no right on the log'
);
RESET SESSION AUTHORIZATION;

SELECT is(pg_temp.who(1), 'audit_alice', 'the session''s role');
SELECT is(pg_temp.who(2), 'audit_alice', 'not the definer of a function');
SELECT is(pg_temp.who(3), 'audit_bob', 'the role of SET ROLE');
SELECT is(pg_temp.who(4), 'audit_bob', 'also inside SECURITY DEFINER code');
SELECT is(pg_temp.who(5), '김철수', 'v1_hub.actor comes first');
SELECT is(length(pg_temp.who(6)), 100, 'an actor that is too long is cut, not refused');
SELECT is(
    (
        SELECT context FROM v1_hub_audit_log
        WHERE table_name = 'w' AND record_id = 5
    ),
    '{"request": 7, "auth": {"Token": "***", "list": [{"password": "***"}]}, "apiKey": "***"}',
    'the context is kept with its secrets masked at any depth'
);
SELECT is(
    (
        SELECT
            (
                l.context, l.session_role, l.transaction_id = pg_current_xact_id(),
                now() <= l.happened_at,
                l.application_name = current_setting('application_name')
            )::text
        FROM v1_hub_audit_log AS l
        WHERE l.table_name = 'w' AND l.record_id = 6
    ), '("{""unreadable_context_of_length"": 22}",audit_alice,t,t,t)',
    'a context that is no JSON stops nothing; session, transaction and times are told'
);

SELECT finish();
ROLLBACK;
