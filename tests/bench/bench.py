"""make bench: how fast and how big the consolidated hub is, against the untouched one.

Copies of one reference hub on one throw-away server: untouched; control (untouched as well: how
far it is from 1 is what this machine cannot tell apart); adopted (installed, audit and merged
columns taken off again); all on (as installed); and, where a bar is about what is all on, bare
triggers (the least that could do it, on untouched tables). Every statement shape runs on each in
turn, several rounds, in shuffled order; what is compared is the same round of the same shape.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import signal
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from bench import growth, hubs, installs, ladder, shapes
from bench.report import write_page, write_report
from servers import Database, Server, find_servers
from v1_hub.failure import Failure

CLIENTS = (1, 8)
LOST = 0.9  # plans are shown of what falls below
ONLY = {"growth": growth, "ladder": ladder, "installs": installs}
TODAY = "SELECT init_daily_work_tracking()"  # a run may go on past midnight


def say(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)


def parse_options(argv: Sequence[str] | None = None) -> argparse.Namespace:
    def given(name: str, default: str) -> str:
        return os.environ.get(f"BENCH_{name}") or default

    parser = argparse.ArgumentParser(prog="make bench ARGS=...", description=__doc__)
    add = parser.add_argument
    add("--rows", type=int, default=given("ROWS", "1000000"), help="usage rows ($BENCH_ROWS)")
    add("--seconds", type=float, default=given("SECONDS", "2"), help="a run ($BENCH_SECONDS)")
    add("--rounds", type=int, default=given("ROUNDS", "5"), help="of each shape ($BENCH_ROUNDS)")
    add("--mix-seconds", type=float, help="a run of the mix (default: five times a shape's)")
    add("--shapes", default="", help="only these, comma-separated; mix for the mix alone")
    add("--server", default="pg18", help="pg18 (embedded, default), pg15, ...")
    add("--no-fsync", action="store_true", help="do not wait for the disk: what the CPU pays")
    add(
        "--ten-million",
        dest="only",
        action="store_const",
        const="installs",
        help="only: install and rollback of 10⁴ and of 10⁷ uses, beside what plan foretold",
    )
    add("--install-rows", default="10000,10000000", help="uses for --ten-million")
    add(
        "--growth",
        dest="only",
        action="store_const",
        const="growth",
        help="only: cost of an operation against rows, proxies",
    )
    add("--growth-rows", default="10000,100000,1000000", help="sizes for --growth")
    add("--soak", type=float, default=0, metavar="SECONDS", help="with --growth: the mix, so long")
    add(
        "--ladder",
        dest="only",
        action="store_const",
        const="ladder",
        help="only: a use and a folded read, part by part",
    )
    add("--report", action="store_true", help="only print and draw again what was measured")
    add("--write", action="store_true", help="put the report into docs/performance.md")
    add("--out", type=Path, default=shapes.FOLDER, help="folder of results.json and charts/")
    return parser.parse_args(argv)


def describe_machine() -> str:
    name = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        models = [line for line in info.read_text().splitlines() if line.startswith("model name")]
        name = models[0].split(":", 1)[1].strip() if models else name
    return f"{os.cpu_count()} × {name}"


def summarize(runs: dict[str, list[float]], hub: str) -> dict[str, float]:
    """The median of the rounds' ratios, and the spread from the worst round to the best."""
    ratios = [
        one / base for one, base in zip(runs[hub], runs[hubs.UNTOUCHED], strict=True) if base > 0
    ]
    return {
        "ratio": round(statistics.median(ratios), 3),
        "low": round(min(ratios), 3),
        "high": round(max(ratios), 3),
    }


