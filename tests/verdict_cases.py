"""Statements and what a compatibility view does with them; {t} is a retired name, {leaf} its leaf.

test_verdict.py judges them without a server, test_verdict_server.py runs them on real ones.
"""

from __future__ import annotations

from typing import NamedTuple

NATIVE, BY_TRIGGER = ("leaf", "whole"), ("fold", "history")
ALL = (*NATIVE, *BY_TRIGGER)
TRIGGER = "EXECUTE FUNCTION suppress_redundant_updates_trigger()"


class Breaks(NamedTuple):
    """A statement that is refused on views of some kinds; before: what has to run first."""

    sqlstate: str
    sql: str
    kinds: tuple[str, ...] = ALL
    before: str = ""
    majors: range = range(15, 100)


INSERTS = {
    "v1_hub_work_results": "(id, allocation_id, started_at, status) "
    "SELECT id, allocation_id, started_at, status FROM v1_hub_work_results LIMIT 1",
    "v1_hub_work_slots_history": "(id, work_slot_id, operation) "
    "SELECT id, work_slot_id, operation FROM v1_hub_work_slots_history LIMIT 1",
}

BREAKS = [
    Breaks("42809", "TRUNCATE {t}"),
    Breaks("42809", "TRUNCATE TABLE ONLY public.{t} RESTART IDENTITY CASCADE"),
    Breaks("42809", "TRUNCATE v1_hub_test_keywords, {t} CASCADE"),
    Breaks("42809", "CREATE INDEX i ON {t} (id)"),
    Breaks("42809", "CREATE INDEX IF NOT EXISTS i ON public.{t} (id)"),
    Breaks("42809", "CREATE UNIQUE INDEX ON {t} USING btree (id DESC) WHERE id > 0"),
    Breaks("42809", "CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON {t} (id)"),
    Breaks("42809", "ALTER TABLE {t} ADD COLUMN asn int"),
    Breaks("42809", "ALTER TABLE IF EXISTS {t} ADD COLUMN IF NOT EXISTS id int"),
    Breaks("42809", "ALTER TABLE {t} DROP COLUMN IF EXISTS nothing"),
    Breaks("42809", "ALTER TABLE {t} ALTER COLUMN id TYPE bigint"),
    Breaks("42809", "ALTER TABLE {t} ALTER COLUMN id SET NOT NULL"),
    Breaks("42809", "ALTER TABLE {t} ALTER COLUMN id DROP NOT NULL"),
    Breaks("42809", "ALTER TABLE {t} ADD CONSTRAINT c CHECK (id > 0)"),
    Breaks("42809", "ALTER TABLE {t} ADD PRIMARY KEY (id)"),
    Breaks("42809", "ALTER TABLE {t} DROP CONSTRAINT IF EXISTS c"),
    Breaks("42809", "ALTER TABLE {t} DISABLE TRIGGER USER"),
    Breaks("42809", "ALTER TABLE {t} ENABLE ROW LEVEL SECURITY"),
    Breaks("42809", "ALTER TABLE {t} ALTER id SET STATISTICS 100"),
    Breaks("42809", "ALTER TABLE {t} REPLICA IDENTITY FULL"),
    Breaks("42809", "ALTER TABLE {t} INHERIT v1_hub_clients"),
    Breaks("42809", "ALTER TABLE {t} OWNER TO hub_owner, ADD COLUMN asn int"),
    Breaks("22023", "ALTER TABLE {t} SET (fillfactor = 80)"),
    Breaks("22023", "ALTER TABLE {t} SET (autovacuum_enabled = false)"),
    Breaks("42704", "ALTER TABLE {t} RENAME CONSTRAINT {t}_pkey TO k"),
    Breaks("42809", "COMMENT ON TABLE {t} IS 'x'"),
    Breaks("42809", "COMMENT ON TABLE public.{t} IS NULL"),
    Breaks("42704", "COMMENT ON CONSTRAINT {t}_pkey ON {t} IS 'x'"),
    Breaks("42809", "CREATE TABLE heir () INHERITS ({t})"),
    Breaks("42809", "CREATE TABLE heir PARTITION OF {t} FOR VALUES IN (1)"),
    Breaks("42809", "ALTER TABLE p ATTACH PARTITION {t} FOR VALUES IN (1)",
           before="CREATE TABLE p (LIKE {t}) PARTITION BY LIST (id)"),
    Breaks("42809", "CREATE TABLE later (other int REFERENCES {t} (id))"),
    Breaks("42809", "CREATE TABLE later (other int, FOREIGN KEY (other) REFERENCES {t})"),
    Breaks("42809", "ALTER TABLE v1_hub_clients ADD FOREIGN KEY (id) REFERENCES {t} NOT VALID"),
    Breaks("42809", "DROP TABLE {t}"),
    Breaks("42809", "DROP TABLE IF EXISTS {t} CASCADE"),
    Breaks("42809", "CLUSTER {t}"),
    Breaks("42809", "CLUSTER {t} USING {t}_pkey"),
    Breaks("42809", "REINDEX TABLE {t}"),
    Breaks("42809", "REINDEX TABLE CONCURRENTLY {t}"),
    Breaks("42809", "CREATE POLICY p ON {t} USING (true)"),
    Breaks("42809", "CREATE STATISTICS s ON id, (id + 1) FROM {t}"),
    Breaks("42809", f"CREATE TRIGGER t AFTER INSERT ON {{t}} FOR EACH ROW {TRIGGER}"),
    Breaks("42809", f"CREATE TRIGGER t BEFORE UPDATE ON {{t}} FOR EACH ROW {TRIGGER}"),
    Breaks("42809", f"CREATE TRIGGER t AFTER TRUNCATE ON {{t}} {TRIGGER}"),
    Breaks("42809", f"CREATE CONSTRAINT TRIGGER t AFTER INSERT ON {{t}} FOR EACH ROW {TRIGGER}"),
    Breaks("42809", f"CREATE TRIGGER t AFTER INSERT ON {{t}} REFERENCING NEW TABLE AS n {TRIGGER}"),
    Breaks("42704", "DROP TRIGGER nothing ON {t}"),
    Breaks("42704", "DROP POLICY nothing ON {t}"),
    Breaks("22023", "CREATE PUBLICATION p FOR TABLE {t}"),
    Breaks("22023", "CREATE PUBLICATION p FOR TABLE v1_hub_clients, {t}"),
    Breaks("22023", "ALTER PUBLICATION p ADD TABLE {t}", before="CREATE PUBLICATION p"),
    Breaks("22023", "ALTER PUBLICATION p SET TABLE {t}", before="CREATE PUBLICATION p"),
    Breaks("0A000", "SELECT * FROM {t} TABLESAMPLE SYSTEM (10)"),
    Breaks("0A000", "SELECT * FROM v1_hub_clients c, {t} AS x TABLESAMPLE BERNOULLI (1)"),
    Breaks("42703", "SELECT ctid FROM {t}"),
    Breaks("42703", "SELECT x.xmin, x.id FROM {t} AS x"),
    Breaks("42703", "SELECT tableoid::regclass FROM {t}"),
    Breaks("42703", "DELETE FROM {t} x USING {t} y WHERE x.ctid < y.ctid AND x.id = y.id"),
    Breaks("42703", "DELETE FROM {t} WHERE ctid IN (SELECT ctid FROM {t} LIMIT 1)"),
    Breaks("42703", "SELECT 1 FROM v1_hub_clients c JOIN {t} x ON x.id = c.id WHERE x.xmax = '0'"),
    Breaks("42703", "WITH d AS (SELECT max(cmin::text) FROM {t}) SELECT * FROM d"),
    Breaks("42703", "CREATE VIEW v AS SELECT ctid FROM {t}"),
    Breaks("42703", "SELECT (SELECT {t}.ctid FROM v1_hub_clients c LIMIT 1) FROM {t}"),
    Breaks("42803", "SELECT x.* FROM {t} x GROUP BY x.id"),
    Breaks("42803", "SELECT x.id, x.{c}, count(*) FROM {t} x GROUP BY x.id"),
    Breaks("42803", "SELECT id, count(*) FROM {t} GROUP BY 1 HAVING {c} IS NOT NULL"),
    Breaks("42803", "SELECT id FROM {t} GROUP BY id ORDER BY {c}"),
    Breaks("42803", "SELECT x.id, (SELECT max(id) FROM v1_hub_clients c WHERE c.id::text = "
           "x.{c}::text) FROM {t} x GROUP BY x.id"),
    Breaks("0A000", "DELETE FROM {t} WHERE CURRENT OF c",
           before="DECLARE c CURSOR FOR SELECT * FROM {t} FOR UPDATE; FETCH c"),
    Breaks("0A000", "UPDATE {t} SET id = id WHERE CURRENT OF c"),
    Breaks("0A000", "MERGE INTO {t} x USING (SELECT -1) s (id) ON x.id = s.id WHEN MATCHED THEN "
           "DELETE", majors=range(15, 17)),
    Breaks("42501", "MERGE INTO {t} x USING (SELECT min(id) FROM {t}) s (id) ON x.id = s.id "
           "WHEN MATCHED THEN DELETE", ("history",), majors=range(17, 100)),
    Breaks("42809", "COPY {t} TO STDOUT"),
    Breaks("42809", "COPY public.{t} (id) TO STDOUT (FORMAT csv, HEADER)"),
    Breaks("42809", "COPY {t} (id) FROM STDIN", NATIVE),
    Breaks("42P10", "INSERT INTO {t} {i} ON CONFLICT (id) DO NOTHING", BY_TRIGGER),
    Breaks("42P10", "INSERT INTO {t} AS n {i} ON CONFLICT (id) DO UPDATE SET id = n.id",
           BY_TRIGGER),
    Breaks("23505", "INSERT INTO {t} {i} ON CONFLICT DO NOTHING", BY_TRIGGER),
    Breaks("42704", "INSERT INTO {t} {i} ON CONFLICT ON CONSTRAINT {t}_pkey DO NOTHING"),
    Breaks("42501", "UPDATE {t} SET operation = 'x'", ("history",)),
    Breaks("42501", "DELETE FROM {t} WHERE id IN (SELECT min(id) FROM {t})", ("history",)),
    Breaks("42501", "WITH gone AS (DELETE FROM {t} RETURNING *) SELECT count(*) FROM gone",
           ("history",)),
    Breaks("42704", "DROP INDEX {x}", ("leaf", "fold")),
    Breaks("42P01", "REINDEX INDEX {x}", ("leaf", "fold")),
    Breaks("42P01", "ALTER INDEX {x} RENAME TO other", ("leaf", "fold")),
    Breaks("42P01", "ALTER INDEX public.{x} SET (fillfactor = 70)", ("leaf", "fold")),
    Breaks("42P01", "COMMENT ON INDEX {x} IS 'x'", ("leaf", "fold")),
    Breaks("42809", "DO $$ BEGIN PERFORM 1; ALTER TABLE {t} DROP COLUMN IF EXISTS nothing; END $$"),
    Breaks("42809", "DO $$ BEGIN EXECUTE format('TRUNCATE %I', '{t}'); END $$"),
    Breaks("42809", "DO $$ DECLARE n text := 'x'; BEGIN EXECUTE 'CREATE INDEX ' || n || "
           "' ON {t} (id)'; END $$"),
]  # fmt: skip

