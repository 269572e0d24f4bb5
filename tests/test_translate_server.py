"""A migration on the tables, and translated on the views: the same rows, the same keys after it."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest

from conftest import Twins
from retired_names import read_hub
from servers import Database
from v1_hub.names import Hub
from v1_hub.translate import RebuildView, Run, Translation, translate

MIGRATION = """
CREATE INDEX IF NOT EXISTS hb_name ON v1_hub_proxy_heartbeat (name);
CREATE INDEX usage_slow ON v1_hub_proxy_usage (response_time_ms DESC) WHERE NOT success;
CREATE INDEX results_day ON v1_hub_work_results (status, (created_at::date));
ALTER TABLE v1_hub_proxy_usage
    ADD COLUMN asn int NOT NULL DEFAULT 7 CHECK (asn > 0),
    ADD COLUMN status numeric(6, 2),
    ALTER COLUMN created_at SET NOT NULL;
ALTER TABLE v1_hub_proxy_usage ADD CONSTRAINT quick CHECK (response_time_ms < 1000000);
ALTER TABLE v1_hub_proxy_usage RENAME COLUMN used_ip TO address;
ALTER TABLE v1_hub_proxy_heartbeat ALTER COLUMN remote_ip SET DEFAULT '10.9.9.9';
ALTER TABLE v1_hub_daily_work_tracking DROP CONSTRAINT uk_daily_tracking;
COMMENT ON TABLE v1_hub_proxy_usage IS 'uses';
INSERT INTO v1_hub_proxy_usage (proxy_id, status) VALUES (1, 12.345) RETURNING id, asn, status;
INSERT INTO v1_hub_proxy_heartbeat (name) VALUES ('translated');
TRUNCATE v1_hub_client_activity_logs;
CREATE TABLE usage_archive (LIKE v1_hub_proxy_usage INCLUDING ALL);
INSERT INTO usage_archive SELECT * FROM v1_hub_proxy_usage WHERE asn = 7;
CREATE TABLE results_archive (LIKE v1_hub_work_results INCLUDING ALL EXCLUDING STATISTICS);
DROP INDEX usage_slow;
ANALYZE v1_hub_proxy_usage (address);
"""
TABLES = ("v1_hub_proxy_usage", "v1_hub_proxy_heartbeat", "v1_hub_client_activity_logs",
          "usage_archive", "v1_hub_daily_work_tracking")  # fmt: skip


def run(database: Database, translation: Translation) -> None:
    """Runs the steps as install.py would; a native view is made anew as its columns say."""
    with database.connect(autocommit=False) as conn:
        for step in translation.steps:
            if isinstance(step, Run):
                conn.execute(step.sql.encode())
            elif isinstance(step, RebuildView):
                conn.execute((step.statement or anew(step, translation.hub)).encode())


def anew(step: RebuildView, hub: Hub) -> str:
    one = next(one for one in hub.retired if one.name == step.name)
    shown = ", ".join(f'"{log}" AS "{name}"' for name, log in step.columns)
    drop = f"DROP VIEW {step.name} CASCADE;" if step.how != "create" else ""
    made = f"CREATE VIEW {step.name} AS SELECT {shown} FROM {'.'.join(one.leaf)}"
    return drop + (made if step.how != "drop" else "")


def shape(database: Database, table: str) -> Any:
    return database.query(
        "SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = "
        "to_regclass(%s) AND attnum > 0 AND NOT attisdropped ORDER BY attnum",
        f"public.{table}",
    )


def rows_of(database: Database, table: str) -> Any:
    """Rows without times, which two hubs do not have in common."""
    names = [name for name, kind in shape(database, table) if not kind.startswith("timestamp")]
    return database.query(f"SELECT {', '.join(names)} FROM {table} ORDER BY id")


def test_a_migration_comes_to_the_same(twins: Twins) -> None:
    for statement in MIGRATION.split(";\n"):
        twins.legacy.query(statement)
    hub = read_hub(twins.hub)
    translation = translate(MIGRATION, hub)
    assert not [one for one in translation.steps if isinstance(one, Run) and one.breaks]
    run(twins.hub, translation)
    for table in TABLES:
        assert shape(twins.hub, table) == shape(twins.legacy, table)
        assert rows_of(twins.hub, table) == rows_of(twins.legacy, table)
    told: list[Any] = []
    for database in twins:
        results = "'results_archive'::regclass"
        told.append(
            database.query("SELECT conname FROM pg_constraint WHERE "
                           f"conrelid = {results} AND contype = 'c' ORDER BY 1")
            + database.query(f"SELECT count(*) FROM pg_index WHERE indrelid = {results}")
        )  # fmt: skip
    assert told[0] == told[1]
    told.clear()
    for database in twins:
        columns = "SELECT attname, attnotnull FROM pg_attribute WHERE attrelid = "
        archive = "'usage_archive'::regclass"
        told.append(
            (
                database.query(f"{columns}{archive} AND attnum > 0 ORDER BY attnum"),
                database.value(f"SELECT count(*) FROM pg_index WHERE indrelid = {archive}"),
                database.value("SELECT obj_description('v1_hub_proxy_usage'::regclass)"),
            )
        )
        for bad, error in (
            ("UPDATE v1_hub_proxy_usage SET asn = 0", psycopg.errors.CheckViolation),
            ("UPDATE v1_hub_proxy_usage SET asn = NULL", psycopg.errors.NotNullViolation),
            ("UPDATE v1_hub_proxy_usage SET response_time_ms = 1e6",
             psycopg.errors.CheckViolation),
        ):  # fmt: skip
            with pytest.raises(error):
                database.query(bad)
    assert told[0] == told[1]
    again = read_hub(twins.hub)
    known = {one.name: dict(one.columns) for one in translation.hub.retired}
    assert list(known["v1_hub_proxy_usage"]) == list(again.retired[2].columns)


@pytest.mark.parametrize(
    "migration",
    [
        "ALTER TABLE v1_hub_daily_work_tracking DROP COLUMN avg_response_time_ms CASCADE",
        "ALTER TABLE v1_hub_client_activity_logs DROP COLUMN user_folder_number CASCADE",
        "ALTER TABLE v1_hub_daily_work_tracking ADD x int; "
        "ALTER TABLE v1_hub_daily_work_tracking ALTER x TYPE bigint USING x + target_count",
    ],
)
def test_a_view_that_is_made_anew_shows_what_the_table_does(twins: Twins, migration: str) -> None:
    table = migration.split()[2]
    for statement in migration.split("; "):
        twins.legacy.query(statement)
    run(twins.hub, translate(migration, read_hub(twins.hub)))
    assert shape(twins.hub, table) == shape(twins.legacy, table)
    assert rows_of(twins.hub, table) == rows_of(twins.legacy, table)


def test_what_must_run_alone_runs(twins: Twins) -> None:
    hub = read_hub(twins.hub)
    for one in hub.retired:
        for given in (
            f"VACUUM (ANALYZE) {one.name}",
            f"CREATE INDEX CONCURRENTLY IF NOT EXISTS {one.name}_new ON {one.name} (id)",
        ):
            for step in translate(given, hub).steps:
                if isinstance(step, Run):
                    assert step.rewritten
                    twins.hub.query(step.sql)
