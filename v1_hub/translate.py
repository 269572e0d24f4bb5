"""DDL on a retired name, as DDL on log, leaf and view. In: SQL and a Hub; out: steps. Pure.

What is no such DDL passes through byte for byte. `Translation.hub` is the shape after the steps:
who runs them writes it down. A step is run in its order; CONCURRENTLY and VACUUM run by themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from pglast import ast, parse_sql
from pglast.enums import ObjectType as Ot
from pglast.enums import ReindexObjectType
from pglast.enums import TableLikeOption as Like
from pglast.parser import ParseError

from v1_hub.names import Hub, Retired
from v1_hub.reading import Statement
from v1_hub.render import ident
from v1_hub.scan import judge_statement
from v1_hub.scopes import is_a, walk
from v1_hub.translate_steps import (
    RebuildView,
    Run,
    Skip,
    Step,
    Translation,
    Untranslatable,
    on_leaf,
    printed,
    rename,
    statement_sql,
)
from v1_hub.translate_table import AlterTable
from v1_hub.verdict import range_var

__all__ = ["RebuildView", "Run", "Skip", "Step", "Translation", "Untranslatable", "translate"]


def translate(text: str, hub: Hub) -> Translation:
    """The steps of an SQL text. Raises Untranslatable, or pglast.parser.ParseError."""
    steps: list[Step] = []
    end = 0
    raws = parse_sql(text)
    for at, raw in enumerate(raws):
        start, length = raw.stmt_location or 0, raw.stmt_len or 0
        stop = len(text) if at == len(raws) - 1 or not length else start + length + 1
        own = text[start : start + length] if length else text[start:]
        translator = Translator(hub, own)
        try:
            found = list(translator.steps(raw.stmt))
        except Untranslatable as refused:
            before = len(text[:start]) + len(own) - len(own.lstrip())
            refused.line = text.count("\n", 0, before) + 1
            raise
        check(found)
        if found:
            if text[end:start].strip(" ;\n\t"):
                steps.append(Run(text[end:start]))
        else:
            judged = judge_statement(Statement(1, own, raw.stmt), hub)
            breaks = tuple(one for _, one in judged if one.verdict == "breaks")
            found = [Run(text[end:stop], breaks=breaks)]
        steps += found
        hub, end = translator.hub, stop
    if not raws and text:
        steps.append(Run(text))
    return Translation(tuple(steps), hub)


def check(steps: list[Step]) -> None:
    """Raises Untranslatable where what was printed is not SQL: the printer is not PostgreSQL's."""
    for step in steps:
        try:
            parse_sql(step.sql if isinstance(step, Run) else "")
        except ParseError as refused:
            hint = "Write it for the leaf by hand."
            raise Untranslatable(
                f"{refused.args[0]}: {getattr(step, 'sql', '')}", hint
            ) from refused


