"""The stages: cut over, and finish (way_back.py: return and finalize).

In: a target and options. Out: what was done, for show.py. Killed anywhere, the hub works, and the
next run goes on from what v1_hub.hub and v1_hub.retired say.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal

import psycopg

from v1_hub import __version__, batches, history, proxies, results, texts
from v1_hub.connect import ask_value, run_sql
from v1_hub.facts import Connection, ask_column, read_hub, watch
from v1_hub.failure import Blocked
from v1_hub.locks import Lock, Prepared, running
from v1_hub.package import runtime_files
from v1_hub.plan import Plan, locks_needed, make_decision
from v1_hub.registry import LOG, SLOTS
from v1_hub.relations import count_rows
from v1_hub.render import ident, literal, render
from v1_hub.run_log import Report
from v1_hub.state import Place, read_installed, read_places, recorded_keys
from v1_hub.steps import cut_over
from v1_hub.treatment import IN_LOG
from v1_hub.values import log_type_check, render_all, template_values, view_name
from v1_hub.work import Work


def run_cut_over(work: Work, plan: Plan) -> float:
    """The cut-over: one transaction of metadata only. Returns how many seconds it locked."""
    conn, phases = work.conn, plan.decision.phases
    for name, text in runtime_files(work.hub):
        run_sql(conn, text, name)
    # The number of work_slots in the audit log: by it the history knows its entries.
    slots = f"to_regclass({literal(view_name(work.hub, SLOTS))})"
    register = f"SELECT v1_hub.audit_register({slots}) WHERE {slots} IS NOT NULL"
    run_sql(conn, register, "audit_register")
    made: list[texts.Piece] = []

    def prepare() -> Prepared:
        hub = read_hub(conn, work.hub)
        decision = make_decision(conn, hub, phases, summary=work.options.summary)
        steps = cut_over(decision)
        made[:] = texts.of_decision(decision)
        is_current = watch(conn, hub)
        return Prepared(locks_needed(decision), is_current, running(conn, steps))

    locked = work.under_locks(prepare)
    work.run(texts.record([*texts.runtime(work.hub), *made]), "what was made")
    return locked


def finish(work: Work, report: Report) -> None:
    """Everything that takes as long as there are rows, in small transactions."""
    places = work.read(read_places, work.hub)
    due = [place for place in places if place.row.stage != "finished"]
    if found := work.read(batches.find_watchers, due):
        raise Blocked(found)
    work.run("UPDATE v1_hub.hub SET stage = 'finishing'", "stage")
    for place in places:
        if place.row.treatment in IN_LOG and place.row.stage in ("cut over", "returning"):
            attach(work, place)
    for place in places:
        rebind(work, place)
        if place.row.treatment == "fold" and place.row.stage != "finished":
            place = start_counting(work, place, anew=place.row.stage == "returning")
            show_results(work, place, "folding")
            batches.fold(work, place, "fold", report)
            settle_results(work, place)
        elif place.row.treatment == "history" and place.row.stage != "finished":
            settle_history(work, place, report)
    work.run("UPDATE v1_hub.retired SET stage = 'finished'", "stage")
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
        again = place.row.rebind + place.write_down("rebind = NULL")
        work.locked(again, f"materialized views of {place.row.table_name}", [])


def enable_audit(work: Work) -> None:
    """Audit what is due, and what an earlier install audited, table by table."""
    installed = work.read(read_installed)
    due = installed.audit_due if installed else []
    for name in dict.fromkeys([*due, *work.read(audited_tables, "resumes")]):
        enable = render("steps/audit/enable.sql", tables=[name])
        done = f"UPDATE v1_hub.hub SET audit_due = array_remove(audit_due, {literal(name)});"
        work.locked(enable + done, f"audit {name}", [Lock(name, "SHARE ROW EXCLUSIVE")])


def audited_tables(conn: Connection, which: Literal["enabled", "resumes"]) -> list[str]:
    """The tables that are audited, or were until a rollback paused that."""
    name = "v1_hub.audit_table_of(t.id)::text"
    found = conn.execute(f"SELECT {name} FROM v1_hub.audit_tables AS t WHERE t.{which}".encode())
    return [name for (name,) in found if name]


def fill_merged(work: Work) -> None:
    """The first fill of the merged columns, where it is still due."""
    work.begin()
    installed = read_installed(work.conn)
    if installed and installed.merged_due:
        if ask_value(work.conn, "SELECT to_regclass('v1_hub.proxy')"):  # else verify says it
            work.printer.say("counting what the proxies are told of")
            run_sql(work.conn, proxies.FILL, "fill the merged columns")
        run_sql(work.conn, "UPDATE v1_hub.hub SET merged_due = FALSE", "fill the merged columns")
    work.commit()


def stage(place: Place, name: str) -> str:
    return place.write_down(f"stage = {literal(name)}")


def attach(work: Work, place: Place) -> None:
    """Validate the check on log_type, which nobody feels, then attach the leaf at once."""
    if place.table.relation.is_partition:
        work.run(stage(place, "attached"), "stage")
        return
    numbers, below = f"{LOG}_id_seq", ""
    if numbers in place.hub.relations and "id" in {c.log_name for c in place.table.columns}:
        names = {"leaf": place.leaf, "log_sequence": view_name(work.hub, numbers)}
        below = render("steps/log/number_below.sql", **names)
    name = ident(log_type_check(place.table))
    work.run(
        f"{below}ALTER TABLE {place.leaf} VALIDATE CONSTRAINT {name}", f"validate {place.leaf}"
    )
    work.locked(
        f"ALTER TABLE {view_name(work.hub, LOG)} ATTACH PARTITION {place.leaf} "
        f"FOR VALUES IN ({literal(place.row.leaf)});\n{stage(place, 'attached')}",
        f"attach {place.leaf}",
        [Lock(place.leaf, "ACCESS EXCLUSIVE")],
    )


def show_results(work: Work, place: Place, mode: results.Mode, *, closed: bool = False) -> None:
    """The view and the writer of a folded leaf for a mode, and the check of what others write.

    closed: no other than the view may write result_data. Unfolding is written down with it: a run
    that is stopped right after it must not take rows for folded.
    """
    values = {**template_values(place.hub, place.table, mode), "closed": closed}
    shown = ["results/view", "results/writer"] if place.shown else []
    returning = stage(place, "returning") if mode == "unfolding" else ""
    names = [place.view, place.leaf] if place.shown else [place.leaf]  # as clients take them
    work.locked(
        texts.with_record(render_all([*shown, "results/check_function"], values)) + returning,
        f"{mode} {place.row.table_name}",
        [Lock(name, "ACCESS EXCLUSIVE") for name in names],
    )


def settle_results(work: Work, place: Place) -> None:
    """All rows are folded: the view loses its CASE, the check is validated."""
    show_results(work, place, "folded")
    name = results.check_name(place.table)
    if name not in {k.name for k in place.table.relation.constraints}:  # somebody has dropped it
        values = template_values(place.hub, place.table, "folded")
        work.run(render("steps/results/checks.sql", **values), f"add {name}")
    work.run(f"ALTER TABLE {place.leaf} VALIDATE CONSTRAINT {ident(name)}", f"validate {name}")
    renew_indexes(work, place, place.leaf)
    work.run(stage(place, "finished"), "stage")


def renew_indexes(work: Work, place: Place, later: str) -> None:
    """Give back what rewriting every row made the indexes grow by; applications go on writing.

    One at a time, so that it wants disk for one. Each waits for the transactions there are; what
    takes longer than --lock-wait keeps its size. What a stopped run left goes first.
    `later`: how the table is called when this command has ended.
    """
    indexes, stopped = "facts/leaf_indexes", None
    for what, is_valid in (("DROP", False), ("REINDEX", True), ("DROP", False)):
        for name in work.read(ask_column, indexes, leaf=place.leaf, is_valid=is_valid):
            try:
                work.maintain(f"{what} INDEX CONCURRENTLY v1_hub.{name}", work.options.lock_wait)
            except psycopg.Error as error:
                stopped = error
                break
    if stopped:
        schema, _, _ = later.rpartition(".")
        names = work.read(ask_column, indexes, leaf=place.leaf, is_valid=False)
        by_hand = [f"DROP INDEX CONCURRENTLY {schema}.{name};" for name in names]
        by_hand.append(f"REINDEX TABLE CONCURRENTLY {later};")
        work.printer.say(
            f"indexes of {place.row.table_name} stay larger than they need be "
            f"({stopped.diag.message_primary or stopped}); when it is quiet: {' '.join(by_hand)}"
        )


def settle_history(work: Work, place: Place, report: Report) -> None:
    """The rest of the history goes to the audit log, and the view reads that alone."""
    place = start_counting(work, place)
    copying = history_values(work, place, "copying")
    work.run(render("steps/history/make_months.sql", **copying), "months of the history")
    batches.copy_history(work, place, copying, report)
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


def start_counting(work: Work, place: Place, *, anew: bool = False) -> Place:
    """How many rows there are to do, for progress; done ones stay counted when a run goes on."""
    due = work.read(count_rows, place.table.relation) or 0
    done = 0 if anew else place.row.rows_done
    work.run(place.write_down(f"rows_done = {done}, rows_due = {due}"), "progress")
    return replace(place, row=replace(place.row, rows_done=done, rows_due=due))
