"""Wrong inputs: each names object, finding and remedy, and leaves the database as it was.

A full disk is in test_faults.py, for it wants a disk of its own; what is somebody else's and in the
way, in every form, in test_safe.py.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from conftest import RunInstall
from servers import OWNER, REPORTER, SETTINGS, Database, Server
from v1_hub import cli, connect
from v1_hub.failure import INTERRUPTED
from v1_hub.server import LocalServer

ROOT = Path(__file__).resolve().parent.parent
ERROR, PENDING, BLOCKED = 1, 2, 3
PASSWORD = "s3cret"
CAREFUL, STRANGER, CROWDED = "careful_role", "stranger_role", "crowded_role"

# Whatever the catalogue has, and the rows that a half-done command would have touched.
FINGERPRINT = """
SELECT md5(string_agg(t.row, '|' ORDER BY t.row)) FROM (
    SELECT format('%s %s %s %s', oid, relnamespace, relname, relfilenode) AS row FROM pg_class
    UNION ALL SELECT format('%s %s %s', attrelid, attname, atttypid) FROM pg_attribute
    UNION ALL SELECT format('%s %s', oid, proname) FROM pg_proc
    UNION ALL SELECT format('%s %s %s', oid, tgrelid, tgname) FROM pg_trigger
    UNION ALL SELECT format('%s %s', oid, nspname) FROM pg_namespace
    UNION ALL SELECT r::text FROM v1_hub_work_results AS r
    UNION ALL SELECT h::text FROM v1_hub_work_slots_history AS h
) AS t
"""


class Wrong(NamedTuple):
    """A command line, what is wrong with the connection or the database, and what is told."""

    argv: list[str]
    told: list[str]  # object, finding, remedy; in stderr, blockers in stdout
    status: int = ERROR
    target: dict[str, str] = {}  # noqa: RUF012  parts of the connection string
    before: str = ""  # SQL of a superuser, and its undo
    after: str = ""
    consolidated: bool = False


CONNECT = ["see what is wrong with: psql ", "~/.pgpass"]
PLAN, INSTALL, ROLLBACK = ["plan"], ["install"], ["rollback", "--yes"]
WRONG = {
    "host": Wrong(PLAN, ["/nowhere", *CONNECT], target={"host": "/nowhere"}),
    "name of the host": Wrong(
        PLAN, ["no-such-host.invalid", *CONNECT], target={"host": "no-such-host.invalid"}
    ),
    "port": Wrong(INSTALL, [".s.PGSQL.1", *CONNECT], target={"port": "1"}),
    "database": Wrong(
        INSTALL, ['database "nobase" does not exist', *CONNECT], target={"dbname": "nobase"}
    ),
    "user": Wrong(PLAN, ['role "nobody" does not exist', *CONNECT], target={"user": "nobody"}),
    "user who may not log in": Wrong(
        INSTALL, ["is not permitted to log in", *CONNECT], target={"user": REPORTER}
    ),
    "password": Wrong(
        INSTALL, ["password authentication failed", CAREFUL, *CONNECT], target={"user": CAREFUL}
    ),
    "no more connections": Wrong(
        INSTALL, ["too many connections for role", *CONNECT], target={"user": CROWDED}
    ),
    "role without rights": Wrong(
        INSTALL,
        ["v1_hub_proxy_usage: belongs to role hub_owner", f"GRANT {OWNER} TO {STRANGER};"],
        BLOCKED,
        {"user": STRANGER},
    ),
    "role without rights on the way back": Wrong(
        ["rollback", "--yes"],
        ["permission denied", "Connect as the role that owns the hub's tables"],
        target={"user": STRANGER},
        consolidated=True,
    ),
    "schema": Wrong(
        [*INSTALL, "--schema", "nowhere"], ["there is no schema nowhere", "with --schema"]
    ),
    "schema without a hub": Wrong(
        [*INSTALL, "--schema", "empty"],
        ["there is no hub in schema empty", "schema public has 13 tables", "--schema public"],
        BLOCKED,
        before="CREATE SCHEMA empty",
        after="DROP SCHEMA empty",
    ),
    **{
        f"schema with {sign}": Wrong(
            [*INSTALL, "--schema", f"a{sign}b"],
            ["percent sign, quote, dollar sign or backslash", "ALTER SCHEMA"],
            BLOCKED,
        )
        for sign in "\"'$%\\"
    },
    "schema that is the package's": Wrong(
        [*INSTALL, "--schema", "v1_hub"],
        ["schema v1_hub is the package's own", "ALTER SCHEMA v1_hub RENAME TO hub;"],
        BLOCKED,
        before=f"CREATE SCHEMA v1_hub AUTHORIZATION {OWNER};"
        "CREATE TABLE v1_hub.v1_hub_proxy_usage (id serial)",
        after="DROP SCHEMA v1_hub CASCADE",
    ),
    "name that is taken": Wrong(
        INSTALL,
        ["public.v1_hub_activity_logs", "exists already", "Rename it"],
        BLOCKED,
        before="CREATE TABLE v1_hub_activity_logs (mine integer)",
        after="DROP TABLE v1_hub_activity_logs",
    ),
    "name of a sequence that is taken": Wrong(
        INSTALL,
        ["public.v1_hub_activity_logs_id_seq", "exists already", "Rename it"],
        BLOCKED,
        before="CREATE SEQUENCE v1_hub_activity_logs_id_seq",
        after="DROP SEQUENCE v1_hub_activity_logs_id_seq",
    ),
    "proxies of a type": Wrong(
        [*INSTALL, "--schema", "typed"],
        ["typed.v1_hub_proxies", "is a typed table", "ALTER TABLE typed.v1_hub_proxies NOT OF;"],
        BLOCKED,
        before=f"CREATE SCHEMA typed AUTHORIZATION {OWNER}; SET ROLE {OWNER}; "
        "CREATE TYPE typed.proxy AS (id integer); "
        "CREATE TABLE typed.v1_hub_proxies OF typed.proxy (PRIMARY KEY (id))",
        after="DROP SCHEMA typed CASCADE",
    ),
    "second hub in a database": Wrong(
        [*PLAN, "--schema", "second"],
        ["hub is in schema public, not in second", "--schema public", "a database of its own"],
        BLOCKED,
        consolidated=True,
        before="CREATE SCHEMA second; CREATE TABLE second.v1_hub_proxy_usage (id serial)",
        after="DROP SCHEMA second CASCADE",
    ),
    "table that has had too many columns": Wrong(
        [*INSTALL, "--schema", "wide"],
        ["wide.v1_hub_work_results: has, or had, 1,599 columns", "allows 1,600", "--phases"],
        BLOCKED,
        before=f"CREATE SCHEMA wide AUTHORIZATION {OWNER}; SET ROLE {OWNER}; "
        "CREATE TABLE wide.v1_hub_work_results (id serial PRIMARY KEY, "
        + ", ".join(f"c{n} integer" for n in range(1598))
        + "); ALTER TABLE wide.v1_hub_work_results "
        + ", ".join(f"DROP COLUMN c{n}" for n in range(1590)),
        after="DROP SCHEMA wide CASCADE",
    ),
    "schema of our name with something in it": Wrong(
        INSTALL,
        ["table v1_hub.mine", "lies in schema v1_hub", "SET SCHEMA public;"],
        BLOCKED,
        before=f"CREATE SCHEMA v1_hub AUTHORIZATION {OWNER}; CREATE TABLE v1_hub.mine ()",
        after="DROP SCHEMA v1_hub CASCADE",
    ),
    "schema of our name that is somebody's": Wrong(
        INSTALL,
        ["permission denied for schema v1_hub", "Connect as the role that owns"],
        before="CREATE SCHEMA v1_hub",
        after="DROP SCHEMA v1_hub",
    ),
    "something of somebody's in the way back": Wrong(
        ROLLBACK,
        ["view public.mine", "stands on v1_hub.work_result", "DROP VIEW public.mine"],
        BLOCKED,
        before="CREATE VIEW mine AS SELECT result_data FROM v1_hub.work_result",
        after="DROP VIEW mine",
        consolidated=True,
    ),
    "a view of all columns in the way back": Wrong(
        ROLLBACK,
        ["stands on v1_hub.work_result.", " more\n", "DROP VIEW public.mine"],
        BLOCKED,
        before="CREATE VIEW mine AS SELECT * FROM v1_hub.work_result",
        after="DROP VIEW mine",
        consolidated=True,
    ),
    "file that is not there": Wrong(["sql", "/nowhere.sql"], ["error: /nowhere.sql: No such file"]),
    "URL that is empty": Wrong(INSTALL, ["the database URL is empty", "unset DATABASE_URL"]),
    "URL that is none": Wrong(
        INSTALL, ["the database URL cannot be read", "postgresql://user@host:5432/database"]
    ),
    "unknown table": Wrong(
        ["audit", "nothing", "1"], ["no table nothing", "schema.table"], BLOCKED, consolidated=True
    ),
    "name that is no name": Wrong(
        ["audit", 'a..b "', "1"], ["no table a..b", "schema.table"], BLOCKED, consolidated=True
    ),
    "key of another type": Wrong(
        ["audit", "v1_hub_clients", "one"],
        ['integer: "one"', "Give a value of the type"],
        consolidated=True,
    ),
    "table that is not audited": Wrong(
        ["audit", "v1_hub_proxy_usage", "1"],
        ["v1_hub.proxy_usage was never audited", "SELECT v1_hub.audit_enable"],
        BLOCKED,
        consolidated=True,
    ),
    "nothing to finalize": Wrong(
        ["finalize", "--yes"], ["is not consolidated", "install.py install"], BLOCKED
    ),
    "file that cannot be written": Wrong(
        ["plan", "--html", "/nowhere/plan.html"], ["/nowhere/plan.html: No such file", "a folder"]
    ),
    "command": Wrong(["frobnicate"], ["No such command 'frobnicate'", "--help"]),
    "phases": Wrong(["plan", "--phases", "4"], ["'4' is not 1, 2 or 3", "--help"]),
    "no phases": Wrong(["plan", "--phases", ""], ["'' is not 1, 2 or 3", "--help"]),
    "kind of SQL": Wrong(["plan", "--sql=some"], ["--sql=some: it is steps or all", "--help"]),
    "option of another command": Wrong(["install", "--sql"], ["No such option: --sql", "--help"]),
    "option": Wrong(["--no-such-option"], ["No such option: --no-such-option", "--help"]),
    "no key": Wrong(["audit", "v1_hub_clients"], ["Missing argument 'KEY'", "--help"]),
    "number": Wrong(["install", "--sample-rows", "-1"], ["'--sample-rows'", "--help"]),
    "one word more": Wrong(["plan", "more"], ["unexpected extra argument(s) (more)", "--help"]),
}


@pytest.fixture(scope="module")
def hubs(server: Server) -> Iterator[dict[bool, Database]]:
    """An untouched and a consolidated hub, on which nothing succeeds."""
    roles = {
        CAREFUL: "LOGIN PASSWORD 'right'",
        STRANGER: "LOGIN",
        CROWDED: "LOGIN CONNECTION LIMIT 0",
    }
    access = server.local.data / "pg_hba.conf"
    rules = access.read_text()
    access.write_text(f"local all {CAREFUL} scram-sha-256\n{rules}")
    server.admin("SELECT pg_reload_conf()")
    for role, options in roles.items():
        server.admin(f"CREATE ROLE {role} {options}")
    made = {consolidated: server.hub(consolidated=consolidated) for consolidated in (False, True)}
    yield made
    for database in made.values():
        server.drop(database)
    for role in roles:
        server.admin(f"DROP ROLE {role}")
    access.write_text(rules)
    server.admin("SELECT pg_reload_conf()")


@pytest.mark.parametrize("name", WRONG)
def test_wrong_inputs_are_told_with_a_remedy_and_change_nothing(
    name: str, hubs: dict[bool, Database], capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = WRONG[name]
    hub = hubs[wrong.consolidated]
    parts: dict[str, Any] = {**conninfo_to_dict(hub.url()), "password": PASSWORD, **wrong.target}
    url = make_conninfo(**parts)
    url = {"URL that is empty": "", "URL that is none": f"postgres//me:{PASSWORD}@host/x"}.get(
        name, url
    )
    if wrong.before:
        hub.query(wrong.before, user="postgres")
    try:
        before = hub.value(FINGERPRINT, user="postgres")
        target = [] if wrong.told[-1] == "--help" else ["--database-url", url]
        status = cli.main([*wrong.argv, *target])
        out, err = capsys.readouterr()
        assert hub.value(FINGERPRINT, user="postgres") == before
    finally:
        if wrong.after:
            hub.query(wrong.after, user="postgres")
    told = out + err
    assert status == wrong.status, told
    for text in wrong.told:
        assert text in told
    assert "Traceback" not in told
    assert PASSWORD not in told
    assert err or wrong.status == BLOCKED


def test_an_old_server_is_refused(
    hubs: dict[bool, Database], run_install: RunInstall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connect, "OLDEST_SERVER", 990000)
    ran = run_install(hubs[False], "install")
    assert ran.status == BLOCKED
    for told in ("too old for this package", "needs PostgreSQL 99 or later", "pg_upgrade"):
        assert told in ran.err


def test_an_empty_variable_is_no_url(
    run_install: RunInstall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DATABASE_URL="" of a script that failed to set it must not start, or change, anything."""
    monkeypatch.setenv("DATABASE_URL", "")
    ran = run_install(None, "status")
    assert (ran.status, "the database URL is empty" in ran.err) == (ERROR, True)


