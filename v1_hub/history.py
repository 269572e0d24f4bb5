"""Change history: the values that the templates of sql/steps/history/ want. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

from v1_hub.decide import Retiring
from v1_hub.facts import Hub, is_enforced
from v1_hub.registry import AUDIT_COLUMNS, AUDIT_LOG, SLOTS
from v1_hub.render import ident
from v1_hub.treatment import HISTORY_COLUMNS

# Stands in the audit log, whose months need a time, for a history row that has none: a time that
# every client can read. That the row has none is said in its context.
NO_TIME = "1700-01-01 00:00:00"

# copying: the original still holds the rows; copied: the audit log has them all.
Mode = Literal["copying", "copied"]


class HistoryColumn(NamedTuple):
    """A column of the history, and the one of the audit log that holds it."""

    name: str
    type: str
    not_null: bool
    log_name: str
    log_type: str


class ForeignKey(NamedTuple):
    """A foreign key of the table: taken off it while it waits, and asked by the view's trigger."""

    name: str
    definition: str
    target: str
    target_bare_name: str
    pairs: list[tuple[str, str]]  # its columns, and those they reference


def columns(table: Retiring) -> list[HistoryColumn]:
    return [
        HistoryColumn(c.name, c.type, c.not_null, log_name, AUDIT_COLUMNS[log_name])
        for c in table.relation.columns
        for log_name in HISTORY_COLUMNS.get(c.name, ())[:1]  # none: added since
    ]


def foreign_keys(table: Retiring) -> list[ForeignKey]:
    return [
        ForeignKey(
            k.name,
            k.definition,
            k.target_name or "",
            k.target_bare_name or "",
            list(zip(k.columns, k.target_columns, strict=True)),
        )
        for k in table.relation.constraints
        if k.kind == "f"
    ]


def values(
    table: Retiring, hub: Hub, mode: str, keys: Sequence[ForeignKey], *, hides: bool = False
) -> dict[str, Any]:
    """What the templates of sql/steps/history/ name besides (values.template_values).

    keys: the foreign keys of the table, also while they are off it; hides: v1_hub.history_gone has
    rows.
    """
    constraints, slots, schema = table.relation.constraints, hub.table(SLOTS), ident(hub.schema)
    named = columns(table)
    return {
        "audit_log": f"{schema}.{AUDIT_LOG}",
        "own_sequence": f"{schema}.{AUDIT_LOG}_id_seq",
        "slots": f"{schema}.{SLOTS}",
        # In which the summary of a change is told.
        "slots_columns": [column.name for column in slots.columns] if slots else [],
        "no_time": NO_TIME,
        "mode": mode,
        "hides": hides,
        "columns": named,
        "id_column": next(column for column in named if column.name == "id"),
        "checks": [k for k in constraints if k.kind == "c" and is_enforced(k.definition)],
        "primary_key": next((k.name for k in constraints if k.kind == "p"), ""),
        "foreign_keys": [key for key in keys if is_enforced(key.definition)],
    }
