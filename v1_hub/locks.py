"""One installer at a time, and all locks or none, in attempts that hurt nobody."""

from __future__ import annotations

import contextlib
import itertools
import random
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import psycopg

from v1_hub.connect import Target, ask_value, mark, run_sql, run_text, set_local
from v1_hub.facts import Connection, ask, ask_column
from v1_hub.failure import Refused, StatementFailed
from v1_hub.render import literal


class Lock(NamedTuple):
    relation: str
    lock_mode: str

    @property
    def statement(self) -> str:
        return f"LOCK TABLE {self.relation} IN {self.lock_mode} MODE;"


class Activity(NamedTuple):
    """A session that is in our way."""

    pid: int
    role: str | None
    application: str | None
    state: str | None
    backend_type: str | None
    query: str | None
    seconds: float | None

    @property
    def is_autovacuum(self) -> bool:
        """It has no role; only who may read all statistics sees its type."""
        return self.backend_type == "autovacuum worker" or (
            self.role is None and self.backend_type is None
        )

    def __str__(self) -> str:
        if self.is_autovacuum:
            return f"pid {self.pid} ({self.query if self.backend_type else 'autovacuum'})"
        query = " ".join((self.query or "-").split())
        query = query if len(query) <= 70 else query[:67] + "..."
        application = f", {self.application}" if self.application else ""
        age = "" if self.seconds is None else f" for {self.seconds:.1f} s"
        who = f"pid {self.pid} ({self.role or self.backend_type}{application})"
        if not self.state and self.query:  # which is <insufficient privilege>
            return f"{who}, of which this role sees no more: GRANT pg_read_all_stats"
        return f"{who}, {self.state or 'state not visible'}{age}: {query}"


# The key of pg_advisory_xact_lock: 'v1_hub' in ASCII.
ADVISORY_KEY = int.from_bytes(b"v1_hub", "big")

LOCK_SECONDS = 0.25
LOOK_SECONDS = 0.25
# Of what runs under locks. Idle for so long, the server takes us for stopped, and gives them back.
# No COMMIT waits for a standby, and all with us: what is committed next waits for this one, too.
SETTINGS = {"idle_in_transaction_session_timeout": "5s", "synchronous_commit": "local"}
TIMEOUTS = ("lock_timeout", "statement_timeout")  # this one last: it holds for what follows


def be_the_only_installer(conn: Connection, lock_wait: float, say: Callable[[str], None]) -> None:
    """Take the advisory lock, or say who has it."""
    deadline = time.monotonic() + min(lock_wait, 10.0)
    told = False
    while True:
        row = conn.execute("SELECT pg_try_advisory_xact_lock(%s)", [ADVISORY_KEY]).fetchone()
        if row and row[0]:
            return
        holders = ask(conn, Activity, "checks/in_the_way", pid=None, key=ADVISORY_KEY)
        who = "; ".join(map(str, holders)) or "a session that has just ended"
        if time.monotonic() >= deadline:
            raise Refused(
                "another installer is at work on this database",
                detail=who,
                hint="wait for it to end, then run this again",
            )
        if not told:
            say(f"waiting for another installer: {who}")
        told = True
        time.sleep(0.25)


class Watcher:
    """Sees, while we wait for a lock, who has it: in a second connection.

    To connect may take longer than a wait, so that connection stays open until the end. Where the
    server grants none, or a pooler gives it no turn, nobody is named.
    """

    def __init__(self, target: Target, pid: int) -> None:
        self._target = target
        self._pid = pid
        self._turn = threading.Lock()
        self._conn: Connection | None = None
        self.seen: list[Activity] = []
        self.wanted: str | None = None

    @contextlib.contextmanager
    def look_after(self, seconds: float) -> Iterator[None]:
        self.seen, self.wanted = [], None
        timer = threading.Timer(seconds, self._look)
        timer.daemon = True
        timer.start()
        try:
            yield
        except InTheWay:
            timer.cancel()
            # No longer: we may hold locks, and all connections of a pooler may wait for these.
            timer.join(LOOK_SECONDS)
            raise
        finally:
            timer.cancel()

    def _look(self) -> None:
        if not self._turn.acquire(blocking=False):
            return  # the look before is still connecting
        try:
            with contextlib.suppress(psycopg.Error):
                if self._conn is None or self._conn.closed:
                    self._conn = self._target.connect("watcher", autocommit=True)
                waited_for = ask_column(self._conn, "checks/waited_for", pid=self._pid)
                self.wanted = next(iter(waited_for), None)
                self.seen = ask(self._conn, Activity, "checks/in_the_way", pid=self._pid, key=None)
        finally:
            self._turn.release()

    def close(self) -> None:
        if self._conn:
            self._conn.close()


class InTheWay(Exception):
    """A lock was not to be had in time; everything since the savepoint can be tried again."""


LOCK_ERRORS = ("55P03", "40P01")  # lock_not_available, deadlock_detected


@contextlib.contextmanager
def wanting_locks(what: str) -> Iterator[None]:
    """A lock that a statement still wants and cannot have is in the way, and no error."""
    try:
        yield
    except StatementFailed as failure:
        if failure.error.sqlstate in LOCK_ERRORS:
            raise InTheWay(what) from failure
        raise


def deadlock_seconds(conn: Connection) -> float:
    query = "SELECT extract(epoch FROM current_setting('deadlock_timeout')::interval)"
    return float(ask_value(conn, query))


