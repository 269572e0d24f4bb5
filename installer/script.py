"""The plan as one SQL script: what install runs, readable and runnable by psql."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from installer.database import SESSION_SETTINGS
from installer.locks import ADVISORY_KEY
from installer.model import Lock, Options, Step
from installer.printer import phases_text


def write_script(
    files: Sequence[str], locks: Sequence[Lock], steps: Sequence[Step], options: Options
) -> str:
    parts = [
        f"-- What install.py runs: schema {options.schema}, phases {phases_text(options.phases)}.\n"
        "-- By hand: psql -v ON_ERROR_STOP=1 -f THIS_FILE",
        "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE;",
        "\n".join(settings()),
        f"SELECT pg_advisory_xact_lock({ADVISORY_KEY});",
        *files,
        *(lock_statement(mode, locks) for mode in dict.fromkeys(lock.lock_mode for lock in locks)),
        *(step_statements(step) for step in steps),
        VERIFY,
        "COMMIT;",
    ]
    return "\n\n".join(part.strip() for part in parts) + "\n"


VERIFY = """
-- Install rolls back when a check fails; so does this.
SELECT object, check_name, detail FROM v1_hub.verify() WHERE NOT ok;
SELECT 1 / (count(*) = 0)::integer AS verified FROM v1_hub.verify() WHERE NOT ok;
"""


def settings() -> Iterator[str]:
    for name, value in SESSION_SETTINGS.items():
        listed = name in ("search_path", "DateStyle")
        yield f"SET LOCAL {name} = {value if listed else quote_literal(value)};"


def lock_statement(mode: str, locks: Sequence[Lock]) -> str:
    names = ",\n    ".join(lock.relation for lock in locks if lock.lock_mode == mode)
    return f"LOCK TABLE\n    {names}\nIN {mode} MODE;"


def step_statements(step: Step) -> str:
    statement = step.statement.strip()
    end = "" if statement.endswith(";") else ";"
    undo = "NULL" if step.undo is None else quote_literal(step.undo)
    return (
        f"-- Step {step.ordinal}, phase {step.phase}: {step.title}\n{statement}{end}\n"
        f"SELECT v1_hub.record_step({step.ordinal}, {step.phase}, {quote_literal(step.title)},\n"
        f"{quote_literal(step.statement)},\n{undo});"
    )


def quote_literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
