"""SQL of a file, run as it is written on a hub with retired tables: `install.py sql FILE`.

In: the text of a file, and the hub as it is; out: a way to run each statement, and what it is run
as. What has no safe way is refused here, before the first statement runs (sqlrun.py). Only reads.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from typing import Any

import psycopg
from pglast import ast
from pglast.enums import ObjectType
from pglast.parser import ParseError
from pglast.stream import RawStream

from v1_hub.connect import set_local
from v1_hub.failure import BLOCKED, Failure
from v1_hub.lent import HIDDEN, Lent, State, lend, lent_for, with_relation
from v1_hub.reading import Statement, read_whole, without_psql
from v1_hub.rehearse import TypeOf, simulate, without
from v1_hub.render import ident
from v1_hub.scopes import is_a
from v1_hub.taking import take
from v1_hub.translate import Way, find_way

VIEWS = (ObjectType.OBJECT_VIEW, ObjectType.OBJECT_MATVIEW)
SERIALS = {"serial": "integer", "bigserial": "bigint", "smallserial": "smallint"}
IN_ONE_TRANSACTION = "-- In one transaction, in which the table has its name back:\n"
WRITTEN_DOWN = "-- v1_hub.retired, log_column and object are brought up to date.\n"


def read_statements(text: str, source: str) -> list[Statement]:
    """The statements of a file. Raises Failure where it is not SQL alone."""
    if without_psql(text) != text:
        raise Failure(
            f"{source} has commands of psql, or data for COPY",
            status=BLOCKED,
            hint="leave them to psql, and give the SQL alone",
        )
    try:
        return read_whole(text)
    except ParseError as refused:
        at = int(refused.args[1] or 0) if refused.args[1:] else 0
        where = f"{source}, line {text.count(chr(10), 0, at) + 1}"
        raise Failure(str(refused.args[0]), status=BLOCKED, where=where) from None


@contextmanager
def placed_at(statement: Statement, source: str) -> Iterator[None]:
    """A refusal tells where the statement stands."""
    try:
        yield
    except Failure as failure:
        failure.details.setdefault("where", f"{source}, line {statement.line}")
        failure.details.setdefault("statement", statement.text)
        raise


def find_ways(
    conn: psycopg.Connection[Any],
    state: State | None,
    statements: Sequence[Statement],
    source: str,
    search_path: str,
) -> tuple[list[Way], list[str]]:
    """How each statement is run, and the SQL that this is. Raises Failure for what has no way.

    state: None where nothing is installed. search_path: as the statements find it.
    """
    ways, shown = [], []
    type_of = partial(read_type, conn, search_path)
    for statement in statements:
        way, text = Way("as it is"), f"{statement.text};\n"
        if state and state.tables:
            with placed_at(statement, source):
                way = find_way(statement, state)
                text, state = show(state, statement, way, type_of)
        ways.append(way)
        shown.append(text)
    return ways, shown


def read_type(conn: psycopg.Connection[Any], search_path: str, written: str) -> tuple[str, bool]:
    """A type as format_type() has it, and whether it is a domain; as written where it is new."""
    written = SERIALS.get(written, written)
    with suppress(psycopg.Error), conn.transaction(force_rollback=True):
        set_local(conn, "search_path", search_path)
        query = f"SELECT NULL::{written}, pg_typeof(NULL::{written})::oid"
        cursor = conn.execute(query.encode())
        result, row = cursor.pgresult, cursor.fetchone()
        set_local(conn, "search_path", "pg_catalog, pg_temp")
        told = "SELECT format_type(%s, %s), typtype = 'd' FROM pg_type WHERE oid = %s"
        if result and row:
            place = (result.ftype(0), result.fmod(0), row[1])
            return conn.execute(told, place).fetchone() or (written, False)
    return written, False


def show(state: State, statement: Statement, way: Way, type_of: TypeOf) -> tuple[str, State]:
    """The SQL that a statement is run as, and the state that it leaves."""
    tree: Any = statement.tree
    if way.how == "as it is":
        if is_a(tree, ast.DropStmt) and tree.removeType in VIEWS:
            state = without(state, [spelled[-1].sval for spelled in tree.objects])
        return f"{statement.text};\n", state
    if way.how == "leaf":
        for name in way.names:
            one = state.tables[name]
            table = replace(one.table, relation=simulate(one.table.relation, tree, type_of))
            state = replace(state, tables={**state.tables, name: replace(one, table=table)})
        return f"{way.text};\n", state
    found = [lent_for(state, name, tree) for name in way.names]
    lends, takes = [lend(state, one) for one in found], []
    for one in found:
        after = simulate(one.table.relation, tree, type_of)
        taken = take(state, one, with_relation(one.table, after))
        takes.append(taken.statement)
        state = taken.state
    parts = [*lends, f"{statement.text};\n{own_columns_alone(tree, found)}", *takes]
    return IN_ONE_TRANSACTION + "\n".join(parts) + WRITTEN_DOWN, state


def own_columns_alone(tree: Any, found: Sequence[Lent]) -> str:
    """A copy that a statement has made of lent tables loses the columns of other logs."""
    hidden = [name for one in found for name in one.aside.values() if name.startswith(HIDDEN)]
    if not is_a(tree, ast.CreateStmt) or not hidden:
        return ""
    drops = ", ".join(f"DROP COLUMN IF EXISTS {ident(name)}" for name in hidden)
    return f"ALTER TABLE {RawStream()(tree.relation)} {drops};\n"
