"""Twin proof: one statement stream on the untouched and the consolidated hub, all compared.

Nothing that a statement shows is ignored. What the clock decides is pinned: each transaction's own
CURRENT_TIMESTAMP is read on either twin, and that very value, wherever it turns up later, is called
by the number of the transaction.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, replace
from typing import Any

import psycopg
from psycopg import sql
from psycopg.pq import ExecStatus, TransactionStatus

from hub_cycle import name_as_before
from servers import OWNER, Database, assert_verified
from v1_hub.registry import RETIRED as ENTRIES

LEAVES = (
    "v1_hub_proxy_ip_mapping",
    "v1_hub_proxy_heartbeat",
    "v1_hub_proxy_usage",
    "v1_hub_client_activity_logs",
    "v1_hub_daily_work_tracking",
)
HISTORY = "v1_hub_work_slots_history"
RESULTS = "v1_hub_work_results"
RETIRED = (*LEAVES, HISTORY, RESULTS)
MERGED = ("ip_history", "last_heartbeat", "usage_stats")
LEAF_NAMES = {entry.table_name: entry.leaf for entry in ENTRIES}  # in schema v1_hub
STAMP = re.compile(r"(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d(?:\.\d+)?)")
COUNTED: Counter[str] = Counter()  # what was compared in this run, by kind


@dataclass(frozen=True)
class Refusal:
    """An error as a client sees it, save file and line of PostgreSQL's source."""

    sqlstate: str | None
    message: str | None
    constraint: str | None
    column: str | None
    table: str | None
    datatype: str | None
    detail: str | None


@dataclass(frozen=True)
class Outcome:
    """Everything a statement shows."""

    columns: tuple[tuple[str, int, int], ...] = ()  # name, type OID, type modifier
    rows: tuple[tuple[str | None, ...], ...] = ()
    status: str | None = None
    row_count: int = 0
    notices: tuple[str, ...] = ()
    refusal: Refusal | None = None
    sequences: tuple[str, ...] = ()

    def explain(self, other: Outcome) -> str:
        """What differs, field by field; of rows only the first few that do."""
        told = []
        for f in fields(self):
            was, became = getattr(self, f.name), getattr(other, f.name)
            if was == became:
                continue
            if f.name in ("rows", "sequences") and set(was) != set(became):
                lost = [row for row in was if row not in set(became)]
                came = [row for row in became if row not in set(was)]
                was, became = shorten(lost), shorten(came)
            told.append(f"    {f.name}: {was}\n    became: {became}")
        return "\n".join(told)


def shorten(rows: list[Any]) -> str:
    return f"{len(rows)}: " + "\n        ".join(repr(row)[:600] for row in rows[:3])


@dataclass
class Session:
    """One connection to one twin, with the clock of its transactions."""

    connection: psycopg.Connection[Any]
    clocks: dict[str, str]
    watch: psycopg.Connection[Any]  # reads the sequences, with the owner's rights
    notices: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.connection.add_notice_handler(lambda d: self.notices.append(d.message_primary or ""))

    def begin(self, number: int) -> None:
        self.connection.execute("BEGIN")
        row = self.connection.execute("SELECT localtimestamp::text").fetchone()
        assert row is not None
        self.clocks[row[0]] = f"<clock {number}>"

    def pinned(self, text: str) -> str:
        def pin(found: re.Match[str]) -> str:
            return self.clocks.get(f"{found[1]} {found[2]}", found[0])

        return STAMP.sub(pin, text)


def refusal_of(error: psycopg.Error) -> Refusal:
    told = error.diag
    detail = told.message_detail and name_as_before(told.message_detail)
    if told.sqlstate in ("23502", "23514"):
        # A leaf's row shows the columns of the log, history's none: test_twin_limits.py has it.
        assert detail is None or detail.startswith("Failing row contains")
        detail = "Failing row contains ..."
    # Of a leaf they speak by its own name: docs/limits.md, and test_twin_limits.py.
    table = next((t for t, leaf in LEAF_NAMES.items() if leaf == told.table_name), told.table_name)
    return Refusal(
        told.sqlstate,
        name_as_before(told.message_primary or ""),
        told.constraint_name,
        told.column_name,
        table,
        told.datatype_name,
        detail,
    )


