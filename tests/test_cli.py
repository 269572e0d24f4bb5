"""install.py as a program: arguments, exit status, what it prints, locks and rollbacks.

A stub package (tests/stub) takes the place of sql/: one table, one step a phase. Only a test on
the reference hub runs the real one; what that does to a hub is tested elsewhere.
"""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

import install
from conftest import RunInstall, Twins
from install import ADVISORY_KEY, Failure, hide_passwords, split_statements
from servers import OWNER, REPORTER, Database, Server
from v1_hub import target

STUB = Path(__file__).resolve().parent / "stub" / "sql"
DONE, ERROR, PENDING, BLOCKED = 0, 1, 2, 3


@pytest.fixture(autouse=True)
def stub_package(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Path:
    """A copy of the stub, which a test may spoil, in the place of sql/."""
    package = tmp_path / "sql"
    shutil.copytree(STUB, package)
    if "new_hub" in request.fixturenames:
        return package
    monkeypatch.setattr(install, "SQL_DIR", package)
    monkeypatch.setattr(target, "KEPT", ("v1_hub_thing",))
    return package


@pytest.fixture
def thing_db(database: Database) -> Database:
    """The stub's hub: one table with three rows."""
    database.query("CREATE TABLE public.v1_hub_thing (id integer PRIMARY KEY)")
    database.query("INSERT INTO public.v1_hub_thing VALUES (1), (2), (3)")
    return database


def columns(hub: Database) -> list[str]:
    rows = hub.query(
        "SELECT attname FROM pg_attribute WHERE attnum > 0 AND NOT attisdropped "
        "AND attrelid = 'public.v1_hub_thing'::regclass ORDER BY attnum"
    )
    return [name for (name,) in rows]


def is_untouched(hub: Database) -> bool:
    return columns(hub) == ["id"] and hub.value("SELECT to_regnamespace('v1_hub') IS NULL")


# --------------------------------------------------------------------------------------------------
# Arguments
# --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("argv", "message"),
    [
        (["frobnicate"], "invalid choice"),
        (["--phases", "4"], "invalid parse_phases value"),
        (["--phases", ""], "invalid parse_phases value"),
        (["install", "--sql"], "--sql goes with plan"),
        (["--no-such-option"], "unrecognized arguments"),
        (["plan", "more"], "unrecognized arguments"),
    ],
)
def test_bad_arguments_are_an_error_not_changes_pending(
    argv: list[str], message: str, run_install: RunInstall
) -> None:
    ran = run_install(None, *argv)
    assert ran.status == ERROR
    assert message in ran.err
    assert ran.out == ""


def test_help_names_every_command(run_install: RunInstall) -> None:
    ran = run_install(None, "--help")
    assert ran.status == DONE
    for command in install.COMMANDS:
        assert re.search(rf"^  {command} ", ran.out, re.MULTILINE)


def test_phases_are_sorted_and_taken_once() -> None:
    assert install.parse_options(["--phases", "3,1,3"]).phases == (1, 3)


def test_what_follows_psql_belongs_to_psql() -> None:
    options = install.parse_options(["--schema", "hub", "psql", "-c", "SELECT 1"])
    assert (options.command, options.schema) == ("psql", "hub")
    assert options.extra == ("-c", "SELECT 1")


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://me:s3cret@127.0.0.1:1/hub",
        "postgresql+psycopg://me:s3cret@127.0.0.1:1/hub",
        "postgres//me:s3cret@127.0.0.1/hub",
        "postgresql://me:s3cret@[127.0.0.1/hub",
        "host=127.0.0.1 port=1 user=me password=s3cret",
        "host=127.0.0.1 port=1 user=me password='s3cret' nonsense",
        "postgresql://127.0.0.1:1/hub?user=me&password=s3cret",
    ],
)
@pytest.mark.parametrize("form", [[], ["--json"]])
def test_password_is_never_printed(url: str, form: list[str], run_install: RunInstall) -> None:
    ran = run_install(None, "plan", "--database-url", url, *form)
    assert ran.status == ERROR
    assert "s3cret" not in ran.out + ran.err
    assert ran.out + ran.err


