"""install.py health: each gauge on a hub that needs somebody, and on one that does not."""

from __future__ import annotations

import json
from typing import Any

import pytest

from conftest import NewHub, RunInstall
from servers import Database
from v1_hub.health import GAUGES, Gauge, judge, tell

GAUGE = {gauge.name: gauge for gauge in GAUGES}

# What makes a hub unwell: the check, its state, the statements, what the remedy says.
UNWELL = {
    "stage": ("look", ["UPDATE v1_hub.hub SET stage = 'finishing'"], "install.py install"),
    "version": ("look", ["UPDATE v1_hub.hub SET version = '9.9'"], "the package that made"),
    "ledger length": (
        "look",
        ["INSERT INTO v1_hub.proxy_change (proxy_id) SELECT 1 FROM generate_series(1, 10000)"],
        "refresh_proxies",
    ),
    "ledger age": (
        "look",
        [
            "INSERT INTO v1_hub.proxy_change (proxy_id, noted_at) VALUES (1, now() - "
            "interval '2 hours')"
        ],
        "refresh_proxies",
    ),
    "audit default rows": (
        "look",
        [
            "INSERT INTO v1_hub_audit_log (table_name, record_id, action, changed_at) "
            "VALUES ('elsewhere', 1, 'INSERT', '2199-01-01')"
        ],
        "audit_upkeep",
    ),
    "sequences": (
        "act",
        ["SELECT setval('v1_hub_proxy_usage_id_seq', 2147483000)"],
        "make its column bigint",
    ),
}


def read(hub: Database, run_install: RunInstall) -> tuple[int, dict[str, Any]]:
    ran = run_install(hub, "health", "--json")
    return ran.status, {one["check"]: one for one in json.loads(ran.out)["checks"]}


def test_a_fresh_hub_is_well(hub_db: Database, run_install: RunInstall) -> None:
    status, checks = read(hub_db, run_install)
    assert {one["state"] for one in checks.values()} == {"ok"}
    assert len(checks) == len(GAUGES) + 2
    assert status == 0


@pytest.mark.parametrize("check", UNWELL)
def test_what_needs_somebody_is_told_with_its_remedy(
    hub_db: Database, run_install: RunInstall, check: str
) -> None:
    state, statements, remedy = UNWELL[check]
    for statement in statements:
        hub_db.query(statement)
    status, checks = read(hub_db, run_install)
    assert {name for name, one in checks.items() if one["state"] != "ok"} == {check}
    assert checks[check]["state"] == state
    assert remedy in checks[check]["remedy"]
    assert status == (1 if state == "act" else 2)


@pytest.mark.parametrize("check", ["ledger length", "audit default rows"])
def test_the_remedy_helps(hub_db: Database, run_install: RunInstall, check: str) -> None:
    for statement in UNWELL[check][1]:
        hub_db.query(statement)
    _, checks = read(hub_db, run_install)
    hub_db.query(checks[check]["remedy"])
    assert read(hub_db, run_install)[0] == 0


def test_without_merged_columns_and_audit_there_is_less_to_tell(
    new_hub: NewHub, run_install: RunInstall
) -> None:
    hub = new_hub()
    assert run_install(hub, "install", "--phases", "3", "--no-summary").status == 0
    status, checks = read(hub, run_install)
    assert status == 0
    assert "ledger length" not in checks


def test_an_untouched_hub_is_blocked(new_hub: NewHub, run_install: RunInstall) -> None:
    assert run_install(new_hub(), "health").status == 3


@pytest.mark.parametrize(
    ("name", "value", "state"),
    [
        ("ledger_length", 9_999, "ok"),
        ("ledger_length", 10_000, "look"),
        ("ledger_length", 100_000, "act"),
        ("ledger_age", 10**9, "look"),
        ("audit_months_ahead", 2, "ok"),
        ("audit_months_ahead", 1, "look"),
        ("audit_months_ahead", 0, "act"),
    ],
)
def test_a_mark_counts_when_it_is_reached(name: str, value: float, state: str) -> None:
    assert judge(GAUGE[name], value) == state


def test_the_worst_object_is_told() -> None:
    rising = Gauge("x", "v1_hub.hub", 1, 9, "things", "mend {object}")
    found = tell(rising, [("a", 3), ("b", 12), ("c", 1)])
    assert (found.object, found.state, found.remedy) == ("b", "act", "mend b")
    falling = Gauge("x", "v1_hub.hub", 1, 0, "things", "mend {object}", falls=True)
    assert tell(falling, [("a", 3), ("b", 0)]).object == "b"
    assert tell(rising, []).state == "ok"
