"""A table that was lent goes back: leaf of the log, and view that shows what the table shows.

Its columns are mapped to the log anew, by the catalogue as the statement left it. In: the table
before (lent.py) and after; out: SQL. Pure.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

from v1_hub import results, texts
from v1_hub.back import bind_back
from v1_hub.decide import LogColumn, Retiring, define_log, explain_whole
from v1_hub.facts import Column, Relation
from v1_hub.failure import BLOCKED, Failure
from v1_hub.lent import Lent, State, common_values
from v1_hub.registry import LOG, LOG_NAMES
from v1_hub.render import ident, render
from v1_hub.steps import (
    describe,
    describe_shape,
    leaf_name,
    legacy_triggers,
    order_renames,
    view_columns,
    view_name,
)

RECORDED = ("columns", "constraints", "indexes", "keys_onto", "primary_key", "sequences", "rights")


@dataclass(frozen=True)
class Changes:
    """What taking a table back does to the leaf and to the log."""

    columns: tuple[LogColumn, ...]
    leaf_drops: list[str]  # empty columns of other logs whose name a column of its own takes
    renames: list[tuple[str, str]]
    log_drops: list[str]
    log_adds: list[LogColumn]
    leaf_adds: list[tuple[str, str]]
    comments: list[tuple[str, str]]


def map_again(state: State, one: Lent, after: Relation) -> tuple[LogColumn, ...]:
    """Where each column is found from now on: as before, and new ones by the log's own rule."""
    before = {c.name: c for c in one.table.relation.columns}
    others = [c for c in state.columns if c.table_name != one.name]
    shared = {c.log_name for c in others}
    known = {c.log_name: c.type for c in state.columns}
    now = {c.number: c for c in after.columns}
    numbers = {before[c.legacy_name].number: c.number for c in one.table.columns
               if c.legacy_name in before}  # fmt: skip
    kept: dict[int, LogColumn] = {}
    mapped = [c for c in one.table.columns if c.folded and c.legacy_name not in before]  # finalized
    for old in one.table.columns:
        was = before.get(old.legacy_name)
        new = now.get(was.number) if was else None
        stays = was and new and (was.type == new.type or not {old.log_name} & shared)
        if was and new and stays and (was.type == new.type or not state.has_own_logs):
            kept[was.number] = replace(old, legacy_name=new.name, type=new.type,
                                       not_null=new.not_null)  # fmt: skip
    mapped += kept.values()
    taken = {"log_type", "result_data", *(c.log_name for c in mapped)}
    last = max((c.number for c in one.table.columns), default=0)
    for column in (c for c in after.columns if c.number not in kept):
        old_number = numbers.get(column.number)
        last += old_number is None
        number = old_number or last
        leaf = one.row.leaf
        names = (LOG_NAMES.get(column.name, column.name), column.name, f"{leaf}_{column.name}",
                 f"{leaf}_column_{number}")  # fmt: skip
        name = next(
            name
            for name in names
            if name not in taken
            and len(name.encode()) <= 63
            and (name not in state.log or known.get(name) == column.type)
        )
        taken.add(name)
        mapped.append(LogColumn(one.name, number, column.name, name, column.type, column.not_null,
                                folded=False))  # fmt: skip
    return tuple(sorted(mapped, key=lambda c: c.number))


def change(state: State, one: Lent, after: Relation) -> Changes:
    """What the new shape asks for. Raises Failure where the table can be no leaf any more."""
    if whole := explain_whole(after):
        raise refused(one, f"the table then {whole}", "install.py rollback, alter it, then install")
    if one.row.treatment == "fold" and not after.primary_key:
        raise refused(one, "its rows are found by the primary key, which it then lacks", "keep it")
    columns = map_again(state, one, after)
    others = [c for c in state.columns if c.table_name != one.name]
    of_log = {c.legacy_name: c.log_name for c in columns}
    types = {c.log_name: c.type for c in one.table.columns}
    used = {c.log_name: c.type for c in (*others, *columns)}
    gone = [name for name, type in types.items() if name in state.log
            and used.get(name) != type and not state.has_own_logs]  # fmt: skip
    left = {name: type for name, type in state.log.items() if name not in gone}
    own = set(of_log.values())
    stay = [(aside, name) for name, aside in one.aside.items() if name not in own]
    renames = [(c.name, of_log[c.name]) for c in after.columns] + stay
    due = {d.name: d for d in define_log([*others, *columns])}
    was = {d.name: d for d in define_log(state.columns)}
    return Changes(
        columns,
        [aside for name, aside in one.aside.items() if name in own],
        order_renames(renames),
        gone,
        [c for c in columns if c.log_name not in left and not (c.folded and c.log_name in types
                                                               and c.log_name not in state.log)],
        [(name, type) for name, type in left.items()
         if name not in own and name not in one.hidden.values()],
        [(name, "Filled by: " + ", ".join(d.filled_by)) for name, d in due.items()
         if not d.emptied and was.get(name) != d],
    )  # fmt: skip


def refused(one: Lent, why: str, hint: str) -> Failure:
    return Failure(f"{one.name}: {why}", status=BLOCKED, hint=hint)


