"""Decisions: what becomes of each table, and why. Pure functions of facts; no server is asked.

In: a Hub (facts.py). Out: a Decision: each table with its treatment, every column with its name in
the log, which columns fold, and what stands on a table and must be bound anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from v1_hub.facts import Column, Dependent, Hub, Relation, Routine, Trigger
from v1_hub.proxies import Proxies
from v1_hub.registry import FOLD_CHOICES, HISTORY, LOG_NAMES, RETIRED, SLOTS, Entry
from v1_hub.render import ident

# leaf: adopted by the unified log. whole: moved to v1_hub as it is. fold: a leaf whose long tail of
# columns becomes JSONB. history: its rows go to the audit log.
Treatment = Literal["leaf", "whole", "fold", "history"]

# Types whose JSON form is exact and reads the same under any session's settings.
FOLDABLE_TYPES = frozenset(
    {
        "boolean",
        "smallint",
        "integer",
        "bigint",
        "numeric",
        "text",
        "character varying",
        "jsonb",
        "date",
        "timestamp without time zone",
        "uuid",
    }
)

# Columns of a history table, the column of the audit log that holds each, and the types that fit.
HISTORY_COLUMNS = {
    "id": ("id", r"integer|bigint"),
    "work_slot_id": ("record_id", r"integer"),
    "changed_at": ("changed_at", r"timestamp without time zone"),
    "changed_by": ("changed_by", r"character varying\((\d\d?|100)\)"),
    "operation": ("action", r"character varying\((\d|1\d|20)\)"),
    "old_data": ("old_data", r"jsonb"),
    "new_data": ("new_data", r"jsonb"),
    "change_summary": ("context", r"text|character varying(\(\d+\))?"),
}


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


@dataclass(frozen=True)
class Binding:
    """What stands on a table and is bound anew to the view that takes its name."""

    replaced: tuple[Dependent, ...]  # views, in place
    rebuilt: tuple[Dependent, ...]  # dropped and made again, in order of depth
    routines: tuple[Routine, ...]

    @property
    def can_wait(self) -> bool:
        """Whether finish makes again what takes long, materialized views, and not the cut-over.

        Not where one may call a function of the table's row type, which is dropped.
        """
        return not any(routine.by_row_type for routine in self.routines)


# ----------------------------------------------------------------------
# What becomes of a table
# ----------------------------------------------------------------------


def asks_its_caller(relation: Relation) -> bool:
    """Whether its view must ask the caller's rights: policies, or an owner who lacks some."""
    return relation.row_security or not relation.owner_holds_all


def sees_whole_row(trigger: Trigger) -> bool:
    """Whether a trigger would notice renamed or added columns of its table.

    It may name columns that keep their names, in PL/pgSQL, and nothing more.
    """
    body = re.sub(r"\breturn\s+(new|old)\s*;", "", trigger.body, flags=re.IGNORECASE)
    return (
        trigger.language != "plpgsql"
        or trigger.has_transition_tables
        or bool(re.search(r"\b(new|old)\b(?!\s*\.)", body, re.IGNORECASE))
        or bool(re.search(r"\b(new|old)\s*\.\s*\*", trigger.body, re.IGNORECASE))
        or any(re.search(rf"\b{name}\b", trigger.body, re.IGNORECASE) for name in LOG_NAMES)
    )


def explain_whole(relation: Relation) -> str | None:
    """Why a table cannot be a leaf of the unified log; None where it can."""
    reader = next((t.name for t in relation.triggers if sees_whole_row(t)), None)
    views = any(d.kind == "view" and d.depth == 1 for d in relation.dependents)
    reasons = (
        (relation.kind == "p", "is partitioned, and code may name its partitions"),
        (relation.inherits, "takes part in inheritance"),
        (relation.is_typed, "is a typed table"),
        (relation.row_security, "has row-level security, which views over it go on asking"),
        (
            asks_its_caller(relation) and views,
            "does not give its owner every right, which views over it go on asking",
        ),
        (
            any(column.identity for column in relation.columns),
            "has an identity column, which PostgreSQL 17 and later refuse in a partition",
        ),
        (
            any(column.generated for column in relation.columns),
            "has a generated column, which every leaf would have to generate alike",
        ),
        (
            any(column.is_domain for column in relation.columns),
            "has a column of a domain, which would be checked in the rows of every leaf",
        ),
        (
            reader is not None,
            f"has a trigger ({reader}) that may see renamed or added columns",
        ),
    )
    return next((reason for holds, reason in reasons if holds), None)


