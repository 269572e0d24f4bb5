"""Printing: for a terminal, for a log file, as JSON, as SQL."""

from __future__ import annotations

import contextlib
import itertools
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Literal, NamedTuple, TextIO

import psycopg
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from installer.database import hide_passwords
from installer.model import BLOCKED, Check, Failure, Finding, Lock, Options, Relation, Step


class Installed(NamedTuple):
    """What an install did."""

    place: str
    connect: str
    before: Sequence[Relation]
    after: Sequence[Relation]
    steps: int
    checks: int
    seconds: float
    locked_seconds: float


class Printer:
    """Results on stdout, progress and errors on stderr; colour and bars on a terminal only."""

    def __init__(self, as_json: bool) -> None:
        self.as_json = as_json
        self.out = self._console(sys.stdout)
        self.err = self._console(sys.stderr)

    @staticmethod
    def _console(stream: TextIO) -> Console:
        terminal = stream.isatty()
        return Console(
            file=stream,
            force_terminal=terminal,
            no_color=None if terminal else True,
            width=None if terminal else 110,
            highlight=False,
            markup=False,
            soft_wrap=True,
        )

    def say(self, text: str) -> None:
        self.err.print(hide_passwords(text))

    def print(self, text: str = "", style: str | None = None) -> None:
        self.out.print(text, style=style)

    def notice(self, diagnostic: psycopg.errors.Diagnostic) -> None:
        """What the server warns of."""
        self.say(f"{(diagnostic.severity or 'notice').lower()}: {diagnostic.message_primary}")

    def raw(self, text: str) -> None:
        self.out.file.write(text)

    def json(self, **value: Any) -> None:
        self.raw(json.dumps(value, ensure_ascii=False, indent=2, default=str) + "\n")

    def failure(self, failure: Failure) -> int:
        """Tell it; its exit status."""
        if self.as_json:
            self.json(error=hide_passwords(str(failure)), status=failure.status, **failure.details)
            return failure.status
        word = "blocked" if failure.status == BLOCKED else "error"
        self.err.print(hide_passwords(f"{word}: {failure}"), style="bold red")
        for name, text in failure.details.items():
            indented = hide_passwords(text).replace("\n", "\n" + " " * 13)
            self.err.print(f"  {name + ':':11}{indented}")
        return failure.status

    @contextlib.contextmanager
    def progress(self, total: int) -> Iterator[Callable[[str], None]]:
        if self.err.is_terminal:
            with Progress(console=self.err, transient=True) as bar:
                task = bar.add_task("", total=total)
                yield lambda title: bar.update(task, advance=1, description=title[:60])
            return
        count = itertools.count(1)
        yield lambda title: self.say(f"[{next(count)}/{total}] {title}")

    def table(self, *columns: str) -> Table:
        """The last column is free text and wraps; columns in capitals are numbers."""
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
        for column in columns[:-1]:
            justify: Literal["left", "right"] = "right" if column.isupper() else "left"
            table.add_column(column.lower(), justify=justify, no_wrap=True)
        table.add_column(columns[-1])
        return table

    def findings(self, title: str, findings: Sequence[Finding], style: str) -> None:
        if findings:
            self.print(f"{title} ({len(findings)})", style=style)
        for finding in findings:
            self.print(f"  {finding.object}: {finding.finding}")
            if finding.remedy:
                self.print(f"      {finding.remedy}")

    def nothing_to_do(
        self, state: str | None, options: Options, left_out: Sequence[int] = ()
    ) -> None:
        what = state if state and state != "legacy" else "not consolidated"
        if self.as_json:
            self.json(result="nothing to do", state=what, phases_left_out=left_out)
            return
        self.print(f"nothing to do: the hub in schema {options.schema} is {what}")
        for phase in left_out:
            self.print(f"phase {phase} was left out; install.py --phases {phase} adds it")

    def blocked(self, blockers: Sequence[Finding]) -> None:
        if self.as_json:
            self.json(result="blocked", blockers=[b._asdict() for b in blockers])
            return
        self.findings("Blocked; nothing was changed", blockers, "bold red")

    def plan(
        self,
        state: str,
        options: Options,
        blockers: Sequence[Finding],
        notes: Sequence[Finding],
        locks: Sequence[Lock],
        steps: Sequence[Step],
        relations: Sequence[Relation],
    ) -> None:
        if self.as_json:
            self.json(
                result="blocked" if blockers else "changes pending",
                state=state,
                schema=options.schema,
                phases=options.phases,
                blockers=[row._asdict() for row in blockers],
                notes=[row._asdict() for row in notes],
                locks=[row._asdict() for row in locks],
                steps=[row._asdict() for row in steps],
                relations=[row._asdict() for row in relations],
            )
            return
        self.relations(relations, options.schema)
        self.print()
        self.findings("Blockers", blockers, "bold red")
        self.findings("Notes", notes, "bold")
        for phase in sorted({step.phase for step in steps}):
            of_phase = [step for step in steps if step.phase == phase]
            title = f"Phase {phase}" if phase else "For all phases"
            self.print(f"{title}: {count(len(of_phase), 'step')}", "bold")
            for step in of_phase:
                self.print(f"  {step.ordinal:4} {step.title}")
        for mode in dict.fromkeys(lock.lock_mode for lock in locks):
            names = ", ".join(lock.relation for lock in locks if lock.lock_mode == mode)
            self.print(f"Locks, {mode}: {names}")
        if blockers:
            self.print("Blocked: nothing can be installed until the blockers are gone.")
        else:
            self.print("Nothing was changed. install.py runs this; plan --sql prints the SQL.")

    def relations(self, relations: Sequence[Relation], schema: str) -> None:
        table = self.table("relation", "kind", "ROWS", "SIZE", "note")
        for row in relations:
            name = short_name(row.relation, schema)
            table.add_row(name, row.kind, number(row.row_count), size(row.bytes), row.note)
        self.out.print(table)

    def installed(self, result: Installed, options: Options) -> None:
        if self.as_json:
            self.json(
                result="installed",
                schema=options.schema,
                phases=options.phases,
                steps=result.steps,
                checks=result.checks,
                seconds=round(result.seconds, 3),
                locked_seconds=round(result.locked_seconds, 3),
                before=[row._asdict() for row in result.before],
                after=[row._asdict() for row in result.after],
            )
            return
        old = {row.relation: number(row.row_count) for row in result.before}
        table = self.table("rows in", "BEFORE", "AFTER", "now a")
        for kind in ("table", "view"):
            for row in result.after:
                if row.kind == kind:
                    name = short_name(row.relation, options.schema)
                    rows = (old.get(row.relation, "-"), number(row.row_count))
                    table.add_row(name, *rows, ": ".join(filter(None, (kind, row.note))))
        tables = [sum(r.kind == "table" for r in side) for side in (result.before, result.after)]
        self.print(f"{tables[0]} tables are {tables[1]} now, in {result.place}", "bold green")
        self.out.print(table)
        done = f"{count(result.steps, 'step')}, {count(result.checks, 'check')}"
        locked = f"locks were held for {result.locked_seconds:.2f} s"
        self.print(f"{done} in {result.seconds:.1f} s; {locked}.")
        self.print()
        self.print(f"Connect:  {result.connect}")
        self.print("Try:      SELECT log_type, count(*) FROM v1_hub_activity_logs GROUP BY 1;")
        self.print("Look:     make status, make verify")
        self.print("Back:     make rollback")

    def verified(self, checks: Sequence[Check]) -> None:
        bad = [check for check in checks if not check.ok]
        if self.as_json:
            self.json(ok=not bad, checks=[check._asdict() for check in checks])
            return
        for check in bad:
            self.print(f"not ok: {check.object}: {check.check_name}: {check.detail}", "bold red")
        self.print(f"{len(checks) - len(bad)} of {len(checks)} checks ok")

    def status(
        self, state: str, phases: Sequence[int], relations: Sequence[Relation], options: Options
    ) -> None:
        if self.as_json:
            self.json(
                state=state,
                schema=options.schema,
                phases=phases,
                relations=[relation._asdict() for relation in relations],
            )
            return
        told = f", phases {phases_text(phases)}" if phases else ""
        self.print(f"The hub in schema {options.schema} is {state}{told}.", "bold")
        self.relations(relations, options.schema)

    def done(self, options: Options, steps: int, seconds: float, locked: float) -> None:
        if self.as_json:
            self.json(
                result=options.command,
                steps=steps,
                seconds=round(seconds, 3),
                locked_seconds=round(locked, 3),
            )
            return
        told = {
            "rollback": "the 13 tables are back, with everything written since",
            "finalize": "the originals of the copied tables are gone",
        }[options.command]
        times = f"{count(steps, 'step')} in {seconds:.1f} s; locks were held for {locked:.2f} s"
        self.print(f"{told}: {times}.", "bold green")


def short_name(relation: str, schema: str) -> str:
    """Without the schema of the hub, which the heading names."""
    return relation.removeprefix(f"{schema}.").removeprefix(f'"{schema}".')


def number(value: int | None) -> str:
    return "" if value is None else f"{value:,}"


def size(value: int | None) -> str:
    if value is None:
        return ""
    amount, units = float(value), ["B", "kB", "MB", "GB"]
    while amount >= 10240 and len(units) > 1:
        amount /= 1024
        units.pop(0)
    return f"{amount:.0f} {units[0]}"


def count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def phases_text(phases: Sequence[int]) -> str:
    return ", ".join(map(str, phases))
