"""The commands: what is read, run and committed, in which order. Each returns an exit status."""

from __future__ import annotations

import os
import re
import shutil
import sys
import time
from collections.abc import Callable
from contextlib import suppress

import psycopg

from v1_hub import __version__, dry_run, paper, run_log, show_paper, whereabouts
from v1_hub import plan as planning
from v1_hub.connect import Target, ask_value, connected, find_target
from v1_hub.facts import Connection, ask, read_as, read_hub
from v1_hub.failure import BLOCKED, DONE, ERROR, PENDING, Blocked, Failure, Refused
from v1_hub.look_up import (
    done_phases,
    look_up,
    look_up_installed,
    refuse_foreign,
    refuse_misplaced,
    refuse_reshaped,
    refuse_return,
    working,
)
from v1_hub.name_commands import drop, scan, usage
from v1_hub.options import Options
from v1_hub.package import load_reference
from v1_hub.registry import AUDITED, HUB_NAMES
from v1_hub.relations import describe_relations
from v1_hub.script import write_script
from v1_hub.secrets import AuditedTable, will_be_audited
from v1_hub.server import SERVER_DIR, LocalServer, embedded_bindir
from v1_hub.show import Event, Health, Printer, count
from v1_hub.sqlrun import sql
from v1_hub.stages import finish, run_cut_over
from v1_hub.state import read_made, read_retired, refuse_unfinished, unfinished
from v1_hub.target import read_relations
from v1_hub.upgrade import find, run_upgrade
from v1_hub.values import leaf_name, view_name
from v1_hub.verify import verify_hub
from v1_hub.way_back import lost_by_finalize, run_cut_back, run_finalize, unfinish
from v1_hub.work import Work

EMBEDDED_SAMPLE_ROWS = 3000


def install(target: Target, options: Options, printer: Printer) -> int:
    started = time.monotonic()
    with working(target, options, printer) as work:
        conn = work.conn
        installed = look_up(conn, target, options)
        hub = read_hub(conn, options.schema)
        refuse_misplaced(conn, hub, installed)
        if installed is None and hub.relations.keys().isdisjoint(HUB_NAMES):
            make_reference(work)
            hub = read_hub(conn, options.schema)
        done = done_phases(conn) if installed else []
        phases = planning.pending_phases(installed, done, options.phases, options.phases_given)
        renewed, renewed_locked = run_upgrade(work, installed) if installed else ([], 0.0)
        if installed and not phases and not unfinished(installed):
            if renewed:
                printer.renewed(renewed, renewed_locked, options)
            else:
                printer.nothing_to_do(installed, options, done)
            return DONE
        if renewed:
            printer.say(f"brought up to date: {count(len(renewed), 'change')}")
            hub = read_hub(conn, options.schema)
        before = describe_relations(conn, hub, [])
        locked, steps, cut_over_at = 0.0, 0, started
        plan = None
        if phases:
            refuse_foreign(conn, options.schema)
            plan = planning.make_plan(conn, hub, phases, summary=options.summary)
            if plan.blockers:
                raise Blocked(plan.blockers)
        with run_log.logged(conn, "install") as doing:
            if plan:
                printer.say(f"cutting over: {len(plan.steps)} steps, one transaction")
                locked, steps = run_cut_over(work, plan), len(plan.steps)
                cut_over_at = time.monotonic()
                doing.what |= {"phases": phases, "steps": steps, "locked_seconds": round(locked, 3)}
            with printer.batches() as report:
                finish(work, doing.counted(report))
        work.begin()
        hub = read_hub(conn, options.schema)
        retired_now = [table.entry.table_name for table in plan.decision.retiring] if plan else []
        checks = verify_hub(conn, hub, retired_now)
        after = describe_relations(conn, hub, read_retired(conn))
        conn.rollback()
        place = f"database {conn.info.dbname}, schema {options.schema}"
    if bad := [check for check in checks if not check.ok]:
        printer.verified(checks)
        raise Failure(
            f"{len(bad)} of {len(checks)} checks failed",
            hint="The hub works through its views; install.py rollback takes it back.",
        )
    figures = {
        "steps": steps,
        "checks": len(checks),
        "seconds": round(time.monotonic() - started, 3),
        "cut_over_seconds": round(cut_over_at - started, 3),
        "locked_seconds": round(locked, 3),
    }
    printer.installed(options, target, place, figures, before, after)
    return DONE


