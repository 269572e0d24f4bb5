"""install.py sql: schema changes of retired tables, beside an untouched twin."""

from __future__ import annotations

import os
import re
from pathlib import Path
from random import Random

import pytest

from conftest import Ran, RunInstall, Twins
from hub_cycle import CATALOGUE, SEEN, SHAPE, Cycle, Difference, literal, quote
from hubs import NAMES, make_hub
from servers import Database, Server, assert_verified
from twin import RETIRED, Pair
from v1_hub import sqlfile
from v1_hub.connect import Target, connected
from v1_hub.failure import Failure
from v1_hub.lent import read_state

USAGE, BEATS, ACTIVITY = (
    "v1_hub_proxy_usage",
    "v1_hub_proxy_heartbeat",
    "v1_hub_client_activity_logs",
)
TRACKING, RESULTS, HISTORY = (
    "v1_hub_daily_work_tracking",
    "v1_hub_work_results",
    "v1_hub_work_slots_history",
)

# What a migration does, and what it has in between; each statement runs on both twins.
MIGRATION = f"""
CREATE TABLE IF NOT EXISTS {BEATS} (id serial PRIMARY KEY, name varchar(100) NOT NULL);
CREATE INDEX IF NOT EXISTS {BEATS}_name_idx ON {BEATS} (name);
CREATE INDEX IF NOT EXISTS {BEATS}_updated_at_idx ON {BEATS} (updated_at DESC);
CREATE INDEX IF NOT EXISTS {USAGE}_keyword_id_idx ON {USAGE} (keyword_id);
CREATE TYPE mood AS ENUM ('ok', 'it''s');
ALTER TABLE {USAGE} ADD COLUMN asn int NOT NULL DEFAULT 7 CHECK (asn > 0), ADD m mood;
ALTER TABLE {USAGE} ALTER COLUMN m TYPE text;
DROP TYPE mood;
ALTER TABLE public.{USAGE} ADD COLUMN IF NOT EXISTS asn int;
ALTER TABLE {BEATS} ADD COLUMN success boolean;
ALTER TABLE {BEATS} ADD COLUMN status int, ADD COLUMN log_type text DEFAULT 'a';
ALTER TABLE {BEATS} ADD COLUMN "quo""te %s $1" varchar(9) COLLATE "C" DEFAULT 'it''s';
ALTER TABLE {BEATS} RENAME COLUMN "quo""te %s $1" TO logged_at;
ALTER TABLE {ACTIVITY} RENAME execution_time_ms TO duration;
ALTER TABLE {ACTIVITY} ALTER COLUMN instance_number TYPE bigint, ADD serial_no serial;
ALTER TABLE {ACTIVITY} ALTER reported_at SET NOT NULL, ALTER status SET DEFAULT 'new';
BEGIN;
ALTER TABLE {TRACKING} DROP COLUMN avg_response_time_ms;
UPDATE {TRACKING} SET failed_count = 3 WHERE id = 1;
ALTER TABLE ONLY {TRACKING} ADD CONSTRAINT "done %" CHECK (completed_count <= 9999) NOT VALID;
COMMIT;
ALTER TABLE {TRACKING} VALIDATE CONSTRAINT "done %";
ALTER TABLE {TRACKING} RENAME CONSTRAINT "done %" TO done;
ALTER TABLE {RESULTS} DROP COLUMN current_page, ADD COLUMN current_page text DEFAULT 'x';
ALTER TABLE {RESULTS} ADD COLUMN score numeric(5, 2), ALTER total_requests SET DEFAULT 5;
ALTER TABLE {RESULTS} DROP COLUMN instance_number;
CREATE INDEX IF NOT EXISTS idx_score ON {RESULTS} (score DESC NULLS LAST, lower(status))
    WHERE created_at > '2020-01-01';
CREATE INDEX CONCURRENTLY idx_late ON public.{ACTIVITY} (reported_at, duration) INCLUDE (status);
CREATE INDEX ON {USAGE} (used_ip, asn);
CREATE UNIQUE INDEX IF NOT EXISTS idx_history ON {HISTORY} (id, changed_at);
CREATE INDEX IF NOT EXISTS idx_gone ON {BEATS} (name);
ALTER INDEX idx_gone RENAME TO idx_renamed;
COMMENT ON INDEX idx_renamed IS 'an index';
DROP INDEX idx_renamed;
DROP INDEX CONCURRENTLY IF EXISTS public.idx_history;
COMMENT ON TABLE {RESULTS} IS 'It''s the results';
COMMENT ON COLUMN {HISTORY}.operation IS 'What was done';
COMMENT ON COLUMN {RESULTS}.block_type IS 'Why';
COMMENT ON TABLE {ACTIVITY} IS NULL;
CREATE SEQUENCE numbers OWNED BY {TRACKING}.target_count;
ALTER SEQUENCE numbers OWNED BY {TRACKING}.failed_count;
CREATE TABLE usage_copy (LIKE {USAGE} INCLUDING ALL);
CREATE TABLE IF NOT EXISTS usage_copy (LIKE {USAGE} INCLUDING ALL);
CREATE TABLE told (id int PRIMARY KEY, usage_id int REFERENCES {USAGE} ON DELETE CASCADE);
CREATE TABLE held (client_ip text);
CREATE TABLE IF NOT EXISTS held (usage_id int REFERENCES {USAGE});
CREATE INDEX ON {USAGE} (created_at);
CREATE INDEX ON {USAGE} (lower(used_ip), (created_at::date), (asn + 1), (asn + 2)) INCLUDE (m);
CREATE INDEX ON {BEATS} ((coalesce(name, '')), (remote_ip || ''), (id::text));
CREATE INDEX ON {RESULTS} (id, client_ip, created_at, allocation_id, completed_at, started_at);
ANALYZE {USAGE} (created_at), {RESULTS};
VACUUM (ANALYZE) {ACTIVITY};
ALTER TABLE {BEATS} ADD COLUMN usage_id int REFERENCES {USAGE} ON DELETE CASCADE;
TRUNCATE {USAGE}, {BEATS} RESTART IDENTITY CASCADE;
"""

