"""Who still uses a retired name. In: pg_stat_statements and a Hub; out: uses.

Each run adds what it sees to v1_hub.name_use (sql/runtime/usage/name_use.sql), so that "not since
the 3rd of May" is a fact. What cannot be seen is said by limits().
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import psycopg
from pglast import ast

from v1_hub.connect import OWN
from v1_hub.facts import Connection, ask
from v1_hub.names import Hub
from v1_hub.reading import statements
from v1_hub.render import document, read_sql
from v1_hub.scan_database import extensions, rows, statistics
from v1_hub.scopes import is_a, walk
from v1_hub.verdict import Rules, judge

HIDDEN = "<insufficient privilege>"
WRITES = (ast.InsertStmt, ast.UpdateStmt, ast.DeleteStmt, ast.MergeStmt)
# Statements that write no more than their targets.
READS = (
    ast.SelectStmt,
    *WRITES,
    ast.CopyStmt,
    ast.PrepareStmt,
    ast.DeclareCursorStmt,
    ast.ExplainStmt,
    ast.CreateTableAsStmt,
    ast.ViewStmt,
    ast.LockStmt,
)


@dataclass(frozen=True)
class NameUse:
    """Executions by one role that read, or write, a retired name; times as v1_hub.name_use has."""

    name: str
    role_name: str
    action: str  # read, write
    query_id: int  # of the statement that was seen last
    query: str
    calls: int
    applications: tuple[str, ...]
    first_seen: datetime
    last_seen: datetime


@dataclass(frozen=True)
class Watch:
    """Since when and until when the uses were written down; None: never.

    first_run: the first that could see every statement, and since which no reset of the statistics
    has lost more than a day. blind: the last one could not.
    """

    first_run: datetime | None = None
    last_run: datetime | None = None
    blind: bool = False


def accesses(query: str, hub: Hub) -> set[tuple[str, str]]:
    """Retired names that a statement reads or writes: ("v1_hub_proxy_usage", "write")."""
    found = set()
    for statement in statements(query):
        tree: Any = statement.tree
        nodes = list(walk(tree))
        targets = [one.relation for one in nodes if is_a(one, *WRITES)]
        targets += [one.relation for one in nodes if is_a(one, ast.CopyStmt) and one.is_from]
        rules = Rules(hub, nodes)
        for node in (one for one in nodes if is_a(one, ast.RangeVar)):
            if one := rules.of(node):
                write = any(node is target for target in targets) or not is_a(tree, *READS)
                found.add((one.name, "write" if write else "read"))
        if tree is not None and not found:
            found |= {(one.name, "read") for one in judge(tree, hub)}
    return found


def record(connection: Connection, hub: Hub, now: datetime) -> Watch:
    """Reads pg_stat_statements and adds its uses to v1_hub.name_use, in one transaction.

    now: with time zone; the moment of the run. Raises psycopg.Error, e.g. 42501 for a role that
    may not write v1_hub.name_use.
    """
    with connection.transaction():
        told = statistics(connection, "statement_statistics")
        before = watch(connection).last_run
        running: dict[tuple[int, str], set[str]] = {}
        for one in rows(connection, "sessions"):
            running.setdefault((one.query_id, one.role_name), set()).add(one.application)
        seen = [
            {
                "table_name": name,
                "role_name": one.role_name,
                "action": action,
                "query_id": one.query_id,
                "query": one.query,
                "calls": one.calls,
                "anew": before is not None and (one.since or one.stats_reset) > before,
                "applications": sorted(running.get((one.query_id, one.role_name), ())),
                "since": one.since.isoformat() if one.since else None,
            }
            for one in told
            if OWN not in one.query
            for name, action in sorted(accesses(one.query, hub))
        ]
        hidden = sum(one.query == HIDDEN for one in told)
        with psycopg.RawCursor(connection) as cursor:
            cursor.execute(read_sql("steps/usage/record_use").encode(), [document(seen), now])
            since = told[0].stats_reset if told else None
            seen_by = [now, len(told), hidden, since]
            cursor.execute(read_sql("steps/usage/record_run").encode(), seen_by)
    return watch(connection)


def uses(connection: Connection, since: datetime | None = None) -> list[NameUse]:
    """What v1_hub.name_use has that was seen since a moment, by name, what was used last first."""
    return ask(connection, NameUse, "facts/name_use", since=since)


def watch(connection: Connection) -> Watch:
    return ask(connection, Watch, "facts/usage_runs")[0]


def limits(connection: Connection) -> list[str]:
    """What these uses cannot show, each in one sentence."""
    found = [
        "application names are known only of sessions that were there at the moment of a run",
        "each standby has statistics of its own: run it there, too",
    ]
    if "pg_stat_statements" not in extensions(connection):
        return ["pg_stat_statements is not installed: no use is seen", *found]
    try:
        told = statistics(connection, "statistics_limits")[0]
        seen = statistics(connection, "statement_statistics")
        hidden = sum(one.query == HIDDEN for one in seen)
    except psycopg.errors.ObjectNotInPrerequisiteState:
        return ["pg_stat_statements is not in shared_preload_libraries: no use is seen", *found]
    found.insert(0, f"nothing is known from before {told.stats_reset:%Y-%m-%d %H:%M}")
    if told.track != "all":
        found.insert(0, f"pg_stat_statements.track is {told.track}: what functions run is not seen")
    if told.track_utility != "on":
        found.insert(0, "pg_stat_statements.track_utility is off: COPY and DDL are not seen")
    if told.dealloc:
        found.insert(0, f"the statistics were full {told.dealloc} times: rare statements are lost")
    if hidden:
        found.insert(0, f"{hidden} statements are hidden from this role: GRANT pg_read_all_stats")
    return found