def make_reference(work: Work) -> None:
    """The reference hub: unasked on the embedded server, elsewhere only on request."""
    rows = work.options.sample_rows
    if rows is None:
        rows = EMBEDDED_SAMPLE_ROWS if work.target.embedded else 0
    work.printer.say(f"making the reference hub with {rows:,} sample rows")
    load_reference(work.conn, work.hub, rows)
    work.conn.commit()
    work.begin()


def plan(target: Target, options: Options, printer: Printer) -> int:
    with connected(target, "plan", read_only=True) as conn:
        installed = look_up(conn, target, options)
        hub = read_hub(conn, options.schema)
        if installed:
            refuse_reshaped(conn, hub, installed)
        done = done_phases(conn) if installed else []
        phases = planning.pending_phases(installed, done, options.phases, options.phases_given)
        # On the way back nothing is brought up to date.
        stays = installed is not None and installed.stage != "returning"
        upgrade = find(conn, options.schema, installed) if installed and stays else None
        changes = upgrade.changes if upgrade else []
        if installed and not phases and (changes or unfinished(installed)):
            sql = "\n\n".join(p.sql for p in upgrade.due) + "\n" if upgrade else ""
            printer.due(installed, changes, sql, options)
            return PENDING
        if not phases:
            printer.nothing_to_do(installed, options, done)
            return DONE
        refuse_foreign(conn, options.schema)
        made = planning.make_plan(conn, hub, phases, summary=options.summary)
        relations = describe_relations(conn, made.decision.hub, [], exact=options.exact)
        audited = read_audited(conn, options, planned=2 in phases)
        found = paper.of_plan(conn, made, relations, audited, changes)
    if options.html:
        try:
            script = "" if made.blockers else write_script(made, runtime=False)
            options.html.write_text(paper.page(found, script), "utf-8")
        except OSError as error:
            hint = "name a file in a folder that you may write to"
            raise Failure(f"{options.html}: {error.strerror}", hint=hint) from None
    if options.sql and not made.blockers:
        printer.raw(write_script(made, runtime=options.sql == "all"))
    else:
        show_paper.show(printer, found, target)
    return BLOCKED if made.blockers else PENDING


def read_audited(conn: Connection, options: Options, *, planned: bool) -> list[AuditedTable]:
    """What is audited; `planned`: also what an install switches on."""
    tables = ask(conn, AuditedTable, "facts/audit")
    if not planned:
        return [table for table in tables if table.audited]
    here = [table for table in tables if table.schema_name in (options.schema, "v1_hub")]
    return will_be_audited(here, {row.name: (row.operations, row.ignored) for row in AUDITED})


def verify(target: Target, options: Options, printer: Printer) -> int:
    with connected(target, "verify", read_only=True) as conn:
        look_up_installed(conn, target, options)
        checks = verify_hub(conn, read_hub(conn, options.schema))
    printer.verified(checks)
    return DONE if all(check.ok for check in checks) else ERROR


def status(target: Target, options: Options, printer: Printer) -> int:
    with connected(target, "status", read_only=True) as conn:
        installed = look_up(conn, target, options)
        hub = read_hub(conn, options.schema)
        retired = read_retired(conn) if installed else []
        relations = describe_relations(conn, hub, retired, exact=options.exact)
        audited = read_audited(conn, options, planned=False)
        runs = run_log.read_runs(conn)
    printer.status(installed, retired, relations, audited, runs, options)
    return DONE


def rollback(target: Target, options: Options, printer: Printer) -> int:
    started = time.monotonic()
    with working(target, options, printer) as work:
        conn = work.conn
        installed = look_up(conn, target, options)
        if installed is None:
            printer.nothing_to_do(None, options)
            return DONE
        if installed.stage == "finalized":
            raise Refused(
                f"the hub in schema {options.schema} is finalized: there is no way back",
                detail="finalize has dropped what a rollback needs.",
                hint="the views go on working; the tables as they were are in a backup only",
            )
        hub, made = read_hub(conn, options.schema), read_made(conn)
        refuse_misplaced(conn, hub, installed)
        refuse_return(conn, hub, made)
        if options.dry_run:
            told = dry_run.of_rollback(conn, options.schema, installed, made)
            show_paper.show(printer, told, target)
            return PENDING
        notes = [*whereabouts.returned(hub, read_retired(conn))]
        with run_log.logged(conn, "rollback") as doing:
            with printer.batches() as report:
                since = unfinish(work, doing.counted(report))
            locked = run_cut_back(work, since)
            doing.what["locked_seconds"] = round(locked, 3)
        work.begin()
        back = sum(row.schema == options.schema for row in read_relations(conn))
        conn.rollback()
    outcome = f"the {back} tables are back, with everything written since"
    printer.done(options, outcome, time.monotonic() - started, locked, notes)
    return DONE


