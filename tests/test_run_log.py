"""The log of runs: who changed the hub when, and what came of it; kept over a rollback."""

from __future__ import annotations

import json
import re
import time

import pytest

from conftest import RunInstall
from faults import Ahead
from servers import OWNER, Database
from v1_hub import __version__, run_log, show
from v1_hub.show import Printer

DONE, ERROR = 0, 1
RUNS = "SELECT command, outcome FROM {} ORDER BY began_at"


def test_times_of_a_run_are_those_of_the_server(
    legacy_db: Database, run_install: RunInstall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_log, "datetime", Ahead)
    assert run_install(legacy_db, "install").status == DONE
    assert legacy_db.value("SELECT now() - began_at < '5 min' AND began_at < ended_at "
                           "AND ended_at < now() FROM v1_hub.run")  # fmt: skip


def test_each_run_is_logged_and_the_log_outlives_a_rollback(
    legacy_db: Database, run_install: RunInstall, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub = legacy_db
    monkeypatch.setattr(show, "LINE_SECONDS", 0)
    ran = run_install(hub, "install")
    assert ran.status == DONE
    assert "copy v1_hub_work_slots_history: 2,390 of 2,390 rows, " in ran.err
    (row,) = hub.query("SELECT version, ran_by, ended_at > began_at, what FROM v1_hub.run")
    assert row[:3] == (__version__, OWNER, True)
    assert (row[3]["phases"], row[3]["locked_seconds"] > 0) == ([1, 2, 3], True)
    folded = hub.value("SELECT count(*) FROM v1_hub_work_results")
    copied = hub.value("SELECT count(*) FROM v1_hub_work_slots_history")
    assert row[3]["rows"] == {
        "fold v1_hub_work_results": folded,
        "copy v1_hub_work_slots_history": copied,
    }
    assert run_install(hub, "install").status == DONE  # nothing to do is no run
    assert run_install(hub, "rollback").status == DONE
    done = [("install", "done"), ("rollback", "done")]
    assert hub.query(RUNS.format("v1_hub_retired.run")) == done

    # A run that is stopped says by what; the log is where it was, as the cut-over was undone.
    hub.query(
        "CREATE FUNCTION stop() RETURNS event_trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE 'password=s3cret stops it'; END $$;"
        "CREATE EVENT TRIGGER stopper ON ddl_command_end WHEN TAG IN ('CREATE TRIGGER') "
        "EXECUTE FUNCTION stop()",
        user="postgres",
    )
    ran = run_install(hub, "install")
    assert ran.status == ERROR
    assert hub.query(RUNS.format("v1_hub_retired.run"))[:2] == done
    told = hub.query(RUNS.format("v1_hub_retired.run"))[2]
    assert told == ("install", "password=*** stops it")
    hub.query("DROP EVENT TRIGGER stopper; DROP FUNCTION stop()", user="postgres")
    assert run_install(hub, "install").status == DONE
    assert run_install(hub, "finalize", "--yes").status == DONE
    assert [row[0] for row in hub.query(RUNS.format("v1_hub.run"))] == [
        "install",
        "rollback",
        "install",
        "install",
        "finalize",
    ]
    ran = run_install(hub, "status")
    last = rf"^  \d{{4}}-\d\d-\d\d \S+ finalize {__version__} by {OWNER}: done, \d+\.\d s$"
    assert re.search(last, ran.out, re.MULTILINE)
    assert len(json.loads(run_install(hub, "status", "--json").out)["runs"]) == 5


def test_progress_in_a_log_file_tells_rows_rate_and_remaining_time(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = iter([0.0, 0.0, 1.0, 4.0, 5.0, 8.0])
    monkeypatch.setattr(time, "monotonic", lambda: next(clock))
    with Printer(False).batches() as report:
        for done in (1000, 1500, 3000, 3500, 5000):  # 1000: of an earlier run
            report("fold results", done, 9000)
    assert capsys.readouterr().err.splitlines() == [
        "fold results: 3,000 of 9,000 rows, 500 a second, 12.0 s to go",
        "fold results: 5,000 of 9,000 rows, 500 a second, 8.0 s to go",
    ]
    assert show.LINE_SECONDS <= 5
