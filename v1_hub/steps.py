"""Steps: what the cut-over runs, in order, each a title and its SQL; the way back is in back.py.

In: a Decision. Out: rendered steps; nothing is run here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from v1_hub import __version__, checks, history, proxies
from v1_hub.binding import Binding, bind_anew
from v1_hub.decide import Decision, Retiring, history_triggers
from v1_hub.describe import describe
from v1_hub.facts import Sequence_
from v1_hub.registry import AUDIT_LOG, AUDITED, LOG, SLOTS
from v1_hub.rename import rename_relations
from v1_hub.render import document, render
from v1_hub.treatment import asks_its_caller
from v1_hub.values import leaf_name, render_all, template_values, view_name


@dataclass(frozen=True)
class Step:
    phase: int  # of the report; 0: for all of them
    title: str
    statement: str


TITLES = {
    "leaf": "adopt {} as a leaf of the unified log",
    "whole": "move {} aside whole",
    "fold": "adopt {} as a leaf that will be folded",
    "history": "make {} a slice of the audit log",
}


def create_log(decision: Decision) -> Step:
    definition, hub = decision.log, decision.hub.schema
    statement = render(
        "steps/log/create_log.sql",
        log=view_name(hub, LOG),
        log_sequence=view_name(hub, f"{LOG}_id_seq"),
        definition=definition,
        id_type=next((column.type for column in definition if column.name == "id"), None),
    )
    return Step(0, f"create the unified log {LOG}", statement)


# What makes room for a table's view, and the view; between what unbinds, and binds anew.
RETIRING = {
    "leaf": ["log/become_leaf", "log/plain_view", "log/dress_view"],
    "whole": ["log/plain_view", "log/dress_view"],
    "fold": ["log/become_leaf", "results/adopt"],
    "history": ["history/adopt"],
}


def retire(decision: Decision, table: Retiring) -> Step:
    """The step that retires one table: it moves, and a view takes its name."""
    binding, _ = bindings(decision, table)
    named = {column.log_name for column in table.columns}
    mode = first_mode(decision, table)
    values = {
        **template_values(decision.hub, table, mode, history.foreign_keys(table)),
        "binding": binding,
        "lacking": [column for column in decision.log if column.name not in named],
        "triggers": history_triggers(decision.hub),
        **numbering(table.relation.sequences),
    }
    templates = [
        *(["bind/unbind"] if binding.rebuilt or not binding.can_wait else []),
        *("log/move_table", *RETIRING[table.treatment]),
        *(["bind/bind"] if binding.replaced or binding.rebuilt or binding.routines else []),
    ]
    title = TITLES[table.treatment].format(table.entry.table_name)
    return Step(table.entry.phase, title, render_all(templates, values))


def first_mode(decision: Decision, table: Retiring) -> str:
    """The mode in which the cut-over makes a view."""
    if table.treatment == "fold":
        # What still reads the columns must find in them what is written until then.
        _, later = bindings(decision, table)
        return "unfolding" if later.rebuilt else "folding"
    return "copying"


def bindings(decision: Decision, table: Retiring) -> tuple[Binding, Binding]:
    """What is bound to the view in the cut-over, and what finish makes again, for it takes long."""
    binding = renamed(bind_anew(table), moved_callers(decision, table))
    if not binding.can_wait:
        return binding, Binding((), (), ())
    return replace(binding, rebuilt=()), Binding((), binding.rebuilt, ())


def rebind(decision: Decision, table: Retiring) -> str | None:
    """What finish runs so that materialized views stand on the view, and all that is above them."""
    _, later = bindings(decision, table)
    # Whoever runs it: the owner stays.
    views = {oid: replace(view, is_own=False) for oid, view in decision.hub.views.items()}
    values = {"binding": later, "views": views}
    if not later.rebuilt:
        return None
    return render("steps/bind/unbind.sql", **values) + render("steps/bind/bind.sql", **values)


def numbering(sequences: Sequence[Sequence_]) -> dict[str, Any]:
    """The first sequence of the history, where it ascends as the log's numbers do."""
    sequence = next((one for one in sequences[:1] if one.increment > 0), None)
    name = view_name(sequence.schema, sequence.name) if sequence else None
    return {"sequence": sequence, "sequence_name": name}


