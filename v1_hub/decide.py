"""Decisions: what becomes of each table, and why. Pure functions of facts; no server is asked.

In: a Hub (facts.py). Out: a Decision: each table with its treatment (treatment.py), every column
with its name in the log, and which columns fold.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from v1_hub import proxies
from v1_hub.facts import Column, Hub, Relation, Trigger
from v1_hub.registry import FOLD_CHOICES, HISTORY, LOG_NAMES, PROXIES, RETIRED, SLOTS, Entry
from v1_hub.render import ident
from v1_hub.treatment import IN_LOG, Treatment, choose_treatment, is_foldable


@dataclass(frozen=True)
class LogColumn:
    """Where a column of a table that goes to the log is: log_name, or a key of result_data."""

    table_name: str
    number: int
    legacy_name: str
    log_name: str
    type: str
    not_null: bool
    folded: bool


@dataclass(frozen=True)
class Retiring:
    """A table that is to be retired, or was."""

    entry: Entry
    relation: Relation
    treatment: Treatment
    reason: str | None  # why not the better treatment
    columns: tuple[LogColumn, ...] = ()

    @property
    def leaf(self) -> str:
        """Its name in schema v1_hub, as SQL."""
        return f"v1_hub.{ident(self.entry.leaf)}"

    def view(self, hub: str) -> str:
        """The name that it retires from, as SQL; hub: the schema."""
        return f"{ident(hub)}.{ident(self.entry.table_name)}"

    @property
    def folded(self) -> tuple[LogColumn, ...]:
        return tuple(column for column in self.columns if column.folded)

    @property
    def typed(self) -> tuple[LogColumn, ...]:
        return tuple(column for column in self.columns if not column.folded)


def map_log_columns(sources: Sequence[tuple[Entry, Relation, Treatment]]) -> list[LogColumn]:
    """One name and type per column of the log, whatever the tables in the field are like.

    A name that two tables give to different types belongs to the type that most of them give it,
    the first table's where that ties; the others get their log_type as prefix.
    """
    wanted = [
        (entry, treatment, column, _wanted_name(column, relation))
        for entry, relation, treatment in sources
        if treatment in IN_LOG
        for column in relation.columns
    ]
    names = {name for _, _, _, name in wanted}
    users: dict[str, dict[str, list[int]]] = {}
    for entry, _, column, name in wanted:
        users.setdefault(name, {}).setdefault(column.type, []).append(entry.place)
    shaped = {
        name: min(types, key=lambda t, types=types: (-len(types[t]), min(types[t])))  # type: ignore[misc]
        for name, types in users.items()
        if name not in ("log_type", "result_data")
    }
    mapped = []
    for entry, treatment, column, name in wanted:
        is_shaped = shaped.get(name) == column.type
        is_shared = is_shaped and len(users[name][column.type]) > 1
        folds = FOLD_CHOICES.get((entry.table_name, column.name), not is_shared)
        long_name = f"{entry.leaf}_{column.name}"
        if not is_shaped:
            name = long_name
            if len(long_name.encode()) > 63 or long_name in names:
                name = f"{entry.leaf}_column_{column.number}"
        folded = treatment == "fold" and folds and is_foldable(column)
        shape = (column.name, name, column.type, column.not_null)
        mapped.append(LogColumn(entry.table_name, column.number, *shape, folded))
    return mapped


def _wanted_name(column: Column, relation: Relation) -> str:
    """The log's name of a column: the first of several, and none that the table has already."""
    name = LOG_NAMES.get(column.name)
    if name is None or relation.column(name):
        return column.name
    alike = [other for other in LOG_NAMES if LOG_NAMES[other] == name and relation.column(other)]
    return name if alike[0] == column.name else column.name


@dataclass(frozen=True)
class LogDefinition:
    """A column of the unified log."""

    name: str
    type: str
    filled_by: tuple[str, ...]  # log_types
    emptied: bool  # only folded columns need it, until finalize


def define_log(columns: Iterable[LogColumn]) -> list[LogDefinition]:
    """The columns of the log in order, log_type and result_data aside: the shared ones first."""
    entries = {entry.table_name: entry for entry in RETIRED}
    users: dict[str, list[LogColumn]] = {}
    for column in columns:
        users.setdefault(column.log_name, []).append(column)

    def order(name: str) -> tuple[object, ...]:
        first = min((entries[c.table_name].place, c.number) for c in users[name])
        emptied = all(c.folded for c in users[name])
        return (emptied, name != "id", name != "logged_at", -len(users[name]), first)

    return [
        LogDefinition(
            name,
            users[name][0].type,
            tuple(
                entries[c.table_name].leaf
                for c in sorted(users[name], key=lambda c: entries[c.table_name].place)
                if not c.folded
            ),
            all(c.folded for c in users[name]),
        )
        for name in sorted(users, key=order)
    ]


@dataclass(frozen=True)
class Decision:
    """What an install of some phases does to a hub."""

    hub: Hub
    phases: tuple[int, ...]
    retiring: tuple[Retiring, ...]
    columns: tuple[LogColumn, ...]  # of every table that goes to the log, in whatever phase
    is_first: bool  # nothing is installed yet
    done_phases: tuple[int, ...] = ()
    merged: proxies.Proxies | None = None  # where phase 1 is asked for
    summary: bool = True  # whether the merged columns are kept current from the start

    @property
    def log(self) -> list[LogDefinition]:
        return define_log(self.columns)


def decide(
    hub: Hub,
    phases: Sequence[int],
    audit_owner: str,
    recorded: Sequence[LogColumn] = (),
    retired: Iterable[str] = (),
    *,
    summary: bool = True,
) -> Decision:
    """What becomes of the hub's tables. `recorded`: the columns of a log that is there already;
    `audit_owner`: of the audit log, "" for another than who installs.
    """
    done = set(retired)
    has_slots = hub.table(SLOTS) is not None
    chosen = [
        (entry, relation, *choose_treatment(entry, relation, audit_owner, has_slots=has_slots))
        for entry in RETIRED
        if entry.table_name not in done and (relation := hub.table(entry.table_name))
    ]
    columns = list(recorded) or map_log_columns([(e, r, t) for e, r, t, _ in chosen])
    folding = {column.table_name for column in columns if column.folded}
    chosen = [
        (entry, relation, "leaf", "has no column that can fold")
        if treatment == "fold" and entry.table_name not in folding
        else (entry, relation, treatment, reason)
        for entry, relation, treatment, reason in chosen
    ]
    retiring = tuple(
        Retiring(
            entry,
            relation,
            treatment,
            reason,
            tuple(c for c in columns if c.table_name == entry.table_name and treatment in IN_LOG),
        )
        for entry, relation, treatment, reason in chosen
        if entry.phase in phases
    )
    return Decision(
        hub,
        tuple(phases),
        retiring,
        tuple(columns),
        not recorded and not done,
        tuple(sorted({entry.phase for entry in RETIRED if entry.table_name in done})),
        proxies.decide(hub, retiring) if 1 in phases and hub.table(PROXIES) else None,
        summary,
    )


def history_triggers(hub: Hub) -> tuple[Trigger, ...]:
    """Hand-written triggers of work_slots whose function writes the history table."""
    slots = hub.table(SLOTS)
    triggers = slots.triggers if slots else ()
    return tuple(t for t in triggers if re.search(rf"\b{HISTORY}\b", t.body))
