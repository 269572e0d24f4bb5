#!/usr/bin/env python3
"""Retire tables of a work hub: 13 become 8, every retired name stays usable as a view.

`install.py --help` lists the commands. What is done to a hub is SQL, in sql/; package v1_hub
decides, renders and runs it.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import Any

import psycopg

from v1_hub.commands import run
from v1_hub.failure import BLOCKED, DONE, ERROR, Blocked, Failure, StatementFailed
from v1_hub.options import Options
from v1_hub.show import Printer

COMMANDS = {
    "plan": "what install would do: blockers, notes, steps, sizes, locks; only reads",
    "install": "consolidate the hub (default): a short cut-over, then batches in the background",
    "verify": "compare the consolidated hub with what was recorded before; only reads",
    "status": "where every table is now, with rows and sizes; only reads",
    "rollback": "give the 13 tables back, with everything written since",
    "finalize": "drop what only a rollback needs: there is no way back afterwards",
    "audit": "the life of one row: audit TABLE KEY",
    "scan": "which statements would break on the views: of the database, or in files PATH ...",
    "usage": "who still uses each retired name; adds up over its runs",
    "psql": "open psql on the hub; what follows are arguments of psql",
    "stop": "stop the embedded server",
}


class Parser(argparse.ArgumentParser):
    def error(self, message: str) -> Any:
        # argparse exits with 2, which means "changes pending" here.
        raise Failure(message, hint=f"{self.prog} --help")


def parse_phases(text: str) -> tuple[int, ...]:
    phases = tuple(sorted({int(part) for part in text.split(",") if part.strip()}))
    if not phases or not set(phases) <= {1, 2, 3}:
        raise ValueError(text)
    return phases


def parse_options(argv: Sequence[str]) -> Options:
    commands = "\n".join(f"  {name:10}{text}" for name, text in COMMANDS.items())
    parser = Parser(
        prog="install.py",
        description=(__doc__ or "").splitlines()[0],
        epilog=f"commands:\n{commands}\n\nexit status: 0 done or nothing to do, 2 changes pending "
        "(plan), 3 blocked, 1 error",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "command", nargs="?", choices=COMMANDS, default="install", metavar="COMMAND"
    )
    parser.add_argument("arguments", nargs="*", help=argparse.SUPPRESS)
    parser.add_argument("--schema", default="public", help="schema of the hub (default: public)")
    parser.add_argument(
        "--phases",
        type=parse_phases,
        metavar="1,2,3",
        help="1 proxies, 2 logs and history, 3 work results (default: all)",
    )
    parser.add_argument("--json", action="store_true", help="print JSON, for a machine")
    parser.add_argument(
        "--sql", action="store_true", help="with plan: print the SQL that install would run"
    )
    parser.add_argument("--yes", action="store_true", help="do not ask")
    parser.add_argument("--exact", action="store_true", help="count rows, however many there are")
    parser.add_argument(
        "--database-url",
        default=os.environ.get("DATABASE_URL"),
        metavar="URL",
        help="PostgreSQL to work on (default: $DATABASE_URL, else libpq's PG* variables, else an "
        "embedded server under .hub/)",
    )
    parser.add_argument(
        "--sample-rows",
        type=int,
        metavar="N",
        help="sample rows for the reference hub that an empty database gets "
        "(default: 0, embedded server: 3000)",
    )
    parser.add_argument(
        "--reference",
        action="store_true",
        help="with plan, install: make the reference hub where there is none",
    )
    parser.add_argument(
        "--lock-wait",
        type=float,
        default=60.0,
        metavar="SECONDS",
        help="how long to try for the locks, in attempts of under half a second (default: 60)",
    )
    parser.add_argument(
        "--no-summary",
        action="store_true",
        help="leave the merged columns of v1_hub_proxies off; later: v1_hub.summary_enable()",
    )
    # What follows psql is psql's.
    end = argv.index("psql") + 1 if "psql" in argv else len(argv)
    given = parser.parse_args(argv[:end])
    if given.arguments and given.command not in ("audit", "scan"):
        parser.error(f"unrecognized arguments: {' '.join(given.arguments)}")
    if given.sql and given.command != "plan":
        parser.error("--sql goes with plan")
    return Options(
        command=given.command,
        schema=given.schema,
        phases=given.phases or (1, 2, 3),
        phases_given=given.phases is not None,
        as_json=given.json,
        as_sql=given.sql,
        exact=given.exact,
        yes=given.yes,
        database_url=given.database_url,
        sample_rows=given.sample_rows,
        reference=given.reference,
        lock_wait=given.lock_wait,
        summary=not given.no_summary,
        extra=tuple(given.arguments or argv[end:]),
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; its exit status. Nothing is raised for a user's mistake."""
    argv = sys.argv[1:] if argv is None else argv
    printer = Printer("--json" in argv)
    try:
        return run(parse_options(argv), printer)
    except SystemExit as done:  # --help
        return DONE if not done.code else ERROR
    except Blocked as blocked:
        printer.blocked(blocked.findings)
        return BLOCKED
    except Failure as failure:
        return printer.failure(failure)
    except psycopg.Error as error:
        return printer.failure(StatementFailed(error))
    except OSError as error:
        return printer.failure(Failure(str(error)))
    except KeyboardInterrupt:
        return printer.failure(Failure("interrupted; what was not committed is rolled back"))


if __name__ == "__main__":
    sys.exit(main())
