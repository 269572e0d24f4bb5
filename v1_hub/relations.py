"""The relations of a hub as they are told: kind, rows, bytes. In: facts; out: rows to be shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import psycopg

from v1_hub.connect import OWN, ask_value
from v1_hub.facts import Connection, Hub, Relation
from v1_hub.registry import AUDIT_LOG, KEPT, LOG, RETIRED
from v1_hub.state import Retired
from v1_hub.values import view_name

COUNTED_BYTES = 64 * 1024 * 1024  # above that, what the statistics say
ROW_BYTES = 150  # where there are no statistics


def count_rows(conn: Connection, relation: Relation, *, exact: bool = False) -> int | None:
    """Rows of a table: counted where it is small, else what the statistics say.

    None where the role may not see them all.
    """
    if not relation.may_read:
        return None
    if exact or relation.heap_bytes <= COUNTED_BYTES:
        name = view_name(relation.schema, relation.name)
        try:
            with conn.transaction():
                return int(ask_value(conn, f"SELECT {OWN} count(*) FROM {name}"))
        except psycopg.errors.InsufficientPrivilege:  # on what lies under a view, or by a policy
            return None
    return relation.estimated_rows or relation.heap_bytes // ROW_BYTES


class Shown(NamedTuple):
    """A relation of the hub as it is told."""

    relation: str
    kind: str
    row_count: int | None
    bytes: int | None
    note: str


NOTES = {
    "leaf": "leaf of v1_hub_activity_logs",
    "fold": "folded leaf of v1_hub_activity_logs",
    "history": "slice of v1_hub_audit_log",
    "whole": "whole in schema v1_hub",
}


def describe_relations(
    conn: Connection, hub: Hub, retired: Sequence[Retired], *, exact: bool = False
) -> list[Shown]:
    """The relations of the hub as an application sees them, with rows and bytes."""
    treatments = {row.table_name: row for row in retired if row.dropped_at is None}
    notes = {AUDIT_LOG: "all change history", LOG: "all logs and results"}
    logs = [AUDIT_LOG, LOG] if retired else []
    shown = []
    names = (*KEPT, *logs, *(entry.table_name for entry in RETIRED))
    for name in (name for name in names if name in hub.relations):
        relation, row = hub.relations[name], treatments.get(name)
        leaf = hub.own.get(row.leaf) if row else None
        is_own = relation.is_table or row is None or row.treatment == "history"
        counted = relation if is_own else leaf
        rows = count_rows(conn, counted, exact=exact) if counted else None
        full_name, kind = view_name(hub.schema, name), "view" if relation.is_view else "table"
        note = notes.get(name) or (NOTES[row.treatment] if row else "")
        shown.append(Shown(full_name, kind, rows, relation.bytes, note))
    return shown
