"""The reference hub on paper: its facts as JSON, and all SQL as rendered for it (make reference).

`facts()` gives the facts without a server, for unit tests and for sqlfluff; `main` makes both files
anew from a server, or with --check says whether docs/reference-hub.sql is stale.
"""

from __future__ import annotations

import sys
from pathlib import Path

from pydantic import TypeAdapter

from v1_hub.decide import Decision, decide
from v1_hub.facts import Hub, read_hub
from v1_hub.plan import Plan, locks_needed
from v1_hub.script import write_script
from v1_hub.steps import cut_over

HERE = Path(__file__).resolve().parent
FACTS = HERE / "reference_hub.json"
SCRIPT = HERE.parent / "docs" / "reference-hub.sql"
OWNER = "hub_owner"


def facts() -> Hub:
    """The reference hub as the catalogue told it."""
    return parse(FACTS.read_text("utf-8"))


def parse(text: str) -> Hub:
    return TypeAdapter(Hub).validate_json(text)


def decision(given: Hub) -> Decision:
    return decide(given, (1, 2, 3), OWNER)


def script(given: Hub) -> str:
    """All SQL of an install, as rendered for the reference hub."""
    made = decision(given)
    return write_script(Plan(made, [], [], locks_needed(made), cut_over(made)), runtime=False)


def read_from_server() -> Hub:
    from servers import find_servers, running_server

    name, bindir = list(find_servers().items())[-1]
    with running_server(name, bindir) as server:
        database = server.hub(consolidated=False, sample_rows=0)
        with database.connect(autocommit=False) as conn:
            conn.execute("SET LOCAL search_path = pg_catalog, pg_temp")
            return read_hub(conn, "public")


def main(arguments: list[str]) -> None:
    if "--check" in arguments:
        if script(facts()) != SCRIPT.read_text("utf-8"):
            sys.exit("docs/reference-hub.sql is stale: run make reference")
        return
    given = read_from_server()
    FACTS.write_bytes(TypeAdapter(Hub).dump_json(given, indent=1) + b"\n")
    SCRIPT.write_text(script(given), "utf-8")
    print(f"{SCRIPT.name}: {len(SCRIPT.read_text('utf-8').splitlines()):,} lines")


if __name__ == "__main__":
    main(sys.argv[1:])
