"""A session that runs a file of SQL, statement by statement (sqlfile.py read it)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg.pq import TransactionStatus

from v1_hub.connect import SESSION_SETTINGS, Target, ask_value, run_sql, set_local
from v1_hub.facts import read_fingerprint, read_relations
from v1_hub.failure import StatementFailed
from v1_hub.lent import State, lend, own_part
from v1_hub.locks import (
    LOCK_ERRORS,
    InTheWay,
    Lock,
    Prepared,
    be_the_only_installer,
    with_locks,
)
from v1_hub.options import Options
from v1_hub.plan import touched
from v1_hub.reading import Statement
from v1_hub.registry import LOG, SLOTS
from v1_hub.show import Printer
from v1_hub.sqlfile import (
    again,
    lents,
    names_of,
    own_columns_alone,
    placed_at,
    read_state,
)
from v1_hub.steps import leaf_name, view_name
from v1_hub.taking import take, write_down
from v1_hub.translate import Way, find_way


@dataclass
class Runner:
    """A session that runs a file, with the settings that the file gives it."""

    conn: psycopg.Connection[Any]  # autocommit: the transactions are the file's own
    target: Target
    options: Options
    printer: Printer
    source: str

    @property
    def schema(self) -> str:
        return self.options.schema

    def run(self, statement: Statement, way: Way) -> None:
        """One statement. Raises Failure, with the line where it stands."""
        with placed_at(statement, self.source):
            if way.how == "as it is":
                self.send(statement, statement.text)
                return
            if way.how == "leaf" and not way.is_atomic:
                with self.transaction():
                    way = self.way_now(statement, self.read_state(way))
                for text in way.statements:
                    self.send(statement, text)
            with self.transaction() as settings:
                be_the_only_installer(self.conn, self.options.lock_wait, self.printer.say)
                if way.how == "lent" or way.is_atomic:
                    self.under_locks(lambda: self.prepare(statement, way, settings))
                else:
                    self.record(way)

    def send(self, statement: Statement, text: str) -> None:
        run_sql(self.conn, text, self.source, statement.line)

    def read_state(self, way: Way) -> State:
        return read_state(self.conn, self.schema, [*way.names, SLOTS])

    def way_now(self, statement: Statement, state: State) -> Way:
        return find_way(again(statement), names_of(state), state)

    @contextmanager
    def transaction(self) -> Iterator[dict[str, str]]:
        """The file's transaction, or one of our own, under our settings; gives the file's."""
        alone = self.conn.info.transaction_status == TransactionStatus.IDLE
        if alone:
            self.conn.execute("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE")
        names = [
            *SESSION_SETTINGS,
            *["transaction_timeout"] * (self.conn.info.server_version >= 170000),
        ]
        before = {name: ask_value(self.conn, "SELECT current_setting(%s)", name) for name in names}
        self.set(dict.fromkeys(names, "0") | SESSION_SETTINGS)
        yield before
        self.set(before)
        if alone:
            self.conn.execute("COMMIT")

    def set(self, settings: Mapping[str, str]) -> None:
        for name, value in settings.items():
            set_local(self.conn, name, value)

    def under_locks(self, prepare: Callable[[], Prepared]) -> None:
        wait, say = self.options.lock_wait, self.printer.say
        with_locks(self.conn, self.target, wait, say, prepare)

    def prepare(self, statement: Statement, found: Way, settings: Mapping[str, str]) -> Prepared:
        state = self.read_state(found)
        way = self.way_now(statement, state)
        oids = touched(state.hub)
        seen = read_fingerprint(self.conn, oids)
        own = {name: value for name, value in settings.items() if name != "lock_timeout"}
        ours = {name: value for name, value in SESSION_SETTINGS.items() if name != "lock_timeout"}

        def work() -> None:
            try:
                if way.how == "lent":
                    self.lend_for(statement, way, state, own, ours)
                else:
                    self.set(own)
                    for text in way.statements:
                        self.send(statement, text)
                    self.set(ours)
                    self.record(way)
            except StatementFailed as failure:
                if failure.error.sqlstate in LOCK_ERRORS:
                    raise InTheWay(statement.text) from failure
                raise

        return Prepared(
            self.locks(way, state), lambda: read_fingerprint(self.conn, oids) == seen, work
        )

    def locks(self, way: Way, state: State) -> list[Lock]:
        """What is locked at once: the view, the leaf and, of the log, the parent alone."""
        found = []
        for one in (state.tables[name] for name in way.names):
            if way.how == "lent":
                view = [view_name(self.schema, one.name)] * (one.row.treatment != "history")
                log = [f"ONLY {view_name(self.schema, LOG)}"] * one.is_attached
                names = [*view, leaf_name(one.row.leaf), *log]
                found += [Lock(name, "ACCESS EXCLUSIVE") for name in names]
            else:
                found.append(Lock(leaf_name(one.row.leaf), way.lock_mode or "ACCESS SHARE"))
        return list(dict.fromkeys(found))

    def lend_for(
        self,
        statement: Statement,
        way: Way,
        state: State,
        own: Mapping[str, str],
        ours: Mapping[str, str],
    ) -> None:
        found = lents(state, way, statement)
        for one in found:
            run_sql(self.conn, lend(state, one), f"lend {one.name}")
        self.set(own)
        self.send(statement, statement.text)
        set_local(self.conn, "client_min_messages", "warning")
        self.send(statement, own_columns_alone(way, found))
        self.set(ours)
        now = read_relations(self.conn, self.schema, way.names)
        for one in found:
            taken = take(state, one, own_part(one, now[one.name]))
            run_sql(self.conn, taken.statement, f"take {one.name}")
            run_sql(self.conn, taken.record, f"write down {one.name}")

    def record(self, way: Way) -> None:
        """What a statement on the leaf has changed: its indexes."""
        state = self.read_state(way)
        for one in (state.tables[name] for name in way.names):
            run_sql(self.conn, write_down(state, one, one.table, None, one.view), "write down")
