"""What a statement would leave of a table, for what is shown and refused before anything runs.

In: facts and tree; out: facts. Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from pglast import ast
from pglast.enums import AlterTableType as At
from pglast.enums import ConstrType
from pglast.enums import ObjectType as Ot
from pglast.stream import RawStream

from v1_hub.facts import Column, Index, Relation
from v1_hub.lent import State
from v1_hub.render import ident
from v1_hub.scopes import is_a

TypeOf = Callable[[str], tuple[str, bool]]  # as written: as format_type() has it, and is a domain


def simulate(relation: Relation, tree: Any, type_of: TypeOf) -> Relation:
    """The table as the statement would leave it: its columns, and the names of its indexes."""
    columns, indexes = relation.columns, relation.indexes
    if is_a(tree, ast.IndexStmt) and tree.idxname:
        made = Index(relation.oid, relation.schema, tree.idxname, "", False, False, (), None, 0)
        indexes = (*indexes, made)
    elif is_a(tree, ast.DropStmt):
        gone = {spelled[-1].sval for spelled in tree.objects}
        indexes = tuple(i for i in indexes if i.name not in gone)
    elif is_a(tree, ast.RenameStmt) and tree.renameType == Ot.OBJECT_COLUMN:
        columns = renamed(columns, tree.subname, tree.newname)
    elif is_a(tree, ast.RenameStmt) and tree.renameType == Ot.OBJECT_INDEX:
        indexes = renamed(indexes, tree.relation.relname, tree.newname)
    for command in tree.cmds if is_a(tree, ast.AlterTableStmt) else ():
        if command.subtype == At.AT_DropConstraint:
            indexes = tuple(i for i in indexes if i.name != command.name)
        columns = columns_after(columns, command, type_of)
    return replace(relation, columns=columns, indexes=indexes)


def renamed(parts: tuple[Any, ...], old: str, new: str) -> tuple[Any, ...]:
    return tuple(replace(part, name=new) if part.name == old else part for part in parts)


def columns_after(columns: tuple[Column, ...], command: Any, type_of: TypeOf) -> tuple[Column, ...]:
    """The columns that a command of ALTER TABLE leaves."""
    if command.subtype == At.AT_AddColumn:
        is_there = any(c.name == command.def_.colname for c in columns)
        return columns if is_there else (*columns, added(columns, command.def_, type_of))
    if command.subtype == At.AT_DropColumn:
        return tuple(c for c in columns if c.name != command.name)
    change: dict[str, Any] = {}
    if command.subtype == At.AT_AlterColumnType:
        change = written_type(command.def_, type_of)
    elif command.subtype in (At.AT_SetNotNull, At.AT_DropNotNull):
        change = {"not_null": command.subtype == At.AT_SetNotNull}
    elif command.subtype == At.AT_ColumnDefault:
        change = {"default": str(RawStream()(command.def_)) if command.def_ else None}
    return tuple(replace(c, **change) if c.name == command.name else c for c in columns)


def added(columns: tuple[Column, ...], definition: Any, type_of: TypeOf) -> Column:
    kinds = {constraint.contype: constraint for constraint in definition.constraints or ()}
    default = kinds.get(ConstrType.CONSTR_DEFAULT)
    return replace(
        columns[0],
        number=max(c.number for c in columns) + 1,
        name=definition.colname,
        **written_type(definition, type_of),
        not_null=bool(kinds.keys() & {ConstrType.CONSTR_NOTNULL, ConstrType.CONSTR_PRIMARY}),
        default=str(RawStream()(default.raw_expr)) if default else None,
        identity="d" if ConstrType.CONSTR_IDENTITY in kinds else "",
        generated="s" if ConstrType.CONSTR_GENERATED in kinds else "",
        rights=(),
        comment=None,
    )


def written_type(definition: Any, type_of: TypeOf) -> dict[str, Any]:
    found, is_domain = type_of(str(RawStream()(definition.typeName)))
    collation = f" {RawStream()(definition.collClause)}" if definition.collClause else ""
    return {"type": found + collation, "is_domain": is_domain}


def without(state: State, views: Iterable[str]) -> State:
    """The state once these views are dropped."""
    gone = tuple(f".{ident(name)}" for name in views)
    tables = {}
    for name, one in state.tables.items():
        kept = tuple(d for d in one.view.dependents if not d.name.endswith(gone))
        tables[name] = replace(one, view=replace(one.view, dependents=kept))
    return replace(state, tables=tables)
