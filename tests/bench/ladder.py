"""The price of one statement, thing by thing: copies of the hub that each do without one more.

Timed inside the server: a loop in PL/pgSQL, which neither a client nor the disk slows down.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import psycopg

from bench import hubs, shapes
from servers import Database, Server

LOOPS = 5_000
# Each ladder of ladder.sql: the statement that its copies run.
STATEMENTS = {
    "use of a proxy": """
INSERT INTO v1_hub_proxy_usage (proxy_id, keyword_id, used_ip, success, response_time_ms)
VALUES (i % {proxies} + 1, i % {keywords} + 1, '198.51.100.7', i % 9 > 0, 90 + i % 2900)""",
    "the lines of a proxy": """
UPDATE v1_hub_proxy_ip_mapping
SET
    current_ip = '198.51.100.' || i % 250,
    last_toggle = CURRENT_TIMESTAMP,
    updated_at = CURRENT_TIMESTAMP
WHERE proxy_id = i % {proxies} + 1""",
    "a result": """
INSERT INTO v1_hub_work_results (
    allocation_id, started_at, execution_time_ms, status, current_page, total_requests
)
VALUES (i % {allocations} + 1, CURRENT_TIMESTAMP, 90 + i % 2900, 'success', 1, 120)""",
}
LOOP = """
DO $$
BEGIN
    FOR i IN 1..{loops} LOOP
        {statement};
        COMMIT;
    END LOOP;
END $$
"""


def read_ladders() -> dict[str, list[tuple[str, str]]]:
    """Of each ladder its rungs, from above: what a rung does without, and the SQL that takes it."""
    text = (Path(__file__).parent / "ladder.sql").read_text()
    ladders = re.split(r"^-- ladder: (.*)$", text, flags=re.MULTILINE)
    found = {}
    for title, part in zip(ladders[1::2], ladders[2::2], strict=True):
        rungs = re.split(r"^-- rung: (.*)$", part, flags=re.MULTILINE)
        found[title] = list(zip(rungs[1::2], rungs[2::2], strict=True))
    return found


def build(server: Server, installed: Database, rungs: list[tuple[str, str]]) -> dict[str, Database]:
    """A copy for each rung, which does without all the rungs before it, too."""
    found = {hubs.ALL_ON: installed}
    above = installed
    for name, statements in rungs:
        above = found[name] = server.create(above.name)
        above.query(statements)
    return found


def connect(database: Database) -> psycopg.Connection[Any]:
    conn = database.connect()
    conn.execute("SET synchronous_commit = off")
    return conn


def time_loops(databases: dict[str, Database], loop: str, rounds: int) -> dict[str, float]:
    """Microseconds a statement: the best round, for other work on the machine only adds."""
    best: dict[str, float] = {}
    connections = {name: connect(database) for name, database in databases.items()}
    try:
        for turn in range(rounds):
            for name in random.Random(turn).sample(list(connections), len(connections)):
                began = time.perf_counter()
                connections[name].execute(loop.encode())
                taken = (time.perf_counter() - began) * 1e6 / LOOPS
                best[name] = min(taken, best.get(name, taken))
    finally:
        for conn in connections.values():
            conn.close()
    return {name: round(best[name], 1) for name in databases}


def measure(server: Server, options: argparse.Namespace, say: hubs.Say) -> dict[str, Any]:
    say(f"ladder: {options.rows} usage rows")
    untouched = hubs.new_reference(server, options.rows)
    installed = server.create(untouched.name)
    hubs.Installed().run(installed)
    hubs.vacuum(installed)
    counts = shapes.read_variables(untouched)
    told = {}
    for title, rungs in read_ladders().items():
        say(f"ladder: {title}, {options.rounds} rounds of {LOOPS} statements")
        databases = {hubs.UNTOUCHED: untouched, **build(server, installed, rungs)}
        statement = STATEMENTS[title].format(**counts)
        loop = LOOP.format(loops=LOOPS, statement=statement)
        told[title] = time_loops(databases, loop, options.rounds)
    return {"ladders": told}


def describe(told: dict[str, Any]) -> str:
    """A table in Markdown for each ladder: what each rung takes, from the table's own price up."""
    lines = [f"PostgreSQL {told['postgresql']}, {told['machine']}, {told['rows']:,} usage rows"]
    for title, times in told["ladders"].items():
        # From the barest copy up: what is dearer has the part that the cheaper does without.
        copies = [name for name in reversed(times) if name != hubs.UNTOUCHED]
        lines += [
            "",
            f"| {title} | µs |",
            "| --- | ---: |",
            f"| on the untouched table | {times[hubs.UNTOUCHED]:.1f} |",
            f"| the width of the log | {times[copies[0]] - times[hubs.UNTOUCHED]:.1f} |",
            *(
                f"| {without} | {times[dearer] - times[without]:.1f} |"
                for without, dearer in pairwise(copies)
            ),
            f"| **all on** | {times[hubs.ALL_ON]:.1f} |",
        ]
    return "\n".join(lines)
