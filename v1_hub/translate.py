"""What a statement asks of retired tables. In: its tree, as pglast reads it; out: a way to run it.

Most DDL runs as it is written, on the table itself, which is lent back for it (lent.py). What
runs outside of a transaction, or takes long, runs on the leaf, under the leaf's names. Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from pglast import ast, parse_sql
from pglast.enums import AlterTableType as At
from pglast.enums import DropBehavior
from pglast.enums import ObjectType as Ot
from pglast.stream import RawStream

from v1_hub.failure import BLOCKED, Failure
from v1_hub.lent import State, our_checks
from v1_hub.limits import SQL_FILE
from v1_hub.names import Hub, Retired
from v1_hub.reading import Statement
from v1_hub.registry import entry_of
from v1_hub.render import ident
from v1_hub.scan import judge_statement
from v1_hub.scopes import is_a, walk

ALTERS = frozenset(
    (At.AT_AddColumn, At.AT_DropColumn, At.AT_AlterColumnType, At.AT_ColumnDefault,
     At.AT_SetNotNull, At.AT_DropNotNull, At.AT_AddConstraint, At.AT_DropConstraint,
     At.AT_AddIndexConstraint, At.AT_AlterConstraint, At.AT_ValidateConstraint,
     At.AT_SetStatistics, At.AT_SetStorage, At.AT_SetCompression, At.AT_SetOptions,
     At.AT_ResetOptions, At.AT_SetRelOptions, At.AT_ResetRelOptions, At.AT_ClusterOn,
     At.AT_DropCluster, At.AT_ReplicaIdentity)
)  # fmt: skip
BY_HAND = "install.py rollback, run it, then install.py install"


@dataclass(frozen=True)
class Way:
    """How a statement is run. as it is: unchanged; lent: unchanged, on the tables `names`, which
    are lent back for it; leaf: as `statements`, in one transaction where `is_atomic`.
    """

    how: Literal["as it is", "lent", "leaf"]
    names: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    lock_mode: str | None = None
    is_atomic: bool = True
    copy: str | None = None  # the table that is made LIKE one of `names`


def refuse(why: str, hint: str = BY_HAND) -> Failure:
    return Failure(why, status=BLOCKED, hint=hint)


def find_way(statement: Statement, hub: Hub, state: State) -> Way:
    """The way to run a statement. Raises Failure for what has none."""
    tree: Any = statement.tree
    if is_a(tree, ast.CopyStmt) and not tree.filename and not tree.is_program:
        raise refuse("COPY from or to the client has no data in a file", "run it by psql")
    if way := leaf_way(tree, hub):
        return way
    found = list({one.name: one for one in lent_for(tree, hub)}.values())
    for one in found:
        check(tree, one, state)
    if found:
        names = tuple(one.name for one in found)
        copies = any(is_a(node, ast.TableLikeClause) for node in walk(tree))
        return Way("lent", names, copy=str(RawStream()(tree.relation)) if copies else None)
    broken = next((j for _, j in judge_statement(statement, hub) if j.verdict == "breaks"), None)
    if broken:
        why = f"{broken.name}: {broken.why} ({broken.sqlstate})"
        out = "take it out of the block or function, as a statement of its own"
        raise refuse(why, out if SQL_FILE in broken.instead else broken.instead)
    return Way("as it is")


# ----------------------------------------------------------------------
# On the table
# ----------------------------------------------------------------------


def lent_for(tree: Any, hub: Hub) -> Iterator[Retired]:
    """The retired names that a statement wants as tables."""
    found: list[Retired | None] = []
    if is_a(tree, ast.AlterTableStmt, ast.CreateStmt):
        if is_a(tree, ast.AlterTableStmt) and tree.objtype == Ot.OBJECT_TABLE:
            found.append(hub.of(tree.relation))
        elif is_a(tree, ast.AlterTableStmt) and tree.objtype == Ot.OBJECT_INDEX:
            found.append(hub.index(tree.relation.schemaname, tree.relation.relname))
        found += [hub.of(n.pktable) for n in walk(tree) if is_a(n, ast.Constraint)]
        found += [hub.of(n.relation) for n in walk(tree) if is_a(n, ast.TableLikeClause)]
    elif is_a(tree, ast.RenameStmt) and tree.renameType == Ot.OBJECT_INDEX:
        found.append(hub.index(tree.relation.schemaname, tree.relation.relname))
    elif is_a(tree, ast.RenameStmt) and (
        tree.renameType in (Ot.OBJECT_TABLE, Ot.OBJECT_TABCONSTRAINT)
        or tree.relationType == Ot.OBJECT_TABLE
    ):
        found.append(hub.of(tree.relation))
    elif is_a(tree, ast.TruncateStmt):
        found += map(hub.of, tree.relations)
    elif is_a(tree, ast.CommentStmt) and isinstance(tree.object, tuple):
        if tree.objtype == Ot.OBJECT_TABLE:
            found.append(hub.spelled(tree.object))
        elif tree.objtype in (Ot.OBJECT_COLUMN, Ot.OBJECT_TABCONSTRAINT):
            found.append(hub.spelled(tree.object[:-1]))
        elif tree.objtype == Ot.OBJECT_INDEX:
            found.append(index_owner(tree.object, hub))
    elif is_a(tree, ast.DropStmt) and tree.removeType == Ot.OBJECT_INDEX:
        found += [index_owner(spelled, hub) for spelled in tree.objects]
    yield from filter(None, found)


def names_in(tree: Any) -> frozenset[str]:
    """Every name, and every other string, in a statement."""
    values = (getattr(node, name) for node in walk(tree) for name in node)
    return frozenset(value for value in values if isinstance(value, str))


def index_owner(spelled: tuple[Any, ...], hub: Hub) -> Retired | None:
    return hub.index(spelled[-2].sval if len(spelled) > 1 else None, spelled[-1].sval)


def check(tree: Any, one: Retired, state: State) -> None:
    """Raises Failure for what a table that is lent, and taken back, would not survive."""
    lent = state.tables.get(one.name)
    copied = any(
        is_a(n, ast.TableLikeClause) and n.relation.relname == one.name for n in walk(tree)
    )
    if lent is None or (copied and any(not lent.table.relation.column(c) for c in one.folded)):
        why = f"{one.name}: what it takes is gone, since finalize or with its view"
        raise refuse(why, "CREATE TABLE … AS SELECT; COMMENT ON VIEW")
    if one.kind == "history" and not (copied or is_a(tree, ast.CommentStmt, ast.DropStmt)):
        raise refuse(f"{one.name} is a slice of the audit log", f"{BY_HAND}; or leave it out")
    own = is_a(tree, ast.AlterTableStmt, ast.RenameStmt) and tree.relation.relname == one.name
    commands = tree.cmds if own and is_a(tree, ast.AlterTableStmt) else ()
    if is_a(tree, ast.RenameStmt) and tree.renameType == Ot.OBJECT_TABLE:
        raise refuse(f"{one.name} would lose the name that is kept for it")
    for command in commands:
        name = command.name
        if command.subtype not in ALTERS:
            what = At(command.subtype).name.removeprefix("AT_")
            raise refuse(f"{one.name}: no safe way for {what}")
        if command.subtype == At.AT_DropColumn and command.behavior == DropBehavior.DROP_CASCADE:
            raise refuse(f"{one.name}: CASCADE drops what it does not name",
                         "DROP what stands on the column, then the column")  # fmt: skip
        if command.subtype == At.AT_DropConstraint and name in our_checks(lent.table):
            raise refuse(f"{one.name}: constraint {name} makes it a leaf", "leave it out")
        goes = command.subtype in (At.AT_DropColumn, At.AT_AlterColumnType)
        if goes and (one.name, name) in state.summary:
            raise refuse(f"the merged columns of v1_hub_proxies are made from {name}",
                         f"{BY_HAND} --no-summary")  # fmt: skip
        if name in one.folded and (
            lent.table.relation.column(name) is None
            or command.subtype not in (At.AT_DropColumn, At.AT_ColumnDefault)
        ):
            raise folded(one, name)
    if own or is_a(tree, ast.RenameStmt):
        named = {tree.subname} if is_a(tree, ast.RenameStmt) else columns_of(commands)
        for name in named & one.folded:
            raise folded(one, name)


def folded(one: Retired, name: str) -> Failure:
    return refuse(
        f"{one.name}: {name} is a key of result_data",
        f"ADD COLUMN another, UPDATE {one.name} SET it = {ident(name)}, DROP COLUMN {ident(name)}",
    )


def columns_of(nodes: Any) -> set[str]:
    """Columns that constraints and expressions name; a command's own column aside."""
    named: set[str] = set()
    for node in walk(nodes):
        if is_a(node, ast.ColumnRef):
            named |= {f.sval for f in node.fields if is_a(f, ast.String)}
        elif is_a(node, ast.Constraint):
            named |= {k.sval for k in (*(node.keys or ()), *(node.fk_attrs or ()))}
    return named