DIFFERS = [
    ("VACUUM {t}", ALL),
    ("VACUUM (FULL, ANALYZE) public.{t}", ALL),
    ("ANALYZE {t} (id)", ALL),
    ("SELECT pg_get_serial_sequence('{t}', 'id')", ALL),
    ("SELECT setval(pg_get_serial_sequence('public.{t}', 'id'), 100)", ALL),
    ("CREATE TABLE arch (LIKE {t} INCLUDING ALL)", ALL),
    ("CREATE TABLE arch (LIKE {t})", ALL),
    ("SELECT pg_total_relation_size('{t}')", ALL),
    ("SELECT x FROM {t} x LIMIT 1", ALL),
    ("ALTER TABLE {t} RENAME COLUMN id TO number", ALL),
    ("ALTER TABLE {t} RENAME TO other", ALL),
    ("ALTER TABLE {t} ALTER COLUMN id SET DEFAULT 5", ALL),
    ("ALTER TABLE {t} OWNER TO hub_owner", ALL),
    ("ALTER TABLE {t} SET SCHEMA elsewhere", ALL),
    ("DROP VIEW {t}", ALL),
    ("ALTER SEQUENCE {t}_id_seq OWNED BY {t}.id", ALL),
    ("CREATE SEQUENCE s OWNED BY public.{t}.id", ALL),
    ("DROP TRIGGER IF EXISTS nothing ON {t}", ALL),
    ("DROP INDEX IF EXISTS {x}", ("leaf", "fold")),
    (f"CREATE TRIGGER t AFTER INSERT ON {{t}} {TRIGGER}", NATIVE),
    ("LOCK TABLE {t} IN SHARE MODE", ("history",)),
    ("SELECT indexname FROM pg_indexes WHERE tablename = '{t}'", ALL),
    ("SELECT 1 FROM pg_tables WHERE schemaname = 'public' AND tablename = '{t}'", ALL),
    ("SELECT relkind FROM pg_class WHERE oid = '{t}'::regclass", ALL),
    ("SELECT is_nullable FROM information_schema.columns WHERE table_name = '{t}'", ALL),
    ("SELECT n_dead_tup FROM pg_stat_user_tables WHERE relname = '{t}'", ALL),
    ("SELECT count(*) FROM information_schema.table_constraints WHERE table_name = '{t}'", ALL),
]
