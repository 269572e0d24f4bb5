-- Verification: what holds now against what was recorded before the install.
CREATE OR REPLACE FUNCTION v1_hub.verify_table(p_table_name text)
RETURNS TABLE (check_name text, ok boolean, detail text)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    WITH facts AS (
        SELECT
            r.treatment,
            r.facts AS before,
            v1_hub.describe_relation(v1_hub.hub_relation(r.table_name)) AS after,
            v1_hub.describe_relation(
                coalesce(
                    to_regclass(format('v1_hub.%I', r.table_name)),
                    to_regclass(format('v1_hub_retired.%I', r.table_name))
                )
            ) AS leaf
        FROM v1_hub.retired AS r
        WHERE r.table_name = p_table_name
    )

    SELECT 'view', f.after ->> 'kind' = 'v', f.after ->> 'relation'
    FROM facts AS f
    UNION ALL
    SELECT
        'shape',
        v1_hub.describe_shape(f.after) = v1_hub.describe_shape(f.before),
        format('%s columns', jsonb_array_length(f.before -> 'columns'))
    FROM facts AS f
    UNION ALL
    SELECT
        'rights',
        v1_hub.describe_rights(f.after) @> v1_hub.describe_rights(f.before),
        CASE
            WHEN v1_hub.describe_rights(f.after) = v1_hub.describe_rights(f.before)
                THEN 'as they were'
            ELSE 'granted or revoked since'
        END
    FROM facts AS f
    UNION ALL
    SELECT
        'constraints and indexes',
        NOT EXISTS (
            SELECT 1
            FROM unnest(ARRAY['constraints', 'indexes']) AS k (kind)
            CROSS JOIN jsonb_object_keys(f.before -> k.kind) AS n (name)
            WHERE
                f.treatment <> 'history'
                AND NOT EXISTS (
                    SELECT 1
                    FROM jsonb_object_keys(f.leaf -> k.kind) AS l (name)
                    WHERE
                        l.name = n.name
                        OR (
                            k.kind = 'indexes'
                            AND (parse_ident(l.name))[cardinality(parse_ident(l.name))]
                            = (parse_ident(n.name))[cardinality(parse_ident(n.name))]
                        )
                )
        ),
        format('%s under %s', f.treatment, f.leaf ->> 'relation')
    FROM facts AS f
    UNION ALL
    SELECT
        'foreign keys onto it',
        coalesce(f.leaf -> 'referenced_by', '{}') ?& ARRAY(
            SELECT jsonb_object_keys(f.before -> 'referenced_by')
        ),
        array_to_string(ARRAY(SELECT jsonb_object_keys(f.before -> 'referenced_by')), ', ')
    FROM facts AS f
    UNION ALL
    SELECT
        'neighbours',
        NOT EXISTS (
            SELECT 1
            FROM jsonb_object_keys(f.before -> 'dependents') AS d (name)
            WHERE to_regclass(d.name) IS NULL
        ),
        array_to_string(ARRAY(SELECT jsonb_object_keys(f.before -> 'dependents')), ', ')
    FROM facts AS f;
$$;

COMMENT ON FUNCTION v1_hub.verify_table(text) IS
'Checks of one retired table: the view and its shape, rights, and what was bound to the table.';

CREATE OR REPLACE FUNCTION v1_hub.verify()
RETURNS TABLE (object text, check_name text, ok boolean, detail text)
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    RETURN QUERY
    SELECT r.table_name, v.check_name, coalesce(v.ok, false), v.detail
    FROM v1_hub.retired AS r
    INNER JOIN v1_hub.retired_table AS t ON t.table_name = r.table_name
    CROSS JOIN LATERAL v1_hub.verify_table(r.table_name) AS v
    ORDER BY t.place;

    RETURN QUERY
    SELECT
        t.table_name, 'table', v1_hub.hub_relation(t.table_name) IS NOT NULL, ''
    FROM (VALUES ('v1_hub_activity_logs'), ('v1_hub_audit_log')) AS t (table_name)
    WHERE EXISTS (SELECT 1 FROM v1_hub.step);

    IF to_regprocedure('v1_hub.verify_proxies()') IS NOT NULL THEN
        -- Only where phase 1 is installed.
        RETURN QUERY EXECUTE format(
            'SELECT %L, v.check_name, v.ok, v.detail FROM v1_hub.verify_proxies() AS v',
            'v1_hub_proxies'
        );
    END IF;
END;
$$;

COMMENT ON FUNCTION v1_hub.verify() IS
'All checks, one row each; install rolls back where one is not ok. It changes nothing.';
