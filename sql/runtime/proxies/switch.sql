-- Switching the merged columns off and on.
-- sqlfluff:max_line_length:200
{% for verb in ("disable", "enable") %}
CREATE OR REPLACE FUNCTION v1_hub.summary_{{ verb }}()
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
-- Whoever writes the logs would stand behind it for as long as one of them takes.
SET lock_timeout = '5s'
AS $$
BEGIN
    {% if verb == "enable" %}
    IF to_regclass('v1_hub.proxy_summary') IS NULL THEN
        RAISE object_not_in_prerequisite_state USING
            MESSAGE = 'a merged column of v1_hub_proxies was dropped',
            HINT = 'Roll back, then install again.';
    END IF;
    {% endif %}
    {% for name, source in proxies.sources.items() %}
    ALTER TABLE {{ source.table }}
    {{ verb | upper }} TRIGGER note_{{ name }},
    {{ verb | upper }} TRIGGER note_truncate;
    {% endfor %}
    ALTER TABLE {{ proxies.table }} {{ verb | upper }} TRIGGER note_proxy;
    {% if verb == "enable" %}
    PERFORM v1_hub.refresh_proxies(rebuild => TRUE);
    {% else %}
    DELETE FROM v1_hub.proxy_change;
    {% endif %}
END;
$$;
REVOKE ALL ON FUNCTION v1_hub.summary_{{ verb }}() FROM public;
{% endfor %}

COMMENT ON FUNCTION v1_hub.summary_disable() IS
'Switches the merged columns off: the logs cost what they cost without, the columns stay as they '
'are (usage_stats.as_of says of when). Waits for writers of the logs, and raises 55P03 where one '
'takes longer than five seconds: call it again.';
COMMENT ON FUNCTION v1_hub.summary_enable() IS
'Switches the merged columns on again, and counts everything anew; who writes the logs waits. Raises '
'55P03 as summary_disable() does, 55000 where a merged column was dropped, and above READ COMMITTED.';
