"""SQL of a file, run as it is written on a hub with retired tables: `install.py sql FILE`.

In: the text of a file, a target. Every statement is read, and refused where it has no safe way,
before the first one runs. Statement by statement then, as psql would, to the first error. What
works on a retired table is atomic in itself, or part of the file's own transaction.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import psycopg
from pglast import ast, parse_sql
from pglast.enums import ObjectType, TransactionStmtKind
from pglast.parser import ParseError

from v1_hub.connect import set_local
from v1_hub.facts import read_hub, read_query
from v1_hub.failure import BLOCKED, Failure
from v1_hub.lent import Lent, State, lend, make_state
from v1_hub.names import Hub
from v1_hub.reading import Statement, placed, without_psql
from v1_hub.registry import HUB_NAMES
from v1_hub.rehearse import TypeOf, after_taking, simulate, without
from v1_hub.render import ident
from v1_hub.scopes import is_a
from v1_hub.shape import retired_name
from v1_hub.state import read_log_columns, read_retired
from v1_hub.taking import take
from v1_hub.translate import Way, find_way, names_in

VIEWS = (ObjectType.OBJECT_VIEW, ObjectType.OBJECT_MATVIEW)
BEGINS = (TransactionStmtKind.TRANS_STMT_BEGIN, TransactionStmtKind.TRANS_STMT_START)
ENDS = (TransactionStmtKind.TRANS_STMT_COMMIT, TransactionStmtKind.TRANS_STMT_ROLLBACK)


WRITTEN_DOWN = "-- v1_hub.retired, log_column and object are brought up to date."


def read_statements(text: str, source: str) -> list[Statement]:
    """The statements of a file. Raises Failure where it is not SQL alone."""
    if without_psql(text) != text:
        raise Failure(
            f"{source} has commands of psql, or data for COPY",
            status=BLOCKED,
            hint="leave them to psql, and give the SQL alone",
        )
    try:
        raws = parse_sql(text)
    except ParseError as refused:
        at = int(refused.args[1] or 0) if refused.args[1:] else 0
        line = text.count("\n", 0, at) + 1
        raise Failure(
            str(refused.args[0]), status=BLOCKED, where=f"{source}, line {line}"
        ) from None
    found = []
    for raw in raws:
        start = raw.stmt_location or 0
        stop = start + raw.stmt_len if raw.stmt_len else len(text)
        found.append(placed(text, start, stop, 1, raw.stmt, ""))
    return found


def read_state(
    conn: psycopg.Connection[Any], schema: str, names: Sequence[str] = HUB_NAMES
) -> State:
    """The tables of these names as they are now. The search path must be that of the package."""
    own_logs = read_query("own_logs").encode()
    row = conn.execute(own_logs, {"schema": schema}).fetchone()
    summary = conn.execute(read_query("summary_columns").encode()).fetchall()
    return make_state(
        read_hub(conn, schema, names),
        read_retired(conn),
        read_log_columns(conn),
        [(str(leaf), str(column)) for leaf, column in summary],
        has_own_logs=bool(row and row[0]),
    )


def names_of(state: State) -> Hub:
    hub = state.hub
    names = tuple(retired_name(hub, one.table) for one in state.tables.values())
    return Hub(hub.schema, hub.server.version // 10000, names, log_columns=state.log)


# ----------------------------------------------------------------------
# Beforehand
# ----------------------------------------------------------------------


def find_ways(
    conn: psycopg.Connection[Any],
    state: State | None,
    statements: Sequence[Statement],
    source: str,
    search_path: str,
) -> tuple[list[Way], list[str]]:
    """How each statement is run, and the SQL that this is. Raises Failure for what has no way.

    state: None where nothing is installed. Only reads.
    """

    def type_of(written: str) -> tuple[str, bool]:
        conn.execute("SAVEPOINT type_of")
        try:
            set_local(conn, "search_path", search_path)
            query = f"SELECT NULL::{written}, pg_typeof(NULL::{written})::oid"
            cursor = conn.execute(query.encode())
            result, row = cursor.pgresult, cursor.fetchone()
        except psycopg.Error:  # a statement before it makes the type
            return written, False
        finally:
            conn.execute("ROLLBACK TO SAVEPOINT type_of")
        place = (result.ftype(0), result.fmod(0), row[1]) if result and row else (0, 0, 0)
        told = "SELECT format_type(%s, %s), typtype = 'd' FROM pg_type WHERE oid = %s"
        return conn.execute(told, place).fetchone() or (written, False)

    ways, shown, inside = [], [], False
    for statement in statements:
        kind = getattr(statement.tree, "kind", None) if is_a(
            statement.tree, ast.TransactionStmt) else None  # fmt: skip
        inside = kind in BEGINS or (inside and kind not in ENDS)
        way, text = Way("as it is"), statement.text + ";\n"
        if state and state.tables:
            with placed_at(statement, source):
                way = find_way(again(statement), names_of(state), state)
                text, state = show(state, statement, way, type_of)
        atomic = way.how == "lent" or len(way.statements) > 1
        ways.append(way)
        shown.append(text if inside or not atomic else f"BEGIN;\n{text}COMMIT;\n")
    return ways, shown


def show(state: State, statement: Statement, way: Way, type_of: TypeOf) -> tuple[str, State]:
    """The SQL that a statement is run as, and the state that it leaves."""
    tree: Any = statement.tree
    if way.how == "as it is":
        if is_a(tree, ast.DropStmt) and tree.removeType in VIEWS:
            state = without(state, [spelled[-1].sval for spelled in tree.objects])
        return statement.text + ";\n", state
    lends, takes = [], []
    found = lents(state, way, statement)
    for one in found:
        after = simulate(one.table.relation, again(statement).tree, type_of)
        if way.how == "lent":
            lends.append(lend(state, one))
            taken = take(state, one, after)
            takes.append(taken.statement)
            state = after_taking(state, one, taken)
        else:
            made = replace(one, table=replace(one.table, relation=after))
            state = replace(state, tables={**state.tables, one.name: made})
    if way.how == "leaf":
        return "".join(f"{text};\n" for text in way.statements), state
    own = own_columns_alone(way, found)
    return "\n".join([*lends, f"{statement.text};\n{own}", *takes, f"{WRITTEN_DOWN}\n"]), state


def lents(state: State, way: Way, statement: Statement) -> list[Lent]:
    """The tables that a statement is about, out of the way of every name in it."""
    named = names_in(statement.tree)
    found = [state.tables[name] for name in way.names]
    return [
        replace(one, named=named | frozenset(one.hidden.values() if way.copy else ()))
        for one in found
    ]


def own_columns_alone(way: Way, found: Sequence[Lent]) -> str:
    """A copy that a statement has made of lent tables loses the columns of other logs."""
    drops = [f"DROP COLUMN IF EXISTS {ident(name)}" for one in found for name in one.aside.values()]
    return f"ALTER TABLE {way.copy} {', '.join(drops)};\n" if way.copy and drops else ""


def again(statement: Statement) -> Statement:
    """The statement with a tree of its own, which may be changed."""
    tree = parse_sql(statement.text)[0].stmt
    return Statement(statement.line, statement.text, tree)


@contextmanager
def placed_at(statement: Statement, source: str) -> Iterator[None]:
    """A refusal tells where the statement stands."""
    try:
        yield
    except Failure as failure:
        failure.details.setdefault("where", f"{source}, line {statement.line}")
        failure.details.setdefault("statement", statement.text)
        raise
