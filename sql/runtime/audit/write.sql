-- The writing path: one row trigger. It refuses nothing; what a table needs beyond is in its flags.
CREATE OR REPLACE FUNCTION v1_hub.audit_refine(
    p_args text[], p_table oid, INOUT p_old jsonb, INOUT p_new jsonb, OUT skip boolean,
    OUT key jsonb, OUT old_key jsonb, OUT left_out text[], OUT masked_changes text[],
    OUT moment timestamptz
)
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_renames jsonb;
    v_keys text[] := p_args[4]::text[];
    v_masked text[] := p_args[5]::text[];
    v_image jsonb := coalesce(p_new, p_old);
    v_update boolean := p_old IS NOT NULL AND p_new IS NOT NULL;
BEGIN
    -- @plpgsql_check_options: other_warnings = off
    -- A column that is not there was renamed or dropped since the triggers were made.
    IF NOT v_image ?& (v_keys || v_masked) THEN
        v_renames := (SELECT k.renames FROM v1_hub.audit_look(p_table, p_args[0]::integer) AS k);
        v_keys := v1_hub.audit_rename_names(v_keys, v_renames);
        v_masked := v1_hub.audit_rename_names(v_masked, v_renames);
    END IF;
    IF v_image ?| {{ masked | literal }} THEN
        v_masked := v1_hub.audit_hidden(p_table, v_masked);
    END IF;
    IF v_update AND p_args[3] LIKE '%ignored%' THEN
        skip := record_image_eq(ROW(p_old - p_args[6]::text[]), ROW(p_new - p_args[6]::text[]));
    END IF;
    IF p_args[3] LIKE '%moment%' THEN
        moment := to_timestamp(substring(
            current_setting('v1_hub.audit_moment', TRUE) FROM '^[0-9]{1,11}[.][0-9]+$'
        )::double precision);
        IF moment NOT BETWEEN now() AND clock_timestamp() THEN
            moment := NULL; -- a function of the statement has set it
        END IF;
    END IF;
    key := v1_hub.audit_key_of(v_image, v_keys);
    old_key := v1_hub.audit_key_of(coalesce(p_old, p_new), v_keys);
    IF v_update THEN
        FOR v_i IN 1..cardinality(v_masked) LOOP
            IF record_image_ne(ROW(p_old -> v_masked[v_i]), ROW(p_new -> v_masked[v_i])) THEN
                masked_changes := masked_changes || v_masked[v_i];
            END IF;
        END LOOP;
    END IF;
    p_old := v1_hub.audit_mask(p_old, v_masked);
    p_new := v1_hub.audit_mask(p_new, v_masked);
    -- By bytes: as text a number of few bytes may have 130,000 digits, and a value be too long.
    -- Not where the key changes: the next image of the same key must have it. Nor of the table
    -- whose history is read in its log as the retired one was, which had all.
    IF v_update AND key = old_key AND pg_column_size(p_new) > 2000
        AND p_args[1] <> 'v1_hub_work_slots'
    THEN
        left_out := (
            SELECT array_agg(e.key)
            FROM jsonb_each(p_new) AS e
            WHERE pg_column_size(e.value) > 2000
                AND record_image_eq(ROW(e.value), ROW(p_old -> e.key))
        );
        IF left_out IS NOT NULL THEN
            p_old := p_old - left_out;
            p_new := p_new - left_out;
        END IF;
    END IF;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_refine(text[], oid, jsonb, jsonb) IS
'Both images of a change as they are to be logged, and what belongs to them; p_args are those of the
trigger (v1_hub.audit_arguments), skip says that only ignored columns changed.';

CREATE OR REPLACE FUNCTION v1_hub.audit_row()
RETURNS trigger
LANGUAGE plpgsql
-- As its owner, for no role needs a right on the log to have its changes recorded.
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_old jsonb;
    v_new jsonb;
    v_key jsonb;
    v_old_key jsonb;
    v_record_id integer;
    v_left_out text[];
    v_masked_changes text[];
    v_omitted text[];
    v_moment timestamptz;
    v_context jsonb;
    v_skip boolean;
