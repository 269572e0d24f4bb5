"""Finishing, and the way back, in small transactions: nothing here holds a lock that anybody feels.

Each batch is a transaction of its own, with its progress; killed anywhere, the next run goes on.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from typing import Any, Literal

from v1_hub import results
from v1_hub.checks import AFTER_REPACK, Finding
from v1_hub.connect import ask_value, begin, run_sql, set_local
from v1_hub.facts import Connection, ask_rows
from v1_hub.failure import Failure, Refused, StatementFailed
from v1_hub.locks import Lock, Prepared
from v1_hub.registry import AUDIT_LOG
from v1_hub.render import ident, render
from v1_hub.run_log import Report
from v1_hub.state import Place
from v1_hub.treatment import BARRED, bars_rewriting
from v1_hub.values import log_type_check, view_name
from v1_hub.work import Work

BATCH_SECONDS = 0.25  # what a batch aims at
PAUSE = 0.25  # of the time of a batch, for everybody else
HISTORY_ROWS = 20000  # of a batch, at most


def next_size(size: int, seconds: float, most: int) -> int:
    """Of the next batch, after one of this size has taken so long."""
    if seconds < BATCH_SECONDS / 2:
        return min(size * 2, most)
    return max(size // 2, 1) if seconds > BATCH_SECONDS * 1.5 else size


def run_batch(conn: Connection, statement: str, source: str) -> tuple[tuple[Any, ...], float]:
    """What a batch tells, and the seconds that it took.

    Not those of the way to the server and back, for which the statement before it stands: over a
    slow line the smallest batch would take too long.
    """
    began = time.monotonic()
    set_local(conn, {"synchronous_commit": "off"})  # what is lost is done again
    sent = time.monotonic()
    told = run_sql(conn, statement, source).fetchall()[0]
    return told, max(0.0, time.monotonic() - sent - (sent - began))


def hides_gone(conn: Connection) -> bool:
    """Whether the history view has entries to hide (sql/steps/history/hide_gone.sql)."""
    return bool(ask_value(conn, "SELECT EXISTS (SELECT 1 FROM v1_hub.history_gone)"))


def find_watchers(
    conn: Connection, places: Iterable[Place], *, back: bool = False
) -> list[Finding]:
    """What would refuse, see or keep away the rows that we write: of others, come since.

    back: into the tables that a rollback gives back.
    """
    found = []
    for place in places:
        if place.row.treatment == "fold":
            name, event, is_done = place.leaf, "UPDATE", "is rewritten"
        elif place.row.treatment == "history" and back:
            name, event, is_done = place.leaf, "INSERT", "comes back"
        elif place.row.treatment == "history":
            name, event, is_done = view_name(place.hub.schema, AUDIT_LOG), "INSERT", "is copied"
        else:
            continue
        for kind, what, on in ask_rows(conn, "checks/watchers", name=name, event=event):
            why = f"would fire for every row of {place.leaf} that {is_done}"
            remedy = f"ALTER TABLE {on} DISABLE {kind.upper()} {what}; and enable it afterwards."
            if what == "repack_trigger":
                remedy = AFTER_REPACK
            found.append(Finding(f"{kind} {what} on {on}", why, remedy))
        if event == "UPDATE" and place.table.relation.bars_updates:
            remedy = "Take it out of the publication, and put it there again afterwards."
            found.append(Finding(place.leaf, BARRED, remedy))
        ours = (results.check_name(place.table), log_type_check(place.table))
        for constraint in place.table.relation.constraints if event == "UPDATE" else ():
            if bars_rewriting(constraint) and constraint.name not in ours:
                name = ident(constraint.name)
                why = "is NOT VALID: rows that break it cannot be rewritten"
                remedy = f"ALTER TABLE {place.leaf} VALIDATE CONSTRAINT {name}; or drop it before."
                found.append(Finding(f"constraint {name} on {place.leaf}", why, remedy))
    return found


def fold(work: Work, place: Place, direction: Literal["fold", "unfold"], report: Report) -> None:
    """Fold, or unfold, every row of a leaf, page range by page range; each batch proves itself.

    Rows that others hold are left for the next pass; the last ones are waited for under a lock.
    Raises Failure where a row would read otherwise than before: that batch is undone.
    """
    title = f"{direction} {place.row.table_name}"
    done = place.row.rows_done
    due = max(place.row.rows_due, done)
    report(title, done, due)
    pages_at_once = 1  # a page may hold forty rows of megabytes
    while True:
        pages = work.read(ask_value, "SELECT pg_relation_size(%s) / 8192", place.leaf)
        first, found, dead = 0, 0, 0
        held: list[tuple[int, int]] = []
        while first < pages:
            last = min(first + pages_at_once, pages)
            work.begin()
            rows, left, seconds = fold_pages(work.conn, place, direction, first, last)
            work.commit()
            if left:
                held.append((first, last))
            first, found, done = last, found + rows, done + rows
            dead += pages_at_once if rows else 0
            report(title, done, max(due, done))
            if rows:
                time.sleep(PAUSE * seconds)
            if dead >= max(64, pages // 12):
                work.vacuum(place.leaf)
                dead = 0
            pages_at_once = next_size(pages_at_once, seconds, min(4096, max(32, pages // 24)))
        if not found:
            fold_held(work, place, direction, held)
            return
        work.vacuum(place.leaf)


def fold_pages(
    conn: Connection, place: Place, direction: Literal["fold", "unfold"], first: int, last: int
) -> tuple[int, int, float]:
    """One batch; the number of rows written, and of those that were left; its seconds."""
    statement = results.batch(place.table, direction, first, last)
    try:
        told, seconds = run_batch(conn, statement, f"{direction} {place.leaf}")
    except StatementFailed as failure:
        diag = failure.error.diag
        if diag.sqlstate != "23514" or diag.constraint_name == results.check_name(place.table):
            raise
        name = ident(diag.constraint_name or "")
        raise Refused(
            f"constraint {name} on {place.leaf}: rows that are there break it, and cannot be "
            "rewritten",
            detail=diag.message_detail,
            hint=f"mend these rows, or: ALTER TABLE {place.leaf} DROP CONSTRAINT {name};",
        ) from None
    rows, left, different, before, after = told
    if different:
        conn.rollback()
        raise Failure(
            f"{direction} of {place.leaf}: {different} rows would read otherwise than before",
            where=f"pages {first} to {last}",
            detail=f"before: {before}\nafter:  {after}",
            hint="This batch is undone, and the hub works on. Where no trigger did it, this is a "
            "defect: please report it.",
        )
    if rows:
        run_sql(conn, place.write_down(f"rows_done = rows_done + {rows}"), "progress")
    return rows, left, seconds


def fold_held(
    work: Work,
    place: Place,
    direction: Literal["fold", "unfold"],
    held: Sequence[tuple[int, int]],
) -> None:
    """The rows that somebody held in every pass: under a lock beside which nobody can hold one."""

    def write() -> None:
        for first, last in held:
            _, left, _ = fold_pages(work.conn, place, direction, first, last)
            if left:
                raise Failure(
                    f"{direction} of {place.leaf}: {left} rows cannot be written",
                    where=f"pages {first} to {last}",
                    hint=f"a trigger or rule on {place.leaf} keeps rows from being updated; "
                    "without it, run this again",
                )

    if held:
        work.begin()
        locks = [Lock(place.leaf, "EXCLUSIVE")]
        work.under_locks(lambda: Prepared(locks, lambda: True, write))


def copy_history(work: Work, place: Place, values: dict[str, Any], report: Report) -> None:
    """Copy the history that the audit log does not have yet, in batches of ids."""
    conn, done = work.conn, place.row.rows_done
    report(f"copy {place.row.table_name}", done, max(place.row.rows_due, done))
    rows_at_once = 100
    while True:
        statement = render("steps/history/copy_rows.sql", **values, rows=rows_at_once)
        work.begin()
        (rows, lost), seconds = run_batch(conn, statement, "copy history")
        if lost:
            conn.rollback()
            begin(conn, read_only=True)
            watchers = find_watchers(conn, [place])
            raise Failure(
                f"copy {place.row.table_name}: {lost} rows did not come into {values['audit_log']}",
                detail="\n".join(f"{one.object} {one.finding}" for one in watchers),
                hint="\n".join(["This batch is undone.", *(one.remedy for one in watchers)]),
            )
        work.commit()
        done += rows
        report(f"copy {place.row.table_name}", done, max(place.row.rows_due, done))
        if not rows:
            return
        rows_at_once = next_size(rows_at_once, seconds, HISTORY_ROWS)
        time.sleep(PAUSE * seconds)
