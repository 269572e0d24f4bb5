"""What a translation is made of: steps, and the tools that rewrite a tree of pglast in place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from pglast import ast, parse_sql
from pglast.enums import AlterTableType as At
from pglast.enums import ObjectType as Ot
from pglast.parser import ParseError
from pglast.stream import RawStream

from v1_hub.names import Hub, Retired
from v1_hub.scopes import is_a, walk
from v1_hub.verdict import Judgement

OF_COLUMN = (
    At.AT_ColumnDefault, At.AT_SetNotNull, At.AT_DropNotNull, At.AT_SetStatistics,
    At.AT_SetStorage, At.AT_SetCompression, At.AT_SetOptions, At.AT_ResetOptions,
    At.AT_AlterColumnType,
)  # fmt: skip


@dataclass(frozen=True)
class Run:
    """SQL to be run. rewritten: not as it was given; breaks: why PostgreSQL will refuse it anyway.

    if_new: only where the CREATE TABLE IF NOT EXISTS before it made this table.
    """

    sql: str
    rewritten: bool = False
    breaks: tuple[Judgement, ...] = ()
    if_new: str | None = None


@dataclass(frozen=True)
class RebuildView:
    """The view of a name gets these columns (legacy and log name, in order).

    how: append (at the end, nothing else changes), drop (whoever stands on it is taken off, too),
    create (after drop), recreate (both at once). `statement` is SQL for append on a view that
    PostgreSQL writes by itself, with the view's own options and triggers left out; in any other
    case the caller provides it: definition, options, triggers, defaults, rights, comments and what
    stands on it are facts of the database.
    """

    name: str
    how: Literal["append", "drop", "create", "recreate"]
    columns: tuple[tuple[str, str], ...]
    statement: str | None = None


@dataclass(frozen=True)
class Skip:
    """A statement that is not run, and why that is right."""

    sql: str
    why: str


Step = Run | RebuildView | Skip


@dataclass(frozen=True)
class Translation:
    """The steps in order, and the hub as it is after them."""

    steps: tuple[Step, ...]
    hub: Hub


class Untranslatable(ValueError):
    """A statement that has no translation: str() says why, `hint` what to do, `line` where."""

    def __init__(self, why: str, hint: str) -> None:
        super().__init__(why)
        self.hint = hint
        self.line = 0


class Rewriter:
    """One statement and the hub as it stands; `hub` changes along with what is translated."""

    def __init__(self, hub: Hub, own: str) -> None:
        self.hub = hub
        self.own = own

    def rewritten(self, tree: Any, one: Retired) -> Run:
        """A statement on the leaf instead of the view, its columns under the log's names."""
        for node in walk(tree):
            if is_a(node, ast.RangeVar) and self.hub.of(node) is one:
                on_leaf(one, node)
        rename(tree, self.typed(one))
        return Run(statement_sql(tree), True)

    def typed(self, one: Retired) -> Callable[[str], str]:
        """The log's name of a legacy column, which must not be a key of a document."""

        def found(name: str) -> str:
            if name in one.folded:
                hint = f"Keep it typed first: v1_hub.fold_choice for {one.name}.{name}."
                raise Untranslatable(f"column {name} of {one.name} is folded", hint)
            return one.columns.get(name, name)

        return found

    def refuse_history(self, one: Retired, what: str) -> None:
        if one.kind == "history":
            hint = f"Do it to {'.'.join(one.leaf)}, if every table's history is meant."
            raise Untranslatable(f"{what} {one.name}: it is a slice of the audit log", hint)

    def changed(self, one: Retired, **facts: Any) -> Retired:
        """The name with other facts from this statement on."""
        made = replace(one, **facts)
        names = tuple(made if other.name == one.name else other for other in self.hub.retired)
        self.hub = replace(self.hub, retired=names)
        return made

    def references(self, tree: Any) -> bool:
        """Makes foreign keys onto a retired name reference its leaf; whether there was one."""
        found = False
        for node in walk(tree):
            one = self.hub.of(node.pktable) if is_a(node, ast.Constraint) else None
            if one:
                self.refuse_history(one, "a foreign key onto")
                typed = self.typed(one)
                keys = [ast.String(sval=typed(key.sval)) for key in node.pk_attrs or ()]
                node.pk_attrs = tuple(keys) or None
                on_leaf(one, node.pktable)
                found = True
        return found

    def index(self, tree: Any, relation: Any) -> Iterator[Step]:
        one = self.hub.index(relation.schemaname, relation.relname)
        if one:
            relation.schemaname = one.leaf[0]
            yield Run(statement_sql(tree), True)


def printed(node: ast.Node) -> str:
    return str(RawStream()(node))


def statement_sql(tree: Any) -> str:
    """A whole statement as SQL. Raises Untranslatable where the printer does not say the same."""
    text = printed(tree)
    if is_a(tree, ast.IndexStmt) and tree.nulls_not_distinct:
        text = nulls_not_distinct(tree)
    try:
        same = parse_sql(text)[0].stmt == tree
    except ParseError:
        same = False
    if not same:
        raise Untranslatable(f"no way to print it: {text}", "Write it for the leaf by hand.")
    return text


def nulls_not_distinct(index: Any) -> str:
    """CREATE INDEX … NULLS NOT DISTINCT: pglast 8.8 prints these words behind WHERE."""
    later = {name: getattr(index, name) for name in ("options", "tableSpace", "whereClause")}
    index.nulls_not_distinct = False
    whole = printed(index)
    for name in later:
        setattr(index, name, None)
    first = printed(index)
    for name, value in {**later, "nulls_not_distinct": True}.items():
        setattr(index, name, value)
    return f"{first} NULLS NOT DISTINCT{whole[len(first) :]}"


def on_leaf(one: Retired, relation: Any) -> None:
    """Makes a RangeVar mean what lies under a name."""
    relation.schemaname, relation.relname = one.leaf


def leaf_of(one: Retired) -> ast.RangeVar:
    return ast.RangeVar(schemaname=one.leaf[0], relname=one.leaf[1], inh=True)


def alter(relation: ast.RangeVar, command: ast.AlterTableCmd) -> str:
    table = Ot.OBJECT_TABLE
    return printed(ast.AlterTableStmt(relation=relation, cmds=(command,), objtype=table))


def column_names(node: Any) -> list[str]:
    fields = (node.fields or ()) if is_a(node, ast.ColumnRef) else ()
    return [str(one.sval) for one in fields if is_a(one, ast.String)]


def rename(tree: Any, renamed: Callable[[str], str]) -> None:
    """Gives the columns in a part of a DDL statement other names, in place."""

    def strings(given: Any) -> Any:
        return tuple(ast.String(sval=renamed(one.sval)) for one in given) if given else given

    for node in list(walk(tree)):
        if is_a(node, ast.IndexElem) and node.name:
            node.name = renamed(node.name)
        elif is_a(node, ast.ColumnRef) and column_names(node):
            node.fields = (ast.String(sval=renamed(column_names(node)[-1])),)
        elif is_a(node, ast.Constraint):
            node.keys, node.fk_attrs = strings(node.keys), strings(node.fk_attrs)
            node.including = strings(node.including)
        elif is_a(node, ast.VacuumRelation):
            node.va_cols = strings(node.va_cols)
        elif is_a(node, ast.AlterTableCmd) and node.name and node.subtype in OF_COLUMN:
            node.name = renamed(node.name)
