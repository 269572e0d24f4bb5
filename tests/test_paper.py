"""What plan and the dry runs tell the one who is responsible, and whether it is kept."""

from __future__ import annotations

import json
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from conftest import RunInstall
from reference import decision, facts
from servers import Database
from small_facts import column, hub, routine, table, view_over
from test_cli import dump
from v1_hub import estimate, outcome
from v1_hub.blockers import guest_notes, table_notes
from v1_hub.decide import decide
from v1_hub.estimate import Load, Part
from v1_hub.facts import Right
from v1_hub.registry import RETIRED

DONE, PENDING, BLOCKED = 0, 2, 3
LEAVES = [entry.table_name for entry in RETIRED if entry.target == "log"]


def test_time_and_disk_grow_with_what_there_is_to_do() -> None:
    few = [Part("fold", 100, 10**6), Part("history", 100, 10**6)]
    many = [Part("leaf", 10**7, 0), Part("fold", 10**6, 10**9), Part("history", 10**6, 10**9)]
    small = estimate.of_install(Load(10, [10**7], few))
    large = estimate.of_install(Load(10, [10**10], many))
    assert small.locked_seconds == large.locked_seconds < 0.2  # metadata only
    assert large.seconds > 100 * small.seconds / 2
    assert large.bytes_now < large.bytes_after < large.bytes_peak
    assert any("1,000,000 results" in line for line in large.basis)
    # What a materialized view costs that is built anew: under the locks on the way back only.
    reading = Load(10, [0], [Part("leaf", 10**6, 0, views=1)])
    assert estimate.of_install(reading).locked_seconds == small.locked_seconds
    assert estimate.of_install(reading).seconds > 5
    assert estimate.of_rollback(reading).locked_seconds > 5
    gone = estimate.of_finalize(Load(3, [10**9], [Part("history", 0, 10**8)]))
    assert gone.bytes_after == gone.bytes_now - 10**8
    # What lies between us and the server.
    assert estimate.over_line(small, 0.0004) == small
    far = estimate.over_line(small, 0.05)
    assert far.locked_seconds > small.locked_seconds + 0.5
    assert far.seconds > small.seconds + 20
    assert any("at 50 ms" in line for line in far.basis)


def test_a_column_that_types_push_aside_is_told() -> None:
    """Most of the logs have an integer id, so the log's id is one; a bigint goes elsewhere."""
    small = [table(name, "id integer", "created_at timestamp") for name in LEAVES[:2]]
    usage = table(LEAVES[2], column("id", "bigint"), column('Ugly "name"', "text"))
    told = {one.table: one for one in outcome.tables(decide(hub(*small, usage), (1, 2, 3), "o"))}
    places = {c.column: (c.place, c.is_same) for c in told[LEAVES[2]].columns}
    assert places == {"id": ("proxy_usage_id", False), 'Ugly "name"': ('Ugly "name"', True)}
    assert told[LEAVES[0]].rows_in == "v1_hub.proxy_ip_mapping"


def test_every_column_of_the_reference_hub_goes_somewhere() -> None:
    made = decision(facts())
    told = {one.table: one for one in outcome.tables(made)}
    assert set(told) == {entry.table_name for entry in RETIRED}
    for one in made.retiring:
        columns = told[one.entry.table_name].columns
        assert [c.column for c in columns] == [c.name for c in one.relation.columns]
    results = {c.column: c.place for c in told["v1_hub_work_results"].columns}
    assert results["current_page"] == "result_data ->> 'current_page'"
    assert (results["created_at"], results["status"]) == ("logged_at", "status")
    views = {view.name: view.outcome for view in outcome.views(made)}
    assert views["public.v1_hub_daily_results"].endswith("is built anew after the cut-over")
    assert views["public.v1_hub_work_dashboard"] == "view stays on the leaf"


@pytest.mark.parametrize(
    ("by_row_type", "when"), [(False, "after the cut-over"), (True, "under the locks")]
)
def test_when_a_materialized_view_is_built_anew_is_told(by_row_type: bool, when: str) -> None:
    """It may call a function of the table's row type, which the cut-over drops and makes again."""
    made = table("v1_hub_work_results", "note text")
    kept = view_over(made, "public.kept", kind="materialized view", reads=("note",))
    calls = routine("public.f()", by_row_type=by_row_type, reads=("note",))
    decided = decide(hub(replace(made, dependents=(kept,), routines=(calls,))), (3,), "o")
    told = {view.name: view.outcome for view in outcome.views(decided)}
    assert told["public.kept"] == f"materialized view is built anew {when}"
    notes = [note.finding for note in table_notes(decided) if note.object == "public.kept"]
    assert notes == [f"is built anew {when}, for it reads public.v1_hub_work_results"]
    load = outcome.load(decided, 1, {"v1_hub_work_results": 10**6})
    assert load.read(can_wait=not by_row_type) == 10**6
    assert any(when in line for line in estimate.of_install(load).basis)
    assert (estimate.of_install(load).locked_seconds > 1) == by_row_type


