"""What scan says of a statement is what PostgreSQL does: every refusal, and what is fine."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import replace

import psycopg
import pytest

from retired_names import read_hub
from servers import Database, Server
from test_verdict import FINE, filled
from v1_hub.extract import judge_command
from v1_hub.names import Hub, Retired
from v1_hub.reading import statements
from v1_hub.scan import judge_text
from verdict_cases import BREAKS, DIFFERS


@pytest.fixture(scope="module")
def hub_of(server: Server) -> Iterator[tuple[Database, Hub]]:
    """A consolidated hub for the whole file, and its names: every run is rolled back."""
    database = server.hub(consolidated=True)
    yield database, read_hub(database)
    server.drop(database)


def sqlstate_of(database: Database, sql: str, before: str = "") -> str | None:
    """The SQLSTATE of a statement; None where it runs. Alone where it must be, else rolled back."""
    alone = "CONCURRENTLY" in sql or sql.startswith("VACUUM")
    with database.connect(autocommit=alone) as conn:
        try:
            if before:
                conn.execute(before.encode())
            if sql.upper().startswith("COPY") and "STD" in sql:
                with conn.cursor().copy(sql.encode()) as copy:
                    if "TO STDOUT" in sql:
                        list(copy.rows())
            else:
                conn.execute(sql.encode())
        except psycopg.Error as refused:
            return refused.sqlstate
        finally:
            if not alone:
                conn.rollback()
    return None


def own_names(hub: Hub) -> Iterator[Retired]:
    for one in hub.retired:
        yield replace(one, indexes=tuple(i for i in one.indexes if i.startswith("v1_hub")))


def test_every_refusal_is_postgresqls_own(hub_of: tuple[Database, Hub]) -> None:
    database, hub = hub_of
    assert {one.treatment for one in hub.retired} == {"leaf", "fold", "history"}
    wrong, tried = [], 0
    for case in BREAKS:
        for one in own_names(hub):
            if one.treatment in case.kinds and hub.major in case.majors:
                sql, before = filled(case.sql, one), filled(case.before, one)
                judged = [j.sqlstate for _, j in judge_text(sql, hub) if j.verdict == "breaks"]
                told = sqlstate_of(database, sql, before)
                tried += 1
                if told != case.sqlstate or case.sqlstate not in judged:
                    wrong.append((sql, told, judged))
    assert not wrong
    assert tried > 400


def test_what_differs_is_not_refused(hub_of: tuple[Database, Hub]) -> None:
    database, hub = hub_of
    database.query("CREATE SCHEMA IF NOT EXISTS elsewhere")
    wrong = []
    for sql, kinds in DIFFERS:
        for one in own_names(hub):
            if one.treatment in kinds:
                told = sqlstate_of(database, filled(sql, one))
                if told not in (None, "2BP01"):  # DROP VIEW: other views stand on it
                    wrong.append((filled(sql, one), told))
    assert not wrong


def test_a_replica_writes_through_no_trigger_of_a_view(hub_of: tuple[Database, Hub]) -> None:
    database, hub = hub_of
    mode = "SET LOCAL session_replication_role = replica"
    for one in own_names(hub):
        with database.connect("postgres", autocommit=False) as conn:
            conn.execute(mode)
            gone = conn.execute(f"DELETE FROM {one.name}".encode()).rowcount
            kept = conn.execute(f"SELECT FROM {one.name}".encode()).rowcount
            conn.rollback()
        judged = [j.name for _, j in judge_text(mode, hub) if j.verdict == "differs"]
        assert gone
        assert kept == (gone if one.name in judged else 0), one.name


def test_only_of_a_view_takes_in_the_heirs(database: Database) -> None:
    database.query(
        "CREATE TABLE leaf (); CREATE TABLE heir () INHERITS (leaf); "
        "CREATE VIEW name AS TABLE leaf; INSERT INTO heir DEFAULT VALUES"
    )
    assert database.query("DELETE FROM ONLY leaf RETURNING 1") == []
    assert database.query("DELETE FROM ONLY name RETURNING 1") == [(1,)]


def test_a_hundred_fine_statements_run(hub_of: tuple[Database, Hub]) -> None:
    database, hub = hub_of
    for statement in statements(FINE.read_text()):
        assert {j.verdict for _, j in judge_text(statement.text, hub)} <= {"fine"}
        told = sqlstate_of(database, statement.text)
        assert told is None, (statement.text, told)


def test_command_line_tools_do_what_is_said_of_them(hub_of: tuple[Database, Hub]) -> None:
    database, hub = hub_of
    for one in hub.retired:
        for tool, options in (
            ("pg_dump", ["-t", one.name]),
            ("reindexdb", ["-t", one.name]),
            ("clusterdb", ["-t", one.name]),
            ("vacuumdb", ["-t", one.name]),
        ):
            (told,) = judge_command([tool, *options], hub)
            ran = subprocess.run(
                [database.server.program(tool), *options, "-d", database.url()],
                capture_output=True, text=True, check=False,
            )  # fmt: skip
            assert (ran.returncode != 0) == (told.sqlstate is not None), (told, ran.stderr)
            assert told.verdict == ("differs" if tool == "vacuumdb" else "breaks")
            if tool == "pg_dump":
                assert "COPY" not in ran.stdout
    everything = subprocess.run(
        [database.server.program("pg_dump"), "-n", hub.schema, "-d", database.url()],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert "COPY public.v1_hub_work_slots " in everything
    assert f"COPY {'.'.join(hub.retired[0].leaf)} " not in everything


def test_a_statement_trigger_fires_only_where_it_is_said_to(hub_of: tuple[Database, Hub]) -> None:
    database, hub = hub_of
    for one in own_names(hub):
        with database.connect(autocommit=False) as conn:
            conn.execute("CREATE TABLE told (x int)")
            conn.execute("CREATE FUNCTION tell() RETURNS trigger LANGUAGE plpgsql AS "
                         "'BEGIN INSERT INTO told VALUES (1); RETURN NULL; END'")  # fmt: skip
            trigger = f"CREATE TRIGGER t AFTER UPDATE ON {one.name} EXECUTE FUNCTION tell()"
            conn.execute(trigger.encode())
            conn.execute(f"UPDATE {one.name} SET id = id WHERE false".encode())
            row = conn.execute("SELECT count(*) FROM told").fetchone()
            assert row is not None
            verdicts = {j.verdict for _, j in judge_text(trigger, hub)}
            assert verdicts == ({"fine"} if row[0] else {"differs"}), one.name
            conn.rollback()
