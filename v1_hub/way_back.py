"""The way back, and its end: return and finalize, in transactions as in stages.py."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from v1_hub import batches, checks, results, texts
from v1_hub.back import cut_back, set_aside
from v1_hub.checks import Finding, Made, find_foreign
from v1_hub.connect import ask_value
from v1_hub.decide import define_log
from v1_hub.facts import Connection, Hub, ask_column, is_enforced, read_hub, watch
from v1_hub.failure import Blocked
from v1_hub.locks import Lock, Prepared, running
from v1_hub.registry import LOG, PROXIES, SLOTS
from v1_hub.render import ident, literal, render
from v1_hub.run_log import Report
from v1_hub.show import count
from v1_hub.stages import (
    audited_tables,
    history_values,
    renew_indexes,
    settle_history,
    show_results,
    start_counting,
)
from v1_hub.state import (
    Place,
    Retired,
    find_places,
    read_installed,
    read_log_columns,
    read_made,
    read_places,
    read_retired,
    recorded_keys,
)
from v1_hub.steps import Step
from v1_hub.treatment import IN_LOG
from v1_hub.values import leaf_name, render_all, template_values, view_name
from v1_hub.work import Work


def unfinish(work: Work, report: Report) -> str:
    """What takes as long as there are rows on the way back, in small transactions.

    Returns the transaction from which on the cut back has to look for history.
    """
    work.run("UPDATE v1_hub.hub SET stage = 'returning'", "stage")
    if not work.read(ask_value, "SELECT to_regnamespace('v1_hub_retired')"):
        work.run(render("runtime/hub/schemas.sql"), "a schema that somebody has dropped")
    places = work.read(read_places, work.hub)
    leaves = [place for place in places if place.row.treatment in IN_LOG]
    query = "SELECT nspowner::regrole::text FROM pg_namespace WHERE nspname = 'v1_hub_retired'"
    owner: str = work.read(ask_value, query)
    for place in leaves:
        watch_extra(work, place, owner)
    for place in places:
        if place.row.treatment == "fold":
            if place.row.stage != "returning":
                place = start_counting(work, place, anew=True)
                show_results(work, place, "unfolding")
            for closed in (False, True):  # what new code writes until the door is closed
                if closed:
                    show_results(work, place, "unfolding", closed=True)
                batches.fold(work, place, "unfold", report)
            renew_indexes(work, place, place.view)
        elif place.row.treatment == "history":
            if place.row.stage != "finished":
                settle_history(work, place, report)
            return_history(work, place)
    for place in leaves:
        save_extra(work, place)
    since: str = work.read(ask_value, "SELECT pg_snapshot_xmin(pg_current_snapshot())::xid::text")
    for place in places:
        if place.row.treatment == "history":
            return_rows(work, place)
    return since


def watch_extra(work: Work, place: Place, owner: str) -> None:
    """From now on, keep what new code writes into a leaf and the table has no column for.

    owner: whose that becomes.
    """
    values = results.extra_values(place.table) | {"owner": owner, "hub": work.hub}
    names = ["log/watch_extra", "hub/close"]  # closed before it is written down
    work.locked(
        texts.with_record(render_all(names, values)),
        f"watch {place.leaf}",
        [Lock(place.leaf, "SHARE ROW EXCLUSIVE")],
    )


def save_extra(work: Work, place: Place) -> None:
    """The same of the rows that are there."""
    work.run(render("steps/log/save_extra.sql", **results.extra_values(place.table)), "extra")


def tell_extra(work: Work, places: Sequence[Place]) -> None:
    """Say what is kept, be it of an earlier run; without any, the table for it goes."""
    kept = {
        f"v1_hub_retired.{ident(f'{place.row.leaf}_extra')}": place.row.table_name
        for place in places
        if place.row.treatment in IN_LOG
    }
    if not kept:
        return
    counted = [
        f"SELECT {literal(name)}, count(DISTINCT e.row_key) FROM {name} AS e" for name in kept
    ]
    # Unless something stands on it since.
    unless = "EXCEPTION WHEN dependent_objects_still_exist THEN NULL; END;"
    drops = []
    for name, rows in work.conn.execute(" UNION ALL ".join(counted).encode()):
        if rows:
            values = f"{count(rows, 'row')} of {kept[name]} with values that it has no column for"
            work.printer.say(f"{values}: kept in {name}")
        else:
            drops.append(f"BEGIN DROP TABLE {name}; {unless}")
    work.conn.execute(f"DO {literal(' '.join(['BEGIN', *drops, 'END']))}".encode())


def return_history(work: Work, place: Place) -> None:
    """Rows that came since go into the original, whose foreign keys hold again."""
    there = {k.name: k.is_validated for k in place.table.relation.constraints}
    for key in recorded_keys(place.row):
        name = ident(key.name)
        definition = key.definition.removesuffix(" NOT VALID")
        was_valid = definition == key.definition and is_enforced(definition)
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
    return_rows(work, place)
    values = history_values(work, place, "copied")
    if rows := work.read(ask_value, render("steps/history/met_ids.sql", **values)):
        work.printer.say(
            f"{count(rows, 'row')} of {place.row.table_name} with the id of another: "
            "kept in the audit log alone"
        )


def return_rows(work: Work, place: Place) -> None:
    """Entries of the log that the original lacks become its rows."""
    values = history_values(work, place, "copied")
    work.run(
        render("steps/history/return_rows.sql", **values, since=None)
        + place.write_down(f"copied_to = (SELECT max(o.id) FROM {place.leaf} AS o)"),
        "history since",
    )


def back_locks(
    conn: Connection, hub: Hub, rows: Sequence[Retired], made: Sequence[Made]
) -> list[Lock]:
    """All locks of the cut back: views, what lies under them or is bound to it, what is audited,
    and what goes, which somebody may be watching.

    The log first, as who writes through it takes it before the leaf.
    """
    names = [f"ONLY {view_name(hub.schema, LOG)}"] if LOG in hub.relations else []
    names += [view_name(hub.schema, row.table_name) for row in rows if hub.view(row.table_name)]
    names += [leaf_name(row.leaf) for row in rows if row.leaf in hub.own]
    names += [view_name(hub.schema, name) for name in (PROXIES, SLOTS) if hub.table(name)]
    names += audited_tables(conn, "enabled")  # whose triggers go
    ours = [row.identity for row in made if row.type == "table"]
    names += ask_column(conn, "checks/there", names=ours)
    return [Lock(name, "ACCESS EXCLUSIVE") for name in dict.fromkeys(names)]


def run_cut_back(work: Work, since: str) -> float:
    """The cut back: one transaction of metadata, and of history `since`. Returns seconds."""
    conn = work.conn
    work.begin()

    def prepare() -> Prepared:
        hub = read_hub(conn, work.hub)
        rows, installed, made = read_retired(conn), read_installed(conn), read_made(conn)
        places = find_places(hub, rows, read_log_columns(conn))
        merged, hides = installed.proxies if installed else None, batches.hides_gone(conn)
        steps = cut_back(hub, places, merged, hides=hides, since=since)
        locks = back_locks(conn, hub, rows, made)
        pause = Step(0, "stop the audit", render("steps/audit/pause.sql"))
        aside = Step(0, "keep the audit log aside", set_aside(work.hub))
        give_back = running(conn, [pause, *steps, aside])
        return Prepared(locks, watch(conn, hub), lambda: run_back(give_back, places, made))

    def run_back(
        give_back: Callable[[], None], places: Sequence[Place], made: Sequence[Made]
    ) -> None:
        found = find_foreign(conn, work.hub, made)
        filled = [place for place in places if place.row.treatment == "history"]
        if found := [*found, *batches.find_watchers(conn, filled, back=True)]:
            raise Blocked(found)  # they have come since
        tell_extra(work, places)
        give_back()
        dropping = checks.drop_statements(checks.read_objects(conn, made), made)
        running(conn, [Step(0, "drop what is ours", "\n".join(dropping))])()

    return work.under_locks(prepare)


def finalize_step(conn: Connection, schema: str) -> tuple[Step, list[Lock], list[str]]:
    """What finalize runs, under which locks, and what is gone then, by name."""
    retired, columns = read_retired(conn), read_log_columns(conn)
    emptied = [d.name for d in define_log(columns) if d.emptied]
    originals = [row.leaf for row in retired if row.treatment == "history"]
    leaves = [leaf_name(row.leaf) for row in retired if row.treatment in IN_LOG]
    log = view_name(schema, LOG)
    statement = render("steps/hub/finalize.sql", log=log, emptied=emptied, originals=originals)
    return (
        Step(0, "drop what only a rollback needs", statement),
        [Lock(name, "ACCESS EXCLUSIVE") for name in [f"ONLY {log}", *leaves] if emptied],
        [
            *([f"emptied columns of {log}: {', '.join(map(ident, emptied))}"] if emptied else []),
            *(f"table {leaf_name(name)}, whose rows the audit log has" for name in originals),
        ],
    )


def lost_by_finalize(conn: Connection, schema: str) -> list[Finding]:
    """What a finalize would lose: history that the audit log lacks, values in emptied columns."""
    found = []
    emptied = [d.name for d in define_log(read_log_columns(conn)) if d.emptied]
    if emptied:
        query = render("steps/log/emptied.sql", log=view_name(schema, LOG), emptied=emptied)
        for leaf, name, rows in conn.execute(query.encode()).fetchall():
            column = ident(name)
            why = f"goes, with the values of {count(rows, 'row')}, which a rollback keeps"
            remedy = f"Where they are not wanted: UPDATE {leaf} SET {column} = NULL"
            remedy += f" WHERE {column} IS NOT NULL;"
            found.append(Finding(f"column {column} of {leaf}", why, remedy))
    for place in read_places(conn, schema):
        if place.row.treatment == "history":
            values = template_values(place.hub, place.table, "copied", recorded_keys(place.row))
            if rows := ask_value(conn, render("steps/history/only_there.sql", **values)):
                why = f"goes, and the audit log lacks {count(rows, 'row')} of it"
                remedy = f"Where they are not wanted: TRUNCATE {place.leaf};"
                found.append(Finding(place.leaf, why, remedy))
    return found


def run_finalize(work: Work) -> float:
    """Drop what only a rollback needs: emptied columns, the original history. Returns seconds."""
    if found := work.read(lost_by_finalize, work.hub):
        raise Blocked(found)  # it has come while somebody was asked
    step, locks, _ = work.read(finalize_step, work.hub)
    return work.locked(step.statement, "finalize", locks)