def test_who_could_act_with_the_rights_of_the_installer_is_told() -> None:
    """Writes through the folded view are done by a function that has them."""
    made = table("v1_hub_work_results", "note text")
    rights = tuple(Right(who, what, False) for who, what in (
        ("hub_owner", "TRIGGER"), ("guest", "TRIGGER"), ("reader", "SELECT"), (None, "TRIGGER")
    ))  # fmt: skip
    told = [*guest_notes(decide(hub(replace(made, rights=rights)), (3,), "o"))]
    name = "public.v1_hub_work_results"
    assert [note.remedy for note in told] == [
        f"REVOKE TRIGGER ON {name} FROM PUBLIC;", f"REVOKE TRIGGER ON {name} FROM guest;"
    ]  # fmt: skip
    of_other = decide(hub(replace(made, owner="tenant")), (3,), "o")
    assert [note.remedy for note in guest_notes(of_other)] == ["Run the install as role tenant."]


def test_plan_tells_it_all_and_an_install_keeps_it(
    legacy_db: Database, run_install: RunInstall, tmp_path: Path
) -> None:
    hub, file = legacy_db, tmp_path / "plan.html"
    hub.query(
        'ALTER TABLE v1_hub_proxy_usage ADD COLUMN "<b>&""쪽" text;'
        "CREATE FUNCTION old() RETURNS void LANGUAGE sql AS 'TRUNCATE v1_hub_proxy_usage'"
    )
    before = dump(hub)
    ran = run_install(hub, "plan", "--html", str(file))
    assert ran.status == PENDING
    for told in (
        "v1_hub_proxy_usage: response_time_ms is duration_ms, created_at is logged_at",
        "v1_hub_daily_results: materialized view is built anew after the cut-over",
        "function public.old(): breaks (42809)",
        "view: folded leaf of v1_hub_activity_logs",
        "total  ",
        "results to fold at",
    ):
        assert told in ran.out
    told = json.loads(run_install(hub, "plan", "--json").out)
    page = file.read_text("utf-8")
    assert "<script" not in page.lower()
    assert "http" not in page.lower()  # it needs nothing from elsewhere
    assert '<b>&"쪽' not in page
    for line in ('<b>&"쪽', "TRUNCATE v1_hub_proxy_usage", "ATTACH PARTITION v1_hub.work_result"):
        assert line in unescape(page)
    for one in told["tables"]:
        for moved in one["columns"]:
            assert f"<code>{moved['column']}</code>" in unescape(page)
    assert dump(hub) == before

    size = "SELECT pg_database_size(current_database())"
    now = hub.value(size)
    assert run_install(hub, "install").status == DONE
    guess = told["estimate"]
    assert hub.value(size) - now <= guess["bytes_after"] - guess["bytes_now"]


def test_statements_of_the_steps_stand_once(legacy_db: Database, run_install: RunInstall) -> None:
    steps = run_install(legacy_db, "plan", "--sql").out
    both = run_install(legacy_db, "plan", "--sql=all").out
    assert steps == run_install(legacy_db, "plan", "--sql=steps").out
    assert "CREATE OR REPLACE FUNCTION v1_hub.audit_enable" in both
    assert "FUNCTION v1_hub.audit_enable" not in steps
    for once in ("CREATE TABLE public.v1_hub_activity_logs", "SET SCHEMA v1_hub", "RENAME COLUMN"):
        lines = [line for line in steps.splitlines() if once in line]
        assert lines
        assert len(lines) == len(set(lines))
    ran = run_install(legacy_db, "plan", "--sql=some")
    assert (ran.status, "it is steps or all" in ran.err) == (1, True)


@pytest.mark.parametrize("command", ["rollback", "finalize"])
def test_a_dry_run_tells_and_changes_nothing(
    command: str, hub_db: Database, legacy_db: Database, run_install: RunInstall
) -> None:
    untouched = run_install(legacy_db, command, "--dry-run")
    assert untouched.status == {"rollback": DONE, "finalize": BLOCKED}[command]
    before = dump(hub_db)
    ran = run_install(hub_db, command, "--dry-run")
    assert ran.status == PENDING
    dropped = {
        "rollback": ["columns of public.v1_hub_proxies: ip_history", "table again"],
        "finalize": [
            "emptied columns of public.v1_hub_activity_logs: ",
            "v1_hub.work_slots_history",
        ],
    }
    for told in (
        *dropped[command],
        "Locks, ACCESS EXCLUSIVE",
        f"To run it:  make {command} DATABASE_URL=",
    ):
        assert told in ran.out
    told = json.loads(run_install(hub_db, command, "--dry-run", "--json").out)
    assert (told["command"], told["result"]) == (command, "changes pending")
    assert told["estimate"]["seconds"] > 0
    assert dump(hub_db) == before
    if command == "rollback":
        hub_db.query("CREATE VIEW over_leaf AS SELECT id, result_data FROM v1_hub.work_result")
        ran = run_install(hub_db, command, "--dry-run")
        assert (ran.status, "view public.over_leaf" in ran.out) == (BLOCKED, True)
