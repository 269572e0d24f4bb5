"""Logical replication: what a subscriber must do, in order. Pure functions of facts.

A published table goes on being published under the name of its leaf. A subscriber that has no such
table stops at the first row, and one that has it but does not know that it is subscribed loses rows
until it is refreshed: so the table comes before the install, and REFRESH, which copies, after it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from v1_hub.checks import Finding
from v1_hub.decide import Decision
from v1_hub.registry import AUDIT_LOG, PROXIES, SLOTS
from v1_hub.render import ident, render
from v1_hub.values import view_name

REFRESH = "ALTER SUBSCRIPTION my_subscription REFRESH PUBLICATION;"


@dataclass(frozen=True)
class Publication:
    """A publication of a table of the hub; sql/facts/publications.sql."""

    relation: int
    name: str  # of the table, quoted and qualified
    publication: str
    by_name: bool
    tables: tuple[str, ...]  # all that it publishes


class Todo(NamedTuple):
    """One thing to do. my_subscription stands for the name of the subscription there (\\dRs)."""

    when: str  # before or after the command
    where: str  # publisher or subscriber
    why: str
    sql: str


def by_table(publications: Sequence[Publication]) -> dict[str, list[str]]:
    """Tables that are published, and by what; all as SQL."""
    named: dict[str, list[str]] = {}
    for one in publications:
        named.setdefault(one.name, []).append(ident(one.publication))
    return named


def notes(publications: Sequence[Publication]) -> list[Finding]:
    """A line for each table that is published."""
    remedy = "Its rows go on under the name of the leaf: see what a subscriber must do."
    return [
        Finding(table, f"is published by {', '.join(names)}", remedy)
        for table, names in by_table(publications).items()
    ]


def around_install(decision: Decision, publications: Sequence[Publication]) -> list[Todo]:
    """What is to be done around an install, in order; empty where nothing is published."""
    if not publications:
        return []
    published = {one.relation for one in publications}
    hub = decision.hub.schema
    todo = list(listed(publications))
    proxies = decision.hub.table(PROXIES)
    if proxies and proxies.oid in published and decision.merged:
        name = view_name(hub, PROXIES)
        add = "ADD COLUMN ip_history jsonb, ADD COLUMN usage_stats jsonb"
        add += f", ADD COLUMN last_heartbeat {decision.merged.beat_type}"
        why = f"{name} gets three columns"
        todo.append(Todo("before", "subscriber", why, f"ALTER TABLE {name} {add};"))
    moved = [t for t in decision.retiring if t.relation.oid in published]
    for table in moved:
        name, leaf = table.view(hub), table.leaf
        own = {column.log_name for column in table.columns}
        make = render(
            "steps/replication/subscriber_table.sql",
            table=table,
            view=name,
            leaf=leaf,
            lacking=[column for column in decision.log if column.name not in own],
        )
        todo.append(Todo("before", "subscriber", f"{name} will arrive as {leaf}", make))
    if moved:
        old = ", ".join(table.view(hub) for table in moved)
        why = f"the leaves are copied, then followed; {old} get no more rows there"
        todo.append(Todo("after", "subscriber", why, REFRESH))
    if any(table.treatment == "history" for table in moved):
        log = view_name(hub, AUDIT_LOG)
        why = f"the change history goes on in {log}"
        for where, name in (("publisher", "publish"), ("subscriber", "subscribe")):
            sql = render(f"steps/replication/{name}_history.sql", audit_log=log, slots=SLOTS)
            todo.append(Todo("after", where, why, sql))
    return todo


def listed(publications: Sequence[Publication]) -> Iterator[Todo]:
    """A publication of a schema or of all tables is replaced by a list of its tables."""
    for one in {p.publication: p for p in publications if not p.by_name}.values():
        name = ident(f"{one.publication}_listed")
        why = f"{ident(one.publication)} would have every table that the install makes"
        sql = f"CREATE PUBLICATION {name} FOR TABLE {', '.join(one.tables)};\n"
        yield Todo("before", "publisher", why, sql + "SELECT pg_current_wal_lsn();")
        why = "once pg_stat_subscription.latest_end_lsn is past what that said"
        sql = f"ALTER SUBSCRIPTION my_subscription SET PUBLICATION {name} WITH (copy_data = false);"
        yield Todo("before", "subscriber", why, sql)


def after_rollback(tables: Sequence[str]) -> list[Todo]:
    """What is to be done when published leaves are tables again; `tables`: their names."""
    if not tables:
        return []
    why = "they are copied anew, for what is there is older; no foreign key there shall ask"
    sql = "".join(f"DELETE FROM {name};\n" for name in tables)
    role = "session_replication_role"
    return [
        Todo("after", "subscriber", why, f"SET {role} = replica;\n{sql}RESET {role};\n{REFRESH}")
    ]