def test_hiding_a_password_leaves_the_rest() -> None:
    told = hide_passwords("cannot reach postgresql://me:p%40ss@host/hub, password=x user=me")
    assert told == "cannot reach postgresql://me:***@host/hub, password=*** user=me"


# --------------------------------------------------------------------------------------------------
# SQL files
# --------------------------------------------------------------------------------------------------
def test_statements_are_split_with_their_lines() -> None:
    text = (
        "-- a; comment\n"
        "SELECT 1; /* ; */\n"
        "\n"
        "SELECT ';' || E'\\';' || \"a;b\" || $1;\n"
        "DO $x$ BEGIN; $$ ; $$ END; $x$;\n"
        "SELECT $한$;$한$"
    )
    assert list(split_statements(text)) == [
        (2, "SELECT 1;"),
        (4, "SELECT ';' || E'\\';' || \"a;b\" || $1;"),
        (5, "DO $x$ BEGIN; $$ ; $$ END; $x$;"),
        (6, "SELECT $한$;$한$"),
    ]


def test_every_file_of_the_package_is_split_without_loss() -> None:
    for path in sorted((STUB.parents[2] / "sql").rglob("*.sql")):
        text = path.read_text("utf-8")
        statements = [statement for _, statement in split_statements(text)]
        kept = "".join("".join(statements).split())
        bare = "".join(re.sub(r"^\s*--[^\n]*$", "", text, flags=re.MULTILINE).split())
        inner = "".join(re.sub(r"^\s*--[^\n]*$", "", "".join(statements), flags=re.M).split())
        assert inner == bare, path
        assert kept, path


def test_error_in_a_file_names_file_and_line(
    thing_db: Database, run_install: RunInstall, stub_package: Path
) -> None:
    (stub_package / "20_broken.sql").write_text("-- Broken.\nSELECT 1;\n\nSELECT\n    1 / nul;\n")
    ran = run_install(thing_db, "install")
    assert ran.status == ERROR
    assert "sql/20_broken.sql, line 5" in ran.err
    assert "42703" in ran.err
    assert 'column "nul" does not exist' in ran.err
    assert "1 / nul;" in ran.err
    assert is_untouched(thing_db)


def test_error_in_a_step_names_step_and_line(thing_db: Database, run_install: RunInstall) -> None:
    thing_db.query("CREATE TABLE public.breaker ()")
    ran = run_install(thing_db, "install", "--json")
    assert ran.status == ERROR
    told = json.loads(ran.out)
    assert told["where"] == "step 2 (step of phase 2), line 3"
    assert told["sqlstate"] == "42703"
    assert is_untouched(thing_db)


# --------------------------------------------------------------------------------------------------
# Commands
# --------------------------------------------------------------------------------------------------
def test_plan_changes_nothing_and_says_what_is_pending(
    thing_db: Database, run_install: RunInstall
) -> None:
    ran = run_install(thing_db, "plan")
    assert ran.status == PENDING
    for told in ("step of phase 2", "ACCESS EXCLUSIVE", "says TRUNCATE", "say DELETE"):
        assert told in ran.out
    assert is_untouched(thing_db)


def test_plan_as_json_can_be_read(thing_db: Database, run_install: RunInstall) -> None:
    ran = run_install(thing_db, "plan", "--json", "--phases", "2,3")
    assert ran.status == PENDING
    told = json.loads(ran.out)
    assert told["result"] == "changes pending"
    assert [step["phase"] for step in told["steps"]] == [2, 3]
    assert told["locks"] == [{"relation": "public.v1_hub_thing", "lock_mode": "ACCESS EXCLUSIVE"}]


def test_planned_sql_does_by_hand_what_install_does(
    thing_db: Database, run_install: RunInstall, tmp_path: Path
) -> None:
    ran = run_install(thing_db, "plan", "--sql")
    assert ran.status == PENDING
    script = tmp_path / "plan.sql"
    script.write_text(ran.out, "utf-8")
    psql = thing_db.server.program("psql")
    command = [psql, "-XqAt", "-v", "ON_ERROR_STOP=1", "-f", str(script), thing_db.url()]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert columns(thing_db) == ["id", "phase_1", "phase_2", "phase_3"]
    assert run_install(thing_db, "install").status == DONE
    assert run_install(thing_db, "plan").status == DONE


