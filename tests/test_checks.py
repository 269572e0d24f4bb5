"""What is ours and which hub is meant, decided without a server."""

from __future__ import annotations

import pytest
from psycopg.conninfo import conninfo_to_dict

from v1_hub.checks import Bound, Made, drop_statements, foreign_objects, inline
from v1_hub.locks import Activity
from v1_hub.registry import HUB_NAMES, LOG
from v1_hub.registry import RETIRED as ENTRIES
from v1_hub.target import (
    HubRelation,
    make_command,
    makes_reference,
    no_hub,
    without_password,
)

HUB = [HubRelation("workhub", name, "r") for name in HUB_NAMES]
RETIRED = [entry.table_name for entry in ENTRIES]
MADE = [
    Made("table", f"workhub.{LOG}", "dropped"),
    Made("view", f"workhub.{RETIRED[0]}", "view"),
    Made("table", "v1_hub.step"),
    Made("function", "v1_hub.f(integer)"),
    Made("trigger", "apply on v1_hub.v1_hub_proxy_usage"),
]


def test_what_was_written_down_is_ours() -> None:
    bound = [Bound("table", "v1_hub.step", ["v1_hub", "step"], "schema", "v1_hub")]
    assert foreign_objects(bound, MADE) == []
    assert [finding.object for finding in foreign_objects(bound, [])] == ["table v1_hub.step"]


def test_one_object_is_named_once_with_all_that_is_to_do() -> None:
    names = ["v1_hub", "payment"]
    bound = [
        Bound("table", "v1_hub.payment", names, "schema", "v1_hub"),
        Bound("table", "v1_hub.payment", names, "partition", f"workhub.{LOG}"),
    ]
    (finding,) = foreign_objects(bound, MADE, "Work Hub")
    assert finding.remedy == (
        f"ALTER TABLE workhub.{LOG} DETACH PARTITION v1_hub.payment; "
        'ALTER TABLE v1_hub.payment SET SCHEMA "Work Hub";'
    )


def test_audit_triggers_are_ours_on_the_hub_and_told_elsewhere() -> None:
    def trigger(table: str) -> Bound:
        names = [*table.split("."), "audit_insert"]
        return Bound("trigger", f"audit_insert on {table}", names, "audit", "v1_hub.audit_rows()")

    hub, own = trigger("v1_hub.v1_hub_proxy_usage"), trigger("public.own")
    (finding,) = foreign_objects([hub, own], MADE)
    assert finding.remedy == "SELECT v1_hub.audit_disable('public.own');"


def test_logs_that_a_rollback_kept_are_not_in_the_way() -> None:
    name = "v1_hub_audit_log_20260131_101500_123456"
    for suffix, foreign in (("", 0), ("_2026_01", 0), ("_audit_seals", 0)):
        table = name + suffix
        bound = Bound(
            "table",
            f"v1_hub_retired.{table}",
            ["v1_hub_retired", table],
            "schema",
            "v1_hub_retired",
        )
        assert len(foreign_objects([bound], [])) == foreign


def test_only_ours_is_dropped_and_restrict() -> None:
    bound = [
        Bound("function", "v1_hub.f(integer)", ["v1_hub", "f"], "schema", "v1_hub"),
        Bound("table", "v1_hub.mine", ["v1_hub", "mine"], "schema", "v1_hub"),
        Bound(
            "trigger",
            "apply on workhub.v1_hub_proxy_usage",
            ["workhub", "v1_hub_proxy_usage", "apply"],
            "use",
            "v1_hub.f(integer)",
        ),
    ]
    assert drop_statements(bound, MADE) == [
        "DROP TRIGGER apply ON workhub.v1_hub_proxy_usage RESTRICT;",
        "DROP ROUTINE v1_hub.f(integer) RESTRICT;",
        "DROP SCHEMA v1_hub RESTRICT;",
    ]


def test_values_of_a_script_are_quoted() -> None:
    assert "= 'it''s'" in inline("made", schema="it's", retired=["a"])


def test_the_reference_hub_is_made_unasked_on_the_embedded_server_only() -> None:
    assert makes_reference([], "public", embedded=True, asked=False)
    assert not makes_reference([], "public", embedded=False, asked=False)
    assert makes_reference([], "public", embedded=False, asked=True)
    assert not makes_reference(HUB, "public", embedded=True, asked=False)
    assert makes_reference(HUB, "public", embedded=False, asked=True)
    assert not makes_reference(HUB, "workhub", embedded=True, asked=True)


def test_where_there_is_no_hub_it_is_said_where_there_is_one() -> None:
    assert no_hub(HUB, "workhub", embedded=False) is None
    spaced = [relation._replace(schema="Work Hub") for relation in HUB]
    told = no_hub([*HUB[:1], *spaced], "public", embedded=False)
    assert told
    assert told.details["hint"] == "add --schema 'Work Hub'"
    assert "schema workhub has 1 table of a hub" in told.details["detail"]
    nowhere = no_hub([], "public", embedded=False, database="shop")
    assert nowhere
    assert "database shop" in nowhere.details["detail"]


def test_a_session_whose_query_may_not_be_seen_is_told_with_the_right_for_it() -> None:
    hidden = Activity(7, "shop", "psql", None, None, "<insufficient privilege>", None)
    assert str(hidden).endswith("sees no more: GRANT pg_read_all_stats")
    seen = hidden._replace(state="active", query="SELECT 1", seconds=2.0)
    assert "for 2.0 s: SELECT 1" in str(seen)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("postgresql://me:s3cret@host:5433/db", "postgresql://me@host:5433/db"),
        ("postgresql://me@host/db?password=s3cret&connect_timeout=3", None),
        ("postgresql://me:s3%40cret@a:1,b:2/db", "postgresql://me@a:1,b:2/db"),
        ("postgresql://:s3cret@host/db", None),
        ("host=host dbname=db user=me password='s3cret x'", None),
        ("postgresql:///db?host=/tmp/a%20b&password=s3cret", None),
    ],
)
def test_a_printed_url_is_the_same_without_its_password(given: str, shown: str | None) -> None:
    told = without_password(given)
    assert "s3" not in told
    assert shown in (None, told)
    wanted = conninfo_to_dict(given)
    wanted.pop("password")
    assert conninfo_to_dict(told) == wanted


def test_a_printed_command_names_database_and_schema() -> None:
    assert make_command("rollback", "", "public") == "make rollback"
    assert make_command("verify", "host=a password=x", "Work Hub", checkout=False) == (
        "v1-hub verify --database-url host=a --schema 'Work Hub'"
    )
    assert make_command("rollback", "postgresql://me:x@host/a$b", "Work Hub") == (
        "make rollback DATABASE_URL='postgresql://me@host/a$$b' SCHEMA='Work Hub'"
    )
