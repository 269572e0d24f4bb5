"""What a statement asks of retired tables. In: its tree, as pglast reads it; out: a way to run it.

Most DDL runs as it is written, on the table itself, which is lent back for it (lent.py). What
runs outside of a transaction, or takes long, runs on the leaf, under the leaf's names. Pure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, count
from typing import Any, Literal

from pglast import ast, parse_sql
from pglast.enums import AlterTableType as At
from pglast.enums import ConstrType, DropBehavior
from pglast.enums import ObjectType as Ot
from pglast.stream import RawStream

from v1_hub.failure import Failure, Refused
from v1_hub.lent import Lent, State, our_checks, words_in
from v1_hub.limits import SQL_FILE
from v1_hub.names import Hub, Retired, last_two
from v1_hub.reading import Statement
from v1_hub.registry import AUDIT_LOG, LOG, entry_of
from v1_hub.render import ident
from v1_hub.scan import judge_statement
from v1_hub.scopes import is_a, walk
from v1_hub.verdict import judge

# What a table that is lent survives; no row-level security, trigger states, owners, identity.
ALTERS = [
    *(At.AT_AddColumn, At.AT_DropColumn, At.AT_AlterColumnType, At.AT_ColumnDefault),
    *(At.AT_SetNotNull, At.AT_DropNotNull),
    *(At.AT_AddConstraint, At.AT_DropConstraint, At.AT_AddIndexConstraint),
    *(At.AT_AlterConstraint, At.AT_ValidateConstraint),
    *(At.AT_SetStatistics, At.AT_SetStorage, At.AT_SetCompression),
    *(At.AT_SetOptions, At.AT_ResetOptions, At.AT_SetRelOptions, At.AT_ResetRelOptions),
    *(At.AT_ClusterOn, At.AT_DropCluster, At.AT_ReplicaIdentity),
]
# What PostgreSQL would do, in silence, to the view and not to the table.
OF_THE_VIEW = (ast.CreateTrigStmt, ast.AlterObjectSchemaStmt, ast.DropStmt)
HOLDERS = {Ot.OBJECT_TABLE, Ot.OBJECT_VIEW, Ot.OBJECT_SCHEMA}
NOT_OF_A_LEAF = {ConstrType.CONSTR_IDENTITY, ConstrType.CONSTR_GENERATED}
BY_HAND = "install.py rollback, run it, then install.py install"


@dataclass(frozen=True)
class Way:
    """How a statement is run, as `text`. lent: on the tables `names`, which are lent back for it;
    leaf: on theirs. Outside of our transaction where it runs alone.
    """

    how: Literal["as it is", "lent", "leaf"]
    text: str
    names: tuple[str, ...] = ()
    runs_alone: bool = False


def refuse(why: str, hint: str = BY_HAND) -> Failure:
    return Refused(why, hint=hint)


def find_way(statement: Statement, state: State, changed: Collection[str] = ()) -> Way:
    """The way to run a statement. Raises Failure for what has none.

    changed: tables that are not as `state` has them any more when it runs; of these nothing is
    refused here, and columns keep the names that are written.
    """
    hub = state.names
    tree: Any = parse_sql(statement.text)[0].stmt  # a tree of its own, which is changed
    if is_a(tree, ast.CopyStmt) and not tree.filename and not tree.is_program:
        raise refuse("COPY from or to the client has no data in a file", "run it by psql")
    if is_a(tree, ast.DropStmt) and tree.removeType in HOLDERS:
        refuse_ours(tree, hub)
    if leaves := on_leaves(tree, hub):
        runs_alone = not is_a(tree, ast.IndexStmt) or bool(tree.concurrent)
        names = tuple(one.name for one in leaves)
        is_known = set(names).isdisjoint(changed)
        text = for_leaves(tree, leaves) if is_known else statement.text
        return Way("leaf", text, names, runs_alone)
    if wanted := wanted_as_tables(tree, hub):
        for one in wanted:
            if one.name not in changed:
                check(tree, one, state)
        return Way("lent", statement.text, tuple(one.name for one in wanted))
    of_view = is_a(tree, *OF_THE_VIEW)
    judged = (j for _, j in judge_statement(statement, hub))
    broken = next((j for j in judged if j.sqlstate or (of_view and j.verdict == "differs")), None)
    if broken:
        why = f"{broken.name}: {broken.why}" + (f" ({broken.sqlstate})" if broken.sqlstate else "")
        out = "take it out of the block or function, as a statement of its own"
        raise refuse(why, out if SQL_FILE in broken.instead else broken.instead)
    return Way("as it is", statement.text, runs_alone=True)


def refuse_ours(tree: Any, hub: Hub) -> None:
    """Raises Failure for a DROP of what holds the rows of retired tables, or the record of them."""
    for spelled in tree.objects:
        schema, name = last_two(spelled) if isinstance(spelled, tuple) else (spelled.sval, None)
        is_log = name in (LOG, AUDIT_LOG) and schema in (None, hub.schema)
        if schema == "v1_hub" or (is_log and (schema or name not in hub.hidden)):
            why = f"{'.'.join(filter(None, (schema, name)))} is the hub's, and rows go with it"
            raise refuse(why, "leave it out; install.py rollback takes it away, and loses no row")


def wanted_as_tables(tree: Any, hub: Hub) -> list[Retired]:
    """The retired names that a statement wants as tables: scan says of which it breaks.

    The one that it alters is the last: the others are leaves again when the log gets its columns.
    """
    named = {told.name for told in judge(tree, hub) if SQL_FILE in told.instead}
    altered = None
    if is_a(tree, ast.AlterTableStmt) and tree.objtype == Ot.OBJECT_TABLE:
        altered = hub.of(tree.relation)
    elif is_a(tree, ast.CommentStmt) and tree.objtype == Ot.OBJECT_COLUMN:
        altered = hub.spelled(tree.object[:-1])
    others = [one for one in hub.retired if one.name in named and one != altered]
    return [*others, altered] if altered else others


def check(tree: Any, one: Retired, state: State) -> None:
    """Raises Failure for what a table that is lent, and taken back, would not survive."""
    lent = state.tables[one.name]
    copied = any(
        is_a(node, ast.TableLikeClause) and node.relation.relname == one.name for node in walk(tree)
    )
    if copied and any(not lent.table.relation.column(name) for name in one.folded):
        raise refuse(f"{one.name}: finalize has dropped its columns", "CREATE TABLE … AS SELECT")
    if one.treatment == "history" and not (copied or is_a(tree, ast.CommentStmt, ast.DropStmt)):
        raise refuse(f"{one.name} is a slice of the audit log", f"{BY_HAND}; or leave it out")
    if not is_a(tree, ast.AlterTableStmt, ast.RenameStmt) or tree.relation.relname != one.name:
        return
    if is_a(tree, ast.RenameStmt):
        if tree.renameType == Ot.OBJECT_TABLE:
            raise refuse(f"{one.name} would lose the name that is kept for it")
        refuse_folded(one, words_in(tree))
        if one.treatment == "whole":  # of a leaf the log's name stays
            refuse_merged(one, tree.subname, state)
    else:
        for command in tree.cmds:
            check_command(command, one, lent, state)


def refuse_merged(one: Retired, name: str, state: State) -> None:
    """Raises Failure for a column that the merged columns are made from."""
    if (entry_of(one.name).leaf, one.columns.get(name, name)) in state.summary:
        why = f"the merged columns of v1_hub_proxies are made from {name}"
        raise refuse(why, f"{BY_HAND} --no-summary")


def check_command(command: Any, one: Retired, lent: Lent, state: State) -> None:
    """Raises Failure for a command of ALTER TABLE that has no way."""
    kind, name = command.subtype, command.name
    if kind not in ALTERS:
        what = At(kind).name.removeprefix("AT_")
        raise refuse(f"{one.name}: no safe way for {what}")
    if kind == At.AT_DropColumn and command.behavior == DropBehavior.DROP_CASCADE:
        why = f"{one.name}: CASCADE drops what it does not name"
        raise refuse(why, "DROP what stands on the column, then the column")
    if kind == At.AT_DropConstraint and name in our_checks(lent.table):
        raise refuse(f"{one.name}: constraint {name} makes it a leaf", "leave it out")
    if kind in (At.AT_DropColumn, At.AT_AlterColumnType):
        refuse_merged(one, name, state)
    if kind == At.AT_AddColumn:
        of_column = command.def_.constraints or ()
        if one.treatment != "whole" and NOT_OF_A_LEAF.intersection(c.contype for c in of_column):
            raise refuse(f"{one.name}: no leaf has an identity column, or a generated one")
        refuse_folded(one, words_in(of_column))
    elif kind not in (At.AT_DropColumn, At.AT_ColumnDefault) or (
        name in one.folded and not lent.table.relation.column(name)
    ):
        refuse_folded(one, words_in(command))
    if kind in (At.AT_DropColumn, At.AT_AlterColumnType):
        refuse_read(lent, name)


def refuse_read(lent: Lent, name: str) -> None:
    """Raises Failure for a column that a view over the retired name reads."""
    for reader in lent.view.dependents:
        if reader.depth == 1 and name in reader.reads:
            why = f"{lent.name}: {reader.kind} {reader.name} reads {name}"
            hint = f"DROP {reader.kind.upper()} {reader.name}; make it again afterwards"
            raise refuse(why, hint)


def refuse_folded(one: Retired, words: Iterable[str]) -> None:
    """Raises Failure for a column that is a key of result_data."""
    for name in one.folded.intersection(words):
        raise refuse(
            f"{one.name}: {name} is a key of result_data",
            f"ADD COLUMN another, UPDATE {one.name} SET it = {ident(name)}, "
            f"DROP COLUMN {ident(name)}",
        )


def on_leaves(tree: Any, hub: Hub) -> list[Retired]:
    """The retired names of a statement that runs on their leaves."""
    found: list[Retired | None] = []
    if is_a(tree, ast.IndexStmt) or (
        is_a(tree, ast.AlterTableStmt)
        and {command.subtype for command in tree.cmds} == {At.AT_ValidateConstraint}
    ):
        found = [hub.of(tree.relation)]
    elif is_a(tree, ast.VacuumStmt):
        found = [hub.of(vacuumed.relation) for vacuumed in tree.rels or ()]
    elif is_a(tree, ast.DropStmt) and tree.removeType == Ot.OBJECT_INDEX and tree.concurrent:
        found = [hub.index(*last_two(spelled)) for spelled in tree.objects]
    return [one for one in found if one]


def for_leaves(tree: Any, leaves: Sequence[Retired]) -> str:
    """A statement on leaves, columns under their names. Raises Failure for a folded column."""
    if is_a(tree, ast.DropStmt):
        tree.objects = tuple((ast.String(sval="v1_hub"), names[-1]) for names in tree.objects)
    for one in leaves:
        if is_a(tree, ast.IndexStmt):
            name_index(tree, one)
        rename_columns(tree, one)
        for node in walk(tree):
            if is_a(node, ast.RangeVar) and node.relname == one.name:
                node.schemaname, node.relname = "v1_hub", entry_of(one.name).leaf
    text = str(RawStream()(tree))
    if parse_sql(text)[0].stmt != tree:
        raise refuse("no faithful way to write it for the leaf")
    return text


def name_index(tree: Any, one: Retired) -> None:
    """PostgreSQL would name a nameless index for the leaf: name it for the table, as it does."""
    if tree.idxname:
        return
    columns: list[str] = []
    for element in (*tree.indexParams, *(tree.indexIncludingParams or ())):
        name = element.name or name_of(element.expr) or "expr"
        columns.append(next(new for new in numbered(name) if new not in columns))
    joined = "_".join(columns).encode()
    ends = (f"_{end}" for end in numbered("idx"))
    names = (
        f"{one.name}_{joined[: 62 - len(one.name + end)].decode(errors='ignore')}{end}"
        for end in ends
    )
    tree.idxname = next(name for name in names if name not in one.indexes)


def numbered(name: str) -> Iterator[str]:
    """name, name1, name2 …"""
    return chain([name], (f"{name}{n}" for n in count(1)))


def name_of(expression: Any) -> str | None:
    """What PostgreSQL calls a column that is an expression; None where it has no name for it."""
    if is_a(expression, ast.FuncCall):
        return str(expression.funcname[-1].sval)
    if is_a(expression, ast.ColumnRef):
        return str(expression.fields[-1].sval)
    if is_a(expression, ast.CoalesceExpr):
        return "coalesce"
    if is_a(expression, ast.CollateClause):
        return name_of(expression.arg)
    if is_a(expression, ast.TypeCast):
        return name_of(expression.arg) or str(expression.typeName.names[-1].sval)
    return None


def rename_columns(tree: Any, one: Retired) -> None:
    """Columns of an index, or of what is vacuumed, as the leaf calls them, in place."""

    def named(name: str) -> str:
        refuse_folded(one, [name])
        return one.columns.get(name, name)

    for node in list(walk(tree)):
        if is_a(node, ast.IndexElem) and node.name:
            node.name = named(node.name)
        elif is_a(node, ast.ColumnRef):
            node.fields = (ast.String(sval=named(node.fields[-1].sval)),)
        elif is_a(node, ast.VacuumRelation) and node.relation.relname == one.name:
            columns = node.va_cols or ()
            node.va_cols = tuple(ast.String(sval=named(c.sval)) for c in columns) or None
