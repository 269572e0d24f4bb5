"""Change history: the values that the templates of sql/steps/history/ want. Pure functions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple

from v1_hub.decide import HISTORY_COLUMNS, Retiring
from v1_hub.facts import Constraint
from v1_hub.registry import AUDIT_LOG, SLOTS
from v1_hub.render import ident, literal

# Stands in the audit log, whose months need a time, for a history row that has none: a time that
# every client can read. That the row has none is said in its context.
NO_TIME = "1700-01-01 00:00:00"

# copying: the original still holds the rows; copied: the audit log has them all.
Mode = Literal["copying", "copied"]

AUDIT_TYPES = {
    "id": "bigint",
    "record_id": "integer",
    "changed_at": "timestamp without time zone",
    "changed_by": "character varying(100)",
    "action": "character varying(20)",
    "old_data": "jsonb",
    "new_data": "jsonb",
    "context": "jsonb",
}


class HistoryColumn(NamedTuple):
    """A column of the history, and the one of the audit log that holds it."""

    name: str
    type: str
    not_null: bool
    log_name: str
    log_type: str


class ForeignKey(NamedTuple):
    """A foreign key of the table as what a trigger must ask."""

    name: str
    target: str
    given: str
    matching: str
    detail: str


def columns(table: Retiring) -> list[HistoryColumn]:
    found = []
    for column in table.relation.columns:
        log_name = HISTORY_COLUMNS[column.name][0]
        found.append(
            HistoryColumn(
                column.name, column.type, column.not_null, log_name, AUDIT_TYPES[log_name]
            )
        )
    return found


def describe_key(key: Constraint) -> dict[str, Any]:
    """A foreign key as it is written down: the original loses it when it is retired."""
    return {
        "name": key.name,
        "definition": key.definition,
        "target": key.target_name or "",
        "target_bare_name": key.target_bare_name,
        "pairs": list(zip(key.columns, key.target_columns, strict=True)),
    }


def foreign_key(described: Mapping[str, Any]) -> ForeignKey:
    pairs = described["pairs"]
    given = [f"NEW.{ident(name)}" for name, _ in pairs]
    keys = ", ".join(name for name, _ in pairs)
    parts = [literal(f"Key ({keys})=("), ", ', ', ".join(given)]
    parts.append(literal(f') is not present in table "{described["target_bare_name"]}".'))
    return ForeignKey(
        described["name"],
        described["target"],
        " AND ".join(f"{value} IS DISTINCT FROM NULL" for value in given),
        " AND ".join(f"r.{ident(there)} = NEW.{ident(here)}" for here, there in pairs),
        ", ".join(parts),
    )


def values(
    table: Retiring,
    view: str,
    leaf: str,
    hub: str,
    mode: Mode,
    slots_columns: Sequence[str],
    *,
    hides: bool = False,
    foreign_keys: Sequence[Mapping[str, Any]] | None = None,
) -> dict[str, Any]:
    """What the templates of sql/steps/history/ name.

    slots_columns: the columns of work_slots in their order; hides: v1_hub.history_gone has rows;
    foreign_keys: as they were written down, of a table that is retired.
    """
    constraints = table.relation.constraints
    if foreign_keys is None:
        foreign_keys = [describe_key(k) for k in constraints if k.kind == "f"]
    named = columns(table)
    return {
        "table": table,
        "view": view,
        "leaf": leaf,
        "hub": hub,
        "audit_log": f"{ident(hub)}.{AUDIT_LOG}",
        "own_sequence": f"{ident(hub)}.{AUDIT_LOG}_id_seq",
        "slots": f"{ident(hub)}.{SLOTS}",
        "slots_schema": hub,
        "slots_name": SLOTS,
        "slots_columns": list(slots_columns),
        "no_time": NO_TIME,
        "mode": mode,
        "hides": hides,
        "columns": named,
        "id_column": next(column for column in named if column.name == "id"),
        "checks": [k for k in constraints if k.kind == "c"],
        "primary_key": next((k.name for k in constraints if k.kind == "p"), ""),
        "foreign_keys": [foreign_key(key) for key in foreign_keys],
    }
