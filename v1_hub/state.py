"""State: what has been done to this database, as schema v1_hub tells it, and what is left to do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from v1_hub.checks import Made
from v1_hub.connect import ask_value
from v1_hub.decide import LogColumn, Retiring
from v1_hub.facts import Connection, Constraint, Hub, Relation, Sequence_, ask, read_as, read_hub
from v1_hub.failure import Refused
from v1_hub.history import ForeignKey
from v1_hub.proxies import Proxies, read_proxies
from v1_hub.registry import entry_of
from v1_hub.render import literal
from v1_hub.treatment import IN_LOG, Treatment

GOES_ON = {"finishing": "install", "returning": "rollback"}  # a stage, and the command


@dataclass(frozen=True)
class Installed:
    """The row of v1_hub.hub."""

    schema_name: str
    version: str
    stage: str
    audit_due: Sequence[str]
    merged: dict[str, Any] | None
    merged_due: bool

    @property
    def proxies(self) -> Proxies | None:
        """How the proxy tables were merged."""
        return read_proxies(self.merged) if self.merged else None


@dataclass(frozen=True)
class Retired:
    """A row of v1_hub.retired."""

    table_name: str
    place: int
    phase: int
    treatment: Treatment
    leaf: str
    stage: str
    rows_done: int
    rows_due: int
    facts: dict[str, Any]
    rebind: str | None = None
    dropped_at: datetime | None = None


def is_recorded(conn: Connection) -> bool:
    """Whether this database has the record of an install."""
    return ask_value(conn, "SELECT to_regclass('v1_hub.hub')") is not None


def read_installed(conn: Connection) -> Installed | None:
    """What is installed; None where nothing is."""
    if not is_recorded(conn):
        return None
    query = "SELECT schema_name, version, stage, audit_due, merged, merged_due FROM v1_hub.hub"
    return next(iter(read_as(conn, Installed, query)), None)


def read_mark(conn: Connection) -> str | None:
    """What is another when a command has written to v1_hub.hub, and each does before it begins."""
    query = "SELECT h.xmin::text FROM v1_hub.hub AS h"
    return ask_value(conn, query) if is_recorded(conn) else None


def unfinished(installed: Installed) -> str:
    """How far it is, and the command that goes on; empty where nothing is left to do."""
    command = GOES_ON.get(installed.stage)
    return f"is {installed.stage}: install.py {command} goes on" if command else ""


def refuse_unfinished(installed: Installed | None) -> None:
    """Raises Failure while an install or a rollback is on its way, or just after a rollback."""
    if installed is None:
        raise Refused("a rollback has just given the tables back")
    if command := GOES_ON.get(installed.stage):
        raise Refused(
            f"the hub in schema {installed.schema_name} is {installed.stage}",
            hint=f"install.py {command} goes on with it",
        )


def read_version(conn: Connection) -> str | None:
    """The version that installed or last upgraded; asked first, whatever else has changed."""
    if not is_recorded(conn):
        return None
    version = ask_value(conn, "SELECT max(h.version) FROM v1_hub.hub AS h")
    return None if version is None else str(version)


def is_newer(version: str, than: str) -> bool:
    """Whether 0.10.0 is newer than 0.9.1: numbers count."""
    one, two = ([int(n) for n in re.findall(r"\d+", text)] for text in (version, than))
    return one > two


def read_made(conn: Connection) -> list[Made]:
    """What an install has written down as made; empty where there was none."""
    if ask_value(conn, "SELECT to_regclass('v1_hub.object')") is None:
        return []
    return read_as(conn, Made, "SELECT type, identity, fate FROM v1_hub.object")


def read_retired(conn: Connection) -> list[Retired]:
    """The retired tables in their order."""
    query = (
        "SELECT table_name, place, phase, treatment, leaf, stage, rows_done, rows_due, facts,"
        " rebind, dropped_at FROM v1_hub.retired ORDER BY place"
    )
    return read_as(conn, Retired, query)


def read_log_columns(conn: Connection) -> list[LogColumn]:
    """Where each column of a table that went to the log is found; types as they are called now."""
    return ask(conn, LogColumn, "facts/log_columns")


def recorded_keys(row: Retired) -> list[ForeignKey]:
    """The foreign keys that a history table had."""
    return [ForeignKey(**key) for key in row.facts.get("foreign_keys", ())]


def recorded_sequences(row: Retired) -> list[Sequence_]:
    """The sequences that numbered columns of a table."""
    return [Sequence_(relation=0, is_identity=False, **one) for one in row.facts["sequences"]]


@dataclass(frozen=True)
class Place:
    """A retired table, and where it is."""

    hub: Hub
    row: Retired
    table: Retiring

    @property
    def shown(self) -> Relation | None:
        """Its view; somebody may have dropped it."""
        return None if self.row.dropped_at else self.hub.view(self.row.table_name)

    @property
    def view(self) -> str:
        return self.table.view(self.hub.schema)

    @property
    def leaf(self) -> str:
        return self.table.leaf

    def write_down(self, what: str) -> str:
        """The statement that records it, e.g. write_down("rows_done = 5")."""
        name = literal(self.row.table_name)
        return f"UPDATE v1_hub.retired SET {what} WHERE table_name = {name};\n"


def find_places(hub: Hub, rows: Sequence[Retired], columns: Sequence[LogColumn]) -> list[Place]:
    """The retired tables that are there, in the order of the rows."""
    return [Place(hub, row, table) for row in rows if (table := as_retiring(hub, row, columns))]


def read_places(conn: Connection, schema: str) -> list[Place]:
    return find_places(read_hub(conn, schema), read_retired(conn), read_log_columns(conn))


def is_lost(place: Place) -> bool:
    """Whether somebody has dropped the view, and nothing else has its name."""
    return place.row.dropped_at is None and place.row.table_name not in place.hub.relations


def as_retiring(hub: Hub, row: Retired, columns: Sequence[LogColumn]) -> Retiring | None:
    """A retired table as the templates want it, over what lies in v1_hub; None where it is gone."""
    relation = hub.own.get(row.leaf) or finalized_history(hub, row)
    if relation is None:
        return None
    own = tuple(c for c in columns if c.table_name == row.table_name)
    return Retiring(
        entry_of(row.table_name),
        relation,
        row.treatment,
        None,
        own if row.treatment in IN_LOG else (),
    )


def finalized_history(hub: Hub, row: Retired) -> Relation | None:
    """A history table that finalize has dropped, as its view and what is recorded tell it."""
    view = hub.view(row.table_name)
    if view is None or row.treatment != "history":
        return None
    required, checks = row.facts["required"], row.facts["checks"]
    return replace(
        view,
        columns=tuple(replace(c, not_null=c.name in required) for c in view.columns),
        constraints=tuple(Constraint(**check) for check in checks),
    )
