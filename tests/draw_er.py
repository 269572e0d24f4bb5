"""Draws the hub before and after into docs/hub.md, from the catalogue: make er."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from servers import Database, find_servers, running_server
from v1_hub.connect import begin
from v1_hub.facts import Constraint, Hub, read_hub
from v1_hub.registry import AUDIT_LOG, HUB_NAMES, LOG
from v1_hub.state import Retired, read_installed, read_retired

PAGE = Path(__file__).resolve().parent.parent / "docs" / "hub.md"
VIEW_OF = {
    "leaf": (LOG, "view of leaf"),
    "fold": (LOG, "view of folded leaf"),
    "history": (AUDIT_LOG, "view of"),
}


class Key(NamedTuple):
    """A foreign key between two names of the hub; a leaf goes by the name of its view."""

    target: str
    source: str
    columns: tuple[str, ...]


def word(text: str) -> str:
    """As Mermaid takes it."""
    return re.sub(r"[^\w]+", "_", text)


def find_keys(hub: Hub, retired: Sequence[Retired]) -> set[Key]:
    names = {row.leaf: row.table_name for row in retired}
    relations = (*hub.relations.values(), *hub.own.values())

    def bare(name: str) -> str:
        last = name.rpartition(".")[2].strip('"')
        return names.get(last, last)

    keys: set[Constraint] = {
        key
        for relation in relations
        for key in (*relation.constraints, *relation.keys_onto)
        if key.kind == "f" and key.is_top
    }
    found = {Key(bare(k.target_bare_name or ""), bare(k.table_name), k.columns) for k in keys}
    return {key for key in found if key.target in hub.relations}


def draw(hub: Hub, retired: Sequence[Retired]) -> Iterator[str]:
    """Lines of a Mermaid diagram of the hub as it stands: tables with columns, foreign keys, and
    dotted the views that retired tables have become.
    """
    keys = find_keys(hub, retired)
    yield "erDiagram"
    for name in sorted((*HUB_NAMES, LOG, AUDIT_LOG)):
        if (table := hub.table(name)) is None:
            continue
        references = {column for key in keys if key.source == name for column in key.columns}
        yield f'    "{name}" {{'
        for column in table.columns:
            mark = " PK" if column.name in table.primary_key else ""
            mark = mark or (" FK" if column.name in references else "")
            yield f"        {word(column.base_type)} {word(column.name)}{mark}"
        yield "    }"
    joined: dict[tuple[str, str], set[str]] = {}
    for key in keys:
        joined.setdefault((key.target, key.source), set()).update(key.columns)
    for (target, source), columns in sorted(joined.items()):
        yield f'    "{target}" ||--o{{ "{source}" : "{", ".join(map(word, sorted(columns)))}"'
    for row in sorted(retired, key=lambda row: row.table_name):
        if row.treatment in VIEW_OF:
            target, what = VIEW_OF[row.treatment]
            yield f'    "{target}" ||..|| "{row.table_name}" : "{what}"'


def picture(database: Database) -> str:
    """Mermaid source of a hub; it is only read."""
    with database.connect(autocommit=False) as conn:
        begin(conn, read_only=True)
        retired = read_retired(conn) if read_installed(conn) else []
        return "\n".join(draw(read_hub(conn, "public"), retired))


def drawn(page: str, server_name: str | None = None) -> str:
    """The page with both pictures as the catalogue has them."""
    servers = find_servers()
    name = server_name or next(iter(servers))
    with running_server(name, servers[name]) as server:
        for moment, consolidated in (("before", False), ("after", True)):
            source = picture(server.hub(consolidated=consolidated))
            start = page.index("-->\n", page.index(f"<!-- er: {moment}")) + len("-->\n")
            end = page.index("<!-- er: end -->", start)
            page = f"{page[:start]}```mermaid\n{source}\n```\n{page[end:]}"
    return page


def main() -> int:
    old = PAGE.read_text()
    new = drawn(old)
    PAGE.write_text(new)
    print("docs/hub.md is drawn anew" if new != old else "docs/hub.md is as the catalogue has it")
    return 0


if __name__ == "__main__":
    sys.exit(main())
