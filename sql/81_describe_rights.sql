-- What a client can see of a relation, comparable between a table that was and the view that is.
CREATE OR REPLACE FUNCTION v1_hub.list_rights(p_acl jsonb, p_owner text)
RETURNS TABLE (grantee oid, privilege text, is_grantable boolean)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT e.grantee, e.privilege_type, bool_or(e.is_grantable AND e.grantee <> o.oid)
    FROM (SELECT p_owner::regrole::oid AS oid) AS o
    CROSS JOIN aclexplode(
        coalesce(
            (SELECT array_agg(a.item::aclitem) FROM jsonb_array_elements_text(p_acl) AS a (item)),
            acldefault('r', o.oid)
        )
    ) AS e
    GROUP BY e.grantee, e.privilege_type;
$$;

COMMENT ON FUNCTION v1_hub.list_rights(jsonb, text) IS
'Rights of a recorded access list, whoever granted them; NULL means the owner alone.';

CREATE OR REPLACE FUNCTION v1_hub.describe_rights(p_facts jsonb)
RETURNS jsonb
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT
        jsonb_build_object(
            'owner', p_facts -> 'owner',
            'table', (
                SELECT jsonb_agg(
                    jsonb_build_array(r.grantee::regrole::text, r.privilege, r.is_grantable)
                    ORDER BY r.grantee::regrole::text, r.privilege
                )
                FROM v1_hub.list_rights(p_facts -> 'acl', p_facts ->> 'owner') AS r
            ),
            'columns', (
                SELECT jsonb_object_agg(
                    c.column_facts ->> 'name',
                    (
                        SELECT jsonb_agg(
                            jsonb_build_array(r.grantee::regrole::text, r.privilege, r.is_grantable)
                            ORDER BY r.grantee::regrole::text, r.privilege
                        )
                        FROM v1_hub.list_rights(c.column_facts -> 'acl', p_facts ->> 'owner') AS r
                    )
                )
                FROM jsonb_array_elements(p_facts -> 'columns') AS c (column_facts)
                WHERE jsonb_typeof(c.column_facts -> 'acl') = 'array'
            )
        );
$$;

COMMENT ON FUNCTION v1_hub.describe_rights(jsonb) IS
'Owner, table and column rights out of v1_hub.describe_relation, comparable across relations.';

CREATE OR REPLACE FUNCTION v1_hub.describe_shape(p_facts jsonb)
RETURNS jsonb
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    -- A view has no identity and generates nothing: the leaf does.
    SELECT
        jsonb_agg(
            jsonb_build_array(
                c.facts -> 'name', c.facts -> 'type', c.facts -> 'collation', c.facts -> 'comment',
                CASE WHEN coalesce(c.facts ->> 'generated', '') = '' THEN c.facts -> 'default' END
            )
            ORDER BY c.place
        )
    FROM jsonb_array_elements(p_facts -> 'columns') WITH ORDINALITY AS c (facts, place);
$$;

COMMENT ON FUNCTION v1_hub.describe_shape(jsonb) IS
'Columns in order with type, collation, default and comment, as a client can see them.';
