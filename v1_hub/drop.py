"""Taking a retired name away for good. In: recorded uses and what stands on it; out: why not.

The rows stay where they are: new code reads them in the log, and a rollback still brings the table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from v1_hub import names, scan, usage
from v1_hub.back import view_functions
from v1_hub.checks import Finding
from v1_hub.facts import Connection, ask_column
from v1_hub.failure import Refused
from v1_hub.locks import Lock
from v1_hub.render import ident, render
from v1_hub.scan_database import scan_database
from v1_hub.state import Installed, Retired, refuse_unfinished
from v1_hub.values import view_name
from v1_hub.work import Work

QUIET = timedelta(days=30)
UNSEEN = "code that ran before, or will run again: install.py scan PATH reads it in its files"
MINUTE = "%Y-%m-%d %H:%M"


@dataclass(frozen=True)
class Evidence:
    """Why a name may not go (empty: it may), since when it is watched, what cannot be seen."""

    against: tuple[Finding, ...]
    watch: usage.Watch
    last_use: datetime | None
    notes: tuple[str, ...]


def find_name(rows: Sequence[Retired], name: str, installed: Installed) -> Retired:
    """The row of a name that may be asked for. Raises Failure, saying what it is instead."""
    row = next((row for row in rows if row.table_name == name), None)
    if row is None:
        told = ", ".join(row.table_name for row in rows if not row.dropped_at)
        raise Refused(f"{name} is not a retired name", hint=f"one of {told}")
    if row.dropped_at:
        raise Refused(f"{name} was dropped on {row.dropped_at:%Y-%m-%d}")
    refuse_unfinished(installed)
    return row


def gather(
    conn: Connection,
    hub: names.Hub,
    one: names.Retired,
    now: datetime,
    waiting: Sequence[str] = (),
) -> Evidence:
    """Looks once more who uses a name, writes that down, and weighs it.

    waiting: triggers that are not there, and that a rollback makes again, by definition.
    """
    standing = ask_column(conn, "facts/name_dependents", view=view_name(hub.schema, one.name))
    found = [told for told in scan_database(conn, hub) if not waits(told.source, waiting)]
    watch = usage.record(conn, hub, now)
    against = tuple(weigh(one, usage.uses(conn, now - QUIET), standing, found, watch, now))
    last_use = max((u.last_seen for u in usage.uses(conn) if u.name == one.name), default=None)
    return Evidence(against, watch, last_use, (*usage.limits(conn), UNSEEN))


def waits(source: str, waiting: Iterable[str]) -> bool:
    """Whether a function is only there for triggers that step down until a rollback."""
    call = source.removeprefix("function ").removesuffix(")")
    return any(f"EXECUTE FUNCTION {call}" in definition for definition in waiting)


def weigh(
    one: names.Retired,
    uses: Iterable[usage.NameUse],
    dependents: Sequence[str],
    found: Iterable[scan.Finding],
    watch: usage.Watch,
    now: datetime,
) -> Iterator[Finding]:
    """Why a name may not go: it is used, something stands on it, or nobody has looked long enough.

    uses: of late; found: of scan_database (routines and jobs count, whatever the verdict). Pure.
    """
    leaf = ".".join(map(ident, one.leaf))
    instead = f"Let it use {leaf} (v1_hub.log_column has the columns), or drop it."
    for dependent in dependents:
        yield Finding(dependent, f"stands on {one.name}", instead)
    for source in dict.fromkeys(told.source for told in found if told.name == one.name):
        if source.startswith(("function ", "cron.job ")):
            yield Finding(source, f"names {one.name}", instead)
    for use in uses:
        if use.name == one.name:
            by = f" ({','.join(use.applications)})" if use.applications else ""
            last = f"last seen {use.last_seen:{MINUTE}}: {' '.join(use.query.split())[:120]}"
            why = f"{use.action}s {one.name}{by}, {last}"
            remedy = f"Let it use {leaf}, or {QUIET.days} days pass."
            yield Finding(f"role {use.role_name}", why, remedy)
    hourly = f"Run install.py usage every hour, for {QUIET.days} days."
    if watch.first_run is None or watch.last_run is None or watch.blind:
        yield Finding("usage", "nothing has seen every statement: the notes say why", hourly)
    elif watch.first_run > now - QUIET:
        until = f"Wait until {watch.first_run + QUIET:{MINUTE}}."
        yield Finding("usage", f"is recorded only since {watch.first_run:{MINUTE}}", until)


def describe(one: names.Retired, evidence: Evidence) -> str:
    """What somebody is asked to agree to."""
    last = f"the last was seen {evidence.last_use:{MINUTE}}" if evidence.last_use else "none seen"
    return "\n".join(
        [
            f"drop {one.name}: the view goes for good; the rows stay in {'.'.join(one.leaf)}",
            f"uses are recorded since {evidence.watch.first_run:{MINUTE}}, {last}; not seen are:",
            *(f"  {note}" for note in evidence.notes),
        ]
    )


def run_drop(work: Work, row: Retired, *, has_view: bool) -> float:
    """One short transaction; RESTRICT, should something have come to stand on the view since.

    has_view: somebody may have dropped it by hand. Returns how many seconds it locked.
    """
    view = view_name(work.hub, row.table_name)
    values = {"view": view, "has_view": has_view, "name": row.table_name, **view_functions(row)}
    locks = [Lock(view, "ACCESS EXCLUSIVE")] if has_view else []
    return work.locked(render("steps/log/drop_view.sql", **values), f"drop {row.table_name}", locks)