class Translator(AlterTable):
    """The translation of one statement."""

    def steps(self, tree: Any) -> Iterator[Step]:
        rule: Callable[[Any], Iterator[Step]] | None
        rule = getattr(self, f"on_{type(tree).__name__}", None)
        is_table = is_a(tree, ast.CreateStmt, ast.AlterTableStmt)
        if is_table and not self.hub.of(tree.relation) and self.references(tree):
            self.own = statement_sql(tree)
            if not self.copies(tree):
                yield Run(self.own, True)
                return
        if rule:
            yield from rule(tree)

    def copies(self, tree: Any) -> bool:
        """Whether CREATE TABLE copies the shape of a retired name with LIKE."""
        likes = (one for one in walk(tree) if is_a(one, ast.TableLikeClause))
        return any(self.hub.of(one.relation) for one in likes)

    def on_IndexStmt(self, tree: Any) -> Iterator[Step]:
        one = self.hub.of(tree.relation)
        if one and one.kind == "history":
            yield Skip(self.own.strip(), "the audit log has the indexes that history is read by")
        elif one:
            run = self.rewritten(tree, one)
            if tree.idxname:
                self.changed(one, indexes={**one.indexes, tree.idxname: run.sql})
            yield run

    def on_TruncateStmt(self, tree: Any) -> Iterator[Step]:
        found = [(one, self.hub.of(one)) for one in tree.relations]
        for relation, one in found:
            if one:
                self.refuse_history(one, "TRUNCATE")
                on_leaf(one, relation)
        if any(one for _, one in found):
            yield Run(statement_sql(tree), True)

    def on_VacuumStmt(self, tree: Any) -> Iterator[Step]:
        changed = False
        for each in tree.rels or ():
            one = self.hub.of(each.relation)
            if one:
                changed = True
                rename(each, self.typed(one))
                if one.kind == "history":
                    each.va_cols = None
                on_leaf(one, each.relation)
        if changed:
            yield Run(statement_sql(tree), True)

    def on_ClusterStmt(self, tree: Any) -> Iterator[Step]:
        one = self.hub.of(tree.relation)
        if one:
            self.refuse_history(one, "CLUSTER")
            yield self.rewritten(tree, one)

    def on_ReindexStmt(self, tree: Any) -> Iterator[Step]:
        if tree.kind == ReindexObjectType.REINDEX_OBJECT_TABLE:
            yield from self.on_ClusterStmt(tree)
        elif tree.kind == ReindexObjectType.REINDEX_OBJECT_INDEX:
            yield from self.index(tree, tree.relation)

    def on_DropStmt(self, tree: Any) -> Iterator[Step]:
        changed, objects = False, []
        for spelled in tree.objects if tree.removeType == Ot.OBJECT_INDEX else ():
            named = range_var(spelled)
            one = self.hub.index(named.schemaname, named.relname or "")
            changed = changed or one is not None
            objects.append((ast.String(sval=one.leaf[0]), spelled[-1]) if one else spelled)
        if changed:
            tree.objects = tuple(objects)
            yield Run(statement_sql(tree), True)

    def on_CommentStmt(self, tree: Any) -> Iterator[Step]:
        if tree.objtype == Ot.OBJECT_TABLE and self.hub.spelled(tree.object):
            tree.objtype = Ot.OBJECT_VIEW
            yield Run(statement_sql(tree), True)
        elif tree.objtype == Ot.OBJECT_INDEX:
            named = range_var(tree.object)
            one = self.hub.index(named.schemaname, named.relname or "")
            if one:
                tree.object = (ast.String(sval=one.leaf[0]), tree.object[-1])
                yield Run(statement_sql(tree), True)
        elif tree.objtype in (Ot.OBJECT_TABCONSTRAINT, Ot.OBJECT_TRIGGER):
            one = self.hub.spelled(tree.object[:-1])
            if one:
                leaf = (ast.String(sval=part) for part in one.leaf)
                tree.object = (*leaf, tree.object[-1])
                yield Run(statement_sql(tree), True)

    def on_RenameStmt(self, tree: Any) -> Iterator[Step]:
        if tree.renameType == Ot.OBJECT_INDEX:
            yield from self.index(tree, tree.relation)
            return
        one = self.hub.of(tree.relation)
        if one and tree.renameType in (Ot.OBJECT_TABCONSTRAINT, Ot.OBJECT_TRIGGER):
            yield self.rewritten(tree, one)
        elif one and tree.renameType == Ot.OBJECT_COLUMN:
            self.refuse_history(one, "RENAME COLUMN of")
            columns = {tree.newname if name == tree.subname else name: log
                       for name, log in one.columns.items()}  # fmt: skip
            made = self.changed(one, columns=columns)
            # PostgreSQL renames it in the view itself, and in all that stands on it.
            yield self.view(made, "recreate") if one.by_trigger else Run(self.own.strip())

    def on_CreateStmt(self, tree: Any) -> Iterator[Step]:
        if self.hub.of(tree.relation) or not self.copies(tree):
            return
        likes = [(one, self.hub.of(one.relation)) for one in walk(tree)
                 if is_a(one, ast.TableLikeClause)]  # fmt: skip
        table = printed(tree.relation)
        if_new = table if tree.if_not_exists else None
        yield Run(self.own.strip())
        for like, one in likes:
            if one is None:
                continue
            set_ = [f"ALTER COLUMN {ident(n)} SET NOT NULL" for n in one.columns
                    if n in one.not_null]  # fmt: skip
            if set_:
                yield Run(f"ALTER TABLE {table} {', '.join(set_)}", True, if_new=if_new)
            checks = like.options & Like.CREATE_TABLE_LIKE_CONSTRAINTS
            for name, definition in one.checks.items() if checks else ():
                given = f"ALTER TABLE {table} ADD CONSTRAINT {ident(name)} {definition}"
                check: Any = parse_sql(given)[0].stmt
                rename(check, legacy_names(one))
                yield Run(statement_sql(check), True, if_new=if_new)
            indexes = like.options & Like.CREATE_TABLE_LIKE_INDEXES
            for definition in one.indexes.values() if indexes else ():
                yield Run(self.copied(definition, one, tree.relation), True, if_new=if_new)

    def copied(self, definition: str, one: Retired, relation: Any) -> str:
        """An index of the leaf for a copy of the table: its own relation, its legacy names."""
        index: Any = parse_sql(definition)[0].stmt
        rename(index, legacy_names(one))
        columns = [item.name for item in index.indexParams]
        if index.unique and tuple(columns) == one.key and not index.whereClause:
            key = ", ".join(map(ident, columns))
            return f"ALTER TABLE {printed(relation)} ADD PRIMARY KEY ({key})"
        index.idxname, index.relation = None, relation
        return statement_sql(index)


def legacy_names(one: Retired) -> Callable[[str], str]:
    """The legacy name of a column of the log."""
    legacy = {log: name for name, log in one.columns.items()}
    return lambda log: legacy.get(log, log)
