"""How long a command takes, how long it locks, what disk it needs. Pure functions of row counts.

The model is what an install costs by itself, and a rate for each row or byte that it works through.
The rates were measured with this package (PostgreSQL 18, 2 cores, 200,000 uses, 66,667 results,
200,760 history rows; docs/performance.md) and are rounded up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from v1_hub.decide import Treatment
from v1_hub.facts import Relation

# Seconds.
START = 1.0  # facts, functions, steps, checks: whatever the number of rows
LOCKED, LOCKED_EACH = 0.05, 0.01  # a cut-over, and each relation that it locks
FOLD_ROW = 150e-6  # a result folded or unfolded, with the pauses and VACUUMs between batches
COPY_BYTE = 35e-9  # of the change history
RETURN_ROW = 3e-6  # of the change history, whose foreign keys are checked anew in a rollback
CHECK_ROW = 1e-6  # a row of a log: checks are validated, uses are counted
REBUILD_ROW = 5e-6  # a row that a materialized view reads which is built anew

# Times of the bytes there were.
FOLDED = 1.7  # table and indexes once each row has the names of its keys, while one is made anew
COPIED = 1.6  # the history in the audit log; the original stays until finalize
WAL_FOLDED, WAL_COPIED = 5.0, 1.2
OBJECTS = 6_000_000  # functions, empty partitions


@dataclass(frozen=True)
class Load:
    """What a command works through."""

    locks: int
    bytes: int  # the tables of the hub as they are
    log_rows: int = 0
    folded_rows: int = 0
    folded_bytes: int = 0
    history_rows: int = 0
    history_bytes: int = 0
    rebuilt_rows: int = 0  # read by materialized views, once for each
    locked_rows: int = 0  # the same, where an install must build them under its locks


class Part(NamedTuple):
    """A retired table that a command works through, and how often it is read for views."""

    treatment: Treatment
    rows: int | None
    bytes: int | None
    views: int = 0
    can_wait: bool = True


def add_up(locks: int, tables: Iterable[Relation], parts: Sequence[Part]) -> Load:
    """`tables`: all that takes room now."""

    def rows(*treatments: Treatment) -> int:
        return sum(part.rows or 0 for part in parts if part.treatment in treatments)

    def size(treatment: Treatment) -> int:
        return sum(part.bytes or 0 for part in parts if part.treatment == treatment)

    return Load(
        locks,
        sum(relation.bytes or 0 for relation in tables),
        rows("leaf", "fold"),
        rows("fold"),
        size("fold"),
        rows("history"),
        size("history"),
        sum((part.rows or 0) * part.views for part in parts if part.can_wait),
        sum((part.rows or 0) * part.views for part in parts if not part.can_wait),
    )


@dataclass(frozen=True)
class Estimate:
    """Seconds and bytes. `basis`: what they are reckoned from, in words."""

    locked_seconds: float
    seconds: float
    bytes_now: int
    bytes_peak: int  # with the WAL that is written, which checkpoints recycle
    bytes_after: int
    wal_bytes: int
    basis: tuple[str, ...]


def of_install(load: Load) -> Estimate:
    seconds = (
        START
        + load.folded_rows * FOLD_ROW
        + load.history_bytes * COPY_BYTE
        + load.log_rows * CHECK_ROW
        + load.rebuilt_rows * REBUILD_ROW
    )
    basis = [
        f"{START:g} s for any hub",
        f"{load.folded_rows:,} results to fold at {FOLD_ROW * 1e6:.0f} µs",
        f"{load.history_bytes / 1e6:,.0f} MB of history to copy at {COPY_BYTE * 1e9:.0f} s a GB",
        f"{load.log_rows:,} log rows to check at {CHECK_ROW * 1e6:g} µs",
        *_rebuilding(load.rebuilt_rows, "after the cut-over"),
        *_rebuilding(load.locked_rows, "under the locks"),
    ]
    more = (
        OBJECTS + int(load.folded_bytes * (FOLDED - 1)) + int(load.history_bytes * COPIED),
        OBJECTS + int(load.folded_bytes * WAL_FOLDED) + int(load.history_bytes * WAL_COPIED),
    )
    return _estimate(load, seconds, more, basis, locked=load.locked_rows * REBUILD_ROW)


def of_rollback(load: Load) -> Estimate:
    seconds = START + load.folded_rows * FOLD_ROW + load.history_rows * RETURN_ROW
    basis = [
        f"{START:g} s for any hub",
        f"{load.folded_rows:,} results to unfold at {FOLD_ROW * 1e6:.0f} µs",
        f"{load.history_rows:,} history rows to check at {RETURN_ROW * 1e6:g} µs",
        *_rebuilding(load.rebuilt_rows, "under the locks"),
    ]
    more = int(load.folded_bytes * (FOLDED - 1)), int(load.folded_bytes * WAL_FOLDED)
    return _estimate(load, seconds, more, basis, locked=load.rebuilt_rows * REBUILD_ROW)


def of_finalize(load: Load) -> Estimate:
    """`history_bytes`: of the original, which is dropped."""
    return _estimate(load, START, (-load.history_bytes, 0), [f"{START:g} s for any hub"])


def _rebuilding(rows: int, when: str) -> list[str]:
    read = f"{rows:,} rows read by materialized views that are built anew {when}"
    return [f"{read}, at {REBUILD_ROW * 1e6:g} µs"] if rows else []


def _estimate(
    load: Load, seconds: float, more: tuple[int, int], basis: list[str], *, locked: float = 0
) -> Estimate:
    """`more`: bytes that come to stay, and bytes of WAL. `locked`: work under the locks."""
    stay, wal = more
    basis.append(f"locks: {LOCKED:g} s, and {LOCKED_EACH:g} s for each of {load.locks} relations")
    return Estimate(
        round(LOCKED + load.locks * LOCKED_EACH + locked, 2),
        round(seconds + locked, 1),
        load.bytes,
        load.bytes + max(stay, 0) + wal,
        load.bytes + stay,
        wal,
        tuple(basis),
    )
