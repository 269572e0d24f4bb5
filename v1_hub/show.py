"""Printing: for a terminal, for a log file, as JSON."""

from __future__ import annotations

import contextlib
import json
import re
import shlex
import sys
import textwrap
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from decimal import Decimal
from typing import Any, Literal, NamedTuple, TextIO

import psycopg
from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from v1_hub import scan, usage
from v1_hub.checks import Finding
from v1_hub.connect import Target, hide_passwords
from v1_hub.failure import BLOCKED, Failure, Refused
from v1_hub.limits import NOT_FINDABLE
from v1_hub.options import Options
from v1_hub.recorded import Change
from v1_hub.relations import Shown
from v1_hub.render import IN_CHECKOUT, ident
from v1_hub.run_log import Run
from v1_hub.secrets import AuditedTable, audit_lines
from v1_hub.state import GOES_ON, Installed, Retired, unfinished
from v1_hub.verify import Check

LINE_SECONDS = 3.0  # between two lines of progress in a log file


# What a terminal would obey: all but tab and new line, and the return that rich leaves out.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


class Screen(Console):
    """A console on which no name, query or message of somebody else moves the cursor."""

    def render_str(self, text: str, **options: Any) -> Text:
        harmless = CONTROL.sub(lambda found: f"\\x{ord(found[0]):02x}", text)
        return super().render_str(harmless, **options)


