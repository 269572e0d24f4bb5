"""State: what has been done to this database, as schema v1_hub tells it, and what is left to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import psycopg
from psycopg.rows import class_row

from v1_hub.checks import Made
from v1_hub.connect import ask_value
from v1_hub.decide import LogColumn, Retiring, Treatment
from v1_hub.facts import Hub, Sequence_
from v1_hub.history import ForeignKey
from v1_hub.registry import entry_of


@dataclass(frozen=True)
class Installed:
    """The row of v1_hub.hub."""

    schema_name: str
    version: str
    stage: str
    cut_over_at: datetime
    locked_ms: int | None
    finished_at: datetime | None
    audit_due: list[str]
    merged_fill: str | None
    merged_undo: str | None


@dataclass(frozen=True)
class Retired:
    """A row of v1_hub.retired."""

    table_name: str
    place: int
    phase: int
    treatment: Treatment
    reason: str | None
    leaf: str
    stage: str
    rows_done: int
    rows_due: int
    copied_to: int | None
    facts: dict[str, Any]
    rebind: str | None = None
    dropped_at: datetime | None = None


def read_installed(conn: psycopg.Connection[Any]) -> Installed | None:
    """What is installed; None where nothing is."""
    if ask_value(conn, "SELECT to_regclass('v1_hub.hub')") is None:
        return None
    with conn.cursor(row_factory=class_row(Installed)) as cursor:
        return cursor.execute(
            "SELECT schema_name, version, stage, cut_over_at, locked_ms, finished_at,"
            " audit_due, merged_fill, merged_undo FROM v1_hub.hub"
        ).fetchone()


def read_made(conn: psycopg.Connection[Any]) -> list[Made]:
    """What an install has written down as made; empty where there was none."""
    if ask_value(conn, "SELECT to_regclass('v1_hub.object')") is None:
        return []
    with conn.cursor(row_factory=class_row(Made)) as cursor:
        return cursor.execute("SELECT type, identity, fate FROM v1_hub.object").fetchall()


def read_retired(conn: psycopg.Connection[Any]) -> list[Retired]:
    """The retired tables in their order."""
    with conn.cursor(row_factory=class_row(Retired)) as cursor:
        return cursor.execute(
            "SELECT table_name, place, phase, treatment, reason, leaf, stage, rows_done, rows_due,"
            " copied_to, facts, rebind, dropped_at FROM v1_hub.retired ORDER BY place"
        ).fetchall()


def read_log_columns(conn: psycopg.Connection[Any]) -> list[LogColumn]:
    """Where each column of a table that went to the log is found."""
    rows = conn.execute(
        "SELECT c.table_name, c.place, c.legacy_name, c.log_name, c.type_name, c.not_null, c.folded"
        " FROM v1_hub.log_column AS c ORDER BY c.table_name, c.place"
    ).fetchall()
    return [LogColumn(*row) for row in rows]


def recorded_keys(row: Retired) -> list[ForeignKey]:
    """The foreign keys that a history table had."""
    return [ForeignKey(**key) for key in row.facts["foreign_keys"]]


def recorded_sequence(row: Retired) -> Sequence_ | None:
    """The first sequence that a table owned a column by."""
    owned = next(iter(row.facts["sequences"]), None)
    return Sequence_(relation=0, is_identity=False, **owned) if owned else None


def as_retiring(hub: Hub, row: Retired, columns: Sequence[LogColumn]) -> Retiring | None:
    """A retired table as the templates want it, over what lies in v1_hub; None where it is gone."""
    relation = hub.own.get(row.leaf)
    if relation is None:
        return None
    own = tuple(c for c in columns if c.table_name == row.table_name)
    return Retiring(
        entry_of(row.table_name),
        relation,
        row.treatment,
        row.reason,
        own if row.treatment in ("leaf", "fold") else (),
    )
