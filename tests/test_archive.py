"""A sealed month of the audit log on another server: the recipe of docs/audit.md, as printed."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest

from conftest import RunInstall
from servers import OWNER, Database, Server, assert_verified, running_server
from test_docs import ROOT, read_blocks, shell

SECTION = ("## A month that moves to another server", "## Append-only")
LOG = "v1_hub_audit_log"


def follow(hub: Database, archive: Database, month: str, end: str, folder: Path) -> None:
    """Every block of the recipe, for a month (2026_05) that ends before `end` (2026-06-01)."""
    page = ROOT / "docs" / "audit.md"
    section = page.read_text("utf-8").partition(SECTION[0])[2].partition(SECTION[1])[0]
    there = dict(word.split("=", 1) for word in archive.url("postgres").split())
    for block in (b for b in read_blocks(page) if f"```{b.language}\n{b.text}\n```" in section):
        text = block.text
        for printed, real in (
            ("2026_05", month),
            ("2026-05-01", month.replace("_", "-") + "-01"),
            ("2026-06-01", end),
            (" PASSWORD '…'", ""),
            ("password '…'", "password_required 'false'"),
            ("host 'archive.example', dbname 'archive'",
             f"host '{there['host']}', port '{there['port']}', dbname '{archive.name}'"),
        ):  # fmt: skip
            text = text.replace(printed, real)
        if block.language == "console":
            for line in text.splitlines():
                command = line.removeprefix("$ ").replace("$ARCHIVE", archive.url("postgres"))
                ran = shell(command, hub, folder)
                assert (ran.returncode, ran.stderr) == (0, ""), line
        elif text.startswith("-- On the archive"):
            archive.query(text, user="postgres")
        else:
            hub.query(text, user="postgres" if "as a superuser" in text else OWNER)


def test_a_sealed_month_moves_and_stays_readable(
    legacy_db: Database, server: Server, run_install: RunInstall, tmp_path: Path
) -> None:
    # Whatever day it is: a month of history that is long over.
    legacy_db.query(
        "UPDATE v1_hub_work_slots_history SET changed_at = changed_at - interval '70 days'"
    )
    hub = legacy_db
    assert run_install(hub, "install").status == 0
    hub.query("SELECT v1_hub.audit_seal()")
    name, end, rows = hub.query(
        "SELECT partition_name, closed_at::date::text, row_count FROM v1_hub.audit_seals "
        "WHERE row_count > 0 ORDER BY id LIMIT 1"
    )[0]
    month = name.removeprefix(f"{LOG}_")
    start = month.replace("_", "-") + "-01"
    seen = {
        query: hub.query(query)
        for query in (
            f"SELECT count(*), md5(string_agg(l::text, ',' ORDER BY id)) FROM {LOG} AS l",
            f"SELECT md5(string_agg(l, '')) FROM v1_hub.audit_export('{start}') AS l",
            "SELECT count(*), md5(string_agg(h::text, ',' ORDER BY id)) "
            "FROM v1_hub_work_slots_history AS h",
            "SELECT count(*) FROM v1_hub.row_history('v1_hub_work_slots', 1)",
            "SELECT count(*) FROM v1_hub.audit_check()",
        )
    }
    with running_server(server.id, server.local.bindir) as elsewhere:
        archive = elsewhere.create()
        follow(hub, archive, month, end, tmp_path)
        assert archive.value(f"SELECT count(*) FROM v1_hub.{name}", user="postgres") == rows
        kind = f"SELECT relkind FROM pg_class WHERE oid = 'v1_hub.{name}'::regclass"
        assert hub.value(kind) == "f"
        for query, told in seen.items():
            assert hub.query(query) == told, query

        # Refused in the hub, whatever the archive would allow.
        elsewhere.admin("ALTER ROLE archive_reader SUPERUSER")
        for query, state in (
            (f"UPDATE v1_hub.{name} SET changed_by = 'x'", "42501"),
            (f"DELETE FROM v1_hub.{name}", "42501"),
            (f"TRUNCATE v1_hub.{name}", "55000"),
            (f"TRUNCATE {LOG}", "42501"),
        ):
            with pytest.raises(psycopg.Error) as refused:
                hub.query(query)
            assert refused.value.sqlstate == state, query
        hub.query("INSERT INTO v1_hub_work_slots_history (work_slot_id, operation, changed_at) "
                     "VALUES (1, 'LATE', %s)", f"{start}")  # fmt: skip
        assert hub.value(f"SELECT count(*) FROM v1_hub.{name}") == rows
        hub.query("SELECT v1_hub.audit_upkeep()")
        assert hub.query("SELECT * FROM v1_hub.audit_seal()") == []

        # Over a rollback and the next install.
        assert_verified(hub)
        for command in ("rollback", "install"):
            ran = run_install(hub, command, "--yes")
            assert ran.status == 0, ran.out + ran.err
        assert hub.query("SELECT * FROM v1_hub.audit_check()") == []
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            hub.query(f"DELETE FROM v1_hub.{name}")

        # What is altered over there is found; what is as sealed may be forgotten here.
        digit = f"SELECT min(id) FROM v1_hub.{name}"
        first = archive.value(digit, user="postgres")
        change = f"UPDATE v1_hub.{name} SET changed_by = %s WHERE id = %s RETURNING changed_by"
        before = archive.value(f"SELECT changed_by FROM v1_hub.{name} WHERE id = %s", first,
                               user="postgres")  # fmt: skip
        archive.query(change, "x", first, user="postgres")
        assert hub.query("SELECT * FROM v1_hub.audit_check()") == [(name, first, "altered")]
        archive.query(change, before, first, user="postgres")
        assert hub.query("SELECT partition_name, row_count FROM v1_hub.audit_retain('0 days')")
        assert hub.value(f"SELECT to_regclass('v1_hub.{name}')") is None
        assert archive.value(f"SELECT count(*) FROM v1_hub.{name}", user="postgres") == rows
        assert_verified(hub)
