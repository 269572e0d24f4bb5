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

LOOPS = 10_000
RESULTS = "v1_hub_work_results"
USE = """
DO $$
BEGIN
    FOR i IN 1..{loops} LOOP
        INSERT INTO v1_hub_proxy_usage (proxy_id, keyword_id, used_ip, success, response_time_ms)
        VALUES (i % {proxies} + 1, i % {keywords} + 1, '198.51.100.7', i % 9 > 0, 90 + i % 2900);
        COMMIT;
    END LOOP;
END $$
"""
READ = """
DO $$
DECLARE
    found_row record;
BEGIN
    FOR i IN 1..{loops} LOOP
        SELECT * INTO found_row FROM {relation} WHERE id = i * 7919::bigint % {results} + 1;
    END LOOP;
END $$
"""
FRESH = re.compile(
    r"CASE\s+WHEN w\.fresh IS NOT DISTINCT FROM NULL THEN (l\.\w+)\s+ELSE \(w\.fresh\)\.\w+\s+END"
)


def read_rungs() -> list[tuple[str, str]]:
    text = (Path(__file__).parent / "ladder.sql").read_text()
    parts = re.split(r"^-- rung: (.*)$", text, flags=re.MULTILINE)
    return list(zip(parts[1::2], parts[2::2], strict=True))


def build_uses(server: Server, installed: Database) -> dict[str, Database]:
    """A copy for each rung, which does without all the rungs before it, too."""
    found = {hubs.ALL_ON: installed}
    above = installed
    for name, statements in read_rungs():
        above = found[name] = hubs.copy(server, above)
        above.query(statements)
    return found


def build_reads(installed: Database) -> dict[str, str]:
    """Views beside the folded one that leave something out, and their names."""
    definition = str(installed.value(f"SELECT pg_get_viewdef('{RESULTS}'::regclass, true)"))
    columns = FRESH.sub(r"\1", definition.partition("   FROM ")[0])
    straight = columns.replace("d.doc", "l.result_data")
    typed = re.sub(r"l\.result_data ->> '\w+'::text", "NULL::text", straight)
    typed = re.sub(r"l\.result_data -> '\w+'::text", "NULL::jsonb", typed)
    found = {hubs.ALL_ON: RESULTS}
    for number, (name, text) in enumerate(
        (
            ("does its statement write: a row lock, and the row read afresh", straight),
            ("the document of the columns that are folded", typed),
        )
    ):
        found[name] = f"ladder_{number}"
        installed.query(f"CREATE VIEW ladder_{number} AS {text} FROM v1_hub.{RESULTS} AS l")
    return found


def time_loops(
    loops: dict[str, tuple[psycopg.Connection[Any], str]], rounds: int
) -> dict[str, float]:
    """Microseconds a statement: the best round, for other work on the machine only adds."""
    best: dict[str, float] = {}
    for turn in range(rounds):
        for name in random.Random(turn).sample(list(loops), len(loops)):
            conn, loop = loops[name]
            began = time.perf_counter()
            conn.execute(loop.encode())
            taken = (time.perf_counter() - began) * 1e6 / LOOPS
            best[name] = min(taken, best.get(name, taken))
    return {name: round(best[name], 1) for name in loops}


def connect(database: Database) -> psycopg.Connection[Any]:
    conn = database.connect()
    conn.execute("SET synchronous_commit = off")
    return conn


def measure(server: Server, options: argparse.Namespace, say: hubs.Say) -> dict[str, Any]:
    say(f"ladder: {options.rows} usage rows")
    untouched = hubs.new_reference(server, options.rows)
    installed = hubs.copy(server, untouched)
    hubs.Installed().run(installed)
    hubs.vacuum(installed)
    counts = {"loops": LOOPS, **shapes.read_variables(untouched)}
    databases = {hubs.UNTOUCHED: untouched, **build_uses(server, installed)}
    connections = {name: connect(database) for name, database in databases.items()}
    try:
        say(f"ladder: {options.rounds} rounds of {LOOPS} statements")
        uses = {name: (conn, USE.format(**counts)) for name, conn in connections.items()}
        reads = {
            name: (
                connections[hubs.UNTOUCHED if name == hubs.UNTOUCHED else hubs.ALL_ON],
                READ.format(relation=relation, **counts),
            )
            for name, relation in {hubs.UNTOUCHED: RESULTS, **build_reads(installed)}.items()
        }
        return {
            "ladders": {
                "use of a proxy": time_loops(uses, options.rounds),
                "read of a folded row by id": time_loops(reads, options.rounds),
            }
        }
    finally:
        for conn in connections.values():
            conn.close()


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
