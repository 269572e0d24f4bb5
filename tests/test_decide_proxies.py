"""What can be merged into v1_hub_proxies, decided from facts alone; no server."""

from __future__ import annotations

from dataclasses import replace

import pglast
import pytest

import small_facts as facts
from small_facts import column, foreign_key, table
from v1_hub import proxies
from v1_hub.decide import decide as decide_hub
from v1_hub.facts import Column, Relation
from v1_hub.proxies import HEARTBEAT, MAPPING, TIMESTAMP, USAGE, Proxies
from v1_hub.registry import PROXIES

NAME = "public.v1_hub_proxies"
PROXY = table(PROXIES, "id integer", "server_ip character varying", "port integer")


def bound(name: str, *columns: str) -> Relation:
    link = foreign_key(target=PROXY.oid, target_bare_name=PROXIES, columns=("proxy_id",))
    return table(name, "id integer", "proxy_id integer", *columns, constraints=(link,))


TABLES = {
    relation.name: relation
    for relation in (
        PROXY,
        bound(
            MAPPING, "proxy_number integer", "current_ip character varying",
            f"updated_at {TIMESTAMP}",
        ),
        table(
            HEARTBEAT, "id integer", "remote_ip character varying", f"updated_at {TIMESTAMP}"
        ),
        bound(
            USAGE, "success boolean", "response_time_ms integer", f"created_at {TIMESTAMP}"
        ),
    )
}  # fmt: skip


def with_column(name: str, *columns: Column) -> dict[str, Relation]:
    """The reference hub with these columns in place of those of the same names."""
    new = {column.name: column for column in columns}
    old = TABLES[name]
    kept = tuple(new.pop(column.name, column) for column in old.columns)
    return {**TABLES, name: replace(old, columns=(*kept, *new.values()))}


def without(name: str, *names: str) -> dict[str, Relation]:
    old = TABLES[name]
    kept = tuple(column for column in old.columns if column.name not in names)
    indexes = () if "id" in names else old.indexes
    return {**TABLES, name: replace(old, columns=kept, indexes=indexes)}


def decide(tables: dict[str, Relation]) -> Proxies:
    found = decide_hub(facts.hub(*tables.values()), (1, 2, 3), "hub_owner").merged
    assert found
    return found


def test_the_reference_hub_fills_all_three() -> None:
    found = decide(TABLES)
    assert found.reasons == {}
    assert list(found.sources) == ["mapping", "heartbeat", "usage"]
    assert (found.key, found.address, found.is_bound) == ("id", "server_ip", True)
    assert found.usage is not None
    assert found.usage.counted == ["proxy_id", "success", "duration_ms", "logged_at"]
    assert found.mapping is not None
    assert "proxy_id" not in [key for key, *_ in found.mapping.document]


def test_secrets_of_the_mapping_are_not_told_with_the_proxy() -> None:
    secrets = [column(name, "text") for name in ("Password", "auth_key", "proxyPwd")]
    found = decide(with_column(MAPPING, *secrets)).mapping
    assert found is not None
    assert [key for key, *_ in found.document] == ["id", "proxy_number", "current_ip", "updated_at"]


@pytest.mark.parametrize(
    ("table", "missing", "part", "why"),
    [
        (
            MAPPING,
            "current_ip",
            "ip_history",
            "lacks a column, or a fitting type of it: current_ip",
        ),
        (HEARTBEAT, "remote_ip", "last_heartbeat", "lacks a column, or a fitting"),
        (USAGE, "created_at", "usage_stats", "lacks a column, or a fitting type of it: created_at"),
        (PROXIES, "server_ip", "last_heartbeat", "has no server_ip to find heartbeats by"),
    ],
)
def test_what_cannot_be_filled_says_why(table: str, missing: str, part: str, why: str) -> None:
    found = decide(without(table, missing))
    assert list(found.reasons) == [part]
    assert why in found.reasons[part]


def test_a_missing_table_leaves_the_others() -> None:
    found = decide({name: table for name, table in TABLES.items() if name != USAGE})
    assert found.reasons == {"usage_stats": f"there is no table {USAGE}"}
    assert list(found.sources) == ["mapping", "heartbeat"]


