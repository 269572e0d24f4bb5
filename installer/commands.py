"""The commands: what is read, run and committed, in which order."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import psycopg

from installer.database import (
    SERVER_DIR,
    Target,
    ask,
    ask_value,
    begin,
    connected,
    look,
    read_state,
)
from installer.locks import InTheWay, Outcome, be_the_only_installer, with_locks
from installer.model import (
    BLOCKED,
    DONE,
    ERROR,
    PENDING,
    Check,
    Failure,
    Finding,
    Lock,
    Options,
    Relation,
    StatementFailed,
    Step,
)
from installer.printer import Installed, Printer
from installer.script import write_script
from installer.server import LocalServer, embedded_bindir
from installer.sqlfiles import SQL_DIR, quote_schema, read_files, run_file, run_sql

EMBEDDED_SAMPLE_ROWS = 3000

CONSOLIDATED = ("installed", "finalized")


def load_package(
    conn: psycopg.Connection[Any], target: Target, options: Options, keep: list[str] | None = None
) -> str:
    """Apply the package files, and the reference hub where there is no hub at all."""
    hub = quote_schema(conn, options.schema)

    def apply(folder: Path) -> None:
        for file in read_files(folder, hub):
            run_file(conn, file)
            if keep is not None:
                keep.append(f"-- {file.name}\n{file.text}")

    apply(SQL_DIR)
    state = read_state(conn, options.schema)
    if state == "none":
        rows = options.sample_rows
        if rows is None:
            rows = EMBEDDED_SAMPLE_ROWS if target.embedded else 0
        setting = f"SELECT set_config('v1_hub.sample_rows', '{rows}', true);"
        run_sql(conn, setting, "")
        if keep is not None:
            keep.append(setting + "\n")
        apply(SQL_DIR / "reference")
        state = read_state(conn, options.schema)
    if state is None or state == "none":
        raise Failure("the package files left no hub behind", detail=str(SQL_DIR))
    return state


@contextlib.contextmanager
def looking(
    target: Target, options: Options, printer: Printer, keep: list[str] | None = None
) -> Iterator[tuple[psycopg.Connection[Any], str, bool]]:
    """A look at the hub that leaves nothing behind; also says whether the package is there.

    Where it is not, its functions are made in a transaction that is then set to READ ONLY, before
    the hub is looked at, and rolled back.
    """
    with connected(target, options.command, read_only=True) as conn:
        state = read_state(conn, options.schema)
        if state in CONSOLIDATED or (state == "legacy" and keep is None):
            yield conn, state, True
            return
        conn.rollback()
        begin(conn, read_only=False)
        be_the_only_installer(conn, options, printer)
        state = load_package(conn, target, options, keep)
        conn.execute("SET TRANSACTION READ ONLY")
        yield conn, state, False


def left_out_phases(conn: psycopg.Connection[Any]) -> list[int]:
    installed = ask_value(conn, "SELECT v1_hub.installed_phases()") or []
    return [phase for phase in (1, 2, 3) if phase not in installed]


def pending_phases(conn: psycopg.Connection[Any], options: Options, state: str) -> list[int]:
    """What is to be installed: of an installed hub only phases that were asked for by name."""
    if state not in CONSOLIDATED:
        return list(options.phases)
    left_out = left_out_phases(conn)
    return [phase for phase in options.phases if options.phases_given and phase in left_out]


def plan(target: Target, options: Options, printer: Printer) -> int:
    files: list[str] | None = [] if options.as_sql else None
    with looking(target, options, printer, files) as (conn, state, _):
        phases = pending_phases(conn, options, state)
        if not phases:
            printer.nothing_to_do(state, options, left_out_phases(conn))
            return DONE
        blockers = ask(conn, Finding, "find_blockers", phases)
        locks = ask(conn, Lock, "locks_needed", phases)
        steps = [] if blockers else ask(conn, Step, "plan_install", phases)
        if files is not None and not blockers:
            printer.raw(write_script(files, locks, steps, options))
        else:
            notes = ask(conn, Finding, "find_notes", phases)
            relations = ask(conn, Relation, "describe_hub")
            printer.plan(state, options, blockers, notes, locks, steps, relations)
    return BLOCKED if blockers else PENDING


def install(target: Target, options: Options, printer: Printer) -> int:
    started = time.monotonic()
    with connected(target, "install", read_only=False) as conn:
        conn.add_notice_handler(printer.notice)
        be_the_only_installer(conn, options, printer)
        state = read_state(conn, options.schema)
        if state not in CONSOLIDATED:
            printer.say(f"loading the package into {describe_place(conn, options)}")
            state = load_package(conn, target, options)
        phases = pending_phases(conn, options, state)
        if not phases:
            printer.nothing_to_do(state, options, left_out_phases(conn))
            return DONE
        with look(conn):
            blockers = ask(conn, Finding, "find_blockers", phases)
            before = ask(conn, Relation, "describe_hub")
        if blockers:
            printer.blocked(blockers)
            return BLOCKED

        def find_locks() -> list[Lock]:
            return ask(conn, Lock, "locks_needed", phases)

        def work() -> Outcome:
            steps = ask(conn, Step, "plan_install", phases)
            run_steps(conn, steps, printer, record=True)
            return Outcome(len(steps), checks=len(verified(conn)))

        outcome = with_locks(conn, target, options, printer, find_locks, work)
        conn.commit()
        ended = time.monotonic()
        begin(conn, read_only=True)
        result = Installed(
            place=describe_place(conn, options),
            connect=target.how_to_connect(),
            before=before,
            after=ask(conn, Relation, "describe_hub"),
            steps=outcome.steps,
            checks=outcome.checks,
            seconds=ended - started,
            locked_seconds=ended - outcome.locked_at,
        )
    printer.installed(result, options)
    return DONE


def describe_place(conn: psycopg.Connection[Any], options: Options) -> str:
    return f"database {conn.info.dbname}, schema {options.schema}"


def run_steps(
    conn: psycopg.Connection[Any], steps: Sequence[Step], printer: Printer, *, record: bool
) -> None:
    with printer.progress(len(steps)) as advance:
        for step in steps:
            advance(step.title)
            try:
                run_sql(conn, step.statement, f"step {step.ordinal} ({step.title})")
            except StatementFailed as failure:
                if failure.error.sqlstate in ("55P03", "40P01"):
                    raise InTheWay(f"step {step.ordinal}, {step.title}") from failure
                raise
            if record:
                conn.execute("SELECT v1_hub.record_step(%s, %s, %s, %s, %s)", step)


def verified(conn: psycopg.Connection[Any]) -> list[Check]:
    checks = ask(conn, Check, "verify")
    if bad := [check for check in checks if not check.ok]:
        raise Failure(
            f"{len(bad)} of {len(checks)} checks failed; nothing was changed",
            detail="\n".join(f"{c.object}: {c.check_name}: {c.detail}" for c in bad),
        )
    return checks


def not_installed(options: Options) -> Failure:
    return Failure(
        f"the hub in schema {options.schema} is not consolidated: nothing to {options.command}",
        status=BLOCKED,
        hint="install.py install",
    )


def verify(target: Target, options: Options, printer: Printer) -> int:
    with connected(target, "verify", read_only=True) as conn:
        if read_state(conn, options.schema) not in CONSOLIDATED:
            raise not_installed(options)
        checks = ask(conn, Check, "verify")
    printer.verified(checks)
    return DONE if all(check.ok for check in checks) else ERROR


def status(target: Target, options: Options, printer: Printer) -> int:
    with looking(target, options, printer) as (conn, state, present):
        phases = ask_value(conn, "SELECT v1_hub.installed_phases()") or [] if present else []
        printer.status(state, list(phases), ask(conn, Relation, "describe_hub"), options)
    return DONE


def rollback(target: Target, options: Options, printer: Printer) -> int:
    return undo_or_end(target, options, printer, "plan_rollback", CONSOLIDATED)


def finalize(target: Target, options: Options, printer: Printer) -> int:
    return undo_or_end(target, options, printer, "plan_finalize", ("installed",))


def undo_or_end(
    target: Target, options: Options, printer: Printer, function: str, states: Sequence[str]
) -> int:
    started = time.monotonic()
    with connected(target, options.command, read_only=False) as conn:
        conn.add_notice_handler(printer.notice)
        be_the_only_installer(conn, options, printer)
        state = read_state(conn, options.schema)
        if state not in states:
            if options.command == "finalize" and state != "finalized":
                raise not_installed(options)
            printer.nothing_to_do(state, options)
            return DONE
        if options.command == "rollback":
            with look(conn):
                blockers = ask(conn, Finding, "find_rollback_blockers")
            if blockers:
                printer.blocked(blockers)
                return BLOCKED

        def find_locks() -> list[Lock]:
            return ask(conn, Lock, "locks_to_return")

        def work() -> Outcome:
            steps = ask(conn, Step, function)
            run_steps(conn, steps, printer, record=False)
            return Outcome(len(steps))

        outcome = with_locks(conn, target, options, printer, find_locks, work)
        conn.commit()
        ended = time.monotonic()
    printer.done(options, outcome.steps, ended - started, ended - outcome.locked_at)
    return DONE


def psql(target: Target, options: Options, _: Printer) -> int:
    """Become psql; the connection goes by environment, so that `ps` shows no password."""
    found = None if target.embedded else shutil.which("psql")  # an old one misreads a new server
    program = found or str(embedded_bindir() / "psql")
    for option in psycopg.pq.Conninfo.parse(target.conninfo.encode()):
        if option.val is not None and option.envvar:
            os.environ[option.envvar.decode()] = option.val.decode()
    if options.schema != "public":
        path = re.sub(r"([\\\s])", r"\\\1", f'"{options.schema}", public')
        os.environ["PGOPTIONS"] = f"-c search_path={path}"
    sys.stdout.flush()
    os.execv(program, [program, *options.extra])


def stop(printer: Printer) -> int:
    running = (SERVER_DIR / "data").exists() and LocalServer(SERVER_DIR, embedded_bindir()).stop()
    printer.say("the embedded server is stopped" if running else "no embedded server was running")
    return DONE


RUN = {
    "plan": plan,
    "install": install,
    "verify": verify,
    "status": status,
    "rollback": rollback,
    "finalize": finalize,
    "psql": psql,
}
