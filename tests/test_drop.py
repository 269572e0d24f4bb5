"""install.py drop: a retired name goes for good, where nobody uses it and nothing stands on it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from conftest import Ran, RunInstall
from faults import Ahead
from servers import Database, Server, assert_verified
from v1_hub import name_commands

HEARTBEAT, HISTORY = "v1_hub_proxy_heartbeat", "v1_hub_work_slots_history"
RESULTS, TRACKING = "v1_hub_work_results", "v1_hub_daily_work_tracking"
CONTENT = "SELECT count(*), sum(hashtextextended((t.id, t::text)::text, 0)) FROM {} t"
OVER = {  # what stands on the views of the reference hub
    RESULTS: [
        "view public.v1_hub_blocked_results",
        "materialized view public.v1_hub_daily_results",
    ],
    HISTORY: ["view public.v1_hub_slot_changes"],
}
NewWatched = Callable[[], Database]


@pytest.fixture
def new_watched(statistics_server: Server) -> Iterator[NewWatched]:
    """Makes consolidated hubs whose statements are seen."""
    made: list[Database] = []

    def make() -> Database:
        made.append(statistics_server.hub(consolidated=True, sample_rows=100))
        made[-1].query("CREATE EXTENSION pg_stat_statements", user="postgres")
        return made[-1]

    statistics_server.admin("GRANT pg_read_all_stats TO hub_owner")
    yield make
    statistics_server.admin("REVOKE pg_read_all_stats FROM hub_owner")
    for database in made:
        statistics_server.drop(database)


def weeks_pass(hub: Database, days: int = 40) -> None:
    """Nothing happens for so many days, as far as the recorded use can tell."""
    for table, column in (("usage_run", "ran_at"), ("name_use", "first_seen, last_seen")):
        for name in column.split(", "):
            hub.query(f"UPDATE v1_hub.{table} SET {name} = {name} - interval '{days} days'")


def drop(hub: Database, run_install: RunInstall, name: str, *more: str) -> Ran:
    return run_install(hub, "drop", name, "--yes", *more)


def found(ran: Ran) -> dict[str, str]:
    """What speaks against a drop: object and remedy."""
    assert ran.status == 3, ran.out + ran.err
    return {one["object"]: one["remedy"] for one in json.loads(ran.out)["blockers"]}


def test_a_client_whose_clock_is_ahead_drops_no_name_in_use(
    new_watched: NewWatched, run_install: RunInstall, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub = new_watched()
    run_install(hub, "usage")
    monkeypatch.setattr(name_commands, "datetime", Ahead, raising=False)
    assert "usage" in found(drop(hub, run_install, HEARTBEAT, "--json"))


def test_a_name_in_use_stays_with_the_evidence(
    new_watched: NewWatched, run_install: RunInstall
) -> None:
    hub = new_watched()
    ran = drop(hub, run_install, "v1_hub_proxies")
    assert ran.status == 3
    assert "v1_hub_proxies is not a retired name" in ran.err
    assert HEARTBEAT in ran.err
    hub.query(f"SELECT count(*) FROM {HEARTBEAT}")
    ran = drop(hub, run_install, HEARTBEAT)
    assert ran.status == 3
    assert f"role hub_owner: reads {HEARTBEAT}, last seen" in ran.out
    assert "usage: is recorded only since" in ran.out
    assert "note: code that ran before" in ran.out
    assert "note: nothing is known from before" in ran.out
    weeks_pass(hub, 20)
    assert {*found(drop(hub, run_install, HEARTBEAT, "--json"))} == {"role hub_owner", "usage"}
    weeks_pass(hub, 20)
    for statement in (
        f'CREATE VIEW "it\'s mine" AS SELECT name FROM {HEARTBEAT}',
        "CREATE FUNCTION f(p text) RETURNS int LANGUAGE plpgsql AS $$BEGIN\n"
        f"RETURN (SELECT count(*) FROM {HEARTBEAT} WHERE name = p); END$$",
        f"CREATE FUNCTION g(p {HEARTBEAT}) RETURNS int LANGUAGE sql AS 'SELECT 1'",
        f"CREATE RULE noted AS ON DELETE TO {HEARTBEAT} DO ALSO NOTIFY x",
        "CREATE FUNCTION mine() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
        f"CREATE TRIGGER mine BEFORE DELETE ON {HEARTBEAT} EXECUTE FUNCTION mine()",
    ):
        hub.query(statement)
    against = found(drop(hub, run_install, HEARTBEAT, "--json"))
    assert {*against} == {
        "role hub_owner",
        'view public."it\'s mine"',
        "function public.f(text)",
        "function public.g(public.v1_hub_proxy_heartbeat)",
        f"rule noted on view public.{HEARTBEAT}",
        f"trigger mine on view public.{HEARTBEAT}",
    }
    assert all("v1_hub.proxy_heartbeat" in remedy for remedy in against.values())
    assert hub.value(f"SELECT to_regclass('{HEARTBEAT}') IS NOT NULL")


def test_what_cannot_be_seen_is_no_evidence(
    new_watched: NewWatched, run_install: RunInstall
) -> None:
    hub = new_watched()
    assert run_install(hub, "usage").status == 0
    weeks_pass(hub)
    hub.query("SELECT pg_stat_statements_reset()", user="postgres")
    assert "usage: is recorded only since" in drop(hub, run_install, HEARTBEAT).out
    hub.query("REVOKE pg_read_all_stats FROM hub_owner", user="postgres")
    try:
        ran = drop(hub, run_install, HEARTBEAT)
        assert ran.status == 3
        assert "nothing has seen every statement" in ran.out
        assert "are hidden from this role: GRANT pg_read_all_stats" in ran.out
    finally:
        hub.query("GRANT pg_read_all_stats TO hub_owner", user="postgres")
    hub.query("DROP EXTENSION pg_stat_statements", user="postgres")
    ran = drop(hub, run_install, HEARTBEAT)
    assert ran.status == 3
    assert "pg_stat_statements is not installed: no use is seen" in ran.out


def test_a_dropped_name_is_gone_for_good_and_its_table_comes_back(
    new_watched: NewWatched, run_install: RunInstall, tmp_path: Path, statistics_server: Server
) -> None:
    hub, legacy = new_watched(), statistics_server.hub(consolidated=False, sample_rows=100)
    run_install(hub, "usage")
    weeks_pass(hub)
    names = (HEARTBEAT, RESULTS, HISTORY)
    before = hub.value("SELECT count(*) FROM v1_hub.proxy_heartbeat")
    asked = run_install(hub, "drop", HEARTBEAT)
    assert asked.status == 3
    assert f"install.py drop {HEARTBEAT} --yes" in asked.err
    assert "uses are recorded since" in asked.err
    for name in names:
        for view in OVER.get(name, ()):
            assert view in found(drop(hub, run_install, name, "--json"))
            hub.query(f"DROP {view}")
        ran = drop(hub, run_install, name)
        assert ran.status == 0, ran.out + ran.err
        assert hub.value(f"SELECT to_regclass('{name}')") is None
    assert "was dropped on" in drop(hub, run_install, HEARTBEAT).err
    assert hub.value("SELECT to_regproc('v1_hub.write_work_result')") is None

    # New code goes on; the commands know.
    assert hub.value("SELECT count(*) FROM v1_hub_activity_logs "
                     "WHERE log_type = 'proxy_heartbeat'") == before  # fmt: skip
    hub.query("INSERT INTO v1_hub_activity_logs (log_type, allocation_id, started_at, status, "
              "logged_at, result_data) VALUES ('work_result', 1, now(), 'error', now(), "
              "'{\"total_requests\": 5}')")  # fmt: skip
    hub.query("UPDATE v1_hub_work_slots SET daily_work_count = 7 WHERE id = 1")
    assert_verified(hub)
    assert {*json.loads(run_install(hub, "status", "--json").out)["dropped"]} == {*names}
    used = json.loads(run_install(hub, "usage", "--json").out)
    assert HEARTBEAT not in used["unused"]
    assert HEARTBEAT not in {one["name"] for one in used["uses"]}
    assert run_install(hub, "install", "--yes").status == 0
    assert hub.value(f"SELECT to_regclass('{RESULTS}')") is None
    (tmp_path / "old.sql").write_text(
        f"SELECT 1 FROM {HEARTBEAT};\nCREATE TABLE IF NOT EXISTS {HISTORY} (id int);"
    )
    ran = run_install(hub, "scan", str(tmp_path), "--json")
    states = [(one["verdict"], one["sqlstate"]) for one in json.loads(ran.out)["findings"]]
    assert states == [("breaks", "42P01"), ("differs", None)]

    # The way back: what took the name in the meantime is somebody else's.
    hub.query(f"CREATE VIEW {HEARTBEAT} AS SELECT 1 AS mine")
    ran = run_install(hub, "rollback", "--yes")
    assert ran.status == 3
    hub.query(f"ALTER TABLE public.{HEARTBEAT} RENAME TO {HEARTBEAT}_new")
    ran = run_install(hub, "rollback", "--yes")
    assert ran.status == 0, ran.out + ran.err
    assert hub.value(f"SELECT mine FROM {HEARTBEAT}_new") == 1
    assert hub.value(f"SELECT total_requests FROM {RESULTS} WHERE allocation_id = 1 "
                     "AND status = 'error' ORDER BY id LIMIT 1") == 5  # fmt: skip
    hub.query(f"DELETE FROM {RESULTS} WHERE id < 0")
    for name in names:
        kept = " WHERE work_slot_id <> 1" if name == HISTORY else ""
        assert hub.query(CONTENT.format(name) + kept) == legacy.query(CONTENT.format(name) + kept)
        rights = "SELECT relkind, relacl::text FROM pg_class WHERE oid = %s::regclass"
        assert hub.query(rights, name) == legacy.query(rights, name)


def test_names_go_before_and_after_finalize(
    new_watched: NewWatched, run_install: RunInstall
) -> None:
    hub = new_watched()
    run_install(hub, "usage")
    weeks_pass(hub)
    for view in OVER[RESULTS]:
        hub.query(f"DROP {view}")
    hub.query("UPDATE v1_hub.hub SET stage = 'finishing'")
    ran = drop(hub, run_install, RESULTS)
    assert (ran.status, "is finishing" in ran.err) == (3, True)
    hub.query("UPDATE v1_hub.hub SET stage = 'finished'")
    hub.query(f"DROP VIEW {HEARTBEAT}")  # by hand
    assert run_install(hub, "verify").status == 1
    for name in (HEARTBEAT, RESULTS):
        assert drop(hub, run_install, name).status == 0
    assert run_install(hub, "finalize", "--yes").status == 0
    assert f"{HEARTBEAT}: dropped on 20" in run_install(hub, "status").out
    weeks_pass(hub)
    for view in OVER[HISTORY]:
        hub.query(f"DROP {view}")
    for name in (HISTORY, "v1_hub_client_activity_logs"):
        ran = drop(hub, run_install, name)
        assert ran.status == 0, ran.out + ran.err
    assert "init_daily_work_tracking" in drop(hub, run_install, TRACKING).out
    assert_verified(hub)
    assert HISTORY not in run_install(hub, "usage").out
    hub.query("UPDATE v1_hub_work_slots SET daily_work_count = 7 WHERE id = 1")
    assert hub.value("SELECT count(*) FROM v1_hub.row_history('v1_hub_work_slots', 1)") > 0