class Printer:
    """Results on stdout, progress and errors on stderr; colour and bars on a terminal only."""

    def __init__(self, as_json: bool) -> None:
        self.as_json = as_json
        self.out = self._console(sys.stdout)
        self.err = self._console(sys.stderr)

    @staticmethod
    def _console(stream: TextIO) -> Console:
        terminal = stream.isatty()
        return Screen(
            file=stream,
            force_terminal=terminal,
            no_color=None if terminal else True,
            width=None if terminal else 110,
            highlight=False,
            markup=False,
            emoji=False,
            soft_wrap=True,
        )

    def say(self, text: str) -> None:
        self.err.print(as_called(hide_passwords(text)))

    def print(self, text: str = "", style: str | None = None) -> None:
        self.out.print(as_called(text), style=style)

    def notice(self, diagnostic: psycopg.errors.Diagnostic) -> None:
        """What the server warns of."""
        self.say(f"{(diagnostic.severity or 'notice').lower()}: {diagnostic.message_primary}")

    def raw(self, text: str) -> None:
        self.out.file.write(text)

    def json(self, **values: Any) -> None:
        told = json.dumps(plain(values), ensure_ascii=False, indent=2, default=str)
        self.raw(as_called(told) + "\n")

    def failure(self, failure: Failure) -> int:
        """Tell it; its exit status."""
        told = hide_passwords(str(failure))
        details = {name: hide_passwords(text) for name, text in failure.details.items()}
        if self.as_json:
            self.json(error=told, status=failure.status, **details)
            return failure.status
        word = "blocked" if failure.status == BLOCKED else "error"
        self.err.print(f"{word}: {told}", style="bold red")
        for name, text in details.items():
            indented = as_called(text).replace("\n", "\n" + " " * 13)
            self.err.print(f"  {name + ':':11}{indented}")
        return failure.status

    def table(self, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """The last column is free text and wraps; columns in capitals are numbers."""
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
        whole = self.out.width >= 100  # narrower, a name is broken and not cut off
        for column in columns[:-1]:
            justify: Literal["left", "right"] = "right" if column.isupper() else "left"
            table.add_column(column.lower(), justify=justify, no_wrap=whole, overflow="fold")
        table.add_column(columns[-1], overflow="fold")  # rich would put … for a blank too many
        for row in rows:
            table.add_row(*row)
        self.out.print(table)

    def findings(self, title: str, findings: Sequence[Finding], style: str) -> None:
        if findings:
            self.print(f"{title} ({len(findings)})", style=style)
        for finding in findings:
            self.item(f"{finding.object}: {finding.finding}")
            if finding.remedy:
                self.item(finding.remedy, 6)

    def item(self, text: str, indent: int = 2, style: str | None = None) -> None:
        """A line of a list; on a terminal it is broken between words, in a pipe it stays whole."""
        self.print(self._broken(self.out, text, indent), style)

    @staticmethod
    def _broken(console: Console, text: str, indent: int) -> str:
        if not console.is_terminal:
            return " " * indent + text
        return textwrap.fill(
            text,
            console.width - 1,
            initial_indent=" " * indent,
            subsequent_indent=" " * (indent + 2),
            break_long_words=False,
            break_on_hyphens=False,
        )

    def listing(self, title: str, lines: Sequence[str]) -> None:
        if lines and title:
            self.print(title, "bold")
        for line in lines:
            self.item(line)

    def nothing_to_do(
        self, installed: Installed | None, options: Options, done: Sequence[int] = (1, 2, 3)
    ) -> None:
        left_out = [phase for phase in (1, 2, 3) if phase not in done]
        what = installed.stage if installed else "not consolidated"
        version = installed.version if installed else None
        if self.as_json:
            self.json(result="nothing to do", state=what, version=version, phases_left_out=left_out)
            return
        told = f", version {version}" if version else ""
        self.print(f"nothing to do: the hub in schema {options.schema} is {what}{told}")
        for phase in left_out:
            self.print(f"phase {phase} was left out; install.py install --phases {phase} adds it")

    def due(
        self, installed: Installed, changes: Sequence[Change], sql: str, options: Options
    ) -> None:
        """What an install would bring up to date, and what a stopped command has left to do."""
        told = unfinished(installed)
        if self.as_json and not options.sql:
            state = installed.stage
            self.json(result="changes pending", schema=options.schema, state=state, upgrade=changes)
            return
        if told:
            (self.say if options.sql else self.print)(f"the hub in schema {options.schema} {told}")
        if options.sql:
            self.raw(sql)
        else:
            self.changes("To bring up to date", changes)

    def renewed(self, changes: Sequence[Change], locked: float, options: Options) -> None:
        """What an install has brought up to date."""
        if self.as_json:
            result = "upgraded"
            self.json(result=result, schema=options.schema, changes=changes, locked_seconds=locked)
            return
        self.changes("Brought up to date", changes)
        self.print(f"Locks were held for {locked:.2f} s.")

    def changes(self, title: str, changes: Sequence[Change]) -> None:
        lines = [f"{change.type} {change.identity} {change.why}" for change in changes]
        self.listing(f"{title} ({len(changes)})", lines)

    def asks(self) -> bool:
        """Whether somebody sits there who can answer."""
        return sys.stdin.isatty() and self.err.is_terminal

    def confirm(self, what: str, options: Options) -> None:
        """Ask on a terminal; without one, --yes must have been given. Raises Failure for a no."""
        if options.yes:
            return
        if not self.asks():
            command = shlex.join(["install.py", options.command, *options.extra, "--yes"])
            raise Refused(what, hint=command)
        for line in what.splitlines():
            self.err.print(self._broken(self.err, line, 0))
        if self.err.input("Go on? Type yes: ").strip() != "yes":
            raise Refused("not confirmed; nothing was changed")

    def blocked(self, blockers: Sequence[Finding], notes: Sequence[str] = ()) -> None:
        if self.as_json:
            self.json(result="blocked", blockers=blockers, notes=notes)
            return
        self.findings("Blocked; nothing was changed", blockers, "bold red")
        for note in notes:
            self.print(f"note: {note}")

    def installed(
        self,
        options: Options,
        target: Target,
        place: str,
        figures: Mapping[str, Any],
        before: Sequence[Shown],
        after: Sequence[Shown],
    ) -> None:
        """What has become of the tables; figures: steps, checks, and seconds of each stage."""
        if self.as_json:
            told = {"schema": options.schema, "phases": options.phases, **figures}
            self.json(result="installed", **told, before=before, after=after)
            return
        old = {row.relation: number(row.row_count) for row in before}
        rows = [
            (
                short_name(row.relation, options.schema),
                old.get(row.relation, "-"),
                number(row.row_count),
                ": ".join(filter(None, (row.kind, row.note))),
            )
            for row in sorted(after, key=lambda row: row.kind)  # tables, then views
        ]
        # Before, all were tables, also those that an install which was interrupted made views.
        tables = sum(row.kind == "table" for row in after)
        self.print(f"{len(before)} tables are {tables} now, in {place}", "bold green")
        self.table(("rows in", "BEFORE", "AFTER", "now a"), rows)
        done = f"{count(figures['steps'], 'step')}, {count(figures['checks'], 'check')}"
        seconds, locked = figures["seconds"], figures["locked_seconds"]
        self.print(f"{done} in {seconds:.1f} s; locks were held for {locked:.2f} s.")
        self.print()
        log = f"{ident(options.schema)}." if options.schema != "public" else ""
        self.print(f"Connect:  {target.how_to_connect()}")
        self.print(
            f"Try:      SELECT log_type, count(*) FROM {log}v1_hub_activity_logs GROUP BY 1;"
        )
        for name, command in (("Look:", "status"), ("Check:", "verify"), ("Back:", "rollback")):
            self.print(f"{name:10}{target.make(command, options.schema)}")

    def verified(self, checks: Sequence[Check]) -> None:
        bad = [check for check in checks if not check.ok]
        if self.as_json:
            self.json(ok=not bad, checks=checks)
            return
        for check in bad:
            self.print(f"not ok: {check.object}: {check.check_name}: {check.detail}", "bold red")
        for check in checks:
            if check.is_news:
                self.print(f"note: {check.object}: {check.check_name}: {check.detail}")
        self.print(f"{len(checks) - len(bad)} of {len(checks)} checks ok")

    def health(self, found: Sequence[Health]) -> None:
        if self.as_json:
            self.json(checks=found)
            return
        rows = [
            (one.state, one.name, one.object, one.finding or "nothing to measure") for one in found
        ]
        self.table(("state", "check", "object", "finding"), rows)
        self.listing("Remedies", [f"{one.name}: {one.remedy}" for one in found if one.remedy])

    def events(self, events: Sequence[Event], table_name: str, key: str) -> None:
        if self.as_json:
            self.json(table=table_name, key=key, events=events)
            return
        if not events:
            self.print(f"nothing is logged of {table_name} {key}")
            return
        self.table(("when", "what", "who", "change"), events)

    def scanned(self, findings: Sequence[scan.Finding]) -> None:
        """Every statement that is not fine, with what to write instead; a line that counts all."""
        tally = scan.tally(findings)
        if self.as_json:
            self.json(
                tally=tally,
                findings=findings,
                not_findable=[{"what": what, "why": why} for what, why in NOT_FINDABLE],
            )
            return
        for finding in findings:
            if finding.verdict == "fine":
                continue
            place = finding.source + (f":{finding.line}" if finding.line else "")
            state = f" ({finding.sqlstate})" if finding.sqlstate else ""
            style = "bold red" if finding.verdict == "breaks" else None
            self.item(f"{place}: {finding.verdict}{state}: {finding.why}", 0, style)
            self.print(f"    {finding.statement}")
            if finding.instead:
                self.item(f"instead: {finding.instead}", 4)
        told = ", ".join(f"{number} {verdict}" for verdict, number in tally.items())
        self.print(told or "no statement names a retired table")
        self.item(f"What no scan can find: {'; '.join(what for what, _ in NOT_FINDABLE)}.", 0)

    def used(
        self,
        names: Sequence[str],
        uses: Sequence[usage.NameUse],
        watch: usage.Watch,
        limits: Sequence[str],
    ) -> None:
        """Who still uses each retired name, since when it is watched, and what cannot be seen."""
        unused = [name for name in names if name not in {one.name for one in uses}]
        if self.as_json:
            self.json(watched_since=watch.first_run, uses=uses, unused=unused, limits=limits)
            return
        rows = []
        for one in uses:
            seen = (f"{moment:%Y-%m-%d}" for moment in (one.first_seen, one.last_seen))
            who = one.name, one.role_name, one.action
            rows.append((*who, number(one.calls), *seen, ", ".join(one.applications)))
        if uses:
            self.table(("name", "role", "does", "CALLS", "first seen", "last seen", "by"), rows)
        for name in unused:
            since = f" since {watch.first_run:%Y-%m-%d %H:%M}" if watch.first_run else ""
            self.print(f"{name}: no use was seen{since}")
        for limit in limits:
            self.print(f"note: {limit}")

    def status(
        self,
        installed: Installed | None,
        retired: Sequence[Retired],
        relations: Sequence[Shown],
        audited: Sequence[AuditedTable],
        runs: Sequence[Run],
        options: Options,
    ) -> None:
        phases = sorted({row.phase for row in retired})
        state = installed.stage if installed else "legacy" if relations else "none"
        if self.as_json:
            self.json(
                state=state,
                schema=options.schema,
                phases=phases,
                relations=relations,
                dropped={row.table_name: row.dropped_at for row in retired if row.dropped_at},
                audited=audited,
                runs=runs,
            )
            return
        told = f", phases {', '.join(map(str, phases))}" if phases else ""
        self.print(f"The hub in schema {options.schema} is {state}{told}.", "bold")
        if installed and (command := GOES_ON.get(installed.stage)):
            self.print(f"install.py {command} goes on.")
        for row in retired:
            if installed and installed.stage in GOES_ON and row.rows_due:
                self.print(f"  {row.table_name}: {row.rows_done:,} of {row.rows_due:,} rows")
        rows = [
            (
                short_name(r.relation, options.schema),
                r.kind,
                number(r.row_count),
                size(r.bytes),
                r.note,
            )
            for r in relations
        ]
        self.table(("relation", "kind", "ROWS", "SIZE", "note"), rows)
        for row in retired:
            if row.dropped_at:
                self.print(f"{row.table_name}: dropped on {row.dropped_at:%Y-%m-%d}")
        self.listing("Audited", audit_lines(audited, options.schema))
        self.listing(
            "Last runs",
            [
                f"{run.began_at:%Y-%m-%d %H:%M:%S%z} {run.command} {run.version} by {run.ran_by}: "
                f"{run.outcome}, {duration(run.seconds)}"
                for run in runs
            ],
        )

    def done(
        self,
        options: Options,
        told: str,
        seconds: float,
        locked: float,
        notes: Sequence[str] = (),
    ) -> None:
        if self.as_json:
            self.json(
                result=options.command,
                notes=notes,
                seconds=round(seconds, 3),
                locked_seconds=round(locked, 3),
            )
            return
        self.print(f"{told}: {seconds:.1f} s; locks were held for {locked:.2f} s.", "bold green")
        for note in notes:
            self.print(note)

    @contextlib.contextmanager
    def batches(self) -> Iterator[Callable[[str, int, int], None]]:
        """Progress by rows, with remaining time; in a log file a line every few seconds."""
        if self.err.is_terminal:
            columns = (
                TextColumn("{task.description}"),
                BarColumn(),
                TextColumn("{task.completed:,.0f} of {task.total:,.0f} rows"),
                TimeElapsedColumn(),
                TextColumn("remaining"),
                TimeRemainingColumn(),
            )
            with Progress(*columns, console=self.err, transient=True) as bar:
                tasks: dict[str, TaskID] = {}

                def advance(title: str, done: int, due: int) -> None:
                    if title not in tasks:
                        tasks[title] = bar.add_task(title, total=due)
                    bar.update(tasks[title], completed=done, total=due)

                yield advance
            return
        began: dict[str, tuple[float, int]] = {}  # of each title: when, and the rows done before
        told = time.monotonic()

        def line(title: str, done: int, due: int) -> None:
            nonlocal told
            now = time.monotonic()
            since, before = began.setdefault(title, (now, done))
            if now - told >= LINE_SECONDS and done > before:
                told = now
                rate = (done - before) / (now - since)
                left = duration((due - done) / rate)
                self.say(f"{title}: {done:,} of {due:,} rows, {rate:,.0f} a second, {left} to go")

        yield line


def plain(value: Any) -> Any:
    """Rows and dataclasses as JSON shows them: objects with names."""
    if is_dataclass(value):
        value = {field.name: getattr(value, field.name) for field in fields(value)}
    elif hasattr(value, "_asdict"):
        value = value._asdict()
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, (list, tuple)) else value


class Health(NamedTuple):
    """A gauge of the hub; value is None where there is nothing to measure."""

    name: str
    object: str
    value: Decimal | None
    state: str  # ok, look, act
    finding: str
    remedy: str


class Event(NamedTuple):
    """A change of a row, as the audit log tells it."""

    happened_at: str
    action: str
    changed_by: str
    change: str


def as_called(text: str) -> str:
    """The command in a hint by the name that it has here."""
    return text if IN_CHECKOUT else text.replace("install.py ", "v1-hub ")


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


def duration(seconds: float) -> str:
    """3.5 s, 12 min, 4.0 h."""
    if seconds < 120:
        return f"{seconds:.1f} s"
    return f"{seconds / 60:.0f} min" if seconds < 7200 else f"{seconds / 3600:.1f} h"


def count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
