"""The stages: cut over, finish, return, finalize. Each transaction of ours begins here.

In: a target and options. Out: what was done, for show.py. Killed anywhere, the hub works, and the
next run goes on from what v1_hub.hub and v1_hub.retired say.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeVar

import psycopg

from v1_hub import __version__, batches, checks, history, proxies, results, texts
from v1_hub.back import cut_back, set_aside
from v1_hub.checks import Made, find_foreign
from v1_hub.connect import Target, ask_value, begin, connected, run_sql
from v1_hub.decide import define_log
from v1_hub.facts import Hub, read_hub, watch
from v1_hub.failure import Blocked
from v1_hub.locks import Lock, Prepared, be_the_only_installer, run_steps, with_locks
from v1_hub.options import Options
from v1_hub.package import load_runtime
from v1_hub.plan import Plan, locks_needed, make_decision
from v1_hub.registry import LOG, PROXIES, SLOTS
from v1_hub.relations import count_rows
from v1_hub.render import ident, literal, read_sql, render
from v1_hub.show import Printer
from v1_hub.state import (
    Place,
    Retired,
    read_installed,
    read_log_columns,
    read_places,
    read_retired,
    recorded_keys,
)
from v1_hub.steps import (
    Step,
    cut_over,
    leaf_name,
    log_type_check,
    render_all,
    template_values,
    view_name,
)

Answer = TypeVar("Answer")


@dataclass
class Work:
    """A connection at work, and whom to tell."""

    conn: psycopg.Connection[Any]
    target: Target
    options: Options
    printer: Printer

    @property
    def hub(self) -> str:
        return self.options.schema

    def begin(self) -> None:
        """A transaction of its own, with the advisory lock that keeps other installers out."""
        self.conn.rollback()
        begin(self.conn, read_only=False)
        be_the_only_installer(self.conn, self.options.lock_wait, self.printer.say)

    def run(self, statement: str, source: str) -> None:
        """One short transaction."""
        self.begin()
        run_sql(self.conn, statement, source)
        self.conn.commit()

    def read(self, ask: Callable[..., Answer], *what: Any) -> Answer:
        """What one short transaction reads: ask(connection, *what)."""
        self.begin()
        found = ask(self.conn, *what)
        self.conn.rollback()
        return found

    def locked(self, statements: str, title: str, locks: Sequence[Lock]) -> float:
        """One short transaction under its locks, in attempts that hurt nobody. Returns seconds."""
        self.begin()
        steps = [Step(0, title, statements)]
        return self.under_locks(
            lambda: Prepared(list(locks), lambda: True, lambda: run_steps(self.conn, steps))
        )

    def under_locks(self, prepare: Callable[[], Prepared]) -> float:
        """The rest of a transaction, under all its locks. Returns how many seconds it held them."""
        options, say = self.options, self.printer.say
        locked_at = with_locks(self.conn, self.target, options.lock_wait, say, prepare)
        self.conn.commit()
        return time.monotonic() - locked_at

    def vacuum(self, relation: str) -> None:
        """TRUNCATE off: that would want a lock that clients feel."""
        self.maintain(f"VACUUM (TRUNCATE off, ANALYZE) {relation}", threading.TIMEOUT_MAX)

    def maintain(self, statement: str, seconds: float) -> None:
        """Outside of any transaction, and cancelled after so many seconds.

        By us: where a pooler is between, a lock_timeout would be left to somebody else.
        """
        with connected(self.target, "maintenance", read_only=False) as conn:
            conn.rollback()
            conn.autocommit = True
            timer = threading.Timer(seconds, conn.cancel)
            timer.start()
            try:
                conn.execute(statement.encode())
            finally:
                timer.cancel()
                timer.join()


# ----------------------------------------------------------------------
# Cut over
# ----------------------------------------------------------------------


def run_cut_over(work: Work, plan: Plan) -> float:
    """The cut-over: one transaction of metadata only. Returns how many seconds it locked."""
    conn, phases = work.conn, plan.decision.phases
    load_runtime(conn, work.hub)
    register_slots(work)
    made: list[texts.Piece] = []

    def prepare() -> Prepared:
        decision = make_decision(conn, work.hub, phases, summary=work.options.summary)
        steps = cut_over(decision)
        made[:] = texts.of_decision(decision)
        is_current = watch(conn, decision.hub)
        return Prepared(locks_needed(decision), is_current, lambda: run_steps(conn, steps))

    locked = work.under_locks(prepare)
    work.run(texts.record([*texts.runtime(work.hub), *made]), "what was made")
    return locked


def register_slots(work: Work) -> None:
    """Give work_slots its number in the audit log, by which the history knows its entries."""
    run_sql(
        work.conn,
        f"SELECT v1_hub.audit_register(to_regclass({literal(view_name(work.hub, SLOTS))})) "
        f"WHERE to_regclass({literal(view_name(work.hub, SLOTS))}) IS NOT NULL",
        "audit_register",
    )


# ----------------------------------------------------------------------
# Finish
# ----------------------------------------------------------------------


def finish(work: Work, report: batches.Report) -> None:
    """Everything that takes as long as there are rows, in small transactions."""
    places = work.read(read_places, work.hub)
    for place in places:
        if place.row.treatment in ("leaf", "fold") and place.row.stage in ("cut over", "returning"):
            attach(work, place)
    for place in places:
        rebind(work, place)
    for place in places:
        if place.row.treatment == "fold" and place.row.stage != "finished":
            place = start_counting(work, place)
            show_results(work, place, "folding")
            batches.fold(work.conn, place, "fold", report, work.vacuum)
            settle_results(work, place)
        elif place.row.treatment == "history" and place.row.stage != "finished":
            settle_history(work, place, report)
        else:
            work.run(stage(place, "finished"), "stage")
    enable_audit(work)
    fill_merged(work)
    work.run(
        "UPDATE v1_hub.hub SET stage = 'finished', finished_at = clock_timestamp(), "
        f"version = {literal(__version__)}",
        "stage",
    )


def rebind(work: Work, place: Place) -> None:
    """Materialized views go to the view. Only who reads them waits, as for a REFRESH."""
    if place.row.rebind and place.shown:
        work.printer.say(f"making materialized views of {place.row.table_name} again")
        work.locked(
            place.row.rebind + place.write_down("rebind = NULL"),
            f"materialized views of {place.row.table_name}",
            [],
        )


def enable_audit(work: Work) -> None:
    """Audit what is due, and what an earlier install audited, table by table."""
    installed = work.read(read_installed)
    due = installed.audit_due if installed else []
    for name in dict.fromkeys([*due, *work.read(audited_tables, "resumes")]):
        work.locked(
            render("steps/audit/enable.sql", tables=[name])
            + "UPDATE v1_hub.hub SET audit_due = "
            + f"array_remove(audit_due, {literal(name)});",
            f"audit {name}",
            [Lock(name, "SHARE ROW EXCLUSIVE")],
        )


def audited_tables(
    conn: psycopg.Connection[Any], which: Literal["enabled", "resumes"]
) -> list[str]:
    """The tables that are audited, or were until a rollback paused that."""
    name = "v1_hub.audit_table_of(t.id)::text"
    found = conn.execute(f"SELECT {name} FROM v1_hub.audit_tables AS t WHERE t.{which}".encode())
    return [name for (name,) in found if name]


def fill_merged(work: Work) -> None:
    """The first fill of the merged columns, where it is still due."""
    work.begin()
    installed = read_installed(work.conn)
    if installed and installed.merged_due:
        work.printer.say("counting what the proxies are told of")
        run_sql(work.conn, proxies.FILL, "fill the merged columns")
        run_sql(work.conn, "UPDATE v1_hub.hub SET merged_due = FALSE", "fill the merged columns")
    work.conn.commit()


def stage(place: Place, name: str) -> str:
    return place.write_down(f"stage = {literal(name)}")


def attach(work: Work, place: Place) -> None:
    """Validate the check on log_type, which nobody feels, then attach the leaf at once."""
    if place.table.relation.is_partition:
        work.run(stage(place, "attached"), "stage")
        return
    work.run(
        f"ALTER TABLE {place.leaf} VALIDATE CONSTRAINT {ident(log_type_check(place.table))}",
        f"validate {place.leaf}",
    )
    work.locked(
        f"ALTER TABLE {view_name(work.hub, LOG)} ATTACH PARTITION {place.leaf} "
        f"FOR VALUES IN ({literal(place.row.leaf)});\n{stage(place, 'attached')}",
        f"attach {place.leaf}",
        [Lock(place.leaf, "ACCESS EXCLUSIVE")],
    )


def show_results(work: Work, place: Place, mode: results.Mode) -> None:
    """The view and the writer of a folded leaf for a mode."""
    if not place.shown:
        return
    values = template_values(place.hub, place.table, mode)
    work.locked(
        texts.with_record(render_all(["results/view", "results/writer"], values)),
        f"{mode} {place.row.table_name}",
        [Lock(place.leaf, "SHARE ROW EXCLUSIVE")],
    )


def settle_results(work: Work, place: Place) -> None:
    """All rows are folded: the view loses its CASE, the check is validated."""
    show_results(work, place, "folded")
    name = results.check_name(place.table)
    work.run(f"ALTER TABLE {place.leaf} VALIDATE CONSTRAINT {ident(name)}", f"validate {name}")
    renew_indexes(work, place, place.leaf)
    work.run(stage(place, "finished"), "stage")


def renew_indexes(work: Work, place: Place, later: str) -> None:
    """Give back what rewriting every row made the indexes grow by; applications go on writing.

    One at a time, so that it wants disk for one. Each waits for the transactions there are; what
    takes longer than --lock-wait keeps its size. What a stopped run left goes first.
    `later`: how the table is called when this command has ended.
    """
    stopped: psycopg.Error | None = None
    for what, is_valid in (("DROP", False), ("REINDEX", True), ("DROP", False)):
        for name in work.read(leaf_indexes, place, is_valid):
            try:
                work.maintain(f"{what} INDEX CONCURRENTLY v1_hub.{name}", work.options.lock_wait)
            except psycopg.Error as error:
                stopped = error
                break
    if stopped:
        schema, _, _ = later.rpartition(".")
        names = work.read(leaf_indexes, place, False)
        by_hand = [f"DROP INDEX CONCURRENTLY {schema}.{name};" for name in names]
        by_hand.append(f"REINDEX TABLE CONCURRENTLY {later};")
        work.printer.say(
            f"indexes of {place.row.table_name} stay larger than they need be "
            f"({stopped.diag.message_primary or stopped}); when it is quiet: {' '.join(by_hand)}"
        )


def leaf_indexes(conn: psycopg.Connection[Any], place: Place, is_valid: bool) -> list[str]:
    """Those that can be made anew, or what a REINDEX that was stopped has left of them."""
    query = read_sql("facts/leaf_indexes").encode()
    found = conn.execute(query, {"leaf": place.leaf, "is_valid": is_valid})
    return [name for (name,) in found]


def settle_history(work: Work, place: Place, report: batches.Report) -> None:
    """The rest of the history goes to the audit log, and the view reads that alone."""
    place = start_counting(work, place)
    copying = history_values(work, place, "copying")
    work.run(render("steps/history/make_months.sql", **copying), "months of the history")
    batches.copy_history(work.conn, place, copying, report)
    work.run(render("steps/history/hide_gone.sql", **copying), "entries that are no history")
    if place.shown:
        copied = history_values(work, place, "copied")
        shown = texts.with_record(render_all(["history/view", "history/writer"], copied))
        work.locked(
            shown + stage(place, "finished"),
            "the history without the original",
            [Lock(place.view, "ACCESS EXCLUSIVE")],
        )
    else:
        work.run(stage(place, "finished"), "stage")


def history_values(work: Work, place: Place, mode: history.Mode) -> dict[str, Any]:
    hides = mode == "copied" and work.read(batches.hides_gone)
    keys = recorded_keys(place.row)
    return template_values(place.hub, place.table, mode, keys, hides=hides)


# ----------------------------------------------------------------------
# The way back
# ----------------------------------------------------------------------


def unfinish(work: Work, report: batches.Report) -> None:
    """What takes as long as there are rows on the way back, in small transactions."""
    work.run("UPDATE v1_hub.hub SET stage = 'returning'", "stage")
    places = work.read(read_places, work.hub)
    for place in places:
        if place.row.treatment == "fold":
            if place.row.stage != "returning":
                place = start_counting(work, place, anew=True)
                show_results(work, place, "unfolding")
                work.run(stage(place, "returning"), "stage")
            save_extra(work, place)
            batches.fold(work.conn, place, "unfold", report, work.vacuum)
            renew_indexes(work, place, place.view)
        elif place.row.treatment == "history":
            if place.row.stage != "finished":
                settle_history(work, place, report)
            return_history(work, place)


def start_counting(work: Work, place: Place, *, anew: bool = False) -> Place:
    """How many rows there are to do, for progress; done ones stay counted when a run goes on."""
    due = work.read(count_rows, place.table.relation) or 0
    done = 0 if anew else place.row.rows_done
    work.run(place.write_down(f"rows_done = {done}, rows_due = {due}"), "progress")
    return replace(place, row=replace(place.row, rows_done=done, rows_due=due))


def save_extra(work: Work, place: Place) -> None:
    """Keep what new code wrote into result_data and the table has no column for."""
    values = template_values(place.hub, place.table, "unfolding")
    extra = f"FROM {place.leaf} AS l WHERE l.result_data - {values['keys']} <> '{{}}'"
    if found := work.read(ask_value, f"SELECT count(*) {extra}"):
        name = f"{place.row.leaf}_extra"
        work.printer.say(
            f"{found} results have keys that the table has no column for: "
            f"kept in v1_hub_retired.{name}"
        )
        work.run(
            render(
                "steps/results/save_extra.sql",
                **values,
                extra=name,
                key_columns=list(place.table.relation.primary_key),
            ),
            "extra keys",
        )


def return_history(work: Work, place: Place) -> None:
    """Rows that came since go into the original, whose foreign keys hold again."""
    there = {k.name: k.is_validated for k in place.table.relation.constraints}
    for key in recorded_keys(place.row):
        name = ident(key.name)
        definition = key.definition.removesuffix(" NOT VALID")
        was_valid = definition == key.definition
        if key.name not in there and was_valid:
            work.run(render("steps/history/drop_orphans.sql", leaf=place.leaf, key=key), "orphans")
        if key.name not in there:
            work.locked(
                f"ALTER TABLE {place.leaf} ADD CONSTRAINT {name} {definition} NOT VALID",
                f"foreign key {name}",
                [Lock(place.leaf, "SHARE ROW EXCLUSIVE")],
            )
        # Also where a run was stopped between the two.
        if was_valid and not there.get(key.name):
            work.run(f"ALTER TABLE {place.leaf} VALIDATE CONSTRAINT {name}", f"validate {name}")
    places = work.read(read_places, work.hub)
    place = next(p for p in places if p.row.table_name == place.row.table_name)
    values = history_values(work, place, "copied")
    work.run(
        render("steps/history/return_rows.sql", **values)
        + place.write_down(f"copied_to = (SELECT max(o.id) FROM {place.leaf} AS o)"),
        "history since",
    )


def back_locks(conn: psycopg.Connection[Any], hub: Hub, rows: Sequence[Retired]) -> list[Lock]:
    """All locks of the cut back: views, what lies under them or is bound to it, what is audited."""
    names = [view_name(hub.schema, row.table_name) for row in rows if hub.view(row.table_name)]
    names += [leaf_name(row.leaf) for row in rows if row.leaf in hub.own]
    names += [view_name(hub.schema, name) for name in (PROXIES, SLOTS) if hub.table(name)]
    names += audited_tables(conn, "enabled")  # whose triggers go
    return [Lock(name, "ACCESS EXCLUSIVE") for name in dict.fromkeys(names)]


def run_cut_back(work: Work, made: Sequence[Made]) -> float:
    """The cut back: one transaction of metadata only; the package goes. Returns seconds."""
    conn = work.conn
    work.begin()

    def prepare() -> Prepared:
        hub = read_hub(conn, work.hub)
        rows, columns = read_retired(conn), read_log_columns(conn)
        installed = read_installed(conn)
        steps = cut_back(
            hub,
            rows,
            columns,
            installed.proxies if installed else None,
            hides=batches.hides_gone(conn),
        )
        locks = back_locks(conn, hub, rows)
        return Prepared(locks, watch(conn, hub), lambda: run_back(steps))

    def run_back(steps: Sequence[Step]) -> None:
        if found := find_foreign(conn, work.hub, made):
            raise Blocked(found)  # they have come since
        run_steps(conn, steps)
        run_steps(conn, [Step(0, "keep the audit log aside", set_aside(work.hub))])
        dropping = checks.drop_statements(checks.read_objects(conn, made), made)
        run_steps(conn, [Step(0, "drop what is ours", statement) for statement in dropping])

    return work.under_locks(prepare)


# ----------------------------------------------------------------------
# The end of the way back
# ----------------------------------------------------------------------


def finalize_step(conn: psycopg.Connection[Any], schema: str) -> tuple[Step, list[Lock], list[str]]:
    """What finalize runs, under which locks, and what is gone then, by name."""
    retired, columns = read_retired(conn), read_log_columns(conn)
    emptied = [d.name for d in define_log(columns) if d.emptied]
    originals = [row.leaf for row in retired if row.treatment == "history"]
    leaves = [leaf_name(row.leaf) for row in retired if row.treatment in ("leaf", "fold")]
    log = view_name(schema, LOG)
    statement = render("steps/hub/finalize.sql", log=log, emptied=emptied, originals=originals)
    for place in read_places(conn, schema):
        if place.row.treatment == "fold" and place.shown:
            # Its writer no longer keeps emptied columns empty.
            values = template_values(place.hub, place.table, "folded")
            writer = render("steps/results/writer.sql", **{**values, "defaulted": []})
            statement += texts.with_record(writer)
    return (
        Step(0, "drop what only a rollback needs", statement),
        [Lock(name, "ACCESS EXCLUSIVE") for name in leaves if emptied],
        [
            *([f"emptied columns of {log}: {', '.join(map(ident, emptied))}"] if emptied else []),
            *(f"table {leaf_name(name)}, whose rows the audit log has" for name in originals),
        ],
    )


def run_finalize(work: Work) -> float:
    """Drop what only a rollback needs: emptied columns, the original history. Returns seconds."""
    step, locks, _ = work.read(finalize_step, work.hub)
    return work.locked(step.statement, "finalize", locks)
