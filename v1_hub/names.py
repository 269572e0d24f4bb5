"""Retired names and what lies under them. In: facts of an installed hub; out: answers by name.

`scan` and `usage` judge statements against a `Hub`. Whoever knows the hub makes it:
nothing in here, or in them, knows a name, a column or a leaf by itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from os.path import commonprefix
from typing import Any

from v1_hub.treatment import Treatment


@dataclass(frozen=True)
class Retired:
    """One retired name: a view now, and the relation that has its rows.

    columns: every legacy column in the view's order, and its name in the relation under it (for a
    folded column the key of result_data). key: the legacy columns of the primary key. indexes:
    those that moved with the table.
    """

    name: str
    treatment: Treatment
    leaf: tuple[str, str]  # schema, relation
    columns: Mapping[str, str]
    folded: frozenset[str] = frozenset()
    key: tuple[str, ...] = ()
    indexes: tuple[str, ...] = ()
    dropped: bool = False  # for good: there is no view any more

    @property
    def by_trigger(self) -> bool:
        """The view is written by INSTEAD OF triggers, not by PostgreSQL itself."""
        return self.treatment in ("fold", "history")


@dataclass(frozen=True)
class Hub:
    """What stands in a database: the retired names of one schema, and the server's version."""

    schema: str
    major: int  # of the server: 15 to 18
    retired: tuple[Retired, ...]
    hidden: frozenset[str] = frozenset()  # names that without a schema mean something else

    def find(self, schema: str | None, name: str | None) -> Retired | None:
        """The retired name that `schema.name`, or `name` alone, means; None for any other."""
        if schema == self.schema or (not schema and name not in self.hidden):
            return next((one for one in self.retired if one.name == name), None)
        return None

    def of(self, relation: Any) -> Retired | None:
        """The retired name a RangeVar means; None for no RangeVar as well."""
        return self.find(relation.schemaname, relation.relname) if relation is not None else None

    def spelled(self, names: Sequence[Any]) -> Retired | None:
        """The retired name that a list of String nodes spells."""
        return self.find(*last_two(names)) if names else None

    def index(self, schema: str | None, name: str) -> Retired | None:
        """Whose index was reached by this name before it moved along with its table."""
        if schema == self.schema or (not schema and name not in self.hidden):
            return next((one for one in self.retired if name in one.indexes), None)
        return None

    def may_be_named(self, text: str) -> bool:
        """Whether it is worth reading a text as SQL; a name may also be put together there."""
        start = commonprefix([one.name for one in self.retired])  # noqa: RUF071 (of characters)
        indexes = (index.lower() for one in self.retired for index in one.indexes)
        folded = text.lower()
        return any(word in folded for word in (start, *indexes))


def last_two(names: Sequence[Any]) -> tuple[str | None, str]:
    """The schema, if any, and the name that a list of String nodes spells."""
    return names[-2].sval if len(names) > 1 else None, names[-1].sval


def has_word(text: str, word: str) -> bool:
    """Whether a word stands in a text, in any case, and is not part of a longer one there."""
    if word.lower() not in text.lower():
        return False
    return bool(re.search(rf"(?<![\w$]){re.escape(word)}(?![\w$])", text, re.IGNORECASE))