# A type of two tables that is called otherwise since, and another that has its name then.
RENAMED_TYPE = f"""
CREATE TYPE level AS ENUM ('low', 'old');
ALTER TABLE {ACTIVITY} ADD COLUMN level level;
ALTER TABLE {TRACKING} ADD COLUMN level level;
ALTER TYPE level RENAME TO level_before;
ALTER TABLE {TRACKING} ADD COLUMN note text;
CREATE TYPE level AS ENUM ('low', 'high');
ALTER TABLE {ACTIVITY} ALTER COLUMN level TYPE level USING level::text::level;
"""

PROBES = (
    f"INSERT INTO {USAGE} (proxy_id, success, m) VALUES (1, true, 'it''s') RETURNING *",
    f"INSERT INTO {USAGE} (proxy_id, asn) VALUES (1, -1)",
    f"INSERT INTO {USAGE} (proxy_id, asn) VALUES (1, NULL)",
    f"UPDATE {USAGE} SET m = 'none', asn = asn - 100 WHERE id = 1",
    f"INSERT INTO {BEATS} (name, remote_ip, status) VALUES ('n', 'r', 4) RETURNING *",
    f"UPDATE {BEATS} SET logged_at = 'longer than nine'",
    f"UPDATE {BEATS} SET log_type = 'b', success = false WHERE id = 1 RETURNING *",
    f"INSERT INTO {ACTIVITY} (client_ip, instance_number) VALUES ('c', 3000000000) RETURNING *",
    f"INSERT INTO {ACTIVITY} (client_ip, reported_at) VALUES ('c', NULL)",
    f"UPDATE {ACTIVITY} SET duration = duration + 1 WHERE id = 2 RETURNING *",
    f"UPDATE {TRACKING} SET completed_count = 10000 WHERE id = 2",
    f"SELECT avg_response_time_ms FROM {TRACKING}",
    f"INSERT INTO {RESULTS} (allocation_id, started_at, status, score) "
    "VALUES (1, '2031-01-01', 'success', 1.239) RETURNING *",
    f"UPDATE {RESULTS} SET score = 1000 WHERE id = 1",
    f"UPDATE {RESULTS} SET current_page = 'y', block_type = 'b' WHERE id = 2 RETURNING *",
    "INSERT INTO told VALUES (1, 0)",
    *(f"SELECT * FROM {name} ORDER BY id" for name in RETIRED),
)


