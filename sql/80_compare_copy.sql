-- Proof that a copy is the original: every row, both ways, as text.
CREATE OR REPLACE FUNCTION v1_hub.compare_copy(p_original regclass, p_view regclass)
RETURNS bigint
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
SET extra_float_digits = 1
AS $$
DECLARE
    v_rows bigint;
    v_differing bigint;
    v_sample text;
BEGIN
    -- Two 64-bit hashes of each row stand for it; the rows themselves are read where they differ.
    EXECUTE format(
        $sql$
        WITH counted AS (
            SELECT hashtextextended(t.row_text, 1) AS h1, hashtextextended(t.row_text, 2) AS h2,
                sum(t.side) AS surplus, count(*) FILTER (WHERE t.side = 1) AS originals
            FROM (
                SELECT o::text AS row_text, 1 AS side FROM %1$s AS o
                UNION ALL
                SELECT v::text, -1 FROM %2$s AS v
            ) AS t
            GROUP BY 1, 2
        )
        SELECT sum(c.originals), count(*) FILTER (WHERE c.surplus <> 0) FROM counted AS c
        $sql$,
        p_original, p_view
    ) INTO v_rows, v_differing;
    IF v_differing > 0 THEN
        EXECUTE format(
            'SELECT string_agg(d.row_text, chr(10)) FROM ('
            '(SELECT ''original: '' || o::text AS row_text FROM %1$s AS o '
            'WHERE o::text NOT IN (SELECT v::text FROM %2$s AS v) LIMIT 2) UNION ALL '
            '(SELECT ''view: '' || v::text FROM %2$s AS v '
            'WHERE v::text NOT IN (SELECT o::text FROM %1$s AS o) LIMIT 2)) AS d',
            p_original, p_view
        ) INTO v_sample;
        RAISE data_exception USING
            MESSAGE = format('%s rows of %s and %s differ', v_differing, p_original, p_view),
            DETAIL = v_sample,
            HINT = 'Nothing has been changed. This is a defect of the package: please report it.';
    END IF;
    RETURN coalesce(v_rows, 0);
END;
$$;

COMMENT ON FUNCTION v1_hub.compare_copy(regclass, regclass) IS
'Number of rows compared; raises 22000 and shows some rows where original and view differ.';
