"""Every type with its awkward values, through a leaf, a whole table and a folded one, and back."""

from __future__ import annotations

import pytest

from hub_cycle import Cycle, Hub, Statement, literal, quote
from hub_types import MADE, MADE_ARRAYS, TYPES

PLACES = {
    "leaf": "v1_hub_proxy_usage",
    "whole": "v1_hub_proxy_heartbeat",
    "fold": "v1_hub_work_results",
}


def columns_of(place: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """Name, type and values of each column; a leaf takes no domain."""
    found = [(f"c {name}", name, values) for name, values in TYPES.items()]
    for name, (ddl, values) in MADE.items():
        if place != "leaf" or "DOMAIN" not in ddl:
            found.append((f"m {name}", quote(name), values))
            if name in MADE_ARRAYS:
                found.append((f"a {name}", quote(name) + "[]", MADE_ARRAYS[name]))
    return found


def insert(table: str, columns: list[tuple[str, str, tuple[str, ...]]], turn: int) -> str:
    """A row with the turn-th value of every type that has so many."""
    given = [(name, values[turn]) for name, _, values in columns if turn < len(values)]
    return (
        f"INSERT INTO {table} ({', '.join(quote(name) for name, _ in given)}) "
        f"VALUES ({', '.join(literal(value) for _, value in given)})"
    )


def make_hub(place: str, major: int) -> Hub:
    table = PLACES[place]
    columns = [c for c in columns_of(place) if major < 18 or not c[1].startswith("xml")]
    identity = "integer GENERATED ALWAYS AS IDENTITY" if place == "whole" else "serial"
    hub = Hub(
        setup=[
            *(ddl.format(quote(name)) for name, (ddl, _) in MADE.items()),
            f"CREATE TABLE {table} (id {identity} PRIMARY KEY, "
            + ", ".join(f"{quote(name)} {type_name}" for name, type_name, _ in columns)
            + ")",
            f"INSERT INTO {table} DEFAULT VALUES",
            *(insert(table, columns, turn) for turn in range(10)),
        ]
    )
    hub.writes = [Statement(insert(table, columns, turn), table, "insert") for turn in range(10)]
    for start in range(0, len(columns), 12):
        part = columns[start : start + 12]
        for turn in range(3):
            sets = ", ".join(
                f"{quote(name)} = {literal(values[turn % len(values)])}" for name, _, values in part
            )
            hub.writes.append(
                Statement(
                    f"UPDATE {table} SET {sets} WHERE id = {turn + 1} RETURNING *", table, "update"
                )
            )
        nothing = ", ".join(
            f"{quote(name)} = NULL" for name, type_name, _ in part if "required" not in type_name
        )
        hub.writes.append(Statement(f"UPDATE {table} SET {nothing} WHERE id = 4", table, "update"))
    hub.writes += [
        Statement(f"SELECT * FROM {table}"),
        Statement(f"SELECT t FROM {table} t"),
        Statement(f"SELECT row_to_json(t) FROM {table} t"),
        Statement(f"DELETE FROM {table} WHERE id = 5 RETURNING *", table, "delete"),
    ]
    return hub


@pytest.mark.parametrize("place", PLACES)
def test_every_type_survives(cycle: Cycle, place: str) -> None:
    refused = cycle.run(make_hub(place, cycle.server.major))
    assert not refused
    assert not cycle.setup_failed