def compare(
    databases: dict[str, Database],
    scripts: Sequence[str],
    variables: dict[str, int],
    clients: int,
    options: argparse.Namespace,
    seconds: float,
) -> dict[str, Any]:
    """Rounds of the same scripts on each hub; a first short one only warms up."""
    shuffled = random.Random(f"{scripts}{clients}")
    for database in databases.values():
        database.query(TODAY)
    runs: dict[str, list[float]] = {hub: [] for hub in databases}
    failed = dict.fromkeys(databases, 0)
    warm_up = [hub for hub in databases if clients == 1]
    for hub in warm_up:
        shapes.pgbench(databases[hub], scripts, variables, "-t", "10", "--random-seed=5")
    for turn in range(options.rounds):
        for hub in shuffled.sample(list(databases), len(databases)):
            ran = shapes.pgbench(
                databases[hub],
                scripts,
                variables,
                "-T",
                str(max(1, round(seconds))),
                f"--random-seed={turn + 1}",
                clients=clients,
            )
            runs[hub].append(ran.tps)
            failed[hub] += ran.failed
    return {
        "tps": {hub: round(statistics.median(tps), 2) for hub, tps in runs.items()},
        "runs": {hub: [round(one, 2) for one in tps] for hub, tps in runs.items()},
        "failed": failed,
        **{hub: summarize(runs, hub) for hub in databases if hub != hubs.UNTOUCHED},
    }


def try_each(
    names: Sequence[str], run: Callable[[str], dict[str, Any]]
) -> dict[str, dict[str, Any]]:
    """One shape that fails is told, and the others go on."""
    found = {}
    for number, name in enumerate(names, 1):
        try:
            found[name] = run(name)
        except Failure as failure:
            found[name] = {"error": f"{failure}: {failure.details.get('detail', '')}"}
        told = found[name].get("error") or "  ".join(
            f"{clients} clients: "
            + ", ".join(f"{hub} {one[hub]['ratio']:.2f}" for hub in hubs.ALL[1:] if hub in one)
            for clients, one in found[name]["clients"].items()
        )
        say(f"{number}/{len(names)} {name}: {told}")
    return found


def measure_shapes(
    databases: dict[str, Database], variables: dict[str, int], options: argparse.Namespace
) -> dict[str, dict[str, Any]]:
    names = options.shapes.split(",") if options.shapes else shapes.all_shapes()
    names = [name for name in names if name != "mix"]
    usual = {hub: database for hub, database in databases.items() if hub != hubs.BARE}

    def run(name: str) -> dict[str, Any]:
        if name not in shapes.READS:
            for database in databases.values():
                hubs.vacuum(database)
        found: dict[str, Any] = {"what": shapes.describe_shape(name), "clients": {}}
        for clients in CLIENTS:
            found["clients"][str(clients)] = compare(
                databases if name in shapes.BESIDE_BARE else usual,
                [name],
                variables,
                clients,
                options,
                options.seconds,
            )
        return found

    return try_each(names, run)


def explain_slow(
    databases: dict[str, Database], variables: dict[str, int], found: dict[str, dict[str, Any]]
) -> None:
    for name, shape in found.items():
        slow = [
            hub
            for hub in hubs.CONSOLIDATED
            if any(one[hub]["ratio"] < LOST for one in shape.get("clients", {}).values())
        ]
        if slow:
            shape["plans"] = {
                hub: shapes.explain(databases[hub], name, variables)
                for hub in (hubs.UNTOUCHED, *slow)
            }


def measure_mix(
    databases: dict[str, Database], variables: dict[str, int], options: argparse.Namespace
) -> dict[str, Any]:
    scripts = [f"{name}@{weight}" for name, weight in shapes.MIX.items()]
    seconds = options.mix_seconds or 5 * options.seconds
    server = next(iter(databases.values())).server
    for database in databases.values():
        hubs.vacuum(database)
    hubs.switch(server, "autovacuum", "on")
    found: dict[str, Any] = {"weights": shapes.MIX, "seconds": seconds, "clients": {}}
    for clients in CLIENTS:
        found["clients"][str(clients)] = compare(
            databases, scripts, variables, clients, options, seconds
        )
    hubs.switch(server, "autovacuum", "off")
    return found


def measure_install(server: Server, options: argparse.Namespace) -> list[dict[str, Any]]:
    found = []
    for rows in [rows for rows in (10_000, 100_000) if rows < options.rows]:
        database = hubs.new_reference(server, rows)
        installed = hubs.Installed().run(database)
        found.append({"rows": rows, **installed.seconds()})
        server.drop(database)
        say(f"install with {rows} usage rows: {found[-1]['total']:.2f} s")
    return found


