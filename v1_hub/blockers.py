"""Blockers and notes: what forbids an install, and what is good to know. Object, finding, remedy.

Most are pure functions of facts; what only a query can tell is in sql/checks/.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from v1_hub.binding import bind_anew
from v1_hub.checks import AFTER_REPACK, Finding, as_role
from v1_hub.decide import Decision
from v1_hub.facts import Connection, Relation, ask
from v1_hub.proxies import MERGED
from v1_hub.registry import AUDITED, LOG, PROXIES, RETIRED
from v1_hub.render import ident
from v1_hub.render import role as as_grantee
from v1_hub.treatment import IN_LOG
from v1_hub.values import view_name

MOST_COLUMNS = 1600  # of a table, PostgreSQL's MaxHeapAttributeNumber
TABLE_OF_TRIGGER = re.compile(r"\btg_(table_name|table_schema|relname|relid)\b", re.IGNORECASE)


def name_of(relation: Relation) -> str:
    return view_name(relation.schema, relation.name)


def find_blockers(conn: Connection, decision: Decision) -> list[Finding]:
    """Everything that forbids an install: empty means go ahead."""
    oids = [t.relation.oid for t in decision.retiring]
    oids += [d.oid for table in decision.retiring for d in bind_anew(table).rebuilt]
    history = [t.relation.oid for t in decision.retiring if t.treatment == "history"]
    found = {
        *name_blockers(decision),
        *right_blockers(decision),
        *bond_blockers(decision),
        *width_blockers(decision),
        *ask(
            conn,
            Finding,
            "checks/bonds",
            oids=oids,
            history_oids=history,
            after_repack=AFTER_REPACK,
        ),
    }
    return sorted(found)


def name_blockers(decision: Decision) -> Iterator[Finding]:
    """Names that are taken, and retired names that are no tables."""
    hub = decision.hub
    done = {t.entry.table_name for t in decision.retiring}
    for entry in RETIRED:
        relation = hub.relations.get(entry.table_name)
        retired = not decision.is_first and entry.table_name not in done
        if relation and not relation.is_table and entry.phase in decision.phases and not retired:
            why = "is neither a table nor a partitioned table"
            remedy = "Rename it; the install puts a view of its own under that name."
            yield Finding(name_of(relation), why, remedy)
    for table in decision.retiring:
        name = name_of(table.relation)
        if not table.relation.columns:
            yield Finding(name, "has no columns", "Drop it, or give it one.")
        for column in table.relation.columns:
            if "$v1_hub$" in column.name:
                why = "has the quotation mark of our function bodies in its name"
                yield Finding(f"column {name}.{ident(column.name)}", why, "Rename it.")
        if table.entry.leaf in hub.own:
            why = "exists already, and the table is to be moved there"
            yield Finding(table.leaf, why, "Rename it.")
        if table.columns and not decision.is_first:
            now = sorted((c.name, c.type) for c in table.relation.columns)
            if now != sorted((c.legacy_name, c.type) for c in table.columns):
                why = "has other columns than when the unified log was made"
                yield Finding(name, why, "Roll back, then install all phases at once.")
    for name in (LOG, f"{LOG}_id_seq"):
        if decision.is_first and name in hub.relations:
            why = "exists already, and the install makes a relation of that name"
            yield Finding(view_name(hub.schema, name), why, "Rename it.")
    if 1 in decision.phases and (proxies := hub.relations.get(PROXIES)):
        name = name_of(proxies)
        if not proxies.is_table:
            why = "is no table, and the install adds columns to it"
            yield Finding(name, why, "Leave phase 1 out (--phases 2,3).")
        if proxies.is_typed:
            why = "is a typed table, and PostgreSQL adds no columns to it"
            remedy = f"ALTER TABLE {name} NOT OF; or leave phase 1 out (--phases 2,3)."
            yield Finding(name, why, remedy)
        for column in proxies.columns:
            if column.name in MERGED:
                why = "exists already, and the install adds a column of that name"
                remedy = "Rename it, or drop it: the install fills it anew from the proxy tables."
                yield Finding(f"column {name}.{ident(column.name)}", why, remedy)


def touched_relations(decision: Decision) -> Iterator[tuple[Relation, str]]:
    """Relations that an install changes, each with the reason."""
    hub = decision.hub
    for table in decision.retiring:
        yield table.relation, "is retired"
        binding = bind_anew(table)
        for dependent in binding.replaced:
            yield hub.views[dependent.oid], "is a view that is bound anew"
        for dependent in binding.rebuilt:
            yield hub.views[dependent.oid], "is a view that is built anew"
    if 1 in decision.phases and (proxies := hub.table(PROXIES)):
        yield proxies, "gets the merged columns"
    if 2 in decision.phases:
        for entry in AUDITED:
            if not entry.leaf and (kept := hub.table(entry.name)):
                yield kept, "is audited"


def right_blockers(decision: Decision) -> Iterator[Finding]:
    """Relations and routines that the current role does not own, schemas it may not create in."""
    role = ident(decision.hub.server.role)

    def of_other(name: str, owner: str, why: str) -> Finding:
        owner = ident(owner)
        return Finding(name, f"belongs to role {owner}, and {why}", as_role(owner, role))

    for relation, why in touched_relations(decision):
        name = name_of(relation)
        if not relation.may_act_as_owner:
            # The owner may do the rest.
            yield of_other(name, relation.owner, why)
            continue
        if relation.is_table and not (relation.may_read and relation.may_lock):
            remedy = f"GRANT SELECT, UPDATE ON {name} TO {role};"
            yield Finding(name, f"role {role} may not read and lock it", remedy)
        if relation.is_table and not relation.may_trigger:
            remedy = f"GRANT TRIGGER ON {name} TO {role};"
            yield Finding(name, f"role {role} may not put a trigger on it", remedy)
    for table in decision.retiring:
        relation, name = table.relation, name_of(table.relation)
        for routine in bind_anew(table).routines:
            if not routine.may_act_as_owner:
                yield of_other(routine.name, routine.owner, f"uses table {name}")
        may_fill = relation.may_fill and relation.may_lock
        if table.treatment == "history" and relation.may_act_as_owner and not may_fill:
            why = f"role {role} may not fill it again in a rollback"
            yield Finding(name, why, f"GRANT INSERT, TRUNCATE ON {name} TO {role};")
    yield from schema_blockers(decision)


def schema_blockers(decision: Decision) -> Iterator[Finding]:
    """Schemas in which the install makes something, and the roles that must be let in."""
    server = decision.hub.server
    made: set[tuple[str, str, bool]] = set()
    for table in decision.retiring:
        made.add((table.relation.schema, table.relation.owner, table.relation.owner_may_create))
        binding = bind_anew(table)
        for dependent in (*binding.replaced, *binding.rebuilt):
            view = decision.hub.views[dependent.oid]
            owner_may = view.owner_may_create or dependent in binding.replaced
            made.add((view.schema, view.owner, owner_may))
        for routine in binding.routines:
            owner_may = routine.owner_may_create or not routine.by_row_type
            made.add((routine.schema, routine.owner, owner_may))
    for schema, owner, may_create in made:
        lacking = [] if schema in server.may_create_in else [server.role]
        # Who may grant it, grants it for the moment (steps/macros.sql).
        lacking += [] if may_create or schema in server.may_grant_in else [owner]
        for role in map(ident, lacking):
            remedy = f"GRANT CREATE ON SCHEMA {ident(schema)} TO {role};"
            yield Finding(f"schema {ident(schema)}", f"role {role} may not create in it", remedy)


def bond_blockers(decision: Decision) -> Iterator[Finding]:
    """What is bound to a retired table in a way that cannot be carried over to a view."""
    for table in decision.retiring:
        name = name_of(table.relation)
        for dependent in table.relation.dependents:
            if dependent.kind == "rule" and dependent.depth == 1:
                why = f"has a rule that uses table {name}"
                yield Finding(dependent.name, why, "Replace the rule by a trigger.")
        for routine in bind_anew(table).routines:
            if routine.definition is None:
                why = f"is an aggregate that has the row type of table {name}"
                yield Finding(routine.name, why, "Give it a type of its own (CREATE TYPE ...).")
            for what in routine.stands_on_it if routine.by_row_type else ():
                why = f"has the row type of table {name}, and {what} stands on it"
                yield Finding(routine.name, why, "Drop what stands on it for the install.")


def width_blockers(decision: Decision) -> Iterator[Finding]:
    """Tables that the columns of the log, or the merged ones, make wider than a table can be."""
    log = {column.name for column in decision.log} | {"log_type", "result_data"}
    added = {
        table.relation: log - {column.log_name for column in table.columns}
        for table in decision.retiring
        if table.treatment in IN_LOG
    }
    proxies = decision.hub.table(PROXIES)
    if proxies and 1 in decision.phases:
        added[proxies] = set(MERGED)
    for relation, names in added.items():
        if relation.columns_ever + len(names) > MOST_COLUMNS:
            yield Finding(
                name_of(relation),
                f"has, or had, {relation.columns_ever:,} columns, and the install adds "
                f"{len(names):,}: PostgreSQL counts dropped ones too, and allows {MOST_COLUMNS:,}",
                "Make the table anew without them, or leave its phase out (--phases).",
            )


def find_notes(decision: Decision) -> list[Finding]:
    """Things to know before an install, none of which forbids it."""
    return [
        *table_notes(decision),
        *merged_notes(decision),
        *trigger_notes(decision),
        *guest_notes(decision),
        *index_notes(decision),
    ]


def table_notes(decision: Decision) -> Iterator[Finding]:
    outcomes = {"whole": "moves to v1_hub as it is", "leaf": "becomes a leaf with all its columns"}
    for table in decision.retiring:
        name = name_of(table.relation)
        if table.reason and table.treatment in outcomes:
            remedy = 'Nothing need be done; see README, "Where did my table go".'
            if table.relation.kind == "p":
                remedy = (
                    "Where pg_partman keeps it: automatic_maintenance = 'off' in part_config, or "
                    f"its runs stop there. Make new partitions yourself, PARTITION OF {table.leaf}."
                )
            yield Finding(name, f"{outcomes[table.treatment]}: it {table.reason}", remedy)
        binding = bind_anew(table)
        when, remedy = "under the locks", "They are held for as long as that takes."
        if binding.can_wait:
            when = "after the cut-over"
            remedy = "Who reads it waits as for a REFRESH. A rollback builds it under its locks."
        for dependent in binding.rebuilt:
            finding = f"is built anew {when}, for it reads {name}"
            yield Finding(dependent.name, finding, remedy)
        if labels := table.relation.labels:
            why = "has security labels, which stay on the table: the view hides nothing by them"
            yield Finding(name, why, f"Label the view after the install: {' '.join(labels)}")
        for sequence in table.relation.sequences:
            if sequence.is_identity:
                column = f"{name}.{ident(sequence.column_name)}"
                why = f"belongs to identity column {column} and moves to schema v1_hub"
                remedy = "Where code calls nextval or setval by that name, name it with its schema."
                yield Finding(view_name(sequence.schema, sequence.name), why, remedy)


def merged_notes(decision: Decision) -> Iterator[Finding]:
    name = view_name(decision.hub.schema, PROXIES)
    for part, why in (decision.merged.reasons if decision.merged else {}).items():
        yield Finding(name, f"column {part} will not be filled: {why}", "Nothing need be done.")


def trigger_notes(decision: Decision) -> Iterator[Finding]:
    proxies = decision.hub.table(PROXIES)
    for trigger in proxies.triggers if proxies and 1 in decision.phases else ():
        if trigger.on_update and not trigger.names_columns and trigger.state != "D":
            yield Finding(
                f"trigger {ident(trigger.name)} on {view_name(decision.hub.schema, PROXIES)}",
                "will fire when a merged column of a proxy changes",
                "Let it fire for the columns it means: CREATE TRIGGER ... BEFORE UPDATE OF column.",
            )
    for table in decision.retiring:
        for trigger in table.relation.triggers if table.treatment != "history" else ():
            why = f"asks what its table is called, which is {table.leaf} then"
            if TABLE_OF_TRIGGER.search(trigger.body):
                call = "CREATE TRIGGER ... EXECUTE FUNCTION f('name'), TG_ARGV[0]"
                remedy = f"Tell it the name: {call}."
            elif trigger.language not in ("plpgsql", "internal"):
                why = f"is in language {trigger.language}, not read here: maybe it {why}"
                remedy = "Install on a copy, and write the table there."
            else:
                continue
            name = f"trigger {ident(trigger.name)} on {name_of(table.relation)}"
            yield Finding(name, why, remedy)


def guest_notes(decision: Decision) -> Iterator[Finding]:
    """Who else may put code on tables that the hub writes by itself, as whoever installs."""
    role = decision.hub.server.role
    written = [table.relation for table in decision.retiring if table.treatment == "fold"]
    proxies = decision.hub.table(PROXIES)
    if proxies and decision.merged and decision.merged.sources:
        written.append(proxies)
    for relation in written:
        name, owner = name_of(relation), relation.owner
        if owner != role:
            why = (
                f"belongs to role {ident(owner)}: its triggers, checks and defaults will run with "
                f"the rights of role {ident(role)}"
            )
            yield Finding(name, why, f"Run the install as role {ident(owner)}.")
        may = {right.grantee for right in relation.rights if right.privilege == "TRIGGER"}
        for guest in sorted(as_grantee(one) for one in may - {role, owner}):
            why = f"role {guest} may put a trigger on it, which will run with the rights of role "
            yield Finding(name, why + ident(role), f"REVOKE TRIGGER ON {name} FROM {guest};")


def index_notes(decision: Decision) -> Iterator[Finding]:
    for relation in decision.hub.relations.values():
        for index in relation.indexes:
            if index.is_unique or index.signature is None:
                continue
            alike = (other for other in relation.indexes if other.signature == index.signature)
            if twin := next((i for i in alike if i.is_unique or i.name < index.name), None):
                name = view_name(index.schema, index.name)
                why = f"has the same columns as {view_name(twin.schema, twin.name)}"
                yield Finding(name, why, f"DROP INDEX {name}; whenever it suits.")
