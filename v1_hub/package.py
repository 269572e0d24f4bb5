"""What is loaded into the database before the cut-over: the files of sql/runtime/, in one order."""

from __future__ import annotations

from collections.abc import Iterable

from v1_hub.connect import run_sql
from v1_hub.facts import Connection
from v1_hub.registry import AUDITED, KEPT, LOG
from v1_hub.render import SQL_DIR, render
from v1_hub.secrets import ALWAYS_MASKED

# In sql/runtime/audit, each after what it calls while it loads.
AUDIT_FILES = (
    "log",
    "seals",
    "registry",
    "images",
    "triggers",
    "renames",
    "write",
    "enable",
    "months",
    "events",
    "history",
    "undo",
    "reports",
)

RUNTIME = (
    "hub/schemas.sql",
    "hub/state.sql",
    "hub/run.sql",
    "hub/objects.sql",
    "hub/audit_defaults.sql",
    "hub/health_values.sql",
    "hub/health.sql",
    "usage/name_use.sql",
    "log/report_legacy_column.sql",
)


def read_files(hub: str, names: Iterable[str]) -> list[tuple[str, str]]:
    """Name and SQL of files under sql/runtime/."""
    masked = f"{{{','.join(ALWAYS_MASKED)}}}"
    values = {"hub": hub, "audited": AUDITED, "kept": [*KEPT, LOG], "masked": masked}
    return [(f"sql/runtime/{name}", render(f"runtime/{name}", **values)) for name in names]


def audit_files(hub: str) -> list[tuple[str, str]]:
    """The audit log by itself: its two schemas, then sql/runtime/audit/ in its order."""
    return read_files(hub, [RUNTIME[0], *(f"audit/{name}.sql" for name in AUDIT_FILES)])


def runtime_files(hub: str) -> list[tuple[str, str]]:
    """Name and SQL of each file that stays in the database."""
    return [*audit_files(hub), *read_files(hub, RUNTIME[1:])]


def load_reference(conn: Connection, hub: str, sample_rows: int) -> None:
    """The reference hub, in an empty schema, with so many sample rows."""
    conn.execute("SELECT set_config('v1_hub.sample_rows', %s, true)", [str(sample_rows)])
    for path in sorted((SQL_DIR / "reference").glob("*.sql")):
        run_sql(conn, render(f"reference/{path.name}", hub=hub), f"sql/reference/{path.name}")
