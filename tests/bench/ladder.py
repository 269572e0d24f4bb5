"""The price of one statement, thing by thing: copies of the hub that each do without one more.

Timed inside the server: a loop in PL/pgSQL, which neither a client nor the disk slows down.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg

from bench import hubs
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
VARIABLES = """
SELECT
    (SELECT count(*) FROM v1_hub_proxies),
    (SELECT count(*) FROM v1_hub_test_keywords),
    (SELECT count(*) FROM v1_hub_work_results)
"""
FRESH = re.compile(
    r"CASE\s+WHEN w\.fresh IS NOT DISTINCT FROM NULL THEN (l\.\w+)\s+ELSE \(w\.fresh\)\.\w+\s+END"
)

Say = Callable[[str], None]


def read_rungs() -> list[tuple[str, str]]:
    text = (Path(__file__).parent / "ladder.sql").read_text()
    parts = re.split(r"^-- rung: (.*)$", text, flags=re.MULTILINE)
    return list(zip(parts[1::2], parts[2::2], strict=True))


def build_uses(server: Server, installed: Database) -> dict[str, Database]:
    """A copy for each rung, which does without all the rungs before it, too."""
    found = {hubs.ALL_ON: installed}
    for number, (name, _) in enumerate(read_rungs(), 1):
        found[name] = hubs.copy(server, installed)
        for _, statements in read_rungs()[:number]:
            found[name].query(statements)
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
    for turn in range(rounds + 1):
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


def measure(server: Server, options: argparse.Namespace, say: Say) -> dict[str, Any]:
    say(f"ladder: {options.rows} usage rows")
    untouched = hubs.new_reference(server, options.rows)
    installed = hubs.copy(server, untouched)
    hubs.Installed().run(installed)
    hubs.vacuum(installed)
    proxies, keywords, results = untouched.query(VARIABLES)[0]
    counts = {"loops": LOOPS, "proxies": proxies, "keywords": keywords, "results": results}
    databases = {hubs.UNTOUCHED: untouched, **build_uses(server, installed)}
    connections = {name: connect(database) for name, database in databases.items()}
    try:
        say(f"ladder: {options.rounds} rounds of {LOOPS} statements")
        uses = {name: (conn, USE.format(**counts)) for name, conn in connections.items()}
        reads = {
            hubs.UNTOUCHED: (connections[hubs.UNTOUCHED], RESULTS),
            **{
                name: (connections[hubs.ALL_ON], relation)
                for name, relation in build_reads(installed).items()
            },
        }
        return {
            "use of a proxy": time_loops(uses, options.rounds),
            "read of a folded row by id": time_loops(
                {
                    name: (conn, READ.format(relation=relation, **counts))
                    for name, (conn, relation) in reads.items()
                },
                options.rounds,
            ),
        }
    finally:
        for conn in connections.values():
            conn.close()


def describe(told: dict[str, Any]) -> str:
    """A table in Markdown for each ladder: what each rung takes, from the table's own price up."""
    lines = [f"PostgreSQL {told['postgresql']}, {told['machine']}, {told['rows']:,} usage rows"]
    for title, times in told["ladders"].items():
        names = [name for name in times if name != hubs.UNTOUCHED]
        lines += [
            "",
            f"| {title} | µs |",
            "| --- | ---: |",
            f"| on the untouched table | {times[hubs.UNTOUCHED]:.1f} |",
            f"| the width of the log | {times[names[-1]] - times[hubs.UNTOUCHED]:.1f} |",
        ]
        for cheaper, dearer in zip(names[:0:-1], names[-2::-1], strict=True):
            lines.append(f"| {cheaper} | {times[dearer] - times[cheaper]:.1f} |")
        lines.append(f"| **all on** | {times[hubs.ALL_ON]:.1f} |")
    return "\n".join(lines)
