"""Keeps a small hub as this version of the package leaves it, for tests of upgrades (make kept).

The dump is written by the oldest PostgreSQL found, so that every other one restores it.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from servers import apply_reference, find_servers, running_server
from v1_hub import __version__, cli

KEPT = Path(__file__).resolve().parent / "kept"
SAMPLE_ROWS = 12


def main() -> None:
    name, bindir = next(iter(find_servers().items()))
    with running_server(name, bindir) as server:
        hub = server.create()
        apply_reference(hub, SAMPLE_ROWS)
        for table in ("v1_hub_work_slots_history", "v1_hub_daily_work_tracking"):
            hub.query(f"DELETE FROM {table} WHERE id % 60 <> 0")
        # A month that is over whatever the day, for there are seals to bring over.
        hub.query(
            "UPDATE v1_hub_work_slots_history SET changed_at = changed_at - interval '2 months' "
            "WHERE id % 120 = 0"
        )
        if cli.main(["install", "--database-url", hub.url()]):
            sys.exit("the hub was not installed")
        pg_dump = [server.program("pg_dump"), "-d", hub.url("postgres")]
        dumped = subprocess.run(pg_dump, capture_output=True, text=True, check=True).stdout
    # psql of before 2025 knows no \restrict.
    lines = [x for x in dumped.splitlines() if not x.startswith(("\\restrict", "\\unrestrict"))]
    KEPT.mkdir(exist_ok=True)
    file = KEPT / f"hub_{__version__}.sql"
    file.write_text("\n".join(lines) + "\n", "utf-8")
    print(f"{file.name}: {file.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
