"""What is ours and what is somebody else's. In: rows of sql/checks/; out: findings, DROPs.

Nothing here writes. Whoever asks passes a connection, or the rows themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from v1_hub.facts import Connection, ask, ask_column
from v1_hub.registry import HUB_NAMES
from v1_hub.render import document, ident, literal, read_sql

SCHEMAS = ("v1_hub", "v1_hub_retired")

# What a rollback keeps: the audit log with its settings and seals, the log of runs, and keys of
# results that had no column.
SET_ASIDE = re.compile(
    r"v1_hub_retired\.(v1_hub_audit_log\w*|audit_(tables|defaults|retentions)"
    r"|audit_seals|audit_seal_blocks|run|\w+_extra)"
)


class Finding(NamedTuple):
    """What is in the way, why, and what to do about it."""

    object: str
    finding: str
    remedy: str


# It takes away what it has at a table. Without its trigger the copy it swaps in would lack changes.
AFTER_REPACK = (
    "Wait until pg_repack is done. If it was killed, make its extension anew: see "
    "docs/operations.md."
)


def as_role(owner: str, role: str) -> str:
    """The remedy where only another role may: also of a member that is NOINHERIT."""
    return f"Run this as that role (PGOPTIONS='-c role={owner}'), or: GRANT {owner} TO {role};"


class Made(NamedTuple):
    """An object that an install has made; fate as in sql/checks/made.sql, NULL for most."""

    type: str
    identity: str
    fate: str | None = None


class Bound(NamedTuple):
    """An object (pg_identify_object) and what it is bound to, as sql/checks/objects.sql tells.

    how: it lies in the `schema`, is a `partition` or another `part` (trigger, index, policy,
    column, ...) of what we made, an `audit` trigger, makes `use` of it, or is an `extension` that
    it was made a member of.
    """

    type: str
    identity: str
    names: Sequence[str]
    how: str
    what: str


class Raw(str):
    """SQL that stands for a value."""


def inline(name: str, **values: object) -> str:
    """A query with its values in place, to be part of a script."""
    text = {
        key: value if isinstance(value, Raw) else literal(value) for key, value in values.items()
    }
    return (read_sql(f"checks/{name}") % text).strip()


def as_json(made: Iterable[Made]) -> str:
    return document([row._asdict() for row in made])


def read_objects(conn: Connection, made: Iterable[Made]) -> list[Bound]:
    return ask(conn, Bound, "checks/objects", made=as_json(made), schemas=list(SCHEMAS))


def find_foreign(conn: Connection, schema: str, made: Sequence[Made] = ()) -> list[Finding]:
    """What is not ours, for an install (nothing made yet), a second phase, or a rollback.

    schema is the hub's, where a remedy moves things to. Empty: go ahead.
    """
    # The partitions of the hub's tables are audited with these.
    parts = ask_column(conn, "checks/parts", names=sorted(hub_tables(made, schema)))
    return foreign_objects(read_objects(conn, made), made, schema, parts)


def hub_tables(made: Iterable[Made], schema: str) -> set[str]:
    """Tables of the hub, by identity: those that stay or are not retired yet, and the leaves."""
    return {
        *(f"{ident(schema)}.{ident(name)}" for name in HUB_NAMES),
        *(row.identity for row in made if row.fate == "kept"),
    }


def foreign_objects(
    bound: Iterable[Bound],
    made: Iterable[Made],
    schema: str = "public",
    parts: Iterable[str] = (),
) -> list[Finding]:
    """Each object that is not ours, with all that it is bound to and what to do about it."""
    made = list(made)
    ours = {(row.type, row.identity) for row in made}
    # The audit of a hub table may have been switched on again, with other triggers.
    audited = {identity.rpartition(" on ")[2] for type_, identity in ours if type_ == "trigger"}
    if ours:
        audited |= hub_tables(made, schema) | set(parts)
    found: dict[tuple[str, str], list[Bound]] = {}
    for row in bound:
        hub_audit = row.how == "audit" and row.identity.rpartition(" on ")[2] in audited
        set_aside = row.how == "schema" and SET_ASIDE.fullmatch(row.identity)
        if (row.type, row.identity) not in ours and not hub_audit and not set_aside:
            found.setdefault((row.type, row.identity), []).append(row)
    order = list(HOWS)
    findings = []
    for (type_, identity), rows in found.items():
        rows.sort(key=lambda row: (order.index(row.how), row.what))
        if any(row.how == "audit" for row in rows):
            rows = [row for row in rows if row.how in ("audit", "partition")]
        told = list(dict.fromkeys(f"{HOWS[row.how]} {row.what}" for row in rows))
        if len(told) > MOST + 1:
            told[MOST:] = [f"and {len(told) - MOST} more"]
        why = ", ".join(told)
        remedies = " ".join(dict.fromkeys(remedy(row, schema) for row in rows))
        findings.append(Finding(f"{type_} {identity}", why, remedies))
    return sorted(findings)


MOST = 3  # of what one object is bound to are told: SELECT * reads 40 columns

# How an object is bound to ours, in words; what is to be told first stands first.
HOWS = {
    "partition": "is a partition of",
    "audit": "logs its table by function",
    "part": "hangs on",
    "use": "stands on",
    "extension": "was given",
    "schema": "lies in schema",
}

# What moves to another schema, and what it is called in ALTER and DROP.
MOVABLE = {kind: kind.upper() for kind in (
    "table", "foreign table", "view", "materialized view", "sequence", "function", "procedure",
    "aggregate", "type", "domain", "collation", "operator", "operator class", "operator family",
    "conversion", "text search configuration", "text search dictionary", "text search parser",
    "text search template", "extension",
)} | {"composite type": "TYPE", "statistics object": "STATISTICS"}  # fmt: skip


# What keeps a month of the audit log as it is, also one that was detached.
GUARDS = ("audit_refuse()", "audit_divert()")


def remedy(row: Bound, schema: str) -> str:
    """SQL that takes the object out of the way, and loses no row."""
    on = ".".join(ident(name) for name in row.names[:2])
    last = ident(row.names[-1]) if row.names else ""
    if row.how == "partition":
        return f"ALTER TABLE {row.what} DETACH PARTITION {row.identity};"
    if row.how == "extension":
        return f"ALTER EXTENSION {row.identity} DROP {row.what};"
    if row.how == "schema" and row.type in MOVABLE:
        return f"ALTER {MOVABLE[row.type]} {row.identity} SET SCHEMA {ident(schema)};"
    if row.type == "trigger" and row.how == "audit" and not row.what.endswith(GUARDS):
        return f"SELECT v1_hub.audit_disable({literal(on)});"
    if row.type in ("trigger", "rule", "policy"):
        return f"DROP {row.type.upper()} {last} ON {on};"
    if row.type == "table constraint":
        return f"ALTER TABLE {on} DROP CONSTRAINT {last};"
    if row.type == "default value":
        return f"ALTER TABLE {on} ALTER COLUMN {last} DROP DEFAULT;"
    if row.type == "generated value":
        return f"ALTER TABLE {on} ALTER COLUMN {last} DROP EXPRESSION;"
    if row.type in ("publication relation", "publication namespace"):
        what, _, publication = row.identity.rpartition(" in publication ")
        kind = "TABLE" if row.type == "publication relation" else "TABLES IN SCHEMA"
        return f"ALTER PUBLICATION {ident(publication)} DROP {kind} {what};"
    if row.type == "table column" and row.how == "use":
        return f"ALTER TABLE {on} ALTER COLUMN {last} TYPE text;"
    if row.type == "table column":
        return f"Copy what you need of it, then ALTER TABLE {on} DROP COLUMN {last};"
    if row.type in ("view", "materialized view"):
        return f"DROP {MOVABLE[row.type]} {row.identity}; or let it read the retired names instead."
    if row.type in MOVABLE:
        return f"DROP {MOVABLE[row.type]} {row.identity};"
    if row.type == "index":
        return f"DROP INDEX {row.identity};"
    return f"Drop it ({row.type} {row.identity})."


def drop_statements(bound: Iterable[Bound], made: Iterable[Made]) -> list[str]:
    """DROPs, by name and RESTRICT, of our triggers and of what is ours and still lies in schema
    v1_hub; last of the schema. For the end of a rollback, when the tables are back in their place.

    Each kind in one statement: its members may stand on one another.
    """
    ours = {(row.type, row.identity) for row in made}
    triggers: list[str] = []
    kinds: dict[str, list[str]] = {"VIEW": [], "ROUTINE": [], "TABLE": [], "SEQUENCE": []}
    words = {"function": "ROUTINE", "procedure": "ROUTINE", "aggregate": "ROUTINE"}
    for row in bound:
        if row.type == "trigger":
            *place, table, name = (ident(part) for part in row.names)
            # Its table may have been in our schema when the trigger was written down.
            then = {f"{name} on {schema}.{table}" for schema in (*place, *SCHEMAS)}
            if any(("trigger", identity) in ours for identity in then):
                triggers.append(f"DROP TRIGGER {name} ON {'.'.join((*place, table))} RESTRICT;")
        elif row.how == "schema" and row.what == "v1_hub" and (row.type, row.identity) in ours:
            kinds.setdefault(words.get(row.type, row.type.upper()), []).append(row.identity)
    statements = [
        f"DROP {kind} " + ",\n    ".join(dict.fromkeys(names)) + " RESTRICT;"
        for kind, names in kinds.items()
        if names
    ]
    return [*dict.fromkeys(triggers), *statements, "DROP SCHEMA v1_hub RESTRICT;"]