def test_second_install_changes_nothing(thing_db: Database, run_install: RunInstall) -> None:
    first = run_install(thing_db, "install")
    assert first.status == DONE
    assert "3 steps, 1 check in" in first.out
    shape = columns(thing_db)
    second = run_install(thing_db, "install")
    assert second.status == DONE
    assert "nothing to do" in second.out
    assert columns(thing_db) == shape == ["id", "phase_1", "phase_2", "phase_3"]


def test_empty_database_gets_the_reference_hub_on_request(
    database: Database, run_install: RunInstall
) -> None:
    assert run_install(database, "plan", "--reference", "--sample-rows", "7").status == PENDING
    assert database.value("SELECT to_regclass('public.v1_hub_thing') IS NULL")
    assert run_install(database, "install", "--reference", "--sample-rows", "7").status == DONE
    assert database.value("SELECT count(*) FROM public.v1_hub_thing") == 7


def test_blockers_stop_plan_and_install(thing_db: Database, run_install: RunInstall) -> None:
    thing_db.query("CREATE TABLE public.blocker ()")
    for command in ("plan", "install"):
        ran = run_install(thing_db, command)
        assert ran.status == BLOCKED
        assert "table blocker: it is in the way" in ran.out
        assert "drop it" in ran.out
    assert json.loads(run_install(thing_db, "plan", "--sql", "--json").out)["blockers"]
    assert is_untouched(thing_db)


def test_failed_check_undoes_all_and_is_named(thing_db: Database, run_install: RunInstall) -> None:
    thing_db.query("CREATE TABLE public.spoiler ()")
    ran = run_install(thing_db, "install")
    assert ran.status == ERROR
    assert "v1_hub_thing: rows: a row is missing" in ran.err
    assert is_untouched(thing_db)


def test_verify_status_and_finalize_before_and_after(
    thing_db: Database, run_install: RunInstall
) -> None:
    assert run_install(thing_db, "verify").status == BLOCKED
    assert run_install(thing_db, "finalize").status == BLOCKED
    assert run_install(thing_db, "rollback").status == DONE  # nothing to do
    ran = run_install(thing_db, "status", "--json")
    assert (ran.status, json.loads(ran.out)["state"]) == (DONE, "legacy")
    assert is_untouched(thing_db)

    assert run_install(thing_db, "install", "--phases", "1,3").status == DONE
    assert run_install(thing_db, "verify").out == "1 of 1 checks ok\n"
    assert json.loads(run_install(thing_db, "status", "--json").out)["phases"] == [1, 3]
    assert run_install(thing_db, "finalize").status == DONE

    thing_db.query("CREATE TABLE public.spoiler ()")
    ran = run_install(thing_db, "verify")
    assert ran.status == ERROR
    assert "a row is missing" in ran.out


def test_phases_left_out_are_added_only_when_asked_for(
    thing_db: Database, run_install: RunInstall
) -> None:
    assert run_install(thing_db, "install", "--phases", "1,3").status == DONE
    for command in ("plan", "install"):
        ran = run_install(thing_db, command)
        assert ran.status == DONE
        assert "nothing to do" in ran.out
        assert "phase 2 was left out; install.py --phases 2 adds it" in ran.out
    assert run_install(thing_db, "plan", "--phases", "1,2").status == PENDING
    assert run_install(thing_db, "install", "--phases", "1,2").status == DONE
    assert columns(thing_db) == ["id", "phase_1", "phase_3", "phase_2"]


def test_rollback_gives_everything_back(thing_db: Database, run_install: RunInstall) -> None:
    for _ in range(2):
        assert run_install(thing_db, "install").status == DONE
        assert run_install(thing_db, "rollback").status == DONE
        assert is_untouched(thing_db)