@dataclass(frozen=True)
class Taken:
    """A table that is taken back: the SQL of that, and of its record; its shape and its view."""

    statement: str
    record: str
    table: Retiring
    changes: Changes | None
    dress: Relation


def take(state: State, one: Lent, after: Relation) -> Taken:
    """Raises Failure where the table can be no leaf any more, or a view would lose a column.

    after: the table as the statement left it, without what makes it a leaf.
    """
    changes = None
    table = replace(one.table, relation=after)
    if one.table.columns:
        changes = change(state, one, after)
        table = replace(table, columns=changes.columns)
    dress, view_renames = show(one, table)
    before = [(dict(view_renames).get(c.name, c.name), c.type) for c in one.view.columns]
    rebuilt = [(c.name, c.type) for c in dress.columns][: len(before)] != before
    lost = {name for name, _ in before} - {c.name for c in dress.columns} | {
        c.name for c in dress.columns if (c.name, c.type) not in before
        and c.name in dict(before)}  # fmt: skip
    for reader in (d for d in one.view.dependents if d.depth == 1):
        if found := lost.intersection(dict(view_renames).get(r, r) for r in reader.reads):
            names = ", ".join(sorted(found))
            hint = f"DROP {reader.kind.upper()} {reader.name}; make it again afterwards"
            raise refused(one, f"{reader.kind} {reader.name} reads {names}", hint)
    if rebuilt and one.view.has_rules:
        raise refused(one, "its view has rules, and is made anew", "drop them, and make them again")
    old = {c.name: c for c in one.view.columns}
    values = {
        **common_values(state, one, table),
        "changes": changes,
        "legacy_triggers": legacy_triggers(table),
        "rebuilt": rebuilt,
        "binding": bind_back(one.view),
        "views": state.hub.views,
        "dress": dress,
        "view_renames": order_renames(view_renames),
        "defaults": [c for c in dress.columns
                     if c.default and not c.generated and one.row.treatment != "history"],
        "comments": [c for c in dress.columns
                     if c.comment != (was.comment if (was := old.get(c.name)) else None)],
        "functions": [],
        "shown": "",
    }  # fmt: skip
    if one.row.treatment == "fold":
        folded = results.values(table, values["view"], values["leaf"], "folded")
        values["shown"] = "\n".join(
            render(f"steps/results/{name}.sql", **folded)
            for name in ("view", "writer", "check_function")
        )
    elif one.row.treatment != "history":
        values["shown"] = render(
            "steps/log/plain_view.sql",
            **{**values, "view_columns": view_columns(table)},
            options=one.view.options,
        )
    return Taken(
        render("steps/alter/take.sql", **values),
        write_down(state, one, table, changes, dress) + record_texts(state, table),
        table,
        changes,
        dress,
    )


def record_texts(state: State, table: Retiring) -> str:
    """What view, writer and triggers are made of now. The view of the history stays as it was."""
    if table.treatment == "history":
        return ""
    values = texts.template_values(table, state.hub.schema, "folded", (), ())
    return texts.record(texts.of_table(table, values))


def show(one: Lent, table: Retiring) -> tuple[Relation, list[tuple[str, str]]]:
    """The view as it is to be: columns, defaults and comments of the table, rights of the view."""
    was = {c.number: c for c in one.table.relation.columns}
    renames = [(was[c.number].name, c.name) for c in table.relation.columns if c.number in was]
    rights = {dict(renames).get(c.name, c.name): c.rights for c in one.view.columns}
    columns = [replace(c, rights=rights.get(c.name, ())) for c in table.relation.columns]
    if table.columns:
        found: dict[str, Column] = {c.name: c for c in (*one.view.columns, *columns)}
        columns = [found[c.legacy_name] for c in table.columns]
    shown = replace(one.view, columns=tuple(columns), comment=table.relation.comment)
    return shown, renames


def write_down(
    state: State, one: Lent, table: Retiring, changes: Changes | None, dress: Relation
) -> str:
    facts = describe(state.hub, table)
    recorded = ("columns", "indexes") if one.row.treatment == "history" else RECORDED
    facts = {name: facts[name] for name in recorded} | {"columns": describe_shape(dress)}
    leaf, log = leaf_name(one.row.leaf), view_name(state.hub.schema, LOG)
    others = [other for name, other in state.leaves.items() if name != one.name]
    ours: list[tuple[str, str, str | None]] = []
    for column in changes.log_adds if changes else ():
        ours += [("table column", f"{log}.{ident(column.log_name)}", None)]
        ours += [("table column", f"{other}.{ident(column.log_name)}", "dropped")
                 for other in others]  # fmt: skip
    for name, _ in changes.leaf_adds if changes else ():
        ours += [("table column", f"{leaf}.{ident(name)}", "dropped")]
    for trigger in legacy_triggers(table):
        ours += [("trigger", f"{trigger['name']} on {leaf}", None)]
    return render(
        "steps/alter/record.sql",
        name=one.name,
        table=table,
        facts=json.dumps(facts),
        own=[f"{leaf}.{ident(c.log_name)}" for c in table.columns],
        ours=[dict(zip(("type", "identity", "fate"), row, strict=True)) for row in ours],
    )
