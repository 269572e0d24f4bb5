"""A consolidated hub survives pg_dump and a restore into an empty database."""

from __future__ import annotations

import subprocess
from pathlib import Path

from conftest import RunInstall
from servers import Database


def test_restored_dump_verifies_and_rolls_back(
    hub_db: Database, database: Database, run_install: RunInstall, tmp_path: Path
) -> None:
    hub_db.query("INSERT INTO v1_hub_proxy_usage (proxy_id) VALUES (1)")
    dump = tmp_path / "hub.sql"
    server = hub_db.server
    pg_dump = [server.program("pg_dump"), "-d", hub_db.url("postgres"), "-f", str(dump)]
    subprocess.run(pg_dump, check=True)
    database.query("DROP SCHEMA public", user="postgres")
    database.query("CREATE SCHEMA public AUTHORIZATION hub_owner", user="postgres")
    psql = [server.program("psql"), "-qX", "-v", "ON_ERROR_STOP=1", "-d", database.url("postgres")]
    restored = subprocess.run([*psql, "-f", str(dump)], capture_output=True, text=True, check=False)
    assert restored.returncode == 0, restored.stderr
    assert run_install(database, "verify").status == 0
    for relation in ("v1_hub_proxy_usage", "v1_hub_work_results", "v1_hub_work_slots_history"):
        count = f"SELECT count(*), sum(hashtextextended(t::text, 0)) FROM {relation} AS t"
        assert database.query(count) == hub_db.query(count)
    rolled_back = run_install(database, "rollback")
    assert rolled_back.status == 0, rolled_back.err
    assert run_install(database, "install").status == 0
