"""Draws the hub before and after into docs/hub.md, from the catalogue: make er."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from servers import Database, find_servers, running_server
from v1_hub.facts import Hub, Relation, read_hub
from v1_hub.registry import AUDIT_LOG, KEPT, LOG, RETIRED
from v1_hub.state import Retired, read_retired

DRAWN = Path(__file__).resolve().parent.parent / "docs" / "hub.md"
VIEWS = {"leaf": "view of leaf", "fold": "view of folded leaf", "history": "slice of"}


def word(text: str) -> str:
    """A name as Mermaid wants it."""
    return re.sub(r"[^\w]+", "_", text).strip("_")


def bare(name: str) -> str:
    """The last part of a qualified name."""
    return name.rpartition(".")[2].strip('"')


def draw_table(name: str, relation: Relation) -> Iterator[str]:
    """One box: the columns with their types and keys."""
    foreign = {c for k in relation.constraints if k.kind == "f" for c in k.columns}
    yield f'    "{name}" {{'
    for column in relation.columns:
        key = " PK" if column.name in relation.primary_key else ""
        if not key and column.name in foreign:
            key = " FK"
        type_name = re.sub(r"\(.*?\)", "", column.type)
        yield f"        {word(type_name)} {word(column.name)}{key}"
    yield "    }"


def draw_keys(hub: Hub, rows: dict[str, Retired]) -> Iterator[str]:
    """A line for each foreign key onto a table of the hub; a leaf has the name of its view."""
    seen_as = {row.leaf: name for name, row in rows.items()}
    relations = {name: hub.relations[name] for name in KEPT if hub.table(name)}
    for entry in RETIRED:
        row = rows.get(entry.table_name)
        relation = hub.own.get(row.leaf) if row else hub.table(entry.table_name)
        if relation:
            relations[entry.table_name] = relation
    lines = set()
    for name, relation in relations.items():
        for key in relation.keys_onto:
            source = bare(key.table_name)
            source = seen_as.get(source, source)
            if key.is_top or source != LOG:
                lines.add((name, source, ", ".join(word(column) for column in key.columns)))
    for name, source, columns in sorted(lines):
        yield f'    "{name}" ||--o{{ "{source}" : "{columns}"'


def draw(hub: Hub, rows: list[Retired]) -> str:
    """Mermaid source: tables with columns, foreign keys, and dotted the views of retired tables."""
    lines = ["erDiagram"]
    names = [*KEPT, LOG, AUDIT_LOG, *(entry.table_name for entry in RETIRED)]
    for name in sorted(names):
        if relation := hub.table(name):
            lines += draw_table(name, relation)
    by_name = {row.table_name: row for row in rows}
    lines += draw_keys(hub, by_name)
    for name, row in sorted(by_name.items()):
        home = AUDIT_LOG if row.treatment == "history" else LOG
        if row.treatment != "whole":
            lines.append(f'    "{home}" ||..|| "{name}" : "{VIEWS[row.treatment]}"')
    return "\n".join(lines)


def read(database: Database, *, consolidated: bool) -> str:
    with database.connect(autocommit=False) as conn:
        conn.execute("SET LOCAL search_path = pg_catalog, pg_temp")
        return draw(read_hub(conn, "public"), read_retired(conn) if consolidated else [])


def drawn(text: str, server_name: str | None = None) -> str:
    """The page with both pictures as the catalogue has them."""
    servers = find_servers()
    name = server_name or list(servers)[-1]
    with running_server(name, servers[name]) as server:
        for moment, consolidated in (("before", False), ("after", True)):
            picture = read(server.hub(consolidated=consolidated), consolidated=consolidated)
            begin = text.index("-->\n", text.index(f"<!-- er: {moment}")) + len("-->\n")
            end = text.index("<!-- er: end -->", begin)
            text = f"{text[:begin]}```mermaid\n{picture}\n```\n{text[end:]}"
    return text


def main() -> int:
    old = DRAWN.read_text("utf-8")
    new = drawn(old)
    DRAWN.write_text(new, "utf-8")
    print("docs/hub.md is drawn anew" if new != old else "docs/hub.md is as the catalogue has it")
    return 0


if __name__ == "__main__":
    sys.exit(main())
