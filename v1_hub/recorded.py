"""What texts are recorded as ours, and what PostgreSQL has of them now. Reads only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from v1_hub.facts import Connection, Hub, ask_column, ask_rows
from v1_hub.proxies import MERGED
from v1_hub.registry import PROXIES
from v1_hub.render import ident
from v1_hub.state import Installed, Retired
from v1_hub.values import view_name

Key = tuple[str, str]  # type, and identity as pg_identify_object() tells it
MERGED_VIEWS = {f"v1_hub.proxy{part}" for part in ("", "_due", "_told", "_summary")}


class Change(NamedTuple):
    """An object that an install makes, makes anew, or drops, and why."""

    type: str
    identity: str
    why: str


def read_texts(conn: Connection) -> dict[Key, str]:
    """What PostgreSQL has of each function, trigger and view, as a hash."""
    return {(type_, identity): found for type_, identity, found in ask_rows(conn, "checks/texts")}


def read_recorded(conn: Connection) -> dict[Key, tuple[str, str]]:
    """Of each text of ours the hash, and that of what PostgreSQL made of it."""
    columns = "type, identity, rendered, found"
    rows = conn.execute(f"SELECT {columns} FROM v1_hub.object WHERE rendered IS NOT NULL".encode())
    return {(type_, identity): (rendered, found) for type_, identity, rendered, found in rows}


def is_other_major(recorded: str, found: str) -> bool:
    """Whether both are words of different versions of PostgreSQL, which cannot be compared."""
    return " " in recorded and recorded.split()[0] != found.split()[0]


def is_altered(recorded: str, found: str) -> bool:
    return recorded != found and not is_other_major(recorded, found)


def left_alone(hub: Hub, rows: Sequence[Retired], installed: Installed) -> set[str]:
    """Views that were dropped, and what wrote through them, or lack a column: verify tells that."""
    gone = [row for row in rows if hub.view(row.table_name) is None]
    lost = {view_name(hub.schema, row.table_name) for row in gone}
    lost |= {f"v1_hub.{ident(f'write_{row.leaf}')}()" for row in gone}
    proxies = hub.table(PROXIES)
    if installed.merged and not (proxies and all(proxies.column(name) for name in MERGED)):
        lost |= MERGED_VIEWS
    return lost


def is_left_alone(key: Key, alone: set[str]) -> bool:
    """Whether it is such a view, or a trigger of one."""
    return not alone.isdisjoint((key[1], key[1].rpartition(" on ")[2]))


def find_altered(
    conn: Connection, hub: Hub, rows: Sequence[Retired], installed: Installed
) -> list[Change]:
    """What somebody has altered or dropped since it was made."""
    there, alone = read_texts(conn), left_alone(hub, rows, installed)
    changes = []
    for key, (_, then) in sorted(read_recorded(conn).items()):
        if is_left_alone(key, alone):
            continue
        if key not in there:
            changes.append(Change(*key, "is missing"))
        elif is_altered(then, there[key]):
            changes.append(Change(*key, "was altered"))
    broken = ask_column(conn, "checks/audit_broken")
    return changes + [Change("audit", f"of {name}", "lacks a trigger") for name in broken]
