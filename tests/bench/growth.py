"""Growth: what an operation costs as the logs grow and the proxies get more; and a long mix."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from typing import Any

from bench import hubs, shapes
from servers import Database, Server

OPERATIONS = (
    "usage_insert",
    "heartbeat",
    "mapping_update",
    "activity_insert",
    "allocate",
    "submit",
    "result_by_id",
    "result_by_allocation",
    "usage_latest",
    "slot_update",
)
PROXIES = (1, 50, 1000, 5000)
PER_PROXY = ("usage_insert", "heartbeat", "mapping_upsert", "mapping_join")

# Five proxies a server and four lines a proxy, as the sample rows have them.
MORE_PROXIES = """
WITH more AS (
    INSERT INTO v1_hub_proxies (server_ip, port, external_ip)
    SELECT '198.18.' || i / 1000 || '.' || 1 + i / 5 % 200, 3128 + i % 5, '198.51.100.1'
    FROM generate_series(0, 4999 - (SELECT count(*)::integer FROM v1_hub_proxies)) AS i
    RETURNING id
)
INSERT INTO v1_hub_proxy_ip_mapping (proxy_id, proxy_number, current_ip)
SELECT id, line, '198.51.100.' || line FROM more CROSS JOIN generate_series(1, 4) AS line
"""

BLOAT = """
SELECT
    c.oid::regclass::text, pg_table_size(c.oid), pg_indexes_size(c.oid),
    s.n_live_tup, s.n_dead_tup, s.n_tup_upd, s.n_tup_hot_upd