def run_sql(
    run_install: RunInstall, database: Database, text: str, *options: str, folder: Path
) -> Ran:
    file = folder / "migration.sql"
    file.write_text(text, "utf-8")
    return run_install(database, "sql", str(file), *options)


def catalogue(database: Database) -> set[str]:
    return {str(line) for (line,) in database.query(CATALOGUE)}


def test_a_table_that_is_changed_behind_its_view_is_its_twins(
    twins: Twins, run_install: RunInstall, tmp_path: Path
) -> None:
    legacy, hub = twins
    shown = run_sql(run_install, hub, MIGRATION, "--dry-run", folder=tmp_path)
    assert shown.status == 0, shown.err
    assert (
        f"in which {USAGE} is a table; then it is a leaf again.\nALTER TABLE {USAGE}" in shown.out
    )
    assert f"-- On the leaf of {USAGE}, with the names" in shown.out
    assert hub.value("SELECT count(*) FROM pg_attribute WHERE attname = 'asn'") == 0
    ran = run_sql(run_install, hub, MIGRATION, folder=tmp_path)
    assert ran.status == 0, ran.err
    for statement in MIGRATION.split(";\n")[:-1]:
        with legacy.connect() as conn:
            conn.execute(statement.encode())
    for name in RETIRED:
        shape = SHAPE.format(literal(f"public.{name}"))
        assert hub.query(shape) == legacy.query(shape), name
    pair = Pair(legacy, hub)
    for probe in PROBES:
        pair.run(probe)
    pair.close()
    assert not pair.differences, "\n".join(pair.differences)
    ran = run_sql(run_install, hub, RENAMED_TYPE, folder=tmp_path)
    assert ran.status == 0, ran.err
    legacy.query(RENAMED_TYPE)
    assert_verified(hub)
    assert run_install(hub, "rollback", "--yes").status == 0
    assert catalogue(hub) ^ catalogue(legacy) == set()
    assert run_install(hub, "install", "--yes").status == 0
    assert_verified(hub)


# What has no safe way, and a part of what is said.
REFUSED = (
    (f"ALTER TABLE {USAGE} DROP COLUMN used_ip CASCADE", "CASCADE drops what"),
    (f"ALTER TABLE {USAGE} DROP COLUMN success", "merged columns"),
    (f"ALTER TABLE {USAGE} ALTER created_at TYPE timestamptz", "merged columns"),
    (f"ALTER TABLE {USAGE} ADD COLUMN g int GENERATED ALWAYS AS (id * 2) STORED", "generated"),
    (f"ALTER TABLE {USAGE} ADD COLUMN g int GENERATED ALWAYS AS IDENTITY", "identity"),
    (f"ALTER TABLE {USAGE} RENAME TO uses", "would lose the name"),
    (f"ALTER TABLE {USAGE} ENABLE ROW LEVEL SECURITY", "no safe way"),
    (f"ALTER TABLE {USAGE} DISABLE TRIGGER ALL", "no safe way"),
    (f"ALTER TABLE {RESULTS} ALTER block_type TYPE text", "block_type is a key of result_data"),
    (f"ALTER TABLE {RESULTS} RENAME block_type TO kind", "block_type is a key of result_data"),
    (f"ALTER TABLE {RESULTS} ADD CHECK (current_page > 0)", "current_page is a key"),
    (f"ALTER TABLE {RESULTS} ALTER current_page SET NOT NULL", "current_page is a key"),
    (f"CREATE INDEX i ON {RESULTS} (id) WHERE current_page > 1", "current_page is a key"),
    (f"ALTER TABLE {USAGE} DROP CONSTRAINT proxy_usage_log_type_check", "makes it a leaf"),
    (f"ALTER TABLE {RESULTS} DROP COLUMN block_details", "v1_hub_blocked_results reads"),
    (f"ALTER TABLE {HISTORY} ADD COLUMN a int", "slice of the audit log"),
    (f"TRUNCATE {HISTORY}", "TRUNCATE of a view"),
    (f"CREATE TABLE t (h int REFERENCES {HISTORY})", "slice of the audit log"),
    (f"DO $$ BEGIN ALTER TABLE {USAGE} ADD a int; END $$", "ALTER TABLE of a view"),
    (f"DROP TABLE IF EXISTS {BEATS}", "it is a view"),
    (f"DROP VIEW {BEATS}", "drops the view"),
    # Tools that make a schema what their models say: Alembic, MikroORM.
    ("DROP TABLE v1_hub_clients, public.v1_hub_audit_log", "public.v1_hub_audit_log is the hub's"),
    ("drop table if exists v1_hub_activity_logs cascade", "v1_hub_activity_logs is the hub's"),
    ("drop view if exists v1_hub.proxy cascade", "v1_hub.proxy is the hub's"),
    ("DROP SCHEMA v1_hub CASCADE", "v1_hub is the hub's"),
    (f"ALTER TABLE {BEATS} SET SCHEMA elsewhere", "moves the view alone"),
    (f"CREATE TRIGGER t AFTER INSERT ON {BEATS} EXECUTE FUNCTION f()", "never fires"),
    ("COPY v1_hub_clients FROM STDIN", "COPY from or to the client"),
)