def is_foldable(column: Column) -> bool:
    """Whether it may become a key of result_data: exact as JSON, nullable, needed by nothing."""
    return (
        column.base_type in FOLDABLE_TYPES
        and column.has_default_collation
        and not column.not_null
        and not column.is_needed
    )


def explain_unfolded(relation: Relation) -> str | None:
    """Why a table is adopted unfolded; None where its long tail can become JSONB."""
    reasons = (
        (not relation.primary_key, "has no primary key to find a row by"),
        (bool(relation.triggers), "has triggers, which would see the folded row"),
        (relation.row_security, "has row-level security"),
        (
            not relation.owner_holds_all,
            "does not give its owner every right, with which batches and the view would write",
        ),
        (relation.column("result_data") is not None, "has a column result_data of its own"),
        (relation.has_rules, "has rules"),
        (
            any(d.by_key for d in relation.dependents if d.depth == 1),
            "has a view over it that groups by its primary key",
        ),
        (not any(map(is_foldable, relation.columns)), "has no column that can fold"),
    )
    return next((reason for holds, reason in reasons if holds), None)


def explain_unmapped_history(
    relation: Relation, audit_owner: str, *, has_slots: bool = True
) -> str | None:
    """Why the audit log cannot hold a history table without loss; None where it can."""
    needed = [relation.column(name) for name in ("work_slot_id", "operation")]
    reasons = (
        (not has_slots, f"is the history of {SLOTS}, which this hub does not have"),
        (relation.kind != "r", "is partitioned"),
        (relation.row_security, "has row-level security"),
        (relation.owner != audit_owner, "belongs to another role than the audit log"),
        (relation.inherits, "takes part in inheritance"),
        (bool(relation.triggers), "has triggers, which rows of the audit log would not fire"),
        (relation.has_rules, "has rules"),
        (
            bool(relation.keys_onto)
            or any(k.kind == "x" or k.target == relation.oid for k in relation.constraints),
            "is referenced by a foreign key, or has an exclusion constraint",
        ),
        (
            any(index.is_unique and not index.is_primary for index in relation.indexes),
            "has a unique index beside its key",
        ),
        (
            not all(column and column.not_null for column in needed),
            "lacks work_slot_id or operation, or allows NULL in them",
        ),
        (
            any(d.by_key for d in relation.dependents if d.depth == 1),
            "has a view over it that groups by its primary key",
        ),
        (relation.primary_key != ("id",), "does not have id as its primary key"),
    )
    unfit = (
        f"has column {column.name} of type {column.type}"
        for column in relation.columns
        if not fits_history(column)
    )
    return next((reason for holds, reason in reasons if holds), None) or next(unfit, None)


def fits_history(column: Column) -> bool:
    """Whether the audit log has a column that holds this one of a history table."""
    _, pattern = HISTORY_COLUMNS.get(column.name, ("", ""))
    return (
        bool(pattern)
        and not column.identity
        and not column.generated
        and column.has_default_collation
        and bool(re.fullmatch(pattern, column.type))
    )


def choose_treatment(
    entry: Entry, relation: Relation, audit_owner: str, *, has_slots: bool = True
) -> tuple[Treatment, str | None]:
    """The treatment of a table, and why not the better one."""
    if entry.target == "audit log":
        reason = explain_unmapped_history(relation, audit_owner, has_slots=has_slots)
        return ("whole", reason) if reason else ("history", None)
    if whole := explain_whole(relation):
        return "whole", whole
    if entry.target == "folded log":
        unfolded = explain_unfolded(relation)
        return ("leaf", unfolded) if unfolded else ("fold", None)
    return "leaf", None


# ----------------------------------------------------------------------
# Names in the log
# ----------------------------------------------------------------------


