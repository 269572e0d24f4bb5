"""Draws the hub before and after into README.md, from the catalogue: make er."""

from __future__ import annotations

import sys
from pathlib import Path

import psycopg

from install import package_files, run_file
from servers import Database, find_servers, running_server

README = Path(__file__).resolve().parent.parent / "README.md"


def draw(database: Database, *, consolidated: bool) -> str:
    """Mermaid source of the hub; an untouched one is looked at and left as it was."""
    with psycopg.connect(database.url()) as conn:
        if not consolidated:
            for file in package_files("public"):
                run_file(conn, file)
        lines = [row[0] for row in conn.execute("SELECT v1_hub.draw_hub()")]
        conn.rollback()
    return "\n".join(lines)


def drawn(readme: str, server_name: str | None = None) -> str:
    """The README with both pictures as the catalogue has them."""
    servers = find_servers()
    name = server_name or next(iter(servers))
    with running_server(name, servers[name]) as server:
        for moment, consolidated in (("before", False), ("after", True)):
            picture = draw(server.hub(consolidated=consolidated), consolidated=consolidated)
            begin = readme.index("-->\n", readme.index(f"<!-- er: {moment}")) + len("-->\n")
            end = readme.index("<!-- er: end -->", begin)
            readme = f"{readme[:begin]}```mermaid\n{picture}\n```\n{readme[end:]}"
    return readme


def main() -> int:
    old = README.read_text()
    new = drawn(old)
    README.write_text(new)
    print("README.md is drawn anew" if new != old else "README.md is as the catalogue has it")
    return 0


if __name__ == "__main__":
    sys.exit(main())