# What is refused when its turn comes: only then it is seen what the table is like.
UNDONE = (
    (f"ALTER TABLE {USAGE} ADD COLUMN g information_schema.cardinal_number", "domain"),
    (f"ALTER TABLE {USAGE} ADD COLUMN made serial, ADD g int, DROP COLUMN success", "merged"),
    (f"ALTER TABLE {RESULTS} DROP CONSTRAINT {RESULTS}_pkey CASCADE", "primary key"),
    (f"ALTER TABLE {RESULTS} ALTER block_type TYPE text", "block_type is a key of result_data"),
)


def test_what_has_no_safe_way_is_refused_before_anything_runs(
    hub_db: Database, run_install: RunInstall, tmp_path: Path
) -> None:
    with connected(Target(hub_db.url(), False), "test", read_only=True) as conn:
        state = read_state(conn, "public")
        for text, why in REFUSED:
            statements = sqlfile.read_statements(f"SELECT 1;\n{text};", "a.sql")
            with pytest.raises(Failure, match=re.escape(why)) as refused:
                sqlfile.find_ways(state, statements, "a.sql")
            assert refused.value.details["where"] == "a.sql, line 2"
            assert refused.value.details["hint"], text
    text = f"CREATE TABLE made (a int);\n\n{REFUSED[0][0]};"
    ran = run_sql(run_install, hub_db, text, folder=tmp_path)
    assert (ran.status, "migration.sql, line 3" in ran.err) == (3, True)
    assert hub_db.value("SELECT to_regclass('made')") is None
    for text in ("SELECT 1;\nSELEC 2;", "\\set x 1\nSELECT 1;"):
        assert run_sql(run_install, hub_db, text, folder=tmp_path).status == 3


def test_what_is_refused_in_its_turn_leaves_nothing(
    hub_db: Database, run_install: RunInstall, tmp_path: Path
) -> None:
    for count, (text, why) in enumerate(UNDONE, 1):
        first = f"COMMENT ON TABLE {USAGE} IS '{count}'; COMMENT ON TABLE {RESULTS} IS '{count}';"
        ran = run_sql(run_install, hub_db, f"{first}\n{text};", folder=tmp_path)
        assert (ran.status, "line 2" in ran.err, why in ran.err) == (3, True, True), ran.err
        assert "before:    2 statements of the file ran, and what that did stays." in ran.err
        assert hub_db.value(f"SELECT obj_description('{RESULTS}'::regclass)") == str(count)
    assert_verified(hub_db)


