-- Advice: what PostgreSQL does not allow on a view and this database does, and choices made.
CREATE OR REPLACE FUNCTION v1_hub.find_body_notes(p_phases integer[])
RETURNS TABLE (object text, finding text, remedy text)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT DISTINCT
        r.oid::regprocedure::text,
        format('%s %s', s.finding, p.table_name),
        s.remedy
    FROM v1_hub.list_pending(p_phases) AS p
    CROSS JOIN (
        VALUES
            (
                'truncate\s+(table\s+)?(only\s+)?([\w".]+,\s*)*("?\w+"?\.)?"?%s\M',
                'may TRUNCATE', 'DELETE FROM the view, or TRUNCATE the leaf in schema v1_hub.', '{}'
            ),
            (
                '"?%s\M.*\mwhere\s+current\s+of\M',
                'uses WHERE CURRENT OF, maybe on', 'Update by key.', '{}'
            ),
            (
                'pg_get_serial_sequence\s*\(\s*''("?\w+"?\.)?"?%s\M',
                'calls pg_get_serial_sequence on', 'Name the sequence: it is where it was.', '{}'
            ),
            (
                '\minsert\s+into\s+("?\w+"?\.)?"?%s\M[^;]*\mon\s+conflict\M',
                'uses ON CONFLICT on', 'Use UPDATE, then INSERT where no row was found.',
                '{fold,history}'
            ),
            (
                '"?%s\M.*\m(ctid|xmin)\M',
                'may read ctid or xmin of', 'Use the primary key.', '{}'
            )
    ) AS s (pattern, finding, remedy, treatments)
    INNER JOIN pg_proc AS r
        ON
            r.prosrc ~* format(s.pattern, p.table_name)
            AND r.pronamespace <> ALL (
                ARRAY['pg_catalog', 'information_schema', 'v1_hub']::regnamespace []
            )
    WHERE s.treatments = '{}' OR p.treatment = ANY (s.treatments::text []);
$$;

COMMENT ON FUNCTION v1_hub.find_body_notes(integer[]) IS
'Routines whose text seems to do to a retired table what no view allows.';

CREATE OR REPLACE FUNCTION v1_hub.list_hub()
RETURNS TABLE (relation oid)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT c.oid::oid
    FROM (
        SELECT k.table_name FROM v1_hub.kept_table AS k
        UNION ALL
        SELECT t.table_name FROM v1_hub.retired_table AS t
    ) AS n (name)
    CROSS JOIN LATERAL (SELECT v1_hub.hub_relation(n.name) AS oid) AS c
    WHERE c.oid IS NOT NULL;
$$;

COMMENT ON FUNCTION v1_hub.list_hub() IS 'The relations of the hub that bear one of the 13 names.';

CREATE OR REPLACE FUNCTION v1_hub.find_notes(p_phases integer[])
RETURNS TABLE (object text, finding text, remedy text)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
SET jit = off -- compiling takes far longer than reading the catalogue
AS $$
    SELECT b.object, b.finding, b.remedy FROM v1_hub.find_body_notes(p_phases) AS b
    UNION ALL
    SELECT
        p.relation::text,
        'is published by ' || string_agg(quote_ident(u.pubname), ', ' ORDER BY u.pubname),
        'A view cannot be published: its rows go on under the name of the leaf in schema v1_hub.'
    FROM v1_hub.list_pending(p_phases) AS p
    INNER JOIN pg_publication_rel AS l ON l.prrelid = p.relation
    INNER JOIN pg_publication AS u ON u.oid = l.prpubid
    GROUP BY p.relation
    UNION ALL
    SELECT
        p.relation::text,
        format('%s: it %s', w.outcome, p.reason),
        'Nothing need be done; see README, "Where did my table go".'
    FROM v1_hub.list_pending(p_phases) AS p
    INNER JOIN (
        VALUES
            ('whole', 'moves to v1_hub as it is'),
            ('leaf', 'becomes a leaf with all its columns')
    ) AS w (treatment, outcome)
        ON w.treatment = p.treatment
    WHERE p.reason IS NOT NULL
    UNION ALL
    SELECT
        format('trigger %I on %s', t.tgname, t.tgrelid::regclass),
        'will fire when a merged column of a proxy changes',
        'Let it fire for the columns it means: CREATE TRIGGER … BEFORE UPDATE OF column, ….'
    FROM pg_trigger AS t
    WHERE
        1 = ANY (p_phases)
        AND t.tgrelid = v1_hub.hub_relation('v1_hub_proxies')
        AND NOT t.tgisinternal
        AND t.tgenabled <> 'D'
        AND t.tgtype & 16 <> 0
        AND t.tgattr::text = ''
        AND NOT EXISTS (SELECT 1 FROM v1_hub.step)
    UNION ALL
    SELECT
        i.indexrelid::regclass::text,
        format('has the same columns as %s', j.indexrelid::regclass),
        format('DROP INDEX %s; whenever it suits.', i.indexrelid::regclass)
    FROM v1_hub.list_hub() AS p
    INNER JOIN pg_index AS i ON i.indrelid = p.relation AND NOT i.indisunique
    INNER JOIN pg_index AS j
        ON
            j.indrelid = i.indrelid
            AND j.indkey = i.indkey
            AND j.indclass = i.indclass
            AND j.indoption = i.indoption
            AND j.indexprs IS NULL
            AND i.indexprs IS NULL
            AND j.indpred IS NULL
            AND i.indpred IS NULL
            AND (j.indisunique OR j.indexrelid < i.indexrelid)
    UNION ALL
    SELECT
        d.objid::regclass::text,
        format('belongs to identity column %s.%I and moves to schema v1_hub', p.relation, a.attname),
        'Where code calls nextval or setval by that name, name it with its schema.'
    FROM v1_hub.list_pending(p_phases) AS p
    INNER JOIN pg_depend AS d
        ON
            d.refclassid = 'pg_class'::regclass
            AND d.refobjid = p.relation
            AND d.classid = 'pg_class'::regclass
            AND d.deptype = 'i'
    INNER JOIN pg_class AS q ON q.oid = d.objid AND q.relkind = 'S'
    INNER JOIN pg_attribute AS a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid;
$$;

COMMENT ON FUNCTION v1_hub.find_notes(integer[]) IS
'Things to know before an install, none of which forbids it: object, finding, remedy.';
