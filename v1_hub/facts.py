"""Facts: what the catalogue says of a hub, read by sql/facts/, as frozen dataclasses.

In: a connection in a transaction (read-only is enough) with search_path = pg_catalog, pg_temp, so
that every name comes qualified. Out: a Hub. Nothing is written, nothing is locked for longer than
a SELECT on the catalogue.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple, TypeVar

import psycopg
from psycopg.rows import dict_row

from v1_hub.registry import AUDIT_LOG, HUB_NAMES, LOG, RETIRED
from v1_hub.render import read_sql

Connection = psycopg.Connection[Any]


def is_enforced(definition: str) -> bool:
    """Whether a constraint is; from PostgreSQL 18 on the end of its definition tells."""
    return not definition.endswith(" NOT ENFORCED")


class Right(NamedTuple):
    grantee: str | None  # None is PUBLIC
    privilege: str
    is_grantable: bool


@dataclass(frozen=True)
class Server:
    version: int
    role: str
    may_create_in: tuple[str, ...]
    may_grant_in: tuple[str, ...]


@dataclass(frozen=True)
class Column:
    relation: int
    number: int
    name: str
    type: str  # with modifier, and collation where it is not the type's own
    base_type: str
    is_domain: bool
    has_default_collation: bool
    not_null: bool
    default: str | None
    identity: str
    generated: str
    is_needed: bool  # by an index, constraint, trigger, policy, publication or statistic
    rights: tuple[Right, ...]
    comment: str | None
    is_loose: bool = False  # its collation calls equal what has other bytes


@dataclass(frozen=True)
class Constraint:
    relation: int
    target: int
    table_name: str
    target_name: str | None
    target_bare_name: str | None
    name: str
    kind: str  # c, f, p, u, x
    is_validated: bool
    is_top: bool
    definition: str
    expression: str | None
    columns: tuple[str, ...]
    target_columns: tuple[str, ...]


@dataclass(frozen=True)
class Index:
    relation: int
    schema: str
    name: str
    is_primary: bool
    is_unique: bool
    key_columns: tuple[str, ...] | None
    signature: str | None


@dataclass(frozen=True)
class Trigger:
    relation: int
    name: str
    definition: str
    state: str  # pg_trigger.tgenabled
    function_schema: str
    language: str
    body: str
    has_transition_tables: bool
    on_update: bool
    names_columns: bool


@dataclass(frozen=True)
class Sequence_:
    relation: int
    schema: str
    name: str
    column_name: str
    type: str
    minimum: int
    maximum: int
    cycles: bool
    is_identity: bool
    increment: int = 1
    cache: int = 0  # not recorded by an earlier release, which left it as it was


@dataclass(frozen=True)
class Routine:
    over: int
    name: str  # regprocedure
    schema: str
    by_row_type: bool
    reads: tuple[str, ...]
    definition: str | None  # an aggregate has none
    owner: str
    is_own: bool
    may_act_as_owner: bool
    owner_may_create: bool
    has_rights: bool
    rights: tuple[Right, ...]
    comment: str | None
    stands_on_it: tuple[str, ...]


@dataclass(frozen=True)
class Dependent:
    """A view, materialized view or rule over a relation, or over such a view."""

    oid: int
    over: int
    kind: str
    name: str  # quoted and qualified
    schema: str
    by_row_type: bool
    by_key: bool  # it groups by the primary key of what it is over
    reads: tuple[str, ...]
    definition: str | None
    is_populated: bool
    is_lockable: bool
    indexes: tuple[str, ...]
    triggers: tuple[str, ...]
    depth: int = 1  # over the relation that it is told of


@dataclass(frozen=True)
class Relation:
    oid: int
    schema: str
    name: str
    kind: str
    owner: str
    is_own: bool
    may_act_as_owner: bool
    owner_may_create: bool
    owner_holds_all: bool
    has_rights: bool
    rights: tuple[Right, ...]  # an owner's own, too, where has_rights is false
    default_grantees: tuple[str | None, ...]
    has_default_rights: bool
    options: tuple[str, ...]
    row_security: bool
    hides_rows: bool
    is_typed: bool
    is_partition: bool
    inherits: bool
    has_rules: bool
    columns_ever: int
    comment: str | None
    estimated_rows: int
    heap_bytes: int
    bytes: int | None
    may_read: bool
    may_lock: bool
    may_fill: bool
    may_trigger: bool
    columns: tuple[Column, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    keys_onto: tuple[Constraint, ...] = ()
    indexes: tuple[Index, ...] = ()
    triggers: tuple[Trigger, ...] = ()
    sequences: tuple[Sequence_, ...] = ()
    dependents: tuple[Dependent, ...] = ()
    routines: tuple[Routine, ...] = ()
    bars_updates: bool = False  # by how it is published
    labels: tuple[str, ...] | None = None  # SECURITY LABEL statements

    @property
    def is_table(self) -> bool:
        return self.kind in ("r", "p")

    @property
    def is_view(self) -> bool:
        return self.kind == "v"

    @property
    def primary_key(self) -> tuple[str, ...]:
        return next((i.key_columns or () for i in self.indexes if i.is_primary), ())

    def column(self, name: str) -> Column | None:
        return next((column for column in self.columns if column.name == name), None)


@dataclass(frozen=True)
class Hub:
    """A hub as the catalogue tells it, by bare names."""

    schema: str
    server: Server
    relations: dict[str, Relation] = field(default_factory=dict)  # in the schema of the hub
    own: dict[str, Relation] = field(default_factory=dict)  # in schema v1_hub: leaves, history
    views: dict[int, Relation] = field(default_factory=dict)  # what stands on them, by oid

    def table(self, name: str) -> Relation | None:
        found = self.relations.get(name)
        return found if found and found.is_table else None

    def view(self, name: str) -> Relation | None:
        found = self.relations.get(name)
        return found if found and found.is_view else None


Fact = TypeVar("Fact")


def ask(conn: Connection, fact: type[Fact], query: str, **parameters: object) -> list[Fact]:
    """The rows of a query under sql/ as facts."""
    return read_as(conn, fact, read_sql(query), parameters or None)


def read_as(conn: Connection, fact: type[Fact], query: str, parameters: Any = None) -> list[Fact]:
    """The rows of a query as facts; arrays and access lists become tuples."""
    with conn.cursor(row_factory=dict_row) as cursor:
        rows = cursor.execute(query.encode(), parameters).fetchall()
    return [fact(**{name: _frozen(name, value) for name, value in row.items()}) for row in rows]


def ask_rows(conn: Connection, query: str, **parameters: object) -> list[tuple[Any, ...]]:
    """The rows of a query under sql/."""
    return conn.execute(read_sql(query).encode(), parameters or None).fetchall()


def ask_column(conn: Connection, query: str, **parameters: object) -> list[Any]:
    """The first column of a query under sql/."""
    return [row[0] for row in ask_rows(conn, query, **parameters)]


def _frozen(name: str, value: object) -> object:
    if name == "rights":
        return tuple(Right(*right) for right in value or ())  # type: ignore[attr-defined]
    return tuple(value) if isinstance(value, list) else value


def read_relations(conn: Connection, schema: str, names: Iterable[str]) -> dict[str, Relation]:
    """Relations with all that hangs on them, by bare name; a name that is not there is left out."""
    found = _read_named(conn, schema, names)
    return {relation.name: relation for relation in _complete(conn, found)}


def _read_named(conn: Connection, schema: str, names: Iterable[str]) -> list[Relation]:
    return ask(conn, Relation, "facts/relations", schema=schema, names=list(names), oids=[])


def _complete(conn: Connection, found: Sequence[Relation]) -> list[Relation]:
    """The same relations, with all that hangs on them."""
    oids = [relation.oid for relation in found]

    def of(fact: type[Fact], query: str) -> list[Fact]:
        return ask(conn, fact, query, oids=oids) if oids else []

    columns = _by_relation(of(Column, "facts/columns"))
    constraints = of(Constraint, "facts/constraints")
    own = _by_relation(constraints)
    indexes = _by_relation(of(Index, "facts/indexes"))
    triggers = _by_relation(of(Trigger, "facts/triggers"))
    sequences = _by_relation(of(Sequence_, "facts/sequences"))
    dependents = of(Dependent, "facts/dependents")
    routines = of(Routine, "facts/routines")
    return [
        replace(
            relation,
            columns=columns[relation.oid],
            constraints=own[relation.oid],
            keys_onto=tuple(
                key
                for key in constraints
                if key.kind == "f" and key.target == relation.oid != key.relation and key.is_top
            ),
            indexes=indexes[relation.oid],
            triggers=triggers[relation.oid],
            sequences=sequences[relation.oid],
            dependents=_standing_on(dependents, relation.oid),
            routines=tuple(routine for routine in routines if routine.over == relation.oid),
        )
        for relation in found
    ]


def _by_relation(facts: Sequence[Any]) -> defaultdict[int, tuple[Any, ...]]:
    """Facts by the relation they belong to, in one pass: there may be views in thousands."""
    found = defaultdict(list)
    for fact in facts:
        found[fact.relation].append(fact)
    return defaultdict(tuple, ((oid, tuple(held)) for oid, held in found.items()))


def _standing_on(dependents: Sequence[Dependent], oid: int) -> tuple[Dependent, ...]:
    """What stands on a relation directly, and on that, in order of depth."""
    reached, depth, found = {oid: 0}, 0, []
    while True:
        depth += 1
        level = [d for d in dependents if reached.get(d.over) == depth - 1]
        if not level:
            break
        for dependent in level:
            found.append(replace(dependent, depth=depth))
            reached[dependent.oid] = depth
    return tuple(found)


def read_hub(conn: Connection, schema: str, names: Sequence[str] = HUB_NAMES) -> Hub:
    """The hub in a schema: its names, the two logs, what lies in v1_hub, what stands on it."""
    leaves = [entry.leaf for entry in RETIRED if entry.table_name in names]
    here = _read_named(conn, schema, [*names, LOG, f"{LOG}_id_seq", AUDIT_LOG])
    named = _complete(conn, [*here, *_read_named(conn, "v1_hub", leaves)])
    relations = {relation.name: relation for relation in named[: len(here)]}
    own = {relation.name: relation for relation in named[len(here) :]}
    oids = list({dependent.oid for relation in named for dependent in relation.dependents})
    found = ask(conn, Relation, "facts/relations", schema=schema, names=[], oids=oids)
    columns = _by_relation(ask(conn, Column, "facts/columns", oids=oids))
    views = {view.oid: replace(view, columns=columns[view.oid]) for view in found}
    return Hub(schema, ask(conn, Server, "facts/server")[0], relations, own, views)


def watch(conn: Connection, hub: Hub) -> Callable[[], bool]:
    """A question to be asked under the locks: is all that a plan was made from as it was?"""
    relations = (*hub.relations.values(), *hub.own.values())
    oids = sorted({*hub.views, *(relation.oid for relation in relations)})

    seen = ask_rows(conn, "facts/fingerprint", oids=oids)
    return lambda: ask_rows(conn, "facts/fingerprint", oids=oids) == seen
