"""scan and usage on servers that keep statistics of their statements."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

import psycopg
import pytest

from retired_names import read_hub
from servers import Database, Server
from v1_hub import cli
from v1_hub.drop import gather
from v1_hub.names import Hub
from v1_hub.scan import Finding
from v1_hub.scan_database import scan_database
from v1_hub.usage import limits, record, uses

START = datetime(2030, 5, 3, 12, tzinfo=timezone.utc)
ROLES = ("shop", "report job")  # a role with a name that needs quoting
MIX = {
    "shop": (
        "INSERT INTO v1_hub_proxy_usage (proxy_id) VALUES (1) RETURNING *",
        "SELECT * FROM v1_hub_proxy_heartbeat WHERE name = 'a' FOR UPDATE",
        "UPDATE v1_hub_daily_work_tracking SET completed_count = completed_count + 1 WHERE id = 1",
        "SELECT 1 FROM v1_hub_clients /* v1_hub_work_results */",
        "SELECT /* v1_hub */ count(*) FROM v1_hub_work_results",
        "SET random_page_cost = 1.1",
    ),
    "report job": (
        "SELECT status, count(*) FROM v1_hub_work_results GROUP BY 1",
        "WITH r AS (SELECT id FROM v1_hub_work_results) SELECT count(*) FROM r "
        "JOIN v1_hub_client_activity_logs l ON l.id = r.id",
        "SELECT ctid FROM v1_hub_clients",
    ),
}
USED = {
    ("v1_hub_proxy_usage", "shop", "write"),
    ("v1_hub_proxy_heartbeat", "shop", "read"),
    ("v1_hub_daily_work_tracking", "shop", "write"),
    ("v1_hub_work_results", "report job", "read"),
    ("v1_hub_client_activity_logs", "report job", "read"),
}


@pytest.fixture(scope="module")
def watched(statistics_server: Server) -> Iterator[tuple[Database, Hub]]:
    """A consolidated hub with pg_stat_statements, in a schema of its own, and two roles."""
    database = statistics_server.hub(consolidated=True, sample_rows=100)
    for statement in (
        'CREATE SCHEMA "Stats"',
        'CREATE EXTENSION pg_stat_statements SCHEMA "Stats"',
        'GRANT USAGE ON SCHEMA "Stats" TO hub_owner',
        "GRANT pg_read_all_stats TO hub_owner",
        *(f'CREATE ROLE "{role}" LOGIN' for role in ROLES),
        *(f'GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA public TO "{role}"'
          for role in ROLES),
        *(f'GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO "{role}"' for role in ROLES),
    ):  # fmt: skip
        database.query(statement, user="postgres")
    yield database, read_hub(database)
    for role in ROLES:
        database.query(f'DROP OWNED BY "{role}"', user="postgres")
        database.query(f'DROP ROLE "{role}"', user="postgres")
    statistics_server.drop(database)


@pytest.fixture
def fresh(watched: tuple[Database, Hub]) -> tuple[Database, Hub]:
    database, _ = watched
    database.query("TRUNCATE v1_hub.name_use, v1_hub.usage_run")
    database.query('SELECT "Stats".pg_stat_statements_reset()', user="postgres")
    return watched


def run_mix(database: Database, times: int = 1) -> None:
    for role, queries in MIX.items():
        for _ in range(times):
            for query in queries:
                database.query(query, user=role)


def test_every_name_and_role_of_a_mix_is_right(fresh: tuple[Database, Hub]) -> None:
    database, hub = fresh
    run_mix(database, 3)
    with database.connect() as conn:
        watch = record(conn, hub, START)
        found = uses(conn)
    assert (watch.first_run, watch.last_run) == (START, START)
    shown = {(u.name, u.role_name, u.action) for u in found if u.role_name in ROLES}
    assert shown == USED
    assert {u.calls for u in found if u.role_name == "shop"} == {3}
    both = [u.calls for u in found if u.role_name == "report job" and u.name.endswith("results")]
    assert both == [6]
    assert all(u.first_seen <= START == u.last_seen for u in found)


def test_runs_add_up_and_last_seen_stands_still_without_use(fresh: tuple[Database, Hub]) -> None:
    database, hub = fresh
    run_mix(database)

    def run() -> tuple[set[int], bool]:
        """Calls of each statement of a role, and whether this run saw it."""
        now = datetime.now(timezone.utc)
        record(conn, hub, now)
        told = [u for u in uses(conn) if u.role_name == "shop"]
        return {u.calls for u in told}, all(u.last_seen == now for u in told)

    with database.connect() as conn:
        assert run() == ({1}, True)
        assert run() == ({1}, False)
        run_mix(database)
        assert run() == ({2}, True)
        database.query('SELECT "Stats".pg_stat_statements_reset()', user="postgres")
        run_mix(database, 3)
        assert run() == ({5}, True)


def test_functions_beside_the_statistics_are_not_called(fresh: tuple[Database, Hub]) -> None:
    """Who may create there would else act as whoever runs usage."""
    database, hub = fresh
    row, trap = '"Stats".pg_stat_statements', "LANGUAGE plpgsql AS $$ BEGIN RAISE 'called'; END $$"
    made = (
        f'"Stats".to_jsonb({row}) RETURNS jsonb',
        '"Stats".pg_has_role(name, text, text) RETURNS boolean',
    )
    for function in made:
        database.query(f"CREATE FUNCTION {function} {trap}", user="postgres")
    with database.connect() as conn:
        record(conn, hub, START)
        assert limits(conn)
    for function in made:
        database.query(f"DROP FUNCTION {function.partition(' RETURNS')[0]}", user="postgres")


def test_the_application_of_a_session_that_is_there_is_known(fresh: tuple[Database, Hub]) -> None:
    database, hub = fresh
    with psycopg.connect(database.url("shop"), application_name="till") as there:
        there.execute("SELECT * FROM v1_hub_proxy_heartbeat")
        with database.connect() as conn:
            record(conn, hub, START)
            told = [u for u in uses(conn) if u.role_name == "shop"]
    assert [u.applications for u in told] == [("till",)]
    with database.connect() as conn:
        record(conn, hub, START + timedelta(days=1))
        kept = [u.applications for u in uses(conn) if u.role_name == "shop"]
    assert kept == [("till",)]


def test_what_cannot_be_seen_is_said(fresh: tuple[Database, Hub]) -> None:
    database, hub = fresh
    run_mix(database)
    with database.connect() as conn:
        told = limits(conn)
        assert any("track is top" in one for one in told)
        assert not any("hidden" in one for one in told)
    database.query("REVOKE pg_read_all_stats FROM hub_owner", user="postgres")
    try:
        with database.connect() as conn:
            assert any("are hidden from this role" in one for one in limits(conn))
            record(conn, hub, START)
            assert {u.role_name for u in uses(conn)} <= {"hub_owner"}
    finally:
        database.query("GRANT pg_read_all_stats TO hub_owner", user="postgres")


def test_the_evidence_against_a_drop(fresh: tuple[Database, Hub]) -> None:
    database, hub = fresh
    run_mix(database)
    (results,) = (one for one in hub.retired if one.name == "v1_hub_work_results")
    with database.connect() as conn:
        conn.execute("SET timezone = 'UTC'")
        told = gather(conn, hub, results, START)
    found = {one.object: one.finding for one in told.against}
    assert found["role report job"].startswith("reads v1_hub_work_results, last seen")
    assert any("v1_hub_daily_results" in one for one in found)
    assert found["usage"] == "is recorded only since 2030-05-03 12:00"


def findings(database: Database, hub: Hub) -> list[Finding]:
    with database.connect() as conn:
        return list(scan_database(conn, hub))


def test_routines_statistics_and_jobs_are_scanned(fresh: tuple[Database, Hub]) -> None:
    database, hub = fresh
    for statement in (
        "CREATE FUNCTION tidy(days int) RETURNS void LANGUAGE plpgsql AS $$\nBEGIN\n"
        "    DELETE FROM v1_hub_proxy_usage WHERE created_at < now() - days * interval '1 day';\n"
        "    TRUNCATE v1_hub_proxy_heartbeat;\nEND $$",
        "CREATE FUNCTION size() RETURNS bigint LANGUAGE sql AS $$\n"
        "    SELECT pg_relation_size('v1_hub_proxy_usage') $$",
        "CREATE FUNCTION other() RETURNS text LANGUAGE sql AS $$ SELECT 'v1_hub' $$",
        "CREATE FUNCTION loud() RETURNS void LANGUAGE plpgsql AS $$\nBEGIN\n\n\n"
        "    TRUNCATE V1_HUB_PROXY_USAGE;\nEND $$",
        "CREATE FUNCTION rebuild() RETURNS void LANGUAGE plpgsql AS $$\nBEGIN\n\n\n\n"
        "    REINDEX INDEX V1_HUB_proxy_usage_pkey;\nEND $$",
        "CREATE FUNCTION chosen(kind text) RETURNS void LANGUAGE plpgsql AS $$\nBEGIN\n\n\n\n\n"
        "    EXECUTE 'TRUNCATE v1_hub_proxy_us' || kind;\nEND $$",
        "CREATE SCHEMA cron CREATE TABLE job (jobid bigint, command text, database text)",
        "INSERT INTO cron.job VALUES (7, 'VACUUM ANALYZE v1_hub_client_activity_logs', "
        "current_database()), (8, 'TRUNCATE v1_hub_proxy_usage', 'other')",
    ):
        database.query(statement)
    with pytest.raises(psycopg.errors.UndefinedColumn):
        database.query("SELECT ctid FROM v1_hub_proxy_usage")  # never executed: not counted
    database.query("VACUUM v1_hub_proxy_heartbeat")
    told = {(f.source.partition(" ")[0], f.line, f.name, f.verdict) for f in
            findings(database, hub)}  # fmt: skip
    assert {
        ("function", 3, "v1_hub_proxy_usage", "fine"),
        ("function", 4, "v1_hub_proxy_heartbeat", "breaks"),
        ("function", 2, "v1_hub_proxy_usage", "differs"),
        ("function", 5, "v1_hub_proxy_usage", "breaks"),
        ("function", 6, "v1_hub_proxy_usage", "breaks"),
        ("function", 7, "v1_hub_proxy_usage", "not readable"),
        ("cron.job", None, "v1_hub_client_activity_logs", "differs"),
        ("pg_stat_statements", None, "v1_hub_proxy_heartbeat", "differs"),
    } <= told
    jobs = [f for f in findings(database, hub) if f.source.startswith("cron.job")]
    assert [f.source for f in jobs] == ["cron.job 7"]
    database.query("ALTER TABLE cron.job OWNER TO shop", user="postgres")  # no job of pg_cron
    assert not [f for f in findings(database, hub) if f.source.startswith("cron.job")]
    sources = {f.source for f in findings(database, hub)}
    assert not any("other()" in one for one in sources)


def test_a_dump_of_all_and_what_the_package_sends_break_nothing(
    statistics_server: Server, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database = statistics_server.hub(consolidated=False, sample_rows=100)
    database.query("CREATE EXTENSION pg_stat_statements", user="postgres")
    database.query("GRANT pg_read_all_stats TO hub_owner", user="postgres")
    database.query("SELECT pg_stat_statements_reset()", user="postgres")
    dump = str(database.server.local.bindir / "pg_dump")
    subprocess.run([dump, "-f", str(tmp_path / "dump"), database.url()], check=True)
    (tmp_path / "a.sql").write_text(
        "ALTER TABLE v1_hub_proxy_usage ADD a int; VACUUM v1_hub_proxy_usage"
    )
    for command in (["scan"], ["install"], ["rollback"], ["install"], ["sql", "a.sql"], ["scan"]):
        words = [str(tmp_path / one) if one == "a.sql" else one for one in command]
        capsys.readouterr()
        assert cli.main([*words, "--database-url", database.url()]) == 0, command
    told = capsys.readouterr().out
    assert "pg_dump of the whole database" in told
    assert "breaks" not in told
    assert "ALTER" not in told
    assert "SET SCHEMA" not in told
    statistics_server.drop(database)


def test_what_the_package_does_itself_is_no_use(statistics_server: Server) -> None:
    """Not the install, not an upgrade that makes all views anew, not verify: nor does drop wait."""
    database = statistics_server.hub(consolidated=False, sample_rows=100)
    database.query("CREATE EXTENSION pg_stat_statements", user="postgres")
    database.query("GRANT pg_read_all_stats TO hub_owner", user="postgres")
    anew = "UPDATE v1_hub.object SET rendered = '-' WHERE type = 'view'"
    for command in ("install", "verify", "status", "install"):
        assert cli.main([command, "--database-url", database.url()]) == 0
        if command == "status":
            assert database.query(f"{anew} RETURNING identity", user="postgres")
    with database.connect() as conn:
        record(conn, read_hub(database), START)
        told = {(u.name, u.action, u.query) for u in uses(conn)}
    assert told == set()
    seen = "SELECT count(*) FROM pg_stat_statements WHERE query ~ 'VIEW public.v1_hub_work_results'"
    assert database.value(seen, user="postgres") >= 2
    statistics_server.drop(database)