def take_locks(conn: Connection, locks: Sequence[Lock], seconds: float) -> None:
    """All locks within so many seconds, or none: one statement, for lock_timeout counts each anew.

    The server counts: over a slow line a second statement would come when the time is over.
    """
    end = time.monotonic() + seconds
    taking = mark(" ".join(lock.statement for lock in locks))
    no_end = "PERFORM pg_catalog.set_config('statement_timeout', '0', true);"  # of what follows
    try:
        run_sql(conn, f"DO {literal(f'BEGIN {taking} {no_end} END')}", "LOCK TABLE")
    except (StatementFailed, psycopg.Error) as failure:
        error = failure.error if isinstance(failure, StatementFailed) else failure
        is_late = time.monotonic() >= end - 0.1 * seconds  # else somebody cancelled us
        if error.sqlstate in LOCK_ERRORS or (error.sqlstate == "57014" and is_late):
            raise InTheWay("the locks") from failure
        raise


def push_autovacuum_aside(
    conn: Connection, locks: Sequence[Lock], seen: Sequence[Activity], stubborn: set[str]
) -> bool:
    """Autovacuum yields to whoever has waited for deadlock_timeout, which an attempt never does.

    So wait that long for the table it is at, holding nothing: nobody can deadlock with us. Once:
    the one that prevents wraparound yields to nobody, and behind us all clients wait. stubborn:
    the tables where it stayed. Returns whether it has yielded.
    """
    workers = [activity.pid for activity in seen if activity.is_autovacuum]
    if not workers:
        return False
    patience = int(1000 * deadlock_seconds(conn)) + 300
    named = {lock.relation.removeprefix("ONLY "): lock for lock in locks}
    query = (
        "SELECT n FROM unnest(%s::text[]) AS n WHERE EXISTS ("
        "SELECT FROM pg_locks AS l WHERE l.pid = ANY (%s) AND l.relation = to_regclass(n))"
    )
    at_them = conn.execute(query, [list(named), workers]).fetchall()
    yielded = False
    for name in {name for (name,) in at_them} - stubborn:
        try:
            with conn.transaction(force_rollback=True):
                set_local(conn, {"lock_timeout": str(patience)})
                conn.execute(mark(named[name].statement).encode())
            yielded = True
        except psycopg.errors.LockNotAvailable:
            stubborn.add(name)
    return yielded


def rank(relation: str, first: Sequence[str]) -> int:
    """What was waited for in vain goes to the front."""
    name = relation.removeprefix("ONLY ")
    return first.index(name) if name in first else len(first)


@dataclass
class Prepared:
    """What is to be done, made from the catalogue as it was a moment ago."""

    locks: list[Lock]
    is_current: Callable[[], bool]  # asked under the locks: does the plan still hold?
    work: Callable[[], None]


def with_locks(
    conn: Connection,
    target: Target,
    lock_wait: float,
    say: Callable[[str], None],
    prepare: Callable[[], Prepared],
) -> float:
    """Do the work under all its locks, trying again while somebody is in the way.

    Preparing reads and renders, and locks nothing. A lock that was waited for in vain is taken
    first the next time, so that in the end the locks are taken in the order in which the clients
    take theirs. Returns when the locks were had (time.monotonic).
    """
    deadline = time.monotonic() + lock_wait
    # Below deadlock_timeout, so that no client that waits for us is taken for a deadlock.
    seconds = min(LOCK_SECONDS, 0.45 * deadlock_seconds(conn))
    first: list[str] = []
    stubborn: set[str] = set()
    pid = ask_value(conn, "SELECT pg_backend_pid()")  # a pooler makes one up
    with contextlib.closing(Watcher(target, pid)) as watcher:
        for attempt in itertools.count(1):
            conn.execute("SAVEPOINT attempt")
            prepared = prepare()
            locks = sorted(prepared.locks, key=lambda lock: rank(lock.relation, first))
            set_local(conn, SETTINGS | dict.fromkeys(TIMEOUTS, f"{1000 * seconds:.0f}"))
            try:
                with watcher.look_after(0.5 * seconds):
                    take_locks(conn, locks, seconds)
                locked_at = time.monotonic()
                if prepared.is_current():
                    with watcher.look_after(0.8 * seconds):
                        prepared.work()
                    return locked_at
                who = "something in the hub has just been changed"
            except InTheWay as blocked:
                who = "; ".join(map(str, watcher.seen)) or f"somebody unseen (wanted: {blocked})"
                if watcher.wanted:
                    who = f"at {watcher.wanted}: {who}"
                    first.insert(0, watcher.wanted)
            except psycopg.Error as error:
                raise StatementFailed(error) from None
            conn.execute("ROLLBACK TO SAVEPOINT attempt")
            conn.execute("RELEASE SAVEPOINT attempt")
            if time.monotonic() >= deadline:
                raise Refused(
                    f"the locks were not to be had in {lock_wait:g} s; this step changed nothing",
                    detail=f"in the way: {who}",
                    hint="end that session, SELECT pg_terminate_backend(pid), or wait for it; then "
                    "try again (--lock-wait SECONDS): what was committed before this step is kept",
                )
            say(f"attempt {attempt}, no lock yet; in the way: {who}")
            if not push_autovacuum_aside(conn, locks, watcher.seen, stubborn):
                time.sleep(random.uniform(0.3, 0.5 + min(attempt, 5) * 0.3))
    raise AssertionError


def running(conn: Connection, steps: Sequence[Any]) -> Callable[[], None]:
    """What runs the steps under the locks; their texts are read now, before there are any."""
    texts = [(step.title, mark(step.statement)) for step in steps]

    def run() -> None:
        for title, text in texts:
            with wanting_locks(title):
                run_text(conn, text, f"step: {title}")

    return run
