-- How a relation is, as JSON without OIDs: what rollback and verify compare with afterwards.
CREATE OR REPLACE FUNCTION v1_hub.describe_columns(p_relation regclass)
RETURNS jsonb
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
SET timezone = 'UTC' -- literals in expressions are written by these settings
SET datestyle = 'ISO, YMD'
SET intervalstyle = 'postgres'
SET extra_float_digits = 1
SET bytea_output = 'hex'
AS $$
    SELECT
        jsonb_agg(
            jsonb_build_object(
                'name', a.attname,
                'type', format_type(a.atttypid, a.atttypmod),
                'collation', nullif(a.attcollation, 0)::regcollation::text,
                'not_null', a.attnotnull,
                'default', pg_get_expr(d.adbin, d.adrelid),
                'identity', a.attidentity,
                'generated', a.attgenerated,
                'storage', a.attstorage,
                'acl', (
                    SELECT jsonb_agg(item::text ORDER BY item::text)
                    FROM unnest(a.attacl) AS item
                ),
                'comment', col_description(a.attrelid, a.attnum)
            )
            ORDER BY a.attnum
        )
    FROM pg_attribute AS a
    LEFT JOIN pg_attrdef AS d
        ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE a.attrelid = p_relation AND a.attnum > 0 AND NOT a.attisdropped;
$$;

COMMENT ON FUNCTION v1_hub.describe_columns(regclass) IS
'The columns of a relation in order: name, type with modifier, collation, default, rights …';

CREATE OR REPLACE FUNCTION v1_hub.describe_dependents(p_relation regclass)
RETURNS jsonb
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
SET timezone = 'UTC' -- literals in expressions are written by these settings
SET datestyle = 'ISO, YMD'
SET intervalstyle = 'postgres'
SET extra_float_digits = 1
SET bytea_output = 'hex'
AS $$
    SELECT
        jsonb_object_agg(
            v.oid::regclass::text,
            jsonb_build_object(
                'kind', v.relkind,
                'owner', v.relowner::regrole::text,
                'acl', (
                    SELECT jsonb_agg(item::text ORDER BY item::text)
                    FROM unnest(v.relacl) AS item
                ),
                'options', to_jsonb(v.reloptions),
                'definition', pg_get_viewdef(v.oid),
                'comment', obj_description(v.oid, 'pg_class')
            )
        )
    FROM pg_class AS v
    WHERE
        v.oid <> p_relation
        AND v.relkind IN ('v', 'm')
        AND v.relnamespace <> 'v1_hub'::regnamespace
        AND EXISTS (
            SELECT 1
            FROM pg_rewrite AS r
            INNER JOIN pg_depend AS d
                ON
                    d.classid = 'pg_rewrite'::regclass
                    AND d.objid = r.oid
                    AND d.refclassid = 'pg_class'::regclass
                    AND d.refobjid = p_relation
            WHERE r.ev_class = v.oid
        );
$$;

COMMENT ON FUNCTION v1_hub.describe_dependents(regclass) IS
'The views and materialized views directly over a relation: definition, owner, rights, options.';

CREATE OR REPLACE FUNCTION v1_hub.describe_attachments(p_relation regclass)
RETURNS jsonb
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
SET timezone = 'UTC' -- literals in expressions are written by these settings
SET datestyle = 'ISO, YMD'
SET intervalstyle = 'postgres'
SET extra_float_digits = 1
SET bytea_output = 'hex'
AS $$
    SELECT
        jsonb_build_object(
            'constraints', (
                SELECT jsonb_object_agg(
                    k.conname,
                    pg_get_constraintdef(k.oid)
                    || CASE WHEN k.convalidated THEN '' ELSE ' (not valid)' END
                )
                FROM pg_constraint AS k
                WHERE k.conrelid = p_relation AND k.contype IN ('c', 'f', 'p', 'u', 'x')
            ),
            'referenced_by', (
                SELECT jsonb_object_agg(
                    k.conrelid::regclass::text || '.' || quote_ident(k.conname),
                    pg_get_constraintdef(k.oid)
                )
                FROM pg_constraint AS k
                WHERE
                    k.confrelid = p_relation
                    AND k.conrelid <> p_relation
                    AND k.contype = 'f'
                    AND k.conparentid = 0
            ),
            'indexes', (
                SELECT jsonb_object_agg(i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid))
                FROM pg_index AS i
                WHERE i.indrelid = p_relation
            ),
            'triggers', (
                SELECT jsonb_object_agg(
                    t.tgname, pg_get_triggerdef(t.oid) || ' ' || t.tgenabled::text
                )
                FROM pg_trigger AS t
                WHERE t.tgrelid = p_relation AND NOT t.tgisinternal
            ),
            'policies', (
                SELECT jsonb_object_agg(
                    p.polname,
                    concat_ws(
                        ' / ', p.polcmd, p.polpermissive::text, p.polroles::text,
                        pg_get_expr(p.polqual, p.polrelid),
                        pg_get_expr(p.polwithcheck, p.polrelid)
                    )
                )
                FROM pg_policy AS p
                WHERE p.polrelid = p_relation
            ),
            'sequences', (
                SELECT jsonb_object_agg(d.objid::regclass::text, a.attname)
                FROM pg_depend AS d
                INNER JOIN pg_class AS s ON s.oid = d.objid AND s.relkind = 'S'
                INNER JOIN pg_attribute AS a
                    ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
                WHERE
                    d.classid = 'pg_class'::regclass
                    AND d.refclassid = 'pg_class'::regclass
                    AND d.refobjid = p_relation
                    AND d.deptype IN ('a', 'i')
            )
        );
$$;

COMMENT ON FUNCTION v1_hub.describe_attachments(regclass) IS
'Constraints, foreign keys onto it, indexes, triggers, policies and owned sequences of a table.';

CREATE OR REPLACE FUNCTION v1_hub.describe_relation(p_relation regclass)
RETURNS jsonb
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT
        jsonb_strip_nulls(
            jsonb_build_object(
                'relation', c.oid::regclass::text,
                'kind', c.relkind,
                'persistence', c.relpersistence,
                'owner', c.relowner::regrole::text,
                'acl', (
                    SELECT jsonb_agg(item::text ORDER BY item::text)
                    FROM unnest(c.relacl) AS item
                ),
                'options', to_jsonb(c.reloptions),
                'row_security', c.relrowsecurity,
                'force_row_security', c.relforcerowsecurity,
                'replica_identity', c.relreplident,
                'comment', obj_description(c.oid, 'pg_class'),
                'columns', v1_hub.describe_columns(c.oid),
                'dependents', v1_hub.describe_dependents(c.oid)
            )
            || v1_hub.describe_attachments(c.oid)
        )
    FROM pg_class AS c
    WHERE c.oid = p_relation;
$$;

COMMENT ON FUNCTION v1_hub.describe_relation(regclass) IS
'Everything that rollback must bring back of a table, rows aside, as JSON with names, not OIDs.';
