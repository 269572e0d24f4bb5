-- What a copied table needs done twice: its constraints, its indexes, the foreign keys onto it.
CREATE OR REPLACE FUNCTION v1_hub.constraint_text(p_constraint oid, p_target text)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    -- A foreign key reads FOREIGN KEY (a, b) REFERENCES schema.name(c, d) …: p_target replaces the
    -- name, found by its exact place, for identifiers may hold any text.
    SELECT
        CASE
            WHEN k.contype = 'f' AND p_target IS NOT NULL
                THEN overlay(
                    d.definition PLACING p_target
                    FROM length(format('FOREIGN KEY (%s) REFERENCES ', c.names)) + 1
                    FOR length(k.confrelid::regclass::text)
                )
            ELSE d.definition
        END
    FROM pg_constraint AS k
    CROSS JOIN LATERAL (SELECT pg_get_constraintdef(k.oid) AS definition) AS d
    CROSS JOIN LATERAL (
        SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY n.place) AS names
        FROM unnest(k.conkey) WITH ORDINALITY AS n (attnum, place)
        INNER JOIN pg_attribute AS a ON a.attrelid = k.conrelid AND a.attnum = n.attnum
    ) AS c
    WHERE k.oid = p_constraint;
$$;

COMMENT ON FUNCTION v1_hub.constraint_text(oid, text) IS
'Definition of a constraint; p_target is the table that a foreign key references instead, or NULL.';

CREATE OR REPLACE FUNCTION v1_hub.copy_constraints_ddl(p_relation regclass, p_to text)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT
        string_agg(
            format(
                'ALTER TABLE %s ADD CONSTRAINT %I %s;',
                p_to,
                k.conname,
                v1_hub.constraint_text(
                    k.oid, CASE WHEN k.confrelid = p_relation THEN p_to END
                )
            ),
            E'\n' ORDER BY k.contype = 'f', k.oid
        )
    FROM pg_constraint AS k
    WHERE k.conrelid = p_relation AND k.contype IN ('c', 'f');
$$;

COMMENT ON FUNCTION v1_hub.copy_constraints_ddl(regclass, text) IS
'Checks and foreign keys of a table, under their names, on p_to; one onto itself goes along.';

CREATE OR REPLACE FUNCTION v1_hub.copy_indexes_ddl(p_relation regclass, p_to text)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    -- In the order they were made in: of several that a row violates, the first one is named.
    SELECT
        string_agg(
            CASE
                WHEN k.oid IS NOT NULL THEN format(
                    'ALTER TABLE %s ADD CONSTRAINT %I %s;',
                    p_to, k.conname, v1_hub.constraint_text(k.oid, NULL)
                )
                ELSE format(
                    'CREATE %sINDEX %I ON %s%s;',
                    u.keyword,
                    n.relname,
                    p_to,
                    substr(
                        pg_get_indexdef(i.indexrelid),
                        length(
                            format('CREATE %sINDEX %I ON %s', u.keyword, n.relname, p_relation)
                        ) + 1
                    )
                )
            END,
            E'\n' ORDER BY i.indexrelid
        )
    FROM pg_index AS i
    INNER JOIN pg_class AS n ON n.oid = i.indexrelid
    CROSS JOIN LATERAL (SELECT CASE WHEN i.indisunique THEN 'UNIQUE ' ELSE '' END AS keyword) AS u
    LEFT JOIN pg_constraint AS k
        ON
            k.conindid = i.indexrelid
            AND k.conrelid = p_relation
            AND k.contype IN ('p', 'u', 'x')
    WHERE i.indrelid = p_relation;
$$;

COMMENT ON FUNCTION v1_hub.copy_indexes_ddl(regclass, text) IS
'Keys and indexes of a table, under their names, on p_to.';

CREATE OR REPLACE FUNCTION v1_hub.point_keys_ddl(p_relation regclass, p_target text)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT
        string_agg(
            format(
                E'ALTER TABLE %1$s\n    DROP CONSTRAINT %2$I,\n    ADD CONSTRAINT %2$I %3$s;',
                k.conrelid::regclass, k.conname, v1_hub.constraint_text(k.oid, p_target)
            ),
            E'\n' ORDER BY k.oid
        )
    FROM pg_constraint AS k
    WHERE
        k.confrelid = p_relation
        AND k.conrelid <> p_relation
        AND k.contype = 'f'
        AND k.conparentid = 0;
$$;

COMMENT ON FUNCTION v1_hub.point_keys_ddl(regclass, text) IS
'Lets the foreign keys of other tables that reference p_relation reference p_target.';

CREATE OR REPLACE FUNCTION v1_hub.own_keys_ddl(p_relation regclass, p_to text, p_drop boolean)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT
        string_agg(
            CASE
                WHEN p_drop THEN format('ALTER TABLE %s DROP CONSTRAINT %I;', p_to, k.conname)
                ELSE format(
                    'ALTER TABLE %s ADD CONSTRAINT %I %s;',
                    p_to, k.conname, v1_hub.constraint_text(k.oid, NULL)
                )
            END,
            E'\n' ORDER BY k.oid
        )
    FROM pg_constraint AS k
    WHERE k.conrelid = p_relation AND k.contype = 'f';
$$;

COMMENT ON FUNCTION v1_hub.own_keys_ddl(regclass, text, boolean) IS
'Drops the foreign keys of an original that waits, lest it hinders anyone, or gives them back.';
