-- The audit stops while the tables have the names that the next install audits them under.
DO $v1_hub$
DECLARE
    v_source integer;
BEGIN
    FOR v_source IN SELECT t.id FROM v1_hub.audit_tables AS t WHERE t.enabled LOOP
        PERFORM v1_hub.audit_disable(v1_hub.audit_table_of(v_source));
        UPDATE v1_hub.audit_tables AS t SET enabled = FALSE, resumes = TRUE WHERE t.id = v_source;
    END LOOP;
END;
$v1_hub$;