def test_transactions_are_the_files_own(
    hub_db: Database, run_install: RunInstall, tmp_path: Path
) -> None:
    undone = f"BEGIN; ALTER TABLE {USAGE} ADD a int; UPDATE {USAGE} SET a = 1; ROLLBACK;"
    ran = run_sql(run_install, hub_db, undone, folder=tmp_path)
    assert ran.status == 0, ran.err
    failing = f"""
        SET search_path = pg_catalog; SET DateStyle = 'SQL, DMY';
        ALTER TABLE public.{USAGE} ADD b date DEFAULT '02/03/2031';
        BEGIN; ALTER TABLE public.{USAGE} ADD c int; COMMENT ON TABLE public.{USAGE} IS 'new';
        ALTER TABLE public.{USAGE} ADD b int;
        COMMIT;"""
    ran = run_sql(run_install, hub_db, failing, folder=tmp_path)
    assert (ran.status, "line 5" in ran.err, "42701" in ran.err) == (1, True, True)
    columns = hub_db.query(
        "SELECT column_name, column_default FROM information_schema.columns "
        f"WHERE table_name = '{USAGE}' AND ordinal_position > 7"
    )
    assert columns == [("b", "'2031-03-02'::date")]
    assert_verified(hub_db)
    with hub_db.connect(autocommit=False) as reader:
        reader.execute(f"SELECT 1 FROM {USAGE} LIMIT 1".encode())
        text = f"ALTER TABLE {USAGE} DROP b;"
        ran = run_sql(run_install, hub_db, text, "--lock-wait", "0", folder=tmp_path)
        assert (ran.status, "in the way" in ran.err) == (3, True)
    assert hub_db.value(f"SELECT count(b) FROM {USAGE}") > 0


def test_a_transaction_without_end_is_undone_as_psql_does(
    hub_db: Database, run_install: RunInstall, tmp_path: Path
) -> None:
    text = f"ALTER TABLE {USAGE} ADD a int; BEGIN; ALTER TABLE {USAGE} ADD b int;"
    ran = run_sql(run_install, hub_db, text, folder=tmp_path)
    assert (ran.status, "BEGIN without COMMIT" in ran.out + ran.err) == (0, True)
    columns = "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 7"
    assert hub_db.query(columns, USAGE) == [("a",)]
    assert_verified(hub_db)


def test_a_name_means_what_it_means_on_the_search_path_of_the_file(
    hub_db: Database, run_install: RunInstall, tmp_path: Path
) -> None:
    text = f"""
        CREATE SCHEMA other; CREATE TABLE other.{USAGE} (id int, used_ip text);
        SET search_path = other, public;
        CREATE INDEX of_other ON {USAGE} (used_ip); TRUNCATE {USAGE};
        ALTER TABLE {BEATS} ADD asn int; CREATE INDEX of_beats ON {BEATS} (asn);
        CREATE INDEX {BEATS}_name_idx ON {USAGE} (id); DROP INDEX {BEATS}_name_idx;
        RESET search_path;
        CREATE TEMPORARY TABLE {BEATS} (n int); CREATE INDEX of_session ON {BEATS} (n);"""
    ran = run_sql(run_install, hub_db, text, folder=tmp_path)
    assert ran.status == 0, ran.err
    made = "SELECT schemaname, tablename FROM pg_indexes WHERE indexname ~ '^of_' ORDER BY 1"
    assert hub_db.query(made) == [("other", USAGE), ("v1_hub", "proxy_heartbeat")]
    assert hub_db.value("SELECT to_regclass(%s)", f"v1_hub.{BEATS}_name_idx")
    text = "CREATE SCHEMA empty; SET search_path = empty; CREATE INDEX x ON {} (used_ip);"
    ran = run_sql(run_install, hub_db, text.format(USAGE), folder=tmp_path)
    assert (ran.status, "42P01" in ran.err) == (1, True), ran.err
    assert_verified(hub_db)


def test_a_trigger_of_a_leaf_is_dropped_by_the_retired_name(
    hub_db: Database, run_install: RunInstall, tmp_path: Path
) -> None:
    hub_db.query("""
        CREATE FUNCTION told() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
        CREATE TRIGGER one BEFORE UPDATE ON v1_hub.proxy_heartbeat FOR EACH ROW
        EXECUTE FUNCTION told();
        CREATE TRIGGER two AFTER UPDATE ON v1_hub.proxy_heartbeat EXECUTE FUNCTION told();""")
    text = f"DROP TRIGGER one ON {BEATS}; DROP TRIGGER IF EXISTS two ON {BEATS};"
    ran = run_sql(run_install, hub_db, text, folder=tmp_path)
    assert ran.status == 0, ran.err
    assert hub_db.value("SELECT count(*) FROM pg_trigger WHERE tgname IN ('one', 'two')") == 0
    assert_verified(hub_db)


