"""The way back: the steps of the cut back, from what is recorded and what is there now.

Everything is rendered from facts read now, not from what was written down then: columns, rights and
views that have come since are taken along.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from v1_hub import proxies, results
from v1_hub.binding import Binding, bind_back
from v1_hub.describe import describe_rights
from v1_hub.facts import Hub, Relation
from v1_hub.registry import AUDIT_LOG, LOG, SLOTS
from v1_hub.render import render
from v1_hub.state import Place, Retired, recorded_keys, recorded_sequences
from v1_hub.steps import Step, numbering, renamed
from v1_hub.treatment import asks_its_caller
from v1_hub.values import (
    legacy_triggers,
    log_type_check,
    order_renames,
    render_all,
    said_on_view,
    template_values,
    view_name,
)


def return_table(
    back: Place, names: dict[tuple[str, str], tuple[str, str]], *, hides: bool, since: str | None
) -> Step:
    """The step that puts a table back under its name.

    `names`: tables that have gone back before it, as definitions may still call them. `since`: the
    transaction from which on history is still to be returned; None: whatever its table lacks.
    """
    hub, row, table, view = back.hub, back.row, back.table, back.shown
    binding = bind_back(view) if view else Binding((), (), ())
    slots = hub.table(SLOTS)
    mode = "unfolded" if row.treatment == "fold" else "copied"
    values = {
        **template_values(hub, table, mode, recorded_keys(row), hides=hides),
        "binding": renamed(binding, names),
        **leaving_values(back),
        **numbering(recorded_sequences(row)),
        "since": since,
        "triggers": row.facts.get("triggers"),
        "present": [trigger.name for trigger in slots.triggers] if slots else [],
        "sequences": row.facts["sequences"],
        "rights_of": view if view and describe_rights(view) != row.facts["rights"] else None,
        "holders": holders(table.relation),
        **said_on_view(table, view, row.facts.get("defaults", {})),
        **view_functions(row),
    }
    leaves = {"leaf": ["log/leave_log"], "fold": ["log/leave_log"], "history": ["history/leave"]}
    templates = [
        *(["bind/unbind"] if binding.rebuilt or not binding.can_wait else []),
        *(["results/view"] if view and row.treatment == "fold" else []),
        *(["log/view_leaves"] if view else []),
        *(*leaves.get(row.treatment, []), "log/return_table"),
        *(["bind/bind"] if binding.replaced or binding.rebuilt or binding.routines else []),
        *(["log/view_goes"] if view else []),
    ]
    return Step(row.phase, f"give {row.table_name} back", render_all(templates, values))


def holders(relation: Relation) -> list[str | None]:
    """Who holds a right on it, or on a column of it, beside its owner."""
    found = {grantee for _, grantee, *_ in describe_rights(relation)} - {relation.owner}
    return sorted(found, key=str)


def leaving_values(back: Place) -> dict[str, Any]:
    """What a leaf loses when it leaves the log: our checks and triggers, the columns of others."""
    table = back.table
    there = {k.name for k in table.relation.constraints}
    made = [log_type_check(table)]
    if table.treatment == "fold":
        made.append(results.check_name(table))
    return {
        "trigger_names": [
            *(trigger["name"] for trigger in legacy_triggers(table)),
            results.extra_watcher(table),
        ],
        "is_attached": table.relation.is_partition,
        "made_checks": [name for name in made if name in there],
        "added": results.other_columns(table),
        "renames": order_renames([(c.log_name, c.legacy_name) for c in reversed(table.columns)]),
    }


def view_functions(row: Retired) -> dict[str, Any]:
    """The trigger functions that go with a view."""
    has_writer = row.treatment in ("fold", "history")
    return {"functions": [f"write_{row.leaf}"] if has_writer else []}


def in_order(place: Place) -> tuple[bool, int]:
    """Last one first; before all, those that views stand on by themselves, so that a view that is
    bound anew finds them under their names."""
    stays = place.row.treatment == "whole" and asks_its_caller(place.table.relation)
    return not stays, -place.row.place


def cut_back(
    hub: Hub,
    places: Sequence[Place],
    merged: proxies.Proxies | None,
    *,
    hides: bool,
    since: str | None = None,
) -> list[Step]:
    """The steps that give every table back, and take the log away."""
    steps: list[Step] = []
    if merged:
        steps.append(Step(1, "take the merged columns away", proxies.undo(merged)))
    names: dict[tuple[str, str], tuple[str, str]] = {}
    for back in sorted(places, key=in_order):
        steps.append(return_table(back, names, hides=hides, since=since))
        names["v1_hub", back.row.leaf] = (hub.schema, back.row.table_name)
    if LOG in hub.relations:
        steps.append(
            Step(0, "drop the empty unified log", f"DROP TABLE {view_name(hub.schema, LOG)};\n")
        )
    return steps


def set_aside(hub: str) -> str:
    """Moves what a rollback keeps, the audit log and the log of runs, to v1_hub_retired."""
    return render("steps/hub/set_aside.sql", log=view_name(hub, AUDIT_LOG))
