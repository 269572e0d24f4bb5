--
-- PostgreSQL database dump
--


-- Dumped from database version 15.20 (Debian 15.20-0+deb12u1)
-- Dumped by pg_dump version 15.20 (Debian 15.20-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: v1_hub; Type: SCHEMA; Schema: -; Owner: hub_owner
--

CREATE SCHEMA v1_hub;


ALTER SCHEMA v1_hub OWNER TO hub_owner;

--
-- Name: SCHEMA v1_hub; Type: COMMENT; Schema: -; Owner: hub_owner
--

COMMENT ON SCHEMA v1_hub IS 'Retired tables: leaves of the unified log, partitions of the audit log, functions of triggers.';


--
-- Name: v1_hub_retired; Type: SCHEMA; Schema: -; Owner: hub_owner
--

CREATE SCHEMA v1_hub_retired;


ALTER SCHEMA v1_hub_retired OWNER TO hub_owner;

--
-- Name: SCHEMA v1_hub_retired; Type: COMMENT; Schema: -; Owner: hub_owner
--

COMMENT ON SCHEMA v1_hub_retired IS 'Kept after a rollback: audit logs, and what had no place in the tables. Closed to applications.';


--
-- Name: init_daily_work_tracking(); Type: FUNCTION; Schema: public; Owner: hub_owner
--

CREATE FUNCTION public.init_daily_work_tracking() RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    v_added integer;
BEGIN
    INSERT INTO public.v1_hub_daily_work_tracking (work_slot_id, work_date, target_count)
    SELECT
        s.id,
        CURRENT_DATE,
        coalesce(s.daily_work_count, 100)
    FROM public.v1_hub_work_slots AS s
    WHERE
        s.is_active
        AND CURRENT_DATE BETWEEN s.start_date AND s.end_date
        AND NOT EXISTS (
            SELECT FROM public.v1_hub_daily_work_tracking AS t
            WHERE t.work_slot_id = s.id AND t.work_date = CURRENT_DATE
        )
    ORDER BY s.id
    ON CONFLICT (work_slot_id, work_date) DO NOTHING;
    GET DIAGNOSTICS v_added = ROW_COUNT;
    RETURN v_added;
END
$$;


ALTER FUNCTION public.init_daily_work_tracking() OWNER TO hub_owner;

--
-- Name: FUNCTION init_daily_work_tracking(); Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON FUNCTION public.init_daily_work_tracking() IS 'Adds today''s counters for the active slots that have none; returns how many it added.';


--
-- Name: v1_hub_log_work_slot_change(); Type: FUNCTION; Schema: public; Owner: hub_owner
--

CREATE FUNCTION public.v1_hub_log_work_slot_change() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    v_summary text;
BEGIN
    IF TG_OP = 'INSERT' THEN
        v_summary := 'created';
    ELSIF TG_OP = 'DELETE' THEN
        v_summary := 'deleted';
    ELSE
        v_summary := public.v1_hub_summarize_change(row_to_json(OLD), row_to_json(NEW));
        IF v_summary IS NULL THEN
            RETURN NULL;
        END IF;
    END IF;
    INSERT INTO public.v1_hub_work_slots_history (
        work_slot_id, changed_by, operation, old_data, new_data, change_summary
    )
    VALUES (
        coalesce(NEW.id, OLD.id), current_user, TG_OP, to_jsonb(OLD), to_jsonb(NEW), v_summary
    );
    RETURN NULL;
END
$$;


ALTER FUNCTION public.v1_hub_log_work_slot_change() OWNER TO hub_owner;

--
-- Name: FUNCTION v1_hub_log_work_slot_change(); Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON FUNCTION public.v1_hub_log_work_slot_change() IS 'Row trigger: a line in v1_hub_work_slots_history for a change of more than updated_at.';


--
-- Name: v1_hub_set_updated_at(); Type: FUNCTION; Schema: public; Owner: hub_owner
--

CREATE FUNCTION public.v1_hub_set_updated_at() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    NEW.updated_at := CURRENT_TIMESTAMP;
    RETURN NEW;
END
$$;


ALTER FUNCTION public.v1_hub_set_updated_at() OWNER TO hub_owner;

--
-- Name: FUNCTION v1_hub_set_updated_at(); Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON FUNCTION public.v1_hub_set_updated_at() IS 'Row trigger: updated_at is the time now.';


--
-- Name: v1_hub_summarize_change(json, json); Type: FUNCTION; Schema: public; Owner: hub_owner
--

CREATE FUNCTION public.v1_hub_summarize_change(p_old json, p_new json) RETURNS text
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT
        string_agg(
            format(
                '%s: %s -> %s',
                c.name, coalesce(c.old_value, 'NULL'), coalesce(c.new_value, 'NULL')
            ),
            ', ' ORDER BY c.ordinal
        )
    FROM ROWS FROM (json_each_text(p_old), json_each_text(p_new))
        WITH ORDINALITY AS c (name, old_value, new_name, new_value, ordinal)
    WHERE c.name <> 'updated_at' AND c.old_value IS DISTINCT FROM c.new_value
$$;


ALTER FUNCTION public.v1_hub_summarize_change(p_old json, p_new json) OWNER TO hub_owner;

--
-- Name: FUNCTION v1_hub_summarize_change(p_old json, p_new json); Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON FUNCTION public.v1_hub_summarize_change(p_old json, p_new json) IS 'One line of "column: old -> new", in column order, without updated_at; NULL if nothing changed.';


--
-- Name: apply_change(); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.apply_change() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    -- A SERIALIZABLE transaction must not even read the ledger, to which others append.
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RETURN NULL;
    END IF;
    -- Taken along already, or refused within the last minute.
    IF NOT EXISTS (
        SELECT FROM v1_hub.proxy_change AS c WHERE c.noted_at = NEW.noted_at
    ) OR EXISTS (
        SELECT FROM v1_hub.proxy_change AS c
        WHERE c.noted_at = 'infinity'
            -- What lies ahead is no time, or the clock was set back.
            AND (c.replaced ->> 'tried_at')::timestamptz BETWEEN
            statement_timestamp() - interval '1 min' AND statement_timestamp() + interval '1 min'
    ) THEN
        RETURN NULL;
    END IF;
    PERFORM FROM v1_hub.proxy AS p
    WHERE p.id = NEW.proxy_id OR p.link = NEW.link
    FOR NO KEY UPDATE SKIP LOCKED;
    -- Held by another transaction: it is applying all of this, as a rule.
    IF found OR NOT EXISTS (
        SELECT FROM v1_hub.proxy AS p WHERE p.id = NEW.proxy_id OR p.link = NEW.link
    ) THEN
        PERFORM v1_hub.apply_changes();
    END IF;
    RETURN NULL;
EXCEPTION
    -- A constraint, trigger or rule of v1_hub_proxies must not stop the write of a log.
    WHEN OTHERS THEN
        INSERT INTO v1_hub.proxy_change (noted_at, is_due, replaced)
        VALUES (
            'infinity', FALSE,
            jsonb_build_object('error', sqlerrm, 'tried_at', statement_timestamp())
        );
        RETURN NULL;
END;
$$;


ALTER FUNCTION v1_hub.apply_change() OWNER TO hub_owner;

--
-- Name: FUNCTION apply_change(); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.apply_change() IS 'Brings the proxy of a change up to date, and all others of which changes wait. What is locked, and what a transaction above READ COMMITTED has changed, stays in the ledger until somebody writes about any proxy, or refreshes. Raises nothing: what refuses it is noted at infinity, and it is tried again after a minute.';


--
-- Name: apply_changes(); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.apply_changes() RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    SET "TimeZone" TO 'UTC'
    SET "DateStyle" TO 'ISO, MDY'
    SET "IntervalStyle" TO 'postgres'
    SET bytea_output TO 'hex'
    SET extra_float_digits TO '1'
    AS $_$
DECLARE
    v_ids integer[];
BEGIN
    v_ids := ARRAY(
        SELECT p.id
        FROM v1_hub.proxy AS p
        WHERE p.id IN (SELECT t.of_proxy FROM v1_hub.proxy_told AS t)
        FOR NO KEY UPDATE SKIP LOCKED
    );
    WITH taken AS (
        -- Who has not got all proxies of a change, takes it not. What is about none (any more)
        -- nobody will read, and anybody may take: so it is locked first. By place, and not as a
        -- join, for which the planner might take the ledger for empty.
        DELETE FROM v1_hub.proxy_change AS c
        WHERE
            c.ctid = any(ARRAY(
                SELECT w.ctid
                FROM v1_hub.proxy_change AS w
                WHERE
                    w.ctid = any(ARRAY(
                        SELECT e.ctid FROM v1_hub.proxy_change AS e
                        EXCEPT
                        SELECT t.change
                        FROM v1_hub.proxy_told AS t
                        WHERE t.of_proxy NOT IN (SELECT unnest(v_ids))
                    ))
                FOR UPDATE SKIP LOCKED
            ))
        RETURNING c.*
    ),
    told AS (
        SELECT t.proxy_id AS of_proxy, t.* FROM taken AS t WHERE t.proxy_id IS NOT NULL
        UNION ALL
        SELECT p.id, t.* FROM taken AS t INNER JOIN v1_hub.proxy AS p ON p.link = t.link
    ),
    change AS (
        SELECT
            t.of_proxy,
            coalesce(sum(t.total), 0) AS total,
            coalesce(sum(t.success), 0) AS success,
            coalesce(sum(t.failed), 0) AS failed,
            coalesce(sum(t.response_ms), 0) AS response_ms,
            coalesce(sum(t.responses), 0) AS responses,
            max(t.used_at) AS used_at,
            max(t.unused_at) AS unused_at,
            max(t.beaten_at) AS beaten_at,
            max(t.unbeaten_at) AS unbeaten_at,
            jsonb_agg(t.replaced ORDER BY t.noted_at DESC) FILTER (WHERE t.replaced IS NOT NULL) AS replaced
        FROM told AS t
        GROUP BY t.of_proxy
    ),
    -- Whether the last that is known, or came, may have gone.
    lost AS (
        SELECT
            p.id, p.link,
            c.unused_at >= coalesce(greatest(p.last_used_at, c.used_at), c.unused_at) AS is_unused,
            c.unbeaten_at >= coalesce(greatest(p.last_heartbeat, c.beaten_at), c.unbeaten_at) AS is_unbeaten
        FROM change AS c
        INNER JOIN v1_hub.proxy AS p ON p.id = c.of_proxy
    )

    UPDATE v1_hub.proxy AS p
    SET
        ip_history = CASE
            WHEN c.replaced IS NULL THEN p.ip_history
            ELSE p.addresses || jsonb_path_query_array(
                jsonb_path_query_array(
                    c.replaced || coalesce(p.ip_history, '[]'), '$[*] ? (exists (@.replaced_at))'
                ),
                '$[0 to 19]'
            )
        END,
        last_heartbeat = CASE
            WHEN l.is_unbeaten THEN beaten.at ELSE greatest(p.last_heartbeat, c.beaten_at)
        END,
        usage_stats = CASE
            -- All of them: while everything is counted anew, more may have gone than is told yet.
            WHEN (
                p.total + c.total, p.success + c.success, p.failed + c.failed,
                p.response_ms + c.response_ms, p.responses + c.responses
            ) = (0, 0, 0, 0, 0) THEN '{}'
            ELSE jsonb_build_object(
                'total', p.total + c.total,
                'success', p.success + c.success,
                'failed', p.failed + c.failed,
                'average_response_ms',
                round((p.response_ms + c.response_ms) / nullif(p.responses + c.responses, 0), 2),
                'response_ms', p.response_ms + c.response_ms,
                'responses', p.responses + c.responses,
                'last_used_at', CASE
                    WHEN l.is_unused THEN used.at ELSE greatest(p.last_used_at, c.used_at)
                END
            )
        END || jsonb_build_object(
            'as_of', to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
        )
    FROM change AS c
    INNER JOIN lost AS l ON l.id = c.of_proxy
    -- Then it is read from the leaf, once for all proxies, for there may be no index; else not at all.
    LEFT JOIN (
        SELECT k.id, max(r.logged_at) AS at
        FROM lost AS k
        INNER JOIN v1_hub.proxy_usage AS r ON r.proxy_id = k.id
        WHERE k.is_unused AND EXISTS (SELECT FROM lost AS any_lost WHERE any_lost.is_unused)
        GROUP BY k.id
    ) AS used ON used.id = c.of_proxy
    LEFT JOIN (
        SELECT k.id, max(r.updated_at) AS at
        FROM lost AS k
        INNER JOIN v1_hub.proxy_heartbeat AS r ON r.remote_ip::text = k.link
        WHERE k.is_unbeaten AND EXISTS (SELECT FROM lost AS any_lost WHERE any_lost.is_unbeaten)
        GROUP BY k.id
    ) AS beaten ON beaten.id = c.of_proxy
    WHERE p.id = c.of_proxy;
END;
$_$;


ALTER FUNCTION v1_hub.apply_changes() OWNER TO hub_owner;

--
-- Name: FUNCTION apply_changes(); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.apply_changes() IS 'Brings the proxies up to date of which changes wait: takes their rows of the ledger, and writes their columns once. What another transaction holds is left, and nobody is waited for.';


--
-- Name: audit_arguments(regclass, integer); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.audit_arguments(p_table regclass, p_source integer) RETURNS text[]
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT ARRAY[
        t.id::text,
        -- A leaf is logged under the name that people know.
        coalesce((
            SELECT d.table_name FROM v1_hub.audit_defaults AS d
            WHERE d.leaf = t.table_name AND t.schema_name = 'v1_hub'
        ), t.table_name),
        CASE WHEN cardinality(t.key_columns) = 1 THEN t.key_columns[1] ELSE '' END,
        concat_ws(
            ' ', CASE WHEN h.names <> '{}' THEN 'masked' END,
            CASE WHEN c.ignores_domain THEN 'ignored' END,
            CASE WHEN t.key_columns <> '{}' AND NOT EXISTS (
                SELECT FROM v1_hub.audit_key_index(p_table) AS k
                WHERE k.is_immediate AND k.key_columns = t.key_columns
            ) THEN 'moment' END
        ),
        t.key_columns::text, h.names::text, t.ignored_columns::text, v1_hub.audit_omitted(p_table)::text,
        CASE WHEN c.is_exact THEN 'image' WHEN c.is_settled THEN '' ELSE 'canonical' END
    ]
    FROM v1_hub.audit_tables AS t
    CROSS JOIN LATERAL (SELECT v1_hub.audit_hidden(p_table, t.secret_columns) AS names) AS h
    CROSS JOIN LATERAL (
        SELECT bool_or(y.typtype = 'd' AND a.attname = ANY (t.ignored_columns)) AS ignores_domain,
            bool_or(a.attgenerated = 'v' OR v1_hub.audit_is_exact(a.atttypid)) AS is_exact,
            bool_and(v1_hub.audit_is_settled(a.atttypid)) AS is_settled
        FROM pg_attribute AS a
        INNER JOIN pg_type AS y ON y.oid = a.atttypid
        WHERE a.attrelid = p_table AND a.attnum > 0 AND NOT a.attisdropped
    ) AS c
    WHERE t.id = p_source;
$$;


ALTER FUNCTION v1_hub.audit_arguments(p_table regclass, p_source integer) OWNER TO hub_owner;

--
-- Name: FUNCTION audit_arguments(p_table regclass, p_source integer); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.audit_arguments(p_table regclass, p_source integer) IS 'Arguments of the triggers: 0 source id, 1 table, 2 the key if it is one column, 3 what an image
needs beyond to_jsonb() (moment: all rows of a statement get one happened_at), 4 key, 5 masked,
6 ignored, 7 omitted columns, 8 how images are made (v1_hub.audit_canonical; by to_jsonb() alone
where empty). The trigger of a partition that audit_enable() made has leaf as argument 9.';


--
-- Name: audit_attach(regclass, integer); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.audit_attach(p_table regclass, p_source integer) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    v_row v1_hub.audit_tables;
    v_args text[] := v1_hub.audit_arguments(p_table, p_source);
    v_trigger record;
BEGIN
    -- The text is made of quoted names only.
    -- @plpgsql_check_options: security_warnings = off
    SELECT t.* INTO STRICT v_row FROM v1_hub.audit_tables AS t WHERE t.id = p_source;
    PERFORM v1_hub.audit_detach(p_table);
    FOR v_trigger IN
        -- Row triggers fire by name: these first, before one that changes the row again.
        SELECT p_table AS target, '0_audit_row' AS name, '' AS flag, format(
            'AFTER %s ON %s FOR EACH ROW EXECUTE FUNCTION v1_hub.audit_row',
            string_agg(o.operation, ' OR '), p_table
        ) AS body
        FROM unnest(v_row.operations) AS o (operation)
        WHERE o.operation IN ('INSERT', 'DELETE')
        HAVING count(*) > 0
        UNION ALL
        SELECT p_table, '0_audit_update', '', format(
            'AFTER UPDATE ON %s FOR EACH ROW %s EXECUTE FUNCTION v1_hub.audit_row', p_table,
            v1_hub.audit_when(p_table, v_row.ignored_columns)
        )
        WHERE 'UPDATE' = ANY (v_row.operations)
        UNION ALL
        SELECT p_table, 'audit_statement', '', format(
            'BEFORE INSERT OR UPDATE OR DELETE ON %s
            FOR EACH STATEMENT EXECUTE FUNCTION v1_hub.audit_statement', p_table
        )
        WHERE v_args[4] LIKE '%moment'
        UNION ALL
        SELECT r.relid, 'audit_truncate', CASE WHEN r.level > 0 THEN 'leaf' ELSE '' END, format(
            'BEFORE TRUNCATE ON %s FOR EACH STATEMENT EXECUTE FUNCTION v1_hub.audit_truncate',
            r.relid
        )
        FROM v1_hub.audit_parts(p_table) AS r
        WHERE 'TRUNCATE' = ANY (v_row.operations) AND (r.isleaf OR r.level = 0)
    LOOP
        EXECUTE format(
            'CREATE TRIGGER %I %s(%s)', v_trigger.name, v_trigger.body,
            (
                SELECT string_agg(quote_literal(a.value), ', ' ORDER BY a.i)
                FROM unnest(v_args || v_trigger.flag) WITH ORDINALITY AS a (value, i)
            )
        );
        IF v_row.replicated THEN
            EXECUTE format(
                'ALTER TABLE %s ENABLE ALWAYS TRIGGER %I', v_trigger.target, v_trigger.name
            );
        END IF;
    END LOOP;
END;
$$;


ALTER FUNCTION v1_hub.audit_attach(p_table regclass, p_source integer) OWNER TO hub_owner;

--
-- Name: FUNCTION audit_attach(p_table regclass, p_source integer); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.audit_attach(p_table regclass, p_source integer) IS 'Makes the triggers of a table anew from its row in v1_hub.audit_tables.';


--
-- Name: audit_blocks(regclass); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.audit_blocks(p_partition regclass) RETURNS TABLE(block integer, ids bigint[], digests bytea, hash bytea)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET "DateStyle" TO 'ISO, MDY'
    SET "IntervalStyle" TO 'postgres'
    AS $_$
BEGIN
    -- The columns are those of the query.
    -- @plpgsql_check_options: extra_warnings = off
    -- Named one by one: a column that a later release adds does not break the old seals.
    RETURN QUERY EXECUTE format(
        $sql$
        SELECT
            b.block::integer, array_agg(b.id ORDER BY b.id),
            string_agg(substr(b.digest, 1, 8), '' ORDER BY b.id),
            sha256(string_agg(b.digest, '' ORDER BY b.id))
        FROM (
            SELECT
                l.id, (row_number() OVER (ORDER BY l.id) - 1) / 1000 AS block,
                sha256(convert_to(ROW(
                    l.id, l.table_name, l.record_id, l.action, l.changed_by, l.changed_at,
                    l.old_data, l.new_data, l.source_id, l.record_key, l.old_key, l.happened_at,
                    l.transaction_id, l.session_role, l.application_name, l.client_addr, l.context,
                    l.left_out, l.masked_changes
                )::text, 'UTF8')) AS digest
            FROM %s AS l
        ) AS b
        GROUP BY b.block
        $sql$,
        p_partition
    );
END;
$_$;


ALTER FUNCTION v1_hub.audit_blocks(p_partition regclass) OWNER TO hub_owner;

--
-- Name: FUNCTION audit_blocks(p_partition regclass); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.audit_blocks(p_partition regclass) IS 'The rows of a partition by the thousand, as v1_hub.audit_seal_blocks has them; hash: the SHA-256 of
the SHA-256 of every row.';


--
-- Name: audit_canonical(oid, anyelement, anyelement, text); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.audit_canonical(p_table oid, p_old anyelement, p_new anyelement, p_needs text, OUT old jsonb, OUT new jsonb) RETURNS record
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET "DateStyle" TO 'ISO, MDY'
    SET "IntervalStyle" TO 'postgres'
    SET bytea_output TO 'hex'
    SET extra_float_digits TO '1'
    AS $_$
DECLARE
    v_images jsonb[];
BEGIN
    -- The text is made of quoted names only.
    -- @plpgsql_check_options: security_warnings = off
    IF p_needs = 'canonical' THEN
        old := to_jsonb(p_old);
        new := to_jsonb(p_new);
        RETURN;
    END IF;
    EXECUTE format(
        'SELECT array_agg(CASE WHEN s.side IS DISTINCT FROM NULL THEN %s END ORDER BY s.i)
        FROM (VALUES (1, $1), (2, $2)) AS s (i, side)',
        v1_hub.audit_image_sql(p_table, '(s.side)', p_needs = 'cut')
    )
    INTO v_images
    USING p_old, p_new;
    old := v_images[1];
    new := v_images[2];
END;
$_$;


ALTER FUNCTION v1_hub.audit_canonical(p_table oid, p_old anyelement, p_new anyelement, p_needs text, OUT old jsonb, OUT new jsonb) OWNER TO hub_owner;

--
-- Name: FUNCTION audit_canonical(p_table oid, p_old anyelement, p_new anyelement, p_needs text, OUT old jsonb, OUT new jsonb); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.audit_canonical(p_table oid, p_old anyelement, p_new anyelement, p_needs text, OUT old jsonb, OUT new jsonb) IS 'Images of both rows of a change, the same whatever the settings of the session. p_needs: canonical
for to_jsonb(), image where types need more (v1_hub.audit_arguments), cut where that failed.';


--
-- Name: audit_changed(jsonb, jsonb, text[], text[]); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.audit_changed(p_old jsonb, p_new jsonb, p_masked_changes text[], p_order text[] DEFAULT '{}'::text[]) RETURNS text[]
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT array_agg(k.name ORDER BY array_position(p_order, k.name), k.i)
    FROM jsonb_object_keys(p_new) WITH ORDINALITY AS k (name, i)
    WHERE (p_old -> k.name)::text IS DISTINCT FROM (p_new -> k.name)::text
        OR k.name = ANY (p_masked_changes)
    HAVING p_old IS NOT NULL;
$$;


ALTER FUNCTION v1_hub.audit_changed(p_old jsonb, p_new jsonb, p_masked_changes text[], p_order text[]) OWNER TO hub_owner;

--
-- Name: FUNCTION audit_changed(p_old jsonb, p_new jsonb, p_masked_changes text[], p_order text[]); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.audit_changed(p_old jsonb, p_new jsonb, p_masked_changes text[], p_order text[]) IS 'Columns that an UPDATE changed, from its images and masked_changes, in the order of p_order. NULL
for an INSERT or DELETE.';


--
-- Name: audit_check(text); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.audit_check(p_noted_hash text DEFAULT NULL::text) RETURNS TABLE(partition_name text, log_id bigint, finding text)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    WITH seals AS MATERIALIZED (
        SELECT
            s.*, lag(s.hash, 1, '') OVER (ORDER BY s.id) AS hash_before, p.part,
            CASE WHEN p.part IS NOT NULL THEN (
                SELECT sha256(s.previous_hash || coalesce(string_agg(b.hash, '' ORDER BY b.block), ''))
                FROM v1_hub.audit_blocks(p.part) AS b
            ) END AS hash_now
        FROM v1_hub.audit_seals AS s
        CROSS JOIN LATERAL (
            SELECT to_regclass(format('v1_hub.%I', s.partition_name)) AS part
        ) AS p
    )
    SELECT s.partition_name, NULL::bigint, 'the seal does not go on from the one before it'
    FROM seals AS s
    WHERE s.previous_hash <> s.hash_before
    UNION ALL
    SELECT s.partition_name, NULL, 'the whole month is missing, and audit_retain() did not drop it'
    FROM seals AS s
    WHERE s.part IS NULL AND NOT EXISTS (
        SELECT FROM v1_hub.audit_retentions AS r WHERE r.partition_name = s.partition_name
    )
    UNION ALL
    SELECT s.partition_name, d.id, coalesce(d.finding, 'the seal itself was altered')
    FROM seals AS s
    LEFT JOIN LATERAL (
        SELECT
            coalesce(live.id, noted.id) AS id,
            CASE
                WHEN live.id IS NULL THEN 'removed'
                WHEN noted.id IS NULL THEN 'inserted'
                ELSE 'altered'
            END AS finding
        FROM (
            SELECT i.id, substr(b.digests, 1 + 8 * (i.n::integer - 1), 8) AS digest
            FROM v1_hub.audit_seal_blocks AS b
            CROSS JOIN LATERAL unnest(b.ids) WITH ORDINALITY AS i (id, n)
            WHERE b.seal_id = s.id
        ) AS noted
        FULL JOIN (
            SELECT i.id, substr(b.digests, 1 + 8 * (i.n::integer - 1), 8) AS digest
            FROM v1_hub.audit_blocks(s.part) AS b
            CROSS JOIN LATERAL unnest(b.ids) WITH ORDINALITY AS i (id, n)
        ) AS live ON live.id = noted.id
        WHERE live.id IS NULL OR noted.id IS NULL OR live.digest <> noted.digest
        ORDER BY 1
        LIMIT 1
    ) AS d ON TRUE
    WHERE s.hash_now <> s.hash
    UNION ALL
    SELECT NULL, NULL, 'no seal has the noted hash: the seals were made anew'
    WHERE p_noted_hash IS NOT NULL AND NOT EXISTS (
        SELECT FROM v1_hub.audit_seals AS s WHERE encode(s.hash, 'hex') = lower(p_noted_hash)
    )
    ORDER BY 1;
$$;


ALTER FUNCTION v1_hub.audit_check(p_noted_hash text) OWNER TO hub_owner;

--
-- Name: FUNCTION audit_check(p_noted_hash text); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.audit_check(p_noted_hash text) IS 'Per sealed month the first row that was altered, removed or inserted since; empty where all is as
sealed. p_noted_hash: a hash that audit_seal() gave and that was kept elsewhere; without it, who
can rewrite log and seals goes unseen.';


--
-- Name: audit_close(regclass, regclass); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.audit_close(p_table regclass, p_like regclass DEFAULT NULL::regclass) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    v_statement text;
BEGIN
    -- The text is made of quoted names only.
    -- @plpgsql_check_options: security_warnings = off
    EXECUTE format('ALTER TABLE %s OWNER TO %s', p_table, (
        SELECT c.relowner::regrole FROM pg_class AS c WHERE c.oid = 'public.v1_hub_audit_log'::regclass
    ));
    FOR v_statement IN
        SELECT
            CASE WHEN c.oid = p_table THEN format('REVOKE ALL ON %s FROM %s', p_table, g.name)
                ELSE format('GRANT %s ON %s TO %s', e.privilege_type, p_table, g.name) END
        FROM pg_class AS c
        CROSS JOIN aclexplode(c.relacl) AS e
        CROSS JOIN LATERAL (
            SELECT CASE WHEN e.grantee = 0 THEN 'PUBLIC' ELSE e.grantee::regrole::text END AS name
        ) AS g
        WHERE c.oid IN (p_table, p_like) AND e.grantee <> c.relowner
        ORDER BY c.oid <> p_table
    LOOP
        EXECUTE v_statement;
    END LOOP;
END;
$$;


ALTER FUNCTION v1_hub.audit_close(p_table regclass, p_like regclass) OWNER TO hub_owner;

--
-- Name: FUNCTION audit_close(p_table regclass, p_like regclass); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.audit_close(p_table regclass, p_like regclass) IS 'Gives a new partition to the owner of the log, whoever made it, and takes from it what default
privileges gave away. Of p_like, the partition before it, it takes over the rights.';


--
-- Name: audit_column_renamed(regclass, text, text); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.audit_column_renamed(p_table regclass, p_from text, p_to text) RETURNS void
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    UPDATE v1_hub.audit_tables AS t
    SET renames = t.renames || jsonb_build_array(jsonb_build_object('from', p_from, 'to', p_to))
    WHERE t.id = (v1_hub.audit_need_source(p_table)).id;
$$;


ALTER FUNCTION v1_hub.audit_column_renamed(p_table regclass, p_from text, p_to text) OWNER TO hub_owner;

--
-- Name: FUNCTION audit_column_renamed(p_table regclass, p_from text, p_to text); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.audit_column_renamed(p_table regclass, p_from text, p_to text) IS 'Tells of a rename that nothing could see: one of two between two runs of audit_upkeep().';


--
-- Name: audit_context(text, text[]); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.audit_context(p_context text, p_secrets text[]) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    -- ASCII by itself first: in Turkish the lower case of PIN is no pin.
    v_names text[] := lower(lower(p_secrets::text COLLATE "C") COLLATE "default")::text[];
    v_context jsonb;
    v_text text;
BEGIN
    v_context := p_context::jsonb;
    v_text := lower(lower(v_context::text COLLATE "C") COLLATE "default");
    FOR v_i IN 1..cardinality(v_names) LOOP
        IF strpos(v_text, to_json(v_names[v_i])::text) > 0 THEN
            RETURN v1_hub.audit_mask_deep(v_context, v_names);
        END IF;
    END LOOP;
    RETURN v_context; -- and so most contexts are not taken apart
EXCEPTION
    -- A bad context must not stop the application's write, nor be kept: it may hold a secret.
    WHEN data_exception OR program_limit_exceeded THEN
        RETURN jsonb_build_object('unreadable_context_of_length', length(p_context));
END;
$$;


ALTER FUNCTION v1_hub.audit_context(p_context text, p_secrets text[]) OWNER TO hub_owner;

--
-- Name: FUNCTION audit_context(p_context text, p_secrets text[]); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.audit_context(p_context text, p_secrets text[]) IS 'v1_hub.context as masked JSON; text that is no JSON is replaced by its length. Raises nothing.';


--
-- Name: audit_cost(integer); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.audit_cost(p_days integer DEFAULT 30) RETURNS TABLE(audited text, changes bigint, bytes_a_day bigint, busiest_column text, cheaper text)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
    WITH recent AS (
        SELECT
            l.source_id, l.action, pg_column_size(l.*) + 60 AS bytes, l.happened_at,
            CASE WHEN cardinality(c.names) = 1 THEN c.names[1] END AS one_column
        FROM public.v1_hub_audit_log AS l
        CROSS JOIN LATERAL (
            SELECT v1_hub.audit_changed(l.old_data, l.new_data, l.masked_changes) AS names OFFSET 0
        ) AS c
        -- By this alone older months are not read; a transaction may have begun a day before.
        WHERE l.happened_at > now() - make_interval(days => p_days)
            AND l.changed_at > localtimestamp - make_interval(days => p_days + 2)
    ),
    busiest AS (
        SELECT DISTINCT ON (r.source_id) r.source_id, r.one_column, count(*) AS times
        FROM recent AS r
        WHERE r.one_column IS NOT NULL
        GROUP BY r.source_id, r.one_column
        ORDER BY r.source_id, count(*) DESC, r.one_column
    ),
    total AS (
        SELECT
            r.source_id, count(*) AS changes, sum(r.bytes) AS bytes,
            count(*) FILTER (WHERE r.action = 'UPDATE') AS updates,
            -- The days that were seen, at least one.
            greatest(extract(epoch FROM clock_timestamp() - min(r.happened_at)) / 86400, 1) AS days
        FROM recent AS r
        GROUP BY r.source_id
    )
    SELECT
        n.name, s.changes, (s.bytes / s.days)::bigint, b.one_column,
        -- Advice wants more than a few changes, and a column that makes many of them.
        CASE WHEN s.updates >= 100 AND b.times * 10 >= s.updates THEN format(
            'SELECT v1_hub.audit_enable(%L, p_ignored => %L);', n.name,
            t.ignored_columns || b.one_column
        ) END
    FROM total AS s
    INNER JOIN v1_hub.audit_tables AS t ON t.id = s.source_id
    CROSS JOIN LATERAL (SELECT format('%I.%I', t.schema_name, t.table_name) AS name) AS n
    LEFT JOIN busiest AS b ON b.source_id = s.source_id
    ORDER BY s.bytes DESC;
$$;


ALTER FUNCTION v1_hub.audit_cost(p_days integer) OWNER TO hub_owner;

--
-- Name: FUNCTION audit_cost(p_days integer); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.audit_cost(p_days integer) IS 'Per audited table over the last p_days: changes, bytes a day (row and index entries; by the days
since the first of them, at least one), the column that an UPDATE most often changed alone, and, from
100 updates on and where that column makes a tenth of them, the statement that would leave it out.';


--
-- Name: audit_default_months(); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.audit_default_months() RETURNS TABLE(month timestamp without time zone, row_count bigint)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT m.month, count(*)
    FROM v1_hub.v1_hub_audit_log_default AS d
    CROSS JOIN LATERAL (SELECT date_trunc('month', d.changed_at) AS month) AS m
    -- Years that a name tells apart; earlier ones (no time, wrong clocks) stay where they are.
    WHERE d.changed_at >= '1900-01-01' AND d.changed_at < '10000-01-01'
        AND NOT EXISTS (
            SELECT FROM v1_hub.audit_seals AS s WHERE s.closed_at = m.month + interval '1 month'
        )
    GROUP BY m.month;
$$;


ALTER FUNCTION v1_hub.audit_default_months() OWNER TO hub_owner;

--
-- Name: FUNCTION audit_default_months(); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.audit_default_months() IS 'The months of which the default partition holds rows that audit_upkeep() can move.';


--
-- Name: audit_detach(regclass); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.audit_detach(p_table regclass) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    v_trigger record;
BEGIN
    FOR v_trigger IN
        SELECT t.tgrelid::regclass AS audited, t.tgname
        FROM v1_hub.audit_parts(p_table) AS r
        INNER JOIN pg_trigger AS t ON t.tgrelid = r.relid
        INNER JOIN pg_proc AS p ON p.oid = t.tgfoid AND p.pronamespace = to_regnamespace('v1_hub')
        WHERE t.tgparentid = 0
            AND (r.level = 0 AND p.proname IN ('audit_row', 'audit_statement') OR p.proname = 'audit_truncate')
    LOOP
        EXECUTE format('DROP TRIGGER %I ON %s', v_trigger.tgname, v_trigger.audited);
    END LOOP;
END;
$$;


ALTER FUNCTION v1_hub.audit_detach(p_table regclass) OWNER TO hub_owner;

--
-- Name: FUNCTION audit_detach(p_table regclass); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.audit_detach(p_table regclass) IS 'Drops the audit triggers of a table and those that audit_enable() put on its partitions.';


--
-- Name: audit_diff(bigint); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.audit_diff(p_id bigint) RETURNS TABLE(column_name text, old_value jsonb, new_value jsonb)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
    SELECT k.name, l.old_data -> k.name, l.new_data -> k.name
    FROM public.v1_hub_audit_log AS l
    CROSS JOIN LATERAL unnest(v1_hub.audit_changed(
        CASE WHEN num_nulls(l.old_data, l.new_data) = 0 THEN l.old_data ELSE '{}' END,
        coalesce(l.new_data, l.old_data), l.masked_changes
    )) AS k (name)
    WHERE l.id = p_id
    ORDER BY k.name;
$$;


ALTER FUNCTION v1_hub.audit_diff(p_id bigint) OWNER TO hub_owner;

--
-- Name: FUNCTION audit_diff(p_id bigint); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.audit_diff(p_id bigint) IS 'Column by column what the event with this id changed, under the names of its time; a changed
secret shows as *** on both sides. An INSERT or DELETE lists every column.';


--
-- Name: audit_disable(regclass); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.audit_disable(p_table regclass) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    v_source integer := v1_hub.audit_source(p_table);
BEGIN
    IF v_source IS NOT NULL THEN
        PERFORM v1_hub.audit_register(p_table);
        PERFORM v1_hub.audit_detach(p_table);
        UPDATE v1_hub.audit_tables AS t
        SET enabled = FALSE, resumes = FALSE
        WHERE t.id = v_source;
    END IF;
END;
$$;


ALTER FUNCTION v1_hub.audit_disable(p_table regclass) OWNER TO hub_owner;

--
-- Name: FUNCTION audit_disable(p_table regclass); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.audit_disable(p_table regclass) IS 'Stops auditing a table; its history stays and stays readable. Does nothing where it is off.';


--
-- Name: audit_divert(); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.audit_divert() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    -- A copy by replication has the rows of a sealed month where they were sealed.
    IF current_setting('session_replication_role') = 'replica' THEN
        RETURN NEW;
    END IF;
    NEW.context := CASE
        WHEN jsonb_typeof(NEW.context) = 'object' THEN NEW.context
        WHEN NEW.context IS NULL THEN '{}'
        ELSE jsonb_build_object('context', NEW.context)
    END || CASE WHEN NEW.context ? 'changed_at' THEN '{}'
        ELSE jsonb_build_object('changed_at', NEW.changed_at) END;
    NEW.changed_at := greatest(
        localtimestamp, (SELECT max(s.closed_at) FROM v1_hub.audit_seals AS s)
    );
    INSERT INTO public.v1_hub_audit_log SELECT NEW.*;
    RETURN NULL;
END;
$$;


ALTER FUNCTION v1_hub.audit_divert() OWNER TO hub_owner;

--
-- Name: FUNCTION audit_divert(); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.audit_divert() IS 'BEFORE INSERT trigger of a sealed month: what comes late goes to the month that is open, with its
own changed_at in the context, and so breaks no seal. What replication brings stays.';


--
-- Name: audit_enable(regclass, text[], text[], text[], text[], boolean, boolean); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.audit_enable(p_table regclass, p_ignored text[] DEFAULT NULL::text[], p_secrets text[] DEFAULT NULL::text[], p_key text[] DEFAULT NULL::text[], p_operations text[] DEFAULT NULL::text[], p_replicated boolean DEFAULT NULL::boolean, p_count boolean DEFAULT true) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    v_class pg_class;
    v_other record;
    v_missing text;
    v_row v1_hub.audit_tables;
    v_rows bigint;
    v_full boolean;
BEGIN
    SELECT c.* INTO STRICT v_class FROM pg_class AS c WHERE c.oid = p_table;
    IF v_class.relkind NOT IN ('r', 'p') OR v_class.relpersistence = 't' THEN
        RAISE wrong_object_type USING
            MESSAGE = format('%s is not a table that can be audited', p_table),
            HINT = 'Ordinary, unlogged and partitioned tables can; audit the table under a view.';
    ELSIF NOT (
        SELECT has_table_privilege(p.proowner, p_table, 'SELECT')
            AND has_schema_privilege(p.proowner, v_class.relnamespace, 'USAGE')
        FROM pg_proc AS p
        WHERE p.oid = 'v1_hub.audit_truncate()'::regprocedure
    ) THEN
        RAISE insufficient_privilege USING
            MESSAGE = format('the owner of the audit log may not read %s', p_table),
            DETAIL = 'TRUNCATE has to read the rows that it removes.',
            HINT = format('GRANT SELECT ON %s to the owner of v1_hub.audit_truncate().', p_table);
    ELSIF v_class.relnamespace IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
        OR v_class.relnamespace = 'v1_hub'::regnamespace AND starts_with(v_class.relname, 'audit_')
        OR v_class.oid IN (SELECT t.relid FROM pg_partition_tree('public.v1_hub_audit_log') AS t)
    THEN
        RAISE object_not_in_prerequisite_state USING
            MESSAGE = format('%s is part of the audit log or the catalogue', p_table);
    END IF;
    SELECT r.relid, t.part INTO v_other
    FROM v1_hub.audit_parts(p_table) AS r
    CROSS JOIN LATERAL v1_hub.audit_triggers(r.relid) AS t
    WHERE t.part = (r.level = 0)
    LIMIT 1;
    IF FOUND THEN
        RAISE object_not_in_prerequisite_state USING
            MESSAGE = format(
                'partition %s is audited %s', v_other.relid,
                CASE WHEN v_other.part THEN 'through its parent' ELSE 'by itself' END
            ),
            HINT = 'Audit either the partitioned table or its partitions.';
    END IF;
    SELECT a.name INTO v_missing
    FROM unnest(p_ignored || p_secrets || p_key) AS a (name)
    WHERE NOT EXISTS (
        SELECT FROM pg_attribute AS b
        WHERE b.attrelid = p_table AND b.attname = a.name AND b.attnum > 0 AND NOT b.attisdropped
    )
    LIMIT 1;
    IF v_missing IS NOT NULL THEN
        RAISE undefined_column USING
            MESSAGE = format('table %s has no column %I', p_table, v_missing),
            HINT = 'Name its columns as they are called now.';
    END IF;
    v_row := v1_hub.audit_register(p_table);
    UPDATE v1_hub.audit_tables AS t
    SET enabled = TRUE,
        enabled_at = CASE WHEN t.enabled THEN t.enabled_at ELSE clock_timestamp() END,
        resumes = FALSE,
        operations = coalesce(p_operations, t.operations),
        key_columns = coalesce(p_key, t.key_columns),
        chosen_key = t.chosen_key OR p_key IS NOT NULL,
        ignored_columns = coalesce(p_ignored, t.ignored_columns),
        secret_columns = coalesce(p_secrets, t.secret_columns),
        replicated = coalesce(p_replicated, t.replicated)
    WHERE t.id = v_row.id
    RETURNING t.operations @> '{INSERT,DELETE,TRUNCATE}' INTO v_full;
    PERFORM v1_hub.audit_attach(p_table, v_row.id);
    IF NOT v_row.enabled OR NOT v_full THEN
        IF p_count AND v_full THEN
            EXECUTE format(
                'SELECT count(*) FROM %s %s', CASE v_class.relkind WHEN 'r' THEN 'ONLY' END, p_table
            ) INTO v_rows;
        END IF;
        UPDATE v1_hub.audit_tables AS t
        SET baseline_rows = v_rows,
            baseline_id = coalesce((SELECT max(l.id) FROM public.v1_hub_audit_log AS l), 0)
        WHERE t.id = v_row.id;
    END IF;
    RETURN v_row.id;
END;
$$;


ALTER FUNCTION v1_hub.audit_enable(p_table regclass, p_ignored text[], p_secrets text[], p_key text[], p_operations text[], p_replicated boolean, p_count boolean) OWNER TO hub_owner;

--
-- Name: FUNCTION audit_enable(p_table regclass, p_ignored text[], p_secrets text[], p_key text[], p_operations text[], p_replicated boolean, p_count boolean); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.audit_enable(p_table regclass, p_ignored text[], p_secrets text[], p_key text[], p_operations text[], p_replicated boolean, p_count boolean) IS 'Audits a table from now on; returns its v1_hub.audit_tables.id. Can be repeated: what is NULL
stays as it was (at first: v1_hub.audit_defaults, else nothing ignored, all operations).
p_ignored: an UPDATE of only these writes nothing; p_secrets: masked, beside password, auth_key,
secret, token; p_key: where the table has no key of its own; p_operations: some of INSERT, UPDATE,
DELETE, TRUNCATE; p_replicated: log what a subscription brings, too; p_count: count the rows, so
that audit_verify() finds those added behind its back. Raises 42809 for what is no table, 42501 for
one the owner of the log may not read, 55000 for the log itself or a partition of an audited table,
42703 for an unknown column. Locks the table SHARE ROW EXCLUSIVE.';


--
-- Name: audit_events(integer, jsonb, jsonb[]); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.audit_events(p_source integer, p_renames jsonb, p_keys jsonb[] DEFAULT NULL::jsonb[]) RETURNS TABLE(key jsonb, step bigint, side integer, id bigint, moment timestamp with time zone, before jsonb, after jsonb, left_out text[])
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
    SELECT
        s.key,
        CASE WHEN l.old_key IS NULL THEN l.id
            ELSE min(l.id) OVER (PARTITION BY l.transaction_id, l.happened_at) END,
        s.side, l.id, coalesce(l.happened_at, l.changed_at AT TIME ZONE current_setting('TimeZone')),
        CASE WHEN p_renames = '[]' THEN s.before ELSE v1_hub.audit_rename(s.before, p_renames) END,
        CASE WHEN p_renames = '[]' THEN s.after ELSE v1_hub.audit_rename(s.after, p_renames) END,
        l.left_out
    FROM (
        SELECT NULL AS wanted, a.* FROM public.v1_hub_audit_log AS a
        WHERE p_keys IS NULL AND num_nonnulls(a.record_id, a.record_key) > 0
        UNION ALL
        SELECT w.key, e.*
        FROM (
            SELECT u.key, v1_hub.audit_record_id(u.key) AS record_id FROM unnest(p_keys) AS u (key) OFFSET 0
        ) AS w
        CROSS JOIN LATERAL (
            -- One index each, key by key, whatever the planner takes their number for.
            SELECT a.* FROM public.v1_hub_audit_log AS a WHERE a.record_id = w.record_id
            UNION ALL
            SELECT a.* FROM public.v1_hub_audit_log AS a WHERE a.record_key = w.key
            UNION ALL
            SELECT a.* FROM public.v1_hub_audit_log AS a WHERE a.old_key = w.key
            OFFSET 0
        ) AS e
    ) AS l
    CROSS JOIN LATERAL (SELECT coalesce(l.record_key, to_jsonb(l.record_id)) AS key) AS k
    -- What had the key before; and what has it since, where that is another row, or a new one.
    CROSS JOIN LATERAL (
        VALUES
        (
            0, CASE WHEN l.action <> 'INSERT' THEN coalesce(l.old_key, k.key) END, l.old_data,
            CASE WHEN l.old_key IS NULL THEN l.new_data END
        ),
        (1, CASE WHEN l.old_key IS NOT NULL OR l.action = 'INSERT' THEN k.key END, NULL, l.new_data)
    ) AS s (side, key, before, after)
    WHERE l.source_id = p_source AND s.key = coalesce(l.wanted, s.key);
$$;


ALTER FUNCTION v1_hub.audit_events(p_source integer, p_renames jsonb, p_keys jsonb[]) OWNER TO hub_owner;

--
-- Name: FUNCTION audit_events(p_source integer, p_renames jsonb, p_keys jsonb[]); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.audit_events(p_source integer, p_renames jsonb, p_keys jsonb[]) IS 'Events of a table, once for each key that was a row''s before (side 0) or is one''s only since (side
1), or of p_keys alone; in the order of a key: step, side, id. step groups the rows of one statement
that moved keys; moment is happened_at, or changed_at of rows taken over; before and after: the
images of what had the key.';


--
-- Name: audit_export(timestamp without time zone); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.audit_export(p_month timestamp without time zone) RETURNS SETOF text
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET "DateStyle" TO 'ISO, MDY'
    AS $$
DECLARE
    v_part regclass := to_regclass(
        format('v1_hub.%I', 'v1_hub_audit_log_' || to_char(p_month, 'YYYY_MM'))
    );
BEGIN
    IF v_part IS NULL THEN
        RAISE invalid_parameter_value USING
            MESSAGE = format('the audit log has no month %s', to_char(p_month, 'YYYY-MM')),
            HINT = 'SELECT relid FROM pg_partition_tree(''public.v1_hub_audit_log'') WHERE isleaf;';
    END IF;
    RETURN QUERY EXECUTE format('SELECT row_to_json(l.*)::text FROM %s AS l ORDER BY l.id', v_part);
END;
$$;


ALTER FUNCTION v1_hub.audit_export(p_month timestamp without time zone) OWNER TO hub_owner;

--
-- Name: FUNCTION audit_export(p_month timestamp without time zone); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.audit_export(p_month timestamp without time zone) IS 'One month as lines of JSON, by id; psql -At -c writes them to a file. Raises 22023 for a month
without a partition.';


--
-- Name: audit_fills(regclass, jsonb); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.audit_fills(p_table regclass, p_key jsonb) RETURNS TABLE(id bigint, fill jsonb)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
#variable_conflict use_column
DECLARE
    v_row v1_hub.audit_tables := v1_hub.audit_need_source(p_table);
BEGIN
    RETURN QUERY
    WITH events AS MATERIALIZED (
        SELECT e.id, e.before AS image, v1_hub.audit_rename_names(e.left_out, v_row.renames) AS names
        FROM v1_hub.audit_events(v_row.id, v_row.renames, ARRAY[p_key]) AS e
    ),
    images AS MATERIALIZED (
        SELECT e.* FROM events AS e
        UNION ALL
        SELECT 9223372036854775807, l.image, NULL
        FROM v1_hub.audit_live(p_table, v_row.key_columns, v_row.secret_columns, p_key) AS l
        -- Else nobody needs the right to read the table.
        WHERE EXISTS (SELECT FROM events AS e WHERE e.names IS NOT NULL)
    ),
    -- Unchanged since: so the next image that has the value, or the live row, has the same.
    holders AS (
        SELECT i.id, n.name, n.name = ANY (i.names) AS is_left_out,
            min(i.id) FILTER (WHERE i.image ? n.name) OVER (
                PARTITION BY n.name ORDER BY i.id DESC
                ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
            ) AS holder
        FROM images AS i
        CROSS JOIN (SELECT DISTINCT unnest(x.names) AS name FROM images AS x) AS n
    )
    SELECT h.id, jsonb_object_agg(h.name, i.image -> h.name)
    FROM holders AS h
    INNER JOIN images AS i ON i.id = h.holder
    WHERE h.is_left_out
    GROUP BY h.id;
END;
$$;


ALTER FUNCTION v1_hub.audit_fills(p_table regclass, p_key jsonb) OWNER TO hub_owner;

--
-- Name: FUNCTION audit_fills(p_table regclass, p_key jsonb); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.audit_fills(p_table regclass, p_key jsonb) IS 'For each event of the key p_key that left out big values: its id, and those values, taken from where
they are next.';


--
-- Name: audit_guard(regclass, boolean); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.audit_guard(p_table regclass, p_sealed boolean DEFAULT false) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
DECLARE
    v_trigger record;
BEGIN
    -- The text is made of constants and a quoted name.
    -- @plpgsql_check_options: security_warnings = off
    FOR v_trigger IN
        SELECT g.*
        FROM (
            VALUES
            (
                'audit_refuse_statement', 'BEFORE UPDATE OR DELETE OR TRUNCATE', 'STATEMENT',
                'audit_refuse', FALSE
            ),
            ('audit_refuse_row', 'BEFORE UPDATE OR DELETE', 'ROW', 'audit_refuse', FALSE),
            ('audit_divert', 'BEFORE INSERT', 'ROW', 'audit_divert', TRUE)
        ) AS g (name, event, level, function, sealed)
        WHERE (p_sealed OR NOT g.sealed)
            AND NOT EXISTS (
                SELECT FROM pg_trigger AS t WHERE t.tgrelid = p_table AND t.tgname = g.name
            )
            -- A month on another server: before PostgreSQL 16 it can have no TRUNCATE trigger.
            AND NOT (g.level = 'STATEMENT' AND EXISTS (
                SELECT FROM pg_class AS c WHERE c.oid = p_table AND c.relkind = 'f'
            ))
    LOOP
        EXECUTE format(
            $ddl$
            CREATE TRIGGER %1$I %2$s ON %3$s FOR EACH %4$s EXECUTE FUNCTION v1_hub.%5$I();
            ALTER TABLE %3$s ENABLE ALWAYS TRIGGER %1$I;
            $ddl$,
            v_trigger.name, v_trigger.event, p_table, v_trigger.level, v_trigger.function
        );
    END LOOP;
END;
$_$;


ALTER FUNCTION v1_hub.audit_guard(p_table regclass, p_sealed boolean) OWNER TO hub_owner;

--
-- Name: FUNCTION audit_guard(p_table regclass, p_sealed boolean); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.audit_guard(p_table regclass, p_sealed boolean) IS 'Puts the append-only triggers on a table, ENABLE ALWAYS, and on a sealed month the one that sends
late rows elsewhere; does nothing where they are.';


--
-- Name: audit_hidden(oid, text[]); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.audit_hidden(p_table oid, p_secrets text[]) RETURNS text[]
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT coalesce(array_agg(a.attname::text ORDER BY a.attnum), '{}')
    FROM pg_attribute AS a
    WHERE a.attrelid = p_table AND a.attnum > 0 AND NOT a.attisdropped
        AND (
            a.attname = ANY (p_secrets)
            OR lower(a.attname) = ANY (v1_hub.audit_secret_names())
        );
$$;


ALTER FUNCTION v1_hub.audit_hidden(p_table oid, p_secrets text[]) OWNER TO hub_owner;

--
-- Name: FUNCTION audit_hidden(p_table oid, p_secrets text[]); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.audit_hidden(p_table oid, p_secrets text[]) IS 'The columns of a table that are masked: p_secrets and those that always are, in any case.';


--
-- Name: audit_image_sql(oid, text, boolean); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.audit_image_sql(p_table oid, p_row text, p_cut boolean DEFAULT false) RETURNS text
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
BEGIN
    RETURN (SELECT format(
        '(SELECT to_jsonb(e.*) FROM (SELECT %s FROM (SELECT %s.*) AS %I) AS e)',
        string_agg(
            format(
                CASE WHEN p_cut THEN
                    'CASE WHEN length((%1$s)::text) > 1000000 THEN to_jsonb(left((%1$s)::text, 1000000))
                    ELSE to_jsonb(%1$s) END AS %2$I'
                    ELSE '%1$s AS %2$I' END,
                v.value, a.attname
            ),
            ', ' ORDER BY a.attnum
        ),
        p_row, c.relname
    )
    FROM pg_class AS c
    INNER JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    CROSS JOIN LATERAL (
        -- A virtual column is not in a trigger's row, so its expression is taken over the others.
        SELECT format(
            CASE WHEN v1_hub.audit_is_exact(a.atttypid) THEN '(%s)::text' ELSE '(%s)' END,
            CASE WHEN a.attgenerated = 'v' AND p_cut THEN 'NULL::text'
                WHEN a.attgenerated = 'v' THEN pg_get_expr(d.adbin, d.adrelid)
                ELSE format('%I.%I', c.relname, a.attname) END
        ) AS value
    ) AS v
    WHERE c.oid = p_table
    GROUP BY c.relname);
END;
$_$;


ALTER FUNCTION v1_hub.audit_image_sql(p_table oid, p_row text, p_cut boolean) OWNER TO hub_owner;

--
-- Name: FUNCTION audit_image_sql(p_table oid, p_row text, p_cut boolean); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.audit_image_sql(p_table oid, p_row text, p_cut boolean) IS 'An SQL expression: the image of the row that p_row names (an alias, or a parameter in brackets).
With p_cut nothing can fail: values of more than a million characters are cut, so that JSON can hold
the row, and virtual columns are NULL.';


--
-- Name: audit_images_at(regclass, timestamp with time zone, jsonb); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.audit_images_at(p_table regclass, p_at timestamp with time zone, p_key jsonb DEFAULT NULL::jsonb) RETURNS TABLE(key jsonb, image jsonb)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
#variable_conflict use_column
DECLARE
    v_row v1_hub.audit_tables := v1_hub.audit_need_source(p_table, TRUE);
    v_ahead timestamptz := clock_timestamp() + interval '1 min';
BEGIN
    -- @plpgsql_check_options: other_warnings = off
    RETURN QUERY
    WITH first_after AS (
        SELECT DISTINCT ON (e.key) e.*
        FROM v1_hub.audit_events(
            v_row.id, v_row.renames, CASE WHEN p_key IS NOT NULL THEN ARRAY[p_key] END
        ) AS e
        -- What lies ahead of the clock, which was set back since, has happened all the same.
        WHERE e.moment > p_at AND e.moment < v_ahead AND num_nonnulls(e.before, e.after) > 0
        ORDER BY e.key, e.step, e.side, e.id
    )
    SELECT f.key, CASE WHEN f.left_out IS NULL THEN f.before
        ELSE f.before || coalesce((
            SELECT x.fill FROM v1_hub.audit_fills(p_table, f.key) AS x WHERE x.id = f.id
        ), '{}') END
    FROM first_after AS f
    -- Else there was no row with this key.
    WHERE f.before IS NOT NULL
    UNION ALL
    SELECT l.key, l.image
    FROM v1_hub.audit_live(p_table, v_row.key_columns, v_row.secret_columns, p_key) AS l
    WHERE NOT EXISTS (SELECT FROM first_after AS f WHERE f.key = l.key);
END;
$$;


ALTER FUNCTION v1_hub.audit_images_at(p_table regclass, p_at timestamp with time zone, p_key jsonb) OWNER TO hub_owner;

--
-- Name: FUNCTION audit_images_at(p_table regclass, p_at timestamp with time zone, p_key jsonb); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.audit_images_at(p_table regclass, p_at timestamp with time zone, p_key jsonb) IS 'Every row of the table at that moment, or the one with p_key: its key and its image, under the column
names of today. That is the before of the first change after the moment, else the live row: it needs
no history before the moment, and ignored columns have the value that the next change saw. Raises
55000 where the table has no key.';


--
-- Name: audit_is_exact(oid); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.audit_is_exact(p_type oid) RETURNS boolean
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    -- Of the built-in types, json and json[] only: a short cut, for this is asked per column.
    IF p_type < 16384::oid THEN
        RETURN p_type IN ('json'::regtype, 'json[]'::regtype);
    END IF;
    RETURN EXISTS (
        SELECT
        FROM v1_hub.audit_type_parts(p_type) AS p
        WHERE p.part = 'json'::regtype
            OR EXISTS (
                SELECT FROM pg_cast AS c
                WHERE c.castsource = p.part AND c.casttarget = 'json'::regtype AND c.oid >= 16384
            )
    );
END;
$$;


ALTER FUNCTION v1_hub.audit_is_exact(p_type oid) OWNER TO hub_owner;

--
-- Name: FUNCTION audit_is_exact(p_type oid); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.audit_is_exact(p_type oid) IS 'Whether the JSON form of this type loses something (json, hstore, what contains them):
such a column is logged in its text form.';


--
-- Name: audit_is_settled(oid); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.audit_is_settled(p_type oid) RETURNS boolean
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    -- bool, bytea's like: only what is known not to look at a setting.
    v_settled constant oid[] :=
        '{16,18,19,20,21,23,25,26,114,650,829,869,1042,1043,1083,1560,1562,1700,2950,3802}'::oid[];
BEGIN
    -- date and timestamp by themselves; in ranges, arrays and composites they are text.
    IF p_type = ANY (v_settled || '{1082,1114}') THEN
        RETURN TRUE;
    END IF;
    RETURN NOT EXISTS (
        SELECT FROM v1_hub.audit_type_parts(p_type) AS p
        INNER JOIN pg_type AS t ON t.oid = p.part
        WHERE t.typtype = 'b' AND t.typcategory <> 'A' AND p.part <> ALL (v_settled)
    );
END;
$$;


ALTER FUNCTION v1_hub.audit_is_settled(p_type oid) OWNER TO hub_owner;

--
-- Name: FUNCTION audit_is_settled(p_type oid); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.audit_is_settled(p_type oid) IS 'Whether the JSON form of this type is the same whatever TimeZone, DateStyle, IntervalStyle,
bytea_output and extra_float_digits are.';


--
-- Name: audit_key_condition(regclass, text[], jsonb); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.audit_key_condition(p_table regclass, p_keys text[], p_key jsonb) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
    SELECT string_agg(
        format(
            't.%1$I = (jsonb_populate_record(NULL::%2$s, %3$L)).%1$I', k.name, p_table,
            jsonb_build_object(
                k.name,
                CASE WHEN cardinality(p_keys) = 1 THEN p_key ELSE p_key -> (k.i::integer - 1) END
            )
        ),
        ' AND '
    )
    FROM unnest(p_keys) WITH ORDINALITY AS k (name, i);
$_$;


ALTER FUNCTION v1_hub.audit_key_condition(p_table regclass, p_keys text[], p_key jsonb) OWNER TO hub_owner;

--
-- Name: FUNCTION audit_key_condition(p_table regclass, p_keys text[], p_key jsonb); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.audit_key_condition(p_table regclass, p_keys text[], p_key jsonb) IS 'The WHERE that finds row t of the table by its key; p_keys: the columns of that.';


--
-- Name: audit_key_index(oid); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.audit_key_index(p_table oid) RETURNS TABLE(key_columns text[], is_immediate boolean)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT
        (
            SELECT array_agg(a.attname::text ORDER BY k.i)
            FROM unnest(i.indkey::int2[]) WITH ORDINALITY AS k (attnum, i)
            INNER JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
            WHERE k.i <= i.indnkeyatts
        ),
        i.indimmediate
    FROM pg_index AS i
    WHERE i.indrelid = p_table AND i.indisunique AND i.indisvalid
        AND i.indpred IS NULL AND i.indexprs IS NULL
        AND NOT EXISTS (
            SELECT
            FROM unnest(i.indkey::int2[]) AS n (attnum)
            INNER JOIN pg_attribute AS a ON a.attrelid = i.indrelid AND a.attnum = n.attnum
            WHERE NOT a.attnotnull
        )
    ORDER BY
        i.indisprimary DESC, i.indisreplident DESC, i.indimmediate DESC, i.indnkeyatts, i.indexrelid
    LIMIT 1;
$$;


ALTER FUNCTION v1_hub.audit_key_index(p_table oid) OWNER TO hub_owner;

--
-- Name: FUNCTION audit_key_index(p_table oid); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.audit_key_index(p_table oid) IS 'Key columns in order: the primary key, else a unique index over NOT NULL columns; else no row.';


--
-- Name: audit_key_of(jsonb, text[]); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.audit_key_of(p_image jsonb, p_keys text[]) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    v_key jsonb := jsonb_build_array();
BEGIN
    -- Without one of its columns a key tells rows apart no more.
    IF p_keys = '{}' OR NOT p_image ?& p_keys THEN
        RETURN NULL;
    ELSIF cardinality(p_keys) = 1 THEN
        RETURN p_image -> p_keys[1];
    END IF;
    FOR v_i IN 1..cardinality(p_keys) LOOP
        v_key := v_key || jsonb_build_array(p_image -> p_keys[v_i]);
    END LOOP;
    RETURN v_key;
END;
$$;


ALTER FUNCTION v1_hub.audit_key_of(p_image jsonb, p_keys text[]) OWNER TO hub_owner;

--
-- Name: FUNCTION audit_key_of(p_image jsonb, p_keys text[]); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.audit_key_of(p_image jsonb, p_keys text[]) IS 'The key of a row image: the value of the only key column, or an array of the values in order; NULL
where a column is missing.';


--
-- Name: audit_live(regclass, text[], text[], jsonb, boolean); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.audit_live(p_table regclass, p_keys text[], p_secrets text[], p_key jsonb DEFAULT NULL::jsonb, p_cut boolean DEFAULT false) RETURNS TABLE(key jsonb, image jsonb)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    SET "TimeZone" TO 'UTC'
    SET "DateStyle" TO 'ISO, MDY'
    SET "IntervalStyle" TO 'postgres'
    SET bytea_output TO 'hex'
    SET extra_float_digits TO '1'
    AS $_$
BEGIN
    -- The columns are those of the query, its text is made of quoted names only.
    -- @plpgsql_check_options: extra_warnings = off
    RETURN QUERY EXECUTE format(
        $sql$
        SELECT
            i.key, CASE WHEN jsonb_strip_nulls(i.image) ?| $3 THEN i.image ELSE i.image - $3 END
        FROM (
            SELECT v1_hub.audit_key_of(r.image, $1) AS key, v1_hub.audit_mask(r.image, $2) AS image
            FROM (SELECT %s AS image FROM %s %s AS t WHERE %s OFFSET 0) AS r
            OFFSET 0
        ) AS i
        $sql$,
        v1_hub.audit_image_sql(p_table, 't', p_cut),
        -- As its triggers see it: without the inheritance children, which have their own.
        (SELECT 'ONLY' FROM pg_class AS c WHERE c.oid = p_table AND c.relkind = 'r'),
        p_table,
        CASE WHEN p_key IS NULL THEN 'TRUE'
            ELSE v1_hub.audit_key_condition(p_table, p_keys, p_key) END
    )
    USING p_keys, p_secrets, v1_hub.audit_omitted(p_table);
END;
$_$;


ALTER FUNCTION v1_hub.audit_live(p_table regclass, p_keys text[], p_secrets text[], p_key jsonb, p_cut boolean) OWNER TO hub_owner;

--
-- Name: FUNCTION audit_live(p_table regclass, p_keys text[], p_secrets text[], p_key jsonb, p_cut boolean); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.audit_live(p_table regclass, p_keys text[], p_secrets text[], p_key jsonb, p_cut boolean) IS 'Keys and images of the rows of a table as they are now, or of the row with p_key, as the log would
have them. p_keys, p_secrets: the columns of the key, and those that are masked. p_cut: see
v1_hub.audit_image_sql.';


--
-- Name: audit_look(regclass, integer); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.audit_look(p_table regclass, p_source integer) RETURNS TABLE(shape jsonb, labels jsonb, renames jsonb)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    WITH seen AS (
        SELECT
            t.shape, coalesce(x.relid, p_table) AS relid,
            CASE WHEN t.place = v1_hub.audit_place() THEN t.labels ELSE '{}' END AS labels
        FROM v1_hub.audit_tables AS t
        -- Numbers differ between a partition and the table that is audited; names do not.
        LEFT JOIN pg_partition_ancestors(p_table) AS x ON x.relid = t.table_oid
        WHERE t.id = p_source
    ),
    columns AS (
        SELECT a.attnum, a.attname::text AS name, a.atttypid, s.shape ->> a.attnum::text AS seen_as
        FROM seen AS s
        INNER JOIN pg_attribute AS a ON a.attrelid = s.relid AND a.attnum > 0 AND NOT a.attisdropped
    ),
    labels AS (
        SELECT e.oid, e.enumlabel::text AS name, c.name AS of_column, s.labels ->> e.oid::text AS seen_as
        FROM seen AS s
        INNER JOIN columns AS c ON c.atttypid >= 16384::oid
        CROSS JOIN LATERAL v1_hub.audit_type_parts(c.atttypid) AS p
        INNER JOIN pg_enum AS e ON e.enumtypid = p.part
    ),
    renames AS (
        SELECT c.attnum::bigint AS number, jsonb_build_object('from', c.seen_as, 'to', c.name) AS rename
        FROM columns AS c
        -- The old name is gone and the new was not known (a restored dump renumbers: none).
        WHERE c.seen_as <> c.name AND c.seen_as NOT IN (SELECT o.name FROM columns AS o)
            AND NOT EXISTS (
                SELECT FROM seen AS s CROSS JOIN LATERAL jsonb_each_text(s.shape) AS o
                WHERE o.value = c.name
            )
        UNION ALL
        SELECT l.oid::bigint, jsonb_build_object('column', l.of_column, 'from', l.seen_as, 'to', l.name)
        FROM labels AS l
        WHERE l.seen_as <> l.name
    )
    SELECT
        (SELECT coalesce(jsonb_object_agg(c.attnum, c.name), '{}') FROM columns AS c),
        (SELECT coalesce(jsonb_object_agg(l.oid, l.name), '{}') FROM labels AS l),
        (SELECT coalesce(jsonb_agg(r.rename ORDER BY r.number), '[]') FROM renames AS r);
$$;


ALTER FUNCTION v1_hub.audit_look(p_table regclass, p_source integer) OWNER TO hub_owner;

--
-- Name: FUNCTION audit_look(p_table regclass, p_source integer); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.audit_look(p_table regclass, p_source integer) IS 'What the table is like now, as v1_hub.audit_tables has it: shape, labels, and renames since the
registry last saw it (same number, other name).';


--
-- Name: audit_make_months(timestamp without time zone, timestamp without time zone); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.audit_make_months(p_from timestamp without time zone, p_to timestamp without time zone) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
DECLARE
    v_month record;
BEGIN
    FOR v_month IN
        SELECT m.start, m.start + interval '1 month' AS finish,
            'v1_hub_audit_log_' || to_char(m.start, 'YYYY_MM') AS name
        FROM generate_series(date_trunc('month', p_from), p_to, interval '1 month') AS m (start)
    LOOP
        -- A month that was sealed and dropped is not made again: the default partition takes its
        -- rows, and keeps those it has already.
        CONTINUE WHEN to_regclass(format('v1_hub.%I', v_month.name)) IS NOT NULL
            OR EXISTS (SELECT FROM v1_hub.audit_seals AS s WHERE s.closed_at = v_month.finish)
            OR EXISTS (
                SELECT FROM v1_hub.v1_hub_audit_log_default AS d
                WHERE d.changed_at >= v_month.start AND d.changed_at < v_month.finish
            );
        -- Made apart and attached: that locks out no writer of the log, as PARTITION OF would.
        EXECUTE format(
            $ddl$
            CREATE TABLE v1_hub.%1$I (
                LIKE public.v1_hub_audit_log INCLUDING DEFAULTS INCLUDING CONSTRAINTS
            ) %5$s;
            SELECT v1_hub.audit_close(%4$L);
            ALTER TABLE public.v1_hub_audit_log ATTACH PARTITION v1_hub.%1$I
            FOR VALUES FROM (%2$L) TO (%3$L);
            $ddl$,
            v_month.name, v_month.start, v_month.finish, format('v1_hub.%I', v_month.name), (
                SELECT format('TABLESPACE %I', t.spcname)
                FROM pg_class AS c
                INNER JOIN pg_tablespace AS t ON t.oid = c.reltablespace
                WHERE c.oid = 'public.v1_hub_audit_log'::regclass
            )
        );
        PERFORM v1_hub.audit_guard(to_regclass(format('v1_hub.%I', v_month.name)));
    END LOOP;
END;
$_$;


ALTER FUNCTION v1_hub.audit_make_months(p_from timestamp without time zone, p_to timestamp without time zone) OWNER TO hub_owner;

--
-- Name: FUNCTION audit_make_months(p_from timestamp without time zone, p_to timestamp without time zone); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.audit_make_months(p_from timestamp without time zone, p_to timestamp without time zone) IS 'Makes the partitions of all months from p_from to p_to that are missing. Not one of a month of
which the default partition holds rows: audit_upkeep() moves those.';


--
-- Name: audit_mask(jsonb, text[]); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.audit_mask(p_row jsonb, p_names text[]) RETURNS jsonb
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    v_row jsonb := p_row;
BEGIN
    -- No query: this is called for every row that has a secret.
    FOR v_i IN 1..cardinality(p_names) LOOP
        IF v_row ->> p_names[v_i] IS NOT NULL THEN
            v_row := jsonb_set(v_row, p_names[v_i:v_i], '"***"');
        END IF;
    END LOOP;
    RETURN v_row;
END;
$$;


ALTER FUNCTION v1_hub.audit_mask(p_row jsonb, p_names text[]) OWNER TO hub_owner;

--
-- Name: FUNCTION audit_mask(p_row jsonb, p_names text[]); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.audit_mask(p_row jsonb, p_names text[]) IS 'The row image with the named columns masked as ***; a NULL stays null.';


--
-- Name: audit_mask_deep(jsonb, text[]); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.audit_mask_deep(p_value jsonb, p_names text[]) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RETURN CASE jsonb_typeof(p_value)
        WHEN 'object' THEN (
            SELECT coalesce(jsonb_object_agg(
                e.key,
                CASE WHEN lower(lower(e.key COLLATE "C") COLLATE "default") = ANY (p_names) THEN to_jsonb('***'::text)
                    ELSE v1_hub.audit_mask_deep(e.value, p_names) END
            ), '{}')
            FROM jsonb_each(p_value) AS e
        )
        WHEN 'array' THEN (
            SELECT coalesce(jsonb_agg(v1_hub.audit_mask_deep(e.value, p_names) ORDER BY e.i), '[]')
            FROM jsonb_array_elements(p_value) WITH ORDINALITY AS e (value, i)
        )
        ELSE p_value
    END;
END;
$$;


ALTER FUNCTION v1_hub.audit_mask_deep(p_value jsonb, p_names text[]) OWNER TO hub_owner;

--
-- Name: FUNCTION audit_mask_deep(p_value jsonb, p_names text[]); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.audit_mask_deep(p_value jsonb, p_names text[]) IS 'The JSON document with every key so named masked, at any depth and in any case; p_names
are in lower case.';


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: audit_tables; Type: TABLE; Schema: v1_hub; Owner: hub_owner
--

CREATE TABLE v1_hub.audit_tables (
    id integer NOT NULL,
    schema_name text NOT NULL,
    table_name text NOT NULL,
    table_oid oid NOT NULL,
    place text NOT NULL,
    enabled boolean DEFAULT false NOT NULL,
    enabled_at timestamp with time zone,
    resumes boolean DEFAULT false NOT NULL,
    replicated boolean DEFAULT false NOT NULL,
    operations text[] DEFAULT '{INSERT,UPDATE,DELETE,TRUNCATE}'::text[] NOT NULL,
    key_columns text[] DEFAULT '{}'::text[] NOT NULL,
    chosen_key boolean DEFAULT false NOT NULL,
    ignored_columns text[] DEFAULT '{}'::text[] NOT NULL,
    secret_columns text[] DEFAULT '{}'::text[] NOT NULL,
    shape jsonb DEFAULT '{}'::jsonb NOT NULL,
    labels jsonb DEFAULT '{}'::jsonb NOT NULL,
    renames jsonb DEFAULT '[]'::jsonb NOT NULL,
    baseline_rows bigint,
    baseline_id bigint DEFAULT 0 NOT NULL
);


ALTER TABLE v1_hub.audit_tables OWNER TO hub_owner;

--
-- Name: TABLE audit_tables; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON TABLE v1_hub.audit_tables IS 'One row per table that is or was audited; audit_enable() writes it, the triggers carry its id.';


--
-- Name: COLUMN audit_tables.table_oid; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON COLUMN v1_hub.audit_tables.table_oid IS 'Tells a table from a later one of its name; means nothing in a restored copy, see place.';


--
-- Name: COLUMN audit_tables.place; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON COLUMN v1_hub.audit_tables.place IS 'v1_hub.audit_place() where table_oid was read.';


--
-- Name: COLUMN audit_tables.resumes; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON COLUMN v1_hub.audit_tables.resumes IS 'A rollback took the audit off: the next install puts it on again.';


--
-- Name: COLUMN audit_tables.replicated; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON COLUMN v1_hub.audit_tables.replicated IS 'What replication brings is logged too (ENABLE ALWAYS).';


--
-- Name: COLUMN audit_tables.chosen_key; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON COLUMN v1_hub.audit_tables.chosen_key IS 'The key was given, not read from the table.';


--
-- Name: COLUMN audit_tables.ignored_columns; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON COLUMN v1_hub.audit_tables.ignored_columns IS 'An UPDATE that changes only these writes nothing.';


--
-- Name: COLUMN audit_tables.secret_columns; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON COLUMN v1_hub.audit_tables.secret_columns IS 'Masked beside the names that are always masked (v1_hub.audit_secret_names).';


--
-- Name: COLUMN audit_tables.shape; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON COLUMN v1_hub.audit_tables.shape IS 'Column name by column number, as last seen.';


--
-- Name: COLUMN audit_tables.labels; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON COLUMN v1_hub.audit_tables.labels IS 'Label by pg_enum.oid of the enums that its columns have, as last seen.';


--
-- Name: COLUMN audit_tables.renames; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON COLUMN v1_hub.audit_tables.renames IS 'Renames of columns, and of enum labels (with "column"), seen so far, oldest first.';


--
-- Name: COLUMN audit_tables.baseline_rows; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON COLUMN v1_hub.audit_tables.baseline_rows IS 'Rows there were when the log stood at baseline_id, NULL where they were not counted.';


--
-- Name: audit_need_source(regclass, boolean); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.audit_need_source(p_table regclass, p_key boolean DEFAULT false) RETURNS v1_hub.audit_tables
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    v_row v1_hub.audit_tables;
    v_new jsonb;
BEGIN
    SELECT t.* INTO v_row
    FROM v1_hub.audit_tables AS t
    WHERE t.id = v1_hub.audit_source(p_table) AND t.enabled_at IS NOT NULL;
    IF v_row.id IS NULL AND EXISTS (
        SELECT FROM pg_class AS c WHERE c.oid = p_table AND c.relkind = 'v'
    ) THEN
        RAISE object_not_in_prerequisite_state USING
            MESSAGE = format('%s is a view now, and has no rows of its own', p_table),
            HINT = coalesce((
                SELECT format('Name the table under it: %s', min(d.refobjid)::regclass)
                FROM pg_rewrite AS r
                INNER JOIN pg_depend AS d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid
                    AND d.refclassid = 'pg_class'::regclass AND d.refobjid <> p_table
                WHERE r.ev_class = p_table
                HAVING count(DISTINCT d.refobjid) = 1
            ), 'Name the table whose changes it shows.');
    ELSIF v_row.id IS NULL THEN
        RAISE object_not_in_prerequisite_state USING
            MESSAGE = format('table %s was never audited', p_table),
            HINT = format('SELECT v1_hub.audit_enable(%L);', p_table);
    ELSIF p_key AND v_row.key_columns = '{}' THEN
        RAISE object_not_in_prerequisite_state USING
            MESSAGE = format('table %s has no key', p_table),
            DETAIL = 'Its changes are logged, but one row''s cannot be told from another''s.',
            HINT = 'Add a primary key, or name one: v1_hub.audit_enable(table, p_key => ...).';
    END IF;
    v_new := (SELECT k.renames FROM v1_hub.audit_look(p_table, v_row.id) AS k);
    v_row.renames := v_row.renames || v_new;
    v_row.key_columns := v1_hub.audit_rename_names(v_row.key_columns, v_new);
    v_row.ignored_columns := v1_hub.audit_rename_names(v_row.ignored_columns, v_new);
    v_row.secret_columns := v1_hub.audit_hidden(
        p_table, v1_hub.audit_rename_names(v_row.secret_columns, v_new)
    );
    RETURN v_row;
END;
$$;


ALTER FUNCTION v1_hub.audit_need_source(p_table regclass, p_key boolean) OWNER TO hub_owner;

--
-- Name: FUNCTION audit_need_source(p_table regclass, p_key boolean); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.audit_need_source(p_table regclass, p_key boolean) IS 'The registry row of the table as readers need it: names as the columns are called now, secrets all
that are masked, renames also those not noted yet. Raises 55000 where it is a view, was never
audited, or has no key though p_key asks for one.';


--
-- Name: audit_omitted(regclass); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.audit_omitted(p_table regclass) RETURNS text[]
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    -- The audit log also stands alone, without the unified log.
    IF to_regclass('v1_hub.log_column') IS NULL THEN
        RETURN '{}'::text[];
    END IF;
    RETURN ARRAY(
        SELECT a.attname::text
        FROM v1_hub.retired AS r
        INNER JOIN pg_class AS c
            ON c.relname = r.leaf AND c.relnamespace = 'v1_hub'::regnamespace
        INNER JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attnotnull
        INNER JOIN pg_attribute AS g
            ON g.attrelid = to_regclass('public.v1_hub_activity_logs')
            AND g.attname = a.attname
        WHERE c.oid = p_table AND r.treatment IN ('leaf', 'fold') AND NOT EXISTS (
            SELECT FROM v1_hub.log_column AS l
            WHERE l.table_name = r.table_name
                AND a.attname = CASE WHEN l.folded THEN 'result_data' ELSE l.log_name END
        )
        ORDER BY a.attnum
    );
END;
$$;


ALTER FUNCTION v1_hub.audit_omitted(p_table regclass) OWNER TO hub_owner;

--
-- Name: FUNCTION audit_omitted(p_table regclass); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.audit_omitted(p_table regclass) IS 'Columns of a leaf of v1_hub_activity_logs that belong to other logs: left out of its images where
they are NULL. Empty for every other table.';


--
-- Name: audit_parse_key(regclass, text); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.audit_parse_key(p_table regclass, p_key text) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    AS $_$
DECLARE
    v_keys text[] := (v1_hub.audit_need_source(p_table, TRUE)).key_columns;
    v_key jsonb;
BEGIN
    -- The text is made of the name of a type only.
    -- @plpgsql_check_options: security_warnings = off
    IF cardinality(v_keys) > 1 THEN
        RETURN p_key::jsonb;
    END IF;
    EXECUTE format('SELECT to_jsonb($1::%s)', (
        SELECT format_type(a.atttypid, a.atttypmod)
        FROM pg_attribute AS a
        WHERE a.attrelid = p_table AND a.attname = v_keys[1]
    )) INTO v_key USING p_key;
    RETURN v_key;
END;
$_$;


ALTER FUNCTION v1_hub.audit_parse_key(p_table regclass, p_key text) OWNER TO hub_owner;

--
-- Name: FUNCTION audit_parse_key(p_table regclass, p_key text); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.audit_parse_key(p_table regclass, p_key text) IS 'The key that a text stands for: the value itself where the key is one column, a JSON array in key
order where it is several. Raises 55000 without a key.';


--
-- Name: audit_parts(regclass); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.audit_parts(p_table regclass) RETURNS TABLE(relid regclass, level integer, isleaf boolean)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT c.oid::regclass, 0, c.relkind <> 'p' FROM pg_class AS c WHERE c.oid = p_table
    UNION ALL
    SELECT t.relid, t.level, t.isleaf FROM pg_partition_tree(p_table) AS t WHERE t.level > 0;
$$;


ALTER FUNCTION v1_hub.audit_parts(p_table regclass) OWNER TO hub_owner;

--
-- Name: FUNCTION audit_parts(p_table regclass); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.audit_parts(p_table regclass) IS 'The table and all its partitions; a plain table by itself.';


--
-- Name: audit_place(); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.audit_place() RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT format('%s/%s', s.system_identifier, d.oid)
    FROM pg_control_system() AS s
    INNER JOIN pg_database AS d ON d.datname = current_database();
$$;


ALTER FUNCTION v1_hub.audit_place() OWNER TO hub_owner;

--
-- Name: FUNCTION audit_place(); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.audit_place() IS 'This database of this cluster: in another, where a dump was restored, OIDs mean nothing.';


--
-- Name: audit_put(regclass, text[], text[], jsonb, jsonb, text[], jsonb); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.audit_put(p_table regclass, p_keys text[], p_secrets text[], p_key jsonb, p_image jsonb, p_columns text[], p_cause jsonb) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET "DateStyle" TO 'ISO, MDY'
    SET "IntervalStyle" TO 'postgres'
    AS $_$
DECLARE
    v_where text := v1_hub.audit_key_condition(p_table, p_keys, p_key);
    v_before text := coalesce(current_setting('v1_hub.context', TRUE), '');
    v_context jsonb := v1_hub.audit_context(nullif(v_before, ''), v1_hub.audit_secret_names());
    v_columns text[];
    v_there boolean;
BEGIN
    -- The text is made of quoted names and values only.
    -- @plpgsql_check_options: security_warnings = off, performance_warnings = off
    v_context := CASE
        WHEN jsonb_typeof(v_context) = 'object' THEN v_context
        WHEN v_context IS NULL THEN '{}'
        ELSE jsonb_build_object('context', v_context)
    END || jsonb_build_object('cause', p_cause);
    PERFORM set_config('v1_hub.context', v_context::text, TRUE);
    EXECUTE format('SELECT EXISTS (SELECT FROM %s AS t WHERE %s)', p_table, v_where) INTO v_there;
    v_columns := ARRAY(
        SELECT a.attname::text
        FROM pg_attribute AS a
        WHERE a.attrelid = p_table AND a.attnum > 0 AND NOT a.attisdropped
            AND a.attgenerated = '' AND p_image ? a.attname
            AND NOT a.attname = ANY (p_secrets)
            AND (
                NOT v_there
                OR a.attidentity <> 'a' AND (p_columns IS NULL OR a.attname = ANY (p_columns))
            )
        ORDER BY a.attnum
    );
    IF p_image IS NULL THEN
        EXECUTE format('DELETE FROM %s AS t WHERE %s', p_table, v_where);
    ELSIF v_columns <> '{}' THEN
        EXECUTE format(
            CASE WHEN v_there THEN 'UPDATE %1$s AS t SET (%2$s) = (%3$s) WHERE %4$s'
                ELSE 'INSERT INTO %1$s (%2$s) OVERRIDING SYSTEM VALUE %3$s' END,
            p_table, (SELECT string_agg(quote_ident(c.name), ', ') FROM unnest(v_columns) AS c (name)),
            v1_hub.audit_rows_sql(p_table, '(SELECT $1 AS image)', v_columns), v_where
        )
        USING p_image;
    END IF;
    PERFORM set_config('v1_hub.context', v_before, TRUE);
END;
$_$;


ALTER FUNCTION v1_hub.audit_put(p_table regclass, p_keys text[], p_secrets text[], p_key jsonb, p_image jsonb, p_columns text[], p_cause jsonb) OWNER TO hub_owner;

--
-- Name: FUNCTION audit_put(p_table regclass, p_keys text[], p_secrets text[], p_key jsonb, p_image jsonb, p_columns text[], p_cause jsonb); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.audit_put(p_table regclass, p_keys text[], p_secrets text[], p_key jsonb, p_image jsonb, p_columns text[], p_cause jsonb) IS 'Makes the row with this key be like the image: updates it (only p_columns, where given), inserts
it, or deletes it where the image is NULL. p_keys, p_secrets: the columns of the key, and those that
are masked, which are left as they are, as are generated ones. It is a change like any other,
audited, with p_cause as the cause in its context.';


--
-- Name: audit_record_id(jsonb); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.audit_record_id(p_key jsonb) RETURNS integer
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    -- Of what JSON has, only numbers are between two numbers.
    RETURN CASE WHEN p_key BETWEEN '-2147483648' AND '2147483647'
        THEN CASE WHEN p_key = to_jsonb(p_key::integer) THEN p_key::integer END END;
END;
$$;


ALTER FUNCTION v1_hub.audit_record_id(p_key jsonb) OWNER TO hub_owner;

--
-- Name: FUNCTION audit_record_id(p_key jsonb); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.audit_record_id(p_key jsonb) IS 'record_id of a key: the integer where the key is a whole number that fits, else NULL.';


--
-- Name: audit_refine(text[], oid, jsonb, jsonb); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.audit_refine(p_args text[], p_table oid, INOUT p_old jsonb, INOUT p_new jsonb, OUT skip boolean, OUT key jsonb, OUT old_key jsonb, OUT left_out text[], OUT masked_changes text[], OUT moment timestamp with time zone) RETURNS record
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
DECLARE
    v_renames jsonb;
    v_keys text[] := p_args[4]::text[];
    v_masked text[] := p_args[5]::text[];
    v_image jsonb := coalesce(p_new, p_old);
    v_update boolean := p_old IS NOT NULL AND p_new IS NOT NULL;
    v_ignored text[];
BEGIN
    -- @plpgsql_check_options: other_warnings = off
    -- A column that is not there was renamed or dropped since the triggers were made.
    IF NOT v_image ?& (v_keys || v_masked) THEN
        v_renames := (SELECT k.renames FROM v1_hub.audit_look(p_table, p_args[0]::integer) AS k);
        v_keys := v1_hub.audit_rename_names(v_keys, v_renames);
        v_masked := v1_hub.audit_rename_names(v_masked, v_renames);
    END IF;
    IF v_image ?| '{password,auth_key,secret,token}' THEN
        v_masked := v1_hub.audit_hidden(p_table, v_masked);
    END IF;
    IF v_update AND p_args[3] LIKE '%ignored%' THEN
        v_ignored := p_args[6]::text[];
        skip := record_image_eq(ROW(p_old - v_ignored), ROW(p_new - v_ignored));
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
$_$;


ALTER FUNCTION v1_hub.audit_refine(p_args text[], p_table oid, INOUT p_old jsonb, INOUT p_new jsonb, OUT skip boolean, OUT key jsonb, OUT old_key jsonb, OUT left_out text[], OUT masked_changes text[], OUT moment timestamp with time zone) OWNER TO hub_owner;

--
-- Name: FUNCTION audit_refine(p_args text[], p_table oid, INOUT p_old jsonb, INOUT p_new jsonb, OUT skip boolean, OUT key jsonb, OUT old_key jsonb, OUT left_out text[], OUT masked_changes text[], OUT moment timestamp with time zone); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.audit_refine(p_args text[], p_table oid, INOUT p_old jsonb, INOUT p_new jsonb, OUT skip boolean, OUT key jsonb, OUT old_key jsonb, OUT left_out text[], OUT masked_changes text[], OUT moment timestamp with time zone) IS 'Both images of a change as they are to be logged, and what belongs to them; p_args are those of the
trigger (v1_hub.audit_arguments), skip says that only ignored columns changed.';


--
-- Name: audit_refuse(); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.audit_refuse() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RAISE insufficient_privilege USING
        MESSAGE = format('%s of %I.%I is refused', TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME),
        DETAIL = 'The audit log, with its history and its seals, is append-only.',
        HINT = 'Old months leave through v1_hub.audit_retain(interval).';
END;
$$;


ALTER FUNCTION v1_hub.audit_refuse() OWNER TO hub_owner;

--
-- Name: FUNCTION audit_refuse(); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.audit_refuse() IS 'Trigger of the log, its partitions, its seals and the history view: raises 42501 on UPDATE, DELETE
and TRUNCATE.';


--
-- Name: audit_register(regclass); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.audit_register(p_table regclass) RETURNS v1_hub.audit_tables
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    v_id integer := v1_hub.audit_source(p_table);
    v_row v1_hub.audit_tables;
BEGIN
    IF v_id IS NULL THEN
        -- Settings of a table of this name that is gone hold on: a secret must not be in clear.
        INSERT INTO v1_hub.audit_tables (
            schema_name, table_name, table_oid, place, ignored_columns, secret_columns, operations,
            key_columns, chosen_key, replicated
        )
        SELECT
            n.nspname, c.relname, c.oid, v1_hub.audit_place(),
            coalesce(o.ignored_columns, d.ignored_columns, '{}'), coalesce(o.secret_columns, '{}'),
            coalesce(o.operations, d.operations, '{INSERT,UPDATE,DELETE,TRUNCATE}'),
            coalesce(CASE WHEN o.chosen_key THEN o.key_columns END, '{}'),
            coalesce(o.chosen_key, FALSE), coalesce(o.replicated, FALSE)
        FROM pg_class AS c
        INNER JOIN pg_namespace AS n ON n.oid = c.relnamespace
        LEFT JOIN v1_hub.audit_defaults AS d
            ON d.table_name = c.relname AND n.oid = 'public'::regnamespace
            OR d.leaf = c.relname AND n.nspname = 'v1_hub'
        LEFT JOIN LATERAL (
            SELECT t.* FROM v1_hub.audit_tables AS t
            WHERE t.schema_name = n.nspname AND t.table_name = c.relname AND NOT t.enabled
                AND t.enabled_at IS NOT NULL
            ORDER BY t.id DESC LIMIT 1
        ) AS o ON TRUE
        WHERE c.oid = p_table
        RETURNING id INTO v_id;
    END IF;
    UPDATE v1_hub.audit_tables AS t
    SET schema_name = n.nspname,
        table_name = c.relname,
        table_oid = c.oid,
        place = v1_hub.audit_place(),
        key_columns = CASE
            WHEN t.chosen_key THEN v1_hub.audit_rename_names(t.key_columns, k.renames)
            ELSE coalesce((SELECT i.key_columns FROM v1_hub.audit_key_index(p_table) AS i), '{}')
        END,
        ignored_columns = v1_hub.audit_rename_names(t.ignored_columns, k.renames),
        secret_columns = v1_hub.audit_rename_names(t.secret_columns, k.renames),
        shape = k.shape,
        labels = k.labels,
        renames = t.renames || k.renames
    FROM pg_class AS c
    INNER JOIN pg_namespace AS n ON n.oid = c.relnamespace
    CROSS JOIN v1_hub.audit_look(p_table, v_id) AS k
    WHERE t.id = v_id AND c.oid = p_table
    RETURNING t.* INTO v_row;
    RETURN v_row;
END;
$$;


ALTER FUNCTION v1_hub.audit_register(p_table regclass) OWNER TO hub_owner;

--
-- Name: FUNCTION audit_register(p_table regclass); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.audit_register(p_table regclass) IS 'The v1_hub.audit_tables row of a table, made now where it has none, and up to date with it (names,
key, shape, labels, renames). Does not audit it yet.';


--
-- Name: audit_rename(jsonb, jsonb); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.audit_rename(p_image jsonb, p_renames jsonb) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    v_image jsonb := p_image;
    v_rename jsonb;
    v_column text;
    v_value jsonb;
BEGIN
    FOR v_rename IN SELECT r.value FROM jsonb_array_elements(p_renames) AS r LOOP
        v_column := v_rename ->> 'column';
        v_value := v_image -> v_column;
        IF v_column IS NULL THEN
            IF v_image ? (v_rename ->> 'from') AND NOT v_image ? (v_rename ->> 'to') THEN
                v_image := (v_image - (v_rename ->> 'from'))
                    || jsonb_build_object(v_rename ->> 'to', v_image -> (v_rename ->> 'from'));
            END IF;
        ELSIF v_value = v_rename -> 'from' THEN
            v_image := v_image || jsonb_build_object(v_column, v_rename -> 'to');
        ELSIF jsonb_typeof(v_value) IN ('array', 'object') AND strpos(
            v_value::text, (v_rename -> 'from')::text
        ) > 0 THEN
            v_image := v_image || jsonb_build_object(
                v_column,
                replace(v_value::text, (v_rename -> 'from')::text, (v_rename -> 'to')::text)::jsonb
            );
        END IF;
    END LOOP;
    RETURN v_image;
END;
$$;


ALTER FUNCTION v1_hub.audit_rename(p_image jsonb, p_renames jsonb) OWNER TO hub_owner;

--
-- Name: FUNCTION audit_rename(p_image jsonb, p_renames jsonb); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.audit_rename(p_image jsonb, p_renames jsonb) IS 'The image with renamed columns, and renamed labels in them, under their names of today.';


--
-- Name: audit_rename_names(text[], jsonb); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.audit_rename_names(p_names text[], p_renames jsonb) RETURNS text[]
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    v_names text[] := p_names;
    v_rename jsonb;
BEGIN
    FOR v_rename IN SELECT r.value FROM jsonb_array_elements(p_renames) AS r LOOP
        IF NOT v_rename ? 'column' AND NOT v_rename ->> 'to' = ANY (v_names) THEN
            v_names := array_replace(v_names, v_rename ->> 'from', v_rename ->> 'to');
        END IF;
    END LOOP;
    RETURN v_names;
END;
$$;


ALTER FUNCTION v1_hub.audit_rename_names(p_names text[], p_renames jsonb) OWNER TO hub_owner;

--
-- Name: FUNCTION audit_rename_names(p_names text[], p_renames jsonb); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.audit_rename_names(p_names text[], p_renames jsonb) IS 'Names of columns as they are called after these renames.';


--
-- Name: audit_retain(interval); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.audit_retain(p_keep interval) RETURNS TABLE(partition_name text, row_count bigint)
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '5s'
    AS $_$
#variable_conflict use_column
DECLARE
    v_month record;
    v_drop text;
    v_drops text[] := '{}'::text[];
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('v1_hub.audit_seal'));
    IF p_keep < interval '0' THEN
        RAISE invalid_parameter_value USING MESSAGE = format('%s is negative', p_keep);
    END IF;
    FOR v_month IN
        SELECT p.oid::regclass AS part, p.relkind, s.*, c.finding
        FROM v1_hub.audit_seals AS s
        INNER JOIN pg_class AS p
            ON p.oid = to_regclass(format('v1_hub.%I', s.partition_name)) AND p.relispartition
        LEFT JOIN v1_hub.audit_check() AS c ON c.partition_name = s.partition_name
        WHERE s.closed_at + p_keep < localtimestamp
        ORDER BY s.closed_at
    LOOP
        IF v_month.finding IS NOT NULL THEN
            RAISE object_not_in_prerequisite_state USING
                MESSAGE = format('month %s is not as it was sealed', v_month.partition_name),
                DETAIL = v_month.finding,
                HINT = 'SELECT * FROM v1_hub.audit_check();';
        END IF;
        -- audit_verify() counts on without these rows.
        EXECUTE format(
            $sql$
            UPDATE v1_hub.audit_tables AS t
            SET baseline_rows = t.baseline_rows + g.added
            FROM (
                SELECT l.source_id, count(*) FILTER (WHERE l.action = 'INSERT') - count(*) FILTER (
                    WHERE l.action IN ('DELETE', 'TRUNCATE') AND l.old_data IS NOT NULL
                ) AS added
                FROM %s AS l
                INNER JOIN v1_hub.audit_tables AS b ON b.id = l.source_id AND l.id > b.baseline_id
                WHERE l.happened_at IS NOT NULL
                GROUP BY l.source_id
            ) AS g
            WHERE g.source_id = t.id
            $sql$,
            v_month.part
        );
        RETURN QUERY
        INSERT INTO v1_hub.audit_retentions AS r (partition_name, row_count, hash)
        VALUES (v_month.partition_name, v_month.row_count, v_month.hash)
        RETURNING r.partition_name, r.row_count;
        INSERT INTO public.v1_hub_audit_log (
            table_name, action, changed_by, old_data, happened_at, transaction_id, session_role,
            application_name, client_addr
        )
        VALUES (
            v_month.partition_name, 'RETAIN', session_user,
            jsonb_build_object('rows', v_month.row_count, 'hash', encode(v_month.hash, 'hex')),
            clock_timestamp(), pg_current_xact_id(), session_user,
            current_setting('application_name'), inet_client_addr()
        );
        -- Of a month on another server only the foreign table goes.
        v_drops := v_drops || format(
            CASE v_month.relkind WHEN 'f' THEN 'DROP FOREIGN TABLE %s' ELSE 'DROP TABLE %s' END,
            v_month.part
        );
    END LOOP;
    -- Last, for it locks everybody out of the log.
    FOREACH v_drop IN ARRAY v_drops LOOP
        EXECUTE v_drop;
    END LOOP;
END;
$_$;


ALTER FUNCTION v1_hub.audit_retain(p_keep interval) OWNER TO hub_owner;

--
-- Name: FUNCTION audit_retain(p_keep interval); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.audit_retain(p_keep interval) IS 'Drops the months that ended longer ago than p_keep, only sealed ones that are as sealed, and
records it in v1_hub.audit_retentions and in the log (action RETAIN). audit_export() gives their
rows before. Raises 55000 where a month was tampered with, and 55P03 after five seconds behind who
reads the log for long; drops none then.';


--
-- Name: audit_row(); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.audit_row() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
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
    IF v_key IS NULL OR TG_ARGV[3] <> '' OR pg_column_size(v_new) > 2000 OR coalesce(v_new, v_old)
        ?| '{password,auth_key,secret,token}'
    THEN
        SELECT r.p_old, r.p_new, r.skip, r.key, r.old_key, r.left_out, r.masked_changes, r.moment
        INTO v_old, v_new, v_skip, v_key, v_old_key, v_left_out, v_masked_changes, v_moment
        FROM v1_hub.audit_refine(TG_ARGV, TG_RELID, v_old, v_new) AS r;
    END IF;
    IF v_skip THEN
        RETURN NULL;
    END IF;
    IF current_setting('v1_hub.context', TRUE) <> '' THEN
        v_context := v1_hub.audit_context(
            current_setting('v1_hub.context'), v1_hub.audit_secret_names() || TG_ARGV[5]::text[]
        );
    END IF;
    v_record_id := CASE WHEN v_key BETWEEN '-2147483648' AND '2147483647'
        THEN CASE WHEN v_key = to_jsonb(v_key::integer) THEN v_key::integer END END;
    INSERT INTO public.v1_hub_audit_log (
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


ALTER FUNCTION v1_hub.audit_row() OWNER TO hub_owner;

--
-- Name: FUNCTION audit_row(); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.audit_row() IS 'AFTER INSERT, UPDATE or DELETE row trigger; PostgreSQL clones it to every partition.';


--
-- Name: audit_rows_sql(regclass, text, text[]); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.audit_rows_sql(p_table regclass, p_images text, p_columns text[] DEFAULT NULL::text[]) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
    SELECT format(
        'SELECT %s FROM %s AS i
        CROSS JOIN LATERAL jsonb_populate_record(NULL::%s, i.image - %L::text[]) AS r',
        string_agg(
            CASE WHEN x.exact THEN format(
                '(i.image ->> %L)::%s', a.attname, format_type(a.atttypid, a.atttypmod)
            ) ELSE format('r.%I', a.attname) END, ', ' ORDER BY a.attnum
        ) FILTER (WHERE p_columns IS NULL OR a.attname = ANY (p_columns)),
        p_images, p_table, coalesce(array_agg(a.attname) FILTER (WHERE x.exact), '{}')
    )
    FROM pg_attribute AS a
    CROSS JOIN LATERAL (SELECT v1_hub.audit_is_exact(a.atttypid) AS exact) AS x
    WHERE a.attrelid = p_table AND a.attnum > 0 AND NOT a.attisdropped;
$$;


ALTER FUNCTION v1_hub.audit_rows_sql(p_table regclass, p_images text, p_columns text[]) OWNER TO hub_owner;

--
-- Name: FUNCTION audit_rows_sql(p_table regclass, p_images text, p_columns text[]); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.audit_rows_sql(p_table regclass, p_images text, p_columns text[]) IS 'A query: rows of the table (all columns, or p_columns in their order in it) out of the images that
p_images, a FROM item, has. What is logged in its text form goes past jsonb_populate_record(); a
virtual column has its value as logged.';


--
-- Name: audit_seal(interval); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.audit_seal(p_grace interval DEFAULT '2 days'::interval) RETURNS TABLE(partition_name text, row_count bigint, hash text)
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
#variable_conflict use_column
DECLARE
    v_month record;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('v1_hub.audit_seal'));
    FOR v_month IN
        SELECT t.relid, c.relname, m.start + interval '1 month' AS closed_at
        FROM pg_partition_tree('public.v1_hub_audit_log') AS t
        INNER JOIN pg_class AS c ON c.oid = t.relid
        CROSS JOIN LATERAL (
            SELECT to_date(substring(c.relname FROM '_([0-9]{4}_[0-9]{2})$'), 'YYYY_MM')::timestamp AS start
        ) AS m
        WHERE t.isleaf AND m.start + interval '1 month' + p_grace < localtimestamp
            AND c.relname NOT IN (SELECT s.partition_name FROM v1_hub.audit_seals AS s)
        ORDER BY m.start
    LOOP
        -- Waits for writers that are still in this month, of which there should be none.
        EXECUTE format('LOCK TABLE %s IN SHARE MODE', v_month.relid);
        RETURN QUERY
        WITH blocks AS MATERIALIZED (
            SELECT b.* FROM v1_hub.audit_blocks(v_month.relid) AS b
        ),
        sealed AS (
            INSERT INTO v1_hub.audit_seals (
                partition_name, closed_at, row_count, previous_hash, hash
            )
            SELECT
                v_month.relname, v_month.closed_at, n.row_count, n.previous,
                sha256(n.previous || n.hashes)
            FROM (
                SELECT
                    coalesce(sum(cardinality(b.ids)), 0) AS row_count,
                    coalesce(string_agg(b.hash, '' ORDER BY b.block), '') AS hashes,
                    coalesce(
                        (SELECT s.hash FROM v1_hub.audit_seals AS s ORDER BY s.id DESC LIMIT 1), ''
                    ) AS previous
                FROM blocks AS b
            ) AS n
            RETURNING *
        ),
        noted AS (
            INSERT INTO v1_hub.audit_seal_blocks (seal_id, block, ids, digests)
            SELECT s.id, b.block, b.ids, b.digests FROM sealed AS s CROSS JOIN blocks AS b
        )
        SELECT s.partition_name, s.row_count, encode(s.hash, 'hex') FROM sealed AS s;
    END LOOP;
    -- Also months that replication has brought here as sealed ones.
    PERFORM v1_hub.audit_guard(c.oid, TRUE)
    FROM v1_hub.audit_seals AS s
    INNER JOIN pg_class AS c ON c.oid = to_regclass(format('v1_hub.%I', s.partition_name));
END;
$_$;


ALTER FUNCTION v1_hub.audit_seal(p_grace interval) OWNER TO hub_owner;

--
-- Name: FUNCTION audit_seal(p_grace interval); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.audit_seal(p_grace interval) IS 'Seals every month that ended p_grace ago (long transactions and other time zones may write into a
month after its end); returns the new seals. Note the last hash outside the database.';


--
-- Name: audit_secret_names(); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.audit_secret_names() RETURNS text[]
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT '{password,auth_key,secret,token}'::text[];
$$;


ALTER FUNCTION v1_hub.audit_secret_names() OWNER TO hub_owner;

--
-- Name: FUNCTION audit_secret_names(); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.audit_secret_names() IS 'Names that are masked in every table and in the context; audit_enable() adds to them per table.';


--
-- Name: audit_source(regclass); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.audit_source(p_table regclass) RETURNS integer
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT coalesce(
        (SELECT t.source_id FROM v1_hub.audit_triggers(p_table) AS t LIMIT 1),
        (
            SELECT max(a.id)
            FROM pg_class AS c
            INNER JOIN pg_namespace AS n ON n.oid = c.relnamespace
            INNER JOIN v1_hub.audit_tables AS a
                ON a.table_name = c.relname AND a.schema_name = n.nspname
            WHERE c.oid = p_table AND c.relkind IN ('r', 'p')
                -- Not a later table of that name; a leaf that install makes anew goes on.
                AND (
                    a.table_oid = p_table
                    OR NOT a.enabled AND (n.nspname = 'v1_hub' OR a.place <> v1_hub.audit_place())
                )
        )
    );
$$;


ALTER FUNCTION v1_hub.audit_source(p_table regclass) OWNER TO hub_owner;

--
-- Name: FUNCTION audit_source(p_table regclass); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.audit_source(p_table regclass) IS 'The table''s v1_hub.audit_tables.id, NULL where it was never audited.';


--
-- Name: audit_statement(); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.audit_statement() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    PERFORM set_config(
        'v1_hub.audit_moment', extract(EPOCH FROM clock_timestamp())::text, TRUE
    );
    RETURN NULL;
END;
$$;


ALTER FUNCTION v1_hub.audit_statement() OWNER TO hub_owner;

--
-- Name: FUNCTION audit_statement(); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.audit_statement() IS 'BEFORE statement trigger where one statement may swap keys: its rows get one happened_at, so that
readers know what happened at once.';


--
-- Name: audit_summary(text, jsonb, jsonb, text[]); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.audit_summary(p_action text, p_old jsonb, p_new jsonb, p_changed text[]) RETURNS text
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT CASE p_action
        WHEN 'INSERT' THEN 'created'
        WHEN 'UPDATE' THEN (
            SELECT string_agg(
                format(
                    '%s: %s -> %s', c.name, coalesce(p_old ->> c.name, 'NULL'),
                    coalesce(p_new ->> c.name, 'NULL')
                ),
                ', ' ORDER BY c.i
            )
            FROM unnest(p_changed) WITH ORDINALITY AS c (name, i)
        )
        ELSE 'deleted'
    END;
$$;


ALTER FUNCTION v1_hub.audit_summary(p_action text, p_old jsonb, p_new jsonb, p_changed text[]) OWNER TO hub_owner;

--
-- Name: FUNCTION audit_summary(p_action text, p_old jsonb, p_new jsonb, p_changed text[]); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.audit_summary(p_action text, p_old jsonb, p_new jsonb, p_changed text[]) IS 'One line for people: created, deleted, or status: active -> paused, is_active: true -> false.
p_changed: the columns to tell of, in order.';


--
-- Name: audit_table_of(integer); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.audit_table_of(p_source integer) RETURNS regclass
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    -- The one with its triggers, whatever it is called; else by its name. All triggers of the
    -- database are looked at only where it is not the table that it was (in a restored copy).
    SELECT coalesce(
        (
            SELECT a.table_oid::regclass
            FROM v1_hub.audit_tables AS a
            CROSS JOIN LATERAL v1_hub.audit_triggers(a.table_oid) AS t
            WHERE a.id = p_source AND t.source_id = p_source AND NOT t.part
            LIMIT 1
        ),
        (
            SELECT t.tgrelid::regclass
            FROM pg_trigger AS t
            CROSS JOIN LATERAL (SELECT encode(t.tgargs, 'escape') AS args) AS x
            WHERE t.tgparentid = 0 AND t.tgfoid IN (
                to_regprocedure('v1_hub.audit_row()'), to_regprocedure('v1_hub.audit_truncate()')
            ) AND starts_with(x.args, p_source || E'\\000') AND right(x.args, 8) <> E'leaf\\000'
            LIMIT 1
        ),
        (
            SELECT c.candidate
            FROM v1_hub.audit_tables AS a
            CROSS JOIN LATERAL (
                SELECT to_regclass(format('%I.%I', a.schema_name, a.table_name)) AS candidate
            ) AS c
            WHERE a.id = p_source AND v1_hub.audit_source(c.candidate) = a.id
        )
    );
$$;


ALTER FUNCTION v1_hub.audit_table_of(p_source integer) OWNER TO hub_owner;

--
-- Name: FUNCTION audit_table_of(p_source integer); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.audit_table_of(p_source integer) IS 'The table of a v1_hub.audit_tables row, NULL where it was dropped.';


--
-- Name: audit_triggers(regclass); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.audit_triggers(p_table regclass) RETURNS TABLE(source_id integer, function_name name, part boolean, args text[])
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT a.args[1]::integer, p.proname, t.tgparentid <> 0 OR a.args[10] = 'leaf', a.args
    FROM pg_trigger AS t
    INNER JOIN pg_proc AS p ON p.oid = t.tgfoid
    -- In tgargs each argument ends with a zero byte.
    CROSS JOIN LATERAL (
        SELECT array_agg(
            convert_from(decode(e.value, 'escape'), getdatabaseencoding()) ORDER BY e.i
        ) AS args
        FROM string_to_table(
            replace(encode(t.tgargs, 'escape'), E'\\\\', E'\\134'), E'\\000'
        ) WITH ORDINALITY AS e (value, i)
        WHERE e.i <= t.tgnargs
    ) AS a
    WHERE t.tgrelid = p_table AND p.pronamespace = to_regnamespace('v1_hub')
        AND p.proname IN ('audit_row', 'audit_statement', 'audit_truncate');
$$;


ALTER FUNCTION v1_hub.audit_triggers(p_table regclass) OWNER TO hub_owner;

--
-- Name: FUNCTION audit_triggers(p_table regclass); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.audit_triggers(p_table regclass) IS 'The audit triggers of a table with their arguments (v1_hub.audit_arguments). part: of a partition,
because its parent is audited.';


--
-- Name: audit_truncate(); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.audit_truncate() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
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
        WHEN current_setting('v1_hub.context', TRUE) <> '' THEN v1_hub.audit_context(
            current_setting('v1_hub.context'), v1_hub.audit_secret_names() || v_secrets
        )
    END;
    v_cut boolean;
BEGIN
    FOREACH v_cut IN ARRAY ARRAY[FALSE, TRUE] LOOP
        BEGIN
            INSERT INTO public.v1_hub_audit_log (
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


ALTER FUNCTION v1_hub.audit_truncate() OWNER TO hub_owner;

--
-- Name: FUNCTION audit_truncate(); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.audit_truncate() IS 'BEFORE TRUNCATE trigger: one row of action TRUNCATE per row that goes, then one without a key. Rows
that the owner of the log may not read are not logged, but TRUNCATE goes on.';


--
-- Name: audit_type_parts(oid); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.audit_type_parts(p_type oid) RETURNS TABLE(part oid)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    WITH RECURSIVE parts (oid) AS (
        SELECT p_type
        UNION
        SELECT n.oid
        FROM parts AS p
        INNER JOIN pg_type AS t ON t.oid = p.oid
        LEFT JOIN pg_range AS r ON t.oid IN (r.rngtypid, r.rngmultitypid)
        LEFT JOIN pg_attribute AS a
            ON a.attrelid = t.typrelid AND t.typrelid <> 0 AND a.attnum > 0 AND NOT a.attisdropped
        CROSS JOIN LATERAL (VALUES (t.typbasetype), (t.typelem), (r.rngsubtype), (a.atttypid)) AS n (oid)
        WHERE n.oid <> 0
    )
    SELECT p.oid FROM parts AS p;
$$;


ALTER FUNCTION v1_hub.audit_type_parts(p_type oid) OWNER TO hub_owner;

--
-- Name: FUNCTION audit_type_parts(p_type oid); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.audit_type_parts(p_type oid) IS 'The type and all that it is made of: base types, elements, bounds, fields.';


--
-- Name: audit_undo(text, xid8, timestamp with time zone, timestamp with time zone, regclass, boolean); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.audit_undo(p_actor text DEFAULT NULL::text, p_transaction xid8 DEFAULT NULL::xid8, p_from timestamp with time zone DEFAULT NULL::timestamp with time zone, p_to timestamp with time zone DEFAULT NULL::timestamp with time zone, p_table regclass DEFAULT NULL::regclass, p_dry_run boolean DEFAULT true) RETURNS TABLE(log_id bigint, changed regclass, row_key jsonb, undo text, verdict text)
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
#variable_conflict use_column
DECLARE
    v_event record;
    v_row v1_hub.audit_tables;
    v_old jsonb;
    v_new jsonb;
    v_live jsonb;
BEGIN
    IF coalesce(p_actor, p_transaction::text, p_from::text) IS NULL THEN
        RAISE invalid_parameter_value USING
            MESSAGE = 'nothing says what to undo',
            HINT = 'Give p_actor, p_transaction or p_from.';
    END IF;
    FOR v_event IN
        WITH chosen AS MATERIALIZED (
            SELECT l.id, l.source_id, coalesce(l.record_key, to_jsonb(l.record_id)) AS key, l.old_key
            FROM public.v1_hub_audit_log AS l
            WHERE l.changed_by = coalesce(p_actor, l.changed_by)
                -- A later number than that of who wrote it comes from a cluster that was restored
                -- here, and is another transaction; audit_upkeep() writes rows later than they name.
                AND (
                    p_transaction IS NULL OR l.transaction_id = p_transaction
                    AND age(l.transaction_id::xid) >= age(l.xmin)
                )
                AND l.happened_at >= coalesce(p_from, '-infinity')
                AND l.happened_at <= coalesce(p_to, 'infinity')
                AND (p_table IS NULL OR l.source_id = (SELECT v1_hub.audit_source(p_table)))
                AND num_nonnulls(l.old_data, l.new_data) > 0
        ),
        -- What happened to their rows, by index. IN is hashed, and so takes a time that grows with
        -- it, whatever the planner takes the chosen for.
        events AS (
            SELECT k.source_id, e.key, e.id, e.side, e.id IN (SELECT c.id FROM chosen AS c) AS is_chosen
            FROM (
                SELECT c.source_id, array_agg(DISTINCT u.key) AS keys
                FROM chosen AS c
                CROSS JOIN LATERAL unnest(ARRAY[c.key, c.old_key]) AS u (key)
                GROUP BY c.source_id
            ) AS k
            CROSS JOIN LATERAL v1_hub.audit_events(k.source_id, '[]', k.keys) AS e
        ),
        followed AS (
            SELECT
                e.id, e.side, e.is_chosen,
                min(e.id) FILTER (WHERE NOT e.is_chosen) OVER since AS later,
                coalesce(bool_or(e.is_chosen) OVER since, FALSE) AS superseded
            FROM events AS e
            WINDOW since AS (
                PARTITION BY e.source_id, e.key ORDER BY e.id DESC
                ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
            )
        )
        SELECT l.*, coalesce(l.record_key, to_jsonb(l.record_id)) AS key, n.later, n.superseded
        FROM (
            -- Of an event that moved a key, what followed on both; superseded: on that of today.
            SELECT
                f.id, min(f.later) AS later,
                (array_agg(f.superseded ORDER BY f.side DESC))[1] AS superseded
            FROM followed AS f
            WHERE f.is_chosen
            GROUP BY f.id
            UNION ALL
            SELECT c.id, NULL, FALSE FROM chosen AS c WHERE c.key IS NULL
        ) AS n
        CROSS JOIN LATERAL (
            SELECT a.* FROM public.v1_hub_audit_log AS a WHERE a.id = n.id LIMIT 1
        ) AS l
        ORDER BY n.id DESC
    LOOP
        IF v_row.id IS DISTINCT FROM v_event.source_id THEN
            v_row := NULL;
            changed := v1_hub.audit_table_of(v_event.source_id);
            CONTINUE WHEN changed IS NULL;
            v_row := v1_hub.audit_need_source(changed);
        END IF;
        v_old := v1_hub.audit_rename(v_event.old_data, v_row.renames);
        v_new := v1_hub.audit_rename(v_event.new_data, v_row.renames);
        log_id := v_event.id;
        row_key := v_event.key;
        undo := CASE v_event.action WHEN 'INSERT' THEN 'DELETE' WHEN 'UPDATE' THEN 'UPDATE'
            ELSE 'INSERT' END;
        verdict := NULL;
        IF v_event.key IS NULL THEN
            verdict := 'refused: the table has no key';
        ELSIF v_event.later IS NOT NULL THEN
            verdict := format('refused: changed since, see log row %s', v_event.later);
        ELSIF NOT (p_dry_run AND v_event.superseded) THEN
            v_live := (
                SELECT l.image
                FROM v1_hub.audit_live(
                    changed, v_row.key_columns, v_row.secret_columns, v_event.key
                ) AS l
            );
            IF (v_live IS NULL) <> (v_new IS NULL) OR v1_hub.audit_changed(
                v_live || v_new, v_live - v_row.secret_columns - v_row.ignored_columns, NULL
            ) IS NOT NULL THEN
                verdict := 'refused: the row is not as the log left it';
            END IF;
        END IF;
        IF verdict IS NULL AND NOT p_dry_run THEN
            PERFORM v1_hub.audit_put(
                changed, v_row.key_columns, v_row.secret_columns, v_event.key, v_old,
                v1_hub.audit_changed(v_old, v_new, v_event.masked_changes),
                jsonb_build_object('undo_of', v_event.id)
            );
        END IF;
        verdict := coalesce(verdict, CASE WHEN p_dry_run THEN 'would be undone' ELSE 'undone' END);
        RETURN NEXT;
    END LOOP;
END;
$$;


ALTER FUNCTION v1_hub.audit_undo(p_actor text, p_transaction xid8, p_from timestamp with time zone, p_to timestamp with time zone, p_table regclass, p_dry_run boolean) OWNER TO hub_owner;

--
-- Name: FUNCTION audit_undo(p_actor text, p_transaction xid8, p_from timestamp with time zone, p_to timestamp with time zone, p_table regclass, p_dry_run boolean); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.audit_undo(p_actor text, p_transaction xid8, p_from timestamp with time zone, p_to timestamp with time zone, p_table regclass, p_dry_run boolean) IS 'Takes back the chosen changes, newest first; lists them, and changes nothing unless p_dry_run is
false. A row changed since by what was not chosen is refused and left alone. Secrets stay as they
are. The undo is audited with {"cause": {"undo_of": id}} in its context. Raises 22023 where neither
p_actor nor p_transaction nor p_from is given.';


--
-- Name: audit_upkeep(integer); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.audit_upkeep(p_months_ahead integer DEFAULT 3) RETURNS TABLE(months_ahead integer, rows_moved bigint, tables_synced integer)
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '5s'
    AS $$
DECLARE
    v_default regclass := to_regclass('v1_hub.v1_hub_audit_log_default');
    v_months timestamp[];
    v_known v1_hub.audit_tables;
    v_now v1_hub.audit_tables;
    v_table regclass;
    v_args text[];
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('v1_hub.audit_upkeep'));
    tables_synced := 0;
    UPDATE v1_hub.audit_tables AS t SET enabled = FALSE
    WHERE t.enabled AND v1_hub.audit_table_of(t.id) IS NULL;
    FOR v_known IN SELECT t.* FROM v1_hub.audit_tables AS t WHERE t.enabled LOOP
        v_table := v1_hub.audit_table_of(v_known.id);
        v_args := (SELECT t.args FROM v1_hub.audit_triggers(v_table) AS t WHERE NOT t.part LIMIT 1);
        v_now := v1_hub.audit_register(v_table);
        v_known.place := v_now.place; -- alone it asks for no other triggers
        IF v_now IS DISTINCT FROM v_known
            OR v_args[1:9] IS DISTINCT FROM v1_hub.audit_arguments(v_table, v_known.id)
            OR 'TRUNCATE' = ANY (v_known.operations) AND EXISTS (
                SELECT FROM v1_hub.audit_parts(v_table) AS r
                WHERE r.isleaf AND NOT EXISTS (
                    SELECT FROM v1_hub.audit_triggers(r.relid) AS g
                    WHERE g.function_name = 'audit_truncate'
                )
            )
        THEN
            PERFORM v1_hub.audit_attach(v_table, v_known.id);
            tables_synced := tables_synced + 1;
        END IF;
    END LOOP;
    -- Last, and so in the order of writers: their table, then the log, which is not locked for longer.
    SELECT array_agg(m.month), coalesce(sum(m.row_count), 0)::bigint INTO v_months, rows_moved
    FROM (
        SELECT d.* FROM v1_hub.audit_default_months() AS d ORDER BY d.month DESC LIMIT 120
    ) AS m;
    IF rows_moved > 0 THEN
        -- Rows cannot be deleted from the log, so the partition is exchanged, not emptied.
        ALTER TABLE public.v1_hub_audit_log DETACH PARTITION v1_hub.v1_hub_audit_log_default;
        ALTER TABLE v1_hub.v1_hub_audit_log_default RENAME TO v1_hub_audit_log_overflow;
        CREATE TABLE v1_hub.v1_hub_audit_log_default
        PARTITION OF public.v1_hub_audit_log DEFAULT;
        PERFORM v1_hub.audit_close('v1_hub.v1_hub_audit_log_default', v_default);
        PERFORM v1_hub.audit_guard('v1_hub.v1_hub_audit_log_default');
        PERFORM v1_hub.audit_make_months(m.month, m.month) FROM unnest(v_months) AS m (month);
        -- Those of other months, infinity among them, come back to where they were.
        EXECUTE format(
            'INSERT INTO public.v1_hub_audit_log SELECT o.* FROM %s AS o ORDER BY o.id', v_default
        );
        DROP TABLE v1_hub.v1_hub_audit_log_overflow;
    END IF;
    PERFORM v1_hub.audit_make_months(
        localtimestamp, localtimestamp + make_interval(months => p_months_ahead)
    );
    months_ahead := p_months_ahead;
    RETURN NEXT;
END;
$$;


ALTER FUNCTION v1_hub.audit_upkeep(p_months_ahead integer) OWNER TO hub_owner;

--
-- Name: FUNCTION audit_upkeep(p_months_ahead integer); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.audit_upkeep(p_months_ahead integer) IS 'For any scheduler, daily: makes the partitions of the next months, empties the default partition
(ten years of it in a run), notes what became of every audited table, and makes the triggers anew of
those that were renamed, moved, altered, got partitions, or lost all triggers since. Can be repeated,
and run twice at once. Nothing breaks without it. Raises 55P03 after five seconds behind another run,
or who reads the log or such a table for long.';


--
-- Name: audit_verify(regclass); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.audit_verify(p_table regclass) RETURNS TABLE(row_key jsonb, log_id bigint, finding text, differing text[])
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
#variable_conflict use_column
DECLARE
    v_row v1_hub.audit_tables := v1_hub.audit_need_source(p_table);
BEGIN
    RETURN QUERY
    WITH sides AS (
        SELECT e.key, e.step, e.side, e.id, e.before, e.after
        FROM v1_hub.audit_events(v_row.id, v_row.renames) AS e
        WHERE num_nonnulls(e.before, e.after) > 0 AND v_row.key_columns <> '{}'
        UNION ALL
        SELECT l.key, 9223372036854775807, 2, NULL, l.image, NULL
        FROM v1_hub.audit_live(p_table, v_row.key_columns, v_row.secret_columns) AS l
    ),
    chain AS (
        SELECT
            s.*,
            lag(s.after) OVER w AS previous,
            row_number() OVER w = 1 AS is_first,
            lead(s.key) OVER w IS NULL AS is_last
        FROM sides AS s
        WHERE s.key IS NOT NULL
        WINDOW w AS (PARTITION BY s.key ORDER BY s.step, s.side, s.id)
    ),
    counted AS (
        SELECT
            (SELECT count(*) FROM sides AS s WHERE s.side = 2) AS live,
            v_row.baseline_rows
            + count(*) FILTER (WHERE l.action = 'INSERT')
            - count(*) FILTER (WHERE l.action IN ('DELETE', 'TRUNCATE') AND l.old_data IS NOT NULL)
                AS explained
        FROM public.v1_hub_audit_log AS l
        WHERE l.source_id = v_row.id AND l.id > v_row.baseline_id AND l.happened_at IS NOT NULL
    )
    (
        SELECT
            c.key, c.id,
            CASE
                WHEN c.is_last AND c.side < 2 AND c.after IS NOT NULL
                    AND (c.is_first OR d.names IS NULL) THEN 'removed without a log row'
                WHEN c.before IS NULL THEN 'already there: removed without a log row before this'
                WHEN c.previous IS NULL THEN 'was not there: added without a log row before this'
                WHEN c.side = 2 THEN 'the live row differs from the log'
                ELSE 'changed without a log row before this'
            END,
            coalesce(d.names, '{}')
        FROM chain AS c
        CROSS JOIN LATERAL (
            -- A column that one of both lacks, as it was added or dropped since, is no difference.
            SELECT v1_hub.audit_changed(
                c.before || c.previous,
                c.before - v_row.secret_columns - v_row.ignored_columns, NULL
            ) AS names
        ) AS d
        WHERE (NOT c.is_first AND c.previous IS NOT NULL AND c.before IS NULL)
            OR (
                NOT c.is_first AND c.previous IS NULL AND c.before IS NOT NULL
                AND v_row.operations @> '{INSERT}'
            )
            OR (NOT c.is_first AND d.names IS NOT NULL)
            OR (c.is_last AND c.side < 2 AND c.after IS NOT NULL)
        ORDER BY c.key, c.step, c.side
    )
    UNION ALL
    SELECT NULL, NULL, format('%s rows in the table, %s explained by the log', n.live, n.explained), NULL
    FROM counted AS n
    WHERE n.live <> n.explained;
END;
$$;


ALTER FUNCTION v1_hub.audit_verify(p_table regclass) OWNER TO hub_owner;

--
-- Name: FUNCTION audit_verify(p_table regclass); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.audit_verify(p_table regclass) IS 'Where log and table contradict each other: changes made while triggers were off, or with
session_replication_role = replica. Empty when the log explains the table. log_id: the event whose
before does not fit, NULL for the live row. Ignored and secret columns are not compared.';


--
-- Name: audit_when(regclass, text[]); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.audit_when(p_table regclass, p_ignored text[]) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
    -- Whole rows: a column named here could be neither dropped nor given another type.
    SELECT CASE WHEN count(*) = 0 THEN ''
        ELSE format(
            'WHEN (pg_catalog.jsonb_populate_record(OLD.*, %1$L::pg_catalog.jsonb)
            OPERATOR(pg_catalog.*<>)
            pg_catalog.jsonb_populate_record(NEW.*, %1$L::pg_catalog.jsonb))',
            jsonb_object_agg(a.attname, NULL)
        ) END
    FROM pg_attribute AS a
    -- Not a domain, which may refuse NULL: a change of that goes on to the trigger, which knows.
    INNER JOIN pg_type AS t ON t.oid = a.atttypid AND t.typtype <> 'd'
    WHERE a.attrelid = p_table AND a.attnum > 0 AND NOT a.attisdropped
        AND a.attname = ANY (p_ignored);
$_$;


ALTER FUNCTION v1_hub.audit_when(p_table regclass, p_ignored text[]) OWNER TO hub_owner;

--
-- Name: FUNCTION audit_when(p_table regclass, p_ignored text[]); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.audit_when(p_table regclass, p_ignored text[]) IS 'The WHEN of an UPDATE trigger where columns are ignored, else nothing: true where the row differs
in bytes outside them. Evaluated without PL/pgSQL; depends on no column, so that columns come, go
and change freely.';


--
-- Name: check_work_result(jsonb); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.check_work_result(p_document jsonb) RETURNS boolean
    LANGUAGE plpgsql IMMUTABLE STRICT
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    v_wrong text := CASE
        WHEN jsonb_typeof(p_document) <> 'object' THEN 'it is no object'
        WHEN jsonb_typeof(p_document -> 'applied_cart_click') <> 'boolean'
            THEN 'key applied_cart_click is not of type boolean'
        WHEN (
            p_document -> 'current_page' BETWEEN '-2147483648' AND '2147483647'
            AND scale((p_document -> 'current_page')::numeric) = 0
        ) IS FALSE
            THEN 'key current_page is not of type integer'
        WHEN jsonb_typeof(p_document -> 'block_type') <> 'string'
            OR char_length(p_document ->> 'block_type') > 50
            THEN 'key block_type is not of type character varying(50)'
        WHEN (
            p_document -> 'dom_ready_time_ms' BETWEEN '-2147483648' AND '2147483647'
            AND scale((p_document -> 'dom_ready_time_ms')::numeric) = 0
        ) IS FALSE
            THEN 'key dom_ready_time_ms is not of type integer'
        WHEN (
            p_document -> 'first_product_time_ms' BETWEEN '-2147483648' AND '2147483647'
            AND scale((p_document -> 'first_product_time_ms')::numeric) = 0
        ) IS FALSE
            THEN 'key first_product_time_ms is not of type integer'
        WHEN (
            p_document -> 'total_requests' BETWEEN '-2147483648' AND '2147483647'
            AND scale((p_document -> 'total_requests')::numeric) = 0
        ) IS FALSE
            THEN 'key total_requests is not of type integer'
        WHEN (
            p_document -> 'blocked_requests' BETWEEN '-2147483648' AND '2147483647'
            AND scale((p_document -> 'blocked_requests')::numeric) = 0
        ) IS FALSE
            THEN 'key blocked_requests is not of type integer'
    END;
BEGIN
    IF v_wrong IS NOT NULL THEN
        RAISE check_violation USING
            MESSAGE = 'result_data cannot be read by legacy code: ' || v_wrong,
            DETAIL = left(p_document::text, 500),
            HINT = 'Write the JSON type of the retired column, or leave the key out where it has no value.',
            SCHEMA = 'v1_hub', TABLE = 'work_result', COLUMN = 'result_data',
            CONSTRAINT = 'work_result_result_data_check';
    END IF;
    RETURN TRUE;
END;
$$;


ALTER FUNCTION v1_hub.check_work_result(p_document jsonb) OWNER TO hub_owner;

--
-- Name: FUNCTION check_work_result(p_document jsonb); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.check_work_result(p_document jsonb) IS 'True where the retired columns can be read out of the document. Raises 23514 and names the key.';


--
-- Name: count_proxies(integer, boolean); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.count_proxies(p_id integer, p_uses boolean) RETURNS void
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    -- One statement: its snapshot sees a row and the note of it, or neither.
    INSERT INTO v1_hub.proxy_change (
        proxy_id, is_due, replaced, unbeaten_at,
        total, success, failed, response_ms, responses, used_at, unused_at
    )
    SELECT
        p.id, TRUE, '{}', 'infinity',
        s.total, s.success, s.failed, s.response_ms, s.responses, s.used_at,
        CASE
            WHEN p_uses AND p.usage_stats -> 'last_used_at' <> coalesce(to_jsonb(s.used_at), 'null')
                THEN 'infinity'::timestamp without time zone -- whatever the last is, it is read again
        END
    FROM v1_hub.proxy AS p
    LEFT JOIN (SELECT u.* FROM v1_hub.proxy_summary AS u WHERE p_uses) AS s ON s.id = p.id
    WHERE p_id IS NULL OR p.id = p_id;
$$;


ALTER FUNCTION v1_hub.count_proxies(p_id integer, p_uses boolean) OWNER TO hub_owner;

--
-- Name: FUNCTION count_proxies(p_id integer, p_uses boolean); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.count_proxies(p_id integer, p_uses boolean) IS 'Notes for one proxy, or (NULL) for all, that addresses and last heartbeat are read again; with p_uses also what usage_stats and the ledger lack of the uses. Twice at the same time they would get that twice: v1_hub.refresh_proxies() has a lock.';


--
-- Name: health(text); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.health(p_version text DEFAULT NULL::text) RETURNS TABLE(name text, object text, value numeric, state text, finding text, remedy text)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    SELECT 'stage', h.schema_name, NULL::numeric,
        CASE WHEN h.stage IN ('finishing', 'returning') THEN 'look' ELSE 'ok' END, h.stage,
        CASE h.stage
            WHEN 'finishing' THEN 'install.py install goes on with it'
            WHEN 'returning' THEN 'install.py rollback goes on with it'
            ELSE ''
        END
    FROM v1_hub.hub AS h
    UNION ALL
    SELECT 'version', h.schema_name, NULL,
        CASE WHEN p_version <> h.version THEN 'look' ELSE 'ok' END, h.version,
        CASE
            WHEN p_version <> h.version
                THEN format('this is %s: use the package that made the hub', p_version)
            ELSE ''
        END
    FROM v1_hub.hub AS h
    UNION ALL
    SELECT g.name, coalesce(v.object, ''), v.value, s.state,
        coalesce(to_char(v.value, 'FM999,999,999,999,990') || ' ' || g.unit, ''),
        CASE s.state WHEN 'ok' THEN '' ELSE replace(g.remedy, '%', v.object) END
    FROM (
        -- Beyond a mark is who has reached it; sign -1: small values are the bad ones.
        VALUES
        ('tables', 1, 1, 1, 'are gone', 'install.py verify says what to do'),
        ('retired names', 1, 1, 1, 'have no view', 'install.py verify says what to do'),
        ('ledger length', 1, 10000, 100000, 'changes wait', 'SELECT v1_hub.refresh_proxies();'),
        ('ledger age', 1, 3600, NULL, 's since the oldest', 'SELECT v1_hub.refresh_proxies();'),
        ('audit due', 1, 1, NULL, 'tables wait for their audit', 'install.py install'),
        (
            'audit months ahead', -1, 1, 0, 'months are ready',
            'SELECT * FROM v1_hub.audit_upkeep();'
        ),
        ('audit default rows', 1, 1, 1000000, 'rows', 'SELECT * FROM v1_hub.audit_upkeep();'),
        (
            'audit seal age', 1, 40, NULL, 'days since the last sealed month ended',
            'SELECT * FROM v1_hub.audit_seal();'
        ),
        (
            'sequences', 1, 70, 90, '% of its numbers are given',
            'roll back, make its column bigint, install again'
        ),
        ('dead rows', 1, 50, NULL, '% of its rows are dead', 'VACUUM %;')
    ) AS g (name, sign, look, act, unit, remedy)
    LEFT JOIN (
        SELECT w.*, row_number() OVER (PARTITION BY w.name ORDER BY w.value DESC, w.object) AS place
        FROM v1_hub.health_values() AS w
        WHERE w.value IS NOT NULL
    ) AS v ON v.name = g.name AND v.place = 1
    CROSS JOIN LATERAL (
        SELECT CASE
            WHEN g.sign * v.value >= g.sign * g.act THEN 'act'
            WHEN g.sign * v.value >= g.sign * g.look THEN 'look'
            ELSE 'ok'
        END AS state
    ) AS s;
$$;


ALTER FUNCTION v1_hub.health(p_version text) OWNER TO hub_owner;

--
-- Name: FUNCTION health(p_version text); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.health(p_version text) IS 'Each gauge with its worst object, its value, ok, look or act, and the remedy; value is NULL where
there is nothing to measure. p_version: of a package that looks at the hub, to be compared. Only
reads, also on a standby; the caller needs USAGE on schema v1_hub and SELECT on what is measured.';


--
-- Name: health_guarded(); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.health_guarded() RETURNS TABLE(name text, object text, value numeric)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    IF to_regclass('v1_hub.proxy_change') IS NOT NULL THEN
        RETURN QUERY
        SELECT g.name, 'v1_hub.proxy_change', g.value
        FROM (
            SELECT count(*)::numeric AS changes,
                extract(EPOCH FROM statement_timestamp() - min(p.noted_at)) AS age
            FROM v1_hub.proxy_change AS p
            WHERE p.noted_at < 'infinity'
        ) AS c
        CROSS JOIN LATERAL (
            VALUES ('ledger length', c.changes), ('ledger age', greatest(c.age, 0))
        ) AS g (name, value);
    END IF;
    IF to_regclass('v1_hub.retired') IS NOT NULL THEN
        RETURN QUERY
        SELECT 'retired names', coalesce(min(n.name), ''), count(*)::numeric
        FROM v1_hub.retired AS r
        CROSS JOIN LATERAL format('%I.%I', 'public', r.table_name) AS n (name)
        WHERE r.dropped_at IS NULL AND to_regclass(n.name) IS NULL;
    END IF;
    IF to_regclass('v1_hub.audit_seals') IS NULL THEN
        RETURN; -- the months want it, too
    END IF;
    RETURN QUERY
    SELECT 'audit seal age', 'v1_hub.audit_seals',
        extract(EPOCH FROM localtimestamp - max(s.closed_at)) / 86400
    FROM v1_hub.audit_seals AS s;
    IF to_regclass('v1_hub.v1_hub_audit_log_default') IS NOT NULL THEN
        RETURN QUERY
        SELECT 'audit default rows', 'v1_hub.v1_hub_audit_log_default', coalesce(sum(m.row_count), 0)
        FROM v1_hub.audit_default_months() AS m;
    END IF;
END;
$$;


ALTER FUNCTION v1_hub.health_guarded() OWNER TO hub_owner;

--
-- Name: FUNCTION health_guarded(); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.health_guarded() IS 'Gauges of tables that may not be there: changes of proxies that no apply has taken yet, and for how
many seconds the oldest waits; retired names that have no view and were not dropped for good; days
since the last seal; rows that wait for a month. None of a table that was not made, or was dropped.';


--
-- Name: health_values(); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.health_values() RETURNS TABLE(name text, object text, value numeric)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
    SELECT g.name, g.object, g.value FROM v1_hub.health_guarded() AS g
    UNION ALL
    SELECT 'tables', coalesce(min(t.name), ''), count(*)
    FROM v1_hub.hub AS h
    CROSS JOIN LATERAL unnest(
        '{v1_hub.retired, v1_hub.log_column, v1_hub.object, v1_hub.audit_tables, v1_hub.audit_seals}'
        || ARRAY['public.v1_hub_audit_log', 'v1_hub.v1_hub_audit_log_default']
        || CASE WHEN num_nonnulls(h.merged ->> 'mapping', h.merged ->> 'heartbeat', h.merged ->> 'usage') > 0
            THEN '{v1_hub.proxy_change}' END::text []
    ) AS t (name)
    WHERE to_regclass(t.name) IS NULL
    UNION ALL
    -- How many of its numbers a sequence has given, in per cent of what its column holds.
    SELECT 'sequences', format('%I.%I', n.nspname, q.relname),
        -- A type of n bytes holds so many; text, and numeric, any.
        100.0 * pg_sequence_last_value(s.seqrelid)
        / least(s.seqmax, CASE WHEN a.attlen > 0 THEN 2::numeric ^ (8 * a.attlen - 1) END)
    FROM pg_sequence AS s
    INNER JOIN pg_class AS q ON q.oid = s.seqrelid
    INNER JOIN pg_namespace AS n ON n.oid = q.relnamespace
    -- The column that owns it, and those whose default takes from it.
    INNER JOIN (
        SELECT d.objid AS sequence, d.refobjid AS relation, d.refobjsubid AS attribute
        FROM pg_depend AS d
        WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass
            AND d.deptype IN ('a', 'i')
        UNION
        SELECT d.refobjid, f.adrelid, f.adnum
        FROM pg_depend AS d
        INNER JOIN pg_attrdef AS f ON f.oid = d.objid
        WHERE d.classid = 'pg_attrdef'::regclass AND d.refclassid = 'pg_class'::regclass
    ) AS u ON u.sequence = s.seqrelid
    INNER JOIN pg_attribute AS a ON a.attrelid = u.relation AND a.attnum = u.attribute
    INNER JOIN pg_class AS c ON c.oid = u.relation
    WHERE s.seqincrement > 0
        AND NOT s.seqcycle
        AND has_sequence_privilege(s.seqrelid, 'SELECT, USAGE')
        AND pg_sequence_last_value(s.seqrelid) IS NOT NULL
        AND (
            c.relnamespace = 'v1_hub'::regnamespace
            OR c.relnamespace = 'public'::regnamespace
            AND c.relname = ANY ('{v1_hub_work_slots,v1_hub_work_allocations,v1_hub_proxies,v1_hub_clients,v1_hub_external_sites,v1_hub_external_triggers,v1_hub_activity_logs}')
        )
    UNION ALL
    SELECT 'audit due', 'v1_hub.hub', cardinality(h.audit_due) FROM v1_hub.hub AS h
    UNION ALL
    SELECT 'audit months ahead', 'public.v1_hub_audit_log', count(*)
    FROM pg_inherits AS i
    INNER JOIN pg_class AS c ON c.oid = i.inhrelid
    WHERE i.inhparent = to_regclass('public.v1_hub_audit_log')
        AND c.relname ~ '_[0-9]{4}_[0-9]{2}$'
        AND right(c.relname, 7) > to_char(localtimestamp, 'YYYY_MM')
    HAVING to_regclass('public.v1_hub_audit_log') IS NOT NULL
    UNION ALL
    SELECT 'dead rows', format('%I.%I', t.schemaname, t.relname),
        100.0 * t.n_dead_tup / (t.n_dead_tup + t.n_live_tup)
    FROM pg_stat_all_tables AS t
    WHERE t.n_dead_tup >= 100000
        AND (
            t.schemaname = 'v1_hub'
            OR format('%I', t.schemaname) = 'public' AND t.relname = ANY ('{v1_hub_work_slots,v1_hub_work_allocations,v1_hub_proxies,v1_hub_clients,v1_hub_external_sites,v1_hub_external_triggers,v1_hub_activity_logs}')
        );
$_$;


ALTER FUNCTION v1_hub.health_values() OWNER TO hub_owner;

--
-- Name: FUNCTION health_values(); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.health_values() IS 'What health() judges: the value of each gauge for each of its objects; of sequences only those that
the caller may read.';


--
-- Name: note_heartbeat(); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.note_heartbeat() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    IF to_regclass('v1_hub.proxy') IS NULL THEN
        RETURN NULL;
    END IF;
    IF
        tg_op <> 'INSERT' AND (
            NEW.remote_ip::text IS DISTINCT FROM OLD.remote_ip::text
            OR (NEW.updated_at >= OLD.updated_at) IS NOT TRUE
        )
    THEN
        INSERT INTO v1_hub.proxy_change (
        link, is_due, unbeaten_at
    )
    SELECT
        OLD.remote_ip::text,
        NOT EXISTS (SELECT FROM v1_hub.proxy AS p WHERE p.link = OLD.remote_ip::text AND NOT p.is_due)
        AND (
            EXISTS (SELECT FROM v1_hub.proxy AS p WHERE p.link = OLD.remote_ip::text)
            OR (SELECT min(c.noted_at) FROM v1_hub.proxy_change AS c) < statement_timestamp() - interval '1 s'
        ),
        OLD.updated_at
    WHERE OLD.remote_ip::text IS NOT NULL;

    END IF;
    INSERT INTO v1_hub.proxy_change (
        link, is_due, beaten_at
    )
    SELECT
        NEW.remote_ip::text,
        NOT EXISTS (SELECT FROM v1_hub.proxy AS p WHERE p.link = NEW.remote_ip::text AND NOT p.is_due)
        AND (
            EXISTS (SELECT FROM v1_hub.proxy AS p WHERE p.link = NEW.remote_ip::text)
            OR (SELECT min(c.noted_at) FROM v1_hub.proxy_change AS c) < statement_timestamp() - interval '1 s'
        ),
        NEW.updated_at
    WHERE NEW.remote_ip::text IS NOT NULL;

    RETURN NULL;
END;
$$;


ALTER FUNCTION v1_hub.note_heartbeat() OWNER TO hub_owner;

--
-- Name: FUNCTION note_heartbeat(); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.note_heartbeat() IS 'Notes a heartbeat, once for all of its server, and one that went.';


--
-- Name: note_mapping(); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.note_mapping() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    IF to_regclass('v1_hub.proxy') IS NULL THEN
        RETURN NULL;
    END IF;
    INSERT INTO v1_hub.proxy_change (proxy_id, is_due, replaced)
    SELECT
        v.proxy_id,
        NOT EXISTS (SELECT FROM v1_hub.proxy AS p WHERE p.id = v.proxy_id AND NOT p.is_due),
        v.replaced
    FROM (
        VALUES
        (
            OLD.proxy_id,
            CASE
                WHEN
                    OLD.current_ip IS NOT NULL
                    AND (NEW.proxy_id, NEW.current_ip)
                    IS DISTINCT FROM (OLD.proxy_id, OLD.current_ip)
                    THEN jsonb_build_object(
                        'proxy_number', OLD.proxy_number,
                        'current_ip', OLD.current_ip,
                        'replaced_at', now()::timestamp without time zone
                    )
                ELSE '{}'
            END
        ),
        (nullif(NEW.proxy_id, OLD.proxy_id), '{}')
    ) AS v (proxy_id, replaced)
    WHERE v.proxy_id IS NOT NULL;

    RETURN NULL;
END;
$$;


ALTER FUNCTION v1_hub.note_mapping() OWNER TO hub_owner;

--
-- Name: FUNCTION note_mapping(); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.note_mapping() IS 'Notes that a mapping of a proxy changed, and the address that gave way.';


--
-- Name: note_proxy(); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.note_proxy() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    IF to_regclass('v1_hub.proxy') IS NULL THEN
        RETURN NULL;
    END IF;
    PERFORM v1_hub.count_proxies(
        NEW.id,
        NEW.id <> OLD.id
    );

    RETURN NULL;
END;
$$;


ALTER FUNCTION v1_hub.note_proxy() OWNER TO hub_owner;

--
-- Name: FUNCTION note_proxy(); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.note_proxy() IS 'A proxy is new, or moved: heartbeats may be older, and rows of logs that no foreign key binds.';


--
-- Name: note_truncate(); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.note_truncate() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    IF to_regclass('v1_hub.proxy') IS NULL THEN
        RETURN NULL;
    END IF;
    PERFORM v1_hub.count_proxies(NULL, tg_argv[0] = 'usage');

    RETURN NULL;
END;
$$;


ALTER FUNCTION v1_hub.note_truncate() OWNER TO hub_owner;

--
-- Name: FUNCTION note_truncate(); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.note_truncate() IS 'Notes for every proxy that a leaf was emptied: the argument.';


--
-- Name: note_usage(); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.note_usage() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    IF to_regclass('v1_hub.proxy') IS NULL THEN
        RETURN NULL;
    END IF;
    IF tg_op <> 'INSERT' THEN
        IF
            (NEW.proxy_id, NEW.success, NEW.duration_ms, NEW.logged_at)
            IS NOT DISTINCT FROM (OLD.proxy_id, OLD.success, OLD.duration_ms, OLD.logged_at)
        THEN
            RETURN NULL;
        END IF;
        INSERT INTO v1_hub.proxy_change (
        proxy_id, is_due, unused_at, total, success, failed, response_ms, responses
    )
    SELECT
        OLD.proxy_id,
        NOT EXISTS (SELECT FROM v1_hub.proxy AS p WHERE p.id = OLD.proxy_id AND NOT p.is_due),
        OLD.logged_at,
        -1 AS total,
        -coalesce(OLD.success, FALSE)::integer AS success,
        -coalesce(NOT OLD.success, FALSE)::integer AS failed,
        -coalesce(OLD.duration_ms, 0)::numeric AS response_ms,
        -(OLD.duration_ms IS NOT NULL)::integer AS responses
    WHERE OLD.proxy_id IS NOT NULL;

    END IF;
    INSERT INTO v1_hub.proxy_change (
        proxy_id, is_due, used_at, total, success, failed, response_ms, responses
    )
    SELECT
        NEW.proxy_id,
        NOT EXISTS (SELECT FROM v1_hub.proxy AS p WHERE p.id = NEW.proxy_id AND NOT p.is_due),
        NEW.logged_at,
        1 AS total,
        coalesce(NEW.success, FALSE)::integer AS success,
        coalesce(NOT NEW.success, FALSE)::integer AS failed,
        coalesce(NEW.duration_ms, 0)::numeric AS response_ms,
        (NEW.duration_ms IS NOT NULL)::integer AS responses
    WHERE NEW.proxy_id IS NOT NULL;

    RETURN NULL;
END;
$$;


ALTER FUNCTION v1_hub.note_usage() OWNER TO hub_owner;

--
-- Name: FUNCTION note_usage(); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.note_usage() IS 'Notes a use, and one that changed or went.';


--
-- Name: read_time(text); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.read_time(p_value text) RETURNS timestamp without time zone
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RETURN p_value::timestamp without time zone;
EXCEPTION
    WHEN data_exception THEN
        RETURN NULL;
END;
$$;


ALTER FUNCTION v1_hub.read_time(p_value text) OWNER TO hub_owner;

--
-- Name: FUNCTION read_time(p_value text); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.read_time(p_value text) IS 'The time of last_used_at. NULL where somebody has overwritten it: no write of a log fails, and verify tells it.';


--
-- Name: refresh_proxies(boolean); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.refresh_proxies(rebuild boolean DEFAULT false) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE object_not_in_prerequisite_state USING
            MESSAGE = 'v1_hub.refresh_proxies() needs a READ COMMITTED transaction',
            HINT = 'SET default_transaction_isolation = ''read committed'';';
    END IF;
    IF rebuild THEN
        PERFORM pg_advisory_xact_lock(1986357253, 1);
        PERFORM v1_hub.count_proxies(NULL, TRUE);
    END IF;
    PERFORM v1_hub.apply_changes();
    RETURN (SELECT count(DISTINCT t.of_proxy) FROM v1_hub.proxy_told AS t);
END;
$$;


ALTER FUNCTION v1_hub.refresh_proxies(rebuild boolean) OWNER TO hub_owner;

--
-- Name: FUNCTION refresh_proxies(rebuild boolean); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.refresh_proxies(rebuild boolean) IS 'Brings all proxies up to date; with rebuild everything is counted anew, which mends whatever was overwritten or restored twice. Returns how many proxies have changes that still wait: another transaction held the proxy, or wrote meanwhile. Raises 55000 above READ COMMITTED.';


--
-- Name: report_legacy_column(); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.report_legacy_column() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    RAISE not_null_violation USING
        MESSAGE = format(
            'null value in column "%s" of relation "%s" violates not-null constraint',
            tg_argv[0], tg_table_name
        ),
        SCHEMA = tg_table_schema,
        TABLE = tg_table_name,
        COLUMN = tg_argv[0];
END;
$$;


ALTER FUNCTION v1_hub.report_legacy_column() OWNER TO hub_owner;

--
-- Name: FUNCTION report_legacy_column(); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.report_legacy_column() IS 'Row trigger on a leaf, fired only for NULL in a renamed NOT NULL column: raises 23502 with the name that the caller knows (the argument).';


--
-- Name: row_at(regclass, anycompatible, timestamp with time zone); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.row_at(p_table regclass, p_key anycompatible, p_at timestamp with time zone) RETURNS jsonb
    LANGUAGE plpgsql STABLE STRICT
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
BEGIN
    RETURN (
        SELECT i.image
        FROM v1_hub.audit_images_at(
            p_table, p_at, v1_hub.audit_parse_key(p_table, p_key::text)
        ) AS i
    );
END;
$$;


ALTER FUNCTION v1_hub.row_at(p_table regclass, p_key anycompatible, p_at timestamp with time zone) OWNER TO hub_owner;

--
-- Name: FUNCTION row_at(p_table regclass, p_key anycompatible, p_at timestamp with time zone); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.row_at(p_table regclass, p_key anycompatible, p_at timestamp with time zone) IS 'Image of the row with this key as it was at that moment, NULL where there was none; the key as for
row_history(). Columns that are ignored have the value that the next change saw.';


--
-- Name: row_history(regclass, anycompatible); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.row_history(p_table regclass, p_key anycompatible) RETURNS TABLE(id bigint, happened_at timestamp with time zone, action text, changed_by text, changed_columns text[], old_data jsonb, new_data jsonb, change_summary text, context jsonb, session_role text, application_name text, client_addr inet, transaction_id xid8)
    LANGUAGE plpgsql STABLE STRICT
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
#variable_conflict use_column
DECLARE
    v_key jsonb := v1_hub.audit_parse_key(p_table, p_key::text);
    v_row v1_hub.audit_tables := v1_hub.audit_need_source(p_table);
    v_order text[] := ARRAY(
        SELECT a.attname::text FROM pg_attribute AS a
        WHERE a.attrelid = p_table AND a.attnum > 0 AND NOT a.attisdropped
        ORDER BY a.attnum
    );
BEGIN
    RETURN QUERY
    SELECT
        e.id, e.moment, l.action::text, l.changed_by::text,
        v1_hub.audit_changed(i.before, i.after, i.masked_changes, v_order),
        i.before || coalesce(f.fill, '{}'), i.after || coalesce(f.fill, '{}'),
        CASE WHEN l.happened_at IS NULL AND l.context ? 'change_summary'
            THEN l.context ->> 'change_summary'
            ELSE v1_hub.audit_summary(l.action, i.before, i.after, v1_hub.audit_changed(
                i.before, i.after - v_row.ignored_columns, i.masked_changes, v_order
            ))
        END,
        l.context, l.session_role, l.application_name, l.client_addr, l.transaction_id
    FROM v1_hub.audit_events(v_row.id, v_row.renames, ARRAY[v_key]) AS e
    LEFT JOIN v1_hub.audit_fills(p_table, v_key) AS f ON f.id = e.id
    -- By its index, however long the log is.
    CROSS JOIN LATERAL (
        SELECT a.* FROM public.v1_hub_audit_log AS a WHERE a.id = e.id LIMIT 1
    ) AS l
    CROSS JOIN LATERAL (
        SELECT
            v1_hub.audit_rename(l.old_data, v_row.renames) AS before,
            v1_hub.audit_rename(l.new_data, v_row.renames) AS after,
            v1_hub.audit_rename_names(l.masked_changes, v_row.renames) AS masked_changes
        OFFSET 0
    ) AS i
    ORDER BY e.id;
END;
$$;


ALTER FUNCTION v1_hub.row_history(p_table regclass, p_key anycompatible) OWNER TO hub_owner;

--
-- Name: FUNCTION row_history(p_table regclass, p_key anycompatible); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.row_history(p_table regclass, p_key anycompatible) IS 'Every change of the row with this key, oldest first, whole rows under the column names of today.
The key is a value of its type or a text of it; of several columns, a JSON array. Raises 55000 where
the table has no key.';


--
-- Name: row_restore(regclass, text, timestamp with time zone); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.row_restore(p_table regclass, p_key text, p_at timestamp with time zone) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    v_row v1_hub.audit_tables := v1_hub.audit_need_source(p_table);
    v_key jsonb := v1_hub.audit_parse_key(p_table, p_key);
    v_image jsonb := v1_hub.row_at(p_table, p_key, p_at);
BEGIN
    IF v_image IS NULL THEN
        RAISE object_not_in_prerequisite_state USING
            MESSAGE = format('row %s of table %s did not exist at %s', v_key, p_table, p_at),
            HINT = 'row_history() shows from when to when it did.';
    END IF;
    PERFORM v1_hub.audit_put(
        p_table, v_row.key_columns, v_row.secret_columns, v_key, v_image, NULL,
        jsonb_build_object('row_restore', p_at)
    );
    RETURN v1_hub.row_at(p_table, p_key, 'infinity');
END;
$$;


ALTER FUNCTION v1_hub.row_restore(p_table regclass, p_key text, p_at timestamp with time zone) OWNER TO hub_owner;

--
-- Name: FUNCTION row_restore(p_table regclass, p_key text, p_at timestamp with time zone); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.row_restore(p_table regclass, p_key text, p_at timestamp with time zone) IS 'Writes the row back as it was at that moment, also after a DELETE, and returns it. Secrets are not
in the log: an existing row keeps its own, a deleted one gets the default. Raises 55000 where the
row did not exist then; every constraint and trigger of the table holds.';


--
-- Name: summary_disable(); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.summary_disable() RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '5s'
    AS $$
BEGIN
    ALTER TABLE v1_hub.proxy_ip_mapping
    DISABLE TRIGGER note_mapping,
    DISABLE TRIGGER note_truncate;
    ALTER TABLE v1_hub.proxy_heartbeat
    DISABLE TRIGGER note_heartbeat,
    DISABLE TRIGGER note_truncate;
    ALTER TABLE v1_hub.proxy_usage
    DISABLE TRIGGER note_usage,
    DISABLE TRIGGER note_truncate;
    ALTER TABLE public.v1_hub_proxies DISABLE TRIGGER note_proxy;
    DELETE FROM v1_hub.proxy_change;
END;
$$;


ALTER FUNCTION v1_hub.summary_disable() OWNER TO hub_owner;

--
-- Name: FUNCTION summary_disable(); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.summary_disable() IS 'Switches the merged columns off: the logs cost what they cost without, the columns stay as they are (usage_stats.as_of says of when). Waits for writers of the logs, and raises 55P03 where one takes longer than five seconds: call it again.';


--
-- Name: summary_enable(); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.summary_enable() RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '5s'
    AS $$
BEGIN
    IF to_regclass('v1_hub.proxy_summary') IS NULL THEN
        RAISE object_not_in_prerequisite_state USING
            MESSAGE = 'a merged column of v1_hub_proxies was dropped',
            HINT = 'Roll back, then install again.';
    END IF;
    ALTER TABLE v1_hub.proxy_ip_mapping
    ENABLE TRIGGER note_mapping,
    ENABLE TRIGGER note_truncate;
    ALTER TABLE v1_hub.proxy_heartbeat
    ENABLE TRIGGER note_heartbeat,
    ENABLE TRIGGER note_truncate;
    ALTER TABLE v1_hub.proxy_usage
    ENABLE TRIGGER note_usage,
    ENABLE TRIGGER note_truncate;
    ALTER TABLE public.v1_hub_proxies ENABLE TRIGGER note_proxy;
    PERFORM v1_hub.refresh_proxies(rebuild => TRUE);
END;
$$;


ALTER FUNCTION v1_hub.summary_enable() OWNER TO hub_owner;

--
-- Name: FUNCTION summary_enable(); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.summary_enable() IS 'Switches the merged columns on again, and counts everything anew; who writes the logs waits. Raises 55P03 as summary_disable() does, 55000 where a merged column was dropped, and above READ COMMITTED.';


--
-- Name: table_at(anyelement, timestamp with time zone); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.table_at(p_row anyelement, p_at timestamp with time zone) RETURNS SETOF anyelement
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    SET "DateStyle" TO 'ISO, MDY'
    SET "IntervalStyle" TO 'postgres'
    AS $_$
DECLARE
    v_table regclass := (
        SELECT t.typrelid::regclass FROM pg_type AS t WHERE t.oid = pg_typeof(p_row) AND t.typrelid <> 0
    );
BEGIN
    IF v_table IS NULL THEN
        RAISE wrong_object_type USING
            MESSAGE = format('%s is not the row type of a table', pg_typeof(p_row)),
            HINT = 'SELECT * FROM v1_hub.table_at(NULL::my_table, moment)';
    END IF;
    RETURN QUERY EXECUTE v1_hub.audit_rows_sql(v_table, 'v1_hub.audit_images_at($1, $2)')
    USING v_table, p_at;
END;
$_$;


ALTER FUNCTION v1_hub.table_at(p_row anyelement, p_at timestamp with time zone) OWNER TO hub_owner;

--
-- Name: FUNCTION table_at(p_row anyelement, p_at timestamp with time zone); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.table_at(p_row anyelement, p_at timestamp with time zone) IS 'Rows of the table as they were at that moment, in its own row type:
SELECT * FROM v1_hub.table_at(NULL::v1_hub_work_slots, moment). Columns added since are NULL.';


--
-- Name: verify_proxies(); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.verify_proxies() RETURNS TABLE(check_name text, ok boolean, detail text)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    SET "DateStyle" TO 'ISO, MDY'
    SET "IntervalStyle" TO 'postgres'
    SET bytea_output TO 'hex'
    SET extra_float_digits TO '1'
    AS $_$
BEGIN
    IF EXISTS (
        SELECT 1
        FROM pg_trigger AS t
        WHERE t.tgfoid = 'v1_hub.note_truncate'::regproc AND t.tgenabled = 'D'
    ) THEN
        RETURN QUERY SELECT
            'merged columns', TRUE,
            'switched off; on again: SELECT v1_hub.summary_enable();';
    ELSIF to_regclass('v1_hub.proxy_summary') IS NULL THEN
        RETURN QUERY SELECT
            'merged columns', FALSE,
            'one was dropped, nothing is merged; for good: SELECT v1_hub.summary_disable(); '
            || 'else roll back and install again';
    ELSIF EXISTS (SELECT 1 FROM v1_hub.proxy_change AS c WHERE c.noted_at = 'infinity') THEN
        RETURN QUERY
        SELECT
            'merged columns', FALSE,
            format(
                'cannot be written: %s; when that is mended: SELECT v1_hub.refresh_proxies();',
                min(c.replaced ->> 'error')
            )
        FROM v1_hub.proxy_change AS c
        WHERE c.noted_at = 'infinity';
    ELSE
        RETURN QUERY
        SELECT
            'merged columns', w.wrong = 0,
            format('%s proxies, %s not current', w.proxies, w.wrong) || CASE
                WHEN w.wrong > 0 THEN '; SELECT v1_hub.refresh_proxies(rebuild => true);'
                ELSE format(', changes of %s wait', w.waiting)
            END
        FROM (
            SELECT
                count(*) AS proxies,
                count(*) FILTER (WHERE t.of_proxy IS NOT NULL) AS waiting,
                count(*) FILTER (
                    WHERE
                    (s.total, s.success, s.failed, s.response_ms, s.responses) <> (0, 0, 0, 0, 0)
                    -- What cannot be added up is compared where nothing waits.
                    OR t.of_proxy IS NULL AND (
                        jsonb_path_query_array(p.ip_history, '$[*] ? (!exists (@.replaced_at))'),
                        p.last_heartbeat,
                        nullif(p.usage_stats -> 'last_used_at', 'null')
                    ) IS DISTINCT FROM (p.addresses, s.beaten_at, to_jsonb(s.used_at))
                ) AS wrong
            FROM v1_hub.proxy AS p
            INNER JOIN v1_hub.proxy_summary AS s ON s.id = p.id
            LEFT JOIN (
                SELECT DISTINCT c.of_proxy FROM v1_hub.proxy_told AS c
            ) AS t ON t.of_proxy = p.id
        ) AS w;
    END IF;
END;
$_$;


ALTER FUNCTION v1_hub.verify_proxies() OWNER TO hub_owner;

--
-- Name: FUNCTION verify_proxies(); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.verify_proxies() IS 'Whether the merged columns, with what waits in the ledger, say what the leaves do; the detail names the remedy. It changes nothing.';


--
-- Name: write_work_result(); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.write_work_result() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
DECLARE
    v_now text;
    v_message text;
    v_constraint text;
    v_column text;
BEGIN
    IF tg_op = 'INSERT' THEN
        INSERT INTO v1_hub.work_result (
            id,
            allocation_id,
            started_at,
            completed_at,
            duration_ms,
            client_ip,
            instance_number,
            user_folder_number,
            status,
            status_code,
            is_blocked,
            page_load_time_ms,
            logged_at,
            applied_settings,
            result_data
        ) VALUES (
            NEW.id,
            NEW.allocation_id,
            NEW.started_at,
            NEW.completed_at,
            NEW.execution_time_ms,
            NEW.client_ip,
            NEW.instance_number,
            NEW.user_folder_number,
            NEW.status,
            NEW.status_code,
            NEW.is_blocked,
            NEW.page_load_time_ms,
            NEW.created_at,
            NEW.applied_settings,
            jsonb_strip_nulls(jsonb_build_object(
                'applied_cart_click', NEW.applied_cart_click,
                'current_page', NEW.current_page,
                'block_type', NEW.block_type,
                'dom_ready_time_ms', NEW.dom_ready_time_ms,
                'first_product_time_ms', NEW.first_product_time_ms,
                'total_requests', NEW.total_requests,
                'blocked_requests', NEW.blocked_requests
            ))
            || CASE
                WHEN NEW.block_details IS NULL THEN '{}'
                ELSE jsonb_build_object('block_details', NEW.block_details)
            END
        );
        RETURN NEW;
    END IF;

    -- The row, locked, as the view shows it now: is it still what the statement has seen?
    PERFORM 1 FROM v1_hub.work_result AS l WHERE l.id = OLD.id FOR NO KEY UPDATE;
    SELECT (v.*)::text INTO v_now FROM public.v1_hub_work_results AS v WHERE v.id = OLD.id;
    IF v_now = OLD::text AND tg_op = 'DELETE' THEN
        DELETE FROM v1_hub.work_result AS l WHERE l.id = OLD.id;
        RETURN OLD;
    ELSIF v_now = OLD::text AND has_table_privilege(
        coalesce(nullif(current_setting('role'), 'none'), session_user), tg_relid, 'SELECT'
    ) THEN
        UPDATE v1_hub.work_result AS l
        SET
            id = NEW.id,
            allocation_id = NEW.allocation_id,
            started_at = NEW.started_at,
            completed_at = NEW.completed_at,
            duration_ms = NEW.execution_time_ms,
            client_ip = NEW.client_ip,
            instance_number = NEW.instance_number,
            user_folder_number = NEW.user_folder_number,
            status = NEW.status,
            status_code = NEW.status_code,
            is_blocked = NEW.is_blocked,
            page_load_time_ms = NEW.page_load_time_ms,
            logged_at = NEW.created_at,
            applied_settings = NEW.applied_settings,
            result_data = (coalesce(l.result_data, '{}') - array[
                'applied_cart_click', 'current_page', 'block_type', 'block_details',
                'dom_ready_time_ms', 'first_product_time_ms', 'total_requests', 'blocked_requests'
            ])
            || jsonb_strip_nulls(jsonb_build_object(
                'applied_cart_click', NEW.applied_cart_click,
                'current_page', NEW.current_page,
                'block_type', NEW.block_type,
                'dom_ready_time_ms', NEW.dom_ready_time_ms,
                'first_product_time_ms', NEW.first_product_time_ms,
                'total_requests', NEW.total_requests,
                'blocked_requests', NEW.blocked_requests
            ))
            || CASE
                WHEN NEW.block_details IS NULL THEN '{}'
                ELSE jsonb_build_object('block_details', NEW.block_details)
            END
        WHERE l.id = OLD.id;
        RETURN NEW;
    ELSIF v_now = OLD::text THEN
        -- An error tells our rights the whole row; this caller may not read it.
        BEGIN
            UPDATE v1_hub.work_result AS l
            SET
                id = NEW.id,
                allocation_id = NEW.allocation_id,
                started_at = NEW.started_at,
                completed_at = NEW.completed_at,
                duration_ms = NEW.execution_time_ms,
                client_ip = NEW.client_ip,
                instance_number = NEW.instance_number,
                user_folder_number = NEW.user_folder_number,
                status = NEW.status,
                status_code = NEW.status_code,
                is_blocked = NEW.is_blocked,
                page_load_time_ms = NEW.page_load_time_ms,
                logged_at = NEW.created_at,
                applied_settings = NEW.applied_settings,
                result_data = (coalesce(l.result_data, '{}') - array[
                    'applied_cart_click', 'current_page', 'block_type', 'block_details',
                    'dom_ready_time_ms', 'first_product_time_ms', 'total_requests', 'blocked_requests'
                ])
                || jsonb_strip_nulls(jsonb_build_object(
                    'applied_cart_click', NEW.applied_cart_click,
                    'current_page', NEW.current_page,
                    'block_type', NEW.block_type,
                    'dom_ready_time_ms', NEW.dom_ready_time_ms,
                    'first_product_time_ms', NEW.first_product_time_ms,
                    'total_requests', NEW.total_requests,
                    'blocked_requests', NEW.blocked_requests
                ))
                || CASE
                    WHEN NEW.block_details IS NULL THEN '{}'
                    ELSE jsonb_build_object('block_details', NEW.block_details)
                END
            WHERE l.id = OLD.id;
        EXCEPTION
            WHEN integrity_constraint_violation THEN
                GET STACKED DIAGNOSTICS
                    v_message = MESSAGE_TEXT, v_constraint = CONSTRAINT_NAME, v_column = COLUMN_NAME;
                RAISE EXCEPTION USING
                    ERRCODE = sqlstate, MESSAGE = v_message, SCHEMA = 'v1_hub',
                    TABLE = 'work_result', CONSTRAINT = v_constraint, COLUMN = v_column;
        END;
        RETURN NEW;
    END IF;

    -- Gone meanwhile, or met twice by one statement, which counts once: nothing to do, as on a table.
    -- What we see of a transaction in progress is our own, be it of a savepoint.
    PERFORM 1
    FROM v1_hub.work_result AS l
    WHERE
        l.id = OLD.id
        AND pg_xact_status((pg_current_xact_id()::text::bigint - age(l.xmin))::text::xid8)
        IS DISTINCT FROM 'in progress';
    IF found THEN
        RAISE serialization_failure USING
            MESSAGE = 'could not serialize access due to concurrent update',
            DETAIL = format(
                'A row of %I.%I is not as the statement saw it.', tg_table_schema, tg_table_name
            ),
            HINT = 'Repeat the statement.';
    END IF;
    RETURN NULL;
END;
$$;


ALTER FUNCTION v1_hub.write_work_result() OWNER TO hub_owner;

--
-- Name: FUNCTION write_work_result(); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.write_work_result() IS 'INSTEAD OF trigger of the view: typed columns as they come, the others as keys of result_data; keys that are no legacy column stay. UPDATE and DELETE go through where the row is as the statement saw it. Raises 40001 where another transaction has changed it since.';


--
-- Name: write_work_slots_history(); Type: FUNCTION; Schema: v1_hub; Owner: hub_owner
--

CREATE FUNCTION v1_hub.write_work_slots_history() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
    IF NEW.id IS NOT DISTINCT FROM NULL THEN
        RAISE not_null_violation USING
            MESSAGE = 'null value in column "id" of relation "v1_hub_work_slots_history" violates not-null constraint',
            SCHEMA = tg_table_schema, TABLE = tg_table_name, COLUMN = 'id';
    END IF;
    IF NEW.work_slot_id IS NOT DISTINCT FROM NULL THEN
        RAISE not_null_violation USING
            MESSAGE = 'null value in column "work_slot_id" of relation "v1_hub_work_slots_history" violates not-null constraint',
            SCHEMA = tg_table_schema, TABLE = tg_table_name, COLUMN = 'work_slot_id';
    END IF;
    IF NEW.operation IS NOT DISTINCT FROM NULL THEN
        RAISE not_null_violation USING
            MESSAGE = 'null value in column "operation" of relation "v1_hub_work_slots_history" violates not-null constraint',
            SCHEMA = tg_table_schema, TABLE = tg_table_name, COLUMN = 'operation';
    END IF;
    IF
        EXISTS (
            SELECT 1
            FROM public.v1_hub_audit_log AS a
            WHERE a.id = (NEW.id + 4294967296) % 4294967296 AND a.source_id = (
                SELECT r.source_id
                FROM v1_hub.retired AS r
                WHERE r.table_name = 'v1_hub_work_slots_history'
            )
        )
    THEN
        RAISE unique_violation USING
            MESSAGE = 'duplicate key value violates unique constraint "v1_hub_work_slots_history_pkey"',
            DETAIL = format('Key (id)=(%s) already exists.', NEW.id),
            SCHEMA = tg_table_schema, TABLE = tg_table_name, CONSTRAINT = 'v1_hub_work_slots_history_pkey';
    END IF;
    IF (NEW.work_slot_id) IS NOT NULL THEN
        PERFORM 1
        FROM public.v1_hub_work_slots AS r
        WHERE (r.id) = (NEW.work_slot_id)
        FOR KEY SHARE;
        IF NOT found THEN
            RAISE foreign_key_violation USING
                MESSAGE = 'insert or update on table "v1_hub_work_slots_history" violates foreign key constraint "v1_hub_work_slots_history_work_slot_id_fkey"',
                DETAIL = concat(
                    'Key (work_slot_id)=(',
                    concat_ws(', ', NEW.work_slot_id),
                    ') is not present in table "v1_hub_work_slots".'
                ),
                SCHEMA = tg_table_schema, TABLE = tg_table_name, CONSTRAINT = 'v1_hub_work_slots_history_work_slot_id_fkey';
        END IF;
    END IF;
    INSERT INTO public.v1_hub_audit_log (
        id,
        record_id,
        changed_at,
        changed_by,
        action,
        old_data,
        new_data,
        context,
        source_id,
        table_name,
        transaction_id
    ) VALUES (
        (NEW.id + 4294967296) % 4294967296,
        NEW.work_slot_id,
        coalesce(NEW.changed_at, '1700-01-01 00:00:00'),
        NEW.changed_by,
        NEW.operation,
        NEW.old_data,
        NEW.new_data,
        nullif(
            '{}'::jsonb
            || jsonb_strip_nulls(jsonb_build_object('change_summary', NEW.change_summary))
            || CASE WHEN NEW.changed_at IS NULL THEN '{"changed_at": null}' ELSE '{}' END::jsonb
            || jsonb_build_object('since', (
                SELECT r.cut_over_xid
                FROM v1_hub.retired AS r
                WHERE r.table_name = 'v1_hub_work_slots_history'
            )::text)
            , '{}'
        ),
        (
            SELECT r.source_id
            FROM v1_hub.retired AS r
            WHERE r.table_name = 'v1_hub_work_slots_history'
        ),
        'v1_hub_work_slots',
        pg_current_xact_id()
    );
    RETURN NEW;
END;
$$;


ALTER FUNCTION v1_hub.write_work_slots_history() OWNER TO hub_owner;

--
-- Name: FUNCTION write_work_slots_history(); Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON FUNCTION v1_hub.write_work_slots_history() IS 'INSERT through the history view: the constraints of the table, then an entry of the audit log.';


--
-- Name: v1_hub_activity_logs; Type: TABLE; Schema: public; Owner: hub_owner
--

CREATE TABLE public.v1_hub_activity_logs (
    log_type text NOT NULL,
    id integer,
    logged_at timestamp without time zone,
    duration_ms integer,
    proxy_id integer,
    updated_at timestamp without time zone,
    client_ip character varying(45),
    instance_number integer,
    user_folder_number integer,
    allocation_id integer,
    work_slot_id integer,
    status character varying(20),
    proxy_number integer,
    current_ip character varying(45),
    is_active boolean,
    last_toggle timestamp without time zone,
    heartbeat_at timestamp without time zone,
    name character varying(100),
    remote_ip character varying(45),
    keyword_id integer,
    used_ip character varying(45),
    success boolean,
    work_date date,
    target_count integer,
    allocated_count integer,
    completed_count integer,
    failed_count integer,
    avg_response_time_ms integer,
    first_allocation_at timestamp without time zone,
    last_allocation_at timestamp without time zone,
    started_at timestamp without time zone,
    completed_at timestamp without time zone,
    status_code integer,
    is_blocked boolean,
    page_load_time_ms integer,
    applied_settings jsonb,
    applied_cart_click boolean,
    current_page integer,
    block_type character varying(50),
    block_details jsonb,
    dom_ready_time_ms integer,
    first_product_time_ms integer,
    total_requests integer,
    blocked_requests integer,
    result_data jsonb
)
PARTITION BY LIST (log_type);


ALTER TABLE public.v1_hub_activity_logs OWNER TO hub_owner;

--
-- Name: TABLE v1_hub_activity_logs; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON TABLE public.v1_hub_activity_logs IS 'The unified log. Each log_type is one leaf in schema v1_hub, the table of that log before.';


--
-- Name: COLUMN v1_hub_activity_logs.log_type; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_activity_logs.log_type IS 'Which log a row belongs to; the key of its leaf.';


--
-- Name: COLUMN v1_hub_activity_logs.id; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_activity_logs.id IS 'Filled by: proxy_ip_mapping, proxy_heartbeat, proxy_usage, client_activity, daily_work_tracking, work_result';


--
-- Name: COLUMN v1_hub_activity_logs.logged_at; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_activity_logs.logged_at IS 'Filled by: proxy_heartbeat, proxy_usage, client_activity, work_result';


--
-- Name: COLUMN v1_hub_activity_logs.duration_ms; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_activity_logs.duration_ms IS 'Filled by: proxy_usage, client_activity, work_result';


--
-- Name: COLUMN v1_hub_activity_logs.proxy_id; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_activity_logs.proxy_id IS 'Filled by: proxy_ip_mapping, proxy_usage';


--
-- Name: COLUMN v1_hub_activity_logs.updated_at; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_activity_logs.updated_at IS 'Filled by: proxy_ip_mapping, proxy_heartbeat';


--
-- Name: COLUMN v1_hub_activity_logs.client_ip; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_activity_logs.client_ip IS 'Filled by: client_activity, work_result';


--
-- Name: COLUMN v1_hub_activity_logs.instance_number; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_activity_logs.instance_number IS 'Filled by: client_activity, work_result';


--
-- Name: COLUMN v1_hub_activity_logs.user_folder_number; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_activity_logs.user_folder_number IS 'Filled by: client_activity, work_result';


--
-- Name: COLUMN v1_hub_activity_logs.allocation_id; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_activity_logs.allocation_id IS 'Filled by: client_activity, work_result';


--
-- Name: COLUMN v1_hub_activity_logs.work_slot_id; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_activity_logs.work_slot_id IS 'Filled by: client_activity, daily_work_tracking';


--
-- Name: COLUMN v1_hub_activity_logs.status; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_activity_logs.status IS 'Filled by: client_activity, work_result';


--
-- Name: COLUMN v1_hub_activity_logs.proxy_number; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_activity_logs.proxy_number IS 'Filled by: proxy_ip_mapping';


--
-- Name: COLUMN v1_hub_activity_logs.current_ip; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_activity_logs.current_ip IS 'Filled by: proxy_ip_mapping';


--
-- Name: COLUMN v1_hub_activity_logs.is_active; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_activity_logs.is_active IS 'Filled by: proxy_ip_mapping';


--
-- Name: COLUMN v1_hub_activity_logs.last_toggle; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_activity_logs.last_toggle IS 'Filled by: proxy_ip_mapping';


--
-- Name: COLUMN v1_hub_activity_logs.heartbeat_at; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_activity_logs.heartbeat_at IS 'Filled by: proxy_ip_mapping';


--
-- Name: COLUMN v1_hub_activity_logs.name; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_activity_logs.name IS 'Filled by: proxy_heartbeat';


--
-- Name: COLUMN v1_hub_activity_logs.remote_ip; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_activity_logs.remote_ip IS 'Filled by: proxy_heartbeat';


--
-- Name: COLUMN v1_hub_activity_logs.keyword_id; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_activity_logs.keyword_id IS 'Filled by: proxy_usage';


--
-- Name: COLUMN v1_hub_activity_logs.used_ip; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_activity_logs.used_ip IS 'Filled by: proxy_usage';


--
-- Name: COLUMN v1_hub_activity_logs.success; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_activity_logs.success IS 'Filled by: proxy_usage';


--
-- Name: COLUMN v1_hub_activity_logs.work_date; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_activity_logs.work_date IS 'Filled by: daily_work_tracking';


--
-- Name: COLUMN v1_hub_activity_logs.target_count; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_activity_logs.target_count IS 'Filled by: daily_work_tracking';


--
-- Name: COLUMN v1_hub_activity_logs.allocated_count; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_activity_logs.allocated_count IS 'Filled by: daily_work_tracking';


--
-- Name: COLUMN v1_hub_activity_logs.completed_count; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_activity_logs.completed_count IS 'Filled by: daily_work_tracking';


--
-- Name: COLUMN v1_hub_activity_logs.failed_count; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_activity_logs.failed_count IS 'Filled by: daily_work_tracking';


--
-- Name: COLUMN v1_hub_activity_logs.avg_response_time_ms; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_activity_logs.avg_response_time_ms IS 'Filled by: daily_work_tracking';


--
-- Name: COLUMN v1_hub_activity_logs.first_allocation_at; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_activity_logs.first_allocation_at IS 'Filled by: daily_work_tracking';


--
-- Name: COLUMN v1_hub_activity_logs.last_allocation_at; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_activity_logs.last_allocation_at IS 'Filled by: daily_work_tracking';


--
-- Name: COLUMN v1_hub_activity_logs.started_at; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_activity_logs.started_at IS 'Filled by: work_result';


--
-- Name: COLUMN v1_hub_activity_logs.completed_at; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_activity_logs.completed_at IS 'Filled by: work_result';


--
-- Name: COLUMN v1_hub_activity_logs.status_code; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_activity_logs.status_code IS 'Filled by: work_result';


--
-- Name: COLUMN v1_hub_activity_logs.is_blocked; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_activity_logs.is_blocked IS 'Filled by: work_result';


--
-- Name: COLUMN v1_hub_activity_logs.page_load_time_ms; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_activity_logs.page_load_time_ms IS 'Filled by: work_result';


--
-- Name: COLUMN v1_hub_activity_logs.applied_settings; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_activity_logs.applied_settings IS 'Filled by: work_result';


--
-- Name: COLUMN v1_hub_activity_logs.applied_cart_click; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_activity_logs.applied_cart_click IS 'Emptied: a key of result_data. Kept until finalize, for a rollback.';


--
-- Name: COLUMN v1_hub_activity_logs.current_page; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_activity_logs.current_page IS 'Emptied: a key of result_data. Kept until finalize, for a rollback.';


--
-- Name: COLUMN v1_hub_activity_logs.block_type; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_activity_logs.block_type IS 'Emptied: a key of result_data. Kept until finalize, for a rollback.';


--
-- Name: COLUMN v1_hub_activity_logs.block_details; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_activity_logs.block_details IS 'Emptied: a key of result_data. Kept until finalize, for a rollback.';


--
-- Name: COLUMN v1_hub_activity_logs.dom_ready_time_ms; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_activity_logs.dom_ready_time_ms IS 'Emptied: a key of result_data. Kept until finalize, for a rollback.';


--
-- Name: COLUMN v1_hub_activity_logs.first_product_time_ms; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_activity_logs.first_product_time_ms IS 'Emptied: a key of result_data. Kept until finalize, for a rollback.';


--
-- Name: COLUMN v1_hub_activity_logs.total_requests; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_activity_logs.total_requests IS 'Emptied: a key of result_data. Kept until finalize, for a rollback.';


--
-- Name: COLUMN v1_hub_activity_logs.blocked_requests; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_activity_logs.blocked_requests IS 'Emptied: a key of result_data. Kept until finalize, for a rollback.';


--
-- Name: COLUMN v1_hub_activity_logs.result_data; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_activity_logs.result_data IS 'The long tail of a folded log: a key is absent where SQL has NULL.';


--
-- Name: v1_hub_activity_logs_id_seq; Type: SEQUENCE; Schema: public; Owner: hub_owner
--

CREATE SEQUENCE public.v1_hub_activity_logs_id_seq
    AS integer
    START WITH -1
    INCREMENT BY -1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.v1_hub_activity_logs_id_seq OWNER TO hub_owner;

--
-- Name: v1_hub_activity_logs_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: hub_owner
--

ALTER SEQUENCE public.v1_hub_activity_logs_id_seq OWNED BY public.v1_hub_activity_logs.id;


--
-- Name: SEQUENCE v1_hub_activity_logs_id_seq; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON SEQUENCE public.v1_hub_activity_logs_id_seq IS 'Numbers for rows written through the log itself, below zero: each leaf has a sequence of its own.';


--
-- Name: v1_hub_work_slots_history_id_seq; Type: SEQUENCE; Schema: public; Owner: hub_owner
--

CREATE SEQUENCE public.v1_hub_work_slots_history_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    MINVALUE -2147483648
    NO MAXVALUE
    CACHE 1
    CYCLE;


ALTER TABLE public.v1_hub_work_slots_history_id_seq OWNER TO hub_owner;

--
-- Name: v1_hub_audit_log; Type: TABLE; Schema: public; Owner: hub_owner
--

CREATE TABLE public.v1_hub_audit_log (
    id bigint DEFAULT ((nextval('public.v1_hub_work_slots_history_id_seq'::regclass) + '4294967296'::bigint) % '4294967296'::bigint) NOT NULL,
    table_name character varying(63) NOT NULL COLLATE pg_catalog."C",
    record_id integer,
    action character varying(20) NOT NULL,
    changed_by character varying(100),
    changed_at timestamp without time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    old_data jsonb,
    new_data jsonb,
    source_id integer,
    record_key jsonb,
    old_key jsonb,
    happened_at timestamp with time zone,
    transaction_id xid8,
    session_role text,
    application_name text,
    client_addr inet,
    context jsonb,
    left_out text[],
    masked_changes text[]
)
PARTITION BY RANGE (changed_at);


ALTER TABLE public.v1_hub_audit_log OWNER TO hub_owner;

--
-- Name: TABLE v1_hub_audit_log; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON TABLE public.v1_hub_audit_log IS 'Every change of every audited table; append-only, monthly partitions in schema v1_hub.';


--
-- Name: COLUMN v1_hub_audit_log.id; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_audit_log.id IS 'Ascends in the order in which one row was changed.';


--
-- Name: COLUMN v1_hub_audit_log.table_name; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_audit_log.table_name IS 'Bare name that the table had; which table it is, source_id says.';


--
-- Name: COLUMN v1_hub_audit_log.record_id; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_audit_log.record_id IS 'The key where it is one whole number that fits; NULL otherwise, see record_key.';


--
-- Name: COLUMN v1_hub_audit_log.action; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_audit_log.action IS 'INSERT, UPDATE, DELETE, TRUNCATE or RETAIN.';


--
-- Name: COLUMN v1_hub_audit_log.changed_by; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_audit_log.changed_by IS 'v1_hub.actor where the application set it, else the role that acted (SET ROLE included).';


--
-- Name: COLUMN v1_hub_audit_log.changed_at; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_audit_log.changed_at IS 'Start of the transaction in the time zone of the session, as CURRENT_TIMESTAMP gives it. What came
late for a sealed month: when it came, and its own time in the context.';


--
-- Name: COLUMN v1_hub_audit_log.old_data; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_audit_log.old_data IS 'The whole row before; secrets masked, the columns of left_out missing.';


--
-- Name: COLUMN v1_hub_audit_log.new_data; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_audit_log.new_data IS 'The whole row after; secrets masked, the columns of left_out missing.';


--
-- Name: COLUMN v1_hub_audit_log.source_id; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_audit_log.source_id IS 'v1_hub.audit_tables.id of the audited table, whatever it is called.';


--
-- Name: COLUMN v1_hub_audit_log.record_key; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_audit_log.record_key IS 'The key where record_id cannot hold it: its value, or an array of values in key order.';


--
-- Name: COLUMN v1_hub_audit_log.old_key; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_audit_log.old_key IS 'The key before, only where an UPDATE changed it; record_id or record_key is then the key after.';


--
-- Name: COLUMN v1_hub_audit_log.happened_at; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_audit_log.happened_at IS 'When the change was written: what row_at() and table_at() go by. NULL: taken over from elsewhere.';


--
-- Name: COLUMN v1_hub_audit_log.transaction_id; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_audit_log.transaction_id IS 'Transaction that made the change.';


--
-- Name: COLUMN v1_hub_audit_log.session_role; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_audit_log.session_role IS 'session_user: who logged in.';


--
-- Name: COLUMN v1_hub_audit_log.application_name; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_audit_log.application_name IS 'application_name of the session.';


--
-- Name: COLUMN v1_hub_audit_log.client_addr; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_audit_log.client_addr IS 'Client address, NULL over a socket.';


--
-- Name: COLUMN v1_hub_audit_log.context; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_audit_log.context IS 'What the application says in v1_hub.context (JSON), secrets masked.';


--
-- Name: COLUMN v1_hub_audit_log.left_out; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_audit_log.left_out IS 'Big columns that an UPDATE did not change, missing in both images; row_at() finds them again. None
where it changed the key, and none of v1_hub_work_slots.';


--
-- Name: COLUMN v1_hub_audit_log.masked_changes; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_audit_log.masked_changes IS 'Masked columns that an UPDATE changed: the images cannot tell.';


--
-- Name: v1_hub_audit_log_id_seq; Type: SEQUENCE; Schema: public; Owner: hub_owner
--

CREATE SEQUENCE public.v1_hub_audit_log_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.v1_hub_audit_log_id_seq OWNER TO hub_owner;

--
-- Name: v1_hub_audit_log_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: hub_owner
--

ALTER SEQUENCE public.v1_hub_audit_log_id_seq OWNED BY public.v1_hub_audit_log.id;


--
-- Name: v1_hub_work_allocations; Type: TABLE; Schema: public; Owner: hub_owner
--

CREATE TABLE public.v1_hub_work_allocations (
    id integer NOT NULL,
    work_slot_id integer NOT NULL,
    work_date date NOT NULL,
    proxy_id integer,
    assigned_proxy_ip character varying(45),
    assigned_proxy_port integer,
    client_ip character varying(45),
    reported_instance integer,
    reported_user_folder integer,
    allocation_key character varying(100),
    allocated_at timestamp without time zone DEFAULT CURRENT_TIMESTAMP,
    expires_at timestamp without time zone,
    completed_at timestamp without time zone,
    status character varying(20) DEFAULT 'allocated'::character varying,
    work_slot_snapshot jsonb,
    CONSTRAINT v1_hub_work_allocations_status_check CHECK (((status)::text = ANY ((ARRAY['allocated'::character varying, 'in_progress'::character varying, 'completed'::character varying, 'failed'::character varying, 'expired'::character varying])::text[])))
);


ALTER TABLE public.v1_hub_work_allocations OWNER TO hub_owner;

--
-- Name: TABLE v1_hub_work_allocations; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON TABLE public.v1_hub_work_allocations IS 'One piece of work handed to a client.';


--
-- Name: COLUMN v1_hub_work_allocations.work_slot_snapshot; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_work_allocations.work_slot_snapshot IS 'The slot as it was when the work was handed out.';


--
-- Name: v1_hub_work_results_id_seq; Type: SEQUENCE; Schema: public; Owner: hub_owner
--

CREATE SEQUENCE public.v1_hub_work_results_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.v1_hub_work_results_id_seq OWNER TO hub_owner;

--
-- Name: work_result; Type: TABLE; Schema: v1_hub; Owner: hub_owner
--

CREATE TABLE v1_hub.work_result (
    id integer DEFAULT nextval('public.v1_hub_work_results_id_seq'::regclass) NOT NULL,
    allocation_id integer NOT NULL,
    started_at timestamp without time zone NOT NULL,
    completed_at timestamp without time zone,
    duration_ms integer,
    client_ip character varying(45),
    instance_number integer,
    user_folder_number integer,
    applied_cart_click boolean,
    status character varying(20) NOT NULL,
    status_code integer,
    current_page integer,
    is_blocked boolean DEFAULT false,
    block_type character varying(50),
    block_details jsonb,
    page_load_time_ms integer,
    dom_ready_time_ms integer,
    first_product_time_ms integer,
    total_requests integer,
    blocked_requests integer,
    logged_at timestamp without time zone DEFAULT CURRENT_TIMESTAMP,
    applied_settings jsonb DEFAULT '{}'::jsonb,
    log_type text DEFAULT 'work_result'::text NOT NULL,
    proxy_id integer,
    updated_at timestamp without time zone,
    work_slot_id integer,
    proxy_number integer,
    current_ip character varying(45),
    is_active boolean,
    last_toggle timestamp without time zone,
    heartbeat_at timestamp without time zone,
    name character varying(100),
    remote_ip character varying(45),
    keyword_id integer,
    used_ip character varying(45),
    success boolean,
    work_date date,
    target_count integer,
    allocated_count integer,
    completed_count integer,
    failed_count integer,
    avg_response_time_ms integer,
    first_allocation_at timestamp without time zone,
    last_allocation_at timestamp without time zone,
    result_data jsonb,
    CONSTRAINT v1_hub_work_results_status_check CHECK (((status)::text = ANY ((ARRAY['success'::character varying, 'failed'::character varying, 'blocked'::character varying, 'timeout'::character varying, 'error'::character varying])::text[]))),
    CONSTRAINT work_result_log_type_check CHECK ((log_type = 'work_result'::text)),
    CONSTRAINT work_result_result_data_check CHECK (v1_hub.check_work_result(result_data))
);


ALTER TABLE v1_hub.work_result OWNER TO hub_owner;

--
-- Name: TABLE work_result; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON TABLE v1_hub.work_result IS 'How one piece of work went.';


--
-- Name: COLUMN work_result.block_details; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON COLUMN v1_hub.work_result.block_details IS 'What the blocked page looked like; the JSON null means: looked at, nothing found.';


--
-- Name: COLUMN work_result.applied_settings; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON COLUMN v1_hub.work_result.applied_settings IS '작업에 적용된 설정';


--
-- Name: v1_hub_work_results; Type: VIEW; Schema: public; Owner: hub_owner
--

CREATE VIEW public.v1_hub_work_results AS
 SELECT l.id,
    l.allocation_id,
    l.started_at,
    l.completed_at,
    l.duration_ms AS execution_time_ms,
    l.client_ip,
    l.instance_number,
    l.user_folder_number,
    ((l.result_data ->> 'applied_cart_click'::text))::boolean AS applied_cart_click,
    l.status,
    l.status_code,
    ((l.result_data ->> 'current_page'::text))::integer AS current_page,
    l.is_blocked,
    ((l.result_data ->> 'block_type'::text))::character varying(50) AS block_type,
    (l.result_data -> 'block_details'::text) AS block_details,
    l.page_load_time_ms,
    ((l.result_data ->> 'dom_ready_time_ms'::text))::integer AS dom_ready_time_ms,
    ((l.result_data ->> 'first_product_time_ms'::text))::integer AS first_product_time_ms,
    ((l.result_data ->> 'total_requests'::text))::integer AS total_requests,
    ((l.result_data ->> 'blocked_requests'::text))::integer AS blocked_requests,
    l.logged_at AS created_at,
    l.applied_settings
   FROM v1_hub.work_result l;


ALTER TABLE public.v1_hub_work_results OWNER TO hub_owner;

--
-- Name: VIEW v1_hub_work_results; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON VIEW public.v1_hub_work_results IS 'How one piece of work went.';


--
-- Name: COLUMN v1_hub_work_results.block_details; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_work_results.block_details IS 'What the blocked page looked like; the JSON null means: looked at, nothing found.';


--
-- Name: COLUMN v1_hub_work_results.applied_settings; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_work_results.applied_settings IS '작업에 적용된 설정';


--
-- Name: v1_hub_blocked_results; Type: VIEW; Schema: public; Owner: hub_owner
--

CREATE VIEW public.v1_hub_blocked_results AS
 SELECT r.id,
    r.allocation_id,
    a.work_slot_id,
    a.assigned_proxy_ip,
    r.block_type,
    (r.block_details ->> 'message'::text) AS block_message,
    r.execution_time_ms,
    r.created_at
   FROM (public.v1_hub_work_results r
     JOIN public.v1_hub_work_allocations a ON ((r.allocation_id = a.id)))
  WHERE r.is_blocked;


ALTER TABLE public.v1_hub_blocked_results OWNER TO hub_owner;

--
-- Name: VIEW v1_hub_blocked_results; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON VIEW public.v1_hub_blocked_results IS 'Blocked results with the proxy they went through.';


--
-- Name: v1_hub_client_activity_logs_id_seq; Type: SEQUENCE; Schema: public; Owner: hub_owner
--

CREATE SEQUENCE public.v1_hub_client_activity_logs_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.v1_hub_client_activity_logs_id_seq OWNER TO hub_owner;

--
-- Name: client_activity; Type: TABLE; Schema: v1_hub; Owner: hub_owner
--

CREATE TABLE v1_hub.client_activity (
    id integer DEFAULT nextval('public.v1_hub_client_activity_logs_id_seq'::regclass) NOT NULL,
    client_ip character varying(45) NOT NULL,
    instance_number integer,
    user_folder_number integer,
    allocation_id integer,
    work_slot_id integer,
    status character varying(20),
    duration_ms integer,
    logged_at timestamp without time zone DEFAULT CURRENT_TIMESTAMP,
    log_type text DEFAULT 'client_activity'::text NOT NULL,
    proxy_id integer,
    updated_at timestamp without time zone,
    proxy_number integer,
    current_ip character varying(45),
    is_active boolean,
    last_toggle timestamp without time zone,
    heartbeat_at timestamp without time zone,
    name character varying(100),
    remote_ip character varying(45),
    keyword_id integer,
    used_ip character varying(45),
    success boolean,
    work_date date,
    target_count integer,
    allocated_count integer,
    completed_count integer,
    failed_count integer,
    avg_response_time_ms integer,
    first_allocation_at timestamp without time zone,
    last_allocation_at timestamp without time zone,
    started_at timestamp without time zone,
    completed_at timestamp without time zone,
    status_code integer,
    is_blocked boolean,
    page_load_time_ms integer,
    applied_settings jsonb,
    applied_cart_click boolean,
    current_page integer,
    block_type character varying(50),
    block_details jsonb,
    dom_ready_time_ms integer,
    first_product_time_ms integer,
    total_requests integer,
    blocked_requests integer,
    result_data jsonb,
    CONSTRAINT client_activity_log_type_check CHECK ((log_type = 'client_activity'::text))
);


ALTER TABLE v1_hub.client_activity OWNER TO hub_owner;

--
-- Name: TABLE client_activity; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON TABLE v1_hub.client_activity IS 'What clients reported, line by line.';


--
-- Name: v1_hub_client_activity_logs; Type: VIEW; Schema: public; Owner: hub_owner
--

CREATE VIEW public.v1_hub_client_activity_logs AS
 SELECT l.id,
    l.client_ip,
    l.instance_number,
    l.user_folder_number,
    l.allocation_id,
    l.work_slot_id,
    l.status,
    l.duration_ms AS execution_time_ms,
    l.logged_at AS reported_at
   FROM v1_hub.client_activity l;


ALTER TABLE public.v1_hub_client_activity_logs OWNER TO hub_owner;

--
-- Name: VIEW v1_hub_client_activity_logs; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON VIEW public.v1_hub_client_activity_logs IS 'What clients reported, line by line.';


--
-- Name: v1_hub_clients; Type: TABLE; Schema: public; Owner: hub_owner
--

CREATE TABLE public.v1_hub_clients (
    id integer NOT NULL,
    client_ip character varying(45) NOT NULL,
    client_name character varying(100),
    first_seen_at timestamp without time zone DEFAULT CURRENT_TIMESTAMP,
    last_seen_at timestamp without time zone DEFAULT CURRENT_TIMESTAMP,
    observed_max_instance integer DEFAULT 1,
    observed_max_user_folder integer DEFAULT 1,
    estimated_instances integer DEFAULT 8,
    estimated_users_per_instance integer DEFAULT 30,
    is_active boolean DEFAULT true,
    total_requests integer DEFAULT 0,
    last_assigned_folders jsonb DEFAULT '{}'::jsonb,
    max_folders integer DEFAULT 30
);


ALTER TABLE public.v1_hub_clients OWNER TO hub_owner;

--
-- Name: TABLE v1_hub_clients; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON TABLE public.v1_hub_clients IS 'A machine that asks the hub for work.';


--
-- Name: COLUMN v1_hub_clients.last_assigned_folders; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_clients.last_assigned_folders IS 'Instance number -> user folder that was assigned last.';


--
-- Name: v1_hub_client_today; Type: VIEW; Schema: public; Owner: hub_owner
--

CREATE VIEW public.v1_hub_client_today AS
 SELECT l.client_ip,
    c.client_name,
    count(*) AS reports,
    count(*) FILTER (WHERE ((l.status)::text = 'completed'::text)) AS completed,
    max(l.logged_at) AS last_report
   FROM (v1_hub.client_activity l
     LEFT JOIN public.v1_hub_clients c ON (((l.client_ip)::text = (c.client_ip)::text)))
  WHERE (l.logged_at >= CURRENT_DATE)
  GROUP BY l.client_ip, c.client_name;


ALTER TABLE public.v1_hub_client_today OWNER TO hub_owner;

--
-- Name: VIEW v1_hub_client_today; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON VIEW public.v1_hub_client_today IS 'Today''s activity of each client.';


--
-- Name: v1_hub_clients_id_seq; Type: SEQUENCE; Schema: public; Owner: hub_owner
--

CREATE SEQUENCE public.v1_hub_clients_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.v1_hub_clients_id_seq OWNER TO hub_owner;

--
-- Name: v1_hub_clients_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: hub_owner
--

ALTER SEQUENCE public.v1_hub_clients_id_seq OWNED BY public.v1_hub_clients.id;


--
-- Name: v1_hub_daily_results; Type: MATERIALIZED VIEW; Schema: public; Owner: hub_owner
--

CREATE MATERIALIZED VIEW public.v1_hub_daily_results AS
 SELECT (r.created_at)::date AS result_date,
    r.status,
    count(*) AS results,
    (avg(r.execution_time_ms))::integer AS avg_execution_time_ms,
    sum(r.blocked_requests) AS blocked_requests
   FROM public.v1_hub_work_results r
  GROUP BY ((r.created_at)::date), r.status
  WITH NO DATA;


ALTER TABLE public.v1_hub_daily_results OWNER TO hub_owner;

--
-- Name: MATERIALIZED VIEW v1_hub_daily_results; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON MATERIALIZED VIEW public.v1_hub_daily_results IS 'Results a day and status; refreshed by night.';


--
-- Name: v1_hub_daily_work_tracking_id_seq; Type: SEQUENCE; Schema: public; Owner: hub_owner
--

CREATE SEQUENCE public.v1_hub_daily_work_tracking_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.v1_hub_daily_work_tracking_id_seq OWNER TO hub_owner;

--
-- Name: daily_work_tracking; Type: TABLE; Schema: v1_hub; Owner: hub_owner
--

CREATE TABLE v1_hub.daily_work_tracking (
    id integer DEFAULT nextval('public.v1_hub_daily_work_tracking_id_seq'::regclass) NOT NULL,
    work_slot_id integer NOT NULL,
    work_date date NOT NULL,
    target_count integer NOT NULL,
    allocated_count integer DEFAULT 0,
    completed_count integer DEFAULT 0,
    failed_count integer DEFAULT 0,
    avg_response_time_ms integer,
    first_allocation_at timestamp without time zone,
    last_allocation_at timestamp without time zone,
    log_type text DEFAULT 'daily_work_tracking'::text NOT NULL,
    logged_at timestamp without time zone,
    duration_ms integer,
    proxy_id integer,
    updated_at timestamp without time zone,
    client_ip character varying(45),
    instance_number integer,
    user_folder_number integer,
    allocation_id integer,
    status character varying(20),
    proxy_number integer,
    current_ip character varying(45),
    is_active boolean,
    last_toggle timestamp without time zone,
    heartbeat_at timestamp without time zone,
    name character varying(100),
    remote_ip character varying(45),
    keyword_id integer,
    used_ip character varying(45),
    success boolean,
    started_at timestamp without time zone,
    completed_at timestamp without time zone,
    status_code integer,
    is_blocked boolean,
    page_load_time_ms integer,
    applied_settings jsonb,
    applied_cart_click boolean,
    current_page integer,
    block_type character varying(50),
    block_details jsonb,
    dom_ready_time_ms integer,
    first_product_time_ms integer,
    total_requests integer,
    blocked_requests integer,
    result_data jsonb,
    CONSTRAINT daily_work_tracking_log_type_check CHECK ((log_type = 'daily_work_tracking'::text))
);


ALTER TABLE v1_hub.daily_work_tracking OWNER TO hub_owner;

--
-- Name: TABLE daily_work_tracking; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON TABLE v1_hub.daily_work_tracking IS 'Counters of a slot on a day; every client increments the same row.';


--
-- Name: COLUMN daily_work_tracking.target_count; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON COLUMN v1_hub.daily_work_tracking.target_count IS '하루 목표 작업 수';


--
-- Name: v1_hub_daily_work_tracking; Type: VIEW; Schema: public; Owner: hub_owner
--

CREATE VIEW public.v1_hub_daily_work_tracking AS
 SELECT l.id,
    l.work_slot_id,
    l.work_date,
    l.target_count,
    l.allocated_count,
    l.completed_count,
    l.failed_count,
    l.avg_response_time_ms,
    l.first_allocation_at,
    l.last_allocation_at
   FROM v1_hub.daily_work_tracking l;


ALTER TABLE public.v1_hub_daily_work_tracking OWNER TO hub_owner;

--
-- Name: VIEW v1_hub_daily_work_tracking; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON VIEW public.v1_hub_daily_work_tracking IS 'Counters of a slot on a day; every client increments the same row.';


--
-- Name: COLUMN v1_hub_daily_work_tracking.target_count; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_daily_work_tracking.target_count IS '하루 목표 작업 수';


--
-- Name: v1_hub_external_sites; Type: TABLE; Schema: public; Owner: hub_owner
--

CREATE TABLE public.v1_hub_external_sites (
    site_id character varying(50) NOT NULL,
    site_name character varying(200) NOT NULL,
    webhook_url character varying(500),
    auth_key character varying(200),
    is_active boolean DEFAULT true,
    config jsonb DEFAULT '{}'::jsonb,
    last_trigger_at timestamp without time zone,
    created_at timestamp without time zone DEFAULT CURRENT_TIMESTAMP,
    updated_at timestamp without time zone DEFAULT CURRENT_TIMESTAMP
);


ALTER TABLE public.v1_hub_external_sites OWNER TO hub_owner;

--
-- Name: TABLE v1_hub_external_sites; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON TABLE public.v1_hub_external_sites IS 'An outside site that may send work to the hub.';


--
-- Name: COLUMN v1_hub_external_sites.auth_key; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_external_sites.auth_key IS 'Secret that the site signs with.';


--
-- Name: v1_hub_external_triggers; Type: TABLE; Schema: public; Owner: hub_owner
--

CREATE TABLE public.v1_hub_external_triggers (
    id integer NOT NULL,
    site_id character varying(50) NOT NULL,
    action character varying(20) NOT NULL,
    affected_count integer DEFAULT 0,
    keywords jsonb,
    metadata jsonb,
    created_at timestamp without time zone DEFAULT CURRENT_TIMESTAMP
);


ALTER TABLE public.v1_hub_external_triggers OWNER TO hub_owner;

--
-- Name: TABLE v1_hub_external_triggers; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON TABLE public.v1_hub_external_triggers IS 'What an outside site asked the hub to do.';


--
-- Name: v1_hub_external_triggers_id_seq; Type: SEQUENCE; Schema: public; Owner: hub_owner
--

CREATE SEQUENCE public.v1_hub_external_triggers_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.v1_hub_external_triggers_id_seq OWNER TO hub_owner;

--
-- Name: v1_hub_external_triggers_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: hub_owner
--

ALTER SEQUENCE public.v1_hub_external_triggers_id_seq OWNED BY public.v1_hub_external_triggers.id;


--
-- Name: v1_hub_proxy_usage_id_seq; Type: SEQUENCE; Schema: public; Owner: hub_owner
--

CREATE SEQUENCE public.v1_hub_proxy_usage_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.v1_hub_proxy_usage_id_seq OWNER TO hub_owner;

--
-- Name: proxy_usage; Type: TABLE; Schema: v1_hub; Owner: hub_owner
--

CREATE TABLE v1_hub.proxy_usage (
    id integer DEFAULT nextval('public.v1_hub_proxy_usage_id_seq'::regclass) NOT NULL,
    proxy_id integer,
    keyword_id integer,
    used_ip character varying(45),
    success boolean DEFAULT true,
    duration_ms integer,
    logged_at timestamp without time zone DEFAULT CURRENT_TIMESTAMP,
    log_type text DEFAULT 'proxy_usage'::text NOT NULL,
    updated_at timestamp without time zone,
    client_ip character varying(45),
    instance_number integer,
    user_folder_number integer,
    allocation_id integer,
    work_slot_id integer,
    status character varying(20),
    proxy_number integer,
    current_ip character varying(45),
    is_active boolean,
    last_toggle timestamp without time zone,
    heartbeat_at timestamp without time zone,
    name character varying(100),
    remote_ip character varying(45),
    work_date date,
    target_count integer,
    allocated_count integer,
    completed_count integer,
    failed_count integer,
    avg_response_time_ms integer,
    first_allocation_at timestamp without time zone,
    last_allocation_at timestamp without time zone,
    started_at timestamp without time zone,
    completed_at timestamp without time zone,
    status_code integer,
    is_blocked boolean,
    page_load_time_ms integer,
    applied_settings jsonb,
    applied_cart_click boolean,
    current_page integer,
    block_type character varying(50),
    block_details jsonb,
    dom_ready_time_ms integer,
    first_product_time_ms integer,
    total_requests integer,
    blocked_requests integer,
    result_data jsonb,
    CONSTRAINT proxy_usage_log_type_check CHECK ((log_type = 'proxy_usage'::text))
);


ALTER TABLE v1_hub.proxy_usage OWNER TO hub_owner;

--
-- Name: TABLE proxy_usage; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON TABLE v1_hub.proxy_usage IS 'One request made through a proxy.';


--
-- Name: COLUMN proxy_usage.duration_ms; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON COLUMN v1_hub.proxy_usage.duration_ms IS 'Milliseconds; NULL when no answer came.';


--
-- Name: v1_hub_failed_usage; Type: VIEW; Schema: public; Owner: hub_owner
--

CREATE VIEW public.v1_hub_failed_usage WITH (security_barrier='true') AS
 SELECT u.id,
    u.proxy_id,
    u.keyword_id,
    u.used_ip,
    u.success,
    u.logged_at AS created_at
   FROM v1_hub.proxy_usage u
  WHERE (NOT u.success);


ALTER TABLE public.v1_hub_failed_usage OWNER TO hub_owner;

--
-- Name: VIEW v1_hub_failed_usage; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON VIEW public.v1_hub_failed_usage IS 'Requests through a proxy that failed; updatable.';


--
-- Name: COLUMN v1_hub_failed_usage.used_ip; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_failed_usage.used_ip IS 'Address that the request came from.';


--
-- Name: v1_hub_ip_keyword_restrictions; Type: TABLE; Schema: public; Owner: hub_owner
--

CREATE TABLE public.v1_hub_ip_keyword_restrictions (
    id integer NOT NULL,
    client_ip character varying(45) NOT NULL,
    keyword_id integer NOT NULL,
    reason text,
    is_active boolean DEFAULT true,
    expires_at timestamp without time zone,
    created_at timestamp without time zone DEFAULT CURRENT_TIMESTAMP
);


ALTER TABLE public.v1_hub_ip_keyword_restrictions OWNER TO hub_owner;

--
-- Name: TABLE v1_hub_ip_keyword_restrictions; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON TABLE public.v1_hub_ip_keyword_restrictions IS 'Key words that a client address may not work on for a time.';


--
-- Name: v1_hub_ip_keyword_restrictions_id_seq; Type: SEQUENCE; Schema: public; Owner: hub_owner
--

CREATE SEQUENCE public.v1_hub_ip_keyword_restrictions_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.v1_hub_ip_keyword_restrictions_id_seq OWNER TO hub_owner;

--
-- Name: v1_hub_ip_keyword_restrictions_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: hub_owner
--

ALTER SEQUENCE public.v1_hub_ip_keyword_restrictions_id_seq OWNED BY public.v1_hub_ip_keyword_restrictions.id;


--
-- Name: v1_hub_product_results; Type: TABLE; Schema: public; Owner: hub_owner
--

CREATE TABLE public.v1_hub_product_results (
    id integer NOT NULL,
    result_id integer,
    product_id bigint NOT NULL,
    product_name text NOT NULL,
    rating numeric(3,2),
    review_count integer,
    created_at timestamp without time zone DEFAULT CURRENT_TIMESTAMP
);


ALTER TABLE public.v1_hub_product_results OWNER TO hub_owner;

--
-- Name: TABLE v1_hub_product_results; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON TABLE public.v1_hub_product_results IS 'A product that a result found.';


--
-- Name: v1_hub_product_results_id_seq; Type: SEQUENCE; Schema: public; Owner: hub_owner
--

CREATE SEQUENCE public.v1_hub_product_results_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.v1_hub_product_results_id_seq OWNER TO hub_owner;

--
-- Name: v1_hub_product_results_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: hub_owner
--

ALTER SEQUENCE public.v1_hub_product_results_id_seq OWNED BY public.v1_hub_product_results.id;


--
-- Name: v1_hub_proxies; Type: TABLE; Schema: public; Owner: hub_owner
--

CREATE TABLE public.v1_hub_proxies (
    id integer NOT NULL,
    server_ip character varying(45) NOT NULL,
    port integer NOT NULL,
    external_ip character varying(45),
    use_count integer DEFAULT 0,
    last_used_at timestamp without time zone,
    last_toggle_at timestamp without time zone,
    status character varying(20) DEFAULT 'active'::character varying,
    created_at timestamp without time zone DEFAULT CURRENT_TIMESTAMP,
    updated_at timestamp without time zone DEFAULT CURRENT_TIMESTAMP,
    is_virtual boolean DEFAULT false,
    ip_history jsonb DEFAULT '[]'::jsonb,
    last_heartbeat timestamp without time zone,
    usage_stats jsonb DEFAULT '{}'::jsonb
)
WITH (fillfactor='50', autovacuum_vacuum_scale_factor='0.02', autovacuum_vacuum_threshold='500');


ALTER TABLE public.v1_hub_proxies OWNER TO hub_owner;

--
-- Name: TABLE v1_hub_proxies; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON TABLE public.v1_hub_proxies IS 'One proxy: a port of a server.';


--
-- Name: COLUMN v1_hub_proxies.last_toggle_at; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_proxies.last_toggle_at IS 'When the external address was last exchanged for another.';


--
-- Name: COLUMN v1_hub_proxies.ip_history; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_proxies.ip_history IS 'The mapping rows of the proxy as JSON, newest first; then up to 20 replaced addresses.';


--
-- Name: COLUMN v1_hub_proxies.last_heartbeat; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_proxies.last_heartbeat IS 'The latest heartbeat from the server of the proxy.';


--
-- Name: COLUMN v1_hub_proxies.usage_stats; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_proxies.usage_stats IS 'total, success, failed, average_response_ms, response_ms (sum), responses (how many had one), last_used_at; as_of: when the three columns were last brought up to date (UTC).';


--
-- Name: v1_hub_proxies_id_seq; Type: SEQUENCE; Schema: public; Owner: hub_owner
--

CREATE SEQUENCE public.v1_hub_proxies_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.v1_hub_proxies_id_seq OWNER TO hub_owner;

--
-- Name: v1_hub_proxies_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: hub_owner
--

ALTER SEQUENCE public.v1_hub_proxies_id_seq OWNED BY public.v1_hub_proxies.id;


--
-- Name: v1_hub_proxy_heartbeat_id_seq; Type: SEQUENCE; Schema: public; Owner: hub_owner
--

CREATE SEQUENCE public.v1_hub_proxy_heartbeat_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.v1_hub_proxy_heartbeat_id_seq OWNER TO hub_owner;

--
-- Name: proxy_heartbeat; Type: TABLE; Schema: v1_hub; Owner: hub_owner
--

CREATE TABLE v1_hub.proxy_heartbeat (
    id integer DEFAULT nextval('public.v1_hub_proxy_heartbeat_id_seq'::regclass) NOT NULL,
    name character varying(100) NOT NULL,
    remote_ip character varying(45) NOT NULL,
    logged_at timestamp without time zone DEFAULT CURRENT_TIMESTAMP,
    updated_at timestamp without time zone DEFAULT CURRENT_TIMESTAMP,
    log_type text DEFAULT 'proxy_heartbeat'::text NOT NULL,
    duration_ms integer,
    proxy_id integer,
    client_ip character varying(45),
    instance_number integer,
    user_folder_number integer,
    allocation_id integer,
    work_slot_id integer,
    status character varying(20),
    proxy_number integer,
    current_ip character varying(45),
    is_active boolean,
    last_toggle timestamp without time zone,
    heartbeat_at timestamp without time zone,
    keyword_id integer,
    used_ip character varying(45),
    success boolean,
    work_date date,
    target_count integer,
    allocated_count integer,
    completed_count integer,
    failed_count integer,
    avg_response_time_ms integer,
    first_allocation_at timestamp without time zone,
    last_allocation_at timestamp without time zone,
    started_at timestamp without time zone,
    completed_at timestamp without time zone,
    status_code integer,
    is_blocked boolean,
    page_load_time_ms integer,
    applied_settings jsonb,
    applied_cart_click boolean,
    current_page integer,
    block_type character varying(50),
    block_details jsonb,
    dom_ready_time_ms integer,
    first_product_time_ms integer,
    total_requests integer,
    blocked_requests integer,
    result_data jsonb,
    CONSTRAINT proxy_heartbeat_log_type_check CHECK ((log_type = 'proxy_heartbeat'::text))
);


ALTER TABLE v1_hub.proxy_heartbeat OWNER TO hub_owner;

--
-- Name: TABLE proxy_heartbeat; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON TABLE v1_hub.proxy_heartbeat IS 'The last sign of life of each proxy server.';


--
-- Name: v1_hub_proxy_heartbeat; Type: VIEW; Schema: public; Owner: hub_owner
--

CREATE VIEW public.v1_hub_proxy_heartbeat AS
 SELECT l.id,
    l.name,
    l.remote_ip,
    l.logged_at AS created_at,
    l.updated_at
   FROM v1_hub.proxy_heartbeat l;


ALTER TABLE public.v1_hub_proxy_heartbeat OWNER TO hub_owner;

--
-- Name: VIEW v1_hub_proxy_heartbeat; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON VIEW public.v1_hub_proxy_heartbeat IS 'The last sign of life of each proxy server.';


--
-- Name: v1_hub_proxy_ip_mapping_id_seq; Type: SEQUENCE; Schema: public; Owner: hub_owner
--

CREATE SEQUENCE public.v1_hub_proxy_ip_mapping_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.v1_hub_proxy_ip_mapping_id_seq OWNER TO hub_owner;

--
-- Name: proxy_ip_mapping; Type: TABLE; Schema: v1_hub; Owner: hub_owner
--

CREATE TABLE v1_hub.proxy_ip_mapping (
    id integer DEFAULT nextval('public.v1_hub_proxy_ip_mapping_id_seq'::regclass) NOT NULL,
    proxy_id integer,
    proxy_number integer NOT NULL,
    current_ip character varying(45),
    is_active boolean DEFAULT true,
    last_toggle timestamp without time zone,
    heartbeat_at timestamp without time zone DEFAULT CURRENT_TIMESTAMP,
    updated_at timestamp without time zone DEFAULT CURRENT_TIMESTAMP,
    log_type text DEFAULT 'proxy_ip_mapping'::text NOT NULL,
    logged_at timestamp without time zone,
    duration_ms integer,
    client_ip character varying(45),
    instance_number integer,
    user_folder_number integer,
    allocation_id integer,
    work_slot_id integer,
    status character varying(20),
    name character varying(100),
    remote_ip character varying(45),
    keyword_id integer,
    used_ip character varying(45),
    success boolean,
    work_date date,
    target_count integer,
    allocated_count integer,
    completed_count integer,
    failed_count integer,
    avg_response_time_ms integer,
    first_allocation_at timestamp without time zone,
    last_allocation_at timestamp without time zone,
    started_at timestamp without time zone,
    completed_at timestamp without time zone,
    status_code integer,
    is_blocked boolean,
    page_load_time_ms integer,
    applied_settings jsonb,
    applied_cart_click boolean,
    current_page integer,
    block_type character varying(50),
    block_details jsonb,
    dom_ready_time_ms integer,
    first_product_time_ms integer,
    total_requests integer,
    blocked_requests integer,
    result_data jsonb,
    CONSTRAINT proxy_ip_mapping_log_type_check CHECK ((log_type = 'proxy_ip_mapping'::text))
)
WITH (fillfactor='50', autovacuum_vacuum_scale_factor='0.02', autovacuum_vacuum_threshold='500');


ALTER TABLE v1_hub.proxy_ip_mapping OWNER TO hub_owner;

--
-- Name: TABLE proxy_ip_mapping; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON TABLE v1_hub.proxy_ip_mapping IS 'Which address each line of a proxy has now.';


--
-- Name: COLUMN proxy_ip_mapping.proxy_number; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON COLUMN v1_hub.proxy_ip_mapping.proxy_number IS 'Line of the proxy, from 1.';


--
-- Name: COLUMN proxy_ip_mapping.current_ip; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON COLUMN v1_hub.proxy_ip_mapping.current_ip IS '현재 외부 IP (IPv4 또는 IPv6)';


--
-- Name: v1_hub_proxy_ip_mapping; Type: VIEW; Schema: public; Owner: hub_owner
--

CREATE VIEW public.v1_hub_proxy_ip_mapping AS
 SELECT l.id,
    l.proxy_id,
    l.proxy_number,
    l.current_ip,
    l.is_active,
    l.last_toggle,
    l.heartbeat_at,
    l.updated_at
   FROM v1_hub.proxy_ip_mapping l;


ALTER TABLE public.v1_hub_proxy_ip_mapping OWNER TO hub_owner;

--
-- Name: VIEW v1_hub_proxy_ip_mapping; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON VIEW public.v1_hub_proxy_ip_mapping IS 'Which address each line of a proxy has now.';


--
-- Name: COLUMN v1_hub_proxy_ip_mapping.proxy_number; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_proxy_ip_mapping.proxy_number IS 'Line of the proxy, from 1.';


--
-- Name: COLUMN v1_hub_proxy_ip_mapping.current_ip; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_proxy_ip_mapping.current_ip IS '현재 외부 IP (IPv4 또는 IPv6)';


--
-- Name: v1_hub_proxy_status; Type: VIEW; Schema: public; Owner: hub_owner
--

CREATE VIEW public.v1_hub_proxy_status AS
 SELECT p.id AS proxy_id,
    p.server_ip,
    p.port,
    p.status,
    m.proxy_number,
    m.current_ip,
    m.is_active AS line_is_active,
    h.name AS server_name,
    h.updated_at AS last_heartbeat
   FROM ((public.v1_hub_proxies p
     LEFT JOIN v1_hub.proxy_ip_mapping m ON ((p.id = m.proxy_id)))
     LEFT JOIN v1_hub.proxy_heartbeat h ON (((p.server_ip)::text = (h.remote_ip)::text)));


ALTER TABLE public.v1_hub_proxy_status OWNER TO hub_owner;

--
-- Name: VIEW v1_hub_proxy_status; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON VIEW public.v1_hub_proxy_status IS 'Each line of each proxy with the last sign of life of its server.';


--
-- Name: v1_hub_proxy_usage; Type: VIEW; Schema: public; Owner: hub_owner
--

CREATE VIEW public.v1_hub_proxy_usage AS
 SELECT l.id,
    l.proxy_id,
    l.keyword_id,
    l.used_ip,
    l.success,
    l.duration_ms AS response_time_ms,
    l.logged_at AS created_at
   FROM v1_hub.proxy_usage l;


ALTER TABLE public.v1_hub_proxy_usage OWNER TO hub_owner;

--
-- Name: VIEW v1_hub_proxy_usage; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON VIEW public.v1_hub_proxy_usage IS 'One request made through a proxy.';


--
-- Name: COLUMN v1_hub_proxy_usage.response_time_ms; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_proxy_usage.response_time_ms IS 'Milliseconds; NULL when no answer came.';


--
-- Name: v1_hub_proxy_usage_archive; Type: TABLE; Schema: public; Owner: hub_owner
--

CREATE TABLE public.v1_hub_proxy_usage_archive (
    id integer DEFAULT nextval('public.v1_hub_proxy_usage_id_seq'::regclass) NOT NULL,
    proxy_id integer,
    keyword_id integer,
    used_ip character varying(45),
    success boolean DEFAULT true,
    response_time_ms integer,
    created_at timestamp without time zone DEFAULT CURRENT_TIMESTAMP
);


ALTER TABLE public.v1_hub_proxy_usage_archive OWNER TO hub_owner;

--
-- Name: TABLE v1_hub_proxy_usage_archive; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON TABLE public.v1_hub_proxy_usage_archive IS 'Old rows of v1_hub_proxy_usage.';


--
-- Name: COLUMN v1_hub_proxy_usage_archive.response_time_ms; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_proxy_usage_archive.response_time_ms IS 'Milliseconds; NULL when no answer came.';


--
-- Name: v1_hub_work_slots; Type: TABLE; Schema: public; Owner: hub_owner
--

CREATE TABLE public.v1_hub_work_slots (
    id integer NOT NULL,
    keyword character varying(255) NOT NULL,
    code character varying(100),
    start_date date NOT NULL,
    end_date date NOT NULL,
    daily_work_count integer DEFAULT 100,
    cart_click_enabled boolean DEFAULT false,
    extra_config jsonb,
    is_active boolean DEFAULT true,
    created_at timestamp without time zone DEFAULT CURRENT_TIMESTAMP,
    updated_at timestamp without time zone DEFAULT CURRENT_TIMESTAMP,
    status character varying(20) DEFAULT 'active'::character varying,
    source character varying(50),
    deleted_at timestamp without time zone,
    deleted_by character varying(50)
);


ALTER TABLE public.v1_hub_work_slots OWNER TO hub_owner;

--
-- Name: TABLE v1_hub_work_slots; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON TABLE public.v1_hub_work_slots IS 'A key word to be worked on between two dates.';


--
-- Name: COLUMN v1_hub_work_slots.deleted_at; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_work_slots.deleted_at IS 'Slots are deleted softly: status deleted, with the time and the operator.';


--
-- Name: retired; Type: TABLE; Schema: v1_hub; Owner: hub_owner
--

CREATE TABLE v1_hub.retired (
    table_name text NOT NULL,
    place integer NOT NULL,
    phase integer NOT NULL,
    treatment text NOT NULL,
    reason text,
    leaf text NOT NULL,
    stage text DEFAULT 'cut over'::text NOT NULL,
    rows_done bigint DEFAULT 0 NOT NULL,
    rows_due bigint DEFAULT 0 NOT NULL,
    copied_to bigint,
    source_id integer,
    cut_over_xid xid8 DEFAULT pg_current_xact_id() NOT NULL,
    facts jsonb NOT NULL,
    rebind text,
    dropped_at timestamp with time zone,
    CONSTRAINT retired_stage_check CHECK ((stage = ANY (ARRAY['cut over'::text, 'attached'::text, 'finished'::text, 'returning'::text]))),
    CONSTRAINT retired_treatment_check CHECK ((treatment = ANY (ARRAY['leaf'::text, 'whole'::text, 'fold'::text, 'history'::text])))
);


ALTER TABLE v1_hub.retired OWNER TO hub_owner;

--
-- Name: TABLE retired; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON TABLE v1_hub.retired IS 'The retired tables: one row each, under the name that is a view now.';


--
-- Name: COLUMN retired.place; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON COLUMN v1_hub.retired.place IS 'Order in which they are taken, and shown.';


--
-- Name: COLUMN retired.phase; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON COLUMN v1_hub.retired.phase IS 'Phase of the report: 1 proxies, 2 logs and history, 3 work results.';


--
-- Name: COLUMN retired.treatment; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON COLUMN v1_hub.retired.treatment IS 'leaf: adopted by the unified log; whole: moved to v1_hub as it was; fold: a leaf whose long tail is JSONB; history: a slice of the audit log.';


--
-- Name: COLUMN retired.reason; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON COLUMN v1_hub.retired.reason IS 'Why a table could not be a leaf, or not be folded.';


--
-- Name: COLUMN retired.leaf; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON COLUMN v1_hub.retired.leaf IS 'Bare name in schema v1_hub; the log_type of a leaf.';


--
-- Name: COLUMN retired.stage; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON COLUMN v1_hub.retired.stage IS 'How far its rows are.';


--
-- Name: COLUMN retired.rows_done; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON COLUMN v1_hub.retired.rows_done IS 'Rows folded, copied, or brought back so far.';


--
-- Name: COLUMN retired.rows_due; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON COLUMN v1_hub.retired.rows_due IS 'How many there were to do, estimated.';


--
-- Name: COLUMN retired.copied_to; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON COLUMN v1_hub.retired.copied_to IS 'History with an id up to this is in the audit log.';


--
-- Name: COLUMN retired.source_id; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON COLUMN v1_hub.retired.source_id IS 'Of the history: v1_hub.audit_tables.id of work_slots, whatever that is called by now.';


--
-- Name: COLUMN retired.cut_over_xid; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON COLUMN v1_hub.retired.cut_over_xid IS 'The transaction that retired it.';


--
-- Name: COLUMN retired.facts; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON COLUMN v1_hub.retired.facts IS 'How the table was: columns, keys, indexes, rights, and what stood on it, by name. Of the history: log_id, up to which the audit log was written then.';


--
-- Name: COLUMN retired.rebind; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON COLUMN v1_hub.retired.rebind IS 'SQL that finish still runs: it makes the materialized views over the table again, over its view.';


--
-- Name: COLUMN retired.dropped_at; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON COLUMN v1_hub.retired.dropped_at IS 'When install.py drop took the name away for good; NULL: its view is there.';


--
-- Name: v1_hub_work_slots_history; Type: VIEW; Schema: public; Owner: hub_owner
--

CREATE VIEW public.v1_hub_work_slots_history WITH (security_barrier='true') AS
 SELECT ((((a.id + '2147483648'::bigint) % '4294967296'::bigint) - '2147483648'::bigint))::integer AS id,
    a.record_id AS work_slot_id,
        CASE
            WHEN ((a.happened_at IS NULL) AND (a.context ? 'changed_at'::text)) THEN ((a.context ->> 'changed_at'::text))::timestamp without time zone
            ELSE a.changed_at
        END AS changed_at,
    a.changed_by,
    a.action AS operation,
    a.old_data,
    a.new_data,
        CASE
            WHEN (a.happened_at IS NULL) THEN (a.context ->> 'change_summary'::text)
            ELSE v1_hub.audit_summary((a.action)::text, a.old_data, a.new_data, v1_hub.audit_changed(a.old_data, (a.new_data - 'updated_at'::text), a.masked_changes, '{id,keyword,code,start_date,end_date,daily_work_count,cart_click_enabled,extra_config,is_active,created_at,updated_at,status,source,deleted_at,deleted_by}'::text[]))
        END AS change_summary
   FROM public.v1_hub_audit_log a
  WHERE ((a.source_id = ( SELECT r.source_id
           FROM v1_hub.retired r
          WHERE (r.table_name = 'v1_hub_work_slots_history'::text))) AND (a.record_id IS NOT NULL));


ALTER TABLE public.v1_hub_work_slots_history OWNER TO hub_owner;

--
-- Name: VIEW v1_hub_work_slots_history; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON VIEW public.v1_hub_work_slots_history IS 'Changes of work slots, written by a trigger.';


--
-- Name: COLUMN v1_hub_work_slots_history.change_summary; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_work_slots_history.change_summary IS 'One line: created, deleted, or "column: old -> new" of each changed column.';


--
-- Name: v1_hub_slot_changes; Type: VIEW; Schema: public; Owner: hub_owner
--

CREATE VIEW public.v1_hub_slot_changes AS
 SELECT h.id,
    h.work_slot_id,
    s.keyword,
    h.changed_at,
    h.changed_by,
    h.operation,
    h.change_summary
   FROM (public.v1_hub_work_slots_history h
     JOIN public.v1_hub_work_slots s ON ((h.work_slot_id = s.id)));


ALTER TABLE public.v1_hub_slot_changes OWNER TO hub_owner;

--
-- Name: VIEW v1_hub_slot_changes; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON VIEW public.v1_hub_slot_changes IS 'The history of slots, with the key word of today.';


--
-- Name: v1_hub_test_keywords; Type: TABLE; Schema: public; Owner: hub_owner
--

CREATE TABLE public.v1_hub_test_keywords (
    id integer NOT NULL,
    keyword character varying(255) NOT NULL,
    code character varying(100),
    option character varying(50),
    created_at timestamp without time zone DEFAULT CURRENT_TIMESTAMP
);


ALTER TABLE public.v1_hub_test_keywords OWNER TO hub_owner;

--
-- Name: TABLE v1_hub_test_keywords; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON TABLE public.v1_hub_test_keywords IS 'Search key words that proxies are tried with.';


--
-- Name: v1_hub_test_keywords_id_seq; Type: SEQUENCE; Schema: public; Owner: hub_owner
--

CREATE SEQUENCE public.v1_hub_test_keywords_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.v1_hub_test_keywords_id_seq OWNER TO hub_owner;

--
-- Name: v1_hub_test_keywords_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: hub_owner
--

ALTER SEQUENCE public.v1_hub_test_keywords_id_seq OWNED BY public.v1_hub_test_keywords.id;


--
-- Name: v1_hub_work_allocations_id_seq; Type: SEQUENCE; Schema: public; Owner: hub_owner
--

CREATE SEQUENCE public.v1_hub_work_allocations_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.v1_hub_work_allocations_id_seq OWNER TO hub_owner;

--
-- Name: v1_hub_work_allocations_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: hub_owner
--

ALTER SEQUENCE public.v1_hub_work_allocations_id_seq OWNED BY public.v1_hub_work_allocations.id;


--
-- Name: v1_hub_work_dashboard; Type: VIEW; Schema: public; Owner: hub_owner
--

CREATE VIEW public.v1_hub_work_dashboard AS
 SELECT s.id AS work_slot_id,
    s.keyword,
    s.code,
    s.status,
    s.daily_work_count,
    COALESCE(t.target_count, s.daily_work_count) AS target_count,
    COALESCE(t.allocated_count, 0) AS allocated_count,
    COALESCE(t.completed_count, 0) AS completed_count,
    COALESCE(t.failed_count, 0) AS failed_count,
    round(((100.0 * (t.completed_count)::numeric) / (NULLIF(t.target_count, 0))::numeric), 2) AS completion_rate,
    t.last_allocation_at
   FROM (public.v1_hub_work_slots s
     LEFT JOIN v1_hub.daily_work_tracking t ON (((s.id = t.work_slot_id) AND (t.work_date = CURRENT_DATE))))
  WHERE s.is_active;


ALTER TABLE public.v1_hub_work_dashboard OWNER TO hub_owner;

--
-- Name: VIEW v1_hub_work_dashboard; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON VIEW public.v1_hub_work_dashboard IS 'Today''s progress of every active slot.';


--
-- Name: v1_hub_work_results_archive; Type: TABLE; Schema: public; Owner: hub_owner
--

CREATE TABLE public.v1_hub_work_results_archive (
    id integer DEFAULT nextval('public.v1_hub_work_results_id_seq'::regclass) NOT NULL,
    allocation_id integer NOT NULL,
    started_at timestamp without time zone NOT NULL,
    completed_at timestamp without time zone,
    execution_time_ms integer,
    client_ip character varying(45),
    instance_number integer,
    user_folder_number integer,
    applied_cart_click boolean,
    status character varying(20) NOT NULL,
    status_code integer,
    current_page integer,
    is_blocked boolean DEFAULT false,
    block_type character varying(50),
    block_details jsonb,
    page_load_time_ms integer,
    dom_ready_time_ms integer,
    first_product_time_ms integer,
    total_requests integer,
    blocked_requests integer,
    created_at timestamp without time zone DEFAULT CURRENT_TIMESTAMP,
    applied_settings jsonb DEFAULT '{}'::jsonb,
    CONSTRAINT v1_hub_work_results_status_check CHECK (((status)::text = ANY ((ARRAY['success'::character varying, 'failed'::character varying, 'blocked'::character varying, 'timeout'::character varying, 'error'::character varying])::text[])))
);


ALTER TABLE public.v1_hub_work_results_archive OWNER TO hub_owner;

--
-- Name: TABLE v1_hub_work_results_archive; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON TABLE public.v1_hub_work_results_archive IS 'Old rows of v1_hub_work_results.';


--
-- Name: COLUMN v1_hub_work_results_archive.block_details; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_work_results_archive.block_details IS 'What the blocked page looked like; the JSON null means: looked at, nothing found.';


--
-- Name: COLUMN v1_hub_work_results_archive.applied_settings; Type: COMMENT; Schema: public; Owner: hub_owner
--

COMMENT ON COLUMN public.v1_hub_work_results_archive.applied_settings IS '작업에 적용된 설정';


--
-- Name: v1_hub_work_slots_id_seq; Type: SEQUENCE; Schema: public; Owner: hub_owner
--

CREATE SEQUENCE public.v1_hub_work_slots_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.v1_hub_work_slots_id_seq OWNER TO hub_owner;

--
-- Name: v1_hub_work_slots_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: hub_owner
--

ALTER SEQUENCE public.v1_hub_work_slots_id_seq OWNED BY public.v1_hub_work_slots.id;


--
-- Name: audit_defaults; Type: TABLE; Schema: v1_hub; Owner: hub_owner
--

CREATE TABLE v1_hub.audit_defaults (
    table_name text NOT NULL,
    ignored_columns text[] DEFAULT '{}'::text[] NOT NULL,
    operations text[] DEFAULT '{INSERT,UPDATE,DELETE,TRUNCATE}'::text[] NOT NULL,
    leaf text
);


ALTER TABLE v1_hub.audit_defaults OWNER TO hub_owner;

--
-- Name: TABLE audit_defaults; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON TABLE v1_hub.audit_defaults IS 'Tables of the hub that are audited by default, by bare name; audit_enable() reads it too. Pure logs
(usage, activity, results, heartbeats, triggers of sites) are not: purging them is no change.';


--
-- Name: COLUMN audit_defaults.leaf; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON COLUMN v1_hub.audit_defaults.leaf IS 'Its bare name in schema v1_hub once it is retired; its rows go on under table_name.';


--
-- Name: audit_retentions; Type: TABLE; Schema: v1_hub; Owner: hub_owner
--

CREATE TABLE v1_hub.audit_retentions (
    partition_name text NOT NULL,
    dropped_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    dropped_by text DEFAULT SESSION_USER NOT NULL,
    row_count bigint NOT NULL,
    hash bytea NOT NULL
);


ALTER TABLE v1_hub.audit_retentions OWNER TO hub_owner;

--
-- Name: TABLE audit_retentions; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON TABLE v1_hub.audit_retentions IS 'Months that audit_retain() has dropped.';


--
-- Name: audit_seal_blocks; Type: TABLE; Schema: v1_hub; Owner: hub_owner
--

CREATE TABLE v1_hub.audit_seal_blocks (
    seal_id integer NOT NULL,
    block integer NOT NULL,
    ids bigint[] NOT NULL,
    digests bytea NOT NULL
);


ALTER TABLE v1_hub.audit_seal_blocks OWNER TO hub_owner;

--
-- Name: TABLE audit_seal_blocks; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON TABLE v1_hub.audit_seal_blocks IS 'What a seal saw, by the thousand rows, so that audit_check() can name the row.';


--
-- Name: COLUMN audit_seal_blocks.digests; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON COLUMN v1_hub.audit_seal_blocks.digests IS 'First 8 bytes of the SHA-256 of every row, one after another.';


--
-- Name: audit_seals; Type: TABLE; Schema: v1_hub; Owner: hub_owner
--

CREATE TABLE v1_hub.audit_seals (
    id integer NOT NULL,
    partition_name text NOT NULL,
    closed_at timestamp without time zone NOT NULL,
    row_count bigint NOT NULL,
    previous_hash bytea NOT NULL,
    hash bytea NOT NULL,
    sealed_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);


ALTER TABLE v1_hub.audit_seals OWNER TO hub_owner;

--
-- Name: TABLE audit_seals; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON TABLE v1_hub.audit_seals IS 'One row per sealed month; each hash goes on from that of the seal before it. Note the last one
somewhere else: who can rewrite the log can rewrite its seals.';


--
-- Name: COLUMN audit_seals.partition_name; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON COLUMN v1_hub.audit_seals.partition_name IS 'Partition, in schema v1_hub.';


--
-- Name: COLUMN audit_seals.closed_at; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON COLUMN v1_hub.audit_seals.closed_at IS 'End of the month, exclusive.';


--
-- Name: COLUMN audit_seals.previous_hash; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON COLUMN v1_hub.audit_seals.previous_hash IS 'Hash of the seal before; at first empty.';


--
-- Name: COLUMN audit_seals.hash; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON COLUMN v1_hub.audit_seals.hash IS 'SHA-256 over previous_hash and the SHA-256 of every block in order.';


--
-- Name: audit_seals_id_seq; Type: SEQUENCE; Schema: v1_hub; Owner: hub_owner
--

ALTER TABLE v1_hub.audit_seals ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME v1_hub.audit_seals_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: audit_tables_id_seq; Type: SEQUENCE; Schema: v1_hub; Owner: hub_owner
--

ALTER TABLE v1_hub.audit_tables ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME v1_hub.audit_tables_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: history_gone; Type: TABLE; Schema: v1_hub; Owner: hub_owner
--

CREATE TABLE v1_hub.history_gone (
    id bigint NOT NULL
);


ALTER TABLE v1_hub.history_gone OWNER TO hub_owner;

--
-- Name: TABLE history_gone; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON TABLE v1_hub.history_gone IS 'Entries of the audit log that the history view does not show: the table had lost their rows.';


--
-- Name: hub; Type: TABLE; Schema: v1_hub; Owner: hub_owner
--

CREATE TABLE v1_hub.hub (
    only_row boolean DEFAULT true NOT NULL,
    schema_name text NOT NULL,
    version text NOT NULL,
    stage text DEFAULT 'finishing'::text NOT NULL,
    cut_over_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    finished_at timestamp with time zone,
    audit_due text[] DEFAULT '{}'::text[] NOT NULL,
    merged json,
    merged_due boolean DEFAULT false NOT NULL,
    CONSTRAINT hub_only_row_check CHECK (only_row),
    CONSTRAINT hub_stage_check CHECK ((stage = ANY (ARRAY['finishing'::text, 'finished'::text, 'returning'::text, 'finalized'::text])))
);


ALTER TABLE v1_hub.hub OWNER TO hub_owner;

--
-- Name: TABLE hub; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON TABLE v1_hub.hub IS 'One row: the consolidated hub of this database.';


--
-- Name: COLUMN hub.schema_name; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON COLUMN v1_hub.hub.schema_name IS 'Schema of the 8 tables and the compatibility views.';


--
-- Name: COLUMN hub.version; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON COLUMN v1_hub.hub.version IS 'Version of the package that made, or last renewed, what is ours.';


--
-- Name: COLUMN hub.stage; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON COLUMN v1_hub.hub.stage IS 'finishing: cut over, batches are due. finished. returning: a rollback is under way. finalized: no way back.';


--
-- Name: COLUMN hub.audit_due; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON COLUMN v1_hub.hub.audit_due IS 'Tables that are yet to be audited, quoted names.';


--
-- Name: COLUMN hub.merged; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON COLUMN v1_hub.hub.merged IS 'What feeds the merged columns (v1_hub/proxies.py, Proxies), in its order; NULL: there are none.';


--
-- Name: COLUMN hub.merged_due; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON COLUMN v1_hub.hub.merged_due IS 'The merged columns are yet to be filled.';


--
-- Name: log_column; Type: TABLE; Schema: v1_hub; Owner: hub_owner
--

CREATE TABLE v1_hub.log_column (
    table_name text NOT NULL,
    legacy_name text NOT NULL,
    log_name text NOT NULL,
    place integer NOT NULL,
    type_name text NOT NULL,
    not_null boolean NOT NULL,
    folded boolean NOT NULL
);


ALTER TABLE v1_hub.log_column OWNER TO hub_owner;

--
-- Name: TABLE log_column; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON TABLE v1_hub.log_column IS 'Where each column of a table that went to the unified log is found: a column of the log, or (folded) a key of result_data.';


--
-- Name: name_use; Type: TABLE; Schema: v1_hub; Owner: hub_owner
--

CREATE TABLE v1_hub.name_use (
    table_name text NOT NULL,
    role_name text NOT NULL,
    action text NOT NULL,
    query_id bigint NOT NULL,
    query text NOT NULL,
    calls bigint NOT NULL,
    counter bigint NOT NULL,
    applications text[] DEFAULT '{}'::text[] NOT NULL,
    first_seen timestamp with time zone NOT NULL,
    last_seen timestamp with time zone NOT NULL,
    CONSTRAINT name_use_action_check CHECK ((action = ANY (ARRAY['read'::text, 'write'::text])))
);


ALTER TABLE v1_hub.name_use OWNER TO hub_owner;

--
-- Name: TABLE name_use; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON TABLE v1_hub.name_use IS 'Statements that name a retired table, as pg_stat_statements showed them: one row for each name, role, action and query id.';


--
-- Name: COLUMN name_use.calls; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON COLUMN v1_hub.name_use.calls IS 'Executions over all runs, resets of the statistics too.';


--
-- Name: COLUMN name_use.counter; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON COLUMN v1_hub.name_use.counter IS 'Calls as the last run read them, to tell what is new.';


--
-- Name: COLUMN name_use.applications; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON COLUMN v1_hub.name_use.applications IS 'application_name of sessions that were seen with this statement at the moment of a run.';


--
-- Name: COLUMN name_use.first_seen; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON COLUMN v1_hub.name_use.first_seen IS 'When at the latest it was first executed.';


--
-- Name: COLUMN name_use.last_seen; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON COLUMN v1_hub.name_use.last_seen IS 'The last run that found new executions: it was executed at that moment or before.';


--
-- Name: object; Type: TABLE; Schema: v1_hub; Owner: hub_owner
--

CREATE TABLE v1_hub.object (
    type text NOT NULL,
    identity text NOT NULL,
    fate text,
    rendered text,
    found text,
    CONSTRAINT object_fate_check CHECK ((fate = ANY (ARRAY['dropped'::text, 'view'::text, 'kept'::text, 'grows'::text])))
);


ALTER TABLE v1_hub.object OWNER TO hub_owner;

--
-- Name: TABLE object; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON TABLE v1_hub.object IS 'Everything that lay in our schemas, or hung on what we made, at the end of the install: type and identity as pg_identify_object() tells them. Whatever else is there later is somebody else''s.';


--
-- Name: COLUMN object.fate; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON COLUMN v1_hub.object.fate IS 'What a rollback does to a relation or column: dropped; view: replaced by the table; kept; grows: kept, and the package adds partitions. NULL: it goes with the others.';


--
-- Name: COLUMN object.rendered; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON COLUMN v1_hub.object.rendered IS 'Of a function, trigger or view: hash of the text that made it, to tell when a newer package has another one. NULL: none of the package''s texts.';


--
-- Name: COLUMN object.found; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON COLUMN v1_hub.object.found IS 'Hash of what PostgreSQL made of that text then, to tell what somebody has altered since. Words of views and triggers are those of one major version, which stands before the hash.';


--
-- Name: proxy; Type: VIEW; Schema: v1_hub; Owner: hub_owner
--

CREATE VIEW v1_hub.proxy AS
 SELECT p.id,
    (p.server_ip)::text AS link,
    p.ip_history,
    p.last_heartbeat,
    p.usage_stats,
        CASE jsonb_typeof((p.usage_stats -> 'total'::text))
            WHEN 'number'::text THEN ((p.usage_stats ->> 'total'::text))::numeric
            ELSE (0)::numeric
        END AS total,
        CASE jsonb_typeof((p.usage_stats -> 'success'::text))
            WHEN 'number'::text THEN ((p.usage_stats ->> 'success'::text))::numeric
            ELSE (0)::numeric
        END AS success,
        CASE jsonb_typeof((p.usage_stats -> 'failed'::text))
            WHEN 'number'::text THEN ((p.usage_stats ->> 'failed'::text))::numeric
            ELSE (0)::numeric
        END AS failed,
        CASE jsonb_typeof((p.usage_stats -> 'response_ms'::text))
            WHEN 'number'::text THEN ((p.usage_stats ->> 'response_ms'::text))::numeric
            ELSE (0)::numeric
        END AS response_ms,
        CASE jsonb_typeof((p.usage_stats -> 'responses'::text))
            WHEN 'number'::text THEN ((p.usage_stats ->> 'responses'::text))::numeric
            ELSE (0)::numeric
        END AS responses,
    v1_hub.read_time((p.usage_stats ->> 'last_used_at'::text)) AS last_used_at,
    (((((p.usage_stats ->> 'as_of'::text) COLLATE "C") >= ( SELECT to_char(((statement_timestamp() AT TIME ZONE 'UTC'::text) - '00:00:01'::interval), 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'::text) AS to_char)) AND (((p.usage_stats ->> 'as_of'::text) COLLATE "C") <= ( SELECT to_char(((statement_timestamp() AT TIME ZONE 'UTC'::text) + '00:01:00'::interval), 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'::text) AS to_char))) IS NOT TRUE) AS is_due,
    COALESCE(( SELECT jsonb_agg(jsonb_build_object('id', r.id, 'proxy_number', r.proxy_number, 'current_ip', r.current_ip, 'is_active', r.is_active, 'last_toggle', r.last_toggle, 'heartbeat_at', r.heartbeat_at, 'updated_at', r.updated_at) ORDER BY r.updated_at DESC NULLS LAST, r.id) AS jsonb_agg
           FROM v1_hub.proxy_ip_mapping r
          WHERE (r.proxy_id = p.id)), '[]'::jsonb) AS addresses
   FROM public.v1_hub_proxies p;


ALTER TABLE v1_hub.proxy OWNER TO hub_owner;

--
-- Name: VIEW proxy; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON VIEW v1_hub.proxy IS 'The merged columns, what usage_stats counts, the link by which heartbeats name the proxy, whether a second has passed since it was brought up to date, and what the leaves have. It follows a column that is renamed, and PostgreSQL refuses to drop one that it stands on; once it is dropped (CASCADE) nothing is merged any more, and no write fails.';


--
-- Name: proxy_change; Type: TABLE; Schema: v1_hub; Owner: hub_owner
--

CREATE TABLE v1_hub.proxy_change (
    noted_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
    proxy_id integer,
    link text,
    beaten_at timestamp without time zone,
    is_due boolean DEFAULT false,
    total numeric,
    success numeric,
    failed numeric,
    response_ms numeric,
    responses numeric,
    used_at timestamp without time zone,
    unused_at timestamp without time zone,
    unbeaten_at timestamp without time zone,
    replaced jsonb
)
WITH (autovacuum_vacuum_threshold='500', autovacuum_vacuum_scale_factor='0');

ALTER TABLE ONLY v1_hub.proxy_change REPLICA IDENTITY FULL;


ALTER TABLE v1_hub.proxy_change OWNER TO hub_owner;

--
-- Name: TABLE proxy_change; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON TABLE v1_hub.proxy_change IS 'The ledger: changes of the proxy logs that the merged columns do not show yet, of a proxy or of all with one link. It is short, and read as a whole: an index by proxy would cost each change an entry.';


--
-- Name: COLUMN proxy_change.noted_at; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON COLUMN v1_hub.proxy_change.noted_at IS 'When. At infinity stands what refuses to write v1_hub_proxies (replaced), until it is written.';


--
-- Name: COLUMN proxy_change.link; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON COLUMN v1_hub.proxy_change.link IS 'A heartbeat is about all proxies of which the view v1_hub.proxy has this link.';


--
-- Name: COLUMN proxy_change.is_due; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON COLUMN v1_hub.proxy_change.is_due IS 'Unless false, the commit brings the proxies up to date.';


--
-- Name: COLUMN proxy_change.unused_at; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON COLUMN v1_hub.proxy_change.unused_at IS 'A use that went: was it the last, then the last is read from the leaf again.';


--
-- Name: COLUMN proxy_change.unbeaten_at; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON COLUMN v1_hub.proxy_change.unbeaten_at IS 'The same of a heartbeat.';


--
-- Name: COLUMN proxy_change.replaced; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON COLUMN v1_hub.proxy_change.replaced IS 'ip_history is made anew from the leaf: the address that gave way, {} where none did.';


--
-- Name: proxy_summary; Type: VIEW; Schema: v1_hub; Owner: hub_owner
--

CREATE VIEW v1_hub.proxy_summary AS
 SELECT p.id,
    (COALESCE(s.total, (0)::numeric) - p.total) AS total,
    (COALESCE(s.success, (0)::numeric) - p.success) AS success,
    (COALESCE(s.failed, (0)::numeric) - p.failed) AS failed,
    (COALESCE(s.response_ms, (0)::numeric) - p.response_ms) AS response_ms,
    (COALESCE(s.responses, (0)::numeric) - p.responses) AS responses,
    s.used_at,
    b.beaten_at
   FROM ((v1_hub.proxy p
     LEFT JOIN ( SELECT (r.remote_ip)::text AS link,
            max(r.updated_at) AS beaten_at
           FROM v1_hub.proxy_heartbeat r
          GROUP BY (r.remote_ip)::text) b ON ((b.link = p.link)))
     LEFT JOIN ( SELECT r.proxy_id,
            sum(r.total) AS total,
            sum(r.success) AS success,
            sum(r.failed) AS failed,
            sum(r.response_ms) AS response_ms,
            sum(r.responses) AS responses,
            max(r.used_at) AS used_at
           FROM ( SELECT c.proxy_id,
                    (- c.total) AS total,
                    (- c.success) AS success,
                    (- c.failed) AS failed,
                    (- c.response_ms) AS response_ms,
                    (- c.responses) AS responses,
                    NULL::timestamp without time zone AS used_at
                   FROM v1_hub.proxy_change c
                UNION ALL
                 SELECT r_1.proxy_id,
                    1 AS total,
                    (COALESCE(r_1.success, false))::integer AS success,
                    (COALESCE((NOT r_1.success), false))::integer AS failed,
                    (COALESCE(r_1.duration_ms, 0))::numeric AS response_ms,
                    ((r_1.duration_ms IS NOT NULL))::integer AS responses,
                    r_1.logged_at
                   FROM v1_hub.proxy_usage r_1) r
          GROUP BY r.proxy_id) s ON ((p.id = s.proxy_id)));


ALTER TABLE v1_hub.proxy_summary OWNER TO hub_owner;

--
-- Name: VIEW proxy_summary; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON VIEW v1_hub.proxy_summary IS 'Of each proxy what usage_stats and the ledger lack of its uses: 0; the last use, and the last heartbeat.';


--
-- Name: proxy_told; Type: VIEW; Schema: v1_hub; Owner: hub_owner
--

CREATE VIEW v1_hub.proxy_told AS
 SELECT c.ctid AS change,
    p.id AS of_proxy
   FROM (v1_hub.proxy_change c
     JOIN v1_hub.proxy p ON ((p.id = c.proxy_id)))
UNION ALL
 SELECT c.ctid AS change,
    p.id AS of_proxy
   FROM (v1_hub.proxy_change c
     JOIN v1_hub.proxy p ON ((p.link = c.link)));


ALTER TABLE v1_hub.proxy_told OWNER TO hub_owner;

--
-- Name: VIEW proxy_told; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON VIEW v1_hub.proxy_told IS 'Which proxies each change in the ledger is about.';


--
-- Name: run; Type: TABLE; Schema: v1_hub; Owner: hub_owner
--

CREATE TABLE v1_hub.run (
    began_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone NOT NULL,
    command text NOT NULL,
    version text NOT NULL,
    ran_by text DEFAULT SESSION_USER NOT NULL,
    outcome text NOT NULL,
    what jsonb NOT NULL
);


ALTER TABLE v1_hub.run OWNER TO hub_owner;

--
-- Name: TABLE run; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON TABLE v1_hub.run IS 'One row for each install, rollback and finalize that changed something, whether it succeeded or not; a run that was killed, or lost its connection, has none. Kept over a rollback.';


--
-- Name: COLUMN run.version; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON COLUMN v1_hub.run.version IS 'Version of the package that ran.';


--
-- Name: COLUMN run.outcome; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON COLUMN v1_hub.run.outcome IS 'done, interrupted, or the message of what stopped it.';


--
-- Name: COLUMN run.what; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON COLUMN v1_hub.run.what IS 'locked_seconds: how long the cut-over, or the cut back, held its locks; phases; steps; rows: done by this run, by what was done.';


--
-- Name: usage_run; Type: TABLE; Schema: v1_hub; Owner: hub_owner
--

CREATE TABLE v1_hub.usage_run (
    ran_at timestamp with time zone NOT NULL,
    statements bigint NOT NULL,
    hidden bigint NOT NULL,
    statistics_since timestamp with time zone
);


ALTER TABLE v1_hub.usage_run OWNER TO hub_owner;

--
-- Name: TABLE usage_run; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON TABLE v1_hub.usage_run IS 'When v1_hub.name_use was brought up to date: between two runs nothing was watched but by the statistics themselves.';


--
-- Name: COLUMN usage_run.hidden; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON COLUMN v1_hub.usage_run.hidden IS 'Statements whose text the role of the run was not allowed to read.';


--
-- Name: COLUMN usage_run.statistics_since; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON COLUMN v1_hub.usage_run.statistics_since IS 'Since when the statistics of this run counted: what was run between the run before it and a reset was not seen.';


--
-- Name: v1_hub_audit_log_2026_09; Type: TABLE; Schema: v1_hub; Owner: hub_owner
--

CREATE TABLE v1_hub.v1_hub_audit_log_2026_09 (
    id bigint DEFAULT ((nextval('public.v1_hub_work_slots_history_id_seq'::regclass) + '4294967296'::bigint) % '4294967296'::bigint) NOT NULL,
    table_name character varying(63) NOT NULL COLLATE pg_catalog."C",
    record_id integer,
    action character varying(20) NOT NULL,
    changed_by character varying(100),
    changed_at timestamp without time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    old_data jsonb,
    new_data jsonb,
    source_id integer,
    record_key jsonb,
    old_key jsonb,
    happened_at timestamp with time zone,
    transaction_id xid8,
    session_role text,
    application_name text,
    client_addr inet,
    context jsonb,
    left_out text[],
    masked_changes text[]
);


ALTER TABLE v1_hub.v1_hub_audit_log_2026_09 OWNER TO hub_owner;

--
-- Name: v1_hub_audit_log_2026_10; Type: TABLE; Schema: v1_hub; Owner: hub_owner
--

CREATE TABLE v1_hub.v1_hub_audit_log_2026_10 (
    id bigint DEFAULT ((nextval('public.v1_hub_work_slots_history_id_seq'::regclass) + '4294967296'::bigint) % '4294967296'::bigint) NOT NULL,
    table_name character varying(63) NOT NULL COLLATE pg_catalog."C",
    record_id integer,
    action character varying(20) NOT NULL,
    changed_by character varying(100),
    changed_at timestamp without time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    old_data jsonb,
    new_data jsonb,
    source_id integer,
    record_key jsonb,
    old_key jsonb,
    happened_at timestamp with time zone,
    transaction_id xid8,
    session_role text,
    application_name text,
    client_addr inet,
    context jsonb,
    left_out text[],
    masked_changes text[]
);


ALTER TABLE v1_hub.v1_hub_audit_log_2026_10 OWNER TO hub_owner;

--
-- Name: v1_hub_audit_log_2026_11; Type: TABLE; Schema: v1_hub; Owner: hub_owner
--

CREATE TABLE v1_hub.v1_hub_audit_log_2026_11 (
    id bigint DEFAULT ((nextval('public.v1_hub_work_slots_history_id_seq'::regclass) + '4294967296'::bigint) % '4294967296'::bigint) NOT NULL,
    table_name character varying(63) NOT NULL COLLATE pg_catalog."C",
    record_id integer,
    action character varying(20) NOT NULL,
    changed_by character varying(100),
    changed_at timestamp without time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    old_data jsonb,
    new_data jsonb,
    source_id integer,
    record_key jsonb,
    old_key jsonb,
    happened_at timestamp with time zone,
    transaction_id xid8,
    session_role text,
    application_name text,
    client_addr inet,
    context jsonb,
    left_out text[],
    masked_changes text[]
);


ALTER TABLE v1_hub.v1_hub_audit_log_2026_11 OWNER TO hub_owner;

--
-- Name: v1_hub_audit_log_2026_12; Type: TABLE; Schema: v1_hub; Owner: hub_owner
--

CREATE TABLE v1_hub.v1_hub_audit_log_2026_12 (
    id bigint DEFAULT ((nextval('public.v1_hub_work_slots_history_id_seq'::regclass) + '4294967296'::bigint) % '4294967296'::bigint) NOT NULL,
    table_name character varying(63) NOT NULL COLLATE pg_catalog."C",
    record_id integer,
    action character varying(20) NOT NULL,
    changed_by character varying(100),
    changed_at timestamp without time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    old_data jsonb,
    new_data jsonb,
    source_id integer,
    record_key jsonb,
    old_key jsonb,
    happened_at timestamp with time zone,
    transaction_id xid8,
    session_role text,
    application_name text,
    client_addr inet,
    context jsonb,
    left_out text[],
    masked_changes text[]
);


ALTER TABLE v1_hub.v1_hub_audit_log_2026_12 OWNER TO hub_owner;

--
-- Name: v1_hub_audit_log_2027_01; Type: TABLE; Schema: v1_hub; Owner: hub_owner
--

CREATE TABLE v1_hub.v1_hub_audit_log_2027_01 (
    id bigint DEFAULT ((nextval('public.v1_hub_work_slots_history_id_seq'::regclass) + '4294967296'::bigint) % '4294967296'::bigint) NOT NULL,
    table_name character varying(63) NOT NULL COLLATE pg_catalog."C",
    record_id integer,
    action character varying(20) NOT NULL,
    changed_by character varying(100),
    changed_at timestamp without time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    old_data jsonb,
    new_data jsonb,
    source_id integer,
    record_key jsonb,
    old_key jsonb,
    happened_at timestamp with time zone,
    transaction_id xid8,
    session_role text,
    application_name text,
    client_addr inet,
    context jsonb,
    left_out text[],
    masked_changes text[]
);


ALTER TABLE v1_hub.v1_hub_audit_log_2027_01 OWNER TO hub_owner;

--
-- Name: v1_hub_audit_log_2027_02; Type: TABLE; Schema: v1_hub; Owner: hub_owner
--

CREATE TABLE v1_hub.v1_hub_audit_log_2027_02 (
    id bigint DEFAULT ((nextval('public.v1_hub_work_slots_history_id_seq'::regclass) + '4294967296'::bigint) % '4294967296'::bigint) NOT NULL,
    table_name character varying(63) NOT NULL COLLATE pg_catalog."C",
    record_id integer,
    action character varying(20) NOT NULL,
    changed_by character varying(100),
    changed_at timestamp without time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    old_data jsonb,
    new_data jsonb,
    source_id integer,
    record_key jsonb,
    old_key jsonb,
    happened_at timestamp with time zone,
    transaction_id xid8,
    session_role text,
    application_name text,
    client_addr inet,
    context jsonb,
    left_out text[],
    masked_changes text[]
);


ALTER TABLE v1_hub.v1_hub_audit_log_2027_02 OWNER TO hub_owner;

--
-- Name: v1_hub_audit_log_2027_03; Type: TABLE; Schema: v1_hub; Owner: hub_owner
--

CREATE TABLE v1_hub.v1_hub_audit_log_2027_03 (
    id bigint DEFAULT ((nextval('public.v1_hub_work_slots_history_id_seq'::regclass) + '4294967296'::bigint) % '4294967296'::bigint) NOT NULL,
    table_name character varying(63) NOT NULL COLLATE pg_catalog."C",
    record_id integer,
    action character varying(20) NOT NULL,
    changed_by character varying(100),
    changed_at timestamp without time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    old_data jsonb,
    new_data jsonb,
    source_id integer,
    record_key jsonb,
    old_key jsonb,
    happened_at timestamp with time zone,
    transaction_id xid8,
    session_role text,
    application_name text,
    client_addr inet,
    context jsonb,
    left_out text[],
    masked_changes text[]
);


ALTER TABLE v1_hub.v1_hub_audit_log_2027_03 OWNER TO hub_owner;

--
-- Name: v1_hub_audit_log_default; Type: TABLE; Schema: v1_hub; Owner: hub_owner
--

CREATE TABLE v1_hub.v1_hub_audit_log_default (
    id bigint DEFAULT ((nextval('public.v1_hub_work_slots_history_id_seq'::regclass) + '4294967296'::bigint) % '4294967296'::bigint) NOT NULL,
    table_name character varying(63) NOT NULL COLLATE pg_catalog."C",
    record_id integer,
    action character varying(20) NOT NULL,
    changed_by character varying(100),
    changed_at timestamp without time zone DEFAULT CURRENT_TIMESTAMP NOT NULL,
    old_data jsonb,
    new_data jsonb,
    source_id integer,
    record_key jsonb,
    old_key jsonb,
    happened_at timestamp with time zone,
    transaction_id xid8,
    session_role text,
    application_name text,
    client_addr inet,
    context jsonb,
    left_out text[],
    masked_changes text[]
);


ALTER TABLE v1_hub.v1_hub_audit_log_default OWNER TO hub_owner;

--
-- Name: TABLE v1_hub_audit_log_default; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON TABLE v1_hub.v1_hub_audit_log_default IS 'Rows of months that have no partition; v1_hub.audit_upkeep() empties it.';


--
-- Name: work_slots_history; Type: TABLE; Schema: v1_hub; Owner: hub_owner
--

CREATE TABLE v1_hub.work_slots_history (
    id integer DEFAULT nextval('public.v1_hub_work_slots_history_id_seq'::regclass) NOT NULL,
    work_slot_id integer NOT NULL,
    changed_at timestamp without time zone DEFAULT CURRENT_TIMESTAMP,
    changed_by character varying(100),
    operation character varying(20) NOT NULL,
    old_data jsonb,
    new_data jsonb,
    change_summary text
);


ALTER TABLE v1_hub.work_slots_history OWNER TO hub_owner;

--
-- Name: TABLE work_slots_history; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON TABLE v1_hub.work_slots_history IS 'Changes of work slots, written by a trigger.';


--
-- Name: COLUMN work_slots_history.change_summary; Type: COMMENT; Schema: v1_hub; Owner: hub_owner
--

COMMENT ON COLUMN v1_hub.work_slots_history.change_summary IS 'One line: created, deleted, or "column: old -> new" of each changed column.';


--
-- Name: client_activity; Type: TABLE ATTACH; Schema: v1_hub; Owner: hub_owner
--

ALTER TABLE ONLY public.v1_hub_activity_logs ATTACH PARTITION v1_hub.client_activity FOR VALUES IN ('client_activity');


--
-- Name: daily_work_tracking; Type: TABLE ATTACH; Schema: v1_hub; Owner: hub_owner
--

ALTER TABLE ONLY public.v1_hub_activity_logs ATTACH PARTITION v1_hub.daily_work_tracking FOR VALUES IN ('daily_work_tracking');


--
-- Name: proxy_heartbeat; Type: TABLE ATTACH; Schema: v1_hub; Owner: hub_owner
--

ALTER TABLE ONLY public.v1_hub_activity_logs ATTACH PARTITION v1_hub.proxy_heartbeat FOR VALUES IN ('proxy_heartbeat');


--
-- Name: proxy_ip_mapping; Type: TABLE ATTACH; Schema: v1_hub; Owner: hub_owner
--

ALTER TABLE ONLY public.v1_hub_activity_logs ATTACH PARTITION v1_hub.proxy_ip_mapping FOR VALUES IN ('proxy_ip_mapping');


--
-- Name: proxy_usage; Type: TABLE ATTACH; Schema: v1_hub; Owner: hub_owner
--

ALTER TABLE ONLY public.v1_hub_activity_logs ATTACH PARTITION v1_hub.proxy_usage FOR VALUES IN ('proxy_usage');


--
-- Name: v1_hub_audit_log_2026_09; Type: TABLE ATTACH; Schema: v1_hub; Owner: hub_owner
--

ALTER TABLE ONLY public.v1_hub_audit_log ATTACH PARTITION v1_hub.v1_hub_audit_log_2026_09 FOR VALUES FROM ('2026-09-01 00:00:00') TO ('2026-10-01 00:00:00');


--
-- Name: v1_hub_audit_log_2026_10; Type: TABLE ATTACH; Schema: v1_hub; Owner: hub_owner
--

ALTER TABLE ONLY public.v1_hub_audit_log ATTACH PARTITION v1_hub.v1_hub_audit_log_2026_10 FOR VALUES FROM ('2026-10-01 00:00:00') TO ('2026-11-01 00:00:00');


--
-- Name: v1_hub_audit_log_2026_11; Type: TABLE ATTACH; Schema: v1_hub; Owner: hub_owner
--

ALTER TABLE ONLY public.v1_hub_audit_log ATTACH PARTITION v1_hub.v1_hub_audit_log_2026_11 FOR VALUES FROM ('2026-11-01 00:00:00') TO ('2026-12-01 00:00:00');


--
-- Name: v1_hub_audit_log_2026_12; Type: TABLE ATTACH; Schema: v1_hub; Owner: hub_owner
--

ALTER TABLE ONLY public.v1_hub_audit_log ATTACH PARTITION v1_hub.v1_hub_audit_log_2026_12 FOR VALUES FROM ('2026-12-01 00:00:00') TO ('2027-01-01 00:00:00');


--
-- Name: v1_hub_audit_log_2027_01; Type: TABLE ATTACH; Schema: v1_hub; Owner: hub_owner
--

ALTER TABLE ONLY public.v1_hub_audit_log ATTACH PARTITION v1_hub.v1_hub_audit_log_2027_01 FOR VALUES FROM ('2027-01-01 00:00:00') TO ('2027-02-01 00:00:00');


--
-- Name: v1_hub_audit_log_2027_02; Type: TABLE ATTACH; Schema: v1_hub; Owner: hub_owner
--

ALTER TABLE ONLY public.v1_hub_audit_log ATTACH PARTITION v1_hub.v1_hub_audit_log_2027_02 FOR VALUES FROM ('2027-02-01 00:00:00') TO ('2027-03-01 00:00:00');


--
-- Name: v1_hub_audit_log_2027_03; Type: TABLE ATTACH; Schema: v1_hub; Owner: hub_owner
--

ALTER TABLE ONLY public.v1_hub_audit_log ATTACH PARTITION v1_hub.v1_hub_audit_log_2027_03 FOR VALUES FROM ('2027-03-01 00:00:00') TO ('2027-04-01 00:00:00');


--
-- Name: v1_hub_audit_log_default; Type: TABLE ATTACH; Schema: v1_hub; Owner: hub_owner
--

ALTER TABLE ONLY public.v1_hub_audit_log ATTACH PARTITION v1_hub.v1_hub_audit_log_default DEFAULT;


--
-- Name: work_result; Type: TABLE ATTACH; Schema: v1_hub; Owner: hub_owner
--

ALTER TABLE ONLY public.v1_hub_activity_logs ATTACH PARTITION v1_hub.work_result FOR VALUES IN ('work_result');


--
-- Name: v1_hub_activity_logs id; Type: DEFAULT; Schema: public; Owner: hub_owner
--

ALTER TABLE ONLY public.v1_hub_activity_logs ALTER COLUMN id SET DEFAULT nextval('public.v1_hub_activity_logs_id_seq'::regclass);


--
-- Name: v1_hub_client_activity_logs id; Type: DEFAULT; Schema: public; Owner: hub_owner
--

ALTER TABLE ONLY public.v1_hub_client_activity_logs ALTER COLUMN id SET DEFAULT nextval('public.v1_hub_client_activity_logs_id_seq'::regclass);


--
-- Name: v1_hub_client_activity_logs reported_at; Type: DEFAULT; Schema: public; Owner: hub_owner
--

ALTER TABLE ONLY public.v1_hub_client_activity_logs ALTER COLUMN reported_at SET DEFAULT CURRENT_TIMESTAMP;


--
-- Name: v1_hub_clients id; Type: DEFAULT; Schema: public; Owner: hub_owner
--

ALTER TABLE ONLY public.v1_hub_clients ALTER COLUMN id SET DEFAULT nextval('public.v1_hub_clients_id_seq'::regclass);


--
-- Name: v1_hub_daily_work_tracking id; Type: DEFAULT; Schema: public; Owner: hub_owner
--

ALTER TABLE ONLY public.v1_hub_daily_work_tracking ALTER COLUMN id SET DEFAULT nextval('public.v1_hub_daily_work_tracking_id_seq'::regclass);


--
-- Name: v1_hub_daily_work_tracking allocated_count; Type: DEFAULT; Schema: public; Owner: hub_owner
--

ALTER TABLE ONLY public.v1_hub_daily_work_tracking ALTER COLUMN allocated_count SET DEFAULT 0;


--
-- Name: v1_hub_daily_work_tracking completed_count; Type: DEFAULT; Schema: public; Owner: hub_owner
--

ALTER TABLE ONLY public.v1_hub_daily_work_tracking ALTER COLUMN completed_count SET DEFAULT 0;


--
-- Name: v1_hub_daily_work_tracking failed_count; Type: DEFAULT; Schema: public; Owner: hub_owner
--

ALTER TABLE ONLY public.v1_hub_daily_work_tracking ALTER COLUMN failed_count SET DEFAULT 0;


--
-- Name: v1_hub_external_triggers id; Type: DEFAULT; Schema: public; Owner: hub_owner
--

ALTER TABLE ONLY public.v1_hub_external_triggers ALTER COLUMN id SET DEFAULT nextval('public.v1_hub_external_triggers_id_seq'::regclass);


--
-- Name: v1_hub_ip_keyword_restrictions id; Type: DEFAULT; Schema: public; Owner: hub_owner
--

ALTER TABLE ONLY public.v1_hub_ip_keyword_restrictions ALTER COLUMN id SET DEFAULT nextval('public.v1_hub_ip_keyword_restrictions_id_seq'::regclass);


--
-- Name: v1_hub_product_results id; Type: DEFAULT; Schema: public; Owner: hub_owner
--

ALTER TABLE ONLY public.v1_hub_product_results ALTER COLUMN id SET DEFAULT nextval('public.v1_hub_product_results_id_seq'::regclass);


--
-- Name: v1_hub_proxies id; Type: DEFAULT; Schema: public; Owner: hub_owner
--

ALTER TABLE ONLY public.v1_hub_proxies ALTER COLUMN id SET DEFAULT nextval('public.v1_hub_proxies_id_seq'::regclass);


--
-- Name: v1_hub_proxy_heartbeat id; Type: DEFAULT; Schema: public; Owner: hub_owner
--

ALTER TABLE ONLY public.v1_hub_proxy_heartbeat ALTER COLUMN id SET DEFAULT nextval('public.v1_hub_proxy_heartbeat_id_seq'::regclass);


--
-- Name: v1_hub_proxy_heartbeat created_at; Type: DEFAULT; Schema: public; Owner: hub_owner
--

ALTER TABLE ONLY public.v1_hub_proxy_heartbeat ALTER COLUMN created_at SET DEFAULT CURRENT_TIMESTAMP;


--
-- Name: v1_hub_proxy_heartbeat updated_at; Type: DEFAULT; Schema: public; Owner: hub_owner
--

ALTER TABLE ONLY public.v1_hub_proxy_heartbeat ALTER COLUMN updated_at SET DEFAULT CURRENT_TIMESTAMP;


--
-- Name: v1_hub_proxy_ip_mapping id; Type: DEFAULT; Schema: public; Owner: hub_owner
--

ALTER TABLE ONLY public.v1_hub_proxy_ip_mapping ALTER COLUMN id SET DEFAULT nextval('public.v1_hub_proxy_ip_mapping_id_seq'::regclass);


--
-- Name: v1_hub_proxy_ip_mapping is_active; Type: DEFAULT; Schema: public; Owner: hub_owner
--

ALTER TABLE ONLY public.v1_hub_proxy_ip_mapping ALTER COLUMN is_active SET DEFAULT true;


--
-- Name: v1_hub_proxy_ip_mapping heartbeat_at; Type: DEFAULT; Schema: public; Owner: hub_owner
--

ALTER TABLE ONLY public.v1_hub_proxy_ip_mapping ALTER COLUMN heartbeat_at SET DEFAULT CURRENT_TIMESTAMP;


--
-- Name: v1_hub_proxy_ip_mapping updated_at; Type: DEFAULT; Schema: public; Owner: hub_owner
--

ALTER TABLE ONLY public.v1_hub_proxy_ip_mapping ALTER COLUMN updated_at SET DEFAULT CURRENT_TIMESTAMP;


--
-- Name: v1_hub_proxy_usage id; Type: DEFAULT; Schema: public; Owner: hub_owner
--

ALTER TABLE ONLY public.v1_hub_proxy_usage ALTER COLUMN id SET DEFAULT nextval('public.v1_hub_proxy_usage_id_seq'::regclass);


--
-- Name: v1_hub_proxy_usage success; Type: DEFAULT; Schema: public; Owner: hub_owner
--

ALTER TABLE ONLY public.v1_hub_proxy_usage ALTER COLUMN success SET DEFAULT true;


--
-- Name: v1_hub_proxy_usage created_at; Type: DEFAULT; Schema: public; Owner: hub_owner
--

ALTER TABLE ONLY public.v1_hub_proxy_usage ALTER COLUMN created_at SET DEFAULT CURRENT_TIMESTAMP;


--
-- Name: v1_hub_test_keywords id; Type: DEFAULT; Schema: public; Owner: hub_owner
--

ALTER TABLE ONLY public.v1_hub_test_keywords ALTER COLUMN id SET DEFAULT nextval('public.v1_hub_test_keywords_id_seq'::regclass);


--
-- Name: v1_hub_work_allocations id; Type: DEFAULT; Schema: public; Owner: hub_owner
--

ALTER TABLE ONLY public.v1_hub_work_allocations ALTER COLUMN id SET DEFAULT nextval('public.v1_hub_work_allocations_id_seq'::regclass);


--
-- Name: v1_hub_work_results id; Type: DEFAULT; Schema: public; Owner: hub_owner
--

ALTER TABLE ONLY public.v1_hub_work_results ALTER COLUMN id SET DEFAULT nextval('public.v1_hub_work_results_id_seq'::regclass);


--
-- Name: v1_hub_work_results is_blocked; Type: DEFAULT; Schema: public; Owner: hub_owner
--

ALTER TABLE ONLY public.v1_hub_work_results ALTER COLUMN is_blocked SET DEFAULT false;


--
-- Name: v1_hub_work_results created_at; Type: DEFAULT; Schema: public; Owner: hub_owner
--

ALTER TABLE ONLY public.v1_hub_work_results ALTER COLUMN created_at SET DEFAULT CURRENT_TIMESTAMP;


--
-- Name: v1_hub_work_results applied_settings; Type: DEFAULT; Schema: public; Owner: hub_owner
--

ALTER TABLE ONLY public.v1_hub_work_results ALTER COLUMN applied_settings SET DEFAULT '{}'::jsonb;


--
-- Name: v1_hub_work_slots id; Type: DEFAULT; Schema: public; Owner: hub_owner
--

ALTER TABLE ONLY public.v1_hub_work_slots ALTER COLUMN id SET DEFAULT nextval('public.v1_hub_work_slots_id_seq'::regclass);


--
-- Name: v1_hub_work_slots_history id; Type: DEFAULT; Schema: public; Owner: hub_owner
--

ALTER TABLE ONLY public.v1_hub_work_slots_history ALTER COLUMN id SET DEFAULT nextval('public.v1_hub_work_slots_history_id_seq'::regclass);


--
-- Name: v1_hub_work_slots_history changed_at; Type: DEFAULT; Schema: public; Owner: hub_owner
--

ALTER TABLE ONLY public.v1_hub_work_slots_history ALTER COLUMN changed_at SET DEFAULT CURRENT_TIMESTAMP;


--
-- Data for Name: v1_hub_clients; Type: TABLE DATA; Schema: public; Owner: hub_owner
--

COPY public.v1_hub_clients (id, client_ip, client_name, first_seen_at, last_seen_at, observed_max_instance, observed_max_user_folder, estimated_instances, estimated_users_per_instance, is_active, total_requests, last_assigned_folders, max_folders) FROM stdin;
1	10.8.0.1	작업 PC 1	2026-10-02 11:14:40.594551	2026-12-01 10:11:40.594551	1	2	8	30	t	137	{}	30
2	10.8.0.2	작업 PC 2	2026-10-02 12:14:40.594551	2026-12-01 10:08:40.594551	2	4	8	30	t	274	{"1": 2, "2": null, "3": [2, null]}	30
3	10.8.0.3	작업 PC 3	2026-10-02 13:14:40.594551	2026-12-01 10:05:40.594551	3	6	8	30	t	411	{"1": 3, "2": null, "3": [3, null]}	30
4	10.8.0.4	작업 PC 4	2026-10-02 14:14:40.594551	2026-12-01 10:02:40.594551	4	8	8	30	t	548	{"1": 4, "2": null, "3": [4, null]}	30
5	10.8.0.5	작업 PC 5	2026-10-02 15:14:40.594551	2026-12-01 09:59:40.594551	5	10	8	30	t	685	\N	30
6	10.8.0.6	작업 PC 6	2026-10-02 16:14:40.594551	2026-12-01 09:56:40.594551	6	12	8	30	f	822	{}	30
7	10.8.0.7	\N	2026-10-02 17:14:40.594551	2026-12-01 09:53:40.594551	7	14	8	30	t	959	{"1": 7, "2": null, "3": [7, null]}	30
8	10.8.0.8	작업 PC 8	2026-10-02 18:14:40.594551	2026-12-01 09:50:40.594551	8	16	8	30	t	1096	{"1": 8, "2": null, "3": [8, null]}	30
9	10.8.0.9	작업 PC 9	2026-10-02 19:14:40.594551	2026-12-01 09:47:40.594551	\N	18	8	30	t	1233	{"1": 9, "2": null, "3": [9, null]}	30
10	10.8.0.10	작업 PC 10	2026-10-02 20:14:40.594551	2026-12-01 09:44:40.594551	1	20	8	30	t	1370	\N	30
11	10.8.0.11	작업 PC 11	2026-10-02 21:14:40.594551	\N	2	22	8	30	t	1507	{}	30
12	10.8.0.12	작업 PC 12	2026-10-02 22:14:40.594551	2026-12-01 09:38:40.594551	3	24	8	30	f	1644	{"1": 12, "2": null, "3": [12, null]}	30
13	10.8.0.13	작업 PC 13	2026-10-02 23:14:40.594551	2026-12-01 09:35:40.594551	4	\N	8	30	t	1781	{"1": 13, "2": null, "3": [13, null]}	30
14	10.8.0.14	\N	2026-10-03 00:14:40.594551	2026-12-01 09:32:40.594551	5	2	8	30	t	1918	{"1": 14, "2": null, "3": [14, null]}	\N
15	10.8.0.15	작업 PC 15	2026-10-03 01:14:40.594551	2026-12-01 09:29:40.594551	6	4	8	30	t	2055	\N	30
16	10.8.0.16	작업 PC 16	2026-10-03 02:14:40.594551	2026-12-01 09:26:40.594551	7	6	\N	30	t	2192	{}	30
17	10.8.0.17	작업 PC 17	\N	2026-12-01 09:23:40.594551	8	8	8	30	t	2329	{"1": 17, "2": null, "3": [17, null]}	30
18	10.8.0.18	작업 PC 18	2026-10-03 04:14:40.594551	2026-12-01 09:20:40.594551	\N	10	8	\N	f	2466	{"1": 18, "2": null, "3": [18, null]}	30
19	10.8.0.19	작업 PC 19	2026-10-03 05:14:40.594551	2026-12-01 09:17:40.594551	1	12	8	30	\N	2603	{"1": 19, "2": null, "3": [19, null]}	30
20	10.8.0.20	작업 PC 20	2026-10-03 06:14:40.594551	2026-12-01 09:14:40.594551	2	14	8	30	t	\N	\N	30
\.


--
-- Data for Name: v1_hub_external_sites; Type: TABLE DATA; Schema: public; Owner: hub_owner
--

COPY public.v1_hub_external_sites (site_id, site_name, webhook_url, auth_key, is_active, config, last_trigger_at, created_at, updated_at) FROM stdin;
shop-a	쇼핑몰 A	https://a.example/hook	sample-secret-a	t	{"retry": {"max": 3, "backoff": null}}	2026-12-01 10:09:40.594551	2026-09-12 10:14:40.594551	2026-11-30 10:14:40.594551
shop-b	쇼핑몰 B	\N	sample-secret-b	t	{}	\N	2026-09-12 10:14:40.594551	2026-11-30 10:14:40.594551
partner/ü	Partner "Ü"	https://u.example/?a=1&b=2	\N	f	\N	\N	\N	2026-11-30 10:14:40.594551
old	예전 사이트	\N	\N	\N	null	\N	\N	\N
plain	Defaults only	\N	\N	t	{}	\N	2026-12-01 10:14:40.594551	2026-12-01 10:14:40.594551
\.


--
-- Data for Name: v1_hub_external_triggers; Type: TABLE DATA; Schema: public; Owner: hub_owner
--

COPY public.v1_hub_external_triggers (id, site_id, action, affected_count, keywords, metadata, created_at) FROM stdin;
1	shop-b	update	1	["무선 이어폰 1", null]	{"ip": null, "seq": 1, "메모": "자동"}	2026-11-30 12:47:40.594551
2	partner/ü	add	2	["무선 이어폰 2", null]	{"ip": null, "seq": 2, "메모": "자동"}	2026-11-30 13:00:40.594551
3	gone	pause	3	["무선 이어폰 3", null]	\N	2026-11-30 13:13:40.594551
4	shop-a	pause	4	["무선 이어폰 4", null]	{"ip": null, "seq": 4, "메모": "자동"}	2026-11-30 13:26:40.594551
5	shop-b	add	5	\N	{"ip": null, "seq": 5, "메모": "자동"}	2026-11-30 13:39:40.594551
6	partner/ü	pause	6	["무선 이어폰 6", null]	\N	2026-11-30 13:52:40.594551
7	gone	update	7	["무선 이어폰 7", null]	{"ip": null, "seq": 7, "메모": "자동"}	2026-11-30 14:05:40.594551
8	shop-a	update	8	["무선 이어폰 8", null]	{"ip": null, "seq": 8, "메모": "자동"}	2026-11-30 14:18:40.594551
9	shop-b	delete	9	["무선 이어폰 9", null]	\N	2026-11-30 14:31:40.594551
10	partner/ü	update	10	\N	{"ip": null, "seq": 10, "메모": "자동"}	2026-11-30 14:44:40.594551
11	gone	add	11	["무선 이어폰 11", null]	{"ip": null, "seq": 11, "메모": "자동"}	2026-11-30 14:57:40.594551
12	shop-a	pause	0	["무선 이어폰 12", null]	\N	2026-11-30 15:10:40.594551
13	shop-b	add	1	["무선 이어폰 13", null]	{"ip": null, "seq": 13, "메모": "자동"}	2026-11-30 15:23:40.594551
14	partner/ü	add	2	["무선 이어폰 14", null]	{"ip": null, "seq": 14, "메모": "자동"}	2026-11-30 15:36:40.594551
15	gone	update	3	\N	\N	2026-11-30 15:49:40.594551
16	shop-a	add	4	["무선 이어폰 16", null]	{"ip": null, "seq": 16, "메모": "자동"}	2026-11-30 16:02:40.594551
17	shop-b	delete	5	["무선 이어폰 17", null]	{"ip": null, "seq": 17, "메모": "자동"}	2026-11-30 16:15:40.594551
18	partner/ü	add	6	["무선 이어폰 18", null]	\N	2026-11-30 16:28:40.594551
19	gone	update	7	["무선 이어폰 19", null]	{"ip": null, "seq": 19, "메모": "자동"}	2026-11-30 16:41:40.594551
20	shop-a	pause	8	\N	{"ip": null, "seq": 20, "메모": "자동"}	2026-11-30 16:54:40.594551
21	shop-b	delete	\N	["무선 이어폰 21", null]	\N	2026-11-30 17:07:40.594551
22	partner/ü	pause	10	["무선 이어폰 22", null]	{"ip": null, "seq": 22, "메모": "자동"}	2026-11-30 17:20:40.594551
23	gone	delete	11	["무선 이어폰 23", null]	{"ip": null, "seq": 23, "메모": "자동"}	2026-11-30 17:33:40.594551
24	shop-a	delete	0	["무선 이어폰 24", null]	\N	2026-11-30 17:46:40.594551
25	shop-b	pause	1	\N	{"ip": null, "seq": 25, "메모": "자동"}	2026-11-30 17:59:40.594551
26	partner/ü	update	2	["무선 이어폰 26", null]	{"ip": null, "seq": 26, "메모": "자동"}	2026-11-30 18:12:40.594551
27	gone	pause	3	["무선 이어폰 27", null]	\N	2026-11-30 18:25:40.594551
28	shop-a	update	4	["무선 이어폰 28", null]	{"ip": null, "seq": 28, "메모": "자동"}	2026-11-30 18:38:40.594551
29	shop-b	pause	5	["무선 이어폰 29", null]	{"ip": null, "seq": 29, "메모": "자동"}	2026-11-30 18:51:40.594551
30	partner/ü	delete	6	\N	\N	2026-11-30 19:04:40.594551
31	gone	add	7	["무선 이어폰 31", null]	{"ip": null, "seq": 31, "메모": "자동"}	2026-11-30 19:17:40.594551
32	shop-a	add	8	["무선 이어폰 32", null]	{"ip": null, "seq": 32, "메모": "자동"}	2026-11-30 19:30:40.594551
33	shop-b	update	9	["무선 이어폰 33", null]	\N	2026-11-30 19:43:40.594551
34	partner/ü	add	10	["무선 이어폰 34", null]	{"ip": null, "seq": 34, "메모": "자동"}	2026-11-30 19:56:40.594551
35	gone	pause	11	\N	{"ip": null, "seq": 35, "메모": "자동"}	2026-11-30 20:09:40.594551
36	shop-a	delete	0	["무선 이어폰 36", null]	\N	2026-11-30 20:22:40.594551
37	shop-b	add	1	["무선 이어폰 37", null]	{"ip": null, "seq": 37, "메모": "자동"}	2026-11-30 20:35:40.594551
38	partner/ü	delete	2	["무선 이어폰 38", null]	{"ip": null, "seq": 38, "메모": "자동"}	2026-11-30 20:48:40.594551
39	gone	pause	3	["무선 이어폰 39", null]	\N	2026-11-30 21:01:40.594551
40	shop-a	delete	4	\N	{"ip": null, "seq": 40, "메모": "자동"}	2026-11-30 21:14:40.594551
41	shop-b	add	5	["무선 이어폰 41", null]	{"ip": null, "seq": 41, "메모": "자동"}	2026-11-30 21:27:40.594551
42	partner/ü	delete	\N	["무선 이어폰 42", null]	\N	2026-11-30 21:40:40.594551
43	gone	update	7	["무선 이어폰 43", null]	{"ip": null, "seq": 43, "메모": "자동"}	2026-11-30 21:53:40.594551
44	shop-a	delete	8	["무선 이어폰 44", null]	{"ip": null, "seq": 44, "메모": "자동"}	2026-11-30 22:06:40.594551
45	shop-b	add	9	\N	\N	2026-11-30 22:19:40.594551
46	partner/ü	pause	10	["무선 이어폰 46", null]	{"ip": null, "seq": 46, "메모": "자동"}	2026-11-30 22:32:40.594551
47	gone	delete	11	["무선 이어폰 47", null]	{"ip": null, "seq": 47, "메모": "자동"}	2026-11-30 22:45:40.594551
48	shop-a	update	0	["무선 이어폰 48", null]	\N	2026-11-30 22:58:40.594551
49	shop-b	delete	1	["무선 이어폰 49", null]	{"ip": null, "seq": 49, "메모": "자동"}	2026-11-30 23:11:40.594551
50	partner/ü	update	2	\N	{"ip": null, "seq": 50, "메모": "자동"}	2026-11-30 23:24:40.594551
51	gone	delete	3	["무선 이어폰 51", null]	\N	2026-11-30 23:37:40.594551
52	shop-a	pause	4	["무선 이어폰 52", null]	{"ip": null, "seq": 52, "메모": "자동"}	2026-11-30 23:50:40.594551
53	shop-b	add	5	["무선 이어폰 53", null]	{"ip": null, "seq": 53, "메모": "자동"}	2026-12-01 00:03:40.594551
54	partner/ü	pause	6	["무선 이어폰 54", null]	\N	2026-12-01 00:16:40.594551
55	gone	delete	7	\N	{"ip": null, "seq": 55, "메모": "자동"}	2026-12-01 00:29:40.594551
56	shop-a	delete	8	["무선 이어폰 56", null]	{"ip": null, "seq": 56, "메모": "자동"}	2026-12-01 00:42:40.594551
57	shop-b	pause	9	["무선 이어폰 57", null]	\N	2026-12-01 00:55:40.594551
58	partner/ü	pause	10	["무선 이어폰 58", null]	{"ip": null, "seq": 58, "메모": "자동"}	2026-12-01 01:08:40.594551
59	gone	pause	11	["무선 이어폰 59", null]	{"ip": null, "seq": 59, "메모": "자동"}	2026-12-01 01:21:40.594551
60	shop-a	pause	0	\N	\N	2026-12-01 01:34:40.594551
61	shop-b	add	1	["무선 이어폰 61", null]	{"ip": null, "seq": 61, "메모": "자동"}	2026-12-01 01:47:40.594551
62	partner/ü	add	2	["무선 이어폰 62", null]	{"ip": null, "seq": 62, "메모": "자동"}	2026-12-01 02:00:40.594551
63	gone	pause	\N	["무선 이어폰 63", null]	\N	2026-12-01 02:13:40.594551
64	shop-a	add	4	["무선 이어폰 64", null]	{"ip": null, "seq": 64, "메모": "자동"}	2026-12-01 02:26:40.594551
65	shop-b	pause	5	\N	{"ip": null, "seq": 65, "메모": "자동"}	2026-12-01 02:39:40.594551
66	partner/ü	delete	6	["무선 이어폰 66", null]	\N	2026-12-01 02:52:40.594551
67	gone	update	7	["무선 이어폰 67", null]	{"ip": null, "seq": 67, "메모": "자동"}	2026-12-01 03:05:40.594551
68	shop-a	update	8	["무선 이어폰 68", null]	{"ip": null, "seq": 68, "메모": "자동"}	2026-12-01 03:18:40.594551
69	shop-b	add	9	["무선 이어폰 69", null]	\N	2026-12-01 03:31:40.594551
70	partner/ü	delete	10	\N	{"ip": null, "seq": 70, "메모": "자동"}	2026-12-01 03:44:40.594551
71	gone	update	11	["무선 이어폰 71", null]	{"ip": null, "seq": 71, "메모": "자동"}	2026-12-01 03:57:40.594551
72	shop-a	pause	0	["무선 이어폰 72", null]	\N	2026-12-01 04:10:40.594551
73	shop-b	pause	1	["무선 이어폰 73", null]	{"ip": null, "seq": 73, "메모": "자동"}	2026-12-01 04:23:40.594551
74	partner/ü	pause	2	["무선 이어폰 74", null]	{"ip": null, "seq": 74, "메모": "자동"}	2026-12-01 04:36:40.594551
75	gone	pause	3	\N	\N	2026-12-01 04:49:40.594551
76	shop-a	add	4	["무선 이어폰 76", null]	{"ip": null, "seq": 76, "메모": "자동"}	2026-12-01 05:02:40.594551
77	shop-b	delete	5	["무선 이어폰 77", null]	{"ip": null, "seq": 77, "메모": "자동"}	2026-12-01 05:15:40.594551
78	partner/ü	pause	6	["무선 이어폰 78", null]	\N	2026-12-01 05:28:40.594551
79	gone	pause	7	["무선 이어폰 79", null]	{"ip": null, "seq": 79, "메모": "자동"}	2026-12-01 05:41:40.594551
80	shop-a	pause	8	\N	{"ip": null, "seq": 80, "메모": "자동"}	2026-12-01 05:54:40.594551
81	shop-b	pause	9	["무선 이어폰 81", null]	\N	2026-12-01 06:07:40.594551
82	partner/ü	delete	10	["무선 이어폰 82", null]	{"ip": null, "seq": 82, "메모": "자동"}	2026-12-01 06:20:40.594551
83	gone	pause	11	["무선 이어폰 83", null]	{"ip": null, "seq": 83, "메모": "자동"}	\N
84	shop-a	add	\N	["무선 이어폰 84", null]	\N	2026-12-01 06:46:40.594551
85	shop-b	add	1	\N	{"ip": null, "seq": 85, "메모": "자동"}	2026-12-01 06:59:40.594551
86	partner/ü	update	2	["무선 이어폰 86", null]	{"ip": null, "seq": 86, "메모": "자동"}	2026-12-01 07:12:40.594551
87	gone	add	3	["무선 이어폰 87", null]	\N	2026-12-01 07:25:40.594551
88	shop-a	delete	4	["무선 이어폰 88", null]	{"ip": null, "seq": 88, "메모": "자동"}	2026-12-01 07:38:40.594551
89	shop-b	update	5	["무선 이어폰 89", null]	{"ip": null, "seq": 89, "메모": "자동"}	2026-12-01 07:51:40.594551
90	partner/ü	add	6	\N	\N	2026-12-01 08:04:40.594551
91	gone	add	7	["무선 이어폰 91", null]	{"ip": null, "seq": 91, "메모": "자동"}	2026-12-01 08:17:40.594551
92	shop-a	update	8	["무선 이어폰 92", null]	{"ip": null, "seq": 92, "메모": "자동"}	2026-12-01 08:30:40.594551
93	shop-b	add	9	["무선 이어폰 93", null]	\N	2026-12-01 08:43:40.594551
94	partner/ü	update	10	["무선 이어폰 94", null]	{"ip": null, "seq": 94, "메모": "자동"}	2026-12-01 08:56:40.594551
95	gone	add	11	\N	{"ip": null, "seq": 95, "메모": "자동"}	2026-12-01 09:09:40.594551
96	shop-a	add	0	["무선 이어폰 96", null]	\N	2026-12-01 09:22:40.594551
97	shop-b	update	1	["무선 이어폰 97", null]	{"ip": null, "seq": 97, "메모": "자동"}	2026-12-01 09:35:40.594551
98	partner/ü	pause	2	["무선 이어폰 98", null]	{"ip": null, "seq": 98, "메모": "자동"}	2026-12-01 09:48:40.594551
99	gone	add	3	["무선 이어폰 99", null]	\N	2026-12-01 10:01:40.594551
100	shop-a	pause	4	\N	{"ip": null, "seq": 100, "메모": "자동"}	2026-12-01 10:14:40.594551
\.


--
-- Data for Name: v1_hub_ip_keyword_restrictions; Type: TABLE DATA; Schema: public; Owner: hub_owner
--

COPY public.v1_hub_ip_keyword_restrictions (id, client_ip, keyword_id, reason, is_active, expires_at, created_at) FROM stdin;
1	10.8.0.1	2	중복 검색 제한	t	\N	2026-12-01 10:14:40.594551
2	10.8.0.2	3	중복 검색 제한	t	2026-12-01 12:14:40.594551	2026-12-01 10:14:40.594551
3	10.8.0.3	4	\N	t	\N	2026-12-01 10:14:40.594551
4	10.8.0.4	5	중복 검색 제한	f	2026-12-01 14:14:40.594551	2026-12-01 10:14:40.594551
5	10.8.0.5	6	중복 검색 제한	t	\N	2026-12-01 10:14:40.594551
6	10.8.0.6	7	\N	t	2026-12-01 16:14:40.594551	2026-12-01 10:14:40.594551
7	10.8.0.7	8	중복 검색 제한	t	\N	2026-12-01 10:14:40.594551
8	10.8.0.8	9	중복 검색 제한	f	2026-12-01 18:14:40.594551	2026-12-01 10:14:40.594551
9	10.8.0.9	10	\N	t	\N	2026-12-01 10:14:40.594551
10	10.8.0.10	11	중복 검색 제한	t	2026-12-01 20:14:40.594551	2026-12-01 10:14:40.594551
11	10.8.0.11	12	중복 검색 제한	t	\N	2026-12-01 10:14:40.594551
12	10.8.0.12	13	\N	f	2026-12-01 22:14:40.594551	2026-12-01 10:14:40.594551
13	10.8.0.13	14	중복 검색 제한	t	\N	2026-12-01 10:14:40.594551
14	10.8.0.14	15	중복 검색 제한	t	2026-12-02 00:14:40.594551	2026-12-01 10:14:40.594551
15	10.8.0.15	16	\N	t	\N	2026-12-01 10:14:40.594551
16	10.8.0.16	17	중복 검색 제한	f	2026-12-02 02:14:40.594551	2026-12-01 10:14:40.594551
17	10.8.0.17	18	중복 검색 제한	t	\N	2026-12-01 10:14:40.594551
18	10.8.0.18	19	\N	t	2026-12-02 04:14:40.594551	2026-12-01 10:14:40.594551
19	10.8.0.19	20	중복 검색 제한	t	\N	2026-12-01 10:14:40.594551
20	10.8.0.20	21	중복 검색 제한	f	2026-12-02 06:14:40.594551	2026-12-01 10:14:40.594551
\.


--
-- Data for Name: v1_hub_product_results; Type: TABLE DATA; Schema: public; Owner: hub_owner
--

COPY public.v1_hub_product_results (id, result_id, product_id, product_name, rating, review_count, created_at) FROM stdin;
\.


--
-- Data for Name: v1_hub_proxies; Type: TABLE DATA; Schema: public; Owner: hub_owner
--

COPY public.v1_hub_proxies (id, server_ip, port, external_ip, use_count, last_used_at, last_toggle_at, status, created_at, updated_at, is_virtual, ip_history, last_heartbeat, usage_stats) FROM stdin;
1	203.0.113.1	3128	198.51.0.2	4823	2026-12-01 10:07:40.594551	2026-12-01 10:03:40.594551	active	2026-09-02 11:14:40.594551	2026-12-01 10:09:40.594551	f	[{"id": 3, "is_active": true, "current_ip": "198.51.100.5", "updated_at": "2026-12-01T10:14:25.594551", "last_toggle": "2026-12-01T10:06:35.594551", "heartbeat_at": "2026-12-01T10:14:35.594551", "proxy_number": 1}, {"id": 4, "is_active": true, "current_ip": "198.51.100.6", "updated_at": "2026-12-01T10:14:22.594551", "last_toggle": "2026-12-01T10:04:58.594551", "heartbeat_at": "2026-12-01T10:14:34.594551", "proxy_number": 2}, {"id": 5, "is_active": true, "current_ip": "198.51.100.7", "updated_at": "2026-12-01T10:14:19.594551", "last_toggle": "2026-12-01T10:03:21.594551", "heartbeat_at": "2026-12-01T10:14:33.594551", "proxy_number": 3}, {"id": 6, "is_active": true, "current_ip": "198.51.100.8", "updated_at": "2026-12-01T10:14:16.594551", "last_toggle": null, "heartbeat_at": "2026-12-01T10:14:32.594551", "proxy_number": 4}]	2026-12-01 10:14:38.894551	{"as_of": "2026-12-01T10:14:42.168434Z", "total": 1, "failed": 0, "success": 1, "responses": 1, "response_ms": 2074, "last_used_at": "2026-11-22T12:54:40.586551", "average_response_ms": 2074.00}
11	203.0.113.3	3128	198.51.0.12	1349	2026-12-01 08:57:40.594551	2026-12-01 08:13:40.594551	\N	2026-09-02 21:14:40.594551	2026-12-01 09:19:40.594551	f	[{"id": 43, "is_active": true, "current_ip": null, "updated_at": "2026-12-01T10:12:25.594551", "last_toggle": "2026-12-01T09:01:55.594551", "heartbeat_at": "2026-12-01T10:13:55.594551", "proxy_number": 1}, {"id": 44, "is_active": true, "current_ip": null, "updated_at": "2026-12-01T10:12:22.594551", "last_toggle": "2026-12-01T09:00:18.594551", "heartbeat_at": "2026-12-01T10:13:54.594551", "proxy_number": 2}, {"id": 45, "is_active": true, "current_ip": null, "updated_at": "2026-12-01T10:12:19.594551", "last_toggle": "2026-12-01T08:58:41.594551", "heartbeat_at": "2026-12-01T10:13:53.594551", "proxy_number": 3}, {"id": 46, "is_active": true, "current_ip": null, "updated_at": "2026-12-01T10:12:16.594551", "last_toggle": null, "heartbeat_at": "2026-12-01T10:13:52.594551", "proxy_number": 4}]	2026-12-01 10:14:25.294551	{"as_of": "2026-12-01T10:14:42.168986Z"}
2	203.0.113.1	3129	198.51.0.3	367	2026-12-01 10:00:40.594551	2026-12-01 09:52:40.594551	active	2026-09-02 12:14:40.594551	2026-12-01 10:04:40.594551	f	[{"id": 7, "is_active": true, "current_ip": "198.51.100.9", "updated_at": "2026-12-01T10:14:13.594551", "last_toggle": "2026-12-01T10:00:07.594551", "heartbeat_at": "2026-12-01T10:14:31.594551", "proxy_number": 1}, {"id": 8, "is_active": true, "current_ip": "198.51.100.10", "updated_at": "2026-12-01T10:14:10.594551", "last_toggle": "2026-12-01T09:58:30.594551", "heartbeat_at": "2026-12-01T10:14:30.594551", "proxy_number": 2}, {"id": 9, "is_active": true, "current_ip": "198.51.100.11", "updated_at": "2026-12-01T10:14:07.594551", "last_toggle": "2026-12-01T09:56:53.594551", "heartbeat_at": "2026-12-01T10:14:29.594551", "proxy_number": 3}, {"id": 10, "is_active": true, "current_ip": "198.51.100.12", "updated_at": "2026-12-01T10:14:04.594551", "last_toggle": null, "heartbeat_at": "2026-12-01T10:14:28.594551", "proxy_number": 4}]	2026-12-01 10:14:38.894551	{"as_of": "2026-12-01T10:14:42.168526Z"}
3	203.0.113.1	3130	198.51.0.4	1808	2026-12-01 09:53:40.594551	2026-12-01 09:41:40.594551	active	2026-09-02 13:14:40.594551	2026-12-01 09:59:40.594551	f	[{"id": 11, "is_active": true, "current_ip": "198.51.100.13", "updated_at": "2026-12-01T10:14:01.594551", "last_toggle": "2026-12-01T09:53:39.594551", "heartbeat_at": "2026-12-01T10:14:27.594551", "proxy_number": 1}, {"id": 12, "is_active": true, "current_ip": "198.51.100.14", "updated_at": "2026-12-01T10:13:58.594551", "last_toggle": "2026-12-01T09:52:02.594551", "heartbeat_at": "2026-12-01T10:14:26.594551", "proxy_number": 2}, {"id": 13, "is_active": true, "current_ip": "198.51.100.15", "updated_at": "2026-12-01T10:13:55.594551", "last_toggle": "2026-12-01T09:50:25.594551", "heartbeat_at": "2026-12-01T10:14:25.594551", "proxy_number": 3}, {"id": 14, "is_active": true, "current_ip": "198.51.100.16", "updated_at": "2026-12-01T10:13:52.594551", "last_toggle": null, "heartbeat_at": "2026-12-01T10:14:24.594551", "proxy_number": 4}]	2026-12-01 10:14:38.894551	{"as_of": "2026-12-01T10:14:42.168667Z"}
4	203.0.113.1	3131	198.51.0.5	4950	2026-12-01 09:46:40.594551	2026-12-01 09:30:40.594551	active	2026-09-02 14:14:40.594551	2026-12-01 09:54:40.594551	f	[{"id": 15, "is_active": true, "current_ip": "198.51.100.17", "updated_at": "2026-12-01T10:13:49.594551", "last_toggle": "2026-12-01T09:47:11.594551", "heartbeat_at": "2026-12-01T10:14:23.594551", "proxy_number": 1}, {"id": 16, "is_active": true, "current_ip": "198.51.100.18", "updated_at": "2026-12-01T10:13:46.594551", "last_toggle": "2026-12-01T09:45:34.594551", "heartbeat_at": "2026-12-01T10:14:22.594551", "proxy_number": 2}, {"id": 17, "is_active": true, "current_ip": "198.51.100.19", "updated_at": "2026-12-01T10:13:43.594551", "last_toggle": "2026-12-01T09:43:57.594551", "heartbeat_at": "2026-12-01T10:14:21.594551", "proxy_number": 3}, {"id": 18, "is_active": true, "current_ip": "198.51.100.20", "updated_at": "2026-12-01T10:13:40.594551", "last_toggle": null, "heartbeat_at": "2026-12-01T10:14:20.594551", "proxy_number": 4}]	2026-12-01 10:14:38.894551	{"as_of": "2026-12-01T10:14:42.168698Z"}
5	203.0.113.1	3132	198.51.0.6	926	2026-12-01 09:39:40.594551	2026-12-01 09:19:40.594551	toggling	2026-09-02 15:14:40.594551	2026-12-01 09:49:40.594551	f	[{"id": 19, "is_active": true, "current_ip": "198.51.100.21", "updated_at": "2026-12-01T10:13:37.594551", "last_toggle": "2026-12-01T09:40:43.594551", "heartbeat_at": "2026-12-01T10:14:19.594551", "proxy_number": 1}, {"id": 20, "is_active": true, "current_ip": "198.51.100.22", "updated_at": "2026-12-01T10:13:34.594551", "last_toggle": "2026-12-01T09:39:06.594551", "heartbeat_at": "2026-12-01T10:14:18.594551", "proxy_number": 2}, {"id": 21, "is_active": true, "current_ip": "198.51.100.23", "updated_at": "2026-12-01T10:13:31.594551", "last_toggle": "2026-12-01T09:37:29.594551", "heartbeat_at": "2026-12-01T10:14:17.594551", "proxy_number": 3}, {"id": 22, "is_active": false, "current_ip": "198.51.100.24", "updated_at": "2026-12-01T10:13:28.594551", "last_toggle": null, "heartbeat_at": "2026-12-01T10:14:16.594551", "proxy_number": 4}]	2026-12-01 10:14:38.894551	{"as_of": "2026-12-01T10:14:42.168726Z"}
6	203.0.113.2	3128	198.51.0.7	3868	2026-12-01 09:32:40.594551	\N	active	2026-09-02 16:14:40.594551	2026-12-01 09:44:40.594551	f	[{"id": 23, "is_active": true, "current_ip": "198.51.100.25", "updated_at": "2026-12-01T10:13:25.594551", "last_toggle": "2026-12-01T09:34:15.594551", "heartbeat_at": "2026-12-01T10:14:15.594551", "proxy_number": 1}, {"id": 24, "is_active": true, "current_ip": "198.51.100.26", "updated_at": "2026-12-01T10:13:22.594551", "last_toggle": "2026-12-01T09:32:38.594551", "heartbeat_at": "2026-12-01T10:14:14.594551", "proxy_number": 2}, {"id": 25, "is_active": false, "current_ip": "198.51.100.27", "updated_at": "2026-12-01T10:13:19.594551", "last_toggle": "2026-12-01T09:31:01.594551", "heartbeat_at": "2026-12-01T10:14:13.594551", "proxy_number": 3}, {"id": 26, "is_active": true, "current_ip": "198.51.100.28", "updated_at": "2026-12-01T10:13:16.594551", "last_toggle": null, "heartbeat_at": "2026-12-01T10:14:12.594551", "proxy_number": 4}]	2026-12-01 10:14:33.794551	{"as_of": "2026-12-01T10:14:42.168769Z"}
7	203.0.113.2	3129	198.51.0.8	3768	2026-12-01 09:25:40.594551	2026-12-01 08:57:40.594551	active	2026-09-02 17:14:40.594551	2026-12-01 09:39:40.594551	f	[{"id": 27, "is_active": true, "current_ip": "2001:db8::7:1", "updated_at": "2026-12-01T10:13:13.594551", "last_toggle": "2026-12-01T09:27:47.594551", "heartbeat_at": "2026-12-01T10:14:11.594551", "proxy_number": 1}, {"id": 28, "is_active": false, "current_ip": "2001:db8::7:2", "updated_at": "2026-12-01T10:13:10.594551", "last_toggle": "2026-12-01T09:26:10.594551", "heartbeat_at": "2026-12-01T10:14:10.594551", "proxy_number": 2}, {"id": 29, "is_active": true, "current_ip": "2001:db8::7:3", "updated_at": "2026-12-01T10:13:07.594551", "last_toggle": "2026-12-01T09:24:33.594551", "heartbeat_at": "2026-12-01T10:14:09.594551", "proxy_number": 3}, {"id": 30, "is_active": true, "current_ip": "2001:db8::7:4", "updated_at": "2026-12-01T10:13:04.594551", "last_toggle": null, "heartbeat_at": "2026-12-01T10:14:08.594551", "proxy_number": 4}]	2026-12-01 10:14:33.794551	{"as_of": "2026-12-01T10:14:42.168797Z"}
8	203.0.113.2	3130	\N	4181	2026-12-01 09:18:40.594551	2026-12-01 08:46:40.594551	active	2026-09-02 18:14:40.594551	2026-12-01 09:34:40.594551	f	[{"id": 31, "is_active": false, "current_ip": "198.51.100.33", "updated_at": "2026-12-01T10:13:01.594551", "last_toggle": "2026-12-01T09:21:19.594551", "heartbeat_at": "2026-12-01T10:14:07.594551", "proxy_number": 1}, {"id": 32, "is_active": true, "current_ip": "198.51.100.34", "updated_at": "2026-12-01T10:12:58.594551", "last_toggle": "2026-12-01T09:19:42.594551", "heartbeat_at": "2026-12-01T10:14:06.594551", "proxy_number": 2}, {"id": 33, "is_active": true, "current_ip": "198.51.100.35", "updated_at": "2026-12-01T10:12:55.594551", "last_toggle": "2026-12-01T09:18:05.594551", "heartbeat_at": "2026-12-01T10:14:05.594551", "proxy_number": 3}, {"id": 34, "is_active": true, "current_ip": "198.51.100.36", "updated_at": "2026-12-01T10:12:52.594551", "last_toggle": null, "heartbeat_at": "2026-12-01T10:14:04.594551", "proxy_number": 4}]	2026-12-01 10:14:33.794551	{"as_of": "2026-12-01T10:14:42.168834Z"}
9	203.0.113.2	3131	198.51.0.10	2478	\N	2026-12-01 08:35:40.594551	active	2026-09-02 19:14:40.594551	2026-12-01 09:29:40.594551	f	[{"id": 35, "is_active": true, "current_ip": "198.51.100.37", "updated_at": "2026-12-01T10:12:49.594551", "last_toggle": "2026-12-01T09:14:51.594551", "heartbeat_at": "2026-12-01T10:14:03.594551", "proxy_number": 1}, {"id": 36, "is_active": true, "current_ip": "198.51.100.38", "updated_at": "2026-12-01T10:12:46.594551", "last_toggle": "2026-12-01T09:13:14.594551", "heartbeat_at": "2026-12-01T10:14:02.594551", "proxy_number": 2}, {"id": 37, "is_active": true, "current_ip": "198.51.100.39", "updated_at": "2026-12-01T10:12:43.594551", "last_toggle": "2026-12-01T09:11:37.594551", "heartbeat_at": "2026-12-01T10:14:01.594551", "proxy_number": 3}, {"id": 38, "is_active": true, "current_ip": "198.51.100.40", "updated_at": "2026-12-01T10:12:40.594551", "last_toggle": null, "heartbeat_at": "2026-12-01T10:14:00.594551", "proxy_number": 4}]	2026-12-01 10:14:33.794551	{"as_of": "2026-12-01T10:14:42.168917Z", "total": 1, "failed": 0, "success": 1, "responses": 1, "response_ms": 275, "last_used_at": "2026-11-18T18:29:40.585551", "average_response_ms": 275.00}
10	203.0.113.2	3132	198.51.0.11	434	2026-12-01 09:04:40.594551	2026-12-01 08:24:40.594551	active	2026-09-02 20:14:40.594551	2026-12-01 09:24:40.594551	t	[{"id": 39, "is_active": true, "current_ip": "198.51.100.41", "updated_at": "2026-12-01T10:12:37.594551", "last_toggle": "2026-12-01T09:08:23.594551", "heartbeat_at": "2026-12-01T10:13:59.594551", "proxy_number": 1}, {"id": 40, "is_active": true, "current_ip": "198.51.100.42", "updated_at": "2026-12-01T10:12:34.594551", "last_toggle": "2026-12-01T09:06:46.594551", "heartbeat_at": "2026-12-01T10:13:58.594551", "proxy_number": 2}, {"id": 41, "is_active": true, "current_ip": "198.51.100.43", "updated_at": "2026-12-01T10:12:31.594551", "last_toggle": "2026-12-01T09:05:09.594551", "heartbeat_at": "2026-12-01T10:13:57.594551", "proxy_number": 3}, {"id": 42, "is_active": true, "current_ip": "198.51.100.44", "updated_at": "2026-12-01T10:12:28.594551", "last_toggle": null, "heartbeat_at": "2026-12-01T10:13:56.594551", "proxy_number": 4}]	2026-12-01 10:14:33.794551	{"as_of": "2026-12-01T10:14:42.168954Z"}
12	203.0.113.3	3129	198.51.0.13	3028	2026-12-01 08:50:40.594551	\N	inactive	2026-09-02 22:14:40.594551	2026-12-01 09:14:40.594551	f	[{"id": 47, "is_active": true, "current_ip": "198.51.100.49", "updated_at": "2026-12-01T10:12:13.594551", "last_toggle": "2026-12-01T08:55:27.594551", "heartbeat_at": "2026-12-01T10:13:51.594551", "proxy_number": 1}, {"id": 48, "is_active": true, "current_ip": "198.51.100.50", "updated_at": "2026-12-01T10:12:10.594551", "last_toggle": "2026-12-01T08:53:50.594551", "heartbeat_at": "2026-12-01T10:13:50.594551", "proxy_number": 2}, {"id": 49, "is_active": true, "current_ip": "198.51.100.51", "updated_at": "2026-12-01T10:12:07.594551", "last_toggle": "2026-12-01T08:52:13.594551", "heartbeat_at": "2026-12-01T10:13:49.594551", "proxy_number": 3}, {"id": 50, "is_active": true, "current_ip": "198.51.100.52", "updated_at": "2026-12-01T10:12:04.594551", "last_toggle": null, "heartbeat_at": "2026-12-01T10:13:48.594551", "proxy_number": 4}]	2026-12-01 10:14:25.294551	{"as_of": "2026-12-01T10:14:42.169050Z"}
13	203.0.113.3	3130	198.51.0.14	1382	2026-12-01 08:43:40.594551	2026-12-01 07:51:40.594551	active	2026-09-02 23:14:40.594551	2026-12-01 09:09:40.594551	f	[{"id": 51, "is_active": true, "current_ip": "198.51.100.53", "updated_at": "2026-12-01T10:12:01.594551", "last_toggle": "2026-12-01T08:48:59.594551", "heartbeat_at": "2026-12-01T10:13:47.594551", "proxy_number": 1}, {"id": 52, "is_active": true, "current_ip": "198.51.100.54", "updated_at": "2026-12-01T10:11:58.594551", "last_toggle": "2026-12-01T08:47:22.594551", "heartbeat_at": "2026-12-01T10:13:46.594551", "proxy_number": 2}, {"id": 53, "is_active": true, "current_ip": "198.51.100.55", "updated_at": "2026-12-01T10:11:55.594551", "last_toggle": "2026-12-01T08:45:45.594551", "heartbeat_at": "2026-12-01T10:13:45.594551", "proxy_number": 3}, {"id": 54, "is_active": null, "current_ip": "198.51.100.56", "updated_at": "2026-12-01T10:11:52.594551", "last_toggle": null, "heartbeat_at": "2026-12-01T10:13:44.594551", "proxy_number": 4}]	2026-12-01 10:14:25.294551	{"as_of": "2026-12-01T10:14:42.169103Z"}
14	203.0.113.3	3131	198.51.0.15	4326	2026-12-01 08:36:40.594551	2026-12-01 07:40:40.594551	active	2026-09-03 00:14:40.594551	2026-12-01 09:04:40.594551	f	[{"id": 55, "is_active": true, "current_ip": "2001:db8::e:1", "updated_at": "2026-12-01T10:11:49.594551", "last_toggle": "2026-12-01T08:42:31.594551", "heartbeat_at": "2026-12-01T10:13:43.594551", "proxy_number": 1}, {"id": 56, "is_active": true, "current_ip": "2001:db8::e:2", "updated_at": "2026-12-01T10:11:46.594551", "last_toggle": "2026-12-01T08:40:54.594551", "heartbeat_at": "2026-12-01T10:13:42.594551", "proxy_number": 2}, {"id": 57, "is_active": null, "current_ip": "2001:db8::e:3", "updated_at": "2026-12-01T10:11:43.594551", "last_toggle": "2026-12-01T08:39:17.594551", "heartbeat_at": "2026-12-01T10:13:41.594551", "proxy_number": 3}, {"id": 58, "is_active": false, "current_ip": "2001:db8::e:4", "updated_at": "2026-12-01T10:11:40.594551", "last_toggle": null, "heartbeat_at": "2026-12-01T10:13:40.594551", "proxy_number": 4}]	2026-12-01 10:14:25.294551	{"as_of": "2026-12-01T10:14:42.169134Z"}
15	203.0.113.3	3132	198.51.0.16	566	2026-12-01 08:29:40.594551	2026-12-01 07:29:40.594551	active	2026-09-03 01:14:40.594551	2026-12-01 08:59:40.594551	f	[{"id": 59, "is_active": true, "current_ip": "198.51.100.61", "updated_at": "2026-12-01T10:11:37.594551", "last_toggle": "2026-12-01T08:36:03.594551", "heartbeat_at": "2026-12-01T10:13:39.594551", "proxy_number": 1}, {"id": 60, "is_active": null, "current_ip": "198.51.100.62", "updated_at": "2026-12-01T10:11:34.594551", "last_toggle": "2026-12-01T08:34:26.594551", "heartbeat_at": "2026-12-01T10:13:38.594551", "proxy_number": 2}, {"id": 61, "is_active": false, "current_ip": "198.51.100.63", "updated_at": "2026-12-01T10:11:31.594551", "last_toggle": "2026-12-01T08:32:49.594551", "heartbeat_at": "2026-12-01T10:13:37.594551", "proxy_number": 3}, {"id": 62, "is_active": true, "current_ip": "198.51.100.64", "updated_at": "2026-12-01T10:11:28.594551", "last_toggle": null, "heartbeat_at": "2026-12-01T10:13:36.594551", "proxy_number": 4}]	2026-12-01 10:14:25.294551	{"as_of": "2026-12-01T10:14:42.169164Z"}
16	203.0.113.4	3128	\N	2250	2026-12-01 08:22:40.594551	2026-12-01 07:18:40.594551	active	2026-09-03 02:14:40.594551	2026-12-01 08:54:40.594551	f	[{"id": 63, "is_active": null, "current_ip": "198.51.100.65", "updated_at": "2026-12-01T10:11:25.594551", "last_toggle": "2026-12-01T08:29:35.594551", "heartbeat_at": "2026-12-01T10:13:35.594551", "proxy_number": 1}, {"id": 64, "is_active": false, "current_ip": "198.51.100.66", "updated_at": "2026-12-01T10:11:22.594551", "last_toggle": "2026-12-01T08:27:58.594551", "heartbeat_at": "2026-12-01T10:13:34.594551", "proxy_number": 2}, {"id": 65, "is_active": true, "current_ip": "198.51.100.67", "updated_at": "2026-12-01T10:11:19.594551", "last_toggle": "2026-12-01T08:26:21.594551", "heartbeat_at": "2026-12-01T10:13:33.594551", "proxy_number": 3}, {"id": 66, "is_active": true, "current_ip": "198.51.100.68", "updated_at": "2026-12-01T10:11:16.594551", "last_toggle": null, "heartbeat_at": "2026-12-01T10:13:32.594551", "proxy_number": 4}]	2026-12-01 10:14:13.394551	{"as_of": "2026-12-01T10:14:42.169206Z"}
17	203.0.113.4	3129	198.51.0.18	1306	2026-12-01 08:15:40.594551	2026-12-01 07:07:40.594551	toggling	2026-09-03 03:14:40.594551	2026-12-01 08:49:40.594551	f	[{"id": 67, "is_active": false, "current_ip": "198.51.100.69", "updated_at": "2026-12-01T10:11:13.594551", "last_toggle": "2026-12-01T08:23:07.594551", "heartbeat_at": "2026-12-01T10:13:31.594551", "proxy_number": 1}, {"id": 68, "is_active": true, "current_ip": "198.51.100.70", "updated_at": "2026-12-01T10:11:10.594551", "last_toggle": "2026-12-01T08:21:30.594551", "heartbeat_at": "2026-12-01T10:13:30.594551", "proxy_number": 2}, {"id": 69, "is_active": true, "current_ip": "198.51.100.71", "updated_at": "2026-12-01T10:11:07.594551", "last_toggle": "2026-12-01T08:19:53.594551", "heartbeat_at": "2026-12-01T10:13:29.594551", "proxy_number": 3}, {"id": 70, "is_active": true, "current_ip": "198.51.100.72", "updated_at": "2026-12-01T10:11:04.594551", "last_toggle": null, "heartbeat_at": "2026-12-01T10:13:28.594551", "proxy_number": 4}]	2026-12-01 10:14:13.394551	{"as_of": "2026-12-01T10:14:42.169254Z"}
18	203.0.113.4	3130	198.51.0.19	1941	\N	\N	active	2026-09-03 04:14:40.594551	2026-12-01 08:44:40.594551	f	[{"id": 71, "is_active": true, "current_ip": "198.51.100.73", "updated_at": "2026-12-01T10:11:01.594551", "last_toggle": "2026-12-01T08:16:39.594551", "heartbeat_at": "2026-12-01T10:13:27.594551", "proxy_number": 1}, {"id": 72, "is_active": true, "current_ip": "198.51.100.74", "updated_at": "2026-12-01T10:10:58.594551", "last_toggle": "2026-12-01T08:15:02.594551", "heartbeat_at": "2026-12-01T10:13:26.594551", "proxy_number": 2}, {"id": 73, "is_active": true, "current_ip": "198.51.100.75", "updated_at": "2026-12-01T10:10:55.594551", "last_toggle": "2026-12-01T08:13:25.594551", "heartbeat_at": "2026-12-01T10:13:25.594551", "proxy_number": 3}, {"id": 74, "is_active": true, "current_ip": "198.51.100.76", "updated_at": "2026-12-01T10:10:52.594551", "last_toggle": null, "heartbeat_at": "2026-12-01T10:13:24.594551", "proxy_number": 4}]	2026-12-01 10:14:13.394551	{"as_of": "2026-12-01T10:14:42.169307Z", "total": 1, "failed": 0, "success": 1, "responses": 1, "response_ms": 416, "last_used_at": "2026-11-14T01:34:40.584551", "average_response_ms": 416.00}
19	203.0.113.4	3131	198.51.0.20	3346	2026-12-01 08:01:40.594551	2026-12-01 06:45:40.594551	active	2026-09-03 05:14:40.594551	2026-12-01 08:39:40.594551	f	[{"id": 75, "is_active": true, "current_ip": "198.51.100.77", "updated_at": "2026-12-01T10:10:49.594551", "last_toggle": "2026-12-01T08:10:11.594551", "heartbeat_at": null, "proxy_number": 1}, {"id": 76, "is_active": true, "current_ip": "198.51.100.78", "updated_at": "2026-12-01T10:10:46.594551", "last_toggle": "2026-12-01T08:08:34.594551", "heartbeat_at": null, "proxy_number": 2}, {"id": 77, "is_active": true, "current_ip": "198.51.100.79", "updated_at": "2026-12-01T10:10:43.594551", "last_toggle": "2026-12-01T08:06:57.594551", "heartbeat_at": null, "proxy_number": 3}, {"id": 78, "is_active": true, "current_ip": "198.51.100.80", "updated_at": "2026-12-01T10:10:40.594551", "last_toggle": null, "heartbeat_at": null, "proxy_number": 4}]	2026-12-01 10:14:13.394551	{"as_of": "2026-12-01T10:14:42.169367Z", "total": 2, "failed": 0, "success": 2, "responses": 2, "response_ms": 2165, "last_used_at": "2026-11-29T06:09:40.589551", "average_response_ms": 1082.50}
20	203.0.113.4	3132	198.51.0.21	4359	2026-12-01 07:54:40.594551	2026-12-01 06:34:40.594551	active	2026-09-03 06:14:40.594551	2026-12-01 08:34:40.594551	t	[{"id": 79, "is_active": true, "current_ip": "198.51.100.81", "updated_at": "2026-12-01T10:10:37.594551", "last_toggle": "2026-12-01T08:03:43.594551", "heartbeat_at": "2026-12-01T10:13:19.594551", "proxy_number": 1}, {"id": 80, "is_active": true, "current_ip": "198.51.100.82", "updated_at": "2026-12-01T10:10:34.594551", "last_toggle": "2026-12-01T08:02:06.594551", "heartbeat_at": "2026-12-01T10:13:18.594551", "proxy_number": 2}, {"id": 81, "is_active": true, "current_ip": "198.51.100.83", "updated_at": "2026-12-01T10:10:31.594551", "last_toggle": "2026-12-01T08:00:29.594551", "heartbeat_at": "2026-12-01T10:13:17.594551", "proxy_number": 3}, {"id": 82, "is_active": true, "current_ip": "198.51.100.84", "updated_at": "2026-12-01T10:10:28.594551", "last_toggle": null, "heartbeat_at": "2026-12-01T10:13:16.594551", "proxy_number": 4}]	2026-12-01 10:14:13.394551	{"as_of": "2026-12-01T10:14:42.169400Z"}
21	203.0.113.5	3128	198.51.0.22	1545	2026-12-01 07:47:40.594551	2026-12-01 06:23:40.594551	active	2026-09-03 07:14:40.594551	2026-12-01 08:29:40.594551	f	[{"id": 83, "is_active": true, "current_ip": "2001:db8::15:1", "updated_at": "2026-12-01T10:10:25.594551", "last_toggle": "2026-12-01T07:57:15.594551", "heartbeat_at": "2026-12-01T10:13:15.594551", "proxy_number": 1}, {"id": 84, "is_active": true, "current_ip": "2001:db8::15:2", "updated_at": "2026-12-01T10:10:22.594551", "last_toggle": "2026-12-01T07:55:38.594551", "heartbeat_at": "2026-12-01T10:13:14.594551", "proxy_number": 2}, {"id": 85, "is_active": true, "current_ip": "2001:db8::15:3", "updated_at": "2026-12-01T10:10:19.594551", "last_toggle": "2026-12-01T07:54:01.594551", "heartbeat_at": "2026-12-01T10:13:13.594551", "proxy_number": 3}, {"id": 86, "is_active": true, "current_ip": "2001:db8::15:4", "updated_at": "2026-12-01T10:10:16.594551", "last_toggle": null, "heartbeat_at": "2026-12-01T10:13:12.594551", "proxy_number": 4}]	2026-12-01 10:13:58.094551	{"as_of": "2026-12-01T10:14:42.169427Z"}
22	203.0.113.5	3129	198.51.0.23	4058	2026-12-01 07:40:40.594551	2026-12-01 06:12:40.594551	active	2026-09-03 08:14:40.594551	2026-12-01 08:24:40.594551	f	[{"id": 87, "is_active": true, "current_ip": null, "updated_at": "2026-12-01T10:10:13.594551", "last_toggle": "2026-12-01T07:50:47.594551", "heartbeat_at": "2026-12-01T10:13:11.594551", "proxy_number": 1}, {"id": 88, "is_active": true, "current_ip": null, "updated_at": "2026-12-01T10:10:10.594551", "last_toggle": "2026-12-01T07:49:10.594551", "heartbeat_at": "2026-12-01T10:13:10.594551", "proxy_number": 2}, {"id": 89, "is_active": true, "current_ip": null, "updated_at": "2026-12-01T10:10:07.594551", "last_toggle": "2026-12-01T07:47:33.594551", "heartbeat_at": "2026-12-01T10:13:09.594551", "proxy_number": 3}, {"id": 90, "is_active": true, "current_ip": null, "updated_at": "2026-12-01T10:10:04.594551", "last_toggle": null, "heartbeat_at": "2026-12-01T10:13:08.594551", "proxy_number": 4}]	2026-12-01 10:13:58.094551	{"as_of": "2026-12-01T10:14:42.169470Z"}
23	203.0.113.5	3130	198.51.0.24	\N	2026-12-01 07:33:40.594551	2026-12-01 06:01:40.594551	\N	2026-09-03 09:14:40.594551	2026-12-01 08:19:40.594551	f	[{"id": 91, "is_active": true, "current_ip": "198.51.100.93", "updated_at": "2026-12-01T10:10:01.594551", "last_toggle": "2026-12-01T07:44:19.594551", "heartbeat_at": "2026-12-01T10:13:07.594551", "proxy_number": 1}, {"id": 92, "is_active": true, "current_ip": "198.51.100.94", "updated_at": "2026-12-01T10:09:58.594551", "last_toggle": "2026-12-01T07:42:42.594551", "heartbeat_at": "2026-12-01T10:13:06.594551", "proxy_number": 2}, {"id": 93, "is_active": true, "current_ip": "198.51.100.95", "updated_at": "2026-12-01T10:09:55.594551", "last_toggle": "2026-12-01T07:41:05.594551", "heartbeat_at": "2026-12-01T10:13:05.594551", "proxy_number": 3}, {"id": 94, "is_active": false, "current_ip": "198.51.100.96", "updated_at": "2026-12-01T10:09:52.594551", "last_toggle": null, "heartbeat_at": "2026-12-01T10:13:04.594551", "proxy_number": 4}]	2026-12-01 10:13:58.094551	{"as_of": "2026-12-01T10:14:42.169496Z"}
24	203.0.113.5	3131	\N	608	2026-12-01 07:26:40.594551	\N	inactive	2026-09-03 10:14:40.594551	2026-12-01 08:14:40.594551	f	[{"id": 95, "is_active": true, "current_ip": "198.51.100.97", "updated_at": "2026-12-01T10:09:49.594551", "last_toggle": "2026-12-01T07:37:51.594551", "heartbeat_at": "2026-12-01T10:13:03.594551", "proxy_number": 1}, {"id": 96, "is_active": true, "current_ip": "198.51.100.98", "updated_at": "2026-12-01T10:09:46.594551", "last_toggle": "2026-12-01T07:36:14.594551", "heartbeat_at": "2026-12-01T10:13:02.594551", "proxy_number": 2}, {"id": 97, "is_active": false, "current_ip": "198.51.100.99", "updated_at": "2026-12-01T10:09:43.594551", "last_toggle": "2026-12-01T07:34:37.594551", "heartbeat_at": "2026-12-01T10:13:01.594551", "proxy_number": 3}, {"id": 98, "is_active": true, "current_ip": "198.51.100.100", "updated_at": "2026-12-01T10:09:40.594551", "last_toggle": null, "heartbeat_at": "2026-12-01T10:13:00.594551", "proxy_number": 4}]	2026-12-01 10:13:58.094551	{"as_of": "2026-12-01T10:14:42.169530Z", "total": 1, "failed": 0, "success": 1, "responses": 1, "response_ms": 133, "last_used_at": "2026-11-08T07:39:40.583551", "average_response_ms": 133.00}
25	203.0.113.5	3132	198.51.0.26	740	2026-12-01 07:19:40.594551	2026-12-01 05:39:40.594551	active	2026-09-03 11:14:40.594551	2026-12-01 08:09:40.594551	f	[{"id": 99, "is_active": true, "current_ip": "198.51.100.101", "updated_at": "2026-12-01T10:09:37.594551", "last_toggle": "2026-12-01T07:31:23.594551", "heartbeat_at": "2026-12-01T10:12:59.594551", "proxy_number": 1}, {"id": 100, "is_active": false, "current_ip": "198.51.100.102", "updated_at": "2026-12-01T10:09:34.594551", "last_toggle": "2026-12-01T07:29:46.594551", "heartbeat_at": "2026-12-01T10:12:58.594551", "proxy_number": 2}, {"id": 101, "is_active": true, "current_ip": "198.51.100.103", "updated_at": "2026-12-01T10:09:31.594551", "last_toggle": "2026-12-01T07:28:09.594551", "heartbeat_at": "2026-12-01T10:12:57.594551", "proxy_number": 3}, {"id": 102, "is_active": true, "current_ip": "198.51.100.104", "updated_at": "2026-12-01T10:09:28.594551", "last_toggle": null, "heartbeat_at": "2026-12-01T10:12:56.594551", "proxy_number": 4}]	2026-12-01 10:13:58.094551	{"as_of": "2026-12-01T10:14:42.169576Z"}
26	203.0.113.6	3128	198.51.0.27	4094	2026-12-01 07:12:40.594551	2026-12-01 05:28:40.594551	active	2026-09-03 12:14:40.594551	2026-12-01 08:04:40.594551	f	[{"id": 103, "is_active": false, "current_ip": "198.51.100.105", "updated_at": "2026-12-01T10:09:25.594551", "last_toggle": "2026-12-01T07:24:55.594551", "heartbeat_at": "2026-12-01T10:12:55.594551", "proxy_number": 1}, {"id": 104, "is_active": true, "current_ip": "198.51.100.106", "updated_at": "2026-12-01T10:09:22.594551", "last_toggle": "2026-12-01T07:23:18.594551", "heartbeat_at": "2026-12-01T10:12:54.594551", "proxy_number": 2}, {"id": 105, "is_active": true, "current_ip": "198.51.100.107", "updated_at": "2026-12-01T10:09:19.594551", "last_toggle": "2026-12-01T07:21:41.594551", "heartbeat_at": "2026-12-01T10:12:53.594551", "proxy_number": 3}, {"id": 106, "is_active": true, "current_ip": "198.51.100.108", "updated_at": "2026-12-01T10:09:16.594551", "last_toggle": null, "heartbeat_at": "2026-12-01T10:12:52.594551", "proxy_number": 4}]	2026-12-01 10:13:39.394551	{"as_of": "2026-12-01T10:14:42.169604Z"}
27	203.0.113.6	3129	198.51.0.28	4114	\N	2026-12-01 05:17:40.594551	active	2026-09-03 13:14:40.594551	2026-12-01 07:59:40.594551	f	[{"id": 107, "is_active": true, "current_ip": "198.51.100.109", "updated_at": "2026-12-01T10:09:13.594551", "last_toggle": "2026-12-01T07:18:27.594551", "heartbeat_at": "2026-12-01T10:12:51.594551", "proxy_number": 1}, {"id": 108, "is_active": true, "current_ip": "198.51.100.110", "updated_at": "2026-12-01T10:09:10.594551", "last_toggle": "2026-12-01T07:16:50.594551", "heartbeat_at": "2026-12-01T10:12:50.594551", "proxy_number": 2}, {"id": 109, "is_active": true, "current_ip": "198.51.100.111", "updated_at": "2026-12-01T10:09:07.594551", "last_toggle": "2026-12-01T07:15:13.594551", "heartbeat_at": "2026-12-01T10:12:49.594551", "proxy_number": 3}, {"id": 110, "is_active": true, "current_ip": "198.51.100.112", "updated_at": "2026-12-01T10:09:04.594551", "last_toggle": null, "heartbeat_at": "2026-12-01T10:12:48.594551", "proxy_number": 4}]	2026-12-01 10:13:39.394551	{"as_of": "2026-12-01T10:14:42.169637Z", "total": 1, "failed": 0, "success": 1, "responses": 1, "response_ms": 2031, "last_used_at": "2026-11-25T11:19:40.587551", "average_response_ms": 2031.00}
28	203.0.113.6	3130	198.51.0.29	4425	2026-12-01 06:58:40.594551	2026-12-01 05:06:40.594551	active	2026-09-03 14:14:40.594551	2026-12-01 07:54:40.594551	f	[{"id": 111, "is_active": true, "current_ip": "2001:db8::1c:1", "updated_at": "2026-12-01T10:09:01.594551", "last_toggle": "2026-12-01T07:11:59.594551", "heartbeat_at": "2026-12-01T10:12:47.594551", "proxy_number": 1}, {"id": 112, "is_active": true, "current_ip": "2001:db8::1c:2", "updated_at": "2026-12-01T10:08:58.594551", "last_toggle": "2026-12-01T07:10:22.594551", "heartbeat_at": "2026-12-01T10:12:46.594551", "proxy_number": 2}, {"id": 113, "is_active": true, "current_ip": "2001:db8::1c:3", "updated_at": "2026-12-01T10:08:55.594551", "last_toggle": "2026-12-01T07:08:45.594551", "heartbeat_at": "2026-12-01T10:12:45.594551", "proxy_number": 3}, {"id": 114, "is_active": true, "current_ip": "2001:db8::1c:4", "updated_at": "2026-12-01T10:08:52.594551", "last_toggle": null, "heartbeat_at": "2026-12-01T10:12:44.594551", "proxy_number": 4}]	2026-12-01 10:13:39.394551	{"as_of": "2026-12-01T10:14:42.169682Z"}
29	203.0.113.6	3131	198.51.0.30	3765	2026-12-01 06:51:40.594551	2026-12-01 04:55:40.594551	toggling	2026-09-03 15:14:40.594551	2026-12-01 07:49:40.594551	f	[{"id": 115, "is_active": true, "current_ip": "198.51.100.117", "updated_at": "2026-12-01T10:08:49.594551", "last_toggle": "2026-12-01T07:05:31.594551", "heartbeat_at": "2026-12-01T10:12:43.594551", "proxy_number": 1}, {"id": 116, "is_active": true, "current_ip": "198.51.100.118", "updated_at": "2026-12-01T10:08:46.594551", "last_toggle": "2026-12-01T07:03:54.594551", "heartbeat_at": "2026-12-01T10:12:42.594551", "proxy_number": 2}, {"id": 117, "is_active": true, "current_ip": "198.51.100.119", "updated_at": "2026-12-01T10:08:43.594551", "last_toggle": "2026-12-01T07:02:17.594551", "heartbeat_at": "2026-12-01T10:12:41.594551", "proxy_number": 3}, {"id": 118, "is_active": true, "current_ip": "198.51.100.120", "updated_at": "2026-12-01T10:08:40.594551", "last_toggle": null, "heartbeat_at": "2026-12-01T10:12:40.594551", "proxy_number": 4}]	2026-12-01 10:13:39.394551	{"as_of": "2026-12-01T10:14:42.169716Z", "total": 2, "failed": 0, "success": 2, "responses": 2, "response_ms": 2589, "last_used_at": "2026-12-01T10:14:40.594551", "average_response_ms": 1294.50}
30	203.0.113.6	3132	198.51.0.31	3466	2026-12-01 06:44:40.594551	\N	active	2026-09-03 16:14:40.594551	2026-12-01 07:44:40.594551	t	[{"id": 119, "is_active": true, "current_ip": "198.51.100.121", "updated_at": "2026-12-01T10:08:37.594551", "last_toggle": "2026-12-01T06:59:03.594551", "heartbeat_at": "2026-12-01T10:12:39.594551", "proxy_number": 1}, {"id": 120, "is_active": true, "current_ip": "198.51.100.122", "updated_at": "2026-12-01T10:08:34.594551", "last_toggle": "2026-12-01T06:57:26.594551", "heartbeat_at": "2026-12-01T10:12:38.594551", "proxy_number": 2}, {"id": 121, "is_active": true, "current_ip": "198.51.100.123", "updated_at": "2026-12-01T10:08:31.594551", "last_toggle": "2026-12-01T06:55:49.594551", "heartbeat_at": "2026-12-01T10:12:37.594551", "proxy_number": 3}, {"id": 122, "is_active": null, "current_ip": "198.51.100.124", "updated_at": "2026-12-01T10:08:28.594551", "last_toggle": null, "heartbeat_at": "2026-12-01T10:12:36.594551", "proxy_number": 4}]	2026-12-01 10:13:39.394551	{"as_of": "2026-12-01T10:14:42.169747Z"}
31	203.0.113.7	3128	198.51.0.32	2752	2026-12-01 06:37:40.594551	2026-12-01 04:33:40.594551	active	\N	2026-12-01 07:39:40.594551	f	[{"id": 123, "is_active": true, "current_ip": "198.51.100.125", "updated_at": "2026-12-01T10:08:25.594551", "last_toggle": "2026-12-01T06:52:35.594551", "heartbeat_at": "2026-12-01T10:12:35.594551", "proxy_number": 1}, {"id": 124, "is_active": true, "current_ip": "198.51.100.126", "updated_at": "2026-12-01T10:08:22.594551", "last_toggle": "2026-12-01T06:50:58.594551", "heartbeat_at": "2026-12-01T10:12:34.594551", "proxy_number": 2}, {"id": 125, "is_active": null, "current_ip": "198.51.100.127", "updated_at": "2026-12-01T10:08:19.594551", "last_toggle": "2026-12-01T06:49:21.594551", "heartbeat_at": "2026-12-01T10:12:33.594551", "proxy_number": 3}, {"id": 126, "is_active": true, "current_ip": "198.51.100.128", "updated_at": "2026-12-01T10:08:16.594551", "last_toggle": null, "heartbeat_at": "2026-12-01T10:12:32.594551", "proxy_number": 4}]	2026-12-01 10:13:17.294551	{"as_of": "2026-12-01T10:14:42.169788Z"}
32	203.0.113.7	3129	\N	2435	2026-12-01 06:30:40.594551	2026-12-01 04:22:40.594551	active	2026-09-03 18:14:40.594551	2026-12-01 07:34:40.594551	f	[{"id": 127, "is_active": true, "current_ip": "198.51.100.129", "updated_at": "2026-12-01T10:08:13.594551", "last_toggle": "2026-12-01T06:46:07.594551", "heartbeat_at": "2026-12-01T10:12:31.594551", "proxy_number": 1}, {"id": 128, "is_active": null, "current_ip": "198.51.100.130", "updated_at": "2026-12-01T10:08:10.594551", "last_toggle": "2026-12-01T06:44:30.594551", "heartbeat_at": "2026-12-01T10:12:30.594551", "proxy_number": 2}, {"id": 129, "is_active": true, "current_ip": "198.51.100.131", "updated_at": "2026-12-01T10:08:07.594551", "last_toggle": "2026-12-01T06:42:53.594551", "heartbeat_at": "2026-12-01T10:12:29.594551", "proxy_number": 3}, {"id": 130, "is_active": false, "current_ip": "198.51.100.132", "updated_at": "2026-12-01T10:08:04.594551", "last_toggle": null, "heartbeat_at": "2026-12-01T10:12:28.594551", "proxy_number": 4}]	2026-12-01 10:13:17.294551	{"as_of": "2026-12-01T10:14:42.169822Z", "total": 1, "failed": 0, "success": 1, "responses": 1, "response_ms": 674, "last_used_at": "2026-11-30T07:34:40.590551", "average_response_ms": 674.00}
33	203.0.113.7	3130	198.51.0.34	308	2026-12-01 06:23:40.594551	2026-12-01 04:11:40.594551	active	2026-09-03 19:14:40.594551	2026-12-01 07:29:40.594551	f	[{"id": 131, "is_active": null, "current_ip": null, "updated_at": "2026-12-01T10:08:01.594551", "last_toggle": "2026-12-01T06:39:39.594551", "heartbeat_at": "2026-12-01T10:12:27.594551", "proxy_number": 1}, {"id": 132, "is_active": true, "current_ip": null, "updated_at": "2026-12-01T10:07:58.594551", "last_toggle": "2026-12-01T06:38:02.594551", "heartbeat_at": "2026-12-01T10:12:26.594551", "proxy_number": 2}, {"id": 133, "is_active": false, "current_ip": null, "updated_at": "2026-12-01T10:07:55.594551", "last_toggle": "2026-12-01T06:36:25.594551", "heartbeat_at": "2026-12-01T10:12:25.594551", "proxy_number": 3}, {"id": 134, "is_active": true, "current_ip": null, "updated_at": "2026-12-01T10:07:52.594551", "last_toggle": null, "heartbeat_at": "2026-12-01T10:12:24.594551", "proxy_number": 4}]	2026-12-01 10:13:17.294551	{"as_of": "2026-12-01T10:14:42.169853Z"}
34	203.0.113.7	3131	198.51.0.35	2345	2026-12-01 06:16:40.594551	2026-12-01 04:00:40.594551	active	2026-09-03 20:14:40.594551	2026-12-01 07:24:40.594551	f	[{"id": 135, "is_active": true, "current_ip": "198.51.100.137", "updated_at": "2026-12-01T10:07:49.594551", "last_toggle": "2026-12-01T06:33:11.594551", "heartbeat_at": "2026-12-01T10:12:23.594551", "proxy_number": 1}, {"id": 136, "is_active": false, "current_ip": "198.51.100.138", "updated_at": "2026-12-01T10:07:46.594551", "last_toggle": "2026-12-01T06:31:34.594551", "heartbeat_at": "2026-12-01T10:12:22.594551", "proxy_number": 2}, {"id": 137, "is_active": true, "current_ip": "198.51.100.139", "updated_at": "2026-12-01T10:07:43.594551", "last_toggle": "2026-12-01T06:29:57.594551", "heartbeat_at": "2026-12-01T10:12:21.594551", "proxy_number": 3}, {"id": 138, "is_active": true, "current_ip": "198.51.100.140", "updated_at": "2026-12-01T10:07:40.594551", "last_toggle": null, "heartbeat_at": "2026-12-01T10:12:20.594551", "proxy_number": 4}]	2026-12-01 10:13:17.294551	{"as_of": "2026-12-01T10:14:42.169893Z"}
35	203.0.113.7	3132	198.51.0.36	2283	2026-12-01 06:09:40.594551	2026-12-01 03:49:40.594551	\N	2026-09-03 21:14:40.594551	2026-12-01 07:19:40.594551	f	[{"id": 139, "is_active": false, "current_ip": "2001:db8::23:1", "updated_at": "2026-12-01T10:07:37.594551", "last_toggle": "2026-12-01T06:26:43.594551", "heartbeat_at": "2026-12-01T10:12:19.594551", "proxy_number": 1}, {"id": 140, "is_active": true, "current_ip": "2001:db8::23:2", "updated_at": "2026-12-01T10:07:34.594551", "last_toggle": "2026-12-01T06:25:06.594551", "heartbeat_at": "2026-12-01T10:12:18.594551", "proxy_number": 2}, {"id": 141, "is_active": true, "current_ip": "2001:db8::23:3", "updated_at": "2026-12-01T10:07:31.594551", "last_toggle": "2026-12-01T06:23:29.594551", "heartbeat_at": "2026-12-01T10:12:17.594551", "proxy_number": 3}, {"id": 142, "is_active": true, "current_ip": "2001:db8::23:4", "updated_at": "2026-12-01T10:07:28.594551", "last_toggle": null, "heartbeat_at": "2026-12-01T10:12:16.594551", "proxy_number": 4}]	2026-12-01 10:13:17.294551	{"as_of": "2026-12-01T10:14:42.169927Z", "total": 1, "failed": 0, "success": 1, "responses": 1, "response_ms": 190, "last_used_at": "2026-12-01T06:54:40.592551", "average_response_ms": 190.00}
36	203.0.113.8	3128	198.51.0.37	639	\N	\N	inactive	2026-09-03 22:14:40.594551	2026-12-01 07:14:40.594551	f	[{"id": 143, "is_active": true, "current_ip": "198.51.100.145", "updated_at": "2026-12-01T10:07:25.594551", "last_toggle": "2026-12-01T06:20:15.594551", "heartbeat_at": "2026-12-01T10:12:15.594551", "proxy_number": 1}, {"id": 144, "is_active": true, "current_ip": "198.51.100.146", "updated_at": "2026-12-01T10:07:22.594551", "last_toggle": "2026-12-01T06:18:38.594551", "heartbeat_at": "2026-12-01T10:12:14.594551", "proxy_number": 2}, {"id": 145, "is_active": true, "current_ip": "198.51.100.147", "updated_at": "2026-12-01T10:07:19.594551", "last_toggle": "2026-12-01T06:17:01.594551", "heartbeat_at": "2026-12-01T10:12:13.594551", "proxy_number": 3}, {"id": 146, "is_active": true, "current_ip": "198.51.100.148", "updated_at": "2026-12-01T10:07:16.594551", "last_toggle": null, "heartbeat_at": "2026-12-01T10:12:12.594551", "proxy_number": 4}]	2026-12-01 10:12:51.794551	{"as_of": "2026-12-01T10:14:42.169958Z"}
37	203.0.113.8	3129	198.51.0.38	3797	2026-12-01 05:55:40.594551	2026-12-01 03:27:40.594551	active	2026-09-03 23:14:40.594551	\N	f	[{"id": 147, "is_active": true, "current_ip": "198.51.100.149", "updated_at": "2026-12-01T10:07:13.594551", "last_toggle": "2026-12-01T06:13:47.594551", "heartbeat_at": "2026-12-01T10:12:11.594551", "proxy_number": 1}, {"id": 148, "is_active": true, "current_ip": "198.51.100.150", "updated_at": "2026-12-01T10:07:10.594551", "last_toggle": "2026-12-01T06:12:10.594551", "heartbeat_at": "2026-12-01T10:12:10.594551", "proxy_number": 2}, {"id": 149, "is_active": true, "current_ip": "198.51.100.151", "updated_at": "2026-12-01T10:07:07.594551", "last_toggle": "2026-12-01T06:10:33.594551", "heartbeat_at": "2026-12-01T10:12:09.594551", "proxy_number": 3}, {"id": 150, "is_active": true, "current_ip": "198.51.100.152", "updated_at": "2026-12-01T10:07:04.594551", "last_toggle": null, "heartbeat_at": "2026-12-01T10:12:08.594551", "proxy_number": 4}]	2026-12-01 10:12:51.794551	{"as_of": "2026-12-01T10:14:42.170001Z"}
38	203.0.113.8	3130	198.51.0.39	3391	2026-12-01 05:48:40.594551	2026-12-01 03:16:40.594551	active	2026-09-04 00:14:40.594551	2026-12-01 07:04:40.594551	f	[{"id": 151, "is_active": true, "current_ip": "198.51.100.153", "updated_at": "2026-12-01T10:07:01.594551", "last_toggle": "2026-12-01T06:07:19.594551", "heartbeat_at": null, "proxy_number": 1}, {"id": 152, "is_active": true, "current_ip": "198.51.100.154", "updated_at": "2026-12-01T10:06:58.594551", "last_toggle": "2026-12-01T06:05:42.594551", "heartbeat_at": null, "proxy_number": 2}, {"id": 153, "is_active": true, "current_ip": "198.51.100.155", "updated_at": "2026-12-01T10:06:55.594551", "last_toggle": "2026-12-01T06:04:05.594551", "heartbeat_at": null, "proxy_number": 3}, {"id": 154, "is_active": true, "current_ip": "198.51.100.156", "updated_at": "2026-12-01T10:06:52.594551", "last_toggle": null, "heartbeat_at": null, "proxy_number": 4}]	2026-12-01 10:12:51.794551	{"as_of": "2026-12-01T10:14:42.170030Z"}
39	203.0.113.8	3131	198.51.0.40	3902	2026-12-01 05:41:40.594551	2026-12-01 03:05:40.594551	active	2026-09-04 01:14:40.594551	2026-12-01 06:59:40.594551	f	[{"id": 155, "is_active": true, "current_ip": "198.51.100.157", "updated_at": "2026-12-01T10:06:49.594551", "last_toggle": "2026-12-01T06:00:51.594551", "heartbeat_at": "2026-12-01T10:12:03.594551", "proxy_number": 1}, {"id": 156, "is_active": true, "current_ip": "198.51.100.158", "updated_at": "2026-12-01T10:06:46.594551", "last_toggle": "2026-12-01T05:59:14.594551", "heartbeat_at": "2026-12-01T10:12:02.594551", "proxy_number": 2}, {"id": 157, "is_active": true, "current_ip": "198.51.100.159", "updated_at": "2026-12-01T10:06:43.594551", "last_toggle": "2026-12-01T05:57:37.594551", "heartbeat_at": "2026-12-01T10:12:01.594551", "proxy_number": 3}, {"id": 158, "is_active": true, "current_ip": "198.51.100.160", "updated_at": "2026-12-01T10:06:40.594551", "last_toggle": null, "heartbeat_at": "2026-12-01T10:12:00.594551", "proxy_number": 4}]	2026-12-01 10:12:51.794551	{"as_of": "2026-12-01T10:14:42.170056Z"}
40	203.0.113.8	3132	\N	2596	2026-12-01 05:34:40.594551	2026-12-01 02:54:40.594551	active	2026-09-04 02:14:40.594551	2026-12-01 06:54:40.594551	t	[{"id": 159, "is_active": true, "current_ip": "198.51.100.161", "updated_at": "2026-12-01T10:06:37.594551", "last_toggle": "2026-12-01T05:54:23.594551", "heartbeat_at": "2026-12-01T10:11:59.594551", "proxy_number": 1}, {"id": 160, "is_active": true, "current_ip": "198.51.100.162", "updated_at": "2026-12-01T10:06:34.594551", "last_toggle": "2026-12-01T05:52:46.594551", "heartbeat_at": "2026-12-01T10:11:58.594551", "proxy_number": 2}, {"id": 161, "is_active": true, "current_ip": "198.51.100.163", "updated_at": "2026-12-01T10:06:31.594551", "last_toggle": "2026-12-01T05:51:09.594551", "heartbeat_at": "2026-12-01T10:11:57.594551", "proxy_number": 3}, {"id": 162, "is_active": true, "current_ip": "198.51.100.164", "updated_at": "2026-12-01T10:06:28.594551", "last_toggle": null, "heartbeat_at": "2026-12-01T10:11:56.594551", "proxy_number": 4}]	2026-12-01 10:12:51.794551	{"as_of": "2026-12-01T10:14:42.170094Z"}
41	203.0.113.9	3128	198.51.0.42	2681	2026-12-01 05:27:40.594551	2026-12-01 02:43:40.594551	toggling	2026-09-04 03:14:40.594551	2026-12-01 06:49:40.594551	\N	[{"id": 163, "is_active": true, "current_ip": "198.51.100.165", "updated_at": "2026-12-01T10:06:25.594551", "last_toggle": "2026-12-01T05:47:55.594551", "heartbeat_at": "2026-12-01T10:11:55.594551", "proxy_number": 1}, {"id": 164, "is_active": true, "current_ip": "198.51.100.166", "updated_at": "2026-12-01T10:06:22.594551", "last_toggle": "2026-12-01T05:46:18.594551", "heartbeat_at": "2026-12-01T10:11:54.594551", "proxy_number": 2}, {"id": 165, "is_active": true, "current_ip": "198.51.100.167", "updated_at": "2026-12-01T10:06:19.594551", "last_toggle": "2026-12-01T05:44:41.594551", "heartbeat_at": "2026-12-01T10:11:53.594551", "proxy_number": 3}, {"id": 166, "is_active": false, "current_ip": "198.51.100.168", "updated_at": "2026-12-01T10:06:16.594551", "last_toggle": null, "heartbeat_at": "2026-12-01T10:11:52.594551", "proxy_number": 4}]	2026-12-01 10:12:22.894551	{"as_of": "2026-12-01T10:14:42.170124Z"}
42	203.0.113.9	3129	198.51.0.43	1560	2026-12-01 05:20:40.594551	\N	active	2026-09-04 04:14:40.594551	2026-12-01 06:44:40.594551	f	[{"id": 167, "is_active": true, "current_ip": "2001:db8::2a:1", "updated_at": "2026-12-01T10:06:13.594551", "last_toggle": "2026-12-01T05:41:27.594551", "heartbeat_at": "2026-12-01T10:11:51.594551", "proxy_number": 1}, {"id": 168, "is_active": true, "current_ip": "2001:db8::2a:2", "updated_at": "2026-12-01T10:06:10.594551", "last_toggle": "2026-12-01T05:39:50.594551", "heartbeat_at": "2026-12-01T10:11:50.594551", "proxy_number": 2}, {"id": 169, "is_active": false, "current_ip": "2001:db8::2a:3", "updated_at": "2026-12-01T10:06:07.594551", "last_toggle": "2026-12-01T05:38:13.594551", "heartbeat_at": "2026-12-01T10:11:49.594551", "proxy_number": 3}, {"id": 170, "is_active": true, "current_ip": "2001:db8::2a:4", "updated_at": "2026-12-01T10:06:04.594551", "last_toggle": null, "heartbeat_at": "2026-12-01T10:11:48.594551", "proxy_number": 4}]	2026-12-01 10:12:22.894551	{"as_of": "2026-12-01T10:14:42.170150Z"}
43	203.0.113.9	3130	198.51.0.44	2607	2026-12-01 05:13:40.594551	2026-12-01 02:21:40.594551	active	2026-09-04 05:14:40.594551	2026-12-01 06:39:40.594551	f	[{"id": 171, "is_active": true, "current_ip": "198.51.100.173", "updated_at": null, "last_toggle": "2026-12-01T05:34:59.594551", "heartbeat_at": "2026-12-01T10:11:47.594551", "proxy_number": 1}, {"id": 172, "is_active": false, "current_ip": "198.51.100.174", "updated_at": null, "last_toggle": "2026-12-01T05:33:22.594551", "heartbeat_at": "2026-12-01T10:11:46.594551", "proxy_number": 2}, {"id": 173, "is_active": true, "current_ip": "198.51.100.175", "updated_at": null, "last_toggle": "2026-12-01T05:31:45.594551", "heartbeat_at": "2026-12-01T10:11:45.594551", "proxy_number": 3}, {"id": 174, "is_active": true, "current_ip": "198.51.100.176", "updated_at": null, "last_toggle": null, "heartbeat_at": "2026-12-01T10:11:44.594551", "proxy_number": 4}]	2026-12-01 10:12:22.894551	{"as_of": "2026-12-01T10:14:42.170190Z"}
44	203.0.113.9	3131	198.51.0.45	1905	2026-12-01 05:06:40.594551	2026-12-01 02:10:40.594551	active	2026-09-04 06:14:40.594551	2026-12-01 06:34:40.594551	f	[{"id": 175, "is_active": false, "current_ip": null, "updated_at": "2026-12-01T10:05:49.594551", "last_toggle": "2026-12-01T05:28:31.594551", "heartbeat_at": "2026-12-01T10:11:43.594551", "proxy_number": 1}, {"id": 176, "is_active": true, "current_ip": null, "updated_at": "2026-12-01T10:05:46.594551", "last_toggle": "2026-12-01T05:26:54.594551", "heartbeat_at": "2026-12-01T10:11:42.594551", "proxy_number": 2}, {"id": 177, "is_active": true, "current_ip": null, "updated_at": "2026-12-01T10:05:43.594551", "last_toggle": "2026-12-01T05:25:17.594551", "heartbeat_at": "2026-12-01T10:11:41.594551", "proxy_number": 3}, {"id": 178, "is_active": true, "current_ip": null, "updated_at": "2026-12-01T10:05:40.594551", "last_toggle": null, "heartbeat_at": "2026-12-01T10:11:40.594551", "proxy_number": 4}]	2026-12-01 10:12:22.894551	{"as_of": "2026-12-01T10:14:42.170218Z"}
45	203.0.113.9	3132	198.51.0.46	3081	\N	2026-12-01 01:59:40.594551	active	2026-09-04 07:14:40.594551	2026-12-01 06:29:40.594551	f	[{"id": 179, "is_active": true, "current_ip": "198.51.100.181", "updated_at": "2026-12-01T10:05:37.594551", "last_toggle": "2026-12-01T05:22:03.594551", "heartbeat_at": "2026-12-01T10:11:39.594551", "proxy_number": 1}, {"id": 180, "is_active": true, "current_ip": "198.51.100.182", "updated_at": "2026-12-01T10:05:34.594551", "last_toggle": "2026-12-01T05:20:26.594551", "heartbeat_at": "2026-12-01T10:11:38.594551", "proxy_number": 2}, {"id": 181, "is_active": true, "current_ip": "198.51.100.183", "updated_at": "2026-12-01T10:05:31.594551", "last_toggle": "2026-12-01T05:18:49.594551", "heartbeat_at": "2026-12-01T10:11:37.594551", "proxy_number": 3}, {"id": 182, "is_active": true, "current_ip": "198.51.100.184", "updated_at": "2026-12-01T10:05:28.594551", "last_toggle": null, "heartbeat_at": "2026-12-01T10:11:36.594551", "proxy_number": 4}]	2026-12-01 10:12:22.894551	{"as_of": "2026-12-01T10:14:42.170244Z"}
46	203.0.113.10	3128	198.51.0.47	\N	2026-12-01 04:52:40.594551	2026-12-01 01:48:40.594551	active	2026-09-04 08:14:40.594551	2026-12-01 06:24:40.594551	f	[{"id": 183, "is_active": true, "current_ip": "198.51.100.185", "updated_at": "2026-12-01T10:05:25.594551", "last_toggle": "2026-12-01T05:15:35.594551", "heartbeat_at": "2026-12-01T10:11:35.594551", "proxy_number": 1}, {"id": 184, "is_active": true, "current_ip": "198.51.100.186", "updated_at": "2026-12-01T10:05:22.594551", "last_toggle": "2026-12-01T05:13:58.594551", "heartbeat_at": "2026-12-01T10:11:34.594551", "proxy_number": 2}, {"id": 185, "is_active": true, "current_ip": "198.51.100.187", "updated_at": "2026-12-01T10:05:19.594551", "last_toggle": "2026-12-01T05:12:21.594551", "heartbeat_at": "2026-12-01T10:11:33.594551", "proxy_number": 3}, {"id": 186, "is_active": true, "current_ip": "198.51.100.188", "updated_at": "2026-12-01T10:05:16.594551", "last_toggle": null, "heartbeat_at": "2026-12-01T10:11:32.594551", "proxy_number": 4}]	2026-12-01 10:11:50.594551	{"as_of": "2026-12-01T10:14:42.170283Z"}
47	203.0.113.10	3129	198.51.0.48	3446	2026-12-01 04:45:40.594551	2026-12-01 01:37:40.594551	\N	2026-09-04 09:14:40.594551	2026-12-01 06:19:40.594551	f	[{"id": 187, "is_active": true, "current_ip": "198.51.100.189", "updated_at": "2026-12-01T10:05:13.594551", "last_toggle": "2026-12-01T05:09:07.594551", "heartbeat_at": "2026-12-01T10:11:31.594551", "proxy_number": 1}, {"id": 188, "is_active": true, "current_ip": "198.51.100.190", "updated_at": "2026-12-01T10:05:10.594551", "last_toggle": "2026-12-01T05:07:30.594551", "heartbeat_at": "2026-12-01T10:11:30.594551", "proxy_number": 2}, {"id": 189, "is_active": true, "current_ip": "198.51.100.191", "updated_at": "2026-12-01T10:05:07.594551", "last_toggle": "2026-12-01T05:05:53.594551", "heartbeat_at": "2026-12-01T10:11:29.594551", "proxy_number": 3}, {"id": 190, "is_active": null, "current_ip": "198.51.100.192", "updated_at": "2026-12-01T10:05:04.594551", "last_toggle": null, "heartbeat_at": "2026-12-01T10:11:28.594551", "proxy_number": 4}]	2026-12-01 10:11:50.594551	{"as_of": "2026-12-01T10:14:42.170312Z"}
48	203.0.113.10	3130	\N	2229	2026-12-01 04:38:40.594551	\N	inactive	2026-09-04 10:14:40.594551	2026-12-01 06:14:40.594551	f	[{"id": 191, "is_active": true, "current_ip": "198.51.100.193", "updated_at": "2026-12-01T10:05:01.594551", "last_toggle": "2026-12-01T05:02:39.594551", "heartbeat_at": "2026-12-01T10:11:27.594551", "proxy_number": 1}, {"id": 192, "is_active": true, "current_ip": "198.51.100.194", "updated_at": "2026-12-01T10:04:58.594551", "last_toggle": "2026-12-01T05:01:02.594551", "heartbeat_at": "2026-12-01T10:11:26.594551", "proxy_number": 2}, {"id": 193, "is_active": null, "current_ip": "198.51.100.195", "updated_at": "2026-12-01T10:04:55.594551", "last_toggle": "2026-12-01T04:59:25.594551", "heartbeat_at": "2026-12-01T10:11:25.594551", "proxy_number": 3}, {"id": 194, "is_active": true, "current_ip": "198.51.100.196", "updated_at": "2026-12-01T10:04:52.594551", "last_toggle": null, "heartbeat_at": "2026-12-01T10:11:24.594551", "proxy_number": 4}]	2026-12-01 10:11:50.594551	{"as_of": "2026-12-01T10:14:42.170338Z"}
49	203.0.113.10	3131	198.51.0.50	627	2026-12-01 04:31:40.594551	2026-12-01 01:15:40.594551	active	2026-09-04 11:14:40.594551	2026-12-01 06:09:40.594551	f	[{"id": 195, "is_active": true, "current_ip": "2001:db8::31:1", "updated_at": "2026-12-01T10:04:49.594551", "last_toggle": "2026-12-01T04:56:11.594551", "heartbeat_at": "2026-12-01T10:11:23.594551", "proxy_number": 1}, {"id": 196, "is_active": null, "current_ip": "2001:db8::31:2", "updated_at": "2026-12-01T10:04:46.594551", "last_toggle": "2026-12-01T04:54:34.594551", "heartbeat_at": "2026-12-01T10:11:22.594551", "proxy_number": 2}, {"id": 197, "is_active": true, "current_ip": "2001:db8::31:3", "updated_at": "2026-12-01T10:04:43.594551", "last_toggle": "2026-12-01T04:52:57.594551", "heartbeat_at": "2026-12-01T10:11:21.594551", "proxy_number": 3}, {"id": 198, "is_active": true, "current_ip": "2001:db8::31:4", "updated_at": "2026-12-01T10:04:40.594551", "last_toggle": null, "heartbeat_at": "2026-12-01T10:11:20.594551", "proxy_number": 4}]	2026-12-01 10:11:50.594551	{"as_of": "2026-12-01T10:14:42.170381Z"}
50	203.0.113.10	3132	198.51.0.51	3898	2026-12-01 04:24:40.594551	2026-12-01 01:04:40.594551	active	2026-09-04 12:14:40.594551	2026-12-01 06:04:40.594551	t	[{"id": 199, "is_active": null, "current_ip": "198.51.100.201", "updated_at": "2026-12-01T10:04:37.594551", "last_toggle": "2026-12-01T04:49:43.594551", "heartbeat_at": "2026-12-01T10:11:19.594551", "proxy_number": 1}, {"id": 200, "is_active": true, "current_ip": "198.51.100.202", "updated_at": "2026-12-01T10:04:34.594551", "last_toggle": "2026-12-01T04:48:06.594551", "heartbeat_at": "2026-12-01T10:11:18.594551", "proxy_number": 2}, {"id": 201, "is_active": true, "current_ip": "198.51.100.203", "updated_at": "2026-12-01T10:04:31.594551", "last_toggle": "2026-12-01T04:46:29.594551", "heartbeat_at": "2026-12-01T10:11:17.594551", "proxy_number": 3}, {"id": 202, "is_active": false, "current_ip": "198.51.100.204", "updated_at": "2026-12-01T10:04:28.594551", "last_toggle": null, "heartbeat_at": "2026-12-01T10:11:16.594551", "proxy_number": 4}]	2026-12-01 10:11:50.594551	{"as_of": "2026-12-01T10:14:42.170416Z", "total": 1, "failed": 0, "success": 1, "responses": 1, "response_ms": 222, "last_used_at": "2026-12-01T09:49:40.593551", "average_response_ms": 222.00}
\.


--
-- Data for Name: v1_hub_proxy_usage_archive; Type: TABLE DATA; Schema: public; Owner: hub_owner
--

COPY public.v1_hub_proxy_usage_archive (id, proxy_id, keyword_id, used_ip, success, response_time_ms, created_at) FROM stdin;
13	1	2	198.51.100.1	t	101	2025-12-02 10:14:40.594551
14	2	3	198.51.100.2	t	102	2025-12-03 10:14:40.594551
15	3	4	198.51.100.3	t	103	2025-12-04 10:14:40.594551
16	4	5	198.51.100.4	t	104	2025-12-05 10:14:40.594551
17	5	6	198.51.100.5	f	105	2025-12-06 10:14:40.594551
18	6	7	198.51.100.6	t	106	2025-12-07 10:14:40.594551
19	7	8	198.51.100.7	t	107	2025-12-08 10:14:40.594551
20	8	9	198.51.100.8	t	108	2025-12-09 10:14:40.594551
21	9	10	198.51.100.9	t	109	2025-12-10 10:14:40.594551
22	10	11	198.51.100.10	f	110	2025-12-11 10:14:40.594551
23	11	12	198.51.100.11	t	111	2025-12-12 10:14:40.594551
24	12	13	198.51.100.12	t	112	2025-12-13 10:14:40.594551
25	13	14	198.51.100.13	t	113	2025-12-14 10:14:40.594551
26	14	15	198.51.100.14	t	114	2025-12-15 10:14:40.594551
27	15	16	198.51.100.15	f	115	2025-12-16 10:14:40.594551
28	16	17	198.51.100.16	t	116	2025-12-17 10:14:40.594551
29	17	18	198.51.100.17	t	117	2025-12-18 10:14:40.594551
30	18	19	198.51.100.18	t	118	2025-12-19 10:14:40.594551
31	19	20	198.51.100.19	t	119	2025-12-20 10:14:40.594551
32	20	21	198.51.100.20	f	120	2025-12-21 10:14:40.594551
\.


--
-- Data for Name: v1_hub_test_keywords; Type: TABLE DATA; Schema: public; Owner: hub_owner
--

COPY public.v1_hub_test_keywords (id, keyword, code, option, created_at) FROM stdin;
1	캠핑 의자 1	C00001	무료배송	2026-12-01 07:14:40.594551
2	유기농 사과 2	C00002	\N	2026-12-01 04:14:40.594551
3	it's "50%" \\off 3	C00003	로켓배송	2026-12-01 01:14:40.594551
4	여름 원피스 4	\N	무료배송	2026-11-30 22:14:40.594551
5	무선 이어폰 5	C00005	\N	2026-11-30 19:14:40.594551
6	캠핑 의자 6	C00006	로켓배송	2026-11-30 16:14:40.594551
7	유기농 사과 7	C00007	무료배송	2026-11-30 13:14:40.594551
8	it's "50%" \\off 8	\N	\N	2026-11-30 10:14:40.594551
9	여름 원피스 9	C00009	로켓배송	2026-11-30 07:14:40.594551
10	무선 이어폰 10	C00010	무료배송	2026-11-30 04:14:40.594551
11	캠핑 의자 11	C00011	\N	2026-11-30 01:14:40.594551
12	유기농 사과 12	\N	로켓배송	2026-11-29 22:14:40.594551
13	it's "50%" \\off 13	C00013	무료배송	2026-11-29 19:14:40.594551
14	여름 원피스 14	C00014	\N	2026-11-29 16:14:40.594551
15	무선 이어폰 15	C00015	로켓배송	2026-11-29 13:14:40.594551
16	캠핑 의자 16	\N	무료배송	2026-11-29 10:14:40.594551
17	유기농 사과 17	C00017	\N	2026-11-29 07:14:40.594551
18	it's "50%" \\off 18	C00018	로켓배송	2026-11-29 04:14:40.594551
19	여름 원피스 19	C00019	무료배송	2026-11-29 01:14:40.594551
20	무선 이어폰 20	\N	\N	2026-11-28 22:14:40.594551
21	캠핑 의자 21	C00021	로켓배송	2026-11-28 19:14:40.594551
22	유기농 사과 22	C00022	무료배송	2026-11-28 16:14:40.594551
23	it's "50%" \\off 23	C00023	\N	2026-11-28 13:14:40.594551
24	여름 원피스 24	\N	로켓배송	2026-11-28 10:14:40.594551
25	무선 이어폰 25	C00025	무료배송	2026-11-28 07:14:40.594551
26	캠핑 의자 26	C00026	\N	2026-11-28 04:14:40.594551
27	유기농 사과 27	C00027	로켓배송	2026-11-28 01:14:40.594551
28	it's "50%" \\off 28	\N	무료배송	2026-11-27 22:14:40.594551
29	여름 원피스 29	C00029	\N	\N
30	무선 이어폰 30	C00030	로켓배송	2026-11-27 16:14:40.594551
\.


--
-- Data for Name: v1_hub_work_allocations; Type: TABLE DATA; Schema: public; Owner: hub_owner
--

COPY public.v1_hub_work_allocations (id, work_slot_id, work_date, proxy_id, assigned_proxy_ip, assigned_proxy_port, client_ip, reported_instance, reported_user_folder, allocation_key, allocated_at, expires_at, completed_at, status, work_slot_snapshot) FROM stdin;
1	4	2026-11-18	24	203.0.113.5	3131	10.8.0.16	2	2	alloc-c4ca4238a0b923820dcc509a6f75849b	2026-11-18 18:29:40.591551	2026-11-18 18:39:40.591551	2026-11-18 18:30:01.591551	failed	{"id": 4, "keyword": "여름 원피스 4 v60", "options": {"code": "R4"}}
2	2	2026-11-27	18	203.0.113.4	3130	10.8.0.14	3	3	alloc-c81e728d9d4c2f636f067f89cc14862c	2026-11-27 16:14:40.592551	2026-11-27 16:24:40.592551	2026-11-27 16:15:02.592551	completed	{"id": 2, "keyword": "유기농 사과 2 v60", "options": {"code": "R2"}}
3	23	2026-11-30	9	203.0.113.2	3131	10.8.0.17	4	4	alloc-eccbc87e4b5ce2fe28308fd9f2a7baf3	2026-11-30 22:59:40.593551	2026-11-30 23:09:40.593551	2026-11-30 23:00:03.593551	completed	{"id": 23, "keyword": "강아지 사료 23 v60", "options": {"code": "R23"}}
4	12	2026-12-01	1	203.0.113.1	3128	10.8.0.16	5	5	alloc-a87ff679a2f3e71d9181a67b7542122c	2026-12-01 10:14:40.594551	2026-12-01 10:24:40.594551	2026-12-01 10:14:40.594551	completed	{"id": 12, "keyword": "유기농 사과 12 v60", "options": {"code": "R12"}}
\.


--
-- Data for Name: v1_hub_work_results_archive; Type: TABLE DATA; Schema: public; Owner: hub_owner
--

COPY public.v1_hub_work_results_archive (id, allocation_id, started_at, completed_at, execution_time_ms, client_ip, instance_number, user_folder_number, applied_cart_click, status, status_code, current_page, is_blocked, block_type, block_details, page_load_time_ms, dom_ready_time_ms, first_product_time_ms, total_requests, blocked_requests, created_at, applied_settings) FROM stdin;
5	1	2025-12-02 10:14:40.594551	2025-12-02 10:15:40.594551	60000	\N	\N	\N	\N	failed	\N	\N	f	\N	\N	\N	\N	\N	\N	\N	2025-12-02 10:15:40.594551	{"cart_click_enabled": true}
6	2	2025-12-03 10:14:40.594551	2025-12-03 10:16:40.594551	60000	\N	\N	\N	\N	blocked	\N	\N	f	\N	{"message": null}	\N	\N	\N	\N	\N	2025-12-03 10:16:40.594551	{"cart_click_enabled": true}
7	3	2025-12-04 10:14:40.594551	2025-12-04 10:17:40.594551	60000	\N	\N	\N	\N	success	\N	\N	f	\N	\N	\N	\N	\N	\N	\N	2025-12-04 10:17:40.594551	{"cart_click_enabled": true}
8	4	2025-12-05 10:14:40.594551	2025-12-05 10:18:40.594551	60000	\N	\N	\N	\N	failed	\N	\N	f	\N	\N	\N	\N	\N	\N	\N	2025-12-05 10:18:40.594551	{"cart_click_enabled": true}
9	5	2025-12-06 10:14:40.594551	2025-12-06 10:19:40.594551	60000	\N	\N	\N	\N	blocked	\N	\N	f	\N	{"message": null}	\N	\N	\N	\N	\N	2025-12-06 10:19:40.594551	\N
10	6	2025-12-07 10:14:40.594551	2025-12-07 10:20:40.594551	60000	\N	\N	\N	\N	success	\N	\N	f	\N	\N	\N	\N	\N	\N	\N	2025-12-07 10:20:40.594551	{"cart_click_enabled": true}
11	7	2025-12-08 10:14:40.594551	2025-12-08 10:21:40.594551	60000	\N	\N	\N	\N	failed	\N	\N	f	\N	\N	\N	\N	\N	\N	\N	2025-12-08 10:21:40.594551	{"cart_click_enabled": true}
12	8	2025-12-09 10:14:40.594551	2025-12-09 10:22:40.594551	60000	\N	\N	\N	\N	blocked	\N	\N	f	\N	{"message": null}	\N	\N	\N	\N	\N	2025-12-09 10:22:40.594551	{"cart_click_enabled": true}
13	9	2025-12-10 10:14:40.594551	2025-12-10 10:23:40.594551	60000	\N	\N	\N	\N	success	\N	\N	f	\N	\N	\N	\N	\N	\N	\N	2025-12-10 10:23:40.594551	{"cart_click_enabled": true}
14	10	2025-12-11 10:14:40.594551	2025-12-11 10:24:40.594551	60000	\N	\N	\N	\N	failed	\N	\N	f	\N	\N	\N	\N	\N	\N	\N	2025-12-11 10:24:40.594551	\N
15	11	2025-12-12 10:14:40.594551	2025-12-12 10:25:40.594551	60000	\N	\N	\N	\N	blocked	\N	\N	f	\N	{"message": null}	\N	\N	\N	\N	\N	2025-12-12 10:25:40.594551	{"cart_click_enabled": true}
16	12	2025-12-13 10:14:40.594551	2025-12-13 10:26:40.594551	60000	\N	\N	\N	\N	success	\N	\N	f	\N	\N	\N	\N	\N	\N	\N	2025-12-13 10:26:40.594551	{"cart_click_enabled": true}
17	13	2025-12-14 10:14:40.594551	2025-12-14 10:27:40.594551	60000	\N	\N	\N	\N	failed	\N	\N	f	\N	\N	\N	\N	\N	\N	\N	2025-12-14 10:27:40.594551	{"cart_click_enabled": true}
18	14	2025-12-15 10:14:40.594551	2025-12-15 10:28:40.594551	60000	\N	\N	\N	\N	blocked	\N	\N	f	\N	{"message": null}	\N	\N	\N	\N	\N	2025-12-15 10:28:40.594551	{"cart_click_enabled": true}
19	15	2025-12-16 10:14:40.594551	2025-12-16 10:29:40.594551	60000	\N	\N	\N	\N	success	\N	\N	f	\N	\N	\N	\N	\N	\N	\N	2025-12-16 10:29:40.594551	\N
20	16	2025-12-17 10:14:40.594551	2025-12-17 10:30:40.594551	60000	\N	\N	\N	\N	failed	\N	\N	f	\N	\N	\N	\N	\N	\N	\N	2025-12-17 10:30:40.594551	{"cart_click_enabled": true}
21	17	2025-12-18 10:14:40.594551	2025-12-18 10:31:40.594551	60000	\N	\N	\N	\N	blocked	\N	\N	f	\N	{"message": null}	\N	\N	\N	\N	\N	2025-12-18 10:31:40.594551	{"cart_click_enabled": true}
22	18	2025-12-19 10:14:40.594551	2025-12-19 10:32:40.594551	60000	\N	\N	\N	\N	success	\N	\N	f	\N	\N	\N	\N	\N	\N	\N	2025-12-19 10:32:40.594551	{"cart_click_enabled": true}
23	19	2025-12-20 10:14:40.594551	2025-12-20 10:33:40.594551	60000	\N	\N	\N	\N	failed	\N	\N	f	\N	\N	\N	\N	\N	\N	\N	2025-12-20 10:33:40.594551	{"cart_click_enabled": true}
24	20	2025-12-21 10:14:40.594551	2025-12-21 10:34:40.594551	60000	\N	\N	\N	\N	blocked	\N	\N	f	\N	{"message": null}	\N	\N	\N	\N	\N	2025-12-21 10:34:40.594551	\N
\.


--
-- Data for Name: v1_hub_work_slots; Type: TABLE DATA; Schema: public; Owner: hub_owner
--

COPY public.v1_hub_work_slots (id, keyword, code, start_date, end_date, daily_work_count, cart_click_enabled, extra_config, is_active, created_at, updated_at, status, source, deleted_at, deleted_by) FROM stdin;
37	유기농 사과 37	P000037	2026-10-22	2026-12-28	300	f	{"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 37], "delay": {"jitter": null, "max_ms": 870, "min_ms": 500}, "ratio": 5.2857142857142857}	t	2026-10-22 10:51:40.594551	\N	active	api	\N	\N
18	강아지 사료 18 v60	R18	2026-10-22	2027-01-08	430	f	\N	t	2026-10-22 10:32:40.594551	2026-12-01 10:14:40.594551	active	external	\N	\N
12	유기농 사과 12 v60	R12	2026-10-22	2027-01-02	370	t	\N	t	2026-10-22 10:26:40.594551	2026-12-01 10:14:40.594551	active	manual	\N	\N
34	여름 원피스 34 v60	R34	2026-10-22	2026-12-25	190	f	null	t	2026-10-22 10:48:40.594551	2026-12-01 10:14:40.594551	active	external	\N	\N
36	캠핑 의자 36 v60	R36	2026-10-22	2026-12-27	210	f	\N	t	2026-10-22 10:50:40.594551	2026-12-01 10:14:40.594551	active	manual	\N	\N
6	캠핑 의자 6 v60	R6	2026-10-22	2026-12-27	310	t	\N	t	2026-10-22 10:20:40.594551	2026-12-01 10:14:40.594551	active	external	\N	\N
24	여름 원피스 24 v60	R24	2026-10-22	2027-01-14	90	t	\N	t	2026-10-22 10:38:40.594551	2026-12-01 10:14:40.594551	active	manual	\N	\N
17	유기농 사과 17 v60	R17	2026-10-22	2027-01-07	420	f	null	t	2026-10-22 10:31:40.594551	2026-12-01 10:14:40.594551	active	api	\N	\N
1	캠핑 의자 1 v60	R1	2026-10-22	2026-12-22	260	t	{"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 1], "delay": {"jitter": null, "max_ms": 2000, "min_ms": 500}, "ratio": 0.14285714285714285714}	t	2026-10-22 10:15:40.594551	2026-12-01 10:14:40.594551	active	api	\N	\N
2	유기농 사과 2 v60	R2	2026-10-22	2026-12-23	270	t	{"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 2], "delay": {"jitter": null, "max_ms": 2000, "min_ms": 500}, "ratio": 0.28571428571428571429}	t	2026-10-22 10:16:40.594551	2026-12-01 10:14:40.594551	active	external	\N	\N
30	무선 이어폰 30 v60	\N	2026-10-22	2026-12-21	150	f	\N	f	2026-10-22 10:44:40.594551	2026-12-01 10:14:40.594551	deleted	external	2026-11-30 04:14:40.594551	관리자
3	강아지 사료 3 v60	R3	2026-10-22	2026-12-24	280	t	{"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 3], "delay": {"jitter": null, "max_ms": 2000, "min_ms": 500}, "ratio": 0.42857142857142857143}	t	2026-10-22 10:17:40.594551	2026-12-01 10:14:40.594551	active	\N	\N	\N
4	여름 원피스 4 v60	R4	2026-10-22	2026-12-25	290	t	{"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 4], "delay": {"jitter": null, "max_ms": 2000, "min_ms": 500}, "ratio": 0.57142857142857142857}	t	2026-10-22 10:18:40.594551	2026-12-01 10:14:40.594551	active	manual	\N	\N
5	무선 이어폰 5 v60	\N	2026-10-22	2026-12-26	300	t	{"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 5], "delay": {"jitter": null, "max_ms": 2000, "min_ms": 500}, "ratio": 0.71428571428571428571}	t	2026-10-22 10:19:40.594551	2026-12-01 10:14:40.594551	active	api	\N	\N
7	유기농 사과 7 v60	R7	2026-10-22	2026-12-28	320	f	{"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 7], "delay": {"jitter": null, "max_ms": 2000, "min_ms": 500}, "ratio": 1.00000000000000000000}	t	2026-10-22 10:21:40.594551	2026-12-01 10:14:40.594551	active	\N	\N	\N
8	강아지 사료 8 v60	R8	2026-10-22	2026-12-29	330	f	{"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 8], "delay": {"jitter": null, "max_ms": 2000, "min_ms": 500}, "ratio": 1.1428571428571429}	t	2026-10-22 10:22:40.594551	2026-12-01 10:14:40.594551	active	manual	\N	\N
9	여름 원피스 9 v60	R9	2026-10-22	2026-12-30	340	f	{"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 9], "delay": {"jitter": null, "max_ms": 2000, "min_ms": 500}, "ratio": 1.2857142857142857}	t	2026-10-22 10:23:40.594551	2026-12-01 10:14:40.594551	active	api	\N	\N
10	무선 이어폰 10 v60	\N	2026-10-22	2026-12-31	350	t	{"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 10], "delay": {"jitter": null, "max_ms": 2000, "min_ms": 500}, "ratio": 1.4285714285714286}	f	2026-10-22 10:24:40.594551	2026-12-01 10:14:40.594551	deleted	external	2026-12-01 00:14:40.594551	관리자
11	캠핑 의자 11 v60	R11	2026-10-22	2027-01-01	360	f	{"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 11], "delay": {"jitter": null, "max_ms": 2000, "min_ms": 500}, "ratio": 1.5714285714285714}	t	2026-10-22 10:25:40.594551	2026-12-01 10:14:40.594551	active	\N	\N	\N
13	강아지 사료 13 v60	R13	2026-10-22	2027-01-03	380	f	{"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 13], "delay": {"jitter": null, "max_ms": 2000, "min_ms": 500}, "ratio": 1.8571428571428571}	t	2026-10-22 10:27:40.594551	2026-12-01 10:14:40.594551	\N	api	\N	\N
14	여름 원피스 14 v60	R14	2026-10-22	2027-01-04	390	f	{"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 14], "delay": {"jitter": null, "max_ms": 2000, "min_ms": 500}, "ratio": 2.0000000000000000}	t	2026-10-22 10:28:40.594551	2026-12-01 10:14:40.594551	active	external	\N	\N
35	무선 이어폰 35 v60	\N	2026-10-22	2026-12-26	200	f	{"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 35], "delay": {"jitter": null, "max_ms": 2000, "min_ms": 500}, "ratio": 5.0000000000000000}	t	2026-10-22 10:49:40.594551	2026-12-01 10:14:40.594551	active	\N	\N	\N
15	무선 이어폰 15 v60	\N	2026-10-22	2027-01-05	400	t	{"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 15], "delay": {"jitter": null, "max_ms": 2000, "min_ms": 500}, "ratio": 2.1428571428571429}	t	2026-10-22 10:29:40.594551	2026-12-01 10:14:40.594551	active	\N	\N	\N
16	캠핑 의자 16 v60	R16	2026-10-22	2027-01-06	410	f	{"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 16], "delay": {"jitter": null, "max_ms": 2000, "min_ms": 500}, "ratio": 2.2857142857142857}	t	2026-10-22 10:30:40.594551	2026-12-01 10:14:40.594551	active	manual	\N	\N
20	무선 이어폰 20 v60	\N	2026-10-22	2027-01-10	50	t	{"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 20], "delay": {"jitter": null, "max_ms": 2000, "min_ms": 500}, "ratio": 2.8571428571428571}	f	2026-10-22 10:34:40.594551	2026-12-01 10:14:40.594551	deleted	manual	2026-11-30 14:14:40.594551	관리자
31	캠핑 의자 31 v60	R31	2026-10-22	2026-12-22	160	f	{"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 31], "delay": {"jitter": null, "max_ms": 2000, "min_ms": 500}, "ratio": 4.4285714285714286}	t	\N	2026-12-01 10:14:40.594551	active	\N	\N	\N
21	캠핑 의자 21 v60	R21	2026-10-22	2027-01-11	60	f	{"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 21], "delay": {"jitter": null, "max_ms": 2000, "min_ms": 500}, "ratio": 3.0000000000000000}	t	2026-10-22 10:35:40.594551	2026-12-01 10:14:40.594551	active	api	\N	\N
22	유기농 사과 22 v60	R22	2026-10-22	2027-01-12	70	f	{"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 22], "delay": {"jitter": null, "max_ms": 2000, "min_ms": 500}, "ratio": 3.1428571428571429}	t	2026-10-22 10:36:40.594551	2026-12-01 10:14:40.594551	active	external	\N	\N
23	강아지 사료 23 v60	R23	2026-10-22	2027-01-13	80	\N	{"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 23], "delay": {"jitter": null, "max_ms": 2000, "min_ms": 500}, "ratio": 3.2857142857142857}	t	2026-10-22 10:37:40.594551	2026-12-01 10:14:40.594551	active	\N	\N	\N
25	무선 이어폰 25 v60	\N	2026-10-22	2027-01-15	100	f	{"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 25], "delay": {"jitter": null, "max_ms": 2000, "min_ms": 500}, "ratio": 3.5714285714285714}	t	2026-10-22 10:39:40.594551	2026-12-01 10:14:40.594551	active	api	\N	\N
26	캠핑 의자 26 v60	R26	2026-10-22	2027-01-16	110	f	{"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 26], "delay": {"jitter": null, "max_ms": 2000, "min_ms": 500}, "ratio": 3.7142857142857143}	t	2026-10-22 10:40:40.594551	2026-12-01 10:14:40.594551	\N	external	\N	\N
27	유기농 사과 27 v60	R27	2026-10-22	2027-01-17	120	f	{"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 27], "delay": {"jitter": null, "max_ms": 2000, "min_ms": 500}, "ratio": 3.8571428571428571}	t	2026-10-22 10:41:40.594551	2026-12-01 10:14:40.594551	active	\N	\N	\N
28	강아지 사료 28 v60	R28	2026-10-22	2027-01-18	130	f	{"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 28], "delay": {"jitter": null, "max_ms": 2000, "min_ms": 500}, "ratio": 4.0000000000000000}	t	2026-10-22 10:42:40.594551	2026-12-01 10:14:40.594551	active	manual	\N	\N
29	여름 원피스 29 v60	R29	2026-10-22	2027-01-19	140	f	{"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 29], "delay": {"jitter": null, "max_ms": 2000, "min_ms": 500}, "ratio": 4.1428571428571429}	\N	2026-10-22 10:43:40.594551	2026-12-01 10:14:40.594551	active	api	\N	\N
32	유기농 사과 32 v60	R32	2026-10-22	2026-12-23	170	f	{"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 32], "delay": {"jitter": null, "max_ms": 2000, "min_ms": 500}, "ratio": 4.5714285714285714}	t	2026-10-22 10:46:40.594551	2026-12-01 10:14:40.594551	active	manual	\N	\N
33	강아지 사료 33 v60	R33	2026-10-22	2026-12-24	180	f	{"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 33], "delay": {"jitter": null, "max_ms": 2000, "min_ms": 500}, "ratio": 4.7142857142857143}	t	2026-10-22 10:47:40.594551	2026-12-01 10:14:40.594551	active	api	\N	\N
39	여름 원피스 39 v60	R39	2026-10-22	2026-12-30	240	f	{"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 39], "delay": {"jitter": null, "max_ms": 2000, "min_ms": 500}, "ratio": 5.5714285714285714}	t	2026-10-22 10:53:40.594551	2026-12-01 10:14:40.594551	\N	\N	\N	\N
40	무선 이어폰 40 v60	\N	2026-10-22	2026-12-31	250	f	{"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 40], "delay": {"jitter": null, "max_ms": 2000, "min_ms": 500}, "ratio": 5.7142857142857143}	f	2026-10-22 10:54:40.594551	2026-12-01 10:14:40.594551	deleted	manual	2026-11-29 18:14:40.594551	관리자
19	여름 원피스 19 v60	R19	2026-10-22	2027-01-09	\N	f	{"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 19], "delay": {"jitter": null, "max_ms": 2000, "min_ms": 500}, "ratio": 2.7142857142857143}	t	2026-10-22 10:33:40.594551	2026-12-01 10:14:40.594551	active	\N	\N	\N
38	강아지 사료 38 v60	R38	2026-10-22	2026-12-29	\N	f	{"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 38], "delay": {"jitter": null, "max_ms": 2000, "min_ms": 500}, "ratio": 5.4285714285714286}	t	2026-10-22 10:52:40.594551	2026-12-01 10:14:40.594551	active	external	\N	\N
\.


--
-- Data for Name: audit_defaults; Type: TABLE DATA; Schema: v1_hub; Owner: hub_owner
--

COPY v1_hub.audit_defaults (table_name, ignored_columns, operations, leaf) FROM stdin;
v1_hub_work_slots	{updated_at}	{INSERT,UPDATE,DELETE,TRUNCATE}	\N
v1_hub_work_allocations	{}	{UPDATE,DELETE,TRUNCATE}	\N
v1_hub_proxies	{use_count,last_used_at,updated_at,ip_history,last_heartbeat,usage_stats}	{INSERT,UPDATE,DELETE,TRUNCATE}	\N
v1_hub_clients	{last_seen_at,total_requests}	{INSERT,UPDATE,DELETE,TRUNCATE}	\N
v1_hub_external_sites	{last_trigger_at,updated_at}	{INSERT,UPDATE,DELETE,TRUNCATE}	\N
v1_hub_daily_work_tracking	{}	{UPDATE,DELETE,TRUNCATE}	daily_work_tracking
v1_hub_proxy_ip_mapping	{heartbeat_at,updated_at}	{UPDATE,DELETE,TRUNCATE}	proxy_ip_mapping
\.


--
-- Data for Name: audit_retentions; Type: TABLE DATA; Schema: v1_hub; Owner: hub_owner
--

COPY v1_hub.audit_retentions (partition_name, dropped_at, dropped_by, row_count, hash) FROM stdin;
\.


--
-- Data for Name: audit_seal_blocks; Type: TABLE DATA; Schema: v1_hub; Owner: hub_owner
--

COPY v1_hub.audit_seal_blocks (seal_id, block, ids, digests) FROM stdin;
\.


--
-- Data for Name: audit_seals; Type: TABLE DATA; Schema: v1_hub; Owner: hub_owner
--

COPY v1_hub.audit_seals (id, partition_name, closed_at, row_count, previous_hash, hash, sealed_at) FROM stdin;
\.


--
-- Data for Name: audit_tables; Type: TABLE DATA; Schema: v1_hub; Owner: hub_owner
--

COPY v1_hub.audit_tables (id, schema_name, table_name, table_oid, place, enabled, enabled_at, resumes, replicated, operations, key_columns, chosen_key, ignored_columns, secret_columns, shape, labels, renames, baseline_rows, baseline_id) FROM stdin;
4	public	v1_hub_clients	16569	7714277003549754963/16386	t	2026-12-01 10:14:42.121173+00	f	f	{INSERT,UPDATE,DELETE,TRUNCATE}	{id}	f	{last_seen_at,total_requests}	{}	{"1": "id", "2": "client_ip", "3": "client_name", "4": "first_seen_at", "5": "last_seen_at", "6": "observed_max_instance", "7": "observed_max_user_folder", "8": "estimated_instances", "9": "estimated_users_per_instance", "10": "is_active", "11": "total_requests", "12": "last_assigned_folders", "13": "max_folders"}	{}	[]	\N	2340
1	public	v1_hub_work_slots	16484	7714277003549754963/16386	t	2026-12-01 10:14:41.635433+00	f	f	{INSERT,UPDATE,DELETE,TRUNCATE}	{id}	f	{updated_at}	{}	{"1": "id", "2": "keyword", "3": "code", "4": "start_date", "5": "end_date", "6": "daily_work_count", "7": "cart_click_enabled", "8": "extra_config", "9": "is_active", "10": "created_at", "11": "updated_at", "12": "status", "13": "source", "14": "deleted_at", "15": "deleted_by"}	{}	[]	\N	0
2	public	v1_hub_work_allocations	16505	7714277003549754963/16386	t	2026-12-01 10:14:42.096147+00	f	f	{UPDATE,DELETE,TRUNCATE}	{id}	f	{}	{}	{"1": "id", "2": "work_slot_id", "3": "work_date", "4": "proxy_id", "5": "assigned_proxy_ip", "6": "assigned_proxy_port", "7": "client_ip", "8": "reported_instance", "9": "reported_user_folder", "10": "allocation_key", "11": "allocated_at", "12": "expires_at", "13": "completed_at", "14": "status", "15": "work_slot_snapshot"}	{}	[]	\N	2340
5	public	v1_hub_external_sites	16611	7714277003549754963/16386	t	2026-12-01 10:14:42.133743+00	f	f	{INSERT,UPDATE,DELETE,TRUNCATE}	{site_id}	f	{last_trigger_at,updated_at}	{}	{"1": "site_id", "2": "site_name", "3": "webhook_url", "4": "auth_key", "5": "is_active", "6": "config", "7": "last_trigger_at", "8": "created_at", "9": "updated_at"}	{}	[]	\N	2340
3	public	v1_hub_proxies	16415	7714277003549754963/16386	t	2026-12-01 10:14:42.108837+00	f	f	{INSERT,UPDATE,DELETE,TRUNCATE}	{id}	f	{use_count,last_used_at,updated_at,ip_history,last_heartbeat,usage_stats}	{}	{"1": "id", "2": "server_ip", "3": "port", "4": "external_ip", "5": "use_count", "6": "last_used_at", "7": "last_toggle_at", "8": "status", "9": "created_at", "10": "updated_at", "11": "is_virtual", "12": "ip_history", "13": "last_heartbeat", "14": "usage_stats"}	{}	[]	\N	2340
6	v1_hub	daily_work_tracking	16533	7714277003549754963/16386	t	2026-12-01 10:14:42.145147+00	f	f	{UPDATE,DELETE,TRUNCATE}	{id}	f	{}	{}	{"1": "id", "2": "work_slot_id", "3": "work_date", "4": "target_count", "5": "allocated_count", "6": "completed_count", "7": "failed_count", "8": "avg_response_time_ms", "9": "first_allocation_at", "10": "last_allocation_at", "11": "log_type", "12": "logged_at", "13": "duration_ms", "14": "proxy_id", "15": "updated_at", "16": "client_ip", "17": "instance_number", "18": "user_folder_number", "19": "allocation_id", "20": "status", "21": "proxy_number", "22": "current_ip", "23": "is_active", "24": "last_toggle", "25": "heartbeat_at", "26": "name", "27": "remote_ip", "28": "keyword_id", "29": "used_ip", "30": "success", "31": "started_at", "32": "completed_at", "33": "status_code", "34": "is_blocked", "35": "page_load_time_ms", "36": "applied_settings", "37": "applied_cart_click", "38": "current_page", "39": "block_type", "40": "block_details", "41": "dom_ready_time_ms", "42": "first_product_time_ms", "43": "total_requests", "44": "blocked_requests", "45": "result_data"}	{}	[]	\N	2340
7	v1_hub	proxy_ip_mapping	16431	7714277003549754963/16386	t	2026-12-01 10:14:42.157167+00	f	f	{UPDATE,DELETE,TRUNCATE}	{id}	f	{heartbeat_at,updated_at}	{}	{"1": "id", "2": "proxy_id", "3": "proxy_number", "4": "current_ip", "5": "is_active", "6": "last_toggle", "7": "heartbeat_at", "8": "updated_at", "9": "log_type", "10": "logged_at", "11": "duration_ms", "12": "client_ip", "13": "instance_number", "14": "user_folder_number", "15": "allocation_id", "16": "work_slot_id", "17": "status", "18": "name", "19": "remote_ip", "20": "keyword_id", "21": "used_ip", "22": "success", "23": "work_date", "24": "target_count", "25": "allocated_count", "26": "completed_count", "27": "failed_count", "28": "avg_response_time_ms", "29": "first_allocation_at", "30": "last_allocation_at", "31": "started_at", "32": "completed_at", "33": "status_code", "34": "is_blocked", "35": "page_load_time_ms", "36": "applied_settings", "37": "applied_cart_click", "38": "current_page", "39": "block_type", "40": "block_details", "41": "dom_ready_time_ms", "42": "first_product_time_ms", "43": "total_requests", "44": "blocked_requests", "45": "result_data"}	{}	[]	\N	2340
\.


--
-- Data for Name: client_activity; Type: TABLE DATA; Schema: v1_hub; Owner: hub_owner
--

COPY v1_hub.client_activity (id, client_ip, instance_number, user_folder_number, allocation_id, work_slot_id, status, duration_ms, logged_at, log_type, proxy_id, updated_at, proxy_number, current_ip, is_active, last_toggle, heartbeat_at, name, remote_ip, keyword_id, used_ip, success, work_date, target_count, allocated_count, completed_count, failed_count, avg_response_time_ms, first_allocation_at, last_allocation_at, started_at, completed_at, status_code, is_blocked, page_load_time_ms, applied_settings, applied_cart_click, current_page, block_type, block_details, dom_ready_time_ms, first_product_time_ms, total_requests, blocked_requests, result_data) FROM stdin;
1	10.8.0.16	2	2	1	4	failed	4961	2026-11-14 01:34:40.589551	client_activity	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
2	10.8.0.16	3	3	1	4	failed	14654	2026-11-22 12:54:40.590551	client_activity	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
3	10.8.0.14	4	4	2	2	completed	16145	2026-11-27 16:14:40.591551	client_activity	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
4	10.8.0.17	5	5	3	23	completed	13216	2026-11-30 07:34:40.592551	client_activity	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
5	10.8.0.17	6	6	3	23	completed	14461	2026-12-01 06:54:40.593551	client_activity	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
6	10.8.0.16	7	7	4	12	completed	22194	2026-12-01 10:14:40.594551	client_activity	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
\.


--
-- Data for Name: daily_work_tracking; Type: TABLE DATA; Schema: v1_hub; Owner: hub_owner
--

COPY v1_hub.daily_work_tracking (id, work_slot_id, work_date, target_count, allocated_count, completed_count, failed_count, avg_response_time_ms, first_allocation_at, last_allocation_at, log_type, logged_at, duration_ms, proxy_id, updated_at, client_ip, instance_number, user_folder_number, allocation_id, status, proxy_number, current_ip, is_active, last_toggle, heartbeat_at, name, remote_ip, keyword_id, used_ip, success, started_at, completed_at, status_code, is_blocked, page_load_time_ms, applied_settings, applied_cart_click, current_page, block_type, block_details, dom_ready_time_ms, first_product_time_ms, total_requests, blocked_requests, result_data) FROM stdin;
60	20	2026-11-03	50	78	68	0	1036	2026-11-03 00:05:00	2026-11-03 23:50:00	daily_work_tracking	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
120	40	2026-11-04	250	37	27	4	379	2026-11-04 00:05:00	2026-11-04 23:50:00	daily_work_tracking	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
180	20	2026-11-06	50	75	65	8	\N	2026-11-06 00:05:00	2026-11-06 23:50:00	daily_work_tracking	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
240	40	2026-11-07	250	34	24	1	328	2026-11-07 00:05:00	2026-11-07 23:50:00	daily_work_tracking	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
300	20	2026-11-09	50	72	62	5	934	2026-11-09 00:05:00	2026-11-09 23:50:00	daily_work_tracking	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
360	40	2026-11-10	250	31	21	9	1177	2026-11-10 00:05:00	2026-11-10 23:50:00	daily_work_tracking	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
420	20	2026-11-12	50	69	59	2	883	2026-11-12 00:05:00	2026-11-12 23:50:00	daily_work_tracking	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
480	40	2026-11-13	250	88	78	6	1126	2026-11-13 00:05:00	2026-11-13 23:50:00	daily_work_tracking	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
540	20	2026-11-15	50	66	56	10	832	2026-11-15 00:05:00	2026-11-15 23:50:00	daily_work_tracking	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
600	40	2026-11-16	250	85	75	3	\N	2026-11-16 00:05:00	2026-11-16 23:50:00	daily_work_tracking	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
660	20	2026-11-18	50	63	53	7	781	2026-11-18 00:05:00	2026-11-18 23:50:00	daily_work_tracking	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
720	40	2026-11-19	250	82	72	0	1024	2026-11-19 00:05:00	2026-11-19 23:50:00	daily_work_tracking	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
780	20	2026-11-21	50	60	50	4	\N	2026-11-21 00:05:00	2026-11-21 23:50:00	daily_work_tracking	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
840	40	2026-11-22	250	79	69	8	973	2026-11-22 00:05:00	2026-11-22 23:50:00	daily_work_tracking	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
900	20	2026-11-24	50	57	47	1	679	2026-11-24 00:05:00	2026-11-24 23:50:00	daily_work_tracking	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
960	40	2026-11-25	250	76	66	5	922	2026-11-25 00:05:00	2026-11-25 23:50:00	daily_work_tracking	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
1020	20	2026-11-27	50	54	44	9	628	2026-11-27 00:05:00	2026-11-27 23:50:00	daily_work_tracking	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
1080	40	2026-11-28	250	73	63	\N	871	2026-11-28 00:05:00	2026-11-28 23:50:00	daily_work_tracking	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
1140	20	2026-11-30	50	51	41	6	577	2026-11-30 00:05:00	2026-11-30 23:50:00	daily_work_tracking	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
\.


--
-- Data for Name: history_gone; Type: TABLE DATA; Schema: v1_hub; Owner: hub_owner
--

COPY v1_hub.history_gone (id) FROM stdin;
\.


--
-- Data for Name: hub; Type: TABLE DATA; Schema: v1_hub; Owner: hub_owner
--

COPY v1_hub.hub (only_row, schema_name, version, stage, cut_over_at, finished_at, audit_due, merged, merged_due) FROM stdin;
t	public	0.2.0	finished	2026-12-01 10:14:41.641198+00	2026-12-01 10:14:42.174149+00	{}	{"table": "public.v1_hub_proxies", "reasons": {}, "key": "id", "key_type": "integer", "address": "server_ip", "rooms": {"public.v1_hub_proxies": [], "v1_hub.proxy_ip_mapping": []}, "mapping": {"table": "v1_hub.proxy_ip_mapping", "columns": {"id": "id", "proxy_id": "proxy_id", "proxy_number": "proxy_number", "current_ip": "current_ip", "is_active": "is_active", "last_toggle": "last_toggle", "heartbeat_at": "heartbeat_at", "updated_at": "updated_at"}, "time": "updated_at", "time_type": "timestamp without time zone", "is_numeric": false, "document": [["id", "id", false], ["proxy_number", "proxy_number", false], ["current_ip", "current_ip", false], ["is_active", "is_active", false], ["last_toggle", "last_toggle", false], ["heartbeat_at", "heartbeat_at", false], ["updated_at", "updated_at", false]], "order": ["id"]}, "heartbeat": {"table": "v1_hub.proxy_heartbeat", "columns": {"id": "id", "name": "name", "remote_ip": "remote_ip", "created_at": "logged_at", "updated_at": "updated_at"}, "time": "updated_at", "time_type": "timestamp without time zone", "is_numeric": false, "document": [["id", "id", false], ["name", "name", false], ["remote_ip", "remote_ip", false], ["created_at", "logged_at", false], ["updated_at", "updated_at", false]], "order": ["id"]}, "usage": {"table": "v1_hub.proxy_usage", "columns": {"id": "id", "proxy_id": "proxy_id", "keyword_id": "keyword_id", "used_ip": "used_ip", "success": "success", "response_time_ms": "duration_ms", "created_at": "logged_at"}, "time": "logged_at", "time_type": "timestamp without time zone", "is_numeric": false, "document": [["id", "id", false], ["keyword_id", "keyword_id", false], ["used_ip", "used_ip", false], ["success", "success", false], ["response_time_ms", "duration_ms", false], ["created_at", "logged_at", false]], "order": ["id"]}, "is_bound": true}	f
\.


--
-- Data for Name: log_column; Type: TABLE DATA; Schema: v1_hub; Owner: hub_owner
--

COPY v1_hub.log_column (table_name, legacy_name, log_name, place, type_name, not_null, folded) FROM stdin;
v1_hub_proxy_ip_mapping	id	id	1	integer	t	f
v1_hub_proxy_ip_mapping	proxy_id	proxy_id	2	integer	f	f
v1_hub_proxy_ip_mapping	proxy_number	proxy_number	3	integer	t	f
v1_hub_proxy_ip_mapping	current_ip	current_ip	4	character varying(45)	f	f
v1_hub_proxy_ip_mapping	is_active	is_active	5	boolean	f	f
v1_hub_proxy_ip_mapping	last_toggle	last_toggle	6	timestamp without time zone	f	f
v1_hub_proxy_ip_mapping	heartbeat_at	heartbeat_at	7	timestamp without time zone	f	f
v1_hub_proxy_ip_mapping	updated_at	updated_at	8	timestamp without time zone	f	f
v1_hub_proxy_heartbeat	id	id	1	integer	t	f
v1_hub_proxy_heartbeat	name	name	2	character varying(100)	t	f
v1_hub_proxy_heartbeat	remote_ip	remote_ip	3	character varying(45)	t	f
v1_hub_proxy_heartbeat	created_at	logged_at	4	timestamp without time zone	f	f
v1_hub_proxy_heartbeat	updated_at	updated_at	5	timestamp without time zone	f	f
v1_hub_proxy_usage	id	id	1	integer	t	f
v1_hub_proxy_usage	proxy_id	proxy_id	2	integer	f	f
v1_hub_proxy_usage	keyword_id	keyword_id	3	integer	f	f
v1_hub_proxy_usage	used_ip	used_ip	4	character varying(45)	f	f
v1_hub_proxy_usage	success	success	5	boolean	f	f
v1_hub_proxy_usage	response_time_ms	duration_ms	6	integer	f	f
v1_hub_proxy_usage	created_at	logged_at	7	timestamp without time zone	f	f
v1_hub_client_activity_logs	id	id	1	integer	t	f
v1_hub_client_activity_logs	client_ip	client_ip	2	character varying(45)	t	f
v1_hub_client_activity_logs	instance_number	instance_number	3	integer	f	f
v1_hub_client_activity_logs	user_folder_number	user_folder_number	4	integer	f	f
v1_hub_client_activity_logs	allocation_id	allocation_id	5	integer	f	f
v1_hub_client_activity_logs	work_slot_id	work_slot_id	6	integer	f	f
v1_hub_client_activity_logs	status	status	7	character varying(20)	f	f
v1_hub_client_activity_logs	execution_time_ms	duration_ms	8	integer	f	f
v1_hub_client_activity_logs	reported_at	logged_at	9	timestamp without time zone	f	f
v1_hub_daily_work_tracking	id	id	1	integer	t	f
v1_hub_daily_work_tracking	work_slot_id	work_slot_id	2	integer	t	f
v1_hub_daily_work_tracking	work_date	work_date	3	date	t	f
v1_hub_daily_work_tracking	target_count	target_count	4	integer	t	f
v1_hub_daily_work_tracking	allocated_count	allocated_count	5	integer	f	f
v1_hub_daily_work_tracking	completed_count	completed_count	6	integer	f	f
v1_hub_daily_work_tracking	failed_count	failed_count	7	integer	f	f
v1_hub_daily_work_tracking	avg_response_time_ms	avg_response_time_ms	8	integer	f	f
v1_hub_daily_work_tracking	first_allocation_at	first_allocation_at	9	timestamp without time zone	f	f
v1_hub_daily_work_tracking	last_allocation_at	last_allocation_at	10	timestamp without time zone	f	f
v1_hub_work_results	id	id	1	integer	t	f
v1_hub_work_results	allocation_id	allocation_id	2	integer	t	f
v1_hub_work_results	started_at	started_at	3	timestamp without time zone	t	f
v1_hub_work_results	completed_at	completed_at	4	timestamp without time zone	f	f
v1_hub_work_results	execution_time_ms	duration_ms	5	integer	f	f
v1_hub_work_results	client_ip	client_ip	6	character varying(45)	f	f
v1_hub_work_results	instance_number	instance_number	7	integer	f	f
v1_hub_work_results	user_folder_number	user_folder_number	8	integer	f	f
v1_hub_work_results	applied_cart_click	applied_cart_click	9	boolean	f	t
v1_hub_work_results	status	status	10	character varying(20)	t	f
v1_hub_work_results	status_code	status_code	11	integer	f	f
v1_hub_work_results	current_page	current_page	12	integer	f	t
v1_hub_work_results	is_blocked	is_blocked	13	boolean	f	f
v1_hub_work_results	block_type	block_type	14	character varying(50)	f	t
v1_hub_work_results	block_details	block_details	15	jsonb	f	t
v1_hub_work_results	page_load_time_ms	page_load_time_ms	16	integer	f	f
v1_hub_work_results	dom_ready_time_ms	dom_ready_time_ms	17	integer	f	t
v1_hub_work_results	first_product_time_ms	first_product_time_ms	18	integer	f	t
v1_hub_work_results	total_requests	total_requests	19	integer	f	t
v1_hub_work_results	blocked_requests	blocked_requests	20	integer	f	t
v1_hub_work_results	created_at	logged_at	21	timestamp without time zone	f	f
v1_hub_work_results	applied_settings	applied_settings	22	jsonb	f	f
\.


--
-- Data for Name: name_use; Type: TABLE DATA; Schema: v1_hub; Owner: hub_owner
--

COPY v1_hub.name_use (table_name, role_name, action, query_id, query, calls, counter, applications, first_seen, last_seen) FROM stdin;
\.


--
-- Data for Name: object; Type: TABLE DATA; Schema: v1_hub; Owner: hub_owner
--

COPY v1_hub.object (type, identity, fate, rendered, found) FROM stdin;
sequence	public.v1_hub_activity_logs_id_seq	dropped	\N	\N
sequence	public.v1_hub_audit_log_id_seq	dropped	\N	\N
table	public.v1_hub_activity_logs	dropped	\N	\N
table	public.v1_hub_audit_log	grows	\N	\N
table	v1_hub.client_activity	kept	\N	\N
table	v1_hub.daily_work_tracking	kept	\N	\N
table	v1_hub.proxy_heartbeat	kept	\N	\N
table	v1_hub.proxy_ip_mapping	kept	\N	\N
table	v1_hub.proxy_usage	kept	\N	\N
table	v1_hub.work_result	kept	\N	\N
table	v1_hub.work_slots_history	kept	\N	\N
table column	public.v1_hub_proxies.ip_history	dropped	\N	\N
table column	public.v1_hub_proxies.last_heartbeat	dropped	\N	\N
table column	public.v1_hub_proxies.usage_stats	dropped	\N	\N
table column	v1_hub.client_activity.allocated_count	dropped	\N	\N
table column	v1_hub.client_activity.applied_cart_click	dropped	\N	\N
table column	v1_hub.client_activity.applied_settings	dropped	\N	\N
table column	v1_hub.client_activity.avg_response_time_ms	dropped	\N	\N
table column	v1_hub.client_activity.block_details	dropped	\N	\N
table column	v1_hub.client_activity.block_type	dropped	\N	\N
table column	v1_hub.client_activity.blocked_requests	dropped	\N	\N
table column	v1_hub.client_activity.completed_at	dropped	\N	\N
table column	v1_hub.client_activity.completed_count	dropped	\N	\N
table column	v1_hub.client_activity.current_ip	dropped	\N	\N
table column	v1_hub.client_activity.current_page	dropped	\N	\N
table column	v1_hub.client_activity.dom_ready_time_ms	dropped	\N	\N
table column	v1_hub.client_activity.failed_count	dropped	\N	\N
table column	v1_hub.client_activity.first_allocation_at	dropped	\N	\N
table column	v1_hub.client_activity.first_product_time_ms	dropped	\N	\N
table column	v1_hub.client_activity.heartbeat_at	dropped	\N	\N
table column	v1_hub.client_activity.is_active	dropped	\N	\N
table column	v1_hub.client_activity.is_blocked	dropped	\N	\N
table column	v1_hub.client_activity.keyword_id	dropped	\N	\N
table column	v1_hub.client_activity.last_allocation_at	dropped	\N	\N
table column	v1_hub.client_activity.last_toggle	dropped	\N	\N
table column	v1_hub.client_activity.log_type	dropped	\N	\N
table column	v1_hub.client_activity.name	dropped	\N	\N
table column	v1_hub.client_activity.page_load_time_ms	dropped	\N	\N
table column	v1_hub.client_activity.proxy_id	dropped	\N	\N
table column	v1_hub.client_activity.proxy_number	dropped	\N	\N
table column	v1_hub.client_activity.remote_ip	dropped	\N	\N
table column	v1_hub.client_activity.result_data	dropped	\N	\N
table column	v1_hub.client_activity.started_at	dropped	\N	\N
table column	v1_hub.client_activity.status_code	dropped	\N	\N
table column	v1_hub.client_activity.success	dropped	\N	\N
table column	v1_hub.client_activity.target_count	dropped	\N	\N
table column	v1_hub.client_activity.total_requests	dropped	\N	\N
table column	v1_hub.client_activity.updated_at	dropped	\N	\N
table column	v1_hub.client_activity.used_ip	dropped	\N	\N
table column	v1_hub.client_activity.work_date	dropped	\N	\N
table column	v1_hub.daily_work_tracking.allocation_id	dropped	\N	\N
table column	v1_hub.daily_work_tracking.applied_cart_click	dropped	\N	\N
table column	v1_hub.daily_work_tracking.applied_settings	dropped	\N	\N
table column	v1_hub.daily_work_tracking.block_details	dropped	\N	\N
table column	v1_hub.daily_work_tracking.block_type	dropped	\N	\N
table column	v1_hub.daily_work_tracking.blocked_requests	dropped	\N	\N
table column	v1_hub.daily_work_tracking.client_ip	dropped	\N	\N
table column	v1_hub.daily_work_tracking.completed_at	dropped	\N	\N
table column	v1_hub.daily_work_tracking.current_ip	dropped	\N	\N
table column	v1_hub.daily_work_tracking.current_page	dropped	\N	\N
table column	v1_hub.daily_work_tracking.dom_ready_time_ms	dropped	\N	\N
table column	v1_hub.daily_work_tracking.duration_ms	dropped	\N	\N
table column	v1_hub.daily_work_tracking.first_product_time_ms	dropped	\N	\N
table column	v1_hub.daily_work_tracking.heartbeat_at	dropped	\N	\N
table column	v1_hub.daily_work_tracking.instance_number	dropped	\N	\N
table column	v1_hub.daily_work_tracking.is_active	dropped	\N	\N
table column	v1_hub.daily_work_tracking.is_blocked	dropped	\N	\N
table column	v1_hub.daily_work_tracking.keyword_id	dropped	\N	\N
table column	v1_hub.daily_work_tracking.last_toggle	dropped	\N	\N
table column	v1_hub.daily_work_tracking.log_type	dropped	\N	\N
table column	v1_hub.daily_work_tracking.logged_at	dropped	\N	\N
table column	v1_hub.daily_work_tracking.name	dropped	\N	\N
table column	v1_hub.daily_work_tracking.page_load_time_ms	dropped	\N	\N
table column	v1_hub.daily_work_tracking.proxy_id	dropped	\N	\N
table column	v1_hub.daily_work_tracking.proxy_number	dropped	\N	\N
table column	v1_hub.daily_work_tracking.remote_ip	dropped	\N	\N
table column	v1_hub.daily_work_tracking.result_data	dropped	\N	\N
table column	v1_hub.daily_work_tracking.started_at	dropped	\N	\N
table column	v1_hub.daily_work_tracking.status	dropped	\N	\N
table column	v1_hub.daily_work_tracking.status_code	dropped	\N	\N
table column	v1_hub.daily_work_tracking.success	dropped	\N	\N
table column	v1_hub.daily_work_tracking.total_requests	dropped	\N	\N
table column	v1_hub.daily_work_tracking.updated_at	dropped	\N	\N
table column	v1_hub.daily_work_tracking.used_ip	dropped	\N	\N
table column	v1_hub.daily_work_tracking.user_folder_number	dropped	\N	\N
table column	v1_hub.proxy_heartbeat.allocated_count	dropped	\N	\N
table column	v1_hub.proxy_heartbeat.allocation_id	dropped	\N	\N
table column	v1_hub.proxy_heartbeat.applied_cart_click	dropped	\N	\N
table column	v1_hub.proxy_heartbeat.applied_settings	dropped	\N	\N
table column	v1_hub.proxy_heartbeat.avg_response_time_ms	dropped	\N	\N
table column	v1_hub.proxy_heartbeat.block_details	dropped	\N	\N
table column	v1_hub.proxy_heartbeat.block_type	dropped	\N	\N
table column	v1_hub.proxy_heartbeat.blocked_requests	dropped	\N	\N
table column	v1_hub.proxy_heartbeat.client_ip	dropped	\N	\N
table column	v1_hub.proxy_heartbeat.completed_at	dropped	\N	\N
table column	v1_hub.proxy_heartbeat.completed_count	dropped	\N	\N
table column	v1_hub.proxy_heartbeat.current_ip	dropped	\N	\N
table column	v1_hub.proxy_heartbeat.current_page	dropped	\N	\N
table column	v1_hub.proxy_heartbeat.dom_ready_time_ms	dropped	\N	\N
table column	v1_hub.proxy_heartbeat.duration_ms	dropped	\N	\N
table column	v1_hub.proxy_heartbeat.failed_count	dropped	\N	\N
table column	v1_hub.proxy_heartbeat.first_allocation_at	dropped	\N	\N
table column	v1_hub.proxy_heartbeat.first_product_time_ms	dropped	\N	\N
table column	v1_hub.proxy_heartbeat.heartbeat_at	dropped	\N	\N
table column	v1_hub.proxy_heartbeat.instance_number	dropped	\N	\N
table column	v1_hub.proxy_heartbeat.is_active	dropped	\N	\N
table column	v1_hub.proxy_heartbeat.is_blocked	dropped	\N	\N
table column	v1_hub.proxy_heartbeat.keyword_id	dropped	\N	\N
table column	v1_hub.proxy_heartbeat.last_allocation_at	dropped	\N	\N
table column	v1_hub.proxy_heartbeat.last_toggle	dropped	\N	\N
table column	v1_hub.proxy_heartbeat.log_type	dropped	\N	\N
table column	v1_hub.proxy_heartbeat.page_load_time_ms	dropped	\N	\N
table column	v1_hub.proxy_heartbeat.proxy_id	dropped	\N	\N
table column	v1_hub.proxy_heartbeat.proxy_number	dropped	\N	\N
table column	v1_hub.proxy_heartbeat.result_data	dropped	\N	\N
table column	v1_hub.proxy_heartbeat.started_at	dropped	\N	\N
table column	v1_hub.proxy_heartbeat.status	dropped	\N	\N
table column	v1_hub.proxy_heartbeat.status_code	dropped	\N	\N
table column	v1_hub.proxy_heartbeat.success	dropped	\N	\N
table column	v1_hub.proxy_heartbeat.target_count	dropped	\N	\N
table column	v1_hub.proxy_heartbeat.total_requests	dropped	\N	\N
table column	v1_hub.proxy_heartbeat.used_ip	dropped	\N	\N
table column	v1_hub.proxy_heartbeat.user_folder_number	dropped	\N	\N
table column	v1_hub.proxy_heartbeat.work_date	dropped	\N	\N
table column	v1_hub.proxy_heartbeat.work_slot_id	dropped	\N	\N
table column	v1_hub.proxy_ip_mapping.allocated_count	dropped	\N	\N
table column	v1_hub.proxy_ip_mapping.allocation_id	dropped	\N	\N
table column	v1_hub.proxy_ip_mapping.applied_cart_click	dropped	\N	\N
table column	v1_hub.proxy_ip_mapping.applied_settings	dropped	\N	\N
table column	v1_hub.proxy_ip_mapping.avg_response_time_ms	dropped	\N	\N
table column	v1_hub.proxy_ip_mapping.block_details	dropped	\N	\N
table column	v1_hub.proxy_ip_mapping.block_type	dropped	\N	\N
table column	v1_hub.proxy_ip_mapping.blocked_requests	dropped	\N	\N
table column	v1_hub.proxy_ip_mapping.client_ip	dropped	\N	\N
table column	v1_hub.proxy_ip_mapping.completed_at	dropped	\N	\N
table column	v1_hub.proxy_ip_mapping.completed_count	dropped	\N	\N
table column	v1_hub.proxy_ip_mapping.current_page	dropped	\N	\N
table column	v1_hub.proxy_ip_mapping.dom_ready_time_ms	dropped	\N	\N
table column	v1_hub.proxy_ip_mapping.duration_ms	dropped	\N	\N
table column	v1_hub.proxy_ip_mapping.failed_count	dropped	\N	\N
table column	v1_hub.proxy_ip_mapping.first_allocation_at	dropped	\N	\N
table column	v1_hub.proxy_ip_mapping.first_product_time_ms	dropped	\N	\N
table column	v1_hub.proxy_ip_mapping.instance_number	dropped	\N	\N
table column	v1_hub.proxy_ip_mapping.is_blocked	dropped	\N	\N
table column	v1_hub.proxy_ip_mapping.keyword_id	dropped	\N	\N
table column	v1_hub.proxy_ip_mapping.last_allocation_at	dropped	\N	\N
table column	v1_hub.proxy_ip_mapping.log_type	dropped	\N	\N
table column	v1_hub.proxy_ip_mapping.logged_at	dropped	\N	\N
table column	v1_hub.proxy_ip_mapping.name	dropped	\N	\N
table column	v1_hub.proxy_ip_mapping.page_load_time_ms	dropped	\N	\N
table column	v1_hub.proxy_ip_mapping.remote_ip	dropped	\N	\N
table column	v1_hub.proxy_ip_mapping.result_data	dropped	\N	\N
table column	v1_hub.proxy_ip_mapping.started_at	dropped	\N	\N
table column	v1_hub.proxy_ip_mapping.status	dropped	\N	\N
table column	v1_hub.proxy_ip_mapping.status_code	dropped	\N	\N
table column	v1_hub.proxy_ip_mapping.success	dropped	\N	\N
table column	v1_hub.proxy_ip_mapping.target_count	dropped	\N	\N
table column	v1_hub.proxy_ip_mapping.total_requests	dropped	\N	\N
table column	v1_hub.proxy_ip_mapping.used_ip	dropped	\N	\N
table column	v1_hub.proxy_ip_mapping.user_folder_number	dropped	\N	\N
table column	v1_hub.proxy_ip_mapping.work_date	dropped	\N	\N
table column	v1_hub.proxy_ip_mapping.work_slot_id	dropped	\N	\N
table column	v1_hub.proxy_usage.allocated_count	dropped	\N	\N
table column	v1_hub.proxy_usage.allocation_id	dropped	\N	\N
table column	v1_hub.proxy_usage.applied_cart_click	dropped	\N	\N
table column	v1_hub.proxy_usage.applied_settings	dropped	\N	\N
table column	v1_hub.proxy_usage.avg_response_time_ms	dropped	\N	\N
table column	v1_hub.proxy_usage.block_details	dropped	\N	\N
table column	v1_hub.proxy_usage.block_type	dropped	\N	\N
table column	v1_hub.proxy_usage.blocked_requests	dropped	\N	\N
table column	v1_hub.proxy_usage.client_ip	dropped	\N	\N
table column	v1_hub.proxy_usage.completed_at	dropped	\N	\N
table column	v1_hub.proxy_usage.completed_count	dropped	\N	\N
table column	v1_hub.proxy_usage.current_ip	dropped	\N	\N
table column	v1_hub.proxy_usage.current_page	dropped	\N	\N
table column	v1_hub.proxy_usage.dom_ready_time_ms	dropped	\N	\N
table column	v1_hub.proxy_usage.failed_count	dropped	\N	\N
table column	v1_hub.proxy_usage.first_allocation_at	dropped	\N	\N
table column	v1_hub.proxy_usage.first_product_time_ms	dropped	\N	\N
table column	v1_hub.proxy_usage.heartbeat_at	dropped	\N	\N
table column	v1_hub.proxy_usage.instance_number	dropped	\N	\N
table column	v1_hub.proxy_usage.is_active	dropped	\N	\N
table column	v1_hub.proxy_usage.is_blocked	dropped	\N	\N
table column	v1_hub.proxy_usage.last_allocation_at	dropped	\N	\N
table column	v1_hub.proxy_usage.last_toggle	dropped	\N	\N
table column	v1_hub.proxy_usage.log_type	dropped	\N	\N
table column	v1_hub.proxy_usage.name	dropped	\N	\N
table column	v1_hub.proxy_usage.page_load_time_ms	dropped	\N	\N
table column	v1_hub.proxy_usage.proxy_number	dropped	\N	\N
table column	v1_hub.proxy_usage.remote_ip	dropped	\N	\N
table column	v1_hub.proxy_usage.result_data	dropped	\N	\N
table column	v1_hub.proxy_usage.started_at	dropped	\N	\N
table column	v1_hub.proxy_usage.status	dropped	\N	\N
table column	v1_hub.proxy_usage.status_code	dropped	\N	\N
table column	v1_hub.proxy_usage.target_count	dropped	\N	\N
table column	v1_hub.proxy_usage.total_requests	dropped	\N	\N
table column	v1_hub.proxy_usage.updated_at	dropped	\N	\N
table column	v1_hub.proxy_usage.user_folder_number	dropped	\N	\N
table column	v1_hub.proxy_usage.work_date	dropped	\N	\N
table column	v1_hub.proxy_usage.work_slot_id	dropped	\N	\N
table column	v1_hub.work_result.allocated_count	dropped	\N	\N
table column	v1_hub.work_result.avg_response_time_ms	dropped	\N	\N
table column	v1_hub.work_result.completed_count	dropped	\N	\N
table column	v1_hub.work_result.current_ip	dropped	\N	\N
table column	v1_hub.work_result.failed_count	dropped	\N	\N
table column	v1_hub.work_result.first_allocation_at	dropped	\N	\N
table column	v1_hub.work_result.heartbeat_at	dropped	\N	\N
table column	v1_hub.work_result.is_active	dropped	\N	\N
table column	v1_hub.work_result.keyword_id	dropped	\N	\N
table column	v1_hub.work_result.last_allocation_at	dropped	\N	\N
table column	v1_hub.work_result.last_toggle	dropped	\N	\N
table column	v1_hub.work_result.log_type	dropped	\N	\N
table column	v1_hub.work_result.name	dropped	\N	\N
table column	v1_hub.work_result.proxy_id	dropped	\N	\N
table column	v1_hub.work_result.proxy_number	dropped	\N	\N
table column	v1_hub.work_result.remote_ip	dropped	\N	\N
table column	v1_hub.work_result.result_data	dropped	\N	\N
table column	v1_hub.work_result.success	dropped	\N	\N
table column	v1_hub.work_result.target_count	dropped	\N	\N
table column	v1_hub.work_result.updated_at	dropped	\N	\N
table column	v1_hub.work_result.used_ip	dropped	\N	\N
table column	v1_hub.work_result.work_date	dropped	\N	\N
table column	v1_hub.work_result.work_slot_id	dropped	\N	\N
default value	for public.v1_hub_activity_logs.id	\N	\N	\N
table	v1_hub.audit_defaults	\N	\N	\N
table	v1_hub.audit_retentions	\N	\N	\N
table	v1_hub.audit_seal_blocks	\N	\N	\N
table	v1_hub.audit_seals	\N	\N	\N
table	v1_hub.audit_tables	\N	\N	\N
table	v1_hub.history_gone	\N	\N	\N
table	v1_hub.hub	\N	\N	\N
table	v1_hub.log_column	\N	\N	\N
table	v1_hub.name_use	\N	\N	\N
table	v1_hub.object	\N	\N	\N
table	v1_hub.proxy_change	\N	\N	\N
table	v1_hub.retired	\N	\N	\N
table	v1_hub.run	\N	\N	\N
table	v1_hub.usage_run	\N	\N	\N
table column	public.v1_hub_activity_logs.allocated_count	\N	\N	\N
table column	public.v1_hub_activity_logs.allocation_id	\N	\N	\N
table column	public.v1_hub_activity_logs.applied_cart_click	\N	\N	\N
table column	public.v1_hub_activity_logs.applied_settings	\N	\N	\N
table column	public.v1_hub_activity_logs.avg_response_time_ms	\N	\N	\N
table column	public.v1_hub_activity_logs.block_details	\N	\N	\N
table column	public.v1_hub_activity_logs.block_type	\N	\N	\N
table column	public.v1_hub_activity_logs.blocked_requests	\N	\N	\N
table column	public.v1_hub_activity_logs.client_ip	\N	\N	\N
table column	public.v1_hub_activity_logs.completed_at	\N	\N	\N
table column	public.v1_hub_activity_logs.completed_count	\N	\N	\N
table column	public.v1_hub_activity_logs.current_ip	\N	\N	\N
table column	public.v1_hub_activity_logs.current_page	\N	\N	\N
table column	public.v1_hub_activity_logs.dom_ready_time_ms	\N	\N	\N
table column	public.v1_hub_activity_logs.duration_ms	\N	\N	\N
table column	public.v1_hub_activity_logs.failed_count	\N	\N	\N
table column	public.v1_hub_activity_logs.first_allocation_at	\N	\N	\N
table column	public.v1_hub_activity_logs.first_product_time_ms	\N	\N	\N
table column	public.v1_hub_activity_logs.heartbeat_at	\N	\N	\N
table column	public.v1_hub_activity_logs.id	\N	\N	\N
table column	public.v1_hub_activity_logs.instance_number	\N	\N	\N
table column	public.v1_hub_activity_logs.is_active	\N	\N	\N
table column	public.v1_hub_activity_logs.is_blocked	\N	\N	\N
table column	public.v1_hub_activity_logs.keyword_id	\N	\N	\N
table column	public.v1_hub_activity_logs.last_allocation_at	\N	\N	\N
table column	public.v1_hub_activity_logs.last_toggle	\N	\N	\N
table column	public.v1_hub_activity_logs.log_type	\N	\N	\N
table column	public.v1_hub_activity_logs.logged_at	\N	\N	\N
table column	public.v1_hub_activity_logs.name	\N	\N	\N
table column	public.v1_hub_activity_logs.page_load_time_ms	\N	\N	\N
table column	public.v1_hub_activity_logs.proxy_id	\N	\N	\N
table column	public.v1_hub_activity_logs.proxy_number	\N	\N	\N
table column	public.v1_hub_activity_logs.remote_ip	\N	\N	\N
table column	public.v1_hub_activity_logs.result_data	\N	\N	\N
table column	public.v1_hub_activity_logs.started_at	\N	\N	\N
table column	public.v1_hub_activity_logs.status	\N	\N	\N
table column	public.v1_hub_activity_logs.status_code	\N	\N	\N
table column	public.v1_hub_activity_logs.success	\N	\N	\N
table column	public.v1_hub_activity_logs.target_count	\N	\N	\N
table column	public.v1_hub_activity_logs.total_requests	\N	\N	\N
table column	public.v1_hub_activity_logs.updated_at	\N	\N	\N
table column	public.v1_hub_activity_logs.used_ip	\N	\N	\N
table column	public.v1_hub_activity_logs.user_folder_number	\N	\N	\N
table column	public.v1_hub_activity_logs.work_date	\N	\N	\N
table column	public.v1_hub_activity_logs.work_slot_id	\N	\N	\N
table constraint	client_activity_log_type_check on v1_hub.client_activity	\N	\N	\N
table constraint	daily_work_tracking_log_type_check on v1_hub.daily_work_tracking	\N	\N	\N
table constraint	proxy_heartbeat_log_type_check on v1_hub.proxy_heartbeat	\N	\N	\N
table constraint	proxy_ip_mapping_log_type_check on v1_hub.proxy_ip_mapping	\N	\N	\N
table constraint	proxy_usage_log_type_check on v1_hub.proxy_usage	\N	\N	\N
table constraint	work_result_log_type_check on v1_hub.work_result	\N	\N	\N
table constraint	work_result_result_data_check on v1_hub.work_result	\N	\N	\N
index	v1_hub.audit_tables_table_name_idx	\N	\N	\N
index	v1_hub.proxy_change_noted_at_idx	\N	\N	\N
table constraint	audit_defaults_pkey on v1_hub.audit_defaults	\N	\N	\N
table constraint	audit_retentions_pkey on v1_hub.audit_retentions	\N	\N	\N
table constraint	audit_seal_blocks_pkey on v1_hub.audit_seal_blocks	\N	\N	\N
table constraint	audit_seals_partition_name_key on v1_hub.audit_seals	\N	\N	\N
table constraint	audit_seals_pkey on v1_hub.audit_seals	\N	\N	\N
table constraint	audit_tables_pkey on v1_hub.audit_tables	\N	\N	\N
table constraint	history_gone_pkey on v1_hub.history_gone	\N	\N	\N
table constraint	hub_only_row_check on v1_hub.hub	\N	\N	\N
table constraint	hub_pkey on v1_hub.hub	\N	\N	\N
table constraint	hub_stage_check on v1_hub.hub	\N	\N	\N
table constraint	log_column_pkey on v1_hub.log_column	\N	\N	\N
table constraint	name_use_action_check on v1_hub.name_use	\N	\N	\N
table constraint	name_use_pkey on v1_hub.name_use	\N	\N	\N
table constraint	object_fate_check on v1_hub.object	\N	\N	\N
table constraint	object_pkey on v1_hub.object	\N	\N	\N
table constraint	retired_pkey on v1_hub.retired	\N	\N	\N
table constraint	retired_stage_check on v1_hub.retired	\N	\N	\N
table constraint	retired_treatment_check on v1_hub.retired	\N	\N	\N
table constraint	run_pkey on v1_hub.run	\N	\N	\N
table constraint	usage_run_pkey on v1_hub.usage_run	\N	\N	\N
trigger	"0_audit_row" on public.v1_hub_work_slots	\N	\N	\N
trigger	"0_audit_update" on public.v1_hub_work_slots	\N	\N	\N
trigger	audit_refuse_row on public.v1_hub_audit_log	\N	\N	\N
trigger	audit_refuse_row on v1_hub.audit_retentions	\N	\N	\N
trigger	audit_refuse_row on v1_hub.audit_seal_blocks	\N	\N	\N
trigger	audit_refuse_row on v1_hub.audit_seals	\N	\N	\N
trigger	audit_refuse_statement on public.v1_hub_audit_log	\N	\N	\N
trigger	audit_refuse_statement on v1_hub.audit_retentions	\N	\N	\N
trigger	audit_refuse_statement on v1_hub.audit_seal_blocks	\N	\N	\N
trigger	audit_refuse_statement on v1_hub.audit_seals	\N	\N	\N
trigger	audit_truncate on public.v1_hub_work_slots	\N	\N	\N
function	v1_hub.audit_diff(bigint)	\N	43ed3abbb64ee89cb2632373ae99ee30	0fbc86df392315867897d7fcc716cc51
function	v1_hub.audit_default_months()	\N	e349bc4174a476fef85fdd9c4f5215e2	5bb495b855f8a74e35f87946d67f7218
function	v1_hub.audit_export(timestamp without time zone)	\N	2c030dc567f99111f3c7828c33f3e9e2	63a5cc2333a642a4a9f8aa6e9a7ca0f8
function	v1_hub.audit_close(pg_catalog.regclass,pg_catalog.regclass)	\N	e9fef7110aaa3ef67db905c19d91a9dc	c7822696d6dfd82c56ad8a0de9f07d1c
function	v1_hub.audit_upkeep(integer)	\N	5db7748bdd0a7b0633afac28822295a0	7f52b0eb5206f1636dec9b4d0b40a982
function	v1_hub.audit_events(integer,pg_catalog.jsonb,pg_catalog.jsonb[])	\N	0eecb6c5a3efb30f0e76a450a8561c92	1e4f1b98690462c7d24ff7a63bcbadf2
function	v1_hub.audit_statement()	\N	77e9e7873b318bfd98045c0463bbbe04	3260c570eed9c9293b26a2089e1f5b58
function	v1_hub.audit_image_sql(pg_catalog.oid,pg_catalog.text,boolean)	\N	1c2c359a67c7f8de5c30d9919a695722	8a99d0a09deb420f58df14be96eabea1
function	v1_hub.audit_key_of(pg_catalog.jsonb,pg_catalog.text[])	\N	5db2fc918fc807b8ee304eb7550cf9e1	21364e8f66577ff9e1eccd1d558db771
function	v1_hub.audit_fills(pg_catalog.regclass,pg_catalog.jsonb)	\N	190094925b6c439726e631369536aee6	297170708cad923bf00dd74b3f595dae
function	v1_hub.audit_live(pg_catalog.regclass,pg_catalog.text[],pg_catalog.text[],pg_catalog.jsonb,boolean)	\N	36448bd97de7fca1ab890e673e499fc8	2ec31c780ed868b694cfab585d670346
function	v1_hub.audit_canonical(pg_catalog.oid,pg_catalog.anyelement,pg_catalog.anyelement,pg_catalog.text)	\N	e7eeb4549b675c63ac1da97eface437f	a77299adeae217b06ce318a5aa365d20
function	v1_hub.audit_omitted(pg_catalog.regclass)	\N	2827de3b0c8f3a8a300be5c2e62b2f6a	4dfd6a93453fb12bd5ff569691f1d76f
function	v1_hub.audit_enable(pg_catalog.regclass,pg_catalog.text[],pg_catalog.text[],pg_catalog.text[],pg_catalog.text[],boolean,boolean)	\N	159e517b9bb802cab9f43fab616daba1	aa8701ef2abed5a7692df919ad406a5c
function	v1_hub.audit_refuse()	\N	e284b47a48694a33c8d2df1afb474fb3	31a44bb6941a13791ae3b89fc03a0a87
function	v1_hub.health(pg_catalog.text)	\N	6c7da41cd98f1472ac688a9125c4f5dc	ecfe9ce1566148eab97e11bcd34a8bbb
function	v1_hub.audit_retain(interval)	\N	ad03328daa4e069e747ce72728b136da	2a2d1a527f1e6b3062d4ca483270a151
function	v1_hub.audit_key_index(pg_catalog.oid)	\N	3d31b287eff2b63f7e475e41952e4065	8b4e1681db7e0916d7896d5f326412ec
function	v1_hub.audit_key_condition(pg_catalog.regclass,pg_catalog.text[],pg_catalog.jsonb)	\N	7b0f27ff502274bb932559bff6be95ec	37a5bd689b8df8ef2f4db5987f41c54f
function	v1_hub.note_proxy()	\N	20edf95c952bd299cd8dcd303dee7a45	a23274bcb835d15f79d4dff22fc7b7a9
function	v1_hub.audit_check(pg_catalog.text)	\N	0479af5c98c4fc3061a7194c0e2f07b5	d4dc26e9bf4413b9b739a667e2c47cc3
function	v1_hub.audit_divert()	\N	1fbd8566811f6a39cd1027ea4805f463	1bfa1515b7c8185f2b6ff68e315210af
function	v1_hub.check_work_result(pg_catalog.jsonb)	\N	fc8404c335db6b734bf7000622d1ee74	50a2752b7a02baf41fa8a58bbd106244
function	v1_hub.audit_cost(integer)	\N	37c64231fcabfe5decad9f2b9bd36da7	5cdf4e54060f7bd16f3619c9dd95ed83
function	v1_hub.audit_look(pg_catalog.regclass,integer)	\N	2ea32871889313134cdc3cfd63377aa2	7a5cd7a5633d1fded7acf2cb348e5d08
function	v1_hub.summary_disable()	\N	53a0035cf524a5d07862af2052df634e	e58f359e4992af9693f747b09c26a8ae
function	v1_hub.audit_is_settled(pg_catalog.oid)	\N	7b45d273ecc18c74df8a22ea8fba4b9f	ca628c7bd5ba457d8f4c76dfbac35796
function	v1_hub.audit_rename_names(pg_catalog.text[],pg_catalog.jsonb)	\N	2ea225d5726c6cfbe1465176cfbb634b	ef3494fbab1a78542b27cba2640ee031
function	v1_hub.table_at(pg_catalog.anyelement,timestamp with time zone)	\N	cde25477e9f9c66c5b04bf24e6a30b18	d68fda1bd18fc905259cc1bbf92aa260
function	v1_hub.audit_place()	\N	f10de93aae696e7b9fd5d7300bd1784a	989f4a1eee61b5670fb7c3c9e28ecaee
function	v1_hub.row_at(pg_catalog.regclass,pg_catalog.anycompatible,timestamp with time zone)	\N	bb03396130783fe0abbc959ea18c2c06	43c1473c0fb1c070e45af14b453b12dc
function	v1_hub.audit_parts(pg_catalog.regclass)	\N	3f3acc7ea72381cf41f849e3dee5f115	72f238c808e82fcc1b25bf62666230df
function	v1_hub.refresh_proxies(boolean)	\N	89357db36509a62478f8b928bae159e7	2ed885ec54589aa975803acf0080e861
function	v1_hub.audit_truncate()	\N	d06f5faf9c5506d4e4ac8a05e6a7223f	efbbb54b45eadfb1b11b1962cd576b58
function	v1_hub.note_usage()	\N	29d482646c31d240f0a1c45bdd5778fe	432db803393d1c9277a4ed3edaaa4862
function	v1_hub.audit_blocks(pg_catalog.regclass)	\N	0762a5518b3594552d12e181e2b3c08b	079e85e79e8e5d3cc2b06b12032d55c2
function	v1_hub.audit_disable(pg_catalog.regclass)	\N	27e0e7fe6a80eb9259791ed40b8fda26	2e13ca2d3bf6f0484d2c5c23636d7753
function	v1_hub.audit_mask(pg_catalog.jsonb,pg_catalog.text[])	\N	6b8b6cbc984164c876810c3d9cd9e43d	17d4e638f3cfa21ee29917890dd1b641
function	v1_hub.health_guarded()	\N	cca2a76a5066773e8d395a231d6af05b	bf4d2010a2a7de7a38660956932ddf75
function	v1_hub.audit_when(pg_catalog.regclass,pg_catalog.text[])	\N	78867002fdf2a2f05685d173142354cf	adbe9bbf2a4af5f0a0e0b60c654609cd
function	v1_hub.row_history(pg_catalog.regclass,pg_catalog.anycompatible)	\N	f38acb19a483f3103a07dab4ddf8b27d	eccb1700390b272b30c818650fc3a7ba
function	v1_hub.audit_secret_names()	\N	06c17efd80313d7bc05058857b5d3941	816dad953fc05774e5c8c39ab319670a
function	v1_hub.audit_put(pg_catalog.regclass,pg_catalog.text[],pg_catalog.text[],pg_catalog.jsonb,pg_catalog.jsonb,pg_catalog.text[],pg_catalog.jsonb)	\N	53c2b452e191637c58228a3eb07ec490	0be50f1a45ab64b234f368ef46b1eda4
function	v1_hub.audit_summary(pg_catalog.text,pg_catalog.jsonb,pg_catalog.jsonb,pg_catalog.text[])	\N	265c81a8f20825ee568b90a7e59bd121	c0c44fb1a4b92a1ee76c0be83fe0064c
function	v1_hub.audit_record_id(pg_catalog.jsonb)	\N	d16c4b6e7abc1a6f2602b3a73ee0a0b4	d1385c23a5b5fa14416740e4d9db35cd
function	v1_hub.audit_guard(pg_catalog.regclass,boolean)	\N	2f8f99316e3405af53504b15143b9ebf	12add6a954cacb452741b9e3afbb1cd3
function	v1_hub.audit_need_source(pg_catalog.regclass,boolean)	\N	8b832dd1dc54908336d8024b923f8990	91d35b9bd9bdf6e1dd71a0abc4062e32
function	v1_hub.health_values()	\N	c1e56246d8ee856fbfe27a5bc772c6e5	72505111248acc5ebf3d73327d1fdf36
function	v1_hub.row_restore(pg_catalog.regclass,pg_catalog.text,timestamp with time zone)	\N	7c28c6de782493bb146415f81f49e90d	fd599d07159a578b89f5c0eec83d5683
function	v1_hub.audit_seal(interval)	\N	aecad4a04caac25c63bb60f5e08cf603	45f5879e78ef4facf418851faa108ed9
function	v1_hub.note_heartbeat()	\N	5e2d847120b9bf8ba592791a66e8f80d	f7234e8060a5c71affef1f4854ea9fe6
function	v1_hub.audit_undo(pg_catalog.text,pg_catalog.xid8,timestamp with time zone,timestamp with time zone,pg_catalog.regclass,boolean)	\N	586ccb46a19d2321b6ec7da913862c0e	efe6f84cc52e84dbfde8b59fc992544b
function	v1_hub.audit_column_renamed(pg_catalog.regclass,pg_catalog.text,pg_catalog.text)	\N	cfe3286c4e31b3a32e8ff360513d41e3	bff0a9ef75d7e9aec5611953142c2844
function	v1_hub.audit_type_parts(pg_catalog.oid)	\N	02ec89482881ff36744128d3b9ca983e	dbc5b930fb41f3c05eaf2b06f3e77d53
function	v1_hub.summary_enable()	\N	caa4cc8831dadf85ebec70c2eb1c300b	ad804793529323b21bf3c14add73d0fc
function	v1_hub.report_legacy_column()	\N	e8afe75c4e7eebf51a159f68d49bb26f	920b40e409e9edb93f64d7fd51a1e18a
function	v1_hub.audit_arguments(pg_catalog.regclass,integer)	\N	b53083c25b386c85d314d5b3fc229819	886e6bda574ac2b969107748ab75b7c2
function	v1_hub.audit_attach(pg_catalog.regclass,integer)	\N	248a72e8b775dbb0956b2675dc88268c	586e7025c5dea994b839d83f159e86d6
function	v1_hub.audit_mask_deep(pg_catalog.jsonb,pg_catalog.text[])	\N	adc4274bc1da869a3740fd6b7959bbf7	25c9bf8306773446992868266ddb5729
function	v1_hub.audit_images_at(pg_catalog.regclass,timestamp with time zone,pg_catalog.jsonb)	\N	1cd74d08c06fc4c7bdaf9b3cb3d5129a	95a62b9cfb87e20bda276c5747f50abf
function	v1_hub.audit_is_exact(pg_catalog.oid)	\N	920b7050417b318ed3821f93603757b5	0f752adc03bbd8098a426c6c1d948260
function	v1_hub.audit_register(pg_catalog.regclass)	\N	190fc0fe78625b60c69555696ee0b4eb	1a5a5072c576db5d593f8e6a1e3b3a2d
function	v1_hub.audit_source(pg_catalog.regclass)	\N	587812d1e986475c531c3a2db47f65e8	17a64e527697f0210b015db39478bd15
function	v1_hub.audit_changed(pg_catalog.jsonb,pg_catalog.jsonb,pg_catalog.text[],pg_catalog.text[])	\N	a41ee5bd3534620746e39c4929b6b98a	97606a8eeb3bb68e98de980f1f65ea4e
function	v1_hub.audit_detach(pg_catalog.regclass)	\N	d16f95f07b232ce802ca8ff979b58daf	c8baa98807d85b12f9135e82caf21c0f
function	v1_hub.audit_triggers(pg_catalog.regclass)	\N	b4553055ae275061f9dc40b3b4fca3bc	e6abd4d951adecf93ab88d40d2c639bd
function	v1_hub.audit_make_months(timestamp without time zone,timestamp without time zone)	\N	d5b95c266f9d9404a6f7f1caefb931a9	550d0da83aec8d8ec6befe77848441d4
function	v1_hub.audit_hidden(pg_catalog.oid,pg_catalog.text[])	\N	4fa5ddffb56badce69469ecfc31b7529	b4356ab32598ff57267d3aa11ed3a517
function	v1_hub.audit_rows_sql(pg_catalog.regclass,pg_catalog.text,pg_catalog.text[])	\N	9c35b960231f9a43743fd8ed232218f0	f349daf3a74b29f16135f4404d58c0d0
function	v1_hub.count_proxies(integer,boolean)	\N	9428307e4729ff9b1fdc28f096baa895	f8dd1797ab05961dedb43a6722d1240d
function	v1_hub.apply_changes()	\N	ca5bac25e59846a4e48d176e5b6eab71	54cf8e83e35d99a4f8bcc825429e4b09
function	v1_hub.audit_refine(pg_catalog.text[],pg_catalog.oid,pg_catalog.jsonb,pg_catalog.jsonb)	\N	a1b8c641506f392453bae4b6858617b4	922ccbf43ec7703cf2de71c9886ab8a2
function	v1_hub.write_work_result()	\N	961485ebc62139b0cb3ebf4f3be5a5d0	67916d31d4eabea01e8b43b50fbc8058
function	v1_hub.note_truncate()	\N	b692ba61777340f305d6332e06b4ed0f	8b30404fa71ad77a6b45f572b84d3ee0
function	v1_hub.audit_rename(pg_catalog.jsonb,pg_catalog.jsonb)	\N	a6dea707c50cb54797814e028a86ff71	757e79fbc17ef7ca0ed268f5d73e02e4
function	v1_hub.verify_proxies()	\N	3eefc63340c359915bc01c8b45514d5b	6aa05bab16eb3c5f0f0cfc26d632703c
function	v1_hub.audit_table_of(integer)	\N	096bfc803b98628dfcf7df8927dbeb7f	073d127d5844e49b93f02f1faedde6ee
function	v1_hub.read_time(pg_catalog.text)	\N	626a721ce42aafb1a0444f517c4bf363	33792bb3707e6c55d098e698ca8211b9
function	v1_hub.audit_context(pg_catalog.text,pg_catalog.text[])	\N	57bea27c30cebc535677afc0dc5bfed8	4faac4244a89a513acf7f257cbf817ed
function	v1_hub.apply_change()	\N	222685ff783e66db0115fd2966bfb6a5	8d42346d4070f4a4a467ff8e727c9a10
function	v1_hub.note_mapping()	\N	eb7379a053b427ae356e566febc7aea2	0056df0a50767418dad10aa21dd7a402
function	v1_hub.audit_parse_key(pg_catalog.regclass,pg_catalog.text)	\N	30da196de4ec0b29bb22eeec6dd9be6b	ae8e4435155034c4742f510d0ce9f008
function	v1_hub.audit_row()	\N	c2bbd5eda247a3188dbac6706a9c679c	b8fa840a77ef49da0f2102e08d407f74
function	v1_hub.audit_verify(pg_catalog.regclass)	\N	b9ec79b44566fc28da52819e50da3c14	f220fae5ed7d0436710648f7d6312d0c
trigger	write_work_slots_history on public.v1_hub_work_slots_history	\N	1c7369b8cd41b87ee2ae1c1288ac14ca	15 b2698ea0ee164aec42a7c2223f03b749
trigger	audit_refuse on public.v1_hub_work_slots_history	\N	a23f5961b197a6a1f66834344e8e5d54	15 8d00f247ba103ab2f974358d806dac3e
trigger	write_work_result on public.v1_hub_work_results	\N	a42ae4e6abd6acadcb18f0dacb729bb2	15 c17b922ad0886276db9441548760d0de
trigger	apply_change on v1_hub.proxy_change	\N	bfe0ab88951b316093ef01c891597b32	15 91b426ad0b5912dc95e933dc3516eb74
trigger	note_truncate on v1_hub.proxy_ip_mapping	\N	ae531508d48ec1866ff16c7d13e88404	15 5ae9fd6f1821720f8c6475d510ea960c
trigger	note_truncate on v1_hub.proxy_heartbeat	\N	09a13c00ea4ed96ae910e03ab8c0c667	15 013f5110701d995fabe5b20bcf9be919
trigger	note_truncate on v1_hub.proxy_usage	\N	eab62d874d239792b9870c339052f55a	15 9dd29580549cda061398704764b0e98b
trigger	note_usage on v1_hub.proxy_usage	\N	73228aa777becf531b18200112be1abe	15 1d2e4728ce0551bea877e27e41fc017f
trigger	note_heartbeat on v1_hub.proxy_heartbeat	\N	79b85116d98bb20e54c572aa0238c0bc	15 9cf2d1f51d7b800d827273a0939b3a87
trigger	note_mapping on v1_hub.proxy_ip_mapping	\N	18e69a949d5a15f2a6635c61389437ce	15 52b5932bda5d9f23145ced820f15e7ee
trigger	note_proxy on public.v1_hub_proxies	\N	d420d1c5e34179859c4ad67b917670e1	15 16df20666943d002660f160be47c86ba
view	public.v1_hub_proxy_ip_mapping	view	89b6c55136a4066cef9b17727eed4e3c	15 ecbc699e7a4319f408eda0861177d055
view	public.v1_hub_proxy_heartbeat	view	3e94014d870680a8b0695bd91fccc3a8	15 1cdf63b6090b153240e5d56de694c9b6
view	v1_hub.proxy	\N	6e5659dfd1c2c78e2300df838207b013	15 0c858129ebb7bbc7da1b5c3ce767c9b9
view	v1_hub.proxy_told	\N	38d63565341b2ea03b9b0e5afe86f55f	15 d3c32fe8e74b927ba878b8471b69cda8
view	public.v1_hub_daily_work_tracking	view	4a1d2613f3473673a51597eaaa74e050	15 8c5fb6f3d2ea10c347a79bdb55435185
view	public.v1_hub_proxy_usage	view	757ec35bacdce9cea4db8571ff7ef2ca	15 63a7b6e4440263f10eb03ee2801f33f5
view	public.v1_hub_client_activity_logs	view	3242f56a215e820fefcc13d7c32334ed	15 454c7322671fad1af1906e5dbcba9824
view	v1_hub.proxy_summary	\N	81a0cd8ded2ec6e7abbd2cb51e4a0eb0	15 9c391f13f1471f9df5abe14a23994fa6
function	v1_hub.write_work_slots_history()	\N	e23323e3a9b40ec639b4d112f04be4b5	96a7d64dc69ad62901c6438eccbd5fcd
view	public.v1_hub_work_slots_history	view	c6a89834ce9b710865c16f02f61c3453	15 db78ee4320dff4f0933e8f84d991740d
view	public.v1_hub_work_results	view	3ef41faadb995927f36c12dd6abc23d3	15 4fbb31ec2c2301297bd56080a45ef6f3
\.


--
-- Data for Name: proxy_change; Type: TABLE DATA; Schema: v1_hub; Owner: hub_owner
--

COPY v1_hub.proxy_change (noted_at, proxy_id, link, beaten_at, is_due, total, success, failed, response_ms, responses, used_at, unused_at, unbeaten_at, replaced) FROM stdin;
\.


--
-- Data for Name: proxy_heartbeat; Type: TABLE DATA; Schema: v1_hub; Owner: hub_owner
--

COPY v1_hub.proxy_heartbeat (id, name, remote_ip, logged_at, updated_at, log_type, duration_ms, proxy_id, client_ip, instance_number, user_folder_number, allocation_id, work_slot_id, status, proxy_number, current_ip, is_active, last_toggle, heartbeat_at, keyword_id, used_ip, success, work_date, target_count, allocated_count, completed_count, failed_count, avg_response_time_ms, first_allocation_at, last_allocation_at, started_at, completed_at, status_code, is_blocked, page_load_time_ms, applied_settings, applied_cart_click, current_page, block_type, block_details, dom_ready_time_ms, first_product_time_ms, total_requests, blocked_requests, result_data) FROM stdin;
1	server-1	203.0.113.1	2026-10-03 10:14:40.594551	2026-12-01 10:14:38.894551	proxy_heartbeat	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
2	server-2	203.0.113.2	2026-10-04 10:14:40.594551	2026-12-01 10:14:33.794551	proxy_heartbeat	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
3	server-3	203.0.113.3	2026-10-05 10:14:40.594551	2026-12-01 10:14:25.294551	proxy_heartbeat	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
4	server-4	203.0.113.4	2026-10-06 10:14:40.594551	2026-12-01 10:14:13.394551	proxy_heartbeat	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
5	server-5	203.0.113.5	2026-10-07 10:14:40.594551	2026-12-01 10:13:58.094551	proxy_heartbeat	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
6	server-6	203.0.113.6	2026-10-08 10:14:40.594551	2026-12-01 10:13:39.394551	proxy_heartbeat	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
7	server-7	203.0.113.7	\N	2026-12-01 10:13:17.294551	proxy_heartbeat	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
8	server-8	203.0.113.8	2026-10-10 10:14:40.594551	2026-12-01 10:12:51.794551	proxy_heartbeat	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
9	server-9	203.0.113.9	2026-10-11 10:14:40.594551	2026-12-01 10:12:22.894551	proxy_heartbeat	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
10	server-10	203.0.113.10	2026-10-12 10:14:40.594551	2026-12-01 10:11:50.594551	proxy_heartbeat	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
11	server-11	192.0.2.11	2026-10-13 10:14:40.594551	2026-12-01 10:11:14.894551	proxy_heartbeat	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
12	server-12	192.0.2.12	2026-10-14 10:14:40.594551	2026-12-01 10:10:35.794551	proxy_heartbeat	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
13	server-13	192.0.2.13	2026-10-15 10:14:40.594551	\N	proxy_heartbeat	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
\.


--
-- Data for Name: proxy_ip_mapping; Type: TABLE DATA; Schema: v1_hub; Owner: hub_owner
--

COPY v1_hub.proxy_ip_mapping (id, proxy_id, proxy_number, current_ip, is_active, last_toggle, heartbeat_at, updated_at, log_type, logged_at, duration_ms, client_ip, instance_number, user_folder_number, allocation_id, work_slot_id, status, name, remote_ip, keyword_id, used_ip, success, work_date, target_count, allocated_count, completed_count, failed_count, avg_response_time_ms, first_allocation_at, last_allocation_at, started_at, completed_at, status_code, is_blocked, page_load_time_ms, applied_settings, applied_cart_click, current_page, block_type, block_details, dom_ready_time_ms, first_product_time_ms, total_requests, blocked_requests, result_data) FROM stdin;
1	\N	1	\N	t	2026-12-01 10:13:03.594551	\N	\N	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
2	\N	2	\N	t	2026-12-01 10:11:26.594551	\N	\N	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
3	1	1	198.51.100.5	t	2026-12-01 10:06:35.594551	2026-12-01 10:14:35.594551	2026-12-01 10:14:25.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
4	1	2	198.51.100.6	t	2026-12-01 10:04:58.594551	2026-12-01 10:14:34.594551	2026-12-01 10:14:22.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
5	1	3	198.51.100.7	t	2026-12-01 10:03:21.594551	2026-12-01 10:14:33.594551	2026-12-01 10:14:19.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
6	1	4	198.51.100.8	t	\N	2026-12-01 10:14:32.594551	2026-12-01 10:14:16.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
7	2	1	198.51.100.9	t	2026-12-01 10:00:07.594551	2026-12-01 10:14:31.594551	2026-12-01 10:14:13.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
8	2	2	198.51.100.10	t	2026-12-01 09:58:30.594551	2026-12-01 10:14:30.594551	2026-12-01 10:14:10.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
9	2	3	198.51.100.11	t	2026-12-01 09:56:53.594551	2026-12-01 10:14:29.594551	2026-12-01 10:14:07.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
10	2	4	198.51.100.12	t	\N	2026-12-01 10:14:28.594551	2026-12-01 10:14:04.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
11	3	1	198.51.100.13	t	2026-12-01 09:53:39.594551	2026-12-01 10:14:27.594551	2026-12-01 10:14:01.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
12	3	2	198.51.100.14	t	2026-12-01 09:52:02.594551	2026-12-01 10:14:26.594551	2026-12-01 10:13:58.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
13	3	3	198.51.100.15	t	2026-12-01 09:50:25.594551	2026-12-01 10:14:25.594551	2026-12-01 10:13:55.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
14	3	4	198.51.100.16	t	\N	2026-12-01 10:14:24.594551	2026-12-01 10:13:52.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
15	4	1	198.51.100.17	t	2026-12-01 09:47:11.594551	2026-12-01 10:14:23.594551	2026-12-01 10:13:49.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
16	4	2	198.51.100.18	t	2026-12-01 09:45:34.594551	2026-12-01 10:14:22.594551	2026-12-01 10:13:46.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
17	4	3	198.51.100.19	t	2026-12-01 09:43:57.594551	2026-12-01 10:14:21.594551	2026-12-01 10:13:43.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
18	4	4	198.51.100.20	t	\N	2026-12-01 10:14:20.594551	2026-12-01 10:13:40.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
19	5	1	198.51.100.21	t	2026-12-01 09:40:43.594551	2026-12-01 10:14:19.594551	2026-12-01 10:13:37.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
20	5	2	198.51.100.22	t	2026-12-01 09:39:06.594551	2026-12-01 10:14:18.594551	2026-12-01 10:13:34.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
21	5	3	198.51.100.23	t	2026-12-01 09:37:29.594551	2026-12-01 10:14:17.594551	2026-12-01 10:13:31.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
22	5	4	198.51.100.24	f	\N	2026-12-01 10:14:16.594551	2026-12-01 10:13:28.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
23	6	1	198.51.100.25	t	2026-12-01 09:34:15.594551	2026-12-01 10:14:15.594551	2026-12-01 10:13:25.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
24	6	2	198.51.100.26	t	2026-12-01 09:32:38.594551	2026-12-01 10:14:14.594551	2026-12-01 10:13:22.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
25	6	3	198.51.100.27	f	2026-12-01 09:31:01.594551	2026-12-01 10:14:13.594551	2026-12-01 10:13:19.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
26	6	4	198.51.100.28	t	\N	2026-12-01 10:14:12.594551	2026-12-01 10:13:16.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
27	7	1	2001:db8::7:1	t	2026-12-01 09:27:47.594551	2026-12-01 10:14:11.594551	2026-12-01 10:13:13.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
28	7	2	2001:db8::7:2	f	2026-12-01 09:26:10.594551	2026-12-01 10:14:10.594551	2026-12-01 10:13:10.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
29	7	3	2001:db8::7:3	t	2026-12-01 09:24:33.594551	2026-12-01 10:14:09.594551	2026-12-01 10:13:07.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
30	7	4	2001:db8::7:4	t	\N	2026-12-01 10:14:08.594551	2026-12-01 10:13:04.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
31	8	1	198.51.100.33	f	2026-12-01 09:21:19.594551	2026-12-01 10:14:07.594551	2026-12-01 10:13:01.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
32	8	2	198.51.100.34	t	2026-12-01 09:19:42.594551	2026-12-01 10:14:06.594551	2026-12-01 10:12:58.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
33	8	3	198.51.100.35	t	2026-12-01 09:18:05.594551	2026-12-01 10:14:05.594551	2026-12-01 10:12:55.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
34	8	4	198.51.100.36	t	\N	2026-12-01 10:14:04.594551	2026-12-01 10:12:52.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
35	9	1	198.51.100.37	t	2026-12-01 09:14:51.594551	2026-12-01 10:14:03.594551	2026-12-01 10:12:49.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
36	9	2	198.51.100.38	t	2026-12-01 09:13:14.594551	2026-12-01 10:14:02.594551	2026-12-01 10:12:46.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
37	9	3	198.51.100.39	t	2026-12-01 09:11:37.594551	2026-12-01 10:14:01.594551	2026-12-01 10:12:43.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
38	9	4	198.51.100.40	t	\N	2026-12-01 10:14:00.594551	2026-12-01 10:12:40.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
39	10	1	198.51.100.41	t	2026-12-01 09:08:23.594551	2026-12-01 10:13:59.594551	2026-12-01 10:12:37.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
40	10	2	198.51.100.42	t	2026-12-01 09:06:46.594551	2026-12-01 10:13:58.594551	2026-12-01 10:12:34.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
41	10	3	198.51.100.43	t	2026-12-01 09:05:09.594551	2026-12-01 10:13:57.594551	2026-12-01 10:12:31.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
42	10	4	198.51.100.44	t	\N	2026-12-01 10:13:56.594551	2026-12-01 10:12:28.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
43	11	1	\N	t	2026-12-01 09:01:55.594551	2026-12-01 10:13:55.594551	2026-12-01 10:12:25.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
44	11	2	\N	t	2026-12-01 09:00:18.594551	2026-12-01 10:13:54.594551	2026-12-01 10:12:22.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
45	11	3	\N	t	2026-12-01 08:58:41.594551	2026-12-01 10:13:53.594551	2026-12-01 10:12:19.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
46	11	4	\N	t	\N	2026-12-01 10:13:52.594551	2026-12-01 10:12:16.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
47	12	1	198.51.100.49	t	2026-12-01 08:55:27.594551	2026-12-01 10:13:51.594551	2026-12-01 10:12:13.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
48	12	2	198.51.100.50	t	2026-12-01 08:53:50.594551	2026-12-01 10:13:50.594551	2026-12-01 10:12:10.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
49	12	3	198.51.100.51	t	2026-12-01 08:52:13.594551	2026-12-01 10:13:49.594551	2026-12-01 10:12:07.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
50	12	4	198.51.100.52	t	\N	2026-12-01 10:13:48.594551	2026-12-01 10:12:04.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
51	13	1	198.51.100.53	t	2026-12-01 08:48:59.594551	2026-12-01 10:13:47.594551	2026-12-01 10:12:01.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
52	13	2	198.51.100.54	t	2026-12-01 08:47:22.594551	2026-12-01 10:13:46.594551	2026-12-01 10:11:58.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
53	13	3	198.51.100.55	t	2026-12-01 08:45:45.594551	2026-12-01 10:13:45.594551	2026-12-01 10:11:55.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
54	13	4	198.51.100.56	\N	\N	2026-12-01 10:13:44.594551	2026-12-01 10:11:52.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
55	14	1	2001:db8::e:1	t	2026-12-01 08:42:31.594551	2026-12-01 10:13:43.594551	2026-12-01 10:11:49.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
56	14	2	2001:db8::e:2	t	2026-12-01 08:40:54.594551	2026-12-01 10:13:42.594551	2026-12-01 10:11:46.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
57	14	3	2001:db8::e:3	\N	2026-12-01 08:39:17.594551	2026-12-01 10:13:41.594551	2026-12-01 10:11:43.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
58	14	4	2001:db8::e:4	f	\N	2026-12-01 10:13:40.594551	2026-12-01 10:11:40.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
59	15	1	198.51.100.61	t	2026-12-01 08:36:03.594551	2026-12-01 10:13:39.594551	2026-12-01 10:11:37.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
60	15	2	198.51.100.62	\N	2026-12-01 08:34:26.594551	2026-12-01 10:13:38.594551	2026-12-01 10:11:34.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
61	15	3	198.51.100.63	f	2026-12-01 08:32:49.594551	2026-12-01 10:13:37.594551	2026-12-01 10:11:31.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
62	15	4	198.51.100.64	t	\N	2026-12-01 10:13:36.594551	2026-12-01 10:11:28.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
63	16	1	198.51.100.65	\N	2026-12-01 08:29:35.594551	2026-12-01 10:13:35.594551	2026-12-01 10:11:25.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
64	16	2	198.51.100.66	f	2026-12-01 08:27:58.594551	2026-12-01 10:13:34.594551	2026-12-01 10:11:22.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
65	16	3	198.51.100.67	t	2026-12-01 08:26:21.594551	2026-12-01 10:13:33.594551	2026-12-01 10:11:19.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
66	16	4	198.51.100.68	t	\N	2026-12-01 10:13:32.594551	2026-12-01 10:11:16.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
67	17	1	198.51.100.69	f	2026-12-01 08:23:07.594551	2026-12-01 10:13:31.594551	2026-12-01 10:11:13.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
68	17	2	198.51.100.70	t	2026-12-01 08:21:30.594551	2026-12-01 10:13:30.594551	2026-12-01 10:11:10.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
69	17	3	198.51.100.71	t	2026-12-01 08:19:53.594551	2026-12-01 10:13:29.594551	2026-12-01 10:11:07.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
70	17	4	198.51.100.72	t	\N	2026-12-01 10:13:28.594551	2026-12-01 10:11:04.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
71	18	1	198.51.100.73	t	2026-12-01 08:16:39.594551	2026-12-01 10:13:27.594551	2026-12-01 10:11:01.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
72	18	2	198.51.100.74	t	2026-12-01 08:15:02.594551	2026-12-01 10:13:26.594551	2026-12-01 10:10:58.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
73	18	3	198.51.100.75	t	2026-12-01 08:13:25.594551	2026-12-01 10:13:25.594551	2026-12-01 10:10:55.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
74	18	4	198.51.100.76	t	\N	2026-12-01 10:13:24.594551	2026-12-01 10:10:52.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
75	19	1	198.51.100.77	t	2026-12-01 08:10:11.594551	\N	2026-12-01 10:10:49.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
76	19	2	198.51.100.78	t	2026-12-01 08:08:34.594551	\N	2026-12-01 10:10:46.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
77	19	3	198.51.100.79	t	2026-12-01 08:06:57.594551	\N	2026-12-01 10:10:43.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
78	19	4	198.51.100.80	t	\N	\N	2026-12-01 10:10:40.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
79	20	1	198.51.100.81	t	2026-12-01 08:03:43.594551	2026-12-01 10:13:19.594551	2026-12-01 10:10:37.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
80	20	2	198.51.100.82	t	2026-12-01 08:02:06.594551	2026-12-01 10:13:18.594551	2026-12-01 10:10:34.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
81	20	3	198.51.100.83	t	2026-12-01 08:00:29.594551	2026-12-01 10:13:17.594551	2026-12-01 10:10:31.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
82	20	4	198.51.100.84	t	\N	2026-12-01 10:13:16.594551	2026-12-01 10:10:28.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
83	21	1	2001:db8::15:1	t	2026-12-01 07:57:15.594551	2026-12-01 10:13:15.594551	2026-12-01 10:10:25.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
84	21	2	2001:db8::15:2	t	2026-12-01 07:55:38.594551	2026-12-01 10:13:14.594551	2026-12-01 10:10:22.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
85	21	3	2001:db8::15:3	t	2026-12-01 07:54:01.594551	2026-12-01 10:13:13.594551	2026-12-01 10:10:19.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
86	21	4	2001:db8::15:4	t	\N	2026-12-01 10:13:12.594551	2026-12-01 10:10:16.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
87	22	1	\N	t	2026-12-01 07:50:47.594551	2026-12-01 10:13:11.594551	2026-12-01 10:10:13.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
88	22	2	\N	t	2026-12-01 07:49:10.594551	2026-12-01 10:13:10.594551	2026-12-01 10:10:10.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
89	22	3	\N	t	2026-12-01 07:47:33.594551	2026-12-01 10:13:09.594551	2026-12-01 10:10:07.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
90	22	4	\N	t	\N	2026-12-01 10:13:08.594551	2026-12-01 10:10:04.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
91	23	1	198.51.100.93	t	2026-12-01 07:44:19.594551	2026-12-01 10:13:07.594551	2026-12-01 10:10:01.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
92	23	2	198.51.100.94	t	2026-12-01 07:42:42.594551	2026-12-01 10:13:06.594551	2026-12-01 10:09:58.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
93	23	3	198.51.100.95	t	2026-12-01 07:41:05.594551	2026-12-01 10:13:05.594551	2026-12-01 10:09:55.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
94	23	4	198.51.100.96	f	\N	2026-12-01 10:13:04.594551	2026-12-01 10:09:52.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
95	24	1	198.51.100.97	t	2026-12-01 07:37:51.594551	2026-12-01 10:13:03.594551	2026-12-01 10:09:49.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
96	24	2	198.51.100.98	t	2026-12-01 07:36:14.594551	2026-12-01 10:13:02.594551	2026-12-01 10:09:46.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
97	24	3	198.51.100.99	f	2026-12-01 07:34:37.594551	2026-12-01 10:13:01.594551	2026-12-01 10:09:43.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
98	24	4	198.51.100.100	t	\N	2026-12-01 10:13:00.594551	2026-12-01 10:09:40.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
99	25	1	198.51.100.101	t	2026-12-01 07:31:23.594551	2026-12-01 10:12:59.594551	2026-12-01 10:09:37.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
100	25	2	198.51.100.102	f	2026-12-01 07:29:46.594551	2026-12-01 10:12:58.594551	2026-12-01 10:09:34.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
101	25	3	198.51.100.103	t	2026-12-01 07:28:09.594551	2026-12-01 10:12:57.594551	2026-12-01 10:09:31.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
102	25	4	198.51.100.104	t	\N	2026-12-01 10:12:56.594551	2026-12-01 10:09:28.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
103	26	1	198.51.100.105	f	2026-12-01 07:24:55.594551	2026-12-01 10:12:55.594551	2026-12-01 10:09:25.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
104	26	2	198.51.100.106	t	2026-12-01 07:23:18.594551	2026-12-01 10:12:54.594551	2026-12-01 10:09:22.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
105	26	3	198.51.100.107	t	2026-12-01 07:21:41.594551	2026-12-01 10:12:53.594551	2026-12-01 10:09:19.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
106	26	4	198.51.100.108	t	\N	2026-12-01 10:12:52.594551	2026-12-01 10:09:16.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
107	27	1	198.51.100.109	t	2026-12-01 07:18:27.594551	2026-12-01 10:12:51.594551	2026-12-01 10:09:13.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
108	27	2	198.51.100.110	t	2026-12-01 07:16:50.594551	2026-12-01 10:12:50.594551	2026-12-01 10:09:10.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
109	27	3	198.51.100.111	t	2026-12-01 07:15:13.594551	2026-12-01 10:12:49.594551	2026-12-01 10:09:07.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
110	27	4	198.51.100.112	t	\N	2026-12-01 10:12:48.594551	2026-12-01 10:09:04.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
111	28	1	2001:db8::1c:1	t	2026-12-01 07:11:59.594551	2026-12-01 10:12:47.594551	2026-12-01 10:09:01.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
112	28	2	2001:db8::1c:2	t	2026-12-01 07:10:22.594551	2026-12-01 10:12:46.594551	2026-12-01 10:08:58.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
113	28	3	2001:db8::1c:3	t	2026-12-01 07:08:45.594551	2026-12-01 10:12:45.594551	2026-12-01 10:08:55.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
114	28	4	2001:db8::1c:4	t	\N	2026-12-01 10:12:44.594551	2026-12-01 10:08:52.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
115	29	1	198.51.100.117	t	2026-12-01 07:05:31.594551	2026-12-01 10:12:43.594551	2026-12-01 10:08:49.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
116	29	2	198.51.100.118	t	2026-12-01 07:03:54.594551	2026-12-01 10:12:42.594551	2026-12-01 10:08:46.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
117	29	3	198.51.100.119	t	2026-12-01 07:02:17.594551	2026-12-01 10:12:41.594551	2026-12-01 10:08:43.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
118	29	4	198.51.100.120	t	\N	2026-12-01 10:12:40.594551	2026-12-01 10:08:40.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
119	30	1	198.51.100.121	t	2026-12-01 06:59:03.594551	2026-12-01 10:12:39.594551	2026-12-01 10:08:37.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
120	30	2	198.51.100.122	t	2026-12-01 06:57:26.594551	2026-12-01 10:12:38.594551	2026-12-01 10:08:34.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
121	30	3	198.51.100.123	t	2026-12-01 06:55:49.594551	2026-12-01 10:12:37.594551	2026-12-01 10:08:31.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
122	30	4	198.51.100.124	\N	\N	2026-12-01 10:12:36.594551	2026-12-01 10:08:28.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
123	31	1	198.51.100.125	t	2026-12-01 06:52:35.594551	2026-12-01 10:12:35.594551	2026-12-01 10:08:25.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
124	31	2	198.51.100.126	t	2026-12-01 06:50:58.594551	2026-12-01 10:12:34.594551	2026-12-01 10:08:22.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
125	31	3	198.51.100.127	\N	2026-12-01 06:49:21.594551	2026-12-01 10:12:33.594551	2026-12-01 10:08:19.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
126	31	4	198.51.100.128	t	\N	2026-12-01 10:12:32.594551	2026-12-01 10:08:16.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
127	32	1	198.51.100.129	t	2026-12-01 06:46:07.594551	2026-12-01 10:12:31.594551	2026-12-01 10:08:13.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
128	32	2	198.51.100.130	\N	2026-12-01 06:44:30.594551	2026-12-01 10:12:30.594551	2026-12-01 10:08:10.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
129	32	3	198.51.100.131	t	2026-12-01 06:42:53.594551	2026-12-01 10:12:29.594551	2026-12-01 10:08:07.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
130	32	4	198.51.100.132	f	\N	2026-12-01 10:12:28.594551	2026-12-01 10:08:04.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
131	33	1	\N	\N	2026-12-01 06:39:39.594551	2026-12-01 10:12:27.594551	2026-12-01 10:08:01.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
132	33	2	\N	t	2026-12-01 06:38:02.594551	2026-12-01 10:12:26.594551	2026-12-01 10:07:58.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
133	33	3	\N	f	2026-12-01 06:36:25.594551	2026-12-01 10:12:25.594551	2026-12-01 10:07:55.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
134	33	4	\N	t	\N	2026-12-01 10:12:24.594551	2026-12-01 10:07:52.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
135	34	1	198.51.100.137	t	2026-12-01 06:33:11.594551	2026-12-01 10:12:23.594551	2026-12-01 10:07:49.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
136	34	2	198.51.100.138	f	2026-12-01 06:31:34.594551	2026-12-01 10:12:22.594551	2026-12-01 10:07:46.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
137	34	3	198.51.100.139	t	2026-12-01 06:29:57.594551	2026-12-01 10:12:21.594551	2026-12-01 10:07:43.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
138	34	4	198.51.100.140	t	\N	2026-12-01 10:12:20.594551	2026-12-01 10:07:40.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
139	35	1	2001:db8::23:1	f	2026-12-01 06:26:43.594551	2026-12-01 10:12:19.594551	2026-12-01 10:07:37.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
140	35	2	2001:db8::23:2	t	2026-12-01 06:25:06.594551	2026-12-01 10:12:18.594551	2026-12-01 10:07:34.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
141	35	3	2001:db8::23:3	t	2026-12-01 06:23:29.594551	2026-12-01 10:12:17.594551	2026-12-01 10:07:31.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
142	35	4	2001:db8::23:4	t	\N	2026-12-01 10:12:16.594551	2026-12-01 10:07:28.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
143	36	1	198.51.100.145	t	2026-12-01 06:20:15.594551	2026-12-01 10:12:15.594551	2026-12-01 10:07:25.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
144	36	2	198.51.100.146	t	2026-12-01 06:18:38.594551	2026-12-01 10:12:14.594551	2026-12-01 10:07:22.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
145	36	3	198.51.100.147	t	2026-12-01 06:17:01.594551	2026-12-01 10:12:13.594551	2026-12-01 10:07:19.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
146	36	4	198.51.100.148	t	\N	2026-12-01 10:12:12.594551	2026-12-01 10:07:16.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
147	37	1	198.51.100.149	t	2026-12-01 06:13:47.594551	2026-12-01 10:12:11.594551	2026-12-01 10:07:13.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
148	37	2	198.51.100.150	t	2026-12-01 06:12:10.594551	2026-12-01 10:12:10.594551	2026-12-01 10:07:10.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
149	37	3	198.51.100.151	t	2026-12-01 06:10:33.594551	2026-12-01 10:12:09.594551	2026-12-01 10:07:07.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
150	37	4	198.51.100.152	t	\N	2026-12-01 10:12:08.594551	2026-12-01 10:07:04.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
151	38	1	198.51.100.153	t	2026-12-01 06:07:19.594551	\N	2026-12-01 10:07:01.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
152	38	2	198.51.100.154	t	2026-12-01 06:05:42.594551	\N	2026-12-01 10:06:58.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
153	38	3	198.51.100.155	t	2026-12-01 06:04:05.594551	\N	2026-12-01 10:06:55.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
154	38	4	198.51.100.156	t	\N	\N	2026-12-01 10:06:52.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
155	39	1	198.51.100.157	t	2026-12-01 06:00:51.594551	2026-12-01 10:12:03.594551	2026-12-01 10:06:49.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
156	39	2	198.51.100.158	t	2026-12-01 05:59:14.594551	2026-12-01 10:12:02.594551	2026-12-01 10:06:46.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
157	39	3	198.51.100.159	t	2026-12-01 05:57:37.594551	2026-12-01 10:12:01.594551	2026-12-01 10:06:43.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
158	39	4	198.51.100.160	t	\N	2026-12-01 10:12:00.594551	2026-12-01 10:06:40.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
159	40	1	198.51.100.161	t	2026-12-01 05:54:23.594551	2026-12-01 10:11:59.594551	2026-12-01 10:06:37.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
160	40	2	198.51.100.162	t	2026-12-01 05:52:46.594551	2026-12-01 10:11:58.594551	2026-12-01 10:06:34.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
161	40	3	198.51.100.163	t	2026-12-01 05:51:09.594551	2026-12-01 10:11:57.594551	2026-12-01 10:06:31.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
162	40	4	198.51.100.164	t	\N	2026-12-01 10:11:56.594551	2026-12-01 10:06:28.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
163	41	1	198.51.100.165	t	2026-12-01 05:47:55.594551	2026-12-01 10:11:55.594551	2026-12-01 10:06:25.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
164	41	2	198.51.100.166	t	2026-12-01 05:46:18.594551	2026-12-01 10:11:54.594551	2026-12-01 10:06:22.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
165	41	3	198.51.100.167	t	2026-12-01 05:44:41.594551	2026-12-01 10:11:53.594551	2026-12-01 10:06:19.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
166	41	4	198.51.100.168	f	\N	2026-12-01 10:11:52.594551	2026-12-01 10:06:16.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
167	42	1	2001:db8::2a:1	t	2026-12-01 05:41:27.594551	2026-12-01 10:11:51.594551	2026-12-01 10:06:13.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
168	42	2	2001:db8::2a:2	t	2026-12-01 05:39:50.594551	2026-12-01 10:11:50.594551	2026-12-01 10:06:10.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
169	42	3	2001:db8::2a:3	f	2026-12-01 05:38:13.594551	2026-12-01 10:11:49.594551	2026-12-01 10:06:07.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
170	42	4	2001:db8::2a:4	t	\N	2026-12-01 10:11:48.594551	2026-12-01 10:06:04.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
171	43	1	198.51.100.173	t	2026-12-01 05:34:59.594551	2026-12-01 10:11:47.594551	\N	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
172	43	2	198.51.100.174	f	2026-12-01 05:33:22.594551	2026-12-01 10:11:46.594551	\N	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
173	43	3	198.51.100.175	t	2026-12-01 05:31:45.594551	2026-12-01 10:11:45.594551	\N	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
174	43	4	198.51.100.176	t	\N	2026-12-01 10:11:44.594551	\N	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
175	44	1	\N	f	2026-12-01 05:28:31.594551	2026-12-01 10:11:43.594551	2026-12-01 10:05:49.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
176	44	2	\N	t	2026-12-01 05:26:54.594551	2026-12-01 10:11:42.594551	2026-12-01 10:05:46.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
177	44	3	\N	t	2026-12-01 05:25:17.594551	2026-12-01 10:11:41.594551	2026-12-01 10:05:43.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
178	44	4	\N	t	\N	2026-12-01 10:11:40.594551	2026-12-01 10:05:40.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
179	45	1	198.51.100.181	t	2026-12-01 05:22:03.594551	2026-12-01 10:11:39.594551	2026-12-01 10:05:37.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
180	45	2	198.51.100.182	t	2026-12-01 05:20:26.594551	2026-12-01 10:11:38.594551	2026-12-01 10:05:34.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
181	45	3	198.51.100.183	t	2026-12-01 05:18:49.594551	2026-12-01 10:11:37.594551	2026-12-01 10:05:31.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
182	45	4	198.51.100.184	t	\N	2026-12-01 10:11:36.594551	2026-12-01 10:05:28.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
183	46	1	198.51.100.185	t	2026-12-01 05:15:35.594551	2026-12-01 10:11:35.594551	2026-12-01 10:05:25.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
184	46	2	198.51.100.186	t	2026-12-01 05:13:58.594551	2026-12-01 10:11:34.594551	2026-12-01 10:05:22.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
185	46	3	198.51.100.187	t	2026-12-01 05:12:21.594551	2026-12-01 10:11:33.594551	2026-12-01 10:05:19.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
186	46	4	198.51.100.188	t	\N	2026-12-01 10:11:32.594551	2026-12-01 10:05:16.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
187	47	1	198.51.100.189	t	2026-12-01 05:09:07.594551	2026-12-01 10:11:31.594551	2026-12-01 10:05:13.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
188	47	2	198.51.100.190	t	2026-12-01 05:07:30.594551	2026-12-01 10:11:30.594551	2026-12-01 10:05:10.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
189	47	3	198.51.100.191	t	2026-12-01 05:05:53.594551	2026-12-01 10:11:29.594551	2026-12-01 10:05:07.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
190	47	4	198.51.100.192	\N	\N	2026-12-01 10:11:28.594551	2026-12-01 10:05:04.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
191	48	1	198.51.100.193	t	2026-12-01 05:02:39.594551	2026-12-01 10:11:27.594551	2026-12-01 10:05:01.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
192	48	2	198.51.100.194	t	2026-12-01 05:01:02.594551	2026-12-01 10:11:26.594551	2026-12-01 10:04:58.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
193	48	3	198.51.100.195	\N	2026-12-01 04:59:25.594551	2026-12-01 10:11:25.594551	2026-12-01 10:04:55.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
194	48	4	198.51.100.196	t	\N	2026-12-01 10:11:24.594551	2026-12-01 10:04:52.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
195	49	1	2001:db8::31:1	t	2026-12-01 04:56:11.594551	2026-12-01 10:11:23.594551	2026-12-01 10:04:49.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
196	49	2	2001:db8::31:2	\N	2026-12-01 04:54:34.594551	2026-12-01 10:11:22.594551	2026-12-01 10:04:46.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
197	49	3	2001:db8::31:3	t	2026-12-01 04:52:57.594551	2026-12-01 10:11:21.594551	2026-12-01 10:04:43.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
198	49	4	2001:db8::31:4	t	\N	2026-12-01 10:11:20.594551	2026-12-01 10:04:40.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
199	50	1	198.51.100.201	\N	2026-12-01 04:49:43.594551	2026-12-01 10:11:19.594551	2026-12-01 10:04:37.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
200	50	2	198.51.100.202	t	2026-12-01 04:48:06.594551	2026-12-01 10:11:18.594551	2026-12-01 10:04:34.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
201	50	3	198.51.100.203	t	2026-12-01 04:46:29.594551	2026-12-01 10:11:17.594551	2026-12-01 10:04:31.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
202	50	4	198.51.100.204	f	\N	2026-12-01 10:11:16.594551	2026-12-01 10:04:28.594551	proxy_ip_mapping	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
\.


--
-- Data for Name: proxy_usage; Type: TABLE DATA; Schema: v1_hub; Owner: hub_owner
--

COPY v1_hub.proxy_usage (id, proxy_id, keyword_id, used_ip, success, duration_ms, logged_at, log_type, updated_at, client_ip, instance_number, user_folder_number, allocation_id, work_slot_id, status, proxy_number, current_ip, is_active, last_toggle, heartbeat_at, name, remote_ip, work_date, target_count, allocated_count, completed_count, failed_count, avg_response_time_ms, first_allocation_at, last_allocation_at, started_at, completed_at, status_code, is_blocked, page_load_time_ms, applied_settings, applied_cart_click, current_page, block_type, block_details, dom_ready_time_ms, first_product_time_ms, total_requests, blocked_requests, result_data) FROM stdin;
1	24	13	198.51.100.74	t	133	2026-11-08 07:39:40.583551	proxy_usage	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
2	18	7	198.51.100.118	t	416	2026-11-14 01:34:40.584551	proxy_usage	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
3	9	23	198.51.100.59	t	275	2026-11-18 18:29:40.585551	proxy_usage	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
4	1	22	198.51.100.201	t	2074	2026-11-22 12:54:40.586551	proxy_usage	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
5	27	24	198.51.100.177	t	2031	2026-11-25 11:19:40.587551	proxy_usage	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
6	19	6	198.51.100.119	t	772	2026-11-27 16:14:40.588551	proxy_usage	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
7	19	5	198.51.100.19	t	1393	2026-11-29 06:09:40.589551	proxy_usage	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
8	32	18	198.51.100.182	t	674	2026-11-30 07:34:40.590551	proxy_usage	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
9	29	9	198.51.100.229	t	1155	2026-11-30 22:59:40.591551	proxy_usage	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
10	35	26	198.51.100.185	t	190	2026-12-01 06:54:40.592551	proxy_usage	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
11	50	19	198.51.100.100	t	222	2026-12-01 09:49:40.593551	proxy_usage	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
12	29	12	198.51.100.29	t	1434	2026-12-01 10:14:40.594551	proxy_usage	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N
\.


--
-- Data for Name: retired; Type: TABLE DATA; Schema: v1_hub; Owner: hub_owner
--

COPY v1_hub.retired (table_name, place, phase, treatment, reason, leaf, stage, rows_done, rows_due, copied_to, source_id, cut_over_xid, facts, rebind, dropped_at) FROM stdin;
v1_hub_proxy_heartbeat	2	1	leaf	\N	proxy_heartbeat	finished	0	0	\N	\N	731	{"owner": "hub_owner", "rights": [[null, "hub_owner", "DELETE", false], [null, "hub_owner", "INSERT", false], [null, "hub_owner", "REFERENCES", false], [null, "hub_owner", "SELECT", false], [null, "hub_owner", "TRIGGER", false], [null, "hub_owner", "TRUNCATE", false], [null, "hub_owner", "UPDATE", false], [null, "v1_hub_reporter", "SELECT", false]], "columns": [["id", "integer", true, null], ["name", "character varying(100)", false, null], ["remote_ip", "character varying(45)", false, null], ["created_at", "timestamp without time zone", true, null], ["updated_at", "timestamp without time zone", true, null]], "indexes": ["v1_hub_proxy_heartbeat_name_idx", "v1_hub_proxy_heartbeat_name_key", "v1_hub_proxy_heartbeat_pkey", "v1_hub_proxy_heartbeat_updated_at_idx"], "keys_onto": [], "sequences": [{"name": "v1_hub_proxy_heartbeat_id_seq", "type": "integer", "cache": 1, "cycles": false, "schema": "public", "maximum": 2147483647, "minimum": 1, "increment": 1, "column_name": "id"}], "dependents": ["public.v1_hub_proxy_status"], "constraints": ["v1_hub_proxy_heartbeat_name_key", "v1_hub_proxy_heartbeat_pkey"], "primary_key": ["id"]}	\N	\N
v1_hub_proxy_ip_mapping	1	1	leaf	\N	proxy_ip_mapping	finished	0	0	\N	\N	731	{"owner": "hub_owner", "rights": [["current_ip", "v1_hub_reporter", "UPDATE", false], ["last_toggle", "v1_hub_reporter", "UPDATE", false], ["updated_at", "v1_hub_reporter", "UPDATE", false], [null, "hub_owner", "DELETE", false], [null, "hub_owner", "INSERT", false], [null, "hub_owner", "REFERENCES", false], [null, "hub_owner", "SELECT", false], [null, "hub_owner", "TRIGGER", false], [null, "hub_owner", "TRUNCATE", false], [null, "hub_owner", "UPDATE", false], [null, "v1_hub_reporter", "SELECT", false]], "columns": [["id", "integer", true, null], ["proxy_id", "integer", false, null], ["proxy_number", "integer", false, "Line of the proxy, from 1."], ["current_ip", "character varying(45)", false, "현재 외부 IP (IPv4 또는 IPv6)"], ["is_active", "boolean", true, null], ["last_toggle", "timestamp without time zone", false, null], ["heartbeat_at", "timestamp without time zone", true, null], ["updated_at", "timestamp without time zone", true, null]], "indexes": ["v1_hub_proxy_ip_mapping_is_active_idx", "v1_hub_proxy_ip_mapping_pkey", "v1_hub_proxy_ip_mapping_proxy_id_idx", "v1_hub_proxy_ip_mapping_proxy_id_proxy_number_key"], "keys_onto": [], "sequences": [{"name": "v1_hub_proxy_ip_mapping_id_seq", "type": "integer", "cache": 1, "cycles": false, "schema": "public", "maximum": 2147483647, "minimum": 1, "increment": 1, "column_name": "id"}], "dependents": ["public.v1_hub_proxy_status"], "constraints": ["v1_hub_proxy_ip_mapping_pkey", "v1_hub_proxy_ip_mapping_proxy_id_fkey", "v1_hub_proxy_ip_mapping_proxy_id_proxy_number_key"], "primary_key": ["id"]}	\N	\N
v1_hub_daily_work_tracking	5	2	leaf	\N	daily_work_tracking	finished	0	0	\N	\N	731	{"owner": "hub_owner", "rights": [[null, "hub_owner", "DELETE", false], [null, "hub_owner", "INSERT", false], [null, "hub_owner", "REFERENCES", false], [null, "hub_owner", "SELECT", false], [null, "hub_owner", "TRIGGER", false], [null, "hub_owner", "TRUNCATE", false], [null, "hub_owner", "UPDATE", false], [null, "v1_hub_reporter", "SELECT", false]], "columns": [["id", "integer", true, null], ["work_slot_id", "integer", false, null], ["work_date", "date", false, null], ["target_count", "integer", false, "하루 목표 작업 수"], ["allocated_count", "integer", true, null], ["completed_count", "integer", true, null], ["failed_count", "integer", true, null], ["avg_response_time_ms", "integer", false, null], ["first_allocation_at", "timestamp without time zone", false, null], ["last_allocation_at", "timestamp without time zone", false, null]], "indexes": ["uk_daily_tracking", "v1_hub_daily_work_tracking_pkey", "v1_hub_daily_work_tracking_work_date_idx", "v1_hub_daily_work_tracking_work_slot_id_work_date_idx"], "keys_onto": [], "sequences": [{"name": "v1_hub_daily_work_tracking_id_seq", "type": "integer", "cache": 1, "cycles": false, "schema": "public", "maximum": 2147483647, "minimum": 1, "increment": 1, "column_name": "id"}], "dependents": ["public.v1_hub_work_dashboard"], "constraints": ["uk_daily_tracking", "v1_hub_daily_work_tracking_pkey", "v1_hub_daily_work_tracking_work_slot_id_fkey"], "primary_key": ["id"]}	\N	\N
v1_hub_work_results	7	3	fold	\N	work_result	finished	4	4	\N	\N	731	{"owner": "hub_owner", "rights": [[null, "hub_owner", "DELETE", false], [null, "hub_owner", "INSERT", false], [null, "hub_owner", "REFERENCES", false], [null, "hub_owner", "SELECT", false], [null, "hub_owner", "TRIGGER", false], [null, "hub_owner", "TRUNCATE", false], [null, "hub_owner", "UPDATE", false], [null, "v1_hub_reporter", "SELECT", false]], "columns": [["id", "integer", true, null], ["allocation_id", "integer", false, null], ["started_at", "timestamp without time zone", false, null], ["completed_at", "timestamp without time zone", false, null], ["execution_time_ms", "integer", false, null], ["client_ip", "character varying(45)", false, null], ["instance_number", "integer", false, null], ["user_folder_number", "integer", false, null], ["applied_cart_click", "boolean", false, null], ["status", "character varying(20)", false, null], ["status_code", "integer", false, null], ["current_page", "integer", false, null], ["is_blocked", "boolean", true, null], ["block_type", "character varying(50)", false, null], ["block_details", "jsonb", false, "What the blocked page looked like; the JSON null means: looked at, nothing found."], ["page_load_time_ms", "integer", false, null], ["dom_ready_time_ms", "integer", false, null], ["first_product_time_ms", "integer", false, null], ["total_requests", "integer", false, null], ["blocked_requests", "integer", false, null], ["created_at", "timestamp without time zone", true, null], ["applied_settings", "jsonb", true, "작업에 적용된 설정"]], "indexes": ["v1_hub_work_results_allocation_id_idx", "v1_hub_work_results_applied_settings_idx", "v1_hub_work_results_expr_idx", "v1_hub_work_results_is_blocked_idx", "v1_hub_work_results_pkey", "v1_hub_work_results_status_created_at_idx"], "defaults": {}, "keys_onto": ["public.v1_hub_product_results.v1_hub_product_results_result_id_fkey"], "sequences": [{"name": "v1_hub_work_results_id_seq", "type": "integer", "cache": 1, "cycles": false, "schema": "public", "maximum": 2147483647, "minimum": 1, "increment": 1, "column_name": "id"}], "dependents": ["public.v1_hub_blocked_results", "public.v1_hub_daily_results"], "constraints": ["v1_hub_work_results_allocation_id_fkey", "v1_hub_work_results_pkey", "v1_hub_work_results_status_check"], "primary_key": ["id"]}	\N	\N
v1_hub_proxy_usage	3	1	leaf	\N	proxy_usage	finished	0	0	\N	\N	731	{"owner": "hub_owner", "rights": [[null, "hub_owner", "DELETE", false], [null, "hub_owner", "INSERT", false], [null, "hub_owner", "REFERENCES", false], [null, "hub_owner", "SELECT", false], [null, "hub_owner", "TRIGGER", false], [null, "hub_owner", "TRUNCATE", false], [null, "hub_owner", "UPDATE", false], [null, "v1_hub_reporter", "INSERT", false], [null, "v1_hub_reporter", "SELECT", false], [null, "v1_hub_reporter", "UPDATE", false]], "columns": [["id", "integer", true, null], ["proxy_id", "integer", false, null], ["keyword_id", "integer", false, null], ["used_ip", "character varying(45)", false, null], ["success", "boolean", true, null], ["response_time_ms", "integer", false, "Milliseconds; NULL when no answer came."], ["created_at", "timestamp without time zone", true, null]], "indexes": ["v1_hub_proxy_usage_created_at_idx", "v1_hub_proxy_usage_keyword_id_idx", "v1_hub_proxy_usage_pkey"], "keys_onto": [], "sequences": [{"name": "v1_hub_proxy_usage_id_seq", "type": "integer", "cache": 1, "cycles": false, "schema": "public", "maximum": 2147483647, "minimum": 1, "increment": 1, "column_name": "id"}], "dependents": ["public.v1_hub_failed_usage"], "constraints": ["v1_hub_proxy_usage_keyword_id_fkey", "v1_hub_proxy_usage_pkey", "v1_hub_proxy_usage_proxy_id_fkey"], "primary_key": ["id"]}	\N	\N
v1_hub_client_activity_logs	4	2	leaf	\N	client_activity	finished	0	0	\N	\N	731	{"owner": "hub_owner", "rights": [[null, "hub_owner", "DELETE", false], [null, "hub_owner", "INSERT", false], [null, "hub_owner", "REFERENCES", false], [null, "hub_owner", "SELECT", false], [null, "hub_owner", "TRIGGER", false], [null, "hub_owner", "TRUNCATE", false], [null, "hub_owner", "UPDATE", false], [null, "v1_hub_reporter", "INSERT", false]], "columns": [["id", "integer", true, null], ["client_ip", "character varying(45)", false, null], ["instance_number", "integer", false, null], ["user_folder_number", "integer", false, null], ["allocation_id", "integer", false, null], ["work_slot_id", "integer", false, null], ["status", "character varying(20)", false, null], ["execution_time_ms", "integer", false, null], ["reported_at", "timestamp without time zone", true, null]], "indexes": ["v1_hub_client_activity_logs_client_ip_instance_number_user__idx", "v1_hub_client_activity_logs_client_ip_reported_at_idx", "v1_hub_client_activity_logs_pkey"], "keys_onto": [], "sequences": [{"name": "v1_hub_client_activity_logs_id_seq", "type": "integer", "cache": 1, "cycles": false, "schema": "public", "maximum": 2147483647, "minimum": 1, "increment": 1, "column_name": "id"}], "dependents": ["public.v1_hub_client_today"], "constraints": ["v1_hub_client_activity_logs_allocation_id_fkey", "v1_hub_client_activity_logs_pkey", "v1_hub_client_activity_logs_work_slot_id_fkey"], "primary_key": ["id"]}	\N	\N
v1_hub_work_slots_history	6	2	history	\N	work_slots_history	finished	39	39	2340	1	731	{"owner": "hub_owner", "checks": [{"kind": "p", "name": "v1_hub_work_slots_history_pkey", "is_top": true, "target": 0, "columns": ["id"], "relation": 16552, "definition": "PRIMARY KEY (id)", "expression": null, "table_name": "public.v1_hub_work_slots_history", "target_name": null, "is_validated": true, "target_columns": [], "target_bare_name": null}], "log_id": null, "rights": [[null, "hub_owner", "DELETE", false], [null, "hub_owner", "INSERT", false], [null, "hub_owner", "REFERENCES", false], [null, "hub_owner", "SELECT", false], [null, "hub_owner", "TRIGGER", false], [null, "hub_owner", "TRUNCATE", false], [null, "hub_owner", "UPDATE", false]], "columns": [["id", "integer", true, null], ["work_slot_id", "integer", false, null], ["changed_at", "timestamp without time zone", true, null], ["changed_by", "character varying(100)", false, null], ["operation", "character varying(20)", false, null], ["old_data", "jsonb", false, null], ["new_data", "jsonb", false, null], ["change_summary", "text", false, "One line: created, deleted, or \\"column: old -> new\\" of each changed column."]], "indexes": ["v1_hub_work_slots_history_changed_at_idx", "v1_hub_work_slots_history_pkey", "v1_hub_work_slots_history_work_slot_id_idx"], "required": ["id", "work_slot_id", "operation"], "triggers": [{"name": "v1_hub_log_work_slot_change", "state": "O", "definition": "CREATE TRIGGER v1_hub_log_work_slot_change AFTER INSERT OR DELETE OR UPDATE ON public.v1_hub_work_slots FOR EACH ROW EXECUTE FUNCTION public.v1_hub_log_work_slot_change()"}], "keys_onto": [], "sequences": [{"name": "v1_hub_work_slots_history_id_seq", "type": "integer", "cache": 1, "cycles": false, "schema": "public", "maximum": 2147483647, "minimum": 1, "increment": 1, "column_name": "id"}], "dependents": ["public.v1_hub_slot_changes"], "constraints": ["v1_hub_work_slots_history_pkey", "v1_hub_work_slots_history_work_slot_id_fkey"], "primary_key": ["id"], "foreign_keys": [{"name": "v1_hub_work_slots_history_work_slot_id_fkey", "pairs": [["work_slot_id", "id"]], "target": "public.v1_hub_work_slots", "definition": "FOREIGN KEY (work_slot_id) REFERENCES public.v1_hub_work_slots(id) ON DELETE CASCADE", "target_bare_name": "v1_hub_work_slots"}]}	\N	\N
\.


--
-- Data for Name: run; Type: TABLE DATA; Schema: v1_hub; Owner: hub_owner
--

COPY v1_hub.run (began_at, ended_at, command, version, ran_by, outcome, what) FROM stdin;
2026-12-01 10:14:41.399893+00	2026-12-01 10:14:42.179042+00	install	0.2.0	hub_owner	done	{"rows": {"fold v1_hub_work_results": 4, "copy v1_hub_work_slots_history": 39}, "steps": 13, "phases": [1, 2, 3], "locked_seconds": 0.093}
\.


--
-- Data for Name: usage_run; Type: TABLE DATA; Schema: v1_hub; Owner: hub_owner
--

COPY v1_hub.usage_run (ran_at, statements, hidden, statistics_since) FROM stdin;
\.


--
-- Data for Name: v1_hub_audit_log_2026_09; Type: TABLE DATA; Schema: v1_hub; Owner: hub_owner
--

COPY v1_hub.v1_hub_audit_log_2026_09 (id, table_name, record_id, action, changed_by, changed_at, old_data, new_data, source_id, record_key, old_key, happened_at, transaction_id, session_role, application_name, client_addr, context, left_out, masked_changes) FROM stdin;
120	v1_hub_work_slots	1	UPDATE	관리자	2026-09-02 22:30:59.939639	{"id": 1, "code": null, "source": "api", "status": "active", "keyword": "캠핑 의자 1", "end_date": "2026-12-22", "is_active": true, "created_at": "2026-10-22T10:15:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 1], "delay": {"jitter": null, "max_ms": 510, "min_ms": 500}, "ratio": 0.14285714285714285714}, "daily_work_count": 200, "cart_click_enabled": true}	{"id": 1, "code": null, "source": "api", "status": "active", "keyword": "캠핑 의자 1", "end_date": "2026-12-22", "is_active": true, "created_at": "2026-10-22T10:15:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 1], "delay": {"jitter": null, "max_ms": 510, "min_ms": 500}, "ratio": 0.14285714285714285714}, "daily_work_count": 270, "cart_click_enabled": true}	1	\N	\N	\N	\N	\N	\N	\N	{"change_summary": "daily_work_count: 200 -> 270"}	\N	\N
240	v1_hub_work_slots	4	UPDATE	관리자	2026-09-04 10:47:19.284727	{"id": 4, "code": null, "source": "manual", "status": "active", "keyword": "여름 원피스 4", "end_date": "2026-12-25", "is_active": true, "created_at": "2026-10-22T10:18:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 4], "delay": {"jitter": null, "max_ms": 600, "min_ms": 500}, "ratio": 0.57142857142857142857}, "daily_work_count": 440, "cart_click_enabled": false}	{"id": 4, "code": null, "source": "manual", "status": "active", "keyword": "여름 원피스 4", "end_date": "2026-12-25", "is_active": true, "created_at": "2026-10-22T10:18:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 4], "delay": {"jitter": null, "max_ms": 600, "min_ms": 500}, "ratio": 0.57142857142857142857}, "daily_work_count": 110, "cart_click_enabled": false}	1	\N	\N	\N	\N	\N	\N	\N	{"change_summary": "daily_work_count: 440 -> 110"}	\N	\N
360	v1_hub_work_slots	5	UPDATE	관리자	2026-09-05 23:03:38.629815	{"id": 5, "code": "R5", "source": "api", "status": "active", "keyword": "무선 이어폰 5", "end_date": "2026-12-26", "is_active": true, "created_at": "2026-10-22T10:19:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 5], "delay": {"jitter": null, "max_ms": 700, "min_ms": 500}, "ratio": 0.71428571428571428571}, "daily_work_count": 260, "cart_click_enabled": false}	{"id": 5, "code": "R5", "source": "api", "status": "active", "keyword": "무선 이어폰 5", "end_date": "2026-12-26", "is_active": true, "created_at": "2026-10-22T10:19:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 5], "delay": {"jitter": null, "max_ms": 700, "min_ms": 500}, "ratio": 0.71428571428571428571}, "daily_work_count": 330, "cart_click_enabled": false}	1	\N	\N	\N	\N	\N	\N	\N	{"change_summary": "daily_work_count: 260 -> 330"}	\N	\N
480	v1_hub_work_slots	7	UPDATE	관리자	2026-09-07 11:19:57.974904	{"id": 7, "code": null, "source": null, "status": "active", "keyword": "유기농 사과 7", "end_date": "2026-12-28", "is_active": true, "created_at": "2026-10-22T10:21:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 7], "delay": {"jitter": null, "max_ms": 700, "min_ms": 500}, "ratio": 1.00000000000000000000}, "daily_work_count": 90, "cart_click_enabled": false}	{"id": 7, "code": null, "source": null, "status": "active", "keyword": "유기농 사과 7", "end_date": "2026-12-28", "is_active": true, "created_at": "2026-10-22T10:21:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 7], "delay": {"jitter": null, "max_ms": 800, "min_ms": 500}, "ratio": 1.00000000000000000000}, "daily_work_count": 160, "cart_click_enabled": false}	1	\N	\N	\N	\N	\N	\N	\N	{"change_summary": "daily_work_count: 90 -> 160, extra_config: {\\"note\\": \\"상품 \\\\\\"A\\\\\\" 우선\\", \\"tags\\": [\\"쿠팡\\", null, 7], \\"delay\\": {\\"jitter\\": null, \\"max_ms\\": 700, \\"min_ms\\": 500}, \\"ratio\\": 1.00000000000000000000} -> {\\"note\\": \\"상품 \\\\\\"A\\\\\\" 우선\\", \\"tags\\": [\\"쿠팡\\", null, 7], \\"delay\\": {\\"jitter\\": null, \\"max_ms\\": 800, \\"min_ms\\": 500}, \\"ratio\\": 1.00000000000000000000}"}	\N	\N
600	v1_hub_work_slots	9	UPDATE	관리자	2026-09-08 23:36:17.319992	{"id": 9, "code": null, "source": "api", "status": "active", "keyword": "여름 원피스 9", "end_date": "2026-12-30", "is_active": true, "created_at": "2026-10-22T10:23:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 9], "delay": {"jitter": null, "max_ms": 800, "min_ms": 500}, "ratio": 1.2857142857142857}, "daily_work_count": 320, "cart_click_enabled": false}	{"id": 9, "code": null, "source": "api", "status": "active", "keyword": "여름 원피스 9", "end_date": "2026-12-30", "is_active": true, "created_at": "2026-10-22T10:23:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 9], "delay": {"jitter": null, "max_ms": 800, "min_ms": 500}, "ratio": 1.2857142857142857}, "daily_work_count": 390, "cart_click_enabled": false}	1	\N	\N	\N	\N	\N	\N	\N	{"change_summary": "daily_work_count: 320 -> 390"}	\N	\N
720	v1_hub_work_slots	11	UPDATE	관리자	2026-09-10 11:52:36.66508	{"id": 11, "code": null, "source": null, "status": "active", "keyword": "캠핑 의자 11", "end_date": "2027-01-01", "is_active": true, "created_at": "2026-10-22T10:25:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 11], "delay": {"jitter": null, "max_ms": 900, "min_ms": 500}, "ratio": 1.5714285714285714}, "daily_work_count": 150, "cart_click_enabled": false}	{"id": 11, "code": null, "source": null, "status": "active", "keyword": "캠핑 의자 11", "end_date": "2027-01-01", "is_active": true, "created_at": "2026-10-22T10:25:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 11], "delay": {"jitter": null, "max_ms": 900, "min_ms": 500}, "ratio": 1.5714285714285714}, "daily_work_count": 220, "cart_click_enabled": false}	1	\N	\N	\N	\N	\N	\N	\N	{"change_summary": "daily_work_count: 150 -> 220"}	\N	\N
840	v1_hub_work_slots	15	UPDATE	관리자	2026-09-12 00:08:56.010168	{"id": 15, "code": "R15", "source": null, "status": "active", "keyword": "무선 이어폰 15 v20", "end_date": "2027-01-05", "is_active": true, "created_at": "2026-10-22T10:29:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 15], "delay": {"jitter": null, "max_ms": 1000, "min_ms": 500}, "ratio": 2.1428571428571429}, "daily_work_count": 400, "cart_click_enabled": false}	{"id": 15, "code": "R15", "source": null, "status": "active", "keyword": "무선 이어폰 15 v20", "end_date": "2027-01-05", "is_active": true, "created_at": "2026-10-22T10:29:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 15], "delay": {"jitter": null, "max_ms": 1000, "min_ms": 500}, "ratio": 2.1428571428571429}, "daily_work_count": 70, "cart_click_enabled": false}	1	\N	\N	\N	\N	\N	\N	\N	{"change_summary": "daily_work_count: 400 -> 70"}	\N	\N
960	v1_hub_work_slots	19	UPDATE	관리자	2026-09-13 12:25:15.355256	{"id": 19, "code": null, "source": null, "status": "active", "keyword": "여름 원피스 19 v20", "end_date": "2027-01-09", "is_active": true, "created_at": "2026-10-22T10:33:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 19], "delay": {"jitter": null, "max_ms": 1000, "min_ms": 500}, "ratio": 2.7142857142857143}, "daily_work_count": 250, "cart_click_enabled": false}	{"id": 19, "code": null, "source": null, "status": "active", "keyword": "여름 원피스 19 v20", "end_date": "2027-01-09", "is_active": true, "created_at": "2026-10-22T10:33:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 19], "delay": {"jitter": null, "max_ms": 1100, "min_ms": 500}, "ratio": 2.7142857142857143}, "daily_work_count": 320, "cart_click_enabled": false}	1	\N	\N	\N	\N	\N	\N	\N	{"change_summary": "daily_work_count: 250 -> 320, extra_config: {\\"note\\": \\"상품 \\\\\\"A\\\\\\" 우선\\", \\"tags\\": [\\"쿠팡\\", null, 19], \\"delay\\": {\\"jitter\\": null, \\"max_ms\\": 1000, \\"min_ms\\": 500}, \\"ratio\\": 2.7142857142857143} -> {\\"note\\": \\"상품 \\\\\\"A\\\\\\" 우선\\", \\"tags\\": [\\"쿠팡\\", null, 19], \\"delay\\": {\\"jitter\\": null, \\"max_ms\\": 1100, \\"min_ms\\": 500}, \\"ratio\\": 2.7142857142857143}"}	\N	\N
1080	v1_hub_work_slots	22	UPDATE	관리자	2026-09-15 00:41:34.700344	{"id": 22, "code": null, "source": "external", "status": "active", "keyword": "유기농 사과 22 v20", "end_date": "2027-01-12", "is_active": true, "created_at": "2026-10-22T10:36:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 22], "delay": {"jitter": null, "max_ms": 1100, "min_ms": 500}, "ratio": 3.1428571428571429}, "daily_work_count": 90, "cart_click_enabled": false}	{"id": 22, "code": null, "source": "external", "status": "active", "keyword": "유기농 사과 22 v20", "end_date": "2027-01-12", "is_active": true, "created_at": "2026-10-22T10:36:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 22], "delay": {"jitter": null, "max_ms": 1100, "min_ms": 500}, "ratio": 3.1428571428571429}, "daily_work_count": 160, "cart_click_enabled": false}	1	\N	\N	\N	\N	\N	\N	\N	{"change_summary": "daily_work_count: 90 -> 160"}	\N	\N
1200	v1_hub_work_slots	26	UPDATE	관리자	2026-09-16 12:57:54.045433	{"id": 26, "code": null, "source": "external", "status": null, "keyword": "캠핑 의자 26 v20", "end_date": "2027-01-16", "is_active": true, "created_at": "2026-10-22T10:40:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 26], "delay": {"jitter": null, "max_ms": 1200, "min_ms": 500}, "ratio": 3.7142857142857143}, "daily_work_count": 340, "cart_click_enabled": false}	{"id": 26, "code": null, "source": "external", "status": null, "keyword": "캠핑 의자 26 v20", "end_date": "2027-01-16", "is_active": true, "created_at": "2026-10-22T10:40:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 26], "delay": {"jitter": null, "max_ms": 1200, "min_ms": 500}, "ratio": 3.7142857142857143}, "daily_work_count": 410, "cart_click_enabled": false}	1	\N	\N	\N	\N	\N	\N	\N	{"change_summary": "daily_work_count: 340 -> 410"}	\N	\N
1320	v1_hub_work_slots	28	UPDATE	관리자	2026-09-18 01:14:13.390521	{"id": 28, "code": null, "source": "manual", "status": "active", "keyword": "강아지 사료 28 v20", "end_date": "2027-01-18", "is_active": true, "created_at": "2026-10-22T10:42:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 28], "delay": {"jitter": null, "max_ms": 1300, "min_ms": 500}, "ratio": 4.0000000000000000}, "daily_work_count": 170, "cart_click_enabled": true}	{"id": 28, "code": null, "source": "manual", "status": "active", "keyword": "강아지 사료 28 v20", "end_date": "2027-01-18", "is_active": true, "created_at": "2026-10-22T10:42:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 28], "delay": {"jitter": null, "max_ms": 1300, "min_ms": 500}, "ratio": 4.0000000000000000}, "daily_work_count": 240, "cart_click_enabled": false}	1	\N	\N	\N	\N	\N	\N	\N	{"change_summary": "daily_work_count: 170 -> 240, cart_click_enabled: true -> false"}	\N	\N
1440	v1_hub_work_slots	32	UPDATE	관리자	2026-09-19 13:30:32.735609	{"id": 32, "code": "R32", "source": "manual", "status": "active", "keyword": "유기농 사과 32 v20", "end_date": "2026-12-23", "is_active": true, "created_at": "2026-10-22T10:46:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 32], "delay": {"jitter": null, "max_ms": 1300, "min_ms": 500}, "ratio": 4.5714285714285714}, "daily_work_count": 420, "cart_click_enabled": false}	{"id": 32, "code": "R32", "source": "manual", "status": "active", "keyword": "유기농 사과 32 v20", "end_date": "2026-12-23", "is_active": true, "created_at": "2026-10-22T10:46:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 32], "delay": {"jitter": null, "max_ms": 1400, "min_ms": 500}, "ratio": 4.5714285714285714}, "daily_work_count": 90, "cart_click_enabled": false}	1	\N	\N	\N	\N	\N	\N	\N	{"change_summary": "daily_work_count: 420 -> 90, extra_config: {\\"note\\": \\"상품 \\\\\\"A\\\\\\" 우선\\", \\"tags\\": [\\"쿠팡\\", null, 32], \\"delay\\": {\\"jitter\\": null, \\"max_ms\\": 1300, \\"min_ms\\": 500}, \\"ratio\\": 4.5714285714285714} -> {\\"note\\": \\"상품 \\\\\\"A\\\\\\" 우선\\", \\"tags\\": [\\"쿠팡\\", null, 32], \\"delay\\": {\\"jitter\\": null, \\"max_ms\\": 1400, \\"min_ms\\": 500}, \\"ratio\\": 4.5714285714285714}"}	\N	\N
1560	v1_hub_work_slots	39	UPDATE	관리자	2026-09-21 01:46:52.080697	{"id": 39, "code": null, "source": null, "status": null, "keyword": "여름 원피스 39 v20", "end_date": "2026-12-30", "is_active": true, "created_at": "2026-10-22T10:53:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 39], "delay": {"jitter": null, "max_ms": 1400, "min_ms": 500}, "ratio": 5.5714285714285714}, "daily_work_count": 300, "cart_click_enabled": false}	{"id": 39, "code": "R39", "source": null, "status": null, "keyword": "여름 원피스 39 v20", "end_date": "2026-12-30", "is_active": true, "created_at": "2026-10-22T10:53:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 39], "delay": {"jitter": null, "max_ms": 1400, "min_ms": 500}, "ratio": 5.5714285714285714}, "daily_work_count": 370, "cart_click_enabled": false}	1	\N	\N	\N	\N	\N	\N	\N	{"change_summary": "code: NULL -> R39, daily_work_count: 300 -> 370"}	\N	\N
1680	v1_hub_work_slots	12	UPDATE	관리자	2026-09-22 14:03:11.425785	{"id": 12, "code": "R12", "source": "manual", "status": "active", "keyword": "유기농 사과 12 v40", "end_date": "2027-01-02", "is_active": true, "created_at": "2026-10-22T10:26:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": null, "daily_work_count": 310, "cart_click_enabled": false}	{"id": 12, "code": "R12", "source": "manual", "status": "active", "keyword": "유기농 사과 12 v40", "end_date": "2027-01-02", "is_active": true, "created_at": "2026-10-22T10:26:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": null, "daily_work_count": 380, "cart_click_enabled": false}	1	\N	\N	\N	\N	\N	\N	\N	{"change_summary": "daily_work_count: 310 -> 380"}	\N	\N
1800	v1_hub_work_slots	12	UPDATE	관리자	2026-09-24 02:19:30.770873	{"id": 12, "code": "R12", "source": "manual", "status": "active", "keyword": "유기농 사과 12 v40", "end_date": "2027-01-02", "is_active": true, "created_at": "2026-10-22T10:26:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": null, "daily_work_count": 120, "cart_click_enabled": false}	{"id": 12, "code": "R12", "source": "manual", "status": "active", "keyword": "유기농 사과 12 v40", "end_date": "2027-01-02", "is_active": true, "created_at": "2026-10-22T10:26:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": null, "daily_work_count": 190, "cart_click_enabled": false}	1	\N	\N	\N	\N	\N	\N	\N	{"change_summary": "daily_work_count: 120 -> 190"}	\N	\N
1920	v1_hub_work_slots	1	UPDATE	관리자	2026-09-25 14:35:50.115962	{"id": 1, "code": "R1", "source": "api", "status": "active", "keyword": "캠핑 의자 1 v40", "end_date": "2026-12-22", "is_active": true, "created_at": "2026-10-22T10:15:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 1], "delay": {"jitter": null, "max_ms": 1700, "min_ms": 500}, "ratio": 0.14285714285714285714}, "daily_work_count": 220, "cart_click_enabled": true}	{"id": 1, "code": "R1", "source": "api", "status": "active", "keyword": "캠핑 의자 1 v40", "end_date": "2026-12-22", "is_active": true, "created_at": "2026-10-22T10:15:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 1], "delay": {"jitter": null, "max_ms": 1700, "min_ms": 500}, "ratio": 0.14285714285714285714}, "daily_work_count": 290, "cart_click_enabled": true}	1	\N	\N	\N	\N	\N	\N	\N	{"change_summary": "daily_work_count: 220 -> 290"}	\N	\N
2040	v1_hub_work_slots	3	UPDATE	관리자	2026-09-27 02:52:09.46105	{"id": 3, "code": "R3", "source": null, "status": "active", "keyword": "강아지 사료 3 v40", "end_date": "2026-12-24", "is_active": true, "created_at": "2026-10-22T10:17:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 3], "delay": {"jitter": null, "max_ms": 1700, "min_ms": 500}, "ratio": 0.42857142857142857143}, "daily_work_count": 50, "cart_click_enabled": true}	{"id": 3, "code": "R3", "source": null, "status": "active", "keyword": "강아지 사료 3 v40", "end_date": "2026-12-24", "is_active": true, "created_at": "2026-10-22T10:17:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 3], "delay": {"jitter": null, "max_ms": 1800, "min_ms": 500}, "ratio": 0.42857142857142857143}, "daily_work_count": 120, "cart_click_enabled": false}	1	\N	\N	\N	\N	\N	\N	\N	{"change_summary": "daily_work_count: 50 -> 120, cart_click_enabled: true -> false, extra_config: {\\"note\\": \\"상품 \\\\\\"A\\\\\\" 우선\\", \\"tags\\": [\\"쿠팡\\", null, 3], \\"delay\\": {\\"jitter\\": null, \\"max_ms\\": 1700, \\"min_ms\\": 500}, \\"ratio\\": 0.42857142857142857143} -> {\\"note\\": \\"상품 \\\\\\"A\\\\\\" 우선\\", \\"tags\\": [\\"쿠팡\\", null, 3], \\"delay\\": {\\"jitter\\": null, \\"max_ms\\": 1800, \\"min_ms\\": 500}, \\"ratio\\": 0.42857142857142857143}"}	\N	\N
2160	v1_hub_work_slots	7	UPDATE	관리자	2026-09-28 15:08:28.806138	{"id": 7, "code": "R7", "source": null, "status": "active", "keyword": "유기농 사과 7 v40", "end_date": "2026-12-28", "is_active": true, "created_at": "2026-10-22T10:21:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 7], "delay": {"jitter": null, "max_ms": 1800, "min_ms": 500}, "ratio": 1.00000000000000000000}, "daily_work_count": 300, "cart_click_enabled": false}	{"id": 7, "code": "R7", "source": null, "status": "active", "keyword": "유기농 사과 7 v40", "end_date": "2026-12-28", "is_active": true, "created_at": "2026-10-22T10:21:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 7], "delay": {"jitter": null, "max_ms": 1800, "min_ms": 500}, "ratio": 1.00000000000000000000}, "daily_work_count": 370, "cart_click_enabled": false}	1	\N	\N	\N	\N	\N	\N	\N	{"change_summary": "daily_work_count: 300 -> 370"}	\N	\N
2280	v1_hub_work_slots	10	UPDATE	관리자	2026-09-30 03:24:48.151226	{"id": 10, "code": null, "source": "external", "status": "deleted", "keyword": "무선 이어폰 10 v40", "end_date": "2026-12-31", "is_active": false, "created_at": "2026-10-22T10:24:40.594551", "deleted_at": "2026-12-01T00:14:40.594551", "deleted_by": "관리자", "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 10], "delay": {"jitter": null, "max_ms": 1900, "min_ms": 500}, "ratio": 1.4285714285714286}, "daily_work_count": 140, "cart_click_enabled": false}	{"id": 10, "code": null, "source": "external", "status": "deleted", "keyword": "무선 이어폰 10 v40", "end_date": "2026-12-31", "is_active": false, "created_at": "2026-10-22T10:24:40.594551", "deleted_at": "2026-12-01T00:14:40.594551", "deleted_by": "관리자", "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 10], "delay": {"jitter": null, "max_ms": 1900, "min_ms": 500}, "ratio": 1.4285714285714286}, "daily_work_count": 210, "cart_click_enabled": false}	1	\N	\N	\N	\N	\N	\N	\N	{"change_summary": "daily_work_count: 140 -> 210"}	\N	\N
\.


--
-- Data for Name: v1_hub_audit_log_2026_10; Type: TABLE DATA; Schema: v1_hub; Owner: hub_owner
--

COPY v1_hub.v1_hub_audit_log_2026_10 (id, table_name, record_id, action, changed_by, changed_at, old_data, new_data, source_id, record_key, old_key, happened_at, transaction_id, session_role, application_name, client_addr, context, left_out, masked_changes) FROM stdin;
\.


--
-- Data for Name: v1_hub_audit_log_2026_11; Type: TABLE DATA; Schema: v1_hub; Owner: hub_owner
--

COPY v1_hub.v1_hub_audit_log_2026_11 (id, table_name, record_id, action, changed_by, changed_at, old_data, new_data, source_id, record_key, old_key, happened_at, transaction_id, session_role, application_name, client_addr, context, left_out, masked_changes) FROM stdin;
60	v1_hub_work_slots	20	UPDATE	관리자	2026-11-02 04:22:50.267095	{"id": 20, "code": null, "source": "manual", "status": "deleted", "keyword": "무선 이어폰 20", "end_date": "2027-01-10", "is_active": false, "created_at": "2026-10-22T10:34:40.594551", "deleted_at": "2026-11-30T14:14:40.594551", "deleted_by": "관리자", "start_date": "2026-10-22", "updated_at": "2026-10-22T10:34:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 20], "delay": {"jitter": null, "max_ms": 700, "min_ms": 500}, "ratio": 2.8571428571428571}, "daily_work_count": 250, "cart_click_enabled": false}	{"id": 20, "code": null, "source": "manual", "status": "deleted", "keyword": "무선 이어폰 20", "end_date": "2027-01-10", "is_active": false, "created_at": "2026-10-22T10:34:40.594551", "deleted_at": "2026-11-30T14:14:40.594551", "deleted_by": "관리자", "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 20], "delay": {"jitter": null, "max_ms": 700, "min_ms": 500}, "ratio": 2.8571428571428571}, "daily_work_count": 320, "cart_click_enabled": false}	1	\N	\N	\N	\N	\N	\N	\N	{"change_summary": "daily_work_count: 250 -> 320"}	\N	\N
180	v1_hub_work_slots	21	UPDATE	관리자	2026-11-03 16:39:09.612183	{"id": 21, "code": "P000021", "source": "api", "status": "active", "keyword": "캠핑 의자 21", "end_date": "2027-01-11", "is_active": true, "created_at": "2026-10-22T10:35:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 21], "delay": {"jitter": null, "max_ms": 710, "min_ms": 500}, "ratio": 3.0000000000000000}, "daily_work_count": 70, "cart_click_enabled": false}	{"id": 21, "code": "P000021", "source": "api", "status": "active", "keyword": "캠핑 의자 21", "end_date": "2027-01-11", "is_active": true, "created_at": "2026-10-22T10:35:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 21], "delay": {"jitter": null, "max_ms": 600, "min_ms": 500}, "ratio": 3.0000000000000000}, "daily_work_count": 140, "cart_click_enabled": false}	1	\N	\N	\N	\N	\N	\N	\N	{"change_summary": "daily_work_count: 70 -> 140, extra_config: {\\"note\\": \\"상품 \\\\\\"A\\\\\\" 우선\\", \\"tags\\": [\\"쿠팡\\", null, 21], \\"delay\\": {\\"jitter\\": null, \\"max_ms\\": 710, \\"min_ms\\": 500}, \\"ratio\\": 3.0000000000000000} -> {\\"note\\": \\"상품 \\\\\\"A\\\\\\" 우선\\", \\"tags\\": [\\"쿠팡\\", null, 21], \\"delay\\": {\\"jitter\\": null, \\"max_ms\\": 600, \\"min_ms\\": 500}, \\"ratio\\": 3.0000000000000000}"}	\N	\N
300	v1_hub_work_slots	24	UPDATE	관리자	2026-11-05 04:55:28.957271	{"id": 24, "code": "P000024", "source": "manual", "status": "active", "keyword": "여름 원피스 24", "end_date": "2027-01-14", "is_active": true, "created_at": "2026-10-22T10:38:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": null, "daily_work_count": 310, "cart_click_enabled": true}	{"id": 24, "code": "P000024", "source": "manual", "status": "active", "keyword": "여름 원피스 24", "end_date": "2027-01-14", "is_active": true, "created_at": "2026-10-22T10:38:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": null, "daily_work_count": 380, "cart_click_enabled": true}	1	\N	\N	\N	\N	\N	\N	\N	{"change_summary": "daily_work_count: 310 -> 380"}	\N	\N
420	v1_hub_work_slots	27	UPDATE	관리자	2026-11-06 17:11:48.30236	{"id": 27, "code": "P000027", "source": null, "status": "active", "keyword": "유기농 사과 27", "end_date": "2027-01-17", "is_active": true, "created_at": "2026-10-22T10:41:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 27], "delay": {"jitter": null, "max_ms": 700, "min_ms": 500}, "ratio": 3.8571428571428571}, "daily_work_count": 150, "cart_click_enabled": true}	{"id": 27, "code": "P000027", "source": null, "status": "active", "keyword": "유기농 사과 27", "end_date": "2027-01-17", "is_active": true, "created_at": "2026-10-22T10:41:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 27], "delay": {"jitter": null, "max_ms": 700, "min_ms": 500}, "ratio": 3.8571428571428571}, "daily_work_count": 220, "cart_click_enabled": false}	1	\N	\N	\N	\N	\N	\N	\N	{"change_summary": "daily_work_count: 150 -> 220, cart_click_enabled: true -> false"}	\N	\N
540	v1_hub_work_slots	30	UPDATE	관리자	2026-11-08 05:28:07.647448	{"id": 30, "code": null, "source": "external", "status": "deleted", "keyword": "무선 이어폰 30", "end_date": "2026-12-21", "is_active": false, "created_at": "2026-10-22T10:44:40.594551", "deleted_at": "2026-11-30T04:14:40.594551", "deleted_by": "관리자", "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": null, "daily_work_count": 390, "cart_click_enabled": true}	{"id": 30, "code": null, "source": "external", "status": "deleted", "keyword": "무선 이어폰 30", "end_date": "2026-12-21", "is_active": false, "created_at": "2026-10-22T10:44:40.594551", "deleted_at": "2026-11-30T04:14:40.594551", "deleted_by": "관리자", "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": null, "daily_work_count": 60, "cart_click_enabled": false}	1	\N	\N	\N	\N	\N	\N	\N	{"change_summary": "daily_work_count: 390 -> 60, cart_click_enabled: true -> false"}	\N	\N
660	v1_hub_work_slots	33	UPDATE	관리자	2026-11-09 17:44:26.992536	{"id": 33, "code": null, "source": "api", "status": "active", "keyword": "강아지 사료 33", "end_date": "2026-12-24", "is_active": true, "created_at": "2026-10-22T10:47:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 33], "delay": {"jitter": null, "max_ms": 800, "min_ms": 500}, "ratio": 4.7142857142857143}, "daily_work_count": 230, "cart_click_enabled": false}	{"id": 33, "code": null, "source": "api", "status": "active", "keyword": "강아지 사료 33", "end_date": "2026-12-24", "is_active": true, "created_at": "2026-10-22T10:47:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 33], "delay": {"jitter": null, "max_ms": 900, "min_ms": 500}, "ratio": 4.7142857142857143}, "daily_work_count": 300, "cart_click_enabled": false}	1	\N	\N	\N	\N	\N	\N	\N	{"change_summary": "daily_work_count: 230 -> 300, extra_config: {\\"note\\": \\"상품 \\\\\\"A\\\\\\" 우선\\", \\"tags\\": [\\"쿠팡\\", null, 33], \\"delay\\": {\\"jitter\\": null, \\"max_ms\\": 800, \\"min_ms\\": 500}, \\"ratio\\": 4.7142857142857143} -> {\\"note\\": \\"상품 \\\\\\"A\\\\\\" 우선\\", \\"tags\\": [\\"쿠팡\\", null, 33], \\"delay\\": {\\"jitter\\": null, \\"max_ms\\": 900, \\"min_ms\\": 500}, \\"ratio\\": 4.7142857142857143}"}	\N	\N
780	v1_hub_work_slots	39	UPDATE	관리자	2026-11-11 06:00:46.337624	{"id": 39, "code": null, "source": null, "status": null, "keyword": "여름 원피스 39", "end_date": "2026-12-30", "is_active": true, "created_at": "2026-10-22T10:53:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 39], "delay": {"jitter": null, "max_ms": 900, "min_ms": 500}, "ratio": 5.5714285714285714}, "daily_work_count": 100, "cart_click_enabled": false}	{"id": 39, "code": null, "source": null, "status": null, "keyword": "여름 원피스 39", "end_date": "2026-12-30", "is_active": true, "created_at": "2026-10-22T10:53:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 39], "delay": {"jitter": null, "max_ms": 900, "min_ms": 500}, "ratio": 5.5714285714285714}, "daily_work_count": 170, "cart_click_enabled": false}	1	\N	\N	\N	\N	\N	\N	\N	{"change_summary": "daily_work_count: 100 -> 170"}	\N	\N
900	v1_hub_work_slots	24	UPDATE	관리자	2026-11-12 18:17:05.682712	{"id": 24, "code": "P000024", "source": "manual", "status": "active", "keyword": "여름 원피스 24 v20", "end_date": "2027-01-14", "is_active": true, "created_at": "2026-10-22T10:38:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": null, "daily_work_count": 230, "cart_click_enabled": true}	{"id": 24, "code": "P000024", "source": "manual", "status": "active", "keyword": "여름 원피스 24 v20", "end_date": "2027-01-14", "is_active": true, "created_at": "2026-10-22T10:38:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": null, "daily_work_count": 300, "cart_click_enabled": true}	1	\N	\N	\N	\N	\N	\N	\N	{"change_summary": "daily_work_count: 230 -> 300"}	\N	\N
1020	v1_hub_work_slots	12	UPDATE	관리자	2026-11-14 06:33:25.0278	{"id": 12, "code": null, "source": "manual", "status": "active", "keyword": "유기농 사과 12 v20", "end_date": "2027-01-02", "is_active": true, "created_at": "2026-10-22T10:26:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": null, "daily_work_count": 320, "cart_click_enabled": false}	{"id": 12, "code": null, "source": "manual", "status": "active", "keyword": "유기농 사과 12 v20", "end_date": "2027-01-02", "is_active": true, "created_at": "2026-10-22T10:26:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": null, "daily_work_count": 390, "cart_click_enabled": false}	1	\N	\N	\N	\N	\N	\N	\N	{"change_summary": "daily_work_count: 320 -> 390"}	\N	\N
1140	v1_hub_work_slots	1	UPDATE	관리자	2026-11-15 18:49:44.372889	{"id": 1, "code": null, "source": "api", "status": "active", "keyword": "캠핑 의자 1 v20", "end_date": "2026-12-22", "is_active": true, "created_at": "2026-10-22T10:15:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 1], "delay": {"jitter": null, "max_ms": 1200, "min_ms": 500}, "ratio": 0.14285714285714285714}, "daily_work_count": 420, "cart_click_enabled": true}	{"id": 1, "code": null, "source": "api", "status": "active", "keyword": "캠핑 의자 1 v20", "end_date": "2026-12-22", "is_active": true, "created_at": "2026-10-22T10:15:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 1], "delay": {"jitter": null, "max_ms": 1200, "min_ms": 500}, "ratio": 0.14285714285714285714}, "daily_work_count": 90, "cart_click_enabled": true}	1	\N	\N	\N	\N	\N	\N	\N	{"change_summary": "daily_work_count: 420 -> 90"}	\N	\N
1260	v1_hub_work_slots	4	UPDATE	관리자	2026-11-17 07:06:03.717977	{"id": 4, "code": null, "source": "manual", "status": "active", "keyword": "여름 원피스 4 v20", "end_date": "2026-12-25", "is_active": true, "created_at": "2026-10-22T10:18:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 4], "delay": {"jitter": null, "max_ms": 1200, "min_ms": 500}, "ratio": 0.57142857142857142857}, "daily_work_count": 260, "cart_click_enabled": false}	{"id": 4, "code": null, "source": "manual", "status": "active", "keyword": "여름 원피스 4 v20", "end_date": "2026-12-25", "is_active": true, "created_at": "2026-10-22T10:18:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 4], "delay": {"jitter": null, "max_ms": 1300, "min_ms": 500}, "ratio": 0.57142857142857142857}, "daily_work_count": 330, "cart_click_enabled": true}	1	\N	\N	\N	\N	\N	\N	\N	{"change_summary": "daily_work_count: 260 -> 330, cart_click_enabled: false -> true, extra_config: {\\"note\\": \\"상품 \\\\\\"A\\\\\\" 우선\\", \\"tags\\": [\\"쿠팡\\", null, 4], \\"delay\\": {\\"jitter\\": null, \\"max_ms\\": 1200, \\"min_ms\\": 500}, \\"ratio\\": 0.57142857142857142857} -> {\\"note\\": \\"상품 \\\\\\"A\\\\\\" 우선\\", \\"tags\\": [\\"쿠팡\\", null, 4], \\"delay\\": {\\"jitter\\": null, \\"max_ms\\": 1300, \\"min_ms\\": 500}, \\"ratio\\": 0.57142857142857142857}"}	\N	\N
1380	v1_hub_work_slots	7	UPDATE	관리자	2026-11-18 19:22:23.063065	{"id": 7, "code": null, "source": null, "status": "active", "keyword": "유기농 사과 7 v20", "end_date": "2026-12-28", "is_active": true, "created_at": "2026-10-22T10:21:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 7], "delay": {"jitter": null, "max_ms": 1300, "min_ms": 500}, "ratio": 1.00000000000000000000}, "daily_work_count": 100, "cart_click_enabled": false}	{"id": 7, "code": null, "source": null, "status": "active", "keyword": "유기농 사과 7 v20", "end_date": "2026-12-28", "is_active": true, "created_at": "2026-10-22T10:21:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 7], "delay": {"jitter": null, "max_ms": 1300, "min_ms": 500}, "ratio": 1.00000000000000000000}, "daily_work_count": 170, "cart_click_enabled": true}	1	\N	\N	\N	\N	\N	\N	\N	{"change_summary": "daily_work_count: 100 -> 170, cart_click_enabled: false -> true"}	\N	\N
1500	v1_hub_work_slots	10	UPDATE	관리자	2026-11-20 07:38:42.408153	{"id": 10, "code": "R10", "source": "external", "status": "deleted", "keyword": "무선 이어폰 10 v20", "end_date": "2026-12-31", "is_active": false, "created_at": "2026-10-22T10:24:40.594551", "deleted_at": "2026-12-01T00:14:40.594551", "deleted_by": "관리자", "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 10], "delay": {"jitter": null, "max_ms": 1400, "min_ms": 500}, "ratio": 1.4285714285714286}, "daily_work_count": 340, "cart_click_enabled": false}	{"id": 10, "code": "R10", "source": "external", "status": "deleted", "keyword": "무선 이어폰 10 v20", "end_date": "2026-12-31", "is_active": false, "created_at": "2026-10-22T10:24:40.594551", "deleted_at": "2026-12-01T00:14:40.594551", "deleted_by": "관리자", "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 10], "delay": {"jitter": null, "max_ms": 1400, "min_ms": 500}, "ratio": 1.4285714285714286}, "daily_work_count": 410, "cart_click_enabled": false}	1	\N	\N	\N	\N	\N	\N	\N	{"change_summary": "daily_work_count: 340 -> 410"}	\N	\N
1620	v1_hub_work_slots	14	UPDATE	관리자	2026-11-21 19:55:01.753241	{"id": 14, "code": null, "source": "external", "status": "active", "keyword": "여름 원피스 14 v40", "end_date": "2027-01-04", "is_active": true, "created_at": "2026-10-22T10:28:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 14], "delay": {"jitter": null, "max_ms": 1500, "min_ms": 500}, "ratio": 2.0000000000000000}, "daily_work_count": 190, "cart_click_enabled": false}	{"id": 14, "code": null, "source": "external", "status": "active", "keyword": "여름 원피스 14 v40", "end_date": "2027-01-04", "is_active": true, "created_at": "2026-10-22T10:28:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 14], "delay": {"jitter": null, "max_ms": 1500, "min_ms": 500}, "ratio": 2.0000000000000000}, "daily_work_count": 260, "cart_click_enabled": false}	1	\N	\N	\N	\N	\N	\N	\N	{"change_summary": "daily_work_count: 190 -> 260"}	\N	\N
1740	v1_hub_work_slots	16	UPDATE	관리자	2026-11-23 08:11:21.098329	{"id": 16, "code": null, "source": "manual", "status": "active", "keyword": "캠핑 의자 16 v40", "end_date": "2027-01-06", "is_active": true, "created_at": "2026-10-22T10:30:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 16], "delay": {"jitter": null, "max_ms": 1500, "min_ms": 500}, "ratio": 2.2857142857142857}, "daily_work_count": 420, "cart_click_enabled": false}	{"id": 16, "code": null, "source": "manual", "status": "active", "keyword": "캠핑 의자 16 v40", "end_date": "2027-01-06", "is_active": true, "created_at": "2026-10-22T10:30:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 16], "delay": {"jitter": null, "max_ms": 1600, "min_ms": 500}, "ratio": 2.2857142857142857}, "daily_work_count": 90, "cart_click_enabled": false}	1	\N	\N	\N	\N	\N	\N	\N	{"change_summary": "daily_work_count: 420 -> 90, extra_config: {\\"note\\": \\"상품 \\\\\\"A\\\\\\" 우선\\", \\"tags\\": [\\"쿠팡\\", null, 16], \\"delay\\": {\\"jitter\\": null, \\"max_ms\\": 1500, \\"min_ms\\": 500}, \\"ratio\\": 2.2857142857142857} -> {\\"note\\": \\"상품 \\\\\\"A\\\\\\" 우선\\", \\"tags\\": [\\"쿠팡\\", null, 16], \\"delay\\": {\\"jitter\\": null, \\"max_ms\\": 1600, \\"min_ms\\": 500}, \\"ratio\\": 2.2857142857142857}"}	\N	\N
1860	v1_hub_work_slots	31	UPDATE	관리자	2026-11-24 20:27:40.443417	{"id": 31, "code": "R31", "source": null, "status": "active", "keyword": "캠핑 의자 31 v40", "end_date": "2026-12-22", "is_active": true, "created_at": null, "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 31], "delay": {"jitter": null, "max_ms": 1600, "min_ms": 500}, "ratio": 4.4285714285714286}, "daily_work_count": 380, "cart_click_enabled": false}	{"id": 31, "code": "R31", "source": null, "status": "active", "keyword": "캠핑 의자 31 v40", "end_date": "2026-12-22", "is_active": true, "created_at": null, "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 31], "delay": {"jitter": null, "max_ms": 1600, "min_ms": 500}, "ratio": 4.4285714285714286}, "daily_work_count": 50, "cart_click_enabled": false}	1	\N	\N	\N	\N	\N	\N	\N	{"change_summary": "daily_work_count: 380 -> 50"}	\N	\N
1980	v1_hub_work_slots	23	UPDATE	관리자	2026-11-26 08:43:59.788506	{"id": 23, "code": null, "source": null, "status": "active", "keyword": "강아지 사료 23 v40", "end_date": "2027-01-13", "is_active": true, "created_at": "2026-10-22T10:37:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 23], "delay": {"jitter": null, "max_ms": 1700, "min_ms": 500}, "ratio": 3.2857142857142857}, "daily_work_count": 110, "cart_click_enabled": null}	{"id": 23, "code": null, "source": null, "status": "active", "keyword": "강아지 사료 23 v40", "end_date": "2027-01-13", "is_active": true, "created_at": "2026-10-22T10:37:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 23], "delay": {"jitter": null, "max_ms": 1700, "min_ms": 500}, "ratio": 3.2857142857142857}, "daily_work_count": 180, "cart_click_enabled": null}	1	\N	\N	\N	\N	\N	\N	\N	{"change_summary": "daily_work_count: 110 -> 180"}	\N	\N
2100	v1_hub_work_slots	27	UPDATE	관리자	2026-11-27 21:00:19.133594	{"id": 27, "code": null, "source": null, "status": "active", "keyword": "유기농 사과 27 v40", "end_date": "2027-01-17", "is_active": true, "created_at": "2026-10-22T10:41:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 27], "delay": {"jitter": null, "max_ms": 1800, "min_ms": 500}, "ratio": 3.8571428571428571}, "daily_work_count": 360, "cart_click_enabled": false}	{"id": 27, "code": null, "source": null, "status": "active", "keyword": "유기농 사과 27 v40", "end_date": "2027-01-17", "is_active": true, "created_at": "2026-10-22T10:41:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 27], "delay": {"jitter": null, "max_ms": 1800, "min_ms": 500}, "ratio": 3.8571428571428571}, "daily_work_count": 430, "cart_click_enabled": true}	1	\N	\N	\N	\N	\N	\N	\N	{"change_summary": "daily_work_count: 360 -> 430, cart_click_enabled: false -> true"}	\N	\N
2220	v1_hub_work_slots	32	UPDATE	관리자	2026-11-29 09:16:38.478682	{"id": 32, "code": "R32", "source": "manual", "status": "active", "keyword": "유기농 사과 32 v40", "end_date": "2026-12-23", "is_active": true, "created_at": "2026-10-22T10:46:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 32], "delay": {"jitter": null, "max_ms": 1800, "min_ms": 500}, "ratio": 4.5714285714285714}, "daily_work_count": 220, "cart_click_enabled": false}	{"id": 32, "code": "R32", "source": "manual", "status": "active", "keyword": "유기농 사과 32 v40", "end_date": "2026-12-23", "is_active": true, "created_at": "2026-10-22T10:46:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 32], "delay": {"jitter": null, "max_ms": 1900, "min_ms": 500}, "ratio": 4.5714285714285714}, "daily_work_count": 290, "cart_click_enabled": false}	1	\N	\N	\N	\N	\N	\N	\N	{"change_summary": "daily_work_count: 220 -> 290, extra_config: {\\"note\\": \\"상품 \\\\\\"A\\\\\\" 우선\\", \\"tags\\": [\\"쿠팡\\", null, 32], \\"delay\\": {\\"jitter\\": null, \\"max_ms\\": 1800, \\"min_ms\\": 500}, \\"ratio\\": 4.5714285714285714} -> {\\"note\\": \\"상품 \\\\\\"A\\\\\\" 우선\\", \\"tags\\": [\\"쿠팡\\", null, 32], \\"delay\\": {\\"jitter\\": null, \\"max_ms\\": 1900, \\"min_ms\\": 500}, \\"ratio\\": 4.5714285714285714}"}	\N	\N
2340	v1_hub_work_slots	39	UPDATE	관리자	2026-11-30 21:32:57.82377	{"id": 39, "code": "R39", "source": null, "status": null, "keyword": "여름 원피스 39 v40", "end_date": "2026-12-30", "is_active": true, "created_at": "2026-10-22T10:53:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 39], "delay": {"jitter": null, "max_ms": 1900, "min_ms": 500}, "ratio": 5.5714285714285714}, "daily_work_count": 100, "cart_click_enabled": false}	{"id": 39, "code": "R39", "source": null, "status": null, "keyword": "여름 원피스 39 v40", "end_date": "2026-12-30", "is_active": true, "created_at": "2026-10-22T10:53:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 39], "delay": {"jitter": null, "max_ms": 1900, "min_ms": 500}, "ratio": 5.5714285714285714}, "daily_work_count": 170, "cart_click_enabled": false}	1	\N	\N	\N	\N	\N	\N	\N	{"change_summary": "daily_work_count: 100 -> 170"}	\N	\N
\.


--
-- Data for Name: v1_hub_audit_log_2026_12; Type: TABLE DATA; Schema: v1_hub; Owner: hub_owner
--

COPY v1_hub.v1_hub_audit_log_2026_12 (id, table_name, record_id, action, changed_by, changed_at, old_data, new_data, source_id, record_key, old_key, happened_at, transaction_id, session_role, application_name, client_addr, context, left_out, masked_changes) FROM stdin;
\.


--
-- Data for Name: v1_hub_audit_log_2027_01; Type: TABLE DATA; Schema: v1_hub; Owner: hub_owner
--

COPY v1_hub.v1_hub_audit_log_2027_01 (id, table_name, record_id, action, changed_by, changed_at, old_data, new_data, source_id, record_key, old_key, happened_at, transaction_id, session_role, application_name, client_addr, context, left_out, masked_changes) FROM stdin;
\.


--
-- Data for Name: v1_hub_audit_log_2027_02; Type: TABLE DATA; Schema: v1_hub; Owner: hub_owner
--

COPY v1_hub.v1_hub_audit_log_2027_02 (id, table_name, record_id, action, changed_by, changed_at, old_data, new_data, source_id, record_key, old_key, happened_at, transaction_id, session_role, application_name, client_addr, context, left_out, masked_changes) FROM stdin;
\.


--
-- Data for Name: v1_hub_audit_log_2027_03; Type: TABLE DATA; Schema: v1_hub; Owner: hub_owner
--

COPY v1_hub.v1_hub_audit_log_2027_03 (id, table_name, record_id, action, changed_by, changed_at, old_data, new_data, source_id, record_key, old_key, happened_at, transaction_id, session_role, application_name, client_addr, context, left_out, masked_changes) FROM stdin;
\.


--
-- Data for Name: v1_hub_audit_log_default; Type: TABLE DATA; Schema: v1_hub; Owner: hub_owner
--

COPY v1_hub.v1_hub_audit_log_default (id, table_name, record_id, action, changed_by, changed_at, old_data, new_data, source_id, record_key, old_key, happened_at, transaction_id, session_role, application_name, client_addr, context, left_out, masked_changes) FROM stdin;
\.


--
-- Data for Name: work_result; Type: TABLE DATA; Schema: v1_hub; Owner: hub_owner
--

COPY v1_hub.work_result (id, allocation_id, started_at, completed_at, duration_ms, client_ip, instance_number, user_folder_number, applied_cart_click, status, status_code, current_page, is_blocked, block_type, block_details, page_load_time_ms, dom_ready_time_ms, first_product_time_ms, total_requests, blocked_requests, logged_at, applied_settings, log_type, proxy_id, updated_at, work_slot_id, proxy_number, current_ip, is_active, last_toggle, heartbeat_at, name, remote_ip, keyword_id, used_ip, success, work_date, target_count, allocated_count, completed_count, failed_count, avg_response_time_ms, first_allocation_at, last_allocation_at, result_data) FROM stdin;
1	1	2026-11-18 18:29:40.591551	2026-11-18 18:30:01.591551	14833	10.8.0.16	2	2	\N	blocked	403	\N	t	\N	\N	1831	\N	\N	\N	\N	\N	{"proxy": "203.0.113.5", "viewport": {"h": null, "w": 360}, "work_type": "검색", "cart_click_enabled": false}	work_result	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	{"block_type": "ip_ban", "current_page": 8, "block_details": {"score": 68.1428571428571429, "message": "접근이 차단되었습니다", "evidence": {"codes": [403, null], "selector": null}}, "total_requests": 97, "blocked_requests": 0, "dom_ready_time_ms": 677, "applied_cart_click": false}
2	2	2026-11-27 16:14:40.592551	2026-11-27 16:15:02.592551	12339	10.8.0.14	3	3	\N	success	200	\N	f	\N	\N	1573	\N	\N	\N	\N	2026-11-27 16:15:02.592551	{"proxy": "203.0.113.4", "viewport": {"h": null, "w": 420}, "work_type": "상세", "cart_click_enabled": false}	work_result	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	{"current_page": 2, "total_requests": 211, "blocked_requests": 4, "dom_ready_time_ms": 591, "applied_cart_click": false, "first_product_time_ms": 1082}
3	3	2026-11-30 22:59:40.593551	2026-11-30 23:00:03.593551	20401	10.8.0.17	4	4	\N	success	200	\N	f	\N	\N	2407	\N	\N	\N	\N	2026-11-30 23:00:03.593551	{"proxy": "203.0.113.2", "viewport": {"h": null, "w": 360}, "work_type": "검색", "cart_click_enabled": true}	work_result	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	{"current_page": 10, "total_requests": 89, "blocked_requests": 3, "dom_ready_time_ms": 869, "applied_cart_click": true, "first_product_time_ms": 1638}
4	3	2026-12-01 10:14:40.594551	2026-12-01 10:14:40.594551	10019	10.8.0.16	5	5	\N	success	200	\N	f	\N	\N	1333	\N	\N	\N	\N	2026-12-01 10:14:40.594551	{"proxy": "203.0.113.1", "viewport": {"h": null, "w": 480}, "work_type": "장바구니", "cart_click_enabled": false}	work_result	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	\N	{"current_page": 2, "total_requests": 131, "blocked_requests": 5, "dom_ready_time_ms": 511, "applied_cart_click": false, "first_product_time_ms": 922}
\.


--
-- Data for Name: work_slots_history; Type: TABLE DATA; Schema: v1_hub; Owner: hub_owner
--

COPY v1_hub.work_slots_history (id, work_slot_id, changed_at, changed_by, operation, old_data, new_data, change_summary) FROM stdin;
60	20	2026-11-02 04:22:50.267095	관리자	UPDATE	{"id": 20, "code": null, "source": "manual", "status": "deleted", "keyword": "무선 이어폰 20", "end_date": "2027-01-10", "is_active": false, "created_at": "2026-10-22T10:34:40.594551", "deleted_at": "2026-11-30T14:14:40.594551", "deleted_by": "관리자", "start_date": "2026-10-22", "updated_at": "2026-10-22T10:34:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 20], "delay": {"jitter": null, "max_ms": 700, "min_ms": 500}, "ratio": 2.8571428571428571}, "daily_work_count": 250, "cart_click_enabled": false}	{"id": 20, "code": null, "source": "manual", "status": "deleted", "keyword": "무선 이어폰 20", "end_date": "2027-01-10", "is_active": false, "created_at": "2026-10-22T10:34:40.594551", "deleted_at": "2026-11-30T14:14:40.594551", "deleted_by": "관리자", "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 20], "delay": {"jitter": null, "max_ms": 700, "min_ms": 500}, "ratio": 2.8571428571428571}, "daily_work_count": 320, "cart_click_enabled": false}	daily_work_count: 250 -> 320
1020	12	2026-11-14 06:33:25.0278	관리자	UPDATE	{"id": 12, "code": null, "source": "manual", "status": "active", "keyword": "유기농 사과 12 v20", "end_date": "2027-01-02", "is_active": true, "created_at": "2026-10-22T10:26:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": null, "daily_work_count": 320, "cart_click_enabled": false}	{"id": 12, "code": null, "source": "manual", "status": "active", "keyword": "유기농 사과 12 v20", "end_date": "2027-01-02", "is_active": true, "created_at": "2026-10-22T10:26:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": null, "daily_work_count": 390, "cart_click_enabled": false}	daily_work_count: 320 -> 390
120	1	2026-09-02 22:30:59.939639	관리자	UPDATE	{"id": 1, "code": null, "source": "api", "status": "active", "keyword": "캠핑 의자 1", "end_date": "2026-12-22", "is_active": true, "created_at": "2026-10-22T10:15:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 1], "delay": {"jitter": null, "max_ms": 510, "min_ms": 500}, "ratio": 0.14285714285714285714}, "daily_work_count": 200, "cart_click_enabled": true}	{"id": 1, "code": null, "source": "api", "status": "active", "keyword": "캠핑 의자 1", "end_date": "2026-12-22", "is_active": true, "created_at": "2026-10-22T10:15:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 1], "delay": {"jitter": null, "max_ms": 510, "min_ms": 500}, "ratio": 0.14285714285714285714}, "daily_work_count": 270, "cart_click_enabled": true}	daily_work_count: 200 -> 270
180	21	2026-11-03 16:39:09.612183	관리자	UPDATE	{"id": 21, "code": "P000021", "source": "api", "status": "active", "keyword": "캠핑 의자 21", "end_date": "2027-01-11", "is_active": true, "created_at": "2026-10-22T10:35:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 21], "delay": {"jitter": null, "max_ms": 710, "min_ms": 500}, "ratio": 3.0000000000000000}, "daily_work_count": 70, "cart_click_enabled": false}	{"id": 21, "code": "P000021", "source": "api", "status": "active", "keyword": "캠핑 의자 21", "end_date": "2027-01-11", "is_active": true, "created_at": "2026-10-22T10:35:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 21], "delay": {"jitter": null, "max_ms": 600, "min_ms": 500}, "ratio": 3.0000000000000000}, "daily_work_count": 140, "cart_click_enabled": false}	daily_work_count: 70 -> 140, extra_config: {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 21], "delay": {"jitter": null, "max_ms": 710, "min_ms": 500}, "ratio": 3.0000000000000000} -> {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 21], "delay": {"jitter": null, "max_ms": 600, "min_ms": 500}, "ratio": 3.0000000000000000}
240	4	2026-09-04 10:47:19.284727	관리자	UPDATE	{"id": 4, "code": null, "source": "manual", "status": "active", "keyword": "여름 원피스 4", "end_date": "2026-12-25", "is_active": true, "created_at": "2026-10-22T10:18:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 4], "delay": {"jitter": null, "max_ms": 600, "min_ms": 500}, "ratio": 0.57142857142857142857}, "daily_work_count": 440, "cart_click_enabled": false}	{"id": 4, "code": null, "source": "manual", "status": "active", "keyword": "여름 원피스 4", "end_date": "2026-12-25", "is_active": true, "created_at": "2026-10-22T10:18:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 4], "delay": {"jitter": null, "max_ms": 600, "min_ms": 500}, "ratio": 0.57142857142857142857}, "daily_work_count": 110, "cart_click_enabled": false}	daily_work_count: 440 -> 110
300	24	2026-11-05 04:55:28.957271	관리자	UPDATE	{"id": 24, "code": "P000024", "source": "manual", "status": "active", "keyword": "여름 원피스 24", "end_date": "2027-01-14", "is_active": true, "created_at": "2026-10-22T10:38:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": null, "daily_work_count": 310, "cart_click_enabled": true}	{"id": 24, "code": "P000024", "source": "manual", "status": "active", "keyword": "여름 원피스 24", "end_date": "2027-01-14", "is_active": true, "created_at": "2026-10-22T10:38:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": null, "daily_work_count": 380, "cart_click_enabled": true}	daily_work_count: 310 -> 380
360	5	2026-09-05 23:03:38.629815	관리자	UPDATE	{"id": 5, "code": "R5", "source": "api", "status": "active", "keyword": "무선 이어폰 5", "end_date": "2026-12-26", "is_active": true, "created_at": "2026-10-22T10:19:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 5], "delay": {"jitter": null, "max_ms": 700, "min_ms": 500}, "ratio": 0.71428571428571428571}, "daily_work_count": 260, "cart_click_enabled": false}	{"id": 5, "code": "R5", "source": "api", "status": "active", "keyword": "무선 이어폰 5", "end_date": "2026-12-26", "is_active": true, "created_at": "2026-10-22T10:19:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 5], "delay": {"jitter": null, "max_ms": 700, "min_ms": 500}, "ratio": 0.71428571428571428571}, "daily_work_count": 330, "cart_click_enabled": false}	daily_work_count: 260 -> 330
420	27	2026-11-06 17:11:48.30236	관리자	UPDATE	{"id": 27, "code": "P000027", "source": null, "status": "active", "keyword": "유기농 사과 27", "end_date": "2027-01-17", "is_active": true, "created_at": "2026-10-22T10:41:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 27], "delay": {"jitter": null, "max_ms": 700, "min_ms": 500}, "ratio": 3.8571428571428571}, "daily_work_count": 150, "cart_click_enabled": true}	{"id": 27, "code": "P000027", "source": null, "status": "active", "keyword": "유기농 사과 27", "end_date": "2027-01-17", "is_active": true, "created_at": "2026-10-22T10:41:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 27], "delay": {"jitter": null, "max_ms": 700, "min_ms": 500}, "ratio": 3.8571428571428571}, "daily_work_count": 220, "cart_click_enabled": false}	daily_work_count: 150 -> 220, cart_click_enabled: true -> false
480	7	2026-09-07 11:19:57.974904	관리자	UPDATE	{"id": 7, "code": null, "source": null, "status": "active", "keyword": "유기농 사과 7", "end_date": "2026-12-28", "is_active": true, "created_at": "2026-10-22T10:21:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 7], "delay": {"jitter": null, "max_ms": 700, "min_ms": 500}, "ratio": 1.00000000000000000000}, "daily_work_count": 90, "cart_click_enabled": false}	{"id": 7, "code": null, "source": null, "status": "active", "keyword": "유기농 사과 7", "end_date": "2026-12-28", "is_active": true, "created_at": "2026-10-22T10:21:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 7], "delay": {"jitter": null, "max_ms": 800, "min_ms": 500}, "ratio": 1.00000000000000000000}, "daily_work_count": 160, "cart_click_enabled": false}	daily_work_count: 90 -> 160, extra_config: {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 7], "delay": {"jitter": null, "max_ms": 700, "min_ms": 500}, "ratio": 1.00000000000000000000} -> {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 7], "delay": {"jitter": null, "max_ms": 800, "min_ms": 500}, "ratio": 1.00000000000000000000}
540	30	2026-11-08 05:28:07.647448	관리자	UPDATE	{"id": 30, "code": null, "source": "external", "status": "deleted", "keyword": "무선 이어폰 30", "end_date": "2026-12-21", "is_active": false, "created_at": "2026-10-22T10:44:40.594551", "deleted_at": "2026-11-30T04:14:40.594551", "deleted_by": "관리자", "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": null, "daily_work_count": 390, "cart_click_enabled": true}	{"id": 30, "code": null, "source": "external", "status": "deleted", "keyword": "무선 이어폰 30", "end_date": "2026-12-21", "is_active": false, "created_at": "2026-10-22T10:44:40.594551", "deleted_at": "2026-11-30T04:14:40.594551", "deleted_by": "관리자", "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": null, "daily_work_count": 60, "cart_click_enabled": false}	daily_work_count: 390 -> 60, cart_click_enabled: true -> false
600	9	2026-09-08 23:36:17.319992	관리자	UPDATE	{"id": 9, "code": null, "source": "api", "status": "active", "keyword": "여름 원피스 9", "end_date": "2026-12-30", "is_active": true, "created_at": "2026-10-22T10:23:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 9], "delay": {"jitter": null, "max_ms": 800, "min_ms": 500}, "ratio": 1.2857142857142857}, "daily_work_count": 320, "cart_click_enabled": false}	{"id": 9, "code": null, "source": "api", "status": "active", "keyword": "여름 원피스 9", "end_date": "2026-12-30", "is_active": true, "created_at": "2026-10-22T10:23:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 9], "delay": {"jitter": null, "max_ms": 800, "min_ms": 500}, "ratio": 1.2857142857142857}, "daily_work_count": 390, "cart_click_enabled": false}	daily_work_count: 320 -> 390
660	33	2026-11-09 17:44:26.992536	관리자	UPDATE	{"id": 33, "code": null, "source": "api", "status": "active", "keyword": "강아지 사료 33", "end_date": "2026-12-24", "is_active": true, "created_at": "2026-10-22T10:47:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 33], "delay": {"jitter": null, "max_ms": 800, "min_ms": 500}, "ratio": 4.7142857142857143}, "daily_work_count": 230, "cart_click_enabled": false}	{"id": 33, "code": null, "source": "api", "status": "active", "keyword": "강아지 사료 33", "end_date": "2026-12-24", "is_active": true, "created_at": "2026-10-22T10:47:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 33], "delay": {"jitter": null, "max_ms": 900, "min_ms": 500}, "ratio": 4.7142857142857143}, "daily_work_count": 300, "cart_click_enabled": false}	daily_work_count: 230 -> 300, extra_config: {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 33], "delay": {"jitter": null, "max_ms": 800, "min_ms": 500}, "ratio": 4.7142857142857143} -> {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 33], "delay": {"jitter": null, "max_ms": 900, "min_ms": 500}, "ratio": 4.7142857142857143}
720	11	2026-09-10 11:52:36.66508	관리자	UPDATE	{"id": 11, "code": null, "source": null, "status": "active", "keyword": "캠핑 의자 11", "end_date": "2027-01-01", "is_active": true, "created_at": "2026-10-22T10:25:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 11], "delay": {"jitter": null, "max_ms": 900, "min_ms": 500}, "ratio": 1.5714285714285714}, "daily_work_count": 150, "cart_click_enabled": false}	{"id": 11, "code": null, "source": null, "status": "active", "keyword": "캠핑 의자 11", "end_date": "2027-01-01", "is_active": true, "created_at": "2026-10-22T10:25:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 11], "delay": {"jitter": null, "max_ms": 900, "min_ms": 500}, "ratio": 1.5714285714285714}, "daily_work_count": 220, "cart_click_enabled": false}	daily_work_count: 150 -> 220
780	39	2026-11-11 06:00:46.337624	관리자	UPDATE	{"id": 39, "code": null, "source": null, "status": null, "keyword": "여름 원피스 39", "end_date": "2026-12-30", "is_active": true, "created_at": "2026-10-22T10:53:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 39], "delay": {"jitter": null, "max_ms": 900, "min_ms": 500}, "ratio": 5.5714285714285714}, "daily_work_count": 100, "cart_click_enabled": false}	{"id": 39, "code": null, "source": null, "status": null, "keyword": "여름 원피스 39", "end_date": "2026-12-30", "is_active": true, "created_at": "2026-10-22T10:53:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 39], "delay": {"jitter": null, "max_ms": 900, "min_ms": 500}, "ratio": 5.5714285714285714}, "daily_work_count": 170, "cart_click_enabled": false}	daily_work_count: 100 -> 170
840	15	2026-09-12 00:08:56.010168	관리자	UPDATE	{"id": 15, "code": "R15", "source": null, "status": "active", "keyword": "무선 이어폰 15 v20", "end_date": "2027-01-05", "is_active": true, "created_at": "2026-10-22T10:29:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 15], "delay": {"jitter": null, "max_ms": 1000, "min_ms": 500}, "ratio": 2.1428571428571429}, "daily_work_count": 400, "cart_click_enabled": false}	{"id": 15, "code": "R15", "source": null, "status": "active", "keyword": "무선 이어폰 15 v20", "end_date": "2027-01-05", "is_active": true, "created_at": "2026-10-22T10:29:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 15], "delay": {"jitter": null, "max_ms": 1000, "min_ms": 500}, "ratio": 2.1428571428571429}, "daily_work_count": 70, "cart_click_enabled": false}	daily_work_count: 400 -> 70
900	24	2026-11-12 18:17:05.682712	관리자	UPDATE	{"id": 24, "code": "P000024", "source": "manual", "status": "active", "keyword": "여름 원피스 24 v20", "end_date": "2027-01-14", "is_active": true, "created_at": "2026-10-22T10:38:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": null, "daily_work_count": 230, "cart_click_enabled": true}	{"id": 24, "code": "P000024", "source": "manual", "status": "active", "keyword": "여름 원피스 24 v20", "end_date": "2027-01-14", "is_active": true, "created_at": "2026-10-22T10:38:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": null, "daily_work_count": 300, "cart_click_enabled": true}	daily_work_count: 230 -> 300
960	19	2026-09-13 12:25:15.355256	관리자	UPDATE	{"id": 19, "code": null, "source": null, "status": "active", "keyword": "여름 원피스 19 v20", "end_date": "2027-01-09", "is_active": true, "created_at": "2026-10-22T10:33:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 19], "delay": {"jitter": null, "max_ms": 1000, "min_ms": 500}, "ratio": 2.7142857142857143}, "daily_work_count": 250, "cart_click_enabled": false}	{"id": 19, "code": null, "source": null, "status": "active", "keyword": "여름 원피스 19 v20", "end_date": "2027-01-09", "is_active": true, "created_at": "2026-10-22T10:33:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 19], "delay": {"jitter": null, "max_ms": 1100, "min_ms": 500}, "ratio": 2.7142857142857143}, "daily_work_count": 320, "cart_click_enabled": false}	daily_work_count: 250 -> 320, extra_config: {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 19], "delay": {"jitter": null, "max_ms": 1000, "min_ms": 500}, "ratio": 2.7142857142857143} -> {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 19], "delay": {"jitter": null, "max_ms": 1100, "min_ms": 500}, "ratio": 2.7142857142857143}
1080	22	2026-09-15 00:41:34.700344	관리자	UPDATE	{"id": 22, "code": null, "source": "external", "status": "active", "keyword": "유기농 사과 22 v20", "end_date": "2027-01-12", "is_active": true, "created_at": "2026-10-22T10:36:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 22], "delay": {"jitter": null, "max_ms": 1100, "min_ms": 500}, "ratio": 3.1428571428571429}, "daily_work_count": 90, "cart_click_enabled": false}	{"id": 22, "code": null, "source": "external", "status": "active", "keyword": "유기농 사과 22 v20", "end_date": "2027-01-12", "is_active": true, "created_at": "2026-10-22T10:36:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 22], "delay": {"jitter": null, "max_ms": 1100, "min_ms": 500}, "ratio": 3.1428571428571429}, "daily_work_count": 160, "cart_click_enabled": false}	daily_work_count: 90 -> 160
1140	1	2026-11-15 18:49:44.372889	관리자	UPDATE	{"id": 1, "code": null, "source": "api", "status": "active", "keyword": "캠핑 의자 1 v20", "end_date": "2026-12-22", "is_active": true, "created_at": "2026-10-22T10:15:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 1], "delay": {"jitter": null, "max_ms": 1200, "min_ms": 500}, "ratio": 0.14285714285714285714}, "daily_work_count": 420, "cart_click_enabled": true}	{"id": 1, "code": null, "source": "api", "status": "active", "keyword": "캠핑 의자 1 v20", "end_date": "2026-12-22", "is_active": true, "created_at": "2026-10-22T10:15:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 1], "delay": {"jitter": null, "max_ms": 1200, "min_ms": 500}, "ratio": 0.14285714285714285714}, "daily_work_count": 90, "cart_click_enabled": true}	daily_work_count: 420 -> 90
1200	26	2026-09-16 12:57:54.045433	관리자	UPDATE	{"id": 26, "code": null, "source": "external", "status": null, "keyword": "캠핑 의자 26 v20", "end_date": "2027-01-16", "is_active": true, "created_at": "2026-10-22T10:40:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 26], "delay": {"jitter": null, "max_ms": 1200, "min_ms": 500}, "ratio": 3.7142857142857143}, "daily_work_count": 340, "cart_click_enabled": false}	{"id": 26, "code": null, "source": "external", "status": null, "keyword": "캠핑 의자 26 v20", "end_date": "2027-01-16", "is_active": true, "created_at": "2026-10-22T10:40:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 26], "delay": {"jitter": null, "max_ms": 1200, "min_ms": 500}, "ratio": 3.7142857142857143}, "daily_work_count": 410, "cart_click_enabled": false}	daily_work_count: 340 -> 410
1260	4	2026-11-17 07:06:03.717977	관리자	UPDATE	{"id": 4, "code": null, "source": "manual", "status": "active", "keyword": "여름 원피스 4 v20", "end_date": "2026-12-25", "is_active": true, "created_at": "2026-10-22T10:18:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 4], "delay": {"jitter": null, "max_ms": 1200, "min_ms": 500}, "ratio": 0.57142857142857142857}, "daily_work_count": 260, "cart_click_enabled": false}	{"id": 4, "code": null, "source": "manual", "status": "active", "keyword": "여름 원피스 4 v20", "end_date": "2026-12-25", "is_active": true, "created_at": "2026-10-22T10:18:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 4], "delay": {"jitter": null, "max_ms": 1300, "min_ms": 500}, "ratio": 0.57142857142857142857}, "daily_work_count": 330, "cart_click_enabled": true}	daily_work_count: 260 -> 330, cart_click_enabled: false -> true, extra_config: {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 4], "delay": {"jitter": null, "max_ms": 1200, "min_ms": 500}, "ratio": 0.57142857142857142857} -> {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 4], "delay": {"jitter": null, "max_ms": 1300, "min_ms": 500}, "ratio": 0.57142857142857142857}
1320	28	2026-09-18 01:14:13.390521	관리자	UPDATE	{"id": 28, "code": null, "source": "manual", "status": "active", "keyword": "강아지 사료 28 v20", "end_date": "2027-01-18", "is_active": true, "created_at": "2026-10-22T10:42:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 28], "delay": {"jitter": null, "max_ms": 1300, "min_ms": 500}, "ratio": 4.0000000000000000}, "daily_work_count": 170, "cart_click_enabled": true}	{"id": 28, "code": null, "source": "manual", "status": "active", "keyword": "강아지 사료 28 v20", "end_date": "2027-01-18", "is_active": true, "created_at": "2026-10-22T10:42:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 28], "delay": {"jitter": null, "max_ms": 1300, "min_ms": 500}, "ratio": 4.0000000000000000}, "daily_work_count": 240, "cart_click_enabled": false}	daily_work_count: 170 -> 240, cart_click_enabled: true -> false
1380	7	2026-11-18 19:22:23.063065	관리자	UPDATE	{"id": 7, "code": null, "source": null, "status": "active", "keyword": "유기농 사과 7 v20", "end_date": "2026-12-28", "is_active": true, "created_at": "2026-10-22T10:21:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 7], "delay": {"jitter": null, "max_ms": 1300, "min_ms": 500}, "ratio": 1.00000000000000000000}, "daily_work_count": 100, "cart_click_enabled": false}	{"id": 7, "code": null, "source": null, "status": "active", "keyword": "유기농 사과 7 v20", "end_date": "2026-12-28", "is_active": true, "created_at": "2026-10-22T10:21:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 7], "delay": {"jitter": null, "max_ms": 1300, "min_ms": 500}, "ratio": 1.00000000000000000000}, "daily_work_count": 170, "cart_click_enabled": true}	daily_work_count: 100 -> 170, cart_click_enabled: false -> true
1440	32	2026-09-19 13:30:32.735609	관리자	UPDATE	{"id": 32, "code": "R32", "source": "manual", "status": "active", "keyword": "유기농 사과 32 v20", "end_date": "2026-12-23", "is_active": true, "created_at": "2026-10-22T10:46:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 32], "delay": {"jitter": null, "max_ms": 1300, "min_ms": 500}, "ratio": 4.5714285714285714}, "daily_work_count": 420, "cart_click_enabled": false}	{"id": 32, "code": "R32", "source": "manual", "status": "active", "keyword": "유기농 사과 32 v20", "end_date": "2026-12-23", "is_active": true, "created_at": "2026-10-22T10:46:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 32], "delay": {"jitter": null, "max_ms": 1400, "min_ms": 500}, "ratio": 4.5714285714285714}, "daily_work_count": 90, "cart_click_enabled": false}	daily_work_count: 420 -> 90, extra_config: {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 32], "delay": {"jitter": null, "max_ms": 1300, "min_ms": 500}, "ratio": 4.5714285714285714} -> {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 32], "delay": {"jitter": null, "max_ms": 1400, "min_ms": 500}, "ratio": 4.5714285714285714}
1500	10	2026-11-20 07:38:42.408153	관리자	UPDATE	{"id": 10, "code": "R10", "source": "external", "status": "deleted", "keyword": "무선 이어폰 10 v20", "end_date": "2026-12-31", "is_active": false, "created_at": "2026-10-22T10:24:40.594551", "deleted_at": "2026-12-01T00:14:40.594551", "deleted_by": "관리자", "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 10], "delay": {"jitter": null, "max_ms": 1400, "min_ms": 500}, "ratio": 1.4285714285714286}, "daily_work_count": 340, "cart_click_enabled": false}	{"id": 10, "code": "R10", "source": "external", "status": "deleted", "keyword": "무선 이어폰 10 v20", "end_date": "2026-12-31", "is_active": false, "created_at": "2026-10-22T10:24:40.594551", "deleted_at": "2026-12-01T00:14:40.594551", "deleted_by": "관리자", "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 10], "delay": {"jitter": null, "max_ms": 1400, "min_ms": 500}, "ratio": 1.4285714285714286}, "daily_work_count": 410, "cart_click_enabled": false}	daily_work_count: 340 -> 410
1560	39	2026-09-21 01:46:52.080697	관리자	UPDATE	{"id": 39, "code": null, "source": null, "status": null, "keyword": "여름 원피스 39 v20", "end_date": "2026-12-30", "is_active": true, "created_at": "2026-10-22T10:53:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 39], "delay": {"jitter": null, "max_ms": 1400, "min_ms": 500}, "ratio": 5.5714285714285714}, "daily_work_count": 300, "cart_click_enabled": false}	{"id": 39, "code": "R39", "source": null, "status": null, "keyword": "여름 원피스 39 v20", "end_date": "2026-12-30", "is_active": true, "created_at": "2026-10-22T10:53:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 39], "delay": {"jitter": null, "max_ms": 1400, "min_ms": 500}, "ratio": 5.5714285714285714}, "daily_work_count": 370, "cart_click_enabled": false}	code: NULL -> R39, daily_work_count: 300 -> 370
1620	14	2026-11-21 19:55:01.753241	관리자	UPDATE	{"id": 14, "code": null, "source": "external", "status": "active", "keyword": "여름 원피스 14 v40", "end_date": "2027-01-04", "is_active": true, "created_at": "2026-10-22T10:28:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 14], "delay": {"jitter": null, "max_ms": 1500, "min_ms": 500}, "ratio": 2.0000000000000000}, "daily_work_count": 190, "cart_click_enabled": false}	{"id": 14, "code": null, "source": "external", "status": "active", "keyword": "여름 원피스 14 v40", "end_date": "2027-01-04", "is_active": true, "created_at": "2026-10-22T10:28:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 14], "delay": {"jitter": null, "max_ms": 1500, "min_ms": 500}, "ratio": 2.0000000000000000}, "daily_work_count": 260, "cart_click_enabled": false}	daily_work_count: 190 -> 260
1680	12	2026-09-22 14:03:11.425785	관리자	UPDATE	{"id": 12, "code": "R12", "source": "manual", "status": "active", "keyword": "유기농 사과 12 v40", "end_date": "2027-01-02", "is_active": true, "created_at": "2026-10-22T10:26:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": null, "daily_work_count": 310, "cart_click_enabled": false}	{"id": 12, "code": "R12", "source": "manual", "status": "active", "keyword": "유기농 사과 12 v40", "end_date": "2027-01-02", "is_active": true, "created_at": "2026-10-22T10:26:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": null, "daily_work_count": 380, "cart_click_enabled": false}	daily_work_count: 310 -> 380
1740	16	2026-11-23 08:11:21.098329	관리자	UPDATE	{"id": 16, "code": null, "source": "manual", "status": "active", "keyword": "캠핑 의자 16 v40", "end_date": "2027-01-06", "is_active": true, "created_at": "2026-10-22T10:30:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 16], "delay": {"jitter": null, "max_ms": 1500, "min_ms": 500}, "ratio": 2.2857142857142857}, "daily_work_count": 420, "cart_click_enabled": false}	{"id": 16, "code": null, "source": "manual", "status": "active", "keyword": "캠핑 의자 16 v40", "end_date": "2027-01-06", "is_active": true, "created_at": "2026-10-22T10:30:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 16], "delay": {"jitter": null, "max_ms": 1600, "min_ms": 500}, "ratio": 2.2857142857142857}, "daily_work_count": 90, "cart_click_enabled": false}	daily_work_count: 420 -> 90, extra_config: {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 16], "delay": {"jitter": null, "max_ms": 1500, "min_ms": 500}, "ratio": 2.2857142857142857} -> {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 16], "delay": {"jitter": null, "max_ms": 1600, "min_ms": 500}, "ratio": 2.2857142857142857}
1800	12	2026-09-24 02:19:30.770873	관리자	UPDATE	{"id": 12, "code": "R12", "source": "manual", "status": "active", "keyword": "유기농 사과 12 v40", "end_date": "2027-01-02", "is_active": true, "created_at": "2026-10-22T10:26:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": null, "daily_work_count": 120, "cart_click_enabled": false}	{"id": 12, "code": "R12", "source": "manual", "status": "active", "keyword": "유기농 사과 12 v40", "end_date": "2027-01-02", "is_active": true, "created_at": "2026-10-22T10:26:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": null, "daily_work_count": 190, "cart_click_enabled": false}	daily_work_count: 120 -> 190
1860	31	2026-11-24 20:27:40.443417	관리자	UPDATE	{"id": 31, "code": "R31", "source": null, "status": "active", "keyword": "캠핑 의자 31 v40", "end_date": "2026-12-22", "is_active": true, "created_at": null, "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 31], "delay": {"jitter": null, "max_ms": 1600, "min_ms": 500}, "ratio": 4.4285714285714286}, "daily_work_count": 380, "cart_click_enabled": false}	{"id": 31, "code": "R31", "source": null, "status": "active", "keyword": "캠핑 의자 31 v40", "end_date": "2026-12-22", "is_active": true, "created_at": null, "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 31], "delay": {"jitter": null, "max_ms": 1600, "min_ms": 500}, "ratio": 4.4285714285714286}, "daily_work_count": 50, "cart_click_enabled": false}	daily_work_count: 380 -> 50
1920	1	2026-09-25 14:35:50.115962	관리자	UPDATE	{"id": 1, "code": "R1", "source": "api", "status": "active", "keyword": "캠핑 의자 1 v40", "end_date": "2026-12-22", "is_active": true, "created_at": "2026-10-22T10:15:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 1], "delay": {"jitter": null, "max_ms": 1700, "min_ms": 500}, "ratio": 0.14285714285714285714}, "daily_work_count": 220, "cart_click_enabled": true}	{"id": 1, "code": "R1", "source": "api", "status": "active", "keyword": "캠핑 의자 1 v40", "end_date": "2026-12-22", "is_active": true, "created_at": "2026-10-22T10:15:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 1], "delay": {"jitter": null, "max_ms": 1700, "min_ms": 500}, "ratio": 0.14285714285714285714}, "daily_work_count": 290, "cart_click_enabled": true}	daily_work_count: 220 -> 290
1980	23	2026-11-26 08:43:59.788506	관리자	UPDATE	{"id": 23, "code": null, "source": null, "status": "active", "keyword": "강아지 사료 23 v40", "end_date": "2027-01-13", "is_active": true, "created_at": "2026-10-22T10:37:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 23], "delay": {"jitter": null, "max_ms": 1700, "min_ms": 500}, "ratio": 3.2857142857142857}, "daily_work_count": 110, "cart_click_enabled": null}	{"id": 23, "code": null, "source": null, "status": "active", "keyword": "강아지 사료 23 v40", "end_date": "2027-01-13", "is_active": true, "created_at": "2026-10-22T10:37:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 23], "delay": {"jitter": null, "max_ms": 1700, "min_ms": 500}, "ratio": 3.2857142857142857}, "daily_work_count": 180, "cart_click_enabled": null}	daily_work_count: 110 -> 180
2040	3	2026-09-27 02:52:09.46105	관리자	UPDATE	{"id": 3, "code": "R3", "source": null, "status": "active", "keyword": "강아지 사료 3 v40", "end_date": "2026-12-24", "is_active": true, "created_at": "2026-10-22T10:17:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 3], "delay": {"jitter": null, "max_ms": 1700, "min_ms": 500}, "ratio": 0.42857142857142857143}, "daily_work_count": 50, "cart_click_enabled": true}	{"id": 3, "code": "R3", "source": null, "status": "active", "keyword": "강아지 사료 3 v40", "end_date": "2026-12-24", "is_active": true, "created_at": "2026-10-22T10:17:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 3], "delay": {"jitter": null, "max_ms": 1800, "min_ms": 500}, "ratio": 0.42857142857142857143}, "daily_work_count": 120, "cart_click_enabled": false}	daily_work_count: 50 -> 120, cart_click_enabled: true -> false, extra_config: {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 3], "delay": {"jitter": null, "max_ms": 1700, "min_ms": 500}, "ratio": 0.42857142857142857143} -> {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 3], "delay": {"jitter": null, "max_ms": 1800, "min_ms": 500}, "ratio": 0.42857142857142857143}
2100	27	2026-11-27 21:00:19.133594	관리자	UPDATE	{"id": 27, "code": null, "source": null, "status": "active", "keyword": "유기농 사과 27 v40", "end_date": "2027-01-17", "is_active": true, "created_at": "2026-10-22T10:41:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 27], "delay": {"jitter": null, "max_ms": 1800, "min_ms": 500}, "ratio": 3.8571428571428571}, "daily_work_count": 360, "cart_click_enabled": false}	{"id": 27, "code": null, "source": null, "status": "active", "keyword": "유기농 사과 27 v40", "end_date": "2027-01-17", "is_active": true, "created_at": "2026-10-22T10:41:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 27], "delay": {"jitter": null, "max_ms": 1800, "min_ms": 500}, "ratio": 3.8571428571428571}, "daily_work_count": 430, "cart_click_enabled": true}	daily_work_count: 360 -> 430, cart_click_enabled: false -> true
2220	32	2026-11-29 09:16:38.478682	관리자	UPDATE	{"id": 32, "code": "R32", "source": "manual", "status": "active", "keyword": "유기농 사과 32 v40", "end_date": "2026-12-23", "is_active": true, "created_at": "2026-10-22T10:46:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 32], "delay": {"jitter": null, "max_ms": 1800, "min_ms": 500}, "ratio": 4.5714285714285714}, "daily_work_count": 220, "cart_click_enabled": false}	{"id": 32, "code": "R32", "source": "manual", "status": "active", "keyword": "유기농 사과 32 v40", "end_date": "2026-12-23", "is_active": true, "created_at": "2026-10-22T10:46:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 32], "delay": {"jitter": null, "max_ms": 1900, "min_ms": 500}, "ratio": 4.5714285714285714}, "daily_work_count": 290, "cart_click_enabled": false}	daily_work_count: 220 -> 290, extra_config: {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 32], "delay": {"jitter": null, "max_ms": 1800, "min_ms": 500}, "ratio": 4.5714285714285714} -> {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 32], "delay": {"jitter": null, "max_ms": 1900, "min_ms": 500}, "ratio": 4.5714285714285714}
2280	10	2026-09-30 03:24:48.151226	관리자	UPDATE	{"id": 10, "code": null, "source": "external", "status": "deleted", "keyword": "무선 이어폰 10 v40", "end_date": "2026-12-31", "is_active": false, "created_at": "2026-10-22T10:24:40.594551", "deleted_at": "2026-12-01T00:14:40.594551", "deleted_by": "관리자", "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 10], "delay": {"jitter": null, "max_ms": 1900, "min_ms": 500}, "ratio": 1.4285714285714286}, "daily_work_count": 140, "cart_click_enabled": false}	{"id": 10, "code": null, "source": "external", "status": "deleted", "keyword": "무선 이어폰 10 v40", "end_date": "2026-12-31", "is_active": false, "created_at": "2026-10-22T10:24:40.594551", "deleted_at": "2026-12-01T00:14:40.594551", "deleted_by": "관리자", "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 10], "delay": {"jitter": null, "max_ms": 1900, "min_ms": 500}, "ratio": 1.4285714285714286}, "daily_work_count": 210, "cart_click_enabled": false}	daily_work_count: 140 -> 210
2340	39	2026-11-30 21:32:57.82377	관리자	UPDATE	{"id": 39, "code": "R39", "source": null, "status": null, "keyword": "여름 원피스 39 v40", "end_date": "2026-12-30", "is_active": true, "created_at": "2026-10-22T10:53:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 39], "delay": {"jitter": null, "max_ms": 1900, "min_ms": 500}, "ratio": 5.5714285714285714}, "daily_work_count": 100, "cart_click_enabled": false}	{"id": 39, "code": "R39", "source": null, "status": null, "keyword": "여름 원피스 39 v40", "end_date": "2026-12-30", "is_active": true, "created_at": "2026-10-22T10:53:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 39], "delay": {"jitter": null, "max_ms": 1900, "min_ms": 500}, "ratio": 5.5714285714285714}, "daily_work_count": 170, "cart_click_enabled": false}	daily_work_count: 100 -> 170
2160	7	2026-09-28 15:08:28.806138	관리자	UPDATE	{"id": 7, "code": "R7", "source": null, "status": "active", "keyword": "유기농 사과 7 v40", "end_date": "2026-12-28", "is_active": true, "created_at": "2026-10-22T10:21:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 7], "delay": {"jitter": null, "max_ms": 1800, "min_ms": 500}, "ratio": 1.00000000000000000000}, "daily_work_count": 300, "cart_click_enabled": false}	{"id": 7, "code": "R7", "source": null, "status": "active", "keyword": "유기농 사과 7 v40", "end_date": "2026-12-28", "is_active": true, "created_at": "2026-10-22T10:21:40.594551", "deleted_at": null, "deleted_by": null, "start_date": "2026-10-22", "updated_at": "2026-12-01T10:14:40.594551", "extra_config": {"note": "상품 \\"A\\" 우선", "tags": ["쿠팡", null, 7], "delay": {"jitter": null, "max_ms": 1800, "min_ms": 500}, "ratio": 1.00000000000000000000}, "daily_work_count": 370, "cart_click_enabled": false}	daily_work_count: 300 -> 370
\.


--
-- Name: v1_hub_activity_logs_id_seq; Type: SEQUENCE SET; Schema: public; Owner: hub_owner
--

SELECT pg_catalog.setval('public.v1_hub_activity_logs_id_seq', -1, false);


--
-- Name: v1_hub_audit_log_id_seq; Type: SEQUENCE SET; Schema: public; Owner: hub_owner
--

SELECT pg_catalog.setval('public.v1_hub_audit_log_id_seq', 1, false);


--
-- Name: v1_hub_client_activity_logs_id_seq; Type: SEQUENCE SET; Schema: public; Owner: hub_owner
--

SELECT pg_catalog.setval('public.v1_hub_client_activity_logs_id_seq', 6, true);


--
-- Name: v1_hub_clients_id_seq; Type: SEQUENCE SET; Schema: public; Owner: hub_owner
--

SELECT pg_catalog.setval('public.v1_hub_clients_id_seq', 20, true);


--
-- Name: v1_hub_daily_work_tracking_id_seq; Type: SEQUENCE SET; Schema: public; Owner: hub_owner
--

SELECT pg_catalog.setval('public.v1_hub_daily_work_tracking_id_seq', 1192, true);


--
-- Name: v1_hub_external_triggers_id_seq; Type: SEQUENCE SET; Schema: public; Owner: hub_owner
--

SELECT pg_catalog.setval('public.v1_hub_external_triggers_id_seq', 100, true);


--
-- Name: v1_hub_ip_keyword_restrictions_id_seq; Type: SEQUENCE SET; Schema: public; Owner: hub_owner
--

SELECT pg_catalog.setval('public.v1_hub_ip_keyword_restrictions_id_seq', 20, true);


--
-- Name: v1_hub_product_results_id_seq; Type: SEQUENCE SET; Schema: public; Owner: hub_owner
--

SELECT pg_catalog.setval('public.v1_hub_product_results_id_seq', 1, false);


--
-- Name: v1_hub_proxies_id_seq; Type: SEQUENCE SET; Schema: public; Owner: hub_owner
--

SELECT pg_catalog.setval('public.v1_hub_proxies_id_seq', 50, true);


--
-- Name: v1_hub_proxy_heartbeat_id_seq; Type: SEQUENCE SET; Schema: public; Owner: hub_owner
--

SELECT pg_catalog.setval('public.v1_hub_proxy_heartbeat_id_seq', 13, true);


--
-- Name: v1_hub_proxy_ip_mapping_id_seq; Type: SEQUENCE SET; Schema: public; Owner: hub_owner
--

SELECT pg_catalog.setval('public.v1_hub_proxy_ip_mapping_id_seq', 202, true);


--
-- Name: v1_hub_proxy_usage_id_seq; Type: SEQUENCE SET; Schema: public; Owner: hub_owner
--

SELECT pg_catalog.setval('public.v1_hub_proxy_usage_id_seq', 32, true);


--
-- Name: v1_hub_test_keywords_id_seq; Type: SEQUENCE SET; Schema: public; Owner: hub_owner
--

SELECT pg_catalog.setval('public.v1_hub_test_keywords_id_seq', 30, true);


--
-- Name: v1_hub_work_allocations_id_seq; Type: SEQUENCE SET; Schema: public; Owner: hub_owner
--

SELECT pg_catalog.setval('public.v1_hub_work_allocations_id_seq', 4, true);


--
-- Name: v1_hub_work_results_id_seq; Type: SEQUENCE SET; Schema: public; Owner: hub_owner
--

SELECT pg_catalog.setval('public.v1_hub_work_results_id_seq', 24, true);


--
-- Name: v1_hub_work_slots_history_id_seq; Type: SEQUENCE SET; Schema: public; Owner: hub_owner
--

SELECT pg_catalog.setval('public.v1_hub_work_slots_history_id_seq', 2390, true);


--
-- Name: v1_hub_work_slots_id_seq; Type: SEQUENCE SET; Schema: public; Owner: hub_owner
--

SELECT pg_catalog.setval('public.v1_hub_work_slots_id_seq', 40, true);


--
-- Name: audit_seals_id_seq; Type: SEQUENCE SET; Schema: v1_hub; Owner: hub_owner
--

SELECT pg_catalog.setval('v1_hub.audit_seals_id_seq', 1, false);


--
-- Name: audit_tables_id_seq; Type: SEQUENCE SET; Schema: v1_hub; Owner: hub_owner
--

SELECT pg_catalog.setval('v1_hub.audit_tables_id_seq', 7, true);


--
-- Name: v1_hub_audit_log v1_hub_audit_log_pkey; Type: CONSTRAINT; Schema: public; Owner: hub_owner
--

ALTER TABLE ONLY public.v1_hub_audit_log
    ADD CONSTRAINT v1_hub_audit_log_pkey PRIMARY KEY (id, changed_at);


--
-- Name: v1_hub_clients v1_hub_clients_client_ip_key; Type: CONSTRAINT; Schema: public; Owner: hub_owner
--

ALTER TABLE ONLY public.v1_hub_clients
    ADD CONSTRAINT v1_hub_clients_client_ip_key UNIQUE (client_ip);


--
-- Name: v1_hub_clients v1_hub_clients_pkey; Type: CONSTRAINT; Schema: public; Owner: hub_owner
--

ALTER TABLE ONLY public.v1_hub_clients
    ADD CONSTRAINT v1_hub_clients_pkey PRIMARY KEY (id);


--
-- Name: v1_hub_external_sites v1_hub_external_sites_pkey; Type: CONSTRAINT; Schema: public; Owner: hub_owner
--

ALTER TABLE ONLY public.v1_hub_external_sites
    ADD CONSTRAINT v1_hub_external_sites_pkey PRIMARY KEY (site_id);


--
-- Name: v1_hub_external_triggers v1_hub_external_triggers_pkey; Type: CONSTRAINT; Schema: public; Owner: hub_owner
--

ALTER TABLE ONLY public.v1_hub_external_triggers
    ADD CONSTRAINT v1_hub_external_triggers_pkey PRIMARY KEY (id);


--
-- Name: v1_hub_ip_keyword_restrictions v1_hub_ip_keyword_restrictions_client_ip_keyword_id_key; Type: CONSTRAINT; Schema: public; Owner: hub_owner
--

ALTER TABLE ONLY public.v1_hub_ip_keyword_restrictions
    ADD CONSTRAINT v1_hub_ip_keyword_restrictions_client_ip_keyword_id_key UNIQUE (client_ip, keyword_id);


--
-- Name: v1_hub_ip_keyword_restrictions v1_hub_ip_keyword_restrictions_pkey; Type: CONSTRAINT; Schema: public; Owner: hub_owner
--

ALTER TABLE ONLY public.v1_hub_ip_keyword_restrictions
    ADD CONSTRAINT v1_hub_ip_keyword_restrictions_pkey PRIMARY KEY (id);


--
-- Name: v1_hub_product_results v1_hub_product_results_pkey; Type: CONSTRAINT; Schema: public; Owner: hub_owner
--

ALTER TABLE ONLY public.v1_hub_product_results
    ADD CONSTRAINT v1_hub_product_results_pkey PRIMARY KEY (id);


--
-- Name: v1_hub_proxies v1_hub_proxies_pkey; Type: CONSTRAINT; Schema: public; Owner: hub_owner
--

ALTER TABLE ONLY public.v1_hub_proxies
    ADD CONSTRAINT v1_hub_proxies_pkey PRIMARY KEY (id);


--
-- Name: v1_hub_proxies v1_hub_proxies_server_ip_port_key; Type: CONSTRAINT; Schema: public; Owner: hub_owner
--

ALTER TABLE ONLY public.v1_hub_proxies
    ADD CONSTRAINT v1_hub_proxies_server_ip_port_key UNIQUE (server_ip, port);


--
-- Name: v1_hub_proxy_usage_archive v1_hub_proxy_usage_archive_pkey; Type: CONSTRAINT; Schema: public; Owner: hub_owner
--

ALTER TABLE ONLY public.v1_hub_proxy_usage_archive
    ADD CONSTRAINT v1_hub_proxy_usage_archive_pkey PRIMARY KEY (id);


--
-- Name: v1_hub_test_keywords v1_hub_test_keywords_pkey; Type: CONSTRAINT; Schema: public; Owner: hub_owner
--

ALTER TABLE ONLY public.v1_hub_test_keywords
    ADD CONSTRAINT v1_hub_test_keywords_pkey PRIMARY KEY (id);


--
-- Name: v1_hub_work_allocations v1_hub_work_allocations_allocation_key_key; Type: CONSTRAINT; Schema: public; Owner: hub_owner
--

ALTER TABLE ONLY public.v1_hub_work_allocations
    ADD CONSTRAINT v1_hub_work_allocations_allocation_key_key UNIQUE (allocation_key);


--
-- Name: v1_hub_work_allocations v1_hub_work_allocations_pkey; Type: CONSTRAINT; Schema: public; Owner: hub_owner
--

ALTER TABLE ONLY public.v1_hub_work_allocations
    ADD CONSTRAINT v1_hub_work_allocations_pkey PRIMARY KEY (id);


--
-- Name: v1_hub_work_results_archive v1_hub_work_results_archive_pkey; Type: CONSTRAINT; Schema: public; Owner: hub_owner
--

ALTER TABLE ONLY public.v1_hub_work_results_archive
    ADD CONSTRAINT v1_hub_work_results_archive_pkey PRIMARY KEY (id);


--
-- Name: v1_hub_work_slots v1_hub_work_slots_pkey; Type: CONSTRAINT; Schema: public; Owner: hub_owner
--

ALTER TABLE ONLY public.v1_hub_work_slots
    ADD CONSTRAINT v1_hub_work_slots_pkey PRIMARY KEY (id);


--
-- Name: audit_defaults audit_defaults_pkey; Type: CONSTRAINT; Schema: v1_hub; Owner: hub_owner
--

ALTER TABLE ONLY v1_hub.audit_defaults
    ADD CONSTRAINT audit_defaults_pkey PRIMARY KEY (table_name);


--
-- Name: audit_retentions audit_retentions_pkey; Type: CONSTRAINT; Schema: v1_hub; Owner: hub_owner
--

ALTER TABLE ONLY v1_hub.audit_retentions
    ADD CONSTRAINT audit_retentions_pkey PRIMARY KEY (partition_name);


--
-- Name: audit_seal_blocks audit_seal_blocks_pkey; Type: CONSTRAINT; Schema: v1_hub; Owner: hub_owner
--

ALTER TABLE ONLY v1_hub.audit_seal_blocks
    ADD CONSTRAINT audit_seal_blocks_pkey PRIMARY KEY (seal_id, block);


--
-- Name: audit_seals audit_seals_partition_name_key; Type: CONSTRAINT; Schema: v1_hub; Owner: hub_owner
--

ALTER TABLE ONLY v1_hub.audit_seals
    ADD CONSTRAINT audit_seals_partition_name_key UNIQUE (partition_name);


--
-- Name: audit_seals audit_seals_pkey; Type: CONSTRAINT; Schema: v1_hub; Owner: hub_owner
--

ALTER TABLE ONLY v1_hub.audit_seals
    ADD CONSTRAINT audit_seals_pkey PRIMARY KEY (id);


--
-- Name: audit_tables audit_tables_pkey; Type: CONSTRAINT; Schema: v1_hub; Owner: hub_owner
--

ALTER TABLE ONLY v1_hub.audit_tables
    ADD CONSTRAINT audit_tables_pkey PRIMARY KEY (id);


--
-- Name: history_gone history_gone_pkey; Type: CONSTRAINT; Schema: v1_hub; Owner: hub_owner
--

ALTER TABLE ONLY v1_hub.history_gone
    ADD CONSTRAINT history_gone_pkey PRIMARY KEY (id);


--
-- Name: hub hub_pkey; Type: CONSTRAINT; Schema: v1_hub; Owner: hub_owner
--

ALTER TABLE ONLY v1_hub.hub
    ADD CONSTRAINT hub_pkey PRIMARY KEY (only_row);


--
-- Name: log_column log_column_pkey; Type: CONSTRAINT; Schema: v1_hub; Owner: hub_owner
--

ALTER TABLE ONLY v1_hub.log_column
    ADD CONSTRAINT log_column_pkey PRIMARY KEY (table_name, legacy_name);


--
-- Name: name_use name_use_pkey; Type: CONSTRAINT; Schema: v1_hub; Owner: hub_owner
--

ALTER TABLE ONLY v1_hub.name_use
    ADD CONSTRAINT name_use_pkey PRIMARY KEY (table_name, role_name, action, query_id);


--
-- Name: object object_pkey; Type: CONSTRAINT; Schema: v1_hub; Owner: hub_owner
--

ALTER TABLE ONLY v1_hub.object
    ADD CONSTRAINT object_pkey PRIMARY KEY (type, identity);


--
-- Name: retired retired_pkey; Type: CONSTRAINT; Schema: v1_hub; Owner: hub_owner
--

ALTER TABLE ONLY v1_hub.retired
    ADD CONSTRAINT retired_pkey PRIMARY KEY (table_name);


--
-- Name: run run_pkey; Type: CONSTRAINT; Schema: v1_hub; Owner: hub_owner
--

ALTER TABLE ONLY v1_hub.run
    ADD CONSTRAINT run_pkey PRIMARY KEY (began_at);


--
-- Name: daily_work_tracking uk_daily_tracking; Type: CONSTRAINT; Schema: v1_hub; Owner: hub_owner
--

ALTER TABLE ONLY v1_hub.daily_work_tracking
    ADD CONSTRAINT uk_daily_tracking UNIQUE (work_slot_id, work_date);


--
-- Name: usage_run usage_run_pkey; Type: CONSTRAINT; Schema: v1_hub; Owner: hub_owner
--

ALTER TABLE ONLY v1_hub.usage_run
    ADD CONSTRAINT usage_run_pkey PRIMARY KEY (ran_at);


--
-- Name: v1_hub_audit_log_2026_09 v1_hub_audit_log_2026_09_pkey; Type: CONSTRAINT; Schema: v1_hub; Owner: hub_owner
--

ALTER TABLE ONLY v1_hub.v1_hub_audit_log_2026_09
    ADD CONSTRAINT v1_hub_audit_log_2026_09_pkey PRIMARY KEY (id, changed_at);


--
-- Name: v1_hub_audit_log_2026_10 v1_hub_audit_log_2026_10_pkey; Type: CONSTRAINT; Schema: v1_hub; Owner: hub_owner
--

ALTER TABLE ONLY v1_hub.v1_hub_audit_log_2026_10
    ADD CONSTRAINT v1_hub_audit_log_2026_10_pkey PRIMARY KEY (id, changed_at);


--
-- Name: v1_hub_audit_log_2026_11 v1_hub_audit_log_2026_11_pkey; Type: CONSTRAINT; Schema: v1_hub; Owner: hub_owner
--

ALTER TABLE ONLY v1_hub.v1_hub_audit_log_2026_11
    ADD CONSTRAINT v1_hub_audit_log_2026_11_pkey PRIMARY KEY (id, changed_at);


--
-- Name: v1_hub_audit_log_2026_12 v1_hub_audit_log_2026_12_pkey; Type: CONSTRAINT; Schema: v1_hub; Owner: hub_owner
--

ALTER TABLE ONLY v1_hub.v1_hub_audit_log_2026_12
    ADD CONSTRAINT v1_hub_audit_log_2026_12_pkey PRIMARY KEY (id, changed_at);


--
-- Name: v1_hub_audit_log_2027_01 v1_hub_audit_log_2027_01_pkey; Type: CONSTRAINT; Schema: v1_hub; Owner: hub_owner
--

ALTER TABLE ONLY v1_hub.v1_hub_audit_log_2027_01
    ADD CONSTRAINT v1_hub_audit_log_2027_01_pkey PRIMARY KEY (id, changed_at);


--
-- Name: v1_hub_audit_log_2027_02 v1_hub_audit_log_2027_02_pkey; Type: CONSTRAINT; Schema: v1_hub; Owner: hub_owner
--

ALTER TABLE ONLY v1_hub.v1_hub_audit_log_2027_02
    ADD CONSTRAINT v1_hub_audit_log_2027_02_pkey PRIMARY KEY (id, changed_at);


--
-- Name: v1_hub_audit_log_2027_03 v1_hub_audit_log_2027_03_pkey; Type: CONSTRAINT; Schema: v1_hub; Owner: hub_owner
--

ALTER TABLE ONLY v1_hub.v1_hub_audit_log_2027_03
    ADD CONSTRAINT v1_hub_audit_log_2027_03_pkey PRIMARY KEY (id, changed_at);


--
-- Name: v1_hub_audit_log_default v1_hub_audit_log_default_pkey; Type: CONSTRAINT; Schema: v1_hub; Owner: hub_owner
--

ALTER TABLE ONLY v1_hub.v1_hub_audit_log_default
    ADD CONSTRAINT v1_hub_audit_log_default_pkey PRIMARY KEY (id, changed_at);


--
-- Name: client_activity v1_hub_client_activity_logs_pkey; Type: CONSTRAINT; Schema: v1_hub; Owner: hub_owner
--

ALTER TABLE ONLY v1_hub.client_activity
    ADD CONSTRAINT v1_hub_client_activity_logs_pkey PRIMARY KEY (id);


--
-- Name: daily_work_tracking v1_hub_daily_work_tracking_pkey; Type: CONSTRAINT; Schema: v1_hub; Owner: hub_owner
--

ALTER TABLE ONLY v1_hub.daily_work_tracking
    ADD CONSTRAINT v1_hub_daily_work_tracking_pkey PRIMARY KEY (id);


--
-- Name: proxy_heartbeat v1_hub_proxy_heartbeat_name_key; Type: CONSTRAINT; Schema: v1_hub; Owner: hub_owner
--

ALTER TABLE ONLY v1_hub.proxy_heartbeat
    ADD CONSTRAINT v1_hub_proxy_heartbeat_name_key UNIQUE (name);


--
-- Name: proxy_heartbeat v1_hub_proxy_heartbeat_pkey; Type: CONSTRAINT; Schema: v1_hub; Owner: hub_owner
--

ALTER TABLE ONLY v1_hub.proxy_heartbeat
    ADD CONSTRAINT v1_hub_proxy_heartbeat_pkey PRIMARY KEY (id);


--
-- Name: proxy_ip_mapping v1_hub_proxy_ip_mapping_pkey; Type: CONSTRAINT; Schema: v1_hub; Owner: hub_owner
--

ALTER TABLE ONLY v1_hub.proxy_ip_mapping
    ADD CONSTRAINT v1_hub_proxy_ip_mapping_pkey PRIMARY KEY (id);


--
-- Name: proxy_ip_mapping v1_hub_proxy_ip_mapping_proxy_id_proxy_number_key; Type: CONSTRAINT; Schema: v1_hub; Owner: hub_owner
--

ALTER TABLE ONLY v1_hub.proxy_ip_mapping
    ADD CONSTRAINT v1_hub_proxy_ip_mapping_proxy_id_proxy_number_key UNIQUE (proxy_id, proxy_number);


--
-- Name: proxy_usage v1_hub_proxy_usage_pkey; Type: CONSTRAINT; Schema: v1_hub; Owner: hub_owner
--

ALTER TABLE ONLY v1_hub.proxy_usage
    ADD CONSTRAINT v1_hub_proxy_usage_pkey PRIMARY KEY (id);


--
-- Name: work_result v1_hub_work_results_pkey; Type: CONSTRAINT; Schema: v1_hub; Owner: hub_owner
--

ALTER TABLE ONLY v1_hub.work_result
    ADD CONSTRAINT v1_hub_work_results_pkey PRIMARY KEY (id);


--
-- Name: work_slots_history v1_hub_work_slots_history_pkey; Type: CONSTRAINT; Schema: v1_hub; Owner: hub_owner
--

ALTER TABLE ONLY v1_hub.work_slots_history
    ADD CONSTRAINT v1_hub_work_slots_history_pkey PRIMARY KEY (id);


--
-- Name: v1_hub_audit_log_old_key_idx; Type: INDEX; Schema: public; Owner: hub_owner
--

CREATE INDEX v1_hub_audit_log_old_key_idx ON ONLY public.v1_hub_audit_log USING hash (old_key) WHERE (old_key IS NOT NULL);


--
-- Name: v1_hub_audit_log_record_id_idx; Type: INDEX; Schema: public; Owner: hub_owner
--

CREATE INDEX v1_hub_audit_log_record_id_idx ON ONLY public.v1_hub_audit_log USING btree (record_id, source_id) WHERE (record_id IS NOT NULL);


--
-- Name: v1_hub_audit_log_record_key_idx; Type: INDEX; Schema: public; Owner: hub_owner
--

CREATE INDEX v1_hub_audit_log_record_key_idx ON ONLY public.v1_hub_audit_log USING hash (record_key) WHERE (record_key IS NOT NULL);


--
-- Name: v1_hub_clients_client_ip_idx; Type: INDEX; Schema: public; Owner: hub_owner
--

CREATE INDEX v1_hub_clients_client_ip_idx ON public.v1_hub_clients USING btree (client_ip);


--
-- Name: v1_hub_clients_is_active_last_seen_at_idx; Type: INDEX; Schema: public; Owner: hub_owner
--

CREATE INDEX v1_hub_clients_is_active_last_seen_at_idx ON public.v1_hub_clients USING btree (is_active, last_seen_at);


--
-- Name: v1_hub_daily_results_result_date_status_idx; Type: INDEX; Schema: public; Owner: hub_owner
--

CREATE UNIQUE INDEX v1_hub_daily_results_result_date_status_idx ON public.v1_hub_daily_results USING btree (result_date, status);


--
-- Name: v1_hub_external_triggers_created_at_idx; Type: INDEX; Schema: public; Owner: hub_owner
--

CREATE INDEX v1_hub_external_triggers_created_at_idx ON public.v1_hub_external_triggers USING btree (created_at DESC);


--
-- Name: v1_hub_external_triggers_site_id_action_created_at_idx; Type: INDEX; Schema: public; Owner: hub_owner
--

CREATE INDEX v1_hub_external_triggers_site_id_action_created_at_idx ON public.v1_hub_external_triggers USING btree (site_id, action, created_at DESC);


--
-- Name: v1_hub_ip_keyword_restrictions_keyword_id_idx; Type: INDEX; Schema: public; Owner: hub_owner
--

CREATE INDEX v1_hub_ip_keyword_restrictions_keyword_id_idx ON public.v1_hub_ip_keyword_restrictions USING btree (keyword_id);


--
-- Name: v1_hub_product_results_result_id_idx; Type: INDEX; Schema: public; Owner: hub_owner
--

CREATE INDEX v1_hub_product_results_result_id_idx ON public.v1_hub_product_results USING btree (result_id);


--
-- Name: v1_hub_proxies_status_idx; Type: INDEX; Schema: public; Owner: hub_owner
--

CREATE INDEX v1_hub_proxies_status_idx ON public.v1_hub_proxies USING btree (status);


--
-- Name: v1_hub_proxies_use_count_idx; Type: INDEX; Schema: public; Owner: hub_owner
--

CREATE INDEX v1_hub_proxies_use_count_idx ON public.v1_hub_proxies USING btree (use_count);


--
-- Name: v1_hub_proxy_usage_archive_created_at_idx; Type: INDEX; Schema: public; Owner: hub_owner
--

CREATE INDEX v1_hub_proxy_usage_archive_created_at_idx ON public.v1_hub_proxy_usage_archive USING btree (created_at DESC);


--
-- Name: v1_hub_proxy_usage_archive_keyword_id_idx; Type: INDEX; Schema: public; Owner: hub_owner
--

CREATE INDEX v1_hub_proxy_usage_archive_keyword_id_idx ON public.v1_hub_proxy_usage_archive USING btree (keyword_id);


--
-- Name: v1_hub_work_allocations_allocation_key_idx; Type: INDEX; Schema: public; Owner: hub_owner
--

CREATE INDEX v1_hub_work_allocations_allocation_key_idx ON public.v1_hub_work_allocations USING btree (allocation_key);


--
-- Name: v1_hub_work_allocations_client_ip_allocated_at_idx; Type: INDEX; Schema: public; Owner: hub_owner
--

CREATE INDEX v1_hub_work_allocations_client_ip_allocated_at_idx ON public.v1_hub_work_allocations USING btree (client_ip, allocated_at);


--
-- Name: v1_hub_work_allocations_expires_at_idx; Type: INDEX; Schema: public; Owner: hub_owner
--

CREATE INDEX v1_hub_work_allocations_expires_at_idx ON public.v1_hub_work_allocations USING btree (expires_at) WHERE ((status)::text = 'allocated'::text);


--
-- Name: v1_hub_work_allocations_work_slot_id_work_date_status_idx; Type: INDEX; Schema: public; Owner: hub_owner
--

CREATE INDEX v1_hub_work_allocations_work_slot_id_work_date_status_idx ON public.v1_hub_work_allocations USING btree (work_slot_id, work_date, status);


--
-- Name: v1_hub_work_results_archive_allocation_id_idx; Type: INDEX; Schema: public; Owner: hub_owner
--

CREATE INDEX v1_hub_work_results_archive_allocation_id_idx ON public.v1_hub_work_results_archive USING btree (allocation_id);


--
-- Name: v1_hub_work_results_archive_applied_settings_idx; Type: INDEX; Schema: public; Owner: hub_owner
--

CREATE INDEX v1_hub_work_results_archive_applied_settings_idx ON public.v1_hub_work_results_archive USING gin (applied_settings) WHERE (applied_settings IS NOT NULL);


--
-- Name: v1_hub_work_results_archive_expr_idx; Type: INDEX; Schema: public; Owner: hub_owner
--

CREATE INDEX v1_hub_work_results_archive_expr_idx ON public.v1_hub_work_results_archive USING btree (((applied_settings ->> 'cart_click_enabled'::text))) WHERE ((applied_settings ->> 'cart_click_enabled'::text) IS NOT NULL);


--
-- Name: v1_hub_work_results_archive_is_blocked_idx; Type: INDEX; Schema: public; Owner: hub_owner
--

CREATE INDEX v1_hub_work_results_archive_is_blocked_idx ON public.v1_hub_work_results_archive USING btree (is_blocked) WHERE is_blocked;


--
-- Name: v1_hub_work_results_archive_status_created_at_idx; Type: INDEX; Schema: public; Owner: hub_owner
--

CREATE INDEX v1_hub_work_results_archive_status_created_at_idx ON public.v1_hub_work_results_archive USING btree (status, created_at);


--
-- Name: v1_hub_work_slots_extra_config_idx; Type: INDEX; Schema: public; Owner: hub_owner
--

CREATE INDEX v1_hub_work_slots_extra_config_idx ON public.v1_hub_work_slots USING gin (extra_config);


--
-- Name: v1_hub_work_slots_is_active_idx; Type: INDEX; Schema: public; Owner: hub_owner
--

CREATE INDEX v1_hub_work_slots_is_active_idx ON public.v1_hub_work_slots USING btree (is_active) WHERE is_active;


--
-- Name: v1_hub_work_slots_keyword_idx; Type: INDEX; Schema: public; Owner: hub_owner
--

CREATE INDEX v1_hub_work_slots_keyword_idx ON public.v1_hub_work_slots USING btree (keyword);


--
-- Name: v1_hub_work_slots_source_status_idx; Type: INDEX; Schema: public; Owner: hub_owner
--

CREATE INDEX v1_hub_work_slots_source_status_idx ON public.v1_hub_work_slots USING btree (source, status);


--
-- Name: v1_hub_work_slots_start_date_end_date_idx; Type: INDEX; Schema: public; Owner: hub_owner
--

CREATE INDEX v1_hub_work_slots_start_date_end_date_idx ON public.v1_hub_work_slots USING btree (start_date, end_date);


--
-- Name: v1_hub_work_slots_status_deleted_at_idx; Type: INDEX; Schema: public; Owner: hub_owner
--

CREATE INDEX v1_hub_work_slots_status_deleted_at_idx ON public.v1_hub_work_slots USING btree (status, deleted_at) WHERE ((status)::text = 'deleted'::text);


--
-- Name: audit_tables_table_name_idx; Type: INDEX; Schema: v1_hub; Owner: hub_owner
--

CREATE INDEX audit_tables_table_name_idx ON v1_hub.audit_tables USING btree (table_name);


--
-- Name: proxy_change_noted_at_idx; Type: INDEX; Schema: v1_hub; Owner: hub_owner
--

CREATE INDEX proxy_change_noted_at_idx ON v1_hub.proxy_change USING btree (noted_at);


--
-- Name: v1_hub_audit_log_2026_09_old_key_idx; Type: INDEX; Schema: v1_hub; Owner: hub_owner
--

CREATE INDEX v1_hub_audit_log_2026_09_old_key_idx ON v1_hub.v1_hub_audit_log_2026_09 USING hash (old_key) WHERE (old_key IS NOT NULL);


--
-- Name: v1_hub_audit_log_2026_09_record_id_source_id_idx; Type: INDEX; Schema: v1_hub; Owner: hub_owner
--

CREATE INDEX v1_hub_audit_log_2026_09_record_id_source_id_idx ON v1_hub.v1_hub_audit_log_2026_09 USING btree (record_id, source_id) WHERE (record_id IS NOT NULL);


--
-- Name: v1_hub_audit_log_2026_09_record_key_idx; Type: INDEX; Schema: v1_hub; Owner: hub_owner
--

CREATE INDEX v1_hub_audit_log_2026_09_record_key_idx ON v1_hub.v1_hub_audit_log_2026_09 USING hash (record_key) WHERE (record_key IS NOT NULL);


--
-- Name: v1_hub_audit_log_2026_10_old_key_idx; Type: INDEX; Schema: v1_hub; Owner: hub_owner
--

CREATE INDEX v1_hub_audit_log_2026_10_old_key_idx ON v1_hub.v1_hub_audit_log_2026_10 USING hash (old_key) WHERE (old_key IS NOT NULL);


--
-- Name: v1_hub_audit_log_2026_10_record_id_source_id_idx; Type: INDEX; Schema: v1_hub; Owner: hub_owner
--

CREATE INDEX v1_hub_audit_log_2026_10_record_id_source_id_idx ON v1_hub.v1_hub_audit_log_2026_10 USING btree (record_id, source_id) WHERE (record_id IS NOT NULL);


--
-- Name: v1_hub_audit_log_2026_10_record_key_idx; Type: INDEX; Schema: v1_hub; Owner: hub_owner
--

CREATE INDEX v1_hub_audit_log_2026_10_record_key_idx ON v1_hub.v1_hub_audit_log_2026_10 USING hash (record_key) WHERE (record_key IS NOT NULL);


--
-- Name: v1_hub_audit_log_2026_11_old_key_idx; Type: INDEX; Schema: v1_hub; Owner: hub_owner
--

CREATE INDEX v1_hub_audit_log_2026_11_old_key_idx ON v1_hub.v1_hub_audit_log_2026_11 USING hash (old_key) WHERE (old_key IS NOT NULL);


--
-- Name: v1_hub_audit_log_2026_11_record_id_source_id_idx; Type: INDEX; Schema: v1_hub; Owner: hub_owner
--

CREATE INDEX v1_hub_audit_log_2026_11_record_id_source_id_idx ON v1_hub.v1_hub_audit_log_2026_11 USING btree (record_id, source_id) WHERE (record_id IS NOT NULL);


--
-- Name: v1_hub_audit_log_2026_11_record_key_idx; Type: INDEX; Schema: v1_hub; Owner: hub_owner
--

CREATE INDEX v1_hub_audit_log_2026_11_record_key_idx ON v1_hub.v1_hub_audit_log_2026_11 USING hash (record_key) WHERE (record_key IS NOT NULL);


--
-- Name: v1_hub_audit_log_2026_12_old_key_idx; Type: INDEX; Schema: v1_hub; Owner: hub_owner
--

CREATE INDEX v1_hub_audit_log_2026_12_old_key_idx ON v1_hub.v1_hub_audit_log_2026_12 USING hash (old_key) WHERE (old_key IS NOT NULL);


--
-- Name: v1_hub_audit_log_2026_12_record_id_source_id_idx; Type: INDEX; Schema: v1_hub; Owner: hub_owner
--

CREATE INDEX v1_hub_audit_log_2026_12_record_id_source_id_idx ON v1_hub.v1_hub_audit_log_2026_12 USING btree (record_id, source_id) WHERE (record_id IS NOT NULL);


--
-- Name: v1_hub_audit_log_2026_12_record_key_idx; Type: INDEX; Schema: v1_hub; Owner: hub_owner
--

CREATE INDEX v1_hub_audit_log_2026_12_record_key_idx ON v1_hub.v1_hub_audit_log_2026_12 USING hash (record_key) WHERE (record_key IS NOT NULL);


--
-- Name: v1_hub_audit_log_2027_01_old_key_idx; Type: INDEX; Schema: v1_hub; Owner: hub_owner
--

CREATE INDEX v1_hub_audit_log_2027_01_old_key_idx ON v1_hub.v1_hub_audit_log_2027_01 USING hash (old_key) WHERE (old_key IS NOT NULL);


--
-- Name: v1_hub_audit_log_2027_01_record_id_source_id_idx; Type: INDEX; Schema: v1_hub; Owner: hub_owner
--

CREATE INDEX v1_hub_audit_log_2027_01_record_id_source_id_idx ON v1_hub.v1_hub_audit_log_2027_01 USING btree (record_id, source_id) WHERE (record_id IS NOT NULL);


--
-- Name: v1_hub_audit_log_2027_01_record_key_idx; Type: INDEX; Schema: v1_hub; Owner: hub_owner
--

CREATE INDEX v1_hub_audit_log_2027_01_record_key_idx ON v1_hub.v1_hub_audit_log_2027_01 USING hash (record_key) WHERE (record_key IS NOT NULL);


--
-- Name: v1_hub_audit_log_2027_02_old_key_idx; Type: INDEX; Schema: v1_hub; Owner: hub_owner
--

CREATE INDEX v1_hub_audit_log_2027_02_old_key_idx ON v1_hub.v1_hub_audit_log_2027_02 USING hash (old_key) WHERE (old_key IS NOT NULL);


--
-- Name: v1_hub_audit_log_2027_02_record_id_source_id_idx; Type: INDEX; Schema: v1_hub; Owner: hub_owner
--

CREATE INDEX v1_hub_audit_log_2027_02_record_id_source_id_idx ON v1_hub.v1_hub_audit_log_2027_02 USING btree (record_id, source_id) WHERE (record_id IS NOT NULL);


--
-- Name: v1_hub_audit_log_2027_02_record_key_idx; Type: INDEX; Schema: v1_hub; Owner: hub_owner
--

CREATE INDEX v1_hub_audit_log_2027_02_record_key_idx ON v1_hub.v1_hub_audit_log_2027_02 USING hash (record_key) WHERE (record_key IS NOT NULL);


--
-- Name: v1_hub_audit_log_2027_03_old_key_idx; Type: INDEX; Schema: v1_hub; Owner: hub_owner
--

CREATE INDEX v1_hub_audit_log_2027_03_old_key_idx ON v1_hub.v1_hub_audit_log_2027_03 USING hash (old_key) WHERE (old_key IS NOT NULL);


--
-- Name: v1_hub_audit_log_2027_03_record_id_source_id_idx; Type: INDEX; Schema: v1_hub; Owner: hub_owner
--

CREATE INDEX v1_hub_audit_log_2027_03_record_id_source_id_idx ON v1_hub.v1_hub_audit_log_2027_03 USING btree (record_id, source_id) WHERE (record_id IS NOT NULL);


--
-- Name: v1_hub_audit_log_2027_03_record_key_idx; Type: INDEX; Schema: v1_hub; Owner: hub_owner
--

CREATE INDEX v1_hub_audit_log_2027_03_record_key_idx ON v1_hub.v1_hub_audit_log_2027_03 USING hash (record_key) WHERE (record_key IS NOT NULL);


--
-- Name: v1_hub_audit_log_default_old_key_idx; Type: INDEX; Schema: v1_hub; Owner: hub_owner
--

CREATE INDEX v1_hub_audit_log_default_old_key_idx ON v1_hub.v1_hub_audit_log_default USING hash (old_key) WHERE (old_key IS NOT NULL);


--
-- Name: v1_hub_audit_log_default_record_id_source_id_idx; Type: INDEX; Schema: v1_hub; Owner: hub_owner
--

CREATE INDEX v1_hub_audit_log_default_record_id_source_id_idx ON v1_hub.v1_hub_audit_log_default USING btree (record_id, source_id) WHERE (record_id IS NOT NULL);


--
-- Name: v1_hub_audit_log_default_record_key_idx; Type: INDEX; Schema: v1_hub; Owner: hub_owner
--

CREATE INDEX v1_hub_audit_log_default_record_key_idx ON v1_hub.v1_hub_audit_log_default USING hash (record_key) WHERE (record_key IS NOT NULL);


--
-- Name: v1_hub_client_activity_logs_client_ip_instance_number_user__idx; Type: INDEX; Schema: v1_hub; Owner: hub_owner
--

CREATE INDEX v1_hub_client_activity_logs_client_ip_instance_number_user__idx ON v1_hub.client_activity USING btree (client_ip, instance_number, user_folder_number);


--
-- Name: v1_hub_client_activity_logs_client_ip_reported_at_idx; Type: INDEX; Schema: v1_hub; Owner: hub_owner
--

CREATE INDEX v1_hub_client_activity_logs_client_ip_reported_at_idx ON v1_hub.client_activity USING btree (client_ip, logged_at);


--
-- Name: v1_hub_daily_work_tracking_work_date_idx; Type: INDEX; Schema: v1_hub; Owner: hub_owner
--

CREATE INDEX v1_hub_daily_work_tracking_work_date_idx ON v1_hub.daily_work_tracking USING btree (work_date);


--
-- Name: v1_hub_daily_work_tracking_work_slot_id_work_date_idx; Type: INDEX; Schema: v1_hub; Owner: hub_owner
--

CREATE INDEX v1_hub_daily_work_tracking_work_slot_id_work_date_idx ON v1_hub.daily_work_tracking USING btree (work_slot_id, work_date);


--
-- Name: v1_hub_proxy_heartbeat_name_idx; Type: INDEX; Schema: v1_hub; Owner: hub_owner
--

CREATE INDEX v1_hub_proxy_heartbeat_name_idx ON v1_hub.proxy_heartbeat USING btree (name);


--
-- Name: v1_hub_proxy_heartbeat_updated_at_idx; Type: INDEX; Schema: v1_hub; Owner: hub_owner
--

CREATE INDEX v1_hub_proxy_heartbeat_updated_at_idx ON v1_hub.proxy_heartbeat USING btree (updated_at DESC);


--
-- Name: v1_hub_proxy_ip_mapping_is_active_idx; Type: INDEX; Schema: v1_hub; Owner: hub_owner
--

CREATE INDEX v1_hub_proxy_ip_mapping_is_active_idx ON v1_hub.proxy_ip_mapping USING btree (is_active);


--
-- Name: v1_hub_proxy_ip_mapping_proxy_id_idx; Type: INDEX; Schema: v1_hub; Owner: hub_owner
--

CREATE INDEX v1_hub_proxy_ip_mapping_proxy_id_idx ON v1_hub.proxy_ip_mapping USING btree (proxy_id);


--
-- Name: v1_hub_proxy_usage_created_at_idx; Type: INDEX; Schema: v1_hub; Owner: hub_owner
--

CREATE INDEX v1_hub_proxy_usage_created_at_idx ON v1_hub.proxy_usage USING btree (logged_at DESC);


--
-- Name: v1_hub_proxy_usage_keyword_id_idx; Type: INDEX; Schema: v1_hub; Owner: hub_owner
--

CREATE INDEX v1_hub_proxy_usage_keyword_id_idx ON v1_hub.proxy_usage USING btree (keyword_id);


--
-- Name: v1_hub_work_results_allocation_id_idx; Type: INDEX; Schema: v1_hub; Owner: hub_owner
--

CREATE INDEX v1_hub_work_results_allocation_id_idx ON v1_hub.work_result USING btree (allocation_id);


--
-- Name: v1_hub_work_results_applied_settings_idx; Type: INDEX; Schema: v1_hub; Owner: hub_owner
--

CREATE INDEX v1_hub_work_results_applied_settings_idx ON v1_hub.work_result USING gin (applied_settings) WHERE (applied_settings IS NOT NULL);


--
-- Name: v1_hub_work_results_expr_idx; Type: INDEX; Schema: v1_hub; Owner: hub_owner
--

CREATE INDEX v1_hub_work_results_expr_idx ON v1_hub.work_result USING btree (((applied_settings ->> 'cart_click_enabled'::text))) WHERE ((applied_settings ->> 'cart_click_enabled'::text) IS NOT NULL);


--
-- Name: v1_hub_work_results_is_blocked_idx; Type: INDEX; Schema: v1_hub; Owner: hub_owner
--

CREATE INDEX v1_hub_work_results_is_blocked_idx ON v1_hub.work_result USING btree (is_blocked) WHERE is_blocked;


--
-- Name: v1_hub_work_results_status_created_at_idx; Type: INDEX; Schema: v1_hub; Owner: hub_owner
--

CREATE INDEX v1_hub_work_results_status_created_at_idx ON v1_hub.work_result USING btree (status, logged_at);


--
-- Name: v1_hub_work_slots_history_changed_at_idx; Type: INDEX; Schema: v1_hub; Owner: hub_owner
--

CREATE INDEX v1_hub_work_slots_history_changed_at_idx ON v1_hub.work_slots_history USING btree (changed_at DESC);


--
-- Name: v1_hub_work_slots_history_work_slot_id_idx; Type: INDEX; Schema: v1_hub; Owner: hub_owner
--

CREATE INDEX v1_hub_work_slots_history_work_slot_id_idx ON v1_hub.work_slots_history USING btree (work_slot_id);


--
-- Name: v1_hub_audit_log_2026_09_old_key_idx; Type: INDEX ATTACH; Schema: v1_hub; Owner: hub_owner
--

ALTER INDEX public.v1_hub_audit_log_old_key_idx ATTACH PARTITION v1_hub.v1_hub_audit_log_2026_09_old_key_idx;


--
-- Name: v1_hub_audit_log_2026_09_pkey; Type: INDEX ATTACH; Schema: v1_hub; Owner: hub_owner
--

ALTER INDEX public.v1_hub_audit_log_pkey ATTACH PARTITION v1_hub.v1_hub_audit_log_2026_09_pkey;


--
-- Name: v1_hub_audit_log_2026_09_record_id_source_id_idx; Type: INDEX ATTACH; Schema: v1_hub; Owner: hub_owner
--

ALTER INDEX public.v1_hub_audit_log_record_id_idx ATTACH PARTITION v1_hub.v1_hub_audit_log_2026_09_record_id_source_id_idx;


--
-- Name: v1_hub_audit_log_2026_09_record_key_idx; Type: INDEX ATTACH; Schema: v1_hub; Owner: hub_owner
--

ALTER INDEX public.v1_hub_audit_log_record_key_idx ATTACH PARTITION v1_hub.v1_hub_audit_log_2026_09_record_key_idx;


--
-- Name: v1_hub_audit_log_2026_10_old_key_idx; Type: INDEX ATTACH; Schema: v1_hub; Owner: hub_owner
--

ALTER INDEX public.v1_hub_audit_log_old_key_idx ATTACH PARTITION v1_hub.v1_hub_audit_log_2026_10_old_key_idx;


--
-- Name: v1_hub_audit_log_2026_10_pkey; Type: INDEX ATTACH; Schema: v1_hub; Owner: hub_owner
--

ALTER INDEX public.v1_hub_audit_log_pkey ATTACH PARTITION v1_hub.v1_hub_audit_log_2026_10_pkey;


--
-- Name: v1_hub_audit_log_2026_10_record_id_source_id_idx; Type: INDEX ATTACH; Schema: v1_hub; Owner: hub_owner
--

ALTER INDEX public.v1_hub_audit_log_record_id_idx ATTACH PARTITION v1_hub.v1_hub_audit_log_2026_10_record_id_source_id_idx;


--
-- Name: v1_hub_audit_log_2026_10_record_key_idx; Type: INDEX ATTACH; Schema: v1_hub; Owner: hub_owner
--

ALTER INDEX public.v1_hub_audit_log_record_key_idx ATTACH PARTITION v1_hub.v1_hub_audit_log_2026_10_record_key_idx;


--
-- Name: v1_hub_audit_log_2026_11_old_key_idx; Type: INDEX ATTACH; Schema: v1_hub; Owner: hub_owner
--

ALTER INDEX public.v1_hub_audit_log_old_key_idx ATTACH PARTITION v1_hub.v1_hub_audit_log_2026_11_old_key_idx;


--
-- Name: v1_hub_audit_log_2026_11_pkey; Type: INDEX ATTACH; Schema: v1_hub; Owner: hub_owner
--

ALTER INDEX public.v1_hub_audit_log_pkey ATTACH PARTITION v1_hub.v1_hub_audit_log_2026_11_pkey;


--
-- Name: v1_hub_audit_log_2026_11_record_id_source_id_idx; Type: INDEX ATTACH; Schema: v1_hub; Owner: hub_owner
--

ALTER INDEX public.v1_hub_audit_log_record_id_idx ATTACH PARTITION v1_hub.v1_hub_audit_log_2026_11_record_id_source_id_idx;


--
-- Name: v1_hub_audit_log_2026_11_record_key_idx; Type: INDEX ATTACH; Schema: v1_hub; Owner: hub_owner
--

ALTER INDEX public.v1_hub_audit_log_record_key_idx ATTACH PARTITION v1_hub.v1_hub_audit_log_2026_11_record_key_idx;


--
-- Name: v1_hub_audit_log_2026_12_old_key_idx; Type: INDEX ATTACH; Schema: v1_hub; Owner: hub_owner
--

ALTER INDEX public.v1_hub_audit_log_old_key_idx ATTACH PARTITION v1_hub.v1_hub_audit_log_2026_12_old_key_idx;


--
-- Name: v1_hub_audit_log_2026_12_pkey; Type: INDEX ATTACH; Schema: v1_hub; Owner: hub_owner
--

ALTER INDEX public.v1_hub_audit_log_pkey ATTACH PARTITION v1_hub.v1_hub_audit_log_2026_12_pkey;


--
-- Name: v1_hub_audit_log_2026_12_record_id_source_id_idx; Type: INDEX ATTACH; Schema: v1_hub; Owner: hub_owner
--

ALTER INDEX public.v1_hub_audit_log_record_id_idx ATTACH PARTITION v1_hub.v1_hub_audit_log_2026_12_record_id_source_id_idx;


--
-- Name: v1_hub_audit_log_2026_12_record_key_idx; Type: INDEX ATTACH; Schema: v1_hub; Owner: hub_owner
--

ALTER INDEX public.v1_hub_audit_log_record_key_idx ATTACH PARTITION v1_hub.v1_hub_audit_log_2026_12_record_key_idx;


--
-- Name: v1_hub_audit_log_2027_01_old_key_idx; Type: INDEX ATTACH; Schema: v1_hub; Owner: hub_owner
--

ALTER INDEX public.v1_hub_audit_log_old_key_idx ATTACH PARTITION v1_hub.v1_hub_audit_log_2027_01_old_key_idx;


--
-- Name: v1_hub_audit_log_2027_01_pkey; Type: INDEX ATTACH; Schema: v1_hub; Owner: hub_owner
--

ALTER INDEX public.v1_hub_audit_log_pkey ATTACH PARTITION v1_hub.v1_hub_audit_log_2027_01_pkey;


--
-- Name: v1_hub_audit_log_2027_01_record_id_source_id_idx; Type: INDEX ATTACH; Schema: v1_hub; Owner: hub_owner
--

ALTER INDEX public.v1_hub_audit_log_record_id_idx ATTACH PARTITION v1_hub.v1_hub_audit_log_2027_01_record_id_source_id_idx;


--
-- Name: v1_hub_audit_log_2027_01_record_key_idx; Type: INDEX ATTACH; Schema: v1_hub; Owner: hub_owner
--

ALTER INDEX public.v1_hub_audit_log_record_key_idx ATTACH PARTITION v1_hub.v1_hub_audit_log_2027_01_record_key_idx;


--
-- Name: v1_hub_audit_log_2027_02_old_key_idx; Type: INDEX ATTACH; Schema: v1_hub; Owner: hub_owner
--

ALTER INDEX public.v1_hub_audit_log_old_key_idx ATTACH PARTITION v1_hub.v1_hub_audit_log_2027_02_old_key_idx;


--
-- Name: v1_hub_audit_log_2027_02_pkey; Type: INDEX ATTACH; Schema: v1_hub; Owner: hub_owner
--

ALTER INDEX public.v1_hub_audit_log_pkey ATTACH PARTITION v1_hub.v1_hub_audit_log_2027_02_pkey;


--
-- Name: v1_hub_audit_log_2027_02_record_id_source_id_idx; Type: INDEX ATTACH; Schema: v1_hub; Owner: hub_owner
--

ALTER INDEX public.v1_hub_audit_log_record_id_idx ATTACH PARTITION v1_hub.v1_hub_audit_log_2027_02_record_id_source_id_idx;


--
-- Name: v1_hub_audit_log_2027_02_record_key_idx; Type: INDEX ATTACH; Schema: v1_hub; Owner: hub_owner
--

ALTER INDEX public.v1_hub_audit_log_record_key_idx ATTACH PARTITION v1_hub.v1_hub_audit_log_2027_02_record_key_idx;


--
-- Name: v1_hub_audit_log_2027_03_old_key_idx; Type: INDEX ATTACH; Schema: v1_hub; Owner: hub_owner
--

ALTER INDEX public.v1_hub_audit_log_old_key_idx ATTACH PARTITION v1_hub.v1_hub_audit_log_2027_03_old_key_idx;


--
-- Name: v1_hub_audit_log_2027_03_pkey; Type: INDEX ATTACH; Schema: v1_hub; Owner: hub_owner
--

ALTER INDEX public.v1_hub_audit_log_pkey ATTACH PARTITION v1_hub.v1_hub_audit_log_2027_03_pkey;


--
-- Name: v1_hub_audit_log_2027_03_record_id_source_id_idx; Type: INDEX ATTACH; Schema: v1_hub; Owner: hub_owner
--

ALTER INDEX public.v1_hub_audit_log_record_id_idx ATTACH PARTITION v1_hub.v1_hub_audit_log_2027_03_record_id_source_id_idx;


--
-- Name: v1_hub_audit_log_2027_03_record_key_idx; Type: INDEX ATTACH; Schema: v1_hub; Owner: hub_owner
--

ALTER INDEX public.v1_hub_audit_log_record_key_idx ATTACH PARTITION v1_hub.v1_hub_audit_log_2027_03_record_key_idx;


--
-- Name: v1_hub_audit_log_default_old_key_idx; Type: INDEX ATTACH; Schema: v1_hub; Owner: hub_owner
--

ALTER INDEX public.v1_hub_audit_log_old_key_idx ATTACH PARTITION v1_hub.v1_hub_audit_log_default_old_key_idx;


--
-- Name: v1_hub_audit_log_default_pkey; Type: INDEX ATTACH; Schema: v1_hub; Owner: hub_owner
--

ALTER INDEX public.v1_hub_audit_log_pkey ATTACH PARTITION v1_hub.v1_hub_audit_log_default_pkey;


--
-- Name: v1_hub_audit_log_default_record_id_source_id_idx; Type: INDEX ATTACH; Schema: v1_hub; Owner: hub_owner
--

ALTER INDEX public.v1_hub_audit_log_record_id_idx ATTACH PARTITION v1_hub.v1_hub_audit_log_default_record_id_source_id_idx;


--
-- Name: v1_hub_audit_log_default_record_key_idx; Type: INDEX ATTACH; Schema: v1_hub; Owner: hub_owner
--

ALTER INDEX public.v1_hub_audit_log_record_key_idx ATTACH PARTITION v1_hub.v1_hub_audit_log_default_record_key_idx;


--
-- Name: v1_hub_clients 0_audit_row; Type: TRIGGER; Schema: public; Owner: hub_owner
--

CREATE TRIGGER "0_audit_row" AFTER INSERT OR DELETE ON public.v1_hub_clients FOR EACH ROW EXECUTE FUNCTION v1_hub.audit_row('4', 'v1_hub_clients', 'id', '', '{id}', '{}', '{last_seen_at,total_requests}', '{}', '', '');


--
-- Name: v1_hub_external_sites 0_audit_row; Type: TRIGGER; Schema: public; Owner: hub_owner
--

CREATE TRIGGER "0_audit_row" AFTER INSERT OR DELETE ON public.v1_hub_external_sites FOR EACH ROW EXECUTE FUNCTION v1_hub.audit_row('5', 'v1_hub_external_sites', 'site_id', 'masked', '{site_id}', '{auth_key}', '{last_trigger_at,updated_at}', '{}', '', '');


--
-- Name: v1_hub_proxies 0_audit_row; Type: TRIGGER; Schema: public; Owner: hub_owner
--

CREATE TRIGGER "0_audit_row" AFTER INSERT OR DELETE ON public.v1_hub_proxies FOR EACH ROW EXECUTE FUNCTION v1_hub.audit_row('3', 'v1_hub_proxies', 'id', '', '{id}', '{}', '{use_count,last_used_at,updated_at,ip_history,last_heartbeat,usage_stats}', '{}', '', '');


--
-- Name: v1_hub_work_allocations 0_audit_row; Type: TRIGGER; Schema: public; Owner: hub_owner
--

CREATE TRIGGER "0_audit_row" AFTER DELETE ON public.v1_hub_work_allocations FOR EACH ROW EXECUTE FUNCTION v1_hub.audit_row('2', 'v1_hub_work_allocations', 'id', '', '{id}', '{}', '{}', '{}', '', '');


--
-- Name: v1_hub_work_slots 0_audit_row; Type: TRIGGER; Schema: public; Owner: hub_owner
--

CREATE TRIGGER "0_audit_row" AFTER INSERT OR DELETE ON public.v1_hub_work_slots FOR EACH ROW EXECUTE FUNCTION v1_hub.audit_row('1', 'v1_hub_work_slots', 'id', '', '{id}', '{}', '{updated_at}', '{}', '', '');


--
-- Name: v1_hub_clients 0_audit_update; Type: TRIGGER; Schema: public; Owner: hub_owner
--

CREATE TRIGGER "0_audit_update" AFTER UPDATE ON public.v1_hub_clients FOR EACH ROW WHEN ((jsonb_populate_record(old.*, '{"last_seen_at": null, "total_requests": null}'::jsonb) *<> jsonb_populate_record(new.*, '{"last_seen_at": null, "total_requests": null}'::jsonb))) EXECUTE FUNCTION v1_hub.audit_row('4', 'v1_hub_clients', 'id', '', '{id}', '{}', '{last_seen_at,total_requests}', '{}', '', '');


--
-- Name: v1_hub_external_sites 0_audit_update; Type: TRIGGER; Schema: public; Owner: hub_owner
--

CREATE TRIGGER "0_audit_update" AFTER UPDATE ON public.v1_hub_external_sites FOR EACH ROW WHEN ((jsonb_populate_record(old.*, '{"updated_at": null, "last_trigger_at": null}'::jsonb) *<> jsonb_populate_record(new.*, '{"updated_at": null, "last_trigger_at": null}'::jsonb))) EXECUTE FUNCTION v1_hub.audit_row('5', 'v1_hub_external_sites', 'site_id', 'masked', '{site_id}', '{auth_key}', '{last_trigger_at,updated_at}', '{}', '', '');


--
-- Name: v1_hub_proxies 0_audit_update; Type: TRIGGER; Schema: public; Owner: hub_owner
--

CREATE TRIGGER "0_audit_update" AFTER UPDATE ON public.v1_hub_proxies FOR EACH ROW WHEN ((jsonb_populate_record(old.*, '{"use_count": null, "ip_history": null, "updated_at": null, "usage_stats": null, "last_used_at": null, "last_heartbeat": null}'::jsonb) *<> jsonb_populate_record(new.*, '{"use_count": null, "ip_history": null, "updated_at": null, "usage_stats": null, "last_used_at": null, "last_heartbeat": null}'::jsonb))) EXECUTE FUNCTION v1_hub.audit_row('3', 'v1_hub_proxies', 'id', '', '{id}', '{}', '{use_count,last_used_at,updated_at,ip_history,last_heartbeat,usage_stats}', '{}', '', '');


--
-- Name: v1_hub_work_allocations 0_audit_update; Type: TRIGGER; Schema: public; Owner: hub_owner
--

CREATE TRIGGER "0_audit_update" AFTER UPDATE ON public.v1_hub_work_allocations FOR EACH ROW EXECUTE FUNCTION v1_hub.audit_row('2', 'v1_hub_work_allocations', 'id', '', '{id}', '{}', '{}', '{}', '', '');


--
-- Name: v1_hub_work_slots 0_audit_update; Type: TRIGGER; Schema: public; Owner: hub_owner
--

CREATE TRIGGER "0_audit_update" AFTER UPDATE ON public.v1_hub_work_slots FOR EACH ROW WHEN ((jsonb_populate_record(old.*, '{"updated_at": null}'::jsonb) *<> jsonb_populate_record(new.*, '{"updated_at": null}'::jsonb))) EXECUTE FUNCTION v1_hub.audit_row('1', 'v1_hub_work_slots', 'id', '', '{id}', '{}', '{updated_at}', '{}', '', '');


--
-- Name: v1_hub_work_slots_history audit_refuse; Type: TRIGGER; Schema: public; Owner: hub_owner
--

CREATE TRIGGER audit_refuse INSTEAD OF DELETE OR UPDATE ON public.v1_hub_work_slots_history FOR EACH ROW EXECUTE FUNCTION v1_hub.audit_refuse();


--
-- Name: v1_hub_audit_log audit_refuse_row; Type: TRIGGER; Schema: public; Owner: hub_owner
--

CREATE TRIGGER audit_refuse_row BEFORE DELETE OR UPDATE ON public.v1_hub_audit_log FOR EACH ROW EXECUTE FUNCTION v1_hub.audit_refuse();

ALTER TABLE public.v1_hub_audit_log ENABLE ALWAYS TRIGGER audit_refuse_row;


--
-- Name: v1_hub_audit_log audit_refuse_statement; Type: TRIGGER; Schema: public; Owner: hub_owner
--

CREATE TRIGGER audit_refuse_statement BEFORE DELETE OR UPDATE OR TRUNCATE ON public.v1_hub_audit_log FOR EACH STATEMENT EXECUTE FUNCTION v1_hub.audit_refuse();

ALTER TABLE public.v1_hub_audit_log ENABLE ALWAYS TRIGGER audit_refuse_statement;


--
-- Name: v1_hub_clients audit_truncate; Type: TRIGGER; Schema: public; Owner: hub_owner
--

CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.v1_hub_clients FOR EACH STATEMENT EXECUTE FUNCTION v1_hub.audit_truncate('4', 'v1_hub_clients', 'id', '', '{id}', '{}', '{last_seen_at,total_requests}', '{}', '', '');


--
-- Name: v1_hub_external_sites audit_truncate; Type: TRIGGER; Schema: public; Owner: hub_owner
--

CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.v1_hub_external_sites FOR EACH STATEMENT EXECUTE FUNCTION v1_hub.audit_truncate('5', 'v1_hub_external_sites', 'site_id', 'masked', '{site_id}', '{auth_key}', '{last_trigger_at,updated_at}', '{}', '', '');


--
-- Name: v1_hub_proxies audit_truncate; Type: TRIGGER; Schema: public; Owner: hub_owner
--

CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.v1_hub_proxies FOR EACH STATEMENT EXECUTE FUNCTION v1_hub.audit_truncate('3', 'v1_hub_proxies', 'id', '', '{id}', '{}', '{use_count,last_used_at,updated_at,ip_history,last_heartbeat,usage_stats}', '{}', '', '');


--
-- Name: v1_hub_work_allocations audit_truncate; Type: TRIGGER; Schema: public; Owner: hub_owner
--

CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.v1_hub_work_allocations FOR EACH STATEMENT EXECUTE FUNCTION v1_hub.audit_truncate('2', 'v1_hub_work_allocations', 'id', '', '{id}', '{}', '{}', '{}', '', '');


--
-- Name: v1_hub_work_slots audit_truncate; Type: TRIGGER; Schema: public; Owner: hub_owner
--

CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON public.v1_hub_work_slots FOR EACH STATEMENT EXECUTE FUNCTION v1_hub.audit_truncate('1', 'v1_hub_work_slots', 'id', '', '{id}', '{}', '{updated_at}', '{}', '', '');


--
-- Name: v1_hub_proxies note_proxy; Type: TRIGGER; Schema: public; Owner: hub_owner
--

CREATE TRIGGER note_proxy AFTER INSERT OR UPDATE OF id, server_ip ON public.v1_hub_proxies FOR EACH ROW EXECUTE FUNCTION v1_hub.note_proxy();


--
-- Name: v1_hub_work_slots v1_hub_set_updated_at; Type: TRIGGER; Schema: public; Owner: hub_owner
--

CREATE TRIGGER v1_hub_set_updated_at BEFORE UPDATE ON public.v1_hub_work_slots FOR EACH ROW EXECUTE FUNCTION public.v1_hub_set_updated_at();


--
-- Name: v1_hub_work_results write_work_result; Type: TRIGGER; Schema: public; Owner: hub_owner
--

CREATE TRIGGER write_work_result INSTEAD OF INSERT OR DELETE OR UPDATE ON public.v1_hub_work_results FOR EACH ROW EXECUTE FUNCTION v1_hub.write_work_result();


--
-- Name: v1_hub_work_slots_history write_work_slots_history; Type: TRIGGER; Schema: public; Owner: hub_owner
--

CREATE TRIGGER write_work_slots_history INSTEAD OF INSERT ON public.v1_hub_work_slots_history FOR EACH ROW EXECUTE FUNCTION v1_hub.write_work_slots_history();


--
-- Name: daily_work_tracking 0_audit_row; Type: TRIGGER; Schema: v1_hub; Owner: hub_owner
--

CREATE TRIGGER "0_audit_row" AFTER DELETE ON v1_hub.daily_work_tracking FOR EACH ROW EXECUTE FUNCTION v1_hub.audit_row('6', 'v1_hub_daily_work_tracking', 'id', '', '{id}', '{}', '{}', '{logged_at,duration_ms,proxy_id,updated_at,client_ip,instance_number,user_folder_number,allocation_id,status,proxy_number,current_ip,is_active,last_toggle,heartbeat_at,name,remote_ip,keyword_id,used_ip,success,started_at,completed_at,status_code,is_blocked,page_load_time_ms,applied_settings,applied_cart_click,current_page,block_type,block_details,dom_ready_time_ms,first_product_time_ms,total_requests,blocked_requests,result_data}', '', '');


--
-- Name: proxy_ip_mapping 0_audit_row; Type: TRIGGER; Schema: v1_hub; Owner: hub_owner
--

CREATE TRIGGER "0_audit_row" AFTER DELETE ON v1_hub.proxy_ip_mapping FOR EACH ROW EXECUTE FUNCTION v1_hub.audit_row('7', 'v1_hub_proxy_ip_mapping', 'id', '', '{id}', '{}', '{heartbeat_at,updated_at}', '{logged_at,duration_ms,client_ip,instance_number,user_folder_number,allocation_id,work_slot_id,status,name,remote_ip,keyword_id,used_ip,success,work_date,target_count,allocated_count,completed_count,failed_count,avg_response_time_ms,first_allocation_at,last_allocation_at,started_at,completed_at,status_code,is_blocked,page_load_time_ms,applied_settings,applied_cart_click,current_page,block_type,block_details,dom_ready_time_ms,first_product_time_ms,total_requests,blocked_requests,result_data}', '', '');


--
-- Name: daily_work_tracking 0_audit_update; Type: TRIGGER; Schema: v1_hub; Owner: hub_owner
--

CREATE TRIGGER "0_audit_update" AFTER UPDATE ON v1_hub.daily_work_tracking FOR EACH ROW EXECUTE FUNCTION v1_hub.audit_row('6', 'v1_hub_daily_work_tracking', 'id', '', '{id}', '{}', '{}', '{logged_at,duration_ms,proxy_id,updated_at,client_ip,instance_number,user_folder_number,allocation_id,status,proxy_number,current_ip,is_active,last_toggle,heartbeat_at,name,remote_ip,keyword_id,used_ip,success,started_at,completed_at,status_code,is_blocked,page_load_time_ms,applied_settings,applied_cart_click,current_page,block_type,block_details,dom_ready_time_ms,first_product_time_ms,total_requests,blocked_requests,result_data}', '', '');


--
-- Name: proxy_ip_mapping 0_audit_update; Type: TRIGGER; Schema: v1_hub; Owner: hub_owner
--

CREATE TRIGGER "0_audit_update" AFTER UPDATE ON v1_hub.proxy_ip_mapping FOR EACH ROW WHEN ((jsonb_populate_record(old.*, '{"updated_at": null, "heartbeat_at": null}'::jsonb) *<> jsonb_populate_record(new.*, '{"updated_at": null, "heartbeat_at": null}'::jsonb))) EXECUTE FUNCTION v1_hub.audit_row('7', 'v1_hub_proxy_ip_mapping', 'id', '', '{id}', '{}', '{heartbeat_at,updated_at}', '{logged_at,duration_ms,client_ip,instance_number,user_folder_number,allocation_id,work_slot_id,status,name,remote_ip,keyword_id,used_ip,success,work_date,target_count,allocated_count,completed_count,failed_count,avg_response_time_ms,first_allocation_at,last_allocation_at,started_at,completed_at,status_code,is_blocked,page_load_time_ms,applied_settings,applied_cart_click,current_page,block_type,block_details,dom_ready_time_ms,first_product_time_ms,total_requests,blocked_requests,result_data}', '', '');


--
-- Name: proxy_change apply_change; Type: TRIGGER; Schema: v1_hub; Owner: hub_owner
--

CREATE CONSTRAINT TRIGGER apply_change AFTER INSERT ON v1_hub.proxy_change DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((new.is_due IS NOT FALSE)) EXECUTE FUNCTION v1_hub.apply_change();


--
-- Name: audit_retentions audit_refuse_row; Type: TRIGGER; Schema: v1_hub; Owner: hub_owner
--

CREATE TRIGGER audit_refuse_row BEFORE DELETE OR UPDATE ON v1_hub.audit_retentions FOR EACH ROW EXECUTE FUNCTION v1_hub.audit_refuse();

ALTER TABLE v1_hub.audit_retentions ENABLE ALWAYS TRIGGER audit_refuse_row;


--
-- Name: audit_seal_blocks audit_refuse_row; Type: TRIGGER; Schema: v1_hub; Owner: hub_owner
--

CREATE TRIGGER audit_refuse_row BEFORE DELETE OR UPDATE ON v1_hub.audit_seal_blocks FOR EACH ROW EXECUTE FUNCTION v1_hub.audit_refuse();

ALTER TABLE v1_hub.audit_seal_blocks ENABLE ALWAYS TRIGGER audit_refuse_row;


--
-- Name: audit_seals audit_refuse_row; Type: TRIGGER; Schema: v1_hub; Owner: hub_owner
--

CREATE TRIGGER audit_refuse_row BEFORE DELETE OR UPDATE ON v1_hub.audit_seals FOR EACH ROW EXECUTE FUNCTION v1_hub.audit_refuse();

ALTER TABLE v1_hub.audit_seals ENABLE ALWAYS TRIGGER audit_refuse_row;


--
-- Name: audit_retentions audit_refuse_statement; Type: TRIGGER; Schema: v1_hub; Owner: hub_owner
--

CREATE TRIGGER audit_refuse_statement BEFORE DELETE OR UPDATE OR TRUNCATE ON v1_hub.audit_retentions FOR EACH STATEMENT EXECUTE FUNCTION v1_hub.audit_refuse();

ALTER TABLE v1_hub.audit_retentions ENABLE ALWAYS TRIGGER audit_refuse_statement;


--
-- Name: audit_seal_blocks audit_refuse_statement; Type: TRIGGER; Schema: v1_hub; Owner: hub_owner
--

CREATE TRIGGER audit_refuse_statement BEFORE DELETE OR UPDATE OR TRUNCATE ON v1_hub.audit_seal_blocks FOR EACH STATEMENT EXECUTE FUNCTION v1_hub.audit_refuse();

ALTER TABLE v1_hub.audit_seal_blocks ENABLE ALWAYS TRIGGER audit_refuse_statement;


--
-- Name: audit_seals audit_refuse_statement; Type: TRIGGER; Schema: v1_hub; Owner: hub_owner
--

CREATE TRIGGER audit_refuse_statement BEFORE DELETE OR UPDATE OR TRUNCATE ON v1_hub.audit_seals FOR EACH STATEMENT EXECUTE FUNCTION v1_hub.audit_refuse();

ALTER TABLE v1_hub.audit_seals ENABLE ALWAYS TRIGGER audit_refuse_statement;


--
-- Name: v1_hub_audit_log_2026_09 audit_refuse_statement; Type: TRIGGER; Schema: v1_hub; Owner: hub_owner
--

CREATE TRIGGER audit_refuse_statement BEFORE DELETE OR UPDATE OR TRUNCATE ON v1_hub.v1_hub_audit_log_2026_09 FOR EACH STATEMENT EXECUTE FUNCTION v1_hub.audit_refuse();

ALTER TABLE v1_hub.v1_hub_audit_log_2026_09 ENABLE ALWAYS TRIGGER audit_refuse_statement;


--
-- Name: v1_hub_audit_log_2026_10 audit_refuse_statement; Type: TRIGGER; Schema: v1_hub; Owner: hub_owner
--

CREATE TRIGGER audit_refuse_statement BEFORE DELETE OR UPDATE OR TRUNCATE ON v1_hub.v1_hub_audit_log_2026_10 FOR EACH STATEMENT EXECUTE FUNCTION v1_hub.audit_refuse();

ALTER TABLE v1_hub.v1_hub_audit_log_2026_10 ENABLE ALWAYS TRIGGER audit_refuse_statement;


--
-- Name: v1_hub_audit_log_2026_11 audit_refuse_statement; Type: TRIGGER; Schema: v1_hub; Owner: hub_owner
--

CREATE TRIGGER audit_refuse_statement BEFORE DELETE OR UPDATE OR TRUNCATE ON v1_hub.v1_hub_audit_log_2026_11 FOR EACH STATEMENT EXECUTE FUNCTION v1_hub.audit_refuse();

ALTER TABLE v1_hub.v1_hub_audit_log_2026_11 ENABLE ALWAYS TRIGGER audit_refuse_statement;


--
-- Name: v1_hub_audit_log_2026_12 audit_refuse_statement; Type: TRIGGER; Schema: v1_hub; Owner: hub_owner
--

CREATE TRIGGER audit_refuse_statement BEFORE DELETE OR UPDATE OR TRUNCATE ON v1_hub.v1_hub_audit_log_2026_12 FOR EACH STATEMENT EXECUTE FUNCTION v1_hub.audit_refuse();

ALTER TABLE v1_hub.v1_hub_audit_log_2026_12 ENABLE ALWAYS TRIGGER audit_refuse_statement;


--
-- Name: v1_hub_audit_log_2027_01 audit_refuse_statement; Type: TRIGGER; Schema: v1_hub; Owner: hub_owner
--

CREATE TRIGGER audit_refuse_statement BEFORE DELETE OR UPDATE OR TRUNCATE ON v1_hub.v1_hub_audit_log_2027_01 FOR EACH STATEMENT EXECUTE FUNCTION v1_hub.audit_refuse();

ALTER TABLE v1_hub.v1_hub_audit_log_2027_01 ENABLE ALWAYS TRIGGER audit_refuse_statement;


--
-- Name: v1_hub_audit_log_2027_02 audit_refuse_statement; Type: TRIGGER; Schema: v1_hub; Owner: hub_owner
--

CREATE TRIGGER audit_refuse_statement BEFORE DELETE OR UPDATE OR TRUNCATE ON v1_hub.v1_hub_audit_log_2027_02 FOR EACH STATEMENT EXECUTE FUNCTION v1_hub.audit_refuse();

ALTER TABLE v1_hub.v1_hub_audit_log_2027_02 ENABLE ALWAYS TRIGGER audit_refuse_statement;


--
-- Name: v1_hub_audit_log_2027_03 audit_refuse_statement; Type: TRIGGER; Schema: v1_hub; Owner: hub_owner
--

CREATE TRIGGER audit_refuse_statement BEFORE DELETE OR UPDATE OR TRUNCATE ON v1_hub.v1_hub_audit_log_2027_03 FOR EACH STATEMENT EXECUTE FUNCTION v1_hub.audit_refuse();

ALTER TABLE v1_hub.v1_hub_audit_log_2027_03 ENABLE ALWAYS TRIGGER audit_refuse_statement;


--
-- Name: v1_hub_audit_log_default audit_refuse_statement; Type: TRIGGER; Schema: v1_hub; Owner: hub_owner
--

CREATE TRIGGER audit_refuse_statement BEFORE DELETE OR UPDATE OR TRUNCATE ON v1_hub.v1_hub_audit_log_default FOR EACH STATEMENT EXECUTE FUNCTION v1_hub.audit_refuse();

ALTER TABLE v1_hub.v1_hub_audit_log_default ENABLE ALWAYS TRIGGER audit_refuse_statement;


--
-- Name: daily_work_tracking audit_truncate; Type: TRIGGER; Schema: v1_hub; Owner: hub_owner
--

CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON v1_hub.daily_work_tracking FOR EACH STATEMENT EXECUTE FUNCTION v1_hub.audit_truncate('6', 'v1_hub_daily_work_tracking', 'id', '', '{id}', '{}', '{}', '{logged_at,duration_ms,proxy_id,updated_at,client_ip,instance_number,user_folder_number,allocation_id,status,proxy_number,current_ip,is_active,last_toggle,heartbeat_at,name,remote_ip,keyword_id,used_ip,success,started_at,completed_at,status_code,is_blocked,page_load_time_ms,applied_settings,applied_cart_click,current_page,block_type,block_details,dom_ready_time_ms,first_product_time_ms,total_requests,blocked_requests,result_data}', '', '');


--
-- Name: proxy_ip_mapping audit_truncate; Type: TRIGGER; Schema: v1_hub; Owner: hub_owner
--

CREATE TRIGGER audit_truncate BEFORE TRUNCATE ON v1_hub.proxy_ip_mapping FOR EACH STATEMENT EXECUTE FUNCTION v1_hub.audit_truncate('7', 'v1_hub_proxy_ip_mapping', 'id', '', '{id}', '{}', '{heartbeat_at,updated_at}', '{logged_at,duration_ms,client_ip,instance_number,user_folder_number,allocation_id,work_slot_id,status,name,remote_ip,keyword_id,used_ip,success,work_date,target_count,allocated_count,completed_count,failed_count,avg_response_time_ms,first_allocation_at,last_allocation_at,started_at,completed_at,status_code,is_blocked,page_load_time_ms,applied_settings,applied_cart_click,current_page,block_type,block_details,dom_ready_time_ms,first_product_time_ms,total_requests,blocked_requests,result_data}', '', '');


--
-- Name: proxy_heartbeat note_heartbeat; Type: TRIGGER; Schema: v1_hub; Owner: hub_owner
--

CREATE TRIGGER note_heartbeat AFTER INSERT OR DELETE OR UPDATE ON v1_hub.proxy_heartbeat FOR EACH ROW EXECUTE FUNCTION v1_hub.note_heartbeat();


--
-- Name: proxy_ip_mapping note_mapping; Type: TRIGGER; Schema: v1_hub; Owner: hub_owner
--

CREATE TRIGGER note_mapping AFTER INSERT OR DELETE OR UPDATE ON v1_hub.proxy_ip_mapping FOR EACH ROW EXECUTE FUNCTION v1_hub.note_mapping();


--
-- Name: proxy_heartbeat note_truncate; Type: TRIGGER; Schema: v1_hub; Owner: hub_owner
--

CREATE TRIGGER note_truncate AFTER TRUNCATE ON v1_hub.proxy_heartbeat FOR EACH STATEMENT EXECUTE FUNCTION v1_hub.note_truncate('heartbeat');


--
-- Name: proxy_ip_mapping note_truncate; Type: TRIGGER; Schema: v1_hub; Owner: hub_owner
--

CREATE TRIGGER note_truncate AFTER TRUNCATE ON v1_hub.proxy_ip_mapping FOR EACH STATEMENT EXECUTE FUNCTION v1_hub.note_truncate('mapping');


--
-- Name: proxy_usage note_truncate; Type: TRIGGER; Schema: v1_hub; Owner: hub_owner
--

CREATE TRIGGER note_truncate AFTER TRUNCATE ON v1_hub.proxy_usage FOR EACH STATEMENT EXECUTE FUNCTION v1_hub.note_truncate('usage');


--
-- Name: proxy_usage note_usage; Type: TRIGGER; Schema: v1_hub; Owner: hub_owner
--

CREATE TRIGGER note_usage AFTER INSERT OR DELETE OR UPDATE ON v1_hub.proxy_usage FOR EACH ROW EXECUTE FUNCTION v1_hub.note_usage();


--
-- Name: v1_hub_ip_keyword_restrictions v1_hub_ip_keyword_restrictions_keyword_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: hub_owner
--

ALTER TABLE ONLY public.v1_hub_ip_keyword_restrictions
    ADD CONSTRAINT v1_hub_ip_keyword_restrictions_keyword_id_fkey FOREIGN KEY (keyword_id) REFERENCES public.v1_hub_test_keywords(id) ON DELETE CASCADE;


--
-- Name: v1_hub_product_results v1_hub_product_results_result_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: hub_owner
--

ALTER TABLE ONLY public.v1_hub_product_results
    ADD CONSTRAINT v1_hub_product_results_result_id_fkey FOREIGN KEY (result_id) REFERENCES v1_hub.work_result(id) ON DELETE CASCADE;


--
-- Name: v1_hub_work_allocations v1_hub_work_allocations_proxy_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: hub_owner
--

ALTER TABLE ONLY public.v1_hub_work_allocations
    ADD CONSTRAINT v1_hub_work_allocations_proxy_id_fkey FOREIGN KEY (proxy_id) REFERENCES public.v1_hub_proxies(id);


--
-- Name: v1_hub_work_allocations v1_hub_work_allocations_work_slot_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: hub_owner
--

ALTER TABLE ONLY public.v1_hub_work_allocations
    ADD CONSTRAINT v1_hub_work_allocations_work_slot_id_fkey FOREIGN KEY (work_slot_id) REFERENCES public.v1_hub_work_slots(id) ON DELETE CASCADE;


--
-- Name: client_activity v1_hub_client_activity_logs_allocation_id_fkey; Type: FK CONSTRAINT; Schema: v1_hub; Owner: hub_owner
--

ALTER TABLE ONLY v1_hub.client_activity
    ADD CONSTRAINT v1_hub_client_activity_logs_allocation_id_fkey FOREIGN KEY (allocation_id) REFERENCES public.v1_hub_work_allocations(id) ON DELETE SET NULL;


--
-- Name: client_activity v1_hub_client_activity_logs_work_slot_id_fkey; Type: FK CONSTRAINT; Schema: v1_hub; Owner: hub_owner
--

ALTER TABLE ONLY v1_hub.client_activity
    ADD CONSTRAINT v1_hub_client_activity_logs_work_slot_id_fkey FOREIGN KEY (work_slot_id) REFERENCES public.v1_hub_work_slots(id) ON DELETE SET NULL;


--
-- Name: daily_work_tracking v1_hub_daily_work_tracking_work_slot_id_fkey; Type: FK CONSTRAINT; Schema: v1_hub; Owner: hub_owner
--

ALTER TABLE ONLY v1_hub.daily_work_tracking
    ADD CONSTRAINT v1_hub_daily_work_tracking_work_slot_id_fkey FOREIGN KEY (work_slot_id) REFERENCES public.v1_hub_work_slots(id) ON DELETE CASCADE;


--
-- Name: proxy_ip_mapping v1_hub_proxy_ip_mapping_proxy_id_fkey; Type: FK CONSTRAINT; Schema: v1_hub; Owner: hub_owner
--

ALTER TABLE ONLY v1_hub.proxy_ip_mapping
    ADD CONSTRAINT v1_hub_proxy_ip_mapping_proxy_id_fkey FOREIGN KEY (proxy_id) REFERENCES public.v1_hub_proxies(id);


--
-- Name: proxy_usage v1_hub_proxy_usage_keyword_id_fkey; Type: FK CONSTRAINT; Schema: v1_hub; Owner: hub_owner
--

ALTER TABLE ONLY v1_hub.proxy_usage
    ADD CONSTRAINT v1_hub_proxy_usage_keyword_id_fkey FOREIGN KEY (keyword_id) REFERENCES public.v1_hub_test_keywords(id);


--
-- Name: proxy_usage v1_hub_proxy_usage_proxy_id_fkey; Type: FK CONSTRAINT; Schema: v1_hub; Owner: hub_owner
--

ALTER TABLE ONLY v1_hub.proxy_usage
    ADD CONSTRAINT v1_hub_proxy_usage_proxy_id_fkey FOREIGN KEY (proxy_id) REFERENCES public.v1_hub_proxies(id);


--
-- Name: work_result v1_hub_work_results_allocation_id_fkey; Type: FK CONSTRAINT; Schema: v1_hub; Owner: hub_owner
--

ALTER TABLE ONLY v1_hub.work_result
    ADD CONSTRAINT v1_hub_work_results_allocation_id_fkey FOREIGN KEY (allocation_id) REFERENCES public.v1_hub_work_allocations(id) ON DELETE CASCADE;


--
-- Name: FUNCTION apply_change(); Type: ACL; Schema: v1_hub; Owner: hub_owner
--

REVOKE ALL ON FUNCTION v1_hub.apply_change() FROM PUBLIC;


--
-- Name: FUNCTION apply_changes(); Type: ACL; Schema: v1_hub; Owner: hub_owner
--

REVOKE ALL ON FUNCTION v1_hub.apply_changes() FROM PUBLIC;


--
-- Name: FUNCTION audit_row(); Type: ACL; Schema: v1_hub; Owner: hub_owner
--

REVOKE ALL ON FUNCTION v1_hub.audit_row() FROM PUBLIC;


--
-- Name: FUNCTION audit_statement(); Type: ACL; Schema: v1_hub; Owner: hub_owner
--

REVOKE ALL ON FUNCTION v1_hub.audit_statement() FROM PUBLIC;


--
-- Name: FUNCTION audit_truncate(); Type: ACL; Schema: v1_hub; Owner: hub_owner
--

REVOKE ALL ON FUNCTION v1_hub.audit_truncate() FROM PUBLIC;


--
-- Name: FUNCTION count_proxies(p_id integer, p_uses boolean); Type: ACL; Schema: v1_hub; Owner: hub_owner
--

REVOKE ALL ON FUNCTION v1_hub.count_proxies(p_id integer, p_uses boolean) FROM PUBLIC;


--
-- Name: FUNCTION note_heartbeat(); Type: ACL; Schema: v1_hub; Owner: hub_owner
--

REVOKE ALL ON FUNCTION v1_hub.note_heartbeat() FROM PUBLIC;


--
-- Name: FUNCTION note_mapping(); Type: ACL; Schema: v1_hub; Owner: hub_owner
--

REVOKE ALL ON FUNCTION v1_hub.note_mapping() FROM PUBLIC;


--
-- Name: FUNCTION note_proxy(); Type: ACL; Schema: v1_hub; Owner: hub_owner
--

REVOKE ALL ON FUNCTION v1_hub.note_proxy() FROM PUBLIC;


--
-- Name: FUNCTION note_truncate(); Type: ACL; Schema: v1_hub; Owner: hub_owner
--

REVOKE ALL ON FUNCTION v1_hub.note_truncate() FROM PUBLIC;


--
-- Name: FUNCTION note_usage(); Type: ACL; Schema: v1_hub; Owner: hub_owner
--

REVOKE ALL ON FUNCTION v1_hub.note_usage() FROM PUBLIC;


--
-- Name: FUNCTION refresh_proxies(rebuild boolean); Type: ACL; Schema: v1_hub; Owner: hub_owner
--

REVOKE ALL ON FUNCTION v1_hub.refresh_proxies(rebuild boolean) FROM PUBLIC;


--
-- Name: FUNCTION summary_disable(); Type: ACL; Schema: v1_hub; Owner: hub_owner
--

REVOKE ALL ON FUNCTION v1_hub.summary_disable() FROM PUBLIC;


--
-- Name: FUNCTION summary_enable(); Type: ACL; Schema: v1_hub; Owner: hub_owner
--

REVOKE ALL ON FUNCTION v1_hub.summary_enable() FROM PUBLIC;


--
-- Name: FUNCTION write_work_result(); Type: ACL; Schema: v1_hub; Owner: hub_owner
--

REVOKE ALL ON FUNCTION v1_hub.write_work_result() FROM PUBLIC;


--
-- Name: FUNCTION write_work_slots_history(); Type: ACL; Schema: v1_hub; Owner: hub_owner
--

REVOKE ALL ON FUNCTION v1_hub.write_work_slots_history() FROM PUBLIC;


--
-- Name: TABLE work_result; Type: ACL; Schema: v1_hub; Owner: hub_owner
--

GRANT SELECT ON TABLE v1_hub.work_result TO v1_hub_reporter;


--
-- Name: TABLE v1_hub_work_results; Type: ACL; Schema: public; Owner: hub_owner
--

GRANT SELECT ON TABLE public.v1_hub_work_results TO v1_hub_reporter;


--
-- Name: SEQUENCE v1_hub_client_activity_logs_id_seq; Type: ACL; Schema: public; Owner: hub_owner
--

GRANT USAGE ON SEQUENCE public.v1_hub_client_activity_logs_id_seq TO v1_hub_reporter;


--
-- Name: TABLE client_activity; Type: ACL; Schema: v1_hub; Owner: hub_owner
--

GRANT INSERT ON TABLE v1_hub.client_activity TO v1_hub_reporter;


--
-- Name: TABLE v1_hub_client_activity_logs; Type: ACL; Schema: public; Owner: hub_owner
--

GRANT INSERT ON TABLE public.v1_hub_client_activity_logs TO v1_hub_reporter;


--
-- Name: TABLE v1_hub_daily_results; Type: ACL; Schema: public; Owner: hub_owner
--

GRANT SELECT ON TABLE public.v1_hub_daily_results TO v1_hub_reporter;


--
-- Name: TABLE daily_work_tracking; Type: ACL; Schema: v1_hub; Owner: hub_owner
--

GRANT SELECT ON TABLE v1_hub.daily_work_tracking TO v1_hub_reporter;


--
-- Name: TABLE v1_hub_daily_work_tracking; Type: ACL; Schema: public; Owner: hub_owner
--

GRANT SELECT ON TABLE public.v1_hub_daily_work_tracking TO v1_hub_reporter;


--
-- Name: SEQUENCE v1_hub_proxy_usage_id_seq; Type: ACL; Schema: public; Owner: hub_owner
--

GRANT USAGE ON SEQUENCE public.v1_hub_proxy_usage_id_seq TO v1_hub_reporter;


--
-- Name: TABLE proxy_usage; Type: ACL; Schema: v1_hub; Owner: hub_owner
--

GRANT SELECT,INSERT,UPDATE ON TABLE v1_hub.proxy_usage TO v1_hub_reporter;


--
-- Name: TABLE v1_hub_proxies; Type: ACL; Schema: public; Owner: hub_owner
--

GRANT SELECT ON TABLE public.v1_hub_proxies TO v1_hub_reporter;


--
-- Name: TABLE proxy_heartbeat; Type: ACL; Schema: v1_hub; Owner: hub_owner
--

GRANT SELECT ON TABLE v1_hub.proxy_heartbeat TO v1_hub_reporter;


--
-- Name: TABLE v1_hub_proxy_heartbeat; Type: ACL; Schema: public; Owner: hub_owner
--

GRANT SELECT ON TABLE public.v1_hub_proxy_heartbeat TO v1_hub_reporter;


--
-- Name: TABLE proxy_ip_mapping; Type: ACL; Schema: v1_hub; Owner: hub_owner
--

GRANT SELECT ON TABLE v1_hub.proxy_ip_mapping TO v1_hub_reporter;


--
-- Name: COLUMN proxy_ip_mapping.current_ip; Type: ACL; Schema: v1_hub; Owner: hub_owner
--

GRANT UPDATE(current_ip) ON TABLE v1_hub.proxy_ip_mapping TO v1_hub_reporter;


--
-- Name: COLUMN proxy_ip_mapping.last_toggle; Type: ACL; Schema: v1_hub; Owner: hub_owner
--

GRANT UPDATE(last_toggle) ON TABLE v1_hub.proxy_ip_mapping TO v1_hub_reporter;


--
-- Name: COLUMN proxy_ip_mapping.updated_at; Type: ACL; Schema: v1_hub; Owner: hub_owner
--

GRANT UPDATE(updated_at) ON TABLE v1_hub.proxy_ip_mapping TO v1_hub_reporter;


--
-- Name: TABLE v1_hub_proxy_ip_mapping; Type: ACL; Schema: public; Owner: hub_owner
--

GRANT SELECT ON TABLE public.v1_hub_proxy_ip_mapping TO v1_hub_reporter;


--
-- Name: COLUMN v1_hub_proxy_ip_mapping.current_ip; Type: ACL; Schema: public; Owner: hub_owner
--

GRANT UPDATE(current_ip) ON TABLE public.v1_hub_proxy_ip_mapping TO v1_hub_reporter;


--
-- Name: COLUMN v1_hub_proxy_ip_mapping.last_toggle; Type: ACL; Schema: public; Owner: hub_owner
--

GRANT UPDATE(last_toggle) ON TABLE public.v1_hub_proxy_ip_mapping TO v1_hub_reporter;


--
-- Name: COLUMN v1_hub_proxy_ip_mapping.updated_at; Type: ACL; Schema: public; Owner: hub_owner
--

GRANT UPDATE(updated_at) ON TABLE public.v1_hub_proxy_ip_mapping TO v1_hub_reporter;


--
-- Name: TABLE v1_hub_proxy_usage; Type: ACL; Schema: public; Owner: hub_owner
--

GRANT SELECT,INSERT,UPDATE ON TABLE public.v1_hub_proxy_usage TO v1_hub_reporter;


--
-- Name: TABLE v1_hub_work_slots; Type: ACL; Schema: public; Owner: hub_owner
--

GRANT SELECT ON TABLE public.v1_hub_work_slots TO v1_hub_reporter;


--
-- Name: TABLE v1_hub_work_dashboard; Type: ACL; Schema: public; Owner: hub_owner
--

GRANT SELECT ON TABLE public.v1_hub_work_dashboard TO v1_hub_reporter;


--
-- Name: v1_hub_daily_results; Type: MATERIALIZED VIEW DATA; Schema: public; Owner: hub_owner
--

REFRESH MATERIALIZED VIEW public.v1_hub_daily_results;


--
-- PostgreSQL database dump complete
--


