"""install.py as a program: arguments, exit status, what it prints, locks, and what a kill leaves.

Most tests run on a small hub: three tables, one a phase, with ugly names on and around them.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from conftest import RunInstall, Twins
from servers import OWNER, Database, Server, apply_reference, assert_verified
from v1_hub import __version__, cli, commands
from v1_hub.connect import Target, hide_passwords, run_sql
from v1_hub.failure import INTERRUPTED, Failure, StatementFailed
from v1_hub.locks import ADVISORY_KEY
from v1_hub.look_up import working
from v1_hub.options import Options
from v1_hub.server import LocalServer
from v1_hub.show import Printer

ROOT = Path(__file__).resolve().parent.parent
DONE, ERROR, PENDING, BLOCKED = 0, 1, 2, 3
USAGE, TRACKING, RESULTS = (
    "v1_hub_proxy_usage",
    "v1_hub_daily_work_tracking",
    "v1_hub_work_results",
)

SMALL_HUB = f"""
CREATE TABLE {USAGE} (
    id serial PRIMARY KEY, "사용 IP" text, created_at timestamp DEFAULT '2026-01-02', "100%" integer
);
CREATE TABLE {TRACKING} (
    id serial PRIMARY KEY, done integer NOT NULL DEFAULT 0, CONSTRAINT "Done %s" CHECK (done >= 0)
);
CREATE TABLE {RESULTS} (
    id serial PRIMARY KEY, status text NOT NULL, note varchar(50), "쪽 ""번호"" !" integer
);
CREATE VIEW "Ugly ""View"" !" AS SELECT r.id, r.note, r."쪽 ""번호"" !" FROM {RESULTS} AS r;
CREATE TABLE "Neigh bour" (usage_id integer REFERENCES {USAGE} ON DELETE CASCADE);
INSERT INTO {USAGE} ("사용 IP", "100%") VALUES ('::1', 1), (NULL, 2), ('%s', 3);
INSERT INTO {TRACKING} (done) VALUES (1), (2);
INSERT INTO {RESULTS} (status, note, "쪽 ""번호"" !") VALUES ('a', 'it''s', 1), ('b', NULL, NULL);
INSERT INTO "Neigh bour" VALUES (1), (1)
"""


@pytest.fixture
def small_db(database: Database) -> Database:
    """A hub of three tables."""
    database.query(SMALL_HUB)
    return database


def kinds(hub: Database) -> list[str]:
    """What each of the three is: r for a table, v for a view."""
    query = "SELECT relkind::text FROM pg_class WHERE oid = %s::regclass"
    return [hub.value(query, f"public.{name}") for name in (USAGE, TRACKING, RESULTS)]


def rows(hub: Database) -> list[list[tuple[object, ...]]]:
    relations = (USAGE, TRACKING, RESULTS, '"Ugly ""View"" !"', '"Neigh bour"')
    return [hub.query(f"SELECT * FROM public.{name} ORDER BY 1") for name in relations]


def is_untouched(hub: Database) -> bool:
    return kinds(hub) == ["r"] * 3 and hub.value("SELECT to_regnamespace('v1_hub') IS NULL")


def when(hub: Database, tag: str, action: str) -> None:
    """From now on every such statement in the database does this as well: an event trigger."""
    hub.query(
        f"""
        CREATE OR REPLACE FUNCTION public.spoil() RETURNS event_trigger LANGUAGE plpgsql
        SET search_path = pg_catalog AS $$ BEGIN {action} END $$;
        CREATE EVENT TRIGGER spoiler ON ddl_command_end WHEN TAG IN ('{tag}')
        EXECUTE FUNCTION public.spoil()
        """,
        user="postgres",
    )


def leave_alone(hub: Database) -> None:
    hub.query("DROP EVENT TRIGGER spoiler; DROP FUNCTION public.spoil()", user="postgres")


# --------------------------------------------------------------------------------------------------
# Arguments
# --------------------------------------------------------------------------------------------------
def test_help_names_every_command(run_install: RunInstall) -> None:
    ran = run_install(None, "--help")
    assert ran.status == DONE
    for command in (*commands.RUN, "stop"):
        assert re.search(rf"^  {command} ", ran.out, re.MULTILINE)
        told = run_install(None, command, "--help")
        assert told.status == DONE
        assert f"{command} [OPTIONS]" in told.out


def test_without_a_command_help_is_shown_and_nothing_is_done(run_install: RunInstall) -> None:
    assert run_install(None) == run_install(None, "--help")


def test_version(run_install: RunInstall) -> None:
    assert run_install(None, "--version").out == f"v1-hub {__version__}\n"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Options]:
    """What the command line asks for; no command is run."""
    asked: list[Options] = []
    monkeypatch.setattr(commands, "run", lambda options, _: asked.append(options))
    return asked


def test_phases_are_sorted_and_taken_once(asked: list[Options]) -> None:
    cli.main(["plan", "--phases", "3,1,3"])
    assert (asked[0].phases, asked[0].phases_given) == ((1, 3), True)


def test_what_follows_psql_belongs_to_psql(asked: list[Options]) -> None:
    cli.main(["psql", "--schema", "hub", "-c", "SELECT 1", "-At"])
    assert (asked[0].command, asked[0].schema) == ("psql", "hub")
    assert asked[0].extra == ("-c", "SELECT 1", "-At")


def test_options_of_audit_stand_anywhere(asked: list[Options]) -> None:
    cli.main(["audit", "--json", "v1_hub_clients", "--schema", "hub", "7"])
    assert asked[0].extra == ("v1_hub_clients", "7")
    assert (asked[0].as_json, asked[0].schema) == (True, "hub")


def test_ctrl_c_is_130(monkeypatch: pytest.MonkeyPatch, run_install: RunInstall) -> None:
    def interrupted(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(commands, "run", interrupted)
    ran = run_install(None, "plan")
    assert ran.status == INTERRUPTED
    assert "interrupted" in ran.err


@pytest.mark.parametrize(("answer", "status"), [("no", BLOCKED), ("yes", DONE)])
def test_on_a_terminal_somebody_is_asked_first(
    small_db: Database, answer: str, status: int
) -> None:
    ours, theirs = os.openpty()
    with subprocess.Popen(
        [sys.executable, "install.py", "install", "--database-url", small_db.url()],
        cwd=ROOT,
        stdin=theirs,
        stdout=subprocess.DEVNULL,
        stderr=theirs,
    ) as asking:
        os.close(theirs)
        told = b""
        while b"Type yes:" not in told:
            told += os.read(ours, 1024)
        os.write(ours, answer.encode() + b"\n")
        with contextlib.suppress(OSError):  # Linux: the other end is closed
            while os.read(ours, 1024):
                pass
    os.close(ours)
    words = " ".join(told.decode().split())  # the terminal is narrow, so the lines are broken
    assert f"database {small_db.name}" in words
    assert "schema public, with 3 relations" in words
    assert asking.returncode == status
    installed = small_db.value("SELECT to_regclass('v1_hub.hub') IS NOT NULL")
    assert installed == (answer == "yes")


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
        "postgresql://me:s3cret%@127.0.0.1:1/hub",
        "postgresql://me:my s3cret@127.0.0.1:1/hub",
        "postgresql://me:my@s3cret@127.0.0.1:1/hub",
        "me:s3cret@127.0.0.1:1/hub",
        "host=127.0.0.1 port=1 user=me password=my s3cret",
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
# Errors
# --------------------------------------------------------------------------------------------------
def test_error_in_a_file_names_file_and_line(database: Database) -> None:
    text = "-- 깨진 file.\nSELECT 1;\n\nSELECT\n    1 / nul;\n"
    with database.connect(autocommit=False) as conn, pytest.raises(StatementFailed) as caught:
        run_sql(conn, text, "sql/runtime/broken.sql")
    told = caught.value.details
    assert told["where"] == "sql/runtime/broken.sql, line 5"
    assert (told["sqlstate"], told["statement"]) == ("42703", "1 / nul;")
    assert str(caught.value) == 'column "nul" does not exist'


def test_error_in_a_step_names_the_step_and_undoes_all(
    small_db: Database, run_install: RunInstall
) -> None:
    before = rows(small_db)
    when(small_db, "CREATE VIEW", "RAISE raise_exception USING MESSAGE = 'no view today';")
    ran = run_install(small_db, "install", "--json")
    assert ran.status == ERROR
    told = json.loads(ran.out)
    assert told["error"] == "no view today"
    assert f"adopt {USAGE}" in told["where"]
    assert told["sqlstate"] == "P0001"
    assert "CREATE VIEW" in told["context"] or "spoil()" in told["context"]
    assert is_untouched(small_db)
    assert rows(small_db) == before
    ran = run_install(small_db, "install")
    assert (ran.status, "Traceback" in ran.err) == (ERROR, False)
    assert "error: no view today" in ran.err
    leave_alone(small_db)
    assert run_install(small_db, "install").status == DONE
    assert rows(small_db) == before


# --------------------------------------------------------------------------------------------------
# Commands
# --------------------------------------------------------------------------------------------------
def test_plan_changes_nothing_and_says_what_is_pending(
    small_db: Database, run_install: RunInstall
) -> None:
    small_db.query(f"CREATE INDEX twice ON {USAGE} (id)")
    ran = run_install(small_db, "plan")
    assert ran.status == PENDING
    for told in (
        f"adopt {USAGE} as a leaf of the unified log",
        f"adopt {RESULTS} as a leaf that will be folded",
        "ACCESS EXCLUSIVE",
        f"{TRACKING}, {RESULTS}",
        "public.twice: has the same columns as public.v1_hub_proxy_usage_pkey",
        "DROP INDEX public.twice",
    ):
        assert told in ran.out
    assert is_untouched(small_db)


def test_plan_as_json_can_be_read(small_db: Database, run_install: RunInstall) -> None:
    ran = run_install(small_db, "plan", "--json", "--phases", "2,3")
    assert ran.status == PENDING
    told = json.loads(ran.out)
    assert (told["result"], told["phases"]) == ("changes pending", [2, 3])
    assert {step["phase"] for step in told["steps"]} == {0, 2, 3}
    relations = ['public."Ugly ""View"" !"', f"public.{TRACKING}", f"public.{RESULTS}"]
    assert told["locks"] == [
        {"relation": relation, "lock_mode": "ACCESS EXCLUSIVE"} for relation in relations
    ]
    assert told["blockers"] == []


def test_security_labels_that_a_view_will_lack_are_noted(
    small_db: Database, run_install: RunInstall
) -> None:
    """With the statements that label the view; no provider is loaded here."""
    small_db.query(
        "INSERT INTO pg_seclabel (objoid, classoid, objsubid, provider, label) "
        f"SELECT '{USAGE}'::regclass, 'pg_class'::regclass, n, 'anon', 'it''s ' || n "
        "FROM generate_series(0, 2, 2) AS n",
        user="postgres",
    )
    notes = json.loads(run_install(small_db, "plan", "--json").out)["notes"]
    (note,) = [note for note in notes if "security label" in note["finding"]]
    assert note["object"] == f"public.{USAGE}"
    statements = [
        f"SECURITY LABEL FOR anon ON VIEW public.{USAGE} IS 'it''s 0';",
        f"SECURITY LABEL FOR anon ON COLUMN public.{USAGE}.\"사용 IP\" IS 'it''s 2';",
    ]
    assert note["remedy"] == f"Label the view after the install: {' '.join(statements)}"
    assert run_install(small_db, "install").status == DONE
    for statement in statements:
        with pytest.raises(psycopg.errors.InvalidParameterValue, match='"anon" is not loaded'):
            small_db.query(statement)


def run_by_hand(hub: Database, script: str, folder: Path) -> None:
    """A script through psql, as its first line says."""
    path = folder / "plan.sql"
    path.write_text(script, "utf-8")
    psql = hub.server.program("psql")
    command = [psql, "-XqAt", "-v", "ON_ERROR_STOP=1", "-f", str(path), hub.url()]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_planned_sql_does_by_hand_what_install_does(
    small_db: Database, run_install: RunInstall, tmp_path: Path
) -> None:
    before = rows(small_db)
    ran = run_install(small_db, "plan", "--sql=all")
    assert ran.status == PENDING
    run_by_hand(small_db, ran.out, tmp_path)
    assert kinds(small_db) == ["v"] * 3
    assert rows(small_db) == before
    assert run_install(small_db, "install").out.startswith("nothing to do")
    assert run_install(small_db, "plan").status == DONE
    assert run_install(small_db, "verify").status == DONE
    assert run_install(small_db, "rollback").status == DONE
    assert is_untouched(small_db)
    assert rows(small_db) == before


def test_second_install_changes_nothing(small_db: Database, run_install: RunInstall) -> None:
    first = run_install(small_db, "install")
    assert first.status == DONE
    assert re.search(r"^\d+ steps, \d+ checks in .* locks were held for", first.out, re.MULTILINE)
    before = dump(small_db)
    second = run_install(small_db, "install")
    assert second.status == DONE
    assert "nothing to do" in second.out
    assert dump(small_db) == before


def test_empty_database_gets_the_reference_hub_on_request(
    database: Database, run_install: RunInstall
) -> None:
    for command in ("plan", "install"):
        ran = run_install(database, command)
        assert ran.status == BLOCKED
        assert "--reference" in ran.err
    assert database.value("SELECT to_regclass('public.v1_hub_clients') IS NULL")
    asked = ("install", "--reference", "--sample-rows", "50")
    assert run_install(database, *asked).status == DONE
    assert database.value("SELECT count(*) FROM public.v1_hub_proxy_usage") > 0
    assert_verified(database)


def test_blockers_stop_plan_and_install(small_db: Database, run_install: RunInstall) -> None:
    small_db.query("CREATE TABLE public.v1_hub_activity_logs ()")
    for command in ("plan", "install"):
        ran = run_install(small_db, command)
        assert ran.status == BLOCKED
        assert "public.v1_hub_activity_logs: exists already" in ran.out
        assert "Rename it." in ran.out
    told = json.loads(run_install(small_db, "plan", "--sql", "--json").out)
    assert told["result"] == "blocked"
    assert told["blockers"][0]["object"] == "public.v1_hub_activity_logs"
    assert is_untouched(small_db)


def test_failed_check_is_named_and_the_hub_goes_back(
    small_db: Database, run_install: RunInstall
) -> None:
    before = rows(small_db)
    when(
        small_db,
        "CREATE VIEW",
        f"IF EXISTS (SELECT FROM pg_class WHERE oid = to_regclass('public.{RESULTS}') "
        f"AND relkind = 'v') THEN REVOKE DELETE ON public.{RESULTS} FROM {OWNER}; END IF;",
    )
    ran = run_install(small_db, "install")
    assert ran.status == ERROR
    assert f"not ok: {RESULTS}: rights: lacks GRANT DELETE ON public.{RESULTS}" in ran.out
    assert "install.py rollback takes it back" in ran.err
    assert rows(small_db) == before  # and it works
    leave_alone(small_db)
    ran = run_install(small_db, "verify")
    assert ran.status == ERROR
    assert f"{RESULTS}: rights" in ran.out
    assert run_install(small_db, "rollback").status == DONE
    assert is_untouched(small_db)
    assert rows(small_db) == before


def test_verify_status_and_finalize_before_and_after(
    small_db: Database, run_install: RunInstall
) -> None:
    assert run_install(small_db, "verify").status == BLOCKED
    assert run_install(small_db, "finalize", "--yes").status == BLOCKED
    assert run_install(small_db, "rollback").status == DONE  # nothing to do
    ran = run_install(small_db, "status", "--json")
    assert (ran.status, json.loads(ran.out)["state"]) == (DONE, "legacy")
    assert is_untouched(small_db)

    assert run_install(small_db, "install", "--phases", "1,3").status == DONE
    assert re.fullmatch(r"(\d+) of \1 checks ok\n", run_install(small_db, "verify").out)
    told = json.loads(run_install(small_db, "status", "--json").out)
    assert (told["state"], told["phases"]) == ("finished", [1, 3])

    small_db.query(f"REVOKE SELECT ON {USAGE} FROM {OWNER}")
    ran = run_install(small_db, "verify")
    assert ran.status == ERROR
    assert f"not ok: {USAGE}: rights" in ran.out


def test_finalize_asks_and_leaves_no_way_back(small_db: Database, run_install: RunInstall) -> None:
    assert run_install(small_db, "install").status == DONE
    before = rows(small_db)
    ran = run_install(small_db, "finalize")  # no terminal here
    assert ran.status == BLOCKED
    assert "there is no way back" in ran.err
    assert "install.py finalize --yes" in ran.err
    assert json.loads(run_install(small_db, "status", "--json").out)["state"] == "finished"
    ran = run_install(small_db, "finalize", "--yes")
    assert (ran.status, "no way back" in ran.out) == (DONE, True)
    assert rows(small_db) == before
    emptied = "SELECT count(*) FROM pg_attribute WHERE attrelid = 'v1_hub.work_result'::regclass "
    assert small_db.value(emptied + "AND attname = 'note' AND NOT attisdropped") == 0
    for again in (["verify"], ["finalize", "--yes"], ["install", "--yes"]):
        assert run_install(small_db, *again).status == DONE
    ran = run_install(small_db, "rollback")
    assert ran.status == BLOCKED
    assert "there is no way back" in ran.err
    assert "in a backup only" in ran.err
    assert json.loads(run_install(small_db, "status", "--json").out)["state"] == "finalized"
    small_db.query(f"INSERT INTO {RESULTS} (status, note) VALUES ('c', 'after')")
    assert small_db.value(f"SELECT note FROM {RESULTS} WHERE status = 'c'") == "after"


def test_phases_left_out_are_added_only_when_asked_for(
    small_db: Database, run_install: RunInstall
) -> None:
    before = rows(small_db)
    assert run_install(small_db, "install", "--phases", "1,3").status == DONE
    assert kinds(small_db) == ["v", "r", "v"]
    for command in ("plan", "install"):
        ran = run_install(small_db, command)
        assert ran.status == DONE
        assert "nothing to do" in ran.out
        assert "phase 2 was left out; install.py install --phases 2 adds it" in ran.out
    assert run_install(small_db, "plan", "--phases", "1,2").status == PENDING
    assert run_install(small_db, "install", "--phases", "1,2").status == DONE
    assert kinds(small_db) == ["v"] * 3
    assert rows(small_db) == before
    assert_verified(small_db)
    assert run_install(small_db, "rollback").status == DONE
    assert is_untouched(small_db)
    assert rows(small_db) == before


def test_rollback_gives_everything_back(small_db: Database, run_install: RunInstall) -> None:
    before = dump_without_what_is_kept(small_db)
    for _ in range(2):
        assert run_install(small_db, "install").status == DONE
        assert run_install(small_db, "rollback").status == DONE
        assert is_untouched(small_db)
        assert dump_without_what_is_kept(small_db) == before


def test_no_name_commands_the_terminal(database: Database, run_install: RunInstall) -> None:
    ran = run_install(database, "plan", "--schema", "\x1b]0;mine\x07\x9b2J")
    assert r"there is no schema \x1b]0;mine\x07\x9b2J" in ran.err


def test_plain_lines_and_no_escape_codes_in_a_pipe(
    small_db: Database, run_install: RunInstall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    ran = run_install(small_db, "install")
    assert ran.status == DONE
    assert "\x1b" not in ran.out + ran.err
    assert re.search(r"^cutting over: \d+ steps, one transaction$", ran.err, re.MULTILINE)


# --------------------------------------------------------------------------------------------------
# The real package
# --------------------------------------------------------------------------------------------------
def dump(hub: Database, *options: str) -> str:
    """The database as SQL, without what differs from one pg_dump to the next."""
    command = [hub.server.program("pg_dump"), "--no-sync", *options, hub.url()]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return re.sub(r"^\\(un)?restrict .*$", "", text, flags=re.MULTILINE)


def dump_without_what_is_kept(hub: Database) -> list[str]:
    """Its lines, sorted: rows that were written lie elsewhere. Without what a rollback keeps."""
    return sorted(dump(hub, "--exclude-schema=v1_hub_retired").splitlines())


def test_planned_sql_gives_what_install_gives(
    twins: Twins, run_install: RunInstall, tmp_path: Path
) -> None:
    by_hand, installed = twins
    ran = run_install(by_hand, "plan", "--sql=all")
    assert ran.status == PENDING
    run_by_hand(by_hand, ran.out, tmp_path)
    assert dump(by_hand, "--schema-only") == dump(installed, "--schema-only")
    told = [
        json.loads(run_install(hub, "status", "--json", "--exact").out)["relations"]
        for hub in (by_hand, installed)
    ]
    one, two = ([(r["relation"], r["kind"], r["row_count"]) for r in side] for side in told)
    assert one == two
    assert_verified(by_hand)


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
    assert (told["state"], told["phases"]) == ("finished", [1, 2, 3])
    assert (kinds.count("table"), kinds.count("view")) == (8, 7)


# --------------------------------------------------------------------------------------------------
# Surroundings
# --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("schema", ["hub", "작업 허브", "select"])
def test_hub_in_any_schema(schema: str, database: Database, run_install: RunInstall) -> None:
    database.query(f'CREATE SCHEMA "{schema}"')
    apply_reference(database, 40, schema)
    before = dump_without_what_is_kept(database)
    assert run_install(database, "install", "--schema", schema).status == DONE
    assert database.value(f'SELECT count(*) FROM "{schema}".{USAGE}') > 0
    for command in ("install", "plan", "status", "rollback"):
        ran = run_install(database, command)
        assert ran.status == BLOCKED
        assert "--schema" in ran.err
        assert schema in ran.err
    assert_verified(database, schema)
    assert run_install(database, "rollback", "--schema", schema).status == DONE
    assert dump_without_what_is_kept(database) == before


def test_settings_of_the_role_do_not_matter(small_db: Database, run_install: RunInstall) -> None:
    hostile = {
        "search_path": "pg_temp, public",
        "statement_timeout": "'100ms'",
        "lock_timeout": "'1ms'",
        "default_transaction_read_only": "on",
        "default_transaction_isolation": "serializable",
        "DateStyle": "German",
        "standard_conforming_strings": "off",
        "client_min_messages": "debug1",
        "quote_all_identifiers": "on",
        "client_encoding": "'SQL_ASCII'",
        "check_function_bodies": "off",
        "default_tablespace": "''",
        "xmloption": "document",
        "lo_compat_privileges": "on",
        "IntervalStyle": "iso_8601",
        "bytea_output": "escape",
        "extra_float_digits": "-3",
        "array_nulls": "off",
        "transform_null_equals": "on",
    }
    for name, value in hostile.items():
        small_db.server.admin(
            f"ALTER ROLE {OWNER} IN DATABASE {small_db.name} SET {name} = {value}"
        )
    commands = (("plan", PENDING), ("install", DONE), ("verify", DONE), ("rollback", DONE))
    for command, status in commands:
        ran = run_install(small_db, command)
        assert ran.status == status, ran.err
    small_db.server.admin(f"ALTER ROLE {OWNER} IN DATABASE {small_db.name} RESET ALL")
    assert is_untouched(small_db)


@pytest.mark.parametrize("name", ["statement_timeout", "lock_timeout"])
def test_maintenance_lasts_as_long_as_it_does(small_db: Database, name: str) -> None:
    """A VACUUM of a large table takes longer than any statement of a web page may."""
    small_db.server.admin(f"ALTER ROLE {OWNER} IN DATABASE {small_db.name} SET {name} = '200ms'")
    target = Target(small_db.url(), embedded=False)
    with (
        working(target, Options("install"), Printer(as_json=False)) as work,
        small_db.connect(autocommit=False) as other,
    ):
        other.execute(f"LOCK TABLE {USAGE} IN SHARE UPDATE EXCLUSIVE MODE")
        threading.Timer(1, other.rollback).start()
        began = time.monotonic()
        work.maintain(f"VACUUM {USAGE}", 60)
    assert time.monotonic() - began > 0.5


@pytest.mark.parametrize(("given", "seconds"), [("", "15"), (" keepalives_idle=7", "7")])
def test_a_line_that_is_gone_is_noticed(small_db: Database, given: str, seconds: str) -> None:
    """That the kernel does it then, was tried by hand: a network that is down needs root."""
    with Target(small_db.url() + given, embedded=False).connect("test") as conn:
        wanted = conn.info.get_parameters()
    assert wanted["keepalives_idle"] == seconds
    assert wanted["tcp_user_timeout"] == "30000"


def test_database_is_found_through_the_environment(
    small_db: Database, run_install: RunInstall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", small_db.url())
    assert run_install(None, "plan").status == PENDING
    monkeypatch.delenv("DATABASE_URL")
    for name, value in psycopg.conninfo.conninfo_to_dict(small_db.url()).items():
        monkeypatch.setenv({"dbname": "PGDATABASE"}.get(name, f"PG{name.upper()}"), str(value))
    assert run_install(None, "install").status == DONE
    assert kinds(small_db) == ["v"] * 3


@pytest.mark.parametrize(
    ("encoding", "letter"),
    [("EUC_KR", None), ("LATIN1", "é"), ("WIN1251", "ж"), ("SQL_ASCII", None)],
)
def test_a_database_of_another_encoding(
    server: Server, run_install: RunInstall, encoding: str, letter: str | None
) -> None:
    """Names of the hub have the letters that it knows; a role of another database has not."""
    name = f"test_{encoding.lower()}"
    server.admin('CREATE ROLE "퍼즐ž"')
    server.admin(
        f"CREATE DATABASE {name} OWNER {OWNER} TEMPLATE template0 ENCODING '{encoding}' "
        "LC_COLLATE 'C' LC_CTYPE 'C'"
    )
    hub = Database(server, name)
    made = f"""{SMALL_HUB};
        CREATE TABLE v1_hub_work_slots (id serial PRIMARY KEY, "사용" text);
        INSERT INTO v1_hub_work_slots ("사용") VALUES ('사');
        COMMENT ON COLUMN v1_hub_work_slots."사용" IS '사용'"""
    try:
        with psycopg.connect(hub.url(), client_encoding="UTF8") as conn:
            conn.execute((re.sub("[가-힣]", letter, made) if letter else made).encode())
        before = [hub.value(f"SELECT count(*) FROM {name}") for name in (USAGE, RESULTS)]
        for command in ("plan", "install", "verify", "status", "usage", "health", "rollback"):
            ran = run_install(hub, command)
            assert ran.status == (PENDING if command == "plan" else DONE), ran.err
            if command == "install":
                hub.query("UPDATE v1_hub_work_slots SET id = 2")
                told = run_install(hub, "audit", "v1_hub_work_slots", "2")
                assert "id: 1 -> 2" in told.out
        assert [hub.value(f"SELECT count(*) FROM {n}") for n in (USAGE, RESULTS)] == before
    finally:
        server.drop(hub)
        server.admin('DROP ROLE "퍼즐ž"')


def test_role_without_rights_is_told_what_it_lacks(
    small_db: Database, run_install: RunInstall
) -> None:
    reader = "cli_reader"
    small_db.server.admin(f"CREATE ROLE {reader} LOGIN")
    try:
        for command in ("plan", "install"):
            ran = run_install(small_db, command, user=reader)
            assert ran.status == BLOCKED
            assert f"public.{USAGE}: belongs to role {OWNER}" in ran.out
            assert f"GRANT {OWNER} TO {reader};" in ran.out
        assert run_install(small_db, "status", user=reader).status == DONE
        assert is_untouched(small_db)
        assert run_install(small_db, "install").status == DONE
        before = rows(small_db)
        small_db.query(f"GRANT USAGE ON SCHEMA v1_hub TO {reader}")
        for command in ("rollback", "finalize"):
            ran = run_install(small_db, command, "--yes", user=reader)
            assert ran.status in (ERROR, BLOCKED)
            assert "Traceback" not in ran.err
        assert (kinds(small_db), rows(small_db)) == (["v"] * 3, before)
    finally:
        small_db.query(f"DROP OWNED BY {reader}", user="postgres")
        small_db.server.admin(f"DROP ROLE {reader}")


def test_plan_and_status_only_read(small_db: Database, run_install: RunInstall) -> None:
    """They work in a session that may not write: a standby, or a role with SELECT alone."""
    small_db.server.admin(f"ALTER DATABASE {small_db.name} SET default_transaction_read_only = on")
    before = dump(small_db)
    for argv in (["plan"], ["plan", "--sql"], ["plan", "--json", "--exact"], ["status"]):
        assert run_install(small_db, *argv).status in (DONE, PENDING)
    assert dump(small_db) == before


def test_without_any_database_an_embedded_one_is_started_and_stopped(
    run_install: RunInstall, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for module in ("v1_hub.server", "v1_hub.commands"):
        monkeypatch.setattr(f"{module}.SERVER_DIR", tmp_path / "deep" / ".hub")
    try:
        ran = run_install(None, "install", "--sample-rows", "5")
        assert ran.status == DONE, ran.err
        assert "make psql" in ran.out
        assert json.loads(run_install(None, "status", "--json").out)["state"] == "finished"
        assert run_install(None, "stop").err == "the embedded server is stopped\n"
        assert run_install(None, "stop").err == "no embedded server was running\n"
        assert run_install(None, "install").out.startswith("nothing to do")
    finally:
        run_install(None, "stop")


# --------------------------------------------------------------------------------------------------
# Locks
# --------------------------------------------------------------------------------------------------
@pytest.fixture
def reader(small_db: Database) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
    """A session that has read the table and not ended its transaction."""
    with small_db.connect(autocommit=False) as conn:
        conn.execute("SET application_name = 'slow report'")
        conn.execute(f"SELECT count(*) AS rows_of_things FROM public.{TRACKING}".encode())
        yield conn


def test_who_holds_a_lock_is_named_and_nothing_changes(
    small_db: Database,
    run_install: RunInstall,
    reader: psycopg.Connection[tuple[object, ...]],
) -> None:
    ran = run_install(small_db, "install", "--lock-wait", "1")
    pid = reader.info.backend_pid
    reader.rollback()
    assert ran.status == BLOCKED
    assert f"pid {pid} (hub_owner, slow report), idle in transaction for" in ran.err
    assert "rows_of_things" in ran.err
    assert ran.err.count("no lock yet") >= 1
    assert is_untouched(small_db)


def test_a_prepared_transaction_that_holds_a_lock_is_named(
    small_db: Database, run_install: RunInstall
) -> None:
    small_db.query(
        f"BEGIN; DELETE FROM public.{TRACKING} WHERE id = 1; PREPARE TRANSACTION 'it''s'"
    )
    ran = run_install(small_db, "install", "--lock-wait", "0")
    small_db.query("ROLLBACK PREPARED 'it''s'")
    assert ran.status == BLOCKED
    assert "(hub_owner), prepared for" in ran.err
    assert "COMMIT PREPARED 'it''s'" in ran.err


def test_install_goes_on_when_the_lock_is_released(
    small_db: Database,
    run_install: RunInstall,
    reader: psycopg.Connection[tuple[object, ...]],
) -> None:
    def release_once_it_waits() -> None:
        for _ in range(200):
            if small_db.value("SELECT count(*) FROM pg_locks WHERE NOT granted"):
                break
            time.sleep(0.05)
        time.sleep(0.7)  # longer than an attempt
        reader.rollback()

    releasing = threading.Thread(target=release_once_it_waits)
    releasing.start()
    ran = run_install(small_db, "install", "--lock-wait", "20")
    releasing.join()
    assert ran.status == DONE
    assert "no lock yet" in ran.err


def test_clients_are_let_through_between_attempts(
    small_db: Database,
    run_install: RunInstall,
    reader: psycopg.Connection[tuple[object, ...]],
) -> None:
    """While somebody is in the way, others wait for less than half a second, time and again."""
    waits: list[float] = []
    stop = threading.Event()

    def keep_reading() -> None:
        with small_db.connect() as conn:
            while not stop.is_set():
                began = time.monotonic()
                conn.execute(f"SELECT count(*) FROM public.{TRACKING}".encode())
                waits.append(time.monotonic() - began)
                time.sleep(0.01)

    client = threading.Thread(target=keep_reading)
    client.start()
    run_install(small_db, "install", "--lock-wait", "3")
    stop.set()
    client.join()
    reader.rollback()
    assert 0.2 < max(waits) < 1.0
    assert len(waits) > 50


def test_rollback_waits_for_a_table_that_is_only_audited(
    hub_db: Database, run_install: RunInstall
) -> None:
    """It takes the audit's triggers off: a lock on any audited table is in its way, too."""
    with hub_db.connect(autocommit=False) as conn:
        conn.execute("SET application_name = 'slow report'")
        conn.execute("SELECT count(*) FROM v1_hub_external_sites")
        ran = run_install(hub_db, "rollback", "--lock-wait", "1")
    assert ran.status == BLOCKED
    assert "slow report), idle in transaction for" in ran.err
    assert hub_db.value("SELECT stage FROM v1_hub.hub") == "returning"
    told = " ".join(ran.err.split())
    assert "this step changed nothing" in told
    assert "then try again (--lock-wait SECONDS): what was committed before this step" in told
    assert "install.py rollback goes on" in hub_db.value(
        "SELECT remedy FROM v1_hub.health() WHERE name = 'stage'"
    )
    assert hub_db.value(f"SELECT count(*) FROM {TRACKING}") > 0
    assert run_install(hub_db, "rollback").status == DONE
    assert hub_db.value("SELECT to_regnamespace('v1_hub') IS NULL")


