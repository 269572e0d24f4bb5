"""How long a client waits at most while the hub is consolidated and given back, and for what.

    .venv/bin/python tests/bench/stall.py [--rows N] [--servers pg15,pg18] [--clients 4]
        [--others 20000]

The mix runs through install (cut-over and finish) and rollback, with fsync on. Told for each stage:
the longest transaction of a client, the longest in an equally long time before it, transactions
and failures; then the seconds for which the cut-over held its locks.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parents[2])]

from bench import shapes  # noqa: E402
from bench.hubs import bench_server, new_reference  # noqa: E402
from servers import Database, find_servers  # noqa: E402

# What the rest of a large database is to ours: tables, views and functions.
OTHERS = """
DO $$
BEGIN
    FOR i IN {first}..{last} LOOP
        EXECUTE format('CREATE TABLE other_%s (id integer PRIMARY KEY, n integer)', i);
        EXECUTE format('CREATE VIEW other_view_%s AS SELECT * FROM other_%s', i, i);
        EXECUTE format('CREATE FUNCTION other_%s() RETURNS integer RETURN 1', i);
    END LOOP;
END $$
"""

INSTALLER = [sys.executable, str(Path(__file__).resolve().parents[2] / "install.py")]
QUIET = 5.0


def add_others(database: Database, count: int) -> None:
    for first in range(1, count + 1, 200):  # a table of locks holds those of so many
        database.query(OTHERS.format(first=first, last=min(first + 199, count)))
    database.query("VACUUM ANALYZE", user="postgres")


def start_clients(database: Database, clients: int, folder: str) -> subprocess.Popen[str]:
    command = [database.server.program("pgbench"), "-n", "-M", "prepared", "-c", str(clients)]
    command += ["-j", "1", "-T", "3600", "-l", "--log-prefix", f"{folder}/log"]
    for name, value in shapes.read_variables(database).items():
        command += ["-D", f"{name}={value}"]
    for shape, weight in shapes.MIX.items():
        command += ["-f", f"{shapes.FOLDER / shape}.pgbench@{weight}"]
    return subprocess.Popen(
        [*command, database.url()], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def longest(folder: str, begun: float, ended: float) -> tuple[float, int]:
    """The longest transaction, in seconds, that ran between the two, and how many ended there."""
    waits = [0.0]
    for log in Path(folder).glob("log*"):
        for line in log.read_text().splitlines():
            if len(fields := line.split()) < 6:
                continue  # pgbench was stopped while it wrote this
            latency, epoch, micros = fields[2], fields[4], fields[5]
            end = int(epoch) + int(micros) / 1e6
            if begun <= end and end - int(latency) / 1e6 <= ended:
                waits.append(int(latency) / 1e6)
    return max(waits), len(waits) - 1


def measure(database: Database, clients: int) -> None:
    database.query("SELECT init_daily_work_tracking()")
    with tempfile.TemporaryDirectory() as folder:
        running = start_clients(database, clients, folder)
        stages = {}
        told = ""
        for command in ("install", "rollback"):
            time.sleep(QUIET)
            begun = time.time()
            ran = subprocess.run(
                [*INSTALLER, command, "--yes", "--database-url", database.url()],
                capture_output=True,
                text=True,
                check=False,
            )
            if ran.returncode:
                running.kill()
                sys.exit(f"{command} failed\n{ran.stdout}{ran.stderr}")
            told = told or "".join(re.findall(r"locks were held for ([\d.]+) s", ran.stdout))
            stages[command] = (begun, time.time())
        time.sleep(1)
        failed = running.poll() is not None
        running.terminate()
        _, errors = running.communicate()
        aborted = [line for line in errors.splitlines() if "aborted" in line or "error" in line]
        for command, (begun, ended) in stages.items():
            before, _ = longest(folder, begun - QUIET, begun)
            during, count = longest(folder, begun, ended)
            print(
                f"  {command}: {ended - begun:.1f} s, {count:,} transactions;"
                f" longest {during:.3f} s (in the {QUIET:.0f} s before: {before:.3f} s)"
            )
        print(f"  locks held for {told} s; clients that gave up: {len(aborted) or int(failed)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=20_000, help="rows of usage")
    parser.add_argument("--servers", default="pg15,pg18")
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--others", type=int, default=0, help="tables, views, functions beside it")
    options = parser.parse_args()
    for name in options.servers.split(","):
        with bench_server(name, find_servers()[name], fsync=True) as server:
            print(f"{name}, {options.rows:,} uses, {options.clients} clients")
            database = new_reference(server, options.rows)
            add_others(database, options.others)
            measure(database, options.clients)


if __name__ == "__main__":
    main()
