"""How long a command takes, how long it locks, what disk it needs. Pure functions of row counts.

The model is what an install costs by itself, and a rate for each row or byte that it works through.
The rates were measured with this package (PostgreSQL 18, 2 cores, 200,000 uses, 66,667 results,
200,760 history rows; docs/performance.md) and are rounded up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from v1_hub.treatment import IN_LOG, Treatment

# Seconds.
START = 1.0  # facts, functions, steps, checks: whatever the number of rows
LOCKED, LOCKED_EACH = 0.05, 0.01  # a cut-over, and each relation that it locks
FOLD_ROW = 150e-6  # a result folded or unfolded, with the pauses and VACUUMs between batches
COPY_BYTE = 35e-9  # of the change history
RETURN_ROW = 10e-6  # of the change history: what came since is looked for, foreign keys are checked
CHECK_ROW = 1e-6  # a row of a log: checks are validated, uses are counted
REBUILD_ROW = 5e-6  # a row that a materialized view reads which is built anew
LOOK_ROW = 1e-7  # a row of a log, for what new code wrote into it
LOOK_HISTORY = 1e-6  # a row of the change history, which is wider, for what came until the end

# Round trips to the server, and of them under the locks.
TRIPS, LOCKED_TRIPS = 750, 20

# Times of the bytes there were.
FOLDED = 1.7  # table and indexes once each row has the names of its keys, while one is made anew
COPIED = 1.6  # the history in the audit log; the original stays until finalize
WAL_FOLDED, WAL_COPIED = 5.0, 1.2
OBJECTS = 6_000_000  # functions, empty partitions


class Part(NamedTuple):
    """A retired table that a command works through, and how often it is read for views."""

    treatment: Treatment
    rows: int | None
    bytes: int | None
    views: int = 0
    can_wait: bool = True


@dataclass(frozen=True)
class Load:
    """What a command works through."""

    locks: int
    tables: Sequence[int | None]  # bytes of all that takes room now
    parts: Sequence[Part]

    def rows(self, *treatments: Treatment) -> int:
        return sum(part.rows or 0 for part in self.parts if part.treatment in treatments)

    def size(self, treatment: Treatment) -> int:
        return sum(part.bytes or 0 for part in self.parts if part.treatment == treatment)

    def read(self, *, can_wait: bool) -> int:
        """Rows that materialized views read, each of them once."""
        waiting = [part for part in self.parts if part.can_wait == can_wait]
        return sum((part.rows or 0) * part.views for part in waiting)


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
    results, history, logs = load.rows("fold"), load.size("history"), load.rows(*IN_LOG)
    later, locked = load.read(can_wait=True), load.read(can_wait=False)
    seconds = START + results * FOLD_ROW + history * COPY_BYTE
    seconds += logs * CHECK_ROW + later * REBUILD_ROW
    basis = [
        f"{START:g} s for any hub",
        f"{results:,} results to fold at {FOLD_ROW * 1e6:.0f} µs",
        f"{history / 1e6:,.0f} MB of history to copy at {COPY_BYTE * 1e9:.0f} s a GB",
        f"{logs:,} log rows to check at {CHECK_ROW * 1e6:g} µs",
        *_rebuilding(later, "after the cut-over"),
        *_rebuilding(locked, "under the locks"),
    ]
    folded = load.size("fold")
    more = (
        OBJECTS + int(folded * (FOLDED - 1)) + int(history * COPIED),
        OBJECTS + int(folded * WAL_FOLDED) + int(history * WAL_COPIED),
    )
    return _estimate(load, seconds, more, basis, locked=locked * REBUILD_ROW)


def of_rollback(load: Load) -> Estimate:
    results, history, views = load.rows("fold"), load.rows("history"), load.read(can_wait=True)
    logs = load.rows(*IN_LOG)
    seconds = START + results * FOLD_ROW + history * RETURN_ROW + logs * LOOK_ROW
    basis = [
        f"{START:g} s for any hub",
        f"{results:,} results to unfold at {FOLD_ROW * 1e6:.0f} µs",
        f"{history:,} history rows to check at {RETURN_ROW * 1e6:g} µs",
        f"{logs:,} log rows to look at at {LOOK_ROW * 1e6:g} µs",
        f"{history:,} history rows to look at under the locks at {LOOK_HISTORY * 1e6:g} µs",
        *_rebuilding(views, "under the locks"),
    ]
    folded = load.size("fold")
    more = int(folded * (FOLDED - 1)), int(folded * WAL_FOLDED)
    locked = views * REBUILD_ROW + history * LOOK_HISTORY
    return _estimate(load, seconds, more, basis, locked=locked)


def over_line(made: Estimate, round_trip: float) -> Estimate:
    """The same where a statement takes so many seconds to the server and back."""
    if round_trip < 0.001:
        return made
    far = f"{TRIPS} round trips to the server, {LOCKED_TRIPS} under the locks"
    return replace(
        made,
        locked_seconds=round(made.locked_seconds + LOCKED_TRIPS * round_trip, 2),
        seconds=round(made.seconds + TRIPS * round_trip, 1),
        basis=(*made.basis, f"{far}, at {round_trip * 1e3:.0f} ms"),
    )


def of_finalize(load: Load) -> Estimate:
    """The size of the history: of the original, which is dropped."""
    return _estimate(load, START, (-load.size("history"), 0), [f"{START:g} s for any hub"])


def _rebuilding(rows: int, when: str) -> list[str]:
    read = f"{rows:,} rows read by materialized views that are built anew {when}"
    return [f"{read}, at {REBUILD_ROW * 1e6:g} µs"] if rows else []


def _estimate(
    load: Load, seconds: float, more: tuple[int, int], basis: list[str], *, locked: float = 0
) -> Estimate:
    """`more`: bytes that come to stay, and bytes of WAL. `locked`: work under the locks."""
    stay, wal = more
    now = sum(size or 0 for size in load.tables)
    basis.append(f"locks: {LOCKED:g} s, and {LOCKED_EACH:g} s for each of {load.locks} relations")
    return Estimate(
        round(LOCKED + load.locks * LOCKED_EACH + locked, 2),
        round(seconds + locked, 1),
        now,
        now + max(stay, 0) + wal,
        now + stay,
        wal,
        tuple(basis),
    )
