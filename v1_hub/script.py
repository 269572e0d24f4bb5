"""The plan as one SQL script: what install runs, readable, and runnable by psql.

The cut-over is the same text that install runs. What install finishes in batches stands here once,
for all rows.
"""

from __future__ import annotations

from collections.abc import Iterator

from v1_hub import __version__, history, proxies, results, texts
from v1_hub.connect import SESSION_SETTINGS
from v1_hub.decide import Retiring
from v1_hub.facts import Hub
from v1_hub.locks import ADVISORY_KEY
from v1_hub.package import runtime_files
from v1_hub.plan import Plan
from v1_hub.registry import LOG, SLOTS
from v1_hub.render import ident, literal, render
from v1_hub.steps import audited, rebind
from v1_hub.treatment import IN_LOG
from v1_hub.values import log_type_check, render_all, template_values, view_name

LISTS = ("search_path", "DateStyle")


def heading(text: str) -> str:
    return f"-- {'-' * 96}\n-- {text}\n-- {'-' * 96}"


def write_script(plan: Plan, *, runtime: bool) -> str:
    """The whole install. `runtime`: also the files of sql/runtime/, which must be there before."""
    hub = plan.decision.hub.schema
    parts = [
        "-- What install.py runs. By hand: psql -v ON_ERROR_STOP=1 -f THIS_FILE"
        if runtime
        else "-- The steps that install.py runs. To run all of it by hand: plan --sql=all",
        heading("Cut over: one transaction of metadata only"),
        "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE;",
        settings(),
        f"SELECT pg_advisory_xact_lock({ADVISORY_KEY});",
    ]
    if runtime:
        for name, text in runtime_files(hub):
            parts += [heading(name), text]
    parts += [
        heading("The locks, all at once"),
        "\n".join(lock.statement for lock in plan.locks),
    ]
    if plan.decision.hub.table(SLOTS):
        parts.append(
            "-- The number of work_slots in the audit log: by it the history knows its entries.\n"
            f"SELECT v1_hub.audit_register({literal(view_name(hub, SLOTS))});"
        )
    for step in plan.steps:
        phase = f" (phase {step.phase})" if step.phase else ""
        parts += [heading(f"{step.title[0].upper()}{step.title[1:]}{phase}"), step.statement]
    parts += ["COMMIT;"]
    parts += [heading("Finish: small transactions, while everybody works; here each at once")]
    for table in plan.decision.retiring:
        if rebound := rebind(plan.decision, table):
            parts.append(rebound)
        parts += finish(plan.decision.hub, table)
    due = [name for name in audited(plan.decision) if name != view_name(hub, SLOTS)]
    if due:
        parts.append(render("steps/audit/enable.sql", tables=due))
    merged = plan.decision.merged
    if merged and merged.sources and plan.decision.summary:
        parts.append(proxies.FILL)
    parts.append(
        "UPDATE v1_hub.retired SET stage = 'finished';\n"
        "UPDATE v1_hub.hub SET stage = 'finished', finished_at = clock_timestamp(), "
        f"version = {literal(__version__)}, audit_due = '{{}}', merged_due = FALSE;"
    )
    made = texts.of_decision(plan.decision, finished=True)
    made += texts.runtime(hub) if runtime else ()
    parts += ["BEGIN;", settings(), texts.record(made), "COMMIT;"]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def settings() -> str:
    return "\n".join(
        f"SET LOCAL {name} = {value if name in LISTS else literal(value)};"
        for name, value in SESSION_SETTINGS.items()
    )


def finish(hub: Hub, table: Retiring) -> Iterator[str]:
    """What is left to do for one table after the cut-over."""
    leaf, keys = table.leaf, history.foreign_keys(table)
    if table.treatment in IN_LOG:
        yield f"-- {leaf} becomes a partition of the log; the validated check saves the scan."
        yield (
            f"ALTER TABLE {leaf} VALIDATE CONSTRAINT {ident(log_type_check(table))};\n"
            f"ALTER TABLE {view_name(hub.schema, LOG)}\n"
            f"    ATTACH PARTITION {leaf} FOR VALUES IN ({literal(table.entry.leaf)});"
        )
    if table.treatment == "fold":
        yield "-- Again until rows_left is 0: what somebody held.\n" + results.batch(
            table, "fold", 0, 4294967295
        )
        yield render_all(["results/view", "results/writer"], template_values(hub, table, "folded"))
        yield f"ALTER TABLE {leaf} VALIDATE CONSTRAINT {ident(results.check_name(table))};"
        yield "-- The indexes give back what the rewritten rows made them grow by."
        yield f"REINDEX TABLE CONCURRENTLY {leaf};"
    if table.treatment == "history":
        copying = {**template_values(hub, table, "copying", keys), "rows": "ALL"}
        yield render_all(["history/make_months", "history/copy_rows", "history/hide_gone"], copying)
        copied = template_values(hub, table, "copied", keys)
        yield render_all(["history/view", "history/writer"], copied)
