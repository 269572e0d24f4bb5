"""The retired names as scan and usage want them. Pure functions of facts and state."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from v1_hub import names
from v1_hub.decide import Decision, LogColumn, Retiring
from v1_hub.facts import Hub
from v1_hub.registry import AUDIT_LOG
from v1_hub.state import Retired, as_retiring


def will_be(decision: Decision) -> names.Hub:
    """The names as an install would leave them."""
    return named(decision.hub, (retired_name(decision.hub, table) for table in decision.retiring))


def is_now(hub: Hub, rows: Sequence[Retired], columns: Sequence[LogColumn]) -> names.Hub:
    """The names of an installed hub."""
    found = []
    for row in rows:
        if table := as_retiring(hub, row, columns):
            one = retired_name(hub, table)
        else:  # finalized, and its view is gone, too
            one = names.Retired(row.table_name, "history", (hub.schema, AUDIT_LOG), {})
        found.append(replace(one, dropped=row.dropped_at is not None))
    return named(hub, found)


def named(hub: Hub, retired: Iterable[names.Retired]) -> names.Hub:
    return names.Hub(hub.schema, hub.server.version // 10000, tuple(retired))


def retired_name(hub: Hub, table: Retiring) -> names.Retired:
    """One retired name, whether its table lies in the hub still or in v1_hub already."""
    entry, relation = table.entry, table.relation
    is_history = table.treatment == "history"
    legacy = {column.log_name: column.legacy_name for column in table.columns}
    is_leaf = relation.schema == "v1_hub" and bool(table.columns)
    key = [legacy.get(name, name) if is_leaf else name for name in relation.primary_key]
    return names.Retired(
        entry.table_name,
        table.treatment,
        (hub.schema, AUDIT_LOG) if is_history else ("v1_hub", entry.leaf),
        {c.legacy_name: c.log_name for c in table.columns}
        or {column.name: column.name for column in relation.columns},
        frozenset(column.legacy_name for column in table.folded),
        ("id",) if is_history else tuple(key),
        tuple(index.name for index in relation.indexes),
    )
