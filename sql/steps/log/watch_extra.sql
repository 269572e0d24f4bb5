{% import 'steps/macros.sql' as m %}
-- What new code writes from now on, and the table has no column for, is kept aside as it comes: no row
-- need be looked at under the locks of the cut back.
CREATE TABLE IF NOT EXISTS v1_hub_retired.{{ extra | ident }} (
    row_key jsonb NOT NULL,
    extra jsonb NOT NULL,
    kept_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
ALTER TABLE v1_hub_retired.{{ extra | ident }} OWNER TO {{ owner }}; -- who may go on, whoever calls
COMMENT ON TABLE v1_hub_retired.{{ extra | ident }} IS
'What was no column of {{ table.entry.table_name }}, by the key of its row.';
{% if others %}

CREATE OR REPLACE FUNCTION v1_hub.{{ watcher | ident }}()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER -- who may write to the log has no right on what is kept
SET search_path = pg_catalog, pg_temp
AS $v1_hub$
BEGIN
    INSERT INTO v1_hub_retired.{{ extra | ident }} (row_key, extra)
    SELECT
        {{ m.row_key(key_columns) }},
        {{ m.extra(others) }}
    FROM (SELECT NEW.*) AS l;
    RETURN NULL;
END;
$v1_hub$;

COMMENT ON FUNCTION v1_hub.{{ watcher | ident }}() IS
'Until the rollback has ended: keeps what is no column of {{ table.entry.table_name }}.';

REVOKE ALL ON FUNCTION v1_hub.{{ watcher | ident }}() FROM PUBLIC;

CREATE OR REPLACE TRIGGER {{ watcher | ident }}
AFTER INSERT OR UPDATE ON {{ leaf }}
FOR EACH ROW WHEN (NOT ROW({{ others | idents('NEW') }}) IS NULL)
EXECUTE FUNCTION v1_hub.{{ watcher | ident }}();

ALTER TABLE {{ leaf }} ENABLE ALWAYS TRIGGER {{ watcher | ident }};
{% endif %}
