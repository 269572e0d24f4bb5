-- When an UPDATE is worth a call of the trigger: a test in C, for most tables' noise stops here.
CREATE OR REPLACE FUNCTION v1_hub.audit_when(p_table regclass, p_ignored text[])
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    -- Whole rows: a column named here could be neither dropped nor given another type.
    SELECT CASE WHEN count(a.attname) = 0 THEN 'OLD.* OPERATOR(pg_catalog.*<>) NEW.*'
        ELSE format(
            'pg_catalog.jsonb_populate_record(OLD.*, %1$L::pg_catalog.jsonb)
            OPERATOR(pg_catalog.*<>)
            pg_catalog.jsonb_populate_record(NEW.*, %1$L::pg_catalog.jsonb)',
            jsonb_object_agg(a.attname, NULL) FILTER (WHERE a.attname IS NOT NULL)
        ) END
    FROM pg_attribute AS a
    -- Not a domain, which may refuse NULL: a change of that goes on to the trigger, which knows.
    INNER JOIN pg_type AS t ON t.oid = a.atttypid AND t.typtype <> 'd'
    WHERE a.attrelid = p_table AND a.attnum > 0 AND NOT a.attisdropped
        AND a.attname = ANY (p_ignored);
$$;

COMMENT ON FUNCTION v1_hub.audit_when(regclass, text[]) IS
'The WHEN of an UPDATE trigger: true where the row differs in bytes outside the ignored columns.
Evaluated without PL/pgSQL; depends on no column, so that columns come, go and change freely.';
