-- Finalizing: the waiting originals give their space back; empty, they still know their shape.
CREATE OR REPLACE FUNCTION v1_hub.plan_finalize()
RETURNS TABLE (ordinal integer, phase integer, title text, statement text)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $template$
    SELECT
        row_number() OVER (ORDER BY t.place)::integer,
        t.phase,
        format('empty the original of %s', t.table_name),
        format(
            $ddl$TRUNCATE v1_hub_retired.%1$I;
UPDATE v1_hub.retired SET finalized = true WHERE table_name = %1$L;$ddl$,
            t.table_name
        )
    FROM v1_hub.retired AS r
    INNER JOIN v1_hub.retired_table AS t ON t.table_name = r.table_name
    WHERE r.treatment IN ('fold', 'history') AND NOT r.finalized;
$template$;

COMMENT ON FUNCTION v1_hub.plan_finalize() IS
'The steps that free the disk space of the originals. A rollback stays possible: it fills them '
'from the views, before and after.';
