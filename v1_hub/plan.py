"""The plan: facts, decision, blockers, notes and steps of an install. Reads, and writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from v1_hub import subscribers
from v1_hub.binding import bind_anew
from v1_hub.blockers import find_blockers, find_notes
from v1_hub.checks import Finding
from v1_hub.decide import Decision, decide
from v1_hub.facts import Connection, Hub, ask
from v1_hub.locks import Lock
from v1_hub.registry import AUDIT_LOG, PROXIES, SLOTS
from v1_hub.state import Installed, read_installed, read_log_columns, read_retired
from v1_hub.steps import Step, audited, cut_over
from v1_hub.values import view_name


@dataclass(frozen=True)
class Plan:
    decision: Decision
    blockers: list[Finding]
    notes: list[Finding]
    locks: list[Lock]
    steps: list[Step]
    publications: Sequence[subscribers.Publication] = ()


def pending_phases(
    installed: Installed | None, done: Sequence[int], asked: Sequence[int], by_name: bool
) -> tuple[int, ...]:
    """What is to be installed: of an installed hub only phases that were asked for by name."""
    if installed is None:
        return tuple(asked)
    return tuple(phase for phase in asked if by_name and phase not in done)


def make_decision(
    conn: Connection, hub: Hub, phases: Sequence[int], *, summary: bool = True
) -> Decision:
    """What an install of these phases does to the hub."""
    audit_log = hub.relations.get(AUDIT_LOG)
    role = hub.server.role
    # The view of the history reads the log, and what we record, with the rights of its owner.
    owner = role if audit_log is None or audit_log.owner == role else ""
    is_there = read_installed(conn) is not None
    retired = [row.table_name for row in read_retired(conn)] if is_there else []
    columns = read_log_columns(conn) if is_there else []
    return decide(hub, phases, owner, columns, retired, summary=summary)


def make_plan(conn: Connection, hub: Hub, phases: Sequence[int], *, summary: bool = True) -> Plan:
    """What an install of these phases would do, and whether it may."""
    decision = make_decision(conn, hub, phases, summary=summary)
    found = find_blockers(conn, decision)
    published = [table.relation.oid for table in decision.retiring]
    if decision.merged and (merged := decision.hub.table(PROXIES)):
        published.append(merged.oid)
    publications = ask(conn, subscribers.Publication, "facts/publications", oids=published)
    beside = ask(conn, Finding, "checks/beside") if decision.retiring else []
    return Plan(
        decision,
        found,
        [*find_notes(decision), *subscribers.notes(publications), *beside],
        locks_needed(decision),
        [] if found else cut_over(decision),
        publications,
    )


def locks_needed(decision: Decision) -> list[Lock]:
    """All locks of the cut-over, views first, as clients take them."""
    hub = decision.hub.schema
    views: list[str] = []
    tables: list[str] = []
    for table in decision.retiring:
        binding = bind_anew(table)
        views += [d.name for d in (*binding.replaced, *binding.rebuilt) if d.is_lockable]
        tables.append(table.view(hub))
        if table.treatment == "history":
            keys = [k.target_name for k in table.relation.constraints if k.kind == "f"]
            tables += filter(None, keys)
            tables += [view_name(hub, SLOTS)] if decision.hub.table(SLOTS) else []
    if 1 in decision.phases and decision.hub.table(PROXIES):
        tables.append(view_name(hub, PROXIES))
    names = list(dict.fromkeys([*views, *tables]))
    if (slots := view_name(hub, SLOTS)) in audited(decision) and slots not in names:
        # CREATE TRIGGER lets readers through.
        return [*(Lock(n, "ACCESS EXCLUSIVE") for n in names), Lock(slots, "SHARE ROW EXCLUSIVE")]
    return [Lock(name, "ACCESS EXCLUSIVE") for name in names]
