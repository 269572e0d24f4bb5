"""Taking away what the package made: by name, RESTRICT."""

from __future__ import annotations

from typing import Any

import psycopg


def drop_own(conn: psycopg.Connection[Any]) -> None:
    conn.execute(
        "SELECT v1_hub.audit_set_aside('v1_hub_audit_log_'"
        " || to_char(clock_timestamp(), 'YYYYMMDD_HH24MISS_US'))"
    )
    conn.execute("DROP SCHEMA v1_hub CASCADE")
