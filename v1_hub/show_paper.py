"""A paper: one screen on a terminal, every line in a pipe. All of it is in --json, too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from v1_hub.connect import Target
from v1_hub.outcome import TableOutcome
from v1_hub.paper import Paper
from v1_hub.render import IN_CHECKOUT
from v1_hub.secrets import audit_lines, secret_lines
from v1_hub.show import Printer, count, duration, number, short_name, size

FEW = 7  # lines of a list that a screen has room for


def show(printer: Printer, paper: Paper, target: Target) -> None:
    if printer.as_json:
        printer.json(**vars(paper), result=paper.result, tally=paper.tally)
        return
    relations(printer, paper)
    upgrade(printer, paper)
    printer.findings("Blockers", paper.blockers, "bold red")
    notes(printer, paper)
    columns(printer, paper)
    views(printer, paper)
    printer.listing("Dropped", paper.dropped)
    printer.listing("Kept", paper.kept)
    audited(printer, paper)
    differences(printer, paper)
    subscribers(printer, paper)
    if paper.command == "install":  # on the way back, the table above says it
        steps(printer, paper)
    locks(printer, paper)
    estimate(printer, paper)
    if paper.blockers:
        printer.print("Blocked: nothing can be done until the blockers are gone.", "bold red")
        return
    printer.print(f"Nothing was changed. {elsewhere(printer, paper)}".strip())
    printer.print(f"To run it:  {target.make(paper.command, paper.schema)}{phases(paper)}")


def elsewhere(printer: Printer, paper: Paper) -> str:
    """Where there is more to read."""
    if paper.command == "install":
        more = "plan --sql prints the SQL, --html FILE a page of all this"
        return more + ("; every line: | less." if printer.out.is_terminal else ".")
    return "Every line: | less, or --json." if printer.out.is_terminal else ""


def section(
    printer: Printer,
    title: str,
    lines: Sequence[str],
    short: str = "",
    must_see: Sequence[str] = (),
) -> None:
    """The title and every line; on a terminal `short`, and what somebody must see."""
    if not printer.out.is_terminal:
        printer.listing(title, lines)
    elif lines and short:
        printer.item(short, 0)
        printer.listing("", few(must_see))


def tally(words: Iterable[str]) -> str:
    return ", ".join(f"{word} ({number})" for word, number in Counter(words).items())


def few(lines: Sequence[str]) -> list[str]:
    left_out = len(lines) - FEW
    return [*lines[:FEW], f"and {left_out} more"] if left_out > 1 else list(lines)


def upgrade(printer: Printer, paper: Paper) -> None:
    lines = [f"{change.type} {change.identity} {change.why}" for change in paper.upgrade]
    told = f"To bring up to date: {tally(change.type for change in paper.upgrade)}"
    section(printer, f"To bring up to date ({len(lines)})", lines, told)


def notes(printer: Printer, paper: Paper) -> None:
    """What to know beforehand; the remedies, which can wait, are not on a terminal."""
    if not printer.out.is_terminal:
        printer.findings("Notes", paper.notes, "bold")
        return
    of_schema = f"{paper.schema}."
    told = [f"{note.object}: {note.finding}".replace(of_schema, "") for note in paper.notes]
    printer.listing(f"Notes ({len(told)})", few(told))


def columns(printer: Printer, paper: Paper) -> None:
    moved = [line for table in paper.tables if (line := moved_columns(table))]
    renamed = [c for table in paper.tables for c in table.columns if not c.is_same]
    keys = [c for c in renamed if c.is_key]
    told = f"Columns under another name: {len(renamed)}, of them keys of result_data: {len(keys)}"
    section(printer, "Columns under another name (all columns: --json, --html)", moved, told)
    new = ", ".join(paper.merged)
    section(printer, "New columns", paper.merged and [new], f"New columns: {new}")


def moved_columns(table: TableOutcome) -> str:
    """What changes its name or place; empty where nothing does."""
    keys = [c.column for c in table.columns if c.is_key]
    moved = [f"{c.column} is {c.place}" for c in table.columns if not c.is_same and not c.is_key]
    told = [f"keys of result_data: {', '.join(keys)}"] * bool(keys)
    if not moved and not keys:
        return ""
    return f"{table.table}: {'; '.join([', '.join(moved)] * bool(moved) + told)}"


def views(printer: Printer, paper: Paper) -> None:
    outcomes = {short_name(view.name, paper.schema): view.outcome for view in paper.views}
    lines = [f"{name}: {outcome}" for name, outcome in outcomes.items()]
    told = f"Over retired tables: {tally(outcomes.values())}"
    section(printer, "Views and functions over retired tables", lines, told)


def audited(printer: Printer, paper: Paper) -> None:
    lines = audit_lines(paper.audited, paper.schema)
    masked = [f"{table.table_name}.{name}" for table in paper.audited for name in table.masked]
    tables, columns = count(len(paper.audited), "table"), ", ".join(masked) or "no column"
    told = f"Audited: {tables}; masked: {columns}"
    section(printer, "Audited", lines, told, secret_lines(paper.audited))


def differences(printer: Printer, paper: Paper) -> None:
    lines = []
    for one in paper.matters:
        state = f" ({one.sqlstate})" if one.sqlstate else ""
        sent = "pg_stat_statements " in one.source  # whose number tells nobody anything
        told = f": {' '.join(one.statement.split())[:60]}" if sent else ""
        lines.append(f"{one.source}: {one.verdict}{state}: {one.why}{told}")
    lines = list(dict.fromkeys(lines))
    told = ", ".join(f"{number} {verdict}" for verdict, number in paper.tally.items())
    if told:
        where, told = "functions, jobs and statistics", f"{told}; more: install.py scan"
        title = f"What the database's {where} see differently"
        short = f"Statements of {where}: {told}"
        section(printer, title, [*lines, f"statements: {told}"], short, lines)


def subscribers(printer: Printer, paper: Paper) -> None:
    """Printed as a script, for it is to be pasted."""
    if paper.subscribers:
        printer.print("Subscribers, in this order (my_subscription: its name there)", "bold")
    for todo in paper.subscribers:
        printer.print(f"  -- {todo.when} {paper.command}, on the {todo.where}: {todo.why}")
        for line in todo.sql.strip().splitlines():
            printer.print(f"  {line}")


def steps(printer: Printer, paper: Paper) -> None:
    for phase in sorted({step.phase for step in paper.steps}):
        of_phase = [step.title for step in paper.steps if step.phase == phase]
        title = f"Phase {phase}" if phase else "For all phases"
        section(printer, f"{title}: {count(len(of_phase), 'step')}", of_phase)


def phases(paper: Paper) -> str:
    """What install is to be told, where it is not all phases."""
    if paper.command != "install" or paper.phases == (1, 2, 3):
        return ""
    listed = f"--phases {','.join(map(str, paper.phases))}"
    return f" ARGS='{listed}'" if IN_CHECKOUT else f" {listed}"


def relations(printer: Printer, paper: Paper) -> None:
    printer.print(f"{paper.command} in {paper.place}, schema {paper.schema}", "bold")
    rows = [
        (short_name(row.relation, paper.schema), number(row.row_count), size(row.bytes), row.note)
        for row in paper.relations
    ]
    if rows:
        printer.table(("table", "ROWS", "SIZE", "becomes"), rows)
    else:
        printer.print("There is no hub yet: install makes the reference hub first.")
    if not printer.out.is_terminal:
        printer.print()


def locks(printer: Printer, paper: Paper) -> None:
    for mode in dict.fromkeys(lock.lock_mode for lock in paper.locks):
        locks = (lock.relation for lock in paper.locks if lock.lock_mode == mode)
        names = ", ".join(short_name(name, paper.schema) for name in locks)
        section(printer, f"Locks, {mode}", [names])  # how many, and how long: in the estimate


def estimate(printer: Printer, paper: Paper) -> None:
    one = paper.estimate
    printer.print(
        "Estimate (rates measured on 2 cores; a busy machine takes twice as long)", "bold"
    )
    locked = f"{one.locked_seconds:.2f} s on {count(len(paper.locks), 'relation')}"
    printer.print(f"  locks  {locked}, all at once; who waits goes on by itself")
    printer.print(f"  total  {duration(one.seconds)}; the hub works meanwhile")
    printer.print(
        f"  disk   {size(one.bytes_now)} now, {size(one.bytes_peak)} at the peak "
        f"({size(one.wal_bytes)} of it WAL), {size(one.bytes_after)} after"
    )
    section(printer, "", ["from   " + "; ".join(one.basis)])
