"""The treatment of a table, and why not a better one. Pure functions of facts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from v1_hub.facts import Column, Constraint, Relation, Trigger
from v1_hub.registry import LOG_NAMES, SLOTS, Entry

# leaf: adopted by the unified log. whole: moved to v1_hub as it is. fold: a leaf whose long tail of
# columns becomes JSONB. history: its rows go to the audit log.
Treatment = Literal["leaf", "whole", "fold", "history"]
IN_LOG: tuple[Treatment, ...] = ("leaf", "fold")  # those that are partitions of the unified log

BARRED = "is published without its replica identity: no row can be updated"
GROUPED = "has a view over it that groups by its primary key"

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


def first(reasons: Mapping[str, bool]) -> str | None:
    """The first reason that holds; None where none does."""
    return next((reason for reason, holds in reasons.items() if holds), None)


def explain_whole(relation: Relation) -> str | None:
    """Why a table cannot be a leaf of the unified log; None where it can."""
    columns = relation.columns
    reader = next((t.name for t in relation.triggers if sees_whole_row(t)), None)
    views = any(d.kind == "view" and d.depth == 1 for d in relation.dependents)
    asks = asks_its_caller(relation)
    return first(
        {
            "is partitioned, and code may name its partitions": relation.kind == "p",
            "takes part in inheritance": relation.inherits,
            "is a typed table": relation.is_typed,
            "has row-level security, which views over it go on asking": relation.row_security,
            "does not give its owner every right, which views over it go on asking": asks and views,
            "has an identity column, which PostgreSQL 17 and later refuse in a partition": any(
                column.identity for column in columns
            ),
            "has a generated column, which every leaf would have to generate alike": any(
                column.generated for column in columns
            ),
            "has a column of a domain, which would be checked in the rows of every leaf": any(
                column.is_domain for column in columns
            ),
            f"has a trigger ({reader}) that may see renamed or added columns": reader is not None,
        }
    )


def is_foldable(column: Column) -> bool:
    """Whether it may become a key of result_data: exact as JSON, nullable, needed by nothing."""
    return (
        column.base_type in FOLDABLE_TYPES
        and column.has_default_collation
        and not column.not_null
        and not column.is_needed
    )


def bars_rewriting(constraint: Constraint) -> bool:
    """Whether a row that is there may break it, so that PostgreSQL refuses to write it again."""
    return constraint.kind in ("c", "n") and constraint.definition.endswith(" NOT VALID")


def explain_unfolded(relation: Relation) -> str | None:
    """Why a table is adopted unfolded; None where its long tail can become JSONB."""
    not_valid = any(map(bars_rewriting, relation.constraints))
    return first(
        {
            "has no primary key to find a row by": not relation.primary_key,
            "has triggers, which would see the folded row": bool(relation.triggers),
            "has row-level security": relation.row_security,
            "does not give its owner every right, with which batches and the view would write": (
                not relation.owner_holds_all
            ),
            "has a column result_data of its own": relation.column("result_data") is not None,
            "has rules": relation.has_rules,
            BARRED: relation.bars_updates,
            "has a constraint NOT VALID, which rows that break it cannot be rewritten under": (
                not_valid
            ),
            GROUPED: any(d.by_key for d in relation.dependents if d.depth == 1),
        }
    )


def explain_unmapped_history(
    relation: Relation, audit_owner: str, *, has_slots: bool = True
) -> str | None:
    """Why the audit log cannot hold a history table without loss; None where it can."""
    keys = relation.constraints
    needed = {"work_slot_id", "operation"}
    required = {column.name for column in relation.columns if column.not_null}
    not_valid = any(k.kind == "n" and needed.intersection(k.columns) for k in keys)
    reasons = {
        f"is the history of {SLOTS}, which this hub does not have": not has_slots,
        "is partitioned": relation.kind != "r",
        "has row-level security": relation.row_security,
        "belongs to another role than who installs, or the audit log does": (
            relation.owner != audit_owner
        ),
        "takes part in inheritance": relation.inherits,
        "has triggers, which rows of the audit log would not fire": bool(relation.triggers),
        "has rules": relation.has_rules,
        "is referenced by a foreign key, or has an exclusion constraint": (
            bool(relation.keys_onto) or any(k.kind == "x" or k.target == relation.oid for k in keys)
        ),
        "has a unique index beside its key": any(
            index.is_unique and not index.is_primary for index in relation.indexes
        ),
        "lacks work_slot_id or operation, or allows NULL in them": (
            not needed <= required or not_valid
        ),
        GROUPED: any(d.by_key for d in relation.dependents if d.depth == 1),
        "does not have id as its primary key": relation.primary_key != ("id",),
    }
    for column in relation.columns:
        reasons[f"has column {column.name} of type {column.type}"] = not fits_history(column)
    return first(reasons)


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
