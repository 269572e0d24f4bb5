-- The hub's own functions and triggers: time stamps, the history of slots, the day's counters.
CREATE FUNCTION {{ hub | ident }}.v1_hub_set_updated_at()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    NEW.updated_at := CURRENT_TIMESTAMP;
    RETURN NEW;
END
$$;
COMMENT ON FUNCTION {{ hub | ident }}.v1_hub_set_updated_at() IS 'Row trigger: updated_at is the time now.';

CREATE TRIGGER v1_hub_set_updated_at
BEFORE UPDATE ON {{ hub | ident }}.v1_hub_work_slots
FOR EACH ROW EXECUTE FUNCTION {{ hub | ident }}.v1_hub_set_updated_at();

-- row_to_json keeps the order of the columns, so both rows can be read side by side.
CREATE FUNCTION {{ hub | ident }}.v1_hub_summarize_change(p_old json, p_new json)
RETURNS text
LANGUAGE sql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
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
COMMENT ON FUNCTION {{ hub | ident }}.v1_hub_summarize_change(json, json)
IS 'One line of "column: old -> new", in column order, without updated_at; NULL if nothing changed.';

CREATE FUNCTION {{ hub | ident }}.v1_hub_log_work_slot_change()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_summary text;
BEGIN
    IF TG_OP = 'INSERT' THEN
        v_summary := 'created';
    ELSIF TG_OP = 'DELETE' THEN
        v_summary := 'deleted';
    ELSE
        v_summary := {{ hub | ident }}.v1_hub_summarize_change(row_to_json(OLD), row_to_json(NEW));
        IF v_summary IS NULL THEN
            RETURN NULL;
        END IF;
    END IF;
    INSERT INTO {{ hub | ident }}.v1_hub_work_slots_history (
        work_slot_id, changed_by, operation, old_data, new_data, change_summary
    )
    VALUES (
        coalesce(NEW.id, OLD.id), current_user, TG_OP, to_jsonb(OLD), to_jsonb(NEW), v_summary
    );
    RETURN NULL;
END
$$;
COMMENT ON FUNCTION {{ hub | ident }}.v1_hub_log_work_slot_change()
IS 'Row trigger: a line in v1_hub_work_slots_history for a change of more than updated_at.';

CREATE TRIGGER v1_hub_log_work_slot_change
AFTER INSERT OR UPDATE OR DELETE ON {{ hub | ident }}.v1_hub_work_slots
FOR EACH ROW EXECUTE FUNCTION {{ hub | ident }}.v1_hub_log_work_slot_change();

CREATE FUNCTION {{ hub | ident }}.init_daily_work_tracking()
RETURNS integer
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    v_added integer;
BEGIN
    INSERT INTO {{ hub | ident }}.v1_hub_daily_work_tracking (work_slot_id, work_date, target_count)
    SELECT
        s.id,
        CURRENT_DATE,
        coalesce(s.daily_work_count, 100)
    FROM {{ hub | ident }}.v1_hub_work_slots AS s
    WHERE
        s.is_active
        AND CURRENT_DATE BETWEEN s.start_date AND s.end_date
        AND NOT EXISTS (
            SELECT FROM {{ hub | ident }}.v1_hub_daily_work_tracking AS t
            WHERE t.work_slot_id = s.id AND t.work_date = CURRENT_DATE
        )
    ORDER BY s.id
    ON CONFLICT (work_slot_id, work_date) DO NOTHING;
    GET DIAGNOSTICS v_added = ROW_COUNT;
    RETURN v_added;
END
$$;
COMMENT ON FUNCTION {{ hub | ident }}.init_daily_work_tracking()
IS 'Adds today''s counters for the active slots that have none; returns how many it added.';
