"""Who uses a name, and whether it may go: what needs no server."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from retired_names import HUB, RESULTS
from v1_hub.drop import weigh
from v1_hub.names import Retired
from v1_hub.scan import Finding
from v1_hub.show import Printer
from v1_hub.usage import NameUse, Watch, accesses

NOW = datetime(2026, 5, 3, 12, tzinfo=timezone.utc)
NAME = "v1_hub_proxy_usage"
OLD = NameUse(NAME, "app", "write", 1, "INSERT INTO v1_hub_proxy_usage …", 9, ("api",),
              NOW - timedelta(days=200), NOW - timedelta(days=90))  # fmt: skip
WATCHED = Watch(NOW - timedelta(days=200), NOW)


def test_reads_and_writes_are_told_apart_by_the_tree() -> None:
    for query, found in (
        ("SELECT * FROM v1_hub_proxy_usage WHERE id = $1", {(NAME, "read")}),
        ("INSERT INTO v1_hub_proxy_usage (proxy_id) VALUES ($1)", {(NAME, "write")}),
        ("UPDATE v1_hub_proxy_usage SET id = $1 FROM v1_hub_work_results r",
         {(NAME, "write"), ("v1_hub_work_results", "read")}),
        ("INSERT INTO a SELECT * FROM v1_hub_proxy_usage", {(NAME, "read")}),
        ("WITH d AS (DELETE FROM v1_hub_proxy_usage RETURNING *) SELECT * FROM d",
         {(NAME, "write")}),
        ("INSERT INTO v1_hub_proxy_usage SELECT * FROM v1_hub_proxy_usage",
         {(NAME, "write"), (NAME, "read")}),
        ("COPY v1_hub_work_results (id) FROM STDIN", {("v1_hub_work_results", "write")}),
        ("COPY (SELECT * FROM v1_hub_proxy_usage) TO STDOUT", {(NAME, "read")}),
        ("MERGE INTO a USING v1_hub_proxy_usage u ON true WHEN MATCHED THEN DELETE",
         {(NAME, "read")}),
        ("DECLARE c CURSOR FOR SELECT * FROM v1_hub_proxy_usage", {(NAME, "read")}),
        ("ALTER TABLE v1_hub_proxy_usage RENAME COLUMN id TO x", {(NAME, "write")}),
        ("SELECT pg_get_serial_sequence('v1_hub_proxy_usage', 'id')", {(NAME, "read")}),
        ("SELECT 'v1_hub_proxy_usage'", set()),
        ("SELECT * FROM v1_hub.v1_hub_proxy_usage", set()),
        ("WITH v1_hub_proxy_usage AS (SELECT 1) TABLE v1_hub_proxy_usage", set()),
        ("<insufficient privilege>", set()),
        ("SELECT v1_hub_proxy_usage FROM clients", set()),
    ):  # fmt: skip
        assert accesses(query, HUB) == found, query


def against(
    one: Retired = HUB.retired[0],
    uses: Sequence[NameUse] = (),
    dependents: Sequence[str] = (),
    found: Sequence[Finding] = (),
    watch: Watch = WATCHED,
) -> list[tuple[str, str]]:
    """What speaks against dropping a name: object and finding; each has a remedy."""
    told = list(weigh(one, uses, dependents, found, watch, NOW))
    assert all(finding.remedy for finding in told)
    return [(finding.object, finding.finding) for finding in told]


def test_an_unused_name_that_was_watched_may_go() -> None:
    assert against() == []


def test_a_used_name_stays_and_says_who_uses_it() -> None:
    late = replace(OLD, last_seen=NOW - timedelta(days=3))
    assert against(uses=[late]) == [
        ("role app", f"writes {NAME} (api), last seen 2026-04-30 12:00: "
         "INSERT INTO v1_hub_proxy_usage …")
    ]  # fmt: skip
    assert against(RESULTS, uses=[late]) == []


def test_a_name_on_which_something_stands_stays() -> None:
    assert against(dependents=["view failed"]) == [("view failed", f"stands on {NAME}")]
    fine = Finding("function f()", 1, "SELECT", "fine", NAME, None, "", "")
    assert against(found=[fine, fine]) == [("function f()", f"names {NAME}")]
    assert against(found=[replace(fine, source="pg_stat_statements 7")]) == []


def test_not_watched_is_not_unused() -> None:
    for watch, why in (
        (Watch(), "nothing has seen every statement"),
        (replace(WATCHED, blind=True), "nothing has seen every statement"),
        (Watch(NOW - timedelta(days=2), NOW), "is recorded only since 2026-05-01 12:00"),
    ):
        ((_, told),) = against(watch=watch)
        assert told.startswith(why)


def test_a_screen_breaks_what_is_wide(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    one = NameUse(NAME, "shop", "read", 7, "SELECT 1", 42, ("job", "web"), OLD.first_seen, NOW)
    for columns in (60, 110):
        printer = Printer(as_json=False)
        monkeypatch.setattr(printer.out, "_width", columns)
        printer.used([NAME], [one], Watch(), [])
        told = capsys.readouterr().out
        assert " 42  " in told
        assert "\N{HORIZONTAL ELLIPSIS}" not in told
