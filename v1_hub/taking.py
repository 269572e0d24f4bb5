"""A table that was lent goes back: leaf of the log, and view that shows what the table shows.

Its columns are mapped to the log anew, by the catalogue as the statement left it. In: the table
before (lent.py) and after; out: SQL. Pure.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from v1_hub import results, texts
from v1_hub.binding import bind_back
from v1_hub.decide import LogColumn, Retiring, define_log
from v1_hub.describe import describe, describe_shape
from v1_hub.facts import Column, Relation
from v1_hub.failure import Refused
from v1_hub.lent import Lent, State, common_values
from v1_hub.registry import LOG_NAMES
from v1_hub.render import document, ident, render
from v1_hub.treatment import explain_whole
from v1_hub.values import order_renames, template_values

RECORDED = ("constraints", "defaults", "indexes", "keys_onto", "primary_key", "sequences", "rights")


def map_again(state: State, one: Lent, after: Relation) -> tuple[LogColumn, ...]:
    """Where each column is found from now on: as before, and new ones by the log's own rule."""
    shared = {c.log_name for c in state.columns if c.table_name != one.name}
    legacy = {c.legacy_name: c for c in one.table.columns}
    was = {c.number: legacy[c.name] for c in one.table.relation.columns}
    is_there = {c.name for c in one.table.relation.columns}  # finalize drops what was folded
    mapped = [c for c in one.table.columns if c.legacy_name not in is_there]
    new = []
    for column in after.columns:
        old = was.get(column.number)
        is_alone = old and old.log_name not in shared and not state.has_own_logs
        if old and (is_alone or column.type == old.type):
            mapped.append(
                replace(old, legacy_name=column.name, type=column.type, not_null=column.not_null)
            )
        else:
            new.append(column)
    last = max(c.number for c in one.table.columns)
    for column in new:
        old = was.get(column.number)
        last += old is None
        number = old.number if old else last
        name = name_in_log(state, one, column, number, {c.log_name for c in mapped})
        shape = (column.name, name, column.type, column.not_null)
        mapped.append(LogColumn(one.name, number, *shape, folded=False))
    return tuple(sorted(mapped, key=lambda c: c.number))


def name_in_log(state: State, one: Lent, column: Column, number: int, taken: set[str]) -> str:
    """The first name for a new column that the log has not, or has for this type."""
    leaf = one.row.leaf
    known = {c.log_name: c.type for c in state.columns}
    names = (
        LOG_NAMES.get(column.name, column.name),
        column.name,
        f"{leaf}_{column.name}",
        f"{leaf}_column_{number}",
    )
    return next(
        name
        for name in names
        if name not in {"log_type", "result_data", *taken}
        and len(name.encode()) <= 63
        and (name not in state.log or known.get(name) == column.type)
    )


def find_changes(state: State, one: Lent, table: Retiring) -> dict[str, Any]:
    """What taking a table back does to the leaf and to the log, for the templates."""
    others = [c for c in state.columns if c.table_name != one.name]
    used = {c.log_name: c.type for c in (*others, *table.columns)}
    of_log = {c.legacy_name: c.log_name for c in table.columns}
    own = set(of_log.values())
    log_drops = [
        c.log_name
        for c in one.table.columns
        if c.log_name in state.log
        and used.get(c.log_name) != state.log[c.log_name]
        and not state.has_own_logs
    ]
    log = {name: type_ for name, type_ in state.log.items() if name not in log_drops}
    renames = [(c.name, of_log[c.name]) for c in table.relation.columns]
    renames += [(aside, name) for name, aside in one.aside.items() if name not in own]
    before = {column.name: column for column in define_log(state.columns)}
    return {
        # Empty columns of other logs whose name a column of its own takes.
        "leaf_drops": [aside for name, aside in one.aside.items() if name in own],
        "renames": order_renames(renames),
        "log_drops": log_drops,
        "log_adds": [c for c in table.columns if c.log_name not in log and not c.folded],
        "leaf_adds": [
            (name, type_)
            for name, type_ in log.items()
            if name not in own and name not in one.aside
        ],
        "comments": [
            (column.name, "Filled by: " + ", ".join(column.filled_by))
            for column in define_log([*others, *table.columns])
            if not column.emptied and before.get(column.name) != column
        ],
    }


def dress_again(one: Lent, table: Retiring, renames: dict[str, str]) -> tuple[Column, ...]:
    """The columns of the view as they are to be: defaults and comments of the table, its rights."""
    rights = {renames.get(c.name, c.name): c.rights for c in one.view.columns}
    columns = [replace(c, rights=rights.get(c.name, ())) for c in table.relation.columns]
    if table.columns:
        found = {c.name: c for c in (*one.view.columns, *columns)}
        columns = [found[c.legacy_name] for c in table.columns]
    return tuple(columns)


def take(state: State, one: Lent, table: Retiring) -> str:
    """SQL that puts it back, and writes down how it is now.

    table: as the statement left it, without what makes it a leaf. Raises Failure where it can be
    none any more.
    """
    changes = None
    if one.table.columns:
        if whole := explain_whole(table.relation):
            hint = "install.py rollback, alter it, then install"
            raise Refused(f"{one.name}: the table then {whole}", hint=hint)
        if one.row.treatment == "fold" and not table.relation.primary_key:
            why = "its rows are found by the primary key, which it then lacks"
            raise Refused(f"{one.name}: {why}", hint="keep it")
        table = replace(table, columns=map_again(state, one, table.relation))
        changes = find_changes(state, one, table)
    was = {c.number: c.name for c in one.table.relation.columns}
    renames = {was[c.number]: c.name for c in table.relation.columns if c.number in was}
    columns = dress_again(one, table, renames)
    before = [(renames.get(c.name, c.name), c.type) for c in one.view.columns]
    rebuilt = [(c.name, c.type) for c in columns[: len(before)]] != before
    if rebuilt and one.view.has_rules:
        why = f"{one.name}: its view has rules, and is made anew"
        raise Refused(why, hint="drop them, and make them again")
    comments = {renames.get(c.name, c.name): c.comment for c in one.view.columns}
    view = replace(one.view, columns=columns, comment=table.relation.comment)
    made: tuple[texts.Piece, ...] = ()  # those of the history stay as they were
    if table.treatment != "history":
        made = texts.of_table(template_values(state.hub, table, "folded"))
    values = common_values(state, one, table)
    statement = render(
        "steps/alter/take.sql",
        **values,
        changes=changes,
        rebuilt=rebuilt,
        binding=bind_back(one.view),
        dress=view,
        view_renames=order_renames(renames.items()),
        has_defaults=one.row.treatment != "history",
        comments=[c for c in columns if c.comment != comments.get(c.name)],
        defaulted=results.defaulted(table),
        functions=[],
        shown="\n".join(piece.sql for piece in made if piece.on != values["view"]),
    )
    statement += write_down(state, replace(one, table=table, view=view), changes)
    return statement + (texts.record(made) if made else "")


def write_down(state: State, now: Lent, changes: dict[str, Any] | None) -> str:
    """What is recorded of a table anew."""
    described = describe(state.hub, now.table)
    recorded = ("indexes",) if now.row.treatment == "history" else RECORDED
    facts = {name: described[name] for name in recorded if name in described}
    facts["columns"] = describe_shape(now.view)
    values = common_values(state, now, now.table)
    return render(
        "steps/alter/record.sql",
        **values,
        facts=document(facts),
        own=[f"{values['leaf']}.{ident(c.log_name)}" for c in now.table.columns],
        changes=changes,
    )
