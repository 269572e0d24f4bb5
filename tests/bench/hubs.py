"""The hubs that are compared: copies of one reference hub, on one throw-away server."""

from __future__ import annotations

import contextlib
import io
import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from servers import OWNER, REPORTER, Database, Server, apply_reference
from v1_hub import cli
from v1_hub.failure import Failure
from v1_hub.server import LocalServer

UNTOUCHED, CONTROL, ADOPTED, ALL_ON = "untouched", "control", "adopted", "all on"
BARE = "bare triggers"  # beside the others where a bar is about what is all on
HUBS = (UNTOUCHED, CONTROL, ADOPTED, ALL_ON)
ALL = (*HUBS, BARE)
CONSOLIDATED = (ADOPTED, ALL_ON)
REBUILT = "untouched, the two copied tables written anew"

Say = Callable[[str], None]  # tells who waits

# A quarter of the memory, up to what all hubs together need: they must not crowd each other out.
MEMORY = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")

# As -c options these could not be changed while the server runs; what is, is in SWITCHED.
SETTINGS = {
    "shared_buffers": f"{min(4096, MEMORY // 4 >> 20)}MB",
    "max_connections": "40",
    "max_wal_size": "8GB",
    "checkpoint_timeout": "30min",
    "work_mem": "16MB",
    "maintenance_work_mem": "256MB",
    "wal_level": "replica",
}
SWITCHED = {"autovacuum": "off", "full_page_writes": "on"}

# What "adopted" leaves away. The history trigger of the untouched hub has its heir left to it:
# without it a change of a slot would be measured that writes no history at all.
WITHOUT_AUDIT = """
SELECT t.table_name, v1_hub.audit_disable(c.oid)
FROM v1_hub.audit_tables AS t
INNER JOIN pg_namespace AS n ON n.nspname = t.schema_name
INNER JOIN pg_class AS c ON c.relnamespace = n.oid AND c.relname = t.table_name
WHERE t.enabled AND t.table_name <> 'v1_hub_work_slots'
"""
MEANS = {
    UNTOUCHED: "the reference hub",
    CONTROL: "the reference hub once more: how far it is from 1 is chance",
    ADOPTED: (
        "installed like the other, then v1_hub.audit_disable() on every table but "
        "v1_hub_work_slots (whose history the untouched hub writes, too), and "
        "v1_hub.summary_disable()"
    ),
    ALL_ON: "as `install` leaves it: audit and merged columns on, all phases",
    BARE: (
        "the reference hub with the least that could write history and summaries "
        "(tests/bench/bare_triggers.sql), safe from nothing: what any such hub pays"
    ),
}

SIZES = """
WITH audit AS (SELECT relid FROM pg_partition_tree(to_regclass('public.v1_hub_audit_log')))
SELECT
    n.nspname AS schema,
    c.relname AS name,
    coalesce(t.relname, c.relname) AS table_name,
    c.relkind = 'i' AS is_index,
    CASE WHEN c.relkind = 'i' THEN pg_relation_size(c.oid) ELSE pg_table_size(c.oid) END AS bytes,
    CASE
        WHEN n.nspname = 'v1_hub_retired' THEN 'originals'
        WHEN coalesce(t.oid, c.oid) IN (TABLE audit) THEN 'audit log'
        WHEN coalesce(t.relname, c.relname) IN ('v1_hub_work_slots_history', 'work_slots_history')
            THEN 'history'
        WHEN n.nspname = 'v1_hub' AND NOT EXISTS (
            SELECT 1 FROM pg_inherits AS h WHERE h.inhrelid = coalesce(t.oid, c.oid)
        )
            THEN 'registry'
        ELSE 'hub'
    END AS part
FROM pg_class AS c
INNER JOIN pg_namespace AS n ON n.oid = c.relnamespace
LEFT JOIN pg_index AS i ON i.indexrelid = c.oid
LEFT JOIN pg_class AS t ON t.oid = i.indrelid
WHERE
    n.nspname IN ('public', 'v1_hub', 'v1_hub_retired') AND c.relkind IN ('r', 'i', 'm')
ORDER BY part, table_name, is_index, name
"""


@contextlib.contextmanager
def bench_server(name: str, bindir: Path, *, fsync: bool) -> Iterator[Server]:
    folder = Path(tempfile.mkdtemp(prefix=f"v1_hub_bench_{name}_"))
    folder.chmod(0o711)
    server = Server(name, LocalServer(folder, bindir))
    try:
        server.local.start({**SETTINGS, "fsync": "on" if fsync else "off"})
        for role in (f"{OWNER} LOGIN", REPORTER):
            server.admin(f"CREATE ROLE {role}")
        for setting, value in SWITCHED.items():
            switch(server, setting, value)
        yield server
    finally:
        with contextlib.suppress(Failure):
            server.local.stop()
        shutil.rmtree(folder, ignore_errors=True)


def switch(server: Server, setting: str, value: str) -> None:
    server.admin(f"ALTER SYSTEM SET {setting} = '{value}'")
    server.admin("SELECT pg_reload_conf()")
    time.sleep(0.2)  # until the reload has come to pass


def new_reference(server: Server, rows: int) -> Database:
    """A reference hub with that many usage rows, and what follows from it."""
    database = server.create()
    apply_reference(database, rows)
    vacuum(database)
    return database


def vacuum(database: Database, options: str = "ANALYZE") -> None:
    with database.connect("postgres") as conn:
        conn.execute(f"VACUUM ({options})".encode())


class Installed:
    """What an install took, as it tells itself."""

    def __init__(self) -> None:
        self.told: dict[str, Any] = {}

    def run(self, database: Database, *argv: str) -> Installed:
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            status = cli.main(["install", "--json", "--database-url", database.url(), *argv])
        if status != 0:
            raise Failure("the reference hub was not consolidated", detail=out.getvalue())
        self.told = json.loads(out.getvalue())
        return self

    def seconds(self) -> dict[str, float]:
        """In all; how long locks were held; what came before the finish, and the finish."""
        total, first = float(self.told["seconds"]), float(self.told["cut_over_seconds"])
        return {
            "total": total,
            "locked": float(self.told["locked_seconds"]),
            "prepare and cut over": first,
            "finish": round(total - first, 3),
        }


def leave_only_adoption(database: Database) -> None:
    with database.connect() as conn:
        conn.execute(WITHOUT_AUDIT.encode())
        conn.execute("SELECT v1_hub.summary_disable()")


def add_bare_triggers(database: Database) -> None:
    database.query((Path(__file__).parent / "bare_triggers.sql").read_text())
    with database.connect("postgres") as conn:
        conn.execute("VACUUM (FULL, ANALYZE) v1_hub_proxies")


def rebuild_copied(database: Database) -> None:
    """To tell what folding saves from what writing a table and its indexes anew does."""
    with database.connect("postgres") as conn:
        for table in ("v1_hub_work_results", "v1_hub_work_slots_history"):
            conn.execute(f"VACUUM (FULL, ANALYZE) {table}".encode())


def measure_sizes(database: Database) -> list[dict[str, Any]]:
    names = ("schema", "name", "table", "is_index", "bytes", "part")
    return [dict(zip(names, row, strict=True)) for row in database.query(SIZES, user="postgres")]
