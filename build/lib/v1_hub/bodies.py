"""Statements in PL/pgSQL. In: CREATE FUNCTION, CREATE PROCEDURE or DO; out: what its body runs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from pglast import ast, parse_plpgsql
from pglast.parser import ParseError, scan

from v1_hub.reading import HOLE, Statement, parsed, statements
from v1_hub.scopes import is_a


def routine_statements(definition: str, line: int = 1) -> Iterator[Statement]:
    """Every statement in a PL/pgSQL body, given as its CREATE FUNCTION, CREATE PROCEDURE or DO.

    What EXECUTE puts together is read as far as it is written down. Lines count in the text that
    was given. Raises pglast.parser.ParseError where the body cannot be read.
    """
    try:
        found = parse_plpgsql(definition)
    except ParseError:
        found = parse_plpgsql(without_type_schemas(definition))
    opens = body_line(definition)
    for line_in_body, kind, query, mode in expressions(found, 1, ""):
        at = line + opens + line_in_body - 1
        if kind == "query" and mode == 0:
            yield from (Statement(at, s.text, s.tree, s.error) for s in statements(query))
            continue
        text = query.split(":=", 1)[-1] if mode in (3, 4, 5) else query
        tree, error = parsed(f"SELECT {text}")
        yield Statement(at, query, tree, error)
        if kind == "execute" and tree is not None:
            select: Any = tree
            dynamic = written(select.targetList[0].val)
            yield from (Statement(at, s.text, s.tree, s.error) for s in statements(dynamic))


def without_type_schemas(definition: str) -> str:
    """The types of variables without schema: libpg_query knows pg_catalog and public, and no other.

    Only types and the routine's own name change; statements, and all lines, stay.
    """
    made = list(definition)
    words = scan(definition)  # of what stands around the body, names are only looked up
    for before, word in pairwise(words):
        if word.name == "ASCII_46":
            made[before.start : word.end + 1] = " " * (word.end + 1 - before.start)
    for body in (t for t in scan(definition) if t.name == "SCONST"):
        opened = definition.find("$", body.start + 1) + 1 if definition[body.start] == "$" else 0
        if not opened:
            continue
        inner = definition[opened : body.end + 1 - (opened - body.start)]
        words = [t for t in scan(inner) if not t.name.endswith("_COMMENT")]
        declares, first = False, 0
        for at, word in enumerate(words):
            if word.name in ("DECLARE", "BEGIN_P"):
                declares = word.name == "DECLARE"
            if word.name in ("DECLARE", "ASCII_59"):
                first = at + 1
            if declares and word.name == "ASCII_46" and at - first in (2, 3):
                start = opened + words[at - 1].start
                made[start : opened + word.end + 1] = " " * (word.end + 1 - words[at - 1].start)
    return "".join(made)


def body_line(definition: str) -> int:
    """On which line of its definition, from 0, a body begins."""
    body = next((t for t in scan(definition) if t.name == "SCONST" and "\n" in
                 definition[t.start : t.end]), None)  # fmt: skip
    return definition.count("\n", 0, body.start) if body else 0


def expressions(node: Any, line: int, member: str) -> Iterator[tuple[int, str, str, int]]:
    """Line, what for, text and parse mode of each expression in parse_plpgsql()'s answer."""
    if isinstance(node, list):
        for one in node:
            yield from expressions(one, line, member)
    elif isinstance(node, dict):
        for name, value in node.items():
            if name == "PLpgSQL_expr":
                kind = "execute" if member == "execute" else "query"
                yield line, kind, value["query"], value.get("parseMode", 0)
            elif isinstance(value, (dict, list)):
                at = value.get("lineno", line) if isinstance(value, dict) else line
                dynamic = name in ("PLpgSQL_stmt_dynexecute", "PLpgSQL_stmt_dynfors")
                inner = "execute" if dynamic or name == "dynquery" else name
                keep = member == "execute" and name == "query"
                yield from expressions(value, at, "execute" if keep else inner)


def written(node: Any) -> str:
    """What is written down of a text that SQL puts together with || and format(); else holes."""
    if is_a(node, ast.A_Const) and is_a(node.val, ast.String):
        return str(node.val.sval)
    if is_a(node, ast.TypeCast):
        return written(node.arg)
    if is_a(node, ast.A_Expr) and node.lexpr is not None and node.name[-1].sval == "||":
        return written(node.lexpr) + written(node.rexpr)
    function = node.funcname[-1].sval if is_a(node, ast.FuncCall) else ""
    arguments = [written(one) for one in node.args or ()] if function else []
    if function == "format" and arguments:
        return formatted(arguments[0], arguments[1:])
    return arguments[0] if function == "quote_ident" else HOLE


def formatted(text: str, given: list[str]) -> str:
    """format() with what is known of its arguments; %1$I and the like are holes."""
    pieces = text.replace("%%", "\0").split("%")
    made = pieces[0]
    for at, piece in enumerate(pieces[1:]):
        value = given[at] if at < len(given) and piece[:1] in "sIL" else HOLE
        made += ("'" + value.replace("'", "''") + "'" if piece[:1] == "L" else value) + piece[1:]
    return made.replace("\0", "%")
