"""Finishing, and the way back, in small transactions: nothing here holds a lock that anybody feels.

Each batch is a transaction of its own, with its progress; killed anywhere, the next run goes on.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Literal

import psycopg

from v1_hub import results
from v1_hub.connect import ask_value, begin, run_sql, set_local
from v1_hub.failure import Failure
from v1_hub.render import render
from v1_hub.state import Place

BATCH_SECONDS = 0.25  # what a batch aims at
PAUSE = 0.25  # of the time of a batch, for everybody else
HISTORY_ROWS = 2000

Report = Callable[[str, int, int], None]  # title, rows done, rows due


def hides_gone(conn: psycopg.Connection[Any]) -> bool:
    """Whether the history view has entries to hide (sql/steps/history/hide_gone.sql)."""
    return bool(ask_value(conn, "SELECT EXISTS (SELECT 1 FROM v1_hub.history_gone)"))


def fold(
    conn: psycopg.Connection[Any],
    place: Place,
    direction: Literal["fold", "unfold"],
    report: Report,
    vacuum: Callable[[str], None],
) -> None:
    """Fold, or unfold, every row of a leaf, page range by page range; each batch proves itself.

    Raises Failure where a row would read otherwise than before: that batch is undone.
    """
    done = place.row.rows_done
    due = max(place.row.rows_due, done)
    report(f"{direction} {place.row.table_name}", done, due)
    pages_at_once = 16
    while True:
        begin(conn, read_only=False)
        pages = ask_value(conn, "SELECT pg_relation_size(%s) / 8192", place.leaf)
        conn.rollback()
        first, found, dead = 0, 0, 0
        while first < pages:
            last = min(first + pages_at_once, pages)
            started = time.monotonic()
            rows = fold_pages(conn, place, direction, first, last)
            seconds = time.monotonic() - started
            first, found, done = last, found + rows, done + rows
            dead += pages_at_once if rows else 0
            report(f"{direction} {place.row.table_name}", done, max(due, done))
            if rows:
                time.sleep(PAUSE * seconds)
            if dead >= max(64, pages // 12):
                vacuum(place.leaf)
                dead = 0
            if seconds < BATCH_SECONDS / 2:
                pages_at_once = min(pages_at_once * 2, 4096, max(32, pages // 24))
            elif seconds > BATCH_SECONDS * 1.5:
                pages_at_once = max(pages_at_once // 2, 4)
        if not found:
            return
        vacuum(place.leaf)


def fold_pages(
    conn: psycopg.Connection[Any],
    place: Place,
    direction: Literal["fold", "unfold"],
    first: int,
    last: int,
) -> int:
    """One batch; the number of rows written."""
    begin(conn, read_only=False)
    set_local(conn, "synchronous_commit", "off")
    statement = results.batch(place.table, direction, first, last)
    told = run_sql(conn, statement, f"{direction} {place.leaf}").fetchall()
    rows, different, before, after = told[0]
    if different:
        conn.rollback()
        raise Failure(
            f"{direction} of {place.leaf}: {different} rows would read otherwise than before",
            where=f"pages {first} to {last}",
            detail=f"before: {before}\nafter:  {after}",
            hint="This batch is undone, and the hub works on. This is a defect: please report it.",
        )
    if rows:
        run_sql(conn, place.write_down(f"rows_done = rows_done + {rows}"), "progress")
    conn.commit()
    return int(rows)


def copy_history(
    conn: psycopg.Connection[Any], place: Place, values: dict[str, Any], report: Report
) -> None:
    """Copy the history that the audit log does not have yet, in batches of ids."""
    done = place.row.rows_done
    report(f"copy {place.row.table_name}", done, max(place.row.rows_due, done))
    statement = render("steps/history/copy_rows.sql", **values, rows=HISTORY_ROWS)
    while True:
        started = time.monotonic()
        begin(conn, read_only=False)
        rows = int(run_sql(conn, statement, "copy history").fetchall()[0][0])
        conn.commit()
        done += rows
        report(f"copy {place.row.table_name}", done, max(place.row.rows_due, done))
        if not rows:
            return
        time.sleep(PAUSE * (time.monotonic() - started))
