"""Folding: the values that the templates of sql/steps/results/ want. Pure functions."""

from __future__ import annotations

import re
from typing import Any, Literal, NamedTuple

from v1_hub.decide import LogColumn, Retiring
from v1_hub.render import field, ident, literal, render

# folding: rows are read folded or not, and written folded. folded: all are folded. unfolding: read
# either way, and written as columns.
# unfolded: all are columns again.
Mode = Literal["folding", "folded", "unfolding", "unfolded"]

MODIFIER = re.compile(r"\([^)]*\)")


class KeyCheck(NamedTuple):
    column: LogColumn
    base_type: str
    max_length: int | None


def check_name(table: Retiring) -> str:
    """The constraint that folding puts on the leaf."""
    return f"{table.entry.leaf}_result_data_check"


def key_checks(table: Retiring) -> list[KeyCheck]:
    """What a retired key of result_data must be. A jsonb column's may be anything."""
    return [
        KeyCheck(column, MODIFIER.sub("", column.type), max_length(column.type))
        for column in table.folded
        if column.type != "jsonb"
    ]


def max_length(type_name: str) -> int | None:
    """The n of character varying(n)."""
    found = MODIFIER.search(type_name) if type_name.startswith("character varying") else None
    return int(found[0][1:-1]) if found else None


def own_name(table: Retiring, column: LogColumn) -> str:
    """The name of a column in the relation, which is a leaf already or is yet to become one."""
    return column.log_name if table.relation.schema == "v1_hub" else column.legacy_name


def defaults(table: Retiring) -> dict[str, str]:
    """The defaults of folded columns; a leaf that this version has made has none."""
    there = {column.name: column.default for column in table.relation.columns if column.default}
    named = {column.legacy_name: own_name(table, column) for column in table.folded}
    return {name: there[own] for name, own in named.items() if own in there}


def defaulted(table: Retiring) -> list[LogColumn]:
    """Folded columns with a default of their own. None is there any more after finalize."""
    own = defaults(table)
    return [column for column in table.folded if column.legacy_name in own]


def values(table: Retiring, mode: str) -> dict[str, Any]:
    """What view.sql, writer.sql, checks.sql and adopt.sql name besides (values.template_values)."""
    names = {column.legacy_name: column.log_name for column in table.columns}
    legacy_names = {own_name(table, column): column.legacy_name for column in table.columns}
    key = [legacy_names[name] for name in table.relation.primary_key]
    return {
        "mode": mode,
        "writer": f"write_{table.entry.leaf}",
        "key_of_leaf": " AND ".join(f"l.{ident(names[k])} = OLD.{field(k)}" for k in key),
        "key_of_view": " AND ".join(f"v.{ident(k)} = OLD.{field(k)}" for k in key),
        "defaulted": defaulted(table),
        "check_name": check_name(table),
        "check_function": f"check_{table.entry.leaf}",
        "closed": False,
        "key_checks": key_checks(table),
    }


def other_columns(table: Retiring) -> list[str]:
    """Columns of the leaf that the table never had: of other logs, and what came since."""
    own = {column.log_name for column in table.columns}
    return [column.name for column in table.relation.columns if column.name not in own]


def extra_watcher(table: Retiring) -> str:
    """The trigger, and its function, that keeps aside what is no column of the table."""
    return f"keep_{table.entry.leaf}_extra"


def extra_values(table: Retiring) -> dict[str, Any]:
    """What templates name that keep aside what is no column of the table."""
    ours = {"log_type", "result_data"} if table.folded else {"log_type"}
    return {
        "table": table,
        "leaf": table.leaf,
        "extra": f"{table.entry.leaf}_extra",
        "watcher": extra_watcher(table),
        "key_columns": table.relation.primary_key or [c.log_name for c in table.columns],
        "others": [name for name in other_columns(table) if name not in ours],
    }


def batch(table: Retiring, direction: Literal["fold", "unfold"], first: int, last: int) -> str:
    """The statement that folds or unfolds the rows of pages first to last, the last left out."""
    emptied = [column.log_name for column in table.folded]
    return render(
        "steps/results/fold_rows.sql",
        **extra_values(table) | {"others": emptied},  # whose values nobody reads in a folded row
        direction=direction,
        first=literal(f"({first},0)"),
        last=literal(f"({last},0)"),
    )