@pytest.fixture(scope="module")
def standby(hubs: dict[bool, Database]) -> Iterator[Server]:
    """A hot standby of the server of the hubs."""
    server = hubs[False].server
    folder = Path(tempfile.mkdtemp(prefix="v1_hub_standby_"))
    folder.chmod(0o711)
    local = LocalServer(folder, server.local.bindir)
    local._private(local.data)
    source = ["-h", str(server.local.socket_dir), "-p", "5432", "-U", "postgres"]
    server.local._run("pg_basebackup", *source, "-D", str(local.data), "-R", "-c", "fast")
    (local.data / ".s.PGSQL.5432.lock").unlink()  # our sockets lie among the data
    local.start(SETTINGS)
    yield Server(server.id, local)
    local.stop()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.parametrize("command", ["install", "rollback", "finalize", "usage"])
def test_a_standby_is_told_to_be_one_and_can_be_looked_at(
    command: str, standby: Server, hubs: dict[bool, Database], run_install: RunInstall
) -> None:
    hub = Database(standby, hubs[command != "install"].name)
    ran = run_install(hub, command, *(["--yes"] if command != "usage" else []))
    assert ran.status == BLOCKED, ran.out + ran.err
    assert "the server is a hot standby" in ran.err
    assert "connect to its primary" in ran.err
    assert "Traceback" not in ran.err
    assert run_install(hub, "status").status == 0
    if command in ("rollback", "finalize"):
        assert run_install(hub, command, "--dry-run").status == PENDING


