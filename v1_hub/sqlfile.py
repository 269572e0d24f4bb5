"""SQL of a file, run as it is written on a hub with retired tables: `install.py sql FILE`.

In: the text of a file, and the hub as it is; out: a way to run each statement. What has no safe
way is refused here, before the first statement runs (sqlrun.py). Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from pglast.parser import ParseError

from v1_hub.failure import Failure, Refused
from v1_hub.lent import State, words_in
from v1_hub.reading import Statement, read_whole, without_psql
from v1_hub.render import ident
from v1_hub.scopes import QUERIES, is_a
from v1_hub.translate import Way, find_way


def read_statements(text: str, source: str) -> list[Statement]:
    """The statements of a file. Raises Failure where it is not SQL alone."""
    if without_psql(text) != text:
        raise Refused(
            f"{source} has commands of psql, or data for COPY",
            hint="leave them to psql, and give the SQL alone",
        )
    try:
        return read_whole(text)
    except ParseError as refused:
        at = int(refused.args[1] or 0) if refused.args[1:] else 0
        where = f"{source}, line {text.count(chr(10), 0, at) + 1}"
        raise Refused(str(refused.args[0]), where=where) from None


@contextmanager
def placed_at(statement: Statement, source: str) -> Iterator[None]:
    """A refusal tells where the statement stands."""
    try:
        yield
    except Failure as failure:
        failure.details.setdefault("where", f"{source}, line {statement.line}")
        failure.details.setdefault("statement", statement.text)
        raise


def find_ways(state: State | None, statements: Sequence[Statement], source: str) -> list[Way]:
    """How each statement is run, before the first one runs. Raises Failure for what has no way.

    state: None where nothing is installed. A table that an earlier statement changes is judged
    when the statement's turn comes, for nobody can tell how it is then.
    """
    ways: list[Way] = []
    changed: set[str] = set()
    for statement in statements:
        way = Way("as it is", statement.text)
        if state and state.tables:
            with placed_at(statement, source):
                way = find_way(statement, state, changed)
            changed |= {*way.names, *tables_under(statement.tree, state)}
        ways.append(way)
    return ways


def tables_under(tree: Any, state: State) -> set[str]:
    """The tables under views that a statement drops, or makes otherwise."""
    if is_a(tree, *QUERIES):
        return set()
    words = tuple(f".{ident(word)}" for word in words_in(tree))
    return {
        name
        for name, one in state.tables.items()
        if any(d.name.endswith(words) for d in one.view.dependents)
    }


def show(way: Way) -> str:
    """A statement, and how it is run."""
    names = ", ".join(way.names)
    how = {
        "as it is": "",
        "lent": f"-- In one transaction in which {names} is a table; then it is a leaf again.\n",
        "leaf": f"-- On the leaf of {names}, with the names that columns have in the log.\n",
    }
    return f"{how[way.how]}{way.text};\n"
