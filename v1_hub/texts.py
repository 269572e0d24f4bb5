"""The texts of what is ours: each function, trigger and view with the statements that make it.

In: rendered SQL. Out: pieces, read by pglast, each with a hash, and the statement that records
them. Pure functions.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Literal

from pglast import ast, parse_sql
from pglast.enums import ObjectType
from pglast.stream import RawStream

from v1_hub import history, proxies
from v1_hub.decide import Decision
from v1_hub.package import runtime_files
from v1_hub.render import ident, read_sql, render
from v1_hub.steps import first_mode
from v1_hub.values import render_all, template_values, view_name

COMMENTED = (ObjectType.OBJECT_FUNCTION, ObjectType.OBJECT_VIEW)
Type = Literal["function", "trigger", "view", ""]


@dataclass(frozen=True)
class Piece:
    """An object and what makes it; of no type: a statement between them, which can be repeated."""

    type: Type
    name: str  # as pg_identify_object() has it; a function as to_regprocedure() reads it
    on: str  # the relation of a trigger
    sql: str

    @property
    def hash(self) -> str:
        return hashlib.md5(self.sql.encode(), usedforsecurity=False).hexdigest()


@cache
def read_pieces(script: str) -> tuple[Piece, ...]:
    """The pieces of a script, in order. COMMENT and REVOKE belong to the object right above."""
    found: list[Piece] = []
    for raw in parse_sql(script):
        start, length = raw.stmt_location or 0, raw.stmt_len
        sql = script[start : start + length if length else None].strip() + ";"
        node: Any = raw.stmt
        type_, name, on = identify(node)
        is_about = isinstance(node, ast.CommentStmt | ast.GrantStmt) and node.objtype in COMMENTED
        if is_about and found and found[-1].type:
            found[-1] = replace(found[-1], sql=f"{found[-1].sql}\n{sql}")
        else:
            found.append(Piece(type_, name, on, sql))
    return tuple(found)


def identify(node: Any) -> tuple[Type, str, str]:
    """Type and name of the object that a statement makes, and the relation of a trigger."""
    kind = type(node).__name__
    if kind == "CreateFunctionStmt":
        name = ".".join(ident(part.sval) for part in node.funcname)
        types = [RawStream()(p.argType) for p in node.parameters or () if p.mode.value in "dibv"]
        return "function", f"{name}({', '.join(types)})", ""
    if kind == "CreateTrigStmt":
        on = view_name(node.relation.schemaname, node.relation.relname)
        return "trigger", f"{ident(node.trigname)} on {on}", on
    if kind == "ViewStmt":
        return "view", view_name(node.view.schemaname, node.view.relname), ""
    return "", "", ""


def runtime(hub: str) -> tuple[Piece, ...]:
    """What stays in the database whatever the hub is like, and the statements between."""
    return tuple(p for _, text in runtime_files(hub) for p in read_pieces(text))


def of_decision(decision: Decision, *, finished: bool = False) -> list[Piece]:
    """All that is rendered for a hub: as the cut-over makes it, or finished."""
    last = {"fold": "folded", "history": "copied"}
    pieces: list[Piece] = []
    for table in decision.retiring:
        mode = last.get(table.treatment, "") if finished else first_mode(decision, table)
        keys = history.foreign_keys(table)
        pieces += of_table(template_values(decision.hub, table, mode, keys))
    return [*pieces, *of_proxies(decision.merged)]


TEMPLATES = {
    "fold": ["results/view", "results/writer", "results/trigger", "results/check_function"],
    "history": ["history/view", "history/writer", "history/triggers"],
}


def of_table(values: dict[str, Any]) -> tuple[Piece, ...]:
    """View, writer and triggers of a retired table; values: of values.template_values."""
    names = TEMPLATES.get(values["table"].treatment, ["log/plain_view"])
    return read_pieces(render_all([*names, "log/legacy_triggers"], values))


def of_proxies(merged: proxies.Proxies | None) -> tuple[Piece, ...]:
    """The merged columns: their views, functions and triggers."""
    return tuple(p for p in read_pieces(proxies.merge(merged)) if p.type) if merged else ()


def with_record(sql: str) -> str:
    """SQL that makes functions, views or triggers, and writes that down."""
    return sql + record(read_pieces(sql))


def record(pieces: Iterable[Piece]) -> str:
    """The statement that writes down what these texts are, and what PostgreSQL made of them."""
    named = {(piece.type, piece.name): piece for piece in pieces if piece.type}
    values = {"pieces": list(named.values()), "texts": read_sql("checks/texts")}
    return render("steps/hub/record_texts.sql", **values) if named else ""
