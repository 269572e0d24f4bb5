"""A connection at work: its transactions, under locks or not, and whom to tell."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import psycopg

from v1_hub.connect import Target, ask_value, begin, run_sql, session_settings, set_local
from v1_hub.facts import Connection
from v1_hub.failure import Refused
from v1_hub.locks import Lock, Prepared, be_the_only_installer, running, with_locks
from v1_hub.options import Options
from v1_hub.show import Printer
from v1_hub.state import read_mark
from v1_hub.steps import Step

Answer = TypeVar("Answer")


@dataclass
class Work:
    """A connection at work, and whom to tell.

    The lock that keeps other installers out is let go between two transactions. So each transaction
    looks whether another command has come in between.
    """

    conn: Connection
    target: Target
    options: Options
    printer: Printer
    mark: str | None = None  # of the hub, as our last transaction left it

    @property
    def hub(self) -> str:
        return self.options.schema

    def begin(self) -> None:
        """A transaction of its own, with the advisory lock that keeps other installers out.

        Raises Failure where another command has changed the hub since.
        """
        mark = self.mark or read_mark(self.conn)
        self.conn.rollback()
        begin(self.conn, read_only=False)
        be_the_only_installer(self.conn, self.options.lock_wait, self.printer.say)
        self.mark = read_mark(self.conn)
        if mark and self.mark != mark:
            raise Refused(
                f"another command has gone on with the hub in schema {self.hub}",
                detail="What this one has done so far is kept, and it ends here.",
                hint="install.py status tells how the hub is",
            )

    def commit(self) -> None:
        self.mark = read_mark(self.conn)
        self.conn.commit()

    def run(self, statement: str, source: str) -> None:
        """One short transaction."""
        self.begin()
        run_sql(self.conn, statement, source)
        self.commit()

    def read(self, ask: Callable[..., Answer], *what: Any, **named: Any) -> Answer:
        """What one short transaction reads: ask(connection, *what, **named)."""
        self.begin()
        found = ask(self.conn, *what, **named)
        self.conn.rollback()
        return found

    def locked(self, statements: str, title: str, locks: Sequence[Lock]) -> float:
        """One short transaction under its locks, in attempts that hurt nobody. Returns seconds."""
        self.begin()
        steps = [Step(0, title, statements)]
        return self.under_locks(
            lambda: Prepared(list(locks), lambda: True, running(self.conn, steps))
        )

    def under_locks(self, prepare: Callable[[], Prepared]) -> float:
        """The rest of a transaction, under all its locks. Returns how many seconds it held them."""
        options, say = self.options, self.printer.say
        locked_at = with_locks(self.conn, self.target, options.lock_wait, say, prepare)
        self.commit()
        return time.monotonic() - locked_at

    def vacuum(self, relation: str) -> None:
        """TRUNCATE off: that would want a lock that clients feel. It saves room, and may fail."""
        try:
            self.maintain(f"VACUUM (TRUNCATE off, ANALYZE) {relation}", threading.TIMEOUT_MAX)
        except psycopg.Error as error:
            self.printer.say(f"no VACUUM of {relation}: {error.diag.message_primary or error}")

    def maintain(self, statement: str, seconds: float) -> None:
        """Outside of any transaction, and cancelled after so many seconds.

        By us: where a pooler is between, a lock_timeout would be left to somebody else. Where the
        server ends idle sessions, ours waits in a transaction, which is none of them.
        """
        self.conn.rollback()
        begin(self.conn, read_only=True)
        set_local(self.conn, {"idle_in_transaction_session_timeout": "0"})
        if ask_value(self.conn, "SELECT current_setting('idle_session_timeout')") == "0":
            self.conn.rollback()
        with self.target.connect("maintenance", autocommit=True) as conn:
            # The role's own settings end it not; a pooler would keep them for somebody else.
            if ask_value(conn, "SELECT pg_backend_pid()") == conn.info.backend_pid:
                for name, value in session_settings(conn).items():
                    if name.endswith("_timeout"):
                        conn.execute("SELECT set_config(%s, %s, false)", [name, value])
            timer = threading.Timer(seconds, conn.cancel)
            timer.start()
            try:
                conn.execute(statement.encode())
            finally:
                timer.cancel()
                timer.join()