BEGIN
    -- Few and simple expressions: each is set up anew in every transaction, which is half of the
    -- cost. A WHEN of the trigger costs more than this; for ignored columns it earns it.
    IF OLD *= NEW THEN
        RETURN NULL;
    END IF;
    BEGIN
        IF TG_ARGV[8] <> '' THEN
            SELECT c.old, c.new INTO v_old, v_new
            FROM v1_hub.audit_canonical(TG_RELID, OLD, NEW, TG_ARGV[8]) AS c;
        ELSE
            v_old := to_jsonb(OLD.*);
            v_new := to_jsonb(NEW.*);
        END IF;
    EXCEPTION
        WHEN data_exception OR program_limit_exceeded THEN
            SELECT c.old, c.new INTO v_old, v_new
            FROM v1_hub.audit_canonical(TG_RELID, OLD, NEW, 'cut') AS c;
    END;
    IF TG_ARGV[7] <> '{}' THEN
        -- The columns of other logs, if all of them are NULL; audit_live() does the same.
        v_omitted := TG_ARGV[7]::text[];
        v_old := CASE WHEN jsonb_strip_nulls(v_old) ?| v_omitted THEN v_old
            ELSE v_old - v_omitted END;
        v_new := CASE WHEN jsonb_strip_nulls(v_new) ?| v_omitted THEN v_new
            ELSE v_new - v_omitted END;
    END IF;
    v_key := coalesce(v_new, v_old) -> TG_ARGV[2];
    IF v_key IS NULL OR TG_ARGV[3] <> '' OR pg_column_size(v_new) > 2000
        OR coalesce(v_new, v_old) ?| {{ masked | literal }}
    THEN
        SELECT r.p_old, r.p_new, r.skip, r.key, r.old_key, r.left_out, r.masked_changes, r.moment
        INTO v_old, v_new, v_skip, v_key, v_old_key, v_left_out, v_masked_changes, v_moment
        FROM v1_hub.audit_refine(TG_ARGV, TG_RELID, v_old, v_new) AS r;
    END IF;
    IF v_skip THEN
        RETURN NULL;
    END IF;
    IF current_setting('v1_hub.context', TRUE) <> '' THEN
        v_context := v1_hub.audit_context(current_setting('v1_hub.context'), TG_ARGV[5]::text[]);
    END IF;
    v_record_id := CASE WHEN v_key BETWEEN '-2147483648' AND '2147483647'
        THEN CASE WHEN v_key = to_jsonb(v_key::integer) THEN v_key::integer END END;
    INSERT INTO {{ hub | ident }}.v1_hub_audit_log (
        table_name, record_id, action, changed_by, changed_at, old_data, new_data, source_id,
        record_key, old_key, happened_at, transaction_id, session_role, application_name,
        client_addr, context, left_out, masked_changes
    )
    VALUES (
        TG_ARGV[1], v_record_id, TG_OP,
        coalesce(
            nullif(current_setting('v1_hub.actor', TRUE), ''),
            nullif(current_setting('role'), 'none'), session_user
        )::varchar(100),
        localtimestamp, v_old, v_new, TG_ARGV[0]::integer,
        CASE WHEN v_record_id IS NULL THEN v_key END,
        nullif(coalesce(v_old_key, v_old -> TG_ARGV[2]), v_key),
        coalesce(v_moment, clock_timestamp()), pg_current_xact_id(), session_user,
        current_setting('application_name'), inet_client_addr(), v_context, v_left_out,
        v_masked_changes
    );
    RETURN NULL;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_row() IS
'AFTER INSERT, UPDATE or DELETE row trigger; PostgreSQL clones it to every partition.';
REVOKE ALL ON FUNCTION v1_hub.audit_row() FROM public;

CREATE OR REPLACE FUNCTION v1_hub.audit_statement()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM set_config('v1_hub.audit_moment', extract(EPOCH FROM clock_timestamp())::text, TRUE);
    RETURN NULL;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_statement() IS
'BEFORE statement trigger where one statement may swap keys: its rows get one happened_at.';

CREATE OR REPLACE FUNCTION v1_hub.audit_truncate()
RETURNS trigger
LANGUAGE plpgsql
-- As its owner, for no role needs a right on the log to have its changes recorded.
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_readable boolean := has_table_privilege(TG_RELID, 'SELECT') AND NOT row_security_active(TG_RELID);
    v_source integer := TG_ARGV[0]::integer;
    v_renames jsonb := (SELECT k.renames FROM v1_hub.audit_look(TG_RELID, v_source) AS k);
    v_keys text[] := v1_hub.audit_rename_names(TG_ARGV[4]::text[], v_renames);
    v_secrets text[] := v1_hub.audit_hidden(
        TG_RELID, v1_hub.audit_rename_names(TG_ARGV[5]::text[], v_renames)
    );
    v_context jsonb := CASE
        WHEN NOT v_readable THEN jsonb_build_object('rows_not_logged', 'they could not be read')
        ELSE v1_hub.audit_context(nullif(current_setting('v1_hub.context', TRUE), ''), v_secrets)
    END;
    v_cut boolean;
BEGIN
    FOREACH v_cut IN ARRAY ARRAY[FALSE, TRUE] LOOP
        BEGIN
            INSERT INTO {{ hub | ident }}.v1_hub_audit_log (
                table_name, record_id, action, changed_by, changed_at, old_data, source_id,
                record_key, happened_at, transaction_id, session_role, application_name,
                client_addr, context
            )
            SELECT
                TG_ARGV[1], k.record_id, 'TRUNCATE',
                coalesce(
                    nullif(current_setting('v1_hub.actor', TRUE), ''),
                    nullif(current_setting('role'), 'none'), session_user
                )::varchar(100),
                localtimestamp, r.image, v_source, CASE WHEN k.record_id IS NULL THEN r.key END,
                clock_timestamp(), pg_current_xact_id(), session_user,
                current_setting('application_name'), inet_client_addr(), v_context
            FROM (
                -- Of a partitioned table also partitions that have no trigger of their own yet.
                SELECT l.key, l.image
                FROM v1_hub.audit_parts(TG_RELID) AS p
                CROSS JOIN LATERAL v1_hub.audit_live(p.relid, v_keys, v_secrets, NULL, v_cut) AS l
                WHERE v_readable AND p.isleaf AND (p.relid = TG_RELID OR NOT EXISTS (
                    SELECT FROM pg_trigger AS g
                    WHERE g.tgrelid = p.relid AND g.tgfoid = 'v1_hub.audit_truncate()'::regprocedure
                ))
                UNION ALL
                SELECT NULL, NULL WHERE TG_ARGV[9] <> 'leaf'
            ) AS r
            CROSS JOIN LATERAL (SELECT v1_hub.audit_record_id(r.key) AS record_id) AS k;
            EXIT;
        EXCEPTION
            WHEN data_exception OR program_limit_exceeded THEN
                NULL; -- a row that JSON cannot hold, or that cannot be read, is cut
        END;
    END LOOP;
    RETURN NULL;
END;
$$;

COMMENT ON FUNCTION v1_hub.audit_truncate() IS
'BEFORE TRUNCATE trigger: one row of action TRUNCATE per row that goes, then one without a key. Rows
that the owner of the log may not read are not logged, but TRUNCATE goes on.';
REVOKE ALL ON FUNCTION v1_hub.audit_truncate() FROM public;