def moved_callers(decision: Decision, table: Retiring) -> dict[tuple[str, str], tuple[str, str]]:
    """Tables retired before this one whose views ask their caller: a view stays on the table."""
    hub = decision.hub.schema
    return {
        (hub, other.entry.table_name): ("v1_hub", other.entry.leaf)
        for other in decision.retiring
        if other.treatment == "whole"
        and asks_its_caller(other.relation)
        and other.entry.place < table.entry.place
    }


def renamed(binding: Binding, names: Mapping[tuple[str, str], tuple[str, str]]) -> Binding:
    """The binding with relations in its definitions under other names."""
    if not names:
        return binding

    def of(dependents: Sequence[Any]) -> tuple[Any, ...]:
        return tuple(
            replace(d, definition=d.definition and rename_relations(d.definition, names))
            for d in dependents
        )

    return Binding(of(binding.replaced), of(binding.rebuilt), binding.routines)


def record(decision: Decision) -> Step:
    hub, merged = decision.hub.schema, decision.merged
    tables = {table.entry.table_name: table for table in decision.retiring}
    statement = render(
        "steps/hub/record.sql",
        hub=hub,
        version=__version__,
        is_first=decision.is_first,
        log_columns=decision.columns,
        retiring=decision.retiring,
        slots=view_name(hub, SLOTS),
        audit_log=view_name(hub, AUDIT_LOG),
        audit_due=[name for name in audited(decision) if name != view_name(hub, SLOTS)],
        merged=document(asdict(merged)) if merged else None,
        merged_due=bool(merged and merged.sources and decision.summary),
        records={n: document(describe(decision.hub, table)) for n, table in tables.items()},
        rebinds={name: rebind(decision, table) for name, table in tables.items()},
    )
    return Step(0, "write down what was done", statement)


def write_down(hub: str) -> Step:
    """Name everything that is ours, for a rollback to drop it, and nothing else."""
    there = checks.Raw("(SELECT jsonb_agg(to_jsonb(b)) FROM v1_hub.object AS b)")
    objects = checks.inline("objects", made=there, schemas=list(checks.SCHEMAS))
    made = checks.inline("made", schema=hub)
    statement = render("steps/hub/write_down.sql", made=made, objects=objects)
    return Step(0, "name what is ours", statement)


def audited(decision: Decision) -> list[str]:
    """Tables that are audited by default, where they are once these phases are installed."""
    hub, phases = decision.hub, {*decision.phases, *decision.done_phases}
    now = {table.entry.table_name for table in decision.retiring}
    names = []
    for name, leaf in ((table.name, table.leaf) for table in AUDITED if 2 in phases):
        if leaf is None and hub.table(name) and 2 in decision.phases:
            names.append(view_name(hub.schema, name))
        elif leaf and (name in now or (leaf in hub.own and 2 in decision.phases)):
            names.append(leaf_name(leaf))
    return names


def cut_over(decision: Decision) -> list[Step]:
    """The steps of the cut-over, in order; they hold for the catalogue as it was decided on."""
    hub, slots = decision.hub.schema, view_name(decision.hub.schema, SLOTS)
    steps = [create_log(decision)] if decision.is_first else []
    steps += [retire(decision, table) for table in decision.retiring]
    if decision.merged:
        merge = proxies.merge(decision.merged, summary=decision.summary)
        steps.append(Step(1, "merge three columns into v1_hub_proxies", merge))
    if slots in audited(decision):
        # Its history goes on in the transaction that ends the old one; finish audits the others.
        enable = render("steps/audit/enable.sql", tables=[slots])
        steps.append(Step(2, f"switch the audit of {SLOTS} on", enable))
    close = Step(0, "close what lies under the views", render("steps/hub/close.sql", hub=hub))
    return [*steps, record(decision), close, write_down(hub)]
