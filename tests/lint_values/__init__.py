"""What the templates of sql/steps/ name, with the values of the reference hub: for sqlfluff."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).resolve().parents[1])]

import reference  # noqa: E402
from v1_hub import history, registry, render, results, values  # noqa: E402
from v1_hub import texts as _texts  # noqa: E402
from v1_hub.binding import bind_anew  # noqa: E402
from v1_hub.decide import history_triggers  # noqa: E402

SQLFLUFF_JINJA_FILTERS = render.FILTERS

# sqlfluff's grammar knows no MAINTAIN yet (PostgreSQL 17).
_text = reference.FACTS.read_text("utf-8").replace('"MAINTAIN"', '"SELECT"')
decision = reference.decision(reference.parse(_text))
hub = decision.hub.schema
version = "0.0.0"
masked = "{password}"
is_first = is_attached = True
log_columns, retiring, definition = decision.columns, decision.retiring, decision.log
records = {table.entry.table_name: "{}" for table in retiring}
rebinds = dict.fromkeys(records, "SELECT 1;\n")
log, log_sequence = f"{hub}.v1_hub_activity_logs", f"{hub}.v1_hub_activity_logs_id_seq"
audit_log, slots = f"{hub}.v1_hub_audit_log", f"{hub}.v1_hub_work_slots"
id_type, options = "integer", ["security_invoker = true"]
since = "1000"
views = decision.hub.views

_tables = {table.entry.leaf: table for table in decision.retiring}
_results, _history = _tables["work_result"], _tables["work_slots_history"]
table = _results
view, leaf, name = f"{hub}.v1_hub_work_results", "v1_hub.work_result", "v1_hub_work_results"
binding = bind_anew(table)
view_columns = values.view_columns(table)
legacy_triggers = [
    {"name": "zz_report", "column": column, "earlier": list(table.typed[:1])}
    for column in table.typed[1:2]
]
log_type_check, trigger_names, made_checks = "work_result_log_type_check", ["zz"], ["work_result"]
lacking = definition[:2]
added, renames = ["log_type", "result_data"], [("logged_at", "created_at")]
tables = [log, slots]
emptied, originals, functions = ["current_page"], ["work_slots_history"], ["write_work_result"]
leaving, leaving_name = f"{hub}.{registry.LEAVING}", registry.LEAVING
sequences = [vars(sequence) for sequence in table.relation.sequences]
rights_of, triggers = None, history_triggers(decision.hub)
present: list[str] = []
sequence = _history.relation.sequences[0]
first, last, direction, rows = "'(0,0)'", "'(9,0)'", "fold", 2000
extra, watcher = "work_result_extra", "keep_work_result_extra"
owner = "hub_owner"
key_columns, others, closed = ["id"], ["asn", "note"], False
stub, dress, view_renames = table.relation.columns, table.relation, renames
has_defaults, comments, comment = True, stub[:1], "What it is."
defaults = [column for column in stub if column.default][:1]
rebuilt, shown, facts, own = True, "SELECT 1;", "{}", ["v1_hub.work_result.id"]
changes = {
    "leaf_drops": ["asn"],
    "renames": renames,
    "checks": ["work_result_check"],
    "log_drops": ["note"],
    "log_adds": table.typed[:1],
    "leaf_adds": [("note", "text")],
    "comments": [("id", "Filled by: work_result")],
}

_values = results.values(table, "folding")
mode, writer = _values["mode"], _values["writer"]
key_of_leaf, key_of_view = _values["key_of_leaf"], _values["key_of_view"]
defaulted, key_checks = _values["defaulted"], _values["key_checks"]
check_name, check_function = _values["check_name"], _values["check_function"]
_history_values = history.values(_history, decision.hub, "copying", history.foreign_keys(_history))
own_sequence, slots_columns = _history_values["own_sequence"], _history_values["slots_columns"]
no_time, hides = _history_values["no_time"], _history_values["hides"]
id_column, merged, merged_due = _history_values["id_column"], "{}", True
made, objects = "SELECT 'a', 'b', 'c'", "SELECT 'a', 'b'"
columns, checks = _history_values["columns"], _history_values["checks"]
primary_key, foreign_keys = _history_values["primary_key"], _history_values["foreign_keys"]
key = foreign_keys[0]

proxies = decision.merged
summary = True
audit_due, audited, kept = [log], registry.AUDITED, [*registry.KEPT, registry.LOG]
sequence_name = f"{hub}.v1_hub_work_slots_history_id_seq"
seconds, command, outcome, what = 1.5, "install", "done", "{}"
pieces = _texts.of_decision(decision)[:2]
texts = render.read_sql("checks/texts")
