"""What becomes of each table, column and view. In: a Decision; out: rows to be told. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from v1_hub.binding import bind_anew
from v1_hub.decide import Decision, Retiring
from v1_hub.estimate import Load, Part
from v1_hub.registry import AUDIT_LOG
from v1_hub.relations import NOTES
from v1_hub.treatment import HISTORY_COLUMNS
from v1_hub.values import view_name


class ColumnOutcome(NamedTuple):
    """Where a column of a retired table is found afterwards."""

    column: str
    place: str  # a column, or a key of result_data
    is_same: bool  # it keeps its name
    is_key: bool = False  # of result_data


class TableOutcome(NamedTuple):
    """What becomes of a table, and why not something better."""

    table: str
    becomes: str
    rows_in: str
    reason: str | None
    columns: tuple[ColumnOutcome, ...]


class ViewOutcome(NamedTuple):
    """A view, materialized view or function that uses a retired table."""

    name: str
    over: str
    outcome: str


def tables(decision: Decision) -> list[TableOutcome]:
    """The retired tables; v1_hub_proxies, which gets columns, is told apart."""
    audit_log = view_name(decision.hub.schema, AUDIT_LOG)
    return [
        TableOutcome(
            table.entry.table_name,
            f"view: {NOTES[table.treatment]}",
            audit_log if table.treatment == "history" else table.leaf,
            table.reason,
            tuple(columns(table)),
        )
        for table in decision.retiring
    ]


def columns(table: Retiring) -> Iterator[ColumnOutcome]:
    mapped = {column.legacy_name: column for column in table.columns}
    for column in table.relation.columns:
        place = column.name
        if table.treatment == "history":
            place = HISTORY_COLUMNS[column.name][0]
        elif found := mapped.get(column.name):
            place = f"result_data ->> '{column.name}'" if found.folded else found.log_name
        is_key = column.name in mapped and mapped[column.name].folded
        yield ColumnOutcome(column.name, place, place == column.name, is_key)


def views(decision: Decision) -> list[ViewOutcome]:
    """What stands on the retired tables: bound to the view, built anew, or left on the leaf."""
    found = []
    for table in decision.retiring:
        binding = bind_anew(table)
        replaced = {d.oid for d in binding.replaced}
        rebuilt = {d.oid for d in binding.rebuilt}
        name = table.entry.table_name
        for d in table.relation.dependents:
            if d.kind == "rule":
                continue
            outcome = "stays on the leaf" if d.depth == 1 else "stays as it is"
            if d.oid in replaced:
                outcome = "is bound to the view"
            elif d.oid in rebuilt:
                when = "after the cut-over" if binding.can_wait else "under the locks"
                outcome = f"is built anew {when}"
            found.append(ViewOutcome(d.name, name, f"{d.kind} {outcome}"))
        for routine in binding.routines:
            found.append(ViewOutcome(routine.name, name, "function is bound to the view"))
    return found


def load(decision: Decision, locks: int, rows: Mapping[str, int | None]) -> Load:
    """What an install works through. `rows`: by the name of the table, as far as they are known."""
    parts = []
    for table in decision.retiring:
        binding, count = bind_anew(table), rows.get(table.entry.table_name)
        size, views = table.relation.bytes, len(binding.rebuilt)
        parts.append(Part(table.treatment, count, size, views, binding.can_wait))
    tables = [relation.bytes for relation in decision.hub.relations.values() if relation.is_table]
    return Load(locks, tables, parts)
