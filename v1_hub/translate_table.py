"""ALTER TABLE on a retired name. In: its tree; out: steps for log, leaf and view. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Literal

from pglast import ast, parse_sql
from pglast.enums import AlterTableType as At
from pglast.enums import ConstrType
from pglast.enums import ObjectType as Ot

from v1_hub.names import Retired
from v1_hub.render import ident
from v1_hub.scopes import walk
from v1_hub.translate_steps import (
    RebuildView,
    Rewriter,
    Run,
    Skip,
    Step,
    Untranslatable,
    alter,
    column_names,
    leaf_of,
    printed,
    rename,
)

TO_LEAF = (
    At.AT_SetNotNull, At.AT_DropNotNull, At.AT_SetStatistics, At.AT_SetStorage,
    At.AT_SetCompression, At.AT_SetOptions, At.AT_ResetOptions, At.AT_AddConstraint,
    At.AT_DropConstraint, At.AT_ValidateConstraint, At.AT_AlterConstraint, At.AT_SetRelOptions,
    At.AT_ResetRelOptions, At.AT_ClusterOn, At.AT_DropCluster, At.AT_ReplicaIdentity,
    At.AT_EnableTrig, At.AT_DisableTrig, At.AT_EnableTrigUser, At.AT_DisableTrigUser,
    At.AT_EnableTrigAll, At.AT_DisableTrigAll, At.AT_EnableAlwaysTrig, At.AT_EnableReplicaTrig,
    At.AT_AddIndexConstraint, At.AT_SetTableSpace,
)  # fmt: skip


class AlterTable(Rewriter):
    """The translation of ALTER TABLE, command by command."""

    def on_AlterTableStmt(self, tree: Any) -> Iterator[Step]:
        if tree.objtype == Ot.OBJECT_INDEX:
            yield from self.index(tree, tree.relation)
            return
        one = self.hub.of(tree.relation)
        if one is None or tree.objtype != Ot.OBJECT_TABLE:
            return
        self.refuse_history(one, "ALTER TABLE")
        for command in tree.cmds:
            one = self.hub.of(tree.relation) or one
            yield from self.command(one, tree.relation, command)

    def command(self, one: Retired, view: Any, command: Any) -> Iterator[Step]:
        if command.subtype == At.AT_AddColumn:
            yield from self.add_column(one, command)
        elif command.subtype == At.AT_DropColumn:
            yield from self.drop_column(one, command)
        elif command.subtype == At.AT_AlterColumnType:
            yield from self.retype(one, command)
        elif command.subtype in (At.AT_ColumnDefault, At.AT_ChangeOwner):
            yield Run(alter(view, command), True)
            if command.name not in one.folded:
                yield self.rewritten_command(one, command)
        elif command.subtype in TO_LEAF:
            yield self.rewritten_command(one, command)
        else:
            what = At(command.subtype).name.removeprefix("AT_")
            hint = f"Do it to {'.'.join(one.leaf)} by hand."
            raise Untranslatable(f"ALTER TABLE {one.name}: no translation of {what}", hint)

    def rewritten_command(self, one: Retired, command: Any) -> Run:
        if command.subtype == At.AT_SetNotNull:
            self.changed(one, not_null=one.not_null | {command.name})
        elif command.subtype == At.AT_DropNotNull:
            self.changed(one, not_null=one.not_null - {command.name})
        rename(command, self.typed(one))
        self.references(command)
        return Run(alter(leaf_of(one), command), True)

    def add_column(self, one: Retired, command: Any) -> Iterator[Step]:
        column = command.def_
        name, given = column.colname, column.constraints or ()
        if name in one.columns:
            if not command.missing_ok:
                raise Untranslatable(
                    f"column {name} of {one.name} exists", "ADD COLUMN IF NOT EXISTS"
                )
            yield Skip(self.own.strip(), f"column {name} exists")
            return
        kinds = {constraint.contype for constraint in given}
        if kinds & {ConstrType.CONSTR_GENERATED, ConstrType.CONSTR_IDENTITY} or (
            column.typeName.names[-1].sval in ("serial", "bigserial", "smallserial")
        ):
            hint = "Add it as a plain column with a default."
            raise Untranslatable(f"column {name}: no leaf has such a column by itself", hint)
        column.constraints = None
        type_name = printed(column.typeName)
        log = name if one.kind == "whole" else self.log_name(one, name, type_name)
        column.colname = log
        relation = leaf_of(one)
        if one.kind != "whole":
            relation = ast.RangeVar(schemaname=self.hub.schema, relname=self.hub.log, inh=True)
        command.missing_ok = False
        if one.kind == "whole" or log not in self.hub.log_columns:
            yield Run(alter(relation, command), True)
        self.hub = replace(self.hub, log_columns={**self.hub.log_columns, log: type_name})
        made = self.changed(one, columns={**one.columns, name: log})
        yield self.view(made, "append")
        yield from self.constrain(made, name, given)

    def log_name(self, one: Retired, name: str, type_name: str) -> str:
        """The log's column for a new one: its own name, unless that is another type, or taken."""
        free = name not in self.hub.log_columns or self.hub.log_columns[name] == type_name
        return name if free and name not in one.columns.values() else f"{one.log_type}_{name}"

    def constrain(self, one: Retired, name: str, given: Any) -> Iterator[Step]:
        """Default, NOT NULL and constraints of a new column: of the leaf alone, not of the log."""
        leaf, log = printed(leaf_of(one)), ident(one.columns[name])
        for constraint in sorted(given, key=lambda c: c.contype != ConstrType.CONSTR_DEFAULT):
            if constraint.contype == ConstrType.CONSTR_DEFAULT:
                value = printed(constraint.raw_expr)
                yield Run(f"ALTER TABLE {leaf} ALTER COLUMN {log} SET DEFAULT {value}", True)
                yield Run(f"UPDATE {leaf} SET {log} = DEFAULT", True)
                view = printed(ast.RangeVar(schemaname=self.hub.schema, relname=one.name, inh=True))
                yield Run(
                    f"ALTER TABLE {view} ALTER COLUMN {ident(name)} SET DEFAULT {value}", True
                )
            elif constraint.contype == ConstrType.CONSTR_NOTNULL:
                one = self.changed(one, not_null=one.not_null | {name})
                yield Run(f"ALTER TABLE {leaf} ALTER COLUMN {log} SET NOT NULL", True)
            elif constraint.contype != ConstrType.CONSTR_NULL:
                if constraint.contype == ConstrType.CONSTR_FOREIGN:
                    constraint.fk_attrs = (ast.String(sval=name),)
                elif constraint.contype != ConstrType.CONSTR_CHECK:
                    constraint.keys = (ast.String(sval=name),)
                add = ast.AlterTableCmd(subtype=At.AT_AddConstraint, def_=constraint)
                yield self.rewritten_command(one, add)

    def shared(self, one: Retired, log: str) -> bool:
        """Whether another name has its values in the same column of the log."""
        return any(
            other.name != one.name
            and other.kind in ("leaf", "folded")
            and any(to == log and name not in other.folded for name, to in other.columns.items())
            for other in self.hub.retired
        )

    def drop_column(self, one: Retired, command: Any) -> Iterator[Step]:
        name = command.name
        if name not in one.columns:
            if not command.missing_ok:
                raise Untranslatable(f"column {name} of {one.name} does not exist",
                                     "DROP COLUMN IF EXISTS")  # fmt: skip
            yield Skip(self.own.strip(), f"column {name} does not exist")
            return
        log, leaf = one.columns[name], printed(leaf_of(one))
        columns = {k: v for k, v in one.columns.items() if k != name}
        made = self.changed(one, columns=columns)
        yield self.view(made, "recreate")
        if name in one.folded:
            return  # its key stays in the documents, and nobody reads it
        command.name, command.missing_ok = log, False
        if one.kind == "whole":
            yield Run(alter(leaf_of(one), command), True)
        elif not self.shared(one, log):
            relation = ast.RangeVar(schemaname=self.hub.schema, relname=self.hub.log, inh=True)
            kept = {k: v for k, v in self.hub.log_columns.items() if k != log}
            self.hub = replace(self.hub, log_columns=kept)
            yield Run(alter(relation, command), True)
        else:  # the column stays for the other logs: this one leaves it empty
            for index, definition in one.indexes.items():
                if any(getattr(n, "name", None) == log or log in column_names(n)
                       for n in walk(parse_sql(definition))):  # fmt: skip
                    yield Run(f"DROP INDEX {ident(one.leaf[0])}.{ident(index)}", True)
            yield Run(f"ALTER TABLE {leaf} ALTER COLUMN {ident(log)} DROP DEFAULT, "
                      f"ALTER COLUMN {ident(log)} DROP NOT NULL", True)  # fmt: skip
            yield Run(f"UPDATE {leaf} SET {ident(log)} = NULL WHERE {ident(log)} IS NOT NULL", True)

    def retype(self, one: Retired, command: Any) -> Iterator[Step]:
        if command.name not in one.columns:
            raise Untranslatable(f"column {command.name} of {one.name} does not exist", "")
        log = one.columns[command.name]
        if one.kind != "whole" and self.shared(one, log):
            hint = "Add a column of the new type, fill it, drop the old one, rename the new one."
            raise Untranslatable(f"column {command.name}: other logs have {log}, too", hint)
        yield self.view(one, "drop")
        rename(command, self.typed(one))
        relation = leaf_of(one)
        if one.kind != "whole":
            relation = ast.RangeVar(schemaname=self.hub.schema, relname=self.hub.log, inh=True)
            types = {**self.hub.log_columns, log: printed(command.def_.typeName)}
            self.hub = replace(self.hub, log_columns=types)
        yield Run(alter(relation, command), True)
        yield self.view(one, "create")

    def view(self, one: Retired, how: Literal["append", "drop", "create", "recreate"]) -> Step:
        columns = tuple(one.columns.items())
        if how != "append" or one.by_trigger:
            how = "recreate" if how == "append" else how
            return RebuildView(one.name, how, columns)
        shown = ", ".join(
            f"l.{ident(log)}" + (f" AS {ident(name)}" if log != name else "")
            for name, log in columns
        )
        statement = (
            f"CREATE OR REPLACE VIEW {ident(self.hub.schema)}.{ident(one.name)} AS SELECT {shown} "
            f"FROM {ident(one.leaf[0])}.{ident(one.leaf[1])} AS l"
        )
        return RebuildView(one.name, how, columns, statement)
