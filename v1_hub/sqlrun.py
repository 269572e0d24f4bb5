"""A session that runs a file of SQL, statement by statement (sqlfile.py read it).

It runs as psql would, to the first error. What works on a retired table is atomic in itself, or
part of the file's own transaction.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from pglast import ast
from psycopg.pq import TransactionStatus

from v1_hub import sqlfile
from v1_hub.connect import (
    Target,
    connected,
    mark,
    run_sql,
    run_text,
    session_settings,
    set_local,
)
from v1_hub.facts import Connection, ask_column, read_relations, watch
from v1_hub.failure import DONE, Failure, Refused
from v1_hub.lent import (
    State,
    lend,
    lent_for,
    own_columns_alone,
    read_state,
    with_relation,
    words_in,
)
from v1_hub.locks import Lock, Prepared, be_the_only_installer, wanting_locks, with_locks
from v1_hub.look_up import look_up
from v1_hub.options import Options
from v1_hub.reading import Statement
from v1_hub.registry import HUB_NAMES, LOG, SLOTS
from v1_hub.render import ident
from v1_hub.scopes import QUERIES, is_a
from v1_hub.show import Printer, count
from v1_hub.state import read_installed, refuse_unfinished
from v1_hub.taking import take, write_down
from v1_hub.translate import Way, find_way
from v1_hub.values import leaf_name, view_name

# What nobody need look at again: it names no index, or must stand before all queries.
AS_THEY_ARE = (*QUERIES, ast.CopyStmt, ast.TransactionStmt, ast.VariableSetStmt)


@dataclass
class Runner:
    """A session that runs a file, with the settings that the file gives it."""

    conn: Connection  # autocommit: the transactions are the file's own
    target: Target
    options: Options
    printer: Printer
    source: str
    has_changed: bool = False  # a retired table, so that names of indexes may mean others
    hidden: frozenset[str] = frozenset()  # names that mean something else on the search path

    def run(self, statement: Statement, foreseen: Way) -> None:
        """One statement, on the hub as those before have left it. Raises Failure, with its line."""
        with sqlfile.placed_at(statement, self.source):
            is_plain = is_a(statement.tree, *AS_THEY_ARE) or not self.has_changed
            if foreseen.how == "as it is" and is_plain:
                self.send(statement, statement.text)
                return
            self.has_changed = True
            self.hidden = self.find_hidden(statement)
            with self.transaction() as settings:
                way = find_way(statement, self.read_state(HUB_NAMES))
                if way.how == "lent":
                    self.run_lent(statement, way, settings)
                elif not way.runs_alone:
                    with self.settings(settings):
                        self.send(statement, mark(way.text))
                    self.record(way)
            if way.runs_alone:
                self.send(statement, mark(way.text))
            if way.runs_alone and way.names:
                with self.transaction():
                    self.record(way)

    def send(self, statement: Statement, text: str) -> None:
        run_text(self.conn, text, self.source, statement.line)

    def find_hidden(self, statement: Statement) -> frozenset[str]:
        """Words of a statement that mean no table of the hub on the search path of the file."""
        words = [word for word in words_in(statement.tree) if word.strip("\0")]  # no flags
        schema = self.options.schema
        return frozenset(ask_column(self.conn, "facts/hidden_names", names=words, schema=schema))

    def read_state(self, names: Sequence[str]) -> State:
        state = read_state(self.conn, self.options.schema, [*names, SLOTS])
        return replace(state, hidden=self.hidden)

    @contextmanager
    def transaction(self) -> Iterator[dict[str, str]]:
        """The file's transaction, or one of our own, under our settings; gives the file's."""
        alone = self.conn.info.transaction_status == TransactionStatus.IDLE
        if alone:
            self.conn.execute("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE")
        with self.settings(session_settings(self.conn)) as before:
            be_the_only_installer(self.conn, self.options.lock_wait, self.printer.say)
            refuse_unfinished(read_installed(self.conn))  # a rollback may have begun since
            yield before
        if alone:
            self.conn.execute("COMMIT")

    @contextmanager
    def settings(self, wanted: Mapping[str, str]) -> Iterator[dict[str, str]]:
        """Settings for a while; gives those that come back. An error ends the transaction."""
        query = "SELECT n, current_setting(n) FROM unnest(%s::text[]) AS n"
        before = dict(self.conn.execute(query, [list(wanted)]).fetchall())
        set_local(self.conn, wanted)
        yield before
        set_local(self.conn, before)

    def run_lent(self, statement: Statement, way: Way, settings: Mapping[str, str]) -> None:
        """A statement on tables that have their names back, under all locks at once."""
        own = {name: value for name, value in settings.items() if name != "lock_timeout"}

        def prepare() -> Prepared:
            state = self.read_state(way.names)
            find_way(statement, state)
            return Prepared(
                self.locks(way, state),
                watch(self.conn, state.hub),
                lambda: self.lend_for(statement, way, state, own),
            )

        wait, say = self.options.lock_wait, self.printer.say
        with_locks(self.conn, self.target, wait, say, prepare)

    def locks(self, way: Way, state: State) -> list[Lock]:
        """What is locked at once: the view, the leaf and, of the log, the parent alone."""
        tables = [state.tables[name] for name in way.names]
        found: list[str] = []
        # The log first, as who writes through it takes it.
        if any(one.table.relation.is_partition for one in tables):
            found.append(f"ONLY {view_name(self.options.schema, LOG)}")
        for one in tables:
            if one.row.treatment != "history":  # a view is locked with all that lies under it
                found.append(view_name(self.options.schema, one.name))
            found.append(leaf_name(one.row.leaf))
        return [Lock(name, "ACCESS EXCLUSIVE") for name in dict.fromkeys(found)]

    def lend_for(
        self, statement: Statement, way: Way, state: State, own: Mapping[str, str]
    ) -> None:
        """A column more or less of the log is one of all its leaves: more locks are wanted."""
        found = [lent_for(state, name, statement.tree) for name in way.names]
        with wanting_locks(statement.text):
            for one in found:
                run_sql(self.conn, lend(state, one), f"lend {one.name}")
            with self.settings(own):
                self.send(statement, mark(statement.text))  # no use, and nothing that breaks
                set_local(self.conn, {"client_min_messages": "warning"})
                self.send(statement, own_columns_alone(statement.tree, found))
            now = read_relations(self.conn, self.options.schema, way.names)
            for one in found:
                after = with_relation(one.table, now[one.name], one.aside.values())
                run_sql(self.conn, take(state, one, after), f"take {one.name}")

    def record(self, way: Way) -> None:
        """What a statement on the leaf has changed: its indexes."""
        state = self.read_state(way.names)
        for one in (state.tables[name] for name in way.names):
            run_sql(self.conn, write_down(state, one, None), "write down")


def read_file(path: Path) -> str:
    """A file as psql reads it: line ends stay. Raises Failure where it is not UTF-8."""
    content = path.read_bytes()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        where = f"{path}, line {line}"
        raise Refused("this is not UTF-8", where=where) from None


def sql(target: Target, options: Options, printer: Printer) -> int:
    """Run a file of SQL as it is written, schema changes of retired tables too."""
    name = options.extra[0]
    source = "stdin" if name == "-" else name
    text = sys.stdin.read() if name == "-" else read_file(Path(name))
    statements = sqlfile.read_statements(text, source)
    session = target.connect("sql", autocommit=True)
    session.add_notice_handler(printer.notice)
    if options.schema != "public":
        session.execute(f"SET search_path = {ident(options.schema)}, public".encode())
    with closing(session), connected(target, "sql", read_only=True) as conn:
        state, installed = None, look_up(conn, target, options)
        if installed:
            refuse_unfinished(installed)
            state = read_state(conn, options.schema)
        conn.rollback()
        ways = sqlfile.find_ways(state, statements, source)
        if options.dry_run:
            printer.raw("\n".join(map(sqlfile.show, ways)))
            return DONE
        runner = Runner(session, target, options, printer, source)
        for number, (statement, way) in enumerate(zip(statements, ways, strict=True)):
            begun = session.info.transaction_status != TransactionStatus.IDLE
            try:
                runner.run(statement, way)
            except Failure as failure:
                failure.details["before"] = told_before(number, begun=begun)
                raise
        if session.info.transaction_status != TransactionStatus.IDLE:
            printer.say("The file has a BEGIN without COMMIT: what came after it is undone.")
    translated = sum(way.how != "as it is" for way in ways)
    printer.say(f"{count(len(ways), 'statement')}, {translated} of them on retired tables")
    return DONE


def told_before(number: int, *, begun: bool) -> str:
    """What has become of the statements before the one that failed; begun: after a BEGIN."""
    if begun:
        return "What came after BEGIN is undone; what was committed before that stays."
    if number == 0:
        return "Nothing of the file has run."
    return f"{count(number, 'statement')} of the file ran, and what that did stays."
