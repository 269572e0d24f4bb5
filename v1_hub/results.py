"""Folding: the values that the templates of sql/steps/results/ want. Pure functions."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

from v1_hub.decide import LogColumn, Retiring
from v1_hub.facts import Column
from v1_hub.render import ident, literal, render

# folding: rows are read folded or not, and written folded. folded: all are folded. unfolding: read
# either way, and written as columns.
# unfolded: all are columns again.
Mode = Literal["folding", "folded", "unfolding", "unfolded"]


class KeyCheck(NamedTuple):
    name: str
    column: LogColumn
    base_type: str
    max_length: int | None


def check_names(table: Retiring) -> list[str]:
    """The constraints that folding puts on the leaf."""
    return [object_check(table), *(key_check(table, c) for c in table.folded if c.type != "jsonb")]


def object_check(table: Retiring) -> str:
    return f"{table.entry.leaf}_result_data_check"


def key_check(table: Retiring, column: LogColumn) -> str:
    name = f"{table.entry.leaf}_result_data_{column.legacy_name}"
    too_long = len(name.encode()) > 63
    return f"{table.entry.leaf}_result_data_{column.number}" if too_long else name


def key_checks(table: Retiring) -> list[KeyCheck]:
    return [
        KeyCheck(key_check(table, column), column, found.base_type, found.max_length)
        for column in table.folded
        if column.type != "jsonb" and (found := own_column(table, column))
    ]


def own_name(table: Retiring, column: LogColumn) -> str:
    """The name of a column in the relation, which is a leaf already or is yet to become one."""
    return column.log_name if table.relation.schema == "v1_hub" else column.legacy_name


def own_column(table: Retiring, column: LogColumn) -> Column | None:
    """The facts of a column of the table; None for an emptied one after finalize."""
    return table.relation.column(own_name(table, column))


def values(table: Retiring, view: str, leaf: str, mode: Mode) -> dict[str, Any]:
    """What view.sql, writer.sql, checks.sql and adopt.sql name."""
    names = {column.legacy_name: column.log_name for column in table.columns}
    legacy_names = {own_name(table, column): column.legacy_name for column in table.columns}
    key = [legacy_names[name] for name in table.relation.primary_key]
    return {
        "table": table,
        "view": view,
        "leaf": leaf,
        "mode": mode,
        "writer": f"write_{table.entry.leaf}",
        "keys": literal([column.legacy_name for column in table.folded]) + "::text []",
        "key_of_leaf": " AND ".join(f"l.{ident(names[k])} = OLD.{ident(k)}" for k in key),
        "key_of_view": " AND ".join(f"v.{ident(k)} = OLD.{ident(k)}" for k in key),
        "defaulted": [
            column.legacy_name
            for column in table.columns
            if (found := own_column(table, column)) and found.default
        ],
        "object_check": object_check(table),
        "key_checks": key_checks(table),
    }


def batch(
    table: Retiring, leaf: str, direction: Literal["fold", "unfold"], first: int, last: int
) -> str:
    """The statement that folds or unfolds the rows of pages first to last, the last left out."""
    return render(
        "steps/results/fold_rows.sql",
        table=table,
        leaf=leaf,
        direction=direction,
        first=literal(f"({first},0)"),
        last=literal(f"({last},0)"),
    )
