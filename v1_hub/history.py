"""Change history: the values that the templates of sql/steps/history/ want. Pure functions."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

from v1_hub.decide import HISTORY_COLUMNS, Retiring
from v1_hub.facts import Column, Constraint
from v1_hub.render import ident, literal

# Stands in the audit log, whose months need a time, for a history row that has none.
NO_TIME = "0001-01-01 00:00:00"

AUDIT_TYPES = {
    "id": "bigint",
    "record_id": "integer",
    "changed_at": "timestamp without time zone",
    "changed_by": "character varying(100)",
    "action": "character varying(20)",
    "old_data": "jsonb",
    "new_data": "jsonb",
    "change_summary": "text",
}


class HistoryColumn(NamedTuple):
    name: str
    log_name: str
    not_null: bool
    from_log: str  # the column out of entry `a` of the audit log
    to_log: str  # the entry's value out of row `@`


class ForeignKey(NamedTuple):
    name: str
    target: str
    given: str
    matching: str
    detail: str


def columns(table: Retiring) -> list[HistoryColumn]:
    return [_column(column) for column in table.relation.columns]


def _column(column: Column) -> HistoryColumn:
    log_name = HISTORY_COLUMNS[column.name][0]
    from_log, to_log = f"a.{log_name}", f"@.{ident(column.name)}"
    if log_name == "changed_at" and not column.not_null:
        from_log = f"nullif(a.changed_at, {literal(NO_TIME)})"
    elif column.type != AUDIT_TYPES[log_name]:
        from_log = f"a.{log_name}::{column.type}"
    if log_name == "changed_at":
        to_log = f"coalesce({to_log}, {literal(NO_TIME)})"
    return HistoryColumn(column.name, log_name, column.not_null, from_log, to_log)


def foreign_key(key: Constraint) -> ForeignKey:
    """A foreign key of the table as what a trigger must ask."""
    pairs = list(zip(key.columns, key.target_columns, strict=True))
    given = [f"NEW.{ident(name)}" for name, _ in pairs]
    parts = [literal(f"Key ({', '.join(key.columns)})=("), ", ', ', ".join(given)]
    parts.append(literal(f') is not present in table "{key.target_bare_name}".'))
    return ForeignKey(
        key.name,
        key.target_name or "",
        " AND ".join(f"{value} IS DISTINCT FROM NULL" for value in given),
        " AND ".join(f"r.{ident(there)} = NEW.{ident(here)}" for here, there in pairs),
        ", ".join(parts),
    )


def values(
    table: Retiring, view: str, leaf: str, audit_log: str, mode: Literal["copying", "copied"]
) -> dict[str, Any]:
    """What the templates of sql/steps/history/ name."""
    constraints = table.relation.constraints
    return {
        "table": table,
        "view": view,
        "leaf": leaf,
        "audit_log": audit_log,
        "mode": mode,
        "columns": columns(table),
        "checks": [k for k in constraints if k.kind == "c"],
        "primary_key": next((k.name for k in constraints if k.kind == "p"), ""),
        "foreign_keys": [foreign_key(k) for k in constraints if k.kind == "f"],
    }