def test_plain_lines_and_no_escape_codes_in_a_pipe(
    thing_db: Database, run_install: RunInstall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    ran = run_install(thing_db, "install")
    assert "\x1b" not in ran.out + ran.err
    assert "[2/3] step of phase 2" in ran.err


# --------------------------------------------------------------------------------------------------
# The real package
# --------------------------------------------------------------------------------------------------
def dump(hub: Database, *options: str) -> str:
    """The database as SQL, without what differs from one pg_dump to the next."""
    command = [hub.server.program("pg_dump"), "--no-sync", *options, hub.url()]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return re.sub(r"^\\(un)?restrict .*$", "", text, flags=re.MULTILINE)


def test_planned_sql_gives_what_install_gives(
    twins: Twins, run_install: RunInstall, tmp_path: Path
) -> None:
    by_hand, installed = twins
    ran = run_install(by_hand, "plan", "--sql")
    assert ran.status == PENDING
    script = tmp_path / "plan.sql"
    script.write_text(ran.out, "utf-8")
    psql = by_hand.server.program("psql")
    command = [psql, "-XqAt", "-v", "ON_ERROR_STOP=1", "-f", str(script), by_hand.url()]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert dump(by_hand, "--schema-only") == dump(installed, "--schema-only")
    rows = "SELECT * FROM v1_hub.describe_hub()"
    assert [row[:3] for row in by_hand.query(rows)] == [row[:3] for row in installed.query(rows)]
    assert run_install(by_hand, "verify").status == DONE


def test_plan_and_second_install_write_nothing(twins: Twins, run_install: RunInstall) -> None:
    for hub, status in zip(twins, (PENDING, DONE), strict=True):
        before = dump(hub)
        assert run_install(hub, "plan").status == status
        assert run_install(hub, "status").status == DONE
        assert run_install(hub, "verify").status == (BLOCKED if status else DONE)
        if status == DONE:
            assert run_install(hub, "install").status == DONE
        assert dump(hub) == before


def test_status_tells_eight_tables_and_seven_views(
    hub_db: Database, run_install: RunInstall
) -> None:
    told = json.loads(run_install(hub_db, "status", "--json").out)
    kinds = [relation["kind"] for relation in told["relations"]]
    assert (told["state"], told["phases"]) == ("installed", [1, 2, 3])
    assert (kinds.count("table"), kinds.count("view")) == (8, 7)


# --------------------------------------------------------------------------------------------------
# Surroundings
# --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("schema", ["hub", "Work Hub", "작업 허브", "select"])
def test_hub_in_any_schema(schema: str, database: Database, run_install: RunInstall) -> None:
    database.query(f'CREATE SCHEMA "{schema}"')
    assert run_install(database, "install", "--reference", "--schema", schema).status == DONE
    assert database.value("SELECT count(*) FROM pg_class WHERE relname = 'v1_hub_thing'") == 1
    ran = run_install(database, "install")
    assert ran.status == BLOCKED
    assert f"--schema {shlex.quote(schema)}" in ran.err
    assert run_install(database, "rollback", "--schema", schema).status == DONE


def test_impossible_schemas_are_refused(database: Database, run_install: RunInstall) -> None:
    ran = run_install(database, "install", "--schema", "nowhere")
    assert ran.status == ERROR
    assert "there is no schema nowhere" in ran.err
    for sign in "\"'$%\\":
        for command in ("plan", "install"):
            ran = run_install(database, command, "--schema", f"a{sign}b")
            assert ran.status == BLOCKED
            assert "percent sign, quote, dollar sign or backslash" in ran.err
            assert "ALTER SCHEMA" in ran.err


def test_settings_of_the_role_do_not_matter(thing_db: Database, run_install: RunInstall) -> None:
    hostile = {
        "search_path": "pg_temp, public",
        "statement_timeout": "'100ms'",
        "lock_timeout": "'1ms'",
        "default_transaction_read_only": "on",
        "default_transaction_isolation": "serializable",
        "DateStyle": "German",
        "standard_conforming_strings": "off",
        "client_min_messages": "debug1",
    }
    for name, value in hostile.items():
        thing_db.server.admin(
            f"ALTER ROLE {OWNER} IN DATABASE {thing_db.name} SET {name} = {value}"
        )
    for command, status in (("plan", PENDING), ("install", DONE), ("rollback", DONE)):
        assert run_install(thing_db, command).status == status


def test_database_is_found_through_the_environment(
    thing_db: Database, run_install: RunInstall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", thing_db.url())
    assert run_install(None, "plan").status == PENDING
    monkeypatch.delenv("DATABASE_URL")
    for name, value in psycopg.conninfo.conninfo_to_dict(thing_db.url()).items():
        monkeypatch.setenv({"dbname": "PGDATABASE"}.get(name, f"PG{name.upper()}"), str(value))
    assert run_install(None, "install").status == DONE
    assert columns(thing_db) == ["id", "phase_1", "phase_2", "phase_3"]


def test_role_without_rights_is_told_what_it_lacks(
    thing_db: Database, run_install: RunInstall
) -> None:
    ran = run_install(thing_db, "install", user=REPORTER)
    assert ran.status == ERROR
    assert "42501" in ran.err or "not permitted to log in" in ran.err
    assert is_untouched(thing_db)


def test_unreachable_server_is_one_plain_error(run_install: RunInstall, tmp_path: Path) -> None:
    ran = run_install(None, "status", "--database-url", f"host={tmp_path} dbname=hub")
    assert ran.status == ERROR
    assert ran.err.startswith("error: ")
    assert "Traceback" not in ran.err


def test_without_any_database_an_embedded_one_is_started_and_stopped(
    run_install: RunInstall, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(install, "SERVER_DIR", tmp_path / "deep" / ".hub")
    try:
        ran = run_install(None, "install", "--sample-rows", "5")
        assert ran.status == DONE, ran.err
        assert "make psql" in ran.out
        assert json.loads(run_install(None, "status", "--json").out)["state"] == "installed"
        assert run_install(None, "stop").err == "the embedded server is stopped\n"
        assert run_install(None, "stop").err == "no embedded server was running\n"
        assert run_install(None, "install").out.startswith("nothing to do")
    finally:
        run_install(None, "stop")


# --------------------------------------------------------------------------------------------------
# Locks
# --------------------------------------------------------------------------------------------------
@pytest.fixture
def reader(thing_db: Database) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    """A session that has read the table and not ended its transaction."""
    with thing_db.connect(autocommit=False) as conn:
        conn.execute("SET application_name = 'slow report'")
        conn.execute("SELECT count(*) AS rows_of_things FROM public.v1_hub_thing")
        yield conn


def test_who_holds_a_lock_is_named_and_nothing_changes(
    thing_db: Database,
    run_install: RunInstall,
    reader: psycopg.Connection[tuple[object, ...]],
) -> None:
    ran = run_install(thing_db, "install", "--lock-wait", "1")
    pid = reader.info.backend_pid
    reader.rollback()
    assert ran.status == BLOCKED
    assert f"pid {pid} (hub_owner, slow report), idle in transaction for" in ran.err
    assert "rows_of_things" in ran.err
    assert ran.err.count("no lock yet") >= 1
    assert is_untouched(thing_db)


def test_install_goes_on_when_the_lock_is_released(
    thing_db: Database,
    run_install: RunInstall,
    reader: psycopg.Connection[tuple[object, ...]],
) -> None:
    timer = threading.Timer(1.5, reader.rollback)
    timer.start()
    ran = run_install(thing_db, "install", "--lock-wait", "20")
    timer.join()
    assert ran.status == DONE
    assert "no lock yet" in ran.err


def test_clients_are_let_through_between_attempts(
    thing_db: Database,
    run_install: RunInstall,
    reader: psycopg.Connection[tuple[object, ...]],
) -> None:
    """While somebody is in the way, others wait for less than half a second, time and again."""
    waits: list[float] = []
    stop = threading.Event()

    def keep_reading() -> None:
        with thing_db.connect() as conn:
            while not stop.is_set():
                began = time.monotonic()
                conn.execute("SELECT count(*) FROM public.v1_hub_thing")
                waits.append(time.monotonic() - began)
                time.sleep(0.01)

    client = threading.Thread(target=keep_reading)
    client.start()
    run_install(thing_db, "install", "--lock-wait", "3")
    stop.set()
    client.join()
    reader.rollback()
    assert 0.2 < max(waits) < 1.0
    assert len(waits) > 50


def test_second_installer_says_who_is_at_work(thing_db: Database, run_install: RunInstall) -> None:
    with thing_db.connect(autocommit=False) as conn:
        conn.execute("SET application_name = 'other installer'")
        conn.execute("SELECT pg_advisory_xact_lock(%s)", [ADVISORY_KEY])
        pid = conn.info.backend_pid
        ran = run_install(thing_db, "install", "--lock-wait", "0.3")
    assert ran.status == BLOCKED
    assert "another installer is at work" in ran.err
    assert f"pid {pid} (hub_owner, other installer)" in ran.err
    assert run_install(thing_db, "install").status == DONE


def start_install(hub: Database, package: Path) -> subprocess.Popen[str]:
    """install.py in a process of its own that can be killed."""
    program = (
        "import sys, pathlib, install\n"
        "from v1_hub import target\n"
        "target.KEPT = ('v1_hub_thing',)\n"
        "install.SQL_DIR = pathlib.Path(sys.argv[1])\n"
        "sys.exit(install.main(sys.argv[2:]))"
    )
    return subprocess.Popen(
        [sys.executable, "-c", program, str(package), "install", "--database-url", hub.url()],
        cwd=STUB.parents[2],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_for_step(hub: Database) -> int:
    for _ in range(200):
        found = hub.query(
            "SELECT pid FROM pg_stat_activity "
            "WHERE application_name = 'v1_hub install' AND query LIKE '%%pg_sleep(20)%%' "
            "AND datname = current_database() AND state = 'active'"
        )
        if found:
            return int(found[0][0])
        time.sleep(0.05)
    raise AssertionError("the step was not reached")


@pytest.mark.parametrize("how", ["kill", "terminate"])
def test_killed_in_the_middle_the_hub_is_as_before(
    how: str, thing_db: Database, run_install: RunInstall, stub_package: Path
) -> None:
    thing_db.query("CREATE TABLE public.sleeper ()")
    process = start_install(thing_db, stub_package)
    pid = wait_for_step(thing_db)
    if how == "kill":
        process.kill()
    else:
        thing_db.query("SELECT pg_terminate_backend(%s)", pid, user="postgres")
    _, told = process.communicate(timeout=10)
    if how == "terminate":
        assert process.returncode == ERROR
        assert "terminating connection" in told
        assert "Traceback" not in told
    thing_db.query("DROP TABLE public.sleeper")
    for _ in range(40):  # the server notices a killed client within a second
        if not thing_db.query("SELECT FROM pg_stat_activity WHERE pid = %s", pid):
            break
        time.sleep(0.1)
    assert is_untouched(thing_db)
    assert run_install(thing_db, "install").status == DONE


def test_server_of_our_own_refuses_with_its_log(tmp_path: Path, server: Server) -> None:
    from install import LocalServer

    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "PG_VERSION").write_text("9\n")
    with pytest.raises(Failure) as caught:
        LocalServer(tmp_path, server.local.bindir).start()
    assert "make clean" in caught.value.details["hint"]


def test_audit_tells_the_life_of_a_row(hub_db: Database, run_install: RunInstall) -> None:
    hub_db.query("UPDATE v1_hub_clients SET max_folders = 77 WHERE id = 1")
    hub_db.query("UPDATE v1_hub_daily_work_tracking SET failed_count = 9 WHERE id = 1")
    told = run_install(hub_db, "audit", "v1_hub_clients", "1")
    assert told.status == DONE
    assert "UPDATE" in told.out
    assert "→ 77" in told.out
    assert "→ 9" in run_install(hub_db, "audit", "v1_hub_daily_work_tracking", "1").out
    assert json.loads(run_install(hub_db, "audit", "v1_hub_clients", "999", "--json").out) == {
        "table": "v1_hub_clients",
        "key": "999",
        "events": [],
    }
    assert run_install(hub_db, "audit", "v1_hub_clients").status == ERROR
