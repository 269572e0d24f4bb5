"""The command line: what can be asked for, and the exit status of what came of it."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import psycopg
import typer

from v1_hub import __version__, commands
from v1_hub.failure import BLOCKED, DONE, ERROR, INTERRUPTED, Blocked, Failure, StatementFailed
from v1_hub.options import Options
from v1_hub.show import Printer

app = typer.Typer(
    help="Retire tables of a PostgreSQL work hub: 13 become 8, every retired name stays usable as "
    "a view.",
    epilog="Exit status: 0 done or nothing to do, 2 changes pending (plan), 3 blocked, 1 error, "
    "130 interrupted.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def parse_phases(text: str) -> tuple[int, ...]:
    """'3,1,3' is (1, 3). Raises typer.BadParameter."""
    parts = {part.strip() for part in text.split(",")}
    if not parts <= {"1", "2", "3"}:
        raise typer.BadParameter(f"{text!r} is not 1, 2 or 3, or several with commas between them")
    return tuple(sorted(map(int, parts)))


def tell_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"v1-hub {__version__}")
        raise typer.Exit


Url = Annotated[
    str | None,
    typer.Option(
        "--database-url",
        metavar="URL",
        help="PostgreSQL to work on. Default: $DATABASE_URL, else libpq's PG* variables, else an "
        "embedded server under .hub/.",
    ),
]
Schema = Annotated[str, typer.Option(metavar="NAME", help="Schema of the hub.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, for a machine.")]
Exact = Annotated[bool, typer.Option("--exact", help="Count rows, however many there are.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only say what it would do.")]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask.")]
Phases = Annotated[
    str | None,
    typer.Option(metavar="1,2,3", help="1 proxies, 2 logs and history, 3 work results."),
]
Reference = Annotated[
    bool, typer.Option("--reference", help="Make the reference hub where there is no hub.")
]
NoSummary = Annotated[
    bool,
    typer.Option(
        "--no-summary",
        help="Leave the merged columns of v1_hub_proxies off; later: v1_hub.summary_enable().",
    ),
]
LockWait = Annotated[
    float,
    typer.Option(
        metavar="SECONDS",
        min=0,
        help="How long to try for the locks, in attempts of under half a second; and how long an "
        "index may take that is made anew.",
    ),
]
SampleRows = Annotated[
    int | None,
    typer.Option(
        metavar="N",
        min=0,
        help="Sample rows for the reference hub. Default: 0, on the embedded server 3000.",
    ),
]


@app.callback()
def common(
    version: Annotated[
        bool, typer.Option("--version", callback=tell_version, is_eager=True, help="Print it.")
    ] = False,
) -> None:
    """What stands before the command."""


def run(
    command: str,
    url: str | None = None,
    schema: str = "public",
    phases: str | None = None,
    no_summary: bool = False,
    **given: Any,
) -> int:
    """Run a command with what was given; url, phases and no_summary as on the command line."""
    options = Options(
        command,
        database_url=os.environ.get("DATABASE_URL") if url is None else url,
        schema=schema,
        phases=(1, 2, 3) if phases is None else parse_phases(phases),
        phases_given=phases is not None,
        summary=not no_summary,
        **given,
    )
    return commands.run(options, Printer(options.as_json))


@app.command()
def plan(
    url: Url = None,
    schema: Schema = "public",
    phases: Phases = None,
    as_json: Json = False,
    sql: Annotated[
        str,
        typer.Option(
            "--sql",
            metavar="steps|all",
            help="Print the SQL of the steps, or with what stays in the database. "
            "--sql alone: the steps.",
        ),
    ] = "",
    html: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write a page of it all, for the ticket of the change."),
    ] = None,
    exact: Exact = False,
    reference: Reference = False,
    no_summary: NoSummary = False,
) -> int:
    """What install would do, how long, what it locks. Only reads."""
    if sql not in ("", "steps", "all"):
        raise typer.BadParameter(f"--sql={sql}: it is steps or all")
    return run("plan", **locals())


@app.command()
def install(
    url: Url = None,
    schema: Schema = "public",
    phases: Phases = None,
    as_json: Json = False,
    yes: Yes = False,
    reference: Reference = False,
    sample_rows: SampleRows = None,
    no_summary: NoSummary = False,
    lock_wait: LockWait = 60.0,
) -> int:
    """Consolidate the hub: a short cut-over, then batches."""
    return run("install", **locals())


@app.command()
def verify(url: Url = None, schema: Schema = "public", as_json: Json = False) -> int:
    """Compare the consolidated hub with what was recorded before. Only reads."""
    return run("verify", url, schema, as_json=as_json)


@app.command()
def status(
    url: Url = None, schema: Schema = "public", as_json: Json = False, exact: Exact = False
) -> int:
    """Where every table is now, with rows and sizes. Only reads."""
    return run("status", url, schema, as_json=as_json, exact=exact)


@app.command()
def rollback(
    url: Url = None,
    schema: Schema = "public",
    as_json: Json = False,
    dry_run: DryRun = False,
    yes: Yes = False,
    lock_wait: LockWait = 60.0,
) -> int:
    """Give the 13 tables back, with everything written since."""
    return run("rollback", **locals())


@app.command()
def finalize(
    url: Url = None,
    schema: Schema = "public",
    as_json: Json = False,
    dry_run: DryRun = False,
    yes: Yes = False,
    lock_wait: LockWait = 60.0,
) -> int:
    """Drop what only a rollback needs: no way back then."""
    return run("finalize", **locals())


@app.command()
def audit(
    table: Annotated[str, typer.Argument(metavar="TABLE", help="As in SQL: schema.table.")],
    key: Annotated[str, typer.Argument(metavar="KEY", help="Its primary key.")],
    url: Url = None,
    schema: Schema = "public",
    as_json: Json = False,
) -> int:
    """The life of one row. Only reads."""
    return run("audit", url, schema, as_json=as_json, extra=(table, key))


@app.command()
def scan(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="PATH ...", help="Files and folders.")
    ] = None,
    url: Url = None,
    schema: Schema = "public",
    phases: Phases = None,
    as_json: Json = False,
) -> int:
    """Which statements would break on the views.

    Those of the database, or those in files."""
    return run("scan", url, schema, phases, as_json=as_json, extra=tuple(map(str, paths or ())))


@app.command()
def usage(url: Url = None, schema: Schema = "public", as_json: Json = False) -> int:
    """Who still uses each retired name; adds up over its runs."""
    return run("usage", url, schema, as_json=as_json)


@app.command()
def drop(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A retired name.")],
    url: Url = None,
    schema: Schema = "public",
    as_json: Json = False,
    yes: Yes = False,
    lock_wait: LockWait = 60.0,
) -> int:
    """Take a retired name away for good, where nobody uses it."""
    return run("drop", url, schema, as_json=as_json, yes=yes, lock_wait=lock_wait, extra=(name,))


@app.command()
def health(url: Url = None, schema: Schema = "public", as_json: Json = False) -> int:
    """Whether the hub needs somebody. Only reads.

    Exit status: 0 all is well, 2 something to look at, 1 something to do.
    """
    return run("health", url, schema, as_json=as_json)


@app.command()
def sql(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A file of SQL; - for stdin.")],
    url: Url = None,
    schema: Schema = "public",
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help="Print how each statement would run, and change nothing."),
    ] = False,
    lock_wait: LockWait = 60.0,
) -> int:
    """Run SQL as it is, schema changes of retired tables too."""
    return run("sql", url, schema, dry_run=dry_run, lock_wait=lock_wait, extra=(file,))


@app.command(context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]})
def psql(
    arguments: Annotated[
        list[str] | None, typer.Argument(metavar="[ARGUMENT ...]", help="Arguments of psql.")
    ] = None,
    url: Url = None,
    schema: Schema = "public",
) -> int:
    """Open psql on the hub."""
    return run("psql", url, schema, extra=tuple(arguments or ()))


@app.command()
def stop() -> int:
    """Stop the embedded server."""
    return run("stop")


COMMAND = typer.main.get_command(app)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; its exit status. Nothing is raised for a user's mistake."""
    given = list(sys.argv[1:] if argv is None else argv) or ["--help"]
    given = ["--sql=steps" if word == "--sql" else word for word in given]  # typer wants a value
    printer = Printer("--json" in given)
    try:
        name = Path(sys.argv[0]).name
        status = COMMAND.main(given, prog_name=name, standalone_mode=False) or DONE
        if status == INTERRUPTED:  # typer keeps the exception to itself
            raise KeyboardInterrupt
        return int(status)
    except typer.TyperException as wrong:  # typer exits with 2, which means "changes pending" here
        return printer.failure(
            Failure(wrong.format_message().rstrip("."), status=ERROR, hint="add --help")
        )
    except Blocked as blocked:
        printer.blocked(blocked.findings)
        return BLOCKED
    except Failure as failure:
        return printer.failure(failure)
    except psycopg.Error as error:
        return printer.failure(StatementFailed(error))
    except OSError as error:
        what = str(error.strerror or error)
        told = f"{error.filename}: {what}" if error.filename else what
        return printer.failure(Failure(told))
    except (KeyboardInterrupt, typer.Abort):
        return printer.failure(
            Failure(
                "interrupted; what was not committed is rolled back",
                status=INTERRUPTED,
                hint="install.py status tells how the hub is, and what goes on",
            )
        )
