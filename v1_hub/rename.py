"""Relations of a query under other names, read by PostgreSQL's own parser (pglast)."""

from __future__ import annotations

from collections.abc import Mapping

from pglast import ast, parse_sql, parser

from v1_hub.render import ident
from v1_hub.scopes import is_a, walk

Name = tuple[str, str]  # schema, relation


def rename_relations(query: str, names: Mapping[Name, Name]) -> str:
    """The query with every relation of `names` under its new name; the rest as it stands.

    A relation that had no alias gets its old name as one, for columns are named by it; an alias
    that is the new name goes, so that there and back gives the query as it was. Constants of type
    regclass follow. Raises pglast.parser.ParseError where it is no SQL.
    """
    found = {
        node.location: ((node.schemaname, node.relname), node.alias)
        for node in walk(parse_sql(query))
        if is_a(node, ast.RangeVar) and node.schemaname
    }
    tokens = parser.scan(query)
    edits: list[tuple[int, int, str]] = []
    for place, token in enumerate(tokens):
        name, alias = found.get(token.start, (("", ""), None))
        if name in names:
            new, last = quote(names[name]), place + 2
            if alias is None:
                new += f" AS {ident(name[1])}"
            elif alias.aliasname == names[name][1] and not alias.colnames:
                last += 2 if tokens[place + 3].name == "AS" else 1
            edits.append((token.start, tokens[last].end + 1, new))
        elif token.name == "SCONST":
            for old, renamed in names.items():
                if query.startswith(f"'{quote(old)}'::regclass", token.start):
                    edits.append((token.start, token.end + 1, f"'{quote(renamed)}'"))
    for start, end, new in sorted(edits, reverse=True):
        query = query[:start] + new + query[end:]
    return query


def quote(name: Name) -> str:
    return f"{ident(name[0])}.{ident(name[1])}"
