"""Facts made by hand, for tests of decisions that need no server."""

from __future__ import annotations

import itertools
from dataclasses import fields, replace
from typing import Any, TypeVar, get_type_hints

from v1_hub.facts import (
    Column,
    Constraint,
    Dependent,
    Hub,
    Index,
    Relation,
    Routine,
    Server,
    Trigger,
)

OIDS = itertools.count(10_000)
EMPTY = {"str": "", "int": 0, "bool": False}
Fact = TypeVar("Fact")


def make(fact: type[Fact], **given: Any) -> Fact:
    """A fact of which only what matters is said: the rest is empty, 0, False or None."""
    hints = get_type_hints(fact)
    values = {}
    for one in fields(fact):  # type: ignore[arg-type]
        hint = getattr(hints[one.name], "__name__", str(hints[one.name]))
        empty: Any = () if "tuple" in str(hints[one.name]) else EMPTY.get(hint)
        values[one.name] = given.pop(one.name, empty)
    assert not given, f"{fact.__name__} has no {', '.join(given)}"
    return fact(**values)


def column(name: str, type_name: str = "integer", **given: Any) -> Column:
    base = type_name.split("(")[0]
    given = {"type": type_name, "base_type": base, **given}
    return make(Column, name=name, has_default_collation=True, **given)


def table(name: str, *columns: Column | str, key: str | None = "id", **given: Any) -> Relation:
    """A table with all of its owner's rights; a column may be 'name type'."""
    oid = next(OIDS)
    numbered = [
        replace(c if isinstance(c, Column) else column(*c.split(" ", 1)), relation=oid, number=n)
        for n, c in enumerate(columns, 1)
    ]
    numbered = [replace(c, not_null=True, is_needed=True) if c.name == key else c for c in numbered]
    keys = [make(Index, relation=oid, is_primary=True, is_unique=True, key_columns=(key,))]
    given = {
        "kind": "r",
        "owner": "hub_owner",
        "owner_holds_all": True,
        "is_own": True,
        "schema": "public",
        "indexes": tuple(keys if key else ()),
        **given,
    }
    return make(Relation, oid=oid, name=name, columns=tuple(numbered), **given)


def trigger(body: str = "BEGIN RETURN NEW; END", **given: Any) -> Trigger:
    return make(Trigger, **{"name": "watch", "language": "plpgsql", "body": body, **given})


def view_over(relation: Relation, name: str, **given: Any) -> Dependent:
    given = {"oid": next(OIDS), "over": relation.oid, "depth": 1, "kind": "view", **given}
    return make(Dependent, name=name, **given)


def routine(name: str, **given: Any) -> Routine:
    return make(Routine, name=name, **given)


def foreign_key(**given: Any) -> Constraint:
    return make(Constraint, **{"kind": "f", "is_validated": True, **given})


def hub(*relations: Relation, **own: Relation) -> Hub:
    server = make(Server, version=180000, role="hub_owner")
    return Hub("public", server, {relation.name: relation for relation in relations}, dict(own))
