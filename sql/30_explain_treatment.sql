-- Why a table cannot be a leaf, or not be folded, read from its own catalogue entries.
CREATE OR REPLACE FUNCTION v1_hub.find_row_reader(p_relation regclass)
RETURNS name
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    -- A trigger sees the leaf's row. It may name columns that keep their names, nothing more.
    SELECT t.tgname
    FROM pg_trigger AS t
    INNER JOIN pg_proc AS p ON p.oid = t.tgfoid
    INNER JOIN pg_language AS l ON l.oid = p.prolang
    WHERE
        t.tgrelid = p_relation
        AND NOT t.tgisinternal
        AND (
            l.lanname <> 'plpgsql'
            OR t.tgnewtable IS NOT NULL
            OR t.tgoldtable IS NOT NULL
            OR regexp_replace(p.prosrc, '\mreturn\s+(new|old)\s*;', '', 'gi')
            ~* '\m(new|old)\M(?!\s*\.)'
            OR p.prosrc ~* '\m(new|old)\s*\.\s*\*'
            OR EXISTS (
                SELECT 1
                FROM v1_hub.log_name AS n
                WHERE p.prosrc ~* ('\m' || n.legacy_name || '\M')
            )
        )
    ORDER BY t.tgname
    LIMIT 1;
$$;

COMMENT ON FUNCTION v1_hub.find_row_reader(regclass) IS
'A trigger of the table that would notice renamed or added columns; NULL where none would.';

CREATE OR REPLACE FUNCTION v1_hub.explain_whole(p_relation regclass)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT
        CASE
            WHEN c.relkind = 'p' THEN 'is partitioned, and code may name its partitions'
            WHEN EXISTS (
                SELECT 1 FROM pg_inherits AS i WHERE c.oid IN (i.inhrelid, i.inhparent)
            )
                THEN 'takes part in inheritance'
            WHEN c.reloftype <> 0 THEN 'is a typed table'
            WHEN c.relrowsecurity THEN 'has row-level security, which views over it go on asking'
            WHEN
                v1_hub.view_options(c.oid) <> ''
                AND EXISTS (SELECT 1 FROM v1_hub.list_dependents(c.oid) AS d WHERE d.kind = 'view')
                THEN 'does not give its owner every right, which views over it go on asking'
            WHEN EXISTS (
                SELECT 1 FROM pg_attribute AS a
                WHERE a.attrelid = c.oid AND a.attidentity <> '' AND NOT a.attisdropped
            )
                THEN 'has an identity column, which PostgreSQL 17 and later refuse in a partition'
            WHEN EXISTS (
                SELECT 1 FROM pg_attribute AS a
                WHERE a.attrelid = c.oid AND a.attgenerated <> '' AND NOT a.attisdropped
            )
                THEN 'has a generated column, which every leaf would have to generate alike'
            WHEN EXISTS (
                SELECT 1
                FROM pg_attribute AS a
                INNER JOIN pg_type AS t ON t.oid = a.atttypid
                WHERE a.attrelid = c.oid AND t.typtype = 'd' AND NOT a.attisdropped
            )
                THEN 'has a column of a domain, which would be checked in the rows of every leaf'
            WHEN v1_hub.find_row_reader(c.oid) IS NOT NULL
                THEN format(
                    'has a trigger (%I) that may see renamed or added columns',
                    v1_hub.find_row_reader(c.oid)
                )
        END
    FROM pg_class AS c
    WHERE c.oid = p_relation;
$$;

COMMENT ON FUNCTION v1_hub.explain_whole(regclass) IS
'Why a table cannot be a leaf of the unified log; NULL where it can. Such a table moves to v1_hub '
'as it is, and its view is a plain one.';

CREATE OR REPLACE FUNCTION v1_hub.list_foldable(p_relation regclass)
RETURNS TABLE (attnum smallint)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    -- Types whose JSON form is exact and reads the same under any session's settings.
    SELECT a.attnum
    FROM pg_attribute AS a
    WHERE
        a.attrelid = p_relation
        AND a.attnum > 0
        AND NOT a.attisdropped
        AND NOT a.attnotnull
        AND a.attcollation IN (0, 'pg_catalog."default"'::regcollation)
        AND a.atttypid IN (
            'boolean'::regtype, 'smallint'::regtype, 'integer'::regtype, 'bigint'::regtype,
            'numeric'::regtype, 'text'::regtype, 'character varying'::regtype, 'jsonb'::regtype,
            'date'::regtype, 'timestamp without time zone'::regtype, 'uuid'::regtype
        )
        AND NOT EXISTS (
            -- An index, constraint, trigger, policy, publication or statistic that names it.
            SELECT 1
            FROM pg_depend AS d
            WHERE
                d.refclassid = 'pg_class'::regclass
                AND d.refobjid = a.attrelid
                AND d.refobjsubid = a.attnum
                AND d.classid NOT IN ('pg_attrdef'::regclass, 'pg_rewrite'::regclass)
                AND d.classid <> 'pg_proc'::regclass
        );
$$;

COMMENT ON FUNCTION v1_hub.list_foldable(regclass) IS
'Columns that may become keys of result_data: nullable, of a type with an exact JSON form, and '
'needed by no key, index or constraint.';

CREATE OR REPLACE FUNCTION v1_hub.explain_unfolded(p_relation regclass)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT
        CASE
            WHEN NOT EXISTS (
                SELECT 1 FROM pg_index AS i WHERE i.indrelid = c.oid AND i.indisprimary
            )
                THEN 'has no primary key to find a row by'
            WHEN EXISTS (
                SELECT 1 FROM pg_trigger AS t WHERE t.tgrelid = c.oid AND NOT t.tgisinternal
            )
                THEN 'has triggers, which would see the folded row'
            WHEN c.relrowsecurity THEN 'has row-level security'
            WHEN EXISTS (
                SELECT 1 FROM pg_attribute AS a
                WHERE a.attrelid = c.oid AND a.attname = 'result_data' AND NOT a.attisdropped
            )
                THEN 'has a column result_data of its own'
            WHEN EXISTS (
                SELECT 1 FROM pg_rewrite AS r WHERE r.ev_class = c.oid
            )
                THEN 'has rules'
            WHEN EXISTS (
                SELECT 1 FROM v1_hub.list_dependents(c.oid) AS d WHERE d.by_key
            )
                THEN 'has a view over it that groups by its primary key'
            WHEN EXISTS (
                SELECT 1 FROM pg_constraint AS k WHERE k.conrelid = c.oid AND NOT k.convalidated
            )
                THEN 'has a constraint that is not validated'
            WHEN EXISTS (
                SELECT 1 FROM pg_statistic_ext AS s WHERE s.stxrelid = c.oid
            )
                THEN 'has extended statistics'
            WHEN NOT EXISTS (SELECT 1 FROM v1_hub.list_foldable(c.oid))
                THEN 'has no column that can fold'
        END
    FROM pg_class AS c
    WHERE c.oid = p_relation;
$$;

COMMENT ON FUNCTION v1_hub.explain_unfolded(regclass) IS
'Why a table is adopted unfolded; NULL where its long tail can become JSONB.';