def test_a_rollback_gets_past_who_watches_how_far_it_is(
    hub_db: Database, run_install: RunInstall
) -> None:
    """Who reads two tables of ours holds the one and waits for the other, if we took that first."""
    stop = threading.Event()

    def keep_watching() -> None:
        look = "SELECT stage, (SELECT sum(rows_done) FROM v1_hub.retired) FROM v1_hub.hub"
        with hub_db.connect() as conn:
            while not stop.wait(0.002):
                with contextlib.suppress(psycopg.Error):  # in the end there is no such table
                    conn.execute(look.encode())

    watcher = threading.Thread(target=keep_watching)
    watcher.start()
    ran = run_install(hub_db, "rollback", "--lock-wait", "3")
    stop.set()
    watcher.join()
    assert ran.status == DONE, ran.err


def test_who_is_in_the_way_is_named_over_a_slow_line(
    hub_db: Database, run_install: RunInstall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To connect takes longer there than an attempt waits for its locks."""
    connect = Target.connect

    def connect_slowly(self: Target, application: str, **how: bool) -> psycopg.Connection[object]:
        time.sleep(0.4 * (application == "watcher"))
        return connect(self, application, **how)

    monkeypatch.setattr(Target, "connect", connect_slowly)
    with hub_db.connect(autocommit=False) as conn:
        conn.execute("SELECT count(*) FROM v1_hub_external_sites")
        who = f"pid {conn.info.backend_pid} ("
        ran = run_install(hub_db, "rollback", "--lock-wait", "2")
    assert (ran.status, who in ran.err) == (BLOCKED, True), ran.err


def test_second_installer_says_who_is_at_work(small_db: Database, run_install: RunInstall) -> None:
    with small_db.connect(autocommit=False) as conn:
        conn.execute("SET application_name = 'other installer'")
        conn.execute("SELECT pg_advisory_xact_lock(%s)", [ADVISORY_KEY])
        pid = conn.info.backend_pid
        ran = run_install(small_db, "install", "--lock-wait", "0.3")
    assert ran.status == BLOCKED
    assert "another installer is at work" in ran.err
    assert f"pid {pid} (hub_owner, other installer)" in ran.err
    assert run_install(small_db, "install").status == DONE


def start(hub: Database, command: str) -> subprocess.Popen[str]:
    """install.py in a process of its own that can be killed."""
    return subprocess.Popen(
        [sys.executable, "install.py", command, "--database-url", hub.url()],
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_until_it_sleeps(hub: Database) -> int:
    for _ in range(300):
        found = hub.query(
            "SELECT pid FROM pg_stat_activity WHERE application_name LIKE 'v1_hub %%' "
            "AND datname = current_database() AND wait_event = 'PgSleep'"
        )
        if found:
            return int(found[0][0])
        time.sleep(0.05)
    raise AssertionError("the statement was not reached")


def kill_at(how: str, hub: Database, command: str, tag: str, condition: str) -> None:
    """Run the command, and kill it, or its session, while such a statement is under way."""
    when(hub, tag, f"IF {condition} THEN PERFORM pg_sleep(20); END IF;")
    process = start(hub, command)
    pid = wait_until_it_sleeps(hub)
    if how == "kill":
        process.kill()
    else:
        hub.query("SELECT pg_terminate_backend(%s)", pid, user="postgres")
    _, told = process.communicate(timeout=20)
    if how == "terminate":
        assert process.returncode == ERROR
        assert "terminating connection" in told
        assert "Traceback" not in told
    for _ in range(60):  # the server notices a killed client within a second
        if not hub.query("SELECT FROM pg_stat_activity WHERE pid = %s", pid):
            break
        time.sleep(0.1)
    leave_alone(hub)


@pytest.mark.parametrize("how", ["kill", "terminate"])
def test_killed_in_the_cut_over_the_hub_is_as_before(
    how: str, small_db: Database, run_install: RunInstall
) -> None:
    kill_at(how, small_db, "install", "CREATE VIEW", f"to_regclass('v1_hub.{TRACKING}') IS NULL")
    assert is_untouched(small_db)
    assert run_install(small_db, "install").status == DONE


# The view of the results is made; it looks for rows that are not folded until all are.
SHOWN = "current_query() LIKE '%VIEW public.v1_hub_work_results%' AND current_query()"
FINISHING = {
    "validating": ("ALTER TABLE", "current_query() LIKE '%VALIDATE%proxy_usage%'"),
    "attaching": ("ALTER TABLE", "current_query() LIKE '%ATTACH PARTITION v1_hub.work_result%'"),
    "settling": ("CREATE VIEW", f"{SHOWN} NOT LIKE '%result_data IS NULL%'"),
}


@pytest.mark.parametrize("moment", FINISHING)
def test_killed_while_it_finishes_the_hub_works_and_the_next_run_completes_it(
    moment: str, small_db: Database, run_install: RunInstall
) -> None:
    before = rows(small_db)
    how = "kill" if moment == "attaching" else "terminate"
    kill_at(how, small_db, "install", *FINISHING[moment])
    told = json.loads(run_install(small_db, "status", "--json").out)
    assert told["state"] == "finishing"
    assert rows(small_db) == before
    small_db.query(f"INSERT INTO {RESULTS} (status, note) VALUES ('c', 'between')")
    small_db.query(f"UPDATE {TRACKING} SET done = done + 1")
    between = rows(small_db)
    ran = run_install(small_db, "install")
    assert (ran.status, "nothing to do" in ran.out) == (DONE, False)
    assert rows(small_db) == between
    assert_verified(small_db)
    assert json.loads(run_install(small_db, "status", "--json").out)["state"] == "finished"
    assert run_install(small_db, "rollback").status == DONE
    assert (is_untouched(small_db), rows(small_db)) == (True, between)


RETURNING = {
    "unfolding": ("CREATE VIEW", f"{SHOWN} LIKE '%result_data IS NULL%'"),
    "the cut back": ("DROP VIEW", "true"),
}


@pytest.mark.parametrize("next_command", ["rollback", "install"])
@pytest.mark.parametrize("moment", RETURNING)
def test_killed_on_the_way_back_either_way_goes_on(
    moment: str, next_command: str, small_db: Database, run_install: RunInstall
) -> None:
    assert run_install(small_db, "install").status == DONE
    before = rows(small_db)
    kill_at("terminate", small_db, "rollback", *RETURNING[moment])
    assert json.loads(run_install(small_db, "status", "--json").out)["state"] == "returning"
    assert rows(small_db) == before
    small_db.query(f"INSERT INTO {RESULTS} (status, note) VALUES ('c', 'between')")
    between = rows(small_db)
    assert run_install(small_db, next_command).status == DONE
    assert rows(small_db) == between
    if next_command == "install":
        assert_verified(small_db)
        assert json.loads(run_install(small_db, "status", "--json").out)["state"] == "finished"
        assert run_install(small_db, "rollback").status == DONE
    assert (is_untouched(small_db), rows(small_db)) == (True, between)


def test_server_of_our_own_refuses_with_its_log(tmp_path: Path, server: Server) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "PG_VERSION").write_text("9\n")
    with pytest.raises(Failure) as caught:
        LocalServer(tmp_path, server.local.bindir).start()
    assert "the next run starts afresh" in caught.value.details["hint"]


def test_an_install_that_goes_on_counts_the_tables_of_before(
    hub_db: Database, run_install: RunInstall
) -> None:
    hub_db.query("UPDATE v1_hub.hub SET stage = 'finishing'")
    ran = run_install(hub_db, "install")
    assert ran.status == DONE, ran.err
    assert ran.out.startswith("13 tables are 8 now")


def test_who_asks_a_view_for_its_history_is_told_the_table(hub_db: Database) -> None:
    under = {name: f"under it: v1_hub.{name}" for name in ("daily_work_tracking", "proxy_usage")}
    for name, table in {**under, "work_slots_history": "whose changes it shows."}.items():
        for call in ("row_history('v1_hub_{}', 1)", "row_at('v1_hub_{}', 1, now())"):
            with pytest.raises(psycopg.errors.ObjectNotInPrerequisiteState) as caught:
                hub_db.query(f"SELECT v1_hub.{call.format(name)}")
            told = caught.value.diag
            assert f"v1_hub_{name} is a view now" in str(told.message_primary)
            assert told.message_hint == f"Name the table {table}"


def test_audit_tells_the_life_of_a_row(hub_db: Database, run_install: RunInstall) -> None:
    hub_db.query("UPDATE v1_hub_clients SET max_folders = 77 WHERE id = 1")
    hub_db.query("UPDATE v1_hub_daily_work_tracking SET failed_count = 9 WHERE id = 1")
    told = run_install(hub_db, "audit", "v1_hub_clients", "1")
    assert told.status == DONE
    assert "UPDATE" in told.out
    assert "-> 77" in told.out
    assert "-> 9" in run_install(hub_db, "audit", "v1_hub_daily_work_tracking", "1").out
    assert json.loads(run_install(hub_db, "audit", "v1_hub_clients", "999", "--json").out) == {
        "table": "v1_hub_clients",
        "key": "999",
        "events": [],
    }
    assert run_install(hub_db, "audit", "v1_hub_clients").status == ERROR


def test_the_wheel_has_every_sql_file_and_a_command(tmp_path: Path) -> None:
    # From a copy: a build leaves its own folder beside the sources, and takes up an older one.
    sources = tmp_path / "sources"
    sources.mkdir()
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, sources)
    for name in ("v1_hub", "sql"):
        shutil.copytree(ROOT / name, sources / name)
    build = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(tmp_path)]
    subprocess.run([*build, str(sources)], check=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as opened:
        names = set(opened.namelist())
        (entry,) = (name for name in names if name.endswith("entry_points.txt"))
        assert "v1-hub = v1_hub.cli:main" in opened.read(entry).decode()
    ours = {f"v1_hub/{path.relative_to(ROOT)}" for path in ROOT.glob("sql/**/*.sql")}
    assert ours
    ours.add("v1_hub/pages/plan.html.j2")
    assert ours <= names
    assert {name.split("/")[0].split("-")[0] for name in names} == {"v1_hub"}
