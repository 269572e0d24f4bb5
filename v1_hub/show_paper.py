"""A paper on the terminal, short; all of it is in --json and --html."""

from __future__ import annotations

from v1_hub.connect import Target
from v1_hub.outcome import TableOutcome
from v1_hub.paper import Paper
from v1_hub.render import IN_CHECKOUT
from v1_hub.show import Printer, count, duration, number, short_name, size


def show(printer: Printer, paper: Paper, target: Target) -> None:
    if printer.as_json:
        printer.json(**vars(paper), result=paper.result, tally=paper.tally)
        return
    relations(printer, paper)
    if paper.upgrade:
        printer.changes("To bring up to date", paper.upgrade)
    printer.findings("Blockers", paper.blockers, "bold red")
    printer.findings("Notes", paper.notes, "bold")
    moved = [line for table in paper.tables if (line := columns(table))]
    printer.listing("Columns under another name (all columns: --json, --html)", moved)
    printer.listing("New columns", paper.merged and [", ".join(paper.merged)])
    printer.listing(
        "Views and functions over retired tables",
        list(
            dict.fromkeys(f"{short_name(v.name, paper.schema)}: {v.outcome}" for v in paper.views)
        ),
    )
    printer.listing("Dropped", paper.dropped)
    printer.listing("Kept", paper.kept)
    printer.audited(paper.audited, paper.schema)
    differences(printer, paper)
    subscribers(printer, paper)
    if paper.command == "install":  # on the way back, the table above says it
        steps(printer, paper)
    for mode in dict.fromkeys(lock.lock_mode for lock in paper.locks):
        names = [
            short_name(lock.relation, paper.schema)
            for lock in paper.locks
            if lock.lock_mode == mode
        ]
        printer.listing(f"Locks, {mode}", [", ".join(names)])
    estimate(printer, paper)
    if paper.blockers:
        printer.print("Blocked: nothing can be done until the blockers are gone.", "bold red")
    else:
        printer.print(
            "Nothing was changed. plan --sql prints the SQL, --html FILE a page of all this."
            if paper.command == "install"
            else "Nothing was changed."
        )
        printer.print(f"To run it:  {target.make(paper.command, paper.schema)}{phases(paper)}")


def steps(printer: Printer, paper: Paper) -> None:
    for phase in sorted({step.phase for step in paper.steps}):
        of_phase = [step.title for step in paper.steps if step.phase == phase]
        title = f"Phase {phase}" if phase else "For all phases"
        printer.listing(f"{title}: {count(len(of_phase), 'step')}", of_phase)


def phases(paper: Paper) -> str:
    """What install is to be told, where it is not all phases."""
    if paper.command != "install" or paper.phases == (1, 2, 3):
        return ""
    listed = f"--phases {','.join(map(str, paper.phases))}"
    return f" ARGS='{listed}'" if IN_CHECKOUT else f" {listed}"


def relations(printer: Printer, paper: Paper) -> None:
    printer.print(f"{paper.command} in {paper.place}, schema {paper.schema}", "bold")
    table = printer.table("table", "ROWS", "SIZE", "becomes")
    for row in paper.relations:
        name = short_name(row.relation, paper.schema)
        table.add_row(name, number(row.row_count), size(row.bytes), row.note)
    printer.out.print(table)
    printer.print()


def columns(table: TableOutcome) -> str:
    """What changes its name or place; empty where nothing does."""
    folded = [c.column for c in table.columns if c.place.startswith("result_data ->> ")]
    moved = [
        f"{c.column} is {c.place}"
        for c in table.columns
        if not c.is_same and c.column not in folded
    ]
    keys = [f"keys of result_data: {', '.join(folded)}"] if folded else []
    return f"{table.table}: {'; '.join([', '.join(moved)] * bool(moved) + keys)}" * bool(
        moved or folded
    )


def differences(printer: Printer, paper: Paper) -> None:
    lines = []
    for one in paper.matters:
        state = f" ({one.sqlstate})" if one.sqlstate else ""
        lines.append(f"{one.source}: {one.verdict}{state}: {one.why}")
    told = ", ".join(f"{number} {verdict}" for verdict, number in paper.tally.items())
    if told:
        title = "What the database's functions, jobs and statistics see differently"
        printer.listing(
            title, [*dict.fromkeys(lines), f"statements: {told}; more: install.py scan"]
        )


def subscribers(printer: Printer, paper: Paper) -> None:
    """Printed as a script, for it is to be pasted."""
    if paper.subscribers:
        printer.print("Subscribers, in this order (my_subscription: its name there)", "bold")
    for todo in paper.subscribers:
        printer.print(f"  -- {todo.when} {paper.command}, on the {todo.where}: {todo.why}")
        for line in todo.sql.strip().splitlines():
            printer.print(f"  {line}")


def estimate(printer: Printer, paper: Paper) -> None:
    one = paper.estimate
    printer.print(
        "Estimate (rates measured on 2 cores; a busy machine takes twice as long)", "bold"
    )
    printer.print(f"  locks  {one.locked_seconds:.2f} s, all at once; who waits goes on by itself")
    printer.print(f"  total  {duration(one.seconds)}; the hub works meanwhile")
    printer.print(
        f"  disk   {size(one.bytes_now)} now, {size(one.bytes_peak)} at the peak "
        f"({size(one.wal_bytes)} of it WAL), {size(one.bytes_after)} after"
    )
    printer.listing("", ["from   " + "; ".join(one.basis)])
