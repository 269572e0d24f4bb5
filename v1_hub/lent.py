"""A retired table under its own name again, for one statement (taking.py puts it back).

The view steps aside, the leaf leaves the log, the table has its name and columns, and a statement
runs on it as it is written. No row is written. In: facts and state; out: SQL. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from v1_hub import results
from v1_hub.back import LEAVING
from v1_hub.decide import LogColumn, Retiring
from v1_hub.facts import Hub, Relation, Sequence_
from v1_hub.registry import LOG
from v1_hub.render import render
from v1_hub.state import Retired, as_retiring
from v1_hub.steps import leaf_name, legacy_triggers, log_type_check, order_renames, view_name

HIDDEN = "v1_hub hidden "  # a column of the log that the table does not have, while it is lent


@dataclass(frozen=True)
class Lent:
    """A retired table: its relation as it is under its own name, and what makes it a leaf."""

    row: Retired
    table: Retiring
    view: Relation
    hidden: dict[int, str] = field(default_factory=dict)  # columns of other logs, by number
    is_attached: bool = False
    named: frozenset[str] = frozenset()  # every name in the statement that it is lent for

    @property
    def name(self) -> str:
        return self.row.table_name

    @property
    def aside(self) -> dict[str, str]:
        """Columns of other logs, and their names while it is lent: out of the statement's way."""
        taken = self.named | {c.legacy_name for c in self.table.columns}
        return {name: f"{HIDDEN}{number}" if name in taken else name
                for number, name in self.hidden.items()}  # fmt: skip


@dataclass(frozen=True)
class State:
    """An installed hub as statements find it."""

    hub: Hub
    columns: tuple[LogColumn, ...]
    tables: dict[str, Lent]  # by retired name; one whose view or table is gone is left out
    leaves: dict[str, str]  # of the log, all of them, by retired name
    has_own_logs: bool = False  # the log has partitions that are not ours
    summary: frozenset[tuple[str, str]] = frozenset()  # table, column: merged columns read it

    @property
    def log(self) -> dict[str, str]:
        log = self.hub.relations.get(LOG)
        return {c.name: c.type for c in log.columns} if log else {}


def make_state(
    hub: Hub,
    rows: Sequence[Retired],
    columns: Sequence[LogColumn],
    summary: Iterable[tuple[str, str]],
    *,
    has_own_logs: bool,
) -> State:
    """summary: leaf and column that the merged columns of v1_hub_proxies are made from."""
    tables = {}
    for row in rows:
        table, view = as_retiring(hub, row, columns), hub.view(row.table_name)
        if table and view:
            tables[row.table_name] = as_lent(hub, row, table, view)
    names = {one.row.leaf: one.name for one in tables.values()}
    legacy = {(c.table_name, c.log_name): c.legacy_name for c in columns}
    read = frozenset(
        (names[leaf], legacy.get((names[leaf], column), column))
        for leaf, column in summary
        if leaf in names
    )
    leaves = {row.table_name: leaf_name(row.leaf) for row in rows
              if row.treatment in ("leaf", "fold")}  # fmt: skip
    return State(hub, tuple(columns), tables, leaves, has_own_logs, read)


def as_lent(hub: Hub, row: Retired, table: Retiring, view: Relation) -> Lent:
    """The table as it will be when it is lent, out of the facts of its leaf."""
    leaf = table.relation
    names = {c.log_name: c.legacy_name for c in table.columns}
    hidden = {c.number: c.name for c in leaf.columns if names and c.name not in names}
    columns = [replace(c, name=names.get(c.name, c.name)) for c in leaf.columns]
    indexes = [
        replace(i, key_columns=i.key_columns and tuple(names.get(k, k) for k in i.key_columns))
        for i in leaf.indexes
    ]
    owned = [Sequence_(relation=0, is_identity=False, **s) for s in row.facts["sequences"]]
    relation = replace(
        leaf, schema=hub.schema, name=row.table_name, columns=tuple(columns),
        indexes=tuple(indexes), sequences=(*leaf.sequences, *owned),
        inherits=leaf.inherits and not leaf.is_partition,
    )  # fmt: skip
    one = Lent(row, table, view, hidden, leaf.is_partition)
    return replace(one, table=replace(table, relation=own_part(one, relation)))


def our_checks(table: Retiring) -> set[str]:
    """Constraints of a leaf that are not the table's own."""
    return {log_type_check(table), results.check_name(table)} if table.columns else set()


def own_part(one: Lent, relation: Relation) -> Relation:
    """A table that is lent without what makes it a leaf."""
    ours = our_checks(one.table)
    return replace(
        relation,
        columns=tuple(c for c in relation.columns if c.number not in one.hidden),
        constraints=tuple(k for k in relation.constraints if k.name not in ours),
        triggers=tuple(t for t in relation.triggers if t.function_schema != "v1_hub"),
    )


def common_values(state: State, one: Lent, table: Retiring) -> dict[str, Any]:
    hub = state.hub
    return {
        "hub": hub.schema,
        "table": table,
        "name": one.name,
        "view": view_name(hub.schema, one.name),
        "leaf": leaf_name(one.row.leaf),
        "log": view_name(hub.schema, LOG),
        "leaving": view_name(hub.schema, LEAVING),
        "leaving_name": LEAVING,
        "is_attached": one.is_attached,
    }


def lend(state: State, one: Lent) -> str:
    """SQL after which the table stands under its own name."""
    own = [(c.log_name, c.legacy_name) for c in one.table.columns]
    return render(
        "steps/alter/lend.sql",
        **common_values(state, one, one.table),
        stub=one.view.columns if one.row.treatment != "history" else [],
        trigger_names=[trigger["name"] for trigger in legacy_triggers(one.table)],
        made_checks=[],
        added=[],
        renames=order_renames([*one.aside.items(), *own]),
        sequences=one.row.facts["sequences"],
        rights_of=None,
    )
