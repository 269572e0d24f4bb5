"""Runs pgTAP through pg_prove on every PostgreSQL found: prove.py [FILE ...].

The tests run as a superuser in a database with the consolidated reference hub, which an ordinary
role owns; pgTAP itself is loaded into schema tap, as plain SQL, so it needs no extension.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from servers import Database, find_servers, running_server

HERE = Path(__file__).resolve().parent.parent


def load_pgtap(database: Database) -> None:
    scripts = sorted(Path("/usr/share/postgresql").glob("*/extension/pgtap.sql"))
    if not scripts:
        sys.exit("pgTAP is missing: run tests/need_packages pg_prove")
    with database.connect("postgres") as conn:
        conn.execute("CREATE SCHEMA tap")
        conn.execute("GRANT USAGE ON SCHEMA tap TO PUBLIC")
        conn.execute("SET search_path = tap")
        conn.execute(scripts[-1].read_bytes())
        conn.execute(f'ALTER DATABASE {database.name} SET search_path = "$user", public, tap')


def prove(database: Database, files: list[str]) -> tuple[int, bool]:
    """The number of tests that ran, and whether all passed."""
    connection = {
        "PGHOST": str(database.server.local.socket_dir),
        "PGPORT": "5432",
        "PGDATABASE": database.name,
        "PGUSER": "postgres",
        "PGOPTIONS": "-c client_min_messages=warning",
    }
    command = ["pg_prove", "--ext", ".sql", "--recurse", "--nocount", "--failures", "--comments"]
    psql = ["--psql-bin", database.server.program("psql")]
    done = subprocess.run(
        [*command, *psql, *files],
        env={**os.environ, **connection},
        cwd=HERE,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    print(done.stdout, end="", flush=True)
    told = re.search(r"^Files=\d+, Tests=(\d+)", done.stdout, re.MULTILINE)
    tests = int(told[1]) if told else 0
    return tests, done.returncode == 0 and tests > 0


def prove_on(name: str, bindir: Path, files: list[str]) -> tuple[int, bool]:
    with running_server(name, bindir) as server:
        database = server.hub(consolidated=True)
        load_pgtap(database)
        print(f"pgTAP on {name} ({bindir})", flush=True)
        return prove(database, files or ["pgtap"])


def main(files: list[str]) -> None:
    servers = find_servers()
    with ProcessPoolExecutor() as pool:
        proved = pool.map(prove_on, servers, servers.values(), [files] * len(servers))
    told = dict(zip(servers, proved, strict=True))
    if failed := [name for name, (_, passed) in told.items() if not passed]:
        sys.exit(f"pgTAP failed, or ran no test, on {', '.join(failed)}")
    print(f"pgTAP: {sum(tests for tests, _ in told.values())} passed, 0 failed")


if __name__ == "__main__":
    main(sys.argv[1:])