def test_views_over_a_view_that_is_made_anew_stay(
    hub_db: Database, run_install: RunInstall, tmp_path: Path
) -> None:
    hub_db.query(f"""
        CREATE VIEW mine AS SELECT status, id FROM {RESULTS};
        GRANT SELECT ON mine TO v1_hub_reporter; COMMENT ON VIEW mine IS 'mine';
        CREATE VIEW whole AS SELECT * FROM {RESULTS};
        CREATE MATERIALIZED VIEW kept AS SELECT max(id) FROM {RESULTS};
        GRANT UPDATE (status) ON {RESULTS} TO v1_hub_reporter;""")
    text = f"""
        DROP VIEW whole;
        ALTER TABLE {RESULTS} DROP COLUMN dom_ready_time_ms;
        INSERT INTO {RESULTS} (allocation_id, started_at, status) VALUES (1, now(), 'error');
        CREATE VIEW whole AS SELECT * FROM {RESULTS};"""
    ran = run_sql(run_install, hub_db, text, folder=tmp_path)
    assert ran.status == 0, ran.err
    assert hub_db.value("SELECT obj_description('mine'::regclass)") == "mine"
    assert hub_db.value("SELECT has_table_privilege('v1_hub_reporter', 'mine', 'SELECT')")
    granted = "SELECT has_column_privilege('v1_hub_reporter', %s, 'status', 'UPDATE')"
    assert hub_db.value(granted, RESULTS)
    assert hub_db.value("SELECT count(*) FROM mine WHERE status = 'error'") > 0
    assert hub_db.value("SELECT count(*) FROM kept") == 1
    assert run_install(hub_db, "rollback", "--yes").status == 0
    assert hub_db.value(granted, RESULTS)


def test_a_log_of_ones_own_keeps_its_rows_and_columns(
    hub_db: Database, run_install: RunInstall, tmp_path: Path
) -> None:
    log = "v1_hub_activity_logs"
    hub_db.query(f"""
        CREATE TABLE "pay'ment" PARTITION OF {log} FOR VALUES IN ('pay''ment');
        ALTER TABLE {log} ADD COLUMN amount numeric;
        INSERT INTO {log} (log_type, user_folder_number, instance_number, amount)
        VALUES ('pay''ment', 4, 5, 9.90), ('proxy_usage', NULL, NULL, 1);""")
    text = f"""
        ALTER TABLE {BEATS} ADD amount numeric DEFAULT 2;
        ALTER TABLE {ACTIVITY} ALTER instance_number TYPE bigint, DROP user_folder_number;"""
    ran = run_sql(run_install, hub_db, text, folder=tmp_path)
    assert ran.status == 0, ran.err
    assert_verified(hub_db)
    own = 'SELECT user_folder_number, instance_number, amount FROM "pay\'ment"'
    assert [tuple(map(str, row)) for row in hub_db.query(own)] == [("4", "5", "9.90")]
    assert hub_db.value(f"SELECT sum(amount) FROM {BEATS}") == 26
    told = f"SELECT sum(amount) FROM {log} WHERE log_type IN ('proxy_usage', 'proxy_heartbeat')"
    assert hub_db.value(told) == 1
    refused = run_install(hub_db, "rollback", "--yes")
    assert (refused.status, "pay'ment" in refused.out, "amount" in refused.out) == (3, True, True)
    hub_db.query(f"""
        ALTER TABLE {log} DETACH PARTITION "pay'ment";
        ALTER TABLE "pay'ment" ALTER id DROP DEFAULT;
        ALTER TABLE {log} DROP COLUMN amount;""")
    assert run_install(hub_db, "rollback", "--yes").status == 0
    assert hub_db.value(f"SELECT sum(amount) FROM {BEATS}") == 26
    assert [tuple(map(str, row)) for row in hub_db.query(own)] == [("4", "5", "9.90")]
    assert run_install(hub_db, "install", "--yes").status == 0


def test_a_hub_that_is_not_installed_runs_the_file_as_it_is(
    legacy_db: Database, run_install: RunInstall, tmp_path: Path
) -> None:
    ran = run_sql(run_install, legacy_db, f"ALTER TABLE {USAGE} ADD a int;", folder=tmp_path)
    assert ran.status == 0, ran.err
    assert legacy_db.query(f"SELECT a FROM {USAGE} LIMIT 1") == [(None,)]
    assert ran.err.startswith("1 statement, ")


