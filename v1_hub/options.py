"""What was asked for on the command line."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Options:
    command: str
    schema: str = "public"
    phases: tuple[int, ...] = (1, 2, 3)
    phases_given: bool = False
    as_json: bool = False
    as_sql: bool = False
    dry_run: bool = False
    exact: bool = False
    yes: bool = False
    database_url: str | None = None
    sample_rows: int | None = None
    reference: bool = False
    summary: bool = True
    lock_wait: float = 60.0
    extra: tuple[str, ...] = ()
