"""Commands about retired names: scan, usage, drop. Each returns an exit status."""

from __future__ import annotations

import time
from pathlib import Path

from v1_hub import drop as dropping
from v1_hub import names, paper, shape
from v1_hub import plan as planning
from v1_hub import scan as scanning
from v1_hub import usage as using
from v1_hub.connect import Target, ask_value, connected
from v1_hub.decide import history_triggers
from v1_hub.facts import Connection, read_hub
from v1_hub.failure import BLOCKED, DONE
from v1_hub.look_up import look_up, look_up_installed, working
from v1_hub.options import Options
from v1_hub.scan_database import scan_database
from v1_hub.show import Printer
from v1_hub.state import read_log_columns, read_retired
from v1_hub.values import leaf_name

SERVER_TIME = "SELECT clock_timestamp()"  # to which the times of the database are compared


def names_now(conn: Connection, options: Options) -> names.Hub:
    hub = read_hub(conn, options.schema)
    return shape.is_now(hub, read_retired(conn), read_log_columns(conn))


def scan(target: Target, options: Options, printer: Printer) -> int:
    """Which statements would break, or differ, on the compatibility views."""
    with connected(target, "scan", read_only=True) as conn:
        if look_up(conn, target, options):
            hub = names_now(conn, options)
        else:
            facts = read_hub(conn, options.schema)
            hub = shape.will_be(planning.make_decision(conn, facts, options.phases))
        found = [] if options.extra else list(scan_database(conn, hub))
        found += scanning.scan_paths([Path(path) for path in options.extra], hub)
    printer.scanned(found)
    return scanning.exit_status(found)


def usage(target: Target, options: Options, printer: Printer) -> int:
    """Who still uses each retired name, added up over the runs of this command."""
    with connected(target, "usage", read_only=False) as conn:
        look_up_installed(conn, target, options)
        hub = names_now(conn, options)
        watch = using.record(conn, hub, ask_value(conn, SERVER_TIME))
        there = [one.name for one in hub.retired if not one.dropped]
        uses, limits = using.uses(conn), using.limits(conn)
        conn.commit()
    printer.used(there, [one for one in uses if one.name in there], watch, limits)
    return DONE


def drop(target: Target, options: Options, printer: Printer) -> int:
    """Take a retired name away for good: drop NAME."""
    started = time.monotonic()
    (name,) = options.extra
    with working(target, options, printer) as work:
        conn = work.conn
        installed = look_up_installed(conn, target, options)
        rows, facts = read_retired(conn), read_hub(conn, options.schema)
        row = dropping.find_name(rows, name, installed)
        hub = shape.is_now(facts, rows, read_log_columns(conn))
        one = next(one for one in hub.retired if one.name == name)
        has_view = facts.view(name) is not None
        triggers = [] if history_triggers(facts) else row.facts.get("triggers", [])
        waiting = [trigger["definition"] for trigger in triggers]
        place, now = paper.place(conn), ask_value(conn, SERVER_TIME)
        seen = dropping.gather(conn, hub, one, now, waiting) if has_view else None
        work.commit()  # what was seen is kept, and while somebody thinks, we hold no lock
        if seen and seen.against:
            printer.blocked(seen.against, seen.notes)
            return BLOCKED
        gone = f"drop {name}: its view is gone already; write down that it is gone for good"
        question = dropping.describe(one, seen) if seen else gone
        printer.confirm(f"drop: {place}, schema {options.schema}\n{question}", options)
        locked = dropping.run_drop(work, row, has_view=has_view)
    if row.treatment == "history" or row.leaf in facts.own:
        note = f"the rows of {name} stay in {'.'.join(one.leaf)}"
    else:
        note = f"there are no rows of {name}: somebody had dropped {leaf_name(row.leaf)}"
    told = "the name is gone for good"
    printer.done(options, told, time.monotonic() - started, locked, [note])
    return DONE
