"""Running pgbench: statement shapes alone, the mix, WAL of a transaction, and plans."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.hubs import switch
from servers import Database
from v1_hub.failure import Failure

FOLDER = Path(__file__).resolve().parent

READS = (
    "heartbeat_list",
    "mapping_join",
    "report_activity",
    "report_blocked",
    "report_seven_days",
    "result_by_allocation",
    "result_by_id",
    "usage_count",
    "usage_latest",
)
FOLDED = (
    "report_blocked",
    "report_seven_days",
    "result_by_allocation",
    "result_by_id",
    "result_insert",
    "result_update",
)
# A bar is about it with everything on, as one is about the mix: there bare triggers run beside.
BESIDE_BARE = ("usage_insert",)
# Shapes with a folded or history view beside the adopted ones: told, but held to no bar.
SEVERAL_VIEWS = ("submit", "slot_update")

# Two uses of a proxy an allocation, a sign of life for every second one; one allocation in six
# times out, as in the sample rows.
MIX = {"allocate": 24, "submit": 20, "expire": 4, "usage_insert": 40, "heartbeat": 12}

VARIABLES = """
SELECT
    (SELECT max(id) FROM v1_hub_proxies),
    (SELECT count(*) FROM v1_hub_work_slots),
    (SELECT count(*) FROM v1_hub_work_allocations),
    (SELECT count(*) FROM v1_hub_clients),
    (SELECT count(*) FROM v1_hub_test_keywords),
    (SELECT count(DISTINCT server_ip) FROM v1_hub_proxies),
    (SELECT count(*) FROM v1_hub_work_results)
"""
NAMES = ("proxies", "slots", "allocations", "clients", "keywords", "servers", "results")


def all_shapes() -> list[str]:
    """Reads first: while nothing has been written all hubs hold the same rows."""
    names = sorted(path.stem for path in FOLDER.glob("*.pgbench"))
    return sorted(names, key=lambda name: name not in READS)


def describe_shape(name: str) -> str:
    line = (FOLDER / f"{name}.pgbench").read_text().splitlines()[0]
    return re.sub(r"\s*Needs -D.*", "", line.removeprefix("-- "))


def read_variables(database: Database) -> dict[str, int]:
    return dict(zip(NAMES, map(int, database.query(VARIABLES)[0]), strict=True))


@dataclass(frozen=True)
class Ran:
    """What pgbench said."""

    tps: float
    latency_ms: float
    transactions: int
    failed: int
    stderr: str


def pgbench(
    database: Database,
    scripts: Sequence[str],
    variables: dict[str, int],
    *options: str,
    clients: int = 1,
    user: str = "hub_owner",
    environment: dict[str, str] | None = None,
) -> Ran:
    """Run scripts, each written as name or name@weight."""
    command = [database.server.program("pgbench"), "-n", "-M", "prepared"]
    command += ["-c", str(clients), "-j", str(min(clients, 2)), *options]
    for name, value in variables.items():
        command += ["-D", f"{name}={value}"]
    for script in scripts:
        name, _, weight = script.partition("@")
        command += ["-f", f"{FOLDER / name}.pgbench@{weight or 1}"]
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    done = subprocess.run(
        [*command, database.url(user)],
        capture_output=True,
        text=True,
        check=False,
        env={**clean, **(environment or {})},
    )
    tps = re.search(r"^tps = ([\d.]+) \(without", done.stdout, re.MULTILINE)
    count = re.search(r"actually processed: (\d+)", done.stdout)
    latency = re.search(r"^latency average = ([\d.]+)", done.stdout, re.MULTILINE)
    failed = re.search(r"failed transactions: (\d+)", done.stdout)
    if done.returncode or not (tps and count and latency):
        told = [line for line in done.stderr.splitlines() if "error" in line.lower()]
        raise Failure(
            f"pgbench failed: {', '.join(scripts)}",
            detail="\n".join(told[:4]) or done.stderr[-500:],
        )
    return Ran(
        float(tps[1]),
        float(latency[1]),
        int(count[1]),
        int(failed[1]) if failed else 0,
        done.stderr,
    )


def measure_wal(
    databases: dict[str, Database], shape: str, variables: dict[str, int]
) -> dict[str, float]:
    """Bytes of WAL a transaction; full-page images, which depend on checkpoints, aside."""
    transactions = 20 if shape.startswith("report_") or shape == "usage_count" else 200
    found = {}
    for hub, database in databases.items():
        pgbench(database, [shape], variables, "-t", "20")
        before = database.value("SELECT pg_current_wal_insert_lsn()::text")
        ran = pgbench(database, [shape], variables, "-t", str(transactions), "--random-seed=7")
        wal = database.value("SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), %s)", before)
        found[hub] = round(float(wal) / max(1, ran.transactions), 1)
    return found


def measure_all_wal(
    databases: dict[str, Database], shapes: Sequence[str], variables: dict[str, int]
) -> dict[str, dict[str, float]]:
    server = next(iter(databases.values())).server
    switch(server, "full_page_writes", "off")
    server.admin("CHECKPOINT")
    found = {}
    for shape in shapes:
        found[shape] = measure_wal(databases, shape, variables)
    switch(server, "full_page_writes", "on")
    return found


def explain(database: Database, shape: str, variables: dict[str, int]) -> str:
    """EXPLAIN (ANALYZE, BUFFERS) of all statements of one transaction, those of triggers too.

    It is the eighth transaction of a connection: by then prepared plans are what they will be.
    """
    options = {
        "session_preload_libraries": "auto_explain",
        "auto_explain.log_min_duration": "0",
        "auto_explain.log_analyze": "on",
        "auto_explain.log_buffers": "on",
        "auto_explain.log_triggers": "on",
        "auto_explain.log_nested_statements": "on",
        "auto_explain.log_level": "notice",
    }
    given = " ".join(f"-c {name}={value}" for name, value in options.items())
    environment = {"PGOPTIONS": given}
    ran = pgbench(database, [shape], variables, "-t", "8", user="postgres", environment=environment)
    plans = re.split(r"^NOTICE: +(?=duration:)", ran.stderr, flags=re.MULTILINE)[1:]
    last = plans[-max(1, -(-len(plans) // 8)) :]
    return "\n".join(plan.rstrip() for plan in last)
