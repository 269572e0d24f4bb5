"""What a user is told instead of a traceback, and the exit status of each kind of failure."""

from __future__ import annotations

from collections.abc import Sequence

import psycopg

from v1_hub.checks import Finding

DONE, ERROR, PENDING, BLOCKED, INTERRUPTED = 0, 1, 2, 3, 130


class Failure(Exception):
    """What the user is told instead of a traceback."""

    def __init__(self, message: str, *, status: int = ERROR, **details: str | None) -> None:
        super().__init__(message)
        self.status = status
        self.details = {name: text for name, text in details.items() if text}


class Refused(Failure):
    """What a command does not do as things are."""

    def __init__(self, message: str, **details: str | None) -> None:
        super().__init__(message, status=BLOCKED, **details)


class Blocked(Exception):
    """What forbids a command, to be told as findings."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(findings)
        self.findings = findings


ROLLED_BACK = "What was not committed is rolled back; install.py status tells how the hub is."
HINTS = {
    "42501": "Connect as the role that owns the hub's tables and has every right on them; "
    "it needs CREATE on the database and on the hub's schema. "
    "What only reads, like status and verify, also runs as a member of pg_read_all_data.",
    "57P01": ROLLED_BACK,
    "25P03": ROLLED_BACK,  # this program was stopped, or the network was, for too long
    "": ROLLED_BACK,  # the connection is gone
    "23505": "Mend the rows, or drop that unique index; then run this again.",
    "23514": "Mend the rows, or drop that constraint; then run this again.",
    "22P02": "Give a value of the type that the column has.",
}


def told_by_us(context: str) -> bool:
    """Whether a function of this package raised it: then message and hint say all."""
    first = context.partition("\n")[0]
    return first.startswith("PL/pgSQL function v1_hub.") and first.endswith(" at RAISE")


class StatementFailed(Failure):
    """A statement that the database refused, with the place where it stands."""

    def __init__(
        self, error: psycopg.Error, source: str = "", line: int = 0, text: str = ""
    ) -> None:
        diag = error.diag
        blocked = error.sqlstate == "55000"
        super().__init__(
            diag.message_primary or str(error).strip() or type(error).__name__,
            status=BLOCKED if blocked else ERROR,
            where=f"{source}, line {line}" if line else source,
            statement=text.strip(),
            sqlstate=error.sqlstate,
            detail=diag.message_detail,
            hint=diag.message_hint or HINTS.get(error.sqlstate or ""),
            context=None if told_by_us(diag.context or "") else diag.context,
        )
        self.error = error
