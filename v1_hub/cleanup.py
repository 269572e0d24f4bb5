"""Taking away what the package made: by name, RESTRICT, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import psycopg

from v1_hub import checks
from v1_hub.locks import run_steps
from v1_hub.registry import AUDIT_LOG
from v1_hub.render import render
from v1_hub.steps import Step, view_name


def drop_own(conn: psycopg.Connection[Any], hub: str, made: Sequence[checks.Made]) -> None:
    """The end of a rollback: the audit log and the log of runs are kept aside, the rest goes."""
    run_steps(conn, [Step(0, "keep the audit log aside", set_aside(hub))])
    dropping = checks.drop_statements(checks.read_objects(conn, made), made)
    run_steps(conn, [Step(0, "drop what is ours", statement) for statement in dropping])


def set_aside(hub: str) -> str:
    """Moves what a rollback keeps to v1_hub_retired."""
    return render("steps/hub/set_aside.sql", log=view_name(hub, AUDIT_LOG))
