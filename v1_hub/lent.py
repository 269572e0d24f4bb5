"""A retired table under its own name again, for one statement (taking.py puts it back).

The view steps aside, the leaf leaves the log, the table has its name and columns, and a statement
runs on it as it is written. No row is written. In: facts and state; out: SQL.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pglast import ast
from pglast.stream import RawStream

from v1_hub import names, results
from v1_hub.decide import LogColumn, Retiring
from v1_hub.facts import Connection, Hub, Relation, Right, ask_column, ask_rows, read_hub
from v1_hub.registry import HUB_NAMES, LOG
from v1_hub.render import ident, render
from v1_hub.scopes import is_a, walk
from v1_hub.shape import named, retired_name
from v1_hub.state import (
    Place,
    Retired,
    find_places,
    read_log_columns,
    read_retired,
    recorded_sequences,
)
from v1_hub.values import legacy_triggers, log_type_check, order_renames, said_on_view, table_values

HIDDEN = "v1_hub hidden "  # a column of other logs that would be in a statement's way


@dataclass(frozen=True)
class Lent:
    """A retired table as it is under its own name, without what makes it a leaf."""

    row: Retired
    table: Retiring
    view: Relation
    aside: dict[str, str] = field(default_factory=dict)  # columns of other logs, while it is lent

    @property
    def name(self) -> str:
        return self.row.table_name


@dataclass(frozen=True)
class State:
    """An installed hub as statements find it."""

    hub: Hub
    columns: tuple[LogColumn, ...]
    tables: dict[str, Lent]  # by retired name; one whose view or table is gone is left out
    has_own_logs: bool  # the log has partitions that no retired table is
    summary: frozenset[tuple[str, str]]  # leaf, column: merged columns are made from it
    hidden: frozenset[str] = frozenset()  # names that mean something else on the file's search path

    @property
    def log(self) -> dict[str, str]:
        """The columns of the log, and their types."""
        log = self.hub.relations.get(LOG)
        return {c.name: c.type for c in log.columns} if log else {}

    @property
    def names(self) -> names.Hub:
        retired = (retired_name(self.hub, o.table) for o in self.tables.values())
        return replace(named(self.hub, retired), hidden=self.hidden)


def read_state(conn: Connection, schema: str, names: Sequence[str] = HUB_NAMES) -> State:
    """The tables of these names as they are now. The search path must be that of the package."""
    hub, columns = read_hub(conn, schema, names), read_log_columns(conn)
    places = find_places(hub, read_retired(conn), columns)
    tables = {p.row.table_name: Lent(p.row, as_table(p), p.shown) for p in places if p.shown}
    (has_own_logs,) = ask_column(conn, "facts/own_logs", schema=schema)
    summary = ask_rows(conn, "facts/summary_columns")
    return State(hub, tuple(columns), tables, has_own_logs, frozenset(summary))


def as_table(place: Place) -> Retiring:
    """The table under its own name and columns, out of the facts of its leaf."""
    row, table, leaf = place.row, place.table, place.table.relation
    names = {c.log_name: c.legacy_name for c in table.columns}
    columns = [
        replace(c, name=names.get(c.name, c.name))
        for c in leaf.columns
        if not names or c.name in names
    ]
    indexes = [
        replace(i, key_columns=i.key_columns and tuple(names.get(k, k) for k in i.key_columns))
        for i in leaf.indexes
    ]
    relation = replace(
        leaf,
        schema=place.hub.schema,
        name=row.table_name,
        columns=tuple(columns),
        indexes=tuple(indexes),
        sequences=(*leaf.sequences, *recorded_sequences(row)),
        inherits=leaf.inherits and not leaf.is_partition,
    )
    return with_relation(table, relation)


def as_view(place: Place) -> Relation:
    """A view that is no more, as it was: by the table under it, and of folded columns by what is
    recorded. What was granted on the view alone is not known."""
    relation = as_table(place).relation
    there = {column.name: column for column in relation.columns}
    columns = []
    for name, _, _, comment in place.row.facts["columns"]:
        rights = tuple(Right(*right) for of, *right in place.row.facts["rights"] if of == name)
        recorded = {"name": name, "default": None, "generated": "", "comment": comment}
        column = there.get(name) or replace(relation.columns[0], rights=rights, **recorded)
        default = place.row.facts.get("defaults", {}).get(name, column.default)
        columns.append(replace(column, default=default))
    log = place.hub.relations.get(LOG)  # for whom default privileges of the hub's schema are
    grantees = {*relation.default_grantees, *(log.default_grantees if log else ())}
    return replace(
        relation, columns=tuple(columns), default_grantees=tuple(sorted(grantees, key=str))
    )


def our_checks(table: Retiring) -> set[str]:
    """Constraints of a leaf that are not the table's own."""
    return {log_type_check(table), results.check_name(table)} if table.columns else set()


def with_relation(table: Retiring, relation: Relation, hidden: Iterable[str] = ()) -> Retiring:
    """The table as this relation, without what makes it a leaf: checks, triggers, columns."""
    ours = our_checks(table)
    own = replace(
        relation,
        columns=tuple(c for c in relation.columns if c.name not in hidden),
        constraints=tuple(k for k in relation.constraints if k.name not in ours),
        triggers=tuple(t for t in relation.triggers if t.function_schema != "v1_hub"),
    )
    return replace(table, relation=own)


def words_in(tree: Any) -> set[str]:
    """Every name, and every other string, in a statement or a part of it."""
    values = (getattr(node, member) for node in walk(tree) for member in node)
    return {value for value in values if isinstance(value, str)}


def lent_for(state: State, name: str, tree: Any) -> Lent:
    """The table, its columns of other logs out of the way of every name in a statement."""
    one = state.tables[name]
    if not one.table.columns:
        return one
    own = {c.log_name for c in one.table.columns}
    taken = words_in(tree) | {c.legacy_name for c in one.table.columns}
    is_copied = any(is_a(node, ast.TableLikeClause) for node in walk(tree))
    hidden = enumerate(column for column in state.log if column not in own)
    aside = {
        column: f"{HIDDEN}{n}" if is_copied or column in taken else column for n, column in hidden
    }
    return replace(one, aside=aside)


def common_values(state: State, one: Lent, table: Retiring) -> dict[str, Any]:
    return {**table_values(state.hub, table), "is_attached": one.table.relation.is_partition}


def lend(state: State, one: Lent) -> str:
    """SQL after which the table stands under its own name."""
    own = [(c.log_name, c.legacy_name) for c in one.table.columns]
    return render(
        "steps/alter/lend.sql",
        **common_values(state, one, one.table),
        **said_on_view(one.table, one.view, {}),
        stub=one.view.columns if one.row.treatment != "history" else [],
        trigger_names=[trigger["name"] for trigger in legacy_triggers(one.table)],
        made_checks=[],
        added=[],
        renames=order_renames([*one.aside.items(), *own]),
        sequences=one.row.facts["sequences"],
        rights_of=None,
    )


def own_columns_alone(tree: Any, found: Sequence[Lent]) -> str:
    """A copy that a statement has made of lent tables loses the columns of other logs."""
    hidden = [name for one in found for name in one.aside.values() if name.startswith(HIDDEN)]
    if not is_a(tree, ast.CreateStmt) or not hidden:
        return ""
    drops = ", ".join(f"DROP COLUMN IF EXISTS {ident(name)}" for name in hidden)
    return f"ALTER TABLE {RawStream()(tree.relation)} {drops};\n"
