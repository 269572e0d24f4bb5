"""A connection at work: its transactions, under locks or not, and whom to tell."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import psycopg

from v1_hub.connect import Target, begin, connected, run_sql
from v1_hub.locks import Lock, Prepared, be_the_only_installer, run_steps, with_locks
from v1_hub.options import Options
from v1_hub.show import Printer
from v1_hub.steps import Step

Answer = TypeVar("Answer")


@dataclass
class Work:
    """A connection at work, and whom to tell."""

    conn: psycopg.Connection[Any]
    target: Target
    options: Options
    printer: Printer

    @property
    def hub(self) -> str:
        return self.options.schema

    def begin(self) -> None:
        """A transaction of its own, with the advisory lock that keeps other installers out."""
        self.conn.rollback()
        begin(self.conn, read_only=False)
        be_the_only_installer(self.conn, self.options.lock_wait, self.printer.say)

    def run(self, statement: str, source: str) -> None:
        """One short transaction."""
        self.begin()
        run_sql(self.conn, statement, source)
        self.conn.commit()

    def read(self, ask: Callable[..., Answer], *what: Any) -> Answer:
        """What one short transaction reads: ask(connection, *what)."""
        self.begin()
        found = ask(self.conn, *what)
        self.conn.rollback()
        return found

    def locked(self, statements: str, title: str, locks: Sequence[Lock]) -> float:
        """One short transaction under its locks, in attempts that hurt nobody. Returns seconds."""
        self.begin()
        steps = [Step(0, title, statements)]
        return self.under_locks(
            lambda: Prepared(list(locks), lambda: True, lambda: run_steps(self.conn, steps))
        )

    def under_locks(self, prepare: Callable[[], Prepared]) -> float:
        """The rest of a transaction, under all its locks. Returns how many seconds it held them."""
        options, say = self.options, self.printer.say
        locked_at = with_locks(self.conn, self.target, options.lock_wait, say, prepare)
        self.conn.commit()
        return time.monotonic() - locked_at

    def vacuum(self, relation: str) -> None:
        """TRUNCATE off: that would want a lock that clients feel."""
        self.maintain(f"VACUUM (TRUNCATE off, ANALYZE) {relation}", threading.TIMEOUT_MAX)

    def maintain(self, statement: str, seconds: float) -> None:
        """Outside of any transaction, and cancelled after so many seconds.

        By us: where a pooler is between, a lock_timeout would be left to somebody else.
        """
        with connected(self.target, "maintenance", read_only=False) as conn:
            conn.rollback()
            conn.autocommit = True
            timer = threading.Timer(seconds, conn.cancel)
            timer.start()
            try:
                conn.execute(statement.encode())
            finally:
                timer.cancel()
                timer.join()