# ----------------------------------------------------------------------
# On the leaf
# ----------------------------------------------------------------------


def leaf_way(tree: Any, hub: Hub) -> Way | None:
    if is_a(tree, ast.IndexStmt) and (one := hub.of(tree.relation)):
        name_index(tree, one)
        text = on_leaf(tree, one)
        return Way("leaf", (one.name,), (text,), "SHARE", not tree.concurrent)
    if is_a(tree, ast.VacuumStmt):
        found = [one for rel in tree.rels or () if (one := hub.of(rel.relation))]
        if found:
            names = tuple(one.name for one in found)
            return Way("leaf", names, (on_leaf(tree, *found),), None, is_atomic=False)
    validates = is_a(tree, ast.AlterTableStmt) and {At.AT_ValidateConstraint} == {
        command.subtype for command in tree.cmds
    }
    if validates and (one := hub.of(tree.relation)):
        text = on_leaf(tree, one)
        return Way("leaf", (one.name,), (text,), None, is_atomic=False)
    if is_a(tree, ast.DropStmt) and tree.removeType == Ot.OBJECT_INDEX and tree.concurrent:
        owners = [index_owner(spelled, hub) for spelled in tree.objects]
        if any(owners):
            tree.objects = tuple(
                (ast.String(sval="v1_hub"), spelled[-1]) if one else spelled
                for spelled, one in zip(tree.objects, owners, strict=True)
            )
            names = tuple(one.name for one in owners if one)
            return Way("leaf", names, (printed(tree),), None, is_atomic=False)
    return None


