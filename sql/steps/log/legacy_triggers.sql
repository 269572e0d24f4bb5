{% for trigger in legacy_triggers %}
-- A violated NOT NULL speaks of the column that the caller knows.
CREATE TRIGGER {{ trigger.name | ident }}
BEFORE INSERT OR UPDATE ON {{ leaf }}
FOR EACH ROW WHEN (
    NEW.{{ trigger.column.log_name | ident }} IS NOT DISTINCT FROM NULL
{% for column in trigger.earlier %}
    AND NEW.{{ column.log_name | ident }} IS DISTINCT FROM NULL
{% endfor %}
)
EXECUTE FUNCTION v1_hub.report_legacy_column({{ trigger.column.legacy_name | literal }});
{% endfor %}
