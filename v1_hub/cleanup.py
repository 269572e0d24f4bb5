"""Taking away what the package made: by name, RESTRICT, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import psycopg

from v1_hub import checks
from v1_hub.connect import run_sql


def drop_own(conn: psycopg.Connection[Any], made: Sequence[checks.Made]) -> None:
    """The end of a rollback: the audit log and the log of runs are kept aside, the rest goes."""
    run_sql(conn, "SELECT v1_hub.audit_set_aside()", "keep the audit log aside")
    run_sql(
        conn,
        "ALTER TABLE IF EXISTS v1_hub.run SET SCHEMA v1_hub_retired",
        "keep the log of runs aside",
    )
    for statement in checks.drop_statements(checks.read_objects(conn, made), made):
        run_sql(conn, statement, "what is ours")
