"""Installs of small and big hubs: locks, time and disk, beside what plan foretold."""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import threading
from typing import Any

from bench import hubs
from servers import Database, Server
from v1_hub import cli

SAMPLE = 300_000  # uses that are made one by one; what is more are copies of these
MOST_RESULTS = 1_000_000

COLUMNS = """
SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum)
FROM pg_attribute
WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped
    AND attgenerated = '' AND attname <> 'id'
"""


def new_hub(server: Server, rows: int) -> Database:
    """A hub of so many uses, and of a million results at most."""
    database = hubs.new_reference(server, min(rows, SAMPLE))
    results = int(database.value("SELECT count(*) FROM v1_hub_work_results"))
    multiply(database, "v1_hub_proxy_usage", rows)
    multiply(
        database, "v1_hub_work_results", min(results * rows // min(rows, SAMPLE), MOST_RESULTS)
    )
    hubs.vacuum(database)
    database.query("CHECKPOINT", user="postgres")
    return database


def multiply(database: Database, table: str, rows: int) -> None:
    """The table's own rows over again, past its triggers and foreign keys, which they pass."""
    columns = database.value(COLUMNS, table)
    with database.connect("postgres") as conn:
        conn.execute("SET session_replication_role = replica")
        there = conn.execute(f"SELECT count(*) FROM {table}".encode()).fetchone()
        left = rows - (there[0] if there else 0)
        while left > 0:
            copy = f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {table} LIMIT {left}"
            left -= conn.execute(copy.encode()).rowcount


class Disk:
    """The most disk that a database took while something ran, and the WAL that it wrote."""

    def __init__(self, database: Database) -> None:
        self.database, self.over = database, threading.Event()
        self.before = self.most = self.after = self.wal = 0

    def _read(self) -> int:
        return int(self.database.value("SELECT pg_database_size(current_database())"))

    def _written(self) -> int:
        return int(self.database.value("SELECT pg_current_wal_lsn() - '0/0'", user="postgres"))

    def _watch(self) -> None:
        while not self.over.wait(1):
            self.most = max(self.most, self._read())

    def __enter__(self) -> Disk:
        self.before = self.most = self._read()
        self.wal = self._written()
        self.thread = threading.Thread(target=self._watch)
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self.thread.join()
        self.after = self._read()
        self.most = max(self.most, self.after)
        self.wal = self._written() - self.wal


def tell(database: Database, *argv: str) -> dict[str, Any]:
    """What a command says in JSON."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        cli.main([*argv, "--json", "--database-url", database.url()])
    told: dict[str, Any] = json.loads(out.getvalue())
    return told


FORETELL = {"install": ["plan"], "rollback": ["rollback", "--dry-run"]}


def run(database: Database, command: str) -> dict[str, Any]:
    foretold = tell(database, *FORETELL[command])["estimate"]
    with Disk(database) as disk:
        told = tell(database, command, "--yes")
    return {
        "foretold": foretold,
        "seconds": told["seconds"],
        "locked_seconds": told["locked_seconds"],
        "bytes": {"before": disk.before, "most": disk.most, "after": disk.after, "wal": disk.wal},
    }


def measure(server: Server, options: argparse.Namespace, say: hubs.Say) -> dict[str, Any]:
    found: list[dict[str, Any]] = []
    hubs.switch(server, "autovacuum", "on")
    for rows in sorted(int(rows) for rows in options.install_rows.split(",")):
        say(f"building a hub of {rows} usage rows")
        database = new_hub(server, rows)
        results = database.value("SELECT count(*) FROM v1_hub_work_results")
        for command in FORETELL:
            found.append({"rows": rows, "results": results, "command": command})
            say(f"{command} with {rows} usage rows")
            found[-1] |= run(database, command)
            say(f"{found[-1]['seconds']:.1f} s, locks {found[-1]['locked_seconds']:.3f} s")
        server.drop(database)
    return {"runs": found}


def describe(told: dict[str, Any]) -> str:
    """A table in Markdown: measured, and in brackets what was foretold."""
    lines = [
        f"PostgreSQL {told['postgresql']}, {told['machine']}, fsync {told['settings']['fsync']}, "
        f"load before {told['load_before']}",
        "",
        "| command | uses | results | locked, s | total, s | MB more at most | more after | WAL |",
        "| --- |" + " ---: |" * 7,
    ]
    for one in told["runs"]:
        said, size = one["foretold"], one["bytes"]
        more = {name: (size[name] - size["before"]) / 1e6 for name in ("most", "after")}
        now, wal = said["bytes_now"], said["wal_bytes"]
        lines.append(
            f"| {one['command']} | {one['rows']:,} | {one['results']:,} "
            f"| {one['locked_seconds']:.2f} ({said['locked_seconds']:.2f}) "
            f"| {one['seconds']:,.0f} ({said['seconds']:,.0f}) "
            f"| {more['most']:,.0f} ({(said['bytes_peak'] - now - wal) / 1e6:,.0f}) "
            f"| {more['after']:,.0f} ({(said['bytes_after'] - now) / 1e6:,.0f}) "
            f"| {size['wal'] / 1e6:,.0f} ({wal / 1e6:,.0f}) |"
        )
    return "\n".join(lines)
