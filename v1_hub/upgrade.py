"""Bringing what is ours up to date: what this package makes, against what is recorded and there.

In: an installed hub. Out: what differs, and one short transaction that makes it as this package
has it. Rows, history, settings, seals and rights stay.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from v1_hub import __version__, batches, run_log, texts
from v1_hub.connect import ask_value, run_sql
from v1_hub.facts import Connection, Hub, ask_column, ask_rows, read_hub
from v1_hub.failure import Failure, Refused, StatementFailed
from v1_hub.lent import as_view
from v1_hub.locks import Lock, Prepared, wanting_locks
from v1_hub.recorded import (
    Change,
    Key,
    is_altered,
    is_left_alone,
    is_other_major,
    left_alone,
    read_recorded,
    read_texts,
)
from v1_hub.registry import AUDIT_DEFAULT, AUDIT_LOG
from v1_hub.render import literal, render
from v1_hub.stages import audited_tables
from v1_hub.state import (
    Installed,
    Place,
    Retired,
    find_places,
    is_lost,
    read_log_columns,
    read_retired,
    recorded_keys,
    recorded_sequences,
)
from v1_hub.steps import numbering
from v1_hub.values import template_values, view_name
from v1_hub.work import Work

AUDIT_MAKERS = ("v1_hub.audit_attach(", "v1_hub.audit_when(", "v1_hub.audit_arguments(")


@dataclass(frozen=True)
class Upgrade:
    """What is to be done, in order."""

    runtime: Sequence[texts.Piece]  # with the statements between, which can be repeated
    due: Sequence[texts.Piece]
    gone: Sequence[Key]  # that this package makes no more
    forgotten: Sequence[Key]  # the same, and what is not there any more
    audits: Sequence[str]  # tables whose triggers are made anew
    changes: Sequence[Change]
    current: Sequence[texts.Piece]  # all that is recorded afterwards
    dress: Mapping[str, str]  # of views that somebody has dropped: owner, rights, and so on
    is_stale: bool  # recorded by another major version of PostgreSQL
    numbers: str  # where the audit log is made anew, empty: what gives its rows their numbers


def wanted(
    conn: Connection, hub: Hub, places: Sequence[Place], installed: Installed
) -> list[texts.Piece]:
    """What this package renders for the hub as it is recorded, at the stage where it is."""
    pieces: list[texts.Piece] = []
    hides = batches.hides_gone(conn)
    for place in places:
        mode, keys = mode_now(place.row), recorded_keys(place.row)
        shown = hides and mode == "copied"
        values = template_values(hub, place.table, mode, keys, hides=shown)
        if place.row.treatment == "whole":  # what was added since is no column of the view
            values["view_columns"] = [
                {"name": name, "source": name} for name, *_ in place.row.facts["columns"]
            ]
        pieces += texts.of_table(values)
    return [*pieces, *texts.of_proxies(installed.proxies)]


def history_numbers(hub: Hub, places: Sequence[Place]) -> str:
    """What makes an audit log number on behind the history table; empty where there is none."""
    for place in places:
        if place.row.treatment == "history" and place.row.leaf in hub.own:
            values = template_values(hub, place.table, "copied", recorded_keys(place.row))
            numbered = numbering(recorded_sequences(place.row))
            return render("steps/history/numbers.sql", **values, **numbered)
    return ""


def mode_now(row: Retired) -> str:
    """How the view of a table reads and writes at the stage where it is."""
    if row.treatment == "history":
        return "copied" if row.stage == "finished" else "copying"
    if row.stage == "finished":
        return "folded"
    return "unfolding" if row.stage == "returning" or row.rebind else "folding"


def find(conn: Connection, schema: str, installed: Installed) -> Upgrade:
    """What differs from what this package makes. Reads only."""
    hub, rows = read_hub(conn, schema), read_retired(conn)
    places = find_places(hub, rows, read_log_columns(conn))
    runtime, rendered = texts.runtime(schema), wanted(conn, hub, places, installed)
    there, recorded = read_texts(conn), read_recorded(conn)
    lost = {place.row.table_name: place for place in places if is_lost(place)}
    alone = left_alone(hub, [row for row in rows if row.table_name not in lost], installed)
    pieces = [p for p in (*runtime, *rendered) if p.type and alone.isdisjoint((p.name, p.on))]
    functions = [p.name for p in pieces if p.type == "function"]
    identities = dict(ask_rows(conn, "checks/text_names", names=functions))
    due, changes, seen, stale = [], [], set(), False
    for piece in pieces:
        key = (piece.type, identities.get(piece.name, piece.name))
        seen.add(key)
        found, (hash_, then) = there.get(key), recorded.get(key, ("", ""))
        if found is None:
            why = "is missing"
        elif hash_ != piece.hash:
            why = f"is another in {__version__}" if hash_ else "is not recorded"
        elif is_altered(then, found):
            why = "was altered by hand"
        else:
            stale = stale or is_other_major(then, found)
            continue
        due.append(piece)
        changes.append(Change(piece.type, key[1] or piece.name, why))
    forgotten = [key for key in recorded if key not in seen and not is_left_alone(key, alone)]
    gone = [key for key in forgotten if key in there]
    audits = ask_column(conn, "checks/audit_broken")
    changes += [Change("audit", f"of {name}", "lacks a trigger") for name in audits]
    if any(piece.name.startswith(AUDIT_MAKERS) for piece in due):
        audits = audited_tables(conn, "enabled")
    changes += [Change(*key, f"goes: {__version__} has none") for key in gone]
    numbers = ""
    log = view_name(hub.schema, AUDIT_LOG)
    for name in (log, AUDIT_DEFAULT):  # a dump may leave them out
        if ask_value(conn, f"SELECT to_regclass({literal(name)})") is None:
            changes.append(Change("table", name, "is gone, with its rows"))
    if hub.table(AUDIT_LOG) is None:
        numbers = history_numbers(hub, places)
    if installed.version != __version__:
        changes.append(Change("version", installed.version, f"becomes {__version__}"))
    dress = {view_name(schema, name): dress_anew(place) for name, place in lost.items()}
    return Upgrade(runtime, due, gone, forgotten, audits, changes, pieces, dress, stale, numbers)


def dress_anew(place: Place) -> str:
    """What a view that is made anew has from the table under it."""
    table = replace(place.table, relation=as_view(place))
    return render("steps/log/dress_view.sql", view=place.view, table=table)


def run_upgrade(work: Work, installed: Installed) -> tuple[Sequence[Change], float]:
    """Bring what is ours up to date, in one transaction; what was done, and the seconds locked.

    Raises Failure where something stands in the way.
    """
    conn = work.conn
    found = find(conn, work.hub, installed)
    if not (found.changes or found.is_stale):
        return [], 0.0
    done = [found]

    def prepare() -> Prepared:
        done.append(now := find(conn, work.hub, installed))
        return Prepared(locks_needed(conn, now), lambda: True, lambda: bring(conn, now))

    with run_log.logged(conn, "upgrade") as doing:
        locked = work.under_locks(prepare)
        doing.what |= {"changes": len(done[-1].changes), "locked_seconds": round(locked, 3)}
    work.begin()
    return done[-1].changes, locked


def locks_needed(conn: Connection, found: Upgrade) -> list[Lock]:
    """Views that are made anew, tables whose triggers are; functions need none."""
    due = [piece for piece in found.due if piece.type != "function"]
    names = {piece.on or piece.name for piece in due}
    if any(is_own_view(piece) for piece in due):
        names |= {piece.name for piece in found.current if is_own_view(piece)}
    names |= {key[1].rpartition(" on ")[2] for key in found.gone if key[0] != "function"}
    there = [*ask_column(conn, "checks/there", names=list(names)), *found.audits]
    return [Lock(name, "ACCESS EXCLUSIVE") for name in dict.fromkeys(there)]


def bring(conn: Connection, found: Upgrade) -> None:
    """All of it, under the locks."""
    (is_off,) = ask_column(conn, "checks/summary_off")
    for piece in (*found.runtime, *(p for p in found.due if p not in found.runtime)):
        if piece in found.due:
            make(conn, piece, found.current)
            if piece.name in found.dress:
                step(conn, found.dress[piece.name], f"view {piece.name}")
        elif not piece.type:
            step(conn, piece.sql, "sql/runtime")
    if found.numbers:
        step(conn, found.numbers, "the numbers of the audit log")
    for name in found.audits:
        enable = f"SELECT v1_hub.audit_enable({literal(name)}, p_count => FALSE)"
        step(conn, enable, f"the audit of {name}")
    for statement in drop_statements(found.gone):
        step(conn, statement, "what goes")
    if is_off:  # triggers that were made anew, too
        step(conn, "SELECT v1_hub.summary_disable()", "v1_hub.summary_disable()")
    for type_, identity in found.forgotten:
        query = "DELETE FROM v1_hub.object WHERE type = %s AND identity = %s"
        conn.execute(query, [type_, identity])
    run_sql(conn, texts.record(found.current), "record")
    run_sql(conn, f"UPDATE v1_hub.hub SET version = {literal(__version__)}", "version")


def drop_statements(gone: Sequence[Key]) -> list[str]:
    """Triggers first; views, and functions, in one statement: they may stand on one another."""
    triggers = [identity.rpartition(" on ") for type_, identity in gone if type_ == "trigger"]
    statements = [f"DROP TRIGGER {name} ON {on}" for name, _, on in triggers]
    for word in ("view", "function"):
        if names := [identity for type_, identity in gone if type_ == word]:
            statements.append(f"DROP {word.upper()} {', '.join(names)} RESTRICT")
    return statements


def is_own_view(piece: texts.Piece) -> bool:
    """A view that is no retired name, whose columns are ours to change."""
    return piece.type == "view" and piece.name.startswith("v1_hub.")


def make(conn: Connection, piece: texts.Piece, pieces: Sequence[texts.Piece]) -> None:
    """One object as its text has it; the rights that were granted on it stay."""
    what = f"{piece.type} {piece.name}"
    if piece.type == "trigger":
        name = piece.name.removesuffix(f" on {piece.on}")
        drop = f"DROP TRIGGER IF EXISTS {name} ON {piece.on};\n"
        step(conn, drop + piece.sql, what)
        return
    try:
        with conn.transaction():
            step(conn, piece.sql, what)
    except Failure as failure:
        # Another result, other columns: it cannot be replaced. A retired name keeps its shape.
        replaced = failure.details.get("sqlstate") in ("42P13", "42P16")
        if not replaced or not piece.name.startswith("v1_hub."):
            raise
        # Views of ours stand on one another.
        anew = [p for p in pieces if is_own_view(p)] if is_own_view(piece) else [piece]
        again = [p.sql for p in anew]
        for one in anew:
            given = {"type": one.type, "name": one.name}
            again += [f"{grant};" for grant in ask_column(conn, "checks/granted", **given)]
        names = ", ".join(p.name for p in anew)
        drop = f"DROP {piece.type.upper()} IF EXISTS {names} RESTRICT;"
        step(conn, "\n".join([drop, *again]), what)


def step(conn: Connection, sql: str, what: str) -> None:
    """Statements under the locks. Raises InTheWay, or Failure that names the object."""
    try:
        with wanting_locks(what):
            run_sql(conn, sql, what)
    except StatementFailed as failure:
        raise Refused(
            f"{what} cannot be brought up to date; nothing was changed",
            detail="\n".join(filter(None, (str(failure), failure.details.get("detail")))),
            sqlstate=failure.error.sqlstate,
            hint="take what is named out of the way, or give it its name back; "
            "then install.py install",
        ) from failure