def test_without_a_key_of_one_column_nothing_is_merged() -> None:
    found = decide(without(PROXIES, "id"))
    assert set(found.reasons) == set(proxies.MERGED)
    assert found.sources == {}


def test_heartbeats_with_a_proxy_id_need_no_address() -> None:
    hub = with_column(HEARTBEAT, column("proxy_id", "integer"))
    found = decide(hub)
    assert found.heartbeat is not None
    assert (found.heartbeat.proxy, found.address) == ("proxy_id", None)


@pytest.mark.parametrize(
    ("key", "link", "fits"),
    [
        ("bigint", "integer", True),
        ("uuid", "uuid", True),
        ("uuid", "integer", False),
        ("text", "uuid", False),
    ],
)
def test_the_link_must_have_the_type_of_the_key(key: str, link: str, fits: bool) -> None:
    hub = with_column(USAGE, column("proxy_id", link))
    hub[PROXIES] = with_column(PROXIES, column("id", key))[PROXIES]
    assert (decide(hub).usage is not None) == fits


@pytest.mark.parametrize(
    ("key", "link"),
    [
        (column("id", 'text COLLATE "C"', base_type="text"), 'text COLLATE "POSIX"'),
        (column("id", "text COLLATE loose", base_type="text", is_loose=True), "text"),
    ],
)
def test_the_link_must_have_a_collation_that_finds_the_key(key: Column, link: str) -> None:
    hub = with_column(USAGE, column("proxy_id", link, base_type="text"))
    hub[PROXIES] = with_column(PROXIES, key)[PROXIES]
    assert decide(hub).usage is None


def test_what_no_trigger_sees_is_not_merged() -> None:
    found = decide(with_column(USAGE, column("success", "boolean", generated="v")))
    assert "virtual column, NULL to triggers: success" in found.reasons["usage_stats"]


def test_an_unbound_link_lets_rows_be_older_than_their_proxy() -> None:
    assert not decide({**TABLES, USAGE: replace(TABLES[USAGE], constraints=())}).is_bound
    unchecked = tuple(replace(k, is_validated=False) for k in TABLES[USAGE].constraints)
    assert not decide({**TABLES, USAGE: replace(TABLES[USAGE], constraints=unchecked)}).is_bound


def test_what_json_would_change_is_kept_as_text() -> None:
    columns = [("a", "json"), ("b", "mood"), ("c", "jsonb"), ("d", "integer[]"), ("e", "json[]")]
    found = decide(with_column(MAPPING, *(column(name, kind) for name, kind in columns)))
    assert found.mapping is not None
    as_text = {key for key, _, is_text in found.mapping.document if is_text}
    assert as_text == {"a", "b", "e"}


def test_an_odd_success_or_duration_is_not_counted() -> None:
    odd = (column("success", "text"), column("response_time_ms", "interval"))
    found = decide(with_column(USAGE, *odd)).usage
    assert found is not None
    assert found.counted == ["proxy_id", "logged_at"]


HOSTILE = 'it\'s "b"; $1 %s {{ x }} --'


@pytest.mark.parametrize(
    "tables",
    [
        TABLES,
        {PROXIES: TABLES[PROXIES]},
        without(PROXIES, "id"),
        with_column(HEARTBEAT, column("proxy_id", "integer")),
        with_column(HEARTBEAT, column("remote_ip", "inet")),
        with_column(USAGE, column("response_time_ms", "numeric")),
        without(USAGE, "success", "response_time_ms"),
        without(MAPPING, "id", "proxy_number"),
        with_column(MAPPING, column(HOSTILE, TIMESTAMP)),
        with_column(PROXIES, column("id", "uuid")),
    ],
)
@pytest.mark.parametrize("summary", [True, False])
def test_what_is_rendered_is_sql(tables: dict[str, Relation], summary: bool) -> None:
    hub = {name: replace(table, options=("fillfactor=90",)) for name, table in tables.items()}
    decided = decide(hub)
    # %TYPE in an argument list is PostgreSQL's own; pglast reads it, too.
    assert pglast.parse_sql(proxies.merge(decided, summary=summary))
    assert pglast.parse_sql(proxies.undo(decided))
