"""Verification: what holds now against what was recorded before the install. Reads only."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from v1_hub import proxies
from v1_hub.checks import Finding, Raw, inline
from v1_hub.connect import ask_value
from v1_hub.decide import LogColumn, history_triggers
from v1_hub.describe import describe_rights, describe_shape
from v1_hub.facts import Connection, Hub, Relation, ask_column, ask_rows
from v1_hub.recorded import find_altered
from v1_hub.registry import AUDIT_DEFAULT, AUDIT_LOG, LOG, PROXIES, SLOTS
from v1_hub.render import grants, ident, literal
from v1_hub.state import (
    Installed,
    Retired,
    read_installed,
    read_log_columns,
    read_retired,
    unfinished,
)
from v1_hub.values import leaf_name, view_name
from v1_hub.whereabouts import hidden, read_parted, read_renamed, reshaped_log

REMEDY = "install.py install makes it anew"
NO_MORE = "install.py drop {} says that it is no more"


class Check(NamedTuple):
    object: str
    check_name: str
    ok: bool
    detail: str
    is_news: bool = False  # worth a line though nothing is wrong


def verify_hub(conn: Connection, hub: Hub, retired_now: Collection[str] = ()) -> list[Check]:
    """All checks, one row each. retired_now: tables that lack nothing that was bound to them; of
    others its owner may have dropped it since."""
    rows, installed = read_retired(conn), read_installed(conn)
    finalized = installed is not None and installed.stage == "finalized"
    grantees = {right[1] for row in rows for right in row.facts["rights"] if right[1]}
    known = set(ask_rows(conn, "checks/known_rights", names=sorted(grantees)))
    columns = read_log_columns(conn)
    checks: list[Check] = []
    for row in rows:
        own = [c for c in columns if c.table_name == row.table_name]
        is_new = row.table_name in retired_now
        checks += verify_table(hub, row, known, own, is_finalized=finalized, is_new=is_new)
    if installed:
        logs = [view_name(hub.schema, name) for name in (LOG, AUDIT_LOG)]
        gone = read_gone(conn, logs[-1])
        checks += [
            Check(name, "relation", name not in gone, gone.get(name, "is there"))
            for name in dict.fromkeys([*gone, *logs])
        ]
        named = {
            "owner": read_parted(conn),
            "name": read_renamed(conn),
            "rows": hidden(hub),
            "columns": reshaped_log(hub),
            "numbers": read_behind(conn, hub, rows),
        }
        for what, findings in named.items():
            checks += [Check(f.object, what, False, f"{f.finding}: {f.remedy}") for f in findings]
        checks += verify_texts(conn, hub, rows, installed)
        if told := unfinished(installed):
            checks.append(Check(f"the hub in schema {hub.schema}", "stage", False, told))
        if installed.proxies and not installed.merged_due:
            checks += verify_merged(conn, hub, installed.proxies)
    return checks


def read_gone(conn: Connection, audit_log: str) -> dict[str, str]:
    """Tables and sequences of ours that are gone, or are no part of the log, and what to do."""
    names = ask_column(conn, "checks/gone", names=[AUDIT_DEFAULT])
    lost = "is gone: restore it from a backup, or roll back and install again"
    empty = f"is gone: {REMEDY}, empty"
    anew = (audit_log, AUDIT_DEFAULT)
    gone = {name: empty if name.startswith(anew) else lost for name in names}
    for name, bound in ask_rows(conn, "checks/detached"):
        attach = f"ALTER TABLE {audit_log} ATTACH PARTITION {name} {bound};"
        gone[name] = f"is no partition of the audit log: {attach}"
    return gone


def read_behind(conn: Connection, hub: Hub, rows: Sequence[Retired]) -> Iterator[Finding]:
    """Whether the audit log numbers its next rows as those that it has, and what ends that."""
    log, name = hub.table(AUDIT_LOG), view_name(hub.schema, AUDIT_LOG)
    if log and log.may_read and not log.hides_rows and not reshaped_log(hub):
        before = max((row.facts.get("log_id") or 0 for row in rows), default=0)  # not by the log
        query = inline("numbers_behind", relation=Raw(name), named=name, before=before)
        for (remedy,) in conn.execute(query.encode()):
            yield Finding(name, "gives numbers again that it has given", remedy)


def verify_merged(conn: Connection, hub: Hub, merged: proxies.Proxies) -> Iterator[Check]:
    """The merged columns: whether they are called so, and what the database says of them."""
    table = hub.table(PROXIES)
    # The view follows a column that is renamed, and goes with one that is dropped.
    if table and ask_value(conn, "SELECT to_regclass('v1_hub.proxy')") is not None:
        rename = f"ALTER TABLE {view_name(hub.schema, PROXIES)} RENAME COLUMN ... TO"
        for name in (*proxies.MERGED, *merged.watched):
            if not table.column(name):
                detail = f"no column {name}; {rename} {name};"
                yield Check(PROXIES, "names of the merged columns", False, detail)
    if ask_value(conn, "SELECT to_regprocedure('v1_hub.verify_proxies()')") is not None:
        query = "SELECT check_name, ok, detail FROM v1_hub.verify_proxies()"
        for row in conn.execute(query.encode()):
            yield Check(PROXIES, *row)


def verify_texts(
    conn: Connection, hub: Hub, rows: Sequence[Retired], installed: Installed
) -> list[Check]:
    """Functions, triggers and views that somebody has altered or dropped."""
    altered = find_altered(conn, hub, rows, installed)
    return [
        Check(f"{change.type} {change.identity}", "text", False, f"{change.why}: {REMEDY}")
        for change in altered
    ] or [Check("functions, triggers and views", "text", True, "as they were made")]


def revoked(
    due: Iterable[tuple[Any, ...]], leaf: Relation, owner: str, columns: Sequence[LogColumn]
) -> set[tuple[Any, ...]]:
    """Of these rights on a view those that the table under it has no more, either: that was meant.

    A column that finalize has dropped tells nothing, nor does a table restored without any rights.
    """
    if not leaf.has_rights:
        return set()
    names = {c.log_name: c.legacy_name for c in columns}
    there = {None, *(names.get(column.name, column.name) for column in leaf.columns)}
    held = {
        (names.get(column, column), owner if grantee == leaf.owner else grantee, *rest)
        for column, grantee, *rest in describe_rights(leaf)
    }
    return {right for right in due if right[0] in there and right not in held}


def verify_table(
    hub: Hub,
    row: Retired,
    known: Collection[tuple[str, str]],
    columns: Sequence[LogColumn],
    *,
    is_finalized: bool,
    is_new: bool,
) -> Iterator[Check]:
    """The view of a retired table and its shape, rights, and what was bound to the table.

    known: the roles of this server, with each right on a table that there is. columns: those that
    the log has, as their types are called now.
    """

    def check(what: str, ok: bool, told: str, *, is_news: bool = False) -> Check:
        return Check(row.table_name, what, ok, told, is_news)

    def find_lost(
        what: str, wanted: Iterable[str], there: Iterable[str], told: str, *, is_ours: bool = True
    ) -> Check:
        """Of what is not ours its owner may have dropped or rewritten some since."""
        if not (lost := sorted({*wanted} - {*there})):
            return check(what, True, told)
        if is_ours or is_new:
            return check(what, False, f"lacks {', '.join(lost)}")
        return check(what, True, f"no more since the install: {', '.join(lost)}", is_news=True)

    view, leaf, before = hub.view(row.table_name), hub.own.get(row.leaf), row.facts
    if row.dropped_at:
        view = None
        yield check("view", True, f"dropped on {row.dropped_at:%Y-%m-%d}")
    else:
        anew = REMEDY if leaf else "nothing makes it anew"
        if leaf is None and row.treatment == "history":
            anew += "; its rows are in the audit log"
        elif row.table_name in hub.relations:
            anew = f"something else has it: rename that, then {REMEDY}"
        told = f"no view of this name: {anew}; {NO_MORE.format(row.table_name)}"
        yield check("view", view is not None, "a view" if view else told)
    if view is not None:
        # A comment or a default may have been given to the view since.
        shape = [(name, type_) for name, type_, *_ in describe_shape(view)]
        now = {c.legacy_name: c.type for c in columns}
        now = now or {c.name: c.type for c in (leaf.columns if leaf else ())}
        is_same = shape == [(name, now.get(name, type_)) for name, type_, *_ in before["columns"]]
        defaults = {name for name, _, has_default, _ in describe_shape(view) if has_default}
        is_same &= defaults >= {name for name, _, has_one, _ in before["columns"] if has_one}
        yield check("shape", is_same, f"{len(before['columns'])} columns")
        rights = {tuple(right) for right in describe_rights(view)}
        due = {
            (column, view.owner if grantee == before["owner"] else grantee, *rest)
            for column, grantee, *rest in before["rights"]  # an owner may have changed since
        }
        due -= revoked(due, leaf, view.owner, columns) if leaf else set()
        name = view_name(hub.schema, row.table_name)
        lacks = [
            f"GRANT {g.privileges} ON {name} TO {g.grantees}{g.option};"
            for column, grantee, *right in sorted(due - rights, key=str)
            if grantee is None or (grantee, right[0]) in known  # a copy may lack role and right
            for g in grants([(grantee, *right)], view.owner, column)
        ]
        told = "as they were" if rights == due else "granted since"
        meant = f" (meant: REVOKE it on {leaf_name(row.leaf)}, too)" if leaf else ""
        told = f"lacks {' '.join(lacks)}{meant}" if lacks else told
        yield check("rights", not lacks, told)
    if leaf is None and row.treatment == "history" and is_finalized:
        return
    if leaf is None:
        yield check("leaf", False, f"{leaf_name(row.leaf)} is gone")
        return
    if row.treatment == "history":
        again = [ident(trigger.name) for trigger in history_triggers(hub)]
        drops = [f"DROP TRIGGER {name} ON {view_name(hub.schema, SLOTS)};" for name in again]
        twice = f"trigger {', '.join(again)} of {SLOTS} writes each change a second time: "
        told = twice + " ".join(drops) if again else "by the audit log alone"
        yield check("written once", not again, told)
    elif row.treatment != "whole" and row.stage != "cut over" and not leaf.is_partition:
        log, name = view_name(hub.schema, LOG), leaf_name(row.leaf)
        attach = f"ALTER TABLE {log} ATTACH PARTITION {name} FOR VALUES IN ({literal(row.leaf)});"
        yield check("leaf", False, f"{name} is no partition of the log: {attach}")
    there = {k.name for k in leaf.constraints} | {index.name for index in leaf.indexes}
    dropped = {key["name"] for key in before.get("foreign_keys", ())}
    wanted = {*before["constraints"], *before["indexes"]} - dropped
    told = f"{row.treatment} under {leaf_name(row.leaf)}"
    yield find_lost("constraints and indexes", wanted, there, told)
    # By its own name: the table that has it may be a leaf since, too.
    keys = (w for w in before["keys_onto"] for k in leaf.keys_onto if w.endswith(f".{k.name}"))
    told = ", ".join(before["keys_onto"])
    yield find_lost("foreign keys onto it", before["keys_onto"], keys, told, is_ours=False)
    if row.dropped_at:
        return  # what stood on the view had to leave it
    standing = (d.name for d in (*leaf.dependents, *(view.dependents if view else ())))
    told = ", ".join(before["dependents"])
    yield find_lost("neighbours", before["dependents"], standing, told, is_ours=False)
