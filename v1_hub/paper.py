"""What a command would do, on paper: for the one who is responsible. Reads, and writes nothing."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timezone

import psycopg

from v1_hub import __version__, outcome, subscribers
from v1_hub.checks import Finding
from v1_hub.connect import ask_value, round_trip
from v1_hub.decide import Decision
from v1_hub.estimate import Estimate, of_install, over_line
from v1_hub.facts import Connection
from v1_hub.locks import Lock
from v1_hub.plan import Plan
from v1_hub.proxies import MERGED
from v1_hub.recorded import Change
from v1_hub.registry import PROXIES
from v1_hub.relations import Shown
from v1_hub.render import HERE, environment
from v1_hub.scan import Finding as Difference
from v1_hub.scan import tally
from v1_hub.scan_database import scan_database
from v1_hub.secrets import AuditedTable, audit_lines
from v1_hub.shape import will_be
from v1_hub.show import duration, number, size
from v1_hub.steps import Step
from v1_hub.subscribers import Todo


@dataclass(frozen=True)
class Paper:
    """All that is told of a command before it is run."""

    command: str
    place: str
    schema: str
    server: str
    phases: tuple[int, ...]
    estimate: Estimate
    relations: list[Shown]
    steps: list[Step]
    locks: list[Lock]
    blockers: list[Finding] = field(default_factory=list)
    notes: list[Finding] = field(default_factory=list)
    tables: list[outcome.TableOutcome] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    views: list[outcome.ViewOutcome] = field(default_factory=list)
    audited: list[AuditedTable] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    subscribers: list[Todo] = field(default_factory=list)
    upgrade: list[Change] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    version: str = __version__
    made_at: str = field(
        default_factory=lambda: f"{datetime.now(timezone.utc):%Y-%m-%d %H:%M:%S} UTC"
    )

    @property
    def result(self) -> str:
        return "blocked" if self.blockers else "changes pending"

    @property
    def tally(self) -> dict[str, int]:
        return tally(self.differences)

    @property
    def matters(self) -> list[Difference]:
        """Statements that an application will see differently."""
        return [one for one in self.differences if one.verdict != "fine"]


def place(conn: Connection) -> str:
    return f"database {conn.info.dbname} on {conn.info.host or 'the local server'}"


def server(conn: Connection) -> str:
    return f"PostgreSQL {ask_value(conn, 'SHOW server_version')}"


def read_differences(conn: Connection, decision: Decision) -> list[Difference]:
    """What scan finds in the database; of statistics that cannot be read it has nothing to tell."""
    found: list[Difference] = []
    with contextlib.suppress(psycopg.errors.ObjectNotInPrerequisiteState):
        found.extend(scan_database(conn, will_be(decision)))
    return found


def of_plan(
    conn: Connection,
    plan: Plan,
    relations: Sequence[Shown],
    audited: Sequence[AuditedTable],
    upgrade: Sequence[Change],
) -> Paper:
    """The paper of an install. `upgrade`: what it brings up to date besides."""
    decision = plan.decision
    name = decision.hub.schema
    bare = {row.relation: row.relation.rpartition(".")[2] for row in relations}
    tables = outcome.tables(decision)
    becomes = {table.table: table.becomes for table in tables}
    rows = {bare[row.relation]: row.row_count for row in relations}
    return Paper(
        "install",
        place=place(conn),
        server=server(conn),
        schema=name,
        phases=decision.phases,
        estimate=over_line(
            of_install(outcome.load(decision, len(plan.locks), rows)), round_trip(conn)
        ),
        relations=[
            row._replace(note=becomes.get(bare[row.relation], row.note or "stays a table"))
            for row in relations
        ],
        steps=plan.steps,
        locks=plan.locks,
        blockers=plan.blockers,
        notes=plan.notes,
        tables=tables,
        merged=[f"{PROXIES}.{name}" for name in MERGED] if decision.merged else [],
        views=outcome.views(decision),
        audited=list(audited),
        differences=read_differences(conn, decision),
        subscribers=subscribers.around_install(decision, plan.publications),
        upgrade=list(upgrade),
    )


def page(paper: Paper, sql: str) -> str:
    """One self-contained page of HTML, for the ticket of the change; sql: what is run."""
    pages = environment(HERE / "pages")
    pages.autoescape = True
    pages.filters |= {f.__name__: f for f in (audit_lines, duration, number, size)}
    return pages.get_template("plan.html.j2").render(paper=paper, sql=sql)