FROM pg_class AS c
INNER JOIN pg_stat_all_tables AS s ON s.relid = c.oid
WHERE c.relname IN (
    'v1_hub_proxies', 'proxy_change', 'v1_hub_daily_work_tracking',
    'v1_hub_proxy_heartbeat', 'v1_hub_work_slots', 'v1_hub_work_allocations'
)
ORDER BY 1
"""
HISTORY = """
SELECT max(jsonb_array_length(ip_history)), max(pg_column_size(ip_history)) FROM v1_hub_proxies
"""


def time_operations(
    database: Database, names: tuple[str, ...], variables: dict[str, int], seconds: float
) -> dict[str, dict[str, float]]:
    """Milliseconds of server and client an operation: at 8 clients, 8 / tps."""
    found = {}
    for name in names:
        shapes.pgbench(database, [name], variables, "-t", "10")
        found[name] = {
            str(clients): round(
                1000
                * clients
                / shapes.pgbench(
                    database, [name], variables, "-T", str(max(1, round(seconds))), clients=clients
                ).tps,
                4,
            )
            for clients in (1, 8)
        }
    return found


def measure_pair(
    server: Server, reference: Database, prepare: Callable[[Database], None]
) -> dict[str, Database]:
    pair = {hub: server.create(reference.name) for hub in (hubs.UNTOUCHED, hubs.ALL_ON)}
    for hub, database in pair.items():
        prepare(database)
        if hub == hubs.ALL_ON:
            hubs.Installed().run(database)
        hubs.vacuum(database)
    return pair


def measure(server: Server, options: argparse.Namespace, say: hubs.Say) -> dict[str, Any]:
    found: dict[str, Any] = {"rows_growth": [], "proxies_growth": [], "soak": []}
    sizes = sorted(int(rows) for rows in options.growth_rows.split(","))
    for rows in sizes:
        say(f"growth: {rows} usage rows")
        reference = hubs.new_reference(server, rows)
        pair = measure_pair(server, reference, lambda _: None)
        for hub, database in pair.items():
            variables = shapes.read_variables(database)
            told = time_operations(database, OPERATIONS, variables, options.seconds)
            found["rows_growth"].append({"hub": hub, "rows": rows, "operations": told})
            server.drop(database)
        if rows == sizes[0]:
            measure_proxies(server, reference, options, say, found)
        server.drop(reference)
    return found


def add_proxies(database: Database) -> None:
    database.query(MORE_PROXIES)


def measure_proxies(
    server: Server,
    reference: Database,
    options: argparse.Namespace,
    say: hubs.Say,
    found: dict[str, Any],
) -> None:
    pair = measure_pair(server, reference, add_proxies)
    for hub, database in pair.items():
        variables = shapes.read_variables(database)
        for proxies in PROXIES:
            say(f"growth: {proxies} proxies, {hub}")
            few = {**variables, "proxies": proxies, "servers": max(1, proxies // 5)}
            told = time_operations(database, PER_PROXY, few, options.seconds)
            found["proxies_growth"].append({"hub": hub, "proxies": proxies, "operations": told})
            hubs.vacuum(database)
    if options.soak:
        found["soak"] = soak(pair, options, say)
    longest, widest = pair[hubs.ALL_ON].query(HISTORY)[0]
    found["ip_history"] = {"entries": longest, "bytes": widest}
    for database in pair.values():
        server.drop(database)


def soak(
    pair: dict[str, Database], options: argparse.Namespace, say: hubs.Say
) -> list[dict[str, Any]]:
    """The mix at 8 clients with autovacuum on, and what the updated tables grew to, by tenths."""
    server = pair[hubs.ALL_ON].server
    hubs.switch(server, "autovacuum", "on")
    scripts = [f"{name}@{weight}" for name, weight in shapes.MIX.items()]
    names = ("relation", "table_bytes", "index_bytes", "live", "dead", "updates", "hot_updates")
    found: list[dict[str, Any]] = []
    began = time.monotonic()
    for tenth in range(1, 11):
        for hub, database in pair.items():
            variables = shapes.read_variables(database)
            ran = shapes.pgbench(
                database,
                scripts,
                variables,
                "-T",
                str(max(1, round(options.soak / 10))),
                clients=8,
            )
            rows = database.query(BLOAT, user="postgres")
            found.append(
                {
                    "hub": hub,
                    "seconds": round(tenth * options.soak / 10),
                    "transactions": ran.transactions,
                    "tables": [dict(zip(names, row, strict=True)) for row in rows],
                }
            )
        say(f"soak: {tenth}/10 after {time.monotonic() - began:.0f} s")
    hubs.switch(server, "autovacuum", "off")
    return found


def describe(told: dict[str, Any]) -> str:
    """Tables in Markdown: milliseconds an operation, untouched → all on."""
    lines = [
        f"PostgreSQL {told['postgresql']}, {told['machine']}, fsync {told['settings']['fsync']}"
    ]
    for key, unit in (("rows_growth", "rows"), ("proxies_growth", "proxies")):
        runs = told[key]
        sizes = sorted({run[unit] for run in runs})
        lines += [
            "",
            f"| ms an operation at 8 clients, untouched → all on; {unit}: | "
            + " | ".join(f"{size:,}" for size in sizes)
            + " |",
            "| --- |" + " ---: |" * len(sizes),
        ]
        by_place = {(run["hub"], run[unit]): run["operations"] for run in runs}
        for name in runs[0]["operations"] if runs else []:
            cells = [
                f"{by_place[hubs.UNTOUCHED, size][name]['8']:.2f} → "
                f"{by_place[hubs.ALL_ON, size][name]['8']:.2f}"
                for size in sizes
            ]
            lines.append(f"| {name} | " + " | ".join(cells) + " |")
    history = told["ip_history"]
    lines += ["", f"Longest ip_history: {history['entries']} entries, {history['bytes']} bytes."]
    if told["soak"]:
        lines += [
            "",
            "| after the soak | table | indexes | dead | HOT |",
            "| --- |" + " ---: |" * 4,
        ]
        for run in told["soak"][-2:]:
            for one in run["tables"]:
                hot = one["hot_updates"] / one["updates"] if one["updates"] else 1
                lines.append(
                    f"| {run['hub']}: {one['relation']} | {one['table_bytes']:,} | "
                    f"{one['index_bytes']:,} | {one['dead']:,} | {hot:.0%} |"
                )
    return "\n".join(lines)