def leaf_of(one: Retired) -> tuple[str, str]:
    return "v1_hub", entry_of(one.name).leaf


def name_index(tree: Any, one: Retired) -> None:
    """PostgreSQL would name a nameless index for the leaf: name it for the table, as it does."""
    if not tree.idxname:
        columns = "_".join(element.name or "expr" for element in tree.indexParams)
        name = f"{one.name}_{columns}_idx"
        if len(name.encode()) <= 63 and name not in one.indexes:
            tree.idxname = name


def on_leaf(tree: Any, *found: Retired) -> str:
    """A statement on the leaf, columns under its names. Raises Failure for a folded column."""
    for one in found:

        def named(name: str, one: Retired = one) -> str:
            if name in one.folded:
                raise folded(one, name)
            return one.columns.get(name, name)

        relations = [n for n in walk(tree) if is_a(n, ast.VacuumRelation)
                     and n.relation.relname == one.name] or [tree]  # fmt: skip
        for part in relations:
            rename(part, named)
        for node in walk(tree):
            if is_a(node, ast.RangeVar) and node.relname == one.name:
                node.schemaname, node.relname = leaf_of(one)
    return printed(tree)


def rename(tree: Any, named: Callable[[str], str]) -> None:
    """Columns of an index, or of what is vacuumed, under other names, in place."""
    for node in list(walk(tree)):
        if is_a(node, ast.IndexElem) and node.name:
            node.name = named(node.name)
        elif is_a(node, ast.ColumnRef):
            node.fields = (ast.String(sval=named(node.fields[-1].sval)),)
        elif is_a(node, ast.VacuumRelation) and node.va_cols:
            node.va_cols = tuple(ast.String(sval=named(c.sval)) for c in node.va_cols)


def printed(tree: Any) -> str:
    """A changed tree as SQL. Raises Failure where the printer does not say the same."""
    text = str(RawStream()(tree))
    if parse_sql(text)[0].stmt != tree:
        raise refuse("no faithful way to write it for the leaf")
    return text
