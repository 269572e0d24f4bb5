"""How a table is, as it is recorded before it is retired, and compared with afterwards. Pure."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from v1_hub import history, results
from v1_hub.decide import Retiring, history_triggers
from v1_hub.facts import Hub, Relation

# Of a sequence, what a rollback does not give back.
OF_PLACE = ("relation", "is_identity")


def describe(hub: Hub, table: Retiring) -> dict[str, Any]:
    """How a table is before it is retired: what verify compares with, and rollback gives back."""
    relation = table.relation
    facts: dict[str, Any] = {
        "owner": relation.owner,
        "rights": describe_rights(relation),
        "columns": describe_shape(relation),
        "constraints": sorted(k.name for k in relation.constraints if k.kind != "n"),
        "indexes": sorted(index.name for index in relation.indexes),
        "keys_onto": sorted(f"{k.table_name}.{k.name}" for k in relation.keys_onto),
        "dependents": sorted({d.name for d in relation.dependents if d.depth == 1}),
        "primary_key": list(relation.primary_key),
        "sequences": [
            {name: value for name, value in asdict(s).items() if name not in OF_PLACE}
            for s in relation.sequences
            if not s.is_identity
        ],
    }
    if table.treatment == "fold":  # whose leaf has none of them
        facts["defaults"] = results.defaults(table)
    if table.treatment == "history":
        facts["foreign_keys"] = [key._asdict() for key in history.foreign_keys(table)]
        facts["checks"] = [asdict(k) for k in relation.constraints if k.kind in ("c", "p")]
        facts["required"] = [column.name for column in relation.columns if column.not_null]
        facts["triggers"] = [
            {"name": t.name, "definition": t.definition, "state": t.state}
            for t in history_triggers(hub)
        ]
    return facts


def describe_shape(relation: Relation) -> list[list[Any]]:
    """Columns in order as a client sees them: name, type, whether there is a default, comment."""
    return [
        [c.name, c.type, bool(c.default) and not c.generated, c.comment] for c in relation.columns
    ]


def describe_rights(relation: Relation) -> list[list[Any]]:
    """Who holds what, on the relation and on its columns, whoever granted it."""
    of_table = [(None, *right) for right in relation.rights]
    of_columns = [(column.name, *right) for column in relation.columns for right in column.rights]
    return sorted(
        (
            [column, grantee, privilege, grantable and grantee != relation.owner]
            for column, grantee, privilege, grantable in {*of_table, *of_columns}
        ),
        key=str,
    )