def measure(server: Server, options: argparse.Namespace) -> dict[str, Any]:
    began = time.monotonic()
    say(f"building a hub of {options.rows} usage rows on {server.id}")
    reference = hubs.new_reference(server, options.rows)
    say(f"built in {time.monotonic() - began:.0f} s; copying and installing")
    databases = {hub: server.create(reference.name) for hub in hubs.ALL}
    runs = measure_install(server, options)
    installed = hubs.Installed().run(databases[hubs.ALL_ON])
    runs.append({"rows": options.rows, **installed.seconds()})
    runs.sort(key=lambda one: int(one["rows"]))
    say(f"install with {options.rows} usage rows: {installed.seconds()['total']:.2f} s")
    hubs.Installed().run(databases[hubs.ADOPTED])
    hubs.leave_only_adoption(databases[hubs.ADOPTED])
    hubs.add_bare_triggers(databases[hubs.BARE])
    hubs.rebuild_copied(reference)
    for database in databases.values():
        hubs.vacuum(database)
    sizes = {
        hubs.UNTOUCHED: hubs.measure_sizes(databases[hubs.UNTOUCHED]),
        hubs.REBUILT: hubs.measure_sizes(reference),
        hubs.ALL_ON: hubs.measure_sizes(databases[hubs.ALL_ON]),
    }
    server.drop(reference)
    variables = shapes.read_variables(databases[hubs.UNTOUCHED])
    found = measure_shapes(databases, variables, options)
    say("plans, WAL")
    explain_slow(databases, variables, found)
    wal = shapes.measure_all_wal(
        {hub: databases[hub] for hub in (hubs.UNTOUCHED, *hubs.CONSOLIDATED)},
        [name for name in found if "error" not in found[name]],
        variables,
    )
    for name, told in wal.items():
        found[name]["wal"] = told
    mix = {}
    if not options.shapes or "mix" in options.shapes.split(","):
        say("the mix")
        mix = measure_mix(databases, variables, options)
    return {
        "hubs": hubs.MEANS,
        "variables": variables,
        "shapes": found,
        "mix": mix,
        "sizes": sizes,
        "install": runs,
        "minutes": round((time.monotonic() - began) / 60, 1),
    }


def describe_run(server: Server, options: argparse.Namespace) -> dict[str, Any]:
    with server_connection(server) as conn:
        row = conn.execute("SHOW server_version").fetchone()
    return {
        "when": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "machine": describe_machine(),
        "postgresql": row[0].split()[0] if row else "",
        "rows": options.rows,
        "seconds": options.seconds,
        "rounds": options.rounds,
        "settings": {**hubs.SETTINGS, "fsync": "off" if options.no_fsync else "on"},
        "load_before": round(os.getloadavg()[0], 2),
    }


def server_connection(server: Server) -> Any:
    return Database(server, "postgres").connect("postgres")


def main(argv: Sequence[str] | None = None) -> int:
    options = parse_options(argv)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended"))  # and so the server is stopped
    results = options.out / f"{options.only or 'results'}.json"
    only = ONLY.get(options.only)
    if not options.report:
        found = find_servers()
        if options.server not in found:
            print(f"no {options.server} here, only {', '.join(found)}", file=sys.stderr)
            return 1
        began = time.monotonic()
        with hubs.bench_server(
            options.server, found[options.server], fsync=not options.no_fsync
        ) as server:
            told = describe_run(server, options)
            told |= only.measure(server, options, say) if only else measure(server, options)
        told["minutes"] = round((time.monotonic() - began) / 60, 1)
        options.out.mkdir(parents=True, exist_ok=True)
        results.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
    told = json.loads(results.read_text())
    report = only.describe(told) if only else write_report(told, options.out)
    print(report)
    if options.write and not only:
        write_page(report)
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failure as failure:
        sys.exit(f"{failure}\n{failure.details.get('detail', '')}")
