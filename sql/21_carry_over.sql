-- DDL that gives one relation the rights, owner, defaults and comments of another.
CREATE OR REPLACE FUNCTION v1_hub.grant_ddl(
    p_acl aclitem[], p_columns text, p_target text, p_owner oid
)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT
        string_agg(
            format(
                'GRANT %s ON %s TO %s%s;',
                g.privileges,
                p_target,
                CASE WHEN g.grantee = 0 THEN 'PUBLIC' ELSE g.grantee::regrole::text END,
                CASE WHEN g.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END
            ),
            E'\n' ORDER BY g.grantee <> p_owner, g.grantee::regrole::text, g.is_grantable
        )
    FROM (
        SELECT
            e.grantee,
            e.is_grantable AND e.grantee <> p_owner AS is_grantable,
            string_agg(DISTINCT e.privilege_type || p_columns, ', ') AS privileges
        FROM aclexplode(p_acl) AS e
        GROUP BY e.grantee, e.is_grantable AND e.grantee <> p_owner
    ) AS g;
$$;

COMMENT ON FUNCTION v1_hub.grant_ddl(aclitem[], text, text, oid) IS
'GRANT statements for an access list on p_target (quoted, with a keyword where GRANT wants one). '
'p_columns is '''' or a quoted column in brackets. The grantor becomes who runs them.';

CREATE OR REPLACE FUNCTION v1_hub.rights_ddl(p_from regclass, p_to text)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT
        concat_ws(
            E'\n',
            -- What default privileges have just given away on the new relation.
            (
                SELECT format(
                    'REVOKE ALL ON %s FROM %s;',
                    p_to,
                    string_agg(
                        DISTINCT CASE
                            WHEN e.grantee = 0 THEN 'PUBLIC' ELSE e.grantee::regrole::text
                        END, ', '
                    )
                )
                FROM pg_default_acl AS f
                CROSS JOIN aclexplode(f.defaclacl) AS e
                WHERE
                    f.defaclrole IN (c.relowner, current_user::regrole)
                    AND f.defaclobjtype = 'r'
                    AND f.defaclnamespace IN (0, c.relnamespace)
                HAVING count(*) > 0
            ),
            CASE
                WHEN c.relacl IS NOT NULL
                    THEN format('REVOKE ALL ON %s FROM PUBLIC, %s;', p_to, c.relowner::regrole)
                WHEN EXISTS (
                    SELECT 1 FROM pg_default_acl AS f
                    WHERE f.defaclrole IN (c.relowner, current_user::regrole)
                )
                    THEN format('GRANT ALL ON %s TO %s;', p_to, c.relowner::regrole)
            END,
            v1_hub.grant_ddl(c.relacl, '', p_to, c.relowner),
            (
                SELECT string_agg(
                    v1_hub.grant_ddl(a.attacl, format(' (%I)', a.attname), p_to, c.relowner),
                    E'\n' ORDER BY a.attnum
                )
                FROM pg_attribute AS a
                WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            )
        )
    FROM pg_class AS c
    WHERE c.oid = p_from;
$$;

COMMENT ON FUNCTION v1_hub.rights_ddl(regclass, text) IS
'Statements that give the relation named p_to (just created, column names as in p_from) exactly '
'the table and column privileges of p_from, whatever default privileges added.';

CREATE OR REPLACE FUNCTION v1_hub.may_act_as(p_role oid)
RETURNS boolean
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT
        pg_has_role(p_role, 'USAGE')
        AND pg_has_role(
            p_role,
            CASE WHEN current_setting('server_version_num')::integer < 160000 THEN 'MEMBER' ELSE 'SET' END
        );
$$;

COMMENT ON FUNCTION v1_hub.may_act_as(oid) IS
'Whether the current role may change what belongs to that one, and give it what is new; PostgreSQL '
'16 and later tell the two apart (GRANT … WITH SET).';

CREATE OR REPLACE FUNCTION v1_hub.may_own_in(p_owner oid, p_schema regnamespace)
RETURNS boolean
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT
        has_schema_privilege(p_owner, p_schema, 'CREATE')
        OR EXISTS (SELECT 1 FROM pg_roles AS r WHERE r.rolname = current_user AND r.rolsuper);
$$;

COMMENT ON FUNCTION v1_hub.may_own_in(oid, regnamespace) IS
'Whether ALTER … OWNER TO takes that role: it must hold CREATE on the schema, unless a superuser '
'says so (PostgreSQL, ALTER TABLE).';

CREATE OR REPLACE FUNCTION v1_hub.owner_ddl(
    p_owner oid, p_schema regnamespace, p_object text
)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT
        concat_ws(
            E'\n',
            CASE
                WHEN NOT may.own THEN format('GRANT CREATE ON SCHEMA %s TO %s;', p_schema, o.name)
            END,
            format('ALTER %s OWNER TO %s;', p_object, o.name),
            CASE
                WHEN NOT may.own
                    THEN format('REVOKE CREATE ON SCHEMA %s FROM %s;', p_schema, o.name)
            END
        )
    FROM (SELECT p_owner::regrole AS name) AS o
    CROSS JOIN (SELECT v1_hub.may_own_in(p_owner, p_schema) AS own) AS may
    WHERE p_owner <> current_user::regrole;
$$;

COMMENT ON FUNCTION v1_hub.owner_ddl(oid, regnamespace, text) IS
'Gives p_object (keyword and name, just made in p_schema) its owner, who holds CREATE on the '
'schema for that moment; NULL where the owner is the current role already.';

CREATE OR REPLACE FUNCTION v1_hub.comment_ddl(p_from regclass, p_kind text, p_to text)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT
        nullif(
            concat_ws(
                E'\n',
                CASE
                    WHEN t.description IS NOT NULL
                        THEN format('COMMENT ON %s %s IS %L;', p_kind, p_to, t.description)
                END,
                (
                    SELECT string_agg(
                        format('COMMENT ON COLUMN %s.%I IS %L;', p_to, a.attname, d.description),
                        E'\n' ORDER BY a.attnum
                    )
                    FROM pg_attribute AS a
                    INNER JOIN pg_description AS d
                        ON
                            d.classoid = 'pg_class'::regclass
                            AND d.objoid = a.attrelid
                            AND d.objsubid = a.attnum
                    WHERE a.attrelid = p_from AND a.attnum > 0 AND NOT a.attisdropped
                )
            ),
            ''
        )
    FROM (SELECT obj_description(p_from, 'pg_class') AS description) AS t;
$$;

COMMENT ON FUNCTION v1_hub.comment_ddl(regclass, text, text) IS
'COMMENT statements that carry the comments of p_from and its columns to p_to, of kind p_kind.';

CREATE OR REPLACE FUNCTION v1_hub.default_ddl(p_from regclass, p_to text)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT
        format(
            E'ALTER VIEW %s\n%s;',
            p_to,
            string_agg(
                format(
                    '    ALTER COLUMN %I SET DEFAULT %s', a.attname, pg_get_expr(d.adbin, d.adrelid)
                ),
                E',\n' ORDER BY a.attnum
            )
        )
    FROM pg_attribute AS a
    INNER JOIN pg_attrdef AS d
        ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE
        a.attrelid = p_from AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    HAVING count(*) > 0;
$$;

COMMENT ON FUNCTION v1_hub.default_ddl(regclass, text) IS
'Gives the columns of view p_to the defaults of p_from, so that omitted columns are as they were.';

CREATE OR REPLACE FUNCTION v1_hub.trigger_state_ddl(
    p_relation regclass, p_trigger name, p_state "char"
)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT
        format(
            'ALTER TABLE %s %s TRIGGER %I;',
            p_relation,
            CASE p_state
                WHEN 'D' THEN 'DISABLE'
                WHEN 'R' THEN 'ENABLE REPLICA'
                WHEN 'A' THEN 'ENABLE ALWAYS'
                ELSE 'ENABLE'
            END,
            p_trigger
        );
$$;

COMMENT ON FUNCTION v1_hub.trigger_state_ddl(regclass, name, "char") IS
'Puts a trigger into a state of pg_trigger.tgenabled.';
