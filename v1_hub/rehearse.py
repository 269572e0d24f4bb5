"""What a statement would leave behind, for what is shown and refused before anything runs.

In: state and tree; out: the table, and the state, as they would be. Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from pglast import ast
from pglast.enums import AlterTableType as At
from pglast.enums import ConstrType
from pglast.enums import ObjectType as Ot
from pglast.stream import RawStream

from v1_hub.facts import Index, Relation
from v1_hub.lent import Lent, State
from v1_hub.registry import LOG
from v1_hub.render import ident
from v1_hub.scopes import is_a
from v1_hub.steps import describe
from v1_hub.taking import Taken

TypeOf = Callable[[str], tuple[str, bool]]  # as written: as format_type() has it, and is a domain


def simulate(relation: Relation, tree: Any, type_of: TypeOf) -> Relation:
    """The table as the statement would leave it, for what is shown and refused beforehand."""
    if is_a(tree, ast.IndexStmt) and tree.idxname:
        made = Index(relation.oid, relation.schema, tree.idxname, "", False, False, (), None, 0)
        return replace(relation, indexes=(*relation.indexes, made))
    if is_a(tree, ast.DropStmt):
        gone = {spelled[-1].sval for spelled in tree.objects}
        return replace(relation, indexes=tuple(i for i in relation.indexes if i.name not in gone))
    if is_a(tree, ast.RenameStmt) and tree.renameType == Ot.OBJECT_COLUMN:
        return replace(relation, columns=renamed(relation.columns, tree.subname, tree.newname))
    if is_a(tree, ast.RenameStmt) and tree.renameType == Ot.OBJECT_INDEX:
        old = tree.relation.relname
        return replace(relation, indexes=renamed(relation.indexes, old, tree.newname))
    for command in tree.cmds if is_a(tree, ast.AlterTableStmt) else ():
        relation = after_command(relation, command, type_of)
    return relation


def renamed(parts: tuple[Any, ...], old: str, new: str) -> tuple[Any, ...]:
    return tuple(replace(part, name=new) if part.name == old else part for part in parts)


def after_command(relation: Relation, command: Any, type_of: TypeOf) -> Relation:
    columns = list(relation.columns)
    if command.subtype == At.AT_DropConstraint:
        kept = tuple(i for i in relation.indexes if i.name != command.name)
        return replace(relation, indexes=kept)
    if command.subtype == At.AT_AddColumn and not relation.column(command.def_.colname):
        kinds = {k.contype: k for k in command.def_.constraints or ()}
        default = kinds.get(ConstrType.CONSTR_DEFAULT)
        given = [k for k in (ConstrType.CONSTR_NOTNULL, ConstrType.CONSTR_PRIMARY) if k in kinds]
        columns.append(
            replace(
                columns[0],
                number=max(c.number for c in columns) + 1,
                name=command.def_.colname,
                **written_type(command.def_, type_of),
                not_null=bool(given),
                default=str(RawStream()(default.raw_expr)) if default else None,
                identity="d" if ConstrType.CONSTR_IDENTITY in kinds else "",
                generated="s" if ConstrType.CONSTR_GENERATED in kinds else "",
                rights=(),
                comment=None,
            )
        )
    for at, column in enumerate(columns):
        if column.name != command.name:
            continue
        if command.subtype == At.AT_DropColumn:
            del columns[at]
            break
        if command.subtype == At.AT_AlterColumnType:
            columns[at] = replace(column, **written_type(command.def_, type_of))
        elif command.subtype in (At.AT_SetNotNull, At.AT_DropNotNull):
            columns[at] = replace(column, not_null=command.subtype == At.AT_SetNotNull)
        elif command.subtype == At.AT_ColumnDefault:
            default = str(RawStream()(command.def_)) if command.def_ else None
            columns[at] = replace(column, default=default)
    return replace(relation, columns=tuple(columns))


def written_type(definition: Any, type_of: TypeOf) -> dict[str, Any]:
    found, is_domain = type_of(str(RawStream()(definition.typeName)))
    collation = f" {RawStream()(definition.collClause)}" if definition.collClause else ""
    return {"type": found + collation, "is_domain": is_domain}


def after_taking(state: State, one: Lent, taken: Taken) -> State:
    """The state for the next statement, where nobody reads the catalogue again."""
    hub, columns, hidden, tables = state.hub, state.columns, one.hidden, state.tables
    if changes := taken.changes:
        columns = (*(c for c in columns if c.table_name != one.name), *changes.columns)
        own = {c.log_name for c in changes.columns}
        back = [name for name, _ in changes.leaf_adds]
        hidden = more({n: name for n, name in hidden.items() if name not in own}, back)
        log, came = hub.relations[LOG], [c.log_name for c in changes.log_adds]
        kept = [c for c in log.columns if c.name not in changes.log_drops]
        kept += [replace(log.columns[0], name=c.log_name, type=c.type) for c in changes.log_adds]
        hub = replace(hub, relations={**hub.relations, LOG: replace(log, columns=tuple(kept))})
        tables = {name: with_log(o, came, changes.log_drops) for name, o in tables.items()}
    facts = {**one.row.facts, "sequences": describe(hub, taken.table)["sequences"]}
    row = replace(one.row, facts=facts)
    made = replace(one, row=row, table=taken.table, view=taken.dress, hidden=hidden)
    return replace(state, hub=hub, columns=columns, tables={**tables, one.name: made})


def with_log(one: Lent, came: Sequence[str], gone: Sequence[str]) -> Lent:
    """A leaf that has the log's new columns, and has lost those that the log has lost."""
    kept = {number: name for number, name in one.hidden.items() if name not in gone}
    return replace(one, hidden=more(kept, came)) if one.table.columns else one


def more(hidden: dict[int, str], names: Sequence[str]) -> dict[int, str]:
    """Further columns of the log, under numbers that no column has."""
    first = min([0, *hidden]) - 1
    return hidden | {first - n: name for n, name in enumerate(names)}


def without(state: State, views: Iterable[str]) -> State:
    """The state once these views are dropped."""
    gone = tuple(f".{ident(name)}" for name in views)
    return replace(state, tables={
        name: replace(one, view=replace(one.view, dependents=tuple(
            d for d in one.view.dependents if not d.name.endswith(gone))))
        for name, one in state.tables.items()})  # fmt: skip
