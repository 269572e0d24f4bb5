"""Instructions of one statement on each hub: what a busy or a slow machine does not change.

    PYTHONPATH=.:tests .venv/bin/python -m bench.instructions [--server pg15]

Needs valgrind. The statement runs FEW and MANY times in a single-user server under callgrind; the
difference, by statement, is what one costs once its plan is kept. In it are parser, executor,
triggers and commit; not the protocol, the disk, other clients. The merged columns are noted, not
applied: under callgrind a second is too short.
"""

from __future__ import annotations

import argparse
import random
import re
import subprocess
import tempfile
from pathlib import Path

from bench import audit_bench, hubs
from servers import Database, Server, find_servers

FEW, MANY = 400, 1000

Made = dict[str, Database]


def use(table: str) -> list[str]:
    """A use of a proxy, as usage_insert.pgbench has it."""
    return [
        f"PREPARE one (int, int) AS INSERT INTO {table} "
        "(proxy_id, keyword_id, used_ip, success, response_time_ms) "
        "VALUES ($1, 1, '198.51.100.7', $2 > 200, $2) RETURNING *",
        "EXECUTE one ({proxy}, {elapsed})",
    ]


def beat(table: str) -> list[str]:
    """A heartbeat, as heartbeat.pgbench has it."""
    return [
        f"PREPARE one (int) AS UPDATE {table} SET remote_ip = '203.0.113.' || $1, "
        "updated_at = now() WHERE name = 'server-' || $1 RETURNING *",
        "EXECUTE one ({server})",
    ]


def update(table: str) -> list[str]:
    statement = "UPDATE {t} SET status = 's' || $1, completed_at = now(), proxy_id = proxy_id + 1"
    return [f"PREPARE one (int) AS {statement.format(t=table)} WHERE id = $1", "EXECUTE one ({n})"]


def insert(table: str) -> list[str]:
    statement = audit_bench.ONE["INSERT"].format(t=table).rstrip(";")
    return [f"PREPARE one AS {statement}", "EXECUTE one"]


def make_hubs(server: Server) -> Made:
    made = {
        hubs.UNTOUCHED: server.hub(consolidated=False, sample_rows=2000),
        hubs.BARE: server.hub(consolidated=False, sample_rows=2000),
        hubs.ADOPTED: server.hub(consolidated=True, sample_rows=2000),
        hubs.ALL_ON: server.hub(consolidated=True, sample_rows=2000),
    }
    hubs.add_bare_triggers(made[hubs.BARE])
    hubs.leave_only_adoption(made[hubs.ADOPTED])
    view = made[hubs.ALL_ON].value("SELECT pg_get_viewdef('v1_hub.proxy_due'::regclass)")
    assert "'00:00:01'" in view
    rarely = view.replace("'00:00:01'", "'01:00:00'")
    made[hubs.ALL_ON].query(f"CREATE OR REPLACE VIEW v1_hub.proxy_due AS {rarely}")
    return made


def count(server: Server, data: Path, database: str, statements: list[str], times: int) -> int:
    """Instructions of a server that starts, runs the statement so many times, and ends."""
    chosen = random.Random(1)
    lines = ["SET search_path = public", statements[0]]
    for n in range(1, times + 1):
        values = {"n": n, "proxy": chosen.randint(1, 50), "elapsed": chosen.randint(90, 3000)}
        values["server"] = chosen.randint(1, 10)
        lines.append(statements[1].format(**values))
    with tempfile.TemporaryDirectory(dir=data.parent) as folder:
        Path(folder).chmod(0o711)
        subprocess.run(["cp", "-a", data, folder], check=True)
        callgrind = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"]
        postgres = [server.program("postgres"), "--single", "-D", f"{folder}/{data.name}"]
        settings = ["-c", "jit=off", "-c", "autovacuum=off", "-c", "fsync=off", database]
        ran = subprocess.run(
            [*callgrind, *postgres, *settings],
            input="\n".join(lines) + "\n",
            capture_output=True,
            text=True,
            cwd=folder,
            check=True,
            **server.local.account,
        )
    told = re.search(r"Collected : (\d+)", ran.stderr)
    if not told or "ERROR" in ran.stderr:
        raise SystemExit(ran.stderr)
    return int(told[1])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--server", default="pg18")
    server_id = parser.parse_args().server
    with hubs.bench_server(server_id, find_servers()[server_id], fsync=False) as server:
        made = make_hubs(server)
        tables = audit_bench.prepare(server)
        for database in (*made.values(), tables):
            hubs.vacuum(database)
        server.local.stop()
        wanted: list[tuple[str, str, str, list[str]]] = [
            (title, kind, hub.name, statements)
            for title, statements in (
                ("a use", use("v1_hub_proxy_usage")),
                ("a beat", beat("v1_hub_proxy_heartbeat")),
            )
            for kind, hub in made.items()
        ]
        for title, statement in (("INSERT", insert), ("UPDATE", update)):
            wanted += [(title, kind, tables.name, statement(kind)) for kind in audit_bench.KINDS]
        for title, kind, name, statements in wanted:
            few, many = (
                count(server, server.local.data, name, statements, times) for times in (FEW, MANY)
            )
            each = (many - few) / (MANY - FEW)
            print(f"{title:8} {kind:14} {each / 1000:7.1f} thousand instructions", flush=True)


if __name__ == "__main__":
    main()