def is_ordered(query: str) -> bool:
    return "order by" in query.lower()


class Pair:
    """The twins with their sessions; run() sends a statement to both and notes each difference."""

    def __init__(self, legacy: Database, hub: Database) -> None:
        self.databases = (legacy, hub)
        self.differences: list[str] = []
        self._clocks: tuple[dict[str, str], dict[str, str]] = ({}, {})
        self._sessions: dict[str, tuple[Session, Session]] = {}
        self._watches = (legacy.connect(), hub.connect())
        self._transactions = 0
        self._gap: tuple[str, ...] = ()
        names = legacy.query(
            "SELECT sequencename FROM pg_sequences WHERE schemaname = 'public' "
            "AND sequencename <> %s ORDER BY 1",
            f"{HISTORY}_id_seq",  # numbers the whole audit log on the hub
        )
        self._sequences = sql.SQL(" UNION ALL ").join(
            sql.SQL("SELECT {}, last_value, is_called FROM {}").format(
                sql.Literal(name), sql.Identifier(name)
            )
            for (name,) in names
        )

    def session(self, name: str = "main", user: str = OWNER) -> tuple[Session, Session]:
        if name not in self._sessions:
            made = [
                Session(database.connect(user), clocks, watch)
                for database, clocks, watch in zip(
                    self.databases, self._clocks, self._watches, strict=True
                )
            ]
            for one in made:
                one.connection.prepare_threshold = 10**9  # only where a statement asks for it
                one.connection.prepared_max = 1000
            self._sessions[name] = (made[0], made[1])
        return self._sessions[name]

    def close(self) -> None:
        for pair in self._sessions.values():
            for one in pair:
                one.connection.close()
        for watch in self._watches:
            watch.close()

    # --- one statement ---------------------------------------------------------------------------
    def run(
        self,
        query: str,
        *parameters: object,
        session: str = "main",
        prepare: bool | None = None,
        ordered: bool | None = None,
        same: bool = True,
    ) -> tuple[Outcome, Outcome]:
        """Send a statement to both; in a transaction of its own where none is open."""
        pair = self.session(session)
        alone = pair[0].connection.info.transaction_status == TransactionStatus.IDLE
        if alone:
            self._transactions += 1
        seen = [
            self._outcome(one, query, parameters, prepare, is_ordered(query), alone)
            if ordered is None
            else self._outcome(one, query, parameters, prepare, ordered, alone)
            for one in pair
        ]
        COUNTED["statements"] += 1
        COUNTED["refusals"] += seen[0].refusal is not None
        if same:
            self.compare(query, parameters, seen[0], seen[1])
        return seen[0], seen[1]

    def compare(self, query: str, parameters: Sequence[object], one: Outcome, two: Outcome) -> None:
        gap = tuple(set(one.sequences) ^ set(two.sequences))
        if set(gap) == set(self._gap):  # told already, by the statement that made it
            one, two = replace(one, sequences=()), replace(two, sequences=())
        self._gap = gap
        if one != two:
            given = f" {parameters!r}" if parameters else ""
            self.differences.append(f"{query.strip()}{given}\n{one.explain(two)}")

    def accept_sequences(self) -> None:
        """What a statement used up that one twin alone refused is no difference of the next."""
        values = self._watches[0].execute(self._sequences).fetchall()
        for name, value, called in values:
            self._watches[1].execute("SELECT setval(%s, %s, %s)", [name, value, called])

    def _outcome(
        self,
        one: Session,
        query: str,
        parameters: Sequence[object],
        prepare: bool | None,
        ordered: bool,
        alone: bool,
    ) -> Outcome:
        one.notices.clear()
        try:
            if alone:
                one.begin(self._transactions)
            else:
                one.connection.execute("SAVEPOINT twin")
            cursor = one.connection.execute(query.encode(), parameters or None, prepare=prepare)
            seen = self._shown(one, cursor, ordered)
            one.connection.execute("COMMIT" if alone else "RELEASE SAVEPOINT twin")
        except psycopg.Error as error:
            seen = Outcome(refusal=refusal_of(error), notices=tuple(one.notices))
            if one.connection.info.transaction_status != TransactionStatus.IDLE:
                one.connection.execute("ROLLBACK" if alone else "ROLLBACK TO SAVEPOINT twin")
        if alone:
            return self._with_sequences(one, seen)
        return seen

    @staticmethod
    def _shown(one: Session, cursor: psycopg.Cursor[Any], ordered: bool) -> Outcome:
        result = cursor.pgresult
        assert result is not None
        columns: tuple[tuple[str, int, int], ...] = ()
        rows: list[tuple[str | None, ...]] = []
        if result.status == ExecStatus.TUPLES_OK:
            columns = tuple(
                ((result.fname(i) or b"").decode(), result.ftype(i), result.fmod(i))
                for i in range(result.nfields)
            )
            rows = [
                tuple(
                    None
                    if (value := result.get_value(row, i)) is None
                    else one.pinned(value.decode())
                    for i in range(result.nfields)
                )
                for row in range(result.ntuples)
            ]
        if not ordered:
            rows.sort(key=repr)
        COUNTED["rows"] += len(rows)
        return Outcome(
            columns, tuple(rows), cursor.statusmessage, cursor.rowcount, tuple(one.notices)
        )

    def _with_sequences(self, one: Session, seen: Outcome) -> Outcome:
        rows = one.watch.execute(self._sequences).fetchall()
        return Outcome(
            seen.columns,
            seen.rows,
            seen.status,
            seen.row_count,
            seen.notices,
            seen.refusal,
            tuple(f"{name} {value} {called}" for name, value, called in rows),
        )

    # --- transactions ----------------------------------------------------------------------------
    @contextmanager
    def transaction(self, session: str = "main", how: str = "COMMIT") -> Iterator[None]:
        """An explicit transaction on both, whose statements are compared one by one."""
        self._transactions += 1
        pair = self.session(session)
        for one in pair:
            one.begin(self._transactions)
        try:
            yield
        except BaseException:
            how = "ROLLBACK"
            raise
        finally:
            ends = []
            for one in pair:
                try:
                    ends.append(one.connection.execute(how.encode()).statusmessage)
                except psycopg.Error as error:
                    ends.append(repr(refusal_of(error)))
            if ends[0] != ends[1]:
                self.differences.append(f"{how}\n    {ends[0]}\n    became: {ends[1]}")

    # --- the end ---------------------------------------------------------------------------------
    def compare_tables(self) -> None:
        """Every table and view of the legacy hub against its namesake, whole rows as text."""
        relations = self.databases[0].query(
            """
            SELECT c.relname, c.relkind
            FROM pg_class c
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v', 'm')
            ORDER BY 1
            """
        )
        for name, _ in relations:
            columns = [
                f't."{row[0]}"'
                for row in self.databases[0].query(
                    "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass "
                    "AND attnum > 0 AND NOT attisdropped ORDER BY attnum",
                    name,
                )
            ]
            if name in (HISTORY, "v1_hub_slot_changes"):
                # One sequence numbers the whole audit log: the same rows in the same order.
                rest = ", ".join(c for c in columns if c != 't."id"')
                query = (
                    f"SELECT rank() OVER (ORDER BY t.id), {rest} FROM {name} AS t "
                    "ORDER BY t.id, t.changed_at"
                )
            else:
                query = f"SELECT {', '.join(columns)} FROM {name} AS t"
            self.run(query)
            COUNTED["relations"] += 1

    def finish(self) -> None:
        """Compare every table, check the summary, and fail with all differences there were."""
        self.compare_tables()
        assert_verified(self.databases[1])
        found, self.differences = self.differences, []
        told = "\n".join(found)
        assert not found, f"{len(found)} differences\n{told}"