def map_log_columns(sources: Sequence[tuple[Entry, Relation, Treatment]]) -> list[LogColumn]:
    """One name and type per column of the log, whatever the tables in the field are like.

    A name that two tables give to different types belongs to the type that most of them give it,
    the first table's where that ties; the others get their log_type as prefix.
    """
    wanted = [
        (entry, treatment, column, _wanted_name(column, relation))
        for entry, relation, treatment in sources
        if treatment in ("leaf", "fold")
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
        mapped.append(
            LogColumn(
                entry.table_name,
                column.number,
                column.name,
                name,
                column.type,
                column.not_null,
                folded,
            )
        )
    return mapped


def _wanted_name(column: Column, relation: Relation) -> str:
    """The log's name of a column: the first of several, and none that the table has already."""
    name = LOG_NAMES.get(column.name)
    if name is None or relation.column(name):
        return column.name
    order = list(LOG_NAMES)
    earlier = (
        other
        for other in order[: order.index(column.name)]
        if LOG_NAMES[other] == name and relation.column(other)
    )
    return column.name if next(earlier, None) else name


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


# ----------------------------------------------------------------------
# What stands on a table
# ----------------------------------------------------------------------


def is_bound_anew(dependent: Dependent | Routine, table: Retiring) -> bool:
    """Whether what stands on a table must be bound to the view instead.

    Everything else stays on the leaf, and follows its renames.
    """
    if table.treatment == "history":
        return True
    if isinstance(dependent, Routine):
        return dependent.by_row_type or bool(
            set(dependent.reads) & {column.legacy_name for column in table.folded}
        )
    if dependent.by_key:
        return False
    if dependent.by_row_type and (table.treatment == "fold" or not asks_its_caller(table.relation)):
        return True
    return bool(set(dependent.reads) & {column.legacy_name for column in table.folded})


def bind_anew(table: Retiring) -> Binding:
    """Views and routines over a table that go to the view of its name.

    A materialized view cannot be replaced: it is made again, with all that stands on it.
    """
    return bind(table.relation, lambda one: is_bound_anew(one, table))


def bind_back(view: Relation) -> Binding:
    """What stands on a compatibility view: all of it goes to the table that takes its name."""
    return bind(view, lambda _: True)


def bind(relation: Relation, wanted: Callable[[Dependent | Routine], bool]) -> Binding:
    """What of that which stands on a relation is bound to another one."""
    over = [d for d in relation.dependents if d.depth == 1 and wanted(d)]
    rebuilt = {d.oid: d for d in over if d.kind == "materialized view"}
    while more := [d for d in relation.dependents if d.over in rebuilt and d.oid not in rebuilt]:
        rebuilt.update({d.oid: d for d in more})
    return Binding(
        tuple(d for d in over if d.kind == "view" and d.oid not in rebuilt),
        tuple(sorted(rebuilt.values(), key=lambda d: (d.depth, d.oid))),
        tuple(r for r in relation.routines if wanted(r)),
    )


def history_triggers(hub: Hub) -> tuple[Trigger, ...]:
    """Hand-written triggers of work_slots whose function writes the history table."""
    slots = hub.table(SLOTS)
    if slots is None:
        return ()
    return tuple(t for t in slots.triggers if re.search(rf"\b{HISTORY}\b", t.body))


# ----------------------------------------------------------------------
# The decision as a whole
# ----------------------------------------------------------------------


@dataclass(frozen=True)
class Decision:
    """What an install of some phases does to a hub."""

    hub: Hub
    phases: tuple[int, ...]
    retiring: tuple[Retiring, ...]
    columns: tuple[LogColumn, ...]  # of every table that goes to the log, in whatever phase
    is_first: bool  # nothing is installed yet
    done_phases: tuple[int, ...] = ()
    merged: Proxies | None = None  # how the proxy tables are merged, where phase 1 is asked for
    summary: bool = True  # whether the merged columns are kept current from the start

    @property
    def log(self) -> list[LogDefinition]:
        return define_log(self.columns)

    def table(self, name: str) -> Retiring | None:
        return next((t for t in self.retiring if t.entry.table_name == name), None)


def decide(
    hub: Hub,
    phases: Sequence[int],
    audit_owner: str,
    recorded: Sequence[LogColumn] = (),
    retired: Iterable[str] = (),
) -> Decision:
    """What becomes of the hub's tables. `recorded`: the columns of a log that is there already."""
    done = set(retired)
    has_slots = hub.table(SLOTS) is not None
    chosen = [
        (entry, relation, *choose_treatment(entry, relation, audit_owner, has_slots=has_slots))
        for entry in RETIRED
        if entry.table_name not in done and (relation := hub.table(entry.table_name))
    ]
    columns = list(recorded) or map_log_columns([(e, r, t) for e, r, t, _ in chosen])
    retiring = tuple(
        Retiring(
            entry,
            relation,
            treatment,
            reason,
            tuple(
                c
                for c in columns
                if c.table_name == entry.table_name and treatment in ("leaf", "fold")
            ),
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
    )
