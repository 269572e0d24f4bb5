"""What the templates of a retired table name, there and back. Pure functions of facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from v1_hub import history, results
from v1_hub.decide import Retiring
from v1_hub.facts import Hub, Relation
from v1_hub.registry import LEAVING, LOG
from v1_hub.render import ident, render
from v1_hub.treatment import asks_its_caller


def view_name(hub: str, table_name: str) -> str:
    return f"{ident(hub)}.{ident(table_name)}"


def leaf_name(leaf: str) -> str:
    return f"v1_hub.{ident(leaf)}"


def order_renames(pairs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Renames of columns, old and new name, in an order in which no name is taken yet."""
    wanted = [(old, new) for old, new in pairs if old != new]
    olds = {old for old, _ in wanted}
    aside = {old: f"v1_hub aside {n}" for n, (old, new) in enumerate(wanted) if new in olds}
    return [
        *aside.items(),
        *((old, new) for old, new in wanted if old not in aside),
        *((aside[old], new) for old, new in wanted if old in aside),
    ]


def log_type_check(table: Retiring) -> str:
    return f"{table.entry.leaf}_log_type_check"


def legacy_triggers(table: Retiring) -> list[dict[str, Any]]:
    """Triggers that let a violated NOT NULL speak of the column that the caller knows."""
    required = [c for c in table.columns if c.not_null and not c.folded]
    return [
        {
            "name": f"zz_report_legacy_column_{column.number}",
            "column": column,
            "earlier": [c for c in required if c.number < column.number],
        }
        for column in required
        if column.log_name != column.legacy_name
    ]


def table_values(hub: Hub, table: Retiring) -> dict[str, Any]:
    """What the templates of a table that comes or goes name."""
    leaving = f"{LEAVING}_{table.entry.leaf}"  # a statement may name two tables
    return {
        "hub": hub.schema,
        "table": table,
        "name": table.entry.table_name,
        "view": table.view(hub.schema),
        "leaf": table.leaf,
        "log": view_name(hub.schema, LOG),
        "leaving": view_name(hub.schema, leaving),
        "leaving_name": leaving,
        "views": hub.views,
    }


def template_values(
    hub: Hub,
    table: Retiring,
    mode: str = "",
    keys: Sequence[history.ForeignKey] = (),
    *,
    hides: bool = False,
) -> dict[str, Any]:
    """What the templates of the view of a table name, and of what lies under it.

    mode: of folding, or of copying history. keys: the foreign keys of a history, also while they
    are off it; hides: v1_hub.history_gone has rows.
    """
    values = {
        **table_values(hub, table),
        "options": ["security_invoker = true"] * asks_its_caller(table.relation),
        "view_columns": view_columns(table),
        "log_type_check": log_type_check(table),
        "legacy_triggers": legacy_triggers(table),
    }
    if table.treatment == "fold":
        values |= results.values(table, mode)
    elif table.treatment == "history":
        values |= history.values(table, hub, mode, keys, hides=hides)
    return values


def render_all(names: Iterable[str], values: Mapping[str, Any]) -> str:
    """Templates under sql/steps/, one after the other."""
    return "\n".join(render(f"steps/{name}.sql", **values) for name in names)


def view_columns(table: Retiring) -> list[dict[str, str]]:
    """Columns of a plain view: its own names, and those of what lies under it."""
    if not table.columns:
        return [{"name": column.name, "source": column.name} for column in table.relation.columns]
    return [{"name": column.legacy_name, "source": column.log_name} for column in table.columns]


class Default(NamedTuple):
    name: str
    default: str


def said_on_view(
    table: Retiring, view: Relation | None, recorded: Mapping[str, str]
) -> dict[str, Any]:
    """Comments and defaults that somebody has given to a view: it takes them as a table does.

    recorded: the defaults of folded columns, which nobody else has where the view is gone.
    """
    if not view:
        lost = [Default(name, text) for name, text in recorded.items()]
        return {"comment": None, "defaults": lost, "comments": []}
    names = {column.legacy_name: column.log_name for column in table.columns}
    own = table.relation
    # Under its name of the log, or back under its own.
    pairs = [(c, own.column(names.get(c.name, "")) or own.column(c.name)) for c in view.columns]
    # An identity or generated column takes no default.
    said = [(c, under) for c, under in pairs if under and not (under.identity or under.generated)]
    return {
        "comment": view.comment if view.comment != own.comment else None,
        "defaults": [c for c, under in said if c.default and c.default != under.default],
        "comments": [c for c, under in said if c.comment and c.comment != under.comment],
    }
