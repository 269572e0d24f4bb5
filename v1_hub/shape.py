"""The retired names as scan and usage want them. Pure functions of facts and state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from v1_hub import names
from v1_hub.decide import Decision, LogColumn, Retiring
from v1_hub.facts import Hub
from v1_hub.registry import AUDIT_LOG, LOG
from v1_hub.results import check_name
from v1_hub.state import Retired, as_retiring
from v1_hub.steps import log_type_check

KINDS: dict[str, names.Kind] = {
    "leaf": "leaf",
    "whole": "whole",
    "fold": "folded",
    "history": "history",
}


def will_be(decision: Decision) -> names.Hub:
    """The names as an install would leave them."""
    hub = decision.hub
    return names.Hub(
        hub.schema,
        hub.server.version // 10000,
        tuple(retired_name(hub, table) for table in decision.retiring),
        log_columns={column.name: column.type for column in decision.log},
    )


def is_now(hub: Hub, rows: Sequence[Retired], columns: Sequence[LogColumn]) -> names.Hub:
    """The names of an installed hub."""
    log = hub.relations.get(LOG)
    found = []
    for row in rows:
        if table := as_retiring(hub, row, columns):
            one = retired_name(hub, table)
        else:  # finalized, and its view is gone, too
            one = history_name(hub, row.table_name, {})
        found.append(replace(one, dropped=row.dropped_at is not None))
    return names.Hub(
        hub.schema,
        hub.server.version // 10000,
        tuple(found),
        log_columns={column.name: column.type for column in log.columns} if log else {},
    )


def history_name(hub: Hub, name: str, columns: dict[str, str]) -> names.Retired:
    return names.Retired(name, "history", (hub.schema, AUDIT_LOG), columns, key=("id",))


def retired_name(hub: Hub, table: Retiring) -> names.Retired:
    """One retired name, whether its table lies in the hub still or in v1_hub already."""
    entry, relation = table.entry, table.relation
    kind = KINDS[table.treatment]
    if kind == "history":
        indexes = {index.name: index.definition for index in relation.indexes}
        columns = {column.name: column.name for column in relation.columns}
        return replace(history_name(hub, entry.table_name, columns), indexes=indexes)
    legacy = {column.log_name: column.legacy_name for column in table.columns}
    is_leaf = relation.schema == "v1_hub" and bool(table.columns)
    key = [legacy.get(name, name) if is_leaf else name for name in relation.primary_key]
    ours = {log_type_check(table), check_name(table)}
    return names.Retired(
        entry.table_name,
        kind,
        ("v1_hub", entry.leaf),
        {c.legacy_name: c.log_name for c in table.columns}
        or {column.name: column.name for column in relation.columns},
        frozenset(column.legacy_name for column in table.folded),
        tuple(key),
        frozenset(c.legacy_name for c in table.columns if c.not_null)
        or frozenset(c.name for c in relation.columns if c.not_null),
        {index.name: index.definition for index in relation.indexes},
        entry.leaf if table.columns else None,
        {
            k.name: k.definition
            for k in relation.constraints
            if k.kind == "c" and k.name not in ours
        },
    )
