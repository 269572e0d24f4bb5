"""Whether what an install made is still where it put it.

In: what is recorded, and where the catalogue has it now; out: what to tell where a schema, a log or
a leaf was renamed, moved or dropped. The package finds what is its own by name, so each answer is
the statement that gives the name back. Nothing here writes.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from v1_hub.checks import SCHEMAS, Finding, Made, as_role
from v1_hub.facts import Connection, Hub, Relation, ask, ask_column
from v1_hub.failure import Failure, Refused
from v1_hub.registry import AUDIT_COLUMNS, AUDIT_LOG, LOG, PROXIES, RETIRED, SLOTS
from v1_hub.render import ident
from v1_hub.state import Place, Retired, read_installed, read_made
from v1_hub.target import HubRelation
from v1_hub.treatment import IN_LOG
from v1_hub.values import leaf_name, view_name

OURS = SCHEMAS[0]
# What every command goes by, beside hub.
RECORD = ("retired", "log_column", "object", "history_gone", "audit_tables")


class Moved(NamedTuple):
    """A log or a leaf that is not where an install put it, and where it is."""

    wanted_schema: str
    wanted_name: str
    schema: str
    name: str

    @property
    def wanted(self) -> str:
        return view_name(self.wanted_schema, self.wanted_name)

    @property
    def found(self) -> str:
        return view_name(self.schema, self.name)

    @property
    def back(self) -> list[str]:
        """The statements that give it its name back."""
        there = view_name(self.wanted_schema, self.name)
        statements = []
        if self.schema != self.wanted_schema:
            statements.append(f"ALTER TABLE {self.found} SET SCHEMA {ident(self.wanted_schema)};")
        if self.name != self.wanted_name:
            statements.append(f"ALTER TABLE {there} RENAME TO {ident(self.wanted_name)};")
        return statements


class Parted(NamedTuple):
    """A view that belongs to another than the relation under it, which it uses as its owner may."""

    view: str
    view_owner: str
    relation: str
    owner: str
    recorded: str | None  # who owned the table before

    @property
    def finding(self) -> str:
        return f"belongs to {self.view_owner}, and {self.relation} under it to {self.owner}"

    @property
    def remedy(self) -> str:
        if self.view_owner == self.recorded:
            return f"ALTER TABLE {self.relation} OWNER TO {self.recorded};"
        return f"ALTER VIEW {self.view} OWNER TO {self.recorded or self.owner};"


class Home(NamedTuple):
    """A schema that views under retired names read; whether the record of an install is in it."""

    name: str
    has_record: bool


def refuse_moved(conn: Connection, schema: str, relations: Sequence[HubRelation]) -> None:
    """Raises Failure where what an install made is elsewhere, or gone."""
    schemas = {str(name) for (name,) in conn.execute("SELECT nspname FROM pg_namespace")}
    trouble = None
    if read_installed(conn):  # a copy of the schema alone has no rows in it
        refuse_torn(conn, schema)
        moved = ask(conn, Moved, "checks/moved", log=LOG, audit_log=AUDIT_LOG)
        trouble = moved_away(moved, relations, schemas) or void_install(
            relations, read_made(conn), schemas
        )
    elif any(row.name == LOG and row.schema == schema for row in relations):
        names = [entry.table_name for entry in RETIRED]
        homes = ask(conn, Home, "checks/homes", schema=schema, names=names)
        trouble = lost_record(homes, schema, schemas)
    if trouble:
        raise trouble


def moved_away(
    moved: Sequence[Moved], relations: Iterable[HubRelation], schemas: Collection[str]
) -> Failure | None:
    """What to say of logs and leaves under another name; None where there are none."""
    if not moved:
        return None
    peopled = {row.schema for row in relations}
    statements = []
    for row in moved:
        # With all that was in it: it is the schema that was renamed.
        if row.schema in peopled and row.wanted_schema not in {*peopled, row.schema, *SCHEMAS}:
            statements += rename_schema(row.schema, row.wanted_schema, schemas)
        else:
            statements += row.back
    message, *more = (f"{row.wanted} is called {row.found} now" for row in moved)
    return Refused(
        message,
        detail="\n".join([*more, "The package finds what it made by its name."]),
        hint="\n".join(["give it its name back:", *dict.fromkeys(statements)]),
    )


def lost_record(homes: Sequence[Home], schema: str, schemas: Collection[str]) -> Failure | None:
    """What to say where views read what an install made, and no record tells of it."""
    for home in homes:
        if home.has_record and home.name != OURS:
            back = rename_schema(home.name, OURS, schemas)
            return Refused(
                f"schema {OURS} is called {ident(home.name)} now",
                detail=f"The views under retired names in schema {schema} read it.",
                hint="\n".join(["give it its name back:", *back]),
            )
        if home.name == OURS:
            return gone_record(schema, f"{OURS}.hub")
    return None


def gone_record(schema: str, what: str) -> Failure:
    return Refused(
        f"the record of the install in schema {schema} is gone: {what}",
        detail=f"The views under retired names read schema {OURS}: they work on.",
        hint=f"restore the rows of hub, {', '.join(RECORD)} and audit_defaults in schema {OURS} "
        "from the hub, or from a backup",
    )


def refuse_torn(conn: Connection, schema: str) -> None:
    """Raises Failure where a table of the record is gone, or its row of a table that we took."""
    tables = [f"{OURS}.{name}" for name in RECORD]
    there = ask_column(conn, "checks/there", names=tables)
    if gone := [name for name in tables if name not in there]:
        raise gone_record(schema, ", ".join(gone))
    if rows := ask_column(conn, "checks/torn"):
        raise gone_record(schema, f"{OURS}.retired of {', '.join(rows)}")


def void_install(
    relations: Iterable[HubRelation], made: Iterable[Made], schemas: Collection[str]
) -> Failure | None:
    """What to say where the log that an install made is gone: what is there counts.

    schemas: the names of all schemas, so that the remedy finds free ones.
    """
    relations = list(relations)
    log = next((row.identity for row in made if row.identity.endswith(f".{LOG}")), None)
    if log is None or log in {view_name(row.schema, row.name) for row in relations}:
        return None
    home = log.removesuffix(f".{LOG}")
    there = [row for row in relations if ident(row.schema) == home]
    tables = sum(row.kind in "rp" for row in there)
    views = len(there) - tables
    aside = [set_aside(name, schemas) for name in SCHEMAS if name in schemas]
    return Refused(
        f"the install that is recorded here is void: {log} is gone",
        detail=f"schema {home} holds {tables} plain tables and {views} views of a hub. "
        f"What the install had made besides, with rows perhaps, lies in {' and '.join(SCHEMAS)}.",
        hint="\n".join(["keep that aside, then install again:", *aside]),
    )


def read_parted(conn: Connection) -> list[Finding]:
    """Views that belong to another than the relation under them."""
    rows = ask(conn, Parted, "checks/parted")
    return [Finding(row.view, row.finding, row.remedy) for row in rows]


def read_renamed(conn: Connection) -> list[Finding]:
    """Tables that stay, under another name: their triggers follow them, commands do not."""
    rows = ask(conn, Moved, "checks/renamed", slots=SLOTS, proxies=PROXIES)
    return [Finding(row.wanted, f"is called {row.found} now", " ".join(row.back)) for row in rows]


def ours(hub: Hub) -> Iterator[Relation]:
    """The logs, the leaves and the originals."""
    yield from (found for name in (LOG, AUDIT_LOG) if (found := hub.table(name)))
    yield from hub.own.values()


def hidden(hub: Hub) -> Iterator[Finding]:
    """What hides rows from its own owner: we would lose them, so PostgreSQL lets us read none."""
    for table in ours(hub):
        if table.hides_rows and table.may_act_as_owner:
            name, what = view_name(table.schema, table.name), "FORCE ROW LEVEL SECURITY"
            yield Finding(
                name, f"has {what}, which holds for its owner", f"ALTER TABLE {name} NO {what};"
            )


def given_away(hub: Hub, rows: Sequence[Retired]) -> Iterator[Finding]:
    """What belongs to a role that the current one cannot act as."""
    owners = {row.leaf: row.facts["owner"] for row in rows}
    logs = next((owners[row.leaf] for row in rows if row.treatment == "history"), "")
    for table in ours(hub):
        if not table.may_act_as_owner:
            name, role = view_name(table.schema, table.name), ident(hub.server.role)
            before = owners.get(table.name, logs)
            remedy = as_role(ident(table.owner), role)
            if before and before != table.owner:
                remedy = f"ALTER TABLE {name} OWNER TO {ident(before)};"
            yield Finding(name, f"belongs to role {ident(table.owner)}", remedy)


def not_to_return(hub: Hub, rows: Iterable[Retired]) -> list[Finding]:
    """What a rollback cannot do without, and somebody has dropped; what stands in its place."""
    found = []
    if hub.table(AUDIT_LOG) is None:
        log, why = view_name(hub.schema, AUDIT_LOG), "is gone, and audited tables refuse changes"
        found.append(Finding(log, why, "install.py install makes it anew, empty"))
    for row in rows:
        view, there = view_name(hub.schema, row.table_name), hub.relations.get(row.table_name)
        if there and (row.dropped_at or not there.is_view):
            why = "was a compatibility view and is none now; a rollback puts the table there"
            remedy = f"ALTER TABLE {view} RENAME TO {ident(row.table_name + '_new')};"
            found.append(Finding(view, why, remedy))
        if row.treatment == "history" and row.leaf not in hub.own and there and there.is_view:
            leaf = leaf_name(row.leaf)
            why = f"is gone: there is no table to give back under the name {row.table_name}"
            remedy = f"CREATE TABLE {leaf} (LIKE {view}); the audit log has its rows, not its keys."
            found.append(Finding(leaf, why, remedy))
    return found


def reshaped(places: Sequence[Place]) -> list[Finding]:
    """Columns and keys that somebody has renamed, retyped or dropped, and that commands go by."""
    ours = {c.log_name for p in places for c in p.table.columns} | {"log_type", "result_data"}
    found: list[Finding] = []
    for place in places:
        row, table, view = place.row, place.table.relation, place.shown
        shape = {name: type_ for name, type_, *_ in row.facts["columns"]}
        log = view_name(place.hub.schema, LOG) if table.is_partition else place.leaf
        if row.treatment in IN_LOG:
            columns = {c.log_name: c.type for c in place.table.columns}
            found += lost_columns(f"TABLE {log}", table, columns, ours)
        elif row.treatment == "history":
            found += lost_columns(f"TABLE {place.leaf}", table, shape, shape)
            found += [
                Finding(
                    place.leaf,
                    f"has column {c.name} as {c.type}, and it was {shape[c.name]}",
                    f"ALTER TABLE {place.leaf} ALTER COLUMN {ident(c.name)} TYPE {shape[c.name]};",
                )
                for c in table.columns
                if shape.get(c.name, c.type) != c.type
            ]
        if view and row.treatment in ("fold", "history"):
            found += lost_columns(f"VIEW {place.view}", view, shape, shape)
        if row.treatment == "fold" and not table.primary_key:
            names = {c.legacy_name: ident(c.log_name) for c in place.table.columns}
            key = ", ".join(names[name] for name in row.facts["primary_key"])
            lost = {*row.facts["constraints"]} - {k.name for k in table.constraints}
            name = f"CONSTRAINT {ident(lost.pop())} " if len(lost) == 1 else ""
            remedy = f"ALTER TABLE {place.leaf} ADD {name}PRIMARY KEY ({key});"
            found.append(Finding(place.leaf, "has no primary key any more", remedy))
    return [*dict.fromkeys(found)]


def reshaped_log(hub: Hub) -> list[Finding]:
    """Columns of the audit log that are no more: audited tables refuse changes."""
    log, name = hub.table(AUDIT_LOG), view_name(hub.schema, AUDIT_LOG)
    return [*lost_columns(f"TABLE {name}", log, AUDIT_COLUMNS, AUDIT_COLUMNS)] if log else []


def lost_columns(
    what: str, relation: Relation, wanted: Mapping[str, str], known: Collection[str]
) -> Iterator[Finding]:
    """Wanted columns, by name and type, that are not there. what: as in ALTER, TABLE v1_hub.x."""
    there = {c.name for c in relation.columns}
    new = [c for c in relation.columns if c.name not in known]
    for name, type_ in wanted.items():
        names = [c.name for c in new if c.type == type_]
        if name in there:
            continue
        if len(names) == 1:
            why = f"has no column {name}: it is called {names[0]} now"
            remedy = f"ALTER {what} RENAME COLUMN {ident(names[0])} TO {ident(name)};"
        else:
            why = f"has no column {name} any more"
            remedy = f"ALTER {what} ADD COLUMN {ident(name)} {type_};"
        yield Finding(what.partition(" ")[2], why, remedy)


def returned(hub: Hub, rows: Iterable[Retired]) -> Iterator[str]:
    """What a rollback has to say of names that somebody had taken something from; hub: before."""
    for row in rows:
        view = view_name(hub.schema, row.table_name)
        if row.leaf not in hub.own:
            yield f"{view}: somebody had dropped {leaf_name(row.leaf)}, and its rows with it"
        elif row.table_name not in hub.relations:
            yield f"{view}: somebody had dropped its compatibility view; the table is back"


def rename_schema(name: str, wanted: str, schemas: Collection[str]) -> list[str]:
    """Statements that give a schema its name back; what has taken that name goes aside."""
    aside = [set_aside(wanted, schemas)] if wanted in schemas else []
    return [*aside, f"ALTER SCHEMA {ident(name)} RENAME TO {ident(wanted)};"]


def set_aside(name: str, schemas: Collection[str]) -> str:
    """The statement that gives a schema a name that is free."""
    numbered = (f"{name}_void_{number}" for number in itertools.count(2))
    free = next(n for n in itertools.chain([f"{name}_void"], numbered) if n not in schemas)
    return f"ALTER SCHEMA {ident(name)} RENAME TO {ident(free)};"
