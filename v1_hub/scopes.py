"""Which relation a column means. In: a statement's tree; out: columns that no view has.

What depends on the scope of a name: system columns, whole rows, and columns that are only allowed
beside GROUP BY because a primary key is grouped by.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from pglast import ast

from v1_hub.names import Hub, Retired

SYSTEM = frozenset(("ctid", "xmin", "xmax", "cmin", "cmax", "tableoid"))
AGGREGATES = frozenset(
    ("count", "sum", "avg", "min", "max", "array_agg", "string_agg", "json_agg", "jsonb_agg",
     "json_object_agg", "jsonb_object_agg", "bool_and", "bool_or", "every", "bit_and", "bit_or",
     "any_value", "stddev", "stddev_pop", "stddev_samp", "variance", "var_pop", "var_samp", "corr",
     "xmlagg", "range_agg", "mode", "percentile_cont", "percentile_disc")
)  # fmt: skip
QUERIES = (ast.SelectStmt, ast.InsertStmt, ast.UpdateStmt, ast.DeleteStmt, ast.MergeStmt)


@dataclass
class Scope:
    """One level of a query: retired names by alias, and whether plain tables stand beside them."""

    retired: dict[str, Retired] = field(default_factory=dict)
    others: set[str] = field(default_factory=set)
    tables: bool = False


@dataclass(frozen=True)
class Use:
    """A system column ('column'), a whole row ('row') or an ungrouped column ('grouping')."""

    kind: str
    retired: Retired
    column: str


def uses(node: Any, hub: Hub, ctes: frozenset[str], scopes: Sequence[Scope] = ()) -> Iterator[Use]:
    """What of a statement, or a part in its scopes, is not allowed, or not so, on a view."""
    if isinstance(node, tuple):
        for one in node:
            yield from uses(one, hub, ctes, scopes)
    elif is_a(node, ast.Node):
        if is_a(node, *QUERIES):
            scopes = [*scopes, scope_of(node, hub, ctes)]
            if is_a(node, ast.SelectStmt) and node.groupClause:
                yield from ungrouped(node, scopes[-1])
        elif is_a(node, ast.ColumnRef):
            yield from system_column(node, scopes)
        if is_a(node, ast.ResTarget) and is_a(node.val, ast.ColumnRef):
            yield from whole_row(node.val, scopes)
        for member in node:
            value = getattr(node, member)
            if member == "sortClause" and value and is_a(node, ast.SelectStmt):
                value = tuple(one for one in value if not output_name(one.node, node))
            yield from uses(value, hub, ctes, scopes)


def output_name(item: Any, query: Any) -> bool:
    """Whether ORDER BY means a column of the result: min(x) AS xmin is no system column."""
    named = {one.name for one in query.targetList or () if one.name}
    return is_a(item, ast.ColumnRef) and len(item.fields) == 1 and last_name(item) in named


def scope_of(query: Any, hub: Hub, ctes: frozenset[str]) -> Scope:
    scope = Scope()
    for source in ("fromClause", "usingClause", "relation", "sourceRelation"):
        gather(getattr(query, source, None), scope, hub, ctes)
    return scope


def gather(node: Any, scope: Scope, hub: Hub, ctes: frozenset[str]) -> None:
    if isinstance(node, tuple):
        for one in node:
            gather(one, scope, hub, ctes)
    elif is_a(node, ast.JoinExpr):
        gather((node.larg, node.rarg), scope, hub, ctes)
    elif is_a(node, ast.RangeTableSample):
        gather(node.relation, scope, hub, ctes)
    elif is_a(node, ast.RangeVar):
        alias = node.alias.aliasname if node.alias else node.relname
        is_cte = not node.schemaname and node.relname in ctes
        found = None if is_cte else hub.of(node)
        if found:
            scope.retired[alias] = found
        else:
            scope.others.add(alias)
            scope.tables = scope.tables or not is_cte
    elif getattr(node, "alias", None):
        scope.others.add(node.alias.aliasname)
        # A subquery that selects a system column under its own name provides it.
        query = getattr(node, "subquery", None)
        chosen = getattr(query, "targetList", None) or ()
        names = {one.name or last_name(one.val) for one in chosen if is_a(one, ast.ResTarget)}
        scope.tables = scope.tables or bool(names & SYSTEM)


def last_name(node: Any) -> str:
    names = names_of(node) if is_a(node, ast.ColumnRef) else []
    return names[-1] if names and len(names) == len(node.fields or ()) else ""


def names_of(node: Any) -> list[str]:
    return [str(part.sval) for part in node.fields if is_a(part, ast.String)]


def owner(alias: str, scopes: Sequence[Scope]) -> Retired | None:
    near = (one for one in reversed(scopes) if alias in one.retired or alias in one.others)
    return next(near, Scope()).retired.get(alias)


def system_column(node: Any, scopes: Sequence[Scope]) -> Iterator[Use]:
    names = names_of(node)
    if not names or names[-1] not in SYSTEM or len(names) != len(node.fields):
        return
    if len(names) > 1:
        found = owner(names[-2], scopes)
    else:
        near = next((one for one in reversed(scopes) if one.tables or one.retired), Scope())
        found = None if near.tables else next(iter(near.retired.values()), None)
    if found and names[-1] not in found.columns:
        yield Use("column", found, names[-1])


def whole_row(node: Any, scopes: Sequence[Scope]) -> Iterator[Use]:
    names = names_of(node)
    if len(names) == 1 == len(node.fields) and scopes:
        found = scopes[-1].retired.get(names[0])
        if found and not any(names[0] in one.columns for one in scopes[-1].retired.values()):
            yield Use("row", found, names[0])


def ungrouped(query: Any, scope: Scope) -> Iterator[Use]:
    """Columns of a name whose primary key is grouped by, that are neither grouped by themselves."""
    grouped = [group_item(one, query) for one in query.groupClause]
    if any(is_a(one, ast.GroupingSet) for one in grouped):
        return
    for alias, retired in scope.retired.items():
        keys = {
            names_of(one)[-1]
            for one in grouped
            if is_a(one, ast.ColumnRef) and belongs(one, alias, retired)
        }
        if not retired.key or not keys.issuperset(retired.key):
            continue
        ordered = [one.node for one in query.sortClause or ()]
        wanted = (
            *(one.val for one in query.targetList),
            query.havingClause,
            *(one for one in ordered if not output_name(one, query)),
        )
        if column := next(loose(wanted, alias, retired, grouped, keys), None):
            yield Use("grouping", retired, column)
            return


def group_item(node: Any, query: Any) -> Any:
    """What an item of GROUP BY means: a number is a place in the select list, a name may be too."""
    if is_a(node, ast.A_Const) and is_a(node.val, ast.Integer):
        return query.targetList[(node.val.ival or 1) - 1].val
    return node


def belongs(node: Any, alias: str, retired: Retired) -> bool:
    names = names_of(node)
    if is_a(node.fields[-1], ast.A_Star):
        return not names or names[-1] == alias
    return names[-1] in retired.columns and (len(names) == 1 or names[-2] == alias)


def loose(
    node: Any, alias: str, retired: Retired, grouped: list[Any], keys: set[str]
) -> Iterator[str]:
    if isinstance(node, tuple):
        for one in node:
            yield from loose(one, alias, retired, grouped, keys)
    elif is_a(node, ast.Node) and node not in grouped:
        if is_a(node, ast.FuncCall) and (
            node.agg_star or node.agg_within_group or node.funcname[-1].sval in AGGREGATES
        ) and not node.over:  # fmt: skip
            return
        if is_a(node, ast.ColumnRef):
            name = last_name(node) or "*"
            if belongs(node, alias, retired) and name not in keys:
                yield name
            return
        if is_a(node, ast.SubLink):  # its own names are its own: only what is qualified
            for one in walk(node.subselect):
                qualified = is_a(one, ast.ColumnRef) and len(names_of(one)) > 1
                if qualified and belongs(one, alias, retired) and last_name(one) not in keys:
                    yield last_name(one)
            return
        for member in node:
            yield from loose(getattr(node, member), alias, retired, grouped, keys)


def is_a(node: Any, *kinds: type[ast.Node]) -> bool:
    """isinstance() that leaves the node untyped: pglast types each attribute as optional."""
    return isinstance(node, kinds)


def walk(node: Any) -> Iterator[Any]:
    """Every node of a tree, outer ones first."""
    if isinstance(node, tuple):
        for one in node:
            yield from walk(one)
    elif is_a(node, ast.Node):
        yield node
        for member in node:
            yield from walk(getattr(node, member))
