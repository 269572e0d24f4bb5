-- Which schema holds the hub: the one that the installer put in place of the token below.
CREATE OR REPLACE FUNCTION v1_hub.hub_schema()
RETURNS name
LANGUAGE sql
STABLE
SET search_path = @hub@, pg_temp
AS $$
    SELECT pg_catalog.current_schema();
$$;

COMMENT ON FUNCTION v1_hub.hub_schema() IS
'Name of the schema that holds the 8 hub tables and the 7 compatibility views, unquoted.';

CREATE OR REPLACE FUNCTION v1_hub.hub_name(p_name text)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT format('%I.%I', v1_hub.hub_schema(), p_name);
$$;

COMMENT ON FUNCTION v1_hub.hub_name(text) IS
'Quoted, schema-qualified name of a relation of the hub; p_name is its bare name.';

CREATE OR REPLACE FUNCTION v1_hub.hub_relation(p_name text)
RETURNS regclass
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT to_regclass(v1_hub.hub_name(p_name));
$$;

COMMENT ON FUNCTION v1_hub.hub_relation(text) IS
'The relation of the hub with this bare name, NULL where there is none.';