def test_the_first_migration_runs_where_there_is_no_hub_yet(
    database: Database, run_install: RunInstall, tmp_path: Path
) -> None:
    ran = run_sql(run_install, database, f"CREATE TABLE {USAGE} (a int);", folder=tmp_path)
    assert ran.status == 0, ran.err
    assert database.query(f"SELECT a FROM {USAGE}") == []


def test_what_has_become_of_a_file_that_ends_in_an_error_is_said(
    hub_db: Database, run_install: RunInstall, tmp_path: Path
) -> None:
    for text, told in (
        ("SELECT 1/0;", "Nothing of the file has run."),
        ("SELECT 1; SELECT 1/0;", "1 statement of the file ran, and what that did stays."),
        ("SELECT 1; BEGIN; SELECT 1/0;", "What came after BEGIN is undone"),
    ):
        ran = run_sql(run_install, hub_db, text, folder=tmp_path)
        assert (ran.status, f"before:    {told}" in ran.err) == (1, True), ran.err


def test_a_file_is_read_as_it_stands(
    hub_db: Database, run_install: RunInstall, tmp_path: Path
) -> None:
    text = f"\ufeffCOMMENT ON TABLE {USAGE}\r\nIS 'two\r\nlines';\r\n"
    file = tmp_path / "windows.sql"
    file.write_bytes(text.encode())
    ran = run_install(hub_db, "sql", str(file))
    assert ran.status == 0, ran.err
    assert hub_db.value(f"SELECT obj_description('{USAGE}'::regclass)") == "two\r\nlines"
    file.write_bytes("SELECT 1;\nSELECT 'é';".encode("latin-1"))
    ran = run_install(hub_db, "sql", str(file))
    assert (ran.status, "not UTF-8" in ran.err, "line 2" in ran.err) == (3, True, True)
    assert_verified(hub_db)


class Altered(Cycle):
    """Between writes and rollback each hub is altered, as its twin is."""

    folder: Path

    def check_verify(self) -> None:
        random = Random(self.count)
        for name in random.sample(RETIRED, 4):
            columns = self.legacy.lines(
                "SELECT attname FROM pg_attribute WHERE attnum > 0 AND NOT attisdropped "
                f"AND attrelid = to_regclass({literal(f'{quote(self.schema)}.{name}')})"
            )
            if not columns:
                continue
            column, new, type_ = (
                random.choice(columns),
                random.choice(NAMES),
                random.choice(("int", "text", "boolean", "timestamp", "varchar(45)", "jsonb")),
            )
            table = f"{quote(self.schema)}.{name}"
            for change in (
                f"ADD COLUMN {quote(new)} {type_}",
                f"RENAME COLUMN {quote(column)} TO {quote(random.choice(NAMES))}",
                f"DROP COLUMN {quote(random.choice(columns))}",
                f"ALTER COLUMN {quote(random.choice(columns))} TYPE text",
            ):
                self.alter(f"ALTER TABLE {table} {change};")
        read = self.hub.lines("SELECT table_name, treatment FROM v1_hub.retired")
        treatments = dict(line.split("\x1f") for line in read)
        relations = [one for one in self.read_relations() if one.kind != "S"]
        self.compare_shapes(relations, treatments)
        self.compare_rows(relations, treatments)
        super().check_verify()

    def alter(self, statement: str) -> None:
        refused = self.legacy.run(f"BEGIN; {statement}").refusal
        file = self.folder / "change.sql"
        file.write_text(statement, "utf-8")
        status, told = self.install("sql", str(file))
        if (status == 0) == bool(refused) and status != 3:
            self.fail(f"{statement}\n{refused}\nsql exits with {status}\n{told}")
        self.legacy.run("COMMIT" if status == 0 else "ROLLBACK")
        SEEN[f"altered: {status}"] += 1


def test_a_generated_hub_is_altered_as_its_twin(server: Server, tmp_path: Path) -> None:
    cycle = Altered(server)
    cycle.folder = tmp_path
    try:
        cycle.run(make_hub(int(os.environ.get("HUB", "4"))), again=True)
    except Difference as difference:
        pytest.fail(str(difference), pytrace=False)
    finally:
        cycle.close()
