-- Why the audit log cannot take a history table over, read from its own catalogue entries.
CREATE TABLE IF NOT EXISTS v1_hub.history_name (
    legacy_name text NOT NULL,
    log_name text NOT NULL,
    type_pattern text NOT NULL,
    CONSTRAINT history_name_pkey PRIMARY KEY (legacy_name)
);

COMMENT ON TABLE v1_hub.history_name IS
'Columns of a history table, the column of the audit log that holds each, and the types that fit.';

INSERT INTO v1_hub.history_name (legacy_name, log_name, type_pattern)
VALUES
('id', 'id', 'integer|bigint'),
('work_slot_id', 'record_id', 'integer'),
('changed_at', 'changed_at', 'timestamp without time zone'),
('changed_by', 'changed_by', 'character varying\((\d\d?|100)\)'),
('operation', 'action', 'character varying\((\d|1\d|20)\)'),
('old_data', 'old_data', 'jsonb'),
('new_data', 'new_data', 'jsonb'),
('change_summary', 'context', 'text|character varying(\(\d+\))?')
ON CONFLICT (legacy_name) DO NOTHING;

CREATE OR REPLACE FUNCTION v1_hub.explain_unmapped_history(p_relation regclass)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT
        CASE
            WHEN c.relkind <> 'r' THEN 'is partitioned'
            WHEN c.relrowsecurity THEN 'has row-level security'
            WHEN c.relowner <> (
                SELECT l.relowner FROM pg_class AS l
                WHERE l.oid = v1_hub.hub_relation('v1_hub_audit_log')
            )
                THEN 'belongs to another role than the audit log'
            WHEN EXISTS (SELECT 1 FROM pg_inherits AS i WHERE c.oid IN (i.inhrelid, i.inhparent))
                THEN 'takes part in inheritance'
            WHEN EXISTS (
                SELECT 1 FROM pg_trigger AS t WHERE t.tgrelid = c.oid AND NOT t.tgisinternal
            )
                THEN 'has triggers, which rows of the audit log would not fire'
            WHEN EXISTS (SELECT 1 FROM pg_rewrite AS r WHERE r.ev_class = c.oid) THEN 'has rules'
            WHEN EXISTS (
                SELECT 1 FROM pg_constraint AS k
                WHERE k.confrelid = c.oid OR (k.conrelid = c.oid AND k.contype = 'x')
            )
                THEN 'is referenced by a foreign key, or has an exclusion constraint'
            WHEN EXISTS (
                SELECT 1 FROM pg_index AS i
                WHERE i.indrelid = c.oid AND i.indisunique AND NOT i.indisprimary
            )
                THEN 'has a unique index beside its key'
            WHEN (
                SELECT count(*)
                FROM pg_attribute AS a
                WHERE
                    a.attrelid = c.oid
                    AND a.attname IN ('work_slot_id', 'operation')
                    AND a.attnotnull
                    AND NOT a.attisdropped
            ) < 2
                THEN 'lacks work_slot_id or operation, or allows NULL in them'
            WHEN EXISTS (SELECT 1 FROM v1_hub.list_dependents(c.oid) AS d WHERE d.by_key)
                THEN 'has a view over it that groups by its primary key'
            WHEN (
                SELECT string_agg(k.column_name, ', ' ORDER BY k.place)
                FROM v1_hub.key_columns(c.oid) AS k
            ) IS DISTINCT FROM 'id'
                THEN 'does not have id as its primary key'
            ELSE (
                SELECT format('has column %I of type %s', a.attname, t.type_name)
                FROM pg_attribute AS a
                CROSS JOIN LATERAL (
                    SELECT format_type(a.atttypid, a.atttypmod) AS type_name
                ) AS t
                LEFT JOIN v1_hub.history_name AS n ON n.legacy_name = a.attname
                WHERE
                    a.attrelid = c.oid
                    AND a.attnum > 0
                    AND NOT a.attisdropped
                    AND (
                        n.legacy_name IS NULL
                        OR a.attidentity <> ''
                        OR a.attgenerated <> ''
                        OR a.attcollation NOT IN (0, 'pg_catalog."default"'::regcollation)
                        OR t.type_name !~ format('^(%s)$', n.type_pattern)
                    )
                ORDER BY a.attnum
                LIMIT 1
            )
        END
    FROM pg_class AS c
    WHERE c.oid = p_relation;
$$;

COMMENT ON FUNCTION v1_hub.explain_unmapped_history(regclass) IS
'Why the audit log cannot hold a history table without loss; NULL where it can. Such a table moves '
'to v1_hub as it is, and its hand-written trigger goes on feeding it.';
