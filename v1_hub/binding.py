"""What stands on a table that is retired, and what of it is bound to the view instead. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from v1_hub.decide import Retiring
from v1_hub.facts import Dependent, Relation, Routine
from v1_hub.treatment import asks_its_caller


@dataclass(frozen=True)
class Binding:
    """What stands on a table and is bound anew to the view that takes its name."""

    replaced: tuple[Dependent, ...]  # views, in place
    rebuilt: tuple[Dependent, ...]  # dropped and made again, in order of depth
    routines: tuple[Routine, ...]

    @property
    def can_wait(self) -> bool:
        """Whether finish makes again what takes long, materialized views, and not the cut-over.

        Not where one may call a function of the table's row type, which is dropped.
        """
        return not any(routine.by_row_type for routine in self.routines)


def is_bound_anew(dependent: Dependent | Routine, table: Retiring) -> bool:
    """Whether what stands on a table must be bound to the view instead.

    Everything else stays on the leaf, and follows its renames.
    """
    if table.treatment == "history":
        return True
    reads_folded = any(column.legacy_name in dependent.reads for column in table.folded)
    if isinstance(dependent, Routine):
        return dependent.by_row_type or reads_folded
    sees_row = table.treatment == "fold" or not asks_its_caller(table.relation)
    return not dependent.by_key and (reads_folded or (dependent.by_row_type and sees_row))


def bind_anew(table: Retiring) -> Binding:
    """Views and routines over a table that go to the view of its name.

    A materialized view cannot be replaced: it is made again, with all that stands on it.
    """
    return bind(table.relation, lambda one: is_bound_anew(one, table))


def bind_back(view: Relation) -> Binding:
    """What stands on a compatibility view: all of it goes to the table that takes its name."""
    return bind(view, lambda _: True)


def bind(relation: Relation, wanted: Callable[[Dependent | Routine], bool]) -> Binding:
    """What of that which stands on a relation is bound to another one."""
    over = [d for d in relation.dependents if d.depth == 1 and wanted(d)]
    rebuilt = {d.oid: d for d in over if d.kind == "materialized view"}
    while more := [d for d in relation.dependents if d.over in rebuilt and d.oid not in rebuilt]:
        rebuilt.update({d.oid: d for d in more})
    return Binding(
        tuple(d for d in over if d.kind == "view" and d.oid not in rebuilt),
        tuple(sorted(rebuilt.values(), key=lambda d: (d.depth, d.oid))),
        tuple(r for r in relation.routines if wanted(r)),
    )