def finalize(target: Target, options: Options, printer: Printer) -> int:
    started = time.monotonic()
    with working(target, options, printer) as work:
        conn = work.conn
        installed = look_up_installed(conn, target, options)
        if installed.stage == "finalized":
            printer.nothing_to_do(installed, options)
            return DONE
        hub, retired = read_hub(conn, options.schema), read_retired(conn)
        refuse_misplaced(conn, hub, installed)
        refuse_unfinished(installed)
        if found := lost_by_finalize(conn, options.schema):
            raise Blocked(found)
        if options.dry_run:
            show_paper.show(printer, dry_run.of_finalize(conn, options.schema), target)
            return PENDING
        ended = dry_run.ended_publications(conn, hub, retired)
        question = (
            f"finalize: {paper.place(conn)}, schema {options.schema}\n"
            "It drops what a rollback needs: there is no way back afterwards"
        )
        work.commit()  # while somebody thinks, we hold no lock
        printer.confirm(question, options)
        work.begin()
        run_upgrade(work, installed)  # a writer of an earlier version may name emptied columns
        with run_log.logged(conn, "finalize") as doing:
            locked = run_finalize(work)
            doing.what["locked_seconds"] = round(locked, 3)
    notes = [f"{note.object} {note.finding}. {note.remedy}" for note in ended]
    told = "what only a rollback needed is gone; there is no way back"
    printer.done(options, told, time.monotonic() - started, locked, notes)
    return DONE


def audit(target: Target, options: Options, printer: Printer) -> int:
    """The life of one row: audit TABLE KEY."""
    name, key = options.extra
    with connected(target, "audit", read_only=True) as conn:
        look_up_installed(conn, target, options)
        leaves = {row.table_name: leaf_name(row.leaf) for row in read_retired(conn)}
        table = leaves.get(name)
        for candidate in (view_name(options.schema, name), name):
            with suppress(psycopg.Error), conn.transaction():  # it may be no name at all
                table = table or ask_value(conn, "SELECT to_regclass(%s)::text", candidate)
        if table is None:
            raise Refused(
                f"there is no table {name}",
                hint="give its name as in SQL: schema.table, or a name of the hub",
            )
        events = ask(conn, Event, "facts/life_of_row", table=table, key=key)
    printer.events(events, name, key)
    return DONE


def health(target: Target, options: Options, printer: Printer) -> int:
    """Whether the hub needs somebody; for monitoring."""
    with connected(target, "health", read_only=True) as conn:
        look_up_installed(conn, target, options)
        query = "SELECT name, object, value, state, finding, remedy FROM v1_hub.health(%s)"
        found = read_as(conn, Health, query, [__version__])
    printer.health(found)
    states = {one.state for one in found}
    return ERROR if "act" in states else PENDING if "look" in states else DONE


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


def stop(_: Options, printer: Printer) -> int:
    running = (SERVER_DIR / "data").exists() and LocalServer(SERVER_DIR, embedded_bindir()).stop()
    printer.say("the embedded server is stopped" if running else "no embedded server was running")
    return DONE


COMMANDS: tuple[Callable[[Target, Options, Printer], int], ...] = (
    plan, install, verify, status, rollback, finalize, audit, scan, usage, drop, health, sql, psql,
)  # fmt: skip
RUN = {command.__name__: command for command in COMMANDS}


def ask_first(target: Target, options: Options, printer: Printer) -> None:
    """On a terminal: whether this is the database that was meant. Raises Failure for a no."""
    if options.yes or options.dry_run or target.embedded or not printer.asks():
        return
    with connected(target, options.command, read_only=True) as conn:
        relations = describe_relations(conn, read_hub(conn, options.schema), [])
        place = paper.place(conn)
    rows = sum(relation.row_count or 0 for relation in relations)
    printer.confirm(
        f"{options.command}: {place}, schema {options.schema}, with {len(relations)} relations "
        f"of the hub and about {rows:,} rows",
        options,
    )


def run(options: Options, printer: Printer) -> int:
    """Run one command; its exit status. Raises Failure, psycopg.Error, OSError."""
    if options.command == "stop":
        return stop(options, printer)
    target = find_target(options.database_url)
    if options.command in ("install", "rollback"):
        ask_first(target, options, printer)
    return RUN[options.command](target, options, printer)
