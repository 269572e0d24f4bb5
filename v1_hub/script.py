"""The plan as one SQL script: what install runs, readable and runnable by psql."""

from __future__ import annotations

from v1_hub.connect import SESSION_SETTINGS
from v1_hub.locks import ADVISORY_KEY
from v1_hub.options import Options
from v1_hub.package import runtime_files
from v1_hub.plan import Plan
from v1_hub.render import literal


def write_script(plan: Plan, options: Options) -> str:
    """The cut-over as SQL."""
    parts = [
        f"-- What install.py runs: schema {options.schema}, phases {plan.decision.phases}.\n"
        "-- By hand: psql -v ON_ERROR_STOP=1 -f THIS_FILE",
        "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE;",
        "\n".join(
            f"SET LOCAL {name} = "
            f"{value if name in ('search_path', 'DateStyle') else literal(value)};"
            for name, value in SESSION_SETTINGS.items()
        ),
        f"SELECT pg_advisory_xact_lock({ADVISORY_KEY});",
        *(f"-- {name}\n{text}" for name, text in runtime_files(options.schema)),
        *(f"LOCK TABLE {lock.relation} IN {lock.lock_mode} MODE;" for lock in plan.locks),
        *(f"-- Phase {step.phase}: {step.title}\n{step.statement}" for step in plan.steps),
        "COMMIT;",
    ]
    return "\n\n".join(part.strip() for part in parts) + "\n"