def test_a_standby_whose_replay_is_waited_for_is_told_to_be_that(
    standby: Server,
    hubs: dict[bool, Database],
    run_install: RunInstall,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hub = Database(standby, hubs[True].name)
    monkeypatch.setattr(connect, "STANDBY_LOCK_TIMEOUT", "100ms")
    locked = "SELECT count(*) > 0 FROM pg_locks WHERE mode = 'AccessExclusiveLock'"
    with hubs[True].connect(autocommit=False) as conn:
        conn.execute("LOCK TABLE v1_hub.proxy_usage")
        hubs[True].server.admin("SELECT pg_switch_wal()")
        while not hub.value(locked):
            time.sleep(0.05)
        for command in ("status", "verify"):
            ran = run_install(hub, command)
            assert ran.status == BLOCKED, ran.out
            assert "this hot standby replays a change of tables" in ran.err
    hubs[True].server.admin("SELECT pg_switch_wal()")
    while hub.value(locked):
        time.sleep(0.05)
    assert run_install(hub, "status").status == 0


def hear_signals() -> None:
    """Whoever runs the tests in the background has them ignored, and a child inherits that."""
    for one in (signal.SIGINT, signal.SIGHUP):
        signal.signal(one, signal.SIG_DFL)


@pytest.mark.parametrize(
    ("sent", "status"), [(signal.SIGINT, INTERRUPTED), (signal.SIGHUP, -signal.SIGHUP)]
)
def test_ctrl_c_and_a_closed_terminal_undo_the_cut_over(
    sent: signal.Signals, status: int, hubs: dict[bool, Database]
) -> None:
    hub = hubs[False]
    before = hub.value(FINGERPRINT)
    with hub.connect(autocommit=False) as reader:
        reader.execute("SELECT FROM v1_hub_work_results")
        with subprocess.Popen(
            [sys.executable, "install.py", "install", "--database-url", hub.url()],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
            preexec_fn=hear_signals,
        ) as process:
            assert process.stderr
            for line in process.stderr:  # it holds nothing and waits, or is in the cut-over
                if "no lock yet" in line:
                    break
            process.send_signal(sent)
            out, err = process.communicate(timeout=30)
        reader.rollback()
    assert process.returncode == status, out + err
    assert "Traceback" not in err
    if sent == signal.SIGINT:
        assert "interrupted; what was not committed is rolled back" in err
        assert "install.py status tells how the hub is, and what goes on" in err
    ours = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'v1_hub install'"
    for _ in range(100):  # the server notices a client that has gone within a second
        if not hub.value(ours, user="postgres"):
            break
        time.sleep(0.1)
    assert hub.value(FINGERPRINT) == before
