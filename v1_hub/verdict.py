"""One statement to verdicts. In: a tree of pglast and a Hub; out: what a view does with it.

Pure: no server is asked. tests/test_verdict_server.py proves each refusal, with its SQLSTATE.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from pglast import ast
from pglast.enums import AlterTableType as At
from pglast.enums import ObjectType as Ot
from pglast.enums import ReindexObjectType

from v1_hub import limits
from v1_hub.names import Hub, Retired, last_two
from v1_hub.scopes import is_a, uses, walk

Verdict = Literal["breaks", "differs", "fine", "not readable"]


@dataclass(frozen=True)
class Judgement:
    """What becomes of a statement: verdict, retired name, SQLSTATE of a refusal, remedy."""

    verdict: Verdict
    name: str
    why: str = ""
    sqlstate: str | None = None
    instead: str = ""


def judge(tree: Any, hub: Hub) -> list[Judgement]:
    """Verdicts on one statement, worst first; empty where it names nothing that is retired."""
    nodes = list(walk(tree))
    rules = Rules(hub, nodes)
    named = rules.named(nodes)
    if gone := [one for one in hub.retired if one.dropped and one.name in named]:
        return [judge_dropped(tree, one) for one in gone]
    if is_a(tree, ast.CreateStmt) and tree.if_not_exists and rules.of(tree.relation):
        return [Judgement("fine", tree.relation.relname, "it exists, so nothing is done")]
    found = list(rules.scoped(tree))
    for node in nodes:
        found += rules.judge_node(node)
    if not found:
        found = [Judgement("fine", name) for name in sorted(named)]
    return sorted(dict.fromkeys(found), key=lambda one: (one.verdict != "breaks", one.name))


def judge_dropped(tree: Any, one: Retired) -> Judgement:
    """What becomes of a statement on a name that `drop` took away for good."""
    why, instead = "the name was dropped", f"use {'.'.join(one.leaf)}"
    if is_a(tree, ast.CreateStmt):
        return Judgement("differs", one.name, f"{why}: this makes a table", None, instead)
    return Judgement("breaks", one.name, why, "42P01", instead)


class Rules:
    """What a view does not do as a table does, by kind of node. nodes: all of a statement."""

    def __init__(self, hub: Hub, nodes: Iterable[Any]) -> None:
        self.hub = hub
        self.ctes = frozenset(str(n.ctename) for n in nodes if is_a(n, ast.CommonTableExpr))

    def of(self, relation: Any) -> Retired | None:
        if relation is None or (not relation.schemaname and relation.relname in self.ctes):
            return None
        return self.hub.of(relation)

    def named(self, nodes: list[Any]) -> set[str]:
        """Every retired name of a statement: relations, row types, what COMMENT is on."""
        found = [self.of(node) for node in nodes if is_a(node, ast.RangeVar)]
        for node in nodes:
            if is_a(node, ast.CommentStmt) and isinstance(node.object, tuple):
                found.append(self.hub.spelled(node.object[:-1]))
            elif is_a(node, ast.TypeName) and node.names:
                found.append(self.hub.spelled(node.names[: -1 if node.pct_type else None]))
        return {one.name for one in found if one}

    def say(
        self, one: Retired | None, sqlstate: str | None, why: str, instead: str
    ) -> Iterator[Judgement]:
        """A verdict, where it is about a retired name at all: without SQLSTATE it differs."""
        if one:
            verdict: Verdict = "breaks" if sqlstate else "differs"
            told = instead.replace("{leaf}", ".".join(one.leaf)).replace("{name}", one.name)
            yield Judgement(verdict, one.name, why, sqlstate, told)

    def judge_node(self, node: Any) -> Iterator[Judgement]:
        if simple := limits.SIMPLE.get(type(node)):
            for relation in walk(getattr(node, simple[0])):
                if is_a(relation, ast.RangeVar):
                    yield from self.say(self.of(relation), *simple[1:])
        rule = getattr(self, f"on_{type(node).__name__}", None)
        if rule:
            yield from rule(node)

    def scoped(self, tree: Any) -> Iterator[Judgement]:
        for use in uses(tree, self.hub, self.ctes):
            if use.kind == "column":
                instead = f"use the key ({', '.join(use.retired.key)})"
                if use.column == "xmax":
                    instead += "; RETURNING old IS NULL, from PostgreSQL 18 on"
                yield from self.say(use.retired, "42703", f"a view has no {use.column}", instead)
            elif use.kind == "grouping":
                why = f"a view has no primary key: {use.column} must be grouped by, too"
                yield from self.say(use.retired, "42803", why, "name every column in GROUP BY")
            else:
                yield from self.say(use.retired, None, "a row has the view's type", "name columns")

    def moved_index(
        self, schema: str | None, name: str, if_exists: bool, sqlstate: str
    ) -> Iterator[Judgement]:
        why = "the index moved to schema v1_hub" + if_exists * ": nothing is done"
        state, instead = (
            None if if_exists else sqlstate,
            f"{limits.SQL_FILE}; name it v1_hub.{name}",
        )
        yield from self.say(self.hub.index(schema, name), state, why, instead)

    def on_TruncateStmt(self, node: Any) -> Iterator[Judgement]:
        for one in map(self.of, node.relations):
            logged = one and one.treatment == "history"
            instead = (
                limits.APPEND_ONLY
                if logged
                else f"{limits.SQL_FILE}; DELETE FROM {{name}}; TRUNCATE {{leaf}}"
            )
            yield from self.say(one, "42809", "TRUNCATE of a view", instead)

    def on_AlterTableStmt(self, node: Any) -> Iterator[Judgement]:
        relation = node.relation
        if node.objtype == Ot.OBJECT_INDEX:
            at = relation.schemaname, relation.relname
            yield from self.moved_index(*at, node.missing_ok, "42P01")
        one = self.of(relation) if node.objtype == Ot.OBJECT_TABLE else None
        for command in node.cmds:
            if command.subtype in limits.ATTACHING:
                other = getattr(command.def_, "name", command.def_)
                yield from self.say(self.of(other), "42809", "a view has no heirs", "name {leaf}")
            if command.subtype in limits.OF_VIEW:
                what = limits.OF_VIEW[command.subtype]
                yield from self.say(
                    one, None, f"changes the {what} of the view alone", limits.SQL_FILE
                )
            elif command.subtype == At.AT_SetRelOptions:
                yield from self.say(
                    one, "22023", "a view has no storage parameters", limits.SQL_FILE
                )
            elif command.subtype not in limits.BOTH_WAYS:
                yield from self.say(one, "42809", "ALTER TABLE of a view", limits.SQL_FILE)

    def on_RenameStmt(self, node: Any) -> Iterator[Judgement]:
        one = self.of(node.relation)
        if node.renameType == Ot.OBJECT_INDEX:
            at = node.relation.schemaname, node.relation.relname
            yield from self.moved_index(*at, node.missing_ok, "42P01")
        elif node.renameType in (Ot.OBJECT_TABCONSTRAINT, Ot.OBJECT_TRIGGER):
            yield from self.say(one, "42704", "it is on the leaf", limits.OF_LEAF)
        elif Ot.OBJECT_TABLE in (node.renameType, node.relationType):
            why = "renames what the view shows, not what lies under it"
            yield from self.say(one, None, why, limits.SQL_FILE)

    def on_DropStmt(self, node: Any) -> Iterator[Judgement]:
        for spelled in (one for one in node.objects if isinstance(one, tuple)):
            one, on = self.hub.spelled(spelled), self.hub.spelled(spelled[:-1])
            if node.removeType == Ot.OBJECT_TABLE:
                why = "it is a view (IF EXISTS does not help)"
                yield from self.say(one, "42809", why, "install.py drop {name}")
            elif node.removeType == Ot.OBJECT_VIEW:
                why = "drops the view that kept the old name alive"
                yield from self.say(one, None, why, "install.py drop {name}")
            elif node.removeType in (Ot.OBJECT_TRIGGER, Ot.OBJECT_POLICY):
                code = None if node.missing_ok else "42704"
                yield from self.say(on, code, "it is on the leaf", limits.OF_LEAF)
            elif node.removeType == Ot.OBJECT_INDEX:
                yield from self.moved_index(*last_two(spelled), node.missing_ok, "42704")

    def on_CommentStmt(self, node: Any) -> Iterator[Judgement]:
        if node.objtype == Ot.OBJECT_TABLE:
            instead = f"{limits.SQL_FILE}; COMMENT ON VIEW {{name}}"
            yield from self.say(self.hub.spelled(node.object), "42809", "it is a view", instead)
        elif node.objtype in (Ot.OBJECT_TABCONSTRAINT, Ot.OBJECT_TRIGGER):
            one = self.hub.spelled(node.object[:-1])
            yield from self.say(one, "42704", "it is on the leaf", limits.OF_LEAF)
        elif node.objtype == Ot.OBJECT_INDEX:
            yield from self.moved_index(*last_two(node.object), False, "42P01")

    def on_VacuumStmt(self, node: Any) -> Iterator[Judgement]:
        what = "VACUUM" if node.is_vacuumcmd else "ANALYZE"
        for one in (self.of(relation.relation) for relation in node.rels or ()):
            yield from self.say(
                one, None, f"{what} of a view only warns", f"{limits.SQL_FILE}; {what} {{leaf}}"
            )

    def on_ReindexStmt(self, node: Any) -> Iterator[Judgement]:
        if node.kind == ReindexObjectType.REINDEX_OBJECT_INDEX:
            at = node.relation.schemaname, node.relation.relname
            yield from self.moved_index(*at, False, "42P01")

    def on_CreateTrigStmt(self, node: Any) -> Iterator[Judgement]:
        one = self.of(node.relation)
        if one and node.timing != limits.INSTEAD_OF:
            if node.row or node.events & limits.TRUNCATE_EVENT or node.transitionRels:
                yield from self.say(one, "42809", "such a trigger on a view", "name {leaf}")
            elif not one.by_trigger:
                why = "a statement trigger on this view never fires"
                yield from self.say(one, None, why, "name {leaf}")

    def on_AlterSeqStmt(self, node: Any) -> Iterator[Judgement]:
        for option in node.options or ():
            if option.defname == "owned_by":
                one = self.hub.spelled(option.arg[:-1])
                yield from self.say(one, None, "the view owns it, not the table", limits.SQL_FILE)

    on_CreateSeqStmt = on_AlterSeqStmt

    def on_LockStmt(self, node: Any) -> Iterator[Judgement]:
        for one in map(self.of, node.relations):
            if one and one.treatment == "history":
                yield from self.say(one, None, "locks the whole audit log", "lock another table")

    def on_CopyStmt(self, node: Any) -> Iterator[Judgement]:
        one = self.of(node.relation)
        if one and not node.is_from:
            yield from self.say(one, "42809", "COPY view TO", "COPY (SELECT * FROM {name}) TO …")
        elif one and not one.by_trigger:
            yield from self.say(one, "42809", "COPY view FROM", "INSERT, or COPY {leaf} FROM …")

    def on_InsertStmt(self, node: Any) -> Iterator[Judgement]:
        one, conflict = self.of(node.relation), node.onConflictClause
        if one and conflict and conflict.infer and conflict.infer.conname:
            instead = limits.UPSERT if one.by_trigger else "ON CONFLICT (columns)"
            yield from self.say(one, "42704", "the constraint is on the leaf", instead)
        elif one and conflict and one.by_trigger and conflict.infer:
            yield from self.say(one, "42P10", "the view has no unique index", limits.UPSERT)
        elif one and conflict and one.by_trigger:
            yield from self.say(one, "23505", "a row that conflicts is refused", limits.UPSERT)

    def on_UpdateStmt(self, node: Any) -> Iterator[Judgement]:
        one = self.of(node.relation)
        if one and is_a(node.whereClause, ast.CurrentOfExpr):
            yield from self.say(one, "0A000", "WHERE CURRENT OF on a view", "name the row by key")
        elif one and one.treatment == "history":
            yield from self.say(one, "42501", limits.APPEND_ONLY, "leave history as it is")

    on_DeleteStmt = on_UpdateStmt

    def on_MergeStmt(self, node: Any) -> Iterator[Judgement]:
        one = self.of(node.relation)
        if self.hub.major < 17:
            instead = limits.UPSERT if one and one.by_trigger else "INSERT … ON CONFLICT"
            yield from self.say(one, "0A000", "MERGE into a view needs PostgreSQL 17", instead)
        elif one and one.treatment == "history":
            yield from self.say(one, "42501", limits.APPEND_ONLY, "INSERT only")

    def on_RangeVar(self, node: Any) -> Iterator[Judgement]:
        one = self.of(node)
        if one and not node.inh and one.treatment == "whole":
            yield from self.say(one, None, "ONLY of a view takes in its heirs", "ONLY {leaf}")

    def on_VariableSetStmt(self, node: Any) -> Iterator[Judgement]:
        told = [getattr(one.val, "sval", None) for one in walk(node.args) if is_a(one, ast.A_Const)]
        if node.name == "session_replication_role" and told == ["replica"]:
            for one in (one for one in self.hub.retired if one.by_trigger):
                why = "as a replica, a write that the view's trigger does is told and not done"
                yield from self.say(one, None, why, "write {leaf}, or as origin")

    def on_FuncCall(self, node: Any) -> Iterator[Judgement]:
        function = node.funcname[-1].sval
        for one in self.spelled_in(node.args[0] if node.args else None):
            if function in limits.SIZES:
                yield from self.say(one, None, f"{function} of a view is 0", "ask about {leaf}")
            elif function == "pg_get_serial_sequence":
                instead = "name the sequence: it is where it was"
                yield from self.say(one, None, f"{function} of a view is NULL", instead)

    def on_SelectStmt(self, node: Any) -> Iterator[Judgement]:
        asked = {n.relname for n in walk(node.fromClause) if is_a(n, ast.RangeVar)}
        shown = {
            str(getattr(n.fields[-1], "sval", ""))
            for n in walk((node.targetList, node.whereClause))
            if is_a(n, ast.ColumnRef) and n.fields
        }
        if any(
            not limits.TELLS[name] or shown.intersection(limits.TELLS[name])
            for name in asked & set(limits.TELLS)
        ):
            for one in self.spelled_in(node.whereClause):
                yield from self.say(one, None, "the catalogue shows a view", "ask about {leaf}")

    def spelled_in(self, node: Any) -> Iterator[Retired | None]:
        """The retired names that are constants in an expression, with or without schema."""
        for constant in walk(node):
            if is_a(constant, ast.A_Const) and is_a(constant.val, ast.String):
                schema, _, name = str(constant.val.sval).replace('"', "").rpartition(".")
                yield self.hub.find(schema or None, name)
